#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# docs/TUTORIAL.md is followed to the letter in a folder of its own below build/: files, commands,
# and what they print. The two circuits that it builds are built anew.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/page.sh

# As a part of `make test` this must not inherit its jobs; make builds the plain circuits.
unset MAKEFLAGS MAKELEVEL MFLAGS SAN COVERAGE
export SETUP=no LIFCOSIM_DUT_DIR=build/dut
folder=build/test-tutorial
rm -rf "$folder" build/dut/{w21f19k14,q4_12_serial_r}.so
follow_page docs/TUTORIAL.md 3 15 "s,build/my,$folder,g; s,build/lifcosim,${BUILD:-build}/lifcosim,g"

check 'the picture of the run is one' xmllint --noout "$folder/run.svg"
check 'the log of the synthesis ends with the row' grep -q '^| q4_12_serial_r | hx8k | 16/12/16 |' "$folder/synth.log"
check 'there is a bitstream' test -s build/synth/hx8k/q4_12_serial_r.bin
# The curve of the page is the one that was drawn, but for what another gnuplot draws elsewhere.
described() { grep -oE '<(title|desc)>[^<]*' "$1" | head -n 2; }
check 'the curve of the page is this one' is "$(described docs/curve.svg)" "$(described "$folder/curve.svg")"
check 'and says what it shows' has "$(described docs/curve.svg)" '31 sets'
rm -rf "$folder"
tap_done
