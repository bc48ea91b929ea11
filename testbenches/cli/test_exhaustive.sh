#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# RTL and integer model are equal on every combination of words at two and three bits, and the
# comparison finds seeded faults there; so are cores of two neurons, in parts. The widths above are left
# to `make exhaustive`, and the whole of a core to `make exhaustive-core`.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh

program=${BUILD:-build}/exhaustive/exhaustive
circuits=build/exhaustive

run "$program" "$circuits/w2f1k1.so" "$circuits/w3f1k2.so"
check 'every word: status 0' is "$status" 0
check 'every word: the plan' is "${out%%$'\n'*}" 1..2
# The factors are membranes, holds left, drives, holds, leaks, thresholds, reset words and modes.
check 'every word of two bits: as many cases as there are' has "$out" \
    "ok 1 - w2f1k1 (2/1/1), whole: $((4 * 4 * 4 * 4 * 3 * 4 * 4 * 4)) cases"
check 'every word of three bits: as many cases as there are' has "$out" \
    "ok 2 - w3f1k2 (3/1/2), whole: $((8 * 4 * 8 * 4 * 5 * 8 * 8 * 4)) cases"

for fault in hold-long truncation wrap; do
    run "$program" "$circuits/faults/$fault.so"
    check "$fault: status 1" is "$status" 1
    check "$fault: the first difference" has "$out" 'expected '
    check "$fault: not ok" has "$out" "not ok 1 - $fault"
done
run "$program" "$circuits/w2f1k1.so" "$circuits/faults/wrap.so" "$circuits/w3f1k2.so"
check 'one of three: status 1' is "$status" 1
check 'one of three: the others are compared' is "$(grep -c '^ok ' <<<"$out")" 2

run "$program" model:q8_24
check 'a circuit with too many words: status 3' is "$status" 3
check 'a circuit with too many words: why' has "$out" 'too wide'
run "$program" "$circuits/absent.so"
check 'an absent circuit: status 3' is "$status" 3
run "$program"
check 'no circuit: status 2' is "$status" 2

# ---- cores of two neurons: in parts, and one network in 65; the whole is `make exhaustive-core` ----

core=${BUILD:-build}/exhaustive/exhaustive_core
run "$core" -q "$circuits/core/e2.so" "$circuits/core/e3.so"
check 'cores: status 0' is "$status" 0
check 'cores: 2 bits' grep -qE '^ok 1 - e2 \(2/1/2\), neurons in parts: [0-9]{5,} cases' <<<"$out"
check 'cores: 3 bits, and networks' grep -qE '^ok 2 - e3 \(3/1/2\), .* [0-9]{7,} cases, networks: [0-9]{4}, ' <<<"$out"
for fault in hold-long wraps event-late; do
    run "$core" -q "$circuits/core/faults/$fault.so"
    check "core, $fault: status 1" is "$status" 1
    check "core, $fault: the first difference" grep -qE "^not ok 1 - $fault .*: expected " <<<"$out"
done
check 'core, event-late: in a network, which alone shows it' grep -qE ' networks: [1-9]' <<<"$out"
run "$core" build/core/c24_16.so
check 'a core of many neurons: status 3' is "$status" 3
run "$core" "$circuits/w2f1k1.so"
check 'a circuit that is no core: status 3' is "$status" 3
run "$core" -q
check 'no core: status 2' is "$status" 2

tap_done
