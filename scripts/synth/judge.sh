#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# judge.sh CIRCUIT FILE SCENARIO ...   runs the published scenarios on a circuit, each for itself,
# and sums up the program's JSON (PROGRAM) in FILE:
#
#   scenarios   how many, and judged: how many the circuit's format can hold
#   exact, constants, bounded   how many of the judged pass that level
#   identical   how many published spike lists the circuit gives
#   bound       the largest error bound over the judged ones, in |threshold - reset|
#
# A scenario that a format cannot hold ends with status 2 and is not judged. Status: 0, 3 a tool or
# the circuit failed.
set -euo pipefail

circuit=$1
file=$2
shift 2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$(dirname "$file")"

number=0
for scenario in "$@"; do
    number=$((number + 1))
    status=0
    "$PROGRAM" run --quiet --dut "$circuit" --json "$scratch/$number.json" "$scenario" \
        >"$scratch/out" 2>"$scratch/err" || status=$?
    if ((status > 2)); then
        cat "$scratch/err" >&2
        exit 3
    fi
    if ((status == 2)); then
        # The format is the only excuse: anything else that is wrong with a scenario is an error.
        if ! grep -qE 'outside of what|rounds to 0' "$scratch/err"; then
            cat "$scratch/err" >&2
            exit 3
        fi
        rm -f "$scratch/$number.json"
    fi
done
jq -s --arg circuit "$circuit" --argjson scenarios "$number" '
    [.[].results[] | select(.clipped_steps == 0)] as $runs
    | if ($runs | length) == 0 then error("nothing was judged") else . end
    | def passes(level): [$runs[] | select(.levels[level].verdict == "pass")] | length;
    {$circuit, $scenarios, judged: ($runs | length), exact: passes("exact"),
     constants: passes("constants"), bounded: passes("bounded"),
     identical: ([$runs[] | select(.levels.expect.dut_equal)] | length),
     bound: ([$runs[] | .levels.bounded.max_bound_v
              / (.neuron.threshold_v - .neuron.reset_v | fabs)] | max),
     state_width: $runs[0].dut.state_width, state_fraction: $runs[0].dut.state_fraction,
     leak_fraction: $runs[0].dut.leak_fraction, rounding: $runs[0].dut.rounding,
     leak: ($runs[0].dut | if .leak_coding == null then "any"
            else "\(.leak_digits) \(.leak_coding)" end),
     clocks_per_step: $runs[0].dut.clocks_per_step}' "$scratch"/*.json >"$file.part"
mv "$file.part" "$file"
