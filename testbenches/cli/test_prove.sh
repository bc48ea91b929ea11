#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# `lifcosim prove` on somebody else's neurons: proven, refuted by a run that the judge fails, for the
# words of a scenario, and what becomes of sources and tools that do not do.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

export LIFCOSIM_DUT_DIR=$tap_folder/work/dut
mkdir "$LIFCOSIM_DUT_DIR"
cp "$root"/testbenches/foreign/{shift_leak,interface_neuron}.* .
cp "$root"/testbenches/foreign/scenarios/shift_leak.yaml with.yaml

# ---- proven ----

run "$program" prove --json out/sound.json shift_leak.yaml
check 'a sound neuron is proven, status 0' is "$status" 0
check 'the verdict is the first line' has "$out" 'shift_leak: proven, without bound'
check 'a spike, a second one and a hold were reached' is \
    "$(jq -c '[.covers[] | select(.needed) | .clock != null]' out/sound.json)" '[true,true,true,true]'
check 'a seeded fault was refuted' has "$(jq -r .seeded_fault out/sound.json)" 'shift_leak.v:'
check 'what is assumed is said' has "$out" 'resets come at any time'

run "$program" prove --with with.yaml shift_leak.yaml
check 'the words of a scenario are said to be that' has "$out" \
    'proven, without bound, for these words'

# ---- refuted ----

run "$program" prove --set name=wrong --set parameters.DEFECT=1 --json out/wrong.json shift_leak.yaml
check 'a defective neuron is refuted, status 1' is "$status" 1
check 'the judge fails the run' is "$(jq -r '.refuted.level' out/wrong.json)" exact
scenario=$(jq -r '.refuted.scenario' out/wrong.json)
run "$program" run --dut wrong "$scenario"
check 'the scenario fails for whoever runs it' is "$status" 1
check 'its waveform is there' test -s "$(jq -r '.refuted.wave' out/wrong.json)"

# ---- neither ----

run "$program" prove interface_neuron.yaml
check 'what Yosys does not read is an error, status 3' is "$status" 3
check 'with its line' has "$err" 'interface_neuron.sv:31:1: Yosys does not read this'

YOSYS=no-such-yosys run "$program" prove shift_leak.yaml
check 'without Yosys the status is 3' is "$status" 3
check 'and it is said what to install' has "$err" 'apt-get install yosys'

sed 's/if (reset) begin/if (reset | current[0]) begin end else if (reset) begin/; s/posedge clock/posedge gated/
    s/^  reg  *\[ 2:0\] rest;/&\n  wire gated = clock \& !current[1];/' shift_leak.v >gated.v
run "$program" prove --set name=gated --set 'sources=[gated.v]' shift_leak.yaml
check 'a gated clock is refused, status 3' is "$status" 3
check 'with its reason' has "$err" 'with another clock'
sed 's/posedge clock/negedge clock/' shift_leak.v >falling.v
run "$program" prove --set name=falling --set 'sources=[falling.v]' shift_leak.yaml
check 'the other edge is refused, status 3' is "$status" 3
check 'with its reason' has "$err" 'or another edge'
run "$program" prove --set name=falling --set 'sources=[falling.v]' \
    --set 'clock={port: clock, edge: falling}' shift_leak.yaml
check 'and is proven where it is declared' is "$status" 0

tap_done
