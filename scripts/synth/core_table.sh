#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# core_table.sh JSON TABLE RECORD ...   gathers the records of core_synth.sh as JSON (a list), and one
# line for each as TABLE (Markdown), which is also printed. Status: 0, 1 no record.
set -euo pipefail

json=$1
table=$2
shift 2
if (($# == 0)); then
    echo 'synth: no record of a core was made' >&2
    exit 1
fi
jq -s . "$@" >"$json.part"
mv "$json.part" "$json"
jq -r '
    def two: . * 100 | round / 100 | tostring;
    # Neurons of a tick of so many ms, and the input events that the clocks left over are enough for.
    def alive(ms): if .fmax_mhz == null then "-" else
        (.fmax_mhz * 1000 * ms) as $clocks
        | ([.neurons, ($clocks - 12) / 4] | min | floor) as $neurons
        | (([$clocks - 4 * $neurons - 12, 0] | max) / .event_clocks | floor) as $events
        | if $neurons == .neurons then "\($neurons) and \($events) events" else "\($neurons)" end end;
    "| neurons | weight bits | chip | LUT | FF | blocks of RAM | large | DSP | Fmax/MHz | icetime/MHz | clocks a neuron-tick | clocks a synaptic event | real time at 1 ms | at 0.1 ms |",
    "| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    (.[] | "| \(.neurons) | \(.weight_bits) | \(.chip) | "
     + (if .lut == null then "does not fit: \(.unfit) | - | - | - | -"
        else "\(if .fits then .lut else "does not fit: \(.unfit)" end) | \(.ff) | \(.blocks) of \(.blocks_there)"
             + " | \(if .large_there == 0 then "-" else "\(.large_blocks) of \(.large_there)" end) | \(.dsp)" end)
     + (if .fmax_mhz != null then " | \(.fmax_mhz) | \(.icetime_mhz)"
        elif .fits then " | not routed | -" else " | - | -" end)
     + " | \(.clocks_per_neuron_tick | two) | \(.clocks_per_synaptic_event | two) | \(alive(1)) | \(alive(0.1)) |")' \
    "$json" >"$table.part"
mv "$table.part" "$table"
cat "$table"
