#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Findings about circuits that are declared by equations, from the manifest to the reports: situations
# from the field (testbenches/field/README.md) and a defective neuron of testbenches/foreign. The
# names of many more mistakes are in testbenches/diagnose/faults.txt.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

holds() { jq -e "$@" >"$tap_folder/jq"; } # the standard output is the test's own
field=$root/testbenches/field
export LIFCOSIM_DUT_DIR=$tap_folder/work/dut
mkdir "$LIFCOSIM_DUT_DIR"

{
    awk '/^[^ ]/ { gone = /^(drive|spike|membrane|constants|arithmetic):/ } !gone' \
        "$root/testbenches/foreign/shift_leak.yaml" | sed 's/DEFECT: 0/DEFECT: 1/; s/^name: .*/name: shift_leak_1/'
    echo 'membrane: {state: v, one: 1000}'
    echo 'drives: {i: current}'
    echo 'equations: |'
    sed 's/^/  /' "$root/testbenches/equations/shift_leak.txt"
} >shift_leak.yaml
cp "$root/testbenches/foreign/shift_leak.v" .
sed 's/^name: .*/name: dz_unknown/; s/^membrane:/rounding: unknown\nmembrane:/' "$field/dead-zone/dz_equations.yaml" >dz_unknown.yaml
cp "$field/dead-zone/dz.v" .
run "$program" build shift_leak.yaml dz_unknown.yaml "$field"/finding-misnamed/{gain2,neg}.yaml "$field/still/still.yaml" \
    "$field/addclamp/addclamp.yaml" "$field/stick/stick_equations.yaml" "$field/dead-zone/dz_equations.yaml"
check 'all are built' is "$status" 0

found() { # NAME SCENARIO VERDICT KIND EXPLAINS WORDS
    local file
    run "$program" run --json out/r.json --dut "$1" "$2"
    check "$1: no pass" is "$status" 1
    check "$1: $3, with one finding" holds --arg verdict "$3" \
        '.results[0] | .verdict == $verdict and (.findings | length) == 1' out/r.json
    check "$1: named $4" is "$(jq -r '.results[0].findings[0].kind' out/r.json)" "$4"
    check "$1: in words" is "$(sed -n 's/^    finding       //p' <<<"$out")" "$6"
    check "$1: whether that is all" is "$(jq '.results[0].findings[0].explains_the_run' out/r.json)" "$5"
    check "$1: a short drive" holds '.results[0].findings[0].drive | length > 0 and length < 60' out/r.json
    file=$(jq -r '.results[0].findings[0].wave' out/r.json)
    check "$1: a whole waveform" eval "fst2vcd '$file' >/dev/null"
    file=$(jq -r '.results[0].findings[0].scenario' out/r.json)
    run "$program" run --json out/again.json --dut "$1" "$file"
    check "$1: its short drive by itself: no pass" is "$status" 1
    check "$1: its short drive by itself: $3" is "$(jq -r '.results[0].verdict' out/again.json)" "$3"
}
found shift_leak_1 "$root/testbenches/foreign/scenarios/shift_leak.yaml" fail rounding true \
    'drops the low 4 bits of (v >> leak)'
found gain2 "$field/finding-misnamed/d.yaml" fail drive true 'counts its drive twice'
found neg "$field/finding-misnamed/d.yaml" fail drive true 'takes its drive with the other sign'
word=$("$program" run --csv - --dut still "$field/still/noise.yaml" 2>/dev/null | awk -F, 'NR == 2 {print $7}') || true
found still "$field/still/noise.yaml" fail port true "never moves its port v_debug: it stays at $word"
found addclamp "$field/addclamp/noise.yaml" fail membrane true 'has a membrane that never goes below 0, '\
'or, which answers the same here, limits (fire ? 0 : z) to 0 and 32767'
cp out/r.json out/clamp.json
found stick_equations "$field/stick/tonic.yaml" vacuous sticks false 'sticks at 61 of 62, as declared: '\
'no train of events fires it, the reference fires with an event in every step'
found dz_equations "$field/dead-zone/dz-run.yaml" vacuous sticks false \
    'sticks at 24 of 30, as declared: no drive below 7 fires it, the reference fires from 3.75'

