#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The situations from the field (testbenches/field/README.md) are circuits that are exactly what
# they declare, and yet no neuron with the scenario's parameters. None of them passes, and the
# reason is named.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

field=$root/testbenches/field
export LIFCOSIM_DUT_DIR=$tap_folder/work/dut
mkdir "$LIFCOSIM_DUT_DIR"
holds() { jq -e "$@" >"$tap_folder/jq"; } # the standard output is the test's own

cp "$field"/{stick,dead-zone}/*.{v,yaml} .
# These are the same with its membrane hidden, and one that starts over the threshold and so fires
# once.
sed 's/membrane: .*/membrane: {width: 8, one: 62, signed: false, shows: hidden}/; s/^name: .*/name: hidden/' \
    stick.yaml >hidden.yaml
sed 's/if (rst) begin v <= 0/if (rst) begin v <= 100/' stick.v >early.v
sed 's/^name: .*/name: early/; s/stick\.v/early.v/; s/reset: {word: 0}}/reset: {word: 0}, initial: {word: 100}}/' \
    stick.yaml >early.yaml
sed 's/membrane: .*/membrane: {width: 8, one: 62, signed: false, shows: hidden}/; s/^name: .*/name: early_hidden/' \
    early.yaml >early_hidden.yaml
run "$program" build stick.yaml hidden.yaml early.yaml early_hidden.yaml dz.yaml
check 'all are built' is "$status" 0

initial=-37.7419354838709677 # mV: 100 of 62 words
for dut in stick hidden early early_hidden; do
    options=()
    if [[ $dut == early* ]]; then options=(--set "neuron.initial=$initial mV"); fi
    run "$program" run --json r.json --dut "$dut" "${options[@]}" tonic.yaml
    check "$dut: no pass" is "$status" 1
    check "$dut: vacuous, and why" has "$out" 'is over the tolerance of 20 uV; the circuit sticks'
    check "$dut: exactly what it declares" holds '.results[0] | .verdict == "vacuous" and
        .levels.exact.verdict == "pass" and .levels.exact.compared == 400' r.json
    check "$dut: the free reference says nothing" holds '.results[0].levels.free_running |
        .outcome == "says-nothing" and .verdict == "not-applicable" and .reference_spikes >= 30' r.json
done
check 'early: one spike' holds '.results[0].spikes.dut == [0]' r.json

run "$program" run --json r.json --dut dz dz-run.yaml
check 'a dead zone of unknown rounding: no pass' is "$status" 1
check 'a dead zone of unknown rounding: why' has "$out" 'a bound of 64 mV is over the tolerance of 30 uV'
check 'a dead zone of unknown rounding: the free reference says nothing' holds \
    '.results[0] | .verdict == "vacuous" and .levels.free_running.outcome == "says-nothing"' r.json
# Where the lists agree, a bound that wide still says nothing.
run "$program" run --json r.json --dut dz --set 'stimulus.0.constant.amplitude=0 nA' dz-run.yaml
check 'equal lists: vacuous' holds \
    '.results[0] | .verdict == "vacuous" and .levels.free_running.outcome == "identical"' r.json

tap_done
