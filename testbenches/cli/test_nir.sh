#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# A NIR file in a scenario: it runs and passes on the model and on the circuit, is checked, and says what was
# assumed; its words go out as NIR and come back with the same spikes; h5py, which has none of our code, reads
# what was written. Wrong keys, damaged files and a missing reader are refused with their place and a remedy.
# shellcheck disable=SC2154,SC2016,SC2001  # tap.sh and program.sh set names; ` in texts; sed with a group
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

make_nir=$build/test/make_nir
model=(--dut model:c24)

# A recurrent layer in a graph of its own, as snnTorch writes it, and a readout.
cat >recurrent.txt <<'NIR'
version 0.2.0
node input Input
set shape 1 3
node fc1 Affine
set weight 4x3 2.5 -0.5 3 1 4 -1 0.5 2 2 -2 3 5
set bias 4 0.2 -0.1 0.1 0
graph lif1
node input Input
set shape 1 4
node lif CubaLIF
set tau_mem 4 0.01 0.02 0.015 0.03
set tau_syn 4 0.005
set r 4 1
set v_leak 4 0
set v_threshold 4 0.5
set w_in 4 1 1.5 1 2
node w_rec Linear
set weight 4x4 0.5 -1 1 0 1 0.5 -2 1 0 0 1 1 -1 1 1 0.5
node output Output
set shape 1 4
edge input lif
edge lif w_rec
edge w_rec lif
edge lif output
end
node fc2 Linear
set weight 2x4 1 2 -1 0.5 -1 3 2 1
node out LI
set tau 2 0.02
set r 2 1
set v_leak 2 0
node output Output
set shape 1 2
edge input fc1
edge fc1 lif1
edge lif1 fc2
edge fc2 out
edge out output
NIR
"$make_nir" net.nir float32 gzip <recurrent.txt

scenario() { # NAME KEYS
    cat >"$1" <<YAML
name: recurrent
step: 1 ms
duration: 300 ms
network: {nir: net.nir, $2}
sources:
  input: {size: 3, poisson: {rate: 150 Hz, seed: 5}, at_most: 3}
YAML
}
keys='time_unit: s, voltage_unit: V, method: euler, coupling: euler, impulse: step, scale: 1 V'
scenario net.yaml "$keys"

run "$program" check "${model[@]}" net.yaml
check 'check: ok' is "$status" 0
check 'check: the populations of the nested graph' has "$out" 'population lif1.lif'
check 'check: what was taken' has "$out" 'taken         9 nodes and 9 edges of NIR 0.2.0'
check 'check: what was assumed' has "$out" 'assumed       `lif1.lif` has no v_reset: 0'
check 'check: what differs' has "$out" 'differs       `out` is layer 2 of a chain: it runs 1 tick later'

run "$program" run "${model[@]}" --json net.json net.yaml
check 'run: a pass on the model' is "$status" 0
check 'run: says how faithful it is' has "$out" 'impulse step: an event is a signal of 1'
check 'run: in JSON, too' is "$(jq -c '.results[0].nir | map_values(length > 1)' net.json)" \
    '{"taken":true,"assumed":true,"differs":true}'
