#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# formal.sh [--work DIR] [--json FILE] [FORMAT ...]   proves rtl/lif_properties.vh.
#
# For each format (default: all of rtl/formats.txt) and each property:
#   control (P2 .. P8, P10)  base case and induction by yosys-smtbmc with z3: without bound
#   arithmetic (P1, P9)      combinational, the membrane freed (any value): ABC dprove
#   faults                   each assertion alone must fail on each of its faults (faults.txt)
#   covers                   the case of each property is reached from power-on
# and once, for every width, the lemma on the product (product.smt2).
# In the control proofs P3 stands beside the property as an invariant, and is proven with it.
#
# A property is `proven` only if the tool said so in its own words: a missing tool, a warning, a
# count of assertions that is off, a timeout (FORMAL_TIMEOUT seconds a call) or any other answer is
# `error` or `unknown`. Table on standard output; status 0 if everything is proven, 1 if anything
# is not, 2 usage.
set -euo pipefail

# What rtl/lif_properties.vh must come to in the netlist: an assertion that vanished proves nothing.
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

work=build/formal
json=build/formal.json
formats=()

is_arithmetic() { [[ $1 == P1 || $1 == P9 || $1 == p1_* || $1 == p9_* ]]; }
widths_of() { awk -v name="$1" '$1 == name { print $2, $4 }' "$root/rtl/formats.txt"; }
labels_of() { # c | p, property: the labels that the text has
    grep -oE "\b$1${2#P}_[a-z_]+: +(assert|cover) " "$root/rtl/lif_properties.vh" | cut -d: -f1
}

# The sources of a fault: `label` lines of faults.txt, numbered from 1.
fault_labels() { awk '$1 == "@" { print $2 }' "$here/faults.txt"; }

# ---- netlists ----

# Yosys' commands that elaborate the neuron of a format from a folder of sources.
elaborate() { # FOLDER FORMAT
    local width leak
    read -r width leak < <(widths_of "$2")
    cat <<YS
read_verilog -formal -I$1 $1/lif_neuron.v
hierarchy -check -top lif_neuron -chparam StateWidth $width -chparam LeakFraction $leak -chparam HoldWidth $hold_width
proc; flatten; opt_expr; opt_merge; opt_clean
check -assert
select -assert-none t:\$assume t:\$dlatch
select -assert-count $asserts t:\$assert
select -assert-count $covers t:\$cover
design -save whole
YS
}

# Yosys' commands that write the assertions of some labels, and no other, for their engine. An
# undefined bit may be anything at any time.
write_model() { # FILE COUNT LABEL_PATTERN ...
    local file=$1 count=$2 pattern keep=''
    shift 2
    for pattern in "$@"; do keep+=" c:$pattern %d"; done
    cat <<YS
design -load whole
select -set others t:\$cover t:\$assert %u$keep
delete @others
YS
    if [[ $file == *.aig ]]; then
        cat <<YS
cutpoint w:membrane_q
delete -output
opt_clean; opt_expr; opt_merge; opt_clean
select -assert-none t:\$dff
select -assert-count $count t:\$assert
techmap; setundef -anyseq -undriven; opt_clean; abc -g AND -fast; opt_clean
write_aiger $file
YS
    else
        cat <<YS
opt_clean; opt_expr; opt_merge; opt_clean
select -assert-count $count t:\$assert
setundef -anyseq -undriven
dffunmap
write_smt2 -wires $file
YS
    fi
}

# Runs Yosys on the commands of standard input. Any warning is an error: a name that is implicitly
# declared would make an assertion about nothing.
run_yosys() { # LOG
    if ! yosys -q -s /dev/stdin >"$1" 2>&1; then
        tail -n 3 "$1" >&2
        return 1
    fi
    if grep -E 'Warning|implicitly declared' "$1" >&2; then return 1; fi
}

