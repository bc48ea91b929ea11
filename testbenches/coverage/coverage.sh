#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# coverage.sh UNIT_TEST ... -- CLI_TEST ...   measures what the tests reach, for `make coverage`.
#
# C    gcov counts every line of reference/ and sim/ over the tests of units and of the program.
# RTL  Verilator counts the line and toggle points of every file of rtl/: rtl.sh says over which
#      tests, and core.sh for the cores $COVERED_CORES. A bit counts as toggled when it went up and
#      down in one instance.
#
# Every line of rtl/, reference/ and the judge that is not reached, and every bit that does not
# toggle, must stand in explained.txt with its reason (explained-core.txt for the cores, where every
# branch must, too); what stands there must be there and not be reached.
# build/coverage/results/report.txt and core/report.txt list all; build/coverage.json and
# build/coverage-core.json have the figures, and build/coverage.info the lines for lcov.
# Status: 0 all met, 1 not, 2 usage, 3 the tests failed or a tool did.
set -euo pipefail
cd "$(dirname "$0")/../.."

units=()
while (($# > 0)) && [[ $1 != -- ]]; do
    units+=("$1")
    shift
done
if (($# < 2)) || ((${#units[@]} == 0)) || [[ ${BUILD-} != build/coverage || -z ${COVERED_CORES-} ]]; then
    echo 'usage: make coverage' >&2
    exit 2
fi
shift
work=build/coverage/results
rm -rf "$work"
mkdir -p "$work"

give_up() {
    echo "coverage: $1; the end of $2:" >&2
    tail -n 30 "$2" >&2
    exit 3
}

# ---- run ----

find build/coverage/obj -name '*.gcda' -delete
# Files that an older tree left there would be counted as lines of files that are gone.
find build/coverage/obj -name '*.gcno' | while read -r notes; do
    source=${notes#build/coverage/obj/}
    if [[ ! -e ${source%.gcno}.c ]]; then rm "$notes"; fi
done
# There are fewer random sets than in make test: the lines are the same, and this build is slow.
RTL_SETS=20 SETS=40 scripts/run_tests.sh "${units[@]}" "$@" >"$work/tests.txt" 2>&1 ||
    give_up 'the tests fail' "$work/tests.txt"
tail -n 1 "$work/tests.txt"

testbenches/coverage/rtl.sh "$work" >"$work/rtl.txt" 2>&1 ||
    give_up 'the runs of the RTL fail' "$work/rtl.txt"
# shellcheck disable=SC2086  # several names
testbenches/coverage/core.sh "$work/core" $COVERED_CORES >"$work/core.txt" 2>&1 ||
    give_up 'the runs of the cores fail' "$work/core.txt"

# ---- C: every line, "FILE LINE COUNT" ----

gcovr --root . --filter 'reference/' --filter 'sim/' --json --output "$work/gcov.json" \
    build/coverage/obj >"$work/gcovr.txt" 2>&1 || give_up 'gcovr fails' "$work/gcovr.txt"
jq -r '.files[] | .file as $f | .lines[] | select(."gcovr/noncode" | not) |
    "\($f) \(.line_number) \(.count)"' "$work/gcov.json" | sort -u >"$work/c.txt"

if [[ ! -s $work/c.txt ]]; then give_up 'gcov counted no line' "$work/gcovr.txt"; fi

testbenches/coverage/lcov.sh "$work" build/coverage.info || exit 3

status=0
testbenches/coverage/judge.sh "$work" testbenches/coverage/explained.txt build/coverage.json || status=$?
testbenches/coverage/judge.sh "$work/core" testbenches/coverage/explained-core.txt build/coverage-core.json || status=$?
exit "$status"
