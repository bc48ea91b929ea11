#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Make does something before it builds anything: on a fresh machine none of the packages is there
# yet, and whatever make asks of them while it reads its files stays wrong until it ends.
# shellcheck disable=SC2016  # the stubs and the makefile expand when they run
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh

# In this PATH every command of this machine is a stub: it writes itself down, and it works only
# where a fresh machine has it (a shell, and the tools of Debian's essential packages and of git).
stubs=$tap_folder/stubs
export LOG=$tap_folder/log
mkdir "$stubs"
{
    echo '#!/bin/bash'
    echo 'name=${0##*/}'
    echo 'echo "$name" >>"$LOG"'
    echo 'case $name in'
    echo "bash | sh | git | sed | awk | mawk | gawk | grep | cat | cut | dirname | env | mkdir | rm | touch | tr) PATH=$PATH exec \"\$name\" \"\$@\" ;;"
    echo 'esac'
    echo 'exit 1'
} >"$tap_folder/stub"
chmod +x "$tap_folder/stub"
IFS=: read -ra folders <<<"$PATH"
find "${folders[@]}" -maxdepth 1 \( -type f -o -type l \) -printf '%f\n' 2>/dev/null | sort -u |
    while IFS= read -r name; do ln -s ../stub "$stubs/$name"; done
make=$(type -P make)
for name in verilator yosys yosys-config g++ nproc date; do
    [[ -e $stubs/$name ]] || ln -s ../stub "$stubs/$name"
done

# reading NAME ARGUMENT ...   checks that make reads its files for a goal, and that nothing else
# happens.
reading() {
    local name=$1 tool foreign
    shift
    : >"$LOG"
    run env -u MAKEFLAGS -u MAKELEVEL PATH="$stubs" "$make" --no-print-directory "$@"
    check "$name: status 0" is "$status" 0
    for tool in git sed awk nproc; do
        check "$name: $tool at most once" test "$(grep -cx "$tool" "$LOG")" -le 1
    done
    foreign=$(grep -vxE 'bash|sh|git|sed|awk|grep|nproc' "$LOG" || true)
    check "$name: nothing else is started" is "$foreign" ''
    # The stubs must be what make finds, or nothing was counted.
    check "$name: the stubs were used" test "$(grep -cx awk "$LOG")" -eq 1
}

reading 'make alone'
check 'make alone: prints the targets' has "$out" 'run             set up what is missing'
# This goal builds: all of the files are read for it, and its recipe does nothing.
reading 'a goal' --eval 'nothing-to-do:;@:' nothing-to-do
reading 'a goal, SETUP=no' SETUP=no --eval 'nothing-to-do:;@:' nothing-to-do
reading 'a goal, sanitised' SAN=1 --eval 'nothing-to-do:;@:' nothing-to-do
# The test itself sees a program that is started too early.
: >"$LOG"
run env -u MAKEFLAGS -u MAKELEVEL PATH="$stubs" "$make" --eval 'X := $(shell verilator --version)' \
    --eval 'nothing-to-do:;@:' nothing-to-do
check 'a planted call of Verilator is seen' grep -qx verilator "$LOG"

