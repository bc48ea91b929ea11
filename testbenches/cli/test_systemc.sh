#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The SystemC benches have the same verdicts and steps as the C bench, and notice faults; the
# register map, the peripheral, the networks, GTKWave and the page are tested too. SEED seeds all
# that is random.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck disable=SC2016  # programs of awk and Verilog
# shellcheck source=testbenches/cli/tap.sh
source testbenches/cli/tap.sh

lifcosim=$PWD/$BUILD/lifcosim
systemc=build/systemc/q8_24/lifcosim-systemc
faulty=build/systemc/fault-truncation/lifcosim-systemc
book=sim/scenarios/book-triangle.yaml
serial=build/systemc/q6_18_serial_r/lifcosim-systemc
seed=${SEED:-$(date +%s)}
scratch=$tap_folder
echo "# seed $seed"

# ---- the same as the C bench ----

scenarios=(sim/scenarios/*.yaml)
run "$systemc" run --stall-seed "$seed" --json "$scratch/systemc.json" "${scenarios[@]}"
check 'every published scenario passes' is "$status" 0
check 'all of them ran' has "$out" "${#scenarios[@]} runs: ${#scenarios[@]} pass"
check 'the seed of the stalls is printed' has "$err" "seed $seed"
"$lifcosim" run --quiet --json "$scratch/c.json" "${scenarios[@]}"
same='del(.results[] | .dut.about, .seconds, .steps_per_second) | del(.commit)'
check 'the JSON is that of the C bench, but for the times' is \
    "$(jq -S "$same" "$scratch/systemc.json")" "$(jq -S "$same" "$scratch/c.json")"
check 'which is something to compare' test \
    "$(jq '[.results[].levels.exact.compared] | add' "$scratch/systemc.json")" -gt 50000

# Every step of every scenario is compared: drive, membrane before and after, spike, reference,
# bound.
steps=0
for file in "${scenarios[@]}"; do
    percent=$((steps % 96))
    run "$systemc" run --quiet --stalls "$percent" --stall-seed "$((seed + percent))" \
        --csv "$scratch/systemc.csv" "$file"
    "$lifcosim" run --quiet --csv "$scratch/c.csv" "$file"
    cmp -s "$scratch/systemc.csv" "$scratch/c.csv" || break
    steps=$((steps + $(wc -l <"$scratch/c.csv") - 1))
done
check "each row of the CSV too, with 0 to 95 % stalls ($steps steps)" cmp \
    "$scratch/systemc.csv" "$scratch/c.csv"
check 'of all of them' is "$steps" "$(jq '[.results[].steps] | add' "$scratch/c.json")"
noise='stimulus=[{noise: {mean: 60 uA, deviation: 30 uA, correlation_time: 1 ms, seed: 1}}]'
sed '/^expect/,$d' $book >"$scratch/noise.yaml"
for bench in "$systemc" "$lifcosim"; do
    run "$bench" run --quiet --set steps=20000 --set "$noise" --seed "$seed" \
        --csv "$scratch/${bench##*/}.csv" "$scratch/noise.yaml"
    check "a noisy drive on ${bench##*/} passes" is "$status" 0
done
check 'and is the same' cmp "$scratch/lifcosim.csv" "$scratch/lifcosim-systemc.csv"
# A drive that the format cannot hold ends both alike.
clip='stimulus=[{noise: {mean: 60 uA, deviation: 1500 uA, correlation_time: 1 ms, seed: 1}}]'
for bench in "$systemc" "$lifcosim"; do
    run "$bench" run --set steps=3000 --set "$clip" --json "$scratch/${bench##*/}.json" \
        "$scratch/noise.yaml"
    check "a drive that clips on ${bench##*/}: status 1" is "$status" 1
done
same='.results[0] | .verdict, .levels, .first_mismatch, .steps, .clipped_steps'
check 'and the findings are the same' is "$(jq "$same" "$scratch/lifcosim-systemc.json")" \
    "$(jq "$same" "$scratch/lifcosim.json")"
# A circuit of many clocks a step, which lowers ready itself, is compared with the same circuit in
# the C bench.
run "$serial" run --quiet --dut q6_18_serial_r --stall-seed "$seed" --csv "$scratch/s.csv" $book
check 'a circuit of 26 clocks a step passes' is "$status" 0
"$lifcosim" run --quiet --dut q6_18_serial_r --csv "$scratch/c.csv" $book
check 'and each of its steps is that of the C bench' cmp "$scratch/s.csv" "$scratch/c.csv"
run "$systemc" run --junit "$scratch/j.xml" --plot "$scratch/p.svg" $book
check 'the other reports are there' grep -q '<testcase.*book-triangle' "$scratch/j.xml"
check 'and the picture' grep -q '<svg' "$scratch/p.svg"

