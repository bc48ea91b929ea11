#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Each thing that is wrong with a run stands at a line: SARIF and GitHub's workflow commands point to the register
# that it concerns, in the RTL of the shipped neuron, of a variant and of somebody else's neuron, or to a
# key of the scenario.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=tap.sh
. testbenches/cli/tap.sh
# shellcheck source=program.sh
. testbenches/cli/program.sh
# shellcheck disable=SC2154  # program.sh sets root, build and program

book=$root/sim/scenarios/book-triangle.yaml
mkdir -p run/dut
cd run
export LIFCOSIM_DUT_DIR=$PWD/dut

# Holds what SARIF 2.1.0 requires of a log, and what readers of it need beyond that.
valid() {
    jq -e '.version == "2.1.0" and (.["$schema"] | type == "string") and (.runs | length == 1) and
        all(.runs[]; (.tool.driver.name | type == "string" and length > 0) and
            (.results | type == "array") and
            ([.tool.driver.rules[].id] | (unique | length) == length) and
            (. as $run | all(.results[];
                (.message.text | type == "string" and length > 0) and
                (.level == "error" or .level == "warning") and
                (.ruleId as $id | any($run.tool.driver.rules[]; .id == $id)) and
                (.locations | length == 1) and all(.locations[].physicalLocation;
                    (.artifactLocation.uri | test("^[A-Za-z0-9/:._~%-]+$")) and
                    (.region.startLine | . == floor and . >= 1)))))' "$1" >/dev/null
}
# Prints "URI:LINE NAME" of each result.
points() {
    jq -r '.runs[0].results[].locations[0] |
        "\(.physicalLocation.artifactLocation.uri):\(.physicalLocation.region.startLine) \(.logicalLocations[0].name)"' "$1"
}
# line_of FILE PATTERN   prints the number of the one line that has it.
line_of() { grep -nE "$2" "$1" | cut -d: -f1; }

# ---- the shipped neuron: a fault in the place of the sound circuit ----

rtl=$root/rtl/lif_neuron.v
for case in 'hold-long:hold_q:^  reg \[HoldWidth-1:0\] hold_q;' 'truncation:membrane_o:output reg .* membrane_o,' \
    'compare-old:spike_o:output reg +spike_o,'; do
    IFS=: read -r fault name pattern <<<"$case"
    cp "$build/faults/$fault.so" dut/q8_24.so
    run "$program" run --quiet --findings --annotate github --sarif s.json --junit j.xml "$book"
    check "$fault: status 1" is "$status" 1
    check "$fault: SARIF is valid" valid s.json
    check "$fault: it points to $name" is "$(points s.json | head -n 1)" "file://$rtl:$(line_of "$rtl" "$pattern") $name"
    check "$fault: as an annotation does" has "$out" "::error file=$rtl,line=$(line_of "$rtl" "$pattern"),title=lifcosim "
    check "$fault: JUnit has the finding" has "$(<j.xml)" "$(jq -r '.runs[0].results[0].message.text |
        sub("^[^:]*: "; "") | sub(", from step.*"; "")' s.json | sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g')"
done
run "$program" run --quiet --sarif s.json "$book"
check 'without findings: the first mismatch, at its register' is "$(points s.json)" \
    "file://$rtl:$(line_of "$rtl" 'output reg +spike_o,') spike_o"

# A variant's registers are in an instance of another module.
cp "$build/faults/hold-long.so" dut/q8_24_serial.so
run "$program" run --quiet --findings --sarif s.json --dut q8_24_serial "$book"
check 'a variant: in the module that it instantiates' is "$(points s.json)" \
    "file://$root/rtl/lif_fire.v:$(line_of "$root/rtl/lif_fire.v" '^  reg .* left_q;') left_q"

cp "$build/dut/q8_24.so" dut/q8_24.so
run "$program" run --quiet --annotate github --sarif s.json "$book"
check 'a pass: status 0, and nothing to annotate' is "$status:$out" 0:
check 'a pass: SARIF is valid, and has no results' eval 'valid s.json && [[ $(jq ".runs[0].results | length" s.json) == 0 ]]'

# ---- somebody else's neuron ----

mkdir 'a, b:c%'
cd 'a, b:c%'
{
    printf '// one line more\n// and another\n'
    cat "$root/testbenches/foreign/shift_leak.v"
} >shift_leak.v
sed 's/DEFECT: 0/DEFECT: 1/; s/^name: .*/name: mine/' "$root/testbenches/foreign/shift_leak.yaml" >mine.yaml
run "$program" build mine.yaml
check 'somebody else'\''s neuron: it is built' is "$status" 0
run "$program" run --quiet --annotate github --sarif s.json --dut mine "$root/testbenches/foreign/scenarios/shift_leak.yaml"
potential=$(line_of shift_leak.v 'output reg .* potential$')
check 'somebody else'\''s neuron: from the folder of the run' is "$(points s.json)" "shift_leak.v:$potential potential"
check 'somebody else'\''s neuron: the annotation' has "$out" "::error file=shift_leak.v,line=$potential,title=lifcosim rounding::"
cd ..
run "$program" run --quiet --annotate github --sarif s.json --dut mine "$root/testbenches/foreign/scenarios/shift_leak.yaml"
check 'a path with signs: SARIF is valid' valid s.json
check 'a path with signs: as a URI' is "$(points s.json)" "a%2C%20b%3Ac%25/shift_leak.v:$potential potential"
check 'a path with signs: escaped for GitHub' has "$out" "::error file=a%2C b%3Ac%25/shift_leak.v,line=$potential,"
rm dut/mine.foreign/design.xml
run "$program" run --quiet --sarif s.json --dut mine "$root/testbenches/foreign/scenarios/shift_leak.yaml"
check 'without the description of the design: the scenario' matches "$(points s.json)" '/scenarios/shift_leak.yaml:[0-9]+ null$'

# ---- the scenario ----

sed 's/spikes: \[76/spikes: [75/' "$book" >other.yaml
run "$program" run --quiet --annotate github --sarif s.json other.yaml "$book"
check 'a wrong expectation: status 1' is "$status" 1
check 'a wrong expectation: SARIF is valid' valid s.json
check 'a wrong expectation: it points to the key, and to nothing of the sound run' is "$(points s.json)" \
    "other.yaml:$(line_of other.yaml '^expect:') null"
check 'a wrong expectation: the annotation' has "$out" "::error file=other.yaml,line=$(line_of other.yaml '^expect:'),title=lifcosim expect::"
run "$program" run --quiet --sarif s.json --dut model:q4_4 --no-expect --set 'stimulus.0.triangle.peak=0.05 mA' \
    --set 'neuron.threshold=-60 mV' "$book"
check 'a vacuous run: a warning' is "$(jq -r '.runs[0].results[] | "\(.ruleId) \(.level)"' s.json)" 'vacuous warning'

# ---- what cannot be done ----

cp "$build/faults/hold-long.so" dut/q8_24.so
run env VERILATOR=/nowhere/verilator "$program" run --quiet --sarif s.json "$book"
check 'without Verilator: status 3' is "$status" 3
check 'without Verilator: SARIF is there, and points to the scenario' eval 'valid s.json && has "$(points s.json)" "book-triangle.yaml:"'
run "$program" run --annotate gitlab "$book"
check 'another annotation: status 2' is "$status" 2
check 'another annotation: what there is' has "$err" 'give github'
run "$program" run --sarif - --json - "$book"
check 'two reports on standard output: status 2' is "$status" 2
run "$program" run --sarif nowhere/s.json "$book"
check 'a folder that is not there: status 2' is "$status" 2
tap_done
