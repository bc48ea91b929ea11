#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# `lifcosim formats`: the figures of every format are those of a run of it, the recommendation is the
# cheapest that meets the goal, and a proof on the circuit can fail.
# shellcheck disable=SC2016  # jq's variables, and ` in messages
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

published=$root/sim/scenarios
book=$published/book-triangle.yaml
formats() { run "$program" formats "$@"; }
# Tells whether an expression holds for the JSON in a file.
holds() { jq -e "${@:2}" "$1" >/dev/null; }

# ---- the same figures as run ----

# Prints the figures of each pair of format and scenario that fits, one a line, from both programs.
figures_of_grid='.formats[] | .name as $name | .results[] | select(.fit == "fits")
    | [$name, .scenario, .verdict, .max_bound_v, .max_error_v, .identical, .max_shift_steps,
       .ambiguous_steps, .dut_spikes, .reference_spikes] | @json'
figures_of_runs='.results[] | [(.dut.name | sub("model:"; "")), .scenario, .verdict,
       .levels.bounded.max_bound_v, .levels.bounded.max_error_v, .levels.free_running.identical,
       .levels.free_running.max_shift_steps, .levels.bounded.ambiguous_steps,
       .levels.free_running.dut_spikes, .levels.free_running.reference_spikes] | @json'

# same NAME COUNT [OPTION ...] FILE ...   compares the grid in grid.json with runs of each of its
# formats that fits everywhere, of which there are COUNT.
same() {
    local name=$1 count=$2 duts
    shift 2
    duts=$(jq -r '[.formats[] | select(.fits) | "model:" + .name] | join(",")' grid.json)
    run "$program" run --quiet --dut "$duts" --json runs.json "$@"
    check "$name: the runs are judged" test "$status" -le 1
    jq -r "$figures_of_runs" runs.json | sort >runs
    jq -r "$figures_of_grid" <<<"$(jq '.formats |= map(select(.fits))' grid.json)" | sort >grid
    check "$name: $count formats fit" is "$(wc -l <grid)" "$count"
    check "$name: the figures of all are those of runs" cmp -s grid runs
}

formats --widths 6..32:2 --leaks 6,9,14,20,31 --rounding half-up,residual --json grid.json "$book"
check 'book: status 0 without a goal' is "$status" 0
check 'book: nothing on standard error' is "$err" ''
same 'book' 140 "$book"
formats --widths 12,20 --leaks 10,18 --json grid.json "$book" "$published/neurodynex-step.yaml" \
    "$published/musacchio-constant.yaml"
check 'three scenarios: status 0' is "$status" 0
same 'three scenarios' 12 "$book" "$published/neurodynex-step.yaml" \
    "$published/musacchio-constant.yaml"
formats --seed 3 --set "$noise" --set steps=3000 --widths 8..20:4 --leaks 8..20:4 --json grid.json s.yaml
check 'noise with a seed: status 0' is "$status" 0
same 'noise with a seed' 16 --seed 3 --set "$noise" --set steps=3000 s.yaml

# ---- what does not fit ----

formats --widths 8 --integer-bits 1..5,9 --leaks 4..6 --json grid.json "$book"
check 'misfits: status 0' is "$status" 0
check 'misfits: each combination is there, or counted' holds grid.json \
    '(.formats | length) == 15 and .left_out == 3'
check 'misfits: one bit holds no threshold' holds grid.json \
    '[.formats[] | select(.integer_bits == 1 and .leak_fraction == 6) | .results[0]]
     | .[0].fit == "word-does-not-fit" and (.[0].reason | startswith("neuron.threshold: "))'
check 'misfits: three bits clip the drive' holds grid.json \
    '[.formats[] | select(.integer_bits == 3 and .leak_fraction == 6) | .results[0]]
     | .[0].fit == "drive-clips" and (.[0].reason | contains("outside"))'
check 'misfits: four bits fit' holds grid.json \
    '[.formats[] | select(.integer_bits == 4 and .leak_fraction == 6) | .fits] == [true]'