# ---- it can fail ----

run "$faulty" run --json "$scratch/f.json" $book
check 'a faulty circuit: status 1' is "$status" 1
LIFCOSIM_DUT_DIR=build/faults "$lifcosim" run --quiet --dut build/faults/truncation.so \
    --json "$scratch/g.json" $book >"$scratch/text" || true
same='.results[0] | .levels, .first_mismatch, .spikes'
check 'with the findings of the C bench' is \
    "$(jq "$same" "$scratch/f.json")" "$(jq "$same" "$scratch/g.json")"
for case in drop@0 drop@499 duplicate@0 duplicate@499 "drop@$((seed % 490))" \
    "duplicate@$((seed % 490))" "withdraw@$((seed % 500))" "unstable@$((seed % 500))"; do
    run "$systemc" run --break "$case" --stall-seed "$seed" $book
    check "$case: status 1" is "$status" 1
    check "$case: the exact level fails" has "$out" 'exact         fail'
done
run "$systemc" run --break drop@499 $book
check 'a result that never comes is named' has "$out" 'step 499 handshake: results: expected 1, observed 0'
run "$systemc" run --break duplicate@499 $book
check 'so is one too many' has "$out" 'step 500 handshake: results: expected 0, observed 1'
run "$systemc" run --break withdraw@42 $book
check 'and a driver that takes valid back' has "$out" 'handshake: valid until ready: expected 1, observed 0'

# ---- wrong input ----

refused() { # NAME STATUS PART ARGUMENT ...
    local name=$1 expected=$2 part=$3
    shift 3
    run timeout 60 "$systemc" "$@"
    check "$name: status $expected" is "$status" "$expected"
    check "$name: says so" has "$err" "$part"
}
refused 'another format' 2 'make systemc FORMAT=q6_18' run --set dut=q6_18 $book
check 'another format: the place' has "$err" '--set dut'
refused 'a format of the command line' 2 'built with q8_24' run --dut q4_4 $book
refused 'a scenario that is not there' 2 'none.yaml' run none.yaml
refused 'an unknown option' 2 'unknown' run --wave x.fst $book
refused 'too many stalls' 2 'from 0 to 95' run --stalls 96 $book
refused 'an unknown fault' 2 'drop@100' run --break late@3 $book
refused 'a fault beyond the run' 2 'no step 500' run --break drop@500 $book
refused 'a trace of two runs' 2 'here are 2 runs' run --vcd "$scratch/no.vcd" $book $book
refused 'a trace with another name' 2 'FILE.vcd' run --vcd "$scratch/no.fst" $book
refused 'a trace nowhere' 3 'cannot be written' run --vcd "$scratch/none/no.vcd" $book
refused 'an unknown subcommand' 2 'unknown subcommand' walk
refused 'an unknown network' 2 'ring or chain' network tree
refused 'no count' 2 'whole number' peripheral --transactions many
check 'no file was written' test ! -e "$scratch/no.vcd" -a ! -e "$scratch/no.fst"

# ---- the register map ----

check 'docs/REGISTERS.md is what rtl/registers.txt says (make registers)' \
    cmp docs/REGISTERS.md build/gen/registers.md
# The C header and the Verilog header have the same values.
constants() { grep -oE 'LIF_[A-Z_0-9]+' "$1" | sort -u | grep -vE '^LIF_REGISTERS(_H|_VH)?$'; }
names=$(constants build/gen/lif_registers.h)
{
    echo '#include "lif_registers.h"'
    echo '#include <stdio.h>'
    echo 'int main(void) {'
    while read -r name; do printf 'printf("%s %%08x\\n", %s);\n' "$name" "$name"; done <<<"$names"
    echo 'return 0; }'
} >"$scratch/map.c"
gcc -Wall -Werror -Ibuild/gen -o "$scratch/map" "$scratch/map.c"
{
    echo '`include "lif_registers.vh"'
    echo 'module map; reg [31:0] v; initial begin'
    while read -r name; do printf 'v = `%s; $display("%s %%08x", v);\n' "$name" "$name"; done <<<"$names"
    echo 'end endmodule'
} >"$scratch/map.v"
iverilog -g2005 -Ibuild/gen -o "$scratch/map.vvp" "$scratch/map.v"
check 'C and Verilog have the same registers' is "$(vvp -n "$scratch/map.vvp")" "$("$scratch/map")"
check 'all of them' is "$(grep -c '^reg' rtl/registers.txt)" \
    "$(grep -cE '^LIF_REG_[A-Z_]+_AT_RESET ' <<<"$("$scratch/map")")"