found dz_unknown "$field/dead-zone/dz-run.yaml" vacuous sticks false \
    'sticks at 24 of 30 with a drive of 6, the reference fires from 3.75'

check 'addclamp: what else answers the same is in the JSON by itself' is \
    "$(jq -c '.results[0].findings[0] | [.alternatives, .telling, .telling_drive]' out/clamp.json)" \
    '[["limits (fire ? 0 : z) to 0 and 32767"],null,[]]'

# ---- the other reports have it too ----

run "$program" run --report out/page --findings --dut "$root/build/faults/hold-not-reset.so" "$root/sim/scenarios/book-triangle.yaml"
check 'page: the first of many that answer the same' has "$(<out/page/index.html)" 'does not have round((i - v) * leak, 31)'
check 'page: all of them' has "$(<out/page/index.html)" '<summary>All 7 that answer the same beside it</summary>'
check 'page: the last of them' has "$(<out/page/index.html)" '<li>has (left - 1) one too low</li>'
check 'page: how it can be seen again' has "$(<out/page/index.html)" 'book-triangle-hold-not-reset-1.yaml
gtkwave '
run "$program" run --report out/page --findings --dut "$root/build/faults/spike-between.so" "$root/sim/scenarios/book-triangle.yaml"
check 'page: none' has "$(<out/page/index.html)" 'Finding: none has a name; the first mismatch is what is known.'
run "$program" run --junit out/r.xml --report out/page --dut gain2 "$field/finding-misnamed/d.yaml"
check 'JUnit: the finding is in the failure' has "$(<out/r.xml)" 'finding       counts its drive twice'
check 'page: the finding' has "$(<out/page/index.html)" \
    'Finding: <strong>counts its drive twice</strong>, from step 0 (this explains every answer'

# ---- the rows of a chip, which nobody can ask: two that they do not tell apart, and what would ----

{
    printf 'name: chip\ntrace: rows.csv\ncolumns: {i: i, fire: spike, v_o: v}\nequations: |\n'
    sed -n 's/^  param  v0.*/  param  v0 = -200      real reset/; /^  param  fault/d; /^  input  i:/,/^  output v_o/p' \
        "$root/testbenches/diagnose/shift.yaml"
    printf 'membrane: {state: v, one: 1200}\ndrives: {i: current}\n'
} >chip.yaml
awk 'BEGIN {
    print "i,spike,v"
    for (; n < 40; n++) { # shift.yaml, with the other sign of a drive that is always negative
        v = v - int(v / 16) + 20
        print "-20,0," v
    }
}' >rows.csv
run "$program" run --dut chip.yaml --json out/r.json --junit out/r.xml --report out/page \
    --set steps=40 --set stimulus=trace "$root/testbenches/diagnose/shift_run.yaml"
both='takes its drive with the other sign, or, which answers the same here, takes the magnitude of its drive'
check 'a chip: both causes' has "$out" "finding       $both"
word=$(jq '.results[0].findings[0].telling_drive[0]' out/r.json)
check 'a chip: told apart by a drive of the other sign' test "$word" -gt 0
apart="told apart by 1 step: 1 of $word"
check 'a chip: in words' has "$out" "                  $apart"
check 'a chip: for programs' is "$(jq -c '.results[0].findings[0] | [.alternatives, .telling]' out/r.json)" \
    '[["takes the magnitude of its drive"],"apart"]'
check 'a chip: in JUnit' has "$(<out/r.xml)" "$apart"
check 'a chip: in the page' has "$(<out/page/index.html)" "They are $apart."

# ---- a sound circuit has none ----

sed 's/wire signed \[15:0\] in = i <<< 1;/wire signed [15:0] in = i;/; s/module gain2/module sound/' \
    "$field/finding-misnamed/gain2.v" >sound.v
sed 's/gain2/sound/' "$field/finding-misnamed/gain2.yaml" >sound.yaml
run "$program" build sound.yaml
check 'a sound circuit is built' is "$status" 0
run "$program" run --json out/r.json --findings --dut sound "$field/finding-misnamed/d.yaml"
check 'a sound circuit passes' is "$status" 0
check 'a sound circuit has no finding' holds '.results[0].findings == []' out/r.json

tap_done
