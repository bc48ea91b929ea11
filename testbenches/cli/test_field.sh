#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The situations from the field (testbenches/field/README.md) are circuits that are exactly what
# they declare, and yet no neuron with the scenario's parameters: none of them passes, and the reason
# is named. Others are circuits whose outside was once refused or misread.
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

# ---- ports, delays, what it prints and reads ----

arithmetic='arithmetic={leak: shift, input: after-leak, rounding: half-up, overflow: saturate, compare: at-or-above, reset: to-value}'
cp -r "$field"/{bus-bit,same-port,delays,display-stdout,readmem-relative} .
run "$program" calibrate bus-bit/tile.yaml
check 'bits of a bus: calibrated' has "$out" 'rounding: half-up'
run "$program" build --set "$arithmetic" bus-bit/tile.yaml
check 'bits of a bus: built' is "$status:$err" 0:
run "$program" run --dut tile --json r.json --set 'neuron.time_constant=2 ms' display-stdout/d.yaml
check 'bits of a bus: judged' is "$(jq '.results[0].levels.exact | .compared > 0 and .mismatches == 0' r.json)" true
run "$program" calibrate same-port/fs.yaml
check 'one port for two: calibrated' has "$out" 'rounding: floor'
run "$program" build delays/dly.yaml display-stdout/init.yaml readmem-relative/memn.yaml
check 'delays, prints, memory: built' is "$status" 0
run "$program" run --dut init --json - display-stdout/d.yaml
check 'it prints: standard output is JSON' is "$(jq -r '.results[0].dut.name' <<<"$out")" init
check 'it prints to standard error' has "$err" 'v= '
check 'its reset does nothing' is "$status" 1
run "$program" run --dut dly --json - display-stdout/d.yaml
check 'delays: it answers as it declares' is "$(jq '.results[0].levels.exact | .compared > 0 and .mismatches == 0' <<<"$out")" true
run env -C / "$program" run --dut memn "$PWD/readmem-relative/m.yaml"
check 'a memory file, from another folder' is "$status" 0
mv readmem-relative/weights.hex .
run "$program" run --dut memn readmem-relative/m.yaml
check 'no memory file: no verdict' is "$status:$out" 3:
check 'no memory file: its name' has "$err" \
    "memory file weights.hex cannot be read (No such file or directory); put it into $PWD/readmem-relative, the manifest's folder"

# ---- neurons that no key could say ----

cp -r "$field"/{delayed-reset,rest-word,rounding-ceil,floor-signed} .
run "$program" build {rest-word/ab,rounding-ceil/ab0,floor-signed/cs}.yaml
check 'millivolts, rounding up, a floor at rest: built' is "$status" 0
for neuron in rest-word/ab rounding-ceil/ab0 floor-signed/cs; do
    run "$program" run --dut "${neuron#*/}" --json r.json "${neuron%/*}/a.yaml"
    check "$neuron passes" is "$status:$(jq -c '.results[0].levels.lif | [.verdict, .differ]' r.json)" '0:["pass",0]'
done
run "$program" build --replace --set departs=[] floor-signed/cs.yaml
run "$program" run --dut cs --json r.json floor-signed/a.yaml
check 'a floor that is not declared: no LIF neuron' is \
    "$status:$(jq -c '.results[0].levels | [.exact.verdict, .lif.verdict]' r.json)" '1:["pass","fail"]'

# ---- a reset that comes a step late ----

# The library decides the reset by the membrane of the step before.
spikes=$(awk 'BEGIN { for (n = 0; n < 200; n++) { v = 0.8 * v + (n >= 10 ? 0.21 : 0) - was
    was = v > 1
    if (was) { printf "%s%d", comma, n; comma = "," } } }')
for mode in by-subtraction-delayed to-value-delayed; do
    run "$program" run --set neuron.reset_mode=$mode --dut model:q8_24 --json r.json delayed-reset/snn.yaml
    check "$mode: passes" is "$status" 0
    check "$mode: the spikes of the library" is "$(jq -c '.results[0].spikes.reference' r.json)" "[$spikes]"
done
run "$program" check --set neuron.refractory_steps=2 delayed-reset/snn.yaml
check 'a refractory time beside it' has "$err" \
    'by-subtraction-delayed has no refractory time beside it; leave that out, or write by-subtraction'
run "$program" check --set 'neuron.time_constant=1 ms' delayed-reset/snn.yaml
check 'a membrane that keeps nothing' has "$err" 'needs a membrane that keeps a part of itself in a step'

tap_done
