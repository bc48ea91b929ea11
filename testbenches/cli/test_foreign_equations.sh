#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Each neuron of testbenches/foreign that is declared by equations, with its scenario: the sound one
# passes (or conforms, where it is no LIF neuron and says so), its spikes and its departures are what the
# text says, and the defective one fails with what is wrong in the words of its text. Those whose outside is
# what matters are in test_equations_outside, that in VHDL in test_vhdl, those by keys in test_foreign.
# shellcheck disable=SC2016  # a dollar is Verilog's or sed's
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

source "$root/testbenches/cli/neurons.sh"

foreign=$root/testbenches/foreign
export LIFCOSIM_DUT_DIR=$tap_folder/work/dut
mkdir "$LIFCOSIM_DUT_DIR"

# A neuron, in what it departs from the LIF step, and the finding of the defective one.
table='adaptive|["adaptation"]|does not limit (risen + 40) to 255
millivolts|[]|reads theta without the sign in (theta * 256)
residual|[]|does not keep rest(p, 8)
late_reset|["delayed-reset"]|takes (was != 0) as never true in (was != 0 ? y - theta : y)
floor_at_rest|["limits"]|does not limit min(v - ((v >> 3) + (v >> 4)) + i, 255) to 0
synapses|["synapse","synapse"]|shifts one more: (first >> 1) is half as much
held_integrate|["held-integrate"]|is held one step shorter (left)
held_leak|["held-leak"]|is held one step shorter (left)
held_rest|["held-rest"]|is held one step shorter (left)
no_reset|["no-reset"]|is held one step shorter (left)
weighted|[]|ignores inhibitory
two_thresholds|["two-thresholds"]|does not ask for (z <= (-2048)) in fire
quadratic|["own"]|shifts one more: (v * v >> 8) is half as much'

# ---- build: two at a time ----

# A model takes two seconds to build, and the sound neuron and the defective one differ in a constant. So each is
# built once, from its manifest as it is and a source that takes the constant from a memory file.
mkdir sources
cp "$foreign"/*.yaml sources
while IFS='|' read -r name _; do
    source=$(sed -n 's/^sources: \[\(.*\)\]$/\1/p' "sources/$name.yaml")
    sed -e '/^ *\/\//!s/\<DEFECT == 0/!defective[0]/' -e '/^ *\/\//!s/\<DEFECT == 1/defective[0]/' \
        -e '/^);$/a\  reg defective[0:0];\n  initial $readmemb("defect.bin", defective);' \
        "$foreign/$source" >"sources/$source"
    check "$name: its defect is chosen by a file" is \
        "$(grep -c 'defective\[0\] *[?;)&]' "sources/$source"):$(grep -c 'readmemb' "sources/$source")" 1:1
    ln -s "$name.so" "$LIFCOSIM_DUT_DIR/${name}_defective.so"
    printf '%s\0' "sources/$name.yaml" >>arguments
done <<<"$table"
choose() { echo "$1" >sources/defect.bin; }
choose 0
xargs -0 -n 1 -P 2 "$program" build <arguments >built 2>&1 || cat built
check 'every neuron builds' is "$(grep -c ': built from' built)" "$(wc -l <<<"$table")"
check 'none with a warning' is "$(grep -c warning built)" 0

# ---- each is judged ----

while IFS='|' read -r name departs finding; do
    judged "$name" "$departs" "$finding"
done <<<"$table"

# ---- no neuron is left out ----

elsewhere='external_state hidden_membrane interface_neuron linear_leak q8_8_multiply shift_leak subtract_reset
    event_input vhdl_neuron tile phased loaded serial unreset waiting taking'
all=$(basename -s .yaml -a "$foreign"/*.yaml | sort)
check 'every neuron of the folder is judged by a test' is "$all" \
    "$( (cut -d'|' -f1 <<<"$table" && xargs -n 1 <<<"$elsewhere") | sort)"
check 'and is in the table of the page' is \
    "$(sed -n '/^## The neurons here/,$s/^| \(`[a-z0-9_]*`[a-z0-9_`, ]*\) |.*/\1/p' "$foreign/README.md" | tr -d '`,' | xargs -n 1 | sort)" "$all"

# Without the departure that it declares, none of them is the scenario's neuron.
choose 0
run "$program" build --replace --set 'departs=[]' sources/late_reset.yaml
run "$program" run --json out/r.json "$foreign/scenarios/late_reset.yaml"
check 'a departure that is not declared fails' is \
    "$status:$(jq -c '.results[0] | [.levels.exact.verdict, .levels.lif.verdict]' out/r.json)" '1:["pass","fail"]'
check 'and it is said by how much: the 4096 that are taken a step later' \
    is "$(jq -c '.results[0].levels.lif.first | [.step, .term, .declared - .lif]' out/r.json)" '[4,"membrane after a spike",4096]'
check 'in words, too' matches "$out" 'because +lif: step 4: the membrane after a spike is not that of .* \(4712\.74, not 616\.741\)'

# A circuit that conforms has no reason not to.
run "$program" run "$foreign/scenarios/quadratic.yaml"
check 'what conforms has no reason' lacks "$out" because

# A current that no set of events has is refused at its stimulus.
run "$program" run --set 'stimulus.0.pulses={amplitude: 2.9 nA, width: 5 ms, period: 8 ms}' "$foreign/scenarios/weighted.yaml"
check 'the current of no event: refused' is "$status" 2
check 'the current of no event: said' has "$err" 'is that of no set of events of circuit weighted; give pulses of one step with'
tap_done
