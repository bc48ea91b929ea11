#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# table.sh FOLDER JSON TABLE TARGET ... -- CIRCUIT ...   gathers the records below FOLDER: all of them
# as JSON (a list), and one line a target and circuit as TABLE (Markdown), which is also printed.
# Every figure comes from a report of a tool or from the program's JSON. Status: 0, 1 no record.
set -euo pipefail

folder=$1
json=$2
table=$3
shift 3
targets=()
while [[ $1 != -- ]]; do targets+=("$1") && shift; done
shift

records=()
for target in "${targets[@]}"; do
    for circuit in "$@"; do
        if [[ -s $folder/$target/$circuit.json ]]; then records+=("$folder/$target/$circuit.json"); fi
    done
done
if ((${#records[@]} == 0)); then
    echo 'synth: no record was made' >&2
    exit 1
fi
jq -s . "${records[@]}" >"$json.part"
mv "$json.part" "$json"

judged=()
for circuit in "$@"; do judged+=("$folder/judged/$circuit.json"); done
jq -s -r --slurpfile records "$json" '
    def short: if . == null then "-" elif . < 0.001 then
        (log10 | floor) as $e | "\(. / pow(10; $e) * 10 | round / 10)e\($e)" else . * 1e4 | round / 1e4 end;
    INDEX(.circuit) as $judged
    | "| circuit | target | bits | rounding, leak | bound | lists | clocks | LUT | FF | DSP | gates | Fmax/MHz | icetime/MHz |",
      "| --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
      ($records[0][] | . as $r | $judged[.variant] as $j
       | "| \(.variant) | \(.target) | \($j.state_width)/\($j.state_fraction)/\($j.leak_fraction)"
         + " | \($j.rounding), \($j.leak) | \($j.bound | short)"
         + " | \($j.identical) of \($j.scenarios) | \(.clocks_per_step) | "
         + ([.lut, .ff, .dsp, .gate_equivalents, .fmax_mhz, .icetime_mhz]
            | map(if . == null then "-" else tostring end) | join(" | ")) + " |")' \
    "${judged[@]}" >"$table.part"
if ! [[ -s $table.part ]]; then
    echo 'synth: the table could not be made' >&2
    exit 1
fi
mv "$table.part" "$table"
cat "$table"
