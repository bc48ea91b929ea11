# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154  # it shares names with variants.sh and core.sh
#
# To be sourced by variants.sh and core.sh: models for ABC, and what ABC says of them.

# Prints Yosys' commands that write the assertions, or the covers as such, of some labels, and no
# other.
write_model() { # FILE COUNT LABEL_PATTERN ...
    local file=$1 count=$2 pattern keep=''
    shift 2
    for pattern in "$@"; do keep+=" c:$pattern %d"; done
    cat <<YS
design -load whole
select -set others t:\$cover t:\$assert %u$keep
delete @others
techmap -map $here/covers_as_asserts.v t:\$cover
select -assert-count $count t:\$assert
delete -output; setundef -anyseq -undriven; opt_clean; dffunmap
techmap; opt_clean; abc -g AND -fast; opt_clean
write_aiger -zinit $file
YS
}

# ---- engines: passed, failed, unknown or error ----

abc() { # LOG COMMANDS
    timeout "$limit" yosys-abc -c "$2" >"$1" 2>&1
}

bounded() { # FILE CLOCKS
    local status=0
    abc "$1.bmc" "read $1; fold; strash; bmc3 -F $2" || status=$?
    if ((status == 0)) && grep -q "No output asserted in $2 frames" "$1.bmc"; then
        echo passed
    elif ((status == 0)) && grep -q 'was asserted in frame' "$1.bmc"; then
        echo failed
    else
        echo error
    fi
}

unbounded() { # FILE
    local status=0
    abc "$1.pdr" "read $1; fold; strash; scorr; pdr" || status=$?
    if ((status == 0)) && grep -q '^Property proved' "$1.pdr"; then
        echo passed
    elif ((status == 0)) && grep -q 'was asserted in frame' "$1.pdr"; then
        echo failed
    elif ((status == 0)) && grep -q '^Property UNDECIDED' "$1.pdr"; then
        echo unknown
    else
        echo error
    fi
}
