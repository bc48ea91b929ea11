#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# `lifcosim run --plot` and `make pictures`: whole pictures with every spike, or none and the reason.
# shellcheck disable=SC2016  # the bodies of the fakes expand when they run
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh

build=${BUILD:-build}
export LIFCOSIM_DUT_DIR=${LIFCOSIM_DUT_DIR:-build/dut}
program=$PWD/$build/lifcosim
book=sim/scenarios/book-triangle.yaml
folder=$tap_folder/pictures
mkdir "$folder" "$tap_folder/nothing" "$tap_folder/fake"

plot() { run "$program" run "$@"; }

# Tells how many strokes the SVG FILE has in the group of that title.
strokes() { # FILE TITLE
    xmllint --xpath "//*[local-name()='g'][*[local-name()='title']='$2']//*[local-name()='path']/@d" \
        "$1" 2>/dev/null | grep -o M | wc -l
}
title_of() { xmllint --xpath "string(/*[local-name()='svg']/*[local-name()='title'])" "$1"; }
is_png() { [[ $(od -An -tx1 -N8 "$1" | tr -d ' \n') == 89504e470d0a1a0a ]]; }
# Prints width and height, big-endian, from the first chunk.
size_of_png() { od -An -tu1 -j16 -N8 "$1" | awk '{print ($3 * 256 + $4) "x" ($7 * 256 + $8)}'; }
has_result() { jq -e '.results | length == 1' "$1" >/dev/null; }
larger() { (($(stat -c %s "$1") > $2)); }
only() { [[ "$(ls -A "$folder")" == "$1" ]]; } # nothing is left behind but that

for name in book-triangle musacchio-pulse-3 neurodynex-sinus-offset neurodynex-sinus; do
    plot "sim/scenarios/$name.yaml" --plot "$folder/$name.svg" --json "$folder/$name.json"
    check "$name: status 0" is "$status" 0
    check "$name: nothing on standard error" is "$err" ''
    check "$name: well-formed" xmllint --noout "$folder/$name.svg"
    check "$name: its title" is "$(title_of "$folder/$name.svg")" "$name on q8_24: pass"
    for list in dut:circuit reference:reference; do
        spikes=$(jq ".results[0].spikes.${list%:*} | length" "$folder/$name.json")
        check "$name: a mark for each of $spikes spikes of the ${list#*:}" is \
            "$(strokes "$folder/$name.svg" "spikes of the ${list#*:}")" "$spikes"
    done
    ambiguous=$(jq '.results[0].levels.bounded.ambiguous_steps' "$folder/$name.json")
    check "$name: a mark for each of $ambiguous ambiguous steps" is \
        "$(strokes "$folder/$name.svg" 'ambiguous steps')" "$ambiguous"
done
check 'the threshold is named' has "$(cat "$folder/book-triangle.svg")" 'threshold −40 mV'
check 'the units of the axes' has "$(cat "$folder/book-triangle.svg")" 'current (µA)'

plot "$book" --plot "$folder/p.png" --csv "$folder/p.csv"
check 'PNG: status 0' is "$status" 0
check 'PNG: it is one' is_png "$folder/p.png"
check 'PNG: its size' is "$(size_of_png "$folder/p.png")" 1500x1140
check 'PNG: not blank' larger "$folder/p.png" 50000
check 'PNG: the CSV beside it is whole' is "$(wc -l <"$folder/p.csv")" 501

plot sim/scenarios/neurodynex-sinus-offset.yaml --dut q4_4 --plot "$folder/fail.svg"
check 'a run that fails: status 1' is "$status" 1
check 'a run that fails is drawn' is "$(title_of "$folder/fail.svg")" \
    'neurodynex-sinus-offset on q4_4: fail'
check 'a run that fails: its first mismatch is marked' has "$(cat "$folder/fail.svg")" 'first mismatch'

mkdir "$tap_folder/home"
echo 'plot nonsense(' >"$tap_folder/home/.gnuplot"
run env HOME="$tap_folder/home" "$program" run "$book" --plot "$folder/again.svg"
check 'a start-up file of the user is not read' is "$status" 0
check 'the same run is the same picture' cmp -s "$folder/again.svg" "$folder/book-triangle.svg"

# ---- what is refused ----

rm -f "$folder"/*
for wrong in "$folder/p.jpg" "$folder/svg" -; do
    plot "$book" --plot "$wrong"
    check "ending of '${wrong##*/}': status 2" is "$status" 2
    check "ending of '${wrong##*/}': the remedy" has "$err" 'ends in .svg or .png'
    check "ending of '${wrong##*/}': nothing was run" is "$out" ''
