#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# `lifcosim strength`: a corner that a scenario does not excite is missed, the drive that is found for
# it reaches it, and with these drives nothing is missed any more.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

book=$root/sim/scenarios/book-triangle.yaml
foreign=$root/testbenches/foreign
strength() { run "$program" strength "$@"; }
# state FILE TEXT   prints the state of the corner of this text in a document.
state() { jq -r --arg text "$2" '.corners[] | select(.corner == $text) | .state' "$1"; }

# ---- the shipped neuron ----

strength --json weak.json --set stimulus.0.triangle.peak='1 uA' "$book"
check 'too weak to spike: status 1' is "$status" 1
for corner in 'the neuron fires' 'y is theta exactly' 'a spike, and the next step cannot fire'; do
    check "too weak to spike: missed: $corner" is "$(state weak.json "$corner")" missing
done
check 'too weak to spike: what it does reach' is "$(state weak.json 'u is above 0')" reached
check 'each that is missing has a drive, and no other' is \
    "$(jq '[.corners[] | select((.state == "missing" or .state == "not-passable") != (.drive != null))] | length' weak.json)" 0
strength --json strong.json --close closing "$book"
check 'spiking: status 0, as what is missing has a scenario now' is "$status" 0
check 'spiking: reached' is "$(state strong.json 'the neuron fires')" reached
check 'spiking: how often is what a run says' is \
    "$(jq '.corners[] | select(.corner == "the neuron fires") | .steps' strong.json)" \
    "$("$program" run --dut model:q8_24 --json - "$book" 2>/dev/null | jq '.results[0].spikes.dut | length')"
check 'what no word and no drive reaches is told so' is \
    "$(jq '[.corners[] | select(.group == "wrap" and (.corner | startswith("x + round(")) and .state == "impossible")] | length' strong.json)" 2
missing=$(jq .counts.missing strong.json)
check 'some are missing' test "$missing" -gt 5
check 'a scenario is left for each' is "$(find closing -name '*.yaml' | wc -l)" "$missing"
run "$program" run --quiet --dut model:q8_24 closing/*.yaml
check 'the sound neuron passes with each of them' is "$status" 0
strength --json with.json "$book" closing/*.yaml
check 'with them nothing is missing' is "$(jq .counts.missing with.json)" 0
check 'with them as many more are reached' is "$(jq .counts.reached with.json)" \
    "$(jq '.counts.reached + .counts.missing' strong.json)"
strength --close closing "$book" closing/*.yaml
check 'nothing more is left' is "$(find closing -name '*.yaml' | wc -l)" "$missing"
for file in closing/q8_24-corner-{1,5,9}.yaml; do
    corner=$(sed -n '1s/^# This drive reaches: //p' "$file")
    check "missed before: $corner" is "$(state strong.json "$corner")" missing
    strength --json alone.json --dut q8_24 "$file"
    check "its scenario alone reaches: $corner" is "$(state alone.json "$corner")" reached
done

# ---- somebody's neuron, from its manifest ----

for neuron in shift_leak external_state; do
    strength --dut "$foreign/$neuron.yaml" --json $neuron.json --close left "$foreign/scenarios/$neuron.yaml"
    check "$neuron: corners are missed" test "$(jq .counts.missing $neuron.json)" -gt 0
    strength --dut "$foreign/$neuron.yaml" --json closed.json "$foreign/scenarios/$neuron.yaml" left/$neuron-*.yaml
    check "$neuron: with what was left none is missing" is "$(jq .counts.missing closed.json)" 0
    check "$neuron: and as many more are reached" is "$(jq .counts.reached closed.json)" \
        "$(jq '.counts.reached + .counts.missing' $neuron.json)"
done
# A membrane of 0 in a held step never reaches the threshold, which no interval shows.
check 'shift_leak: not found is neither missing nor impossible' is \
    "$(state shift_leak.json 'z >= theta holds in a step that cannot fire')" not-found
strength --dut "$foreign/shift_leak.yaml" "$foreign/scenarios/shift_leak.yaml" left/shift_leak-*.yaml
check 'status 4 where what is missed was not found' is "$status" 4
strength --dut "$foreign/shift_leak.yaml" --search 1 "$foreign/scenarios/shift_leak.yaml"
check 'a search of one step does not find the threshold' has "$out" 'z is theta exactly'
check 'a search of one step says how far it looked' has "$out" 'never; not found in 4 steps'

# ---- its page ----

# shellcheck disable=SC2154  # program.sh sets root
source "$root/testbenches/cli/page.sh"
mkdir build
ln -s "$program" build/lifcosim
ln -s "$root/testbenches" testbenches
follow_page "$root/docs/STRENGTH.md" 0 1

# ---- wrong input ----

wrong 'two circuits' 2 'lifcosim' 'names the circuit' 'say which one by --dut' \
    strength "$book" "$foreign/scenarios/shift_leak.yaml"
wrong 'no number' 2 'lifcosim' 'not a whole number' 'give one like' strength --search x "$book"
tap_done
