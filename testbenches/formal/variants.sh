#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# variants.sh [--work DIR] [--json FILE] [--properties P2,P3] [VARIANT ...]
#
# Proves rtl/lif_steps_properties.vh. For each variant (default: all of rtl/variants.txt) and each
# property (default: all):
#   control (P2 .. P8, P10)  ABC pdr proves it in all its clocks, without bound, for 8 bits of state
#                            and hold
#   update (P9)              ABC bmc3 proves two whole steps from any membrane, for 4 bits (of
#                            several shift terms: one step, two terms)
#   faults                   each assertion alone must fail on each of its faults (steps_faults.txt)
#   covers                   the case of each property is reached from power-on, in the same model
# The seconds are those of the property with its faults and covers; the properties of the control
# are invariants of each other, and are proven together.
#
# A property is `proven` only if the tool said so in its own words. `failed` has a counterexample,
# `vacuous` a case that is not reached, `unknown` neither proof nor counterexample; a tool that
# ended in any other way, a warning of Yosys, a count of assertions that is off, and more than
# FORMAL_TIMEOUT seconds a call are an `error`. The table goes to standard output.
# Status: 0 everything is proven and every fault rejected, 1 not, 2 usage, 3 there was an error.
set -euo pipefail

# rtl/lif_steps_properties.vh must come to this in the netlist: with P9 there are one assertion and
# two covers more.
asserts=10
covers=12
properties=(P2 P3 P4 P5 P6 P7 P8 P9 P10)
declare -A about=([P2]=spike [P3]=hold [P4]=reset [P5]=stable [P6]=handshake [P7]=initial [P8]=held
    [P9]=update [P10]=membrane)

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
export LC_ALL=C
limit=${FORMAL_TIMEOUT:-300}

# The tasks, which are processes of this script, take these from it.
work=${FORMAL_WORK:-build/formal/variants}
read -ra chosen <<<"${FORMAL_CHOSEN:-${properties[*]}}"
json=build/formal-variants.json
text=lif_steps_properties.vh
layout='%-18s %-14s %-8s %-8s %8s s'

# shellcheck source=testbenches/formal/runner.sh
source "$here/runner.sh"
# shellcheck source=testbenches/formal/yosys.sh
source "$here/yosys.sh"
# shellcheck source=testbenches/formal/aiger.sh
source "$here/aiger.sh"

# Prints NUMBER and LABEL of the faults that a module has, its own and those of the end of its
# steps.
faults_of() { # MODULE
    awk -v ask=list -f "$seed" "$here/steps_faults.txt" |
        awk -v own="rtl/$1.v" '$3 == own || $3 == "rtl/lif_fire.v" { print $1, $2 }'
}

# Sets the widths of the two models of a variant, from its line of rtl/variants.txt, in the
# variables module, residual, control and update: `STATE LEAK DIGITS CLOCKS`, where the last is the
# depth of a search: at least two whole steps. Of its digits there are as many as fit. `unasked` is
# the cover of a second step where the update is proven for one.
shapes() { # NAME
    local name clocks leak digits coding
    unasked=
    read -r name module _ _ leak coding digits clocks < <(awk -v name="$1" '$1 == name' "$root/rtl/variants.txt")
    [[ -n ${name:-} ]] || return 1
    residual=$([[ $coding == residual ]] && echo 1 || echo 0)
    digits=${digits//[!0-9]/}
    case $module:${digits:--} in
    *_serial:-)
        control="8 $leak - $((3 * clocks + 6))"
        update="4 3 - $((2 * (clocks - leak + 3) + 3))"
        ;;
    *_pipelined:-) control="8 3 - $((3 * clocks + 6))" update="4 3 - $((2 * clocks + 3))" ;;
    *_pipelined:*) control="8 5 3 $((3 * clocks + 6))" update="4 5 3 $((2 * clocks + 3))" ;;
    *_shift:1) control="8 3 1 $((3 * clocks + 6))" update="4 3 1 $((2 * clocks + 3))" ;;
    # The terms must fit the port; of the update, more than one step of two terms is out of reach
    # for ABC.
    *) control="8 20 $digits $((3 * clocks + 6))" update="4 11 2 8" unasked=c9_next ;;
    esac
}

