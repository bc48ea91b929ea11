#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# This tests the verdict of `make coverage`, on figures made here: what is not reached needs an
# entry, and an entry needs something that is not reached. The measurement itself is `make
# coverage`.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh

work=$tap_folder/work
mkdir "$work"
file=reference/lif_status.c
line=$(grep -n -m 1 return "$file" | cut -d: -f1)
text=$(sed -n "${line}{s/^ *//;p;}" "$file")
rtl_text=$(sed -n '50{s/^ *//;p;}' rtl/lif_neuron.v)
figures() { # COUNT_OF_LINE COUNT_OF_RTL_LINE BIT_MET
    printf '%s 1 7\n%s %s %s\nsim/judge/judge.c 1 3\nsim/cli/cli.c 1 0\n' "$file" "$file" "$line" "$1" \
        >"$work/c.txt"
    printf '%s\n' "a line rtl/lif_neuron.v 50 $2" 'b line rtl/lif_neuron.v 50 1' \
        "a bit rtl/lif_neuron.v x[0] $3" "b bit rtl/lif_neuron.v x[0] $3" \
        'b bit rtl/lif_neuron.v x[1] 1' \
        >"$work/points.txt"
}
entries() { printf '# a comment\n%s\n' "$@" >"$work/explained.txt"; }
judge() { run testbenches/coverage/judge.sh "$work" "$work/explained.txt" "$work/result.json"; }
met() { jq -e "$1" "$work/result.json" >/dev/null; }

figures 1 1 1
entries
judge
check 'everything reached: status 0' is "$status" 0
check 'everything reached: the JSON says so' met '.met and .not_reached == 0'
check 'a file that need not be covered counts in the sum' met '.c.all.lines == 4 and
    .c.all.reached == 3 and .c.reference.percent == 100 and .c.judge.percent == 100'
check 'bits for each format' met '[.rtl[] | [.format, .bits.bits, .bits.toggled]] ==
    [["a", 1, 1], ["b", 2, 2]]'

figures 0 1 1
judge
check 'a line that is not reached: status 1' is "$status" 1
check 'a line that is not reached: its text' has "$out" "line $file $text"
check 'a line that is not reached: JSON' met '(.met | not) and (.unexplained | length) == 1'
entries "file: $file" "line: $text" 'why: it is told here'
judge
check 'the same, explained: status 0' is "$status" 0
check 'the same, explained: still counted' met '.met and .not_reached == 1 and
    .c.reference.percent == 50'
entries "file: $file" "line: $text" 'why: it is told here' \
    "file: $file" "line: $text" 'why: it is told here'
judge
check 'explained twice: status 1' is "$status" 1
check 'explained twice: stale' has "$out" 'reached or not there'
figures 1 1 1
entries "file: $file" "line: $text" 'why: it is told here'
judge
check 'explained and reached: status 1' is "$status" 1

figures 1 0 1
entries
judge
check 'a line of the RTL that is not reached: status 1' is "$status" 1
check 'a line of the RTL that is not reached: which' has "$out" "rtl-line a rtl/lif_neuron.v $rtl_text"
entries 'file: rtl/lif_neuron.v' "rtl: a $rtl_text" 'why: it is told here'
judge
check 'a line of the RTL, explained: status 0' is "$status" 0
entries 'file: rtl/lif_neuron.v' 'rtl: a another line' 'why: it is told here'
judge
check 'a line of the RTL, explained by another text: status 1' is "$status" 1
entries
figures 1 1 0
judge
check 'a bit that does not toggle: status 1' is "$status" 1
check 'a bit that does not toggle: in each format' has "$out" 'bit b rtl/lif_neuron.v x[0]'
entries 'file: rtl/lif_neuron.v' 'bit: a x[0]' 'why: it is told here'
judge
check 'explained for one format: status 1' is "$status" 1
check 'explained for one format: the other is named' met '.unexplained == ["bit b rtl/lif_neuron.v x[0]"]'
entries 'file: rtl/lif_neuron.v' 'bit: * x[0]' 'why: it is told here'
judge
check 'explained for every format: status 0' is "$status" 0

entries 'file: rtl/lif_neuron.v' 'bit: * x[1:0]' 'why: it is told here'
judge
check 'a range with a bit that toggles: status 1' is "$status" 1
check 'a range with a bit that toggles: which' met \
    '.stale == ["bit b rtl/lif_neuron.v x[1]"]'
entries 'file: rtl/lif_fire.v' 'bit: * x[0]' 'why: it is told here'
judge
check 'explained in another file: status 1' is "$status" 1

for bad in 'file: x' 'line: x' $'file: x\nline: y' $'file: x\nline: y\nwhy:' 'something'; do
    entries "$bad"
    judge
    check "a malformed entry (${bad//$'\n'/, }): status 2" is "$status" 2
done
entries
figures 1 1 1
sed -i '/^b bit/d' "$work/points.txt"
judge
check 'no bits of a format were counted: status 2' is "$status" 2
rm "$work/points.txt"
judge
check 'no figures of the RTL: status 2' is "$status" 2
run testbenches/coverage/coverage.sh
check 'coverage.sh without make: status 2' is "$status" 2

# ---- the same for lcov ----

rm -rf "$work/rtl" "$work/c.txt"
run testbenches/coverage/lcov.sh "$work" "$tap_folder/c.info"
check 'lcov: nothing was measured: status 2' is "$status" 2
printf '%s\n' 'sim/b.c 12 0' 'reference/a.c 9 4' 'reference/a.c 10 0' 'sim/b.c 3 7' >"$work/c.txt"
mkdir "$work/rtl"
point() { printf "C '\001f\002%s\001l\002%s\001n\0023\001page\002%s\001o\002%s\001S\002%s\001h\002TOP' %s\n" "$@"; }
{
    echo '# SystemC::Coverage-3'
    point rtl/lif_neuron.v 50 v_line/lif_neuron block 50-51 7
    point rtl/lif_neuron.v 60 v_branch/lif_neuron if 60 0
    point rtl/lif_neuron.v 70 v_toggle/lif_neuron 'x[0]' '' 1
    point sim/verilator/lif_sim.sv 4 v_line/lif_sim block 4 9
} >"$work/rtl/q8_24-1-0.dat"
run testbenches/coverage/lcov.sh "$work" "$tap_folder/c.info"
check 'lcov: status 0' is "$status" 0
check 'lcov: every line of the C with its count, in order' is "$(sed -n '1,/^end/p' "$tap_folder/c.info" | tr '\n' ' ')" \
    'TN:lifcosim SF:reference/a.c DA:9,4 DA:10,0 LF:2 LH:1 end_of_record '
check 'lcov: files of C and of rtl/, and no others' is "$(grep '^SF:' "$tap_folder/c.info" | tr '\n' ' ')" \
    'SF:reference/a.c SF:sim/b.c SF:rtl/lif_neuron.v '
check 'lcov: lines of the RTL, and no bits' is "$(sed -n '/lif_neuron/,$p' "$tap_folder/c.info" | grep '^DA\|^L' | tr '\n' ' ')" \
    'DA:50,7 DA:51,7 DA:60,0 LF:3 LH:2 '
run env VERILATOR_COVERAGE=/nowhere testbenches/coverage/lcov.sh "$work" "$tap_folder/d.info"
check 'lcov: without verilator_coverage: status 3, and no file' eval '[[ $status == 3 && ! -e $tap_folder/d.info ]]'

tap_done
