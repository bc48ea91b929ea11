#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# "The judge in your own bench", followed to the letter: each file of the page is written as it stands
# there, each command is run in order, and what it prints must be what the page shows.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh
# shellcheck disable=SC2154  # program.sh sets root
source "$root/testbenches/cli/page.sh"

mkdir build
ln -s "$program" build/lifcosim
export TREE=$root
unset MAKEFLAGS MAKELEVEL MFLAGS # the make of the test is not that of the page
follow_page "$root/docs/BENCH.md" 1 9
tap_done