# Prints Yosys' commands that elaborate a variant from a folder of sources, at some widths.
elaborate() { # FOLDER STATE LEAK DIGITS CLOCKS
    local digits='' options='' more=0
    if [[ $4 != - ]]; then digits="-set LeakDigits $4"; fi
    if [[ $with_update == 1 ]]; then options=-DLIF_UPDATE more=1; fi
    cat <<YS
read_verilog -formal $options -I$1 $1/lif_fire.v $1/$module.v
chparam -set StateWidth $2 -set LeakFraction $3 -set HoldWidth $2 -set Residual $residual $digits $module
hierarchy -check -top $module; proc; flatten; $lower_checks opt_expr; opt_merge; opt_clean
check -assert
select -assert-none t:\$dlatch
select -assert-count $((asserts + more)) t:\$assert
select -assert-count $((covers + 2 * more)) t:\$cover
design -save whole
YS
}

# ---- a variant: a line for each property ----

# Sets with_update and shape: the model that shows a property.
model_of() { # PROPERTY
    with_update=0 shape=$control
    if [[ $1 == P9 ]]; then with_update=1 shape=$update; fi
}

models() { # NAME
    local p label kind of_kind
    for kind in P2 P9; do
        model_of "$kind"
        of_kind=$with_update
        {
            # shellcheck disable=SC2086 # widths
            elaborate "$root/rtl" $shape
            if ((of_kind == 0)); then write_model "$work/$1/control.aig" "$asserts" 'p*'; fi
            for p in "${chosen[@]}"; do
                model_of "$p"
                if ((with_update != of_kind)); then continue; fi
                write_model "$work/$1/$p.aig" "$(labels_of p "$p" | wc -l)" "p${p#P}_*"
                for label in $(labels_of c "$p"); do write_model "$work/$1/$label.aig" 1 "$label"; done
            done
        } | run_yosys "$work/$1/models-$kind.log"
    done
}

# A fault is rejected if the assertion of its label has a counterexample.
reject() { # NAME NUMBER LABEL
    local folder=$work/$1/fault-$2 answer
    mkdir -p "$folder/rtl"
    cp "$root"/rtl/{lif_fire.v,"$module.v",lif_steps_properties.vh} "$folder/rtl"
    awk -v fault="$2" -v root="$folder" -f "$seed" "$here/steps_faults.txt"
    # shellcheck disable=SC2086 # widths
    { elaborate "$folder/rtl" $shape && write_model "$folder/m.aig" 1 "$3"; } | run_yosys "$folder/log"
    answer=$(bounded "$folder/m.aig" "${shape##* }")
    if [[ $answer == failed ]]; then answer=rejected; fi
    [[ $answer == rejected ]] || echo "not rejected: fault $2, $3, $1: $answer" >&2
    echo "$answer"
}

