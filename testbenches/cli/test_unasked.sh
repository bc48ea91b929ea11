#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Files that nobody named, and what a circuit prints: neither changes a verdict, an exit status or a
# report that was asked for. BUILD and LIFCOSIM_DUT_DIR are given by the runner.
# shellcheck disable=SC2016  # $ belongs to the shells that are started
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

# An unprivileged user may open this program and this circuit, and has a folder where his waves go.
chmod a+rx "$tap_folder" "$tap_folder/work"
cp "$program" lifcosim
mkdir -p build/dut
cp -L "$LIFCOSIM_DUT_DIR/q8_24.so" q8_24.so
cp q8_24.so build/dut
export LIFCOSIM_DUT_DIR=$PWD/build/dut
stranger=()
if (($(id -u) == 0)); then
    stranger=(setpriv --reuid=65534 --regid=65534 --clear-groups)
fi
vary fails.yaml '$s/$/\nexpect:\n  spikes: [1, 2]/'
chmod -R a+rX .

# left FOLDER   prints what is in there, as one line.
left() { find "$1" -mindepth 1 -printf '%P\n' 2>/dev/null | sort | xargs; }
text() { cat "$1" 2>/dev/null || true; }
rows() { text "$1" | wc -l; }

# reports NAME VERDICT ROWS   checks that what was asked for is there, and whole.
reports() {
    check "$1: JSON has the verdict" is "$(jq -r '.results[0].verdict' out/r.json)" "$2"
    check "$1: CSV has every step" is "$(rows out/r.csv)" $(($3 + 1))
    check "$1: JUnit has the failure" is "$(xmllint --xpath 'count(//failure)' out/r.xml)" \
        "$([[ $2 == fail ]] && echo 1 || echo 0)"
    check "$1: no temporary file is left" is "$(find . -name '.lifcosim-*' | wc -l)" 0
}
requested=(--json out/r.json --csv out/r.csv --junit out/r.xml)

# stays NAME PLACE WHY COMMAND ...   runs a failing run of 500 steps whose files cannot be left.
stays() {
    local name=$1 place=$2 why=$3
    shift 3
    rm -rf out
    mkdir -m 777 out
    run "$@" run "${requested[@]}" fails.yaml
    check "$name: status 1" is "$status" 1
    check "$name: the verdict" begins "$out" 'FAIL     book on q8_24, 500 steps'
    check "$name: a warning with its place" begins "$err" "$place: warning: "
    check "$name: and its reason" has "$err" "$why"
    check "$name: and what helps" has "$err" 'the verdict stands; --wave FILE.fst puts the waveform elsewhere'
    check "$name: one line" is "$(grep -c . <<<"$err")" 1
    check "$name: no waveform is promised" lacks "$out" gtkwave
    check "$name: nor in JSON" is "$(jq -r '.results[0].wave' out/r.json)" null
    reports "$name" fail 500
}

# ---- a place that cannot be written ----

file=build/waves/book-q8_24
run ./lifcosim run fails.yaml
check 'where all is well: status 1' is "$status" 1
check 'where all is well: the waveform' has "$out" "gtkwave $file.fst $file.gtkw"
check 'where all is well: no word of warning' is "$err" ''
check 'where all is well: its name' is "$(left build/waves)" 'book-q8_24.fst book-q8_24.gtkw book-q8_24.sucl'

rm -rf build/waves && echo in the way >build/waves
stays 'a file in the place of the folder' "$PWD/build/waves" 'is not a folder' ./lifcosim
rm build/waves && ln -s nowhere build/waves
stays 'a link to nothing in its place' "$PWD/build/waves" 'is not a folder' ./lifcosim
rm build/waves && mkdir -m 555 build/waves
stays 'a folder without permission' "$file.fst" 'Permission denied' "${stranger[@]}" ./lifcosim
rmdir build/waves && chmod 555 build
stays 'a build/ without permission' "$PWD/build/waves" 'cannot be made: Permission denied' \
    "${stranger[@]}" ./lifcosim
