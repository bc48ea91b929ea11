#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# From the circuit to the chip, on small circuits: the page's commands up to the bitstream, a missed
# clock, the netlist and its fault, the board over its serial line, the TinyTapeout tile through its
# pins, the file lists. `make synth` and `make netlist` do the whole.
# shellcheck disable=SC2154,SC2016
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=tap.sh
. testbenches/cli/tap.sh

build=${BUILD:-build}
make=(make --no-print-directory SETUP=no)
# As a part of `make test` this must not inherit its jobs; the page is of the plain build.
unset MAKEFLAGS MAKELEVEL MFLAGS SAN COVERAGE
scenario=sim/scenarios/book-triangle.yaml

# ---- the page, to the letter; the netlist on one scenario ----

mapfile -t page < <(awk '/^```/ { inside = !inside; next } inside' scripts/synth/README.md)
check 'the page has an export and five commands' is "${#page[@]}" 6
check 'the last of them is for the board' has "${page[5]}" 'iceprog build/synth/$TARGET/$VARIANT.bin'
rm -f build/synth/hx8k/q4_12_serial_r.bin build/synth/hx8k/q4_12_serial_r.json
follow_page() {
    local command
    for command in "${page[@]:0:5}"; do
        echo "\$ $command"
        eval "$command" || return
    done
}
page_of() (
    export SETUP=no NETLIST_SCENARIOS=$scenario
    set +e
    follow_page
)
run page_of
check 'the page: every command succeeds' is "$status" 0
check 'the page: the judge passes it' has "$out" 'PASS     book-triangle on q4_12_serial_r'
check 'the page: a bitstream' test -s build/synth/hx8k/q4_12_serial_r.bin
check 'the page: the table' has "$out" '| q4_12_serial_r | hx8k | 16/12/16 | residual, any |'

record() { jq -e "$2" "$1" >/dev/null; }
keys='["target","variant","lut","ff","dsp","fmax_mhz","clocks_per_step","bitstream"]'
check 'synth.json: the keys' record build/synth.json "all(. as \$r | $keys | all(. as \$k | \$r | has(\$k)))"
check 'synth.json: figures' record build/synth.json \
    '.[0] | .lut > 100 and .ff > 50 and .dsp == 0 and .fmax_mhz >= 12 and .clocks_per_step == 18'
check 'netlist.json: exact, proven, the fault seen by both' record build/netlist.json \
    '.[0] | .bit_exact and .equivalence == "equivalent" and .fault_seen_by == ["sweep", "proof"]'
check 'netlist.json: each inverted LUT is seen' record build/netlist.json \
    '.[0] | .luts > 250 and .luts_unseen == [] and .verdict == "pass"'

# jq 1.7 prints a number with the zeros that it was given with, 1.6 without: a sum of areas is rounded.
rm -f build/synth/asic/q4_4.json
run "${make[@]}" build/synth/asic/q4_4.json
check 'gate equivalents: rounded' grep -qE '"gate_equivalents":[1-9][0-9]{2,3}(\.[1-9])?,' build/synth/asic/q4_4.json
check 'gate equivalents: flops are counted, LUTs are none' record build/synth/asic/q4_4.json '.lut == null and .dsp == null and .ff > 30'

# ---- what must fail ----