# All models of the sound circuit in one run.
models() { # FORMAT
    local folder=$work/$1 p count patterns
    mkdir -p "$folder"
    {
        elaborate "$root/rtl" "$1"
        for p in "${properties[@]}"; do
            if is_arithmetic "$p"; then
                count=$(labels_of p "$p" | wc -l)
                write_model "$folder/$p.aig" "$count" "p${p#P}_*"
            else
                patterns=(p3_* "p${p#P}_*")
                if [[ $p == P3 ]]; then patterns=(p3_*); fi
                count=$(for label in "${patterns[@]}"; do
                    label=${label#p} && labels_of p "P${label%%_*}"
                done | wc -l)
                write_model "$folder/$p.smt2" "$count" "${patterns[@]}"
            fi
        done
        cat <<YS
design -load whole
delete t:\$assert
opt_clean; opt_expr; opt_merge; opt_clean
select -assert-count $covers t:\$cover
setundef -anyseq -undriven
dffunmap
write_smt2 -wires $folder/covers.smt2
YS
    } | run_yosys "$folder/models.log"
}

# ---- engines: each prints proven, failed LABEL, or unknown ----

smtbmc() { # LOG ARGUMENTS ...
    local log=$1
    shift
    timeout "$limit" yosys-smtbmc -s z3 "$@" >"$log" 2>&1
}

# PASSED, or FAILED with the first label; every other end is unknown.
smtbmc_says() { # LOG STATUS
    if (($2 == 0)) && grep -q 'Status: PASSED$' "$1"; then
        echo passed
    elif (($2 == 1)) && grep -q 'Status: FAILED$' "$1"; then
        echo "failed $(sed -n 's/.*Assert failed in lif_neuron: \([a-z0-9_]*\).*/\1/p' "$1" | head -n 1)"
    else
        echo unknown
    fi
}

bounded() { # MODEL DEPTH
    local status=0
    smtbmc "$1.base" -t "$2" --noprogress "$1" || status=$?
    smtbmc_says "$1.base" "$status"
}

induction() { # MODEL
    local status=0
    smtbmc "$1.step" -i -t "$depth" --noprogress "$1" || status=$?
    if [[ $(smtbmc_says "$1.step" "$status") == passed ]] &&
        grep -q 'Temporal induction successful' "$1.step"; then
        echo passed
    else
        echo unknown # the step fails for states that may not be reachable
    fi
}

# The AIGER header tells what ABC is given: no latches, no outputs, one bad state, no constraints.
combinational() { # MODEL LABEL
    local header log=$1.abc status=0
    header=$(head -n 1 "$1" | tr -d '\0')
    if ! [[ $header =~ ^aig\ [0-9]+\ [1-9][0-9]*\ 0\ 0\ [1-9][0-9]*\ 1(\ 0)*$ ]]; then
        echo "unknown"
        return
    fi
    timeout "$limit" yosys-abc -c "read $1; dprove" >"$log" 2>&1 || status=$?
    if ((status == 0)) && grep -qE '^UNSATISFIABLE ' "$log"; then
        echo passed
    elif ((status == 0)) && grep -qE '^SATISFIABLE ' "$log"; then
        echo "failed $2"
    else
        echo unknown
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
    *) verdict=unknown ;;
    esac
    echo "$verdict $(((${EPOCHREALTIME/./} - begin) / 1000))" >"$model.verdict"
}

# A fault is rejected if the assertion of its label, and no invariant, has a counterexample.
reject() { # FORMAT NUMBER LABEL
    local folder=$work/$1/fault-$2 answer
    rm -rf "$folder"
    mkdir -p "$folder"
    cp "$root/rtl/lif_properties.vh" "$folder"
    awk -v wanted="$2" -f "$here/seed_fault.awk" "$here/faults.txt" "$root/rtl/lif_neuron.v" \
        >"$folder/lif_neuron.v"
    if is_arithmetic "$3"; then
        { elaborate "$folder" "$1" && write_model "$folder/m.aig" 1 "$3"; } | run_yosys "$folder/log"
        answer=$(combinational "$folder/m.aig" "$3")
    else
        { elaborate "$folder" "$1" && write_model "$folder/m.smt2" 1 "$3"; } | run_yosys "$folder/log"
        answer=$(bounded "$folder/m.smt2" "$fault_depth")
    fi
    if [[ $answer == "failed $3" ]]; then echo rejected; else echo "$answer"; fi >"$folder/verdict"
}

