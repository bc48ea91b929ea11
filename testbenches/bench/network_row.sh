#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# network_row.sh run NETWORK.yaml [OPTION of lifcosim run ...]   the whole command: reading, judging, its JSON
# network_row.sh brian FOLDER                                    the program that network_brian.py made in FOLDER
#
# A row of the benchmark (bench.c): one run of STEPS * PASSES neuron-ticks of 256 neurons. Its status is not 0 where
# the program fails, or the network does not pass.
set -euo pipefail

kind=$1
what=$2
shift 2
ticks=$((STEPS * PASSES / 256))

if [[ $kind == brian ]]; then echo "about $(<"$what/about.txt")"; fi
echo begin
case $kind in
run)
    build/lifcosim run --quiet --json build/bench/network.json --set "steps=$ticks" "$@" "$what"
    spikes=$(grep -o '"dut_spikes":[0-9]*' build/bench/network.json | head -n 1)
    spikes=${spikes#*:}
    ;;
brian)
    (cd "$what/program" && ./main >/dev/null)
    spikes=$(od -An -td4 "$what"/program/results/_array_spikemonitor_N_*)
    ;;
esac
echo "end $((ticks * 256)) $((spikes))"
