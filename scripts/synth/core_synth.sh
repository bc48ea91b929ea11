#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# core_synth.sh TARGET CORE FOLDER   sizes a core for a chip; make gives the rest:
#
#   CORE_RTL    sources of the core     TOP_RTL   those of its board
#   FIELDS      its line of a table of cores (rtl/cores.txt has the form)
#   BOARD       board of the target (default: its first)     CLOCK_MHZ   asked for
#
# The blocks of RAM are computed first, from the parameters (core_blocks.awk). If the chip has fewer,
# the record says so, and nothing is synthesised. Otherwise Yosys gives cells and multipliers, and must
# have used as many blocks as were computed. For an iCE40 the board's top is placed, routed and timed,
# and packed as FOLDER/CORE.bin: with the memory of what neurons showed, where the chip has room for it
# (Shows of rtl/lif_core_serial.v). The record is FOLDER/CORE.json.
# Status: 0, 1 timing or another number of blocks, 2 usage, 3 a tool failed.
# shellcheck disable=SC2153,SC2154  # names that make and tools.sh give
set -euo pipefail

here=$(dirname "$0") # as it was called: Yosys and the rest take a path with a blank apart
if (($# != 3)); then
    echo 'usage: core_synth.sh TARGET CORE FOLDER' >&2
    exit 2
fi
target=$1
circuit=$2
base=$3/$2
# shellcheck source=tools.sh
. "$here/tools.sh"

chip_line=$(awk -v target="$target" '$1 == target' "$here/chips.txt")
[[ -n $chip_line ]] || die 2 "unknown chip; give one of $here/chips.txt"
find_core "$FIELDS" "$chip_line"
mkdir -p "$3"
rm -f "$base".{json,bin,asc}

blocks() { # SHOWS: prints used, there, large used, large there
    awk -f "$here/core_blocks.awk" -v core="$FIELDS" -v chip="$chip_line" -v shows="$1"
}
read -r used there large large_there < <(blocks 0)
read -r shown_used _ < <(blocks 1)
shows=$((shown_used <= there))

luts=null ffs=null dsps=null fmax=null icetime=null bitstream=null board=null verdict=ok unfit=''
if ((used > there || large > large_there)); then
    if ((large > large_there)); then unfit="$large of $large_there large blocks"; fi
    if ((used > there)); then unfit="${unfit:+$unfit and }$used of $there blocks"; fi
else
    case $target in
    up5k | hx8k) lut=SB_LUT4 ff='SB_DFF.*' dsp=SB_MAC16 ram=SB_RAM40_4K ;;
    ecp5) lut=LUT4 ff=TRELLIS_FF dsp=MULT18X18D ram='DP16KD|PDPW16KD' ;;
    gowin) lut='LUT[1-4]|ALU' ff='DFF.*' dsp='MULT.*' ram='SP|SPX9|DPB?|DPX9B?|SDPB?|SDPX9B?' ;;
    *) die 2 "no cells of this chip are known here" ;;
    esac
    synthesise lif_core '' "$given" "$CORE_RTL" '' >"$base.ys"
    echo "tee -o $base.stat.json stat -json" >>"$base.ys"
    tool "$base.yosys.log" yosys -s "$base.ys"
    luts=$(count "$lut")
    ffs=$(count "$ff")
    dsps=$(count "$dsp")
    if [[ $target == ecp5 ]]; then luts=$((luts + 2 * $(count CCU2C))); fi
    counted="$(count "$ram") $(count SB_SPRAM256KA)"
    [[ $counted == "$used $large" ]] ||
        die 1 "Yosys uses $counted blocks and large blocks, and $used $large were computed; see
    $base.yosys.log and core_blocks.awk"
    if ((luts > chip_luts)); then
        unfit="$luts of $chip_luts LUTs"
    elif [[ $device != - ]]; then
        find_board "$device"
        board="\"$name\""
        synthesise lif_core_top "$defines" "$parameters $given -set StateFraction $fraction -set Shows $shows" \
            "$CORE_RTL $TOP_RTL" "-json $base.top.json" >"$base.top.ys"
        tool "$base.top.log" yosys -s "$base.top.ys"
        place "$device"
    fi
fi

# The clocks are those of rtl/lif_core.v, which the judge holds each tick against (level port).
jq -n -c --arg target "$target" --arg core "$circuit" --arg chip "$chip" --argjson neurons $((1 << neuron_bits)) \
    --argjson weight_bits "$weight" --arg unfit "$unfit" --argjson blocks "$used" --argjson blocks_there "$there" \
    --argjson large_blocks "$large" --argjson large_there "$large_there" --argjson lut "$luts" --argjson ff "$ffs" \
    --argjson dsp "$dsps" --argjson fmax_mhz "$fmax" --argjson icetime_mhz "$icetime" --argjson board "$board" \
    --argjson shows "$([[ $board == null ]] && echo null || echo $((shows)))" --argjson bitstream "$bitstream" \
    --argjson tick_clocks $((4 * (1 << neuron_bits) + 12)) \
    --argjson event_clocks $(((1 << (neuron_bits - lanes)) + 3)) '
    $ARGS.named | .fits = (.unfit == "") | .shows = (if .shows == null then null else .shows == 1 end)
    | .clocks_per_neuron_tick = .tick_clocks / .neurons
    | .clocks_per_synaptic_event = .event_clocks / .neurons' >"$base.json.part"
mv "$base.json.part" "$base.json"
if [[ $verdict == late ]]; then
    die 1 "timing: $clock MHz are asked for, nextpnr reaches $fmax and icetime $icetime"
fi
