#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# `lifcosim calibrate --report FILE.html` and `--junit FILE`: what the page and the test case say of a neuron that
# is found, by keys and by equations, of one that has only a nearest text, of a port that never moves, and of
# traces in volts and in words. Rows of the page are computed again. A manifest that is refused leaves no file.
# shellcheck disable=SC2154,SC2016  # `status`, `out`, `err` and `program` are of the sourced files; quoted commands
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

export LIFCOSIM_DUT_DIR=$tap_folder/work/dut
mkdir -p "$LIFCOSIM_DUT_DIR"
cp "$root"/testbenches/calibrate/*.{v,yaml} .

# calibrate OPTION ...   all files of it.
calibrate() { run "$program" calibrate --json c.json --junit c.xml --report c.html "$@"; }
# cells TABLE   prints the rows of the tables of this name on the page, their cells with bars between.
cells() {
    xmllint --xpath "//*[@aria-label='$1']//*[local-name()='tbody']" c.html | sed 's,</tr>,\n,g; s,</t[hd]>,|,g; s,<[^>]*>,,g' | sed '/^$/d'
}
# lines   prints the lines for the manifest that the page shows, as a reader copies them.
lines() { xmllint --xpath '//*[@class="made"]/text()' c.html | sed "s/&#39;/'/g; s/&gt;/>/g; s/&lt;/</g; s/&amp;/\&/g"; }
is_page() { xmllint --noout c.html && ! grep -E 'src=|<script|url\(|href="[^#]' c.html; }
# case_is NAME TYPE MESSAGE   the JUnit file has one case of this group, and its failure; TYPE '': it has none.
case_is() {
    check "$1: one test case" is "$(xmllint --xpath 'concat(count(//testcase), " ", //testcase/@classname, " ", //testsuite/@failures)' c.xml)" \
        "1 $1 $([[ -z $2 ]] && echo 0 || echo 1)"
    check "$1: its failure" is "$(xmllint --xpath 'string(//failure/@type)' c.xml)" "$2"
    check "$1: the message" has "$(xmllint --xpath 'string(//failure/@message)' c.xml)" "$3"
}

# ---- found, by keys ----

echo 1 >selector.hex
calibrate zoo.yaml
check 'found: status 0' is "$status" 0
check 'found: the page is well-formed, and loads nothing' is_page
check 'found: the page says so' has "$(<c.html)" '<span class="badge pass">pass</span> zoo <span class="on">on zoo.yaml<'
check 'found: and of the circuit what its manifest does' has "$(<c.html)" 'many small neurons, of which selector.hex says one'
check 'found: how many experiments' has "$(<c.html)" \
    "$(jq -r '.calibration | "to \(.experiments) experiments of \(.steps) steps, and to \(.later_experiments) more of \(.later_steps) steps"' c.json)"
check 'found: the lines are those of the JSON' is "$(lines)" "$(jq -r .calibration.manifest c.json)"
{ cat zoo.yaml && lines; } >found.yaml
run "$program" build --print found.yaml
check 'found: and take effect as they stand' is "$status" 0
check 'found: the evidence is that of the JSON' is "$(cells Evidence)" "$(jq -r '.calibration.traits[] | . as $t | .others[] |
    "\($t.key)|\($t.value)|\(.value)|\(.experiment // "nowhere: either will do")|\(.step // "-")|"' c.json)"
check 'found: each experiment that it names is on the page' is \
    "$(grep -o 'href="#experiment-[0-9]*"' c.html | sort -u | sed 's/href="#/id="/')" \
    "$(grep -o 'id="experiment-[0-9]*"' c.html | sort -u)"
check 'found: every experiment has its words' is "$(cells Experiments | grep -c '|leak 3 (built in), threshold 600 (built in), reset 0 (built in), initial 0 (built in)|')" \
    "$(jq '.calibration | .experiments + .later_experiments' c.json)"
check 'found: and none differs' is "$(cells Experiments | cut -d'|' -f5 | sort -u)" 0
# again   computes each row on standard input again: step, v, drive, spike and membrane of text and circuit.
again() {
    awk -F'|' 'function floor8(x) { return x >= 0 ? int(x / 8) : -int((-x + 7) / 8) }
        /steps (before|after)/ { next }
        {
            z = $2 - floor8($2) + $3
            z = ((z + 32768) % 65536 + 65536) % 65536 - 32768 # 16 bits wrap
            fires = z >= 600; v = fires ? 0 : z; rows++
            wrong += $4 != fires || $5 != v || ($6 != $4 || $7 != $5) != differs
        }
        END { print ((rows > 20 && wrong + 0 == 0) ? "all " rows : wrong + 0 " wrong of " rows) }' differs="${1-0}"
}
check 'found: rows, computed again' matches "$(cells 'Steps of an experiment' | again)" '^all [0-9]+$'
check 'found: and a changed one is seen' matches "$(cells 'Steps of an experiment' | sed '2s/|[0-9]*|$/|4|/' | again)" '^1 wrong'
check 'found: a picture for the first' matches "$(xmllint --xpath 'string(//*[local-name()="svg"]/@viewBox)' c.html)" '^0 0 '
case_is zoo '' ''

# ---- by equations ----

echo f >selector.hex
calibrate zoo.yaml
check 'in equations: status 0' is "$status" 0
check 'in equations: the page' is_page
check 'in equations: the lines are those of the JSON' is "$(lines)" "$(jq -r .calibration.manifest c.json)"
check 'in equations: steps are shown, with a state that no port has' has "$(<c.html)" '<th scope="col" class="n">was</th>'
check 'in equations: none of them differs' lacks "$(<c.html)" '<tr class="differs">'

# ---- the nearest ----

echo 12 >selector.hex
calibrate zoo.yaml
check 'nearest: status 1' is "$status" 1
check 'nearest: the page' is_page
check 'nearest: the page says so' has "$(<c.html)" '<span class="badge fail">fail</span> zoo <span class="on">on zoo.yaml<'
check 'nearest: how many answers differ' has "$(<c.html)" "$(jq -r '.calibration | "the nearest one answers \(.differ) of them otherwise"' c.json)"
check 'nearest: its lines are those that are printed' is "$(lines)" "$(sed -n '/^calibrated/,$p' <<<"$out")"
check 'nearest: the rows that are printed are on the page' is "$(cells 'Steps of an experiment' | head -n 2 | tr '|' ' ')" \
    "$(sed -n 's/ differs$//; s/^#  *\([0-9].*[0-9]\) *$/\1 /p' <<<"$out" | tr -s ' ')"
check 'nearest: which of them differs' is "$(grep -c '<tr class="differs"><th scope="row" class="n">1</th><td class="n">0</td><td class="n">600</td>' c.html)" 2
case_is zoo 'not found' 'the nearest one answers '
check 'nearest: the failure has the report' has "$(xmllint --xpath 'string(//failure)' c.xml)" 'NEAREST: this text'

calibrate --set spike.port=silent zoo.yaml
check 'a port that never moves: status 1' is "$status" 1
check 'a port that never moves: the page' is_page
check 'a port that never moves: said' has "$(<c.html)" 'Its port silent never moves: it stays at 0.'
case_is zoo 'not found' 'Its port silent never moves: it stays at 0.'
calibrate --set 'membrane={width: 16, one: 600, shows: hidden}' zoo.yaml
check 'hidden: the page says so' has "$(<c.html)" 'its membrane is hidden, and that of the text is the one after the step'

# ---- refused ----

sed 's/threshold: {word: 600}/threshold: {word: -600}/' zoo.yaml >below.yaml
wrong 'a circuit that is refused' 2 below.yaml:16:14 'is the word -600' 'give constants: rest: {word: N} below the threshold' \
    calibrate --junit out/c.xml --report out/c.html below.yaml
wrong 'a page in no folder' 2 nowhere/c.html 'does not exist' 'mkdir -p' calibrate --report nowhere/c.html zoo.yaml
wrong 'a test case in no folder' 2 nowhere/c.xml 'does not exist' 'mkdir -p' calibrate --junit nowhere/c.xml zoo.yaml
wrong 'one file for two' 2 lifcosim 'is named for two outputs' 'give each its own file' calibrate --junit out/c --report ./out/c zoo.yaml
wrong 'the page over the manifest' 2 lifcosim 'that is the name of an input' 'give --report a name with another ending' calibrate --report zoo.yaml zoo.yaml
wrong '--report twice' 2 lifcosim '--report is given twice' 'give it once' calibrate --report out/a --report out/b zoo.yaml
wrong '--junit twice' 2 lifcosim '--junit is given twice' 'give it once' calibrate --junit out/a --junit out/b zoo.yaml
echo 1 >selector.hex
run "$program" calibrate --report - zoo.yaml
check '--report -: standard output is the page' begins "$out" '<!DOCTYPE html>'
check '--report -: and the text is beside it' has "$err" 'calibrated:'

# ---- traces ----

awk -f "$root"/testbenches/traces/simulator.awk >run.csv
cat >t.yaml <<'YAML'
name: other
trace: run.csv
time: {column: time, unit: ms}
input: {column: current, unit: nA}
membrane: {column: v, unit: mV}
spike: {column: spike}
YAML
calibrate t.yaml
check 'volts: status 0' is "$status" 0
check 'volts: the page' is_page
check 'volts: of which file' has "$(<c.html)" '</span> t.yaml <span class="on">on run.csv<'
check 'volts: the result' has "$(<c.html)" 'The neuron explains every row: 2000 steps, '
check 'volts: the lines are those of the JSON' is "$(lines)" "$(jq -r .calibration.manifest c.json)"
check 'volts: what is excluded, where, and what is open' is "$(cells Evidence)" "$(jq -r '.calibration |
    (.excluded[] | "\(.neuron)|excluded|\(.step)|\(.file):\(.line)|"), (.open[] | "\(.neuron)|open|-|\(.why)|")' c.json)"
case_is t.yaml '' ''
awk -v bug=order -f "$root"/testbenches/traces/simulator.awk >order.csv
calibrate --trace order.csv t.yaml
check 'volts that no scenario says: status 1' is "$status" 1
check 'volts that no scenario says: the page' is_page
case_is t.yaml 'not found' 'A neuron explains every row that no scenario says: with the values below it resets before it leaks'

awk -v kind=floor -v theta=1000 -v amplitude=120 -v hold=3 -f "$root"/testbenches/traces/words.awk >words.csv
cat >words.yaml <<'YAML'
name: words
trace: words.csv
columns: {i_syn: i, spike: s, v: v}
step: {column: n}
drive: {port: i_syn, width: 16}
spike: {port: spike}
membrane: {port: v, width: 16}
YAML
calibrate words.yaml
check 'words: status 0' is "$status" 0
check 'words: the page' is_page
check 'words: the lines are those of the JSON' is "$(lines)" "$(jq -r .calibration.manifest c.json)"
check 'words: what is excluded, where, and what is open' is "$(cells Evidence)" "$(jq -r '.calibration |
    (.excluded[] | "\(.key): \(.value)|excluded|\(.step)|\(.file):\(.line)|"), (.open[] | "\(.key): \(.value)|open|-|\(.why)|")' c.json)"
check 'words: rows are those of the trace' is "$(cells 'Steps of an experiment' | awk -F'|' 'NF > 3 {print $1 "," $4 "," $7 "," $8}')" \
    "$(sed -n 2,13p words.csv)"
case_is words.yaml '' ''
awk -F, -v OFS=, 'NR == 20 {$4 = 5} NR == 1000 {$4++} NR == 1300 {$3 = 1} 1' words.csv >damaged.csv
calibrate --trace damaged.csv words.yaml
check 'damaged words: status 1' is "$status" 1
check 'damaged words: the steps that are not explained' is "$(cells 'Steps that are not explained')" \
    "$(jq -r '.calibration.misses[] | "\(.step)|\(.file):\(.line)|"' c.json)"
check 'damaged words: the row that differs is shown' has "$(<c.html)" '<tr class="differs"><th scope="row" class="n">18</th>'
case_is words.yaml 'not found' 'The text gives all rows but 3 of 1500 steps, which may be damaged.'
wrong 'a page over the trace' 2 lifcosim 'this command reads that file' 'name another one' calibrate --report words.csv words.yaml

tap_done
