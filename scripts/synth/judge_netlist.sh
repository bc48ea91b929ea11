#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# judge_netlist.sh TARGET CIRCUIT FOLDER SCENARIO ...   judges FOLDER/netlist.so like its RTL
#
# It runs the published scenarios (PROGRAM; the integer model is both sides' exact specification), a
# random sweep against the RTL (COMPARE, NETLIST_SETS blocks) and the proof by ABC. The bench must
# also be able to fail: the sweep must tell the netlist from the RTL with each of its LUTs inverted
# (LUT_FAULTS, luts.so), and the proof must do so with one (fault.v). It writes FOLDER/result.json.
# Status: 0 it passes, 1 it does not, 3 a tool failed.
set -euo pipefail

here=$(dirname "$0") # as it was called: Yosys and the rest take a path with a blank apart
target=$1
circuit=$2
folder=$3
shift 3

"$here/judge.sh" "$folder/netlist.so" "$folder/judged.json" "$@"
"$here/judge.sh" "$circuit" "$folder/judged-rtl.json" "$@"
same=$(jq -s 'map(del(.circuit, .clocks_per_step)) | .[0] == .[1] and .[0].exact == .[0].judged' \
    "$folder/judged.json" "$folder/judged-rtl.json")

status=0
"$COMPARE" "$circuit" "$folder/netlist.so" "$NETLIST_SETS" >"$folder/sweep.json" || status=$?
((status <= 1)) || exit 3
luts=$(grep -c '^  SB_LUT4 ' "$folder/netlist.v")
# A model with a selector cannot be restored, as the check of the fast evaluation restores one.
LIFCOSIM_EVAL=public "$LUT_FAULTS" "$circuit" "$folder/luts.so" "$luts" "$NETLIST_SETS" \
    >"$folder/luts.json" || exit 3
read -r equivalence reading < <("$here/netlist.sh" prove "$target" "$folder" || echo failed)
read -r fault _ < <("$here/netlist.sh" prove "$target" "$folder" "$folder/fault.v" || echo failed)
[[ $equivalence != failed && $fault != failed ]] || exit 3

# Only a netlist with DSPs may be undecided: then no reading was tried.
jq -n -c --arg target "$target" --arg variant "$circuit" --argjson same "$same" \
    --arg equivalence "$equivalence" --arg reading "$reading" --arg fault "$fault" \
    --argjson dsps "$(grep -c '^  SB_MAC16 ' "$folder/netlist.v" || true)" \
    --slurpfile judged "$folder/judged.json" --slurpfile sweep "$folder/sweep.json" \
    --slurpfile luts "$folder/luts.json" '
    {$target, $variant, scenarios: $judged[0].judged, random_steps: $sweep[0].steps,
     bit_exact: ($same and $sweep[0].different == 0 and $sweep[0].spikes > 0), $equivalence, $reading,
     luts: $luts[0].luts, luts_unseen: $luts[0].unseen,
     fault_seen_by: ([if $luts[0].unseen == [] then "sweep" else empty end,
                      if $fault == "different" then "proof" else empty end])} |
    .verdict = (if .bit_exact and .fault_seen_by == ["sweep", "proof"] and .equivalence == "equivalent" or
                   .bit_exact and .fault_seen_by == ["sweep"] and .equivalence == "undecided" and $dsps > 0
                then "pass" else "fail" end)' >"$folder/result.json.part"
mv "$folder/result.json.part" "$folder/result.json"
jq -e '.verdict == "pass"' "$folder/result.json" >/dev/null ||
    { echo "netlist: $circuit on $target: $(<"$folder/result.json")" >&2 && exit 1; }
