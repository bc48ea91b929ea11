#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# run_tests.sh PROGRAM ...   runs test programs that print TAP, and counts their lines.
#
# TEST_JOBS (1) of them run side by side, so that none may change what another reads. One line for each
# program when it ends, the output of a failing one without what passed (V=1: the whole output of every
# one), and as the last line `N passed, N failed`. Nothing is skipped: `# SKIP` and `# TODO` are failures,
# as are a crash, a timeout (TEST_TIMEOUT seconds for each program, 600), a status other than 0 without a
# `not ok`, and a plan that is absent, empty or not met. Several plans in one output (cmocka prints one
# for each group) add up.
# Status: 0 all passed, 1 any failed or none ran, 2 usage.
set -euo pipefail

# A whole number from 1 on, of the variable that is named.
number() { # NAME VALUE MEANING
    if ! [[ $2 =~ ^[1-9][0-9]*$ ]]; then
        echo "run_tests.sh: $1 is '$2', and must be a whole number of $3" >&2
        exit 2
    fi
}
limit=${TEST_TIMEOUT:-600}
jobs=${TEST_JOBS:-1}
number TEST_TIMEOUT "$limit" seconds
number TEST_JOBS "$jobs" programs
export CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'end_all; exit 130' INT TERM

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

# Runs one program and prints its line, and its output where it is to be seen, all at once; adds
# "PASSED FAILED" to the file of counts.
run_one() { # NUMBER PROGRAM
    local own=$folder/$1 program=$2 status=0 child='' begin=${EPOCHREALTIME/[.,]/}
    trap '[[ -z $child ]] || kill "$child" 2>/dev/null; exit 130' INT TERM
    trap - EXIT
    [[ $program == */* ]] || program=./$program
    timeout -k 5 "$limit" "$program" >"$own.out" 2>"$own.err" </dev/null &
    child=$!
    wait "$child" 2>/dev/null || status=$?
    child=''
    local micros=$((${EPOCHREALTIME/[.,]/} - begin)) passed failed problem verdict=ok counts
    read -r passed failed problem < <(tally $((micros / 1000000)) "$status" <"$own.out")
    counts="$passed passed"
    if ((failed > 0)); then
        verdict=FAIL
        counts+=", $failed failed${problem:+: $problem}"
    fi
    {
        printf '%-4s  %-28s %4d.%d s  %s\n' "$verdict" "$(basename "$program")" \
            $((micros / 1000000)) $((micros / 100000 % 10)) "$counts"
        if ((failed > 0)) || [[ ${V:-0} == 1 ]]; then show "$own"; fi
    } >"$own.told"
    flock "$folder" cat "$own.told"
    echo "$passed $failed" >"$own.counts"
    rm -f "$own.out" "$own.err" "$own.told"
}

show() { # FILES
    awk -v all="${V:-0}" 'all == 1 || !/^ok([ \t]|$)/ || toupper($0) ~ /#[ \t]*(SKIP|TODO)/ {print "    " $0}' "$1.out"
    if [[ -s $1.err ]]; then
        echo "    -- standard error:"
        awk '{print "    " $0}' "$1.err"
    fi
}

end_all() {
    local running
    mapfile -t running < <(jobs -p)
    if ((${#running[@]} > 0)); then kill "${running[@]}" 2>/dev/null || true; fi
    wait
}

started=0
for program in "$@"; do
    while (($(jobs -rp | wc -l) >= jobs)); do wait -n || true; done
    started=$((started + 1))
    run_one "$started" "$program" &
done
wait

# A program whose counts are not there was not run to its end, whatever became of its runner.
passed=0
failed=0
for ((i = 1; i <= started; i++)); do
    if read -r more_passed more_failed 2>/dev/null <"$folder/$i.counts"; then
        passed=$((passed + more_passed))
        failed=$((failed + more_failed))
    else
        echo "FAIL  program $i was not counted"
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed"
((failed == 0 && passed > 0))
