#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# `current: sample | mean`, and `quantize --step-effect`: what a step has of a current, and what the
# length of the step costs.
# shellcheck disable=SC2154  # `status`, `out`, `err` and `program` are of the sourced files
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

neuron='{method: exponential, resistance: 40 MOhm, time_constant: 10 ms, rest: -65 mV, threshold: -50 mV,
  reset: -65 mV, refractory: 2 ms}'
cat >pd.yaml <<YAML
name: pd
step: 0.1 ms
duration: 30 ms
neuron: $neuron
stimulus:
  - events: {amplitude: 87.8 pA, decay: 0.5 ms, times: [5 ms]}
YAML
cat >po.yaml <<YAML
name: po
step: 0.1 ms
duration: 20 s
neuron: $neuron
stimulus:
  - poisson: {rate: 16 kHz, amplitude: 87.8 pA, decay: 0.5 ms, seed: 7}
YAML

# ---- one exponential current: 0.14999 mV in closed form, whatever the step ----

peak() { # OPTION ...   the largest membrane over the rest [nV]
    "$program" run --quiet --csv - "$@" 2>/dev/null |
        awk -F, 'NR > 1 {v = ($9 + 0.065) * 1e9; if (v > m) m = v} END {printf "%d\n", m}'
}
near() { (($1 >= $2 - $3 && $1 <= $2 + $3)); } # near OBSERVED EXPECTED ROOM
for step in '0.1 ms' '0.01 ms' '1 us'; do
    check "an event at a step of $step: 0.14999 mV" near "$(peak --set "step=$step" pd.yaml)" 149990 20
done
check 'an event between two steps: 0.14999 mV' near \
    "$(peak --set 'stimulus.0.events.times=[5.037 ms]' pd.yaml)" 149990 60
check 'its sample has 10.3 % more' near \
    "$(peak --set stimulus.0.events.current=sample pd.yaml)" 165500 20

spikes() { "$program" run --quiet --json - "$@" | jq '.results[0].levels.free_running.dut_spikes'; }
rate=$(spikes po.yaml)
check 'poisson: the rate does not depend on the step' near "$(spikes --set 'step=0.01 ms' po.yaml)" \
    "$rate" $((rate / 25))
check 'poisson: samples fire too often' test \
    "$(spikes --set stimulus.0.poisson.current=sample po.yaml)" -gt $((rate + rate / 12))

# ---- a key like any other ----

vary sine.yaml 's/triangle: .*/sine: {amplitude: 60 uA, frequency: 200 Hz}/'
"$program" run --quiet --csv plain.csv sine.yaml
"$program" run --quiet --csv sample.csv --set stimulus.0.sine.current=sample sine.yaml
"$program" run --quiet --csv mean.csv --set stimulus.0.sine.current=mean sine.yaml
check 'a sine takes samples' cmp plain.csv sample.csv
check 'and can take means' differs "$(cksum <mean.csv)" "$(cksum <plain.csv)"
cat >axis.yaml <<'YAML'
base: pd.yaml
axes:
  stimulus.0.events.current: [sample, mean]
YAML
run "$program" sweep --quiet --jsonl axis.jsonl axis.yaml
check 'an axis of a sweep: status 0' is "$status" 0
check 'an axis of a sweep: both' is "$(wc -l <axis.jsonl)" 2
run "$program" run --report page pd.yaml
check 'the report says what a step has' grep -q 'decay 500 us, mean over each step' page/*

# ---- what has no mean ----

printf 'i\n1\n2\n' >two.csv
set_to() { printf 'stimulus.0={%s}' "$1"; }
wrong 'the mean of a noise' 2 '--set stimulus.0:1:69' 'noise has no mean over a step' \
    'choose a step that is short against the correlation time' check --set \
    "$(set_to 'noise: {deviation: 1 nA, correlation_time: 1 ms, seed: 1, current: mean}')" pd.yaml
wrong 'the mean of a chirp' 2 '--set stimulus.0:1:58' 'a chirp has no mean over a step' \
    'write "current: sample"' check --set \
    "$(set_to 'chirp: {amplitude: 1 nA, from: 1 Hz, to: 2 Hz, current: mean}')" pd.yaml
wrong 'the mean of a file' 2 '--set stimulus.0:1:54' 'a file of values has no mean over a step' \
    'put the mean of each step into the file' check --set \
    "$(set_to 'file: {path: two.csv, column: i, unit: nA, current: mean}')" --set 'duration=0.2 ms' pd.yaml
wrong 'a mean at the end of the step' 2 '--set stimulus.0:1:39' 'which "sample: end" of the scenario excludes' \
    'take "sample" out, or write "sample" here' check --set sample=end --set \
    "$(set_to 'constant: {amplitude: 1 nA, current: mean}')" pd.yaml
wrong 'a mean by default at the end of the step' 2 pd.yaml:7:5 'by default, which "sample: end"' \
    'or add "current: sample"' check --set sample=end pd.yaml
run "$program" check --set sample=end --set stimulus.0.events.current=sample pd.yaml
check 'the remedy can be followed' is "$status" 0

# ---- the effect of the step ----

effect() { "$program" quantize --step-effect "$@" | sed -n 's/^  step effect (float reference): //p'; }
check 'a step effect: none' is "$(effect --set 'stimulus.0.events.amplitude=20 nA' pd.yaml)" \
    '1 spikes at a step of 100 us, 1 at 10 us; all in the same steps, shifts of -0.6 to -0.6 steps'
# -2 ms ln(1 - 15/100) = 0.325 ms to the threshold: 4 steps, or 33 tenths
check 'a step effect: the spikes of a constant' is \
    "$(effect --set "$(set_to 'constant: {amplitude: 2.5 nA}')" --set 'neuron.refractory=0 ms' \
        --set 'neuron.time_constant=2 ms' --set 'duration=1 ms' pd.yaml)" \
    '2 spikes at a step of 100 us, 3 at 10 us; 2 in a step without one of the other list, shifts of -1.4 to -0.7 steps'
run "$program" quantize pd.yaml
check 'without the option there is none' lacks "$out" 'step effect'
for kind in "a triangle counts its samples in steps:$(set_to 'triangle: {peak: 1 nA, samples: 7}')" \
    "noise draws its numbers step by step:$(set_to 'noise: {deviation: 1 nA, correlation_time: 1 ms, seed: 1}')" \
    "a file has one value a step:$(set_to 'file: {path: two.csv, column: i, unit: nA}')"; do
    wrong "a step effect: ${kind%%:*}" 2 '--set stimulus.0:1:1' "${kind%%:*}" '; ' \
        quantize --step-effect --set "${kind#*:}" --set 'duration=0.2 ms' pd.yaml
done
wrong 'a step effect: poisson' 2 po.yaml:7:5 'poisson draws its events step by step' \
    'write them as events with times' quantize --step-effect po.yaml
for key in steps neuron.refractory_steps neuron.initial_hold; do
    wrong "a step effect: too many $key" 2 "--set $key:1:1" 'too long' 'give fewer steps' quantize \
        --step-effect --dut model:20/12/18 --set "$key=$((1 << (${#key} < 6 ? 61 : 30)))" pd.yaml
done

tap_done
