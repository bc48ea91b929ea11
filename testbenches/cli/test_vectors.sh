#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The files of lifcosim vectors are put into somebody else's hands. A Verilog bench (Icarus) and a C
# program that know nothing but the files must agree in every step, and must notice a wrong digit in
# them and a fault in the circuit.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

neuron=$root/rtl/lif_neuron.v

# bench FOLDER [NEURON]   runs the Verilog bench on the files of a folder; leaves `out`.
bench() {
    run iverilog -g2005 -Wall -o "$1/bench" -I"$1" "${2:-$neuron}" \
        "$root/testbenches/vectors/tb_vectors.v"
    if [[ $status == 0 && -z $out$err ]]; then run env -C "$1" vvp -n bench; fi
}

# replay FOLDER   runs the C program.
replay() {
    run "${CC:-gcc}" -std=c11 -pedantic -Wall -Wextra -Wconversion -Wcomment -Werror -I"$1" \
        -I"$root/reference" -o "$1/replay" "$root/testbenches/vectors/replay.c" \
        "$root/reference/lif_integer.c"
    if [[ $status == 0 && -z $out$err ]]; then run "$1/replay"; fi
}

# spikes OPTION ... SCENARIO   prints how many the model has.
spikes() {
    "$program" run --json - "$@" 2>/dev/null | jq '.results[0].levels.free_running.dut_spikes'
}

# agree FOLDER STEPS FORMAT OPTION ... SCENARIO   puts the files of a scenario in a format into both
# hands.
agree() {
    local folder=$1 steps=$2 format=$3
    shift 3
    mkdir "$folder"
    run "$program" vectors --output "$folder" --dut "$format" "$@"
    check "$folder: written" is "$status" 0
    check "$folder: says so" has "$out" "$steps steps in model:"
    check "$folder: all files" is "$(cd "$folder" && echo *)" \
        'before.hex drive.hex hold.hex lif_vectors.h lif_vectors.vh membrane.hex spike.hex'
    check "$folder: a line for each step" is \
        "$(for file in "$folder"/*.hex; do wc -l <"$file"; done | sort | uniq -c | xargs)" \
        "5 $steps"
    if [[ $format != *r ]]; then # the circuit rounds half-up
        bench "$folder"
        check "$folder: the Verilog bench" is "$out" "PASS: $steps steps compared"
    fi
    replay "$folder"
    check "$folder: the C program" is "$out" \
        "PASS: $steps steps compared, $(spikes --dut "model:${format#model:}" "$@") spikes"
}

book=$root/sim/scenarios/book-triangle.yaml
weak=$root/sim/scenarios/book-triangle-weak.yaml
step=$root/sim/scenarios/neurodynex3-step-3.0nA.yaml
subtract=(--set neuron.reset_mode=by-subtraction)
agree book-q8_24 500 q8_24 "$book"
agree book-q4_12 500 q4_12 "$weak"
agree book-triple 500 20/12/18 "$book"
agree step-above 3000 q8_24 --set neuron.compare=above "$step"
agree step-model 3000 model:24/18/24 "$step"
agree noise-q8_24 6000 q8_24 --set steps=6000 --set "$noise" --seed 3 s.yaml
agree noise-subtract 2000 20/12/18 --set steps=2000 --set "$noise" "${subtract[@]}" \
    --set neuron.initial_hold=3 s.yaml
agree noise-residual 2000 20/12/18r --set steps=2000 --set "$noise" "${subtract[@]}" s.yaml
# shellcheck disable=SC1003  # a name that ends in a backslash
agree name-in-a-comment 500 q8_24 --set 'name=a ?? * \' s.yaml
check 'noise: enough spikes to show something' \
    test "$(spikes --set steps=6000 --set "$noise" --seed 3 s.yaml)" -gt 64
check 'subtraction is used' grep -q "LifResetSubtract = 1'b1" noise-subtract/lif_vectors.vh

# ---- a wrong digit ----

cp -r noise-q8_24 digit
for file in before membrane drive hold spike; do
    # This is the last digit of a line; for the hold it is that of a spiking step, as nobody reads
    # its other values.
    line=$(grep -n 1 noise-q8_24/spike.hex | sed -n '5s/:.*//p')
    sed "${line}y/0123456789abcdef/123456789abcdef0/" "noise-q8_24/$file.hex" >"digit/$file.hex"
    bench digit
    check "wrong digits in $file.hex: FAIL" begins "$out" 'FAIL: 6000 steps compared, '
    case $file in
    before | membrane | spike | drive)
        check "wrong digits in $file.hex: the step" has "$out" "the first is step $((line - 1))" ;;
    esac
    cp "noise-q8_24/$file.hex" "digit/$file.hex"
done
bench digit
check 'all digits right again: PASS' is "$out" 'PASS: 6000 steps compared'
head -n 5999 noise-q8_24/membrane.hex >digit/membrane.hex
bench digit
check 'a line too few: FAIL' matches "$out" 'FAIL: 6000 steps compared, 1 differ, .* step 5999$'
head=$(sed -n '/= {$/=' digit/lif_vectors.h)
sed -i "$((head + line))s/{[-0-9]*/{1/" digit/lif_vectors.h
replay digit
check 'a wrong drive in the C header: FAIL' is "$out" "FAIL: step $((line - 1)) of 6000 differs"

# ---- a faulty circuit ----

for fault in truncation hold-long hold-short reset-low held-integrates threshold-off input-late \
    leak-plus; do
    mkdir -p "$fault/rtl"
    cp "$neuron" "$fault/rtl"
    awk -v "fault=$fault" -v "root=$fault" -f "$root/testbenches/faults/seed.awk" \
        "$root/testbenches/faults/neuron.txt"
    bench noise-q8_24 "$fault/rtl/lif_neuron.v"
    check "the fault $fault: FAIL" begins "$out" 'FAIL: 6000 steps compared, '
done
bench noise-q8_24
check 'without a fault: PASS' is "$out" 'PASS: 6000 steps compared'

# ---- files that are there already ----

wrong 'no such folder' 2 none/drive.hex 'its folder does not exist' "mkdir -p none/" \
    vectors --output none s.yaml
mkdir kept
echo old >kept/membrane.hex
run "$program" vectors --output kept --set "${noise/20 uA/2 mA}" s.yaml
check 'a drive that clips: status 2' is "$status" 2
check 'a drive that clips: nothing changes' is "$(cat kept/*) $(ls -A kept)" 'old membrane.hex'
run "$program" vectors --output kept s.yaml
check 'old files are replaced' is "$(wc -l <kept/membrane.hex)" 500
run env -C kept "$program" vectors --output . ../s.yaml
check 'the folder is the present one by default' is "$status" 0

tap_done
