#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck disable=SC2034,SC2154  # names of the scripts that source this
#
# tools.sh   what synth.sh and core_synth.sh share; they source it with these names set:
#
#   here      this folder       target    the target that was asked for
#   circuit   what is synthesised         base      FOLDER/CIRCUIT of the files
#
# A failure of a tool ends the script with status 3.

die() { # STATUS TEXT
    printf 'synth: %s on %s: %s\n' "$circuit" "$target" "$2" >&2
    exit "$1"
}

# Runs a tool with its output in a log; its failure is shown.
tool() { # LOG COMMAND ...
    local log=$1
    shift
    if ! "$@" >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        die 3 "$1 failed; see $log"
    fi
}

# Prints the number of cells of a kind; fails if the report has none at all.
count() { # PATTERN
    jq --arg kind "^($1)\$" '.design.num_cells_by_type
        | if length == 0 then error("no cells") else . end
        | [to_entries[] | select(.key | test($kind)) | .value] | add // 0' "$base.stat.json"
}

# Finds the board of a device: sets name, package and clock, and what the board gives its top as
# Verilog: defines and parameters (options of Yosys).
find_board() { # DEVICE
    local given item
    read -r name _ package clock given < <(awk -v device="$1" -v board="${BOARD:-}" \
        '!/^#/ && $2 == device && (board == "" || $1 == board) { print; exit }' \
        "$here/boards/boards.txt")
    [[ -n ${name:-} ]] || die 2 "board ${BOARD:-} does not have this chip; see $here/boards/boards.txt"
    clock=${CLOCK_MHZ:-$clock}
    defines='' parameters=''
    for item in ${given//,/ }; do
        case $item in
        -) ;;
        *=*) parameters+=" -set ${item/=/ }" ;;
        *) defines+=" -D$item" ;;
        esac
    done
}

# Places, routes and times $base.top.json on the board that was found, and packs $base.bin where both
# tools reach its clock. Sets fmax, icetime, bitstream (null, or its name in quotes) and verdict (ok
# or late).
place() { # DEVICE
    local status=0 late
    # nextpnr ends with 1 for a clock that is missed, and for much else: the report tells which it is.
    nextpnr-ice40 --"$1" --package "$package" --pcf "$here/boards/$name.pcf" --freq "$clock" \
        --seed 1 --json "$base.top.json" --asc "$base.asc" --report "$base.pnr.json" \
        >"$base.pnr.log" 2>&1 || status=$?
    if [[ ! -s $base.pnr.json || ! -s $base.asc ]]; then
        tail -n 3 "$base.pnr.log" >&2
        die 3 "nextpnr-ice40 failed; see $base.pnr.log"
    fi
    fmax=$(jq '[.fmax[].achieved] | min | . * 100 | round / 100' "$base.pnr.json")
    late=$(jq '[.fmax[] | select(.achieved < .constraint)] | length' "$base.pnr.json")
    if ((status != 0 && late == 0)); then
        tail -n 3 "$base.pnr.log" >&2
        die 3 "nextpnr-ice40 failed; see $base.pnr.log"
    fi
    tool "$base.icetime.log" icetime -d "$1" -P "$package" -p "$here/boards/$name.pcf" -t "$base.asc"
    icetime=$(sed -n 's/^Total path delay: .* (\([0-9.]*\) MHz).*/\1/p' "$base.icetime.log" | head -n 1)
    [[ -n $icetime ]] || die 3 "icetime tells no delay; see $base.icetime.log"
    bitstream=null verdict=late
    if ((late == 0)) && awk "BEGIN { exit $icetime < $clock }"; then
        tool "$base.icepack.log" icepack "$base.asc" "$base.bin.part"
        mv "$base.bin.part" "$base.bin"
        bitstream="\"$base.bin\"" verdict=ok
    fi
}

# Reads a line of a table of cores and one of chips.txt: sets the names of their fields, and `given`,
# the parameters of lif_core as options of Yosys.
find_core() { # CORE CHIP
    read -r _ neuron_bits state fraction leak rounding weight sum receptors delay lanes hold <<<"$1"
    read -r _ chip device _ _ large_there _ chip_luts flow <<<"$2"
    given="-set NeuronBits $neuron_bits -set StateWidth $state -set LeakFraction $leak -set WeightWidth $weight
        -set AccWidth $sum -set Receptors $receptors -set DelayBits $delay -set LaneBits $lanes
        -set HoldWidth $hold -set Residual $((${#rounding} == 8))"
}

# Prints a script of Yosys that synthesises a core or its board for the chip that was found. Weights go
# into large blocks where there are any: Yosys by itself takes small ones if they cost less.
synthesise() { # TOP DEFINES PARAMETERS SOURCES END
    local huge=
    if ((large_there > 0)); then huge='proc; setattr -set ram_style "huge" *lif_ram_single*/m:*'; fi
    cat <<YS
read_verilog $2 $4
chparam $(tr -s '\n ' ' ' <<<"$3") $1
hierarchy -check -top $1
$huge
$flow -top $1 $5
YS
}
