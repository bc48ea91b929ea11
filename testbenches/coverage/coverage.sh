#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# coverage.sh UNIT_TEST ... -- CLI_TEST ...   what the tests reach, by `make coverage`.
#
# C    gcov of every line of reference/ and sim/ over the unit tests and the tests of the program.
# RTL  Verilator's line and toggle points of rtl/ in each shipped format, over the comparison with the
#      integer model (test_rtl), the published scenarios, and a differential fuzz. A bit counts as
#      toggled when it went up and down in one instance.
#
# Every line of rtl/, reference/ and the judge that is not reached, and every bit that does not
# toggle, must stand in explained.txt with its reason; what stands there must be there and not be
# reached. build/coverage/report.txt lists all; build/coverage.json has the figures.
# Status: 0 all met, 1 not, 2 usage, 3 the tests failed or a tool did.
set -euo pipefail
cd "$(dirname "$0")/../.."

units=()
while (($# > 0)) && [[ $1 != -- ]]; do
    units+=("$1")
    shift
done
if (($# < 2)) || ((${#units[@]} == 0)) || [[ ${BUILD-} != build/coverage ]]; then
    echo 'usage: make coverage' >&2
    exit 2
fi
shift
work=build/coverage/results
rm -rf "$work"
mkdir -p "$work/rtl"

give_up() {
    echo "coverage: $1; the end of $2:" >&2
    tail -n 30 "$2" >&2
    exit 3
}

# ---- run ----

find build/coverage/obj -name '*.gcda' -delete
# Fewer random sets than in make test: the lines are the same, and this build is slow.
RTL_SETS=20 SETS=40 scripts/run_tests.sh "${units[@]}" "$@" >"$work/tests.txt" 2>&1 ||
    give_up 'the tests fail' "$work/tests.txt"
tail -n 1 "$work/tests.txt"

run_rtl() {
    local format
    export LIFCOSIM_COVERAGE=$work/rtl LIFCOSIM_DUT_DIR=build/coverage/dut
    TEST_FILTER='*equals the integer model' RTL_SETS=60 build/coverage/test/test_rtl
    while read -r format _; do
        build/coverage/differential -n 40 -d "$format" -k "$work" </dev/null
    done < <(sed -e 's/#.*//' -e '/^ *$/d' rtl/formats.txt)
    build/coverage/lifcosim run --quiet sim/scenarios/*.yaml
}
(run_rtl) >"$work/rtl.txt" 2>&1 || give_up 'the runs of the RTL fail' "$work/rtl.txt"

# ---- C: every line, "FILE LINE COUNT" ----

gcovr --root . --filter 'reference/' --filter 'sim/' --json --output "$work/gcov.json" \
    build/coverage/obj >"$work/gcovr.txt" 2>&1 || give_up 'gcovr fails' "$work/gcovr.txt"
jq -r '.files[] | .file as $f | .lines[] | select(."gcovr/noncode" | not) |
    "\($f) \(.line_number) \(.count)"' "$work/gcov.json" | sort -u >"$work/c.txt"

# ---- RTL: every point of every instance, "FORMAT line FILE LINE COUNT" or "FORMAT bit NAME MET" ----

for file in "$work"/rtl/*.dat; do
    format=$(basename "$file" | sed 's/-[0-9]*-[0-9]*\.dat$//')
    tr '\001\002' '|=' <"$file" | awk -v format="$format" '
        function field(name,    at) {
            at = index($0, "|" name "=")
            if (!at) return ""
            rest = substr($0, at + length(name) + 2)
            sub(/[|'\''].*/, "", rest)
            return rest
        }
        !/^C / || !index($0, "|f=rtl/") { next }
        /\|page=v_toggle/ { print format, "bit", field("o"), ($NF >= 2); next }
        {   # a block stands for the lines that S lists, as 3,5-7
            count = split(field("S") == "" ? field("l") : field("S"), parts, ",")
            for (i = 1; i <= count; i++) {
                last = split(parts[i], ends, "-")
                for (l = ends[1]; l <= ends[last]; l++)
                    print format, "line", field("f"), l, ($NF > 0)
            }
        }'
done | awk '{ key = $1; for (i = 2; i < NF; i++) key = key " " $i
              if (!(key in met) || $NF > met[key]) met[key] = $NF }
            END { for (key in met) print key, met[key] }' | sort >"$work/points.txt"

exec testbenches/coverage/judge.sh "$work" testbenches/coverage/explained.txt build/coverage.json
