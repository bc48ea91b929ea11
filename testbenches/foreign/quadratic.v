// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// quadratic is no leaky integrate-and-fire neuron: the further its membrane is above 32, the faster
// it rises, and below 0 it falls back. It shows its spikes two clocks late.
// DEFECT 1  the square counts half

`default_nettype none

module quadratic #(
  parameter DEFECT = 0
) (
  input  wire               clk,
  input  wire               rst_n,
  input  wire               en,
  input  wire signed [ 7:0] i,
  output reg                spike,
  output reg  signed [11:0] v
);
  reg                fired;
  wire signed [23:0] square = v * v;
  wire signed [23:0] part = DEFECT == 1 ? square >>> 9 : square >>> 8;
  wire signed [24:0] sum = v + part - (v >>> 3) + i;
  wire signed [11:0] next = sum > 25'sd2047 ? 12'sd2047 : sum < -25'sd2048 ? -12'sd2048 : sum[11:0];
  wire               fires = next >= 12'sd500;

  always @(posedge clk)
    if (!rst_n) begin
      v     <= 12'sd0;
      fired <= 1'b0;
      spike <= 1'b0;
    end else if (en) begin
      v     <= fires ? -12'sd20 : next;
      fired <= fires;
      spike <= fired;
    end
endmodule

`default_nettype wire
