#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# core.sh FOLDER CORE ...   writes what the benches reach of these cores of testbenches/core/small.txt
# (build/coverage/core/CORE.so) to FOLDER/points.txt, for `make coverage-core` and `make coverage`.
#
# Each core has the runs that mutants must pass (testbenches/mutation/core_mutation.c: random networks that
# are judged, random words and events against the integer model, every word written and read, and all ports
# at random while each clock is held to the header), and more random events (testbenches/fuzz/core.c). So a
# core with a defect gives no figures.
#
# The board's top with a core runs in its bench (testbenches/board/tb_core_board.sv), where the core inside
# is not counted again.
#
# points.sh tells the form of points.txt. The status is 0, 3 nothing of a file was counted, or that of a run.
set -euo pipefail
cd "$(dirname "$0")/../.."

if (($# < 2)); then
    echo 'usage: core.sh FOLDER CORE ...' >&2
    exit 2
fi
work=$1
shift
points=$work/rtl
rm -rf "$points"
mkdir -p "$points"
# Seeds are the same each time: what is explained must not depend on them.
export LIFCOSIM_COVERAGE=$points LIFCOSIM_EVAL=public

for core in "$@"; do
    "${BUILD:-build}/mutation/core_mutation" "build/coverage/core/$core.so" 1 0
    "${BUILD:-build}/core_differential" -n "${CASES:-40}" -s 1 "build/coverage/core/$core.so"
done
for bench in tb_core_board tb_core_board_hidden; do
    mkdir "$points/$bench"
    (cd "$points/$bench" && "$OLDPWD/build/coverage/board/$bench" | grep -v '^ok')
    mv "$points/$bench/coverage.dat" "$points/${bench#tb_core_}-0-0.dat"
done
testbenches/coverage/points.sh "$work" apart
: >"$work/c.txt"

# A file of which nothing was counted would pass as one without a gap.
while read -r file; do
    if ! awk -v file="rtl/$file" '$3 == file { found = 1 } END { exit !found }' "$work/points.txt"; then
        echo "core.sh: nothing of rtl/$file was counted" >&2
        exit 3
    fi
done < <(sed -e 's,//.*,,' -e '/^ *$/d' rtl/core.f rtl/core_board.f)
