#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# `lifcosim calibrate` on many small neurons of different conventions (testbenches/calibrate/zoo.v,
# one verilated model): each is found as its line in the table says, or has
# the nearest text; nothing wrong is claimed. What is printed takes effect at the end of the
# manifest as it stands, and then no level of a run fails.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

export LIFCOSIM_DUT_DIR=$tap_folder/work/dut
mkdir -p "$LIFCOSIM_DUT_DIR"
cp "$root"/testbenches/calibrate/*.{v,yaml} .
levels() { jq -c '[.results[0].levels[].verdict] | index("fail") == null' r.json; }
seconds() { jq ".calibration.processor_s.$1" c.json; }

# calibrated NUMBER TEXT ...   the neuron of that number is found, and the output has each TEXT.
calibrated() {
    local number=$1 manifest=${manifest:-zoo} text
    shift
    ((number >= 64 && number < 72)) && manifest=told
    printf '%x\n' "$number" >selector.hex
    run "$program" calibrate --json c.json "$manifest.yaml"
    check "$number: found" is "$status" 0
    for text; do check "$number: $text" has "$out" "$text"; done
    { cat "$manifest.yaml" && echo "$out"; } >found.yaml
}
# takes_effect   its text is a manifest with what was found before it; a build of it costs seconds.
takes_effect() {
    run "$program" build --print found.yaml
    check '  its text takes effect at the end of the manifest' is "$status" 0
}
# runs VERDICT SET ...   the circuit of found.yaml, with settings of the scenario.
runs() {
    local verdict=$1 sets=() set
    shift
    for set; do sets+=(--set "$set"); done
    run "$program" build --replace found.yaml
    check '  its text takes effect at the end of the manifest' is "$status" 0
    run "$program" run --dut "$(sed -n 's/^name: //p' found.yaml)" --json r.json "${sets[@]}" "${scenario:-scenario.yaml}"
    check '  and the run has no level that fails' is "$(levels)" true
    check "  and is $verdict" is "$(jq -r '.results[0].verdict' r.json)" "$verdict"
    check '  with spikes' is "$(jq '.results[0].spikes.dut | length > 50' r.json)" true
}

# When the one verilated model was written: the number of a file that was removed is given again.
model() { stat -c %y "$LIFCOSIM_DUT_DIR"/zoo.foreign/model/Vlif_sim.cpp; }

# ---- what keys say ----

calibrated 1 'leak: shift' 'input: after-leak' 'rounding: floor' 'overflow: wrap' \
    'compare: at-or-above' 'compare_with: new' 'reset: to-value' 'spike: {latency: 1}' 'idle: stands'
one=$(model)
runs pass
check 'build takes the model of calibration' is "$(model)" "$one"
calibrated 2 'rounding: half-up'
check 'and calibration that of build' is "$(model)" "$one"
check 'the time is told' eval '(($(seconds building | cut -d. -f1) >= 0))'
calibrated 3 'rounding: toward-zero'
calibrated 12 'leak: linear'
takes_effect
calibrated 24 'overflow: saturate' '# wrap departs at '
calibrated 28 'compare: above' '# at-or-above departs at '
calibrated 29 'compare_with: old'
runs pass
calibrated 37 'spike: {latency: 2}' 'membrane: {latency: 1}'
calibrated 38 'idle: runs' 'its answers differ at step '
runs pass
calibrated 64 'leak: decay' 'rounding: floor' '# multiply departs at ' 'counts: N'
runs pass neuron.refractory_steps=3
calibrated 66 'leak: multiply' 'rounding: half-up' 'counts: N+1'
calibrated 67 'leak: multiply' 'input: potential' 'rounding: half-up' 'counts: N-1'

# ---- what they do not ----

calibrated 4 'the circuit rounds up.' 'ceil(v, leak)'
runs pass
calibrated 5 'rounds up, cuts -v to the membrane'
calibrated 6 'cuts to the membrane what stays of v and its drive'
calibrated 7 'leaks by a shift by 1 of one by 2'
takes_effect
calibrated 9 'leaks a sum of shifts by 2, -4'
runs pass neuron.time_constant='5.3333333333333333 ms'
calibrated 10 'counts its drive 2 times'
calibrated 11 'counts its drive 1/2'
calibrated 13 'takes the magnitude of its drive'
calibrated 14 'drops the low 4 bits of (v >> leak)' 'departs: [own]'
calibrated 15 'subtracts its threshold in the step after a spike' 'departs: [delayed-reset]'
takes_effect
calibrated 20 'leaks only in a step without a drive' 'departs: [own]'
takes_effect
calibrated 25 'never goes below 0' 'departs: [{limits: [0, 32767]}]'
takes_effect
calibrated 26 'decides on the sum before it is cut to the membrane'
calibrated 27 'never goes below 0' 'sum: s16'
calibrated 31 'does not reset' 'departs: [no-reset]'
takes_effect
calibrated 32 'is held for 3 steps'
calibrated 33 'integrates while it is held, is held for 3 steps' 'departs: [held-integrate]'
runs pass neuron.refractory_steps=3
calibrated 36 'subtracts its threshold at a spike'
calibrated 68 'subtracts its threshold at a spike' 'trunc('

# ---- a rest that is not 0, and other words that no manifest says ----

manifest=unsaid scenario=scenario_rest.yaml
calibrated 40 'rest: {word: 100}' 'reset: {word: 100}' 'initial: {word: 100}' 'rounding: floor' \
    '# 99 departs at ' '# 101 departs at ' 'either will do: rest: 104, rounding: half-up'
runs pass
calibrated 41 'rest: {word: -84}' 'reset: {word: 40}' 'either will do: rest: -80, rounding: half-up'
check '41: it begins where the manifest says' lacks "$out" initial:
calibrated 44 'trunc(v - v_rest, leak)' 'param v_rest = 64' 'param v0 = 40' 'param start = 64' 'is held for 3 steps'
calibrated 49 'drops the low 2 bits of (v >> leak)' 'param v0 = 17 real reset' 'param start = 17'
takes_effect
# says ARITHMETIC LINE   the equations of keys with a rest have this line.
says() {
    run "$program" build --print --set "arithmetic={compare: at-or-above, reset: to-value, $1}" \
        --set 'constants={leak: {word: 3}, threshold: {word: 600}, rest: {word: -100}}' unsaid.yaml
    check "a rest with $1" has "$out" "$2"
}
says 'leak: shift, input: after-leak, rounding: floor' 'z: s16 = v - ((v - v_rest) >> leak) + i'
says 'leak: shift, input: potential, rounding: half-up' 'z: s16 = v + round(i + v_rest - v, leak)'
says 'leak: shift, input: before-leak, rounding: floor' 'z = q - ((q - v_rest) >> leak)'
says 'leak: linear, input: after-leak' 'z: s16 = max(min(v_rest, v + leak), v - leak) + i'
says 'leak: shift, input: after-leak, rounding: residual' 'p = v - v_rest + r'

manifest=rest
calibrated 72 'starts at, and resets to, its rest' 'param v_rest: s16 = u real rest' 'state v: s16 = v_rest' \
    'floor((v - v_rest) * leak, 8)'
runs pass
calibrated 75 'starts at, and resets to, its rest, and takes the magnitude of its drive' 'departs: [own]'
manifest=zoo scenario=scenario.yaml

# ---- two departures at once, which no text has alone ----

calibrated 46 'takes the magnitude of its drive, and drops the low 3 bits of (v >> leak)'
check '46: JSON has both' is "$(jq -r .calibration.edit c.json)" \
    'takes the magnitude of its drive, and drops the low 3 bits of (v >> leak)'
takes_effect
calibrated 47 'takes a negative word of its drive as 0, and drops the low 2 bits of (v >> leak)'

# ---- what is no neuron that is known ----

# nearest NUMBER READ COLUMNS [OPTION ...]   status 1 with the nearest text. Each row of the table is computed again
# from nothing but what stands in it, whose columns those are; the circuit's spike is read so late.
nearest() {
    local number=$1 late=$2 columns=$3 manifest=zoo
    shift 3
    ((number >= 64)) && manifest=told
    printf '%x\n' "$number" >selector.hex
    run "$program" calibrate --json c.json "$@" "$manifest.yaml"
    check "$number: status 1" is "$status" 1
    check "$number: says so" has "$out" 'is not a neuron that lifcosim knows'
    check "$number: how many answers differ" matches "$out" 'NEAREST: this text, which answers [1-9][0-9]* of [0-9]+ steps otherwise'
    check "$number: when it was read" has "$out" "The circuit's spike is read ${late:+$late }after the clock edge of the step"
    check "$number: the JSON says it, too" is "$(jq '.calibration.shortest.spike_latency' c.json)" "$((${late%% *} + 1))"
    check "$number: rows, computed again" matches "$(recomputed <<<"$out")" "^[1-9][0-9]* $columns\$"
    check "$number: the last row differs" is "$(grep '^#  *[0-9]' <<<"$out" | tail -n 1 | grep -o 'differs')" differs
    check "$number: JSON has what the rows have" is "$(jq -r '.calibration.shortest.steps[] |
        [.states[], .drive, .text_spike, .text_membrane, .spike, .membrane // "hidden"] | map(if type == "boolean" then if . then 1 else 0 end else . end) | join(" ")' c.json)" \
        "$(sed -n 's/ differs$//; s/^#  *[0-9]* *\([0-9-].*[0-9n]\) *$/\1/p' <<<"$out" | tr -s ' ')"
}
recomputed() { python3 "$root"/testbenches/calibrate/recompute.py; }
nearest 18 '' 'v i'
check '18: the words' has "$out" 'leak 3 (built in), threshold 600 (built in), reset 0 (built in)'
check '18: a text' has "$out" 'z: s16 = v - floor(v, leak) + e'
check 'a row with another state is seen' eval '! sed "s/^#      1       0 /#      1       8 /" <<<"$out" | recomputed'
check 'a row with another answer is seen' eval '! sed "s/^\(#      0 .*  \)1         0  /\10         0  /" <<<"$out" | recomputed'
nearest 21 '2 clocks' 'v i'
nearest 71 '2 clocks' 'v left i'
nearest 18 '' 'v i' --set 'membrane={width: 16, one: 600, shows: hidden}'
check '18, hidden: its table says so' has "$out" 'its membrane is hidden, and that of the text is the one after the step'
nearest 19 '' 'v i'
{ cat zoo.yaml && echo "$out"; } >found.yaml
run "$program" build --replace found.yaml
check 'the nearest text is a manifest too' is "$status" 0
run "$program" run --dut zoo --json r.json scenario.yaml
check 'and its run fails' is "$(jq -r .results[0].levels.exact.verdict r.json)" fail

echo 1 >selector.hex
run "$program" calibrate --set spike.port=silent zoo.yaml
check 'a spike port that never moves: status 1' is "$status" 1
check 'a spike port that never moves: said' has "$out" \
    'Its port silent never moves: it stays at 0. Nothing is said of its threshold, its reset and its hold.'
run "$program" calibrate --set membrane.port=still --set membrane.width=8 --set membrane.one=60 --set constants.threshold.word=60 zoo.yaml
check 'a membrane port that never moves: status 1' is "$status" 1
check 'a membrane port that never moves: said' has "$out" 'Its port still never moves: it stays at 7.'
run "$program" calibrate --set 'membrane={width: 16, one: 600, shows: hidden}' zoo.yaml
check 'a hidden membrane: found' is "$status" 0
check 'a hidden membrane: its leak' has "$out" 'leak: shift'

# ---- words that ports hold, and drives reach ----

run "$program" calibrate narrow.yaml
check 'a drive of 3 bits: found' is "$status" 0
check 'a drive of 3 bits: its leak' has "$out" 'leak: linear'
sed 's/^name: zoo/name: below/; s/threshold: {word: 600}/threshold: {word: -600}/' zoo.yaml >below.yaml
wrong 'a threshold below rest' 2 below.yaml:16:14 'is the word -600' 'give constants: rest: {word: N} below the threshold, or say by equations' calibrate below.yaml
check 'a threshold below rest: nothing was verilated' eval '! ls -d "$LIFCOSIM_DUT_DIR"/below.foreign/model* 2>/dev/null'

# ---- another model ----

one=$(model)
sed -i 's/assign silent = .*/assign silent = sel[7] \& rst;/' zoo.v
calibrated 1
check 'other sources are verilated' eval '[[ $(model) != "$one" ]]'

