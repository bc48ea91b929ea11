#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The core in other tools than Verilator: parameters that no core can have are refused by each, Icarus
# runs it word for word from unknown RAM and at the edges of its handshakes, Yosys makes block RAM of all of its memories for four
# families of FPGAs and one multiplier, and its map is the one of rtl/core_map.txt.
# shellcheck disable=SC2154
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=tap.sh
. testbenches/cli/tap.sh

build=${BUILD:-build}
scratch=$(mktemp -d)
trap 'rm -rf "$tap_folder" "$scratch"' EXIT
unset MAKEFLAGS MAKELEVEL MFLAGS
mapfile -t sources < <(sed 's,//.*,,' rtl/core.f | awk 'NF {print "rtl/" $1}')

# ---- elaboration ----

elaborates() { # TOOL NAME=VALUE ...
    local tool=$1 pair options=()
    shift
    case $tool in
    verilator)
        verilator --lint-only -Wno-lint --top-module lif_core rtl/lint.vlt "${sources[@]}" "${@/#/-G}"
        ;;
    icarus) iverilog -g2005 -t null -s lif_core "${@/#/-Plif_core.}" "${sources[@]}" ;;
    yosys)
        for pair in "$@"; do options+=(-chparam "${pair%=*}" "${pair#*=}"); done
        yosys -q -p "read_verilog ${sources[*]}; hierarchy -check -top lif_core ${options[*]}"
        ;;
    esac
}
refuses() { # PART NAME=VALUE ...
    local part=$1 tool
    shift
    for tool in verilator icarus yosys; do
        run elaborates "$tool" "$@"
        check "$tool refuses $*" test "$status" != 0
        check "$tool names the parameter of $*" has "$out$err" "lif_core_needs_$part"
    done
}
for tool in verilator icarus yosys; do
    run elaborates "$tool" NeuronBits=1 LaneBits=0 StateWidth=2 LeakFraction=2 WeightWidth=2 AccWidth=2 \
        DelayBits=1 HoldWidth=1
    check "$tool takes the smallest core" is "$status" 0
    run elaborates "$tool" NeuronBits=12 LaneBits=1 StateWidth=32 LeakFraction=31 WeightWidth=16 AccWidth=32 \
        DelayBits=8 HoldWidth=13 Receptors=2 Residual=1
    check "$tool takes the largest core" is "$status" 0
done
refuses NeuronBits NeuronBits=13
refuses NeuronBits NeuronBits=0 LaneBits=0
refuses StateWidth StateWidth=33
refuses StateWidth StateWidth=1
refuses LeakFraction LeakFraction=32
refuses LeakFraction LeakFraction=1
refuses WeightWidth LaneBits=3
refuses AccWidth AccWidth=7
refuses Receptors Receptors=3
refuses DelayBits DelayBits=9
refuses LaneBits NeuronBits=2
refuses HoldWidth HoldWidth=14
refuses Residual Residual=2

# ---- Icarus ----

for core in c20r_two c32 c16; do
    read -r -a shape <build/core/$core.shape
    run "$build/test/core_vectors" "$scratch/$core.hex" 3 25 "${shape[@]}"
    check "$core: the script" is "$status" 0
    echo "# $core: $out"
    run vvp -n build/core/$core.vvp "+script=$scratch/$core.hex"
    check "$core in Icarus: every word" grep -qE '^PASS [0-9]{4,} words$' <<<"$out"
    run vvp -n build/core/$core.vvp "+script=$scratch/$core.hex" +seed=2
    check "$core in Icarus: with other pauses and stalls" grep -qE '^PASS [0-9]{4,} words$' <<<"$out"
done
# One bit of an expected word.
last=$(grep -n '^00000004$' "$scratch/c16.hex" | tail -n 1 | cut -d: -f1)
awk -v at=$((last + 4)) 'NR == at { $0 = substr($0, 1, 7) (substr($0, 8) == "0" ? "1" : "0") } { print }' \
    "$scratch/c16.hex" >"$scratch/wrong.hex"
