#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The spikes that a scenario states belong to its values: a --set that changes one drops them and
# says so, in every report; one that only names things, or leaves a value the same, keeps them.
# There are four ways to state them.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

book=$root/sim/scenarios/book-triangle.yaml
dut=model:q8_24
holds() { jq -e "$@" >"$tap_folder/jq"; }
judge() { run "$program" run --dut "$dut" --json r.json "$@"; }
level='.results[0].levels.expect'

# ---- a value that is set drops it ----

dropped=0
drops() { # BY ARGUMENT ...
    local by=$1
    shift
    dropped=$((dropped + 1))
    judge "$@" "$book"
    check "$*: passes" is "$status" 0
    check "$*: JSON says why" holds --arg by "$by" \
        "$level == {\"verdict\": \"not-applicable\", \"dropped_by\": \$by}" r.json
    local was=set
    if [[ $by == --* ]]; then was=given; fi
    check "$*: so does the text" has "$out" "    expect        n/a      not applicable, $by was $was"
}
drops neuron.threshold --set 'neuron.threshold=-45 mV'
drops neuron.reset --set 'neuron.reset=-69 mV'
drops neuron.time_constant --set 'neuron.time_constant=6 ms'
drops steps --set steps=100 # and the spikes beyond the run are no error
drops sample --set sample=end
drops stimulus.0.triangle.peak --set 'stimulus.0.triangle.peak=0.19 mA'
drops stimulus.0 --set 'stimulus.0={triangle: {peak: 0.19 mA, samples: 502}}'
drops neuron.rest --set name=other --set 'neuron.rest=-71 mV' --set 'neuron.threshold=-45 mV'
drops neuron.threshold --set expect.knife_edge=true --set 'neuron.threshold=-45 mV'
drops --no-expect --no-expect
drops --no-expect --no-expect --set 'neuron.threshold=-40 mV'
check 'several that drop it' test "$dropped" -ge 11

judge --set 'neuron.threshold=-45 mV' "$book" "$root/sim/scenarios/neurodynex-sinus.yaml"
check 'in the table: why' is "$(grep -c '    expect        not applicable, neuron.threshold was set' <<<"$out")" 2
run "$program" run --dut "$dut" --junit r.xml --set 'neuron.threshold=-45 mV' "$book"
check 'JUnit: no failure' is "$(xmllint --xpath 'count(//failure)' r.xml)" 0
run "$program" check --json - --set 'neuron.threshold=-45 mV' "$book"
check 'check: it states nothing any more' holds '.scenarios[0].scenario | has("expect") | not' <<<"$out"

vary seeded.yaml 's/- triangle.*/- noise: {mean: 45 uA, deviation: 20 uA, correlation_time: 1 ms, seed: 1}/
    $s/$/\nexpect: {count: 3}/'
judge --seed 5 seeded.yaml
check 'another seed of a random stimulus: not judged' holds "$level.dropped_by == \"--seed\"" r.json
judge seeded.yaml
check 'its own seed: judged' holds "$level.count_only" r.json

# ---- what keeps it ----

kept=0
keeps() { # ARGUMENT ...
    kept=$((kept + 1))
    judge "$@" "$book"
    check "$*: passes" is "$status" 0
    check "$*: judged" holds "$level.verdict == \"pass\"" r.json
}
keeps --set name=other
keeps --set 'about=other words'
keeps --set 'source=a book'
keeps --set "dut=$dut"
keeps --set tolerance=1e-2
keeps --set 'neuron.threshold=-40 mV'
keeps --set 'neuron.threshold=-0.04 V'
keeps --set 'neuron.initial=-70 mV' # what it is by itself
keeps --set 'stimulus.0={triangle: {samples: 502, peak: 200 uA}}'
keeps --seed 5 # nothing of it is random
check 'several that keep it' test "$kept" -ge 10