chmod 755 build && mkdir -p "$file.fst"
stays 'a folder in the place of the file' "$file.fst" 'is a folder' ./lifcosim
rmdir "$file.fst" && ln -s /dev/full "$file.fst"
stays 'a device in its place' "$file.fst" 'is not a plain file' ./lifcosim
rm "$file.fst" && echo old >"$file.fst" && chmod 444 "$file.fst"
stays 'a file without permission' "$file.fst" 'Permission denied' "${stranger[@]}" ./lifcosim
check 'a file without permission: it stays' is "$(<"$file.fst")" old
rm -rf build/waves

long=$(printf 'n%.0s' {1..300}) # longer than a file's name may be
longer=$PWD/$(printf 'folder/%.0s' {1..800})dut
stays_at() { # NAME FOLDER PLACE WHY   with the circuits elsewhere; the circuit has a path of its own
    rm -rf out && mkdir out
    run env LIFCOSIM_DUT_DIR="$2" ./lifcosim run "${requested[@]}" --dut "$PWD/q8_24.so" fails.yaml
    check "$1: status 1" is "$status" 1
    check "$1: a warning with its place" matches "$err" "$3[a-z/]*: warning: "
    check "$1: and its reason" has "$err" "$4"
    reports "$1" fail 500
}
stays_at 'a name that is too long' "$PWD/$long/dut" "$long/waves" 'File name too long'
stays_at 'a path that is too long' "$longer" folder/fold 'File name too long'
stays_at 'a folder that is missing' "$PWD/none/dut" "$PWD/none/waves" 'No such file'

# A layout that cannot be written leaves a waveform that can be opened without it.
mkdir -p "$file.gtkw" out
run ./lifcosim run "${requested[@]}" --report out/page fails.yaml
check 'a layout that cannot be written: status 1' is "$status" 1
check 'a layout that cannot be written: the place' begins "$err" "$file.gtkw: warning: is a folder"
check 'a layout that cannot be written: the waveform' ends "$(grep gtkwave <<<"$out")" "gtkwave $file.fst"
check 'a layout that cannot be written: in JSON' is "$(jq -r '.results[0].wave' out/r.json)" "$file.fst"
check 'a layout that cannot be written: in the page' has "$(text out/page/index.html)" \
    "This run wrote one:</p>"
check 'a layout that cannot be written: it is whole' fst2vcd -o /dev/null "$file.fst"
reports 'a layout that cannot be written' fail 500
rm -rf build/waves

# ---- a full disk ----

# A file may have as many kilobytes as are said; what goes through a pipe has room. The writer of
# waveforms maps what it could not write, and is killed.
limited() { # KILOBYTES
    {
        {
            {
                (
                    trap '' XFSZ
                    ulimit -f "$1"
                    exec ./lifcosim run --json - fails.yaml
                ) 2>&1 1>&3
                echo $? >code
            } | cat >&2
        } 3>&1
    } | cat
    return "$(<code)"
}
for kilobytes in 0 1 4 12; do
    run limited "$kilobytes"
    check "$kilobytes KiB of disk: status 1" is "$status" 1
    check "$kilobytes KiB of disk: JSON" is "$(jq -r '.results[0] | .verdict, .wave' <<<"$out" | xargs)" \
        'fail null'
    check "$kilobytes KiB of disk: a warning with its place" has "$err" "$file.fst: warning: "
    check "$kilobytes KiB of disk: and its reason" has "$err" 'is the disk full'
    check "$kilobytes KiB of disk: nothing is left" is "$(left build/waves)" ''
done

# ---- several at once ----

# The temporary name of another run, however it came there, is in nobody's way.
mkdir -p "$file.fst.partial" out
run ./lifcosim run "${requested[@]}" fails.yaml
check 'beside another one: status 1' is "$status" 1
check 'beside another one: no warning' is "$err" ''
reports 'beside another one' fail 500
rm -rf build/waves

at_once() { # four runs, sixty times; prints what went wrong
    local i k
    for i in {1..60}; do
        for k in 1 2 3 4; do
            { ./lifcosim run fails.yaml >"at$k.out" 2>"at$k.err" || echo "$?" >"at$k.status"; } &
        done
        wait
        for k in 1 2 3 4; do
            if [[ $(text "at$k.status") != 1 || -s at$k.err ]]; then
                echo "round $i: status $(text "at$k.status"): $(<"at$k.err")"
            fi
            rm -f "at$k.status"
        done
        fst2vcd -o /dev/null "$file.fst" || echo "round $i: a broken waveform"
    done
}
check 'four at once, sixty times: each as if alone' is "$(at_once 2>&1)" ''
check 'four at once: their one file' is "$(left build/waves)" 'book-q8_24.fst book-q8_24.gtkw book-q8_24.sucl'
rm -rf build/waves

