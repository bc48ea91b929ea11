#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# A user's network, from its file to the verdict: on the integer model, the Verilated core and faulty cores; what is
# drawn is what SplitMix64 in bash draws; weights, delays and receptors arrive where they are written; an expected
# list is judged; CSV, JSON, JUnit and --neurons name the same neurons; a network in which nothing happens is vacuous.
# shellcheck disable=SC2154  # tap.sh and program.sh set names
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

cat >net.yaml <<'YAML'
name: two populations
step: 0.1 ms
duration: 100 ms
seed: 7
populations:
  exc:
    size: 9
    neuron: {method: exponential, time_constant: 20 ms, resistance: 1 MOhm, rest: -49 mV, threshold: -50 mV,
             reset: -60 mV, refractory: 5 ms, refractory_rule: brian2, compare: above,
             initial: {each: {uniform: [-60 mV, -50 mV], seed: 3}}}
    synapse: {time_constant: 5 ms, coupling: exact}
    freeze: true
    adaptation: {time_constant: 100 ms, jump: 0.5 mV}
    noise: {deviation: 0.1 mV}
  inh: {size: 4, like: exc, adaptation: none}
sources:
  in: {size: 6, poisson: {rate: 40 Hz, seed: 5}}
synapses:
  - {from: in, to: exc, weight: 1.62 mV, probability: 0.3, seed: 1, delay: 0.1 ms}
  - {from: exc, to: [exc, inh], weight: 0.3 mV, probability: 0.4, seed: 2}
  - {from: inh, to: exc, path: ie.csv, unit: mV, delay: 0.5 ms}
YAML
printf 'pre,post,weight\n0,0,-1.5\n1,4,-1.5\n3,8,-2\n' >ie.csv
model=(--dut model:c24)

run "$program" run "${model[@]}" --json net.json net.yaml
check 'a network passes on the integer model' is "$status" 0
check 'which is the smallest that holds it' has "$out" 'PASS     two populations on model:c24_16, 1000 ticks of 100 us, 13 neurons'
check 'and all of its levels' is "$(jq -c '.results[0].levels | map_values(.verdict)' net.json)" \
    '{"constants":"pass","port":"pass","exact":"pass","bounded":"pass","clip":"pass","free_running":"pass","expect":"not-applicable"}'
spikes() { jq -c .results[0].spikes.dut "$1"; }
run "$program" run --json rtl.json net.yaml
check 'it passes on the Verilated core' has "$status $out" '0 PASS     two populations on c24_16, '
check 'with the same spikes' is "$(spikes rtl.json)" "$(spikes net.json)"
run "$program" run --dut c24_64,model:c24_64,"$root/build/core/c24.so" net.yaml
check 'and on larger ones, in a table' has "$out" '3 runs: 3 pass, 0 fail, 0 vacuous'

# ---- draws ----

# uniform SEED OWN   sets `u`, a list of numbers of 53 bits.
uniform() { # BASE OWN COUNT
    local -i state=$(($1 * 4294967296 + $2)) z i
    u=()
    for ((i = 0; i < $3; i++)); do
        state=$((state + 0x9e3779b97f4a7c15))
        z=$(((state ^ (state >> 30 & 0x3ffffffff)) * 0xbf58476d1ce4e5b9))
        z=$(((z ^ (z >> 27 & 0x1fffffffff)) * 0x94d049bb133111eb))
        z=$((z ^ (z >> 31 & 0x1ffffffff)))
        u+=($((z >> 11 & 0x1fffffffffffff)))
    done
}
pairs() { # FROM TO.. OWN P
    local -i at=0 i
    uniform 7 "$3" $(($1 * $2))
    for ((i = 0; i < $1 * $2; i++)); do
        if ((u[i] < $4)); then echo "$((i / $2)) $((i % $2))"; fi
    done
}
run "$program" quantize net.yaml
list() { sed -nE "s/^  $1\[([0-9]+)\] +$2\[([0-9]+)\] .*/\1 \2/p" <<<"$out"; }
check 'quantize lists the weights that bash draws' is "$(list in exc)" "$(pairs 6 9 1 2702159776422297)" # 0.3 * 2^53
check 'through two populations as well' is "$(list exc '(exc|inh)' | wc -l)" "$(pairs 9 13 2 3602879701896396 | wc -l)"
initials() {
    uniform 7 3 9
    printf '%s\n' "${u[@]}" | awk '{printf "%.9f\n", (-0.06 + 0.01 * ($1 / 2^53) + 0.049) / 0.01}'
}
exc=$(sed -n '/^exc/,/^inh/p' <<<"$out")
check 'one initial value for each neuron' is "$(sed -n 's/^  initial *//p' <<<"$exc" | awk '{printf "%.9f\n", $3}')" "$(initials)"
check 'and how the words change the run' has "$out" "the weights' words move a membrane by at most "

