#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Traces of other simulators and of chips as circuits: judged in volts and in words, in every form that
# the columns have, against the scenario's current row by row; wrong ones are named; what is missing,
# foreign or damaged is refused at its place.
# shellcheck disable=SC2154  # `status`, `out`, `err` and `program` are of the sourced files
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

simulator=$root/testbenches/traces/simulator.awk
awk -f "$simulator" >run.csv
awk -v bug=refractory -f "$simulator" >refractory.csv
awk -v bug=order -f "$simulator" >order.csv
cat >s.yaml <<'YAML'
name: s
step: 0.1 ms
steps: 2000
neuron:
  method: exponential
  resistance: 10 MOhm
  time_constant: 8 ms
  rest: -70 mV
  reset: -65 mV
  threshold: -50 mV
  refractory_steps: 19
stimulus: trace
YAML
cat >t.yaml <<'YAML'
name: other
trace: run.csv
time: {column: time, unit: ms}
input: {column: current, unit: nA}
membrane: {column: v, unit: mV, shows: after-reset}
spike: {column: spike}
YAML
# judge ARGUMENT ...   runs s.yaml on t.yaml and leaves the first word of what it says in `verdict`.
judge() {
    run "$program" run --dut t.yaml "$@" s.yaml
    verdict=${out%% *}
}
# manifest SED   writes m.yaml: t.yaml, changed.
manifest() { sed "$1" t.yaml >m.yaml; }
judge_m() { run "$program" run --dut m.yaml "$@" s.yaml && verdict=${out%% *}; }

# ---- another simulator ----

judge
check 'a right simulator passes' is "$status $verdict" '0 PASS'
check 'every row is compared' has "$out" '2000 membranes compared, 0 mismatches'
check 'no row is off by more than it is printed' has "$out" 'bound at most 500 pV'
check 'what the rows are is said' has "$out" 'a trace: in volts, of a source that rounds as float64, printed to 1 nV'
judge --trace refractory.csv
check 'one that is refractory too long fails' is "$status $verdict" '1 FAIL'
check 'and that is named' has "$out" 'is refractory for 20 steps, not 19'
check 'as what explains every row' has "$out" 'this explains every answer of the run'
judge --trace order.csv
check 'one that resets before it leaks fails' is "$status $verdict" '1 FAIL'
check 'and that is named' has "$out" 'resets before it leaks'
judge --set neuron.time_constant='8.001 ms'
check 'a time constant 1/8000 off is seen' is "$verdict" FAIL
judge --set neuron.refractory_steps=20 --trace refractory.csv
check 'it is the neuron of another scenario' is "$verdict" PASS
while IFS='|' read -r other named; do
    judge --set "$other"
    check "not of one with $other" is "$verdict" FAIL
    check "and that is named: $named" has "$out" "finding       $named"
done <<'CASES'
neuron.method=euler|steps by the exponential, not by Euler's rule
neuron.reset_mode=by-subtraction|resets to a value, and does not subtract
neuron.reset=-66 mV|resets to -65 mV
neuron.threshold=-50.1 mV|has its threshold at about -50 mV
neuron.rest=-70.001 mV|rests at -70 mV
neuron.resistance=10.001 MOhm|has a resistance of 10 MOhm
neuron.time_constant=20 ms|has a time constant of 8 ms
CASES
for other in neuron.resistance='10.0001 MOhm' neuron.initial='-69 mV'; do
    judge --set "$other"
    check "not of one with $other" is "$verdict" FAIL
done
judge --set neuron.resistance='12 MOhm' --set neuron.refractory_steps=18
check 'two things that are wrong are named together' has "$out" \
    'is refractory for 19 steps, not 18, and has a resistance of 10 MOhm'
judge --json r.json
check 'the document says that it is a trace' grep -q '"trace":"in volts' r.json
judge --csv r.csv
check 'a row a step' is "$(wc -l <r.csv)" 2001
run "$program" run --dut t.yaml,q8_24 s.yaml
check 'what drove the trace drives a circuit too' is "$(grep -c '^PASS' <<<"$out")" 2

