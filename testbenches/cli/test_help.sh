#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Somebody who does not know the command line well: help in every spelling, a file for another
# subcommand, a key without its mapping, and options whose answer should help.
# shellcheck disable=SC2016  # ` belongs to messages
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

# ---- help ----

subcommands=$("$program" --help | sed -n 's/^  lifcosim \([a-z]*\) .*/\1/p' | grep -vx 'help\|version')
check 'the subcommands are found' test "$(wc -l <<<"$subcommands")" -ge 10
for subcommand in $subcommands; do
    run "$program" "$subcommand" --help
    told=$out
    check "$subcommand --help: its usage" begins "$told" "usage: lifcosim $subcommand"
    for words in "$subcommand -h" "help $subcommand"; do
        # shellcheck disable=SC2086  # two words
        run "$program" $words
        check "$words: status 0" is "$status" 0
        check "$words: the same" is "$out" "$told"
        check "$words: nothing on standard error" is "$err" ''
    done
done
run "$program" --help
told=$out
for word in -h help; do
    run "$program" "$word"
    check "$word: the same as --help" is "$out" "$told"
done
run "$program" --version
told=$out
run "$program" version
check 'version: status 0' is "$status" 0
check 'version: the same as --version' is "$out" "$told"
wrong 'help of what there is none of' 2 lifcosim 'chek: unknown subcommand' 'did you mean `lifcosim check`?' help chek
wrong 'a subcommand that is misspelt' 2 lifcosim 'swep: unknown subcommand' 'did you mean `lifcosim sweep`?' swep x.yaml
wrong 'a subcommand like none' 2 lifcosim 'xyzzy: unknown subcommand' '`lifcosim --help` lists them' xyzzy

# ---- a file for another subcommand ----

cat >sweep.yaml <<'YAML'
base: s.yaml
axes: {neuron.threshold: [-40 mV]}
YAML
cp "$root/testbenches/foreign/q8_8_multiply.yaml" manifest.yaml
cp sweep.yaml 'a sweep.yaml'
for subcommand in run check quantize vectors formats build calibrate; do
    wrong "a sweep to $subcommand" 2 sweep.yaml 'this is a sweep' '`lifcosim sweep sweep.yaml`' "$subcommand" sweep.yaml
done
for subcommand in run check quantize vectors formats sweep; do
    wrong "a manifest to $subcommand" 2 manifest.yaml 'this is the manifest of a circuit' \
        '`lifcosim build manifest.yaml`' "$subcommand" manifest.yaml
done
for subcommand in sweep build calibrate; do
    wrong "a scenario to $subcommand" 2 s.yaml 'this is a scenario' '`lifcosim run s.yaml`' "$subcommand" s.yaml
done
wrong 'a name with a blank' 2 'a sweep.yaml' 'this is a sweep' "\`lifcosim sweep 'a sweep.yaml'\`" run 'a sweep.yaml'
# A file of the right kind is told what is wrong in it.
sed 's/threshold/treshold/' s.yaml >bad.yaml
wrong 'a scenario that is wrong' 2 bad.yaml:9:3 'unknown key "treshold"' 'did you mean "threshold"?' run bad.yaml

# ---- a key without its mapping ----

for row in 'threshold=-45 mV|neuron.threshold' 'reset=-70 mV|neuron.reset' \
    'peak=0.1 mA|stimulus.0.triangle.peak' 'samples=3|stimulus.0.triangle.samples'; do
    set=${row%|*} key=${row#*|}
    wrong "--set $set" 2 "--set ${set%%=*}:1:1" "unknown key \"${set%%=*}\"" "did you mean \"$key\"?" \
        check --set "$set" s.yaml
    run "$program" check --set "$key=${set#*=}" s.yaml
    check "--set $key: taken" is "$status" 0
done
sed '3a threshold: -45 mV' s.yaml >top.yaml
wrong 'in a file' 2 top.yaml:4:1 'unknown key "threshold"' 'did you mean "neuron.threshold"?' check top.yaml

# ---- formats, vectors, wave ----

run "$program" formats --widths 24..28 --leaks 20..24 --csv all.csv s.yaml
check 'formats without a goal: status 0' is "$status" 0
rows() { grep -cE '^.{0,3}[0-9]+/[0-9]+/[0-9]+ ' <<<"$out"; }
rows=$(rows)
check 'formats without a goal: the front alone' is "$rows" "$(grep -c '^ \* [0-9]' <<<"$out")"
check 'formats without a goal: a front' test "$rows" -ge 2
check 'formats without a goal: every format in the file' test "$(wc -l <all.csv)" -eq 26
check 'formats without a goal: it says so' has "$out" 'the front alone is shown (--csv - has every format)'
run "$program" formats --widths 24..28 --leaks 20..24 --identical s.yaml
check 'formats with a goal: every format' is "$(rows)" 25

mkdir built built/dut here
export LIFCOSIM_DUT_DIR=$PWD/built/dut
run "$program" vectors s.yaml
check 'vectors: status 0' is "$status" 0
check 'vectors: below the folder around the circuits' has "$out" 'files in built/vectors/book-q8_24'
check 'vectors: the files' is "$(find built/vectors/book-q8_24 -type f -printf '%f\n' | sort | tr '\n' ' ')" \
    'before.hex drive.hex hold.hex lif_vectors.h lif_vectors.vh membrane.hex spike.hex '
run "$program" vectors --dut 20/12/18 s.yaml
check 'vectors of another format: elsewhere' has "$out" 'files in built/vectors/book-w20f12k18'
run "$program" vectors s.yaml
check 'vectors, again: status 0' is "$status" 0
run "$program" vectors --output here s.yaml
check 'vectors --output: where it says' test -s here/drive.hex
check 'vectors: nothing beside the scenario' test ! -e drive.hex

export LIFCOSIM_DUT_DIR=$root/build/dut
for quiet in '' --quiet; do
    # shellcheck disable=SC2086  # none or one
    run "$program" run $quiet --wave w.fst --wave-around spike:99 --json r.json --junit r.xml --csv r.csv s.yaml
    check "--wave-around $quiet: status 2" is "$status" 2
    spikes=$(jq '.results[0].spikes.dut | length' r.json)
    check "--wave-around $quiet: how many there are" has "$err" \
        "--wave-around spike:99: the circuit has $spikes spikes; give spike:0 to spike:$((spikes - 1))"
    check "--wave-around $quiet: the whole report" test "$(wc -l <r.csv)" -eq 501 -a -s r.xml
    check "--wave-around $quiet: the verdict" is "$(jq -r '.results[0].verdict' r.json)" pass
    check "--wave-around $quiet: no waveform" test ! -e w.fst
    rm r.*
done
run "$program" run --wave w.fst --wave-around spike:99 s.yaml
check '--wave-around: the verdict in text' begins "$out" 'PASS     book on q8_24, 500 steps of 100 us'
run "$program" run --wave w.fst --wave-around "spike:$((spikes - 1))" s.yaml
check '--wave-around the last spike: status 0' is "$status" 0
check '--wave-around the last spike: a waveform' test -s w.fst
run "$program" run --wave w2.fst --wave-around spike:0 --set 'stimulus.0.triangle.peak=1 uA' s.yaml
check '--wave-around without a spike: status 2' is "$status" 2
check '--wave-around without a spike: what helps' has "$err" 'the circuit has no spikes; leave it out'

tap_done
