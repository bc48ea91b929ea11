#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# variants.sh [VARIANT ...]   proves rtl/lif_steps_properties.vh (default: all of rtl/variants.txt).
#
#   control   P2 to P8 and P10, in all its clocks and with a state of 4 bits: without bound, by ABC pdr
#   update    P9, at a small width, for two whole steps from any membrane (of several shift terms:
#             one step, two terms): bounded, by ABC
#   fault     the hold taken late, and a lost bit of the sum: both must be rejected
#
# A tool's warning, a missing tool, a timeout (FORMAL_TIMEOUT seconds a call) or any other answer is
# an error. Writes build/formal-variants.json; status 0 if everything is proven.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
export LC_ALL=C
limit=${FORMAL_TIMEOUT:-300}
work=build/formal/variants
mkdir -p "$work"
mapfile -t variants < <(sed 's/#.*//' rtl/variants.txt | awk 'NF { print $1 }')
if (($# > 0)); then variants=("$@"); fi

# Writes the model of a variant's module at some widths, from a folder of sources.
model() { # FILE MODULE STATE LEAK RESIDUAL DIGITS OPTIONS [FOLDER]
    local file=$1 digits='' folder=${8:-rtl}
    if [[ $6 != - ]]; then digits="-set LeakDigits $6"; fi
    yosys -q -p "read_verilog -formal $7 -Irtl $folder/lif_fire.v $folder/$2.v
        chparam -set StateWidth $3 -set LeakFraction $4 -set HoldWidth 4 -set Residual $5 $digits $2
        hierarchy -check -top $2; proc; flatten; opt_expr; opt_merge; opt_clean; check -assert
        select -assert-none t:\$dlatch; select -assert-min 10 t:\$assert
        delete -output; setundef -anyseq -undriven; opt_clean; dffunmap
        techmap; opt_clean; abc -g AND -fast; opt_clean; write_aiger -zinit $file" >"$file.log" 2>&1 ||
        { tail -n 3 "$file.log" >&2 && return 1; }
    ! grep -E 'Warning|implicitly declared' "$file.log" >&2
}

# The assertions of and-gates in so many clocks: passed, failed or unknown.
bounded() { # FILE CLOCKS
    timeout "$limit" yosys-abc -c "read $1; fold; strash; bmc3 -F $2" >"$1.out" 2>&1 || true
    if grep -q "No output asserted in $2 frames" "$1.out"; then
        echo passed
    elif grep -q 'was asserted in frame' "$1.out"; then
        echo failed
    else
        echo unknown
    fi
}

# The same in any number of clocks.
unbounded() { # FILE
    timeout "$limit" yosys-abc -c "read $1; fold; strash; scorr; pdr" >"$1.out" 2>&1 || true
    if grep -q '^Property proved' "$1.out"; then
        echo passed
    elif grep -q 'was asserted in frame' "$1.out"; then
        echo failed
    else
        echo unknown
    fi
}

failures=0
: >"$work/lines"
report() { # VARIANT WHAT EXPECTED ANSWER
    local verdict=proven
    if [[ $4 != "$3" ]]; then verdict=$4 failures=$((failures + 1)); fi
    if [[ $3 == failed && $verdict == proven ]]; then verdict=rejected; fi
    printf '%-18s %-8s %s\n' "$1" "$2" "$verdict"
    printf '{"variant": "%s", "what": "%s", "verdict": "%s"}\n' "$1" "$2" "$verdict" >>"$work/lines"
}

prove() { # the fields of a line of rtl/variants.txt
    local name=$1 module=$2 digits=- residual=0 file=$work/$1 small leak=3 clocks
    if [[ $6 == residual ]]; then residual=1; fi
    if [[ $7 != any ]]; then digits=${7:1}; fi
    # the smallest of its kind: 4 bits of state, and the digits that fit
    small=$digits
    case $module in
    *_pipelined) if [[ $digits != - ]]; then small=3 leak=5; fi ;;
    *_shift) leak=$((digits == 1 ? 3 : 20)) ;; # the terms must fit the port
    esac
    # the clocks of a serial step are those of its leak, of the others those of their digits
    model "$file.control.aig" "$module" 4 "$([[ $module == *_serial ]] && echo "$5" || echo "$leak")" \
        "$residual" "$small" ''
    report "$name" control passed "$(unbounded "$file.control.aig")"
    clocks=$((2 * ($8 - $5 + leak) + 3))
    if [[ $module != *_serial ]]; then clocks=$((2 * $8 + 3)); fi
    # more is out of reach for ABC: two terms, one step
    if [[ $module == *_shift && $digits != 1 ]]; then small=2 leak=11 clocks=8; fi
    model "$file.update.aig" "$module" 4 "$leak" "$residual" "$small" -DLIF_UPDATE
    report "$name" update passed "$(bounded "$file.update.aig" "$clocks")"
    # faults: the hold is taken late; the sum loses its last bit
    rm -rf "$file.faulty"
    mkdir -p "$file.faulty"
    sed 's/if (take_i) hold_q/hold_q/' rtl/lif_fire.v >"$file.faulty/lif_fire.v"
    cp "rtl/$module.v" "$file.faulty"
    model "$file.fault.aig" "$module" 4 "$leak" "$residual" "$small" '' "$file.faulty"
    report "$name" fault failed "$(bounded "$file.fault.aig" "$clocks")"
    cp rtl/lif_fire.v "$file.faulty"
    sed 's/assign updated = \(.*\);/assign updated = (\1) \& ~1;/' "rtl/$module.v" >"$file.faulty/$module.v"
    if cmp -s "rtl/$module.v" "$file.faulty/$module.v"; then
        echo "variants.sh: the fault changes nothing in $module" >&2
        return 1
    fi
    model "$file.lost.aig" "$module" 4 "$leak" "$residual" "$small" -DLIF_UPDATE "$file.faulty"
    report "$name" lost-bit failed "$(bounded "$file.lost.aig" "$clocks")"
}

for variant in "${variants[@]}"; do
    read -ra fields < <(awk -v name="$variant" '$1 == name' rtl/variants.txt) || true
    if ((${#fields[@]} != 8)); then echo "variants.sh: $variant: no line of rtl/variants.txt" >&2 && exit 2; fi
    prove "${fields[@]}"
done
sed '$!s/$/,/; 1s/^/[\n/' "$work/lines" >build/formal-variants.json.part
echo ']' >>build/formal-variants.json.part
mv build/formal-variants.json.part build/formal-variants.json
echo "$failures of $(wc -l <"$work/lines") not as they must be"
((failures == 0))
