#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# A short differential fuzz of the cores: the shipped ones agree with the integer model on random
# events; seeded faults of the way of an event are found, each with the events that show it and a
# command that does so again. SEED chooses the cases.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=tap.sh
. testbenches/cli/tap.sh

build=${BUILD:-build}
seed=${SEED:-20261130}
fuzz=$build/core_differential
mapfile -t cores < <(sed 's/#.*//' rtl/cores.txt | awk 'NF {print "build/core/" $1 ".so"}')
echo "# SEED=$seed"

run "$fuzz" -n 64 -s "$seed" "${cores[@]}"
check 'the shipped cores: status 0' is "$status" 0
check 'the shipped cores: every case was tried' has "$out" 'core_differential: 64 cases, '
check 'the shipped cores: events, spikes and refused events' \
    grep -qE '[0-9]{4,} events \([0-9]{2,} refused\), [0-9]{3,} spikes' <<<"$out"

for fault in event-lost event-late row-wrong group-lost weight-unsigned accumulator-kept spike-unstable; do
    run "$fuzz" -n 40 -s "$seed" "build/faults/core/$fault.so"
    check "$fault: found" is "$status" 1
    again=$(sed -n 's/^shown again by: core_differential //p' <<<"$out")
    what=$(sed -n 's/^FAIL  .*: tick/tick/p' <<<"$out" | head -n 1)
    read -ra arguments <<<"$again"
    run "$fuzz" "${arguments[@]}"
    check "$fault: it says where" test -n "$what"
    check "$fault: the command finds it again" is "$status" 1
    check "$fault: at the same place" has "$out" "$what"
done

run "$fuzz" -n 5 nothere.so
check 'no core: status 2' is "$status" 2
run "$fuzz" -n x "${cores[0]}"
check 'a count that is none: status 2' is "$status" 2
run "$fuzz" -n 5
check 'no core given: status 2' is "$status" 2

tap_done