judge --wave w.vcd --window 340:350
check 'a waveform of the rows' has "$out" 'waveform      gtkwave w.vcd'
check 'has the steps of its window' is "$(grep -c '^#' w.vcd)" 10
spike=$(sed -n 's/^$var wire 1 \(.\) spike .*/\1/p' w.vcd)
check 'has the spike at its time' is "$(awk -v s="1$spike" '/^#/ {t = $0} $0 == s {print t}' w.vcd)" '#34400'
value=$(sed -n 's/^$var real 64 \(.\) membrane_mV .*/\1/p' w.vcd)
check 'and the membranes of the rows' is "$(awk -v s="$value" '$2 == s && /^r/ {printf "%.6f\n", substr($1, 2)}' w.vcd)" \
    "$(awk -F, 'NR > 341 && NR < 352 && $3 != last {print last = $3}' run.csv)"
signals=$(sed -n 's/^$var .* \([a-zA-Z_]*\)\( \[.*\)\? $end$/trace.\1/p' w.vcd | sort)
check 'its layout has each signal' is "$(grep -o 'trace[.][a-zA-Z_]*' w.gtkw | sort)" "$signals"
check 'and that of Surfer' is "$(sed -n 's/^variable_add //p' w.sucl | sort)" "$signals"
judge --set neuron.refractory_steps=18
left=$(sed -n 's/^ *waveform *gtkwave \(.*\) .*/\1/p' <<<"$out")
first=$(sed -n 's/^ *first .*step \([0-9]*\) .*/\1/p' <<<"$out")
check 'a trace that fails leaves one' test -s "$left" -a -s "${left%.vcd}.gtkw" -a -s "${left%.vcd}.sucl"
check 'with the steps around its first mismatch' is "$(grep -c '^#' "$left") $(grep -c "^#${first}00$" "$left")" '500 1'
check 'where the marker is' grep -q "^\*.* ${first}00 " "${left%.vcd}.gtkw"
judge --wave w.fst
check 'as FST too' is "$(fst2vcd w.fst | grep -c membrane_mV)" 1
run env PATH=/nowhere "$program" run --dut t.yaml --wave x.fst s.yaml
check 'without vcd2fst: status 3' is "$status $(ls x.* 2>&1 | head -c 3)" '3 ls:'
check 'and what to do' has "$err" 'install gtkwave, or give a name that ends in .vcd'
wrong 'groups of signals' 2 lifcosim 't.yaml is a trace, whose waveform has all its signals' 'give --window A:B' \
    run --dut t.yaml --wave x.vcd --wave-around spike:0 s.yaml

# ---- how it rounds ----

# The same neuron in single precision, as libraries of tensors compute it: keep and leak are rounded,
# each product and each sum.
cat >single.awk <<'AWK'
function f(x,  e, s) { if (x == 0) return 0; s = x < 0 ? -1 : 1; x *= s
    e = int(log(x) / log(2)); e -= 23; x /= 2 ^ e; return s * int(x + 0.5) * 2 ^ e }
BEGIN { a = f(exp(-0.1 / 8)); v = 0; print "current,v,spike"
    for (n = 0; n < 2000; n++) { I = f(n < 100 ? 0 : 2.2 + 0.4 * sin(n / 50)); s = 0
        if (c > 0) c--; else { u = f(10 * I); v = f(u + f(f(v - u) * a)); if (v >= 20) { s = 1; v = 5; c = 19 } }
        printf "%.17g,%.9g,%s\n", I, v, s ? "True" : "False" } }
AWK
awk -f single.awk >single.csv
sed 's/^time.*//; s/unit: mV/unit: mV, from: rest/' t.yaml >m.yaml
judge_m --trace single.csv
check 'float32 passes as float32' is "$verdict" PASS
check 'and is said to be' has "$out" 'rounds as float32 at the most'
sed -i '1a precision: float64' m.yaml
run "$program" run --dut m.yaml --trace single.csv s.yaml
check 'and not as float64' is "${out%% *}" FAIL
sed -i 's/float64/float32/' m.yaml
judge_m --trace single.csv
check 'stated, it is taken at its word' has "$out" 'rounds as float32,'
awk -v places=1 -f "$simulator" >coarse.csv
run "$program" run --dut t.yaml --trace coarse.csv s.yaml
check 'tenths of a millivolt are a wide bound' is "${out%% *}" VACUOUS
check 'that is the reason' has "$out" 'a bound of 50 uV is over the tolerance of 15 uV'
run "$program" run --dut t.yaml --trace coarse.csv --set tolerance=0.01 s.yaml
check 'which a scenario can allow' is "${out%% *}" PASS
manifest 's/unit: mV/unit: mV, uncertainty: 0.3 mV/'
run "$program" run --dut m.yaml s.yaml
check 'a generous uncertainty ends vacuous' is "$status ${out%% *}" '1 VACUOUS'
manifest 's/unit: mV/unit: mV, uncertainty: 0.1 mV/'
run "$program" run --dut m.yaml --trace refractory.csv --set tolerance=0.05 s.yaml
check 'within which a difference can still be seen' is "${out%% *}" FAIL

