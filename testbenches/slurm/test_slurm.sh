#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# A sweep runs as a Slurm job array: a cluster of this one machine, with an authentication, ports
# and folders of its own, is started and stopped; the joined parts must be the bytes of the whole
# sweep.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

# ---- the cluster ----

cluster=$tap_folder/cluster
daemons=()
mkdir -m 700 "$cluster" "$cluster/state" "$cluster/spool"
export SLURM_CONF=$cluster/slurm.conf
PATH=$PATH:/usr/sbin:/sbin
first=$((20000 + RANDOM % 20000))
cat >"$SLURM_CONF" <<CONF
ClusterName=lifcosim
SlurmctldHost=$(hostname)(127.0.0.1)
SlurmctldPort=$first
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$cluster/munge.socket
CredType=cred/munge
StateSaveLocation=$cluster/state
SlurmdSpoolDir=$cluster/spool
SlurmctldPidFile=$cluster/slurmctld.pid
SlurmdPidFile=$cluster/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
KillWait=5
NodeName=node NodeHostname=$(hostname) NodeAddr=127.0.0.1 Port=$((first + 1)) CPUs=$(nproc)
PartitionName=all Nodes=node Default=YES MaxTime=60 State=UP
CONF

stop_cluster() {
    local pid
    for pid in "${daemons[@]}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${daemons[@]}"; do wait "$pid" 2>/dev/null || true; done
    rm -rf "$tap_folder"
}
trap stop_cluster EXIT

# daemon NAME COMMAND ...   starts it, with its words in NAME.log.
daemon() {
    local log=$cluster/$1.log
    shift
    "$@" >"$log" 2>&1 </dev/null &
    daemons+=($!)
}
within() { # within SECONDS COMMAND ...   tries until it succeeds
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        if ((SECONDS >= end)); then return 1; fi
        sleep 0.1
    done
}

head -c 1024 /dev/urandom >"$cluster/munge.key"
chmod 400 "$cluster/munge.key"
daemon munged munged --foreground --force --key-file="$cluster/munge.key" \
    --socket="$cluster/munge.socket" --pid-file="$cluster/munge.pid" \
    --log-file="$cluster/munge.log" --seed-file="$cluster/munge.seed"
run within 20 test -S "$cluster/munge.socket"
out=$(cat "$cluster"/mung*.log)
check 'authentication is there' is "$status" 0
daemon slurmctld slurmctld -D
run within 30 scontrol ping
out=$(cat "$cluster/slurmctld.log")
check 'the controller is there' is "$status" 0
daemon slurmd slurmd -D
idle() { [[ $(sinfo -h -o %t) == idle ]]; }
run within 60 idle
out=$(cat "$cluster/slurmd.log" "$cluster/slurmctld.log")
check 'the node is there' is "$status" 0

# ---- a sweep on it ----

export LIFCOSIM=$program
cat >sweep.yaml <<'YAML'
base: s.yaml
dut: [q8_24, q6_18]
seed: 3
draws: 500
axes:
  neuron.time_constant: {log-uniform: [2 ms, 50 ms]}
  neuron.threshold: {normal: [-45 mV, 2 mV]}
  neuron.refractory_steps: {integers: [0, 20]}
YAML
ended() { [[ -z $(squeue -h) ]]; }
state_of() { scontrol show job "$1" | sed -n 's/^ *JobState=\([A-Z]*\) .*/\1/p' | sort -u; }
same_file() { cmp "$1" "$2"; }
submit() { run "$root/scripts/slurm/submit.sh" "$@"; }

