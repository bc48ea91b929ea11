#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The mutation runs themselves are tested in small: mutants of the circuit are killed or proven
# equivalent; a standard set cut to a useless one leaves survivors, and a defect of the judge that
# no test can notice is reported; both end with status 1.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh

matches() { [[ $1 =~ $2 ]]; } # matches TEXT EXTENDED_REGULAR_EXPRESSION
field() { jq -r ".$1" "$tap_folder/mutation.json"; }
export MUTATION_JSON=$tap_folder/mutation.json MUTATION_DIR=build/mutation-test
export MUTATION_PROGRAM=${BUILD:-build}/mutation/mutation
unset SEED

run env MUTANTS=16 testbenches/mutation/mutation.sh q4_4
check 'the standard set: status 0' is "$status" 0
check 'the standard set: no survivor' is "$(field survived)" 0
check 'the standard set: all are accounted for' is \
    "$(jq '.killed + .equivalent + .survived' "$MUTATION_JSON")" 16
check 'the standard set: the levels add up' is \
    "$(jq '[.by_level[]] | add' "$MUTATION_JSON")" "$(field killed)"
check 'the standard set: most are killed' test "$(field killed)" -ge 12
check 'the standard set: the seed' is "$(field seed)" 1

# Among so many there are some where a bit of a port follows another.
run env MUTANTS=100 testbenches/mutation/mutation.sh q4_4
check 'a hundred: status 0' is "$status" 0
check 'a hundred: all are killed or proven equivalent' is \
    "$(jq '.killed + .equivalent' "$MUTATION_JSON")" 100

rm -f "$MUTATION_JSON"
run env MUTANTS=6 SCENARIOS=ties testbenches/mutation/mutation.sh q4_4
check 'a useless set: status 1' is "$status" 1
check 'a useless set: survivors' test "$(field survived)" -ge 1
check 'a useless set: with their source lines' matches "$out" \
    'SURVIVES q4_4 [0-9]+ .*rtl/lif_neuron\.v:[0-9]+: [^ ]'
run env MUTANTS=4 SCENARIOS=nothing testbenches/mutation/mutation.sh q4_4
check 'an unknown scenario: status 3' is "$status" 3
run env MUTANTS=4 testbenches/mutation/mutation.sh q9_9
check 'an unknown format: status 2' is "$status" 2
run env MUTANTS=none testbenches/mutation/mutation.sh q4_4
check 'a number that is none: status 2' is "$status" 2

# ---- a core: its mutants and standard runs ----

core_program=${BUILD:-build}/mutation/core_mutation
model=$MUTATION_DIR/m12/model1.core.so
run env SEED=7 MUTANTS=6 PROOF_SECONDS=1 "MUTATION_PROGRAM=$core_program" testbenches/mutation/mutation.sh m12
check 'a core: all are accounted for' is "$(jq '.killed + .equivalent + .survived' "$MUTATION_JSON")" 6
check 'a core: five are killed' is "$(field killed)" 5
check 'a core: the status says if one survives' is "$status" $(($(field survived) > 0))
check 'a core: each survivor is shown' is "$(grep -c '^  SURVIVES m12 ' <<<"$out" || true)" "$(field survived)"
check 'a core: the levels add up' is "$(jq '[.by_level[]] | add' "$MUTATION_JSON")" "$(field killed)"
check 'a core: how many there are' test "$(field possible)" -ge 10000
killed=$(field killed)
check 'a core: mutants that were killed are tried, too' grep -qE '^m12: [0-9] of 3 killed mutants refuted' <<<"$out"
# The proofs see all bits of the words in RAM: bit 16 of a mode says that a reset subtracts. A register that
# counts the accumulators which a reset clears may count them in another order.
work=$MUTATION_DIR/m12
count=$(awk '$1 == "cell" { cell = $3 } /^    connect .Q .u_synapse.count_q$/ { print cell }' "$work/circuit.il")
printf 'mutate -ctrl mutsel 16 1 -mode %s -module lif_mutants -cell %s -port %s -portbit %s\n' \
    const0 u_neuron.u_memory.u_mode read_data_o 16 inv "$count" Q 1 >"$work/list"
run env PROOF_SECONDS=60 testbenches/mutation/mutation.sh --prove "$work" 1
check 'a proof: a core that never subtracts is another one' grep -qE '^1.different.*different' "$work/proof1.tsv"
run env PROOF_SECONDS=60 testbenches/mutation/mutation.sh --prove "$work" 2
check 'a proof: another order of clearing is none' grep -qE '^2.equivalent' "$work/proof2.tsv"
run env LIFCOSIM_EVAL=public "$core_program" "$model" 1 6 promises-1
check 'a core, its ports alone: more live' test "$(grep -c "$(printf '\tkilled\t')" <<<"$out")" -lt "$killed"
run env LIFCOSIM_EVAL=public "$core_program" "$model" 1 6 nothing
check 'a core, an unknown run: status 3' is "$status" 3

# judge TABLE NAME ...   starts the runner of the judge's defects, as make calls it.
judge() {
    env -u MAKEFLAGS -u MAKELEVEL make --no-print-directory SETUP=no SAN="$([[ ${BUILD:-build} == build ]] || echo 1)" \
        mutation-judge JUDGE_TABLE="$1" JUDGE_MUTATIONS="${*:2}"
}
# This is the table with a fault that no test can notice, and with one whose text is gone.
{
    cat testbenches/mutation/judge.txt
    printf '\n%s\n' '@ harmless  A comment is longer.' 'in reference/lif_bound.c' \
        '-#include "lif_bound.h"' '+#include "lif_bound.h" /* nothing */'
    printf '\n%s\n' '@ stale  A text that is nowhere.' 'in reference/lif_bound.c' '-no such text' '+none'
} >"$tap_folder/faults.txt"
run judge "$tap_folder/faults.txt" bound-doubled harmless
check 'defects of the judge: one is noticed' matches "$out" $'bound-doubled +[a-z_ ]*bound'
check 'defects of the judge: the other is not' matches "$out" 'harmless +NOT NOTICED'
check 'defects of the judge: the count' matches "$out" '2 .*: 1 noticed, 1 not'
check 'defects of the judge: an error' test "$status" -ne 0
run judge "$tap_folder/faults.txt" harmless stale
check 'a text that is gone: an error' test "$status" -ne 0
check 'a text that is gone: its line' has "$err$out" \
    "faults.txt:$(grep -n 'no such text' "$tap_folder/faults.txt" | cut -d: -f1): the text of stale is 0 times in"
check 'a text that is gone: before the first fault is tried' lacks "$err$out" 'NOT NOTICED'
run judge "$tap_folder/faults.txt" bound-redoubled
check 'a fault that is not in the table: an error' has "$err$out" 'no fault bound-redoubled'
printf '%s\n' '@ elsewhere  A file that is not compiled from the copy.' 'in sim/result/reason.c' '-x' '+y' \
    >"$tap_folder/elsewhere.txt"
run judge "$tap_folder/elsewhere.txt"
check 'a file that the tests do not get from the copy: an error' has "$err$out" \
    'sim/result/reason.c is not among'

tap_done