# ---- forms of columns ----

awk -F, '{printf "%s;%s;%s;%s\n", $1, $2, $3, $4}' run.csv | sed 's/\./,/g' >semicolon.csv
manifest 's/^trace.*/trace: {file: semicolon.csv, separator: semicolon, decimal: comma}/'
judge_m
check 'semicolons and decimal commas' is "$verdict" PASS
awk -F, 'NR > 1 {print $1, $2, $3, $4}' run.csv >plain.txt
sed 's/^trace.*/trace: {file: plain.txt, separator: blanks, header: none}/; s/column: time/column: 1/
    s/column: current/column: 2/; s/column: v/column: 3/; s/column: spike/column: 4/' t.yaml >m.yaml
judge_m
check 'blanks, without a header' is "$verdict" PASS
awk -F, 'BEGIN {print "sender,time_ms"} NR > 1 && $4 == 1 {print "3," $1; print "4," $1 + 0.1}' run.csv >spikes.csv
manifest 's/^spike.*/spike: {file: spikes.csv, column: time_ms, unit: ms, sender: {column: sender, is: 3}}/'
judge_m
check 'a list of spikes with senders' is "$verdict" PASS
sed -i 's/is: 3/is: 4/' m.yaml
run "$program" run --dut m.yaml s.yaml
check 'those of another neuron are other spikes' is "${out%% *}" FAIL
sed -i 's/}}$/}, latency: 1}/' m.yaml
judge_m
check 'a step later they are the same' is "$verdict" PASS
sed -i 's/, sender: {[^}]*}//; s/, latency: 1//' m.yaml
awk -F, 'BEGIN {print "n"} NR > 1 && $4 == 1 {print NR - 1}' run.csv >numbers.csv
manifest 's/^spike.*/spike: {file: numbers.csv, column: n, from: 1}/'
judge_m
check 'a list of steps, counted from 1' is "$verdict" PASS
awk -F, 'NR > 1 {print $2}' run.csv >input.txt
manifest 's/^input.*/input: {file: input.txt, separator: tab, header: none, column: 1, unit: nA}/'
judge_m
check 'input and output in two files' is "$verdict" PASS
awk -v places=12 -f "$simulator" |
    awk -F, 'NR == 1 {print "v"; print "0"; next} {printf "%.8f\n", ($3 + 70) / 15}' >before.csv
awk -F, 'NR == 1 {print "time,current,v,spike"; next} {print; l = $0} END {n = split(l, a, ","); print a[1] + 0.1 "," a[2] ",0,0"}' \
    run.csv >longer.csv
manifest 's/^membrane.*/membrane: {file: before.csv, column: v, one: 1, shows: after-reset, latency: 1}/; s/run.csv/longer.csv/'
judge_m
check 'a membrane without a unit, a row later, after the initial one' is "$verdict" PASS
run "$program" run --dut m.yaml --set neuron.initial='-60 mV' s.yaml
check 'its first row is the initial membrane' has "$err" 'before.csv:2: the trace starts with a membrane of -70 mV, and the scenario with -60 mV'
awk -F, 'NR > 1 && $4 == 1 {$3 = 40} {print $1 "," $2 "," $3 "," $4}' run.csv >peak.csv
manifest 's/after-reset/between-spikes/'
judge_m --trace peak.csv
check 'spikes that are painted are not compared' is "$verdict" PASS
judge --trace peak.csv
check 'unless they are said to be membranes' is "$verdict" FAIL
sed 's/^membrane.*/membrane: hidden/' t.yaml >m.yaml
judge_m
check 'spikes alone' is "$verdict" PASS
check 'what they leave open is said' has "$out" 'the membrane is hidden'
run "$program" run --dut m.yaml --trace refractory.csv s.yaml
check 'spikes alone show a refractory time' has "${out%% *} $out" 'is refractory for 20 steps, not 19'
manifest '1a initial: unknown'
run "$program" run --dut m.yaml --set neuron.initial='-60 mV' s.yaml
check 'an unknown start is not judged' is "${out%% *}" PASS
check 'before the first spike' matches "$out" '1[0-9]{3} membranes compared, 0 mismatches'
# A start that is unknown, and a reset by subtraction: the first membrane after a spike is where it begins.
awk 'BEGIN { v = 3; c = 5; print "i,v,y,s"; for (n = 0; n < 600; n++) { s = 0; y = v
    if (c > 0) c--; else { v = y = v + 0.125 * (25 + n % 7 - v); if (v >= 20) { s = 1; v -= 20; c = 4 } }
    printf "%.1f,%.9f,%.9f,%d\n", 2.5 + n % 7 / 10, v, y, s } }' >subtract.csv
