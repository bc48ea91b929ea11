#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# lifcosim and shared objects that are damaged, foreign or hostile: status 3 with the reason, and
# never a verdict. A sound circuit in C, from the same source, shows that the damage is the cause.
# shellcheck disable=SC2016  # ` belongs to messages
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh
export LIFCOSIM_PROBE_SECONDS=20

# compile FILE OPTION ...   compiles circuit.c with its damage, never sanitised, so that a crash is
# a crash.
compile() {
    local file=$1
    shift
    "${CC:-gcc}" -std=c11 -D_GNU_SOURCE -O1 -w -fPIC -shared "$@" \
        -I"$root/sim" -I"$root/reference" \
        -o "$file" "$root/testbenches/cli/circuit.c" "$root/reference/lif_integer.c"
}

compile sound.so
run "$program" run --json out.json --dut ./sound.so s.yaml
check 'a sound circuit in C: status 0' is "$status" 0
for level in constants exact bounded free_running; do
    check "a sound circuit in C: $level passes" has "$(tr -s ' ' <<<"$out")" " $level pass "
done
check 'a sound circuit in C: as the model' is \
    "$(jq -c '.results[0].spikes' out.json)" \
    "$("$program" run --json - --dut model:q8_24 s.yaml 2>/dev/null | jq -c '.results[0].spikes')"

# damaged NAME WHAT REMEDY FILE   expects status 3.
damaged() {
    wrong "$1" 3 lifcosim "$2" "$3" run --json out/kept --junit out/new.xml --dut "$4" s.yaml
    check "$1: named" has "$err" "circuit $4: "
}

# broken NAME WHAT REMEDY OPTION ...   does so for circuit.c, compiled with a damage.
broken() {
    local name=$1 what=$2 remedy=$3
    shift 3
    compile broken.so "$@"
    damaged "$name" "$what" "$remedy" ./broken.so
}

head -c 20000 /dev/urandom >noise.so
damaged 'random bytes' 'cannot be opened' 'build it again' ./noise.so
: >empty.so
damaged 'an empty file' 'cannot be opened' 'build it again' ./empty.so
head -c "$(($(stat -c %s sound.so) / 3))" sound.so >half.so
damaged 'a third of a shared object' 'half.so' 'build it again' ./half.so
mkdir folder.so
damaged 'a folder' 'cannot be opened' 'build it again' ./folder.so
broken 'no table' 'exports no lif_dut_ops' 'build it from sim/circuit/lif_dut.h' -DNO_OPS
broken 'another version of the header' 'built for version 99' 'build it again' -DABI=99
broken 'another size of the table' 'a table of 8 bytes' 'build it again' -DOPS_BYTES=8
broken 'a table without run' 'lacks a function that every circuit has' 'sim/circuit/lif_dut.h' -DNO_RUN
broken 'a table without read_words' 'lacks a function of its capabilities' 'sim/circuit/lif_dut.h' \
    -DNO_WORDS
broken 'a hold of 99 bits' 'lacks a hold of 1 to 32 bits' 'sim/circuit/lif_dut.h' -DHOLD_WIDTH=99
broken 'an impossible format' 'a state of 40 bits is not possible' '2 to 32' -DWIDTH=40
broken 'another elaborated width' '32/24/31 with 16 hold bits, but the elaborated circuit has 30/' \
    'build it again' -DTOLD_WIDTH=30
broken 'another elaborated hold' 'has 32/24/31 with 8' 'build it again' -DTOLD_HOLD=8
broken 'a circuit that does not open' 'has no licence today' '' -DREFUSE_OPEN
broken 'a circuit that does not run' 'does not run: the clock stands still' '' -DREFUSE_RUN
broken 'a constructor that aborts' '(Aborted)' 'build it again' -DCONSTRUCTOR='abort()'
broken 'a constructor that crashes' '(Segmentation fault)' 'build it again' \
    -DCONSTRUCTOR='raise(SIGSEGV)'
broken 'a constructor that exits with 0' 'ended the process that tried it (status 0)' \
    'build it again' -DCONSTRUCTOR='exit(0)'
broken 'a constructor that leaves with 0' 'ended the process that tried it (status 0)' \
    'build it again' -DCONSTRUCTOR='_exit(0)'
run "$program" run --dut ./sound.so,./broken.so s.yaml
check 'a sound and a broken circuit: status 3' is "$status" 3
check 'a sound and a broken circuit: nothing is run' is "$out" ''
LIFCOSIM_PROBE_SECONDS=1
broken 'a circuit that hangs' 'gave no answer in 1 s' 'build it again' -DHANG
LIFCOSIM_PROBE_SECONDS=soon
damaged 'a time limit that is no number' 'LIFCOSIM_PROBE_SECONDS is "soon"' 'give 1 to' ./sound.so
LIFCOSIM_PROBE_SECONDS=20

mkdir duts
mv sound.so noise.so duts
run env LIFCOSIM_DUT_DIR=duts "$program" duts
check 'duts with a damaged one: status 3' is "$status" 3
check 'duts with a damaged one: the sound one is listed' matches "$out" 'sound +32 +24 +31 +half-up'
check 'duts with a damaged one: the other is reported' has "$err" 'circuit noise: duts/noise.so'
run env LIFCOSIM_DUT_DIR=none "$program" duts
check 'duts without any: status 0' is "$status" 0
check 'duts without any: what to do' has "$out" 'no shared object in none: type `make dut`'
check 'duts without any: the models' has "$out" 'model:q8_24'

tap_done
