#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# `lifcosim mutate`: a weak scenario leaves survivors, each with its source line; --close adds scenarios
# that the sound circuit passes until none is left; a run that was ended goes on; what it cannot do it
# says.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

export LIFCOSIM_DUT_DIR=$tap_folder/work/dut
mkdir "$LIFCOSIM_DUT_DIR"
cp "$root"/testbenches/foreign/shift_leak.{v,yaml} .
sed 's/^steps: .*/steps: 90/' "$root/testbenches/foreign/scenarios/shift_leak.yaml" >weak.yaml
count=24
mutate() { run "$program" mutate --count $count --seconds 20 "$@"; }
# sum EXPRESSION FILE   prints how many mutants of a document an expression of jq holds for.
sum() { jq "[.mutants[] | select($1)] | length" "$2"; }

# ---- survivors ----

mutate shift_leak.yaml --with weak.yaml --json weak.json --junit weak.xml
check 'weak: status 1' is "$status" 1
survivors=$(jq .survivors weak.json)
check 'weak: some survive' test "$survivors" -gt 0
check 'weak: each mutant is told once' is "$(jq '.mutants | length' weak.json)" $count
check 'weak: the counts add up' is "$(jq '[.counts[]] | add' weak.json)" $count
check 'weak: those that were killed by a level' is "$(jq '[.by_level[]] | add' weak.json)" \
    "$(jq .counts.killed weak.json)"
check 'weak: each survivor has its line of the source' is \
    "$(sum '(.state == "survived" or .state == "undecided") and (.line == 0 or (.file | endswith("shift_leak.v") | not))' weak.json)" 0
check 'weak: each that is no undecided one has a drive that kills it' is \
    "$(sum '.state == "survived" and .drive == null' weak.json)" 0
check 'weak: the text has the line' has "$out" 'shift_leak.v:'
check 'weak: as many failures in JUnit' is "$(grep -c '<failure ' weak.xml)" "$survivors"
check 'weak: JUnit is XML' xmllint --noout weak.xml

# ---- closed ----

mutate shift_leak.yaml --with weak.yaml --close closing --json closed.json
check 'closed: status 0' is "$status" 0
check 'closed: none survives' is "$(jq .survivors closed.json)" 0
added=$(jq .added closed.json)
check 'closed: some scenarios were added' test "$added" -gt 0
check 'closed: as many as it says' is "$(find closing -name '*.yaml' | wc -l)" "$added"
check 'closed: it was not a scenario each' test "$added" -le "$survivors"
check 'closed: the given scenario kills what it killed' is "$(jq .counts.killed closed.json)" \
    "$(jq .counts.killed weak.json)"
run "$program" build shift_leak.yaml
run "$program" run --quiet --dut shift_leak closing/*.yaml
check 'closed: the sound circuit passes with each of them' is "$status" 0
mutate shift_leak.yaml --with weak.yaml closing/*.yaml --json again.json
check 'with what was added: status 0' is "$status" 0
check 'with what was added: all that survived are killed' is "$(jq .counts.killed again.json)" \
    "$(($(jq .counts.killed weak.json) + $(jq .counts.survived closed.json)))"

# ---- a run that was ended ----

tsv=$LIFCOSIM_DUT_DIR/shift_leak.mutate/mutants.tsv
sed -i '12,$d' "$tsv"
printf '11\tkilled\texa' >>"$tsv" # a line that was torn
mutate shift_leak.yaml --with weak.yaml closing/*.yaml --json resumed.json --resume
check 'resumed: status 0' is "$status" 0
check 'resumed: the same of every mutant' cmp -s <(jq -c '.mutants[]' again.json) <(jq -c '.mutants[]' resumed.json)
wrong 'resumed with other scenarios' 2 "$(realpath "$tsv"):1" 'of other scenarios' 'leave --resume out' \
    mutate --count $count shift_leak.yaml --with weak.yaml --resume

sed -i '5s/killed/survived/' "$tsv"
cp "$tsv" damaged.tsv
wrong 'resumed from a damaged line' 2 "$(realpath "$tsv"):5" 'is damaged' 'leave --resume out' \
    mutate --count $count --seconds 20 shift_leak.yaml --with weak.yaml closing/*.yaml --resume
check 'resumed from a damaged line: the file is as it was' cmp -s "$tsv" damaged.tsv

# ---- what cannot be done ----

sed 's/DEFECT: 0/DEFECT: 1/' shift_leak.yaml >defective.yaml
wrong 'a circuit that does not pass' 2 'lifcosim' 'the circuit itself does not pass it' 'lifcosim run says why' \
    mutate --count 2 defective.yaml --with weak.yaml
wrong 'no scenario' 2 'lifcosim' 'at least one scenario' 'by --with' mutate shift_leak.yaml
wrong 'no circuit of that name' 2 'lifcosim' 'is no circuit' 'give the manifest' mutate elsewhere --with weak.yaml
wrong 'no number' 2 'lifcosim' 'not a whole number' 'give one like' mutate --count 0 shift_leak.yaml --with weak.yaml
mkdir bin
ln -s /usr/bin/* bin
rm bin/yosys
PATH=$PWD/bin wrong 'without Yosys' 3 'lifcosim' 'yosys is missing' 'apt-get install yosys' \
    mutate shift_leak.yaml --with weak.yaml

tap_done