map_refused() { # NAME PART SED_SCRIPT
    sed "$3" rtl/registers.txt >"$scratch/bad.txt"
    run awk -v kind=c -f scripts/registers.awk "$scratch/bad.txt"
    check "map: $1" test "$status" = 2
    check "map: $1: says so" has "$err" "$2"
}
map_refused 'two registers at one place' 'CONTROL is where FORMAT is' 's/0x08 rw/0x04 rw/'
map_refused 'an odd place' 'no place for a register' 's/0x08 rw/0x09 rw/'
map_refused 'beyond the space' 'no place for a register' 's/0x48 ro/0x4c ro/'
map_refused 'an unknown access' 'no access' 's/0x08 rw/0x08 rx/'
map_refused 'bits that overlap' 'already' 's/ABOVE          1:1/ABOVE          1:0/'
map_refused 'an unknown line' 'neither space' 's/^reg   ID/register ID/'

# ---- the peripheral ----

run "$systemc" peripheral --seed "$seed" $book sim/scenarios/musacchio-pulse-3.yaml
check 'circuit and model behind the registers answer alike' is "$status" 0
check 'to thousands of transactions' has "$out" '20000 transactions'
check 'with no difference' has "$out" ' 0 differences'
for name in by_circuit by_model; do
    check "$name: the map is as it is written" has "$out" "PASS    register map of $name"
    check "$name: the published spikes" has "$out" \
        "PASS    book-triangle through the registers of $name: 500 steps, 15 spikes"
done
run "$systemc" peripheral --seed "$seed" --corrupt 10000
check 'a model whose membrane is wrong is noticed' is "$status" 1
# The first step that is seen comes a while after it, by the seed.
first=$(sed -n '/^transaction /{s/^transaction \([0-9]*\) .*/\1/p;q}' <<<"$out")
check 'where it happens' test "${first:-0}" -ge 10000
run "$faulty" peripheral --seed "$seed" $book
check 'a faulty circuit is noticed' is "$status" 1
check 'by the comparison' has "$out" 'FAIL    circuit and model behind the registers'
check 'and by the judge' has "$out" 'FAIL    book-triangle through the registers of by_circuit'
check 'but not the model' has "$out" 'PASS    book-triangle through the registers of by_model'
run "$systemc" peripheral --transactions 3
check 'a comparison of next to nothing is no pass' is "$status" 1

run "$serial" peripheral --seed "$seed"
check 'nor does a circuit of many clocks a step differ from its model' is "$status" 0

# ---- networks ----

for network in ring chain; do
    run "$systemc" network --seed "$seed" --json "$scratch/$network.json" \
        --vcd "$scratch/$network.vcd" $network
    check "$network: passes" is "$status" 0
    check "$network: every neuron is judged" is "$(jq '[.results[] | select(.verdict == "pass" and
        .levels.exact.verdict == "pass" and .levels.bounded.verdict == "pass" and
        (.spikes.dut | length) > 5)] | length' "$scratch/$network.json")" \
        "$(jq '.results | length' "$scratch/$network.json")"
    for fault in delay weight; do
        run "$systemc" network --break $fault $network
        check "$network: a wrong $fault is noticed" is "$status" 1
    done
    run "$faulty" network $network
    check "$network: a faulty circuit is noticed" is "$status" 1
done
check 'the ring oscillates: every interval is the sum of its delays' is "$(jq -c '[.results[].spikes.dut |
    [.[1:], .[:-1]] | transpose[] | .[0] - .[1]] | unique' "$scratch/ring.json")" '[100]'
check 'the chain hands spikes on in order' is "$(jq -c '[.results[].spikes.dut[0]] | . == sort' \
    "$scratch/chain.json")" true

# ---- a trace in a real GTKWave ----