cat >m.yaml <<'YAML'
trace: subtract.csv
input: {column: i, unit: nA}
membrane: {column: v, unit: mV, shows: after-reset}
spike: {column: s}
initial: unknown
YAML
cat >u.yaml <<'YAML'
name: u
step: 1 ms
steps: 600
neuron: {method: euler, resistance: 10 MOhm, time_constant: 8 ms, rest: 0 mV, threshold: 20 mV, reset_mode: by-subtraction, refractory_steps: 4}
stimulus: trace
YAML
for shows in 'v, unit: mV, shows: after-reset' 'y, unit: mV, shows: before-reset'; do
    sed -i "s/^membrane.*/membrane: {column: $shows}/" m.yaml
    run "$program" run --dut m.yaml u.yaml
    check "by subtraction from the first spike on, $shows" has "${out%% *} $out" 'PASS PASS'
    run "$program" run --dut m.yaml --set neuron.refractory_steps=5 u.yaml
    check 'and no other refractory time' is "${out%% *}" FAIL
done
sed -i 's/before-reset/between-spikes/' m.yaml
run "$program" run --dut m.yaml u.yaml
check 'nothing tells where it begins' has "$status $err" '2 u.yaml:4'
sed 's/: between-spikes/: after-reset/; s/column: y/column: v/' m.yaml >n.yaml
awk 'BEGIN { v = 3; print "i,v,s"; for (n = 0; n < 600; n++) { v += 0.125 * (10 - v); printf "1.0,%.9f,0\n", v } }' >silent.csv
run "$program" run --dut n.yaml --trace silent.csv --set neuron.refractory_steps=0 u.yaml
check 'where nothing can hold it begins with the first row' has "${out%% *} $out" 'PASS PASS'
run "$program" run --dut n.yaml --trace silent.csv u.yaml
check 'a silent trace of an unknown start says nothing' is "$status ${out%% *}" '1 VACUOUS'
awk -F, -v OFS=, 'NR == 300 {$4 = 1 - $4} 1' run.csv >flipped.csv
judge --trace flipped.csv
check 'one spike that is not one' is "$verdict" FAIL
at=$(awk -F, '$4 == 1 {print NR + 3; exit}' run.csv)
awk -F, -v OFS=, -v at="$at" 'NR == at {$4 = 1} 1' run.csv >held.csv
judge --trace held.csv
check 'one spike in a refractory time' has "$verdict $out" 'spike: expected 0, observed 1'
manifest 's/^input.*/input: scenario/'
run "$program" run --dut m.yaml --set 'stimulus=[{file: {path: run.csv, column: current, unit: nA}}]' s.yaml
check 'an input that is not recorded is the scenario'\''s word' has "${out%% *} $out" 'its input is not in the trace'

# ---- the conventions of well-known tools ----

