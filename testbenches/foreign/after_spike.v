// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// after_spike is a neuron whose steps after a spike are told by KIND:
// KIND 0  it integrates for three steps, and does not fire in them
// KIND 1  it leaks for three steps, without its drive, from a reset at -100
// KIND 2  it is at rest for three steps, after one at a reset of -100
// KIND 3  it does not reset at all, and keeps its membrane for three steps
// DEFECT 1  it does so for two steps only

`default_nettype none

module after_spike #(
  parameter KIND = 0,
  parameter DEFECT = 0
) (
  input  wire               clk,
  input  wire               rst_n,
  input  wire               en,
  input  wire signed [11:0] i,
  output reg                spike,
  output reg  signed [15:0] v
);
  localparam signed [15:0] Theta = 16'sd2048;
  reg         [ 1:0] left;
  wire               held = left != 2'd0;
  wire signed [15:0] leaks = v - (v >>> 4);
  wire signed [15:0] next = leaks + i;
  wire               fires = !held && next >= Theta;

  always @(posedge clk)
    if (!rst_n) begin
      v     <= 16'sd0;
      left  <= 2'd0;
      spike <= 1'b0;
    end else if (en) begin
      spike <= fires;
      left  <= held ? left - 2'd1 : !fires ? 2'd0 : DEFECT == 1 ? 2'd2 : 2'd3;
      if (held)
        case (KIND)
          0:       v <= next;
          1:       v <= leaks;
          2:       v <= 16'sd0;
          default: v <= v;
        endcase
      else if (fires) v <= KIND == 3 ? next : KIND == 0 ? 16'sd0 : -16'sd100;
      else v <= next;
    end
endmodule

`default_nettype wire
