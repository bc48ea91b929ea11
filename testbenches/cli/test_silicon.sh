#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# `lifcosim build` says what decides whether a simulation means silicon: signals without a driver,
# latches, and two drivers, which it refuses. A circuit each.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

export LIFCOSIM_DUT_DIR=$tap_folder/work/dut
mkdir "$LIFCOSIM_DUT_DIR"

cat >neuron.v <<'VERILOG'
module neuron (
  input clk, input rst, input signed [7:0] i, output reg spike, output reg signed [11:0] v,
  output [3:0] more
);
  wire signed [11:0] next = v - (v >>> 4) + i;
  always @(posedge clk)
    if (rst) begin
      v <= 0;
      spike <= 0;
    end else begin
      v <= next >= 200 ? 0 : next;
      spike <= next >= 200;
    end
`ifdef UNDRIVEN
  wire [3:0] nothing;
  assign more = {nothing[3:1], spike};
`elsif OPEN
  part part(.y(more));
`elsif LATCH
  reg [3:0] kept;
  assign more = kept;
  always @* if (spike) kept = v[3:0];
`elsif REGISTER
  reg twice;
  assign more = {4{twice}};
  always @(posedge clk) if (rst) twice <= 0; else twice <= v[0];
  always @(posedge clk) if (spike) twice <= 1;
`elsif WIRE
  assign more = v[3:0];
  assign more[2] = spike;
`elsif BUS
  assign more = spike ? v[3:0] : 4'bz;
`elsif PARTS
  reg [3:0] parts;
  assign more = parts;
  always @(posedge clk) parts[1:0] <= v[1:0];
  always @(posedge clk) parts[3:2] <= v[3:2];
`else
  assign more = v[3:0];
`endif
endmodule

module part(input [3:0] x, output [3:0] y);
  assign y = ~x;
endmodule
VERILOG
cat >neuron.yaml <<'YAML'
name: neuron
sources: [neuron.v]
top: neuron
clock: clk
reset: {port: rst, active: high}
step: every-clock
membrane: {state: v, one: 200}
drives: {i: current}
equations: |
  input i: s8
  state v: s12
  z: s12 = v - (v >> 4) + i
  fire = z >= 200
  v' = fire ? 0 : z
  output spike @1 = fire
  output v @1 = v'
YAML

# built NAME STATUS   builds the neuron with the macro NAME, from nothing.
built() {
    rm -rf "$LIFCOSIM_DUT_DIR"/neuron.*
    run "$program" build --set "defines.$1=1" neuron.yaml
    check "$1: status" is "$status" "$2"
}
line() { grep -n "$1" neuron.v | head -n 1 | cut -d: -f1; }

for sound in SOUND PARTS BUS; do
    built $sound 0
    check "$sound: nothing is said" is "$err" ''
done
built UNDRIVEN 0
check 'UNDRIVEN: one line' is "$(wc -l <<<"$err")" 1
check 'UNDRIVEN: place, name and remedy' has "$err" \
    "lifcosim: warning: $PWD/neuron.v:$(line '  wire .3:0. nothing'):14: nothing has no driver: a simulation gives it some value, and silicon another; drive it"
built OPEN 0
check 'OPEN: an input that an instance leaves open' is "$err" \
    'lifcosim: warning: part.x has no driver: a simulation gives it some value, and silicon another; drive it'
built LATCH 0
check 'LATCH: one line' is "$(wc -l <<<"$err")" 1
check 'LATCH: place, name and remedy' has "$err" \
    "lifcosim: warning: $PWD/neuron.v:$(line 'always @. if'):3: kept becomes a latch, as it has no value on some path"
built REGISTER 2
check 'REGISTER: name and remedy' has "$err" \
    'neuron.yaml:2:10: sources: twice has two drivers, of which a simulation takes one and silicon none; drive it once'
check 'REGISTER: no circuit is left' is "$(find "$LIFCOSIM_DUT_DIR" -maxdepth 1 -name '*.so')" ''
built WIRE 2
check 'WIRE: place and name' has "$err" "sources: $PWD/neuron.v:3:16: more has two drivers"
sed 's/output reg spike/output spike/; s/^  wire signed .*/&\n  reg fired;\n  copy a(fired, spike);\n  copy b(fired, spike);/
    s/spike <=/fired <=/; $a\module copy(input x, output y); assign y = x; endmodule' neuron.v >copies.v
run "$program" build --set name=copies --set 'sources=[copies.v]' neuron.yaml
check 'two instances: status' is "$status" 2
check 'two instances: the port, and no file of ours' has "$err" 'sources: spike has two drivers'

# Yosys alone sees two clocked blocks that drive one register; without it, what Verilator sees is said.
export YOSYS=$PWD/none
built REGISTER 0
built LATCH 0
check 'LATCH, without Yosys: said' has "$err" 'kept becomes a latch'
built WIRE 2
printf '#!/bin/sh\necho "ERROR: no memory"; exit 1\n' >none
chmod +x none
built SOUND 0
check 'Yosys does not read the sources: said' has "$err" \
    'lifcosim: warning: Yosys does not read the sources, and did not look for two drivers: ERROR: no memory'
tap_done
