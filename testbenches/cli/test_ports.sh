#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Ports of a foreign circuit may be narrower than its membrane, or lack its sign
# (testbenches/field/threshold-port-unsigned): their words are read back as they are, a word that a
# port cannot hold is refused at its place, and calibration gives none.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

export LIFCOSIM_DUT_DIR=$tap_folder/work/dut
mkdir "$LIFCOSIM_DUT_DIR"
holds() { jq -e "$@" >"$tap_folder/jq"; } # the standard output is the test's own
cp "$root"/testbenches/field/threshold-port-unsigned/* .

# circuit NAME SED_FOR_VERILOG SED_FOR_MANIFEST   builds nar.v and narb.yaml, changed.
circuit() {
    sed "$2" nar.v >"$1.v"
    sed "s/^name: .*/name: $1/; s/nar\\.v/$1.v/; $3" narb.yaml >"$1.yaml"
    run "$program" build "$1.yaml"
    check "$1: built" is "$status" 0
}
exact() { # DUT [OPTION ...]   constants and exact pass
    run "$program" run --json r.json --dut "$@" n.yaml
    check "$1: constants and exact pass" holds '.results[0] | .verdict != "fail" and
        .levels.constants.verdict == "pass" and .levels.exact.verdict == "pass" and
        .levels.exact.compared == 400 and (.spikes.dut | length) > 5' r.json
}

run "$program" build narb.yaml t8.yaml
check 'both are built' is "$status" 0
exact nar
check 'nar: the word' is "$(jq .results[0].words.threshold r.json)" 256
exact t8
check 't8: the word' is "$(jq .results[0].words.threshold r.json)" 200
run "$program" calibrate nar.yaml
check 'calibrate: it is a neuron' is "$status" 0
check 'calibrate: its rounding' has "$out" '  rounding: floor'
run "$program" calibrate --set 'sources=[nar8.v]' nar.yaml
check 'calibrate, 8 bits: it is a neuron' is "$status" 0

# ---- what a port cannot hold ----

circuit narrow 's/\[8:0\] th/[7:0] th/; s/7.d0, th/8'"'"'d0, th/' ''
wrong 'a threshold of 9 bits at 8' 2 n.yaml:6:90 'the word of theta is 256' 'holds 0 to 255' run --dut narrow n.yaml
circuit with_sign 's/wire \[8:0\] th/wire signed [8:0] th/' ''
wrong 'a threshold at a port with a sign' 2 n.yaml:6:90 'the word of theta is 256' 'holds -256 to 255' \
    run --dut with_sign n.yaml
circuit said 's/wire \[8:0\] th/wire signed [8:0] th/' 's/{port: th}/{port: th, signed: false}/'
exact said
circuit said_otherwise '' 's/{port: th}/{port: th, signed: true}/'
wrong 'a threshold at a port that is said to have a sign' 2 n.yaml:6:90 'the word of theta is 256' \
    'holds -256 to 255' run --dut said_otherwise n.yaml
circuit reset_port 's/input wire \[8:0\] th/& , input wire signed [5:0] vr/; s/begin v <= 0; fire <= 1/begin v <= vr; fire <= 1/' \
    's/reset: {word: 0}/reset: {port: vr}/'
exact reset_port --set 'neuron.reset=-0.12 mV'
check 'reset_port: the word' is "$(jq .results[0].words.reset r.json)" -27
wrong 'a reset below a port' 2 '--set neuron.reset:1:1' 'the word of v0 is -43' 'holds -32 to 31' \
    run --dut reset_port --set 'neuron.reset=-0.2 mV' n.yaml
circuit leak_port 's/input wire \[8:0\] th/& , input wire [3:0] k/; s/(v >>> 4)/((v * $signed({1'"'"'b0, k})) >>> 4)/' \
    's/leak: {word: 4}/leak: {port: k, fraction: 4}/; s/leak: shift/leak: multiply/'
exact leak_port
wrong 'a leak word of 5 bits at 4' 2 '--set neuron.time_constant:1:1' 'the word of leak is 16' 'holds 0 to 15' \
    run --dut leak_port --set 'neuron.time_constant=1 ms' n.yaml
circuit hold_port 's/input wire \[8:0\] th/& , input wire signed [2:0] h/; s/output reg fire/& = 0/; s/^  always/  reg [2:0] left;\n&/
    s/if (rst) begin/& left <= 0;/; s/else if (next/else if (left != 0) begin left <= left - 1; fire <= 0; end\n    &/; s/v <= 0; fire <= 1;/& left <= h;/' \
    's/refractory: {word: 0}/refractory: {port: h}/'
exact hold_port --set neuron.refractory_steps=3
wrong 'a hold at a port with a sign' 2 '--set neuron.refractory_steps:1:1' 'the word of hold is 4' \
    'holds -4 to 3' run --dut hold_port --set neuron.refractory_steps=4 n.yaml

sed 's/{port: th}/{word: 4, signed: false}/' narb.yaml >word.yaml
wrong 'a sign of a word that is built in' 2 word.yaml:12:59 'is of a port' 'leave it out' build word.yaml

# ---- many ports ----

# A flattened netlist or a tile has many ports: here the neuron's own are behind 300 others.
spare=$(printf 'output wire o%d, ' {1..300})
circuit many "s/module nar *(/&${spare}/" ''
exact many

tap_done
