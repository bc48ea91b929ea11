// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// A neuron as a chip has it, and a test bench that writes what its pins do as VCD: a step in most clocks,
// and a drive that changes between the edges. HOLD is 2 where it is right.
`default_nettype none
module neuron #(parameter HOLD = 2) (
  input  wire               clk, rst_n, en,
  input  wire signed [15:0] i_syn,
  output reg                spike,
  output reg  signed [15:0] v
);
  reg [3:0] count;
  wire signed [15:0] z = v - (v >>> 4) + i_syn;
  wire fire = count == 0 && z >= 16'sd1024;
  always @(posedge clk)
    if (!rst_n) begin
      v <= 0; count <= 0; spike <= 0;
    end else if (en) begin
      spike <= fire;
      v <= count != 0 ? v : fire ? 16'sd0 : z;
      count <= count != 0 ? count - 4'd1 : fire ? HOLD : 4'd0;
    end
endmodule

module tb;
  reg clk = 0, rst_n = 0, en = 0;
  reg signed [15:0] i_syn = 0;
  wire spike;
  wire signed [15:0] v;
  integer n, seed = 1;
  parameter HOLD = 2, STEPS = 2000;
  neuron #(.HOLD(HOLD)) chip (.clk(clk), .rst_n(rst_n), .en(en), .i_syn(i_syn), .spike(spike), .v(v));
  always #5 clk = ~clk;
  initial begin
    $dumpfile("run.vcd");
    $dumpvars(0, tb);
    repeat (3) @(posedge clk);
    #1 rst_n = 1;
    for (n = 0; n < STEPS; n = n + en) begin
      @(negedge clk);
      en = ($random(seed) & 3) != 0;
      i_syn = ($random(seed) & 127) + 10;
    end
    @(posedge clk);
    #1 $finish;
  end
endmodule
`default_nettype wire
