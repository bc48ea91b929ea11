#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Each of somebody else's neurons in testbenches/foreign is built sound and defective. The sound
# ones raise no alarm, every defect is found and named, its shortest drive fails again by itself,
# and a manifest that is wrong is refused at its place.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh
source "$root/testbenches/cli/neurons.sh"

holds() { jq -e "$@" >"$tap_folder/jq"; } # the standard output is the test's own

foreign=$root/testbenches/foreign
export LIFCOSIM_DUT_DIR=$tap_folder/work/dut
mkdir "$LIFCOSIM_DUT_DIR"
neurons=(q8_8_multiply shift_leak linear_leak subtract_reset event_input external_state
    interface_neuron hidden_membrane)

# ---- build: two at a time ----

for neuron in "${neurons[@]}"; do
    printf '%s\0' "--set=name=$neuron" "--set=parameters.DEFECT=0" "$foreign/$neuron.yaml"
    printf '%s\0' "--set=name=${neuron}_defect" "--set=parameters.DEFECT=1" "$foreign/$neuron.yaml"
done >arguments
xargs -0 -n 3 -P 2 "$program" build <arguments >built 2>&1 || cat built
check 'every neuron builds, sound and defective' is "$(grep -c ': built from' built)" 16
check 'a hidden membrane is said to be judged by spikes alone' \
    is "$(grep -c 'spikes alone.*hidden' built)" 2

# ---- the sound ones ----

passes() { # NAME ARGUMENT ...   runs, and passes with something compared
    local name=$1
    shift
    run "$program" run --json out/r.json "$@"
    check "$name: passes" is "$status" 0
    check "$name: exactly, over at least one spike" \
        holds '[.results[] | .levels.exact.verdict == "pass" and .levels.exact.mismatches == 0 and
            .levels.bounded.mismatches == 0 and (.spikes.dut | length) > 0 and
            .levels.constants.verdict == "pass" and .findings == []] | all' out/r.json
}
for neuron in "${neurons[@]}"; do
    passes "$neuron" "$foreign/scenarios/$neuron.yaml"
    alike "$neuron" 0 "$foreign/scenarios/$neuron.yaml"
done
noise() { echo "stimulus.0.noise={mean: $1, deviation: $2, correlation_time: $3, seed: 1}"; }
declare -A drives=([q8_8_multiply]=$(noise '35 uA' '20 uA' '1 ms')
    [shift_leak]=$(noise '4.5 nA' '0.6 nA' '20 ms') [linear_leak]=$(noise '11 nA' '2 nA' '20 ms')
    [subtract_reset]=$(noise '3 nA' '4 nA' '2 ms') [external_state]=$(noise '2 nA' '6 nA' '2 ms')
    [interface_neuron]=$(noise '2.5 nA' '2 nA' '3 ms')
    [hidden_membrane]=$(noise '2.2 nA' '3 nA' '3 ms')
    [event_input]="stimulus.0.file={path: $PWD/events.csv, column: i, unit: nA}")
seed=${SEED:-20261122}
echo "# SEED=$seed"
for neuron in "${neurons[@]}"; do
    for ((i = 0; i < 3; i++)); do
        awk -v seed=$((seed + i)) 'BEGIN { srand(seed); print "i"
            for (n = 0; n < 2000; n++) print rand() < 0.6 ? 10 : 0 }' >events.csv
        passes "$neuron, random $i" --seed $((seed + i)) --set "${drives[$neuron]}" \
            "$foreign/scenarios/$neuron.yaml"
    done
done
run "$program" run "$foreign/scenarios/hidden_membrane.yaml"
check 'a hidden membrane: the report says what it cannot see' has "$out" 'not seen      the membrane is'

# ---- every defect is found and named ----

alike 'a defective one' 1 --dut q8_8_multiply_defect "$foreign/scenarios/q8_8_multiply.yaml" # the interpreter goes on

run env LIFCOSIM_STEPS=emitted "$program" run --quiet --dut model:shift_leak "$foreign/scenarios/shift_leak.yaml"
check 'the integer model alone has no compiled steps: status 3' is "$status" 3
check 'and that is said' has "$err" 'model:shift_leak: fails with LIFCOSIM_STEPS=emitted'

