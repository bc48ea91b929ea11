#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The outside of a circuit that is declared by equations: parts of ports, phases, setup, no reset,
# a falling edge, one port for two things, macros, delays, memory files and what it prints; and what a
# manifest may not do.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh
source "$root/testbenches/cli/neurons.sh"

export LIFCOSIM_DUT_DIR=$tap_folder/work/dut
mkdir "$LIFCOSIM_DUT_DIR"
outside=(tile phased loaded serial unreset waiting taking)
for neuron in "${outside[@]}"; do cp "$root"/testbenches/foreign/$neuron.{v,yaml} .; done
cp -r "$root"/testbenches/foreign/{weights.hex,include} .

# ---- each form, sound and defective ----

for neuron in "${outside[@]}"; do
    run "$program" build $neuron.yaml
    check "$neuron: built" is "$status:$err" 0:
    run "$program" build --set name=${neuron}_defective --set parameters.DEFECT=1 $neuron.yaml
    check "$neuron, defective: built" is "$status" 0
    run "$program" build --print=verilog $neuron.yaml
    echo "$out" >spec.v
    check "$neuron: its Verilog for Icarus" iverilog -g2005 -Wall -t null spec.v
done
run env CONSTANT=1 WAVE=wave.fst "$build/equations/circuits" "${outside[@]}"
check 'each answers as its equations' is "$(grep -c '^ok ' <<<"$out"):$status" 7:0
check 'what it prints goes to standard error' has "$err" 'a spike'
check 'and nowhere else' lacks "$out" 'a spike'
run env CONSTANT=1 "$build/equations/circuits" "${outside[@]/%/_defective}"
check 'each defective one does not' is "$(grep -c '^not ok .* spikes$' <<<"$out"):$status" 7:1
run "$build/equations/circuits" loaded
check 'what setup loads cannot change in a run' is \
    "$(tail -n 1 <<<"$out")" 'Bail out! loaded: run: a word that setup loads before step 0 cannot change in a run'

# ---- and is judged ----

judged tile '[]' 'ignores its drive'
judged phased '["phases"]' 'reads its drive without the sign'
judged loaded '[]' 'has 7 for leak, and not 3'
judged serial '[]' 'shifts one more: (v >> leak) is half as much'
judged unreset '[]' 'rounds half-up'
judged waiting '[]' 'counts its drive twice'
judged taking '[]' 'does something in clocks without a step, and declares that it stands'

# ---- one port loads words before the first step, and drives then; another is tied to 0xa ----

