#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# examples.sh [NAME...]
#
# `lifcosim prove` on every neuron of testbenches/foreign, sound and with DEFECT=1, on the shipped neuron
# in each named format, and on its variants, a line each: the verdict, how it came about, and the
# seconds. 24 of the sound ones have to be proven without bound for any words and none refuted; one that
# is not is tried with those of its scenario, in as many seconds again. And each defective
# one refuted by a run that the judge fails, of its scenario where no other is found ("no run" is
# none); one that Yosys cannot read, or that no equations declare, is said to be that. With NAMEs, of
# the first column, these alone, and no number is asked for.
# PROVE_SECONDS is the time for the engines of each (240).
# Status: 0 that is so, 1 it is not, 2 a NAME is no row, 3 the program or jq is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${LIFCOSIM:-build/lifcosim}
seconds=${PROVE_SECONDS:-240}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for tool in "$program" jq; do
    command -v "$tool" >/dev/null || { echo "examples.sh: $tool is missing" >&2 && exit 3; }
done

wrong=0 proven=0 words=0 rows=0
declare -A wanted_names=()
for name in "$@"; do wanted_names[$name]=1; done

# prove NAME WANTED ARGUMENT...: a line of the table. WANTED: 0 it is not refuted, 1 it is.
prove() {
    local name=$1 wanted=$2 status=0 with=''
    shift 2
    ((${#wanted_names[@]} == 0)) || [[ -v wanted_names[$name] ]] || return 0
    rows=$((rows + 1))
    rm -f "$work/json"
    "$program" prove --seconds "$seconds" --json "$work/json" "$@" >/dev/null 2>"$work/said" || status=$?
    if ((status == 3 && wanted == 1)) && [[ -e $scenario && -e $work/json ]]; then
        # no run of the words that were searched for shows it
        status=0 with=', with its scenario'
        "$program" prove --seconds "$seconds" --json "$work/json" --with "$scenario" "$@" \
            >/dev/null 2>"$work/said" || status=$?
    fi
    if ((status == 4)) && [[ -e $scenario ]] &&
        "$program" prove --seconds "$seconds" --json "$work/words" --with "$scenario" "$@" \
            >/dev/null 2>"$work/said"; then
        mv "$work/words" "$work/json"
        with=', for the words of its scenario'
        words=$((words + 1))
    fi
    if ((status == 3)) && grep -q 'Yosys does not read this' "$work/said"; then
        printf '%-24s %-10s %7s  %s\n' "$name" unreadable - "$(sed "s,^.*/,,; s/: syntax.*//" "$work/said")"
        return
    fi
    if grep -q 'no equations say that yet' "$work/said"; then
        printf '%-24s %-10s %7s  %s\n' "$name" undeclared - 'its leak word is coded in several parts'
        return
    fi
    if ((status == 3)) && [[ -e $work/json && $(jq -r .verdict "$work/json") == refuted ]]; then
        printf '%-24s %-10s %7s  no run: %s\n' "$name" refuted - "$(sed -n '1s/^lifcosim: //p' "$work/said")"
        wrong=1
        return
    fi
    if ((status == 3 || status == 2)); then
        printf '%-24s error      %7s  %s\n' "$name" - "$(head -n 1 "$work/said")"
        wrong=1
        return
    fi
    jq -r --arg name "$name" --arg with "$with" '[$name, .verdict, (.seconds * 10 | round / 10),
        .engine + (if .free_products then ", free products" else "" end) + $with, (.refuted // empty |
        "\(if .run_steps > 0 then "\(.run_steps) steps" else "a longer run" end); \(.level) fails at step \(.step), \(.quantity)")] | @tsv' \
        "$work/json" | awk -F'\t' '{ printf "%-24s %-10s %7s  %s%s\n", $1, $2, $3, $4, $5 == "" ? "" : "; " $5 }'
    if ((status == 0 && wanted == 0)); then proven=$((proven + 1)); fi
    if ((wanted == 1 && status != 1 || wanted == 0 && status == 1)); then wrong=1; fi
}

printf '%-24s %-10s %7s  %s\n' circuit verdict seconds 'by, and the run that shows it'
scenario=''
for manifest in testbenches/foreign/*.yaml; do
    scenario=testbenches/foreign/scenarios/$(basename "$manifest")
    for defect in 0 1; do
        name=$(basename "$manifest" .yaml)_proof$defect
        prove "$name" "$defect" --set "name=$name" --set "parameters.DEFECT=$defect" "$manifest"
    done
done
scenario=''
for name in $(awk '!/^#/ { print $1 }' rtl/formats.txt rtl/variants.txt); do
    prove "$name" 0 "$name"
done
if ((rows < ${#wanted_names[@]})); then
    echo "examples.sh: $rows of the ${#wanted_names[@]} names are rows of the table; take them from its first column" >&2
    exit 2
fi
echo "$proven sound neurons are proven without bound, and $words for the words of their scenarios"
((wrong == 0 && (${#wanted_names[@]} > 0 || proven >= 24)))
