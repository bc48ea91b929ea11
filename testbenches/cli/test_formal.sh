#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Two properties are proven in small, at a width of three bits. The runner must tell a proof from
# anything else: a property that fails, a fault that none notices, a case that is never reached, an
# assertion that the netlist lacks, a name that is not declared, a tool that is missing or slow.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh

copy=$tap_folder/copy
json=$tap_folder/formal.json
export HOLD_WIDTH=2

# Makes a copy of the circuit, its properties and the runner, to be changed.
fresh() {
    rm -rf "$copy" "$json"
    mkdir -p "$copy/testbenches"
    cp -r rtl "$copy"
    cp -r testbenches/{formal,faults} "$copy/testbenches"
}

matches() { [[ $1 =~ $2 ]]; } # matches TEXT EXTENDED_REGULAR_EXPRESSION

# change FILE OLD NEW   changes the copy; OLD is there exactly once, as plain text.
change() {
    local text
    text=$(<"$copy/$1")
    [[ $(grep -cF -- "$2" "$copy/$1") == 1 ]] || { echo "change: not once in $1: $2" >&2 && exit 1; }
    printf '%s\n' "${text/"$2"/"$3"}" >"$copy/$1"
}

formal() { # PROPERTIES
    run "$copy/testbenches/formal/formal.sh" --work "$tap_folder/work" --json "$json" \
        --properties "$1" w3f1k2
}
of() { jq -r --arg p "$1" ".[] | select(.property | startswith(\$p + \" \")) | .$2" "$json"; }

fresh
formal P6,P9
check 'both are proven: status 0' is "$status" 0
check 'both are proven: the count' has "$out" '3 of 3 proven, with every fault rejected'
check 'the JSON has the form that scripts rely on' jq -e 'length == 3 and all(.[];
    (.property | type == "string") and (.format | type == "string") and
    (.engine | test("^(z3 induction|ABC dprove|z3 integers)$")) and .verdict == "proven" and
    (.seconds | type == "number" and . >= 0) and .fault_rejected == true and .faults > 0 and
    .covers == .covers_reached)' "$json"
check 'the JSON names the properties' is "$(jq -r '[.[].property] | join(",")' "$json")" \
    'P6 handshake,P9 rounding,P1 P9 product'

change rtl/lif_neuron.v 'valid_o <= valid_i & ready_o;' 'valid_o <= valid_i;'
change testbenches/formal/faults.txt '-valid_o <= valid_i & ready_o;' '-valid_o <= valid_i;'
formal P6
check 'a result without a step: status 1' is "$status" 1
check 'a result without a step: failed' is "$(of P6 verdict)" failed

fresh
change rtl/lif_neuron.v '<<< (LeakFraction - 1);' '<<< (LeakFraction - 2);'
formal P9
check 'another rounding: status 1' is "$status" 1
check 'another rounding: failed' is "$(of P9 verdict)" failed

fresh
change testbenches/formal/faults.txt '+valid_o <= valid_i;' '+valid_o <= ready_o & valid_i;'
formal P6
check 'a fault that changes nothing: status 1' is "$status" 1
check 'a fault that changes nothing: said' matches "$err" 'not rejected: fault [0-9]+, p6_result'
check 'a fault that changes nothing: the proof itself stands' is "$(of P6 verdict)" proven
check 'a fault that changes nothing: JSON' is "$(of P6 fault_rejected)" false

fresh
change rtl/lif_properties.vh 'cover (f_known & f_run & f_refused)' \
    'cover (f_known & f_run & f_refused & !f_past)'
formal P6
check 'a case that is never reached: status 1' is "$status" 1
check 'a case that is never reached: vacuous' is "$(of P6 verdict)" vacuous

fresh
change rtl/lif_properties.vh 'assert (ready_o == f_run);' 'if (0) assert (ready_o == f_run);'
formal P6
check 'an assertion that the netlist lacks: status' test "$status" -ne 0
check 'an assertion that the netlist lacks: not proven' lacks "$out" ' proven  '

fresh
change rtl/lif_properties.vh 'assert (ready_o == f_run);' 'assert (ready_o == f_runs);'
change rtl/lif_neuron.v '`default_nettype none' '// implicit wires'
formal P6
check 'a name that is not declared: status 3' is "$status" 3
check 'a name that is not declared: an error' is "$(of P6 verdict)" error
check 'a name that is not declared: named' matches "$err" 'f_runs'

fresh
run env FORMAL_TIMEOUT=0.01 "$copy/testbenches/formal/formal.sh" --work "$tap_folder/work" \
    --json "$json" --properties P6,P9 w3f1k2
check 'no end in time: status 3' is "$status" 3
check 'no end in time: an error' is "$(jq -r '[.[].verdict] | unique | join(",")' "$json")" error

mkdir "$tap_folder/bin"
for tool in bash env dirname sed awk grep yosys yosys-smtbmc yosys-abc; do
    ln -s "$(command -v "$tool")" "$tap_folder/bin/$tool"
done
rm -f "$json"
run env PATH="$tap_folder/bin" "$copy/testbenches/formal/formal.sh" --json "$json" w3f1k2
check 'a missing tool: status 3' is "$status" 3
check 'a missing tool: named' has "$err" 'z3 is missing'
check 'a missing tool: no result' test ! -e "$json"

sed -i '/p6_ready/d' "$copy/testbenches/formal/faults.txt"
formal P6
check 'an assertion without a fault: status 3' is "$status" 3
formal P77
check 'no such property: status 2' is "$status" 2
run "$copy/testbenches/formal/formal.sh" q9_9
check 'no such format: status 2' is "$status" 2
run "$copy/testbenches/formal/formal.sh" --json
check 'an option without its value: status 2' is "$status" 2
check 'an option without its value: the usage' is "$err" \
    'formal.sh: usage: [--work DIR] [--json FILE] [--properties P1,P2] [FORMAT ...]'

# ---- the neurons of several clocks a step ----

steps() { # PROPERTIES
    run "$copy/testbenches/formal/variants.sh" --work "$tap_folder/steps" --json "$json" \
        --properties "$1" q4_4_shift
}

fresh
steps P6,P9
check 'several clocks: status 0' is "$status" 0
check 'several clocks: proven, each fault rejected, each case reached' jq -e 'length == 2 and all(.[];
    .variant == "q4_4_shift" and .verdict == "proven" and .fault_rejected and .faults > 1 and
    .covers == 2 and .covers_reached == 2)' "$json"
change rtl/lif_steps_properties.vh 'cover (f_steps & !spike_o &' 'cover (f_result & f_under &'
change rtl/lif_fire.v 'left_q     <= hold_q;' "left_q     <= hold_q | 1'b1;"
steps P3,P10
check 'several clocks: a case that is never reached, a fault: no proof' test "$status" -ne 0
check 'several clocks: a fault in the circuit: failed' is "$(of P3 verdict)" failed
check 'several clocks: a case that is never reached: said' has "$err" 'not reached: c10_moves'
sed -i '/^@ p6_at /{N;s/^@ p6_at\(.*lif_neuron_shift\)/@ p6_ready\1/}' "$copy/testbenches/formal/steps_faults.txt"
steps P6
check 'several clocks: an assertion without a fault: status 3' is "$status" 3

tap_done
