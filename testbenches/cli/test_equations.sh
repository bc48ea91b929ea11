#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# A manifest may say by equations what a step computes. They are printed in normal form, as C and as
# Verilog, held against the elaborated design, and refused at their place, also within the text.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

export LIFCOSIM_DUT_DIR=$tap_folder/work/dut
mkdir "$LIFCOSIM_DUT_DIR"
cp "$root"/testbenches/foreign/*.{v,sv,yaml} .

# ---- every neuron of testbenches/foreign, its keys replaced by the equations ----

declare -A membranes=([q8_8_multiply]='{state: v, one: 256}' [shift_leak]='{state: v, one: 1000}'
    [linear_leak]='{state: v, one: 100}' [subtract_reset]='{state: x, one: 4096}'
    [event_input]='{state: v, one: 512}' [external_state]='{state: v, one: 1024}'
    [interface_neuron]='{state: v, one: 512}' [hidden_membrane]='{state: v, one: 65536}')
declare -A drives=([subtract_reset]='{u: current}' [event_input]='{e: 10 nA}')
declare -A departs=([linear_leak]='[{linear-leak: leak}, leak-after-drive, {limits: [0, 255]}, old-membrane]')
current='{i: current}'
for neuron in "${!membranes[@]}"; do
    {
        awk '/^[^ ]/ { gone = /^(drive|spike|membrane|state|constants|arithmetic):/ } !gone' $neuron.yaml
        echo "membrane: ${membranes[$neuron]}"
        echo "drives: ${drives[$neuron]-$current}"
        echo "departs: ${departs[$neuron]-[]}"
        if [[ $neuron == external_state ]]; then echo 'state: {v: [v_in, v_out], ref: [ref_in, ref_out]}'; fi
        echo 'equations: |'
        sed 's/^/  /' "$root/testbenches/equations/$neuron.txt"
    } >eq_$neuron.yaml
    run "$program" build --print eq_$neuron.yaml
    check "$neuron: printed" is "$status" 0
    form=$out
    sed '/^equations:/,$d' eq_$neuron.yaml >again.yaml
    { echo 'equations: |' && sed 's/^/  /' <<<"$form"; } >>again.yaml
    run "$program" build --print again.yaml
    check "$neuron: its normal form is itself in normal form" is "$out" "$form"
    run "$program" build --print=c eq_$neuron.yaml
    check "$neuron: C" is "$status" 0
    echo "$out" >spec.c
    check "$neuron: C is compiled without a warning" gcc -std=c11 -pedantic -Wall -Wextra -Wconversion \
        -Wshadow -Werror -c -o spec.o spec.c
    run "$program" build --print=verilog eq_$neuron.yaml
    echo "$out" >spec.v
    run iverilog -g2005 -Wall -t null spec.v
    check "$neuron: Verilog for Icarus" is "$status:$out$err" 0:
    run yosys -q -p 'read_verilog spec.v; prep; check -assert; select -assert-none t:$dlatch'
    check "$neuron: Verilog for Yosys" is "$status:$out$err" 0:
    run "$program" build eq_$neuron.yaml
    check "$neuron: built" is "$status" 0
    run "$program" run --dut $neuron --json result.json "$root/testbenches/foreign/scenarios/$neuron.yaml"
    check "$neuron: passes" is "$status" 0
    check "$neuron: every step is the LIF step of the scenario" is \
        "$(jq -c '.results[0] | [.verdict, .reference, .levels.lif.verdict, .levels.lif.differ, .levels.exact.mismatches]' \
            result.json)" '["pass","scenario","pass",0,0]'
done
for neuron in shift_leak event_input; do # the others: testbenches/unit/run/test_equations.c
    sed "s/^name: .*/name: defective/; s/DEFECT: 0/DEFECT: 1/" eq_$neuron.yaml >defective.yaml
    run "$program" build --replace defective.yaml
    run "$program" run --dut defective --json result.json "$root/testbenches/foreign/scenarios/$neuron.yaml"
    check "$neuron with a defect: fails" is "$status" 1
    check "$neuron with a defect: what is declared is right" is \
        "$(jq -c '.results[0] | [.verdict, .levels.lif.verdict, .levels.exact.verdict, .levels.bounded.verdict]' \
            result.json)" '["fail","pass","fail","fail"]'
done
rm "$LIFCOSIM_DUT_DIR/defective.so"

# ---- where no bound is known, none is shown ----

sed 's/^name: .*/name: unbounded/; s/(v >> leak)/(v >> max(v >> 15, leak))/' eq_shift_leak.yaml >unbounded.yaml
run "$program" build unbounded.yaml
check 'no bound is known: built' is "$status:${out##*judged: }" \
    '0:membrane and spikes, exactly: no bound is known for a shift by a state'
