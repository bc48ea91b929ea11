#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# stimuli.sh FOLDER [KIND ...]   draws the stimuli of docs/SCENARIO.md (all, or these kinds) as
# FOLDER/KIND.svg. Each one is the example that stands on the page, in the page's first scenario.
# The description of a picture ends with a hash of the words that the circuit got and gave, by which
# a test sees that the picture in docs/ is of today's program. gnuplot's empty groups are left out.
# PROGRAM is the program to run. Status: 0 all are drawn, 2 the page has no such kind.
set -euo pipefail

folder=$1
shift
page=docs/SCENARIO.md
kinds=("$@")
if ((${#kinds[@]} == 0)); then mapfile -t kinds < <(sed -n 's/^  - \([a-z]*\): {.*}$/\1/p' $page | sort -u); fi
mkdir -p "$folder/data"
for kind in "${kinds[@]}"; do
    example=$(grep -m 1 -xE "  - $kind: \{.*\}" $page) || {
        echo "stimuli.sh: $page has no example of \"$kind\"" >&2
        exit 2
    }
    example=${example#  - }
    data=$folder/data/$kind
    "$PROGRAM" run --quiet --csv "$data.csv" --json "$data.json" --set "stimulus=[{$example}]" \
        docs/stimuli/first.yaml
    jq -r -f scripts/plots/constants.jq "$data.json" >"$data.gp"
    words=$(cut -d, -f5,7,11 "$data.csv" | sha256sum | cut -c1-16)
    LC_ALL=C.UTF-8 gnuplot -d -e "kind = 'svg'; data = '$data'; stimulus = '$kind'" \
        scripts/plots/stimulus.gp |
        sed -z -e 's/<g [^>]*>\n<\/g>\n//g' \
            -e "s/<desc>[^<]*</<desc>Current and membrane over time under $example; words $words</" \
            >"$folder/$kind.svg.part"
    mv "$folder/$kind.svg.part" "$folder/$kind.svg"
done
