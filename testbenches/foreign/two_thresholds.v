// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// two_thresholds fires above and below, and takes the threshold off on the side on which it fired, as
// a modulator does that codes a signal by its changes.
// DEFECT 1  below, it does not fire

`default_nettype none

module two_thresholds #(
  parameter DEFECT = 0
) (
  input  wire               clk,
  input  wire               rst,
  input  wire               en,
  input  wire signed [11:0] i,
  input  wire signed [15:0] v_th,
  output reg                spike,
  output reg  signed [15:0] v
);
  wire signed [15:0] next = v - (v >>> 5) + i;
  wire               above = next >= v_th;
  wire               below = next <= -16'sd2048 && DEFECT == 0;

  always @(posedge clk)
    if (rst) begin
      v     <= 16'sd0;
      spike <= 1'b0;
    end else if (en) begin
      v     <= !(above || below) ? next : next[15] ? next + v_th : next - v_th;
      spike <= above || below;
    end
endmodule

`default_nettype wire
