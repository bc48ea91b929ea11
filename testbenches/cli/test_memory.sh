#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Memory is constant: a run needs no more of it when it is STEPS (2*10^7) steps long than when it is
# a hundredth of that; only the spikes are kept, for the lists of the result. DRIVE=noise drives it
# with noise, and it spikes now and then; else a constant current leaves it silent. `make test-long`
# runs this with 10^8 steps, and `make test-billion` with 10^9 of noise; the comments tell the
# figures.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

steps=${STEPS:-20000000}
more=2048 # KiB that the long run may need beyond the short one

"${CC:-gcc}" -std=c11 -D_GNU_SOURCE -o peak_memory "$root/testbenches/cli/peak_memory.c"
# The measure itself is tested: it sees 64 MiB that are written.
cat >eater.c <<'C'
#include <stdlib.h>
#include <string.h>
int main(void)
{
    volatile char *all = malloc(64 << 20);
    for (long i = 0; i < 64 << 20; i += 512) all[i] = 1;
    return all[5 * 512] == 1 ? 7 : 0;
}
C
"${CC:-gcc}" -O0 -o eater eater.c
run ./peak_memory peak ./eater
check 'the measure: the status is the command'\''s' is "$status" 7
check 'the measure: 64 MiB are seen' test "$(<peak)" -ge 65536
run ./peak_memory peak ./none
check 'the measure: no command is no measure' is "$status" 126

drive='stimulus.0.constant={amplitude: 29 uA}'
if [[ ${DRIVE:-} == noise ]]; then
    drive='stimulus.0.noise={mean: 24 uA, deviation: 4 uA, correlation_time: 1 ms, seed: 1}'
fi

spikes_of() { jq '.results[0].levels.free_running.dut_spikes' result.json; }

# measure STEPS   runs a current around or below the threshold on the RTL; sets `peak` [KiB] and
# `spikes`.
measure() {
    run ./peak_memory peak "$program" run --json result.json --set steps="$1" --set "$drive" s.yaml
    peak=$(<peak)
    spikes=$(spikes_of)
    check "$1 steps: status 0" is "$status" 0
    check "$1 steps: all were compared" is \
        "$(jq -c '.results[0].levels.exact.compared' result.json)" "$1"
    jq -r '.results[0] | "# \(.steps) steps in \(.seconds * 1000 | round / 1000) s, " +
        "\(.steps_per_second / 1e6 * 10 | round / 10) million steps per second"' result.json
    echo "# peak memory $((peak / 1024)) MiB, $spikes spikes"
}

measure $((steps / 100))
short=$peak
measure "$steps"
if [[ ${DRIVE:-} == noise ]]; then
    check 'the noise makes it spike' test "$spikes" -ge 10
else
    check 'it is silent' is "$spikes" 0
fi
# There are two lists of 8 bytes a spike, in buffers that double.
kept=$((spikes * 2 * 8 * 3 / 1024))
check "the long run needs at most $((more + kept)) KiB more ($short, then $peak)" \
    test "$peak" -le $((short + more + kept))

tap_done
