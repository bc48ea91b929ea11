#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# A board on a serial line is judged like any circuit (--dut serial:DEVICE). The board is the Verilated
# top behind a pseudo-terminal (testbenches/board/line.cpp): sound, with a fault in its circuit, and
# with bytes that are lost, doubled and damaged on the line, which must never become a verdict.
# shellcheck disable=SC2154
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=tap.sh
. testbenches/cli/tap.sh
# shellcheck source=program.sh
. testbenches/cli/program.sh

# shellcheck source=board.sh
. "$root/testbenches/cli/board.sh"
settings() { stty -a -F "$device"; }

# ---- a sound board ----

plug_in "$root/build/board/line"
before=$(settings)
run "$program" run --dut "serial:$device" s.yaml
check 'a sound board: status 0' is "$status" 0
check 'a sound board: PASS' begins "$out" "PASS     book on serial:$device, 500 steps"
check 'a sound board: its words were read back' has "$out" 'constants     pass'
check 'a sound board: every step was compared' has "$out" 'exact         pass     500 steps compared, 0 mismatches'
check 'a sound board: the settings of the line are those from before' is "$(settings)" "$before"
on_board=$(sed 1d <<<"$out")
run "$program" run --dut q8_24 s.yaml
check 'the same scenario on the RTL: the same report' is "$(sed 1d <<<"$out")" "$on_board"

run "$program" run --dut "serial:$device@9600" --json board.json s.yaml
check 'another rate: PASS' is "$status" 0
run "$program" run --dut q8_24 --csv rtl.csv s.yaml
run "$program" run --dut "serial:$device" --csv board.csv s.yaml
check 'steps as data: status 0' is "$status" 0
check 'steps as data: the same as of the RTL' cmp -s board.csv rtl.csv

sed '/^  refractory/d' s.yaml >changed.yaml
cat >>changed.yaml <<'YAML'
  - noise: {mean: 20 uA, deviation: 300 uA, correlation_time: 0.3 ms, seed: 1}
YAML
run "$program" run --dut "serial:$device" --no-expect changed.yaml
check 'drives of both signs: PASS' begins "$out" 'PASS'

cat >sweep.yaml <<'YAML'
base: s.yaml
axes:
  neuron.refractory: [0 ms, 1 ms, 3 ms]
YAML
run "$program" sweep --jobs 1 --dut "serial:$device" --csv sweep.csv sweep.yaml
check 'a sweep: status 0' is "$status" 0
check 'a sweep: the settings of the line are those from before' is "$(settings)" "$before"
check 'a sweep: three sets' is "$(grep -c ',pass,' sweep.csv)" 3

# ---- the line is this process's alone, and its settings come back ----

"$program" run --dut "serial:$device" --set steps=200000 --no-expect s.yaml >long.out 2>&1 &
long=$!
for _ in {1..100}; do
    [[ $(settings) != "$before" ]] && break
    sleep 0.05
done
check 'while a run has the line, its settings are other ones' differs "$(settings)" "$before"
wrong 'a line that is in use' 3 'lifcosim' 'is in use by another process' 'wait for it' \
    run --dut "serial:$device" s.yaml
kill -TERM "$long"
status=0
wait "$long" || status=$?
check 'a run that is ended: by the signal' is "$status" 143
check 'a run that is ended: the settings are those from before' is "$(settings)" "$before"
run "$program" run --dut "serial:$device" s.yaml
check 'the run after it, which finds the board within a command: PASS' begins "$out" 'PASS'

# ---- a circuit with a fault ----

sources=("$root"/rtl/*.v)
faulty_board 'a board whose circuit does not round' s.yaml lif_neuron.v \
    's/\$signed({1.b0, leak}) + Half;/$signed({1'"'"'b0, leak});/' --top-module lif_top -GDivider=8 "${sources[@]/#*\//rtl/}"

# ---- a line with a fault: never a verdict, and what was received is said ----

spoilt_board=$root/build/board/line
spoilt_input=s.yaml
spoilt 'a byte to the board is lost' 'sent 0 of 9 bytes of an answer within' drop to 400
spoilt 'a byte from the board is lost' 'sent 8 of 9 bytes of an answer within' drop from 400
spoilt 'a byte from the board comes twice' 'the board' double from 400
spoilt 'a byte to the board comes twice' 'the board' double to 400
spoilt 'a byte of a drive is damaged' 'and when the run was repeated with' damage to 401
spoilt 'a byte of a membrane is damaged' 'and when the run was repeated with' damage from 405
spoilt 'a byte of a word is damaged' 'has other words than were sent to it' damage to 57
spoilt 'a byte of a word that is read back is damaged' 'has other words than were sent to it' damage from 57
spoilt 'the board is unplugged' 'is gone: the line was closed at its other end' gone to 400
spoilt 'a device that never answers' 'sent 0 of 8 bytes of an answer' silent
check 'a device that never answers: it was sent the question and nothing else' is "$(sort -u sent)" 3f
spoilt 'a device that answers anything' 'the board' garbage
check 'a device that answers anything: it was sent the question and nothing else' is "$(sort -u sent)" 3f
spoilt 'a board of another version' 'where lif_top answers 4c 01' other
spoilt 'a format that no board has' 'which no board has' impossible

spoilt_anywhere 24 900 --set steps=60 --no-expect

# ---- what can be refused without a board ----

unplug
wrong 'no device' 2 'lifcosim' 'no device, or a rate that is no number' 'serial:/dev/ttyUSB0' run --dut serial: s.yaml
wrong 'a rate that is no number' 2 'lifcosim' 'a rate that is no number' '@115200' run --dut serial:/dev/null@fast s.yaml
wrong 'a device that is not there' 3 'lifcosim' 'cannot be opened (No such file' 'plugged in' run --dut serial:/dev/not-there s.yaml
wrong 'a device that is no line' 3 'lifcosim' 'is no serial line' '/dev/ttyUSB0' run --dut serial:/dev/null s.yaml
plug_in "$root/build/board/line"
wrong 'a rate that no line has' 3 'lifcosim' 'does not know that rate' '115200' run --dut "serial:$device@12345" s.yaml
export LIFCOSIM_SERIAL_SECONDS=soon
wrong 'a patience that is no time' 3 'lifcosim' 'LIFCOSIM_SERIAL_SECONDS is "soon"' '0.1 to 600' \
    run --dut "serial:$device" s.yaml
tap_done
