#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# fuzz.sh NAME ...   runs the libFuzzer target of each name for SECONDS_EACH seconds, from the kept
# corpus and what earlier runs found in build/fuzz/found/NAME. SEED chooses the mutations.
# Status: 0 nothing found, 1 a finding (each target goes up to its first), 2 usage, 3 a tool failed.
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds=${SECONDS_EACH:-20}
if ! [[ $seconds =~ ^[1-9][0-9]*$ ]] || (($# == 0)); then
    echo "fuzz.sh: FUZZ_SECONDS is '$seconds' and must be a whole number of seconds, then names" >&2
    exit 2
fi
seed=${SEED:-$((RANDOM * 32768 + RANDOM + 1))}
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1
export UBSAN_OPTIONS=print_stacktrace=1
export LSAN_OPTIONS=suppressions=testbenches/fuzz/leaks-of-others.txt:print_suppressions=0
mkdir -p build/fuzz/log build/fuzz/findings build/fuzz/tmp
# The targets write each input to a file: in memory, where there is such a folder.
TMPDIR=$PWD/build/fuzz/tmp
if [[ -w /dev/shm ]]; then TMPDIR=$(mktemp -d /dev/shm/lifcosim-fuzz-XXXXXX); fi
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT

fuzz() { # NAME   one target; its status
    local name=$1 corpus=(build/fuzz/found/"$1" testbenches/fuzz/corpus/"$1") more=() status=0
    local log=build/fuzz/log/$name
    mkdir -p "${corpus[0]}"
    if [[ $name == scenario ]]; then corpus+=(sim/scenarios); fi
    if [[ -f testbenches/fuzz/$name.dict ]]; then more=(-dict=testbenches/fuzz/"$name".dict); fi
    build/fuzz/fuzz_"$name" -seed="$seed" -max_total_time="$seconds" -timeout=20 -max_len=4096 \
        -rss_limit_mb=2048 -print_final_stats=1 -close_fd_mask=2 "${more[@]}" \
        -artifact_prefix=build/fuzz/findings/"$name"- "${corpus[@]}" >"$log" 2>&1 </dev/null ||
        status=$?
    local runs coverage
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    coverage=$(grep -o 'cov: [0-9]*' "$log" | tail -n 1 || true)
    if ((status == 0)) && ! [[ $runs =~ ^[1-9][0-9]*$ ]]; then
        echo "FAIL  fuzz $name: it ran nothing; see $log"
        return 3
    fi
    if ((status == 0)); then
        echo "ok    fuzz $name: $runs inputs in $seconds s, ${coverage:-cov: ?} edges, seed $seed"
        return
    fi
    echo "FAIL  fuzz $name: status $status, seed $seed; $log ends with"
    tail -n 40 "$log" | sed 's/^/    /'
    echo "    Make it small with: build/fuzz/fuzz_$name -minimize_crash=1 -runs=100000 FILE"
    echo "    and keep it: cp FILE testbenches/fuzz/corpus/$name/what-it-was"
    return 1
}

worst=0
for name in "$@"; do
    status=0
    fuzz "$name" || status=$?
    if ((status > worst)); then worst=$status; fi
done
exit "$worst"
