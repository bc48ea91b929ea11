#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# invert_lut.sh NETLIST N|BIT   prints a netlist of an iCE40 with what one of its LUTs computes inverted:
# the N-th of the file, from 1, or the one that the register of an output's bit, such as
# "membrane_o[12]", takes its value from. Status: 0, 1 there is no such LUT.
set -euo pipefail

number=$2
if [[ ! $number =~ ^[0-9]+$ ]]; then
    number=$(awk -v output=".Q($2)" '
        function net(line) { gsub(/^ *\.[A-Z]+\(|\),? *$/, "", line); return line }
        /^  [A-Za-z]/ { lut = 0 }
        /\.LUT_INIT\(/ { lut = ++luts }
        /^ *\.O\(/ && lut { from[net($0)] = lut }
        /^ *\.D\(/ { last = net($0) }
        index($0, output) { wanted = last }
        END { print from[wanted] + 0 }' "$1")
fi
awk -v wanted="$number" '
    /\.LUT_INIT\(16.h[0-9a-f]+\)/ && ++n == wanted {
        match($0, /16.h[0-9a-f]+/)
        old = substr($0, RSTART + 4, RLENGTH - 4)
        digits = "0123456789abcdef"; inverted = ""
        for (i = 1; i <= length(old); i++)
            inverted = inverted substr(digits, 17 - index(digits, substr(old, i, 1)), 1)
        while (length(inverted) < 4) inverted = "f" inverted
        sub(/16.h[0-9a-f]+/, "16'\''h" inverted)
    }
    { print }
    END { exit n < wanted || wanted < 1 }' "$1" ||
    { echo "netlist: there is no LUT $2 in $1" >&2 && exit 1; }