tables=$root/testbenches/traces/conventions.awk
awk -v tool=brian -v list=brian_spikes.csv -f "$tables" >brian.csv
awk -v tool=nest -v list=nest_spikes.dat -f "$tables" >nest.dat
awk -v tool=snntorch -f "$tables" >snntorch.csv
awk -v tool=norse -f "$tables" >norse.csv
cat >brian.yaml <<'YAML'
trace: brian.csv
time: {column: t_ms, unit: ms}
input: {column: I_nA, unit: nA}
membrane: {column: v_mV, unit: mV, shows: after-reset, latency: 1}
spike: {file: brian_spikes.csv, column: t_ms, unit: ms, sender: {column: i, is: 0}}
YAML
cat >nest.yaml <<'YAML'
trace: {file: nest.dat, separator: blanks}
time: {column: time, unit: ms}
input: scenario
membrane: {column: V_m, unit: mV, shows: after-reset}
spike: {file: nest_spikes.dat, separator: tab, column: time_ms, unit: ms, latency: 1, sender: {column: sender, is: 7}}
YAML
cat >snntorch.yaml <<'YAML'
trace: snntorch.csv
input: {column: input, one: 1 nA}
membrane: {column: mem, one: 1, shows: before-reset}
spike: {column: spk}
YAML
cat >norse.yaml <<'YAML'
trace: norse.csv
time: {column: t, unit: s}
input: {column: i, one: 1 nA}
membrane: {column: v, one: 1, shows: after-reset}
spike: {column: z}
YAML
with() { # STEP NEURON STIMULUS   writes n.yaml
    printf 'name: n\nstep: %s\nsteps: 2000\nneuron: {%s}\nstimulus: %s\n' "$@" >n.yaml
}
of_brian='method: exponential, resistance: 100 MOhm, time_constant: 20 ms, rest: -65 mV, threshold: -50 mV, reset: -60 mV'
of_brian+=', compare: above, refractory: 5 ms'
with '0.1 ms' "$of_brian, refractory_rule: brian2" '[{step: {amplitude: 0.2 nA, start: 20 ms, stop: 180 ms}}]'
run "$program" run --dut brian.yaml n.yaml
check 'the conventions of Brian 2' has "${out%% *} $out" 'PASS PASS'
with '0.1 ms' "$of_brian" '[{step: {amplitude: 0.2 nA, start: 20 ms, stop: 180 ms}}]'
run "$program" run --dut brian.yaml n.yaml
check 'its refractory time is a step shorter' has "${out%% *} $out" 'is refractory for 49 steps, not 50'
with '0.1 ms' 'method: exponential, capacitance: 250 pF, time_constant: 10 ms, rest: -70 mV, threshold: -55 mV, refractory: 2 ms' \
    '[{constant: {amplitude: 400 pA}}]'
run "$program" run --dut nest.yaml n.yaml
check 'the conventions of NEST' has "${out%% *} $out" 'PASS PASS'
of_snntorch='method: euler, resistance: 10 MOhm, time_constant: 10 ms, rest: 0 mV, threshold: 1 mV, compare: above'
with '1 ms' "$of_snntorch, reset_mode: by-subtraction-delayed" trace
run "$program" run --dut snntorch.yaml n.yaml
check 'the conventions of snnTorch' has "${out%% *} $out" 'PASS PASS'
with '1 ms' "$of_snntorch, reset_mode: by-subtraction" trace
run "$program" run --dut snntorch.yaml n.yaml
check 'whose reset comes a step later' is "${out%% *}" FAIL
with '1 ms' 'method: euler, resistance: 1 MOhm, time_constant: 10 ms, rest: 0 mV, threshold: 1 mV, compare: above' trace
run "$program" run --dut norse.yaml n.yaml
check 'the conventions of Norse' has "${out%% *} $out" 'PASS PASS'

# ---- words ----

equations='
equations: |
  input  i: s16 = i_syn
  param  theta: s16 = 1024   real theta
  param  leak = 4            real -log2(k)
  param  hold: u4 = 2        real hold
  state  v: s16
  state  count: u4
  z: s16 = v - (v >> leak) + i
  fire = count == 0 and z >= theta
  v'\'' = count != 0 ? v : fire ? 0 : z
  count'\'' = count != 0 ? count - 1 : fire ? hold : 0
  output spike @1 = fire
  output v @1 = v'\''
