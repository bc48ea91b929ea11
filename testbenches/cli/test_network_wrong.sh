#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Networks with something wrong in them: each is refused with its place, what is wrong and what would be right, and
# nothing is run or written. Limits are held before memory is taken.
# shellcheck disable=SC2154  # tap.sh and program.sh set names
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

cat >s.yaml <<'YAML'
name: small
step: 1 ms
duration: 50 ms
core: model:c24
populations:
  exc:
    size: 3
    neuron: {method: exponential, time_constant: 20 ms, resistance: 1 MOhm, rest: -70 mV, threshold: -50 mV}
    synapse: {time_constant: 5 ms}
  inh: {size: 2, like: exc}
sources:
  in: {size: 2, poisson: {rate: 40 Hz, seed: 5}}
synapses:
  - {from: in, to: exc, weight: 5 mV}
  - {from: exc, to: inh, weight: 2 mV, delay: 2 ms}
YAML
run "$program" run s.yaml
check 'the network to change is right' has "$status $out" '0 PASS'

# bad NAME SED_SCRIPT PLACE WHAT REMEDY   the changed network is refused.
bad() {
    vary net.yaml "$2"
    wrong "$1" 2 "net.yaml$3" "$4" "$5" run --csv out/rows.csv net.yaml
}
bad 'an unknown key' 's/^core/cores/' :4:1 'unknown key "cores"' 'did you mean "core"?'
bad 'a key of one neuron' 's/^core.*/neuron: {}/' :4:1 'neuron is a key of a scenario of one neuron' 'give it to a population'
bad 'a circuit of one neuron' 's/^core/dut/' :4:1 'dut is a key' 'write "core: c24"'
bad 'an unknown core' 's/^core.*/core: c25/' :4:7 'core c25: unknown' 'the cores are c24, c24_64'
bad 'an unknown key of a population' 's/size: 3/sise: 3/' :7:5 'unknown key "sise"' 'did you mean "size"?'
bad 'no size' '/size: 3/d' :6:3 '"size" is missing' 'size: 16'
bad 'no neuron at all' 's/size: 3/size: 0/' :7:11 'out of range' 'use 1 to 65536'
bad 'more neurons than any core' 's/size: 3/size: 65536/' :10:15 'more than 65536 neurons' 'use fewer'
bad 'more neurons than the core' 's/size: 3/size: 255/' :4:7 'no such core holds it' 'make the network smaller'
bad 'a population like none' 's/like: exc/like: ext/' :10:24 'there is no population "ext"' 'name one of the populations'
bad 'a population like itself' 's/like: exc/like: inh/' :10:24 'like itself' 'write the keys'
bad 'a name with a bracket' 's/^  inh:/  "in[h":/' :10:3 'is no name' 'without blanks'
bad 'one name twice' 's/^  in:/  inh:/' :12:8 'is also the name of a population' 'another name'
bad 'a unit that is none' 's/20 ms/20 mV/' :8:50 'mV' 'ms'
bad 'a value without a unit' 's/-50 mV/-50/' :8:102 'unit' '-50'
bad 'no leak' 's/20 ms/none/' :8:50 'leak in every tick' 'such as 20 ms'
bad 'a threshold at the reset' 's/-50 mV/-70 mV/' :8:102 'threshold' 'exc[0]'
bad 'float time' 's/-50 mV}/-50 mV, refractory: 2 ms, refractory_rule: float-time-s}/' :8:145 'differs from step to step' 'use steps or brian2'
bad 'a peak' 's/-50 mV}/-50 mV, spike_peak: 20 mV}/' :8:122 'pictures' 'leave it out'
bad 'a hold beyond its word' 's/-50 mV}/-50 mV, refractory_steps: 300}/' :6:3 'a hold of 300 ticks does not fit' 'give at most 255'
bad 'an initial hold beyond its word' 's/-50 mV}/-50 mV, initial_hold: 300}/' :6:3 'neuron.initial_hold: a hold of 300' 'give at most 255'
bad 'a list of another length' 's/-50 mV}/[-50 mV, -51 mV]}/' :8:102 'has 2 values' 'one for each'
bad 'a draw without a seed' 's/-50 mV}/{each: {uniform: [-50 mV, -49 mV]}}}/' :8:103 '"seed" is missing' 'seed: 3'
bad 'a draw of nothing' 's/-50 mV}/{each: {uniform: [-50 mV, 4 ms], seed: 1}}}/' :8:119 'different quantities' '[-60 mV, -50 mV]'
bad 'a synapse of two kinds' 's/{time_constant: 5 ms}/{excitatory: {time_constant: 5 ms}}/' :9:5 '"inhibitory" is missing' 'time_constant: 5 ms'
bad 'two kinds in one network' 's/like: exc}/like: exc, synapse: {excitatory: {time_constant: 1 ms}, inhibitory: {time_constant: 1 ms}}}/' \
    :9:14 'is one synapse' 'every population both'
