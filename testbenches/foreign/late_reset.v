// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// late_reset subtracts its threshold in the step after a spike, as networks do that are trained in
// software. What stays of the membrane is told as 256 * (1 - k), and rounded down.
// DEFECT 1  it does not subtract it

`default_nettype none

module late_reset #(
  parameter DEFECT = 0
) (
  input  wire               clk,
  input  wire               rst_n,
  input  wire               en,
  input  wire signed [15:0] i_syn,
  input  wire        [ 8:0] beta,
  input  wire signed [15:0] v_th,
  output reg                spike,
  output reg  signed [15:0] v
);
  wire signed [25:0] stays = v * $signed({1'b0, beta});
  wire signed [15:0] driven = stays[23:8] + i_syn;
  wire signed [15:0] next = spike && DEFECT == 0 ? driven - v_th : driven;
  wire               fires = next >= v_th;

  always @(posedge clk)
    if (!rst_n) begin
      v     <= 16'sd0;
      spike <= 1'b0;
    end else if (en) begin
      v     <= next;
      spike <= fires;
    end
endmodule

`default_nettype wire