run "$program" run --dut unbounded --json result.json --csv rows.csv --plot plot.svg --wave wave.fst \
    "$root/testbenches/foreign/scenarios/shift_leak.yaml"
check 'no bound is known: the level is not judged' is \
    "$(jq -c '.results[0].levels.bounded | [.verdict, .compared]' result.json)" '["not-applicable",0]'
check 'no bound is known: no row has one' is \
    "$(awk -F, 'NR == 1 {for (i = 1; i <= NF; i++) at[$i] = i; next} $at["bound_v"] != "" || $at["reference_v"] == "" {bad++} END {print NR - 1, bad + 0}' rows.csv)" '2000 0'
check 'no bound is known: the picture says so' grep -q 'circuit − reference (no bound)' plot.svg
check 'no bound is known: the picture has no band' lacks "$(cat plot.svg)" 'error bound'
check 'no bound is known: the waveform shows none' lacks "$(cat wave.gtkw)" bound_upper_uv
run "$program" run --dut shift_leak --wave bounded.fst "$root/testbenches/foreign/scenarios/shift_leak.yaml"
check 'elsewhere it does' has "$(cat bounded.gtkw)" bound_upper_uv
rm "$LIFCOSIM_DUT_DIR/unbounded.so"

run "$program" build --replace --set departs=own eq_shift_leak.yaml
run "$program" run --json result.json --dut shift_leak "$root/testbenches/foreign/scenarios/shift_leak.yaml"
check 'against its own equations: it conforms' is \
    "$status:$(jq -c '.results[0] | [.verdict, .reference, .levels.lif.verdict]' result.json)" \
    '0:["conforms","equations","not-applicable"]'
check 'and the text says so' has "$out" 'CONFORMS'
run "$program" run --dut model:shift_leak "$root/testbenches/foreign/scenarios/shift_leak.yaml"
check 'its integer model conforms too' is "$status" 0
run "$program" run --wave wave.fst --dut q8_8_multiply "$root/testbenches/foreign/scenarios/q8_8_multiply.yaml"
check 'a waveform' is "$status:$(head -c 1 wave.gtkw | wc -c)" 0:1
run "$program" run --set 'stimulus.0.noise.mean=-20 mA' --set 'stimulus.0.noise.deviation=0.1 uA' --dut q8_8_multiply \
    "$root/testbenches/foreign/scenarios/q8_8_multiply.yaml"
check 'a membrane that wraps is no pass' is "$status" 1
check 'and the cut is named' has "$out" 'a cut changed a value that matters'
run "$program" run --set neuron.refractory_steps=7 --dut shift_leak "$root/testbenches/foreign/scenarios/shift_leak.yaml"
check 'a word that is built in: status' is "$status" 2
check 'a word that is built in: what would be right' has "$err" \
    'neuron.refractory: the circuit has the word 4 of hold built in, the scenario needs 7; set neuron.refractory_steps to 4'
