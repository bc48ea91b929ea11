#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# lifcosim sweep runs in the lanes of a circuit and one set after the other: every file and the
# summary are the same bytes, sets that fail, clip or are refused included, in parts and after a
# kill too.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

lanes=$LIFCOSIM_DUT_DIR
mkdir single && cp "$lanes"/q{8_24,4_12}.so single # the same circuits, without their lanes
cat >noisy.yaml <<YAML
$(sed '/stimulus/,$d' s.yaml)
stimulus:
  - noise: {mean: 45 uA, deviation: 20 uA, correlation_time: 1 ms, seed: 1}
YAML
cat >sets.yaml <<'YAML'
base: noisy.yaml
dut: [q8_24, model:q6_18, q4_12]
seed: 5
draws: 150
axes:
  neuron.time_constant: {log-uniform: [1 ms, 50 ms]}
  neuron.threshold: {normal: [-45 mV, 12 mV]}
  neuron.refractory: [0 ms, 1 ms, 2 ms]
  neuron.refractory_rule: [steps, brian2, float-time-s]
  neuron.method: [exponential, euler]
  neuron.reset_mode: [to-value, by-subtraction]
  neuron.compare: [above, at-or-above]
  steps: {integers: [1, 900]}
  stimulus.0.noise.seed: {integers: [1, 4]}
  stimulus.0.noise.deviation: [5 uA, 20 uA, 100 uA]
  expect.spikes: [[], [3, 7]]
  expect.knife_edge: ["true", "true", "true", "false"]
YAML
# both NAME SWEEP OPTION ...   sweeps with lanes and without; the results are left in NAME.lanes.*
both() {
    local name=$1 sweep=$2 way
    shift 2
    for way in lanes single; do
        export LIFCOSIM_DUT_DIR=${!way:-$PWD/single}
        run "$program" sweep --jsonl "$name.$way.jsonl" --csv "$name.$way.csv" "$@" "$sweep"
        echo "$status $out $err" >"$name.$way.txt"
    done
    for way in jsonl csv txt; do
        check "$name: the same $way" cmp "$name.lanes.$way" "$name.single.$way"
    done
}
count() { jq -s "map(select($1)) | length" "$2"; }

both sets sets.yaml
check 'sets: status 1' begins "$(<sets.lanes.txt)" '1 '
check 'sets: many pass' test "$(count '.verdict == "pass" and .dut != "model:q6_18"' \
    sets.lanes.jsonl)" -gt 50
check 'sets: some fail' test "$(count '.verdict == "fail"' sets.lanes.jsonl)" -gt 10
check 'sets: some fail on their drive' test \
    "$(count '.verdict == "fail" and (.reason | test("^clip"))' sets.lanes.jsonl)" -gt 0
check 'sets: some fail on the stated list' test \
    "$(count '.verdict == "fail" and (.reason | test("^expect"))' sets.lanes.jsonl)" -gt 0
check 'sets: some are refused' test "$(count '.verdict == "refused"' sets.lanes.jsonl)" -gt 0
both one-process sets.yaml --jobs 1
check 'one process: the same as two' cmp sets.lanes.jsonl one-process.lanes.jsonl

# All sets have one noise, which is made once for all lanes; some clip, and leave it to the others.
cat >shared.yaml <<'YAML'
base: noisy.yaml
seed: 6
draws: 130
axes:
  neuron.time_constant: {log-uniform: [1 ms, 50 ms]}
  neuron.threshold: {uniform: [-55 mV, -35 mV]}
  neuron.resistance: [1 kOhm, 2 kOhm, 3 kOhm, 35 kOhm]
  neuron.refractory: [0 ms, 1 ms]
  steps: [900, 900, 900, 300]
YAML
both shared shared.yaml
check 'shared: some clip on the way' test \
    "$(count '(.reason // "" | test("^clip")) and .steps > 50' shared.lanes.jsonl)" -gt 5
