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

# ---- limits: what a signed source gives an unsigned input ----

run "$program" run --quiet --csv least.csv --set stimulus.0.sine.least='0 A' sine.yaml
check 'least: each step is the sample or 0' is "$(awk -F, 'NR > 1 {printf "%.9g\n", $3}' least.csv)" \
    "$(awk -F, 'NR > 1 {printf "%.9g\n", $3 < 0 ? 0 : $3}' plain.csv)"
check 'least: it cut some' test "$(awk -F, 'NR > 1 && $3 < 0' plain.csv | wc -l)" -gt 100
"$program" run --quiet --csv sum.csv --set least='0 A' --set most='30 uA' sine.yaml
check 'least and most of the sum' is "$(awk -F, 'NR > 1 {printf "%.9g\n", $3}' sum.csv)" \
    "$(awk -F, 'NR > 1 {printf "%.9g\n", ($3 < 0 ? 0 : $3 > 3e-5 ? 3e-5 : $3)}' plain.csv)"
"$program" run --quiet --csv least-mean.csv --set stimulus.0.sine.current=mean --set \
    stimulus.0.sine.least='0 A' sine.yaml
check 'a limit cuts the mean of the step' is "$(awk -F, 'NR > 1 {printf "%.9g\n", $3}' least-mean.csv)" \
    "$(awk -F, 'NR > 1 {printf "%.9g\n", $3 < 0 ? 0 : $3}' mean.csv)"
wide='stimulus.0={noise: {deviation: 100 mA, correlation_time: 1 ms, seed: 1}}'
run "$program" run --dut model:q8_24 --set "$wide" s.yaml
check 'a noise that clips: status 1' is "$status" 1
check 'a noise that clips: said' has "$out" clip
run "$program" run --dut model:q8_24 --set "$wide" --set most='0.2 mA' --set least='-0.2 mA' s.yaml
check 'within limits it is judged' is "$status" 0
run "$program" run --report limited --set "$wide" --set stimulus.0.noise.most='2 nA' --set least='0 A' \
    --set most='1 nA' pd.yaml
check 'the report says the limits' grep -q 'seed 1, at most 2 nA' limited/*
check 'the report says the limits of the sum' grep -q 'at least 0 A, at most 1 nA' limited/*
wrong 'least above most' 2 '--set stimulus.0:1:37' 'least is 2e-09 A, it must not be above most, 1e-09 A' \
    'must not be above most' check --set \
    "stimulus.0={constant: {amplitude: 1 nA, least: 2 nA, most: 1 nA}}" s.yaml
wrong 'least above most of the sum' 2 '--set least:1:1' 'least: least is 2e-09 A' 'above most, 1e-09 A' \
    check --set 'least=2 nA' --set 'most=1 nA' s.yaml
wrong 'a limit without a unit' 2 '--set most:1:1' 'has no unit' 'write a current with its unit' \
    check --set most=0 s.yaml

# ---- rate ----

sed 's/^step: .*/rate: 360 Hz/; s/^steps: .*/duration: 1 s/; s/refractory: .*/refractory_steps: 1/' s.yaml >rate.yaml
run "$program" run --json rate.json rate.yaml
check 'a rate of 360 Hz: 360 steps of 1/360 s' is "$(jq -c '.results[0] | [.steps, .step_s * 360]' rate.json)" \
    '[360,1]'
sed 's/^step: .*/&\nrate: 10 kHz/' s.yaml >both.yaml
wrong 'step and rate' 2 both.yaml:3:7 'beside "step"' 'keep one of them' check both.yaml

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
# The threshold is reached after -2 ms ln(1 - 15/100) = 0.325 ms: 4 steps, or 33 tenths.
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
