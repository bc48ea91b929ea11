#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# A run does more to a circuit than its steps. This tests it on circuits that are not the shipped
# one: a reset that does not reset, one that is declared to be missing, and clocks without a step; a
# waveform shows those clocks. The faults of the shipped circuits are in
# testbenches/unit/run/test_conduct.c.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

duts=$LIFCOSIM_DUT_DIR
export LIFCOSIM_DUT_DIR=$tap_folder/work/dut
mkdir "$LIFCOSIM_DUT_DIR"
ln -s "$duts"/q8_24.so "$LIFCOSIM_DUT_DIR"
holds() { jq -e "$@" >"$tap_folder/jq"; } # the standard output is the test's own

# This neuron of somebody else's has an enable; 1/16 of its membrane leaks, and three steps are
# held.
cat >base.v <<'V'
module own(input clk, input rst, input en, input signed [15:0] i, output reg spike,
    output reg signed [15:0] v);
  wire signed [15:0] next = v - (v >>> 4) + i;
  reg [1:0] left;
  reg [3:0] idle;
  always @(posedge clk)
    if (rst) begin v <= 0; spike <= 0; left <= 0; idle <= 0; end
    else if (en) begin
      idle  <= 0;
      spike <= 0;
      if (left != 0) left <= left - 1;
      else if (next >= 1024) begin spike <= 1; v <= 0; left <= 3; end
      else v <= next;
    end else if (idle != 15) begin
      idle <= idle + 1;
    end
endmodule
V
cat >base.yaml <<'YAML'
name: base
sources: [base.v]
top: own
clock: clk
reset: {port: rst, active: high}
step: {enable: en}
drive: {port: i, width: 16, fraction: 10}
spike: {port: spike}
membrane: {port: v, width: 16, fraction: 10, shows: after-reset}
constants: {leak: {word: 4}, threshold: {word: 1024}, reset: {word: 0}, refractory: {word: 3}}
arithmetic: {leak: shift, input: after-leak, rounding: floor, overflow: wrap, compare: at-or-above, reset: to-value}
YAML
# The first spike of `late` comes after many steps, that of `early` at once.
cat >late.yaml <<'YAML'
name: late
step: 0.5 ms
steps: 600
neuron: {method: euler, resistance: 10 MOhm, time_constant: 8 ms, rest: -70 mV, threshold: -50 mV, refractory_steps: 3}
stimulus: [{noise: {mean: 2.5 nA, deviation: 2 nA, correlation_time: 4 ms, seed: 1, start: 100 ms}}]
YAML
sed 's/late/early/; s/steps: 600/steps: 602/; s/, start: 100 ms//' late.yaml >early.yaml
sed 's/early/again/' early.yaml >again.yaml

# circuit NAME SED_FOR_VERILOG [SED_FOR_MANIFEST]   builds base.v and base.yaml, changed.
circuit() {
    sed "$2" base.v >"$1.v"
    sed "s/^name: .*/name: $1/; s/base\\.v/$1.v/; ${3-}" base.yaml >"$1.yaml"
    if [[ -n $2 ]] && cmp -s base.v "$1.v"; then echo "$1: '$2' changes nothing" >&2 && exit 1; fi
    run "$program" build "$1.yaml"
    check "$1: built" is "$status" 0
}
# judged WANTED DUT SCENARIO ...   checks that the runs of one command have these verdicts, in their
# order.
judged() {
    local wanted=$1 dut=$2
    shift 2
    run "$program" run --json r.json --dut "$dut" "$@"
    check "$dut on $*: $wanted" is "$(jq -r '[.results[].verdict] | join(" ")' r.json)" "$wanted"
}

circuit own ''
judged 'pass pass pass' own early.yaml late.yaml again.yaml
check 'own: spikes' holds '[.results[] | (.spikes.dut | length) > 10] | all' r.json

# ---- resets that do not reset ----

initial='s/output reg spike/output reg spike = 0/; s/output reg signed \[15:0\] v/& = 0/; s/left;/left = 0;/; s/idle;/idle = 0;/'
circuit unconnected "$initial; s/if (rst) begin.*/if (0) ;/"
circuit kept_hold "$initial; s/left <= 0; idle/idle/"
circuit kept_membrane "$initial; s/v <= 0; spike <= 0; left/spike <= 0; left/"
for dut in unconnected kept_hold kept_membrane; do
    judged 'fail fail' "$dut" late.yaml early.yaml
    judged 'fail fail fail' "$dut" early.yaml late.yaml again.yaml
    check "$dut: what runs before does not matter" holds '(.results[0] | [.levels, .first_mismatch, .spikes]) ==
        (.results[2] | [.levels, .first_mismatch, .spikes])' r.json
done

# ---- no reset at all ----

none='s/^reset: .*/reset: none/'
circuit never "$initial; s/input rst, //; s/if (rst) begin.*/if (0) ;/" "$none"
judged 'pass pass pass' never early.yaml late.yaml again.yaml
check 'never: JSON says so' holds '[.results[].dut.never_reset] == [true, true, true]' r.json
check 'never: text says so' has "$out" 'never reset'
run "$program" run --dut never --wave never.fst --report report early.yaml
check 'never: a whole waveform, and status 0' eval '[[ $status == 0 ]] && fst2vcd never.fst >/dev/null'
check 'never: the report says so' eval 'grep -q "never reset" report/*.html'
circuit random "s/input rst, //; s/if (rst) begin.*/if (0) ;/" "$none"
judged 'fail fail' random early.yaml late.yaml
judged pass own early.yaml
check 'own: says nothing of it' holds '.results[0].dut | has("never_reset") | not' r.json

