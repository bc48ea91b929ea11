#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Each thing that is wrong with a run stands at a line: SARIF and GitHub's workflow commands point to the register
# that it concerns, in the RTL of the shipped neuron, of a variant and of somebody else's neuron, or to a
# key of the scenario; of a network, to the register of the core at which each level failed, or to a key of its file.
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
    cp "$root/build/faults/$fault.so" dut/q8_24.so
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
cp "$root/build/faults/hold-long.so" dut/q8_24_serial.so
run "$program" run --quiet --findings --sarif s.json --dut q8_24_serial "$book"
check 'a variant: in the module that it instantiates' is "$(points s.json)" \
    "file://$root/rtl/lif_fire.v:$(line_of "$root/rtl/lif_fire.v" '^  reg .* left_q;') left_q"

cp "$root/build/dut/q8_24.so" dut/q8_24.so
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

# ---- networks ----

# fails FAULT LEVEL FILE NAME PATTERN   a core with that fault fails there at the register, as the first place.
mkdir core
cp "$root/testbenches/cli/net.yaml" .
fails() {
    local rtl=$root/rtl/$3
    cp "$root/build/faults/core/$1.so" core/c24_16.so
    run "$program" run --quiet --dut c24_16 --annotate github --sarif s.json --json n.json net.yaml
    check "a core, $1: status 1" is "$status" 1
    check "a core, $1: SARIF is valid" valid s.json
    check "a core, $1: it points to $4" is "$(jq -r '.runs[0].results[0].ruleId' s.json) $(points s.json | head -n 1)" \
        "$2 file://$rtl:$(line_of "$rtl" "$5") $4"
    check "a core, $1: as an annotation does" has "$out" "::error file=$rtl,line=$(line_of "$rtl" "$5"),title=lifcosim $2::net on c24_16: "
    check "a core, $1: a result for each level that failed" is "$(jq -r '.runs[0].results[].ruleId' s.json)" \
        "$(jq -r '.results[0].levels | to_entries[] | select(.value.verdict == "fail") | .key' n.json)"
}
fails hold-long exact lif_core_neuron.v seen_before_o 'output reg .* seen_before_o,'
fails adaptation-kept exact lif_core_neuron.v seen_a_o 'output reg .* seen_a_o,'
fails event-lost exact lif_core_neuron.v seen_s0_o 'output reg .* seen_s0_o,'
fails leak-word constants lif_core_config.v cfg_data_o 'output reg .* cfg_data_o,'
fails late port lif_core.v state_q '^  reg .* state_q;'
check 'a core: the message names the neuron' has "$(jq -r '.runs[0].results[0] | .message.text, .properties.dut' s.json)" \
    'net on c24_16: tick 6 end of the tick'
run "$program" run --quiet --dut "$PWD/core/c24_16.so" --sarif s.json net.yaml
check 'a core of no RTL that is known: the key of the network' is "$(points s.json | sort -u)" "net.yaml:$(line_of net.yaml '^core:') null"
run env VERILATOR=/nowhere/verilator "$program" run --quiet --dut c24_16 --sarif s.json net.yaml
check 'a core, without Verilator: status 3' is "$status" 3
check 'a core, without Verilator: SARIF is there, and points to the network' eval 'valid s.json && has "$(points s.json)" "net.yaml:"'
mkdir -p tree/bin tree/sim tree/rtl
cp "$program" tree/bin/lifcosim
cp "$root/sim/circuits.mk" tree/sim/
cp "$root"/rtl/lif_* tree/rtl/
{ echo '// The core:' && sed 's,$,  // one,' "$root/rtl/core.f"; } >tree/rtl/core.f
run tree/bin/lifcosim run --quiet --dut c24_16 --sarif s.json net.yaml
check 'a core of a list with comments: its RTL is found' has "$status $(points s.json)" '1 tree/rtl/lif_core.v:'
for i in {1..17}; do echo "part$i.v"; done >tree/rtl/core.f
run tree/bin/lifcosim run --quiet --dut c24_16 --sarif s.json net.yaml
check 'a core of more files than are read: status 3' is "$status" 3
check 'a core of more files than are read: why' has "$err" '/tree/rtl/core.f: lists more than 16 files; shorten it'
check 'a core of more files than are read: the network' eval 'valid s.json && has "$(points s.json)" "net.yaml:"'

run "$program" run --quiet --annotate github --sarif s.json net.yaml
check 'a network that passes: status 0, and nothing to annotate' is "$status:$out" 0:
check 'a network that passes: SARIF is valid, and has no results' eval 'valid s.json && [[ $(jq ".runs[0].results | length" s.json) == 0 ]]'
printf 'population,neuron,tick\nexc,0,3\n' >expected.csv
sed 's/^duration:.*/&\nexpect: {file: expected.csv}/' net.yaml >other.yaml
run "$program" run --quiet --annotate github --sarif s.json other.yaml net.yaml
check 'a network that expects something else: status 1' is "$status" 1
check 'a network that expects something else: it points to the key' is "$(points s.json)" "other.yaml:$(line_of other.yaml '^expect:') null"
check 'a network that expects something else: the annotation' has "$out" \
    "::error file=other.yaml,line=$(line_of other.yaml '^expect:'),title=lifcosim expect::net on model:c24_16: tick 3 exc[0] spike: expected 1, observed 0"
sed '/^sources:/,$d; s/-49 mV/-60 mV/; s/initial: {each.*/initial: -60 mV}/' net.yaml >silent.yaml
run "$program" run --quiet --annotate github --sarif s.json silent.yaml
check 'a network in which nothing happens: status 1' is "$status" 1
check 'a network in which nothing happens: a warning' is "$(jq -r '.runs[0].results[] | "\(.ruleId) \(.level)"' s.json)" 'vacuous warning'
sed 's/drive: 0 nA/drive: 130 nA/; s/jump: 0.5 mV/jump: 300 mV/' net.yaml >clips.yaml
run "$program" run --quiet --annotate github --sarif s.json clips.yaml
check 'a network that saturates: it points to the network' has "$(jq -r '.runs[0].results[].ruleId' s.json) $(points s.json)" 'clip clips.yaml:'

# ---- what cannot be done ----

# The allocations of a run whose report points to a line, the last ones one by one: a place is never left empty.
"${CC:-gcc}" -O1 -w -shared -fPIC -o fail.so "$root/testbenches/cli/fail_allocation.c"
short() { run env FAIL_AT="$1" LD_PRELOAD="$PWD/fail.so" "$program" run --quiet --sarif "$2" other.yaml; }
short 1000000 whole.json
check 'memory: the report of a run that fails' is "$status:$(points whole.json)" "1:other.yaml:$(line_of other.yaml '^expect:') null"
needed=0 spare=1000000
while ((spare - needed > 1)); do
    short $(((needed + spare) / 2)) s.json
    if ((status >= 3)); then needed=$(((needed + spare) / 2)); else spare=$(((needed + spare) / 2)); fi
done
wrong=''
for ((at = needed - 60; at <= needed + 40; at++)); do
    rm -f s.json
    short $at s.json
    if [[ $status == 3 && ! -e s.json ]] || { [[ $status == 1 ]] && cmp -s s.json whole.json; }; then continue; fi
    wrong+=" $at:$status"
done
check "memory short in one of the last of $needed allocations: an error, or the whole report" is "$wrong" ''

cp "$root/build/faults/hold-long.so" dut/q8_24.so
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