# Each event of a source makes its neuron spike: the spikes are the Poisson events.
cat >poisson.yaml <<'YAML'
name: poisson
step: 1 ms
steps: 300
seed: 7
populations:
  out:
    size: 3
    neuron: {method: euler, time_constant: 1 ms, resistance: 1 Ohm, rest: 0 mV, threshold: 1 mV, reset: 0 mV}
    synapse: {time_constant: 0 ms, coupling: unit}
sources:
  in: {size: 3, poisson: {rate: 150 Hz, seed: 9}, at_most: 4}
synapses:
  - {from: in, to: out, weights: [[2, 0, 0], [0, 2, 0], [0, 0, 2]], unit: mV}
YAML
poisson() { # the ticks of each element with an event: u >= exp(-mean)
    uniform "$1" 9 900
    printf '%s\n' "${u[@]}" | awk -v mean=0.15 '$1 / 2^53 >= exp(-mean) {printf "[%d,%d]\n", (NR - 1) % 3, int((NR - 1) / 3)}'
}
run "$program" run "${model[@]}" --json p.json poisson.yaml
check 'a Poisson source has the events that bash draws' is "$(jq -c '.results[0].spikes.dut.out[]' p.json)" "$(poisson 7)"
run "$program" run "${model[@]}" --seed 8 --json p.json poisson.yaml
check '--seed draws others' is "$(jq -c '.results[0].spikes.dut.out[]' p.json)" "$(poisson 8)"
run "$program" run "${model[@]}" --set sources.in.at_most=1 --set 'sources.in.poisson.rate=800 Hz' --json p.json poisson.yaml
beyond() {
    uniform 7 9 900
    printf '%s\n' "${u[@]}" | awk -v mean=0.8 '{x = $1 / 2^53; p = s = exp(-mean); for (n = 0; x >= s; s += p) p *= mean / ++n; d += n > 1 ? n - 1 : 0} END {print d}'
}
check 'events beyond at_most are dropped and counted' is "$(jq .results[0].dropped_events p.json)" "$(beyond)"

# ---- delays, receptors, files ----

cat >way.yaml <<'YAML'
name: way
step: 1 ms
steps: 40
populations:
  a:
    size: 2
    neuron: {method: euler, time_constant: 1 ms, resistance: 1 Ohm, rest: 0 mV, threshold: 1 mV, reset: 0 mV}
    synapse:
      excitatory: {time_constant: 0 ms, coupling: unit}
      inhibitory: {time_constant: 4 ms, coupling: unit}
  b: {size: 1, like: a}
sources:
  in: {size: 2, events: {path: in.csv}}
synapses:
  - {from: in, to: a, weights: [[2, 0], [0, 2]], unit: mV, receptor: excitatory}
  - {from: in, to: b, weight: 2 mV, receptor: excitatory, delay: 3 ms}
  - {from: a, to: b, path: ab.csv, unit: mV, receptor: inhibitory}
expect: {file: golden.csv}
YAML
printf 'source,tick\n1,20\n0,5\n1,6\n' >in.csv
printf 'pre,post,weight,delay\n0,0,-3,2\n1,0,-3,4\n' >ab.csv
# b has both events three ticks later. The spike of a[0] in tick 5 inhibits it in tick 7 and holds the event of tick
# 8 back; that of a[1] in tick 6 that of tick 9; the spike of tick 20 comes with 24, a tick after the event of 23.
printf 'population,neuron,tick\na,1,6\na,0,5\nb,0,23\na,1,20\n' >golden.csv
run "$program" run --json way.json way.yaml
check 'delays, receptors and files do what is written' has "$status $out" '0 PASS     way on c24_two, 40 ticks'
check 'the list that is expected is there' has "$out" 'expect        pass     4 spikes stated: 0 missing, 0 too many'
check 'an element with two delays has two rows' has "$("$program" check way.yaml)" 'rows       4 of inputs: 2 with a delay of 0 ticks, 2 with a delay of 3 ticks'
sed 's/{path: in.csv}/[[1, 20], [0, 5], [1, 6]]/' way.yaml >listed.yaml
run "$program" run --json listed.json listed.yaml
check 'events that are written out are those of the file' is "$status $(spikes listed.json)" "0 $(spikes way.json)"
sed -i s/23/24/ golden.csv
run "$program" run way.yaml
check 'another list fails, with its first difference' has "$status $out" '1 FAIL     way'
check 'by population and neuron' has "$out" 'first         expect: tick 23 b[0] spike: expected 0, observed 1'
run "$program" run --no-expect way.yaml
check '--no-expect leaves it' is "$status" 0
run "$program" run --set steps=30 way.yaml
check 'so does another value' has "$status $out" '0 PASS'
check 'and it is said' has "$out" 'belonged to another value of steps'