bad 'an impulse that is exact' 's/{time_constant: 5 ms}/{time_constant: 0 ms, coupling: exact}/' :9:46 'only the couplings step and unit' 'exc[0]'
bad 'a coupling that is none' 's/{time_constant: 5 ms}/{time_constant: 5 ms, coupling: exakt}/' :9:46 'unknown' 'step, euler, exact or unit'
bad 'an adaptation without a jump' 's/size: 3/{size: 3, adaptation: {time_constant: 1 ms}}/;s/{size: 3, \(.*\)}$/size: 3\n    \1/' \
    :8:5 '"jump" is missing' 'jump: 1 mV'
bad 'a source without events' 's/poisson: {.*}}/at_most: 2}/' :12:3 '"poisson" is missing' 'events: {path: in.csv}'
listed() { bad "$1" "s/poisson: {.*}}/events: $2}/" "$3" "$4" "$5"; }
listed 'a listed event without a tick' '[[0, 5], [1]]' :12:34 'sources.in.events.1: is no event' 'write pairs of element and tick'
listed 'events without brackets of their own' '[0, 5]' :12:26 'is no event' '[[0, 10], [0, 25], [1, 12]]'
listed 'a listed event of no element' '[[2, 5]]' :12:27 'out of range' 'use 0 to 1'
listed 'a listed event before the run' '[[0, -5]]' :12:30 'not a whole number' 'like 500'
listed 'a listed event twice' '[[0, 5], [1, 5], [0, 5]]' :12:25 'in[0] has more than 1 event in tick 5' 'raise at_most'
bad 'a rate beyond the tick' 's/40 Hz/1 MHz/' :12:33 '1000 events a tick' 'use a rate of 0 Hz to 500000 Hz'
bad 'no seed of a source' 's/, seed: 5//' :12:17 '"seed" is missing' 'seed: 5'
bad 'from nobody' 's/from: in,/from: inn,/' :14:12 'there is no population or source "inn"' 'did you mean "inh"?'
bad 'to nobody' 's/to: inh/to: in/' :15:21 'there is no population "in"' 'did you mean "inh"?'
bad 'a weight in seconds' 's/weight: 5 mV/weight: 5 ms/' :14:33 'ms' 'V'
bad 'no weight' 's/, weight: 5 mV//' :14:5 '"weight" is missing' 'weight: 0.5 mV'
bad 'a probability without a seed' 's/weight: 5 mV/weight: 5 mV, probability: 0.5/' :14:5 '"seed" is missing' 'seed: 1'
bad 'no probability' 's/weight: 5 mV/weight: 5 mV, probability: 1.5, seed: 1/' :14:52 '1.5 is no probability' 'use 0 to 1'
bad 'a seed for nothing' 's/weight: 5 mV/weight: 5 mV, seed: 1/' :14:45 'nothing to draw' 'leave the seed out'
bad 'more pairs than a network has' 's/size: 3/size: 20000/;s/in: {size: 2/in: {size: 1000/' :14:5 '20000000 pairs' 'use fewer neurons'
bad 'a matrix of another size' 's/weight: 5 mV/weights: [[1, 2], [3, 4]], unit: mV/' :14:35 'a list of 2' 'a list of 3 numbers'
bad 'a matrix without a unit' 's/weight: 5 mV/weights: [[1, 2, 3], [3, 4, 5]]/' :14:5 '"unit" is missing' 'unit: mV'
bad 'two ways to write weights' 's/weight: 5 mV/weight: 5 mV, path: w.csv/' :14:45 'does not go with "weight"' 'keep one'
bad 'half a tick' 's/delay: 2 ms/delay: 2.5 ms/' :15:47 '2.5 steps' 'a whole number of steps'
bad 'a spike that acts at once' 's/delay: 2 ms/delay: 0 ms/' :15:47 'a tick later at the earliest' 'use at least'
bad 'a delay below 0' 's/delay: 2 ms/delay: -2 ms/' :15:47 '-2 ms is -2 ticks' 'use 1 to 255 ticks'
bad 'a delay beyond any core' 's/delay: 2 ms/delay: 300 ms/' :15:47 '300 ms is 300 ticks' 'use 1 to 255 ticks'
bad 'a delay beyond the core' 's/delay: 2 ms/delay: 9 ms/' :6:3 'a delay of 9 ticks is not possible' 'give 1 to 7'
bad 'two delays of a neuron' '$a\  - {from: exc, to: exc, weight: 1 mV, delay: 3 ms}' :16:5 'has one row' 'give both the same'
bad 'a receptor that is not there' 's/weight: 5 mV/weight: 5 mV, receptor: inhibitory/' :14:49 'one synapse each' 'below 0'
bad 'a weight beyond the format' 's/weight: 5 mV/weight: 5 kV/' :6:3 'outside of what' ''
bad 'amperes with unit' 's/time_constant: 5 ms}/time_constant: 5 ms, coupling: unit}/;s/5 mV/5 nA/' :14:33 'in amperes' 'give it in volts'
bad 'a seed that is none' 's/^core/seed: 0\ncore/' :4:7 'out of range' 'use 1 to 4294967295'
bad 'a network of another kind' 's/^populations:/network: {nir: a.nir}\npopulations:/' :7:3 'stands beside "network"' 'keep one'

