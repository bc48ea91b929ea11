# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034  # for the scripts that source it
#
# To be sourced by formal.sh, variants.sh and core.sh: what they do alike with Yosys.

# From 0.40 on Yosys reads an assertion or a cover as a $check cell, which this turns into the cell
# that 0.23 makes at once; 0.23 does not know the option.
lower_checks=
if [[ $(yosys -p 'help chformal' 2>/dev/null) == *-lower* ]]; then lower_checks='chformal -lower;'; fi

# Runs Yosys on the commands of standard input. Any warning is an error: a name that is implicitly
# declared would make an assertion about nothing.
run_yosys() { # LOG
    if ! yosys -q -s /dev/stdin >"$1" 2>&1; then
        tail -n 3 "$1" >&2
        return 1
    fi
    if grep -E 'Warning|implicitly declared' "$1" >&2; then return 1; fi
}