cat >shared.v <<'END'
module shared(input wire clk, rst, load, step, input wire [3:0] spare, input wire [7:0] data, output reg spike, output reg [7:0] v);
  reg  [7:0] theta;
  wire [8:0] next = {1'b0, v >> 1} + data;
  always @(posedge clk)
    if (rst) {theta, v, spike} <= 0;
    else if (load) theta <= data;
    else if (step) begin
      spike <= next >= {1'b0, theta} && spare == 4'd10;
      v     <= next >= {1'b0, theta} ? 8'd0 : next[7:0];
    end
endmodule
END
cat >shared.yaml <<'END'
name: shared
sources: [shared.v]
top: shared
clock: clk
reset: {port: rst, active: high}
step: {enable: step}
tie: {spare: 0xa}
setup: [{load: 1, data: theta}, {load: 0}]
membrane: {state: v, one: 200}
drives: {i: current}
equations: |
  input  i: u8 = data
  param  theta: u8  real theta
  state  v: u8
  next = (v >> 1) + i
  fire = next >= theta
  v' = fire ? 0 : next
  output spike @1 = fire
  output v @1 = v'
END
run "$program" build shared.yaml
check 'a port for both: built' is "$status:$err" 0:
run "$program" run --json out/r.json --dut shared --set neuron.time_constant='2 ms' \
    --set 'stimulus=[{pulses: {amplitude: 3 nA, width: 40 ms, period: 60 ms}}]' "$root/testbenches/foreign/scenarios/loaded.yaml"
check 'a port for both: passes, with many spikes' is \
    "$status:$(jq -c '.results[0] | [.verdict, .levels.exact.mismatches, (.spikes.dut | length) > 50]' out/r.json)" '0:["pass",0,true]'

# ---- memory files ----

run env -C / CONSTANT=1 "$build/equations/circuits" unreset
check 'a memory file stands beside the manifest' is "$status" 0
mv weights.hex gone.hex
run "$build/equations/circuits" unreset
check 'a missing memory file: no verdict, its name' has "$out" \
    "memory file weights.hex cannot be read (No such file or directory); put it into $PWD"
run "$program" build unreset.yaml
check 'a missing memory file: build' is "$status" 3
check 'a missing memory file: build says it' has "$err" 'memory file weights.hex cannot be read'
mkdir elsewhere && mv gone.hex elsewhere/weights.hex
mkdir below && cp unreset.v unreset.yaml below && ln -s ../elsewhere/weights.hex below/weights.hex
run "$program" build --replace below/unreset.yaml
check 'a memory file outside: status' is "$status" 3
check 'a memory file outside: said' has "$err" "weights.hex is outside of $PWD/below, the manifest's folder"
run "$program" build --replace --allow-outside below/unreset.yaml
check 'a memory file outside, allowed' is "$status:$err" 0:

# ---- files stay below the manifest's folder ----

mkdir here && cp tile.v there.v && sed 's/tile\.v/..\/there.v/; s/^name: .*/name: here/' tile.yaml >here/tile.yaml
run "$program" build here/tile.yaml
check 'a source outside: status' is "$status" 2
check 'a source outside: said' has "$err" "here/tile.yaml:5:11: sources.0: here/../there.v is outside of the manifest's folder; put it there, or build with --allow-outside"
run "$program" build --allow-outside here/tile.yaml
check 'a source outside, allowed' is "$status" 0
run "$program" build --set 'sources=[../there.v]' --set name=typed here/tile.yaml
check 'a source outside that the user typed' is "$status" 0
echo "\`include \"$PWD/there.v\"" >here/tile.v
sed 's/\.\.\/there/tile/; s/^name: .*/name: included/' here/tile.yaml >here/include.yaml
run "$program" build here/include.yaml
check 'an include outside: status' is "$status" 2
check 'an include outside: said' has "$err" "sources: include $PWD/there.v, which is outside of the manifest's folder"
run "$program" calibrate here/include.yaml
check 'calibrate takes the option too' has "$("$program" calibrate --help)" --allow-outside

# ---- what is included stands beside the source, and the folder of the manifest is no outside ----

mkdir -p beside/rtl && cp serial.v beside/rtl && cp include/serial.vh beside/more.vh
echo '`include "more.vh"' >beside/rtl/serial.vh
sed 's/^include:.*/include: [.]/; s/^name: .*/name: beside/; s/\[serial/[rtl\/serial/' serial.yaml >beside/beside.yaml
run "$program" build --set 'parameters={DEFECT: 0x0}' beside/beside.yaml
check 'files beside the source and in the folder that is named are included, a parameter is 0x0' is "$status:$err" 0:

# ---- a design runs nothing ----

for task in '$system("touch ran")' 'weird = $fopen("ran")' '$dumpvars' '$c("system(0);")'; do
    sed "s|^endmodule|  integer weird;\n  initial $task;\n&|" tile.v >runs.v
    run "$program" build --set 'sources=[runs.v]' --set name=runs tile.yaml
    check "$task: status" is "$status" 2
    check "$task: place" has "$err" " at $PWD/runs.v:$(grep -n ' initial ' runs.v | cut -d: -f1), and a circuit runs no command"
    check "$task: remedy" has "$err" 'leave it out, as by `ifdef'
done
# runs NAME SED MESSAGE
runs() {
    sed "$2" tile.v >runs.sv
    run "$program" build --set 'sources=[runs.sv]' --set name=runs tile.yaml
    check "$1: status" is "$status" 2
    check "$1: said" has "$err" "$3"
}
runs 'a function in C' 's/^endmodule/  import "DPI-C" function int system(input string x);\n  int r;\n  initial r = system("touch ran");\n&/' \
    'sources: import a function in C (DPI), and a circuit runs nothing but itself; leave it out'
runs 'C++ in the source' 's/^endmodule/`systemc_ctor\nsystem("touch ran");\n`verilog\n&/' 'sources: have a block of C++ at '
check 'nothing ran' is "$(find . -name 'ran*')" ''

# ---- refused at their place ----

# refused NAME MANIFEST SED PLACE MESSAGE
refused() {
    sed "$3" "$2" >wrong.yaml
    if cmp -s "$2" wrong.yaml; then check "$1: changed" false; fi
    run "$program" build wrong.yaml
    check "$1: status" is "$status" 2
    check "$1: place and words" has "$err" "wrong.yaml:$4: $5"
}
refused 'a bit without a source' tile.yaml 's/, "ui_in\[7\]": 0//' 6:6 \
    'top: its input ui_in[7] is not named; name it, or give it a value with "tie: {"ui_in[7]": 0}"'
refused 'bits without a source' tile.yaml '/input b/d; s/ + (b << 4)//; s/, b: current//; s/ui_in\[7\]/ui_in[4]/' 6:6 \
    'top: its input ui_in[7:5] is not named'
refused 'a tie that is no number' tile.yaml 's/ena: 1/ena: high/' 11:12 \
    "tie.ena: high is not a constant; write a number such as 16 or 8'h1f"
refused 'a bit with two sources' tile.yaml 's/ui_in\[6:4\]/ui_in[5:3]/' 16:17 \
    'equations: bit 3 of the input ui_in has a source already'
refused 'a bit that is not there' tile.yaml 's/ui_in\[6:4\]/ui_in[9:7]/' 15:17 \
    'equations: ui_in has the bits 7 to 0'
refused 'bits upside down' tile.yaml 's/ui_in\[6:4\]/ui_in[4:6]/' 15:17 'equations: "ui_in[4:6]" names no bits of a port'
refused 'bits of another width' tile.yaml 's/ui_in\[6:4\]/ui_in[5:4]/' 15:17 \
    'equations: ui_in[5:4] has 2 bits in the elaborated design, and the manifest says 3'
refused 'bits that are never closed' tile.yaml 's/"ui_in\[7\]"/"ui_in[7"/' 11:26 'tie.ui_in[7: "ui_in[7" names no bits of a port'
refused 'another edge' phased.yaml 's/edge: falling/edge: both/' 8:26 'clock.edge: "both" is unknown'
refused 'setup without rows' loaded.yaml '/^  - {/d; s/^setup:/setup: []/' 11:8 'setup: is a list; write a list of 1 to 256 rows'
refused 'setup of what no port tells' loaded.yaml 's/data: theta/data: state/' 13:35 'setup.1.data: state is no param that a port tells; write a number, or the line param state: u8 into the equations'
refused 'setup of bits that a param has not' loaded.yaml 's/data: theta/data: "theta[8]"/' 13:35 'setup.1.data: [8] are no bits of theta; write theta, or some of its bits, as theta[7:0]'
refused 'setup of bits that are no bits' loaded.yaml 's/data: theta/data: "theta[0:3]"/' 13:35 'setup.1.data: [0:3] are no bits of theta'
refused 'setup of more bits than the port has' loaded.yaml 's/which: 0/which: theta/' 13:26 'setup.1.which: theta has 8 bits, and the port 1; load it in parts, as theta[0:0]'
refused 'setup of what does not fit' loaded.yaml 's/which: 0/which: 2/' 13:26 'setup.1.which: 2 does not fit the port, which has 1 bits'
refused 'setup of a port that is not there' loaded.yaml 's/data: theta/date: theta/' 13:35 'setup.1.date: loaded has no port date'
refused 'setup of a port that something else drives' loaded.yaml 's/which: 0/rst_n: 0/' 13:26 \
    'setup.1.rst_n: bit 0 of the input rst_n has a source already'
refused 'setup in a list of values' loaded.yaml 's/^  - {strobe_n: 0, .*/  - 5/' 13:5 'setup.1: is a value; write {load: 1, data: 5}'
sed '/^clock/d; /^reset/d; s/^step:.*/step: combinational\nstate: {v: [a, b]}/; s/@3/@0/' loaded.yaml >combinational.yaml
run "$program" build combinational.yaml
check 'setup without a clock' has "$err" 'setup: has no clock in a combinational circuit; leave it out'
many=$(seq -f 'p%g: 0' -s ', ' 33)
refused 'setup of too many ports' loaded.yaml "s/{strobe_n: 1}/{$many}/" 12:258 'setup.0.p33: is one port too many; name at most 32'
refused 'an option in a macro' unreset.yaml 's/BITS: 16/BITS: "16 --Mdir elsewhere"/' 8:17 \
    "defines.BITS: is no constant without blanks; write a number such as 16 or 8'h1f"
refused 'a result port and another clock' waiting.yaml 's/output v @1/output v @2/' 22:10 \
    'output v comes @2 clocks late, and the result port says when it is there; write @1'
refused 'a macro that is no name' unreset.yaml 's/BITS: 16/B-S: 16/' 8:16 'defines.B-S: is not a Verilog name'
tap_done
