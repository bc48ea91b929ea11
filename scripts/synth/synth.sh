#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# synth.sh TARGET CIRCUIT FOLDER   synthesises a circuit for a target; make gives the rest:
#
#   RTL         Verilog sources        MODULE      the neuron's module
#   WIDTHS      state, fraction, leak  PARAMETERS  what else the module is given, as Verilog
#   ROUNDING, LEAK_CODE                what a board tells of it
#   CLOCKS      clocks a step          BOARD       board of the target (default: its first)
#   CLOCK_MHZ   asked for (default: what the board has)
#
# Writes FOLDER/CIRCUIT.json, one record of build/synth.json, from the reports of the tools: the
# neuron alone gives the area; for an iCE40 the board's top is placed, routed and timed, and packed
# as FOLDER/CIRCUIT.bin. A clock that the board has and the circuit does not reach, by nextpnr or by
# icetime, is an error; the record then says so, and there is no bitstream.
# Status: 0, 1 timing, 2 usage, 3 a tool failed.
# shellcheck disable=SC2153  # names that make gives
set -euo pipefail

here=$(dirname "$0") # as it was called: Yosys and the rest take a path with a blank apart
if (($# != 3)); then
    echo 'usage: synth.sh TARGET CIRCUIT FOLDER' >&2
    exit 2
fi
target=$1
circuit=$2
base=$3/$2
read -r state fraction leak <<<"$WIDTHS"
hold=${HOLD_WIDTH:-16}
read -r -a sources <<<"$RTL"

# shellcheck source=tools.sh
. "$here/tools.sh"

# A target has a name for Yosys, and says which kinds of cells are counted.
case $target in
hx8k | up5k) synth=synth_ice40 lut=SB_LUT4 ff='SB_DFF.*' dsp=SB_MAC16 ;;
up5k_dsp) synth='synth_ice40 -dsp' lut=SB_LUT4 ff='SB_DFF.*' dsp=SB_MAC16 ;;
ecp5) synth=synth_ecp5 lut='LUT4' ff='TRELLIS_FF' dsp='MULT18X18D' ;;
gowin) synth=synth_gowin lut='LUT[1-4]|ALU' ff='DFF.*' dsp='MULT.*' ;;
xilinx) synth='synth_xilinx -family xc7' lut='LUT[1-6]' ff='FD[RSCP]E' dsp='DSP48E1' ;;
asic) synth=asic lut='' ff='DFF' dsp='' ;;
*) die 2 'unknown target; give hx8k, up5k, up5k_dsp, ecp5, gowin, xilinx or asic' ;;
esac

# ---- the neuron alone: its area ----

# `.Residual(1)` is a parameter of Verilog; Yosys takes it as a name and a value.
widths=(-set StateWidth "$state" -set LeakFraction "$leak" -set HoldWidth "$hold")
while read -r name value; do
    if [[ -n $name ]]; then widths+=(-set "$name" "$value"); fi
done < <(tr , '\n' <<<"$PARAMETERS" | sed -n 's/^\.\([A-Za-z]*\)(\([0-9]*\))$/\1 \2/p')

flow="$synth -top $MODULE"
if [[ $synth == asic ]]; then
    flow="synth -flatten -top $MODULE; dfflegalize -cell \$_DFF_P_ x; dfflibmap -liberty $here/gates.lib
        abc -fast -liberty $here/gates.lib; opt_clean"
fi
liberty=; if [[ $synth == asic ]]; then liberty="-liberty $here/gates.lib"; fi
mkdir -p "$3"
rm -f "$base".{json,bin,asc}
tool "$base.yosys.log" yosys -p "read_verilog ${sources[*]}; chparam ${widths[*]} $MODULE
    $flow; tee -o $base.stat.json stat -json; tee -o $base.stat stat $liberty"

luts=$(count "$lut")
ffs=$(count "$ff")
dsps=$(count "$dsp")
if [[ $target == ecp5 ]]; then luts=$((luts + 2 * $(count CCU2C))); fi
gates=null
if [[ $synth == asic ]]; then
    luts=null dsps=null
    gates=$(sed -n 's/.*Chip area for .*: *//p' "$base.stat" | tail -n 1)
    [[ -n $gates ]] || die 3 "Yosys tells no area; see $base.stat"
fi

# ---- the board: place, route, time, pack ----

board=null device='' fmax=null icetime=null clock=null bitstream=null verdict=ok
case $target in hx8k) device=hx8k ;; up5k*) device=up5k ;; esac
if [[ -n $device ]]; then
    find_board "$device"
    board="\"$name\""
    defines+=" -DLIF_NEURON=$MODULE -DLIF_NEURON_PARAMETERS=$PARAMETERS"
    parameters+=" -set StateWidth $state -set StateFraction $fraction -set LeakFraction $leak
        -set HoldWidth $hold -set Rounding $ROUNDING -set LeakCode $LEAK_CODE"
    # The script is not given as -p, which Yosys 0.52 cuts at the commas of the parameters.
    cat >"$base.top.ys" <<YS
read_verilog $defines ${sources[*]}
chparam $(tr '\n' ' ' <<<"$parameters") lif_top
$synth -top lif_top -json $base.top.json
YS
    tool "$base.top.log" yosys -s "$base.top.ys"
    place "$device"
fi

jq -n -c --arg target "$target" --arg variant "$circuit" --argjson lut "$luts" --argjson ff "$ffs" \
    --argjson dsp "$dsps" --argjson gate_equivalents "$gates" --argjson fmax_mhz "$fmax" \
    --argjson icetime_mhz "$icetime" --argjson constraint_mhz "$clock" --argjson board "$board" \
    --argjson clocks_per_step "$CLOCKS" --argjson bitstream "$bitstream" \
    '$ARGS.named | .gate_equivalents |= if . == null then . else . * 10 | round / 10 end' >"$base.json.part"
mv "$base.json.part" "$base.json"
if [[ $verdict == late ]]; then
    die 1 "timing: $clock MHz are asked for, nextpnr reaches $fmax and icetime $icetime; take a
    variant with shorter paths (serial, pipelined), or another target"
fi
