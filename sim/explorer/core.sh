#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# core.sh FOLDER TABLE|- FAULT|- NAME NEURONS STATE FRACTION LEAK ROUNDING WEIGHT SUM RECEPTORS DELAY LANES HOLD
#
# A core of rtl/ as C++ in FOLDER/NAME.cpp, or FOLDER/FAULT.cpp with a fault of a table: Yosys writes
# the model, and sim/verilator/core.cpp, which puts a Verilated core behind lif_core_dut.h, does the same with
# this one (explorer_core.hpp). From NAME on the fields are those of a line of rtl/cores.txt.
set -euo pipefail

(($# == 15)) || { echo "core.sh: not a line of rtl/cores.txt: ${*:4}" >&2 && exit 2; }
folder=$1 table=$2 fault=$3 core=$4
neurons=$5 state=$6 fraction=$7 leak=$8 rounding=$9
weight=${10} sum=${11} receptors=${12} delay=${13} lanes=${14} hold=${15}
name=$core about="lif_core, $state bits" # as sim/cores.mk calls it
[[ $fault == - ]] || name=$fault
identifier=${name//-/_}
source=$folder/$name.src

mapfile -t rtl < <(sed 's,//.*,,' rtl/core.f | awk 'NF {print "rtl/" $1}')
rm -rf "$source"
mkdir -p "$source/rtl"
cp "${rtl[@]}" "$source/rtl"
if [[ $fault != - ]]; then
    seed=(awk -v "fault=$fault" -f testbenches/faults/seed.awk)
    "${seed[@]}" -v "root=$source" "$table"
    about=$("${seed[@]}" -v ask=about "$table")
fi
if [[ $about == *[\"\\]* ]]; then
    echo "$table: a quote or a backslash in the description of $name, which the page shows" >&2
    exit 1
fi
case $rounding in
half-up) c_rounding=LIF_HALF_UP residual=0 ;;
residual) c_rounding=LIF_RESIDUAL residual=1 ;;
*) echo "$core: unknown rounding $rounding" >&2 && exit 2 ;;
esac

# Feedback between modules that are flattened is no loop of gates: the model settles by itself.
(cd "$source" && yosys -q -w 'feedback wires' -p "read_verilog ${rtl[*]}
    chparam -set NeuronBits $neurons -set StateWidth $state -set LeakFraction $leak -set Residual $residual \
        -set WeightWidth $weight -set AccWidth $sum -set Receptors $receptors -set DelayBits $delay \
        -set LaneBits $lanes -set HoldWidth $hold lif_core
    hierarchy -check -top lif_core
    proc; flatten; opt; check -assert
    write_cxxrtl -O6 -g0 -namespace model_$identifier model.h" >yosys.log) || { cat "$source/yosys.log" >&2 && exit 1; }

# The unit of the model, and the header of a runtime that it does not need.
: >"$source/verilated.h"
cat >"$source/unit.h" <<CPP
#include "model.h"

#include "explorer_core.hpp"
using Vlif_core = explorer_core<model_$identifier::p_lif__core>;
using Vlif_core___024root = Vlif_core;
CPP
cat >"$folder/$name.cpp" <<CPP
/* Each core has names of its own. */
#define lif_core_dut explorer_core_${identifier}_dut
#define lif_core_dut_ops explorer_core_$identifier
#define vl_fatal vl_fatal_$identifier
#define vl_stop vl_stop_$identifier
#define vl_finish vl_finish_$identifier
#define LIF_MODEL_UNIT "unit.h"
#define LIF_NAME "$name"
#define LIF_ABOUT "$about"
#define LIF_STATE_WIDTH $state
#define LIF_STATE_FRACTION $fraction
#define LIF_LEAK_FRACTION $leak
#define LIF_ROUNDING $c_rounding
#define LIF_CORE_NEURON_BITS $neurons
#define LIF_CORE_WEIGHT_WIDTH $weight
#define LIF_CORE_ACC_WIDTH $sum
#define LIF_CORE_HAS $receptors
#define LIF_CORE_DELAY_BITS $delay
#define LIF_CORE_LANE_BITS $lanes
#define LIF_CORE_HOLD_WIDTH $hold
#include "verilator/core.cpp"
CPP
