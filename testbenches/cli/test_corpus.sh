#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Each fuzz target gets its kept corpus (seeds made by hand, and every finding since), sanitised as
# in `make fuzz` and without libFuzzer.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh

export TMPDIR=$tap_folder
export LSAN_OPTIONS=suppressions=testbenches/fuzz/leaks-of-others.txt:print_suppressions=0
scratch=$PWD/build/fuzz
for target in testbenches/fuzz/fuzz_*.c; do
    name=$(basename "${target%.c}")
    name=${name#fuzz_}
    files=(testbenches/fuzz/corpus/"$name"/*)
    if [[ $name == scenario ]]; then files+=(sim/scenarios/*.yaml); fi
    run "$scratch/replay_$name" "${files[@]}"
    check "$name: a corpus" test "${#files[@]}" -gt 5
    check "$name: status 0 (else a finding; standard error says which)" is "$status" 0
    check "$name: every file" is "$(grep -c '^ok ' <<<"$out")" "${#files[@]}"
done

# A target that finds something must end the replay: this one always does.
cat >"$tap_folder/bad.c" <<'C'
#include "fuzz.h"
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    (void)data;
    FUZZ_CHECK(size != 5);
    return 0;
}
C
printf 12345 >"$tap_folder/five"
printf 1234 >"$tap_folder/four"
"${CC:-gcc}" -Itestbenches/fuzz -Isim -o "$tap_folder/bad" "$tap_folder/bad.c" testbenches/fuzz/replay.c
run "$tap_folder/bad" "$tap_folder/four"
check 'a replay without a finding: status 0' is "$status" 0
run "$tap_folder/bad" "$tap_folder/four" "$tap_folder/five"
check 'a finding ends the replay' is "$status" 134
check 'a finding is named' has "$err" 'does not hold: size != 5'

tap_done
