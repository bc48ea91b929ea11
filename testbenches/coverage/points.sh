#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# points.sh FOLDER [apart]   makes FOLDER/points.txt of what Verilator counted, FOLDER/rtl/CIRCUIT-*.dat.
#
# It has lines "CIRCUIT line FILE LINE MET" and "CIRCUIT bit FILE NAME MET", each once; a place is met if
# it is in one run, and a bit when it went up and down. Only files of rtl/ count, and the neuron of the
# board and the tile, and the core of a board, are not counted again.
#
# With `apart` (cores of several shapes, whose points are counted for each instance of a module) the name
# of a bit begins with its instance, as u_synapse.u_row.read_i. Lines are those of all cores together, with
# `core` as CIRCUIT: what a parameter leaves out of one core is in another. There are lines "core branch
# FILE LINE:COLUMN:WAY MET" besides; WAY is if or else, and an `else` that nobody wrote is one, too.
set -euo pipefail

work=${1:?FOLDER}
shopt -s nullglob
measured=("$work"/rtl/*.dat)
if ((${#measured[@]} == 0)); then
    echo "points.sh: $work has no rtl/*.dat; measure first" >&2
    exit 2
fi
for file in "${measured[@]}"; do
    circuit=$(basename "$file" | sed 's/-[0-9]*-[0-9]*\.dat$//')
    tr '\001\002' '|=' <"$file" | awk -v circuit="$circuit" -v apart="${2-}" '
        function field(name,    at) {
            at = index($0, "|" name "=")
            if (!at) return ""
            rest = substr($0, at + length(name) + 2)
            sub(/[|'\''].*/, "", rest)
            return rest
        }
        # The instance below the top, which Verilator calls TOP.lif_core.
        function instance(    path) {
            path = field("h")
            sub(/^[^.]*(\.[^.]*)?\.?/, "", path)
            return apart == "" || path == "" ? "" : path "."
        }
        !/^C / || !index($0, "|f=rtl/") { next }
        circuit ~ /^(board|tile)$/ && /\|f=rtl\/(lif_neuron|lif_fire)/ { next }
        apart != "" && index(instance(), ".u_core.") { next }
        /\|page=v_toggle/ { print circuit, "bit", field("f"), instance() field("o"), ($NF >= 2); next }
        apart != "" && /\|page=v_branch/ && field("o") ~ /^(if|else)$/ {
            print "core", "branch", field("f"), field("l") ":" field("n") ":" field("o"), ($NF > 0)
        }
        {   # a block stands for the lines that S lists, as 3,5-7
            count = split(field("S") == "" ? field("l") : field("S"), parts, ",")
            for (i = 1; i <= count; i++) {
                last = split(parts[i], ends, "-")
                for (l = ends[1]; l <= ends[last]; l++)
                    print (apart == "" ? circuit : "core"), "line", field("f"), l, ($NF > 0)
            }
        }'
done | awk '{ key = $1; for (i = 2; i < NF; i++) key = key " " $i
              if (!(key in met) || $NF > met[key]) met[key] = $NF }
            END { for (key in met) print key, met[key] }' | sort >"$work/points.txt"
