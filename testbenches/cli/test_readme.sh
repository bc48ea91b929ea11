#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The pages say what is so: the outputs that the README shows are those of the commands beside them,
# its tables are rows of the longer ones, and every target of make that a page names is there.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck disable=SC2154  # run sets them
source testbenches/cli/tap.sh

program=$(realpath "${BUILD:-build}")/lifcosim
LIFCOSIM_DUT_DIR=$(realpath "${LIFCOSIM_DUT_DIR:-build/dut}")
export LIFCOSIM_DUT_DIR
faults=$(realpath build/faults)
mapfile -t pages < <(scripts/files.sh | grep '\.md$')
scenario=sim/scenarios/book-triangle.yaml

# block FILE START   prints the fenced block whose first line begins with START, without its fences.
block() {
    awk -v start="$2" '
        /^```/ {fence = !fence; first = fence; if (!fence && mine) exit; next}
        fence && first {mine = index($0, start) == 1; first = 0}
        fence && mine' "$1"
}

# in_order PARTS WHOLE   tells whether each line of PARTS is one of WHOLE, in the same order; `...`
# stands for any.
in_order() {
    [[ -n $1 ]] && awk 'BEGIN {i = n = 0}
        NR == FNR {if ($0 !~ /^ *\.\.\.$/) part[n++] = $0; next}
        i < n && $0 == part[i] {i++}
        END {if (i < n) print "# not in the output: " part[i]; exit i < n}' <(echo "$1") <(echo "$2")
}

not_in_order() { ! in_order "$@" >"$tap_folder/missing"; }

check 'there are pages' test "${#pages[@]}" -gt 5

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

# ---- the tables are rows of longer ones, which stand on one page each ----

# columns FILE NAME ...   prints the rows of the tables of FILE that have all of these columns, cut
# down to them.
columns() {
    awk -F ' *\\| *' -v names="$(printf '%s|' "${@:2}")" '
        BEGIN { wanted = split(substr(names, 1, length(names) - 1), name, "|") }
        !/^\|/ { on = 0; next }
        !on { on = 1; have = 0
            for (i = 1; i <= wanted; i++) for (at[i] = NF; at[i] > 0 && $(at[i]) != name[i]; at[i]--);
            for (i = 1; i <= wanted; i++) have += at[i] > 0
            next }
        have == wanted && !/^\| --- / { line = ""; for (i = 1; i <= wanted; i++) line = line " | " $(at[i]); print line }' "$1"
}
sizes() { columns "$1" circuit target bits lists clocks LUT FF DSP Fmax/MHz; }
# The name of a row of speeds is what stands before its colon.
speeds() { columns "$1" row 'ns a step' 'to base' | sed 's/:[^|]* |/ |/'; }
# strangers SHORT LONG   prints the rows of SHORT that LONG does not have.
strangers() { grep -vxF "$2" <<<"$1" || true; }

check 'the README is one page' test "$(wc -l <README.md)" -le 150
check 'six sizes' is "$(sizes README.md | wc -l)" 6
check 'each is a row of the page of synthesis' is "$(strangers "$(sizes README.md)" "$(sizes scripts/synth/README.md)")" ''
check 'which has more' test "$(sizes scripts/synth/README.md | wc -l)" -gt 20
check 'no other page has them' is "$(for page in "${pages[@]}"; do sizes "$page" | sed "s,.*,$page,"; done | sort -u)" \
    'README.md
scripts/synth/README.md'
check 'six speeds' is "$(speeds README.md | wc -l)" 6
check 'each is a row of the page of speeds' is "$(strangers "$(speeds README.md)" "$(speeds testbenches/bench/README.md)")" ''
changed=$(sizes README.md | sed '1s/3475/3476/')
check 'a planted size is seen' has "$(strangers "$changed" "$(sizes scripts/synth/README.md)")" '3476'

# The targets of make that stand in code are looked up in what `make` prints and in its rules.
unknown=$(for page in "${pages[@]}"; do
    { grep -oE '(`|^)make [a-z][a-z0-9/-]*' "$page" || true; } |
        sed 's/.*make //; /\//d' | sort -u | while read -r target; do
            grep -qE "^#: $target( |$)|^(\.PHONY:.* )?$target( [^=]*)?:" Makefile ./*/*.mk ./*/*/*.mk ||
                echo "$page: make $target"
        done || true
done)
check 'every target that a page names is there' is "$unknown" ''
tap_done
