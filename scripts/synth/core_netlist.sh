#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck disable=SC2153,SC2154  # names that make and tools.sh give
#
# core_netlist.sh TARGET CORE FOLDER [LUT]   the netlist of a core for an iCE40, FOLDER/netlist.v, behind
# the ports of lif_core, FOLDER/port.v, and the same with a LUT inverted, FOLDER/fault.v (invert_lut.sh:
# the middle one of the file, if none is named)
#
# make gives CORE_RTL and FIELDS as to core_synth.sh. Status: 0, 2 usage, 3 a tool failed.
set -euo pipefail

here=$(dirname "$0")
if (($# < 3)); then
    echo 'usage: core_netlist.sh TARGET CORE FOLDER [LUT]' >&2
    exit 2
fi
target=$1
circuit=$2 # for tools.sh
base=$3/netlist
# shellcheck source=tools.sh
. "$here/tools.sh"

chip_line=$(awk -v target="$target" '$1 == target && $3 != "-"' "$here/chips.txt")
[[ -n $chip_line ]] || die 2 'no netlist of this chip; give up5k or hx8k'
find_core "$FIELDS" "$chip_line"
mkdir -p "$3"
synthesise lif_core '' "$given" "$CORE_RTL" '' >"$base.ys"
cat >>"$base.ys" <<YS
rename lif_core lif_chip
opt_clean -purge
write_verilog -noattr $base.v.part
YS
tool "$base.log" yosys -s "$base.ys"
mv "$base.v.part" "$base.v"
"$here/invert_lut.sh" "$base.v" "${4:-$(($(grep -c '^  SB_LUT4 ' "$base.v") / 2))}" >"$3/fault.v" || exit 3
# The ports of the RTL around it, whose names stay: the parameters are there for the tool's -G.
awk '
    /^module lif_core #/ { on = 1 }
    on { print }
    on && /^\);/ { exit }' rtl/lif_core.v >"$3/port.v"
{
    echo '  lif_chip u_chip ('
    sed -n 's/^  \(input\|output\) *\(wire\|reg\) *\(signed\)* *\(\[[^]]*\]\)* *\([a-z0-9_]*\),\{0,1\} *\(\/\/.*\)*$/    .\5(\5),/p' \
        "$3/port.v" | sed '$ s/,$//'
    echo '  );'
    echo 'endmodule'
} >>"$3/port.v"
sed -i 's/^  output reg  /  output wire /' "$3/port.v"