check 'shared: many pass, with spikes' test \
    "$(count '.verdict == "pass" and .spikes > 5' shared.lanes.jsonl)" -gt 40

# Some parts are made with lanes and some without, and a file goes on the other way.
both part1 sets.yaml --shard 1/3
both part2 sets.yaml --shard 2/3
both part3 sets.yaml --shard 3/3
run "$program" merge joined.jsonl part1.lanes.jsonl part2.single.jsonl part3.lanes.jsonl
check 'merge: the file of the whole' cmp joined.jsonl sets.lanes.jsonl
head -100 sets.single.jsonl >resumed.jsonl.part
LIFCOSIM_DUT_DIR=$lanes run "$program" sweep --resume --jsonl resumed.jsonl sets.yaml
check 'resumed: only what was missing is run' has "$err" '100 sets are there already, 350 are to be'
check 'resumed: the file of the whole' cmp resumed.jsonl sets.lanes.jsonl

# Lanes that cannot be used are an error, not a reason to go on without them.
mkdir broken broken/batch && cp single/q8_24.so broken && echo no >broken/batch/q8_24.so
LIFCOSIM_DUT_DIR=$PWD/broken wrong 'damaged lanes' 3 lifcosim 'lanes of circuit q8_24: ' 'build it' \
    sweep --dut q8_24 --jsonl out/new sets.yaml
cp "$lanes/batch/q4_12.so" broken/batch/q8_24.so
LIFCOSIM_DUT_DIR=$PWD/broken wrong 'lanes of another circuit' 3 lifcosim 'lanes of circuit q8_24: ' \
    'make batch FORMAT=q8_24' sweep --dut q8_24 --jsonl out/new sets.yaml

# ---- lanes that are not the circuit ----

