#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The benchmark runs on a few steps: every row works and gives the same spikes, what it writes is
# complete, and an engine that does other work than the rest is an error. No time is asserted. The
# SystemC row takes half a minute to build and is left to `make bench`.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh

rows='base circuit judged reference model icarus verilator-timing cxxrtl'
steps=4096
json=build/bench.json
table=build/bench.md

bench() { # VARIABLE=VALUE ...
    run env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS -u BUILD make --no-print-directory SAN=0 SETUP=no \
        bench BENCH_STEPS=$steps BENCH_ROUNDS=1 "$@"
}
names() { jq -r '[.rows[].name] | join(" ")' $json; }
# Prints each row's spikes for each pass of the table, as a list without repetition.
spikes_a_pass() { jq -c "[.rows[] | .spikes * $steps / .steps] | unique" $json; }
sound() {
    jq -e '(.machine | length > 0) and (.rows | length > 0 and
        all(.ns_per_step > 0 and .ratio_to_base > 0 and .spikes > 0 and .steps > 0))' $json >/dev/null
}

matches_one() { [[ $1 =~ ^\[[0-9.]+\]$ ]]; }
differs_from_zero() { (($1 != 0)); }

# This keeps what a measurement has left.
for file in $json $table; do
    if [[ -e $file ]]; then cp -p $file "$tap_folder/kept-${file##*/}"; fi
done
restore() {
    local file
    for file in $json $table; do
        rm -f "$file"
        if [[ -e $tap_folder/kept-${file##*/} ]]; then
            cp -p "$tap_folder/kept-${file##*/}" "$file"
        fi
    done
}
trap 'restore; rm -rf "$tap_folder"' EXIT

rm -f $json $table
bench "BENCH_ROWS=$rows"
check 'a tiny bench: status 0' is "$status" 0
check 'the rows' is "$(names)" "$rows"
check 'every row has its figures' sound
check 'every row gives the same spikes' matches_one "$(spikes_a_pass)"
check 'the table has every row' is "$(grep -cE '^\| [a-z]' $table)" 9 # its heading too
check 'the table is what was printed' has "$out" "$(<$table)"
check 'the figures that the targets ask for' has "$(<$table)" 'judging adds'

rm -f $json $table
cores='core core-judged core-model core-icarus core-events core-judged-events'
bench "BENCH_ROWS=base $cores"
check 'the cores: status 0' is "$status" 0
check 'the cores: the rows' is "$(names)" "base $cores"
check 'the cores: every row has its figures' sound
check 'the cores: all have the same spikes in a step' is \
    "$(jq -c '[.rows[1:][] | .spikes / .steps] | unique | length' $json)" 1
check 'the cores: a synaptic event has a figure where there are some' is \
    "$(jq -r '[.rows[] | select(has("ns_per_synaptic_event")) | .name] | join(" ")' $json)" \
    'core-events core-judged-events'
bench BENCH_ROWS='core core-model' BENCH_COMMAND_core-model='sh -c "echo begin; echo end 65536 1"'
check 'a core that does not spike as the first one: an error' has "$err" 'bench: row core-model: 1 spikes in 65536 steps, expected '

rm -f $json $table
bench BENCH_ROWS='network network-loop network-external'
check 'networks: status 0' is "$status" 0
check 'networks: the rows' is "$(names)" 'network network-loop network-external'
check 'networks: every row has as many neuron-ticks' is "$(jq -c '[.rows[].steps] | unique' $json)" "[$((100 * steps))]"
check 'networks: how fast they are beside their own time' is \
    "$(jq '[.rows[] | select(.times_real_time * .ns_per_step * 2.56e6 / 1e9 - 1 | fabs < 1e-9)] | length' $json)" 3
check 'networks: the table says it' has "$(<$table)" '- network: '
nearly() { jq -e '(.rows[1].spikes / .rows[0].spikes - 1 | fabs) < 0.05 and .rows[0].spikes > 500' $json >/dev/null; }
check 'networks: the loop spikes nearly as often' nearly
bench BENCH_ROWS='network network-loop' BENCH_COMMAND_network-loop="sh -c \"echo begin; echo end $((100 * steps)) 500\""
check 'networks: a loop that spikes less is an error' has "$err" 'bench: row network-loop: 500 spikes in '
bench BENCH_ROWS='network' BENCH_COMMAND_network="sh -c \"echo about 9.9; echo begin; echo end $((100 * steps)) 500\""
check 'networks: the version that an engine tells' is "$(jq -r '.rows[0].about' $json)" 9.9
check 'networks: it is in the table, too' has "$(<$table)" '- network: 9.9'
rm -rf build/bench/brian/$((100 * steps))
bench BENCH_ROWS='network-brian network' BRIAN_PYTHON=false
check 'networks: without Brian its row is an error' has "$err" 'bench: row network-brian: Brian cannot run; install python3-brian'
check 'networks: and make fails' differs_from_zero "$status"

rm -f $json $table
bench BENCH_ROWS='circuit base' BENCH_DUT=build/faults/hold-long.so
check 'another circuit: an error' differs_from_zero "$status"
check 'another circuit: the row is named' has "$err" 'bench: row circuit: '
check 'another circuit: what was expected' has "$err" ' spikes in '
check 'another circuit: no other row is blamed' lacks "$err" 'row base'
check 'another circuit: no result' test ! -e $json
check 'another circuit: no table' test ! -e $table

bench BENCH_ROWS='base' BENCH_COMMAND_base='echo begin; echo end 4096 1'
check 'an engine that does nothing is an error' differs_from_zero "$status"
bench BENCH_ROWS='base' BENCH_COMMAND_base=false
check 'an engine that fails is an error' has "$err" 'the engine failed'
bench BENCH_ROWS='base nonsense'
check 'an unknown row is an error' has "$err" 'unknown row: nonsense'

tap_done
