# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034,SC2154  # it shares names with the scripts that source it
#
# To be sourced by formal.sh, variants.sh and core.sh: their arguments, and the table and JSON of what
# is proven. They have set `root`, `text` (the file of properties), `about` (the name of each property)
# and the defaults of `work`, `json` and `chosen`.

seed=$root/testbenches/faults/seed.awk

give_up() { # STATUS MESSAGE
    echo "${0##*/}: $2" >&2
    exit "$1"
}

need_tools() { # TOOL ...
    local tool
    for tool in "$@"; do
        command -v "$tool" >/dev/null || give_up 3 "$tool is missing; type scripts/setup.sh formal"
    done
}

# Reads the options into `work`, `json` and `chosen`, and leaves what else is there in `named`.
read_options() { # SOME_PROPERTIES WHAT_IS_NAMED ARGUMENT ...
    local p usage="usage: [--work DIR] [--json FILE] [--properties $1] [$2 ...]"
    shift 2
    named=()
    while (($# > 0)); do
        case $1 in
        --work | --json | --properties)
            [[ -n ${2:-} ]] || give_up 2 "$usage"
            case $1 in
            --work) work=$2 ;;
            --json) json=$2 ;;
            --properties) IFS=, read -ra chosen <<<"$2" ;;
            esac
            shift 2
            ;;
        -*) give_up 2 "$usage" ;;
        *) named+=("$1") && shift ;;
        esac
    done
    for p in "${chosen[@]}"; do
        [[ " ${!about[*]} " == *" $p "* ]] || give_up 2 "there is no property '$p'"
    done
}

# ---- properties and their labels ----

labels_of() { # c | p, property: the labels that the text has
    grep -oE "\b$1${2#P}_[a-z_]+: +(assert|cover) " "$root/rtl/$text" | cut -d: -f1
}
property_of() { local label=${1%%_*} && echo "P${label#[pc]}"; } # LABEL
is_chosen() { [[ " ${chosen[*]} " == *" $1 "* ]]; }              # PROPERTY

# ---- the table ----

# Counts the faults of standard input, NUMBER LABEL a line, by what their tasks left; one that left
# nothing is an error. Adds to `faults` and `rejected`, and sets `verdict` to that error.
count_faults() { # FOLDER NAME
    local number label answer
    while read -r number label; do
        faults=$((faults + 1))
        answer=$(cat "$1/fault-$number/verdict" 2>/dev/null) || answer=error
        if [[ $answer == rejected ]]; then
            rejected=$((rejected + 1))
        else
            echo "not rejected: fault $number, $label, $2: $answer" >&2
        fi
        if [[ $answer == error ]]; then verdict=error; fi
    done
}

begin_table() {
    rows=0 sound=0 errors=0
    : >"$json.part"
}

# Prints a row by the `layout` of its first five columns, which are both VALUEs, the engine, the
# verdict and the seconds; the same goes to the JSON, with all VALUEs by their KEYs.
put_row() { # ENGINE VERDICT MILLISECONDS REJECTED FAULTS REACHED COVERS KEY VALUE KEY VALUE [KEY VALUE]
    local engine=$1 verdict=$2 milliseconds=$3 rejected=$4 faults=$5 reached=$6 covers=$7
    local all_rejected=false seconds first=$9 second=${11} values=()
    shift 7
    while (($# > 1)); do values+=(--arg "$1" "$2") && shift 2; done
    if ((rejected == faults && faults > 0)); then all_rejected=true; fi
    seconds=$(printf '%d.%03d' $((milliseconds / 1000)) $((milliseconds % 1000)))
    # shellcheck disable=SC2059 # the layout of the script
    printf "$layout   %d/%d faults   %d/%d covers\n" "$first" "$second" "$engine" "$verdict" \
        "$seconds" "$rejected" "$faults" "$reached" "$covers"
    jq -n "${values[@]}" --arg engine "$engine" --arg verdict "$verdict" \
        --argjson seconds "$seconds" --argjson fault_rejected "$all_rejected" \
        --argjson faults "$faults" --argjson covers "$covers" \
        --argjson covers_reached "$reached" '$ARGS.named' >>"$json.part"
    rows=$((rows + 1))
    if [[ $verdict == proven && $all_rejected == true ]]; then sound=$((sound + 1)); fi
    if [[ $verdict == error ]]; then errors=$((errors + 1)); fi
}

# Ends the table, which has to have so many rows, or any; the status is that of the script.
end_table() { # [ROWS]
    jq -s . "$json.part" >"$json.new"
    mv "$json.new" "$json"
    rm "$json.part"
    echo "$sound of $rows proven, with every fault rejected"
    if ((errors > 0 || rows != ${1:-rows} || rows == 0)); then
        give_up 3 "$errors errors: see the logs in $work"
    fi
    ((sound == rows))
}
