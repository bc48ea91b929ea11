// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// residual moves towards its drive and carries what the division by 256 leaves to the next step. Its
// threshold port has 9 bits without a sign, and the signed membrane 16. It is held for one step less than its port says.
// DEFECT 1  what is left is thrown away

`default_nettype none

module residual #(
  parameter DEFECT = 0
) (
  input  wire               clk,
  input  wire               rst,
  input  wire               en,
  input  wire signed [15:0] u,
  input  wire        [ 7:0] k,
  input  wire        [ 8:0] v_th,
  input  wire        [ 3:0] t_ref,
  output reg                spike,
  output reg  signed [15:0] v
);
  reg         [ 7:0] r;
  reg         [ 3:0] left;
  wire signed [16:0] away = u - v;
  wire signed [25:0] p = away * $signed({1'b0, k}) + $signed({1'b0, r});
  wire signed [15:0] next = v + p[23:8];
  wire               fires = next >= $signed({7'd0, v_th});

  always @(posedge clk)
    if (rst) begin
      v     <= 16'sd0;
      r     <= 8'd0;
      left  <= 4'd0;
      spike <= 1'b0;
    end else if (en) begin
      spike <= 1'b0;
      if (left != 4'd0) left <= left - 4'd1;
      else begin
        spike <= fires;
        v     <= fires ? 16'sd0 : next;
        r     <= fires || DEFECT == 1 ? 8'd0 : p[7:0];
        left  <= fires ? t_ref - 4'd1 : 4'd0;
      end
    end
endmodule

`default_nettype wire
