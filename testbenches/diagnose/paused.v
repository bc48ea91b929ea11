// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// paused: of its membrane 240 / 256 stay in a step, rounded down; its drive counts 12 times, it is
// never below -500, and held for 6 steps. Clocks without a step stand between its steps, and its
// spike falls back in them. `fault` chooses one mistake (faults.txt); 0 is none.

`default_nettype none

module paused (
  input  wire               clk,
  input  wire               rst,
  input  wire               step,
  input  wire signed [ 9:0] i,
  input  wire        [ 5:0] fault,
  output reg                fire,
  output reg  signed [15:0] v
);
  reg         [ 3:0] left;
  reg signed  [31:0] gain, theta, lowest, x, stays, sum, z;
  reg         [ 3:0] hold;
  reg         [ 8:0] a;
  reg         [31:0] product;
  reg                fires;

  always @* begin
    gain   = fault == 6'd1 || fault == 6'd9 ? 9 : fault == 6'd2 ? -7 : 12;
    theta  = fault == 6'd3 ? 700 : 800;
    a      = fault == 6'd4 ? 9'd199 : 9'd240;
    hold   = fault == 6'd5 ? 4'd4 : 4'd6;
    lowest = fault == 6'd6 ? -200 : -500;
    x      = gain * i;
    stays  = (v * $signed({1'b0, a})) >>> 8;
    product = {16'd0, v} * a;
    if (fault == 6'd10) stays = {{16{product[23]}}, product[23:8]};
    sum    = stays + x;
    z      = sum < lowest ? lowest : sum;
    fires  = left == 4'd0 && z >= theta;
  end

  always @(posedge clk)
    if (rst) begin
      {v, left, fire} <= 0;
    end else if (step) begin
      v    <= left != 4'd0 ? v : fires ? 16'sd0 : z[15:0];
      left <= left != 4'd0 ? left - 4'd1 : fires ? hold : 4'd0;
      fire <= fires;
    end else begin
      fire <= 1'b0;
      if (fault == 6'd7 || fault == 6'd9) v <= z[15:0];
      if (fault == 6'd8 && left != 4'd0) left <= left - 4'd1;
    end
endmodule

`default_nettype wire