run vvp -n build/core/c16.vvp "+script=$scratch/wrong.hex"
check 'one wrong bit is a mismatch' has "$out" 'FAIL 1 mismatches'
check 'and is shown' has "$out" 'Y of 0: expected'
echo 7 >"$scratch/wrong.hex"
run vvp -n build/core/c16.vvp "+script=$scratch/wrong.hex"
check 'an unknown command is no pass' has "$out" 'FAIL'
echo 0 >"$scratch/wrong.hex"
run vvp -n build/core/c16.vvp "+script=$scratch/wrong.hex"
check 'a comparison of nothing is no pass' has "$out" 'FAIL'

# The edges of the handshakes, and circuits that go wrong there alone.
edges() { # NAME FOLDER PARAMETER ...
    iverilog -g2005 -s tb_core_edges "${@:3}" -o "$scratch/$1.vvp" "${sources[@]/#/$2/}" \
        testbenches/core/tb_core_edges.v
    run vvp -n "$scratch/$1.vvp"
}
edges smallest . -Ptb_core_edges.NeuronBits=2 -Ptb_core_edges.LaneBits=1
check 'edges: 4 neurons' grep -qE '^PASS [0-9]{4,} checks$' <<<"$out"
edges lanes . -Ptb_core_edges.NeuronBits=3 -Ptb_core_edges.LaneBits=2
check 'edges: 8 neurons' grep -qE '^PASS [0-9]{4,} checks$' <<<"$out"
edges_fail() { # NAME FILE SED_SCRIPT
    rm -rf "$scratch/faulty"
    mkdir -p "$scratch/faulty/rtl"
    cp rtl/*.v "$scratch/faulty/rtl"
    sed -i "$3" "$scratch/faulty/$2"
    check "edges: $1: the fault is there" differs_from "$scratch/faulty/$2" "$2"
    edges fault "$scratch/faulty"
    check "edges: $1: is found" has "$out" 'FAIL'
}
differs_from() { ! cmp -s "$1" "$2"; }
edges_fail 'a full FIFO is an empty one' rtl/lif_core.v \
    's/fifo_write_q == fifo_read_q;/fifo_write_q[NeuronBits-1:0] == fifo_read_q[NeuronBits-1:0];/'
edges_fail 'a spike that waits is dropped' rtl/lif_core.v 's/if (out_valid_o & out_ready_i) begin/if (out_valid_o) begin/'
edges_fail 'a tick that comes with an event is lost' rtl/lif_core.v "s/tick_q  <= 1'b1;/tick_q  <= 1'b0;/"
edges_fail 'events are taken while spikes wait' rtl/lif_core.v 's/ev_ready_o   = idle/ev_ready_o   = waits \& ~run/'
edges_fail 'a reset leaves the FIFO' rtl/lif_core.v '0,/fifo_write_q <= {(NeuronBits + 1) {1.b0}};/{//d}'
edges_fail 'a reset leaves the slot' rtl/lif_core.v '0,/slot_q       <= {DelayBits{1.b0}};/{//d}'
edges_fail 'a reset leaves the accumulators' rtl/lif_core_synapse.v 's/state_q   <= Clear;/state_q   <= Idle;/'

# ---- synthesis ----
# A small core: what is asked is where its memories go, and how many there are.

shape='-set NeuronBits 5 -set StateWidth 16 -set LeakFraction 12 -set AccWidth 14 -set LaneBits 1'
memories=9 # leak, word, mode, state, hold, row, weight, accumulator, FIFO
synthesise() { # FAMILY COMMAND PARAMETERS
    run yosys -Q -p "read_verilog ${sources[*]}; chparam $3 lif_core; $2; tee -o $scratch/$1.json stat -json"
    check "$1: Yosys" is "$status" 0
    mapped=$(grep -cE '^mapping memory .* via \$__' <<<"$out" || true)
    distributed=$(grep -cE '^mapping memory .* via \$__.*(LUTRAM|LUT|DISTRIBUTED)' <<<"$out" || true)
}
cells() { # FAMILY PATTERN
    jq --arg kind "^($2)\$" '[.design.num_cells_by_type | to_entries[] | select(.key | test($kind)) | .value] | add // 0' \
        "$scratch/$1.json"
}
family() { # FAMILY COMMAND RAM FLOPS
    synthesise "$1" "$2" "$shape"
    check "$1: every memory is mapped" is "$mapped" "$memories"
    check "$1: none to distributed RAM" is "$distributed" 0
    check "$1: block RAM" test "$(cells "$1" "$3")" -ge "$memories"
    check "$1: and no memory in flops" test "$(cells "$1" "$4")" -lt 1000
    echo "# $1: $(cells "$1" "$3") block RAMs, $(cells "$1" "$4") flops"
}
family ice40 'synth_ice40 -dsp -top lif_core' 'SB_RAM40_4K.*' 'SB_DFF.*'
check 'ice40: the multiplier' test "$(cells ice40 SB_MAC16)" -ge 1
family ecp5 'synth_ecp5 -top lif_core' DP16KD TRELLIS_FF
check 'ecp5: one multiplier' is "$(cells ecp5 MULT18X18D)" 1
family gowin 'synth_gowin -top lif_core' 'SDP|SDPX9|SP|SPX9|DP|DPX9' 'DFF.*'
family xilinx 'synth_xilinx -family xc7 -flatten -top lif_core' 'RAMB18E1|RAMB36E1' 'FD[RSCP]E'
check 'xilinx: one multiplier' is "$(cells xilinx DSP48E1)" 1
memories=10 # and the residuals
synthesise residual 'synth_ecp5 -top lif_core' "$shape -set Receptors 2 -set Residual 1"
check 'two receptors, residual: every memory is mapped' is "$mapped" "$memories"
check 'two receptors, residual: one multiplier' is "$(cells residual MULT18X18D)" 1
no_initial() { ! grep -nw initial "${sources[@]}"; }
check 'nothing has a value at power-up' no_initial

# ---- the map ----

check 'docs/CORE_MAP.md is what rtl/core_map.txt says (make registers)' cmp docs/CORE_MAP.md build/gen/core_map.md
constants() { grep -oE 'LIF_CORE_[A-Z_0-9]+' "$1" | sort -u | grep -vE 'REGISTERS(_H|_VH)?$'; }
names=$(constants build/gen/lif_core_registers.h)
{
    echo '#include "lif_core_registers.h"'
    echo '#include <stdio.h>'
    echo 'int main(void) {'
    while read -r name; do printf 'printf("%s %%08x\\n", %s);\n' "$name" "$name"; done <<<"$names"
    echo 'return 0; }'
} >"$scratch/map.c"
gcc -Wall -Werror -Ibuild/gen -o "$scratch/map" "$scratch/map.c"
{
    echo '`include "lif_core_registers.vh"'
    echo 'module map; reg [31:0] v; initial begin'
    while read -r name; do printf 'v = `%s; $display("%s %%08x", v);\n' "$name" "$name"; done <<<"$names"
    echo 'end endmodule'
} >"$scratch/map.v"
iverilog -g2005 -Ibuild/gen -o "$scratch/map.vvp" "$scratch/map.v"
check 'C and Verilog have the same map' is "$(vvp -n "$scratch/map.vvp")" "$("$scratch/map")"
check 'all of it' is "$(grep -c '^reg ' rtl/core_map.txt)" \
    "$(grep -cE '^LIF_CORE_REG_[A-Z_0-9]+_AT_RESET ' <<<"$("$scratch/map")")"
map_refused() { # NAME PART SED_SCRIPT
    sed "$3" rtl/core_map.txt >"$scratch/bad.txt"
    run awk -v kind=c -f scripts/registers.awk "$scratch/bad.txt"
    check "map: $1" is "$status" 2
    check "map: $1: says so" has "$err" "$2"
}
map_refused 'a region in the place of another' 'no place for a region' 's/^region ROW 0x2/region ROW 0x1/'
map_refused 'a region twice' 'no name of a region' 's/^region ROW/region NEURON/'
map_refused 'beyond its element' 'no place for a register' 's/^\(reg   A  *\)0x34/\10x40/'
map_refused 'no title' 'a title goes above' '/^title/d'
map_refused 'a second prefix' 'once, above' 's/^region ROW/prefix LATE_\nregion ROW/'

tap_done
