#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# This tests the verdict of `make coverage`, on figures made here: what is not reached needs an
# entry, and an entry needs something that is not reached. One core is measured here, too; the
# measurement of all is `make coverage`.
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

# ---- the same for cores: branches, instances, and an entry for several circuits ----

core() { # MET_OF_ELSE MET_OF_BIT
    printf '%s\n' 'core line rtl/lif_ram.v 33 1' "core branch rtl/lif_ram.v 33:5:if 1" \
        "core branch rtl/lif_ram.v 33:6:else $1" 'm1 bit rtl/lif_ram.v u_row.read_i 1' \
        "m1 bit rtl/lif_ram.v u_acc.read_i $2" "m2 bit rtl/lif_ram.v u_acc.read_i $2" >"$work/points.txt"
}
rtl_text=$(sed -n '33{s/^ *//;p;}' rtl/lif_ram.v)
cp "$work/c.txt" "$work/c.kept"
: >"$work/c.txt"
core 1 1
entries
judge
check 'a core, everything reached: status 0' is "$status" 0
check 'a core: branches are counted' has "$out" '2 of 2 branches taken'
core 0 1
judge
check 'a branch that is not taken: status 1' is "$status" 1
check 'a branch that is not taken: which' has "$out" "branch core rtl/lif_ram.v else $rtl_text"
entries 'file: rtl/lif_ram.v' "branch: core else $rtl_text" 'why: it is told here'
judge
check 'a branch, explained: status 0' is "$status" 0
core 1 1
judge
check 'a branch, explained and taken: status 1' is "$status" 1
core 1 0
entries 'file: rtl/lif_ram.v' 'bit: m1 u_acc.read_i' 'why: it is told here'
judge
check 'a bit of one instance, explained in one core of two: status 1' is "$status" 1
check 'a bit of one instance: which' met '.unexplained == ["bit m2 rtl/lif_ram.v u_acc.read_i"]'
entries 'file: rtl/lif_ram.v' 'bit: m1,m2 u_acc.read_i' 'why: it is told here'
judge
check 'a bit, explained for several circuits: status 0' is "$status" 0
entries 'file: rtl/lif_ram.v' 'bit: m1 u_acc.read_i' 'bit: m2 u_acc.read_i' 'why: it is told here'
judge
check 'a bit, explained by several items of one entry: status 0' is "$status" 0
entries 'file: rtl/lif_ram.v' 'bit: m1,m2,m3 u_acc.read_i' 'why: it is told here'
judge
check 'a bit, explained for a circuit that is not there: stale' has "$out" 'bit m3 rtl/lif_ram.v u_acc.read_i'
mv "$work/c.kept" "$work/c.txt"

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

# ---- a small core is measured, and held against what is explained of it ----

measured=$tap_folder/measured
measure() { # COMMAND ...   on that core alone: of the lines of all cores there is one here
    rm -rf "$measured" && mkdir -p "$measured/rtl"
    LIFCOSIM_COVERAGE=$measured/rtl LIFCOSIM_EVAL=public "$@" >/dev/null
    testbenches/coverage/points.sh "$measured" apart
    sed -i '/^core /d' "$measured/points.txt"
    echo 'core line rtl/lif_core.v 1 1' >>"$measured/points.txt"
    : >"$measured/c.txt"
}
judge_measured() { run testbenches/coverage/judge.sh "$measured" "$tap_folder/pair.txt" "$measured/result.json"; }
met_measured() { jq -e "$1" "$measured/result.json" >/dev/null; }
build=${BUILD:-build}
awk '/^(bit|branch): / { # the items of that core
         if ($2 == "*" || ("," $2 ",") ~ /,m12_pair,/) { $2 = "m12_pair"; items = items $0 "\n" }
         next
     }
     /^file: / { file = $0; items = ""; next }
     /^why: / && items != "" { printf "%s\n%s%s\n", file, items, $0 }' testbenches/coverage/explained-core.txt >"$tap_folder/pair.txt"
sed -i '/^branch: /d' "$tap_folder/pair.txt"
run measure "$build/mutation/core_mutation" build/coverage/core/m12_pair.so 1 0
check 'a core is measured: status 0' is "$status" 0
judge_measured
check 'a core: each bit toggles or is explained' is "$status" 0
check 'a core: most of its bits toggle' met_measured '.rtl[] | select(.format == "m12_pair") | .bits.toggled > 2000'
sed -i 's/^bit: m12_pair u_synapse.lane_q\[0\]$/bit: m12_pair u_synapse.overflow_o/' "$tap_folder/pair.txt"
judge_measured
check 'a core, one explanation for another: status 1' is "$status" 1
check 'a core: what is not explained' met_measured '.unexplained == ["bit m12_pair rtl/lif_core_synapse.v u_synapse.lane_q[0]"]'
check 'a core: what is explained and toggles' met_measured '.stale == ["bit m12_pair rtl/lif_core_synapse.v u_synapse.overflow_o"]'
run measure "$build/core_differential" -n 1 -s 1 build/coverage/core/m12_pair.so
check 'a core that one run drives: measured' is "$status" 0
judge_measured
check 'a core that one run drives: status 1' is "$status" 1
check 'a core that one run drives: many bits stand still' met_measured '.unexplained | length > 100'

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
