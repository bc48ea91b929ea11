#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The networks of publications pass and show what their `about` says, and their data are those that the programs
# beside them make.
# shellcheck disable=SC2154  # tap.sh and program.sh set names
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh
networks=$root/sim/networks

run "$program" run --dut model:c24 --json all.json "$networks"/*.yaml
check 'all of them pass' is "$status" 0
of() { jq -c --arg name "$1" ".results[] | select(.scenario == \$name) | $2" all.json; }
within() { awk -v x="$1" -v low="$2" -v high="$3" 'BEGIN {exit !(x >= low && x <= high)}'; }

# The paper's 37.7 Hz, and irregular: the coefficient of variation of the intervals of a neuron.
rate=$(of brunel-irregular '.levels.free_running.populations.exc.dut_rate_hz')
check "brunel-irregular: $rate Hz, the paper 37.7 Hz" within "$rate" 32.0 43.4
irregular=$(of brunel-irregular '.spikes.dut.exc | group_by(.[0])[] | [.[][1]] | select(length > 5) |
    [range(1; length) as $i | .[$i] - .[$i - 1]] | (add / length) as $m | (map((. - $m) * (. - $m)) | add / length | sqrt) / $m' |
    awk '{s += $1; n++} END {print s / n}')
check "brunel-irregular: intervals vary by $irregular" within "$irregular" 0.3 1.2
same=$(of brunel-irregular '[.spikes.dut.exc[][1]] | group_by(.) | map(length) | max')
check "brunel-irregular: at most $same of 205 neurons spike in a tick" within "$same" 1 40

check 'winner: one cell spikes in each half' is \
    "$(of winner '.spikes.dut.cell | map([.[0], (.[1] >= 520)]) | unique')" '[[2,false],[5,true]]'
for what in events spikes; do
    check "winner.awk makes the $what" is "$(awk -v what=$what -f "$networks/winner.awk")" "$(<"$networks/winner-$what.csv")"
done

spread() { of synfire-carries "[.spikes.dut.$1[][1]] | sort | .[2:18] | .[15] - .[0]"; }
check 'synfire-carries: every neuron of the last group spikes' is \
    "$(of synfire-carries '[.spikes.dut.g9[][0]] | unique | length')" 20
check "synfire-carries: the packet is narrower in the end ($(spread g9) ticks, at first $(spread g0))" \
    test "$((3 * $(spread g9)))" -lt "$((2 * $(spread g0)))"
check 'synfire-dies: nothing but background after the third group' within \
    "$(of synfire-dies '[.spikes.dut | .g3, .g4, .g5, .g6, .g7, .g8, .g9 | length] | add')" 0 6
run "$program" run "$networks/winner.yaml" "$networks/synfire-carries.yaml"
check 'two of them on the circuit' has "$out" '2 runs: 2 pass, 0 fail, 0 vacuous'
tap_done
