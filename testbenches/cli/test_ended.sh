#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# A run that a signal ends leaves no temporary file, and one whose memory is short while it reads ends
# with status 3: no library that crashes then takes it along.
# BUILD and LIFCOSIM_DUT_DIR are given by the runner; SEED chooses the allocations that fail.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

# ---- signals ----

sed 's/steps: 500/steps: 2000000000/' s.yaml >long.yaml
reports=(--json out/a --csv out/b --junit out/c)
works() { # until the files are there
    for ((n = 0; n < 400; n++)); do
        if (($(find out -type f | wc -l) == 3)); then return; fi
        sleep 0.05
    done
}
for signal in INT TERM HUP; do
    env --default-signal=INT,HUP "$program" run "${reports[@]}" long.yaml >ended 2>&1 &
    program_id=$!
    works
    check "$signal: three files are written" is "$(find out -type f | wc -l)" 3
    kill -$signal $program_id
    status=0
    { wait $program_id; } 2>/dev/null || status=$?
    check "$signal: ends it" is "$status" $((128 + $(kill -l $signal)))
    check "$signal: no file is left" is "$(ls -A out)" ''
done
env --ignore-signal=HUP "$program" run "${reports[@]}" long.yaml >ended 2>&1 &
program_id=$!
works
kill -HUP $program_id
sleep 0.2
check 'HUP that is ignored (nohup): the run goes on' kill -TERM $program_id
status=0
{ wait $program_id; } 2>/dev/null || status=$?
check 'HUP that is ignored (nohup): TERM ends it' is "$status" 143

# ---- memory ----

"${CC:-gcc}" -O1 -w -shared -fPIC -o fail.so "$root/testbenches/cli/fail_allocation.c"
printf 'base: s.yaml\naxes: {stimulus.0.triangle.peak: [0.1 mA, 0.2 mA]}\n' >sweep.yaml
RANDOM=${SEED:-$(date +%s)}
seed=$RANDOM
echo "# allocations by seed $seed (SEED=$seed repeats them)"
RANDOM=$seed
short() { # NAME MOST COMMAND ...   200 of the first MOST allocations fail, one run each
    local name=$1 most=$2 at bad='' count=0
    shift 2
    for ((i = 0; i < 200; i++)); do
        at=$((i < 50 ? i : (RANDOM * 32768 + RANDOM) % most))
        run env FAIL_AT=$at LD_PRELOAD="$PWD/fail.so" "$program" "$@"
        case $status in
        3) count=$((count + 1)) ;;
        0) ;; # this one was not needed
        *) bad+=" $at:$status" ;;
        esac
    done
    check "$name: nothing but 3, or done" is "$bad" ''
    check "$name: memory was short" test $count -gt 50
}
short check 20000 check s.yaml
short 'sweep --check' 20000 sweep --check sweep.yaml
cat >network.yaml <<'YAML'
name: pair
step: 1 ms
steps: 10
populations:
  p: {size: 2, neuron: {method: euler, time_constant: 20 ms, resistance: 1 MOhm, rest: 0 mV, threshold: 20 mV},
      synapse: {time_constant: 5 ms}, drive: 30 nA}
synapses:
  - {from: p, to: p, weight: 1 mV}
YAML
short 'check of a network' 20000 check network.yaml

# The allocations of the run itself are the last ones, one by one. The last of all is found by halves.
run "$program" run --quiet --dut model:c24 network.yaml
check 'the network can be run' test "$status" -le 1
fail_at() { run env FAIL_AT="$1" LD_PRELOAD="$PWD/fail.so" "$program" run --quiet --dut model:c24 network.yaml; }
needed=0 spare=1000000
while ((spare - needed > 1)); do
    fail_at $(((needed + spare) / 2))
    if ((status >= 3)); then needed=$(((needed + spare) / 2)); else spare=$(((needed + spare) / 2)); fi
done
bad=''
for ((at = needed - 150; at <= needed; at++)); do
    fail_at $at
    if [[ $status != 3 ]]; then bad+=" $at:$status"; fi
done
check "a network's run, of $needed allocations the last 150: nothing but 3" is "$bad" ''

# A text of brackets takes the parser of Debian 12 some hundred bytes for each; that of Debian 13 refuses it
# sooner. Neither ends the program.
{ printf 'name: '; head -c 3000000 /dev/zero | tr '\0' '['; } >deep.yaml
run bash -c "ulimit -v 400000; '$program' check deep.yaml"
why='not valid YAML'
if ((status == 3)); then why='out of memory'; fi
check 'brackets: status 3, or 2' test "$status" -eq 3 -o "$status" -eq 2
check 'brackets: where' has "$err" 'deep.yaml'
check 'brackets: why' has "$err" "$why"

tap_done