# Whatever is compiled or linked waits for the set-up: jobs side by side start as soon as they may.
# early FILE   prints the objects, archives and programs of the goal that do not, of what make -p printed.
early() {
    awk -v goal=run '
        /^# (Not a target|Implicit Rules)/ { skip = 1 }
        /^$/ { skip = 0 }
        !skip && /^[^#\t ][^%=]*:([^=]|$)/ {
            target = $0; sub(/:.*/, "", target)
            wanted = $0; sub(/^[^:]*::? */, "", wanted); gsub(/[|]/, " ", wanted)
            needs[target] = needs[target] " " wanted
        }
        function waits(t,   list, n, i) {
            if (t ~ /^build\/setup\//) return 1
            if (t in known) return known[t]
            known[t] = 0
            n = split(needs[t], list, " ")
            for (i = 1; i <= n && !known[t]; i++) if (waits(list[i])) known[t] = 1
            return known[t]
        }
        function visit(t,   list, n, i) {
            if (t in seen) return
            seen[t] = 1
            if (t ~ /^build\/.*([.](o|a|so|gch)|lifcosim)$/ && !waits(t)) print t
            n = split(needs[t], list, " ")
            for (i = 1; i <= n; i++) visit(list[i])
        }
        END { visit(goal); print length(seen) > "/dev/stderr" }' "$1"
}
env -u MAKEFLAGS -u MAKELEVEL "$make" --no-print-directory -pn run >"$tap_folder/rules" 2>/dev/null || true
run early "$tap_folder/rules"
check 'make run: nothing is compiled before the set-up' is "$out" ''
check 'make run: that was looked at' test "$err" -gt 500
sed -E '/^build\/verilator\/lif_leak.o:/s/[|].*//' "$tap_folder/rules" >"$tap_folder/planted"
run early "$tap_folder/planted"
check 'make run: a planted rule without it is seen' is "$out" build/verilator/lif_leak.o

# All processors build, unless the user says how many do.
printf 'print-jobs:;@echo "$(filter -j%%,$(MAKEFLAGS))"\n' >"$tap_folder/jobs.mk"
for jobs in "$(nproc)" 1 3; do
    given=()
    [[ $jobs == "$(nproc)" ]] || given=("-j$jobs")
    run env -u MAKEFLAGS -u MAKELEVEL "$make" --no-print-directory "${given[@]}" SETUP=no \
        -f Makefile -f "$tap_folder/jobs.mk" print-jobs
    check "jobs: ${given[*]:-as many as processors}" is "$out" "-j$jobs"
done

# Each compiler is told where Verilator's headers are; make asks late, and never keeps an empty
# answer.
run env -u MAKEFLAGS -u MAKELEVEL "$make" --no-print-directory SETUP=no VERILATOR="$tap_folder/verilator" \
    --eval 'print-flags:;@echo "$(DUT_CXXFLAGS)"' print-flags
check 'a Verilator that is missing: an error' is "$status" 2
check 'a Verilator that is missing: what to type' has "$err" 'type scripts/setup.sh run'
printf '#!/bin/bash\necho /opt/verilator\n' >"$tap_folder/verilator"
chmod +x "$tap_folder/verilator"
for variable in DUT_CXXFLAGS LIGHT_CXXFLAGS BATCH_CXXFLAGS SYSTEMC_CXXFLAGS; do
    run env -u MAKEFLAGS -u MAKELEVEL "$make" --no-print-directory SETUP=no VERILATOR="$tap_folder/verilator" \
        --eval "print-flags:;@echo '\$($variable)'" print-flags
    check "$variable: the folder that Verilator names" has "$out" '-isystem /opt/verilator/include'
done

# The report of a newer Verilator on its work is not ours, and the compilers take the precompiled
# headers: one that was made for another level of optimisation would be warned of, and not used.
printf '%s\n' '#!/bin/bash' 'if [[ $1 == --cc ]]; then echo "- V e r i l a t i o n   R e p o r t"; fi' \
    'exec verilator "$@"' >"$tap_folder/verilator"
odd=build/dut/w11f5k7
rm -rf "$odd".{so,dir}
run env -u MAKEFLAGS -u MAKELEVEL "$make" --no-print-directory SETUP=no V=0 VERILATOR="$tap_folder/verilator" \
    dut FORMAT=11/5/7
check 'dut: status 0' is "$status" 0
check 'dut: says what it builds, and nothing else' is "$(grep -v '(Verilator.s runtime, once)$' <<<"$out")" '  DUT     w11f5k7'
check 'dut: no warning' is "$err" ''
check 'dut: is there' test -s "$odd.so"
rm -rf "$odd".{so,dir}

# A format that no circuit can have is refused with what is possible, before anything is built.
refused() { # FORMAT GOAL WHAT
    : >"$LOG"
    run env -u MAKEFLAGS -u MAKELEVEL PATH="$stubs" "$make" --no-print-directory "$2" "FORMAT=$1"
    check "$2 $1: refused" is "$status" 2
    check "$2 $1: what would be right" has "$err" "$3"
    check "$2 $1: nothing is built" is "$(grep -cxE 'g[+][+]|verilator|mkdir|touch' "$LOG")" 0
}
refused 99/12/18 dut 'a state of 99 bits is not possible; give 2 to 32'
refused 1/0/7 dut 'a state of 1 bits is not possible; give 2 to 32'
refused 8/12/18 dut '12 fraction bits do not fit a state of 8 bits; give at most 7'
refused 32/24/32 dut 'a leak word of 32 fraction bits is not possible beside a state of 32 bits; give 1 to 31'
refused 20/12/0 batch 'a leak word of 0 fraction bits is not possible'
refused 20/12/999999999999999999999 dut 'a width of 999999999999999999999 bits is not possible'
refused 20/12 dut 'give one of q8_24 q6_18 q4_12 q4_4, or state/fraction/leak bits as FORMAT=20/12/18'
refused q8_25 systemc 'give one of q8_24 q6_18 q4_12 q4_4, or state/fraction/leak bits as FORMAT=20/12/18'
refused 99/12/18 systemc 'give 2 to 32'
for format in q8_24 20/12/18 w20f12k18 2/1/61; do
    run env -u MAKEFLAGS -u MAKELEVEL "$make" --no-print-directory -n SETUP=no dut "FORMAT=$format"
    check "dut $format: is one that a circuit can have" is "$status" 0
done

# Where there is no display the files of a waveform are named, and GTKWave is not asked for. (-B:
# whatever was made or set up before.)
wave() { run env -u MAKEFLAGS -u MAKELEVEL -u WAYLAND_DISPLAY -u SETUP DISPLAY="$1" "$make" --no-print-directory -nB wave; }
wave ''
check 'wave without a display: does not set GTKWave up' lacks "$out" 'setup.sh wave'
check 'wave without a display: makes the waveform' has "$out" 'run --wave build/waves/book-triangle.fst'
wave :0
check 'wave with a display: sets GTKWave up' has "$out" 'setup.sh wave'

# This runs one test by its name, as CONTRIBUTING.md says.
run env -u MAKEFLAGS -u MAKELEVEL "$make" --no-print-directory SETUP=no test-one T=test_spike_byte
check 'test-one: the test is run' has "$out" 'ok    test_spike_byte'
check 'test-one: and counted' is "$status $(tail -n 1 <<<"$out" | sed 's/^[1-9][0-9]* //')" '0 passed, 0 failed'
run env -u MAKEFLAGS -u MAKELEVEL "$make" --no-print-directory SETUP=no test-one T=test_none
check 'test-one: a name that no test has' is "$status" 2
check 'test-one: what T is' has "$err" 'T is the name of a test'

tap_done
