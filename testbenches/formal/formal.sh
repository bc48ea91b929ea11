#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# formal.sh [--work DIR] [--json FILE] [--properties P1,P2] [FORMAT ...]
#
# Proves rtl/lif_properties.vh. For each format (default: all of rtl/formats.txt; also by widths, as
# w3f1k2) and each property (default: all):
#   control (P2 .. P8, P10)  yosys-smtbmc with z3 proves base case and induction: without bound
#   arithmetic (P1, P9)      ABC dprove proves it for any membrane, as combinational logic
#   faults                   each assertion alone must fail on each of its faults (faults.txt)
#   covers                   the case of each property is reached from power-on
# and once, for every width, the lemma on the product (product.smt2).
# In the control proofs P3 stands beside the property as an invariant, and is proven with it.
#
# A property is `proven` only if the tool said so in its own words. `failed` has a counterexample,
# `vacuous` a case that is not reached, `unknown` neither proof nor counterexample; a tool that
# ended in any other way, a warning of Yosys, a count of assertions that is off, and more than
# FORMAL_TIMEOUT seconds a call are an `error`. The table goes to standard output.
# Status: 0 everything is proven and every fault rejected, 1 not, 2 usage, 3 there was an error.
set -euo pipefail

# rtl/lif_properties.vh must come to this in the netlist: an assertion that vanished proves nothing.
asserts=22
covers=14
properties=(P1 P2 P3 P4 P5 P6 P7 P8 P9 P10)
declare -A about=([P1]=range [P2]=spike [P3]=hold [P4]=reset [P5]=stable [P6]=handshake
    [P7]=initial [P8]=held [P9]=rounding [P10]=update)

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
export LC_ALL=C
limit=${FORMAL_TIMEOUT:-300}
hold_width=${HOLD_WIDTH:-16}
depth=4        # of the induction; its base case is as deep
fault_depth=8  # clocks in which a fault must show
cover_depth=12 # clocks in which a cover must be reached

# The tasks, which are processes of this script, take these from it.
work=${FORMAL_WORK:-build/formal}
read -ra chosen <<<"${FORMAL_CHOSEN:-${properties[*]}}"

json=build/formal.json
text=lif_properties.vh
layout='%-14s %-6s %-14s %-8s %9s s'

is_arithmetic() { [[ $1 == P1 || $1 == P9 || $1 == p1_* || $1 == p9_* ]]; }
widths_of() { # FORMAT: state and leak bits; nothing if it is unknown
    if [[ $1 =~ ^w([1-9][0-9]?)f[0-9]+k([1-9][0-9]?)$ ]]; then
        echo "${BASH_REMATCH[1]} ${BASH_REMATCH[2]}"
    else
        awk -v name="$1" '$1 == name { print $2, $4 }' "$root/rtl/formats.txt"
    fi
}

# shellcheck source=testbenches/formal/runner.sh
source "$here/runner.sh"
# shellcheck source=testbenches/formal/yosys.sh
source "$here/yosys.sh"
# shellcheck source=testbenches/formal/netlists.sh
source "$here/netlists.sh"

# Prints NUMBER and LABEL of the faults of a property.
faults_of() { # PROPERTY
    awk -v ask=list -f "$seed" "$here/faults.txt" |
        awk -v label="^p${1#P}_" '$2 ~ label { print $1, $2 }'
}

# ---- engines: each prints passed, failed LABEL, unknown, or error ----

smtbmc() { # LOG ARGUMENTS ...
    local log=$1
    shift
    timeout "$limit" yosys-smtbmc -s z3 "$@" >"$log" 2>&1
}

# Prints `passed`, or `failed` with the first label; every other end is an error.
smtbmc_says() { # LOG STATUS
    if (($2 == 0)) && grep -q 'Status: PASSED$' "$1"; then
        echo passed
    elif (($2 == 1)) && grep -q 'Status: FAILED$' "$1"; then
        echo "failed $(sed -n 's/.*Assert failed in lif_neuron: \([a-z0-9_]*\).*/\1/p' "$1" | head -n 1)"
    else
        echo error
    fi
}

bounded() { # MODEL DEPTH
    local status=0
    smtbmc "$1.base" -t "$2" --noprogress "$1" || status=$?
    smtbmc_says "$1.base" "$status"
}

