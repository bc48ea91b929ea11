#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# judge_netlist.sh TARGET CIRCUIT FOLDER SCENARIO ...   judges FOLDER/netlist.so like its RTL
#
# The published scenarios (PROGRAM; the integer model is both sides' exact specification), a random
# sweep against the RTL (COMPARE, NETLIST_SETS blocks), the proof by ABC; and the netlist with a
# fault (fault.so, fault.v) must be told from the RTL by sweep and proof. Writes FOLDER/result.json.
# Status: 0 bit exact and the fault found, 1 not, 3 a tool failed.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
target=$1
circuit=$2
folder=$3
shift 3

"$here/judge.sh" "$folder/netlist.so" "$folder/judged.json" "$@"
"$here/judge.sh" "$circuit" "$folder/judged-rtl.json" "$@"
same=$(jq -s 'map(del(.circuit, .clocks_per_step)) | .[0] == .[1] and .[0].exact == .[0].judged' \
    "$folder/judged.json" "$folder/judged-rtl.json")

sweep() { # CIRCUIT FILE
    local status=0
    "$COMPARE" "$circuit" "$1" "$NETLIST_SETS" >"$2" 2>"$2.err" || status=$?
    # a handshake that dies is a difference too
    if ((status == 3)) && grep -q 'stays low' "$2.err"; then
        echo '{"steps": 0, "different": 1, "spikes": 0}' >"$2"
    elif ((status > 1)); then
        cat "$2.err" >&2
        exit 3
    fi
}
sweep "$folder/netlist.so" "$folder/sweep.json"
sweep "$folder/fault.so" "$folder/sweep-fault.json"
equivalence=$("$here/netlist.sh" prove "$target" "$folder")
fault=$("$here/netlist.sh" prove "$target" "$folder" "$folder/fault.v")

jq -n -c --arg target "$target" --arg variant "$circuit" --argjson same "$same" \
    --arg equivalence "$equivalence" --arg fault "$fault" \
    --slurpfile judged "$folder/judged.json" --slurpfile sweep "$folder/sweep.json" \
    --slurpfile broken "$folder/sweep-fault.json" '
    {$target, $variant, scenarios: $judged[0].judged, random_steps: $sweep[0].steps,
     bit_exact: ($same and $sweep[0].different == 0 and $sweep[0].spikes > 0), $equivalence,
     fault_seen_by: ([if $broken[0].different > 0 then "sweep" else empty end,
                      if $fault == "different" then "proof" else empty end])}' >"$folder/result.json.part"
mv "$folder/result.json.part" "$folder/result.json"
# Where the proof decides, it must also see the fault.
jq -e '.bit_exact and .equivalence != "different" and (.fault_seen_by | index("sweep")) and
    (.equivalence == "undecided" or (.fault_seen_by | index("proof")))' "$folder/result.json" >/dev/null ||
    { echo "netlist: $circuit on $target: $(<"$folder/result.json")" >&2 && exit 1; }
