#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# lifcosim sweep and merge: grids and draws, what is refused, failing sets and their commands, sweeps
# that are killed and go on, parts that are joined, and everything that can be wrong.
# shellcheck disable=SC2016  # $ is sed's last line, ` belongs to messages
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

fault=$root/build/faults/hold-long.so
cat >grid.yaml <<'YAML'
base: s.yaml
dut: [q8_24, model:q6_18]
axes:
  neuron.threshold: [-70 mV, -45 mV, -40 mV]
  neuron.refractory_steps: [0, 10]
  stimulus.0.triangle.peak: {linear: [0.05 mA, 0.25 mA], points: 5}
YAML
cat >draws.yaml <<'YAML'
base: s.yaml
seed: 3
draws: 200
axes:
  neuron.time_constant: {log-uniform: [2 ms, 50 ms]}
  neuron.threshold: {normal: [-45 mV, 2 mV]}
  neuron.refractory_steps: {integers: [0, 20]}
YAML
values() { jq -c "$1" "$2"; }
count() { jq -s "map(select($1)) | length" "$2"; }
same_file() { cmp "$1" "$2"; }
absent() { [[ ! -e $1 ]]; }

# ---- a grid ----

run "$program" sweep --jsonl grid.jsonl --csv grid.csv grid.yaml
summary=$out
check 'grid: status 0' is "$status" 0
check 'grid: nothing on standard error' is "$err" ''
check 'grid: the sets' has "$out" 'sets        60: 40 pass, 0 fail, 0 vacuous, 20 refused'
check 'grid: the shifts' matches "$out" 'shifts      0 steps: [1-9][0-9]*, 1: 0, 2: 0, more: 0; '
check 'grid: the worst use of the bound' matches "$out" 'largest error / bound 0\.[0-9]+ \(set'
check 'grid: the rates' matches "$out" 'rate        mean [0-9.]+ Hz, 40 to 840 Hz; silent: 0 sets'
check 'grid: a line each, in order' is "$(values .index grid.jsonl)" "$(seq 0 59)"
check 'grid: every set once' is "$(jq -s 'map([.dut, .set]) | unique | length' grid.jsonl)" 60
check 'grid: the last axis is the fastest' is \
    "$(jq -s -c 'map(.set["stimulus.0.triangle.peak"])[:6]' grid.jsonl)" \
    '["0.05 mA","0.1 mA","0.15 mA","0.2 mA","0.25 mA","0.05 mA"]'
check 'grid: the circuits' is "$(jq -s -c 'map(.dut) | [.[0, 29, 30, 59]]' grid.jsonl)" \
    '["q8_24","q8_24","model:q6_18","model:q6_18"]'
check 'grid: no time in a line' is "$(count 'has("seconds")' grid.jsonl)" 0
check 'grid: a row each' is "$(wc -l <grid.csv)" 61
check 'grid: 24 fields in a row of a set that ran' is \
    "$(awk -F, '/,pass,/ {print NF}' grid.csv | sort -u)" 24
check 'grid: the spikes of both files' is \
    "$(awk -F, 'NR > 1 {print $12 == "" ? "null" : $12}' <(grep -v ,refused, grid.csv))" \
    "$(jq 'select(.verdict != "refused").spikes' grid.jsonl)"
check 'grid: FILE.part is gone' absent grid.jsonl.part
peaks=$(jq -s 'map(select(.verdict == "pass")) | map(.spikes == .reference_spikes) | all' grid.jsonl)
check 'grid: circuit and reference agree' is "$peaks" true

# Each set comes to what `run` says of it.
jq -r 'select(.verdict == "pass" and .index % 7 == 6) | [.dut, (.set | to_entries[] |
    "\(.key)=\(.value)")] | @tsv' grid.jsonl >some.tsv
check 'alone: there are some' is "$(wc -l <some.tsv)" 6
while IFS=$'\t' read -r dut a b c; do
    run "$program" run --json - --dut "$dut" --set "$a" --set "$b" --set "$c" s.yaml
    check "alone: $dut $a $b $c" is "$(jq -c '.results[0] | [.levels.bounded.max_error_v,
        .levels.bounded.max_bound_v, (.spikes.dut | length)]' <<<"$out")" \
        "$(jq -c --arg dut "$dut" --arg a "${a#*=}" --arg b "${b#*=}" --arg c "${c#*=}" \
            'select(.dut == $dut and [.set[]] == [$a, $b, $c]) |
                [.max_error_v, .max_bound_v, .spikes]' grid.jsonl)"