membrane: {state: v, one: 1024}
drives: {i: current}'
cat >w.yaml <<'YAML'
name: w
step: 1 ms
steps: 2000
neuron: {method: euler, resistance: 10 MOhm, time_constant: 16 ms, rest: -70 mV, threshold: -50 mV, refractory_steps: 2}
stimulus: trace
YAML
chip=$root/testbenches/traces/neuron.v
iverilog -o right "$chip" && ./right >right.log
mv run.vcd right.vcd
iverilog -P tb.HOLD=3 -o wrong "$chip" && ./wrong >wrong.log
mv run.vcd wrong.vcd
{
    echo 'trace: {file: right.vcd, clock: tb.clk, enable: tb.en, reset: {signal: tb.rst_n, active: low}}'
    echo 'columns: {i_syn: chip.i_syn, spike: chip.spike, v: chip.v}'
    echo "$equations"
} >c.yaml
run "$program" run --dut c.yaml w.yaml
check 'a waveform of a chip is its equations bit for bit' is "$status ${out%% *}" '0 PASS'
check 'in every step' has "$out" '2000 steps compared, 0 mismatches'
run "$program" run --dut c.yaml --trace wrong.vcd w.yaml
check 'a chip that holds too long fails' is "$status ${out%% *}" '1 FAIL'
check 'and that is named' has "$out" 'is held one step longer (count)'
check 'without a file that would run it again' lacks "$out" 'lifcosim run'
vcd2fst right.vcd right.fst
run "$program" run --dut c.yaml --trace right.fst w.yaml
check 'the same from an FST file' is "${out%% *}" PASS
mkdir bare
run env PATH="$PWD/bare" "$program" run --dut c.yaml --trace right.fst w.yaml
check 'without fst2vcd: status 3' is "$status" 3
check 'and what to do' has "$err" 'fst2vcd, which reads FST files, is not there; install gtkwave'
run env PATH="$PWD/bare" "$program" check \
    --set 'stimulus=[{file: {path: right.fst, column: tb.i_syn, unit: nA, clock: tb.clk}}]' w.yaml
check 'the same of a stimulus' is "$status" 3
head -c 20000 right.fst >cut.fst
wrong 'a damaged FST file' 2 c.yaml:2:37 'cut.fst: is no whole FST file' 'write the waveform again' \
    run --dut c.yaml --trace cut.fst w.yaml
head -c 30000 right.vcd >cut.vcd
run "$program" run --dut c.yaml --trace cut.vcd w.yaml
check 'a waveform that was cut is no pass' is "$status" 2
sed 's/chip\.v/v/' c.yaml >d.yaml
wrong 'two signals of one name' 2 d.yaml:2:52 'two signals are named v: tb.v and tb.chip.v' 'write the whole path' \
    run --dut d.yaml w.yaml
sed 's/chip\.v/chip.u/' c.yaml >d.yaml
wrong 'a signal that is not there' 2 d.yaml:2:52 'there is no signal chip.u' 'write its path' run --dut d.yaml w.yaml
sed 's/clock: tb.clk, //' c.yaml >d.yaml
wrong 'no clock' 2 d.yaml:1:34 'is for a waveform' 'add "clock: tb.clk"' run --dut d.yaml w.yaml
sed 's/, enable.*/}/' c.yaml >d.yaml
run "$program" run --dut d.yaml w.yaml
check 'every clock is too many steps' has "$err" 'write "steps: '
run "$program" run --dut c.yaml --csv words.csv --quiet w.yaml
sed '1,2d' c.yaml >e.yaml
sed -i '1i trace: words.csv\ncolumns: {i_syn: drive_fx, v: membrane_fx}' e.yaml
run "$program" run --dut e.yaml w.yaml
check 'a table of words' is "${out%% *}" PASS
sed '7s/^\([^,]*,[^,]*,[^,]*,[^,]*\),[^,]*,/\1,12.5,/' words.csv >half.csv
run "$program" run --dut e.yaml --trace half.csv w.yaml
check 'a word is a whole number' has "$err" 'half.csv:7:'
sed 's/1024   real/= v_th real/; s/= = v_th/= v_th/' e.yaml >d.yaml
run "$program" run --dut d.yaml w.yaml
check 'a trace cannot be told a word' has "$err" 'a trace cannot be told; write the word that it had'

wave='{file: {path: right.vcd, column: tb.i_syn, unit: nA, clock: tb.clk, enable: tb.en'
wave+=', reset: {signal: tb.rst_n, active: low}}}'
run "$program" run --dut model:q8_24 --csv driven.csv --quiet --set "stimulus=[$wave]" w.yaml
check 'a waveform is a stimulus too' is "$(awk -F, 'NR > 1 {printf "%d ", $3 * 1e9 + 0.5}' driven.csv)" \
    "$(awk -F, 'NR > 1 {printf "%d ", $5}' words.csv)"
