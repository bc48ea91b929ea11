#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# One property of the sequence of the core and one of its configuration are proven. The runner must
# tell a proof from anything else: a property that fails, a fault that none notices, a case that is
# never reached, a tool that is slow, an assertion without a fault.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh

copy=$tap_folder/copy
json=$tap_folder/core.json

fresh() { # makes a copy of the circuit, its properties and the runner, to be changed
    rm -rf "$copy" "$json"
    mkdir -p "$copy/testbenches"
    cp -r rtl "$copy"
    cp -r testbenches/{formal,faults} "$copy/testbenches"
}

# change FILE OLD NEW   changes the copy; OLD is there exactly once, as plain text.
change() {
    local text
    text=$(<"$copy/$1")
    [[ $(grep -cF -- "$2" "$copy/$1") == 1 ]] || { echo "change: not once in $1: $2" >&2 && exit 1; }
    printf '%s\n' "${text/"$2"/"$3"}" >"$copy/$1"
}

core() { # PROPERTIES PART
    run "$copy/testbenches/formal/core.sh" --work "$tap_folder/work" --json "$json" \
        --properties "$1" "$2"
}
of() { jq -r --arg p "$1" ".[] | select(.property | startswith(\$p + \" \")) | .$2" "$json"; }

fresh
core P7 sequence
check 'the clocks of a tick: status 0' is "$status" 0
check 'the clocks of a tick: the count' has "$out" '1 of 1 proven, with every fault rejected'
core P19 config
check 'the configuration: status 0' is "$status" 0
check 'the JSON has the form that scripts rely on' jq -e 'length == 1 and all(.[];
    .part == "config" and (.widths | type == "string") and .engine == "ABC pdr" and
    .verdict == "proven" and (.seconds | type == "number") and .fault_rejected == true and
    .faults > 0 and .covers > 0 and .covers == .covers_reached)' "$json"

change rtl/lif_core_config.v "common_q <= 32'h4c494643" "common_q <= 32'h4c494644"
core P19 config
check 'another word: status 1' is "$status" 1
check 'another word: failed' is "$(of P19 verdict)" failed

fresh
change testbenches/formal/core_faults.txt '+cfg_valid_o <= shown_q & ~shown_error_q;' '+cfg_valid_o <= shown_q;'
change rtl/lif_core_config_properties.vh 'cover (f_known & &f_valid &' 'cover (f_known & f_valid[5] & !cfg_valid_o &'
core P16 config
check 'no proof: status 1' is "$status" 1
check 'a fault that changes nothing: said' has "$err" 'p16_answer, config: passed'
check 'a fault that changes nothing: JSON' is "$(of P16 fault_rejected)" false
check 'a case that is never reached: vacuous' is "$(of P16 verdict)" vacuous
run env FORMAL_TIMEOUT=0.01 "$copy/testbenches/formal/core.sh" --work "$tap_folder/work" \
    --json "$json" --properties P19 config
check 'no end in time: status 3' is "$status" 3
check 'no end in time: an error' is "$(of P19 verdict)" error
sed -i '/^@ p16_asked /s/asked/answer/' "$copy/testbenches/formal/core_faults.txt"
core P16 config
check 'an assertion without a fault: status 3' is "$status" 3
core P77 config
check 'no such property: status 2' is "$status" 2
core P16 soma
check 'no such part: status 2' is "$status" 2

tap_done