done <some.tsv

# Refused sets are counted and explained, and their command is refused in the same words.
check 'refused: in the file' is "$(count '.verdict == "refused"' grid.jsonl)" 20
check 'refused: the reason' has "$summary" 'set 0 refused: --set neuron.threshold:1:1: neuron.thres'
check 'refused: ten of them in the summary' is "$(grep -c '^  set .* refused: ' <<<"$summary")" 10
command=$(jq -r 'select(.index == 5).command' grid.jsonl)
run bash -c "${command/#lifcosim/'"$0"'}" "$program"
check 'refused: the command is refused' is "$status" 2
check 'refused: with the same reason' is "$err" "$(jq -r 'select(.index == 5).reason' grid.jsonl)"

for jobs in 1 3; do
    run "$program" sweep --quiet --jobs "$jobs" --jsonl jobs.jsonl grid.yaml
    check "--jobs $jobs: status 0" is "$status" 0
    check "--jobs $jobs: the same file" same_file grid.jsonl jobs.jsonl
    check '--quiet: no word' is "$out$err" ''
done
run "$program" sweep --check --jsonl checked.jsonl grid.yaml
check '--check: the sets' is "$out" 'grid.yaml: ok (60 sets)'
check '--check: nothing is run' absent checked.jsonl
run "$program" sweep --jsonl - grid.yaml
check '--jsonl -: the lines' is "$out" "$(<grid.jsonl)"
check '--jsonl -: the summary' is "$err" "$summary"
run "$program" sweep --csv - grid.yaml
check '--csv -: the rows' is "$out" "$(<grid.csv)"

# ---- draws ----

run "$program" sweep --jsonl draws.jsonl draws.yaml
check 'draws: status 0' is "$status" 0
check 'draws: all pass' has "$out" 'sets        200: 200 pass, 0 fail, 0 vacuous, 0 refused'
check 'draws: all different' is "$(jq -s 'map(.set) | unique | length' draws.jsonl)" 200
run "$program" sweep --quiet --jsonl again.jsonl draws.yaml
check 'draws: the same again' same_file draws.jsonl again.jsonl
run "$program" sweep --quiet --seed 4 --jsonl again.jsonl draws.yaml
check 'draws: another seed, other sets' is "$(jq -s 'map(.set) | unique | length' \
    draws.jsonl again.jsonl)" 400
sed 's/draws: 200/draws: 100/; s/axes:/&\n  neuron.rest: [-70 mV]/' draws.yaml >fewer.yaml
run "$program" sweep --quiet --jsonl fewer.jsonl fewer.yaml
check 'draws: fewer, and one axis more: the same values' is \
    "$(values '.set | del(.["neuron.rest"])' fewer.jsonl)" \
    "$(head -100 draws.jsonl | jq -c .set)"
echo 'expect: {spikes: [1, 2]}' | cat s.yaml - >expects.yaml
sed 's/base: s.yaml/base: expects.yaml/' draws.yaml >expects-sweep.yaml
run "$program" sweep expects-sweep.yaml
check 'a list that the base states is not expected of the sets' has "$out" '200: 200 pass'

# ---- a circuit that is wrong ----

cat >fault.yaml <<'YAML'
base: s.yaml
axes:
  stimulus.0.triangle.peak: [1 uA, 20 uA, 0.2 mA, 0.25 mA]
  name: ["it's", b]
YAML
run "$program" sweep --dut "$fault" --jsonl fault.jsonl fault.yaml
check 'fault: status 1' is "$status" 1
check 'fault: it is found where there are spikes' has "$out" 'sets        8: 4 pass, 4 fail, 0 vac'
check 'fault: the sets' is "$(values 'select(.verdict == "fail").index' fault.jsonl)" $'4\n5\n6\n7'
check 'fault: all of them in the summary' is "$(grep -c '^  set [4-7] fail: ' <<<"$out")" 4
command=$(sed -n '/^  set 4 fail/ {n; s/^ *//p}' <<<"$out")
check 'fault: the command' begins "$command" 'lifcosim run --dut '
run bash -c "${command/#lifcosim/'"$0"'} --quiet --json -" "$program"
check 'fault: the command fails' is "$status" 1
check 'fault: with the same reason' has "$err" "$(jq -r 'select(.index == 4).reason |
    sub("^[a-z_]+: "; "")' fault.jsonl)"