induction() { # MODEL
    local status=0 answer
    smtbmc "$1.step" -i -t "$depth" --noprogress "$1" || status=$?
    answer=$(smtbmc_says "$1.step" "$status")
    if [[ $answer == passed ]] && ! grep -q 'Temporal induction successful' "$1.step"; then
        answer=error
    fi
    # A step that fails does so for states that may not be reachable.
    if [[ $answer == failed* ]]; then answer=unknown; fi
    echo "$answer"
}

# The AIGER header tells what ABC is given: no latches, no outputs, one bad state, no constraints.
combinational() { # MODEL LABEL
    local header log=$1.abc status=0
    header=$(head -n 1 "$1" | tr -d '\0')
    if ! [[ $header =~ ^aig\ [0-9]+\ [1-9][0-9]*\ 0\ 0\ [1-9][0-9]*\ 1(\ 0)*$ ]]; then
        echo error
        return
    fi
    timeout "$limit" yosys-abc -c "read $1; dprove" >"$log" 2>&1 || status=$?
    if ((status == 0)) && grep -qE '^UNSATISFIABLE ' "$log"; then
        echo passed
    elif ((status == 0)) && grep -qE '^SATISFIABLE ' "$log"; then
        echo "failed $2"
    elif ((status == 0)) && grep -qE '^UNDECIDED ' "$log"; then
        echo unknown
    else
        echo error
    fi
}

# ---- tasks: each leaves one line in a file ----

prove() { # FORMAT PROPERTY
    local model=$work/$1/$2 verdict begin=${EPOCHREALTIME/./} answer
    if is_arithmetic "$2"; then
        answer=$(combinational "$model.aig" "$(labels_of p "$2")")
    else
        answer=$(bounded "$model.smt2" "$depth")
        if [[ $answer == passed ]]; then answer=$(induction "$model.smt2"); fi
    fi
    case $answer in
    passed) verdict=proven ;;
    failed*) verdict=failed ;;
    unknown) verdict=unknown ;;
    *) verdict=error ;;
    esac
    echo "$verdict $(((${EPOCHREALTIME/./} - begin) / 1000))" >"$model.verdict"
}

# A fault is rejected if the assertion of its label, and no invariant, has a counterexample.
reject() { # FORMAT NUMBER LABEL
    local folder=$work/$1/fault-$2 answer
    rm -rf "$folder"
    mkdir -p "$folder/rtl"
    cp "$root"/rtl/{lif_neuron.v,lif_properties.vh} "$folder/rtl"
    awk -v fault="$2" -v root="$folder" -f "$seed" "$here/faults.txt"
    if is_arithmetic "$3"; then
        { elaborate "$folder/rtl" "$1" && write_model "$folder/m.aig" 1 "$3"; } | run_yosys "$folder/log"
        answer=$(combinational "$folder/m.aig" "$3")
    else
        { elaborate "$folder/rtl" "$1" && write_model "$folder/m.smt2" 1 "$3"; } | run_yosys "$folder/log"
        answer=$(bounded "$folder/m.smt2" "$fault_depth")
    fi
    if [[ $answer == "failed $3" ]]; then echo rejected; else echo "$answer"; fi >"$folder/verdict"
}

cover() { # FORMAT
    local log=$work/$1/covers status=0
    smtbmc "$log.log" -c -t "$cover_depth" --noprogress "$work/$1/covers.smt2" || status=$?
    if ((status > 1)) || ! grep -qE 'Status: (PASSED|FAILED)$' "$log.log"; then return 1; fi
    sed -nE 's/.*Reached cover statement (in step [0-9]+ )?at ([a-z_]+: )?([a-z0-9_]+).*/\3/p' "$log.log" |
        sort >"$log.txt"
}

# Proves the lemma, and finds its fault, which allows one more for the leak.
lemma() {
    local folder=$work/product answer faulty begin=${EPOCHREALTIME/./} verdict=error
    mkdir -p "$folder"
    answer=$(timeout "$limit" z3 "$here/product.smt2" 2>&1) || answer=error
    sed 's/(<= leak one)/(<= leak (+ one 1))/' "$here/product.smt2" >"$folder/fault.smt2"
    faulty=$(timeout "$limit" z3 "$folder/fault.smt2" 2>&1) || faulty=error
    case $answer in unsat) verdict=proven ;; sat) verdict=failed ;; unknown) verdict=unknown ;; esac
    echo "$verdict $(((${EPOCHREALTIME/./} - begin) / 1000))" >"$folder/verdict"
    if [[ $faulty == sat ]]; then echo rejected; else echo "$faulty"; fi >"$folder/fault"
}

