#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# test_unchanged.sh [renew]   what lifcosim answers to each command line of unchanged.txt is what it
# answered when that list was made: status, standard output and standard error, byte for byte. A line
# of the list is `STATUS OUT ERR COMMAND`, with the beginning of the SHA-256 of each text. Times, the
# commit and what depends on it are taken out by `steady`; nothing else of the machine is in there.
#
# A change that is meant to alter an answer renews the list: `testbenches/cli/test_unchanged.sh renew`.
# It keeps the commands and writes what they answer now; the commit of it says what became different.
# shellcheck disable=SC2016,SC2317  # the commands of the list call the functions; $ is sed's
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

list=$root/testbenches/cli/unchanged.txt
renew=${1-}
if [[ $# -gt 1 || -n $renew && $renew != renew ]]; then
    echo 'usage: test_unchanged.sh [renew]' >&2
    exit 2
fi
export LC_ALL=C
unset LIFCOSIM_ROOT LIFCOSIM_PROBE_SECONDS

# ---- what the commands find in their folder ----

ln -s "$root/sim/scenarios" scenarios
ln -s "$root/sim/sweeps" sweeps
ln -s "$root/testbenches/foreign" foreign
ln -s "$root/build/faults" faults
mkdir -p duts/batch bin page # a folder of circuits that holds what the list expects, and no more
for circuit in q4_4 q4_12 q6_18 q8_24; do ln -s "$root/build/dut/$circuit.so" duts/; done
ln -s "$root/build/dut/batch/q8_24.so" duts/batch/
export LIFCOSIM_DUT_DIR=duts

cat >grid.yaml <<'YAML'
base: s.yaml
dut: [q8_24, model:q6_18]
axes:
  neuron.threshold: [-70 mV, -45 mV, -40 mV]
  neuron.refractory_steps: [0, 10]
  stimulus.0.triangle.peak: {linear: [0.05 mA, 0.25 mA], points: 5}
YAML
cat >draws.yaml <<'YAML'
base: s.yaml
seed: 3
draws: 100
axes:
  neuron.time_constant: {log-uniform: [2 ms, 50 ms]}
  neuron.threshold: {normal: [-45 mV, 2 mV]}
  neuron.refractory_steps: {integers: [0, 20]}
YAML
sed 's/threshold/treshold/' draws.yaml >bad-axis.yaml
vary expects.yaml '$s/$/\nexpect:\n  spikes: [1, 2]/'
vary few.yaml 's/- triangle.*/- file: {path: few.csv, column: i, unit: uA}/'
printf 'i\n1\n2\n' >few.csv
echo 'no shared object' >text.so
circuit() { # NAME OPTION ...   a circuit in C as NAME.so
    "${CC:-gcc}" -std=c11 -D_GNU_SOURCE -O1 -w -fPIC -shared "${@:2}" -I"$root/sim" \
        -I"$root/reference" -o "$1.so" "$root/testbenches/cli/circuit.c" "$root/reference/lif_integer.c"
}
circuit plain
circuit no_ops -DNO_OPS
circuit no_run -DNO_RUN
circuit wide -DTOLD_WIDTH=33
circuit hold -DHOLD_WIDTH=99
circuit refuses_open -DREFUSE_OPEN
circuit refuses_run -DREFUSE_RUN

# The pictures show what gnuplot would have been told, so that its version does not matter.
cat >bin/gnuplot <<'SH'
#!/bin/sh
case $* in *--version*) echo 'gnuplot 5.4 patchlevel 4' && exit ;; esac
echo '<svg><title>Gnuplot</title><desc>told</desc>'
cat
echo '</svg>'
SH
chmod +x bin/gnuplot
PATH=$PWD/bin:$PATH

# ---- the vocabulary of the list ----

lifcosim() { "$program" "$@"; }
steady() { # standard input without times, the commit, and hashes that have it in them
    sed -E -e 's/"(seconds|steps_per_second)": ?[^,}]*/"\1":-/g' -e 's/ time="[0-9.]*"/ time="-"/' \
        -e 's/"(commit|sweep|check)": ?"[^"]*"/"\1":"-"/g' -e 's/commit [0-9a-z-]+/commit -/g' \
        -e 's/^(lifcosim [0-9.]+) \([0-9a-z-]+\)$/\1 (-)/'
}
# Prints the value changes of a waveform, without the heading that tells date and version of the
# writer, and without the scopes that have no signal, which Verilator 5.032 writes and 5.006 does
# not.
changes() {
    fst2vcd "$1" | sed '/^\$\(date\|version\)/,/^\$end/d' | awk '
        /^\$upscope/ && kept[n] ~ /^\$scope/ { n--; next }
        { kept[++n] = $0 }
        END { for (i = 1; i <= n; i++) print kept[i] }'
}
changed() { # NEURON SED_SCRIPT   the manifest of a foreign neuron, changed, as m.yaml
    cp foreign/*.v .
    sed "$2" "foreign/$1.yaml" >m.yaml
    ! cmp -s m.yaml "foreign/$1.yaml"
}

hash_of() { sha256sum "$1" | cut -c 1-16; }

# answer COMMAND   prints its line of the list, and leaves the texts.
answer() {
    local status=0
    rm -rf out build
    mkdir out
    (set -o pipefail && eval "$1") >"$tap_folder/out" 2>"$tap_folder/err" </dev/null || status=$?
    printf '%s %s %s %s\n' "$status" "$(hash_of "$tap_folder/out")" "$(hash_of "$tap_folder/err")" "$1"
}

if [[ -n $renew ]]; then
    while read -r -u 3 _ _ _ command; do answer "$command"; done 3< <(grep -v '^#' "$list") >renewed
    { grep '^#' "$list" && cat renewed; } >"$list.part"
    mv "$list.part" "$list"
    echo "$(wc -l <renewed) answers written to testbenches/cli/unchanged.txt"
    exit
fi

# ---- what they answer now ----

differences=0
while read -r -u 3 wanted; do
    command=$(cut -d ' ' -f 4- <<<"$wanted")
    observed=$(answer "$command")
    if [[ $observed == "$wanted" ]]; then continue; fi
    differences=$((differences + 1))
    if ((differences <= 5)); then
        check "$command" is "$observed" "$wanted"
        for text in out err; do head -n 20 "$tap_folder/$text" | sed "s/^/#   $text: /"; done
    fi
done 3< <(grep -v '^#' "$list")
lines=$(grep -vc '^#' "$list")
check "$lines command lines answer as they did" is "$differences" 0
check 'the list is long' test "$lines" -ge 200

# ---- the record sees a byte ----

same() { is "$(answer "$command")" "$before"; }
not_same() { ! same; }
command='lifcosim run s.yaml; lifcosim check nowhere.yaml'
before=$(answer "$command")
check 'the same answer twice is the same' same
lifcosim() { "$program" "$@" | sed '1s/PASS/PASs/'; }
check 'a byte of standard output is seen' not_same
lifcosim() { "$program" "$@" 2> >(sed 's/readable/readably/' >&2); }
check 'a byte of standard error is seen' not_same
lifcosim() { "$program" "$@" || return 3; }
check 'a status is seen' not_same

tap_done
