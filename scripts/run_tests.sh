#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# run_tests.sh PROGRAM ...   runs test programs that print TAP, and counts their lines.
#
# One line for each program, the whole output of a failing one (V=1: of every one), and as the last
# line `N passed, N failed`. Nothing is skipped: `# SKIP` and `# TODO` are failures, as are a crash,
# a timeout (TEST_TIMEOUT seconds for each program, 600), a status other than 0 without a `not ok`,
# and a plan that is absent, empty or not met. Several plans in one output (cmocka prints one for
# each group) add up. Status: 0 all passed, 1 any failed or none ran, 2 usage.
set -euo pipefail

limit=${TEST_TIMEOUT:-600}
if ! [[ $limit =~ ^[1-9][0-9]*$ ]]; then
    echo "run_tests.sh: TEST_TIMEOUT is '$limit', and must be a whole number of seconds" >&2
    exit 2
fi
export CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C

folder=$(mktemp -d)
child=
trap 'rm -rf "$folder"' EXIT
trap 'if [[ -n $child ]]; then kill "$child" 2>/dev/null || true; fi; exit 130' INT TERM

# Prints "PASSED FAILED NOTES" for the TAP of one program; a faulty run counts as one more failure.
# cmocka numbers the failure of a group's set-up or teardown 0: a failure outside of the plan.
tally() { # SECONDS STATUS <TAP
    awk -v seconds="$1" -v status="$2" -v limit="$limit" '
        function note(text) { notes = notes (notes == "" ? "" : "; ") text }
        function problem(text) { note(text); faulty = 1 }
        /^1\.\.[0-9]+/ { plans++; planned += substr($1, 4) }
        /^Bail out!/ { problem("bailed out") }
        /^not ok([ \t]|$)/ { not_ok++; if ($3 != "0") ran++ }
        /^ok([ \t]|$)/ { ran++; if (toupper($0) ~ /#[ \t]*(SKIP|TODO)/) unrun++; else passed++ }
        END {
            if (seconds >= limit && (status == 124 || status == 137))
                problem("no end within " limit " s")
            else if (status == 126 || status == 127)
                problem("could not be run")
            else if (status > 128)
                problem("killed by signal " status - 128)
            else if (status != 0 && !not_ok)
                problem("status " status " without a failed test")
            if (!plans)
                problem("no plan")
            else if (planned == 0)
                problem("a plan of no tests")
            else if (planned != ran)
                problem("planned " planned ", ran " ran + 0)
            if (unrun)
                note(unrun " skipped or to do")
            print passed + 0, not_ok + unrun + faulty, notes
        }'
}

# Runs one program; leaves its output in $folder.
run_one() { # PROGRAM
    local program=$1
    [[ $program == */* ]] || program=./$program
    status=0
    timeout -k 5 "$limit" "$program" >"$folder/out" 2>"$folder/err" </dev/null &
    child=$!
    wait "$child" 2>/dev/null || status=$?
    child=
}

show() {
    awk '{print "    " $0}' "$folder/out"
    if [[ -s $folder/err ]]; then
        echo "    -- standard error:"
        awk '{print "    " $0}' "$folder/err"
    fi
}

all_passed=0
all_failed=0
for program in "$@"; do
    begin=${EPOCHREALTIME/[.,]/}
    run_one "$program"
    micros=$((${EPOCHREALTIME/[.,]/} - begin))
    read -r passed failed problem < <(tally $((micros / 1000000)) "$status" <"$folder/out")
    all_passed=$((all_passed + passed))
    all_failed=$((all_failed + failed))
    verdict=ok
    counts="$passed passed"
    if ((failed > 0)); then
        verdict=FAIL
        counts+=", $failed failed${problem:+: $problem}"
    fi
    printf '%-4s  %-28s %4d.%d s  %s\n' "$verdict" "$(basename "$program")" \
        $((micros / 1000000)) $((micros / 100000 % 10)) "$counts"
    if ((failed > 0)) || [[ ${V:-0} == 1 ]]; then show; fi
done
echo "$all_passed passed, $all_failed failed"
((all_failed == 0 && all_passed > 0))
