// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// millivolts holds its membrane as it is, in mV with 8 fraction bits: it rests at -70 mV. Its
// threshold is told in whole mV over a port that is narrower than the membrane, its leak as 4096 * k.
// What leaks is rounded half-up. Reset active low and asynchronous.
// DEFECT 1  the threshold is taken without its sign

`default_nettype none

module millivolts #(
  parameter DEFECT = 0
) (
  input  wire               clk,
  input  wire               rst_n,
  input  wire               tick,
  input  wire signed [15:0] r_times_i,  // mV, 8 fraction bits
  input  wire signed [ 7:0] v_th_mv,
  input  wire        [11:0] alpha,
  output reg                spike,
  output reg  signed [15:0] v
);
  localparam signed [15:0] Rest = -16'sd17920;
  wire signed [17:0] away = Rest - v + r_times_i;
  wire signed [30:0] product = away * $signed({1'b0, alpha}) + 31'sd2048;
  wire signed [18:0] next = v + $signed(product[30:12]);
  wire signed [16:0] v_th = DEFECT == 1 ? {1'b0, v_th_mv, 8'd0} : {v_th_mv[7], v_th_mv, 8'd0};
  wire               fires = next >= v_th;

  always @(posedge clk or negedge rst_n)
    if (!rst_n) begin
      v     <= Rest;
      spike <= 1'b0;
    end else if (tick) begin
      spike <= fires;
      v     <= fires ? Rest : next[15:0];
    end
endmodule

`default_nettype wire
