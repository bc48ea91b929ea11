#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# docs/NIR.md, followed to the letter: its files are written, its commands are typed and print what it shows; the
# keys of its table are those that the reader names, and the types that it takes and refuses are those of the reader.
# shellcheck disable=SC2154,SC2016  # program.sh sets root; ` in patterns
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh
source "$root/testbenches/cli/page.sh"

mkdir -p build/mine
ln -s "$program" build/lifcosim
export LIFCOSIM_HDF5=$build/lifcosim-hdf5 # the link to the program is in another folder
page=$root/docs/NIR.md
follow_page "$page" 2 6

run "$program" check --set network.zzzzzzzz=1 build/mine/nir.yaml
known=$(sed -n 's/.*allowed: //p' <<<"$err" | sed 's/,//g; s/ and / /' | tr ' ' '\n' | sort)
shown=$(sed -n '/^## The keys/,/^## What/p' "$page" | sed -n 's/^| `\([a-z_]*\)` |.*/\1/p' | sort)
check 'the page has the keys that the reader knows' is "$shown" "$known"

# The reader is asked for its types by files that have a type it does not know.
printf 'node x Sigmoid\n' | "$build/test/make_nir" build/mine/model.nir
run "$program" check --dut model:c24 build/mine/nir.yaml
check 'the reader names its types' has "$err" 'these are: Input'
for type in $(sed -n 's/.*these are: //p' <<<"$err" | tr -d ,); do
    check "the page has $type" grep -q "^| .*\<$type\>.* |" "$page"
done
for type in IF I Threshold Conv1d Conv2d SumPool2d AvgPool2d; do
    printf 'node x %s\n' "$type" | "$build/test/make_nir" build/mine/model.nir
    run "$program" check --dut model:c24 build/mine/nir.yaml
    check "$type is refused" has "$err" "node \`x\`: $type: "
    check "the page says that $type is refused" grep -q "^Refused.*\<$type\>\|^parameter.*\<$type\>" "$page"
done
tap_done
