// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// hidden_membrane shows its spikes alone, in the clock of the step itself. Of the 24 bits of its
// membrane 16 are fraction; an eighth leaks, rounded down; the refractory word holds one step more
// than it says. Its reset is active low, and it takes a step on an enable.
// DEFECT 1  the current passes through a register: each input acts one step late

`default_nettype none

module hidden_membrane #(
  parameter DEFECT = 0
) (
  input  wire               clk,
  input  wire               rst_n,
  input  wire               go,
  input  wire signed [11:0] amps,     // 8 fraction bits
  input  wire signed [23:0] theta,
  input  wire        [ 5:0] dead,
  output wire               event_o
);
  reg  signed [23:0] v;
  reg         [ 6:0] left;
  reg  signed [11:0] late;
  wire signed [11:0] taken = DEFECT == 1 ? late : amps;
  wire signed [23:0] input_w = $signed({{12{taken[11]}}, taken}) <<< 8;
  wire signed [23:0] next  = v - (v >>> 3) + input_w;
  wire               fires = left == 7'd0 && next >= theta;

  assign event_o = go && fires;

  always @(posedge clk) begin
    if (!rst_n) begin
      v    <= 24'sd0;
      left <= 7'd0;
      late <= 12'sd0;
    end else if (go) begin
      late <= amps;
      if (left != 7'd0) left <= left - 7'd1;
      else if (fires) begin
        v    <= 24'sd0;
        left <= {1'b0, dead} + 7'd1;
      end else v <= next;
    end
  end
endmodule

`default_nettype wire