# ---- names ----

# named SCENARIO_NAME   prints the waveform of a run of that name.
named() {
    vary named.yaml "s/^name: .*/name: '$1'/; \$s/\$/\nexpect:\n  spikes: [1, 2]/"
    run ./lifcosim run --json out.json named.yaml
    check "a run named ${1:0:20}: status 1" is "$status" 1
    check "a run named ${1:0:20}: no warning" is "$err" ''
    wave=$(jq -r '.results[0].wave' out.json || echo none)
    check "a run named ${1:0:20}: its waveform is there" test -s "$wave" -a -s "${wave%.fst}.gtkw"
    waves+=("$wave")
}
waves=()
for name in a-b 'a b' a.b 'a?b' 'a*b' 'ä' 'ö' "$long" "${long}x" "${long:0:120}" "${long:0:121}" \
    "${long:0:240}" '~' ..; do
    named "$name"
done
check 'each name has its own file' is "$(printf '%s\n' "${waves[@]}" | sort | uniq -d)" ''
check 'a plain name is the name of the file' is "${waves[0]}" build/waves/a-b-q8_24.fst
check 'another one is too' is "${waves[2]}" build/waves/a.b-q8_24.fst
check 'a name with a blank is told from it' matches "${waves[1]}" '^build/waves/a-b-q8_24\+[0-9a-f]{16}\.fst$'
check 'no name is longer than a file may be' test "$(basename -a "${waves[@]}" | wc -L)" -le 160
named 'a b'
check 'the same name has the same file' is "${waves[-1]}" "${waves[1]}"
rm -rf build/waves

mkdir one two
cp fails.yaml one/s.yaml
cp fails.yaml two/s.yaml
cp q8_24.so one
run ./lifcosim run --json out.json --dut q8_24,one/q8_24.so one/s.yaml two/s.yaml
check 'one name, four runs: status 1' is "$status" 1
check 'one name, four runs: a file each' is "$(jq -r '.results[].wave' out.json | sort -u | wc -l)" 4
check 'one name, four runs: and they are there' is "$(find build/waves -name '*.fst' | wc -l)" 4
check 'one name, four runs: the first has it plain' is "$(jq -r '.results[0].wave' out.json)" "$file.fst"
rm -rf build/waves

# ---- no step, no waveform ----

cat >clip0.yaml <<'YAML'
name: clip0
step: 1 ms
steps: 20
neuron: {method: euler, resistance: 1.6 MOhm, time_constant: 8 ms, rest: -70 mV, threshold: -69.999 mV}
stimulus:
  - noise: {mean: 5000 nA, deviation: 1 nA, correlation_time: 1 ms, seed: 1}
YAML
rm -rf out && mkdir out
run ./lifcosim run "${requested[@]}" --report out/page clip0.yaml
check 'the first drive clips: status 1' is "$status" 1
check 'the first drive clips: it is said' has "$out" 'stopped after 0 steps'
check 'the first drive clips: without a warning' is "$err" ''
check 'the first drive clips: no waveform is promised' lacks "$out" gtkwave
check 'the first drive clips: nor in the page' lacks "$(text out/page/index.html)" '--wave run.fst'
check 'the first drive clips: the first mismatch' is \
    "$(jq -r '.results[0] | .first_mismatch.level, .first_mismatch.step, .wave' out/r.json | xargs)" 'clip 0 null'
check 'the first drive clips: no file is left' is "$(left build/waves)" ''
reports 'the first drive clips' fail 0

# ---- what was asked for, and failed ----