# ---- the whole ----

tasks() {
    local format p
    echo lemma
    for format in "${formats[@]}"; do # the long ones first
        echo "cover $format"
        for p in "${chosen[@]}"; do echo "prove $format $p"; done
        for p in "${chosen[@]}"; do faults_of "$p" | sed "s/^/reject $format /"; done
    done
}

# Every assertion has a fault, every fault an assertion, every property an assertion and a cover.
tables_agree() {
    local p
    for p in "${properties[@]}"; do
        [[ -n $(labels_of p "$p") && -n $(labels_of c "$p") ]] || return 1
    done
    [[ $(for p in "${properties[@]}"; do labels_of p "$p"; done | sort) == \
        "$(awk '$1 == "@" { print $2 }' "$here/faults.txt" | sort -u)" ]]
}

# Prints one line of the table from what the tasks left; what a task did not leave counts as an
# error.
property_row() { # FORMAT PROPERTY
    local folder=$work/$1 engine='z3 induction' verdict=error milliseconds=0
    local label faults=0 rejected=0 cases=0 reached=0
    if is_arithmetic "$2"; then engine='ABC dprove'; fi
    if [[ -s $folder/$2.verdict ]]; then read -r verdict milliseconds <"$folder/$2.verdict"; fi
    count_faults "$folder" "$1" < <(faults_of "$2")
    if ! [[ -r $folder/covers.txt ]]; then verdict=error; fi
    for label in $(labels_of c "$2"); do
        cases=$((cases + 1))
        if grep -qx "$label" "$folder/covers.txt" 2>/dev/null; then
            reached=$((reached + 1))
        else
            echo "not reached: $label, $1" >&2
        fi
    done
    if [[ $verdict == proven ]] && ((reached < cases || cases == 0)); then verdict=vacuous; fi
    put_row "$engine" "$verdict" "$milliseconds" "$rejected" "$faults" "$reached" "$cases" \
        property "$2 ${about[$2]}" format "$1"
}

lemma_row() {
    local verdict=error milliseconds=0 rejected=0
    if [[ -s $work/product/verdict ]]; then
        read -r verdict milliseconds <"$work/product/verdict"
    fi
    case $(cat "$work/product/fault" 2>/dev/null) in
    rejected) rejected=1 ;;
    unsat | unknown) ;;
    *) verdict=error ;;
    esac
    put_row 'z3 integers' "$verdict" "$milliseconds" "$rejected" 1 0 0 \
        property 'P1 P9 product' format all
}

options() { # ARGUMENT ...
    local format
    read_options 'P1,P2' FORMAT "$@"
    formats=("${named[@]}")
    if ((${#formats[@]} == 0)); then
        mapfile -t formats < <(sed 's/#.*//' "$root/rtl/formats.txt" | awk 'NF { print $1 }')
    fi
    for format in "${formats[@]}"; do
        [[ -n $(widths_of "$format") ]] || give_up 2 "unknown format '$format'"
    done
}

main() {
    local format p jobs
    options "$@"
    need_tools yosys yosys-smtbmc yosys-abc z3 jq
    tables_agree || give_up 3 'an assertion without a fault, or a property without a cover'

    for format in "${formats[@]}"; do rm -rf "${work:?}/$format"; done
    rm -rf "$work/product" "$json"
    mkdir -p "$work" "$(dirname "$json")"
    export FORMAL_WORK=$work FORMAL_CHOSEN=${chosen[*]}
    jobs=(xargs -P "$(nproc)" -L 1 "$here/formal.sh" --task)
    # A task that fails leaves no verdict, which the table tells.
    printf 'models %s\n' "${formats[@]}" | "${jobs[@]}" || true
    tasks | "${jobs[@]}" || true

    begin_table
    for format in "${formats[@]}"; do
        for p in "${chosen[@]}"; do property_row "$format" "$p"; done
    done
    lemma_row
    end_table $((${#formats[@]} * ${#chosen[@]} + 1))
}

if [[ ${1:-} == --task ]]; then
    shift
    "$@"
else
    main "$@"
fi