run "$systemc" run --vcd "$scratch/book.vcd" --json "$scratch/book.json" $book
check 'the verdict says how to open the trace' has "$out" "gtkwave $scratch/book.vcd $scratch/book.gtkw"
check 'nothing half-written is left' is "$(find "$scratch" -name '*partial*' | wc -l)" 0
# Compares the ranges in the layout with the values in the trace.
ranges_that_differ() {
    awk 'function off(a, b) { return a - b > 1e-3 * (b < 0 ? -b : b) || b - a > 1e-3 * (b < 0 ? -b : b) }
        FILENAME ~ /vcd$/ && /^\$var real/ { name[$4] = $5 }
        FILENAME ~ /vcd$/ && /^r/ {
            value = substr($1, 2) + 0
            n = name[$2]
            if (!(n in low) || value < low[n]) low[n] = value
            if (!(n in high) || value > high[n]) high[n] = value
        }
        FILENAME ~ /gtkw$/ && match($0, /^\+\{\\[a-z0-9_]+ \[.* \.\. .*\]\} SystemC\./) {
            gsub(/[][{}\\+]/, "")
            curves++
            differ += off($2 + 0, low[$1]) || off($4 + 0, high[$1])
        }
        END { print curves + 0, "curves,", differ + 0, "differ" }' "$scratch/$1.vcd" "$scratch/$1.gtkw"
}
for name in book ring; do
    run env SHOT="$scratch/$name.png" xvfb-run -a -s '-screen 0 1700x1300x24' \
        gtkwave -S scripts/gtkwave_shot.tcl "$scratch/$name.vcd" "$scratch/$name.gtkw"
    check "$name: GTKWave ends well" is "$status" 0
    check "$name: without an error" lacks "${out,,}${err,,}" error
    check "$name: every signal of the layout is shown" has "$out" \
        "displayed $(grep -c 'SystemC[.]\|^-' "$scratch/$name.gtkw")"
    pixels=$(pngtopnm "$scratch/$name.png" 2>/dev/null | ppmhist -noheader 2>/dev/null |
        awk '$1 == 255 && $2 == 127 && $3 == 0 {n = $5} END {print n + 0}')
    check "$name: the canvas shows the circuit's traces ($pixels pixels)" test "$pixels" -gt 2000
    check "$name: the window is at most 900 pixels high" test \
        "$(pngtopnm "$scratch/$name.png" 2>/dev/null | pamfile | sed 's/.* by \([0-9]*\) .*/\1/')" -le 900
    read -r rows high canvas <<<"$(sed -n 's/^rows \([0-9]*\) of \([0-9]*\) on \([0-9]*\)$/\1 \2 \3/p' <<<"$out")"
    check "$name: and shows all rows ($rows of $high pixels on $canvas)" test \
        "$((rows * (high > 23 ? high : 23)))" -le "$canvas" -a "$rows" -gt 10 # whatever the fonts are
    check "$name: each curve has its range beside its name" is "$(ranges_that_differ "$name")" \
        "$(grep -c '^@8*8022$' "$scratch/$name.gtkw") curves, 0 differ"
done
# Each rising edge after which `result` is high is a row of the CSV.
run "$systemc" run --stall-seed "$seed" --vcd "$scratch/book.vcd" --csv "$scratch/book.csv" $book
awk '/^\$scope/ {scope = $3}
    /^\$var/ {name[$4] = scope "." $5}
    /^#/ {if (edge && result == 1) print membrane; edge = 0}
    !/^[#$]/ {code = substr($0, 2); value = substr($0, 1, 1)
        if (NF == 2) {code = $2; value = substr($1, 2)}
        if (name[code] == "clock.clk" && value == 1) edge = 1
        if (name[code] == "neuron.result") result = value
        if (name[code] == "neuron.membrane") membrane = value}' "$scratch/book.vcd" |
    awk '{v = 0; for (i = 1; i <= length($1); i++) v = 2 * v + substr($1, i, 1); print v}' \
        >"$scratch/traced"
check 'the trace has the membrane of every step' is "$(wc -l <"$scratch/traced")" 500
check 'and it is that of the CSV' cmp "$scratch/traced" \
    <(awk -F, 'NR > 1 {print $7 < 0 ? $7 + 4294967296 : $7}' "$scratch/book.csv")

# ---- the page ----

fenced() { awk -v start="$1" '/^```/ {if (mine) exit; mine = $0 == start; next} mine' testbenches/systemc/README.md; }
check 'the page shows the example as it is' is "$(fenced '```cpp')" \
    "$(sed '1,/^$/d' testbenches/systemc/example.cpp)"
build_line=$(awk '/^g\+\+/ {on = 1} /^```/ {on = 0} on' testbenches/systemc/README.md)
fenced '```cpp' >"$scratch/example.cpp"
build_line=${build_line/-o neuron example.cpp/-o $scratch/neuron $scratch/example.cpp}
run bash -c "$build_line"
check 'and builds it with the command beside it' is "$status" 0
run "$scratch/neuron"
check 'it runs' is "$status" 0
cat >"$scratch/example.yaml" <<'YAML'
name: example
step: 0.1 ms
steps: 1000
neuron: {method: exponential, resistance: 10 MOhm, time_constant: 8 ms, rest: -70 mV, threshold: -50 mV}
stimulus: [{constant: {amplitude: 2.5 nA}}]
YAML
"$lifcosim" run --quiet --json "$scratch/example.json" "$scratch/example.yaml"
check 'and spikes like the C bench' is "$out" \
    "$(jq -r '.results[0].spikes.dut[] | "spike in step \(.)"' "$scratch/example.json")"
check 'where the page says' has "$out" 'spike in step 128'

tap_done
