#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# `build` does not replace a circuit that came from elsewhere unasked, takes regular files alone as
# sources, waits for another build of the same circuit, and leaves nothing behind when it is ended.
# BUILD and LIFCOSIM_DUT_DIR are given by the runner.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

export LIFCOSIM_DUT_DIR=$PWD/dut
export TMPDIR=$PWD/temporary
mkdir dut temporary one two
for place in one two; do
    cp "$root"/testbenches/foreign/shift_leak.{v,yaml} $place
done
so=dut/shift_leak.so
built() { sha256sum <$so; }

# ---- a circuit that is there ----

# kept NAME WHAT ARGUMENT ...   `build ARGUMENT ...` is refused at the manifest's name
kept() {
    local name=$1 what=$2 before
    shift 2
    before=$(built)
    run "$program" build "$@"
    check "$name: status 2" is "$status" 2
    check "$name: the place" matches "$err" '\.yaml:[0-9]+:7: '
    check "$name: what is there" has "$err" "$what"
    check "$name: what helps" has "$err" 'another name, or replace that one with --replace'
    check "$name: it is as it was" is "$(built)" "$before"
}
run "$program" build one/shift_leak.yaml
check 'the first build: status 0' is "$status" 0
run "$program" build one/../one/shift_leak.yaml
check 'the same manifest again: status 0' is "$status" 0
echo '// more' >>one/shift_leak.v
run "$program" build one/shift_leak.yaml
check 'a source that was edited: status 0' is "$status" 0
kept 'another manifest' "came from $PWD/one/shift_leak.yaml;" two/shift_leak.yaml
cp one/shift_leak.v one/other.v
sed 's/shift_leak\.v/other.v/' two/shift_leak.yaml >one/shift_leak.yaml
kept 'other sources' "came from $PWD/one/shift_leak.yaml with other sources" one/shift_leak.yaml
run "$program" build --replace two/shift_leak.yaml
check '--replace: status 0' is "$status" 0
run "$program" build two/shift_leak.yaml
check 'and it came from there: status 0' is "$status" 0
cp "$root/build/dut/q4_4.so" $so
kept 'put there by hand' 'came from elsewhere' two/shift_leak.yaml
cp "$root/build/dut/q4_4.so" dut/lif_shipped.so
so=dut/lif_shipped.so
sed 's/^name: .*/name: lif_shipped/' two/shift_leak.yaml >two/shipped.yaml
kept 'a shipped circuit' 'shipped or put there by hand' two/shipped.yaml
so=dut/shift_leak.so

# ---- sources ----

mkfifo two/pipe.v
mkdir two/folder.v
for source in pipe.v folder.v /dev/zero; do
    sed "s,shift_leak\.v,$source," two/shift_leak.yaml >two/m.yaml
    run timeout -s KILL 20 "$program" build --set name=odd two/m.yaml
    check "$source as a source: status 2" is "$status" 2
    check "$source as a source: why" has "$err" "${source##*/} is no regular file"
done
check 'no circuit of these' test ! -e dut/odd.so

# ---- two at once ----

rm -rf dut && mkdir dut
for i in 1 2 3; do
    "$program" build two/shift_leak.yaml >built$i 2>&1 &
    builds[i]=$!
done
for i in 1 2 3; do
    status=0
    wait "${builds[i]}" || status=$?
    err=$(<built$i)
    check "build $i of three at once: status 0" is "$status" 0
done
run "$program" duts
check 'three at once: a circuit that opens' has "$out" 'shift_leak '
check 'three at once: no temporary file' is "$(ls -A temporary)" ''

# ---- ended on the way ----

# These programs work in this folder: verilator, make, compilers. The program itself is named.
workers() { grep -lzs "$PWD/dut" /proc/[0-9]*/environ | cut -d/ -f3 | grep -vx "$$\|$BASHPID" || true; }
tools() {
    local pid
    for pid in $(workers); do
        case $(cat /proc/"$pid"/comm 2>/dev/null || true) in
        make | verilator* | cc1* | g++* | c++* | clang* | ld | as | sh | lifcosim) echo "$pid" ;;
        esac
    done
}
waits() { # COMMAND ...   until it succeeds, for half a minute
    for ((n = 0; n < 600; n++)); do
        if "$@"; then return; fi
        sleep 0.05
    done
    return 1
}
compiles() {
    local pid
    for pid in $(tools); do
        if grep -qsx 'cc1.*\|clang.*' /proc/"$pid"/comm; then return; fi
    done
    return 1
}
silent() { [[ -z $(tools) ]]; }

for command in build calibrate; do
    for signal in KILL TERM INT; do
        rm -rf dut && mkdir dut
        # A shell that waits for a job in the background has it ignore SIGINT.
        env --default-signal=INT "$program" $command two/shift_leak.yaml >ended 2>&1 &
        program_id=$!
        check "$command, $signal: a compiler is at work" waits compiles
        kill -$signal $program_id
        status=0
        { wait $program_id; } 2>/dev/null || status=$?
        check "$command, $signal: that signal ends it" is "$status" \
            "$((128 + $(kill -l $signal)))"
        check "$command, $signal: no tool outlives it" waits silent
        check "$command, $signal: no circuit" test ! -e $so
        # Nobody can remove the link that make is given when the program itself is killed.
        check "$command, $signal: no temporary file" is \
            "$(ls -A temporary | grep -v "$([[ $signal == KILL ]] && echo ^lifcosim- || echo ^$)" || true)" ''
        rm -rf temporary/*
    done
done

tap_done
