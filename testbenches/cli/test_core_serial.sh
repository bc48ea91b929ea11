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

plug_in "$root/build/board/core_line_16"
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

plug_in "$root/build/board/core_line_256"
run "$program" run --dut "serial:$device" --set 'duration=1.5 ms' net.yaml
check 'a board of 256 neurons: PASS' begins "$out" "PASS     net on serial:$device, 15 ticks"
check 'a board of 256 neurons: all of its words were read back' has "$out" ', 0 not the nearest'
check 'a board of 256 neurons: each was compared' has "$out" '3840 neuron-ticks compared, 0 mismatches'

plug_in "$root/build/board/core_line_hidden"
run "$program" run --dut "serial:$device" net.yaml
check 'a board that keeps no state: PASS' begins "$out" 'PASS'
check 'a board that keeps no state: spikes are held against the model' has "$out" '1920 neuron-ticks compared, 0 mismatches'

plug_in "$root/build/board/line"
run "$program" run --dut "serial:$device" net.yaml
check 'a network on one neuron: status 3' is "$status" 3
check 'a network on one neuron: what to do' has "$err" 'run a scenario of one neuron on it'

# ---- a circuit with a fault ----

mapfile -t sources < <(cat "$root/rtl/core.f" "$root/rtl/core_board.f")
faulty_board 'a core without its jump' net.yaml lif_core_neuron.v 's/a_next_q      <= spike_q ? fit(jumped) : a_2_q;/a_next_q      <= a_2_q;/' \
    --prefix Vlif_top --top-module lif_core_top -GDivider=4 -GNeuronBits=4 -GLaneBits=1 -GAccWidth=15 -GDelayBits=3 \
    -CFLAGS '-DLIF_DIVIDER=4 -DLIF_QUIET=1400' "${sources[@]/#/rtl/}"

# ---- a line with a fault: never a verdict, and what was received is said ----

spoilt_board=$root/build/board/core_line_16
spoilt_input=net.yaml
for byte in 8 11 13; do
    spoilt "byte $byte of what it says that it is, is damaged" 'was lost or damaged on its way' damage from $byte
done
spoilt 'a byte of a weight is damaged' 'has a wrong checksum' damage to 2500
spoilt 'a byte of an answer is damaged' 'whose checksum is wrong' damage from 2500
spoilt 'a byte to the board is lost' 'bytes of an answer within' drop to 2500
spoilt 'a byte from the board is lost' 'bytes of an answer within' drop from 4000
spoilt 'the board is unplugged' 'is gone: the line was closed at its other end' gone to 2500
spoilt 'a device that answers anything' 'does not say what it is' garbage
spoilt 'spikes without end' 'sends spikes without end, more than 32 in a tick' endless

spoilt_anywhere 10 9000 --set 'duration=2 ms'

unplug
wrong 'no device' 2 'lifcosim' 'no device, or a rate that is no number' 'serial:/dev/ttyUSB0' run --dut serial: net.yaml
wrong 'a device that is not there' 3 'lifcosim' 'cannot be opened (No such file' 'plugged in' run --dut serial:/dev/not-there net.yaml
tap_done
