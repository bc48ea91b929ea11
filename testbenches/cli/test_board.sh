#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The board's top and the TinyTapeout tile at their pins, in benches of Verilog (testbenches/board):
# what the co-simulation, which only says what is right, never asks of them. And that the bench of
# the tile notices a fault.
# shellcheck disable=SC2154
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=tap.sh
. testbenches/cli/tap.sh

for bench in tb_board tb_tile; do
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

tap_done