check 'fault: and the same figures' is \
    "$(jq -c '.results[0].levels.bounded | [.max_error_v, .ambiguous_steps]' <<<"$out")" \
    "$(jq -c 'select(.index == 4) | [.max_error_v, .ambiguous_steps]' fault.jsonl)"

# ---- killed, and gone on ----

sed 's/draws: 200/draws: 2000/; s/axes:/&\n  steps: [20000]/' draws.yaml >long.yaml
run "$program" sweep --jobs 2 --jsonl whole.jsonl long.yaml
whole_summary=$out
check 'whole: status 0' is "$status" 0
setsid "$program" sweep --jobs 2 --jsonl cut.jsonl long.yaml >/dev/null 2>&1 &
pid=$!
for ((i = 0; i < 6000; i++)); do
    if [[ -s cut.jsonl.part ]]; then break; fi
    sleep 0.01
done
threads=("/proc/$pid/task/"*)
kill -9 "$pid"
wait "$pid" 2>/dev/null || true
lines=$(wc -l <cut.jsonl.part)
check 'no thread whose lock a copied process could wait for' is "${#threads[@]}" 1
check 'killed: some sets are there' test "$lines" -gt 0
check 'killed: not all' test "$lines" -lt 2000
check 'killed: no file that looks complete' absent cut.jsonl
for ((i = 0; i < 500; i++)); do # its processes die with it and let go of the file
    if flock -n cut.jsonl.part true; then break; fi
    sleep 0.01
done
cp cut.jsonl.part kept.part

run "$program" sweep --jsonl cut.jsonl long.yaml
check 'without --resume: status 2' is "$status" 2
check 'without --resume: what to do' has "$err" 'cut.jsonl.part: holds the finished sets of an int'
check 'without --resume: nothing is lost' same_file cut.jsonl.part kept.part
run "$program" sweep --resume --seed 4 --jsonl cut.jsonl long.yaml
check 'another seed: status 2' is "$status" 2
check 'another seed: why' begins "$err" 'cut.jsonl.part:1:1: belongs to another sweep'
sed 's/mV\]/V]/; s/-45 mV/-0.045 V/; s/2 V\]/2 mV]/' long.yaml >other.yaml
run "$program" sweep --resume --jsonl cut.jsonl other.yaml
check 'another sweep file: status 2' is "$status" 2
run "$program" sweep --resume --dut model:q8_24 --jsonl cut.jsonl long.yaml
check 'another circuit: status 2' is "$status" 2
run "$program" sweep --resume --shard 1/2 --jsonl cut.jsonl long.yaml
check 'another shard: status 2' is "$status" 2
check 'another shard: why' has "$err" 'belongs to another shard of this sweep; give the same --shard'
check 'what is wrong loses nothing' same_file cut.jsonl.part kept.part

head -c 300 whole.jsonl >>cut.jsonl.part # a torn line
run "$program" sweep --resume --jsonl cut.jsonl long.yaml
check 'resumed: status 0' is "$status" 0
check 'resumed: only what was missing is run' has "$err" \
    "$lines sets are there already, $((2000 - lines)) are to be run"
check 'resumed: the same file, byte for byte' same_file whole.jsonl cut.jsonl
check 'resumed: the same summary' is "$out" "$whole_summary"
check 'resumed: FILE.part is gone' absent cut.jsonl.part
tail -1 whole.jsonl | sed 's/"index":1999/"index":2000/' >cut.jsonl.part
run "$program" sweep --resume --jsonl cut.jsonl long.yaml
check 'a line beyond the sweep: status 2' is "$status" 2
head -1 whole.jsonl | sed p >cut.jsonl.part
run "$program" sweep --resume --jsonl cut.jsonl long.yaml
check 'a set twice: status 2' is "$status" 2
check 'a set twice: why' has "$err" 'set 0 is there twice; delete the file'
rm cut.jsonl.part

# ---- a circuit that gives up on the way ----

"${CC:-gcc}" -std=c11 -D_GNU_SOURCE -O1 -w -fPIC -shared -DSICK_HOLD=7 -I"$root/sim" \
    -I"$root/reference" -o sick.so "$root/testbenches/cli/circuit.c" "$root/reference/lif_integer.c"
printf 'base: s.yaml\ndut: ./sick.so\naxes: {neuron.refractory_steps: [%s]}\n' \
    "$(seq -s ', ' 0 9)" >sick.yaml