# Prints one line: VARIANT PROPERTY VERDICT MILLISECONDS REJECTED FAULTS REACHED COVERS.
property_row() { # NAME PROPERTY
    local begin=${EPOCHREALTIME/./} answer verdict number label rejected=0 faults=0 reached=0 cases=0
    model_of "$2"
    # Each property of the control is an invariant that the others need, so that they are proven
    # together.
    answer=passed
    if ((with_update == 0)); then answer=$together; fi
    if ((with_update == 1)) || [[ $answer == failed || $answer == unknown ]]; then
        answer=$(bounded "$work/$1/$2.aig" "${shape##* }")
        if [[ $answer == passed ]] && ((with_update == 0)); then answer=unknown; fi
    fi
    case $answer in passed) verdict=proven ;; *) verdict=$answer ;; esac
    while read -r number label; do
        [[ $(property_of "$label") == "$2" ]] || continue
        faults=$((faults + 1))
        answer=$(reject "$1" "$number" "$label") || answer=error
        if [[ $answer == rejected ]]; then rejected=$((rejected + 1)); fi
        if [[ $answer == error ]]; then verdict=error; fi
    done < <(faults_of "$module")
    for label in $(labels_of c "$2"); do
        if [[ $label == "$unasked" ]]; then continue; fi
        cases=$((cases + 1))
        answer=$(bounded "$work/$1/$label.aig" "${shape##* }")
        if [[ $answer == failed ]]; then
            reached=$((reached + 1))
        else
            echo "not reached: $label, $1: $answer" >&2
        fi
        if [[ $answer == error ]]; then verdict=error; fi
    done
    if [[ $verdict == proven ]] && ((reached < cases || cases == 0)); then verdict=vacuous; fi
    echo "$1 $2 $verdict $(((${EPOCHREALTIME/./} - begin) / 1000)) $rejected $faults $reached $cases"
}

one_variant() { # NAME
    local p together
    shapes "$1"
    rm -rf "${work:?}/$1"
    mkdir -p "$work/$1"
    models "$1"
    together=$(unbounded "$work/$1/control.aig")
    for p in "${chosen[@]}"; do property_row "$1" "$p"; done >"$work/$1/rows.part"
    mv "$work/$1/rows.part" "$work/$1/rows"
}

# ---- the whole ----

# Every property has an assertion and a cover, and in each module every assertion a fault, every
# fault an assertion.
tables_agree() {
    local p m
    for p in "${properties[@]}"; do
        [[ -n $(labels_of p "$p") && -n $(labels_of c "$p") ]] || return 1
    done
    for m in "$root"/rtl/lif_neuron_*.v; do
        [[ $(for p in "${properties[@]}"; do labels_of p "$p"; done | sort) == \
            "$(faults_of "$(basename "$m" .v)" | cut -d' ' -f2 | sort -u)" ]] || return 1
    done
}

options() { # ARGUMENT ...
    local name
    read_options 'P2,P3' VARIANT "$@"
    variants=("${named[@]}")
    if ((${#variants[@]} == 0)); then
        mapfile -t variants < <(sed 's/#.*//' "$root/rtl/variants.txt" | awk 'NF { print $1 }')
    fi
    for name in "${variants[@]}"; do
        shapes "$name" || give_up 2 "$name: no line of rtl/variants.txt"
    done
}

# Prints the table and the JSON from the rows; what a task did not leave is an error.
report() {
    local name p verdict ms rejected faults reached cases engine what
    for name in "${variants[@]}"; do
        for p in "${chosen[@]}"; do
            verdict=error ms=0 rejected=0 faults=0 reached=0 cases=0
            read -r _ _ verdict ms rejected faults reached cases < \
                <(awk -v p="$p" '$2 == p' "$work/$name/rows" 2>/dev/null) || true
            what=control engine='ABC pdr'
            if [[ $p == P9 ]]; then what=update engine='ABC bmc3'; fi
            put_row "$engine" "${verdict:-error}" "$ms" "$rejected" "$faults" "$reached" "$cases" \
                variant "$name" property "$p ${about[$p]}" what "$what"
        done
    done
}

main() {
    local name
    options "$@"
    need_tools yosys yosys-abc jq
    tables_agree || give_up 3 'an assertion without a fault, or a property without a cover'
    rm -f "$json"
    mkdir -p "$work" "$(dirname "$json")"
    for name in "${variants[@]}"; do rm -rf "${work:?}/$name"; done
    export FORMAL_WORK=$work FORMAL_CHOSEN=${chosen[*]}
    # A task that fails leaves no rows, which the table tells.
    printf '%s\n' "${variants[@]}" | xargs -P "$(nproc)" -n 1 "$here/variants.sh" --task || true
    begin_table
    report
    end_table
}

if [[ ${1:-} == --task ]]; then
    one_variant "$2"
else
    main "$@"
fi