# ---- `calibrated` in a manifest ----

{ cat zoo.yaml && printf 'calibrated: shift\n'; } >bad.yaml
wrong 'no mapping' 2 bad.yaml:18:13 'calibrated: is a value' 'put what lifcosim calibrate prints there' build bad.yaml
{ cat zoo.yaml && printf 'calibrated: {arithmetic: {leek: shift}}\n'; } >bad.yaml
wrong 'an unknown key in it' 2 bad.yaml:18:27 'leek' 'leak' build bad.yaml
run "$program" calibrate --json - bad.yaml
check 'calibration does not read it' is "$status" 0
check '--json -: standard output is JSON' is "$(jq -r .calibration.name <<<"$out")" zoo
check '--json -: and the text is beside it' has "$err" 'calibrated:'
{ sed 's/^constants:/arithmetic: {leak: linear, compare: above}\n&/' zoo.yaml && echo "$err"; } >found.yaml
run "$program" build --print found.yaml
check 'it takes the place of what the manifest says' is "$status" 0
check 'and it is that' has "$out" 'fire = z >= theta'

run "$program" calibrate --json c.json --json d.json zoo.yaml
check '--json twice: refused' is "$status" 2
run "$program" calibrate --json zoo.yaml zoo.yaml
check '--json over the manifest: refused' is "$status" 2

tap_done
