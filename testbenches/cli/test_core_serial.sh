#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# A core on a board is judged like any core (lifcosim run --dut serial:DEVICE NETWORK.yaml). The board
# is the Verilated lif_core_top behind a pseudo-terminal: of 256 neurons, as it is placed on an UP5K, and
# of 16; sound, with a fault in its circuit, and with bytes that are lost, doubled and damaged.
# shellcheck disable=SC2154
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=tap.sh
. testbenches/cli/tap.sh
# shellcheck source=program.sh
. testbenches/cli/program.sh
# shellcheck source=board.sh
. "$root/testbenches/cli/board.sh"

# A board is slow, so the run is shorter; it has noise, too, and weaker synapses.
sed 's/60 ms/12 ms/; s/2 MOhm/1 MOhm/; s/^    drive: 0 nA/&\n    noise: {deviation: 0.1 mV}/
     s/0.9 mV, probability: 0.5/0.3 mV, probability: 0.3/' "$root/testbenches/cli/net.yaml" >net.yaml

# ---- sound boards ----

run "$program" run net.yaml
check 'on the integer model: PASS' begins "$out" 'PASS'
on_model=$(sed 1d <<<"$out")

plug_in "$build/board/core_line_16"
run "$program" run --dut "serial:$device" net.yaml
check 'a board of 16 neurons: status 0' is "$status" 0
check 'a board of 16 neurons: PASS' begins "$out" "PASS     net on serial:$device, 120 ticks of 100 us, 16 neurons"
check 'a board of 16 neurons: the report of the model' is "$(sed 1d <<<"$out")" "$on_model"
check 'a board of 16 neurons: it had to spike' has "$out" 'decisions: 6 must spike'
run "$program" run --dut "serial:$device" net.yaml
check 'the same board again: PASS' begins "$out" 'PASS'
run "$program" run --dut "serial:$device" s.yaml
check 'a scenario of one neuron on a core: status 3' is "$status" 3
check 'a scenario of one neuron on a core: what to do' has "$err" 'run a network on it'

plug_in "$build/board/core_line_256"
run "$program" run --dut "serial:$device" --set 'duration=1.5 ms' net.yaml
check 'a board of 256 neurons: PASS' begins "$out" "PASS     net on serial:$device, 15 ticks"
check 'a board of 256 neurons: all of its words were read back' has "$out" ', 0 not the nearest'
check 'a board of 256 neurons: each was compared' has "$out" '3840 neuron-ticks compared, 0 mismatches'

plug_in "$build/board/core_line_hidden"
run "$program" run --dut "serial:$device" net.yaml
check 'a board that keeps no state: PASS' begins "$out" 'PASS'
check 'a board that keeps no state: spikes are held against the model' has "$out" '1920 neuron-ticks compared, 0 mismatches'

plug_in "$build/board/line"
run "$program" run --dut "serial:$device" net.yaml
check 'a network on one neuron: status 3' is "$status" 3
check 'a network on one neuron: what to do' has "$err" 'run a scenario of one neuron on it'

# ---- a circuit with a fault ----

mkdir rtl
cp "$root"/rtl/*.v rtl
sed -i 's/a_next_q      <= spike_q ? fit(jumped) : a_2_q;/a_next_q      <= a_2_q;/' rtl/lif_core_neuron.v
run cmp -s rtl/lif_core_neuron.v "$root/rtl/lif_core_neuron.v"
check 'a core without its jump: the fault is there' is "$status" 1
mapfile -t sources < <(cat "$root/rtl/core.f" "$root/rtl/core_board.f")
run "${VERILATOR:-verilator}" --cc --exe --build --prefix Vlif_top --top-module lif_core_top -Mdir obj -o faulty \
    -GDivider=4 -GNeuronBits=4 -GLaneBits=1 -GAccWidth=15 -GDelayBits=3 -CFLAGS '-DLIF_DIVIDER=4 -DLIF_QUIET=1400' \
    -Wno-lint -Wno-fatal "${sources[@]/#/rtl/}" "$root/testbenches/board/line.cpp"
check 'a core without its jump: it is built' is "$status" 0
plug_in obj/faulty
run "$program" run --dut "serial:$device" net.yaml
check 'a core without its jump: status 1' is "$status" 1
check 'a core without its jump: FAIL' begins "$out" 'FAIL'
check 'a core without its jump: at the exact level' has "$out" 'exact         fail'

# ---- a line with a fault: never a verdict, and what was received is said ----

# spoilt NAME WHAT FAULT ...
spoilt() {
    local name=$1 what=$2
    shift 2
    plug_in "$build/board/core_line_16" "$@"
    run env LIFCOSIM_SERIAL_SECONDS=0.4 "$program" run --dut "serial:$device" net.yaml
    check "$name: status 3" is "$status" 3
    check "$name: what is wrong" has "$err" "$what"
    check "$name: no verdict" is "$out" ''
}
for byte in 8 11 13; do
    spoilt "byte $byte of what it says that it is, is damaged" 'was lost or damaged on its way' damage from $byte
done
spoilt 'a byte of a weight is damaged' 'has a wrong checksum' damage to 2500
spoilt 'a byte of an answer is damaged' 'whose checksum is wrong' damage from 2500
spoilt 'a byte to the board is lost' 'bytes of an answer within' drop to 2500
spoilt 'a byte from the board is lost' 'bytes of an answer within' drop from 4000
spoilt 'the board is unplugged' 'is gone: the line was closed at its other end' gone to 2500
spoilt 'a device that answers anything' 'does not say what it is' garbage

# Wherever one byte of a run is spoilt, the run says PASS where that did no harm, or status 3.
random=${SEED:-$RANDOM}
echo "# SEED=$random"
RANDOM=$random
verdicts=0
for _ in {1..10}; do
    kinds=(drop double damage) sides=(to from)
    plug_in "$build/board/core_line_16" "${kinds[RANDOM % 3]}" "${sides[RANDOM % 2]}" $((RANDOM % 9000))
    run env LIFCOSIM_SERIAL_SECONDS=0.2 "$program" run --dut "serial:$device" --set 'duration=2 ms' net.yaml
    if [[ $status != 3 && ! ($status == 0 && $out == @(PASS|VACUOUS)*) ]]; then
        verdicts=$((verdicts + 1))
        echo "# $(tr '\0' ' ' <"/proc/$line/cmdline"): status $status, ${out%%$'\n'*}"
    fi
done
check 'one byte that is spoilt anywhere: no wrong verdict' is "$verdicts" 0

unplug
wrong 'no device' 2 'lifcosim' 'no device, or a rate that is no number' 'serial:/dev/ttyUSB0' run --dut serial: net.yaml
wrong 'a device that is not there' 3 'lifcosim' 'cannot be opened (No such file' 'plugged in' run --dut serial:/dev/not-there net.yaml
tap_done
