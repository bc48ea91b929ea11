// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// adaptive raises its threshold by 40 with each spike, at most by 255, and lowers it by 1 in every other
// step. Its leak is written as a way towards 0, and so is rounded up. Reset active low, an enable.
// DEFECT 1  the rise is not limited, so that its 8 bits wrap

`default_nettype none

module adaptive #(
  parameter DEFECT = 0
) (
  input  wire               clk,
  input  wire               rst_n,
  input  wire               en,
  input  wire signed [11:0] i_syn,
  input  wire signed [15:0] v_th,
  output reg                spike,
  output reg  signed [15:0] v
);
  reg         [ 7:0] risen;
  wire signed [15:0] next = v + ((17'sd0 - v) >>> 4) + i_syn;
  wire               fires = next >= v_th + $signed({8'd0, risen});
  wire        [ 8:0] higher = {1'b0, risen} + 9'd40;

  always @(posedge clk)
    if (!rst_n) begin
      v     <= 16'sd0;
      risen <= 8'd0;
      spike <= 1'b0;
    end else if (en) begin
      spike <= fires;
      v     <= fires ? 16'sd0 : next;
      if (fires) risen <= higher[8] && DEFECT == 0 ? 8'd255 : higher[7:0];
      else if (risen != 8'd0) risen <= risen - 8'd1;
    end
endmodule

`default_nettype wire
