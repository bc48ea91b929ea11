#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# "Judge another simulator" and "Judge your chip", followed to the letter: each file of a page is written as
# it stands there, each command is run in order, and what it prints must be what the page shows.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh
# shellcheck disable=SC2154  # program.sh sets root
source "$root/testbenches/cli/page.sh"

mkdir -p build/mine
ln -s "$program" build/lifcosim
ln -s "$root/testbenches" testbenches
follow_page "$root/docs/SIMULATOR.md" 4 14
rm -rf "$tap_folder/page" build/mine
mkdir build/mine
follow_page "$root/docs/CHIP.md" 5 15
tap_done