run "$program" formats --widths 8 --integer-bits 1..5,9 --leaks 4..6 --identical "$book"
check 'misfits: they are in the table' has "$out" 'cannot hold neuron.threshold of book-triangle'
check 'misfits: clipping, too' has "$out" 'clips a drive of book-triangle'
for name in $(jq -r '.formats[] | select(.fits | not) | .name' grid.json); do
    run "$program" run --quiet --dut "model:$name" "$book"
    check "misfits: run refuses $name as well" is "$status" 2
done
formats --widths 12 --integer-bits 2 --leaks 12 --identical --set "$noise" --set steps=5000 s.yaml
check 'a noise that clips: no format' is "$status" 1
check 'a noise that clips: said' has "$out" 'clips a drive of book'
check 'a noise that clips: the remedy' has "$out" 'give more --integer-bits'

# ---- the recommendation ----

# recommends NAME BEST CONDITION OPTION ... FILE   checks that BEST is recommended; CONDITION says,
# from the figures of a format, whether it meets the goal, which nothing cheaper does.
recommends() {
    local name=$1 best=$2 condition=$3
    shift 3
    formats --json grid.json "$@"
    check "$name: status 0" is "$status" 0
    check "$name: $best" has "$out" "recommended: $best, "
    check "$name: it stands in the table" has "$out" ">"
    check "$name: nothing cheaper will do" holds grid.json '. as $all
        | (.formats[] | select(.name == $all.recommended)) as $best
        | ([$all.formats[] | select(.fits and ('"$condition"')) | .multiplier_bits] | min)
          == $best.multiplier_bits and $best.meets_goal'
    check "$name: just those meet the goal" holds grid.json \
        'all(.formats[]; .meets_goal == (.fits and ('"$condition"')))'
}
recommends 'identical' 12/8/12 '.identical' --identical "$book"
recommends 'unambiguous' 19/15/12 '.identical and .ambiguous_steps == 0' --unambiguous "$book"
recommends 'two steps' 10/6/8 '.same_counts and .max_shift_steps <= 2' --max-shift 2 "$book"
cp grid.json steps.json
recommends 'two steps as a time' 10/6/8 '.same_counts and .max_shift_s <= 2.1e-4' \
    --max-shift '0.2 ms' "$book"
check 'a goal as a time is the same as in steps' is "$(jq -c .formats grid.json)" \
    "$(jq -c .formats steps.json)"
check 'a goal as a time is kept' holds grid.json '.goal.max_shift_s == 2e-4'
recommends 'all sinusoids' 10/7/9r '.identical' --identical --rounding half-up,residual \
    "$published/neurodynex-sinus.yaml" "$published/neurodynex-sinus-offset.yaml"

formats --identical --widths 8..10 --leaks 8 "$book"
check 'a goal out of reach: status 1' is "$status" 1
check 'a goal out of reach: said' has "$out" 'no format of the grid meets the goal'
formats --quiet --identical --widths 8..10 --leaks 8 "$book"
check 'a goal out of reach, quiet: status 1' is "$status" 1
check 'a goal out of reach, quiet: nothing to build' is "$out" ''
formats --quiet --identical "$book"
check 'quiet: the format as make dut takes it' is "$out" 12/8/12
formats --quiet --identical --widths 32 --integer-bits 8 --leaks 31 "$book"
check 'quiet: a named format by its name' is "$out" q8_24

formats --identical --widths 32 --integer-bits 8 --leaks 31 "$published/neurodynex-step.yaml" \
    "$published/neurodynex-step-1.0nA.yaml"
check 'a knife edge does not count: status 0' is "$status" 0
check 'a knife edge is named' has "$out" 'neurodynex-step-1.0nA: its spikes are shown'

formats --front --identical "$book"
check 'the front alone: fewer lines' test "$(wc -l <<<"$out")" -lt 100
check 'the front alone: no other' is \
    "$(grep -cE '^[ >]  [0-9]+/' <<<"$out")" 1 # the recommended one is not on it
