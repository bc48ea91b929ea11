// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// phased: a core whose leak and whose events are separate: a step is a tick and then an event, a
// clock each, and either may spike. Clocked at the falling edge.
// DEFECT 1  the weight is taken without its sign

`default_nettype none

module phased #(
  parameter DEFECT = 0
) (
  input  wire               clk,
  input  wire               rst,
  input  wire               en,
  input  wire               tick,
  input  wire               arrives,
  input  wire signed [ 7:0] weight,
  input  wire signed [11:0] theta,
  output reg                spike,
  output reg  signed [11:0] v
);
  wire signed [11:0] next = tick    ? v - (v >>> 3)
                          : arrives ? v + $signed({{4{weight[7] && DEFECT == 0}}, weight})
                          : v;
  wire fires = next >= theta;

  always @(negedge clk)
    if (rst) begin
      v     <= 12'sd0;
      spike <= 1'b0;
    end else if (en) begin
      v     <= fires ? 12'sd0 : next;
      spike <= fires;
    end
endmodule

`default_nettype wire