run "$program" sweep --quiet --jsonl well.jsonl sick.yaml
check 'a sound circuit in C: status 0' is "$status" 0
for how in 'refuses:circuit ./sick.so: stopped: the clock stands still' 'dies:a process of the sweep '; do
    touch "${how%%:*}"
    run "$program" sweep --jobs 1 --jsonl sick.jsonl sick.yaml
    check "a circuit that ${how%%:*}: status 3" is "$status" 3
    check "a circuit that ${how%%:*}: why" has "$err" "${how#*:}"
    check "a circuit that ${how%%:*}: what is finished is kept" has "$err" \
        '7 finished sets are in sick.jsonl.part; go on with --resume'
    check "a circuit that ${how%%:*}: no verdict" is "$out" ''
    rm "${how%%:*}"
    run "$program" sweep --resume --jsonl sick.jsonl sick.yaml
    check "a circuit that ${how%%:*}: well again, status 0" is "$status" 0
    check "a circuit that ${how%%:*}: the same file" same_file well.jsonl sick.jsonl
done
head -3 well.jsonl >sick.jsonl.part
printf '\0' >>sick.so # as little as that is another circuit
run "$program" sweep --resume --jsonl sick.jsonl sick.yaml
check 'a circuit that was built again: status 2' is "$status" 2
check 'a circuit that was built again: why' has "$err" 'belongs to another sweep'

# Data that the base names are part of the sweep.
{ echo i && seq 1 9; } >i.csv
sed 's/triangle.*/file: {path: i.csv, column: i, unit: uA}/; s/500/9/' s.yaml >file.yaml
printf 'base: file.yaml\naxes: {name: [a, b, c]}\n' >data.yaml
run "$program" sweep --quiet --jsonl data.jsonl data.yaml
check 'data of the base: status 0' is "$status" 0
head -1 data.jsonl >data.jsonl.part
sed -i 's/5/6/' i.csv
run "$program" sweep --resume --jsonl data.jsonl data.yaml
check 'changed data of the base: status 2' is "$status" 2
check 'changed data of the base: why' has "$err" 'belongs to another sweep'
sed -i '6s/6/5/' i.csv
run "$program" sweep --resume --jsonl data.jsonl data.yaml
check 'data of the base changed back: status 0' is "$status" 0

# ---- parts ----

for part in 1 2 3; do
    run "$program" sweep --shard "$part/3" --jsonl "part$part.jsonl" draws.yaml
    check "shard $part/3: status 0" is "$status" 0
done
check 'shard 3/3: its summary' has "$out" 'sets        66 of 200: 66 pass'
check 'shard 2/3: every third set' is "$(values .index part2.jsonl)" "$(seq 1 3 199)"
run "$program" sweep draws.yaml
whole_summary=$out
run "$program" merge joined.jsonl part2.jsonl part3.jsonl part1.jsonl
check 'merge: status 0' is "$status" 0
check 'merge: the file of the whole' same_file joined.jsonl draws.jsonl
check 'merge: the summary of the whole' is "$out" "$whole_summary"
run "$program" merge - part1.jsonl part2.jsonl part3.jsonl
check 'merge -: the file of the whole' is "$out" "$(<draws.jsonl)"
for part in 1 2 3 4; do
    "$program" sweep --quiet --dut "$fault" --shard "$part/4" --jsonl "bad$part.jsonl" fault.yaml \
        || true
done
run "$program" merge joined.jsonl bad{1,2,3,4}.jsonl
check 'merge of sets that fail: status 1' is "$status" 1
check 'merge of sets that fail: the file' same_file joined.jsonl fault.jsonl
check 'merge of sets that fail: the commands' is "$(grep -c '^    lifcosim run' <<<"$out")" 4
cat >two.yaml <<'YAML'
base: s.yaml
axes: {name: [a, b]}
YAML
for part in 1 2 3; do
    run "$program" sweep --quiet --shard "$part/3" --jsonl "two$part.jsonl" two.yaml
    check "more parts than sets: status of $part/3" is "$status" 0
done
run "$program" merge joined.jsonl two{1,2,3}.jsonl
check 'merge of an empty part: status 0' is "$status" 0
check 'merge of an empty part: two sets' is "$(wc -l <joined.jsonl)" 2

wrong 'merge: a part is missing' 2 'lifcosim: merge' '66 of 200 sets are missing, the first is set 2' \
    'name all parts' merge out/new.jsonl part1.jsonl part2.jsonl