check 'run: it spikes' test "$(jq '.results[0].spikes.dut["lif1.lif"] | length' net.json)" -gt 30
# A viewer parts the path of a signal at each point: a name with points is one part.
# The page has each sentence of the JSON, and no other.
run "$program" run "${model[@]}" --quiet --report page net.yaml
check 'page: a list for each kind of sentence' is "$(xmllint --xpath "count(//*[local-name()='ul'])" page/index.html)" 3
check 'page: every sentence of the JSON' is "$(xmllint --xpath "//*[local-name()='li']/text()" page/index.html)" \
    "$(jq -r '.results[0].nir | .taken[], .assumed[], .differs[] | gsub("&"; "&amp;") | gsub("<"; "&lt;") | gsub(">"; "&gt;")' net.json)"
check 'page: there are many' test "$(jq '[.results[0].nir[][]] | length' net.json)" -gt 8
run "$program" run "${model[@]}" --quiet --wave wave.vcd net.yaml
vcd2fst wave.vcd wave.fst
fst2vcd wave.fst 2>/dev/null |
    awk '$1 == "$scope" { path[++depth] = $3 } $1 == "$upscope" { depth-- }
    $1 == "$var" { name = path[1]; for (i = 2; i <= depth; i++) name = name "." path[i]; print name "." $5 }' | sort >there
check 'wave: the FST has signals' test -s there
check 'wave: each of them is in a scope of the network' eval "! grep -qv '^network[.][^.]*[.][^.]*$' there"
check 'wave: GTKWave finds each of its rows there' is "$(grep -o 'network[.][^ ]*$' wave.gtkw | sort)" "$(<there)"
check 'wave: and Surfer' is "$(sed -n 's/^variable_add //p' wave.sucl | sort)" "$(<there)"
check 'wave: the name is still told' has "$(<there)" 'network.spikes_lif1$_lif.n0'
run "$program" run --json rtl.json net.yaml
check 'run: a pass on the circuit' has "$status $out" '0 PASS     recurrent on c24_16'
check 'run: with the same spikes' is "$(jq -c .results[0].spikes.dut rtl.json)" "$(jq -c .results[0].spikes.dut net.json)"
for w_in in 0.003 0.1; do sed "s/set w_in .*/set w_in 4 $w_in/" recurrent.txt | "$make_nir" $w_in.nir; done
for how in 'method: exponential, coupling: exact, impulse: step, scale: 1 mV' \
    'method: exponential, coupling: step, impulse: dirac, scale: 50 V' \
    'method: euler, coupling: unit, impulse: step, delay: 3, scale: 1 V'; do
    scenario other.yaml "time_unit: s, voltage_unit: mV, $how"
    if [[ $how == *dirac* ]]; then sed -i 's/net.nir/0.003.nir/' other.yaml; fi
    if [[ $how == *unit* ]]; then sed -i 's/net.nir/0.1.nir/' other.yaml; fi
    run "$program" run "${model[@]}" --json other.json other.yaml
    check "$how: passes" has "$status $out" '0 PASS'
    check "$how: spikes" test "$(jq '.results[0].spikes.dut["lif1.lif"] | length' other.json)" -gt 10
    check "$how: says so" has "$out" "coupling $(sed 's/.*coupling: \([a-z]*\).*/\1/' <<<"$how")"
done

# ---- export ----

run "$program" nir export "${model[@]}" --output words.nir --data run.h5 net.yaml
check 'export: done' is "$status" 0
check 'export: how it is to be read' has "$out" 'method: euler,'
sed 's/net.nir/words.nir/' net.yaml >words.yaml
run "$program" run "${model[@]}" --json words.json words.yaml
check 'export: read again, a pass' is "$status" 0
check 'export: with the same spikes' is "$(jq -c .results[0].spikes words.json)" "$(jq -c .results[0].spikes net.json)"
check 'export: no word is rounded any more' is "$(jq -c '.results[0].weights.effect.decisions' words.json)" 0
run "$program" nir export "${model[@]}" --output again.nir words.yaml
check 'export: again' is "$status" 0
run "$program" run "${model[@]}" --csv rows.csv net.yaml

cat >look.py <<'PY'
import csv, h5py, numpy
def arrays(path):
    found = {}
    def take(name, item):
        if isinstance(item, h5py.Dataset): found[name] = item[()]
    h5py.File(path).visititems(take)
    return found
words, again = arrays('words.nir'), arrays('again.nir')
assert words.keys() == again.keys()
for name, value in words.items():
    assert numpy.array_equal(value, again[name]) or numpy.allclose(value, again[name], rtol=1e-12, atol=0), name
nodes = 'node/nodes/'
assert words['version'] == b'1.0.7' and words['node/type'] == b'NIRGraph'
assert words[nodes + 'lif1.lif/type'] == b'CubaLIF' and words[nodes + 'out/type'] == b'LI'
assert words[nodes + 'input-lif1.lif/weight'].shape == (4, 3)
assert abs(words[nodes + 'lif1.lif/tau_mem'] - [0.01, 0.02, 0.015, 0.03]).max() < 1e-6
# the effective weight of an event into I is w_in * weight * dt/tau_syn, that of the file within half a step
gain = words[nodes + 'lif1.lif/w_in'][:, None] * words[nodes + 'input-lif1.lif/weight'] * 1e-3 / 0.005
wanted = numpy.array([1, 1.5, 1, 2])[:, None] * numpy.array([[2.5, -.5, 3], [1, 4, -1], [.5, 2, 2], [-2, 3, 5]]) * 0.2
assert abs(gain - wanted).max() < 0.016, (gain, wanted)
data = h5py.File('run.h5')
assert data.attrs['__type__'] == 'NIRGraphData'
lif = data['nodes/lif1.lif']
assert lif.attrs['__type__'] == 'NIRNodeData'
spikes, v = lif['observables/spikes'], lif['observables/v']
assert spikes.attrs['__type__'] == 'EventData' and spikes.attrs['n_neurons'] == 4 and abs(spikes.attrs['t_max'] - .3) < 1e-12
assert v.attrs['__type__'] == 'TimeGriddedData' and v['data'].shape == (1, 300, 4)
listed = [(round(t / 1e-3) - 1, i) for t, i in zip(spikes['time'][0], spikes['idx'][0])]
rows = [r for r in csv.DictReader(open('rows.csv')) if r['population'] == 'lif1.lif']
assert listed == [(int(r['step']), int(r['neuron'])) for r in rows if r['spike'] == '1'] and len(listed) > 30
for r in rows:
    assert v['data'][0, int(r['step']), int(r['neuron'])] == float(r['membrane_v'])
PY
run /usr/bin/python3 look.py
check 'export: h5py finds the words, spikes and membranes' is "$status$err" 0

# ---- what is refused ----

bad() { # NAME KEYS PLACE WHAT REMEDY
    scenario bad.yaml "$2"
    wrong "$1" 2 "bad.yaml:4:$3" "$4" "$5" check "${model[@]}" bad.yaml
}
bad 'no unit of time' "${keys/time_unit: s, /}" 1 time_unit 'time_unit: s'
bad 'no unit of potential' "${keys/voltage_unit: V, /}" 1 voltage_unit 'voltage_unit: V'
bad 'no method' "${keys/method: euler, /}" 1 method 'method: exponential'
bad 'no coupling' "${keys/coupling: euler, /}" 1 coupling 'coupling: step'
bad 'no impulse' "${keys/, impulse: step/}" 1 impulse 'impulse: step'
bad 'no scale for a readout' "${keys/, scale: 1 V/}" 10 'node `out` is LI' 'scale: 1 V'
bad 'a delay of no tick' "$keys, delay: 0" 122 delay '1'
bad 'a unit of another quantity' "${keys/time_unit: s/time_unit: mV}" 36 mV 'ms'
bad 'an unknown key' "$keys, tau: 3" 115 tau 'allowed'
scenario bad.yaml "$keys"
sed -i 's/input: {size: 3/inputs: {size: 3/' bad.yaml
wrong 'a source of no Input' 2 bad.yaml:4:10 'Input `input`' 'sources: {input: {size: 3' check "${model[@]}" bad.yaml
scenario bad.yaml "$keys"
sed -i 's/size: 3/size: 4/' bad.yaml
wrong 'a source of another size' 2 bad.yaml:6:3 'has 4 elements' 'size 3' check "${model[@]}" bad.yaml
head -c 1500 net.nir >cut.nir
scenario bad.yaml "$keys"
sed -i 's/net.nir/cut.nir/' bad.yaml
wrong 'a file that is cut short' 2 cut.nir 'damaged' 'damaged' check "${model[@]}" bad.yaml
sed -i 's/cut.nir/none.nir/' bad.yaml
wrong 'a file that is not there' 2 none.nir 'cannot be opened' 'name a readable NIR file' check "${model[@]}" bad.yaml
sed 's/CubaLIF/IF/' recurrent.txt >if.txt
"$make_nir" none.nir <if.txt
wrong 'a neuron without leak' 2 none.nir 'node `lif1.lif`: IF' 'use LIF' check "${model[@]}" bad.yaml

mkdir lone
cp "$program" lone/lifcosim
run lone/lifcosim check "${model[@]}" net.yaml
check 'without lifcosim-hdf5: status 3' is "$status" 3
check 'without lifcosim-hdf5: the remedy' has "$err" 'type `make nir`'
run lone/lifcosim nir export "${model[@]}" --output lone.nir net.yaml
check 'without lifcosim-hdf5: no export' is "$status" 3

wrong 'export: no file' 2 'lifcosim: nir' 'no file' '--output words.nir' nir export net.yaml
wrong 'export: the file that is read' 2 'lifcosim' 'net.nir' 'another' nir export "${model[@]}" --output net.nir net.yaml
wrong 'export: standard output' 2 'lifcosim: nir' 'standard output' 'name a file' nir export "${model[@]}" --output - net.yaml
wrong 'nir: something else' 2 'lifcosim: nir' 'import' 'lifcosim nir export' nir import net.yaml
wrong 'nir: nothing' 2 'lifcosim: nir' 'says not what' 'lifcosim nir export' nir
wrong 'nir: an option that is none' 2 'lifcosim' '-o: unknown option' 'lifcosim nir export --help' nir export -o x.nir net.yaml
run "$program" nir export --help
check 'nir: the help that it names is there' has "$out" 'usage: lifcosim nir export'
# Sweeps take such a network, too, in parts.
scenario swept.yaml "$keys"
printf 'base: swept.yaml\ndut: model:c24\nseed: 2\ndraws: 4\naxes:\n  sources.input.poisson.rate: {uniform: [50 Hz, 200 Hz]}\n' >sweep.yaml
run "$program" sweep --quiet --jsonl whole.jsonl sweep.yaml
check 'a sweep of a NIR file' is "$status $(jq -r .verdict whole.jsonl | xargs)" '0 pass pass pass pass'
for part in 1 2; do run "$program" sweep --quiet --shard $part/2 --jsonl part$part.jsonl sweep.yaml; done
run "$program" merge --quiet joined.jsonl part1.jsonl part2.jsonl
check 'its parts are the whole' is "$(cmp whole.jsonl joined.jsonl 2>&1)" ''
# A delay that the file alone states makes it another sweep.
delayed() { # STEPS
    sed -e "s/^node fc1 Affine/node wait Delay\nset delay 3 $1\n&/; s/^edge input fc1/edge input wait\nedge wait fc1/" \
        recurrent.txt | "$make_nir" net.nir
}
delayed 0.002
run "$program" sweep --quiet --jsonl delayed.jsonl sweep.yaml
check 'a sweep with a delay' is "$status $(jq -r .verdict delayed.jsonl | xargs)" '0 pass pass pass pass'
head -n 2 delayed.jsonl >go.jsonl.part
cp go.jsonl.part kept.part
delayed 0.003
run "$program" sweep --quiet --resume --jsonl go.jsonl sweep.yaml
check 'another delay in the file: another sweep' has "$status $err" '2 go.jsonl.part:1:1: belongs to another sweep'
check 'another delay in the file: nothing is lost' is "$(cmp kept.part go.jsonl.part 2>&1)" ''
delayed 0.002
run "$program" sweep --quiet --resume --jsonl go.jsonl sweep.yaml
check 'the same delay goes on' is "$status $(cmp delayed.jsonl go.jsonl 2>&1)" '0 '
tap_done
