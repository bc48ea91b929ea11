#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# docs/NETWORK.md, followed to the letter: its file is written, its commands are typed and print what it shows; and
# each key of its tables is one that the reader knows at one of the places that the page has tables for.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh
# shellcheck disable=SC2154  # program.sh sets root
source "$root/testbenches/cli/page.sh"

mkdir -p build/mine
ln -s "$program" build/lifcosim
page=$root/docs/NETWORK.md
follow_page "$page" 2 13

sed '$a\zzzzzzzz: 1' build/mine/pair.yaml >top.yaml
run "$program" check top.yaml
check 'an unknown key is refused' has "$err" 'unknown key "zzzzzzzz"'
for key in $(sed -n 's/^| `\([a-z_]*\)` |.*/\1/p' "$page" | sort -u); do
    known=no
    for place in "$key" "populations.exc.$key" "sources.in.$key" "synapses.0.$key"; do
        run "$program" check --dut model:c24 --set "$place=[]" build/mine/pair.yaml
        [[ $err == *'unknown key'* ]] || known=yes
    done
    check "the reader knows $key" is "$known" yes
done
tap_done
