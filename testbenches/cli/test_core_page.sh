#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# docs/CORE.md, followed to the letter: each file of the page is written as it stands there, each command
# is run in order, and what it prints must be what the page shows. Its picture is what its script draws.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=tap.sh
. testbenches/cli/tap.sh
# shellcheck source=program.sh
. testbenches/cli/program.sh
# shellcheck source=page.sh disable=SC2154  # program.sh sets root
. "$root/testbenches/cli/page.sh"

mkdir build
ln -s "$program" build/lifcosim
ln -s "$root/scripts" scripts
follow_page "$root/docs/CORE.md" 4 4
run awk -f "$root/scripts/core_picture.awk"
check 'the picture is what its script draws' is "$out" "$(<"$root/docs/core.svg")"
tap_done
