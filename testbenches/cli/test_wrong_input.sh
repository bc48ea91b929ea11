#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# lifcosim and everything that can be wrong with a scenario or a command line: refused before
# anything runs, at its place, with a remedy, and without a trace in any file.
# shellcheck disable=SC2016  # $ is sed's last line, ` belongs to messages
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

reports=(--json out/kept --junit out/new.xml)

# bad NAME PLACE WHAT REMEDY SED_SCRIPT [OPTION ...]   checks that the scenario, so changed, is
# refused.
bad() {
    local name=$1 place=$2 what=$3 remedy=$4
    vary bad.yaml "$5"
    shift 5
    wrong "$name" 2 "$place" "$what" "$remedy" run "${reports[@]}" "$@" bad.yaml
}
# badly NAME PLACE WHAT REMEDY OPTION ...   checks that the good scenario is refused with these
# options.
badly() {
    local name=$1 place=$2 what=$3 remedy=$4
    shift 4
    wrong "$name" 2 "$place" "$what" "$remedy" run "${reports[@]}" "$@" s.yaml
}

# ---- keys and values ----

bad 'an unknown key' bad.yaml:9:3 'unknown key "treshold"' 'did you mean "threshold"?' \
    's/threshold/treshold/'
bad 'a missing key' bad.yaml:4:1 'key "threshold" is missing' 'threshold: -40 mV' '/threshold/d'
bad 'a key twice' bad.yaml:10:3 'duplicate key "threshold", already in line 9' 'keep one' \
    's/threshold.*/&\n  threshold: -40 mV/'
bad 'an unknown unit' bad.yaml:9:14 '"mVo"' 'such as mV' 's/-40 mV/-40 mVo/'
bad 'a unit of something else' bad.yaml:9:14 '"ms" is a unit of something else' 'such as mV' \
    's/-40 mV/-40 ms/'
bad 'no unit' bad.yaml:9:14 '"-40" has no unit' 'such as "-40 mV"' 's/-40 mV/-40/'
bad 'a letter in a number' bad.yaml:9:14 '"-4O mV"' 'like "1.5 mV"' 's/-40 mV/-4O mV/'
bad 'a count with an exponent' bad.yaml:3:8 '"5e2" is not a whole number' 'like 500' 's/500/5e2/'
bad 'a word that is none of the choices' bad.yaml:5:11 '"eulr" is unknown' 'exponential or euler' \
    's/exponential/eulr/'
bad 'k over 1' bad.yaml:2:7 'k is 2' 'shorten the step' 's/exponential/euler/;s/5 ms/0.05 ms/'
bad 'a threshold at the reset' bad.yaml:9:14 'both -0.07 V' 'move one' 's/-40 mV/-70 mV/'
bad 'a refractory time of half a step' bad.yaml:10:15 '10.5 steps' 'a whole number of steps' \
    's/: 1 ms/: 1.05 ms/'
bad 'no stimulus' bad.yaml:11:1 'is empty' '- constant: {amplitude: 1 nA}' '/triangle/d'

# ---- YAML ----

bad 'invalid YAML' bad.yaml:6:13 'not valid YAML' 'close the bracket' 's/neuron:/neuron: [/'
bad 'an alias' bad.yaml:9:15 'aliases' 'write the value out' 's/-40 mV/*x/'
bad 'two documents' bad.yaml:13:1 'a second YAML document' 'its own file' '$s/$/\n---\nname: two/'
bad 'a byte that is no UTF-8' bad.yaml:1:1 'byte 0xff is not UTF-8' 'save the file in UTF-8' \
    '1s/name/\xff/'
wrong 'no such scenario' 2 none.yaml 'No such file' 'name a readable YAML file' \
    run "${reports[@]}" none.yaml
wrong 'a folder for a scenario' 2 out 'Is a directory' 'name a readable YAML file' \
    run "${reports[@]}" out
wrong 'an empty name of a scenario' 2 lifcosim 'a name that is empty' 'name a readable YAML file' \
    run "${reports[@]}" ''

# ---- files that a scenario names: at the place of the key ----

csv='s/- triangle.*/- file: {path: few.csv, column: i, unit: uA}/'
bad 'a missing CSV file' bad.yaml:12:18 'few.csv: cannot be opened: No such file' \
    'name a readable CSV file' "$csv"
