#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# first_run.sh SUITE FOLDER   does the first run on a bare Debian SUITE, made below FOLDER, as TAP:
# root clones the work tree and types `make run`; then a plain user without sudo does, whose path
# has a blank. fresh.sh starts it, in namespaces of its own.
set -euo pipefail
cd "$(dirname "$0")/../.."
suite=$1
folder=$2
export TMPDIR=$folder
# shellcheck disable=SC2154  # run sets them
source testbenches/cli/tap.sh
source testbenches/fresh/machine.sh

root=$folder/root
root_clone=$root_home/lifcosim
plain_clone="$home/plain/my clone"
scenario=sim/scenarios/book-triangle.yaml

same() { is "$(changes "$folder/$1" "$folder/$2")" ''; }
git_status() { enter "$1" "$2" git status --porcelain --ignored; }

# published NAME CLONE   checks that the log has all scenarios that the clone has.
published() { all_pass "$folder/$1.out" "$root$2"/sim/scenarios/*.yaml; }

# ---- the machine ----

take_over_network
step make_root make_root "$suite" "$root" "$folder"
check "a bare $suite with git, make and gcc" is "$status" 0
all_or_nothing 'there is no machine to try it on'
check 'neither g++ nor verilator nor libfyaml-dev is there' is "$(already_there "$root")" ''
all_or_nothing 'the machine is not bare'

step snapshot snapshot "$root/lifcosim.bundle" "$folder"
check 'the work tree can be cloned' is "$status" 0
grep '^#' "$folder/snapshot.out" || true
mount -t proc proc "$root/proc"
step clone enter root / git clone -q /lifcosim.bundle "$root_clone"
check 'root clones it' is "$status" 0
step clone enter plain / git clone -q /lifcosim.bundle "$plain_clone"
check 'a plain user clones it, into a path with a blank' is "$status" 0
all_or_nothing 'there is nothing to build'

# ---- the first one: root ----

step told enter plain "$plain_clone" scripts/setup.sh run
check 'before: a plain user is refused, status 3' is "$status" 3
packages='(.* )?g\+\+ verilator (.* )?libfyaml-dev '
check 'before: he is told to type apt-get, the lists first' says told.err \
    "^sudo apt-get update && sudo apt-get install --no-install-recommends $packages"

others=(usr etc var) # what apt-get writes to
listing "$root" "$root_clone" "${others[@]}" >"$folder/before"
step root_run first_make_run root "$root_clone"
check 'make run, for the first time: status 0' is "$status" 0
all_or_nothing 'the first make run fails'
check 'it announced what it installed' says root_run.err \
    "^setup: installing for run: $packages"
run published root_run "$root_clone"
check 'every published scenario passes' is "$status" 0
listing "$root" "$root_clone" "${others[@]}" >"$folder/after"
run changes "$folder/before" "$folder/after"
check 'nothing is written beside build/ but by apt-get' same before after
run git_status root "$root_clone"
check 'git sees build/ and nothing else' is "$out" '!! build/'

# ---- the second one: a plain user, packages there ----

listing "$root" "$plain_clone" >"$folder/before"
step setup enter plain "$plain_clone" scripts/setup.sh run
check 'a plain user: setup.sh has nothing to do' is "$status$out$err" 0
step plain_run first_make_run plain "$plain_clone"
check 'a plain user: make run, status 0' is "$status" 0
run published plain_run "$plain_clone"
check 'a plain user: every published scenario passes' is "$status" 0

step wave enter plain "$plain_clone" build/lifcosim run --wave build/first.fst "$scenario"
check 'a waveform: status 0' is "$status" 0
run fst_holds "$root$plain_clone/build/first.fst"
check 'a waveform: it is there, with its signals' is "$status" 0

wave=build/waves/book-triangle-q8_24
step failing enter plain "$plain_clone" \
    build/lifcosim run --set 'expect.spikes=[76, 110]' "$scenario"
check 'a failing run: status 1' is "$status" 1
check 'a failing run: says what is wrong' says failing.out '^ +expect +fail +2 spikes stated: '
check 'a failing run: names its waveform' says failing.out \
    "^ +waveform +gtkwave $wave\.fst $wave\.gtkw$"
run fst_holds "$root$plain_clone/$wave.fst"
check 'a failing run: its waveform is there, with its signals' is "$status" 0
check 'a failing run: its layout is there' test -s "$root$plain_clone/$wave.gtkw"

listing "$root" "$plain_clone" >"$folder/after"
run changes "$folder/before" "$folder/after"
check 'a plain user: nothing on the machine changes but build/' same before after
run git_status plain "$plain_clone"
check 'a plain user: git sees build/ and nothing else' is "$out" '!! build/'

tap_done