# ---- which evaluation ----

# Numbers that one evaluation draws the other does not draw: the check of the fast one sees it.
circuit dice 's/else v <= next;/else v <= next + ($random \& 1);/'
LIFCOSIM_EVAL=root run "$program" run --dut dice early.yaml
check 'dice, LIFCOSIM_EVAL=root: status 3' is "$status" 3
check 'dice, LIFCOSIM_EVAL=root: why' has "$err" 'not its public one'
judged fail dice early.yaml
LIFCOSIM_EVAL=root run "$program" run --dut own early.yaml
check 'own, LIFCOSIM_EVAL=root: status 0' is "$status" 0

# ---- clocks without a step ----

circuit leaks 's/idle <= idle + 1;/& if (idle == 3) v <= v - (v >>> 3);/'
judged fail leaks early.yaml
circuit loud 's/idle <= idle + 1;/& if (idle == 3) left <= 0;/'
judged fail loud early.yaml
circuit pulses 's/idle <= idle + 1;/& spike <= 0;/'
judged pass pulses early.yaml
circuit takes 's/idle <= idle + 1;/& if (idle == 3) v <= v + i;/'
judged fail takes early.yaml
circuit declared 's/idle <= idle + 1;/& if (idle == 3) v <= v - (v >>> 3);/' 's/^step: .*/&\nidle: runs/'
judged pass declared early.yaml

run "$program" calibrate own.yaml
check 'calibrate: stands' has "$out" '  idle: stands'
circuit slow 's/idle <= idle + 1;/& if (idle == 10) v <= v - (v >>> 3);/'
run "$program" calibrate slow.yaml
check 'calibrate: runs' has "$out" '  idle: runs'
check 'calibrate: and where' matches "$out" 'its answers differ at step [0-9]+ of "'
sed 's/^step: .*/step: every-clock/; s/^drive/tie: {en: 1}\ndrive/' own.yaml >clock.yaml
run "$program" calibrate clock.yaml
check 'calibrate: nothing of it on every clock' lacks "$out" 'idle:'

{ cat clock.yaml && echo 'idle: stands'; } >m.yaml
wrong 'idle clocks on every clock' 2 m.yaml:13:7 'goes with step' 'leave it out' build m.yaml
sed 's/^reset: .*/reset: never/' own.yaml >m.yaml
wrong 'a reset that is no mapping' 2 m.yaml:5:8 'is not a reset' 'or none' build m.yaml
sed 's/^step: .*/&\nidle: stops/' own.yaml >m.yaml
wrong 'an unknown kind of idle' 2 m.yaml:7:7 'stops' 'stands' build m.yaml

# ---- a waveform shows them ----

edges() { # FILE VALID   times at which the clock is high, with valid so
    fst2vcd "$1" | awk -v wanted="$2" '
        $1 == "$var" && $5 == "clk" { clk = $4 } $1 == "$var" && $5 == "valid" { valid = $4 }
        /^[01]/ { now[substr($0, 2)] = substr($0, 1, 1); if (substr($0, 2) == clk) rose = /^1/ }
        /^#/ { n += rose && now[valid] == wanted; rose = 0 }
        END { print n + (rose && now[valid] == wanted) }'
}
run "$program" run --wave clocks.fst --wave-time clocks --dut q8_24 s.yaml
check 'clocks: status 0' is "$status" 0
check 'clocks: 500 steps' is "$(edges clocks.fst 1)" 500
check 'clocks: and the idle ones' test "$(edges clocks.fst 0)" -gt 60
run "$program" run --wave bio.fst --wave-signals clock,handshake,membrane,spikes --dut q8_24 s.yaml
check 'biological time: as many clocks' is "$(($(edges bio.fst 1) + $(edges bio.fst 0)))" \
    "$(($(edges clocks.fst 1) + $(edges clocks.fst 0)))"
check 'biological time: never over the end of the run' test \
    "$(fst2vcd bio.fst | sed -n 's/^#//p' | tail -n 1)" -lt 50000000

# ---- an object of yesterday ----

"${CC:-gcc}" -std=c11 -D_GNU_SOURCE -w -fPIC -shared -DABI=2 -I"$root/sim" -I"$root/reference" \
    -o "$LIFCOSIM_DUT_DIR/q6_18.so" "$root/testbenches/cli/circuit.c" "$root/reference/lif_integer.c"
wrong 'a shipped circuit of an older table' 3 lifcosim 'was built for version 2' '`make dut FORMAT=q6_18`' \
    run --dut q6_18 s.yaml
cp "$LIFCOSIM_DUT_DIR/q6_18.so" "$LIFCOSIM_DUT_DIR/mine.so"
wrong "somebody's circuit of an older table" 3 lifcosim 'was built for version 2' '`lifcosim build` with its manifest' \
    run --dut mine s.yaml
tap_done
