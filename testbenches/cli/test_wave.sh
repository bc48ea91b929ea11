#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Waveforms are tested: what is in the file, the window, the flight recorder of a failing run, and a
# real GTKWave on a screen of its own. BUILD and LIFCOSIM_DUT_DIR are given by the runner.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=testbenches/cli/tap.sh
source testbenches/cli/tap.sh

lifcosim=$PWD/$BUILD/lifcosim
book=sim/scenarios/book-triangle.yaml
scratch=$tap_folder

# Prints the values of one signal, as "time value" lines; $1 is the VCD text, $2 is scope.name.
values() {
    awk -v wanted="$2" '
        /^\$scope/ {scope = $3}
        /^\$var/ {if (scope "." $5 == wanted) code = $4}
        /^#/ {time = substr($0, 2); next}
        /^\$enddefinitions/ {body = 1}
        body && code != "" {
            if ($2 == code) print time, substr($1, 2)
            else if (length($0) == 1 + length(code) && substr($0, 2) == code) print time, substr($0, 1, 1)
        }' "$1"
}
number_of() { grep -c . <<<"$1"; }
whole_number() { [[ $1 =~ ^[0-9]+$ ]]; }

# ---- the whole of a run ----

run "$lifcosim" run --wave "$scratch/book.fst" --json "$scratch/book.json" \
    --csv "$scratch/book.csv" "$book"
check 'a run with a waveform passes' is "$status" 0
check 'the verdict says how to open it' has "$out" "gtkwave $scratch/book.fst $scratch/book.gtkw"
check 'nothing half-written is left' is "$(ls "$scratch" | grep -c partial)" 0
check 'JSON names the waveform' is "$(jq -r '.results[0].wave' "$scratch/book.json")" \
    "$scratch/book.fst"
run fst2vcd "$scratch/book.fst"
printf '%s\n' "$out" >"$scratch/book.vcd"
check 'a step takes 0.1 ms: the tick is 1 ns' has "$out" $'$timescale\n\t1ns\n$end'
for signal in clock.clk clock.rst_n handshake.valid handshake.ready handshake.result \
    drive.current_na drive.drive_mv drive.word membrane.word observation.before_word \
    potential.membrane_mv potential.threshold_mv potential.reset_mv potential.painted_mv \
    reference.reference_mv reference.overlay_mv reference.error_uv reference.bound_upper_uv \
    reference.bound_lower_uv reference.usage_percent spikes.circuit spikes.reference \
    spikes.ambiguous hold.left hold.of_step verdict.exact_ok verdict.bounded_ok verdict.explained; do
    check "the file has $signal" test -n "$(values "$scratch/book.vcd" $signal)"
done
spikes=$(values "$scratch/book.vcd" spikes.circuit | awk '$2 == 1 {print $1 / 100000}' | xargs)
check 'the spikes stand at their steps' is "$spikes" \
    "$(jq -r '.results[0].spikes.dut | map(tostring) | join(" ")' "$scratch/book.json")"
check 'so do those of the reference' is \
    "$(values "$scratch/book.vcd" spikes.reference | awk '$2 == 1 {print $1 / 100000}' | xargs)" \
    "$(jq -r '.results[0].spikes.reference | map(tostring) | join(" ")' "$scratch/book.json")"
