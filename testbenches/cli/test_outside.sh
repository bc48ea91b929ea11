#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# lifcosim and faults from outside: a disk that is full, folders that cannot be written, a kill at any
# moment, hostile scenarios, tools that are missing. What each leaves is whole, or as it was before.
# (Shared objects of another version: test_damaged_circuit.sh; gnuplot missing: test_plot.sh;
# packages missing: test_setup.sh.)
# shellcheck disable=SC2016  # ` belongs to messages
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

chmod a+rx "$tap_folder" "$tap_folder/work" # an unprivileged user comes here
export GCOV_PREFIX=$tap_folder/gcov         # a build that counts its lines must not count here
mkdir -m 1777 "$GCOV_PREFIX"

only() { [[ $(find "$1" -mindepth 1 -printf '%P\n' | sort | xargs) == "$2" ]]; } # only FOLDER NAMES

# ---- the disk is full: no byte beyond the first 1024 of any file ----

long=(--set steps=5000 --set stimulus.0.constant='{amplitude: 45 uA}')
full() { # NAME FILES_BEFORE OPTION ...   one report cannot be written; what was there stays
    local name=$1 before=$2
    shift 2
    run bash -c 'trap "" XFSZ; ulimit -f 1; exec "$0" "$@"' "$program" run "$@" "${long[@]}" s.yaml
    check "a full disk, $name: status 3" is "$status" 3
    check "a full disk, $name: why" matches "$err" 'File too large|is the disk full'
    check "a full disk, $name: no other files" only out "$before"
}
for kind in json:json csv:csv wave:fst plot:svg; do
    option=${kind%:*} file=out/r.${kind#*:}
    rm -rf out && mkdir out
    full "--$option" '' "--$option" "$file"
    echo old >"$file"
    full "--$option over an old one" "$(basename "$file")" "--$option" "$file"
    check "a full disk, --$option: the old file stays" is "$(<"$file")" old
done
rm -rf out && mkdir out
full '--report' '' --report out/page
many=()
for _ in {1..20}; do many+=(s.yaml); done
full '--junit' '' --junit out/r.xml "${many[@]}"
run bash -c 'trap "" XFSZ; ulimit -f 1; exec "$0" vectors --output out s.yaml' "$program"
check 'a full disk, vectors: status 3' is "$status" 3
check 'a full disk, vectors: nothing is left' only out ''

# ---- folders and files that belong to somebody else ----

cp "$program" lifcosim
mkdir duts
cp "$LIFCOSIM_DUT_DIR/q8_24.so" duts
chmod -R a+rX .
stranger=()
if (($(id -u) == 0)); then
    stranger=(setpriv --reuid=65534 --regid=65534 --clear-groups)
fi
as_stranger() { run env LIFCOSIM_DUT_DIR=duts "${stranger[@]}" ./lifcosim "$@"; }
rm -rf out && mkdir -m 555 out
as_stranger run s.yaml
check 'an unprivileged user can run it' is "$status" 0
for kind in json:json csv:csv junit:xml plot:svg; do
    as_stranger run "--${kind%:*}" "out/r.${kind#*:}" s.yaml
    check "a folder without permission, --${kind%:*}: status 2" is "$status" 2
    check "a folder without permission, --${kind%:*}: why" has "$err" 'Permission denied'
    check "a folder without permission, --${kind%:*}: nothing was run" is "$out" ''
done
as_stranger run --report out/page s.yaml
check 'a folder without permission, --report: status 2' is "$status" 2
check 'a folder without permission, --report: why' has "$err" 'Permission denied'
as_stranger vectors --output out s.yaml
check 'a folder without permission, vectors: status 2' is "$status" 2
as_stranger run --wave out/r.fst s.yaml
check 'a folder without permission, --wave: status 3' is "$status" 3
check 'a folder without permission, --wave: why' has "$err" 'out/r.fst'
check 'a folder without permission: nothing is there' only out ''
chmod 777 out
echo old >out/r.json
chmod 444 out/r.json
as_stranger run --json out/r.json s.yaml
check 'a file without permission: status 2' is "$status" 2
check 'a file without permission: why' has "$err" 'out/r.json: cannot be written: Permission denied'
check 'a file without permission: it stays' is "$(<out/r.json)" old
cp s.yaml secret.yaml
chmod 000 secret.yaml
as_stranger check secret.yaml
check 'a scenario without permission: status 2' is "$status" 2
check 'a scenario without permission: why' has "$err" 'secret.yaml: cannot be read: Permission'

# ---- killed at any moment ----

# This is the report that a run leaves when nobody kills it; the figures of time in it differ each
# time.
rm -rf out && mkdir out
slow=(--set steps=20000 --set stimulus.0.constant='{amplitude: 45 uA}')
whole() { # FILE   is it complete?
    case $1 in
    *.json) jq -e '.results[0].steps == 20000' "$1" ;;
    *.csv) [[ $(wc -l <"$1") == 20001 && $(tail -c 1 "$1") == '' ]] ;;
    *.fst) fst2vcd "$1" ;;
    *.svg | */index.html) xmllint --noout "$1" ;;
    esac >/dev/null 2>&1
}
for kind in json:out/r.json csv:out/r.csv wave:out/r.fst plot:out/r.svg report:out/page/index.html; do
    option=${kind%%:*} file=${kind#*:}
    target=$file
    if [[ $option == report ]]; then target=out/page; fi
    rm -rf out && mkdir out
    begin=${EPOCHREALTIME/[.,]/}
    run "$program" run "--$option" "$target" "${slow[@]}" s.yaml
    takes=$((${EPOCHREALTIME/[.,]/} - begin)) # microseconds
    check "--$option, not killed: whole" whole "$file"
    killed=0 broken=0 strange=0
    for i in {1..6}; do
        echo old >"$file"
        "$program" run "--$option" "$target" "${slow[@]}" s.yaml >/dev/null 2>&1 &
        child=$!
        sleep "$(awk -v t="$takes" -v i="$i" 'BEGIN {printf "%.4f", t * i / 7e6}')"
        kill -9 "$child" 2>/dev/null || true
        result=0
        wait "$child" 2>/dev/null || result=$?
        if ((result == 137)); then killed=$((killed + 1)); fi
        if [[ $(head -c 4 "$file" | tr -d '\0') != old ]] && ! whole "$file"; then
            broken=$((broken + 1))
        fi
    done
    # A file that a killed run was writing has a name that says so.
    strange=$(find out -type f ! -path "$file" ! -name '.lifcosim-*' ! -name '*.partial*' \
        ! -name r.gtkw ! -name r.sucl | grep -c . || true)
    check "--$option, killed: some of six runs were" test "$killed" -ge 1
    check "--$option, killed: the file is as before, or whole" is "$broken" 0
    check "--$option, killed: leftovers are named so" is "$strange" 0
    run "$program" run "--$option" "$target" "${slow[@]}" s.yaml
    check "--$option, after that: status 0" is "$status" 0
    check "--$option, after that: whole" whole "$file"
done

# ---- hostile scenarios: refused at once, in little memory ----

"${CC:-gcc}" -std=c11 -D_GNU_SOURCE -o peak_memory "$root/testbenches/cli/peak_memory.c"
# A sanitised program has more memory of its own, so that only what a scenario adds counts.
run ./peak_memory peak "$program" check s.yaml
own=$(<peak)
hostile() { # NAME MEBIBYTES PLACE WHAT   bad.yaml
    run timeout 60 ./peak_memory peak "$program" check bad.yaml
    check "$1: status 2" is "$status" 2
    check "$1: the place" begins "$err" "$3: "
    check "$1: why" has "$err" "$4"
    check "$1: in less than $2 MiB" test $(($(<peak) - own)) -lt $(($2 * 1024 * memory_factor))
}
memory_factor=1
if [[ $build == */san ]]; then memory_factor=4; fi # redzones
(yes '# comment' || true) | head -c 100000000 >bad.yaml
hostile 'a scenario of 100 MB' 64 bad.yaml 'longer than 16 MiB'
truncate -s 100M bad.yaml
hostile 'a scenario of 100 MB of nothing' 64 bad.yaml 'longer than 16 MiB'
(yes -- - || true) | head -c 16000000 >bad.yaml
hostile 'sixteen MB of list items' 400 bad.yaml:1:1 'more than a million values'
{ printf 'name: ' && printf '%010000d' 0 | tr 0 '['; } >bad.yaml
hostile 'lists nested 10,000 deep' 16 bad.yaml:1:70 'nested deeper than 64 levels'
for ((i = 0; i < 10000; i++)); do printf '%*sa:\n' "$i" ''; done >bad.yaml
hostile 'mappings nested 10,000 deep' 64 bad.yaml 'longer than 16 MiB'
head -c 2000000 bad.yaml >short.yaml
mv short.yaml bad.yaml
hostile 'mappings nested 2,000 deep' 64 bad.yaml:65:65 'nested deeper than 64 levels'
sed 's/book/bo\x00ok/' s.yaml >bad.yaml
hostile 'a NUL byte' 16 bad.yaml:1:9 'a NUL byte'
head -c 1000000 /dev/zero >bad.yaml
hostile 'NUL bytes alone' 16 bad.yaml:1:1 'a NUL byte'

# ---- files that a scenario names: relative to its folder, and free to leave it ----

mkdir -p deep/er
{ echo i && seq 500; } >beside.csv
vary deep/er/s.yaml 's,- triangle.*,- file: {path: ../../beside.csv\, column: i\, unit: nA},'
run "$program" check deep/er/s.yaml
check 'a path that leaves the folder of its scenario: allowed' is "$status" 0
(cd deep && run "$program" check er/s.yaml && [[ $status == 0 ]])
check 'a path is relative to the scenario, not to us' is "$?" 0
rm beside.csv
run "$program" check deep/er/s.yaml
check 'the same, not there: status 2' is "$status" 2
check 'the same, not there: at its key' begins "$err" 'deep/er/s.yaml:12:18: '
check 'the same, not there: which' has "$err" 'deep/er/../../beside.csv: cannot be opened: No such'
for device in /dev/zero /dev/null /proc/self/mem .; do
    vary deep/s.yaml "s,- triangle.*,- file: {path: $device\\, column: i\\, unit: nA},"
    run timeout 60 "$program" check deep/s.yaml
    check "$device as a CSV file: status 2" is "$status" 2
    check "$device as a CSV file: at its key" begins "$err" 'deep/s.yaml:12:18: '
done
mkfifo pipe
{ echo i && seq 500; } >pipe &
vary piped.yaml 's,- triangle.*,- file: {path: pipe\, column: i\, unit: nA},'
run timeout 60 "$program" check piped.yaml
check 'a pipe as a CSV file: read' is "$status" 0
wait

# ---- tools that are missing ----

cd "$root"
run env DISPLAY=:99 PATH="$tap_folder" "$BASH" scripts/wave.sh README.md README.md
check 'no GTKWave: status 3' is "$status" 3
check 'no GTKWave: the remedy' has "$err" 'scripts/setup.sh wave'
run env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS make -s SETUP=no VERILATOR=no-verilator \
    build/dut/w9f4k5.so
check 'no Verilator: status 2 of make' is "$status" 2
check 'no Verilator: the remedy' has "$err" 'scripts/setup.sh run'
check 'no Verilator: no circuit' test ! -e build/dut/w9f4k5.so
run env PATH="$tap_folder" LIFCOSIM_DUT_DIR="$LIFCOSIM_DUT_DIR" "$program" run \
    sim/scenarios/book-triangle.yaml
check 'no tool at all: a run needs none' is "$status" 0

tap_done
