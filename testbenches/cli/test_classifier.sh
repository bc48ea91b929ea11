#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# scripts/classify.sh: the classifier of sim/networks/digits is right on held-out samples far more often than the most
# frequent digit would be, on the circuit as in double precision; each decision that differs is explained; and a core that
# reads weights wrongly is worse, and fails.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

# shellcheck disable=SC2154  # tap.sh and program.sh set names
run "$root/scripts/classify.sh" data "$program" c24
check 'the classifier runs on the circuit' is "$status" 0
numbers() { sed -nE "1s/.*double ([0-9.]+), words ([0-9.]+), [^ ]+ ([0-9.]+); .* ([0-9.]+)\$/\1 \2 \3 \4/p" <<<"$out"; }
read -r double words circuit most < <(numbers)
above() { awk -v a="$1" -v b="$2" 'BEGIN {exit !(a > b)}'; }
check "double precision is right in $double of 100, the most frequent digit in $most" above "$double" "$(awk -v m="$most" 'BEGIN {print 5 * m}')"
check 'the circuit is as good, within one in a hundred' above "$circuit" "$(awk -v d="$double" 'BEGIN {print d - 1}')"
check 'and so are its words' above "$words" "$(awk -v d="$double" 'BEGIN {print d - 1}')"
differ=$(sed -n 's/ decisions of the circuit differ.*//p' <<<"$out")
check "each of the $differ decisions that differ is explained" is "$(grep -c '^    the words in double decide' <<<"$out")" "$differ"
check 'by a spike near the threshold' is \
    "$(sed -nE 's/^    first other spike: .*, ([0-9.]+) of a threshold.*/\1/p' <<<"$out" | awk '$1 > 0.1')" ''
check 'there are 1,000 samples' is "$(tail -n +2 data/labels.csv | wc -l)" 1000
run "$root/scripts/classify.sh" data "$program" "$root/build/faults/core_model/weight-unsigned.so"
read -r double words circuit most < <(numbers)
check "a core that reads weights without their sign fails, and is right in $circuit" above 50 "$circuit"
check 'with the status of the run' is "$status" 1
tap_done
