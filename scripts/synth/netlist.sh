#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck disable=SC2153  # names that make gives
#
# netlist.sh make TARGET FOLDER    the netlist FOLDER/netlist.v of a circuit, the same with a fault
#                                  (fault.v) or with any (luts.v), and the neuron's ports around it (port.v)
# netlist.sh prove TARGET FOLDER [NETLIST]   is the netlist (default: the sound one) the RTL? Prints
#                                  equivalent, different, or undecided; and the reading of the RTL
#                                  that closed, or none
#
# make gives RTL, MODULE, WIDTHS and PARAMETERS as to synth.sh. The fault inverts what one LUT
# computes: the one before the middle bit of the membrane's register, which no circuit can do
# without, or LUT=N in the order of the netlist. Status: 0, 2 usage, 3 a tool failed.
set -euo pipefail

here=$(dirname "$0") # as it was called: Yosys takes a path with a blank apart
(($# >= 3)) || { echo 'usage: netlist.sh make|prove TARGET FOLDER [NETLIST]' >&2 && exit 2; }
folder=$3
read -r state _ leak <<<"$WIDTHS"
hold=${HOLD_WIDTH:-16}
case $2 in
hx8k | up5k) synth=synth_ice40 ;;
up5k_dsp) synth='synth_ice40 -dsp' ;;
*) echo "netlist: $2: no netlist of this target; give hx8k, up5k or up5k_dsp" >&2 && exit 2 ;;
esac

set_parameters="-set StateWidth $state -set LeakFraction $leak -set HoldWidth $hold"
while read -r name value; do
    if [[ -n $name ]]; then set_parameters+=" -set $name $value"; fi
done < <(tr , '\n' <<<"$PARAMETERS" | sed -n 's/^\.\([A-Za-z]*\)(\([0-9]*\))$/\1 \2/p')
elaborated="read_verilog $RTL; chparam $set_parameters $MODULE; hierarchy -check -top $MODULE"

tool() { # LOG COMMAND ...
    local log=$1
    shift
    if ! "$@" >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        echo "netlist: $1 failed; see $log" >&2
        exit 3
    fi
}

