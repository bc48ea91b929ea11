#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# scripts/run_tests.sh with small programs that go wrong in each of the known ways.
# shellcheck disable=SC2016  # the bodies of the programs expand when they run
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh

runner=$PWD/scripts/run_tests.sh
programs=$tap_folder/programs
mkdir "$programs"

program() { # NAME, the body on standard input
    { echo '#!/bin/bash' && cat; } >"$programs/$1"
    chmod +x "$programs/$1"
}
# Runs the runner on some programs, from their folder; V and the timeout of the caller do not count.
try() { run env -C "$programs" V=0 TEST_TIMEOUT=20 "$runner" "$@"; }
last() { tail -n 1 <<<"$out"; }

# expect NAME TOTALS STATUS [TEXT]   checks the last line, the status, and a part of the output.
expect() {
    check "$1: $2" is "$(last)" "$2"
    check "$1: status $3" is "$status" "$3"
    if (($# > 3)); then check "$1: says '$4'" has "$out" "$4"; fi
}

program good <<<'echo 1..2; echo "ok 1 - one"; echo "ok 2 - two"; echo "# secret" >&2'
program plan_last <<<'echo ok 1; echo "# 7 passed, 7 failed"; echo 1..1'
program two_groups <<<'echo 1..1; echo ok 1 - a; echo 1..1; echo ok 1 - b'
program bad <<<'echo 1..2; echo "ok 1"; echo "not ok 2 - two"; echo "# why"
echo "to err" >&2; exit 1'

try good
expect 'a good program' '2 passed, 0 failed' 0
check 'a good program: its output is not shown' lacks "$out" one
check 'a good program: one line for it' is "$(wc -l <<<"$out")" 2
try ./good plan_last "$programs/two_groups"
expect 'plan last, several groups' '5 passed, 0 failed' 0
run env -C "$programs" V=1 "$runner" good
check 'V=1 shows the output' has "$out" '    ok 1 - one'
check 'V=1 shows standard error' has "$out" '    # secret'
try good bad good
expect 'a failed test' '5 passed, 1 failed' 1 '    not ok 2 - two'
check 'a failed test: standard output is shown' has "$out" '    # why'
check 'a failed test: standard error is shown' has "$out" '    to err'
check 'a failed test: what passed before it is not shown' lacks "$out" '    ok 1'
check 'a failed test: the good one is not shown' lacks "$out" secret
try
expect 'no program' '0 passed, 0 failed' 1

program crash <<<'echo 1..2; echo ok 1; kill -SEGV $$'
try crash
expect 'a crash' '1 passed, 1 failed' 1 'killed by signal 11; planned 2, ran 1'
program crash_late <<<'echo 1..1; echo ok 1; kill -ABRT $$'
try crash_late
expect 'a crash after the last test' '1 passed, 1 failed' 1 'killed by signal 6'
program status <<<'echo 1..1; echo ok 1; exit 3'
try status
expect 'a status without a failed test' '1 passed, 1 failed' 1 'status 3 without a failed test'
program denied <<<'echo 1..1; echo not ok 1'
try denied
expect 'status 0 in spite of a failed test' '0 passed, 1 failed' 1
program planless <<<'echo ok 1'
try planless
expect 'no plan' '1 passed, 1 failed' 1 'no plan'
program mute <<<'exit 0'
try mute
expect 'no output' '0 passed, 1 failed' 1 'no plan'
program empty <<<'echo "1..0 # SKIP no tool"'
try empty
expect 'an empty plan' '0 passed, 1 failed' 1 'a plan of no tests'
program fewer <<<'echo 1..3; echo ok 1; echo ok 2'
try fewer
expect 'fewer tests than planned' '2 passed, 1 failed' 1 'planned 3, ran 2'
program more <<<'echo 1..1; echo ok 1; echo ok 2'
try more
expect 'more tests than planned' '2 passed, 1 failed' 1 'planned 1, ran 2'
program skip <<<'echo 1..3; echo ok 1; echo "ok 2 - x # SKIP no tool"; echo "ok 3 # skip"'
try skip
expect 'skipped tests' '1 passed, 2 failed' 1 '2 skipped or to do'
program todo <<<'echo 1..2; echo "ok 1 # TODO"; echo "not ok 2 # TODO"'
try todo
expect 'tests to do' '0 passed, 2 failed' 1
program bail <<<'echo 1..1; echo ok 1; echo "Bail out! no disk"'
try bail
expect 'a program that bails out' '1 passed, 1 failed' 1 'bailed out'
try absent
expect 'a program that is not there' '0 passed, 1 failed' 1 'could not be run'
program unrunnable <<<''
chmod -x "$programs/unrunnable"
try unrunnable
expect 'a program that may not be run' '0 passed, 1 failed' 1 'could not be run'
program words <<<'echo 1..1; echo ok 1; echo "okay 2"; echo " not ok 3"; echo "# not ok 4"'
try words
expect 'lines that only look like results' '1 passed, 0 failed' 0
program unended <<<'echo 1..1; echo not ok 1; printf "no end of line"'
try unended
expect 'output without a last end of line' '0 passed, 1 failed' 1 '    no end of line'

program slow <<<'echo 1..1; echo ok 1; sleep 30 & echo $! >sleeper; wait'
run env -C "$programs" V=0 TEST_TIMEOUT=1 "$runner" slow good
expect 'a timeout' '3 passed, 1 failed' 1 'no end within 1 s'
# Tells whether a process is gone, or dead but not yet collected by the system.
ended() { [[ ! -e /proc/$1 || $(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null) =~ ^(Z|X|$) ]]; }
check 'a timeout: its children are ended too' ended "$(cat "$programs/sleeper")"
run env TEST_TIMEOUT=soon "$runner" good
check 'a timeout that is no number: status 2' is "$status" 2

rm -f "$programs/sleeper"
env -C "$programs" V=0 TEST_TIMEOUT=20 TEST_JOBS=2 "$runner" slow good >"$tap_folder/ended" &
ended_runner=$!
until [[ -s $programs/sleeper ]] && grep -q good "$tap_folder/ended"; do sleep 0.1; done
kill -TERM $ended_runner
run wait $ended_runner
check 'a runner that is ended: status 130' is "$status" 130
check 'a runner that is ended: its children are too' ended "$(cat "$programs/sleeper")"

# Two side by side wait for each other.
for pair in 'left right' 'right left'; do
    program "${pair% *}" <<<"echo 1..1; touch met_${pair% *}
for ((i = 0; i < 100; i++)); do [[ ! -e met_${pair#* } ]] || { sleep 0.3; rm -f met_${pair% *}; echo ok 1; exit; }; sleep 0.1; done
echo not ok 1"
done
run env -C "$programs" V=0 TEST_TIMEOUT=20 TEST_JOBS=2 "$runner" left right good
expect 'two side by side' '4 passed, 0 failed' 0
run env -C "$programs" V=0 TEST_TIMEOUT=20 "$runner" left
expect 'one that waits for another, without it' '0 passed, 1 failed' 1
run env -C "$programs" V=1 TEST_TIMEOUT=20 TEST_JOBS=2 "$runner" bad good bad
expect 'side by side: a failed test' '4 passed, 2 failed' 1
check 'side by side: each output behind its own line' is \
    "$(awk '/^(ok|FAIL) / {name = $2} /^    not ok 2/ && name != "bad" {print}' <<<"$out")" ''
program killer <<<'echo 1..1; echo ok 1; kill -KILL $(ps -o ppid= -p $PPID)'
try killer good
expect 'a program whose runner is killed' '2 passed, 1 failed' 1 'program 1 was not counted'
run env TEST_JOBS=0 "$runner" good
check 'no job: status 2' is "$status" 2
check 'no job: says so' has "$err" "TEST_JOBS is '0'"

# cmocka itself is run too, so that a change of what it prints is noticed.
cat >"$programs/group.c" <<'C'
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
static void pass(void **state) { (void)state; assert_true(state != NULL); }
static void fails(void **state) { (void)state; assert_int_equal(1, 2); }
static void skipped(void **state) { (void)state; skip(); }
static void crash(void **state) { (void)state; *(volatile int *)NULL = 1; }
static int broken(void **state) { (void)state; return -1; }
int main(int argc, char **argv)
{
    const struct CMUnitTest good[] = {cmocka_unit_test(pass), cmocka_unit_test(pass)};
    const struct CMUnitTest bad[] = {cmocka_unit_test(pass), cmocka_unit_test(fails)};
    const struct CMUnitTest skips[] = {cmocka_unit_test(pass), cmocka_unit_test(skipped)};
    const struct CMUnitTest crashes[] = {cmocka_unit_test(crash), cmocka_unit_test(pass)};
    const char *name = strrchr(argv[0], '/') + 1;
    (void)argc;
    if (strcmp(name, "c_bad") == 0) return cmocka_run_group_tests(bad, NULL, NULL);
    if (strcmp(name, "c_skip") == 0) return cmocka_run_group_tests(skips, NULL, NULL);
    if (strcmp(name, "c_crash") == 0) return cmocka_run_group_tests(crashes, NULL, NULL);
    if (strcmp(name, "c_setup") == 0) return cmocka_run_group_tests(good, broken, NULL);
    if (strcmp(name, "c_teardown") == 0) return cmocka_run_group_tests(good, NULL, broken);
    return cmocka_run_group_tests(good, NULL, NULL);
}
C
run "${CC:-gcc}" -o "$programs/c_good" "$programs/group.c" -lcmocka
check 'the cmocka program is built' is "$status" 0
for name in bad skip crash setup teardown; do ln -s c_good "$programs/c_$name"; done
try c_good
expect 'cmocka, good' '2 passed, 0 failed' 0
try c_bad
expect 'cmocka, a failed test' '1 passed, 1 failed' 1 'not ok 2 - fails'
try c_skip
expect 'cmocka, a skipped test' '1 passed, 1 failed' 1
try c_crash
expect 'cmocka, a test that crashes' '1 passed, 1 failed' 1 'Segmentation fault'
try c_setup
expect 'cmocka, a group set-up that fails' '0 passed, 2 failed' 1 'planned 2, ran 0'
try c_teardown
expect 'cmocka, a group teardown that fails' '2 passed, 1 failed' 1 'GROUP TEARDOWN'

tap_done