named() { # NEURON KIND WORDS
    local file
    run "$program" run --json out/r.json --dut "$1_defect" "$foreign/scenarios/$1.yaml"
    check "$1, defective: found" is "$status" 1
    check "$1, defective: named $2" is "$(jq -r '.results[0].findings[0].kind' out/r.json)" "$2"
    check "$1, defective: in words" has "$out" "finding       $3"
    check "$1, defective: a short drive" \
        holds '.results[0].findings[0].drive | length > 0 and length < 25' out/r.json
    file=$(jq -r '.results[0].findings[0].wave' out/r.json)
    check "$1, defective: a whole waveform" eval "fst2vcd '$file' >/dev/null"
    file=$(jq -r '.results[0].findings[0].scenario' out/r.json)
    run "$program" run --dut "$1_defect" "$file"
    check "$1, defective: the short drive fails by itself" is "$status" 1
    run "$program" run --dut "$1" "$file"
    check "$1, sound: the short drive does not" differs "$status" 1
}
named q8_8_multiply width 'cuts (v * keep) to 16 bits with a sign'
named shift_leak rounding 'drops the low 4 bits of (v >> leak)'
named linear_leak refractory 'is held one step longer (left)'
named subtract_reset reset 'resets to 0, and not to (z - amount)'
named event_input loses-spikes 'loses a spike that directly follows another at its port spike_out'
named external_state compare 'compares without signs: (z >= theta)'
named interface_neuron compare 'compares for equality: (z >= theta)'
named hidden_membrane late 'takes its drive one step late'

run "$program" run --json out/r.json --dut q8_8_multiply --set 'neuron.threshold=2930 mV' \
    --set 'neuron.reset=2900 mV' --set 'stimulus.0.constant={amplitude: 22 mA}' \
    "$foreign/scenarios/q8_8_multiply.yaml"
check 'a declared wrap is exact' is "$(jq -r '.results[0].levels.exact.verdict' out/r.json)" pass
check 'a declared wrap fails the bound' is "$status" 1
check 'a declared wrap is named' has "$out" \
    'finding       wraps, as it declares: (v * keep >> 8) + i does not fit its type'

# ---- a foreign circuit is one like any other ----

run "$program" run --dut model:shift_leak "$foreign/scenarios/shift_leak.yaml"
check 'the model of what a circuit declares' is "$status" 0
run "$program" build --set name=rounds_somehow --set arithmetic.rounding=unknown \
    "$foreign/interface_neuron.yaml"
run "$program" run --json out/r.json --dut rounds_somehow --set tolerance=0.1 \
    "$foreign/scenarios/interface_neuron.yaml"
check 'an unknown rounding: passes by the bound' is "$status" 0
check 'an unknown rounding: no exact level' \
    is "$(jq -r '.results[0].levels.exact.verdict' out/r.json)" not-applicable

run "$program" run --dut q8_8_multiply --wave out/w.fst --csv out/r.csv \
    "$foreign/scenarios/q8_8_multiply.yaml"
check 'waveform and CSV: status 0' is "$status" 0
check 'waveform: whole' eval 'fst2vcd out/w.fst >/dev/null'
check 'CSV: a row a step' is "$(wc -l <out/r.csv)" 2001

