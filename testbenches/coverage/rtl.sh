#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# rtl.sh FOLDER   writes what the tests reach of rtl/ to FOLDER/points.txt, for `make coverage`.
#
# The shipped formats and the variants are compared with the integer model; the formats also run in
# a differential fuzz and the published scenarios; the board's top and the TinyTapeout tile run in
# their benches (testbenches/board), where the neuron inside is not counted again.
#
# points.sh tells the form of points.txt. The status is 0 or that of a test.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=${1:?FOLDER}
points=$work/rtl
rm -rf "$points"
mkdir -p "$points"
export LIFCOSIM_COVERAGE=$points LIFCOSIM_DUT_DIR=build/coverage/dut

for circuit in tb_board tb_tile; do
    mkdir "$points/$circuit"
    (cd "$points/$circuit" && "$OLDPWD/build/coverage/board/$circuit")
    mv "$points/$circuit/coverage.dat" "$points/${circuit#tb_}-0-0.dat"
done
TEST_FILTER='*equals the integer model' RTL_SETS=60 build/coverage/test/circuit/test_rtl
TEST_FILTER='*equals the integer model' RTL_SETS=40 build/coverage/test/circuit/test_variants
while read -r format _; do
    build/coverage/differential -n 40 -d "$format" -k "$work" </dev/null
done < <(sed -e 's/#.*//' -e '/^ *$/d' rtl/formats.txt)
build/coverage/lifcosim run --quiet sim/scenarios/*.yaml

testbenches/coverage/points.sh "$work"

# A file of which nothing was counted would pass as one without a gap.
while read -r file; do
    if ! awk -v file="rtl/$file" '$3 == file { found = 1 } END { exit !found }' "$work/points.txt"; then
        echo "rtl.sh: nothing of rtl/$file was counted" >&2
        exit 3
    fi
done < <(sed -e 's,//.*,,' -e '/^ *$/d' rtl/rtl.f)