printf 'i\n1\n2\n' >few.csv
bad 'a CSV file with too few rows' bad.yaml:12:18 'few.csv has 2 rows and the run 500 steps' \
    'exactly one row for each step' "$csv"
bad 'a CSV file without the column' bad.yaml:12:18 'few.csv:1: no column is named "j"' \
    'the header has i' "${csv/column: i/column: j}"
printf 'i\n1\n2x\n' >few.csv
bad 'a CSV file with a letter in a number' bad.yaml:12:18 'few.csv:3: "2x"' 'like -70' "$csv"

# ---- what the circuit cannot hold ----

bad 'a threshold outside of the format' bad.yaml:10:14 'circuit model:q4_4' 'more integer bits' \
    's/rest: -70 mV/&\n  reset: -42 mV/' --dut model:q4_4
bad 'a leak that rounds to 0' bad.yaml:7:18 'rounds to 0 with 7 fraction bits' 'more leak bits' \
    's/5 ms/50 s/' --dut q4_4
bad 'a refractory time over the width of the hold' bad.yaml:10:15 \
    '70000 steps does not fit the 16' 'at most 65535 steps' 's/: 1 ms/: 7 s/'
bad 'an initial hold over its width' bad.yaml:11:17 '65536 steps does not fit the 16 bits' \
    'at most 65535' 's/  refractory.*/&\n  initial_hold: 65536/'
bad 'a drive that clips' bad.yaml:12:5 'the current of step 48, 0.00386454 A' 'a smaller current' \
    's/0.2 mA/20 mA/'
bad 'two drives that clip together' bad.yaml:11:1 'the current of step 0' 'a smaller current' \
    '$s/$/\n  - constant: {amplitude: 2 mA}\n  - constant: {amplitude: 3 mA}/'

# ---- circuits ----

bad 'an unknown circuit of a scenario' bad.yaml:13:6 'circuit nothere: unknown' '`lifcosim duts`' \
    '$s/$/\ndut: nothere/'
badly 'an unknown circuit' lifcosim 'circuit nothere: unknown' '`lifcosim duts`' --dut nothere
badly 'a missing shared object' lifcosim 'circuit ./x.so: cannot be read (No such file' \
    'the path of a shared object' --dut ./x.so
badly 'a format that no circuit can have' lifcosim 'a state of 99 bits is not possible' '2 to 32' \
    --dut 99/12/18
badly 'a model of such a format' lifcosim 'a state of 99 bits is not possible' '2 to 32' \
    --dut model:99/12/18
badly 'a model of no format' lifcosim 'circuit model:x: unknown format' 'model:20/12/18' \
    --dut model:x
badly 'an empty name of a circuit' lifcosim 'a name is missing' 'as a,b' --dut q8_24,
wrong 'a circuit that is not built' 3 lifcosim 'w20f13k17.so is not built' \
    'make dut FORMAT=20/13/17' run "${reports[@]}" --dut 20/13/17 s.yaml
run "$program" run --dut nothere,q8_24 s.yaml s.yaml
check 'an unknown circuit is reported once' is "$(grep -c nothere <<<"$err")" 1
run "$program" run --dut q8_24,nothere s.yaml s.yaml
check 'an unknown circuit after a good one is reported once' is "$(grep -c nothere <<<"$err")" 1

# ---- --set and --seed ----

badly '--set of an unknown key' '--set neuron.treshold:1:1' 'unknown key "treshold"' \
    'did you mean "threshold"?' --set 'neuron.treshold=-40 mV'
badly '--set of a bad value' '--set neuron.threshold:1:1' '"-4O mV"' 'like "1.5 mV"' \
    --set 'neuron.threshold=-4O mV'
badly '--set of a list item that is not there' '--set stimulus.1.triangle.peak:1:1' 'no item "1"' \
    'numbered from 0 and there are 1' --set 'stimulus.1.triangle.peak=1 mA'
badly '--set without a value' '--set steps:1:1' 'has no value' 'KEY=VALUE' --set steps
badly '--set that makes the drive clip' s.yaml:12:5 'the current of step 48' 'a smaller current' \
    --set 'stimulus.0.triangle.peak=20 mA'
