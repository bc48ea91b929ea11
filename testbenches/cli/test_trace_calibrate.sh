#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# `lifcosim calibrate` on traces: the neuron of tables with the conventions of well-known simulators, and of
# words that chips left, is found from the rows alone; what is printed takes effect at the end of the manifest
# as it stands, and its run passes. What the rows leave open is said; a silent trace, one that stands still,
# one of no neuron, and damaged rows are told apart.
# shellcheck disable=SC2154,SC2016  # `status`, `out`, `err` and `program` are of the sourced files; quoted commands
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

traces=$root/testbenches/traces
# found MANIFEST TEXT ... [-- OPTION ...]   it is found, the output has each TEXT, takes effect, and passes.
found() {
    local manifest=$1 text
    shift
    local texts=() options=()
    while (($# > 0)) && [[ $1 != -- ]]; do texts+=("$1") && shift; done
    (($# > 0)) && options=("${@:2}")
    run "$program" calibrate "${options[@]}" "$manifest"
    check "$manifest ${options[*]}: found" is "$status" 0
    for text in "${texts[@]}"; do check "  $text" has "$out" "$text"; done
    { cat "$manifest" && echo "$out"; } >with.yaml
    run "$program" run --dut with.yaml "${judged[@]}"
    check '  its text takes effect, and the run passes' is "$status ${out%% *}" '0 PASS'
}
judged=()

# ---- volts ----

awk -f "$traces/simulator.awk" >run.csv
cat >t.yaml <<'YAML'
name: other
trace: run.csv
time: {column: time, unit: ms}
input: {column: current, unit: nA}
membrane: {column: v, unit: mV}
spike: {column: spike}
YAML
found t.yaml 'This neuron explains every row' 'the search did not use the other 1000' 'method: exponential' \
    'resistance: 10 MOhm' 'time_constant: 8 ms' 'rest: -70 mV' 'threshold: -50 mV' 'reset: -65 mV' \
    'refractory_steps: 19' 'shows: after-reset' 'is refractory for 18 steps, not 19: step 363 (run.csv:365)' \
    'steps by Euler'\''s rule, not by the exponential: step 100 (run.csv:102)' \
    'fires above its threshold only: no membrane meets the threshold'
cp with.yaml again.yaml
run "$program" calibrate again.yaml
check 'what it found before is not read' has "$out" 'This neuron explains every row'
awk -v bug=refractory -f "$traces/simulator.awk" >long.csv
run "$program" run --dut with.yaml --trace long.csv
check 'another trace fails by the same text' has "${out%% *} $out" 'is refractory for 20 steps, not 19'
sed 's/run.csv/long.csv/' t.yaml >long.yaml
found long.yaml 'refractory_steps: 20'
# Many rows at rest before the current begins say nothing of the line, and do not hide it.
awk -F, 'NR == 1 {print; for (n = 0; n < 5000; n++) printf "%.1f,0,-70,0\n", n / 10; next}
    {printf "%.1f,%s,%s,%s\n", 500 + $1, $2, $3, $4}' run.csv >rest.csv
awk -F, 'NR == 1 {print} NR > 1 && NR < 3002 {print}' rest.csv >quiet.csv
sed 's/run.csv/rest.csv/' t.yaml >rest.yaml
found rest.yaml 'This neuron explains every row' 'time_constant: 8 ms' 'threshold: -50 mV' 'refractory_steps: 19'
run "$program" calibrate --trace quiet.csv --trace run.csv t.yaml
check 'beside a silent trace' has "$status $out" '0 # t.yaml: 2 traces, 5000 steps, 8 spikes. This neuron explains every row'
awk -v bug=order -f "$traces/simulator.awk" >order.csv
run "$program" calibrate --trace order.csv --json order.json t.yaml
check 'an order that no scenario has: status 1' is "$status" 1
check 'it is named' has "$out" 'resets before it leaks'
check 'with what explains every row' has "$out" 'threshold: -50 mV'
check 'and is no claim in the document' is "$(jq -c '[.calibration.fits, .calibration.missed, (.calibration | has("manifest"))]' order.json)" \
    '[false,0,false]'
for places in 2 4; do # odd values, printed in few places
    sed 's/tau = 8;/tau = 8.37219;/; s/R = 10;/R = 11.7331;/; s/threshold = -50;/threshold = -50.7772;/
         s/reset = -65;/reset = -64.333;/; s/rest = -70;/rest = -70.123;/' "$traces/simulator.awk" |
        awk -v places=$places -f /dev/stdin >odd.csv
    sed 's/run.csv/odd.csv/' t.yaml >odd.yaml
    judged=(--set tolerance=0.01)
    found odd.yaml 'time_constant: 8.372' 'resistance: 11.733' 'rest: -70.12'
    judged=()
done
# A current that jumps in every row moves the membrane by about one printed place, so that held rows seem to follow
# any line: that they stand still tells the hold.
jumps='s/n < 100 ? 0 : 2.2 + 0.4 \* sin(n \/ 50)/2.2 + 2.2 * sin(n * n)/'
sed "$jumps" "$traces/simulator.awk" | awk -v places=1 -f /dev/stdin >jumps.csv
sed 's/run.csv/jumps.csv/' t.yaml >jumps.yaml
judged=(--set tolerance=0.01)
found jumps.yaml 'This neuron explains every row' 'time_constant: 8 ms' 'resistance: 10 MOhm' 'rest: -70 mV' \
    'refractory_steps: 19'
judged=()
sed "$jumps" "$traces/simulator.awk" | sed 's/%.\*f/%.0f/; s/, places, v,/, v,/' | awk -f /dev/stdin >whole.csv
run "$program" calibrate --trace whole.csv t.yaml
check 'whole millivolts: status 1' is "$status" 1
check 'claims no more than that none was found' has "$out" 'that were tried explains them'
check 'and says that the rows are too coarse' has "$out" 'too coarse to tell which neuron it is. Print more places'

awk -v tool=brian -v list=brian_spikes.csv -f "$traces/conventions.awk" >brian.csv
awk -v tool=nest -v list=nest_spikes.dat -f "$traces/conventions.awk" >nest.dat
awk -v tool=snntorch -f "$traces/conventions.awk" >snntorch.csv
awk -v tool=norse -f "$traces/conventions.awk" >norse.csv
cat >brian.yaml <<'YAML'
trace: brian.csv
time: {column: t_ms, unit: ms}
input: {column: I_nA, unit: nA}
membrane: {column: v_mV, unit: mV}
spike: {file: brian_spikes.csv, column: t_ms, unit: ms, sender: {column: i, is: 0}}
YAML
cat >nest.yaml <<'YAML'
trace: {file: nest.dat, separator: blanks}
time: {column: time, unit: ms}
input: scenario
membrane: {column: V_m, unit: mV}
spike: {file: nest_spikes.dat, separator: tab, column: time_ms, unit: ms, sender: {column: sender, is: 7}}
YAML
cat >snntorch.yaml <<'YAML'
trace: snntorch.csv
input: {column: input, one: 1 nA}
membrane: {column: mem, one: 1}
spike: {column: spk}
YAML
cat >norse.yaml <<'YAML'
trace: norse.csv
time: {column: t, unit: s}
input: {column: i, one: 1 nA}
membrane: {column: v, one: 1}
spike: {column: z}
YAML
found brian.yaml 'latency: 1' 'resistance: 100 MOhm' 'time_constant: 20 ms' 'reset: -60 mV' 'refractory_steps: 49'
found nest.yaml 'spike: {latency: 1}' 'time_constant: 10 ms' 'threshold: -55 mV' 'refractory_steps: 20' \
    'A constant current of 1 nA is a choice'
found snntorch.yaml 'method: euler' 'shows: before-reset' 'reset_mode: by-subtraction-delayed' 'time_constant: 10 ms'
found norse.yaml 'method: euler' 'shows: after-reset' 'reset_mode: to-value' 'resistance: 1 MOhm'

cat >floats.yaml <<'YAML'
trace: floats.csv
input: {column: x, one: 1 nA}
membrane: {column: mem, one: 1}
spike: {column: spk}
YAML
while IFS='|' read -r kind more texts; do
    # shellcheck disable=SC2086  # some assignments
    awk -v kind="$kind" $more -f "$traces/floats.awk" >floats.csv
    IFS=';' read -ra wanted <<<"$texts"
    found floats.yaml "${wanted[@]}"
done <<'CASES'
subtract||shows: before-reset;reset_mode: by-subtraction;time_constant: 20 ms
subtract-after||shows: after-reset;reset_mode: by-subtraction
zero||shows: before-reset;reset_mode: to-value
delayed|-v beta=0.8 -v threshold=0.5|one: 0.5;reset_mode: by-subtraction-delayed;time_constant: 5 ms
next-zero||reset_mode: to-value;refractory_steps: 1
peak||shows: between-spikes;reset_mode: to-value
after|-v init=0.5|initial: 500 uV;a step is taken for 1 ms
after|-v beta=1|time_constant: none
CASES

sed 's/2.2 + 0.4/1.2 + 0.4/' "$traces/simulator.awk" | awk -f /dev/stdin >quiet.csv
sed 's/run.csv/quiet.csv/' t.yaml >quiet.yaml
found quiet.yaml 'It never fires: nothing is said of threshold, reset, hold and order' 'time_constant: 8 ms' \
    'fires above its threshold only: it never fires in these rows'
found t.yaml '3 traces, 6000 steps, 16 spikes' 'time_constant: 8 ms' -- --trace run.csv --trace quiet.csv --trace run.csv
head -n 601 run.csv >first.csv
head -n 601 long.csv >second.csv
run "$program" calibrate --trace first.csv --trace second.csv t.yaml
check 'traces of two neurons: status 1' is "$status" 1
check 'they are no one neuron'\''s' has "$out" 'that were tried explains them. The NEAREST misses'
check 'and their places are not to blame' lacks "$out" 'too coarse'
awk -F, -v OFS=, 'NR == 50 {$3 = "-69.5"} NR == 900 {$3 = "-55.1"} NR == 1500 {$4 = 1} 1' run.csv >damaged.csv
run "$program" calibrate --trace damaged.csv --json damaged.json t.yaml
check 'damaged rows: status 1' is "$status" 1
check 'all but these' has "$out" 'explains all rows but 3, which may be damaged:'
check 'which they are' is "$(jq -c '[.calibration.misses[].line]' damaged.json)" '[50,900,1500]'
check 'and the neuron is found' has "$out" 'refractory_steps: 19'
awk 'BEGIN {print "time,current,v,spike"; for (n = 0; n < 100; n++) printf "%.1f,0,-70,0\n", n / 10}' >still.csv
run "$program" calibrate --trace still.csv t.yaml
check 'rows that stand still' has "$status $out" 'Nothing is excluded: the membrane never moves'
check 'are no finding' is "$status" 1
awk -F, -v OFS=, 'NR > 1 {$4 = 1} 1' run.csv >all.csv
run "$program" calibrate --trace all.csv t.yaml
check 'rows that all spike' has "$out" '2000 spikes. Nothing is excluded: too few of its steps move the membrane without a spike'
awk 'BEGIN {srand(1); print "time,current,v,spike"; for (n = 0; n < 500; n++) printf "%.1f,%f,%f,%d\n", n / 10, rand(), -70 + 20 * rand(), rand() < 0.1}' >noise.csv
run "$program" calibrate --trace noise.csv t.yaml
check 'rows of no neuron' has "$status $out" 'its rows follow no line that a neuron without spikes would follow'
sed 's/^membrane.*/membrane: hidden/' t.yaml >hidden.yaml
wrong 'a hidden membrane alone' 2 lifcosim 'the membrane is hidden, and spikes alone tell no values' '--with SCENARIO.yaml' \
    calibrate hidden.yaml
run "$program" calibrate t.yaml
sed -n '/^    name/,$s/^    //p' <<<"$out" >meant.yaml
sed 's/run.csv/long.csv/' hidden.yaml >hidden_long.yaml
found hidden.yaml 'refractory_steps: 19' -- --with meant.yaml
found hidden_long.yaml 'refractory_steps: 20' -- --with meant.yaml

# ---- words ----

cat >words.yaml <<'YAML'
name: words
trace: words.csv
columns: {i_syn: i, spike: s, v: v}
step: {column: n}
drive: {port: i_syn, width: 16}
spike: {port: spike}
membrane: {port: v, width: 16}
YAML
while IFS='|' read -r kind theta amplitude hold more texts; do
    # shellcheck disable=SC2086  # some assignments
    awk -v kind="$kind" -v theta="$theta" -v amplitude="$amplitude" -v hold="$hold" $more -f "$traces/words.awk" >words.csv
    IFS=';' read -ra wanted <<<"$texts"
    found words.yaml "This neuron gives every row" "param theta = $theta" "${wanted[@]}"
done <<'CASES'
floor|1000|120|3||floor(v, leak);param leak = 4;param hold = 3;wrap and saturate cannot be told apart: nothing overflows
toward-zero|1000|120|0|-v above=1|trunc(v, leak);compare: above
half-up|1000|200|1|-v takes=1|round(v * leak, 8);param leak = 26;reset_mode: by-subtraction
decay|777|200|5|-v reset=50|param v0 = 50;All rows were needed
potential|512|900|2||floor(e - v, leak);param leak = 3
before|1000|120|3||param leak = 4
linear|300|30|3||clamp(0, v - leak, v + leak);param leak = 5
floor|1000|120|3|-v before=1|output v @1 = before
floor|1000|120|3|-v late=1|spike: {column: "s", latency: 1}
CASES
awk -v kind=floor -v theta=1000 -v amplitude=120 -v hold=3 -f "$traces/words.awk" >words.csv
sed '1s/,s,/,s\\t,/' words.csv >quoted.csv # a name that YAML writes with quotes
sed "s/words.csv/quoted.csv/; s/spike: s,/spike: 's\\\\t',/" words.yaml >quoted.yaml
found quoted.yaml 'spike: {column: "s\\t", latency: 0}'
awk -F, -v OFS=, 'NR == 20 {$4 = 5} NR == 1000 {$4++} NR == 1300 {$3 = 1} 1' words.csv >damaged.csv
run "$program" calibrate --trace damaged.csv --json damaged.json words.yaml
check 'damaged words: status 1' is "$status" 1
check 'all but these' is "$(jq -c '[.calibration.misses[].line]' damaged.json)" '[20,1000,1300]'
awk -v kind=floor -v theta=100000 -v amplitude=120 -f "$traces/words.awk" >words.csv
found words.yaml 'It never fires' 'compare: at-or-above and above cannot be told apart: it never fires in these rows'
awk 'BEGIN {print "n,i,s,v"; for (n = 0; n < 100; n++) print n ",0,0,0"}' >still.csv
run "$program" calibrate --trace still.csv words.yaml
check 'words that stand still' has "$status $out" 'Nothing is excluded: the membrane never moves'
sed '7s/[0-9]*$/12.5/' words.csv >half.csv
wrong 'half a word' 2 half.csv:7 '12.5 is no word' 'write a whole number' calibrate --trace half.csv words.yaml
sed 's/, width: 16}/}/' words.yaml >narrow.yaml
run "$program" calibrate narrow.yaml
check 'ports without a width' has "$status $err" '"width" is missing'
sed '/^membrane/d' words.yaml >without.yaml
wrong 'words without a membrane' 2 without.yaml:1:1 'key "membrane" is missing' 'add for example "membrane:' calibrate without.yaml

chip=$traces/neuron.v
iverilog -o right "$chip" && ./right >right.log
cat >chip.yaml <<'YAML'
name: chip
trace: {file: run.vcd, clock: tb.clk, enable: tb.en, reset: {signal: tb.rst_n, active: low}}
columns: {i_syn: chip.i_syn, spike: chip.spike, v: chip.v}
drive: {port: i_syn, width: 16}
spike: {port: spike}
membrane: {port: v, width: 16}
YAML
found chip.yaml 'param theta = 1024' 'floor and toward-zero cannot be told apart: no negative membrane occurs' \
    'refractory: 3 steps: step 38 (run.vcd:'
sed '/^calibrated/,$!d; s/^  //' with.yaml | sed '/^calibrated/d; /^scenario/,$d' >equations.part
{ head -n 3 chip.yaml && cat equations.part; } >equations.yaml
found equations.yaml 'param theta = 1024'

# ---- the command ----

wrong 'more than one --with' 2 lifcosim '--with is given twice' 'give it once' calibrate --with a --with b t.yaml
wrong '--with of words' 2 lifcosim '--with meant.yaml: is for a trace in volts' 'leave it out' calibrate --with meant.yaml words.yaml
wrong '--set of a trace' 2 lifcosim '--set name=x: is for the manifest of a circuit' 'change that of the trace itself' \
    calibrate --set name=x t.yaml
cp "$root"/testbenches/foreign/shift_leak.yaml .
wrong '--trace of a circuit' 2 lifcosim '--trace is for the manifest of a trace, and shift_leak.yaml is none' 'leave it out' \
    calibrate --trace run.csv shift_leak.yaml
run "$program" run --dut t.yaml
check 'a manifest without a scenario to run' has "$status $err" 'this is the manifest of a trace: `lifcosim run --dut t.yaml SCENARIO.yaml`'
tap_done