cover() { # FORMAT
    local log=$work/$1/covers status=0
    smtbmc "$log.log" -c -t "$cover_depth" --noprogress "$work/$1/covers.smt2" || status=$?
    if ((status > 1)) || ! grep -qE 'Status: (PASSED|FAILED)$' "$log.log"; then return 1; fi
    sed -n 's/.*Reached cover statement at \([a-z0-9_]*\) in step.*/\1/p' "$log.log" | sort >"$log.txt"
}

# The lemma; and with one more allowed for the leak, its fault.
lemma() {
    local folder=$work/product answer faulty begin=${EPOCHREALTIME/./} verdict=unknown
    mkdir -p "$folder"
    answer=$(timeout "$limit" z3 "$here/product.smt2" 2>&1) || answer=error
    sed 's/(<= leak one)/(<= leak (+ one 1))/' "$here/product.smt2" >"$folder/fault.smt2"
    faulty=$(timeout "$limit" z3 "$folder/fault.smt2" 2>&1) || faulty=error
    case $answer in unsat) verdict=proven ;; sat) verdict=failed ;; esac
    echo "$verdict $(((${EPOCHREALTIME/./} - begin) / 1000))" >"$folder/verdict"
    if [[ $faulty == sat ]]; then echo rejected; else echo "$faulty"; fi >"$folder/fault"
}

# ---- the whole ----

tasks() {
    local format p number label
    echo lemma
    for format in "${formats[@]}"; do # the long ones first
        echo "cover $format"
        for p in P1 P9 "${properties[@]}"; do
            if is_arithmetic "$p" || [[ ! $p =~ ^P(1|9)$ ]]; then echo "prove $format $p"; fi
        done | awk '!seen[$0]++'
        number=0
        while read -r label; do
            number=$((number + 1))
            echo "reject $format $number $label"
        done < <(fault_labels)
    done
}

# Every assertion has a fault, every fault an assertion, every property an assertion and a cover.
tables_agree() {
    local p
    for p in "${properties[@]}"; do
        [[ -n $(labels_of p "$p") && -n $(labels_of c "$p") ]] || return 1
    done
    [[ $(for p in "${properties[@]}"; do labels_of p "$p"; done | sort) == \
        "$(fault_labels | sort -u)" ]]
}

row() { # PROPERTY FORMAT ENGINE VERDICT MILLISECONDS FAULTS_REJECTED FAULTS COVERS_REACHED COVERS
    local rejected=false seconds
    if (($6 == $7 && $7 > 0)); then rejected=true; fi
    seconds=$(printf '%d.%03d' $(($5 / 1000)) $(($5 % 1000)))
    printf '%-14s %-6s %-14s %-8s %9s s   %d/%d faults   %d/%d covers\n' \
        "$1" "$2" "$3" "$4" "$seconds" "$6" "$7" "$8" "$9"
    printf '{"property": "%s", "format": "%s", "engine": "%s", "verdict": "%s", "seconds": %s, ' \
        "$1" "$2" "$3" "$4" "$seconds" >>"$json.part"
    printf '"fault_rejected": %s, "faults": %d, "covers": %d, "covers_reached": %d},\n' \
        "$rejected" "$7" "$9" "$8" >>"$json.part"
    rows=$((rows + 1))
    if [[ $4 == proven && $rejected == true ]]; then sound=$((sound + 1)); fi
}

