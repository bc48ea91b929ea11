#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# What the pages say is so: the outputs that the README shows are those of the commands beside them,
# every link leads to a file, and every target of make that a page names is there.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck disable=SC2154  # run sets them
source testbenches/cli/tap.sh

program=$(realpath "${BUILD:-build}")/lifcosim
LIFCOSIM_DUT_DIR=$(realpath "${LIFCOSIM_DUT_DIR:-build/dut}")
export LIFCOSIM_DUT_DIR
faults=$(realpath build/faults)
mapfile -t pages < <(git ls-files '*.md')
scenario=sim/scenarios/book-triangle.yaml

# block FILE START   the fenced block whose first line begins with START, without its fences.
block() {
    awk -v start="$2" '
        /^```/ {fence = !fence; first = fence; if (!fence && mine) exit; next}
        fence && first {mine = index($0, start) == 1; first = 0}
        fence && mine' "$1"
}

# in_order PARTS WHOLE   each line of PARTS is one of WHOLE, in the same order; `...` stands for any.
in_order() {
    [[ -n $1 ]] && awk 'BEGIN {i = n = 0}
        NR == FNR {if ($0 !~ /^ *\.\.\.$/) part[n++] = $0; next}
        i < n && $0 == part[i] {i++}
        END {if (i < n) print "# not in the output: " part[i]; exit i < n}' <(echo "$1") <(echo "$2")
}

not_in_order() { ! in_order "$@" >"$tap_folder/missing"; }

shown=$(block README.md 'PASS     book-triangle')
run "$program" run $scenario
check 'the README shows a run as it is' is "$out" "$shown"
check 'and a passing one' is "$status" 0

shown=$(block README.md 'FAIL     book-triangle')
run "$program" run --dut "$faults/hold-long.so" $scenario
out=${out//$faults/build/faults}
out=${out//${program%/*}/build}
check 'the README shows a fault as it is reported' in_order "$shown" "$out"
check 'and a failing run' is "$status" 1
check 'the comparison of parts can fail' not_in_order "${shown/step 87/step 88}" "$out"

# Links to files, relative to their page.
broken=$(for page in "${pages[@]}"; do
    { grep -o '](\([^):#]*\))' "$page" || true; } | sed 's/^](//; s/)$//' | while read -r link; do
        [[ -e $(dirname "$page")/$link ]] || echo "$page: $link"
    done
done)
check 'every link leads to a file' is "$broken" ''

# Targets of make in code, against what `make` prints and the rules that it has.
unknown=$(for page in "${pages[@]}"; do
    { grep -oE '(`|^)make [a-z][a-z0-9/-]*' "$page" || true; } |
        sed 's/.*make //; /\//d' | sort -u | while read -r target; do
            grep -qE "^#: $target( |$)|^(\.PHONY:.* )?$target( [^=]*)?:" Makefile ./*/*.mk ./*/*/*.mk ||
                echo "$page: make $target"
        done || true
done)
check 'every target that a page names is there' is "$unknown" ''
tap_done