run "$program" vectors --dut q8_8_multiply "$root/testbenches/foreign/scenarios/q8_8_multiply.yaml"
check 'vectors are of the shipped ports' has "$err" 'write its steps with run --csv FILE'
run "$program" run --csv steps.csv --dut q8_8_multiply "$root/testbenches/foreign/scenarios/q8_8_multiply.yaml"
check 'and so they are written' is "$status:$(wc -l <steps.csv)" 0:2001
run "$build/equations/circuits" "$LIFCOSIM_DUT_DIR"/*.so
check 'each circuit answers as its equations' is "$(grep -c '^ok ' <<<"$out"):$status" 8:0
run env WAVE=wave.fst STEPS=4000 "$build/equations/circuits" "$LIFCOSIM_DUT_DIR"/*.so
check 'and while a waveform is written' is "$(grep -c '^ok ' <<<"$out"):$status" 8:0
run env LIFCOSIM_EVAL=root STEPS=1000 "$build/equations/circuits" "$LIFCOSIM_DUT_DIR"/*.so
check 'and evaluated below its public wrapper' is "$(grep -c '^ok ' <<<"$out"):$status" 8:0
run env LIFCOSIM_EVAL=public STEPS=4000 "$build/equations/circuits" "$LIFCOSIM_DUT_DIR"/*.so
check 'and above it' is "$(grep -c '^ok ' <<<"$out"):$status" 8:0

# ---- its words ----

scenario=$root/testbenches/foreign/scenarios/q8_8_multiply.yaml
run "$program" quantize --dut q8_8_multiply "$scenario"
check 'quantize: status' is "$status" 0
check 'quantize: the words of its params' matches "$out" 'decay +244 +243\.5[0-9]* +[+]0\.48'
run "$program" vectors --dut q8_8_multiply "$scenario"
check 'vectors: refused' has "$err" 'has ports of its own, as its equations say; write its steps with run --csv'

# ---- what is printed ----

q=eq_q8_8_multiply.yaml
run "$program" build --print $q
check 'ranges' has "$out" 'z: s16 = (v * decay >> 8) + i  # -32768 to 32767'
check 'what can wrap' has "$out" '# can wrap: (v * decay >> 8) + i, from -98176 to 98173, is cut to s16'
run "$program" build --print=text $q
check 'text is the form without a name' has "$out" 'fire = not held and z >= theta'
sed 's/^    *z: s16 = .*/  z = sat(s16, (v * decay >> 8) + i)/; s/^  z: s16 = .*/  z = sat(s16, (v * decay >> 8) + i)/; s/held ? count - 1/held ? max(count - 1, 0)/' $q >limited.yaml
run "$program" build --print limited.yaml
check 'nothing can wrap' ends "$out" '# nothing can wrap'
run "$program" build --print --set 'equations=input i: s8
state v: s8
fire = i > 0
output spike @1 = fire' $q
check '--set replaces them' has "$out" 'state v: s8'
run "$program" build --print=vhdl $q
check 'another form: status' is "$status" 2
check 'another form: said' has "$err" '--print=vhdl: no form; give text, c, verilog or declaration'
run "$program" build --print q8_8_multiply.yaml
check 'keys: status' is "$status" 0
check 'keys: their equations' has "$out" 'z: s16 = (v * keep >> 8) + i'
check 'keys: their params' has "$out" 'param keep: u9 <= 256 = decay real (1 - k) * 256'
check 'keys: what goes with them' has "$out" 'membrane: {state: v, one: 256}
drives: {i: current}
departs: []'
run "$program" build --print linear_leak.yaml
check 'keys: their departures' has "$out" \
    'departs: [{linear-leak: leak}, leak-after-drive, {limits: [0, 255]}, old-membrane]'
run "$program" build --print --set arithmetic.rounding=unknown interface_neuron.yaml
check 'keys: no rounding' has "$out" 'rounding: unknown'
run "$program" build --print=verilog subtract_reset.yaml
check 'keys: as Verilog' has "$out" 'module subtract_reset_spec'
run "$program" build --print --set membrane.width=12 q8_8_multiply.yaml
check 'keys: the design is asked first' has "$err" 'has 16 bits'
# what is printed says the same again
{
    sed -n '/^name/,/^step/p; /^tie/p' shift_leak.yaml
    echo 'equations: |'
    "$program" build --print shift_leak.yaml | sed -n '/^$/q; s/  #.*//; s/^/  /; p'
    "$program" build --print shift_leak.yaml | sed -n '/^membrane/,/^departs/p'
} >again.yaml
"$program" build --print shift_leak.yaml | sed '/^membrane/,/^$/d' >printed
run "$program" build --print again.yaml
check 'keys: their equations are a manifest' is "$out" "$(cat printed)"
run "$program" calibrate $q
check 'calibrate: status' is "$status" 2
check 'calibrate: said' has "$err" 'experiments find what is not said; leave them out, and what goes with them'

# ---- refused at their place ----

# refused NAME SED PLACE MESSAGE   expects a refusal of $q, changed, by `build` where NAME begins
# with "port" and else by --print.
refused() {
    local options=(--print)
    if [[ $1 == port* ]]; then options=(); fi
    sed "$2" $q >wrong.yaml
    run "$program" build "${options[@]}" wrong.yaml
    check "$1: status" is "$status" 2
    check "$1: place and words" has "$err" "wrong.yaml:$3: $4"
}
line=$(grep -n '  z: s16' $q | cut -d: -f1)
refused 'a shift' 's/(v \* decay >> 8)/v * decay >> 8/' "$line:22" 'a shift beside + or -; write parentheses'
refused 'bits of what is rounded' 's/^  fire = /  low = u16(z) \& 3\n  fire = low == 1 and /' "$((line + 2)):3" \
    'takes the bits of a value that is rounded (u16(z) & 3), and no bound is known for that'
refused 'a block that is indented by more' 's/^  \(.*\)/      \1/; s/^ *z: s16.*/      z: s16 = v >> 1 >> 2/' \
    "$line:23" 'two shifts; write parentheses'
refused 'a block after an empty line' '/^equations/a\

s/(v \* decay >> 8)/v * decay >> 8/' "$((line + 1)):22" 'a shift beside + or -'
refused 'carriage returns' 's/(v \* decay >> 8)/v * decay >> 8/; s/$/\r/' "$line:22" 'a shift beside + or -'
refused 'a folded text' 's/^equations: |/equations: >/' "$(($(grep -n '^equations' $q | cut -d: -f1) + 1)):1" \
    'equations: are no block of lines; write "equations: |"'