spikes='clock: tb.clk, enable: tb.en, reset: {signal: tb.rst_n, active: low}, column: tb.spike'
# steps STIMULUS   prints the steps that have a current.
steps() {
    run "$program" run --dut model:q8_24 --csv driven.csv --quiet --set "stimulus=[{$1}]" w.yaml
    awk -F, 'NR > 1 && $3 > 1e-15 {printf "%d ", $1}' driven.csv
}
events=$(steps "events: {file: right.vcd, $spikes, amplitude: 1 nA, decay: 1 us}")
check 'events are those of a signal' is "$events" "$(steps "file: {path: right.vcd, unit: nA, signed: false, $spikes}")"
check 'there are some' test "$(wc -w <<<"$events")" -gt 10
check 'the same from an FST file' is "$events" \
    "$(steps "events: {file: right.fst, $spikes, amplitude: 1 nA, decay: 1 us}")"
event='amplitude: 1 nA, decay: 1 ms}}]'
wrong 'events of a waveform without a clock' 2 '--set stimulus:1:18' 'is a waveform' 'add "clock: tb.clk"' \
    check --set "stimulus=[{events: {file: right.vcd, unit: ms, $event" w.yaml
wrong 'a unit of edges' 2 '--set stimulus:1:123' 'has no place beside "clock"' 'leave it out' \
    check --set "stimulus=[{events: {file: right.vcd, $spikes, unit: ms, $event" w.yaml
{
    printf '$scope module tb $end\n$var reg 1 c clk $end\n$var reg 1 s spike $end\n$enddefinitions $end\n'
    printf '#0\n0c\n0s\n#1\n1c\n#2\n0c\n#3\n1c\n'
} >quiet.vcd
wrong 'no events' 2 '--set stimulus:1:18' 'has no event in 2 edges' 'name the signal' \
    check --set "stimulus=[{events: {file: quiet.vcd, column: tb.spike, clock: tb.clk, $event" w.yaml
wrong 'a word that counts no events' 2 '--set stimulus:1:18' 'events in one step' 'name the signal' \
    check --set "stimulus=[{events: {file: right.vcd, ${spikes/tb.spike/tb.v}, $event" w.yaml
sed 's/reg 1 s spike/real 64 s spike/; s/^0s/r-2.5 s/' quiet.vcd >real.vcd
wrong 'a value that counts no events' 2 '--set stimulus:1:18' '-2.5 is no count of events' 'name the signal' \
    check --set "stimulus=[{events: {file: real.vcd, column: tb.spike, clock: tb.clk, $event" w.yaml
wrong 'no signal of events' 2 '--set stimulus:1:3' 'key "column" is missing' 'add for example "column: tb.event"' \
    check --set "stimulus=[{events: {file: right.vcd, ${spikes/, column: tb.spike/}, $event" w.yaml
wrong 'a list in a waveform' 2 '--set expect:1:15' 'is a waveform, which lists nothing' 'write a table' \
    check --set 'expect={file: {path: right.vcd, column: time, unit: ms}}' w.yaml
timed='time: {column: tb.v, unit: ms}, clock'
run "$program" check --set "stimulus=[${wave/clock/$timed}]" w.yaml
check 'a time of edges' has "$status $err" 'has no place beside "clock": an edge of the clock is a step; leave it out'
{
    head -n 2 c.yaml
    cat <<'YAML'
drive: {port: i_syn, width: 16, shift: 0}
spike: {port: spike}
membrane: {port: v, width: 16, one: 1024, shows: after-reset}
constants:
  leak: {word: 4}
  threshold: {word: 1024}
  reset: {word: 0}
  refractory: {word: 2, counts: N}
arithmetic: {leak: shift, input: after-leak, rounding: floor, overflow: wrap, compare: at-or-above, reset: to-value}
YAML
} >k.yaml
run "$program" run --dut k.yaml w.yaml
check 'the same chip by keys' is "$status ${out%% *}" '0 PASS'
run "$program" run --dut k.yaml --trace wrong.vcd w.yaml
check 'and the wrong one' is "$status ${out%% *}" '1 FAIL'
sed 's/rounding: floor/rounding: half-up/' k.yaml >d.yaml
run "$program" run --dut d.yaml w.yaml
check 'another rounding is seen' is "$status ${out%% *}" '1 FAIL'
check 'and named' has "$out" 'rounds down'
sed 's/threshold: .*/threshold: {port: v_th}/' k.yaml >d.yaml
wrong 'a port that would tell a word' 2 d.yaml:7:3 'constants: name port v_th, and a trace cannot be told' '{word: 230}' \
    run --dut d.yaml w.yaml
