#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Data files as tools write them, times that are not those of the run, and what of a stimulus is outside
# of it (testbenches/field): read, said or refused, and each remedy that a message names is tried.
# shellcheck disable=SC2154  # `status`, `out`, `err` and `program` are of the sourced files
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

field=$root/testbenches/field
cp "$field"/{csv-dialects,events-outside}/*.csv .
cp "$field"/csv-numbers/a.csv numbers.csv
cp "$field"/csv-time-ignored/a.csv times.csv
cp "$field"/csv-numbers/base.yaml base.yaml
cp "$field"/events-outside/ev.yaml ev.yaml
file=stimulus.0.file

currents() { # OPTION ...   the current of each step of base.yaml [nA]
    "$program" run --quiet --dut model:q8_24 --csv - "$@" base.yaml 2>/dev/null |
        awk -F, 'NR > 1 {printf "%s%.9g", joint, $3 * 1e9; joint = " "}'
}

# ---- numbers and forms ----

check 'numbers of printf, Fortran, MATLAB and spreadsheets' is "$(currents --set $file.path=numbers.csv)" \
    '1.5 0.5 -0.25 1 0.5'
wrong 'YAML stays strict' 2 '--set stimulus.0:1:24' '"+1.5e+00 nA" does not begin with a decimal number' \
    'write a current like' check --set 'stimulus.0={constant: {amplitude: +1.5e+00 nA}}' base.yaml

# Each refusal names the key that is missing; with it the next one is seen, until the file is read.
semicolon=(--set "$file.path=semicolon.csv" --set steps=1)
for remedy in 'a comment: add "comment: '\''#'\''"|comment=#' \
    'separated by '\'';'\'': add "separator: semicolon"|separator=semicolon' \
    'add "decimal: comma"|decimal=comma'; do
    run "$program" check "${semicolon[@]}" base.yaml
    check "${remedy#*|} is missing: status 2" is "$status" 2
    check "${remedy#*|} is missing: said" has "$err" "${remedy%%|*}"
    semicolon+=(--set "$file.${remedy#*|}")
done
check 'the remedies can be followed: semicolons' is "$(currents "${semicolon[@]}")" 1.5
none=(--set "$file.path=noheader.csv" --set steps=2)
run "$program" check "${none[@]}" base.yaml
check 'no header: said' has "$err" 'add "header: none" and give the column by its number, such as "column: 1"'
check 'the remedy can be followed: no header' is \
    "$(currents "${none[@]}" --set $file.header=none --set $file.column=1)" '1.5 1.6'
printf '%% recorder\n 3\t0.1   1.5\n 4\t0.2  -2\n' >blanks.dat
check 'tabs and runs of blanks' is "$(currents --set $file.path=blanks.dat --set steps=2 --set \
    $file.separator=blanks --set $file.comment=% --set $file.header=none --set $file.column=3)" '1.5 -2'
printf 't|current\n0|1.5\n' >bar.csv
run "$program" check --set $file.path=bar.csv --set steps=1 base.yaml
check 'bars: said' has "$err" 'add "separator: bar"'
check 'the remedy can be followed: bars' is \
    "$(currents --set $file.path=bar.csv --set steps=1 --set $file.separator=bar)" 1.5
run "$program" check --set $file.decimal=comma base.yaml
check 'a comma for two things' has "$err" 'add "separator: semicolon"'

# This is a spike recorder's table.
printf '# sender time_ms\n3 2.5\n4 7.25\n' >recorder.dat
recorder='stimulus.0={events: {file: recorder.dat, unit: ms, comment: "#", separator: blanks, header: none, column: 2, amplitude: 1 nA, decay: 5 ms}}'
run "$program" check --set steps=100 --set "$recorder" base.yaml
check 'a spike recorder: status 0' is "$status$err" 0
run "$program" check --set steps=100 --set "$recorder" --set 'stimulus.0.events.times=[1 ms]' base.yaml
check 'times take the place of the file and of its form' is "$status" 0
wrong 'a form without a file' 2 '--set stimulus.0:1:34' 'belongs to "file"' 'its own unit' check \
    --set 'stimulus.0={events: {times: [0 ms], column: 2, amplitude: 1 nA, decay: 5 ms}}' base.yaml

# The spikes that are expected come from such a table, too.
printf '# found\nwhen;n\n0,2;1\n0,4;2\n' >found.csv
cat >expected.yaml <<YAML
$(sed s,a.csv,numbers.csv, base.yaml)
expect:
  file: {path: found.csv, column: when, unit: ms, separator: semicolon, decimal: comma, comment: '#'}
YAML
run "$program" run --dut model:q8_24 expected.yaml
check 'the spikes of a file: read' has "$out" 'expect        fail'
check 'the spikes of a file: these' has "$out" '2 spikes'

# ---- arrays ----

npy() { # VERSION DESCR ORDER SHAPE   a NumPy file: the header, then standard input
    local header="{'descr': '$2', 'fortran_order': $3, 'shape': $4, }" start=10
    if (($1 > 1)); then start=12; fi
    local length=$((((${#header} + start + 64) / 64) * 64 - start))
    printf "\\x93NUMPY\\x0$1\\x00\\x$(printf %02x $((length % 256)))\\x$(printf %02x $((length / 256)))"
    if (($1 > 1)); then printf '\x00\x00'; fi
    printf '%-*s\n' $((length - 1)) "$header"
    cat
}
printf '\x01\x02\xff' | npy 1 '|i1' False '(3,)' >bytes.npy
check 'an array' is "$(currents --set $file.path=bytes.npy --set $file.column=1 --set steps=3)" '1 2 -1'
printf '\x01\x00\x09\x00\xfe\xff\x08\x00' | npy 2 '<i2' False '(2, 2)' >rows.npy
check 'an array of rows' is "$(currents --set $file.path=rows.npy --set $file.column=1 --set steps=2)" '1 -2'
printf '\x01\x00\x09\x00\xfe\xff\x08\x00' | npy 3 '<i2' True '(2, 2)' >columns.npy
check 'an array of columns' is "$(currents --set $file.path=columns.npy --set $file.column=2 --set steps=2)" '-2 8'
printf '\x01\x00\x09\x00\xfe\xff\x08' | npy 3 '<i2' True '(2, 2)' >cut.npy
wrong 'an array that is cut' 2 '--set stimulus.0.file.path:1:1' \
    '7 bytes of data are not the 2 times 2 numbers of 2 bytes' 'save the array again' check \
    --set $file.path=cut.npy --set $file.column=1 base.yaml
wrong 'a column too many' 2 '--set stimulus.0.file.path:1:1' 'columns.npy: there is no column "3"' \
    'the columns of an array have numbers, here 1 to 2' check \
    --set $file.path=columns.npy --set $file.column=3 base.yaml
mkfifo pipe.npy
head -c 3 bytes.npy >pipe.npy &
wrong 'an array in a pipe' 2 '--set stimulus.0.file.path:1:1' 'does not come from a plain file' 'save it as one' \
    check --set $file.path=pipe.npy --set $file.column=1 base.yaml
wait

# ---- times ----

run "$program" check --set $file.path=times.csv --set steps=10 base.yaml
check 'a time that is ignored: status 0' is "$status" 0
check 'a time that is ignored: the place' begins "$err" '--set stimulus.0.file.path:1:1: warning: '
check 'a time that is ignored: said' has "$err" 'does not advance by one step of 100 us a row: row 2'
check 'a time that is ignored: the remedy' has "$err" 'add "time: {column: time, unit: ms}"'
held=(--set "$file.path=times.csv" --set steps=10 --set "$file.time={column: time, unit: ms}")
run "$program" check "${held[@]}" base.yaml
check 'the remedy can be followed: time' is "$status" 0
check 'samples after the run are counted' has "$err" '5 of 10 samples are outside of the run of 1 ms: 0 before it, 5 after it'
printf 'time,current\n0,1\n0.2,2\n0.25,3\n0.4,4\n' >held.csv
check 'samples hold until the next one' is "$(currents "${held[@]}" --set $file.path=held.csv --set steps=6)" \
    '1 1 2 3 4 4'
run "$program" check --set $file.path=held.csv base.yaml
check 'a recording at another rate: the remedy' has "$err" 'or name a column of times: "time: {column: time, unit: ms}"'

cat >rate.yaml <<'YAML'
base: base.yaml
axes:
  neuron.rest: [-70 mV, -71 mV]
YAML
run "$program" sweep --quiet --set $file.path=times.csv --set steps=10 rate.yaml
check 'a sweep says it once' is "$(grep -c 'does not advance' <<<"$err")" 1

# ---- outside of the run ----

wrong 'all events are outside' 2 ev.yaml:13:50 '2 of 2 events are after the end of the run (100 ms)' \
    'give times within the run, in their unit' run ev.yaml
run "$program" run --dut model:q8_24 --set stimulus.0.events.unit=ms ev.yaml
check 'the remedy can be followed: the unit' is "$status$err" 0
run "$program" run --dut model:q8_24 --set stimulus.0.events.unit=ms --set 'duration=15 ms' ev.yaml
check 'some events are outside: status 0' is "$status" 0
check 'some events are outside: said' has "$err" 'warning: stimulus.0.events.file: 1 of 2 events are after the end of the run (15 ms)'
run "$program" run --dut model:q8_24 --set 'stimulus.0={constant: {amplitude: 0 nA}}' ev.yaml
check 'an amplitude of 0 is a drive' is "$status$err" 0

tap_done