# asked NAME STATUS PLACE WHY VERDICT ROWS ARGUMENT ...   expects a refusal, and that the other
# reports are there.
asked() {
    local name=$1 ends=$2 place=$3 why=$4 verdict=$5 steps=$6
    shift 6
    rm -rf out && mkdir out
    run ./lifcosim run "${requested[@]}" --plot out/r.svg "$@"
    check "$name: status $ends" is "$status" "$ends"
    check "$name: the place" begins "$err" "$place: "
    check "$name: why" has "$err" "$why"
    check "$name: no warning but an error" lacks "$err" warning
    check "$name: the picture is there" xmllint --noout out/r.svg
    reports "$name" "$verdict" "$steps"
}
asked 'a waveform that was asked for, its folder missing' 3 out/none/w.fst 'mkdir -p' pass 500 \
    --wave out/none/w.fst s.yaml
asked 'a waveform of a failing run' 3 out/none/w.fst 'mkdir -p' fail 500 --wave out/none/w.fst fails.yaml
asked 'a waveform of a spike that never came' 2 lifcosim 'the circuit has 15 spikes' pass 500 \
    --wave out/w.fst --wave-around spike:99 s.yaml
asked 'a waveform of no step' 3 out/w.fst 'no steps is not written' fail 0 --wave out/w.fst clip0.yaml
check 'a waveform of no step: no file' test ! -e out/w.fst -a ! -e out/w.gtkw
asked 'a waveform with a name too long' 3 "$long.fst" 'File name too long' pass 500 --wave "$long.fst" s.yaml

# ---- checkpoints ----

"${CC:-gcc}" -std=c11 -D_GNU_SOURCE -O1 -w -fPIC -shared -DNO_SAVE -I"$root/sim" -I"$root/reference" \
    -o no_save.so "$root/testbenches/cli/circuit.c" "$root/reference/lif_integer.c"
rm -rf out && mkdir out
run ./lifcosim run "${requested[@]}" --dut ./no_save.so --set steps=60000 \
    --set 'stimulus=[{constant: {amplitude: 0.05 mA}}]' --set 'expect.spikes=[1, 2]' fails.yaml
check 'a circuit whose state cannot be saved: status 1' is "$status" 1
check 'a circuit whose state cannot be saved: a warning' has "$err" \
    'warning: circuit ./no_save.so: the waveform could not be recorded'
reports 'a circuit whose state cannot be saved' fail 60000

# ---- findings ----

cp "$root/build/faults/hold-long.so" .
finds() { # NAME STATUS ARGUMENT ...
    local name=$1 expected=$2
    shift 2
    rm -rf out && mkdir out
    run ./lifcosim run "${requested[@]}" "$@"
    check "$name: status $expected" is "$status" "$expected"
    check "$name: the finding" is "$(jq -r '.results[0].findings[0].kind' out/r.json)" "$kind"
    reports "$name" fail "$steps"
}
kind=refractory steps=500
finds 'findings' 1 --findings --dut ./hold-long.so s.yaml
finding=$(jq -r '.results[0].findings[0].scenario' out/r.json || echo none)
check 'findings: a scenario' is "$finding" build/findings/book-hold-long-1.yaml
check 'findings: and how to run it' has "$out" "lifcosim run --dut ./hold-long.so $finding"
check 'findings: no warning' is "$err" ''
rm -rf build/findings && echo in the way >build/findings
finds 'findings without a folder' 1 --findings --dut ./hold-long.so s.yaml
check 'findings without a folder: a warning' begins "$err" "$PWD/build/findings: warning: is not a folder"
check 'findings without a folder: no scenario is promised' lacks "$out" 'lifcosim run --dut'
check 'findings without a folder: nor in JSON' is "$(jq -r '.results[0].findings[0].scenario' out/r.json)" null
rm build/findings && mkdir -p build/findings/book-hold-long-1.yaml
finds 'a finding whose scenario cannot be written' 1 --findings --dut ./hold-long.so s.yaml
check 'a finding whose scenario cannot be written: half of it is not left' is "$(left build/findings)" \
    book-hold-long-1.yaml
rm -rf build/findings && mkdir -p build/findings/book-hold-long-1.fst
finds 'a finding without its waveform' 1 --findings --dut ./hold-long.so s.yaml
check 'a finding without its waveform: its scenario is there' is \
    "$(jq -r '.results[0].findings[0] | .scenario, .wave' out/r.json | xargs)" "$finding null"
rm -rf build/findings build/waves

tap_done
