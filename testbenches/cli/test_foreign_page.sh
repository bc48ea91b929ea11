#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# "Judge your own neuron in ten minutes" and "Equations", followed to the letter: each file of a page is
# written as it stands there, each command is run in order, and what it prints must be what the page shows.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh
# shellcheck disable=SC2154  # program.sh sets root
source "$root/testbenches/cli/page.sh"

mkdir build
ln -s "$program" build/lifcosim
export LIFCOSIM_DUT_DIR=build/dut
follow_page "$root/testbenches/foreign/README.md" 13 24
rm -rf "$tap_folder/page"
follow_page "$root/docs/EQUATIONS.md" 3 8
tap_done
