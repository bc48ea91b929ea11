#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# circuit.sh NAME STATE_WIDTH STATE_FRACTION LEAK_FRACTION HOLD_WIDTH FOLDER [PATCH]
#
# The neuron in one format, with a seeded fault where a patch is given, as C++ in FOLDER/NAME.cpp:
# Yosys writes the model, and this the table that explorer_circuit.hpp needs.
set -euo pipefail

name=$1 width=$2 fraction=$3 leak=$4 hold=$5 folder=$6 patch=${7:-}
identifier=${name//-/_}
source=$folder/$name.src

mapfile -t rtl < <(sed 's,//.*,,' rtl/rtl.f | awk 'NF {print "rtl/" $1}')
rm -rf "$source"
mkdir -p "$source/rtl"
cp "${rtl[@]}" "$source/rtl"
about='the shipped neuron'
if [[ -n $patch ]]; then
    patch -s -p1 -d "$source" <"$patch"
    about=$(head -n 1 "$patch")
fi
if [[ $about == *[\"\\]* ]]; then
    echo "$patch: a quote or a backslash in its first line, which the page shows" >&2
    exit 1
fi

# -g0: no debug information, and no C API.
(cd "$source" && yosys -q -p "read_verilog ${rtl[*]}
    chparam -set StateWidth $width -set LeakFraction $leak -set HoldWidth $hold lif_neuron
    hierarchy -check -top lif_neuron
    proc; flatten; opt; check -assert
    write_cxxrtl -O6 -g0 -namespace explorer_$identifier model.h")

cat >"$folder/$name.cpp" <<CPP
#include "$name.src/model.h"

#include "explorer_circuit.hpp"

extern "C" {
extern const lif_dut_ops explorer_circuit_$identifier;
const lif_dut_ops explorer_circuit_$identifier =
    explorer_dut<explorer_$identifier::p_lif__neuron>::table(
        "$name", "$about", $width, $fraction, $leak, $hold);
}
CPP