# built_from SED_SCRIPT KIND OUTPUT [MAKE_ARGUMENT ...]   builds q8_24 as a circuit (dut) or as
# lanes (batch), from the RTL with lif_neuron.v changed.
built_from() {
    local script=$1 kind=$2 output=$PWD/$3 folder=$PWD/$3.rtl wrapper='$(WRAPPER)'
    shift 3
    mkdir -p "$folder" "${output%/*}"
    cp "$root"/rtl/*.v "$folder"
    sed -i "$script" "$folder/lif_neuron.v"
    if [[ $kind == batch ]]; then wrapper='$(BATCH_WRAPPER)'; fi
    (cd "$root" && env -u MAKEFLAGS -u MAKELEVEL make -s SETUP=no "$@" --eval "$output: ; \$(call \
        build_$kind,q8_24,32 24 31,\$@,\$(RTL:rtl/%=$folder/%) $wrapper)" "$output") >make.log 2>&1 ||
        { cat make.log && return 1; }
}
identity_of() { grep -aoE '[0-9a-f]{64}' "$1" | head -n 1; }
same='s/unchanged//'
narrow='s/hold_q            <= hold_q - 1/hold_q <= (hold_q \& 16'\''h7fff) - 1/; s/hold_q     <= hold_i;/hold_q <= hold_i \& 16'\''h7fff;/'

# The circuit is rebuilt after an edit that a few hundred steps do not show, its lanes are not.
run built_from "$narrow" dut stale/q8_24.so
check 'stale: the circuit is built from other RTL' is "$status" 0
mkdir stale/batch && cp "$lanes/batch/q8_24.so" stale/batch
LIFCOSIM_DUT_DIR=$PWD/stale wrong 'lanes of yesterday' 3 lifcosim 'lanes of circuit q8_24: ' \
    'make batch FORMAT=q8_24' sweep --dut q8_24 --jsonl out/new sets.yaml
check 'the circuit and its lanes are one' is "$(identity_of "$lanes/q8_24.so")" \
    "$(identity_of "$lanes/batch/q8_24.so")"
run built_from "$same" dut same/q8_24.so
check 'the same files elsewhere are the same circuit' is "$(identity_of same/q8_24.so)" \
    "$(identity_of "$lanes/q8_24.so")"
run built_from '$a // a comment' dut comment/q8_24.so
check 'another byte is another circuit' differs "$(identity_of comment/q8_24.so)" \
    "$(identity_of same/q8_24.so)"
run built_from "$same" dut wide/q8_24.so HOLD_WIDTH=17
check 'another width is another circuit' differs "$(identity_of wide/q8_24.so)" \
    "$(identity_of same/q8_24.so)"
printf '#!/bin/bash\n[[ $1 == --version ]] && echo "g++ 99.1" && exit\nexec g++ "$@"\n' >other-g++
chmod +x other-g++
run built_from "$same" dut compiler/q8_24.so "CXX=$PWD/other-g++"
check 'another compiler is another circuit' differs "$(identity_of compiler/q8_24.so)" \
    "$(identity_of same/q8_24.so)"

# Lanes that claim to be the circuit: a lost bit of the hold is seen when they are opened ...
claimed=$(identity_of "$lanes/q8_24.so")
run built_from "$narrow" batch narrow/batch/q8_24.so "identity=$claimed"
check 'narrow: the lanes are built' is "$status" 0
cp "$lanes/q8_24.so" narrow
LIFCOSIM_DUT_DIR=$PWD/narrow wrong 'a lost bit of the hold' 3 lifcosim 'lanes of circuit q8_24: ' \
    'bit 15 of the' sweep --dut q8_24 --jsonl out/new sets.yaml
# ... and a fault of one drive alone by the sets that run on the circuit too.
rare="s/updated = state + /updated = {{(StateWidth - 1){1'b0}}, drive == 32'h01000000} + state + /"
run built_from "$rare" batch rare/batch/q8_24.so "identity=$claimed"
check 'rare: the lanes are built' is "$status" 0
cp "$lanes/q8_24.so" rare
cat >rare.yaml <<'YAML'
base: constant.yaml
axes:
  stimulus.0.constant.amplitude: [30 uA, 31 uA, 32 uA]
YAML
sed '/^  - triangle/d' s.yaml >constant.yaml
echo '  - constant: {amplitude: 30 uA}' >>constant.yaml
LIFCOSIM_DUT_DIR=$PWD/rare run "$program" sweep --dut q8_24 --jsonl rare.jsonl rare.yaml
check 'a fault of one drive: status 3' is "$status" 3
check 'a fault of one drive: which set, and what to type' has "$err" \
    'circuit q8_24: book fails in a lane, and not on the circuit itself; type `make batch FORMAT=q8_24`'
check 'a fault of one drive: no results' test ! -e rare.jsonl

# ---- a faulty circuit with its lanes: what fails in a lane is what fails on the circuit, in every byte ----

leaking='s/      valid_o <= /      if (!valid_i \& membrane_o > 32'\''sh00e00000) membrane_o <= membrane_o - 1;\n&/'
kept='/hold_q            <= initial_hold_i;/d'
short='s/      valid_o <= /      if (!valid_i) spike_o <= 1'\''b0;\n&/'
still='/      membrane_o        <= initial_i;/d'
for fault in leaking kept short still; do
    run built_from "${!fault}" dut "$fault/q8_24.so"
    check "$fault: the circuit is built" is "$status" 0
    run built_from "${!fault}" batch "$fault/batch/q8_24.so"
    check "$fault: its lanes are built" is "$status" 0
    mkdir "$fault.single" && cp "$fault/q8_24.so" "$fault.single"
    lanes=$PWD/$fault single=$PWD/$fault.single both "$fault" sets.yaml --dut q8_24
    check "$fault: no set passes" is "$(count '.verdict == "pass"' "$fault.lanes.jsonl")" 0
    check "$fault: most fail for it" test "$(count '.reason // "" |
        test("after the reset|in an idle clock|membrane before reset")' "$fault.lanes.jsonl")" -gt 100
done

tap_done
