#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Two of resistance (or conductance), capacitance and time constant are a neuron, and `check` prints
# what follows; a neuron without leak has a capacitance alone, on a circuit that is declared so.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

field=$root/testbenches/field
holds() { jq -e "$@" >"$tap_folder/jq"; }
cp "$field"/need-resistance/* "$field"/leakless-inf/* .

# ---- two of three ----

run "$program" check nest.yaml
check 'capacitance and time constant: status 0' is "$status" 0
check 'capacitance and time constant: what follows' has "$out" \
    '    derived: resistance 40 MOhm, initial -70 mV'
sed -i "s/376 pA/500 pA/" nest.yaml # more spikes
run "$program" run --dut model:q8_24 --json r.json nest.yaml
check 'capacitance and time constant: passes' holds '.results[0].verdict == "pass"' r.json
for leak in 'resistance: 40 MOhm, time_constant: 10 ms' 'conductance: 25 nS, time_constant: 10 ms' \
    'conductance: 25 nS, capacitance: 250 pF' 'time_constant: 10 ms, resistance: 40 MOhm'; do
    sed "s/capacitance: 250 pF, time_constant: 10 ms/$leak/" nest.yaml >same.yaml
    run "$program" run --dut model:q8_24 --json same.json same.yaml
    check "$leak: the same spikes" holds --slurpfile a r.json \
        '.results[0].spikes == $a[0].results[0].spikes and (.results[0].spikes.dut | length > 3)' same.json
done
run "$program" check --set 'neuron.conductance=25 nS' --set 'neuron.capacitance=250 pF' same.yaml
check 'a conductance takes the place of a resistance, and a capacitance that of a time constant' \
    has "$out" 'derived: resistance 40 MOhm, time constant 10 ms, initial -70 mV'

# ---- no leak ----

export LIFCOSIM_DUT_DIR=$tap_folder/work/dut
mkdir "$LIFCOSIM_DUT_DIR"
sed 's/+ in;/- (v >>> 6) + in;/; s/noleak/leaky/' noleak.v >leaky.v
sed 's/noleak/leaky/' noleak.yaml >leaky.yaml
run "$program" build noleak.yaml leaky.yaml
check 'both are built' is "$status" 0
wrong 'a neuron that leaks' 2 d.yaml:6:60 'the circuit has no leak' \
    'write "time_constant: none", and "capacitance: 1.6e-08 F" in place of the resistance' \
    run --dut noleak d.yaml
sed 's/resistance: 1 MOhm, time_constant: 16 ms/capacitance: 1.6e-08 F, time_constant: none/' d.yaml >none.yaml
run "$program" run --dut noleak --json r.json none.yaml
check 'written so: status 0' is "$status" 0
check 'written so: exactly what it declares, and the spikes of the reference' holds '.results[0] |
    .verdict == "pass" and .levels.exact.verdict == "pass" and .levels.bounded.compared == 400 and
    .levels.free_running.identical and (.spikes.dut | length) == 30 and .words.leak == 0' r.json
run "$program" run --dut leaky --json r.json none.yaml
check 'a circuit that leaks after all: fails' holds '.results[0] |
    .verdict == "fail" and .levels.exact.verdict == "fail" and .levels.bounded.verdict == "fail"' r.json
check 'and its finding is written without a resistance' has "$(cat build/findings/*.yaml \
    "$tap_folder/work/findings/"*.yaml 2>/dev/null)" 'time_constant: none'
# A step adds 16 of the 1024 steps of the membrane, so that the spikes can be counted by hand.
sed '/noise/d' none.yaml >count.yaml
echo '  - constant: {amplitude: 0.25 nA}' >>count.yaml
run "$program" run --dut noleak --json r.json count.yaml
check 'a constant current: every 64th step, as an adder has it' holds \
    '.results[0].spikes.dut == [63, 127, 191, 255, 319, 383]' r.json
# This is the circuit without leak that the scenario meant: v += 0.0625 a step.
sed 's/resistance: 1 MOhm/capacitance: 16 nF/; s/time_constant: .*/time_constant: none/; s/1 V/1 mV/' \
    if.yaml >if-none.yaml
run "$program" run --dut noleak --json r.json if-none.yaml
check 'an ideal integrator: 12 spikes in 200 steps' holds \
    '.results[0] | .verdict == "pass" and (.spikes.dut | length) == 12' r.json

wrong 'a shipped circuit' 2 none.yaml:6:64 'the circuit leaks in every step' \
    'give a time constant, such as 0.05 s' check none.yaml
wrong 'every format of a search' 2 none.yaml:6:64 'every format has a leak' \
    'give a time constant, such as 0.05 s' formats none.yaml
run "$program" check --set 'neuron.time_constant=0.05 s' none.yaml
check 'with a time constant: taken' is "$status" 0
sed 's/time_constant: none/time_constant: inf s/' none.yaml >inf.yaml
wrong 'an infinite one' 2 inf.yaml:6:64 '"inf s" does not begin with a decimal number' \
    'write a time like "1.5 ms"' check --dut noleak inf.yaml

tap_done
