#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# No output takes the place of an input, of another output or of anything that has the name of a
# scenario: every command that writes files refuses that with status 2, and nothing changes. BUILD
# and LIFCOSIM_DUT_DIR are given by the runner.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

# ---- the inputs ----

mkdir in
cp s.yaml in/s.yaml
cp s.yaml in/t.yaml
cp s.yaml in/plain # a scenario whose name does not say so
ln in/s.yaml in/hard
ln -s s.yaml in/soft
{ echo i; for ((i = 0; i < 500; i++)); do echo $((i % 90)); done; } >in/data.csv
sed '/triangle/c\  - samples: {path: data.csv, column: i, unit: uA}' s.yaml |
    sed 's/- samples:/- file:/' >in/driven.yaml
cp in/data.csv in/other.csv
cat >in/sweep.yaml <<'YAML'
base: driven.yaml
axes:
  stimulus.0.file.path: [data.csv, other.csv]
YAML
cp "$LIFCOSIM_DUT_DIR/q4_4.so" in/circuit.so
run "$program" run in/driven.yaml
check 'the scenario with data runs' test "$status" -le 1
run "$program" sweep --jsonl in/lines in/sweep.yaml
check 'the sweep over data files runs' test "$status" -le 1
run "$program" sweep --shard 1/2 --jsonl in/part1 in/sweep.yaml
run "$program" sweep --shard 2/2 --jsonl in/part2 in/sweep.yaml
check 'its parts run' test "$status" -le 1
inputs() { find -L in -type f -exec sha256sum {} + | sort -k 2; }
before=$(inputs)

# refused NAME WHAT ARGUMENT ...   expects status 2, a line that says what is wrong, and every input
# as it was.
refused() {
    local name=$1 what=$2
    shift 2
    rm -rf out
    mkdir out
    run "$program" "$@"
    check "$name: status 2" is "$status" 2
    check "$name: what is wrong" has "$err" "$what"
    check "$name: one line" is "$(wc -l <<<"$err")" 1
    check "$name: no file appears" is "$(ls -A out)" ''
    check "$name: the inputs are as they were" is "$(inputs)" "$before"
}
input='reads that file'
named='the name of an input'
twice='named for two outputs'

# ---- an output that is an input ----

for spelling in in/plain ./in/plain "$PWD/in/plain" in/../in/plain; do
    refused "run --json $spelling" "$input" run --json "$spelling" in/plain
done
for link in hard soft; do
    refused "a $link link to the scenario" "$input" run --csv in/$link in/s.yaml
done
for option in --json --csv --junit; do
    refused "run $option: the scenario" "$input" run $option in/plain in/plain
    refused "run $option: its data" "$input" run $option in/data.csv in/driven.yaml
done
ln in/plain in/plain.svg && ln in/plain in/plain.fst && mkdir in/page && ln in/plain in/page/index.html
before=$(inputs)
refused 'run --plot: the scenario' "$input" run --plot in/plain.svg in/plain
refused 'run --wave: the scenario' "$input" run --wave in/plain.fst in/plain
refused 'run --report: the page is the scenario' "$input" run --report in/page in/plain
refused 'the circuit' "$input" run --dut in/circuit.so --json in/circuit.so in/s.yaml
exec 8<in/plain
refused 'an open file' "$input" run --json /dev/fd/8 in/plain
exec 8<&-
refused 'check --json: the scenario' "$input" check --json in/plain in/plain
refused 'check --json: its data' "$input" check --json in/data.csv in/driven.yaml
refused 'formats --json: the scenario' "$input" formats --json in/plain in/plain
refused 'formats --csv: its data' "$input" formats --csv in/data.csv in/driven.yaml
refused 'sweep --jsonl: the data of the base' "$input" sweep --jsonl in/data.csv in/sweep.yaml
refused 'sweep --csv: data that an axis names' "$input" sweep --csv in/other.csv in/sweep.yaml
refused 'merge: a part' "$input" merge in/part1 in/part1 in/part2
refused 'merge: a part by another name' "$input" merge in/../in/part2 in/part1 in/part2
cp in/plain drive.hex
run "$program" vectors --output . drive.hex
check 'vectors: the scenario is one of its files: status 2' is "$status" 2
check 'vectors: what is wrong' has "$err" "$input"
check 'vectors: the scenario is as it was' cmp -s in/plain drive.hex

# ---- an output with the name of an input ----

refused 'run --json takes the first scenario' "$named" run --json in/s.yaml in/t.yaml
for name in out/new.yaml out/new.yml out/new.YAML in/t.yaml; do
    refused "run --json $name" "$named" run --json "$name" in/s.yaml
done
refused 'run --csv' "$named" run --csv out/x.yaml in/s.yaml
refused 'run --junit' "$named" run --junit out/x.yaml in/s.yaml
refused 'run --report' "$named" run --report out/x.yaml in/s.yaml
refused 'check --json' "$named" check --json in/s.yaml in/t.yaml
refused 'formats --json' "$named" formats --json in/s.yaml in/t.yaml
refused 'formats --csv' "$named" formats --csv out/x.yml in/t.yaml
refused 'sweep --jsonl' "$named" sweep --jsonl in/s.yaml in/sweep.yaml
refused 'sweep --csv' "$named" sweep --csv in/s.yaml in/sweep.yaml
refused 'merge' "$named" merge in/s.yaml in/part1 in/part2
refused 'vectors --output' "$named" vectors --output in/s.yaml in/t.yaml

# ---- an output that is given twice ----

for other in out/x ./out/x "$PWD/out/x" out/../out/x; do
    refused "run: two are $other" "$twice" run --json out/x --junit "$other" in/s.yaml
done
echo old >there && ln there hard && ln -s there soft
for other in there hard soft; do
    refused "run: two are a file that is there, as $other" "$twice" run --json there --csv $other \
        in/s.yaml
done
refused 'run: - and /dev/stdout' "$twice" run --json - --csv /dev/stdout in/s.yaml
refused 'run: a picture and its page' "$twice" run --report out --json out/index.html in/s.yaml
refused 'run: a layout and a report' "$twice" run --wave out/w.fst --json out/w.gtkw in/s.yaml
refused 'formats' "$twice" formats --json out/x --csv ./out/x in/s.yaml
refused 'sweep' "$twice" sweep --jsonl out/x --csv ./out/x in/sweep.yaml
refused 'sweep: the part' "$twice" sweep --jsonl out/x --csv out/x.part in/sweep.yaml

# ---- what is none of these ----

run "$program" run --json out/a --csv out/b --junit out/c in/s.yaml
check 'three files: status 0' is "$status" 0
check 'three files' is "$(ls out)" $'a\nb\nc'
run "$program" run --json out/a --csv out/b --junit out/c in/s.yaml
check 'the same three again: status 0' is "$status" 0
run "$program" run --json /dev/null --csv /dev/null in/s.yaml
check '/dev/null may be given often' is "$status" 0
run "$program" merge out/whole in/part1 in/part2
check 'parts are joined' cmp -s out/whole in/lines
run "$program" sweep --resume --jsonl in/lines in/sweep.yaml
check 'a sweep may replace its lines' test "$status" -le 1

tap_done