done
plot "$book" "$book" --plot "$folder/p.svg"
check 'two runs: status 2' is "$status" 2
check 'two runs: the remedy' has "$err" 'give one of each'
plot "$book" --plot "$folder/none/p.svg"
check 'no such folder: status 2' is "$status" 2
check 'no such folder: the remedy' has "$err" 'mkdir -p'
mkdir "$folder/p.svg"
plot "$book" --plot "$folder/p.svg"
check 'a folder in its place: status 2' is "$status" 2
rmdir "$folder/p.svg"
check 'nothing was written' only ''

# ---- gnuplot is missing, or fails ----

run env PATH="$tap_folder/nothing" "$program" run "$book" --plot "$folder/p.svg"
check 'no gnuplot: status 3' is "$status" 3
check 'no gnuplot: the remedy' has "$err" 'scripts/setup.sh'
check 'no gnuplot: found out before the run' is "$out" ''
check 'no gnuplot: nothing was written' only ''

# This gnuplot is there, and then does what the body says.
fake() { # the body on standard input
    {
        echo '#!/bin/bash'
        echo '[[ $* == *--version* ]] && exit 0'
        cat
    } >"$tap_folder/fake/gnuplot"
    chmod +x "$tap_folder/fake/gnuplot"
}
with_fake() { # FILE NAME
    echo 'before' >"$folder/$1"
    run env PATH="$tap_folder/fake:$PATH" "$program" run "$book" --plot "$folder/$1" \
        --json "$folder/p.json"
    check "$2: status 3" is "$status" 3
    check "$2: the old picture stays" is "$(cat "$folder/$1")" before
    check "$2: the verdict is told" has "$out" PASS
    check "$2: the other report is whole" has_result "$folder/p.json"
    rm "$folder/$1" "$folder/p.json"
    check "$2: nothing is left behind" only ''
}
fake <<<'echo "a complaint" >&2; exit 5'
with_fake p.svg 'gnuplot fails'
check 'gnuplot fails: its status' has "$err" 'gnuplot ended with status 5'
check 'gnuplot fails: its own words' has "$err" 'a complaint'
fake <<<'true'
with_fake p.svg 'gnuplot writes nothing'
check 'gnuplot writes nothing: says so' has "$err" 'no whole picture (0 bytes)'
fake <<<'echo "<svg><title>x</title>"'
with_fake p.svg 'half an SVG'
check 'half an SVG: says so' has "$err" 'no whole picture'
fake <<<'printf "\x89PNG\r\n\x1a\n and so on"'
with_fake p.png 'half a PNG'
check 'half a PNG: says so' has "$err" 'no whole picture'
fake <<<'kill -9 $$'
with_fake p.svg 'gnuplot is killed'
check 'gnuplot is killed: says so' has "$err" 'killed by signal 9'

# ---- the published models ----

sanitised=0
if [[ $build == */san ]]; then sanitised=1; fi
run env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS make -s -j2 pictures SETUP=no SAN="$sanitised"
check 'make pictures: status 0' is "$status" 0
check 'make pictures: gnuplot has nothing to say' is "$err" ''
pictures=build/pictures
names=(book-triangle notebook-triangle neurodynex-step neurodynex-sinus neurodynex3-step-2.1nA
    neurodynex3-sinus musacchio-constant musacchio-time-variable musacchio-sine
    musacchio-sine-strong musacchio-two-currents musacchio-pulses book-fi)
for name in "${names[@]}"; do
    check "$name.svg is well-formed" xmllint --noout "$pictures/$name.svg"
    check "$name.png is one" is_png "$pictures/$name.png"
    check "$name.png is not blank" larger "$pictures/$name.png" 30000
    check "$name is on the sheet" has "$(cat "$pictures/index.html")" "src=\"$name.svg\""
done
spikes_of() { jq '.results[0].spikes.dut | length' "$pictures/data/$1.json"; }
# The legend has one stroke too.
check 'the book: a line at each spike' is "$(strokes $pictures/book-triangle.svg spike)" \
    $(($(spikes_of book-triangle) + 1))
check 'the book: the peak comes from the scenario' has "$(cat $pictures/data/book-triangle.gp)" \
    'spike_peak_v = 0.05'
for name in musacchio-constant musacchio-sine-strong musacchio-two-currents; do
    count=$(spikes_of "$name")
    check "$name: a line at each spike" is "$(strokes "$pictures/$name.svg" "$count spikes")" \
        $((count + 1))
done
check 'the pulses: four currents' is \
    "$(grep -o '<title>current</title>' $pictures/musacchio-pulses.svg | wc -l)" 4
check 'the pulses: four responses' is \
    "$(grep -o '<title>membrane</title>' $pictures/musacchio-pulses.svg | wc -l)" 4

tap_done
