#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The core in SystemC, behind sockets of TLM-2.0, runs the ring and the chain of the SystemC bench: each
# neuron spikes as those networks of single circuits do, and as the core does in lifcosim run, with the
# same verdict.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=tap.sh
. testbenches/cli/tap.sh

root=$PWD
scratch=$tap_folder
networks=$root/testbenches/systemc/core
bench=$root/build/systemc/core/lifcosim-systemc-core
single=$root/build/systemc/q8_24/lifcosim-systemc
program=$(realpath "${BUILD:-build}")/lifcosim

for name in ring chain; do
    run "$bench" --spikes "$scratch/$name.csv" "$networks/$name.yaml"
    check "$name: status 0" is "$status" 0
    check "$name: PASS" has "$out" "PASS     $name on systemc"
    check "$name: exact" has "$out" ' neuron-ticks compared, 0 mismatches'
    report=$(sed 1d <<<"$out" | grep -E '^    (constants|port|exact|bounded|free_running|clip) ')
    # Delays of 2 ms are more than a shipped core has: only the model of this one's size is there besides.
    run "$single" network --stalls 0 --json "$scratch/$name.json" "$name"
    check "$name of single circuits: PASS" is "$status" 0
    jq -r '.results | to_entries[] | .key as $i | .value.spikes.dut[] | "n,\($i),\(.)"' "$scratch/$name.json" |
        sort >"$scratch/single"
    grep '^n,' "$scratch/$name.csv" | sort >"$scratch/core"
    check "$name: it spikes" test "$(grep -c . "$scratch/core")" -gt 20
    check "$name: each neuron spikes as in the network of single circuits" cmp -s "$scratch/core" "$scratch/single"
    check "$name: six levels pass" is "$(grep -c pass <<<"$report")" 6
done
check 'the ring: each neuron every 100 ticks' is "$(sed -n 's/^n,2,//p' "$scratch/ring.csv" | paste -sd' ')" \
    '50 150 250 350 450 550 650 750 850 950'

run "$bench" --slow "$networks/chain.yaml"
check 'spikes that are taken slowly: PASS' has "$out" 'PASS     chain on systemc'
check 'spikes that are taken slowly: each leaves once' has "$out" 'port          pass     3000 ticks, 0 mismatches'

run "$bench" --break event "$networks/chain.yaml"
check 'an event that is lost in its socket: status 1' is "$status" 1
check 'an event that is lost in its socket: FAIL' has "$out" 'FAIL     chain'
check 'an event that is lost in its socket: where' has "$out" 'exact: tick 1000 n[5] synaptic current'
run "$bench"
check 'no network: status 2' is "$status" 2
run "$bench" "$scratch/none.yaml"
check 'a network that is not there: status 2' is "$status" 2
check 'a network that is not there: it says so' has "$err" 'none.yaml'
run "$program" run "$networks/ring.yaml"
check 'shipped cores do not have its delays' has "$out$err" 'a delay of 20 ticks is not possible'
tap_done