# One line of the table from what the tasks left; what a task did not leave counts as an error.
property_row() { # FORMAT PROPERTY
    local folder=$work/$1 engine='z3 induction' verdict=error milliseconds=0
    local number=0 label faults=0 rejected=0 cases=0 reached=0
    if is_arithmetic "$2"; then engine='ABC dprove'; fi
    if [[ -s $folder/$2.verdict ]]; then read -r verdict milliseconds <"$folder/$2.verdict"; fi
    while read -r label; do
        number=$((number + 1))
        [[ $label == "p${2#P}"_* ]] || continue
        faults=$((faults + 1))
        if [[ $(cat "$folder/fault-$number/verdict" 2>/dev/null) == rejected ]]; then
            rejected=$((rejected + 1))
        else
            echo "not rejected: fault $number, $label, $1" >&2
        fi
    done < <(fault_labels)
    for label in $(labels_of c "$2"); do
        cases=$((cases + 1))
        if grep -qx "$label" "$folder/covers.txt" 2>/dev/null; then
            reached=$((reached + 1))
        else
            echo "not reached: $label, $1" >&2
        fi
    done
    if [[ $verdict == proven ]] && ((reached < cases || cases == 0)); then verdict=vacuous; fi
    row "$2 ${about[$2]}" "$1" "$engine" "$verdict" "$milliseconds" "$rejected" "$faults" \
        "$reached" "$cases"
}

lemma_row() {
    local verdict=error milliseconds=0 rejected=0
    if [[ -s $work/product/verdict ]]; then
        read -r verdict milliseconds <"$work/product/verdict"
    fi
    if [[ $(cat "$work/product/fault" 2>/dev/null) == rejected ]]; then rejected=1; fi
    row 'P1 P9 product' all 'z3 integers' "$verdict" "$milliseconds" "$rejected" 1 0 0
}

main() {
    local format p tool
    while (($# > 0)); do
        case $1 in
        --work) work=${2:?} && shift 2 ;;
        --json) json=${2:?} && shift 2 ;;
        -*) echo 'usage: formal.sh [--work DIR] [--json FILE] [FORMAT ...]' >&2 && exit 2 ;;
        *) formats+=("$1") && shift ;;
        esac
    done
    if ((${#formats[@]} == 0)); then
        mapfile -t formats < <(sed 's/#.*//' "$root/rtl/formats.txt" | awk 'NF { print $1 }')
    fi
    for format in "${formats[@]}"; do
        if [[ -z $(widths_of "$format") ]]; then
            echo "formal.sh: unknown format '$format'" >&2
            exit 2
        fi
    done
    for tool in yosys yosys-smtbmc yosys-abc z3; do
        command -v "$tool" >/dev/null || { echo "formal.sh: $tool is missing" >&2 && exit 1; }
    done
    if ! tables_agree; then
        echo 'formal.sh: an assertion without a fault, or a property without a cover' >&2
        exit 1
    fi

    for format in "${formats[@]}"; do rm -rf "${work:?}/$format"; done
    rm -rf "$work/product" "$json"
    mkdir -p "$work" "$(dirname "$json")"
    export work
    jobs=(xargs -P "$(nproc)" -L 1 "$here/formal.sh" --task)
    # a task that fails leaves no verdict: the table tells
    printf 'models %s\n' "${formats[@]}" | "${jobs[@]}" || true
    tasks | "${jobs[@]}" || true

    rows=0
    sound=0
    : >"$json.part"
    for format in "${formats[@]}"; do
        for p in "${properties[@]}"; do property_row "$format" "$p"; done
    done
    lemma_row
    { echo '[' && sed '$ s/,$//' "$json.part" && echo ']'; } >"$json.new"
    mv "$json.new" "$json"
    rm "$json.part"
    echo "$sound of $rows proven, with every fault rejected"
    ((sound == rows && rows == ${#formats[@]} * ${#properties[@]} + 1))
}

if [[ ${1:-} == --task ]]; then
    shift
    "$@"
else
    main "$@"
fi
