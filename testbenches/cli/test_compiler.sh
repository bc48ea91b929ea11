#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# GCC is the compiler that everything is measured with, and clang builds the program and its circuits
# too, without a warning and with the same verdicts: in a copy of the tree, for the compiler of the
# objects in build/ shall not change under the other tests. A change of the compiler is noticed.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=testbenches/cli/tap.sh
source testbenches/cli/tap.sh

lifcosim=$PWD/$BUILD/lifcosim
duts=$PWD/build/dut
tree=$tap_folder/tree
mkdir "$tree"
cp -r Makefile rtl reference sim scripts testbenches "$tree"
mkdir "$tree/docs"
# This must inherit neither the jobs of `make test` nor its compilers.
unset MAKEFLAGS MAKELEVEL MFLAGS SAN COVERAGE BUILD CFLAGS
built() { run make -C "$tree" --no-print-directory -j2 SETUP=no V=0 WERROR=1 "$@"; }

built CC=clang CXX=clang++ program dut batch
check 'clang: status 0' is "$status" 0
check 'clang: no warning' is "$err" ''
for file in build/lifcosim build/dut/q8_24.so build/dut/batch/q8_24.so; do
    check "clang: made $file" has "$(readelf -p .comment "$tree/$file" 2>&1)" 'clang version'
done

# Both programs must say the same of both compilers' circuits on the published scenarios.
scenarios=(sim/scenarios/*.yaml)
judged() { # PROGRAM FOLDER
    run env LIFCOSIM_DUT_DIR="$2" "$1" run "${scenarios[@]}"
}
judged "$lifcosim" "$duts"
check 'gcc: status 0' is "$status" 0
expected=$out
check 'gcc: every scenario' has "$expected" "${#scenarios[@]} runs: ${#scenarios[@]} pass, 0 fail"
judged "$tree/build/lifcosim" "$tree/build/dut"
check 'clang: status 0, too' is "$status" 0
check 'clang: the same verdicts, to the digit' is "$out" "$expected"
judged "$lifcosim" "$tree/build/dut"
check "gcc's program, clang's circuit: the same" is "$out" "$expected"
run env LIFCOSIM_DUT_DIR="$tree/build/dut" "$tree/build/lifcosim" run --wave "$tap_folder/run.fst" "${scenarios[0]}"
check 'clang: a waveform' is "$status" 0
check 'clang: it is there' test -s "$tap_folder/run.fst"
swept() { # PROGRAM FOLDER FILE: its sets, without the sums that name the circuit and the clone
    LIFCOSIM_DUT_DIR="$2" "$1" sweep --quiet --jobs 1 --jsonl - --dut q8_24 sim/sweeps/book-fi.yaml |
        jq -c 'del(.sweep, .commit, .check)' >"$3"
}
run swept "$lifcosim" "$duts" "$tap_folder/gcc.jsonl"
check 'gcc: a sweep in lanes' is "$(grep -c '"verdict":"pass"' "$tap_folder/gcc.jsonl")" 101
run swept "$tree/build/lifcosim" "$tree/build/dut" "$tap_folder/clang.jsonl"
check 'clang: the same sweep, to the digit' cmp "$tap_folder/gcc.jsonl" "$tap_folder/clang.jsonl"

# With another compiler, what was made by the first is made again.
built CC=clang CXX=clang++ -q program dut
check 'the same compiler: nothing to do' is "$status" 0
built CC=gcc CXX=g++ dut
check 'another compiler: status 0' is "$status" 0
check 'another compiler: no warning' is "$err" ''
check 'another compiler: makes the circuit again' has "$(readelf -p .comment "$tree/build/dut/q8_24.so")" 'GCC:'
check 'another compiler: alone' lacks "$(readelf -p .comment "$tree/build/dut/q8_24.so")" 'clang version'

tap_done
