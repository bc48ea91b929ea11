#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Waveforms of networks: the values of chosen neurons against the rows of --csv, the window, the ticks
# around the first mismatch of a core that fails, and a real GTKWave on a screen of its own.
# shellcheck disable=SC2154
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=tap.sh
. testbenches/cli/tap.sh
# shellcheck source=program.sh
. testbenches/cli/program.sh

cp "$root/testbenches/cli/net.yaml" net.yaml

# series FILE SCOPE NAME   prints the value of a signal at each tick that the file has.
series() {
    awk -v OFMT=%.12g -v scope="$2" -v name="$3" '
        $1 == "$scope" { at = $3 }
        $1 == "$var" && at == scope && $5 == name { code = $4 }
        /^#/ { if (ticks++) print value; next }
        $2 == code { value = substr($1, 2) + 0 }
        NF == 1 && code != "" && substr($1, 2) == code { value = substr($1, 1, 1) + 0 }' "$1"
}
# column NAME   prints the column of the CSV file, times $2 (1).
column() {
    awk -F, -v OFMT=%.12g -v name="$1" -v by="${2:-1}" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i; next }
        { print $c * by }' rows.csv
}
# alike FILE FILE   the numbers of both are the same up to 1e-6 of them.
alike() {
    paste "$1" "$2" | awk '{ d = $1 - $2; if (d * d > 1e-12 * ($1 * $1) + 1e-18) bad = 1 } END { exit bad || NR < 100 }'
}

# ---- chosen neurons, and all spikes ----

run "$program" run --wave wave.vcd --neurons 'exc[3]' --csv rows.csv net.yaml
check 'a run with a waveform: PASS' begins "$out" 'PASS'
check 'it has the layouts beside it' is "$(ls wave.* | xargs)" 'wave.gtkw wave.sucl wave.vcd'
for pair in membrane_mv:membrane_v:1e3 reference_mv:reference_v:1e3 bound_uv:bound_v:1e6 spike:spike:1 \
    spike_reference:reference_spike:1 ambiguous:ambiguous:1 held:held:1; do
    IFS=: read -r signal name by <<<"$pair"
    series wave.vcd exc_3 "$signal" >drawn
    column "$name" "$by" >counted
    if [[ $signal == bound_uv ]]; then # a held neuron has no bound to draw
        paste counted <(column held) | awk '{ print $2 ? 0 : $1 }' >kept && mv kept counted
    fi
    check "$signal is that of --csv, in each of 600 ticks" alike drawn counted
    check "$signal has all ticks" is "$(grep -c . drawn)" 600
done
# S counts the potential that a current would hold: 10 mV of |threshold - reset| over 2 MOhm are 5 nA.
series wave.vcd exc_3 current_na >drawn
column s0_fx "$(awk 'BEGIN { printf "%.15g", 5 / 2 ^ 18 }')" >counted
check 'the synaptic current in nA is the word of --csv' alike drawn counted
series wave.vcd exc_3 current_reference_na | paste - drawn |
    awk '{ d = $1 - $2; if (d > 1e-3 || d < -1e-3) bad = 1 } END { print bad + 0 }' >near
check 'its reference is within a pA' is "$(<near)" 0
series wave.vcd exc_3 threshold_mv >drawn
column a_fx "$(awk 'BEGIN { printf "%.15g", 10 / 2 ^ 18 }')" | awk -v OFMT=%.12g '{ print $1 - 50 }' >counted
check 'the threshold has its adaptation' alike drawn counted
check 'and it moves' test "$(sort -u drawn | grep -c .)" -gt 2
# Without synapses no sum is there to be added to the current.
run "$program" run --quiet --set 'synapses=[]' --wave alone.vcd --neurons 'exc[3]' net.yaml
check 'without synapses nothing arrives' is "$(series alone.vcd exc_3 arrived | sort -u)" 0
check 'with them it does' test "$(series wave.vcd exc_3 arrived | sort -u | grep -c .)" -gt 3
run "$program" run --quiet --csv rows.csv --neurons 'inh[2]' net.yaml
check 'the spikes of a neuron that is not drawn are there' is "$(series wave.vcd spikes_inh n2 | paste -sd,)" \
    "$(column spike | paste -sd,)"
check 'as are how many a tick had' is "$(series wave.vcd events spikes | awk '{ n += $1 } END { print n }')" \
    "$(for i in {0..11}; do series wave.vcd spikes_exc "n$i"; done |
        cat - <(for i in {0..3}; do series wave.vcd spikes_inh "n$i"; done) | awk '{ n += $1 } END { print n }')"