file() { printf '%b' "$2" >"$1"; }
file w.csv 'pre,post,weight\n0,3,1\n'
bad 'a target that is not there' 's/weight: 5 mV/path: w.csv, unit: mV/' :14:31 'w.csv:2: 3 is no post' 'from 0 to 2'
file w.csv 'pre,post,weight,delay\n0,1,1,2.5\n'
bad 'half a tick in a file' 's/weight: 5 mV/path: w.csv, unit: mV/' :14:31 '2.5 is no delay in ticks' 'whole number'
file w.csv 'pre,post,gewicht\n0,1,1\n'
bad 'a column that is not there' 's/weight: 5 mV/path: w.csv, unit: mV/' :14:31 'no column is named "weight"' 'the header has'
bad 'a file that is not there' 's/weight: 5 mV/path: none.csv, unit: mV/' :14:31 'none.csv' 'No such file'
file v.csv 'v\n-50\n-51\n-52\n-53\n'
bad 'a column of more rows' 's/-50 mV}/{path: v.csv, column: v, unit: mV}}/' :8:109 'v.csv:5: the file has more than 3 rows' \
    'the population has no more neurons'
file v.csv 'v\n-50\n-51\n'
bad 'a column of fewer rows' 's/-50 mV}/{path: v.csv, column: v, unit: mV}}/' :8:109 'v.csv has 2 rows' 'one row for each'
file e.csv 'source,tick\n0,5\n0,5\n'
bad 'two events in a tick' 's/poisson: {.*}}/events: {path: e.csv}}/' :12:32 'more than 1 event in tick 5' 'raise at_most'
file e.csv 'source,tick\n2,5\n'
bad 'an element that is not there' 's/poisson: {.*}}/events: {path: e.csv}}/' :12:32 'no element 2' '0 to 1'
file x.csv 'population,neuron,tick\next,0,5\n'
bad 'an expected population that is not there' '$a\expect: {file: x.csv}' :16:16 '"ext" is no population' 'use exc or inh'
file x.csv 'population,neuron,tick\nexc,0,5\nexc,0,5\n'
bad 'a spike twice' '$a\expect: {file: x.csv}' :16:16 'two spikes in tick 5' 'list it once'

wrong 'neurons without rows' 2 lifcosim 'run: --neurons says which neurons' '--csv rows.csv' run --neurons exc s.yaml
wrong 'neurons of nobody' 2 lifcosim '--neurons ext[0]: there is no such population' 'write names as exc' \
    run --csv out/rows.csv --neurons 'exc[1],ext[0]' s.yaml
wrong 'a neuron that is not there' 2 lifcosim '--neurons exc[3]: there is no such neuron' 'exc[0..3]' \
    run --csv out/rows.csv --neurons 'exc[3]' s.yaml
wrong 'findings of a network' 2 lifcosim 'run: --findings is for scenarios of one neuron' 'leave it out' run --findings s.yaml
wrong 'a picture of two networks' 2 lifcosim 'run: --plot is for one network on one core, and here are 2 runs' 'or --report' \
    run --plot out/a.svg s.yaml s.yaml
wrong 'a seed of 0' 2 lifcosim '--seed 0: the seed of a network is 1 to 4294967295' 'give one' run --seed 0 s.yaml
wrong 'a sweep of a scenario and a network' 2 lifcosim 'run: 1 of the 2 files are networks' 'two command lines' \
    run s.yaml "$root/sim/scenarios/book-triangle.yaml"
wrong 'check on two cores' 2 lifcosim '--dut: one core at a time' 'name one' check --dut c24,c16 s.yaml
wrong 'quantize on two cores' 2 lifcosim '--dut: one core at a time' 'name one' quantize --dut c24,c16 s.yaml
wrong 'nir export on two cores' 2 lifcosim '--dut: one core at a time' 'name one' \
    nir export --output out/a.nir --dut c24,c16 s.yaml
vary net.yaml 's/^core.*/core: c25/'
wrong 'quantize on a core that is not there' 2 net.yaml:4:7 'core c25: unknown' 'the cores are c24' quantize net.yaml
wrong 'quantize on a board that is not there' 3 lifcosim 'core serial:/dev/null: the board is no serial line' 'give one such as' \
    quantize --dut serial:/dev/null s.yaml
far=$(printf 'far%.0s' {1..60})
far=./$far/$far
mkdir -p "$far"
echo nothing >"$far/core.so"
run "$program" run --quiet --dut "$far/core.so" s.yaml
check 'a core that is no shared object: status 3' is "$status" 3
check 'a core that is no shared object: it is named once' is "$(grep -o "$far/core.so" <<<"$err" | wc -l)" 1
cp "$root/build/faults/core_model/event-lost.so" "$far/core.so"
run "$program" quantize --dut "$far/core.so" s.yaml
check 'quantize on a core with a path of 370 characters' is "$status" 0
run "$program" vectors s.yaml
check 'another command says what it is' has "$status $err" '2 s.yaml: this is a network: `lifcosim run s.yaml`'
tap_done