refused 'a key beside them' '$a\arithmetic: {leak: shift}' "$(($(wc -l <$q) + 1)):13" \
    'arithmetic: is said by the equations; leave it out'
refused 'no membrane' '/^membrane/d' 3:1 'key "membrane" is missing; add for example "membrane: {state: v, one: 256}"'
refused 'a membrane that is no state' 's/{state: v/{state: w/' "$(grep -n '^membrane' $q | cut -d: -f1):19" \
    'membrane.state: "w" is no state of the equations; name one of v and count'
refused 'one that is 0' 's/one: 256/one: 0/' "$(grep -n '^membrane' $q | cut -d: -f1):27" \
    'membrane.one: 0 words cannot be |threshold - reset|; write a number above 0'
refused 'a drive that is no input' 's/{i: current}/{v: current}/' "$(grep -n '^drives' $q | cut -d: -f1):13" \
    'drives.v: "v" is no input of the equations; name one of i'
refused 'another kind of drive' 's/{i: current}/{i: voltage}/' "$(grep -n '^drives' $q | cut -d: -f1):13" \
    'drives.i: "voltage"'
refused 'drives in a list' 's/{i: current}/[i]/' "$(grep -n '^drives' $q | cut -d: -f1):9" \
    'drives: is a list; write {i: current}'
refused 'an unknown departure' 's/^departs.*/departs: [linear-leek: 3]/' "$(grep -n '^departs' $q | cut -d: -f1):22" \
    'departs.0: is no departure from the LIF step; write one of linear-leak, leak-after-drive'
refused 'own beside others' 's/^departs.*/departs: [no-reset, own]/' "$(grep -n '^departs' $q | cut -d: -f1):21" \
    'departs.1: own stands alone; leave the others out'
for departs in '[]' own '[own]' '[{linear-leak: decay}, no-reset]' 'no-reset'; do
    run "$program" build --print --set "departs=$departs" $q
    check "departs: $departs" is "$status" 0
done
refused 'port: another width' 's/i: s16 = i_syn/i: s12 = i_syn/' \
    "$(grep -n 'input  i' $q | cut -d: -f1):19" 'equations: i_syn has 16 bits in the elaborated design, and the manifest says 12'
refused 'port: none of that name' 's/= i_syn/= i_sin/' "$(grep -n 'input  i' $q | cut -d: -f1):19" \
    'equations: q8_8_multiply has no port i_sin; it has clk'
refused 'port: an output' 's/= v_th /= spike /' "$(grep -n 'output spike' $q | cut -d: -f1):10" \
    'port spike is named twice'
refused 'port: an input' 's/output v @1/output i_syn @1/; s/input  i: s16 = i_syn/input  i: s16 = v/' \
    "$(grep -n 'input  i' $q | cut -d: -f1):19" 'equations: v is an output of q8_8_multiply; name one of its inputs'
refused 'port: nothing tells it' '/param  hold/d; s/fire ? hold : 0/0/' "$(grep -n '^top' $q | cut -d: -f1):6" \
    'top: its input t_ref is not named'

q=eq_external_state.yaml
place=$(grep -n '^state' $q | cut -d: -f1)
refused 'a state without its ports' 's/, ref: \[ref_in, ref_out\]//' "$place:1" 'state: key "ref" is missing; add for example "ref: [v_in, v_out]"'
refused 'one port alone' 's/ref: \[ref_in, ref_out\]/ref: ref_in/' "$place:32" 'state.ref: is a value; write [PORT_IN, PORT_OUT]'
refused 'another state' 's/ref: \[ref_in/x: [a, b], ref: [ref_in/' "$place:30" 'state.x: is no state of the equations; leave it out'
refused 'a register where nothing is clocked' 's/output fire @0/output fire @1/' "$(grep -n 'output fire' $q | cut -d: -f1):10" \
    'output fire comes @1 clocks late, and a combinational step has no clock; write @0'

# ---- the comparison of C, Verilog and circuits sees each defect of testbenches/foreign ----

cd "$root"
run env STEPS=50000 "$build/equations/defective/compare"
check 'defective circuits: no comparison passes' is "$(grep -c '^not ok .*, and the circuit$' <<<"$out")" 8
check 'defective circuits: it is the circuit that differs' is \
    "$(grep -c ' differences; the first: .*C \(0x[0-9a-f]*\), Verilog \1, circuit 0x' <<<"$out")" 8
check 'defective circuits: status' is "$status" 1

# ---- so does that of compiled steps with the interpreter ----

run env STEPS=4000 "$build/equations/wrong-steps/compare"
check 'steps of another rounding: differ' is "$status:$(grep -c '^not ok .* by emitted code, [1-9]' <<<"$out")" 1:1

tap_done