sed 's/width: 16, shift/shift/' k.yaml >d.yaml
wrong 'no width' 2 d.yaml:3:1 'key "width" is missing' 'add for example "width: 16"' run --dut d.yaml w.yaml

# ---- what is refused ----

sed 5d run.csv >gap.csv
wrong 'a row is missing' 2 s.yaml:3:8 'the run has 2000 steps, and the trace gap.csv has 1999 rows' 'write "steps: 1999"' \
    run --dut t.yaml --trace gap.csv s.yaml
wrong 'where it is' 2 gap.csv:5 'the time 0.4 is not 3 steps of 100 us after that of the first row' 'give every step a row' \
    run --dut t.yaml --trace gap.csv --set steps=1999 s.yaml
sed '9s/,-70.000000/,nan/' run.csv >nan.csv
wrong 'NaN' 2 t.yaml:5:11 'nan.csv:9: "nan" is not a decimal number' 'write it like' run --dut t.yaml --trace nan.csv s.yaml
sed '9s/,-70.000000/,/' run.csv >none.csv
wrong 'no membrane' 2 t.yaml:5:11 'none.csv:9: "" is not a decimal number' 'write it like' run --dut t.yaml --trace none.csv s.yaml
sed '9s/0$/2/' run.csv >two.csv
wrong 'two spikes' 2 two.csv:9 'a spike of 2' 'write 1 where the neuron spikes' run --dut t.yaml --trace two.csv s.yaml
constant=(--set 'stimulus=[{constant: {amplitude: 1 nA}}]')
wrong 'another current' 2 run.csv:2 'the trace was driven with 0 A, and the scenario has 1 nA in step 0' \
    'or write "stimulus: trace"' run --dut t.yaml "${constant[@]}" s.yaml
wrong 'no trace to be driven by' 2 s.yaml:12:11 'what drove a trace is known from the trace alone' \
    'add it with --dut MANIFEST.yaml' run --dut q8_24 s.yaml
wrong '--trace without one' 2 lifcosim '--trace: q8_24 is no trace' 'give the manifest of one with --dut' \
    run --dut q8_24 --trace run.csv "${constant[@]}" s.yaml
wrong 'a manifest to run' 2 t.yaml 'this is the manifest of a trace' '`lifcosim run --dut t.yaml SCENARIO.yaml`' \
    run t.yaml
run "$program" build t.yaml
check 'a manifest to build' has "$err" 'this is the manifest of a trace: `lifcosim run --dut t.yaml SCENARIO.yaml`'
printf 'time\n12.34\n' >within.csv
manifest 's/^spike.*/spike: {file: within.csv, column: time, unit: ms}/'
wrong 'a spike within a step' 2 within.csv:2 'the spike at 12.34 lies within a step of 100 us' 'on the steps' \
    run --dut m.yaml s.yaml
printf 'time\n250\n' >beyond.csv
sed -i 's/within/beyond/' m.yaml
wrong 'a spike after the run' 2 beyond.csv:2 'is that of step 2500' 'give the run more steps' run --dut m.yaml s.yaml
sed '/^input/d' t.yaml >m.yaml
wrong 'no input' 2 m.yaml:1:1 'input' 'or, where it is not recorded, "input: scenario' run --dut m.yaml s.yaml
manifest 's/, shows: after-reset//'
wrong 'no word of what it shows' 2 m.yaml:5:1 'membrane' 'after-reset' run --dut m.yaml s.yaml
manifest 's/mV, shows/mA, shows/'
wrong 'a membrane in mA' 2 m.yaml:5:29 'membrane.unit' 'use a unit of potential' run --dut m.yaml s.yaml
tap_done
