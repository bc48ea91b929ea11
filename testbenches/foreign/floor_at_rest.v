// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// floor_at_rest has an unsigned membrane that inhibition does not take below 0, nor excitation above
// 255, and a leak of two shifts, 1/8 + 1/16.
// DEFECT 1  there is no floor: a sum below 0 becomes a high membrane in the next step

`default_nettype none

module floor_at_rest #(
  parameter DEFECT = 0
) (
  input  wire              clk,
  input  wire              rst_n,
  input  wire signed [7:0] i,
  output reg               spike,
  output reg         [7:0] v
);
  wire signed [10:0] sum = $signed({3'd0, v}) - $signed({6'd0, v[7:3]}) - $signed({7'd0, v[7:4]})
                         + $signed({{3{i[7]}}, i});
  wire signed [10:0] next = sum < 11'sd0 && DEFECT == 0 ? 11'sd0 : sum > 11'sd255 ? 11'sd255 : sum;
  wire               fires = next >= 11'sd200;

  always @(posedge clk)
    if (!rst_n) begin
      v     <= 8'd0;
      spike <= 1'b0;
    end else begin
      v     <= fires ? 8'd0 : next[7:0];
      spike <= fires;
    end
endmodule

`default_nettype wire