late() {
    rm -f build/synth/hx8k/q4_4_shift.json
    CLOCK_MHZ=900 "${make[@]}" build/synth/hx8k/q4_4_shift.json
}
run late
check 'a missed clock is an error' test "$status" -ne 0
check 'a missed clock: what is asked for' has "$err" 'timing: 900 MHz are asked for, nextpnr reaches'
check 'a missed clock: no bitstream' test ! -e build/synth/hx8k/q4_4_shift.bin
run "${make[@]}" synth TARGET=stratix VARIANT=q4_4
check 'an unknown target' test "$status" -ne 0
check 'an unknown target: which there are' has "$err" 'TARGET is one of hx8k up5k'
run "${make[@]}" netlist TARGET=asic VARIANT=q4_4
check 'a target without a netlist' test "$status" -ne 0
check 'a target without a netlist: which have one' has "$err" 'a netlist is of TARGET hx8k up5k up5k_dsp,'
# One block of random words never comes to the threshold: LUTs of its comparator are not seen.
blind_sweep() {
    rm -f build/netlist/hx8k/q4_12_serial_r/result.json
    NETLIST_SCENARIOS=$scenario NETLIST_SETS=1 \
        "${make[@]}" netlist TARGET=hx8k VARIANT=q4_12_serial_r
}
run blind_sweep
check 'a sweep that misses an inverted LUT fails' test "$status" -ne 0
check 'a sweep that misses an inverted LUT: which' has "$err" '"fault_seen_by":["proof"],"verdict":"fail"'
broken_proof() {
    mkdir -p "$tap_folder/broken"
    printf '#!/bin/sh\necho no proof of mine\nexit 1\n' >"$tap_folder/broken/yosys-abc"
    chmod +x "$tap_folder/broken/yosys-abc"
    rm -f build/netlist/hx8k/q4_12_serial_r/result.json
    PATH=$tap_folder/broken:$PATH NETLIST_SCENARIOS=$scenario \
        "${make[@]}" netlist TARGET=hx8k VARIANT=q4_12_serial_r
}
run broken_proof
check 'a prover that fails is an error, and not undecided' test "$status" -ne 0
check 'a prover that fails: which, and where it says why' has "$err" 'netlist: yosys-abc failed; see '
check 'a prover that fails: no result' test ! -e build/netlist/hx8k/q4_12_serial_r/result.json

# ---- the board and the tile, as circuits ----

judged() { # CIRCUIT
    LIFCOSIM_DUT_DIR=build/dut "$build/lifcosim" run --dut "$1" --json "$tap_folder/j" $scenario
}
exact='.results[0].levels | .exact.verdict == "pass" and .exact.compared == 500
    and .constants.verdict == "pass"'
for circuit in board_q6_18_serial board_q6_18_terms_r tinytapeout; do
    run "${make[@]}" "build/dut/$circuit.so"
    check "$circuit is built" is "$status" 0
    run judged $circuit
    check "$circuit is exact, and has the words" record "$tap_folder/j" "$exact"
done

# A board that sends the highest bit first must be found out by the host at the other end.
broken_board() {
    local folder=build/synth/broken
    rm -rf "$folder"
    mkdir -p "$folder"
    cp -r Makefile rtl reference sim testbenches scripts "$folder"
    sed -i "s/shift_q <= {1'b1, data_i};/shift_q <= {1'b1, data_i[0], data_i[7:1]};/" \
        "$folder/rtl/lif_uart_tx.v"
    ! cmp -s "$folder/rtl/lif_uart_tx.v" rtl/lif_uart_tx.v || return 9
    (cd "$folder" && mkdir -p build && cp -r ../../verilator build/ &&
        "${make[@]}" build/dut/board_q6_18_serial.so) &&
        LIFCOSIM_DUT_DIR=$folder/build/dut "$build/lifcosim" run --dut board_q6_18_serial $scenario
}
run broken_board
check 'a board that garbles its bytes cannot be used' is "$status" 3
check 'a board that garbles its bytes: where it stops' has "$err" 'ready_o stays low after the reset'
rm -rf build/synth/broken

# ---- the lists of files ----

core_files() { sed -n 's,^      - \(rtl/[a-z_]*\.v\)$,\1,p' lifcosim.core | sort; }
list_files() { sed 's,//.*,,; /^ *$/d; s,^,rtl/,' rtl/rtl.f | sort; }
check 'the FuseSoC core has the files of the list' is "$(core_files)" "$(list_files)"
check 'the lists have every Verilog file' is \
    "$({ list_files && sed 's,//.*,,; /^ *$/d; s,^,rtl/,' rtl/core.f rtl/core_board.f; } | sort -u)" "$(ls rtl/*.v)"
tile=$(sed -n 's,^    - "\(.*\.v\)"$,rtl/\1,p' scripts/synth/tinytapeout/info.yaml)
# shellcheck disable=SC2086  # names of files
run verilator --lint-only -Wall rtl/lint.vlt --top-module \
    "$(sed -n 's/.*top_module: *"\(.*\)"/\1/p' scripts/synth/tinytapeout/info.yaml)" $tile
check 'the tile is whole with the files of its info.yaml' is "$status:$err" 0:

tap_done