# Spikes that are stated on the command line are said of the values that stand beside them.
judge --set 'expect.spikes=[76, 110]' "$book"
check 'spikes that are set are judged' is "$status" 1
check 'spikes that are set: fail' holds "$level.verdict == \"fail\"" r.json
judge --set 'neuron.threshold=-45 mV' --set 'expect={spikes: [1]}' "$book"
check 'spikes set beside a value are judged' holds "$level.verdict == \"fail\"" r.json
judge --set 'expect.count=17' --set 'neuron.threshold=-45 mV' "$book"
check 'a count set beside a value is judged' holds "$level.verdict == \"pass\"" r.json

# ---- four ways to state it ----

judge s.yaml
mapfile -t spikes < <(jq '.results[0].spikes.dut[]' r.json)
check 'the book has spikes' test "${#spikes[@]}" -ge 10
list=$(IFS=,; echo "${spikes[*]}")
times=$(printf '%s\n' "${spikes[@]}" | awk '{printf "%s%.1f ms", sep, $1 / 10; sep = ", "}')
{ echo step; printf '%s\n' "${spikes[@]}"; } >steps.csv
{ echo n,when; printf '%s\n' "${spikes[@]}" | awk '{printf "%d,%.1f\n", NR, $1 / 10}'; } >times.csv
for claim in "spikes: [$list]" "times: [$times]" "count: ${#spikes[@]}" 'file: {path: steps.csv}' \
    'file: {path: times.csv, column: when, unit: ms}'; do
    vary right.yaml "\$s/\$/\nexpect: {$claim}/"
    judge right.yaml
    check "${claim:0:20}: passes" is "$status" 0
    check "${claim:0:20}: as many as there are" holds \
        "$level | .verdict == \"pass\" and .expected_spikes == ${#spikes[@]}" r.json
done
judge --set 'expect={count: 99}' right.yaml
check 'another count: fails' holds "$level | .verdict == \"fail\" and .count_only" r.json
judge --set "expect.count=${#spikes[@]}" right.yaml
check 'a count is said to be the weaker claim' has "$out" 'a count is the weaker claim'
sed '3s/.*/77.7/' steps.csv >half.csv
sed '2s/$/0/; 3s/^/9/' times.csv >late.csv
{ sed -n 1p steps.csv && sed -n 3p steps.csv && sed -n 2p steps.csv; } >order.csv
for row in "18|times: [7.65 ms]|76.5 steps|use a whole number of steps" \
    "26|times: [7.6 ms, 7.6 ms]|7.6 ms follows 7.6 ms|write each time once, in ascending order" \
    "17|times: 7.6 ms|is a value|write a list of times" \
    "17|count: -1|is not a whole number|write one like 500" \
    "17|count: 501|out of range|use 0 to 500" \
    "24|spikes: [76], count: 1|\"spikes\" and \"count\" exclude each other|keep one of them" \
    "1|knife_edge: true|\"spikes\" is missing|or \"count: 15\"" \
    "23|file: {path: half.csv}|row 2 is 77.7|one of the whole steps 0 to 499" \
    "23|file: {path: times.csv, column: when}|row 1 is|or give the unit of a time" \
    "23|file: {path: order.csv}|row 2 is not after|ascending order" \
    "23|file: {path: nowhere.csv}|nowhere.csv|readable"; do
    IFS='|' read -r column claim what remedy <<<"$row"
    vary bad.yaml "\$s/\$/\nexpect: {$claim}/"
    wrong "expect {$claim}" 2 "bad.yaml:13:$column" "$what" "$remedy" check bad.yaml
done

# ---- a sweep judges what an axis states ----

cat >sweep.yaml <<'YAML'
base: right.yaml
dut: model:q8_24
axes:
  expect.count: [99]
YAML
run "$program" sweep --jsonl o.jsonl sweep.yaml
check 'a sweep over the count: judged' is "$status" 1
sed -i 's/expect.count: .*/neuron.threshold: [-45 mV, -40 mV]/' sweep.yaml
run "$program" sweep --jsonl o.jsonl sweep.yaml
check 'a sweep over a value: not judged' is "$status" 0

tap_done
