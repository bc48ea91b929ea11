#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Sweeps of networks: lines, shards, merge and --resume as sweeps of one neuron have them. Joined parts, and a sweep
# that was killed and goes on, are the whole byte for byte; a line that was changed is refused at its place.
# BUILD and LIFCOSIM_DUT_DIR are given by the runner.
# shellcheck disable=SC2154  # tap.sh and program.sh set names
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh
source "$root/testbenches/cli/sealed.sh"

cat >net.yaml <<'YAML'
name: swept
step: 0.1 ms
duration: 20 ms
seed: 7
populations:
  exc:
    size: 6
    neuron: {method: exponential, time_constant: 20 ms, resistance: 1 MOhm, rest: -70 mV, threshold: -50 mV, refractory: 2 ms}
    synapse: {time_constant: 5 ms, coupling: exact}
    drive: {path: drives.csv, column: nA, unit: nA}
  inh: {size: 2, like: exc, drive: 25 nA}
sources:
  in: {size: 4, poisson: {rate: 100 Hz, seed: 5}}
synapses:
  - {from: in, to: exc, path: exc.csv, unit: mV}
  - {from: exc, to: inh, weight: 4 mV}
  - {from: inh, to: exc, weight: -8 mV, delay: 0.5 ms}
YAML
printf 'nA\n24\n25\n26\n27\n28\n29\n' >drives.csv
printf 'pre,post,weight\n0,0,6\n1,2,6\n2,4,6\n3,5,6\n' >exc.csv
cat >sweep.yaml <<'YAML'
base: net.yaml
dut: [model:c24, c24_16]
seed: 3
draws: 20
axes:
  populations.inh.drive: {uniform: [15 nA, 30 nA]}
  synapses.1.weight: [3 mV, 5 mV, 500 V]
  seed: {integers: [1, 100000]}
YAML
same_file() { cmp "$1" "$2"; }

# ---- lines ----

run "$program" sweep --jsonl whole.jsonl --csv whole.csv sweep.yaml
check 'the whole: status 0' is "$status" 0
summary=$out
check 'a line for each set, in their order' is "$(jq -c .index whole.jsonl | paste -sd ' ')" "$(seq -s ' ' 0 39)"
check 'some are refused, and the others pass' is "$(jq -r .verdict whole.jsonl | sort -u | xargs)" 'pass refused'
check 'a refused one says why and how to see it' is \
    "$(jq -c 'select(.verdict == "refused") | [(.reason | contains("synapses")), (.command | startswith("lifcosim run --dut "))]' whole.jsonl | sort -u)" '[true,true]'
check 'the summary counts them' matches "$summary" '^sets        40: [0-9]+ pass, 0 fail, 0 vacuous, [0-9]+ refused'
check 'its bound is in thresholds' has "$summary" 'of |threshold - reset|'
check 'its rates are of a neuron' has "$summary" 'Hz a neuron'
check 'a line ends with its checksum' is "$(sed -n 1p whole.jsonl | sealed)" "$(sed -n 1p whole.jsonl)"
check 'the circuit and its model say the same' is \
    "$(jq -c 'select(.index < 20) | del(.sweep, .index, .dut, .core, .check, .command, .reason)' whole.jsonl)" \
    "$(jq -c 'select(.index >= 20) | del(.sweep, .index, .dut, .core, .check, .command, .reason)' whole.jsonl)"
check 'CSV names its columns as the lines do' is "$(head -n 1 whole.csv)" \
    'set,populations.inh.drive,synapses.1.weight,seed,core,verdict,spikes,reference_spikes,exc_hz,inh_hz,max_bound,max_usage,ambiguous_steps,identical,reason'
check 'CSV has the numbers of the lines' is "$(awk -F, 'NR > 1 && $6 == "pass" {print $11, $12, $13}' whole.csv)" \
    "$(jq -r 'select(.verdict == "pass") | "\(.max_bound) \(.max_usage) \(.ambiguous_steps)"' whole.jsonl)"
check 'CSV has the rates of the lines' is \
    "$(awk -F, 'NR > 1 && $6 == "pass" {print $1, $7, $9 + 0, $10 + 0}' whole.csv)" \
    "$(jq -r 'select(.verdict == "pass") | "\(.index) \(.spikes) \(.populations.exc.rate_hz) \(.populations.inh.rate_hz)"' whole.jsonl |
        awk '{printf "%s %s %s %s\n", $1, $2, sprintf("%.9g", $3) + 0, sprintf("%.9g", $4) + 0}')"

