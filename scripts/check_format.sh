#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# check_format.sh NAME [STATE FRACTION LEAK]   is this a format that a circuit can have?
#
# NAME is what the user gave, the rest its widths in bits (none: nobody knows the name). The ranges are
# those of lif_format_validate in reference/lif_fixed.h.
# Status: 0 it is; 2 it is not, and standard output says why and what would be right.
set -euo pipefail

name=$1
shift
refuse() {
    printf '%s\n' "$*"
    exit 2
}

if (($# != 3)) || [[ ! "$1$2$3" =~ ^[0-9]+$ ]]; then
    named=$(sed -e 's/#.*//' -e '/^ *$/d' "$(dirname "$0")/../rtl/formats.txt" | cut -d' ' -f1 | tr '\n' ' ')
    refuse "unknown format '$name': give one of ${named% }, or state/fraction/leak bits as FORMAT=20/12/18"
fi
for width in "$@"; do
    ((${#width} <= 3)) || refuse "format '$name': a width of $width bits is not possible; give state/fraction/leak" \
        'bits as FORMAT=20/12/18'
done
state=$((10#$1)) fraction=$((10#$2)) leak=$((10#$3))
((state >= 2 && state <= 32)) ||
    refuse "format '$name': a state of $state bits is not possible; give 2 to 32"
((fraction < state)) ||
    refuse "format '$name': $fraction fraction bits do not fit a state of $state bits; give at most $((state - 1))"
((leak >= 1 && state + leak <= 63)) ||
    refuse "format '$name': a leak word of $leak fraction bits is not possible beside a state of $state bits;" \
        "give 1 to $((63 - state))"