# ---- reports ----

run "$program" run "${model[@]}" --csv rows.csv --neurons 'exc[3],inh[1..2]' net.yaml
check 'CSV has a row for each chosen neuron and tick' is "$(wc -l <rows.csv)" 3001
check 'with the words that the core shows' is "$(head -n 1 rows.csv)" \
    step,time_s,population,neuron,held,s0_fx,a_fx,before_reset_fx,membrane_fx,membrane_v,reference_v,bound_v,spike,reference_spike,ambiguous
check 'its spikes are those of the JSON' is "$(awk -F, '$3 == "exc" && $13 {print $1}' rows.csv | paste -sd ,)" \
    "$(jq -r '[.results[0].spikes.dut.exc[] | select(.[0] == 3)[1]] | join(",")' net.json)"
check 'no error is beyond its bound' is "$(awk -F, 'NR > 1 && !$5 && ($10 - $11 > $12 || $11 - $10 > $12) && !$13' rows.csv)" ''
run "$program" run "${model[@]}" --junit - net.yaml
check 'JUnit has a test case' has "$out" '<testcase classname="model:c24_16" name="two populations" '

# ---- sweeps ----

cat >sweep.yaml <<'YAML'
base: net.yaml
dut: model:c24
axes:
  synapses.0.weight: [1.62 mV, 3 mV, 500 V]
  populations.exc.neuron.time_constant: {linear: [10 ms, 20 ms], points: 2}
YAML
run "$program" sweep --csv sets.csv sweep.yaml
check 'a sweep of a network has a row for each set' is "$status $(wc -l <sets.csv)" '0 7'
check 'and says how many there were of each verdict' has "$out" 'sets        6: 4 pass, 0 fail, 0 vacuous, 2 refused'
check 'the set of its own values is the run' is "$(awk -F, '$1 == 1 {print $2, $3, $4, $5, $6}' sets.csv)" \
    "1.62 mV 20 ms model:c24_16 pass $(jq .results[0].levels.free_running.dut_spikes net.json)"
check 'a weight that no word holds is a refused set' has "$(sed -n 6p sets.csv)" ',refused,'
printf 'base: net.yaml\naxes:\n  populations.exc.neuron.initial: [-60 mV, -55 mV]\n' >each.yaml
run "$program" sweep each.yaml
check 'an axis may not be what is drawn for each neuron' has "$status $err" '2 each.yaml:3:'
check 'but one end of the draw' has "$err" 'vary "populations.exc.neuron.initial.each.uniform"'
cp "$root/build/core/c24_16.so" a,b.so
printf 'base: net.yaml\naxes:\n  core: ["./a,b.so"]\n' >comma.yaml
run "$program" sweep --quiet --csv comma.csv comma.yaml
check 'a core with a comma in its name is one field' has "$(sed -n 2p comma.csv)" '0,"./a,b.so","./a,b.so",pass,'

# ---- what is vacuous, and what fails ----

run "$program" run "${model[@]}" --set 'populations.exc.neuron.rest=-60 mV' --set 'sources.in.poisson.rate=0 Hz' \
    --set populations.exc.noise=none net.yaml
check 'without an event and a spike it is vacuous' has "$status $out" '1 VACUOUS'
check 'and says why' has "$out" 'no event and no spike in 1000 ticks'
run "$program" run "${model[@]}" --set tolerance=1e-9 --set 'duration=1 s' net.yaml
check 'with a bound over the tolerance it is vacuous' has "$status $out" '1 VACUOUS'
check 'and says what would do' has "$out" 'over the tolerance 1e-09: use a finer core'
run "$program" run --dut model:c16 net.yaml
check 'what a core cannot do is refused at its population' has "$status $err" '2 net.yaml:6:3: exc[0]: noise.deviation: '
# Faults that act here: the others need ties, saturation, a second receptor, residuals or spikes that coincide.
for fault in accumulator-kept add-before-decay event-late event-lost event-wrong-row group-lost held-integrates hold-long \
    jump-missing leak-word neighbour noise-twice refuses-events shift-short spike-lost truncates weight-unsigned; do
    run "$program" run --set "duration=1 s" --dut "$root/build/faults/core_model/$fault.so" net.yaml
    check "$fault fails, with the neuron where it shows" matches "$status $out" \
        '^1 FAIL .* first +(exact|bounded|constants|port|clip|free_running): tick [0-9]+ '
done
tap_done