wrong 'merge: a part twice' 2 'lifcosim: merge' 'set 0 is in part1.jsonl and in part1.jsonl' \
    'name each part once' merge out/new.jsonl part1.jsonl part2.jsonl part1.jsonl part3.jsonl
wrong 'merge: another sweep' 2 'grid.jsonl:1:1' 'belongs to another sweep than part1.jsonl' \
    'the parts of one sweep' merge out/new.jsonl part1.jsonl grid.jsonl
head -c -40 part3.jsonl >torn.jsonl
wrong 'merge: a torn part' 2 'torn.jsonl:66:1' 'the last line is torn' '--resume' \
    merge out/new.jsonl part1.jsonl part2.jsonl torn.jsonl
wrong 'merge: no part' 2 's.yaml:1:1' 'no line of a sweep' 'lifcosim sweep --jsonl' \
    merge out/new.jsonl part1.jsonl s.yaml
wrong 'merge: no file' 2 'absent.jsonl' 'cannot be read: No such file' 'name a file' \
    merge out/new.jsonl absent.jsonl
wrong 'merge: too few files' 2 'lifcosim' 'merge: no parts; give the file to write and the parts' \
    'merge OUT.jsonl PART.jsonl ...' merge out/new.jsonl
wrong 'merge: an unknown option' 2 'lifcosim' '--all: unknown or ambiguous option' '--help' \
    merge --all out/new.jsonl part1.jsonl

# ---- what is wrong with a sweep ----

# bad NAME PLACE WHAT REMEDY SED_SCRIPT [OPTION ...]   checks that the draws, so changed, are
# refused.
bad() {
    local name=$1 place=$2 what=$3 remedy=$4
    sed "$5" draws.yaml >bad.yaml
    check "$name: the sweep is changed" differs "$(<bad.yaml)" "$(<draws.yaml)"
    shift 5
    wrong "$name" 2 "$place" "$what" "$remedy" sweep --jsonl out/new --csv out/kept "$@" bad.yaml
}
# badly NAME WHAT REMEDY OPTION ...   checks that the draws are refused with these options.
badly() {
    local name=$1 what=$2 remedy=$3
    shift 3
    wrong "$name" 2 lifcosim "$what" "$remedy" sweep --csv out/kept "$@" draws.yaml
}
bad 'a base that is not there' bad.yaml:1:7 'cannot be read: No such file' 'name a readable' \
    's/s.yaml/t.yaml/'
bad 'a base that is wrong' draws.yaml:1:1 'unknown key' 'allowed: name' 's/s.yaml/draws.yaml/'
bad 'an unknown circuit' bad.yaml:2:6 'nope' 'lifcosim duts' 's/seed/dut: nope\n&/'
bad 'one unknown circuit of two' bad.yaml:2:14 'nope' 'lifcosim duts' \
    's/seed/dut: [q8_24, nope]\n&/'
bad 'an axis with an unknown circuit' bad.yaml:5:16 'nope' 'lifcosim duts' \
    's/axes:/&\n  dut: [q8_24, nope]/'
bad 'a misspelt key' bad.yaml:6:3 'no value of neuron.treshold is possible: neuron: unknown key' \
    'did you mean "threshold"?' 's/threshold/treshold/'
bad 'a wrong unit' bad.yaml:6:3 'no value of neuron.threshold is possible' 'use a unit of pot' \
    's/-45 mV, 2 mV/-45 ms, 2 ms/'
bad 'an unknown distribution' bad.yaml:5:26 'unknown key "log-normal"' 'allowed: linear, log, uniform, log-uniform' \
    's/log-uniform/log-normal/'
bad 'no draws' bad.yaml:4:39 'random values need their number' 'draws: 1000' '/draws/d'
badly 'part 0' '--shard 0/4' '1/4 to 4/4' --shard 0/4
badly 'part 5 of 4' '--shard 5/4' '1/4 to 4/4' --shard 5/4
badly 'no part' '--shard 1' '1/4 to 4/4' --shard 1
badly 'no process' '--jobs 0' 'from 1 to' --jobs 0
badly '--resume without a file' '--resume needs --jsonl FILE' 'FILE.part' --resume
badly 'a --set that an axis replaces' 'the axis neuron.time_constant would replace it' \
    'leave one out' --set 'neuron.capacitance=5 uF'