# Prints the netlist with an input that says which of its LUTs is inverted, 0 for none.
breakable() {
    awk '
        /^module lif_chip\(/ { sub(/\(/, "(broken_i, "); print; print "  input [15:0] broken_i;"; next }
        /^  SB_LUT4 #\(/ { print "  lif_lut #("; printf "    .Number(%d),\n", ++n; lut = 1; next }
        { print }
        lut && /^  \)/ { print "    .broken_i(broken_i),"; lut = 0 }' "$folder/netlist.v"
}

make_netlist() {
    mkdir -p "$folder"
    tool "$folder/make.log" yosys -p "$elaborated; $synth -top $MODULE; rename $MODULE lif_chip
        opt_clean -purge; splitnets; write_verilog -noattr $folder/netlist.v"
    "$here/invert_lut.sh" "$folder/netlist.v" "${LUT:-membrane_o[$((state / 2))]}" >"$folder/fault.v" || exit 3
    breakable >"$folder/luts.v"
    cat >"$folder/port.v" <<VERILOG
// Written by scripts/synth/netlist.sh: the netlist behind the neuron's ports.
module lif_netlist #(
  parameter integer StateWidth = $state, parameter integer LeakFraction = $leak,
  parameter integer HoldWidth = $hold
) (
  input  wire clk_i, input wire rst_ni, input wire [LeakFraction:0] leak_i,
  input  wire signed [StateWidth-1:0] threshold_i, input wire signed [StateWidth-1:0] reset_i,
  input  wire signed [StateWidth-1:0] initial_i, input wire [HoldWidth-1:0] initial_hold_i,
  input  wire compare_above_i, input wire reset_subtract_i, input wire valid_i, output wire ready_o,
  input  wire signed [StateWidth-1:0] drive_i, input wire [HoldWidth-1:0] hold_i,
  output wire valid_o, output wire spike_o, output wire signed [StateWidth-1:0] membrane_o,
  output wire signed [StateWidth-1:0] membrane_before_o
);
  wire [HoldWidth-1:0] hold_q = {HoldWidth{1'b0}}; // a netlist has no names to look at
\`ifdef LIF_LUTS
  reg [15:0] mutant_q /*verilator public_flat_rw*/;
  initial mutant_q = 16'd0;
\`endif
  lif_chip u_chip (
\`ifdef LIF_LUTS
    .broken_i(mutant_q),
\`endif
    .clk_i(clk_i), .rst_ni(rst_ni), .leak_i(leak_i), .threshold_i(threshold_i), .reset_i(reset_i),
    .initial_i(initial_i), .initial_hold_i(initial_hold_i), .compare_above_i(compare_above_i),
    .reset_subtract_i(reset_subtract_i), .valid_i(valid_i), .ready_o(ready_o), .drive_i(drive_i),
    .hold_i(hold_i), .valid_o(valid_o), .spike_o(spike_o), .membrane_o(membrane_o),
    .membrane_before_o(membrane_before_o));
endmodule
VERILOG
}

# Both sides become one kind of flop and and-gates, which ABC proves to be the same sequential circuit.
# It finds the steps of a product in both or does not, depending on the order in which a tool
# happened to add them up, so the RTL is read in several ways until one closes. `own`, `coarse` and
# `all` are short and equally good. `synthesis` begins where synthesis has simplified words and not
# yet made gates, and takes its order: that proof does not cover what synthesis did before.
prove() { # NETLIST
    local netlist=$1 answer way seconds status log finish said='undecided none'
    local rtl_folder=${RTL%%/lif_*}
    local own="read_verilog $rtl_folder/$MODULE.v; chparam $set_parameters $MODULE
        hierarchy -check -top $MODULE -libdir $rtl_folder"
    local coarse='proc; flatten; opt_expr; opt_clean; opt -nodffe -nosdff; wreduce; peepopt; opt_clean; alumacc; opt'
    local ways=(own coarse all synthesis)
    local -A rtl=(
        [own]="$own; prep -flatten -top $MODULE; alumacc"
        [coarse]="$own; $coarse"
        [all]="$elaborated; prep -flatten -top $MODULE; alumacc"
        [synthesis]="$elaborated; $synth -run begin:map_gates -top $MODULE"
    )
    log=$folder/prove.$(basename "$netlist" .v)
    finish="memory_map; opt_dff -nodffe -nosdff; dffunmap; opt -nodffe -nosdff; simplemap; techmap
        opt_clean -purge; rename -top lif; setundef -undriven -zero; aigmap; opt_clean -purge"
    if grep -q SB_MAC16 "$netlist"; then
        echo "$said" # ABC gives no answer with the DSP's model; the netlist is simulated
        return
    fi
    tool "$log.log" yosys -p "read_verilog $here/ice40_gates.v $netlist; hierarchy -check -top lif_chip
        proc; flatten; $finish; write_blif $log.netlist.blif"
    for way in "${ways[@]}"; do
        tool "$log.$way.log" yosys -p "${rtl[$way]}; techmap; $finish; write_blif $log.$way.blif"
    done
    for seconds in 60 "${NETLIST_TIMEOUT:-300}"; do # most close in less than 60 in one of them
        for way in "${ways[@]}"; do
            status=0
            answer=$(cd "$folder" && timeout "$seconds" yosys-abc -c \
                "dsec ${log##*/}.$way.blif ${log##*/}.netlist.blif" 2>&1) || status=$?
            printf '%s\n' "$answer" >"$log.$way.abc"
            case $status:$answer in
            0:*'Networks are equivalent'*) said="equivalent $way" && break 2 ;;
            0:*'Networks are NOT EQUIVALENT'* | 0:*'Networks are not equivalent'*)
                said="different $way" && break 2
                ;;
            124:* | 0:*'Networks are UNDECIDED'*) ;; # out of time: the next way
            *)
                echo "netlist: yosys-abc failed; see $log.$way.abc" >&2
                exit 3
                ;;
            esac
        done
    done
    echo "$said"
}

case $1 in
make) make_netlist ;;
prove) prove "${4:-$folder/netlist.v}" ;;
*) echo 'usage: netlist.sh make|prove TARGET FOLDER [NETLIST]' >&2 && exit 2 ;;
esac