badly '--seed of no number' lifcosim '--seed x' 'a whole number' --seed x
badly '--seed below 0' lifcosim '--seed -1' 'a whole number' --seed -1
badly '--seed over 64 bits' lifcosim '--seed 18446744073709551616' 'a whole number' \
    --seed 18446744073709551616

# ---- options and outputs ----

badly 'an unknown option' lifcosim '--jsn: unknown or ambiguous option' \
    '`lifcosim run --help`' --jsn
badly 'an unknown letter' lifcosim '-x: unknown option' '`lifcosim run --help`' -xy
badly 'the start of two options' lifcosim '--se: unknown or ambiguous option' \
    '`lifcosim run --help`' --se 1
badly 'a value for an option without' lifcosim '--quiet=1: takes no value' '`lifcosim run --help`' \
    --quiet=1
wrong 'an option without its value' 2 lifcosim '--json: needs a value' '`lifcosim run --help`' \
    run s.yaml --json
wrong 'no scenario' 2 lifcosim 'no scenario' 'give a file' run "${reports[@]}"
wrong 'no scenario after --' 2 lifcosim 'no scenario' 'give a file' run "${reports[@]}" --
badly '--csv of two scenarios' lifcosim 'here are 2 runs' 'one scenario on one circuit' \
    --csv out/new.csv s.yaml
badly '--csv of two circuits' lifcosim 'here are 2 runs' 'one scenario on one circuit' \
    --csv out/new.csv --dut q8_24,model:q8_24
badly 'two outputs on standard output' lifcosim 'can be -' 'only one' --json - --csv -
badly 'one file for two outputs' lifcosim 'out/kept' 'its own file' --csv out/kept
badly 'an output in no folder' none/x.json 'its folder does not exist' "mkdir -p none/" \
    --json none/x.json
badly 'an output that is a folder' out 'is a folder' 'the name of a file' --json out
badly 'an output without a name' out/ 'is a folder' 'the name of a file' --json out/
wrong 'vectors into no folder' 2 none/drive.hex 'its folder does not exist' "mkdir -p none/" \
    vectors --output none s.yaml
vary clips.yaml 's/0.2 mA/20 mA/'
wrong 'vectors of a drive that clips' 2 clips.yaml:12:5 'the current of step 48' \
    'a smaller current' vectors --output out clips.yaml
wrong 'vectors of a noise that clips' 2 s.yaml:12:5 'the current of step ' 'a smaller current' \
    vectors --output out --set "${noise/20 uA/2 mA}" s.yaml
wrong 'vectors of two scenarios' 2 lifcosim 's.yaml' 'one scenario at a time' \
    vectors --output out s.yaml s.yaml
wrong 'quantize on two circuits' 2 lifcosim '--dut' 'one circuit at a time' \
    quantize --dut q8_24,q4_4 s.yaml
wrong 'duts with an argument' 2 lifcosim 'x' 'takes no arguments' duts x
wrong 'build with a seed' 2 lifcosim 'takes none and no seed' 'leave --dut and --seed out' build --seed 1 m.yaml
wrong 'calibrate with a circuit' 2 lifcosim 'takes none and no seed' 'leave --dut and --seed out' calibrate --dut q8_24 m.yaml
wrong 'an unknown subcommand' 2 lifcosim 'rum: unknown subcommand' '`lifcosim --help`' rum

# ---- several at once ----

vary bad.yaml 's/-40 mV/-40/'
wrong 'a good and a bad scenario' 2 bad.yaml:9:14 'has no unit' 'such as "-40 mV"' \
    run "${reports[@]}" s.yaml bad.yaml
check 'a good and a bad scenario: one message' is "$(wc -l <<<"$err")" 1
wrong 'two bad scenarios' 2 bad.yaml:9:14 'has no unit' 'such as "-40 mV"' \
    run "${reports[@]}" bad.yaml none.yaml s.yaml
check 'two bad scenarios: the other one too' has "$err" 'none.yaml: cannot be read'
for subcommand in check quantize vectors; do
    wrong "$subcommand of a bad scenario" 2 bad.yaml:9:14 'has no unit' 'such as "-40 mV"' \
        "$subcommand" bad.yaml
done

tap_done
