# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034,SC2154  # it shares names with the tests and with tap.sh
#
# To be sourced after tap.sh, from the top folder: the built program, and a scenario to change, in a
# folder of its own, which becomes the current one.

root=$PWD
build=$(realpath "${BUILD:-build}")
program=$build/lifcosim
LIFCOSIM_DUT_DIR=$(realpath "${LIFCOSIM_DUT_DIR:-build/dut}")
export LIFCOSIM_DUT_DIR
mkdir "$tap_folder/work" "$tap_folder/work/out"
cd "$tap_folder/work" || exit

# The tests of places count its lines.
cat >s.yaml <<'YAML'
name: book
step: 0.1 ms
steps: 500
neuron:
  method: exponential
  resistance: 1 kOhm
  time_constant: 5 ms
  rest: -70 mV
  threshold: -40 mV
  refractory: 1 ms
stimulus:
  - triangle: {peak: 0.2 mA, samples: 502}
YAML

noise='stimulus.0.noise={mean: 45 uA, deviation: 20 uA, correlation_time: 1 ms, seed: 1}'

# vary FILE SED_SCRIPT   writes s.yaml, changed, as FILE; fails where nothing changes.
vary() {
    sed "$2" s.yaml >"$1"
    if cmp -s s.yaml "$1"; then
        echo "vary: '$2' changes nothing" >&2
        return 1
    fi
}

begins() { [[ $1 == "$2"* ]]; }    # begins TEXT START
matches() { [[ $1 =~ $2 ]]; }      # matches TEXT EXTENDED_REGULAR_EXPRESSION
differs() { [[ $1 != "$2" ]]; }    # differs TEXT TEXT
untouched() { [[ $(ls -A out) == kept && $(<out/kept) == old ]]; }

# wrong NAME STATUS PLACE WHAT REMEDY ARGUMENT ...   `lifcosim ARGUMENT ...` is refused: the status,
# the beginning of standard error, what it says is wrong, and what would be right; nothing on
# standard output, and no file in out/ appears or changes.
wrong() {
    local name=$1 expected=$2 place=$3 what=$4 remedy=$5
    shift 5
    rm -rf out
    mkdir out
    echo old >out/kept
    run "$program" "$@"
    check "$name: status $expected" is "$status" "$expected"
    check "$name: the place" begins "$err" "$place: "
    check "$name: what is wrong" has "${err%%$'\n'*}" "$what"
    check "$name: what would be right" has "${err%%$'\n'*}" "$remedy"
    check "$name: nothing on standard output" is "$out" ''
    check "$name: no file written" untouched
}
