#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# classify.sh FOLDER PROGRAM [CORE]   makes the data of the classifier of sim/networks/digits in FOLDER, runs it on a core,
# and prints how many of 1,000 held-out samples double precision, the words and the circuit decide rightly, beside
# the share of the most frequent digit; then each sample that the circuit decides in another way than double precision, and
# why. Status: that of the run, 3 where jq is missing.
set -euo pipefail
[[ $# -ge 2 ]] || { sed -n '5,9s/^# //p' "$0" >&2; exit 2; }
command -v jq >/dev/null || { echo 'classify.sh: jq is missing; type `scripts/setup.sh test`' >&2; exit 3; }
source=$(realpath "$(dirname "$0")/../sim/networks/digits")
folder=$1 program=$(realpath "$2") core=${3:-c24}
[[ $core != */* ]] || core=$(realpath "$core")
[[ -z ${LIFCOSIM_DUT_DIR-} ]] || LIFCOSIM_DUT_DIR=$(realpath "$LIFCOSIM_DUT_DIR")
mkdir -p "$folder"
cp "$source/digits.yaml" "$folder"
cd "$folder"
awk -f "$source/make.awk"
awk -f "$source/float.awk" weights.csv events.csv | sed -n 's/^SPIKE //p' >float.txt
status=0
"$program" run --quiet --dut "$core" --json run.json digits.yaml >&2 || status=$?
((status < 2)) || exit "$status"
spikes() { jq -r ".results[0].spikes.$1.class[] | \"\(.[0]) \(.[1])\"" run.json; }
spikes dut >circuit.txt
spikes reference >words.txt

# The spikes of class and tick that only one of circuit and double precision has, the first of each sample.
{
    echo class tick
    awk '{key = $1 " " $2} FILENAME == "float.txt" {a[key] = 1; next} {b[key] = 1}
    END {for (k in a) if (!(k in b)) print k; for (k in b) if (!(k in a)) print k}' float.txt circuit.txt
} >asked.txt
awk -f "$source/float.awk" weights.csv events.csv asked.txt | sed -n 's/^DISTANCE //p' >distance.txt

awk -v core="${core##*/}" '
    function decide(who, n,   c, best) {
        best = 0
        for (c = 1; c < 10; c++) if (count[who, n, c] + 0 > count[who, n, best] + 0) best = c
        return best
    }
    FILENAME == "labels.csv" {if (FNR > 1) {split($0, field, ","); label[field[1]] = field[2]; many[field[2]]++}; next}
    FILENAME == "distance.txt" {
        n = int($2 / 50)
        if (!(n in tick) || $2 < tick[n]) {tick[n] = $2; who[n] = $1; distance[n] = $3}
        next
    }
    {count[FILENAME, int($2 / 50), $1]++}
    END {
        for (n = 0; n < 1000; n++) {
            f = decide("float.txt", n); w = decide("words.txt", n); c = decide("circuit.txt", n)
            right["float"] += f == label[n]; right["words"] += w == label[n]; right["circuit"] += c == label[n]
            if (c == f) continue
            differ++
            note = sprintf("sample %d, a %d: double %d (%d spikes, %d of class %d), circuit %d (%d, %d of class %d)\n", n,
                label[n], f, count["float.txt", n, f], count["float.txt", n, c], c, c, count["circuit.txt", n, c],
                count["circuit.txt", n, f], f)
            note = note sprintf("    first other spike: class %d in tick %d of the sample, %.4f of a threshold %s in double\n",
                who[n], tick[n] % 50, distance[n] < 0 ? -distance[n] : distance[n], distance[n] < 0 ? "below it" : "above it")
            notes = notes note (w == c ? "    the words in double decide as the circuit: the rounding of the weights\n" \
                : "    the words in double decide otherwise: the rounding of the states\n")
        }
        for (d in many) if (many[d] > most) most = many[d]
        printf "1000 held-out samples, right in percent: double %.1f, words %.1f, %s %.1f; the most frequent digit %.1f\n",
            right["float"] / 10, right["words"] / 10, core, right["circuit"] / 10, most / 10
        printf "%d decisions of the circuit differ from those of double precision\n%s", differ, notes
    }' labels.csv distance.txt float.txt words.txt circuit.txt
exit "$status"
