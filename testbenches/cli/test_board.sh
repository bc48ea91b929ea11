#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The board's top, with a neuron and with a core, and the TinyTapeout tile at their pins, in benches of
# Verilog (testbenches/board): what the co-simulation, which only says what is right, never asks of them.
# And that the benches of the tile and of the core notice a fault.
# shellcheck disable=SC2154
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=tap.sh
. testbenches/cli/tap.sh

for bench in tb_board tb_tile tb_core_board tb_core_board_hidden; do
    run "build/board/$bench"
    check "$bench: status 0" is "$status" 0
    planned=$(sed -n 's/^1\.\.//p' <<<"$out")
    check "$bench: every check is made, and holds" is "$(grep -c '^ok ' <<<"$out")" "${planned:-none}"
done

mkdir "$tap_folder/rtl"
cp rtl/*.v "$tap_folder/rtl"
sed -i 's/(step & !write)/(step)/' "$tap_folder/rtl/tt_um_lif_neuron.v"
faulty() {
    ! cmp -s "$tap_folder/rtl/tt_um_lif_neuron.v" rtl/tt_um_lif_neuron.v &&
        "${VERILATOR:-verilator}" --binary --timing --top-module tb_tile -Mdir "$tap_folder/obj" -Wno-WIDTH \
            -Wno-lint "$tap_folder"/rtl/{lif_fire,lif_neuron_serial,tt_um_lif_neuron}.v \
            testbenches/board/tb_tile.sv >"$tap_folder/log" 2>&1
}
run faulty
check 'the tile with a fault: it is built' is "$status" 0
run "$tap_folder/obj/Vtb_tile"
check 'the tile with a fault: the bench fails' test "$status" -ne 0
check 'the tile with a fault: where' has "$out" 'not ok 8 - a write wins over a step'

sed -i 's/else if (crc_q != 16.d0) begin/else if (1'"'"'b0) begin/' "$tap_folder/rtl/lif_core_serial.v"
faulty_core() {
    ! cmp -s "$tap_folder/rtl/lif_core_serial.v" rtl/lif_core_serial.v &&
        (cd "$tap_folder" && "${VERILATOR:-verilator}" --binary --timing --top-module tb_core_board -Mdir core \
            -DLIF_BUTTON -DLIF_FLASH_SELECT -Wno-WIDTH -Wno-lint -I"$OLDPWD/testbenches/board" \
            $(sed -e 's,//.*,,' -e '/^ *$/d' -e 's,^,rtl/,' "$OLDPWD/rtl/core.f" "$OLDPWD/rtl/core_board.f") \
            "$OLDPWD/testbenches/board/tb_core_board.sv" >"$tap_folder/log" 2>&1)
}
run faulty_core
check 'the core with a fault: it is built' is "$status" 0
run "$tap_folder/core/Vtb_core_board"
check 'the core with a fault: the bench fails' test "$status" -ne 0
check 'the core with a fault: where' grep -q '^not ok .* - a wrong checksum' <<<"$out"

tap_done
