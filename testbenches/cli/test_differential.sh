#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# A short differential fuzz: on the shipped circuits everything agrees; each seeded fault is found,
# and a small scenario is printed for it that shows it again. SEED chooses the scenarios.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

seed=${SEED:-20261122}
differential=$build/differential
echo "# SEED=$seed"

run "$differential" -n 1000 -s "$seed" -k .
check 'the shipped circuits: status 0' is "$status" 0
check 'the shipped circuits: every case was tried' has "$out" 'differential: 1000 cases, '
check 'the shipped circuits: the seed is told' has "$out" "seed $seed"

faults=("$root"/build/faults/*.so)
check 'there are faults' test "${#faults[@]}" -ge 10
for fault in "${faults[@]}"; do
    name=$(basename "$fault" .so)
    run "$differential" -n 1000 -s "$seed" -k . -d "$fault"
    check "$name: found" is "$status" 1
    file=$(sed -n 's/^shown again by: .* //p' <<<"$out")
    check "$name: a small scenario" test "$(wc -l <"$file")" -le 24
    check "$name: it is printed" has "$out" "$(<"$file")"
    run "$program" run --quiet --dut "$fault" "$file"
    check "$name: it shows the fault again" is "$status" 1
    run "$program" run --quiet --dut q8_24 "$file"
    check "$name: and the sound circuit passes it" is "$status" 0
done

run "$differential" -n 5 -d nothere
check 'an unknown circuit: status 2' is "$status" 2
run "$differential" -n x
check 'a count that is none: status 2' is "$status" 2

tap_done
