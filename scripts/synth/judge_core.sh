#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# judge_core.sh TARGET CORE FOLDER NETWORK   judges FOLDER/netlist.so, the netlist of a core, like its RTL
#
# The program (PROGRAM) runs the network on it: every word of every neuron-tick must be the integer
# model's. The bench must also be able to fail: FOLDER/fault.so, the netlist with one LUT inverted, must
# not pass. A core has RAM, so ABC proves nothing of it: equivalence is "undecided". It writes
# FOLDER/result.json. Status: 0 it passes, 1 it does not, 3 a tool failed.
set -euo pipefail

target=$1
core=$2
folder=$3
network=$4
# A netlist is evaluated whole: to look for a faster way would take longer than the run.
export LIFCOSIM_EVAL=public
status=0
"$PROGRAM" run --quiet --no-expect --dut "$folder/netlist.so" --json "$folder/judged.json" "$network" \
    >"$folder/judged.txt" || status=$?
((status <= 1)) || exit 3
fault=0
"$PROGRAM" run --quiet --no-expect --dut "$folder/fault.so" "$network" >"$folder/fault.txt" 2>"$folder/fault.err" ||
    fault=$?
# A core that answers nothing, or refuses its words, is not judged (3): that is seen, too. A library that cannot be
# opened is a tool that failed.
if ((fault == 3)) && ! grep -qE ' cannot (be configured|read its words back|run a tick)' "$folder/fault.err"; then
    cat "$folder/fault.err" >&2
    exit 3
fi
jq -c --arg target "$target" --arg core "$core" --argjson status "$status" --argjson fault "$fault" '.results[0]
    | {$target, $core, neuron_ticks: .levels.exact.compared, spikes: ([.spikes.dut[] | length] | add),
       bit_exact: ($status == 0 and .levels.exact.verdict == "pass" and .levels.exact.compared > 0),
       equivalence: "undecided", fault_seen: ($fault == 1 or $fault == 3)}
    | .verdict = (if .bit_exact and .fault_seen then "pass" else "fail" end)' "$folder/judged.json" \
    >"$folder/result.json.part"
mv "$folder/result.json.part" "$folder/result.json"
