#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# circuit.sh FOLDER HOLD_WIDTH TABLE|- NAME MODULE STATE FRACTION LEAK ROUNDING CODING CLOCKS
#
# A neuron of rtl/ as C++ in FOLDER/NAME.cpp, with the fault NAME where a table of faults is given: Yosys
# writes the model, and this the table that explorer_circuit.hpp needs. From NAME on the fields are
# those of a line of rtl/variants.txt.
set -euo pipefail

(($# == 11)) || { echo "circuit.sh: not a line of rtl/variants.txt: ${*:4}" >&2 && exit 2; }
folder=$1 hold=$2 table=$3
name=$4 module=$5 state=$6 fraction=$7 leak=$8 rounding=$9 coding=${10} clocks=${11}
identifier=${name//-/_}
source=$folder/$name.src

mapfile -t rtl < <(sed 's,//.*,,' rtl/rtl.f | awk 'NF {print "rtl/" $1}')
rm -rf "$source"
mkdir -p "$source/rtl"
cp "${rtl[@]}" "$source/rtl"
about="$module, $clocks clock$( ((clocks == 1)) || echo s) a step, $rounding"
if [[ $table != - ]]; then
    seed=(awk -v "fault=$name" -f testbenches/faults/seed.awk)
    "${seed[@]}" -v "root=$source" "$table"
    about=$("${seed[@]}" -v ask=about "$table")
fi
if [[ $about == *[\"\\]* ]]; then
    echo "$table: a quote or a backslash in the description of $name, which the page shows" >&2
    exit 1
fi

parameters="-set StateWidth $state -set LeakFraction $leak -set HoldWidth $hold"
case $rounding in
half-up) c_rounding=LIF_HALF_UP ;;
residual) c_rounding=LIF_RESIDUAL parameters+=' -set Residual 1' ;;
*) echo "$name: unknown rounding $rounding" >&2 && exit 2 ;;
esac
digits=${coding#[ms]}
case $coding in
any) c_coding=LIF_CODING_ANY digits=0 ;;
m*) c_coding=LIF_CODING_MANTISSA parameters+=" -set LeakDigits $digits" ;;
s*) c_coding=LIF_CODING_TERMS parameters+=" -set LeakDigits $digits" ;;
*) echo "$name: unknown leak coding $coding" >&2 && exit 2 ;;
esac

# -g0: no debug information, and no C API.
(cd "$source" && yosys -q -p "read_verilog ${rtl[*]}
    chparam $parameters $module
    hierarchy -check -top $module
    proc; flatten; opt; check -assert
    write_cxxrtl -O6 -g0 -namespace explorer_$identifier model.h")

cat >"$folder/$name.cpp" <<CPP
#include "$name.src/model.h"

#include "explorer_circuit.hpp"

extern "C" {
extern const lif_dut_ops explorer_circuit_$identifier;
const lif_dut_ops explorer_circuit_$identifier =
    explorer_dut<explorer_$identifier::p_${module//_/__}>::table(
        "$name", "$about", {$state, $fraction, $leak, $c_rounding, $c_coding, $digits}, $hold,
        $clocks);
}
CPP