# The command of a line runs its set alone.
set_of() { # INDEX   the options that make a set
    jq -r --argjson i "$1" 'select(.index == $i) | .set | to_entries[] | "--set\n\(.key)=\(.value)"' whole.jsonl
}
alone=$(jq -s '[.[] | select(.verdict == "pass")][3].index' whole.jsonl)
mapfile -t options < <(set_of "$alone")
run "$program" run --dut model:c24 "${options[@]}" --json alone.json net.yaml
check 'a set alone has the spikes of its line' is "$(jq .results[0].levels.free_running.dut_spikes alone.json)" \
    "$(jq --argjson i "$alone" 'select(.index == $i).spikes' whole.jsonl)"

# ---- in processes, in parts, and joined ----

run "$program" sweep --quiet --jobs 1 --jsonl one.jsonl sweep.yaml
check 'one process writes the same' same_file whole.jsonl one.jsonl
for part in 1 2 3; do
    run "$program" sweep --quiet --shard $part/3 --jsonl part$part.jsonl sweep.yaml
    check "part $part: status 0" is "$status" 0
done
run "$program" merge joined.jsonl part2.jsonl part3.jsonl part1.jsonl
check 'joined parts: the bytes of the whole' same_file whole.jsonl joined.jsonl
check 'joined parts: its summary' is "$out" "$summary"
run "$program" merge joined.jsonl part1.jsonl part3.jsonl
check 'a part that lacks' has "$status $err" '2 lifcosim: merge: 13 of 40 sets are missing'

# ---- interrupted, and resumed ----

sed 's/draws: 20/draws: 150/' sweep.yaml >long.yaml
run "$program" sweep --quiet --set 'duration=200 ms' --jsonl long.jsonl long.yaml
check 'a long sweep: status 0' is "$status" 0
setsid "$program" sweep --quiet --jobs 2 --set 'duration=200 ms' --jsonl cut.jsonl long.yaml >/dev/null 2>&1 &
pid=$!
for ((i = 0; i < 600; i++)); do
    if [[ -s cut.jsonl.part ]]; then break; fi
    sleep 0.05
done
kill -KILL -- "-$pid" 2>/dev/null || true
wait "$pid" 2>/dev/null || true
for ((i = 0; i < 600; i++)); do # a process of it holds the file until it is gone
    if ! kill -0 -- "-$pid" 2>/dev/null; then break; fi
    sleep 0.05
done
check 'killed: some lines are there' test -s cut.jsonl.part
check 'killed: not all of them' test "$(wc -l <cut.jsonl.part)" -lt 300
check 'killed: no file' test ! -e cut.jsonl
printf '{"sweep":"torn' >>cut.jsonl.part
run "$program" sweep --jsonl cut.jsonl --set 'duration=200 ms' long.yaml
check 'what is there is not overwritten' has "$status $err" '2 cut.jsonl.part: holds the finished sets'
run "$program" sweep --resume --jsonl cut.jsonl --set 'duration=300 ms' long.yaml
check 'another value of the base is another sweep' has "$status $err" '2 cut.jsonl.part:1:1: belongs to another sweep'
run "$program" sweep --resume --jsonl cut.jsonl --set 'duration=200 ms' long.yaml
check 'resumed: status 0' is "$status" 0
check 'resumed: the bytes of the whole' same_file long.jsonl cut.jsonl

# ---- what belongs to the sweep ----

goes_on() { # NAME   with what was changed meanwhile
    cp part1.jsonl go.jsonl.part
    run "$program" sweep --resume --shard 1/3 --jsonl go.jsonl sweep.yaml
    check "$1: another sweep" has "$status $err" '2 go.jsonl.part:1:1: belongs to another sweep'
    check "$1: nothing is lost" same_file go.jsonl.part part1.jsonl
}
cp exc.csv kept.csv
sed -i 's/1,2,6/1,2,7/' exc.csv
goes_on 'weights of a file'
cp kept.csv exc.csv
sed -i 's/29/29.5/' drives.csv
goes_on 'parameters of a file'
sed -i 's/29.5/29/' drives.csv
cp "$root/build/core/c24_16.so" own.so
printf 'base: net.yaml\ndut: ./own.so\naxes:\n  synapses.1.weight: [3 mV, 5 mV]\n' >own.yaml
run "$program" sweep --quiet --jsonl own.jsonl own.yaml
check 'a core of a file: status 0' is "$status" 0
cp own.jsonl next.jsonl.part
run "$program" sweep --quiet --resume --jsonl next.jsonl own.yaml
check 'a core of a file goes on' same_file next.jsonl own.jsonl
cp own.jsonl next.jsonl.part
rm next.jsonl
printf x >>own.so
run "$program" sweep --resume --jsonl next.jsonl own.yaml
check 'a core that was built again is another sweep' has "$status $err" '2 next.jsonl.part:1:1: belongs to another sweep'