formats --identical "$book"
check 'the whole table: a line for each' is "$(grep -cE '^[ >][ *] [0-9]+/' <<<"$out")" 600

# ---- files ----

formats --identical --rounding half-up,residual --json j.json --csv c.csv --plot p.svg "$book"
check 'files: status 0' is "$status" 0
check 'files: nothing on standard error' is "$err" ''
check 'files: JSON' holds j.json '.recommended == "w10f6k12r" and (.formats | length) == 1200
    and .scenarios[0].scenario == "book-triangle" and (.scenarios[0].sha256 | length) == 64'
check 'files: the JSON is ordered by cost' holds j.json \
    '[.formats[].multiplier_bits] | . == sort'
check 'files: a line of CSV for each' is "$(wc -l <c.csv)" 1201
check 'files: as many fields in each' is "$(awk -F, '{print NF}' c.csv | sort -u)" 18
check 'files: CSV and JSON agree' is "$(awk -F, 'NR > 1 {print $1, $7, $10, $11}' c.csv)" \
    "$(jq -r '.formats[] | "\(.name) \(.multiplier_bits) \(if .front then 1 else 0 end) \(if .meets_goal then 1 else 0 end)"' j.json)"
check 'files: SVG' xmllint --noout p.svg
check 'files: its title' is 'book-triangle: 1200 formats' \
    "$(xmllint --xpath "string(/*[local-name()='svg']/*[local-name()='title'])" p.svg)"
# gnuplot draws each mark as a <use> (those with an id define shapes); the recommended one appears
# once more, and each kind once in the legend.
marks=$(jq '[.formats[] | select(.fits)] | length' j.json)
check "files: $marks marks in the picture" is \
    "$(grep -o '<use [^>]*>' p.svg | grep -vc " id=")" $((marks + 1 + 5))
formats --plot p.png "$book"
check 'PNG: status 0' is "$status" 0
check 'PNG: it is one' is "$(od -An -tx1 -N8 p.png | tr -d ' \n')" 89504e470d0a1a0a
check 'PNG: not blank' test "$(stat -c %s p.png)" -gt 30000
formats --json - --widths 20 "$book"
check 'JSON on standard output' jq -e '.formats | length == 24' <<<"$out"
check 'JSON on standard output: the table on standard error' has "$err" '20/16/18'
formats --plot p2.svg --widths 2..3 --leaks 1 "$book"
check 'a picture of nothing that fits is drawn' xmllint --noout p2.svg

# ---- the proof ----

formats --identical --prove --widths 20 --integer-bits 8 --leaks 18 "$book" \
    "$published/neurodynex-step.yaml"
check 'proof: status 0' is "$status" 0
check 'proof: said' has "$out" 'proved: circuit w20f12k18 equals the integer model in all 1500 steps'
check 'proof: a verdict for each' is "$(grep -c '^PASS ' <<<"$out")" 2
formats --max-shift 30 --prove --widths 20 --integer-bits 8 --leaks 18 "$book"
check 'proof of a shift: status 0' is "$status" 0
formats --identical --prove --widths 21 --integer-bits 8 --leaks 18 "$book"
check 'proof without the circuit: status 3' is "$status" 3
check 'proof without the circuit: the command' has "$err" 'make dut FORMAT=21/13/18'
# A faulty circuit takes the place of the sound one.
mkdir duts
cp "$LIFCOSIM_DUT_DIR/q8_24.so" duts/
run env LIFCOSIM_DUT_DIR=duts "$program" formats --identical --prove --widths 32 --integer-bits 8 \
    --leaks 31 "$book"
check 'proof of a named format: status 0' is "$status" 0
cp "$root/build/faults/truncation.so" duts/q8_24.so
run env LIFCOSIM_DUT_DIR=duts "$program" formats --identical --prove --widths 32 --integer-bits 8 \
    --leaks 31 "$book"
check 'a faulty circuit: status 1' is "$status" 1
check 'a faulty circuit: not proved' has "$out" 'not proved'

# ---- what is wrong ----

# badly NAME WHAT REMEDY OPTION ...   expects a refusal of these options.
badly() {
    local name=$1 what=$2 remedy=$3
    shift 3
    wrong "$name" 2 lifcosim "$what" "$remedy" formats --json out/kept "$@" s.yaml
}
badly 'no number' '--widths 8..x: this is not a list' '2..32' --widths 8..x
badly 'a width too many' '--widths 8..33: 33 is not possible' 'give 2 to 32' --widths 8..33
badly 'an empty range' '--leaks 9..8: a range from 9 down' 'give 8..9' --leaks 9..8
badly 'no integer bits' '--integer-bits 0: 0 is not possible' 'give 1 to 32' --integer-bits 0
badly 'an unknown rounding' '--rounding floor: unknown' 'half-up, residual' --rounding floor
badly 'no rounding' '--rounding : unknown' 'half-up, residual' --rounding ''
badly 'a shift that is no number' '--max-shift x: not a whole number' '0.1 ms' --max-shift x
badly 'a shift below 0' '--max-shift -1: not a whole number' '0.1 ms' --max-shift -1
badly 'a shift in volts' '--max-shift 1 mV: ' 'such as' --max-shift '1 mV'
badly 'a time below 0' '--max-shift -1 ms: a shift has no sign' '0 or more' --max-shift '-1 ms'
badly 'two goals' 'two goals exclude each other' 'give one' --identical --max-shift 1
badly 'a circuit' '--dut has no place here' '--widths' --dut q8_24
badly 'a proof without a goal' '--prove needs a goal' '--identical' --prove
badly 'quiet without a goal' '--quiet needs a goal' '--identical' --quiet
badly 'a proof of residual rounding' 'the rounding of the circuit, which is half up' '--rounding half-up' \
    --prove --identical --rounding residual
badly 'no format in the grid' 'no combination' 'at most 63' --widths 32 --leaks 40
badly 'a file twice' 'named for two outputs' 'its own file' --csv out/kept
wrong 'a picture of no kind' 2 out/p.jpg 'no picture has this ending' '.svg or .png' \
    formats --json out/kept --plot out/p.jpg s.yaml
wrong 'no scenario' 2 lifcosim 'no scenario' 'give a file' formats --identical
wrong 'a scenario that is wrong' 2 none.yaml 'No such file' 'readable YAML' formats none.yaml
wrong 'a goal without spikes' 2 lifcosim 'the reference has none' 'add a scenario that spikes' \
    formats --json out/kept --identical --set 'stimulus.0.triangle.peak=1 uA' s.yaml
wrong 'a folder that is not there' 2 none/j.json 'folder does not exist' 'mkdir' \
    formats --json none/j.json s.yaml
rm -rf out
mkdir out nothing
echo old >out/kept
run env PATH=nothing "$program" formats --json out/kept --plot out/p.svg s.yaml
check 'no gnuplot: status 3' is "$status" 3
check 'no gnuplot: the remedy' has "$err" 'setup.sh pictures'
check 'no gnuplot: nothing on standard output' is "$out" ''
check 'no gnuplot: no file written' untouched
# ---- what the page about it shows ----

awk '/^```/ { on = 0 }
    /^\$ build\/lifcosim / {
        name = "page" ++n
        on = 1
        print substr($0, 3) >(name ".sh")
        printf "" >(name ".out")
        next
    }
    on { print >(name ".out") }' "$root/sim/FORMATS.md"
check 'sim/FORMATS.md shows commands' test -s page9.sh
for page in page*.sh; do
    command=$(<"$page")
    run bash -c "cd '$root' && ${command/#build\/lifcosim/"'$program'"}"
    check "sim/FORMATS.md: ${command#*/lifcosim }" is "$out$err" "$(<"${page%.sh}.out")"
done

run "$program" formats --help
check 'help: status 0' is "$status" 0
check 'help' has "$out" '--max-shift N'
tap_done