run "$program" run --quiet --wave part.vcd --window 100:160 net.yaml
check 'a window: its ticks and no more' is "$(series part.vcd exc_0 membrane_mv | grep -c .)" 60
check 'a window: what those of the whole run are' is "$(series part.vcd spikes_exc n3 | paste -sd,)" \
    "$(series wave.vcd spikes_exc n3 | sed -n 101,160p | paste -sd,)"
check 'without --neurons: the first of each population' is "$(grep -c 'membrane_mv \$end' part.vcd)" 2

# The longest name that a population may have: the layouts name the signals that the waveform has.
long=$(printf 'p%.0s' {1..64})
sed "s/\\bexc\\b/$long/g" net.yaml >long.yaml
run "$program" run --quiet --set 'duration=2 ms' --wave long.vcd long.yaml
check 'a long name: the waveform is there' is "$status" 0
awk '$1 == "$scope" { path[++depth] = $3 } $1 == "$upscope" { depth-- }
    $1 == "$var" { name = path[1]; for (i = 2; i <= depth; i++) name = name "." path[i]; print name "." $5 }' long.vcd | sort >there
check 'a long name: the waveform has its signals' has "$(<there)" "network.spikes_$long.n3"
check 'a long name: GTKWave shows all of them, and no other' is "$(grep -o 'network[.][^ ]*$' long.gtkw | sort)" "$(<there)"
check 'a long name: Surfer shows all of them, and no other' is "$(sed -n 's/^variable_add //p' long.sucl | sort)" "$(<there)"

# ---- a core that fails ----

cp "$root/build/faults/core_model/event-lost.so" lost.so
rm -f "$build"/waves/net-lost.so*
run "$program" run --dut ./lost.so net.yaml
check 'a core that loses events: FAIL' begins "$out" 'FAIL'
left=$(sed -n 's/.*gtkwave \(.*\)\.gtkw shows them.*/\1/p' <<<"$err")
check 'it leaves the ticks around the first mismatch, and says where' test -s "${left:-none}.vcd"
tick=$(sed -n 's/.*first .*: tick \([0-9]*\) .*/\1/p' <<<"$out")
check 'the marker is on the mismatch' is "$(awk '/^\*/ { print $2 }' "$left.gtkw")" "$((tick * 100000))"
first=$((tick > 300 ? tick - 300 : 0))
check 'it begins 300 ticks before it' is "$(sed -n 's/^#//p' "$left.vcd" | head -n 1)" "$((first * 100000))"

# ---- what is refused ----

wrong 'an FST file' 2 'lifcosim' 'is a VCD file' 'FILE.vcd' run --wave out/w.fst net.yaml
wrong 'signals of a neuron' 2 'lifcosim' 'are for scenarios of one neuron' '--neurons' run --wave out/w.vcd --wave-around spike:1 net.yaml
wrong 'a window beyond the run' 2 'lifcosim' 'the run has 600 ticks' 'within them' run --wave out/w.vcd --window 10:700 net.yaml
wrong 'a neuron that is not there' 2 'lifcosim' 'exc' 'exc' run --wave out/w.vcd --neurons 'exc[99]' net.yaml
wrong 'two runs' 2 'lifcosim' 'one network on one core' 'one of each' run --wave out/w.vcd net.yaml net.yaml

# ---- a real GTKWave ----

cd "$root"
for base in "$tap_folder/work/wave" "$left"; do
    [[ $base == /* ]] || base=$tap_folder/work/$base
    run env SHOT="$tap_folder/shot.png" xvfb-run -a -s '-screen 0 1700x1300x24' \
        gtkwave -S scripts/gtkwave_shot.tcl "$base.vcd" "$base.gtkw"
    check "${base##*/}: GTKWave ends well" is "$status" 0
    check "${base##*/}: and reports no error or warning" matches "$(grep -ciE 'error|warn' <<<"$out$err" || true)" '^0$'
    check "${base##*/}: every row of the layout is shown" has "$out" \
        "displayed $(grep -c 'network[.]\|^-' "$base.gtkw")"
    pngtopnm "$tap_folder/shot.png" 2>/dev/null | ppmhist -noheader 2>/dev/null >"$tap_folder/colours"
    check "${base##*/}: the circuit's curves are drawn" test \
        "$(awk '$1 == 255 && $2 == 127 && $3 == 0 { print $5 }' "$tap_folder/colours")" -gt 1000
done
tap_done