# In a waveform the error is that of the membrane at the port, also where it comes a clock late.
for neuron in "${neurons[@]}"; do
    run "$program" run --wave out/w.fst --wave-signals reference,verdict,drive "$foreign/scenarios/$neuron.yaml"
    check "$neuron: with a waveform: status 0" is "$status" 0
    usage=$(fst2vcd out/w.fst 2>/dev/null | awk '$1 == "$var" && $5 == "usage_percent" {code = $4}
        code != "" && $2 == code && /^r/ {print substr($1, 2)}')
    [[ $neuron == hidden_membrane ]] || check "$neuron: its error stays in the bound, $(wc -l <<<"$usage") times" \
        is "$(awk '$1 > 100 || $1 < -100 {n++} END {print (NR > 0), n + 0}' <<<"$usage")" '1 0'
    # A word of few bits may be half a word, here up to 1.21 mV, from its current.
    compared=$(fst2vcd out/w.fst 2>/dev/null | awk -v neuron="$neuron" '
        BEGIN { megohm = neuron == "q8_8_multiply" ? 0.001 : neuron == "event_input" ? 9 : 10 }
        function compare(  expected) {
            expected = neuron == "linear_leak" ? megohm * na / 50 : -70 + megohm * na
            if (mv - expected > 1.21 || expected - mv > 1.21) wrong++
            seen++
        }
        $1 == "$var" { code[$5] = $4 }
        /^#/ && seen_mv { compare() }
        /^r/ && $2 == code["current_na"] { na = substr($1, 2) }
        /^r/ && $2 == code["drive_mv"] { mv = substr($1, 2); seen_mv = 1 }
        END { print (seen > 100), wrong + 0 }')
    check "$neuron: its drive in mV is that of its current" is "$compared" '1 0'
done
run "$program" run --dut hidden_membrane --wave out/w.fst "$foreign/scenarios/hidden_membrane.yaml"
check 'a hidden membrane: no curve of it in the layout' is \
    "$(grep -c 'membrane_mv\|overlay_mv\|painted_mv\|error_uv\|membrane.word' out/w.gtkw)" 0
check 'a hidden membrane: the reference has one' is "$(grep -c '{.reference_mv \[' out/w.gtkw)" 1
cat >sweep.yaml <<YAML
base: $foreign/scenarios/external_state.yaml
dut: [external_state, external_state_defect]
axes:
  neuron.refractory_steps: [0, 3, 9]
YAML
run "$program" sweep --jsonl out/s.jsonl sweep.yaml
check 'a sweep: its defective half fails' is "$status" 1
run "$program" duts
check 'duts: lists it' has "$out" 'Q8.8 multiplier neuron that wraps'
run "$program" quantize --dut q8_8_multiply "$foreign/scenarios/q8_8_multiply.yaml"
check 'quantize: status 0' is "$status" 0
check 'quantize: the words of its params' matches "$out" 'keep +[0-9]+ +[0-9.]+ +[+-]0\.'

# ---- four clocks to an answer, with an enable and on every clock; a gain that a port is told ----

cat >late.v <<'V'
module late #(parameter EN = 1) (input clk, input rst_n, input en, input signed [15:0] i,
    input [11:0] gain, output reg spike, output reg signed [15:0] shown);
  reg signed [15:0] v, v1;
  reg fired, fired1, fired2;
  wire signed [28:0] driven = i * $signed({1'b0, gain});
  wire signed [15:0] next = v - (v >>> 3) + $signed(driven[21:6]);
  always @(posedge clk or negedge rst_n)
    if (!rst_n) {v, v1, shown, fired, fired1, fired2, spike} <= 0;
    else begin
      if (!EN || en) begin
        v     <= next >= 16'sd1000 ? 16'sd0 : next;
        fired <= next >= 16'sd1000;
      end else fired <= 1'b0;
      {spike, fired2, fired1} <= {fired2, fired1, fired};
      v1    <= v;
      shown <= v1;
    end
endmodule
V
cat >late.yaml <<'YAML'
name: late_enable
sources: [late.v]
top: late
parameters: {EN: 1}
clock: clk
reset: {port: rst_n, active: low, synchronous: false}
step: {enable: en}
drive: {port: i, unit: 5 nA}
spike: {port: spike, latency: 4}
membrane: {port: shown, width: 16, one: 1000, shows: after-reset, latency: 3}
constants: {leak: {word: 3}, gain: {port: gain, fraction: 6}, threshold: {word: 1000}}
arithmetic: {leak: shift, input: after-leak, rounding: floor, compare: at-or-above, reset: to-value}
YAML
sed 's/late_enable/late_clock/; s/EN: 1/EN: 0/; s/^step: .*/step: every-clock\ntie: {en: 0}/' late.yaml >clock.yaml
cat >late_scenario.yaml <<'YAML'
name: late
step: 1 ms
steps: 5000
neuron: {method: euler, resistance: 1 MOhm, time_constant: 8 ms, rest: 0 V, threshold: 1 V}
stimulus: [{noise: {mean: 1.1 uA, deviation: 0.7 uA, correlation_time: 5 ms, seed: 3}}]
YAML
run "$program" build late.yaml clock.yaml
check 'four clocks to a spike: built' is "$status" 0
passes 'four clocks to a spike, three to the membrane' --dut late_enable,late_clock late_scenario.yaml
check 'four clocks: the same answers' \
    is "$(jq -c '.results[0].spikes.dut == .results[1].spikes.dut' out/r.json)" true
check 'a gain: its word is compared' \
    is "$(jq -r '.results[0].levels.constants.verdict' out/r.json)" pass
wrong 'a gain that the port cannot hold' 2 '--set neuron.resistance:1:1' 'the word of gain is 40000' \
    'its port holds 0 to 4095' run --dut late_enable --set 'neuron.resistance=1 GOhm' late_scenario.yaml

# ---- calibration ----

# This manifest lacks all that can be found, and has no line that says so.
cp "$foreign"/*.v .
unknown() { # NEURON   u.yaml
    sed -e '/^arithmetic:/,$d' -e 's/, counts: N[+-]*1*//' -e 's/, latency: [0-9]//' \
        "$foreign/$1.yaml" >u.yaml
}
unknown linear_leak
run "$program" calibrate u.yaml
check 'calibrate: status 0' is "$status" 0
for line in 'leak: linear' 'input: before-leak' 'overflow: saturate' 'compare: at-or-above' \
    'compare_with: old' 'reset: to-value' 'counts: N-1' 'spike: {latency: 1}' \
    'membrane: {latency: 1}'; do
    check "calibrate: $line" has "$out" "  $line"
done
check 'calibrate: the evidence of each' has "$out" '# above departs at step '
{ cat u.yaml && echo "$out"; } >found.yaml
run "$program" build --set name=found found.yaml
check 'calibrate: its lines are a manifest' is "$status" 0
passes 'calibrate: and that neuron' --dut found "$foreign/scenarios/linear_leak.yaml"
unknown shift_leak
run "$program" calibrate --set parameters.DEFECT=1 u.yaml
check 'calibrate, a defect: found' is "$status" 0
check 'calibrate, a defect: what it is' has "$out" 'drops the low 4 bits of (v >> leak)'

# ---- what is wrong is refused at its place ----

manifest() { # SED_SCRIPT   m.yaml: the manifest of q8_8_multiply, changed
    sed "$1" "$foreign/q8_8_multiply.yaml" >m.yaml
    if cmp -s m.yaml "$foreign/q8_8_multiply.yaml"; then echo "'$1' changes nothing" >&2 && exit 1; fi
}
manifest 's/port: v_th/port: v_thr/'
wrong 'no such port' 2 m.yaml:16:21 'has no port v_thr' 'it has clk, rst_n, en, i_syn' build m.yaml
manifest 's/port: decay, width: 9/port: decay, width: 8/'
wrong 'another width' 2 m.yaml:15:16 'has 9 bits in the elaborated design' 'correct the width' build m.yaml
manifest 's/port: v, width: 16, fraction/port: v, width: 12, fraction/'
wrong 'a membrane of another width' 2 m.yaml:13:18 'has 16 bits' 'and the manifest says 12' build m.yaml
manifest 's/spike: {port: spike/spike: {port: en/'
wrong 'an input for an output' 2 m.yaml:12:15 'is an input of q8_8_multiply' 'one of its outputs' build m.yaml
manifest 's/, counts: N}/, count: N}/'
wrong 'an unknown key' 2 m.yaml:18:29 'unknown key "count"' 'did you mean "counts"' build m.yaml
manifest 's/rounding: floor/rounding: down/'
wrong 'an unknown rounding' 2 m.yaml:22:13 '"down" is unknown' 'toward-zero' build m.yaml
manifest '/^step:/d'
wrong 'no step' 2 m.yaml:3:1 'key "step" is missing' 'every-clock' build m.yaml
manifest '/  refractory: /d'
wrong 'an input that nobody names' 2 m.yaml:6:6 'its input t_ref is not named' 'tie: {t_ref: 0}' build m.yaml
manifest 's/q8_8_multiply.v/none.v/'
wrong 'no source' 2 m.yaml:5:11 'none.v cannot be read' 'beside the manifest' build m.yaml
manifest 's/^top: .*/top: nobody/'
wrong 'no top' 2 m.yaml:6:6 'Verilator does not accept the design' 'nobody' build m.yaml
manifest 's/^name: .*/name: q8_24/'
wrong 'the name of a format' 2 m.yaml:3:7 'is the name of a format' 'another one' build m.yaml
echo 'module broken (input wire clk; endmodule' >broken.v
manifest 's/q8_8_multiply.v/broken.v/'
wrong 'a source that is broken' 2 m.yaml:6:6 'syntax error' 'elaborate.log' build m.yaml
wrong 'a time constant that is built in' 2 '--set neuron.time_constant:1:1' \
    'has the word 4 of leak built in' 'set neuron.time_constant to 0.016 s' \
    run --set 'neuron.time_constant=20 ms' "$foreign/scenarios/shift_leak.yaml"
wrong 'a current that is no event' 2 "$foreign/scenarios/event_input.yaml:13:5" \
    'cannot be coded' 'an event of 1e-08 A' run --set 'stimulus.0.pulses.amplitude=7 nA' \
    "$foreign/scenarios/event_input.yaml"
wrong 'a current that an unsigned drive cannot take' 2 "$foreign/scenarios/shift_leak.yaml:14:5" \
    'is outside of what circuit shift_leak can take' 'smaller current' \
    run --set 'stimulus.0.pulses.amplitude=-1 nA' "$foreign/scenarios/shift_leak.yaml"
for command in build calibrate; do
    wrong "$command without a file" 2 lifcosim 'no manifest' 'give a file as testbenches/foreign/' "$command"
done
# ---- a folder with a blank, and signs that make or a shell would read for themselves ----

odd="it's a folder; #1 100% (new)"
mkdir -p "$odd/circuits"
cp "$foreign/shift_leak.v" "$odd/my neuron.v"
sed 's/shift_leak\.v/my neuron.v/' "$foreign/shift_leak.yaml" >"$odd/shift.yaml"
odd_dut() { run env "LIFCOSIM_DUT_DIR=$PWD/$odd/circuits" "$program" "$@"; }
odd_dut build --set name=odd --set parameters.DEFECT=1 "$odd/shift.yaml"
check 'an odd folder: the circuit is built' is "$status" 0
check 'an odd folder: the circuit is there' test -s "$odd/circuits/odd.so"
check 'an odd folder: no link to it is left' is "$(find "${TMPDIR:-/tmp}" -maxdepth 2 -path '*/lifcosim-??????/*' -lname "*/$odd/*" 2>/dev/null)" ''
odd_dut run --dut odd "$foreign/scenarios/shift_leak.yaml"
check 'an odd folder: its defect fails' is "$status" 1
shown=$(sed -n 's/^ *\(finding\|waveform\)\{0,1\} *gtkwave //p' "$tap_folder/out")
check 'an odd folder: waveforms are named' test -n "$shown"
all_there() { # each line of $shown is two words of a shell, and both are files
    local line
    while IFS= read -r line; do
        eval "set -- $line"
        [[ $# == 2 && -s $1 && -s $2 ]] || return 1
    done <<<"$shown"
}
check 'an odd folder: the printed commands can be pasted' all_there
mv "$odd/my neuron.v" "$odd/a\$b.v"
sed -i 's/my neuron\.v/a$b.v/' "$odd/shift.yaml"
odd_dut build --set name=odd "$odd/shift.yaml"
check 'a dollar sign in the name of a source: refused' is "$status" 2
check 'a dollar sign in the name of a source: why' has "$err" 'a dollar sign'

tap_done