run "$program" sweep --jsonl whole.jsonl sweep.yaml
whole=$out
check 'the whole sweep: status 0' is "$status" 0
submit 4 sweep.yaml joined.jsonl
check 'submitted: status 0' is "$status" 0
check 'submitted: two jobs' matches "$out" '^[0-9]+ [0-9]+$'
array=${out% *} merge=${out#* }
run within 120 ended
out=$(squeue; cat ./*.log)
check 'the jobs end' is "$status" 0
check 'every task completed' is "$(state_of "$array")" COMPLETED
check 'the merge completed' is "$(state_of "$merge")" COMPLETED
check 'four tasks ran' is "$(scontrol show job "$array" | grep -c 'ArrayTaskId=[1-4] ')" 4
check 'the joined file is that of the whole, byte for byte' same_file whole.jsonl joined.jsonl
check 'the summary is that of the whole' is "$(<joined.jsonl.log)" "$whole"
check 'the parts are gone' is "$(find . -name 'joined.jsonl.*-of-4')" ''

# A sweep of a network goes the same way.
cat >net.yaml <<'YAML'
name: pair
step: 0.1 ms
duration: 60 ms
populations:
  exc:
    size: 6
    neuron: {method: exponential, time_constant: 20 ms, resistance: 1 MOhm, rest: -70 mV, threshold: -50 mV,
             refractory: 2 ms, initial: {each: {uniform: [-70 mV, -50 mV], seed: 3}}}
    synapse: {time_constant: 5 ms, coupling: exact}
    drive: 21 nA
  inh: {size: 2, like: exc, drive: 18 nA}
sources:
  in: {size: 4, poisson: {rate: 100 Hz, seed: 5}}
synapses:
  - {from: in, to: [exc, inh], weight: 6 mV, probability: 0.5, seed: 1}
  - {from: exc, to: inh, weight: 4 mV}
  - {from: inh, to: exc, weight: -8 mV, delay: 0.5 ms}
YAML
cat >networks.yaml <<'YAML'
base: net.yaml
dut: [model:c24, c24_16]
seed: 3
draws: 100
axes:
  populations.exc.drive: {uniform: [15 nA, 25 nA]}
  synapses.0.weight: {uniform: [1 mV, 8 mV]}
  seed: {integers: [1, 100000]}
YAML
run "$program" sweep --jsonl whole-net.jsonl networks.yaml
whole=$out
check 'the whole sweep of a network: status 0' is "$status" 0
submit 4 networks.yaml net.jsonl
check 'a network is submitted: two jobs' matches "$out" '^[0-9]+ [0-9]+$'
array=${out% *} merge=${out#* }
run within 120 ended
out=$(squeue; cat ./net.*.log)
check 'the jobs of the network end' is "$status" 0
check 'every task of the network completed' is "$(state_of "$array")" COMPLETED
check 'the merge of the network completed' is "$(state_of "$merge")" COMPLETED
check 'the joined file of the network is that of the whole, byte for byte' same_file whole-net.jsonl net.jsonl
check 'the summary of the network is that of the whole' is "$(<net.jsonl.log)" "$whole"
submit 2 networks.yaml badnet.jsonl --dut "$root/build/faults/core_model/event-late.so"
merge=${out#* }
run within 120 ended
check 'a wrong core: the merge has its status' has "$(scontrol show job "$merge")" 'ExitCode=1:0'
check 'a wrong core: the summary' matches "$(<badnet.jsonl.log)" 'sets        100: [0-9]+ pass, [1-9][0-9]* fail'

# With a circuit that is wrong the tasks complete, and the merge has the verdict.
submit 2 sweep.yaml bad.jsonl --dut "$root/build/faults/hold-long.so"
array=${out% *} merge=${out#* }
run within 120 ended
check 'a wrong circuit: the tasks complete' is "$(state_of "$array")" COMPLETED
check 'a wrong circuit: the merge fails' is "$(state_of "$merge")" FAILED
check 'a wrong circuit: its status' has "$(scontrol show job "$merge")" 'ExitCode=1:0'
check 'a wrong circuit: the summary' matches "$(<bad.jsonl.log)" \
    'sets        500: [0-9]+ pass, [1-9][0-9]* fail'

# With a part that cannot be made nothing is joined.
echo 'kept' >old.jsonl.1-of-2.part
submit 2 sweep.yaml old.jsonl
array=${out% *} merge=${out#* }
run within 120 ended
check 'a part that fails: its task failed' has "$(state_of "$array")" FAILED
check 'a part that fails: no merge' is "$(state_of "$merge")" CANCELLED
check 'a part that fails: no file' test ! -e old.jsonl

# A mistake is told before anything is submitted.
sed 's/base: s.yaml/base: t.yaml/' sweep.yaml >wrong.yaml
submit 2 wrong.yaml wrong.jsonl
check 'a wrong sweep: status 2' is "$status" 2
check 'a wrong sweep: its place' begins "$err" 'wrong.yaml:1:7: '
submit 0 sweep.yaml wrong.jsonl
check 'no task: status 2' is "$status" 2
check 'no task: how to' has "$err" 'usage: submit.sh N SWEEP.yaml OUT.jsonl'

tap_done