# ---- damaged lines ----

refused() { # NAME LINE WHY   of bad.jsonl, in merge and --resume
    rm -f go.jsonl
    run "$program" merge out.jsonl bad.jsonl part2.jsonl part3.jsonl
    check "merge, $1: at its line" begins "$status $err" "2 bad.jsonl:$2:1: "
    check "merge, $1: why" has "$err" "$3"
    check "merge, $1: no file" test ! -e out.jsonl
    cp bad.jsonl go.jsonl.part
    run "$program" sweep --resume --shard 1/3 --jsonl go.jsonl sweep.yaml
    check "--resume, $1: at its line" begins "$status $err" "2 go.jsonl.part:$2:1: "
    check "--resume, $1: nothing is lost" same_file go.jsonl.part bad.jsonl
}
line=$(jq -r .verdict part1.jsonl | grep -n -m 1 pass | cut -d: -f1)
changed() { # SED_SCRIPT [seal]
    local text
    text=$(sed -n "${line}p" part1.jsonl | sed -E "$1")
    if [[ ${2-} == seal ]]; then text=$(sealed <<<"$text"); fi
    { head -n $((line - 1)) part1.jsonl && echo "$text" && tail -n +$((line + 1)) part1.jsonl; } >bad.jsonl
    ! cmp -s bad.jsonl part1.jsonl
}
for edit in 's/"spikes":[0-9]+/"spikes":99/' 's/"rate_hz":[0-9.]+/"rate_hz":1/' 's/"core":"/"core":"x/' 's/"check":"./"check":"x/'; do
    check "edit $edit" changed "$edit"
    refused "edit $edit" "$line" 'its checksum does not fit'
done
for edit in 's/"exact":"pass"/"exact":"fail"/' 's/"verdict":"pass"/"verdict":"fail","reason":"","command":""/' \
    's/"(exact|bounded)":"pass"/"\1":"not-applicable"/g'; do
    check "sealed $edit" changed "$edit" seal
    refused "sealed $edit" "$line" 'does not follow from its levels'
done
# A set that passes has shown something; a bound that is too wide shows it with the same spikes only.
for edit in 's/"bounded":"pass"/"bounded":"vacuous"/; s/"identical":true/"identical":false/' \
    's/"verdict":"pass"/"verdict":"vacuous","reason":"","command":""/' 's/"verdict":"pass"/"verdict":"conforms"/' \
    's/"(events|spikes|reference_spikes)":[0-9]+/"\1":0/g'; do
    check "sealed $edit" changed "$edit" seal
    refused "sealed $edit" "$line" 'does not follow from its levels'
done
check 'sealed: no ambiguous steps' changed 's/"ambiguous_steps":[0-9]+,//' seal
refused 'sealed: no ambiguous steps' "$line" 'missing or wrong: ambiguous_steps'
check 'sealed: no populations' changed 's/"populations":\{/"peoples":{/' seal
refused 'sealed: no populations' "$line" 'missing or wrong: populations'

# ---- what does not pass ----

run "$program" sweep --dut "$root/build/faults/core_model/event-late.so" --jsonl late.jsonl sweep.yaml
check 'a wrong core: status 1' is "$status" 1
check 'a wrong core: its lines fail' has "$(jq -r .verdict late.jsonl | sort -u | xargs)" fail
check 'a wrong core: the reason has its place' matches "$(jq -r 'select(.verdict == "fail").reason' late.jsonl | head -n 1)" \
    '^(exact|bounded): tick [0-9]+ (exc|inh)\[[0-9]\] '
eval "set -- $(jq -r 'select(.verdict == "fail").command' late.jsonl | head -n 1)"
run "$program" "${@:2}"
check 'a wrong core: the command of the line fails alike' begins "$status $out" '1 FAIL     swept'
run "$program" sweep --dut c99 sweep.yaml
check 'a core that there is not: status 2' has "$status $err" '2 lifcosim: core c99: unknown'
sed 's/c24_16/c99/' sweep.yaml >unknown.yaml
run "$program" sweep unknown.yaml
check 'a core that there is not, at its place' has "$status $err" '2 unknown.yaml:2:18: core c99: unknown'
# An axis of cores is one of names, and the only one that says the core.
printf 'base: net.yaml\naxes:\n  core: [model:c24_16, model:c24_64]\n' >cores.yaml
run "$program" sweep --quiet --jsonl cores.jsonl cores.yaml
check 'an axis of cores: each set is on its own' is "$status $(jq -r '"\(.set.core) \(.core)"' cores.jsonl | xargs)" \
    '0 model:c24_16 model:c24_16 model:c24_64 model:c24_64'
