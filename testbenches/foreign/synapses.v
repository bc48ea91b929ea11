// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// synapses has two channels, each with a coefficient and a synapse of its own: half of the current of
// the first one stays in each step, three quarters of the second one, which acts a step late.
// DEFECT 1  only a quarter of the first one stays

`default_nettype none

module synapses #(
  parameter DEFECT = 0
) (
  input  wire               clk,
  input  wire               rst,
  input  wire               en,
  input  wire signed [11:0] fast,
  input  wire signed [ 7:0] slow,
  output reg                spike,
  output reg  signed [17:0] v
);
  reg  signed [17:0] first, second;
  wire signed [17:0] kept = DEFECT == 1 ? first >>> 2 : first >>> 1;
  wire signed [17:0] driving = kept + fast;
  wire signed [17:0] next = v - (v >>> 4) + driving + second;
  wire               fires = next >= 18'sd4096;

  always @(posedge clk)
    if (rst) begin
      v      <= 18'sd0;
      first  <= 18'sd0;
      second <= 18'sd0;
      spike  <= 1'b0;
    end else if (en) begin
      first  <= driving;
      second <= second - (second >>> 2) + (slow <<< 3);
      v      <= fires ? 18'sd0 : next;
      spike  <= fires;
    end
endmodule

`default_nettype wire