wrong '--seed of a grid' 2 lifcosim 'the sweep has no draws' 'leave it out' \
    sweep --seed 1 --csv out/kept grid.yaml
wrong 'two sweeps' 2 lifcosim 'grid.yaml: one scenario at a time' 'at a time' \
    sweep --csv out/kept draws.yaml grid.yaml
wrong 'a folder that is not there' 2 out/no/new.jsonl 'does not exist' 'mkdir -p' \
    sweep --jsonl out/no/new.jsonl draws.yaml
wrong 'one file for two outputs' 2 lifcosim 'named for two outputs' 'its own file' \
    sweep --jsonl out/new --csv out/new draws.yaml
wrong 'a picture over three axes' 2 draws.yaml:7:3 'drawn over one axis, and here are 3' 'give one' \
    sweep --plot out/new.svg draws.yaml
wrong 'a picture over no current' 2 two.yaml:2:8 'over a current, and name is not one' \
    'stimulus.0.constant.amplitude' sweep --plot out/new.svg two.yaml
printf 'base: s.yaml\naxes: {neuron.reset: [-40 mV], neuron.initial: [-70 mV, -71 mV]}\n' >none.yaml
wrong 'an axis without a possible value' 2 none.yaml:2:8 'no value of neuron.reset is possible' \
    'move one of them' sweep --csv out/new none.yaml
sed 's/\[-40 mV\]/[-50 mV]/; s/}$/, neuron.threshold: [-50 mV]}/' none.yaml >together.yaml
run "$program" sweep together.yaml
check 'only together impossible: status 2' is "$status" 2
check 'only together impossible: counted' has "$out" '2: 0 pass, 0 fail, 0 vacuous, 2 refused'
check 'only together impossible: said' has "$err" 'every set is refused, and nothing was run'

# ---- the f-I curve of the book ----

run "$program" sweep --plot fi.svg --jsonl fi.jsonl "$root/sim/sweeps/book-fi.yaml"
check 'f-I: status 0' is "$status" 0
check 'f-I: well-formed' xmllint --noout fi.svg
check 'f-I: all pass' has "$out" 'sets        101: 101 pass'
closed='select(.closed_form_hz != null)'
check 'f-I: the closed form applies but at the threshold' is "$(values "$closed.index" fi.jsonl |
    wc -l)" 100
check 'f-I: the rates of circuit and reference are its own' is "$(jq -s "map($closed |
    ((.interval_rate_hz // 0) - .closed_form_hz | fabs) < 1e-9 * .closed_form_hz + 1e-9 and
    .interval_rate_hz == .reference_interval_rate_hz) | all" fi.jsonl)" true
check 'f-I: silent below the threshold' is \
    "$(jq -s 'map(select(.spikes > 0))[0].set[]' fi.jsonl)" '"32 uA"'
for curve in 'closed form' 'circuit q8_24' reference; do
    check "f-I: the picture names its curve $curve" has "$(<fi.svg)" ">$curve<"
done

# ---- a curve of a current that no closed form knows ----

printf 'base: s.yaml\naxes: {stimulus.0.triangle.peak: [30 uA, 40 uA]}\n' >triangle.yaml
run "$program" sweep --plot triangle.svg --jsonl triangle.jsonl triangle.yaml
check 'no closed form: status 0' is "$status" 0
check 'no closed form: none applies' is "$(values .closed_form_hz triangle.jsonl | sort -u)" null
check 'no closed form: the picture does not name one' lacks "$(<triangle.svg)" 'closed form'
for curve in 'circuit q8_24' reference; do
    check "no closed form: the picture names its curve $curve" has "$(<triangle.svg)" ">$curve<"
done

printf 'base: s.yaml\naxes: {stimulus.0.triangle.peak: [1 A, 2 A]}\n' >clips.yaml
echo old >old.svg
run "$program" sweep --plot old.svg clips.yaml
check 'nothing to draw: status 2' is "$status" 2
check 'nothing to draw: the sets are counted' has "$out" '2: 0 pass, 0 fail, 0 vacuous, 2 refused'
check 'nothing to draw: the old picture stays' is "$(<old.svg)" old

# ---- a terminal ----

run script -qec "'$program' sweep --jobs 1 long.yaml" /dev/null
check 'progress: on a terminal' matches "$out" \
    'of 2000 sets, [0-9.e+]+ a second, [0-9.e+]+ steps a second, [0-9]+ s left'

tap_done
