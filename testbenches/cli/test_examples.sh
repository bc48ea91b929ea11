#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Each --help ends with an example, and each example works as it stands, in a folder with the examples of
# an installation (share/lifcosim). The list of `lifcosim --help` says of each subcommand what its usage says.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

ln -s "$root/sim/scenarios" scenarios
ln -s "$root/sim/sweeps" sweeps
ln -s "$root/sim/networks" networks
ln -s "$root/testbenches/foreign" foreign
mkdir bin built
ln -s "$program" bin/lifcosim
ln -s "$root/build/dut/q8_24.so" built/
export LIFCOSIM_DUT_DIR=$PWD/built PATH=$PWD/bin:$PATH

# The parts that the example of `merge` joins.
for part in 1 2; do lifcosim sweep --quiet --shard $part/2 --jsonl part$part.jsonl sweeps/book-fi.yaml; done

example() { sed -n 's/^example: //p' <<<"$1"; }

run lifcosim --help
list=$out
mapfile -t subcommands < <(sed -n 's/^  lifcosim \([a-z]*\) .*/\1/p' <<<"$list" | grep -vx 'help\|version')
check 'the subcommands are found' test "${#subcommands[@]}" -ge 11
check 'lifcosim --help: one example' is "$(example "$list" | wc -l)" 1
run bash -c "$(example "$list")"
check "$(example "$list"): status 0" is "$status" 0
for subcommand in "${subcommands[@]}"; do
    run lifcosim "$subcommand" --help
    usage=$(sed -n '1s/^usage: //p' <<<"$out")
    told=$(grep "^  lifcosim $subcommand " <<<"$list" | sed 's/^  //; s/   *.*//')
    check "$subcommand: the list says its usage" is "$told" "$usage"
    example=$(example "$out")
    check "$subcommand: an example of it" has "$example" "lifcosim $subcommand"
    check "$subcommand: one example" is "$(wc -l <<<"$example")" 1
    run bash -c "$example"
    check "$example: status 0" is "$status" 0
    check "$example: says nothing on standard error" is "$err" ''
done
check 'run: its waveform' test -s w.fst
check 'sweep: its rates' test -s rates.csv
check 'merge: the whole sweep' is "$(wc -l <all.jsonl)" "$(cat part1.jsonl part2.jsonl | wc -l)"
check 'dut: the circuit with its lanes' test -s built/q6_18.so -a -s built/batch/q6_18.so
check 'nir: the words' test -s words.nir
check 'build: the circuit' test -s built/shift_leak.so
tap_done