sed '1a dut: model:c24' cores.yaml >both.yaml
run "$program" sweep --jsonl none.jsonl both.yaml
check 'an axis of cores beside a core for all' has "$status $err" \
    '2 both.yaml:4:3: axes: core is also named for the whole sweep; keep one of them'
sed 's/c24_64/c99/' cores.yaml >unknown.yaml
run "$program" sweep --jsonl none.jsonl unknown.yaml
check 'an axis of cores, one of which is not there' has "$status $err" '2 unknown.yaml:3:24: core model:c99: unknown'
sed 's/\[model.*/{uniform: [1, 2]}/; 1a draws: 2\nseed: 1' cores.yaml >drawn.yaml
run "$program" sweep drawn.yaml
check 'cores are not drawn' has "$status $err" '2 drawn.yaml:5:3: axes: core is a name; write a list of circuits'
sed 's/populations.inh.drive/populations.inh.drove/' sweep.yaml >key.yaml
run "$program" sweep --jsonl none.jsonl key.yaml
check 'a key that there is not, at its axis' begins "$status $err" '2 key.yaml:6:3: axes: no value of populations.inh.drove is possible'
check 'and nothing was run' test ! -e none.jsonl

# ---- the picture ----

run "$program" sweep --plot p.svg sweep.yaml
check '--plot: one axis' has "$status $err" '2 sweep.yaml:8:3: axes: a picture is drawn over one axis, and here are 3'
for values in '[0 nA, 5 pA]' '[[1 nA, 2 nA], [2 nA, 3 nA]]' '[{each: {uniform: [0 nA, 1 nA], seed: 3}}]'; do
    printf 'base: net.yaml\ndut: model:c24\naxes:\n  populations.inh.drive: %s\n' "$values" >values.yaml
    run "$program" sweep --plot p.svg values.yaml
    check "--plot: numbers in one unit, and not $values" has "$status $err" \
        '2 values.yaml:4:3: axes: a picture is drawn over numbers in one unit'
done
check '--plot: no picture so far' test ! -e p.svg
printf 'base: net.yaml\ndut: [model:c24, %s]\naxes:\n  populations.inh.drive: {linear: [15 nA, 95 nA], points: 9}\n' \
    "$root/build/faults/core_model/event-late.so" >curve.yaml
run "$program" sweep --quiet --plot p.svg --jsonl curve.jsonl curve.yaml
check '--plot: one of the cores fails' is "$status" 1
run xmllint --noout p.svg
check '--plot: the picture is well-formed' is "$status$err" 0
check '--plot: what it says' has "$(<p.svg)" \
    "curve.yaml: rates of swept, 18 sets, $(jq -r 'select(.verdict != "pass") | .verdict' curve.jsonl | wc -l) do not pass"
check '--plot: the axis' has "$(<p.svg)" 'populations.inh.drive (nA)'
# The dots are the rates of the network by itself, core by core and population by population; the key's comes after the first
# nine.
grep -o "gpPt6' transform='translate([0-9.]*,[0-9.]*)" p.svg | sed '10d; s/.*,//; s/)//' >drawn
jq -s -r 'sort_by(.index)[] | [.dut, .populations.exc.reference_rate_hz, .populations.inh.reference_rate_hz] | @tsv' curve.jsonl |
    awk -F'\t' '!($1 in n) { core[++cores] = $1 } { k = ++n[$1]; exc[$1, k] = $2; inh[$1, k] = $3 }
        END { for (c = 1; c <= cores; c++) { for (i = 1; i <= n[core[c]]; i++) print exc[core[c], i]
            for (i = 1; i <= n[core[c]]; i++) print inh[core[c], i] } }' >rates
check '--plot: a dot for each set and population' is "$(wc -l <rates)" 36
check '--plot: the rates differ' test "$(sort -u rates | wc -l)" -gt 4
check '--plot: each dot is as high as its rate' is "$(paste rates drawn | awk 'NF == 2 { x[++n] = $1; y[n] = $2
        if (n == 1 || $1 > x[top]) top = n; if (n == 1 || $1 < x[low]) low = n }
    END { s = (y[low] - y[top]) / (x[top] - x[low])
        for (i = 1; i <= n; i++) { d = y[low] - s * (x[i] - x[low]) - y[i]; if (d * d > 1) bad++ }
        print n, bad + 0 }')" '36 0'
run "$program" sweep --check --jsonl none.jsonl sweep.yaml
check '--check tells the number of sets' is "$out" 'sweep.yaml: ok (40 sets)'
tap_done