# Every change of a potential in the waveform is that of the CSV, to the digits that the VCD shows.
compare_potential() { # SIGNAL COLUMN
    join <(values "$scratch/book.vcd" "$1" | awk '{printf "%d %s\n", $1 / 100000, $2}' | sort) \
        <(awk -F, -v c="$2" 'NR > 1 {printf "%d %.12g\n", $1, 1000 * $c}' "$scratch/book.csv" | sort) |
        awk '{d = $2 - $3; if (d < 0) d = -d; n++; if (d > 1e-9) bad++} END {print n + 0, bad + 0}'
}
for pair in potential.membrane_mv:8 reference.reference_mv:9; do
    read -r compared bad <<<"$(compare_potential "${pair%:*}" "${pair#*:}")"
    check "${pair%:*} is the CSV's, in mV ($compared values)" test "$compared" -gt 300 -a "$bad" = 0
done
check 'spikes are painted up to the peak of the scenario' is \
    "$(values "$scratch/book.vcd" potential.painted_mv | awk '$2 == 50' | wc -l)" 15
check 'the error stays inside the bound' is \
    "$(values "$scratch/book.vcd" reference.usage_percent | awk '$2 > 100 || $2 < -100' | wc -l)" 0

# ---- the layout of it ----

# Each curve has its range in its name, that of its values in the file; a curve without one, or with
# another, is printed.
wrong_ranges() { # BASE: of BASE.gtkw and BASE.vcd
    local line scope low high
    while IFS= read -r line; do
        scope=${line##* lif_sim.}
        if [[ $line != '+{\'"${scope#*.} ["*']} '* ]]; then
            echo "$line: no range"
            continue
        fi
        line=${line#*[} && line=${line%]*}
        low=${line% .. *} high=${line#* .. }
        values "$1.vcd" "$scope" | awk -v low="$low" -v high="$high" -v name="$scope" '
            NR == 1 || $2 < least {least = $2}
            NR == 1 || $2 > most {most = $2}
            function far(a, b) {d = a - b; s = b < 0 ? -b : b; return d > 1e-3 * s || -d > 1e-3 * s}
            END {if (NR == 0 || far(low, least) || far(high, most)) print name, low, high, least, most}'
    done < <(awk '/^@/ {curve = $0 ~ /^@[0-9a-f]*8[04]22$/} curve && /lif_sim[.]/' "$1.gtkw")
}
check 'each curve has its range in its name' is "$(wrong_ranges "$scratch/book")" ''
check 'as the painted one' has "$(<"$scratch/book.gtkw")" '{\painted_mv [-70 .. 50]}'
check 'of which there are 12' is "$(grep -c '^+{' "$scratch/book.gtkw")" 12
for title in 'Painted: spikes drawn up to the peak [mV]' 'Words; before: before the reset' \
    'Overlay of both, filled between [mV]'; do
    check "a title is: $title" test "$(grep -cFx -e "-$title" "$scratch/book.gtkw")" -gt 0
done

# ---- windows ----

run "$lifcosim" run --wave "$scratch/part.fst" --window 100:120 "$book"
check 'a window passes' is "$status" 0
fst2vcd "$scratch/part.fst" >"$scratch/part.vcd" 2>/dev/null
clocks=$(values "$scratch/part.vcd" clock.clk)
check 'it has just its 20 steps' is "$(awk '$2 == 1 && $1 % 100000 == 0' <<<"$clocks" | wc -l)" 20
check 'at their times' is "$(head -1 <<<"$clocks" | cut -d' ' -f1)" 10000000
check 'and the words of the whole run' is \
    "$(values "$scratch/part.vcd" membrane.word | tail -1)" \
    "$(values "$scratch/book.vcd" membrane.word | awk '$1 <= 11900000' | tail -1)"
run "$lifcosim" run --wave "$scratch/part.fst" --wave-around spike:1 "$book"
check 'a window around a spike passes' is "$status" 0
fst2vcd "$scratch/part.fst" >"$scratch/part.vcd" 2>/dev/null
check 'the spike is in it' has "$(values "$scratch/part.vcd" spikes.circuit)" '11000000 1'
run "$lifcosim" run --wave "$scratch/part.fst" --wave-signals membrane,spikes "$book"
fst2vcd "$scratch/part.fst" >"$scratch/part.vcd" 2>/dev/null
check 'signals can be chosen' is \
    "$(awk '/^\$scope/ {scope = $3} /^\$var/ {print scope}' "$scratch/part.vcd" | sort -u | xargs)" 'membrane spikes'
check 'their layout has no others' is "$(grep -c 'lif_sim[.]' "$scratch/part.gtkw")" 5
check 'and no section is closed' lacks "$(<"$scratch/part.gtkw")" '@c00200'
run "$lifcosim" run --wave "$scratch/part.fst" --wave-time clocks "$book"
fst2vcd "$scratch/part.fst" >"$scratch/part.vcd" 2>/dev/null
check 'time can be clocks of 10 ns' is \
    "$(values "$scratch/part.vcd" clock.clk | awk '$2 == 1' | sed -n 3p)" '20 1'
check 'and then the internals are there' test -n "$(values "$scratch/part.vcd" u_neuron.hold_q)"


# Where a step takes several clocks, its reference comes with its result, and not with its offer.
run "$lifcosim" run --wave "$scratch/serial.fst" --window 80:140 --dut q8_24_serial "$book"
check 'a window of a circuit of several clocks passes' is "$status" 0
fst2vcd "$scratch/serial.fst" >"$scratch/serial.vcd" 2>/dev/null
check 'several clocks: the error stays inside the bound' is \
    "$(values "$scratch/serial.vcd" reference.usage_percent | awk '$2 > 100 || $2 < -100' | wc -l)" 0
check 'several clocks: it is there' test \
    "$(values "$scratch/serial.vcd" reference.usage_percent | wc -l)" -gt 30
check 'several clocks: no step looks failed' is \
    "$(values "$scratch/serial.vcd" verdict.exact_ok | awk '$2 == 0' | wc -l)" 0
check 'several clocks: the ranges' is "$(wrong_ranges "$scratch/serial")" ''

# A window whose first step has idle clocks before it begins with that step.
run "$lifcosim" run --wave "$scratch/part.fst" --wave-time clocks --window 0:120 "$book"
fst2vcd "$scratch/part.fst" >"$scratch/part.vcd" 2>/dev/null
idle=$(values "$scratch/part.vcd" handshake.valid | awk '$2 == 0 {print $1; exit}')
run "$lifcosim" run --wave "$scratch/part.fst" --window "$((idle / 10)):120" "$book"
fst2vcd "$scratch/part.fst" >"$scratch/part.vcd" 2>/dev/null
check 'a window begins with its first step, not with the idle clocks before' is \
    "$(values "$scratch/part.vcd" clock.clk | head -1)" "$((idle / 10 * 100000)) 1"
check 'and has the ranges of its steps' is "$(wrong_ranges "$scratch/part")" ''

# A window far into a long run comes from a checkpoint, and is what the whole run has there.
long=(--set steps=60000 --set 'stimulus=[{noise: {mean: 0.06 mA, deviation: 0.03 mA,
    correlation_time: 1 ms, seed: 4}}]' sim/scenarios/neurodynex3-step-3.0nA.yaml)
sed -e '/^expect/,$d' "${long[-1]}" >"$scratch/long.yaml"
long=(--set steps=60000 --set 'stimulus=[{noise: {mean: 2.5 nA, deviation: 0.8 nA, correlation_time: 2 ms, seed: 4}}]'
    "$scratch/long.yaml")
run "$lifcosim" run --wave "$scratch/far.fst" --window 50000:50200 --csv "$scratch/far.csv" \
    "${long[@]}"
check 'a window far into a run passes' is "$status" 0
fst2vcd "$scratch/far.fst" >"$scratch/far.vcd" 2>/dev/null
hex() { awk '{v = 0; for (i = 1; i <= length($2); i++) v = 2 * v + substr($2, i, 1)
    if (length($2) == 32 && substr($2, 1, 1) == 1) v -= 4294967296
    printf "%d %d\n", $1 / 100000, v}'; }
read -r compared bad <<<"$(join <(values "$scratch/far.vcd" membrane.word | hex | sort) \
    <(awk -F, 'NR > 1 {print $1, $7}' "$scratch/far.csv" | sort) |
    awk '{n++; if ($2 != $3) bad++} END {print n + 0, bad + 0}')"
check "its words are those of the CSV ($compared values)" test "$compared" -gt 100 -a "$bad" = 0

# ---- size ----

run "$lifcosim" run --set steps=1000000 --wave "$scratch/million.fst" \
    --wave-signals membrane,spikes "${long[@]:2}"
check 'a million steps of membrane and spikes pass' is "$status" 0
bytes=$(stat -c %s "$scratch/million.fst")
check "and take less than 5 MB ($bytes bytes)" test "$bytes" -lt 5000000 -a "$bytes" -gt 100000

# ---- wrong input ----

refused() { # NAME PART OPTION ...
    local name=$1 part=$2
    shift 2
    run "$lifcosim" run "$@"
    check "$name: status 2" is "$status" 2
    check "$name: the message" has "$err" "$part"
    check "$name: no file" test ! -e "$scratch/no.fst" -a ! -e "$scratch/no.gtkw"
}
refused 'another ending' 'FILE.fst' --wave "$scratch/no.lxt" "$book"
refused 'several runs' 'here are 2 runs' --wave "$scratch/no.fst" --dut q8_24,q6_18 "$book"
refused 'a model' 'cannot write a waveform' --wave "$scratch/no.fst" --dut model:q8_24 "$book"
refused 'a window without end' '1000:1500' --wave "$scratch/no.fst" --window 5: "$book"
refused 'a window beyond the run' '500 steps' --wave "$scratch/no.fst" --window 600:700 "$book"
refused 'an unknown group' '`noise` is not a group' --wave "$scratch/no.fst" --wave-signals noise "$book"
refused 'an unknown time' 'biological or clocks' --wave "$scratch/no.fst" --wave-time steps "$book"
refused 'a window without a file' '--wave FILE.fst' --window 1:2 "$book"
refused 'two windows' 'exclude each other' --wave "$scratch/no.fst" --window 1:2 \
    --wave-around spike:1 "$book"
run "$lifcosim" run --wave "$scratch/no.fst" --wave-around spike:99 "$book"
check 'a spike that never came: status 2' is "$status" 2
check 'a spike that never came: the message' has "$err" 'the circuit has 15 spikes'
run "$lifcosim" run --wave "$scratch/none/no.fst" "$book"
check 'a folder that is missing: status 3' is "$status" 3
check 'a folder that is missing: the message' has "$err" "$scratch/none/no.fst"

# ---- the flight recorder ----

mkdir -p "$scratch/build/dut"
cp "$lifcosim" "$scratch/build/"
run env -u LIFCOSIM_DUT_DIR "$scratch/build/lifcosim" run --dut "$PWD/build/faults/hold-long.so" \
    --json "$scratch/fault.json" "$book"
fault=$scratch/build/waves/book-triangle-hold-long
check 'a failing run: status 1' is "$status" 1
check 'it leaves a waveform and says so' has "$out" "gtkwave $fault.fst $fault.gtkw"
step=$(jq '.results[0].first_mismatch.step' "$scratch/fault.json")
check 'the primary marker stands on the first mismatch' is \
    "$(awk '/^\*/ {print $2}' "$fault.gtkw")" "$((step * 100000))"
fst2vcd "$fault.fst" >"$scratch/fault.vcd" 2>/dev/null
first=$(values "$scratch/fault.vcd" verdict.exact_ok | awk '$2 == 0 {print $1; exit}')
check 'where the verdict of the step turns' is "$first" "$((step * 100000))"
unexplained=$(values "$scratch/fault.vcd" verdict.explained | awk '$2 == 0 {print $1}' | head -24 | xargs)
check 'and unexplained spikes have letters' is \
    "$(awk '/^\*/ {for (i = 3; i <= NF; i++) if ($i >= 0) print $i}' "$fault.gtkw" | xargs)" \
    "$unexplained"
check 'of which there are some' test -n "$unexplained"
check 'the layout has relative paths only' is "$(grep -c '"/' "$fault.gtkw")" 0

# ---- VCD ----

run "$lifcosim" run --quiet --wave "$scratch/book2.vcd" "$book"
check 'as VCD: status 0' is "$status:$err" 0:
check 'as VCD: what the FST file has' is "$(sed -n '/enddefinitions/,$p' "$scratch/book2.vcd" | md5sum)" \
    "$(sed -n '/enddefinitions/,$p' "$scratch/book.vcd" | md5sum)"
check 'as VCD: its layouts are beside it' test -s "$scratch/book2.gtkw" -a -s "$scratch/book2.sucl"
check 'as VCD: the layout names it' has "$(<"$scratch/book2.gtkw")" 'book2.vcd"'
check 'as VCD: nothing else is left' is "$(ls "$scratch" | grep -c partial)" 0
run env PATH="$scratch/no-tools" "$lifcosim" run --quiet --wave "$scratch/none.vcd" "$book"
check 'as VCD without fst2vcd: status 3' is "$status" 3
check 'as VCD without fst2vcd: what to do' has "$err" 'install gtkwave, or give a name that ends in .fst'
check 'as VCD without fst2vcd: no file' is "$(ls "$scratch" | grep -c '^none')" 0

# ---- Surfer ----

# Surfer is not here. What its command file names is looked up in the waveform: every signal, every row
# by its number, and the markers at the times that GTKWave's layout has.
check 'the commands for Surfer load the waveform beside them' is \
    "$(grep load_file "$fault.sucl")" 'load_file book-triangle-hold-long.fst'
check 'they add the signals of the GTKWave layout, in its order' is \
    "$(awk '$1 == "variable_add" {print $2}' "$fault.sucl")" \
    "$(sed -n 's/.*\(lif_sim[.][a-z_]*[.][a-z_]*\).*/\1/p' "$fault.gtkw")"
missing=$(awk '$1 == "variable_add" {sub(/^lif_sim[.]/, "", $2); print $2}' "$fault.sucl" |
    while read -r signal; do [[ -n $(values "$scratch/fault.vcd" "$signal") ]] || echo "$signal"; done)
check 'each of them is in the waveform' is "$missing" ''
wrong_rows() { # FILE.sucl: rows that get the focus by another number than theirs
    awk '$1 == "divider_add" {rows++}
        $1 == "variable_add" {at[$2] = rows++}
        $1 == "item_focus" {
            n = 0
            for (i = 1; (c = index("abcdefghijklmnop", substr($2, i, 1))) > 0 && substr($2, i, 1) != "_"; i++)
                n = 16 * n + c - 1
            if (at[substr($2, i + 1)] != n || i != (rows > 15 ? 3 : 2)) print $2
        }' "$1"
}
check 'each row that gets a form is named by its number' is "$(wrong_rows "$fault.sucl")" ''
check 'and every signal gets one' is "$(grep -c item_focus "$fault.sucl")" "$(grep -c variable_add "$fault.sucl")"
check 'the markers stand where those of GTKWave do' is \
    "$(awk '$1 == "marker_set" {print $NF}' "$fault.sucl" | xargs)" \
    "$(awk '/^\*/ {for (i = 2; i <= NF; i++) if ($i >= 0) print $i}' "$fault.gtkw" | xargs)"
run "$lifcosim" run --quiet --wave "$scratch/few.fst" --wave-signals spikes "$book"
check 'of few signals: named by their numbers too' is "$(wrong_rows "$scratch/few.sucl")" ''
check 'of few signals: no others' is "$(grep -c variable_add "$scratch/few.sucl")" 3
check 'without a mismatch: no marker' lacks "$(<"$scratch/few.sucl")" marker_set


# The overlay has both membranes of each step, whatever else is shown; without the clock, too.
run "$lifcosim" run --wave "$scratch/both.fst" --wave-signals reference,potential \
    --dut build/faults/hold-long.so "$book"
check 'a failing run with its overlay' is "$status" 1
fst2vcd "$scratch/both.fst" >"$scratch/both.vcd" 2>/dev/null
# Prints, at each step, "STEP VALUE" of all values that the signal has in it.
of_steps() {
    values "$scratch/both.vcd" "$1" | awk '
        {for (; seen && 100000 * (step + 1) < $1; ) print ++step, last
         step = int($1 / 100000); last = $2; seen = 1; print step, last}' | sort -u
}
both=$(sort -u <(of_steps potential.membrane_mv) <(of_steps reference.reference_mv))
missing=$(comm -23 <(printf '%s\n' "$both") <(of_steps reference.overlay_mv) | wc -l)
check "the overlay has both, in all of $(wc -l <<<"$both") values" is "$missing" 0
check 'and they differ' test "$(wc -l <<<"$both")" -gt 600
check 'its range is that of both' is "$(wrong_ranges "$scratch/both")" ''

# A file that counts clocks has its marks where the clocks are, with the idle ones before them.
run "$lifcosim" run --wave "$scratch/clocks.fst" --wave-time clocks \
    --dut build/faults/hold-long.so "$book"
fst2vcd "$scratch/clocks.fst" >"$scratch/clocks.vcd" 2>/dev/null
check 'clocks: the primary marker stands where the verdict turns' is \
    "$(awk '/^\*/ {print $2}' "$scratch/clocks.gtkw")" \
    "$(values "$scratch/clocks.vcd" verdict.exact_ok | awk '$2 == 0 {print $1; exit}')"
check 'clocks: and the letters at the unexplained spikes' is \
    "$(awk '/^\*/ {for (i = 3; i <= 12; i++) print $i}' "$scratch/clocks.gtkw" | xargs)" \
    "$(values "$scratch/clocks.vcd" verdict.explained | awk '$2 == 0 {print $1}' | head -10 | xargs)"

# ---- a real GTKWave ----

shot() { # FILE: screenshot of FILE.fst in FILE.png, colours of its pixels in FILE.colours
    run env SHOT="$1.png" xvfb-run -a -s '-screen 0 1700x1300x24' \
        gtkwave -S scripts/gtkwave_shot.tcl "$1.fst" "$1.gtkw"
    pngtopnm "$1.png" 2>/dev/null | ppmhist -noheader 2>/dev/null |
        awk '{print $1 "," $2 "," $3, $5}' >"$1.colours" || true
}
pixels() { awk -v c="$2" '$1 == c {n = $2} END {print n + 0}' "$1.colours"; }
for base in "$scratch/book" "$fault" "$scratch/clocks" "$scratch/far"; do
    shot "$base"
    name=$(basename "$base")
    check "$name: GTKWave ends well" is "$status" 0
    check "$name: GTKWave reports no error" lacks "${out,,}${err,,}" error
    check "$name: and no warning" lacks "${out,,}${err,,}" warn
    check "$name: every signal of the layout is shown" has "$out" \
        "displayed $(grep -c 'lif_sim[.]\|^-' "$base.gtkw")"
    check "$name: the window is at most 900 pixels high" test \
        "$(pngtopnm "$base.png" 2>/dev/null | pamfile | sed 's/.* by \([0-9]*\) .*/\1/')" -le 900
    read -r rows pixels canvas <<<"$(sed -n 's/^rows \([0-9]*\) of \([0-9]*\) on \([0-9]*\)$/\1 \2 \3/p' <<<"$out")"
    check "$name: and shows all rows ($rows of $pixels pixels on $canvas)" test \
        "$((rows * (pixels > 23 ? pixels : 23)))" -le "$canvas" -a "$rows" -gt 10 # whatever the fonts are
    check "$name: the canvas shows the circuit's traces" test "$(pixels "$base" 255,127,0)" -gt 2000
    check "$name: and the reference's" test "$(pixels "$base" 255,255,0)" -gt 1000
done

# ---- make wave ----

run env -u DISPLAY -u WAYLAND_DISPLAY scripts/wave.sh "$scratch/book.fst" "$scratch/book.gtkw"
check 'without a display: status 0' is "$status" 0
check 'without a display it says how to open the files' has "$out" \
    "gtkwave $scratch/book.fst $scratch/book.gtkw"
run scripts/wave.sh "$scratch/none.fst" "$scratch/book.gtkw"
check 'a file that is missing: status 2' is "$status" 2

tap_done
