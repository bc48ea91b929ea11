// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// taking: valid and ready; after a step it is busy for as many clocks as the low bits of its membrane
// say, and takes none. No port tells when the result is there: it is there at once, and a second
// spike output comes with the step after.
// DEFECT 1  valid is not looked at: clocks without a step are steps

`default_nettype none

module taking #(
  parameter DEFECT = 0
) (
  input  wire               clk,
  input  wire               rst,
  input  wire               valid,
  output wire               ready,
  input  wire signed [ 7:0] i,
  output reg  signed [11:0] v,
  output reg                spike,
  output reg                late
);
  reg         [ 1:0] busy;
  wire signed [11:0] next = v - (v >>> 3) + i;

  assign ready = busy == 2'd0;

  always @(posedge clk)
    if (rst) begin
      v     <= 12'sd0;
      spike <= 1'b0;
      late  <= 1'b0;
      busy  <= 2'd0;
    end else if (busy != 2'd0) begin
      busy <= busy - 2'd1;
    end else if (valid || DEFECT == 1) begin
      v     <= next >= 12'sd200 ? 12'sd0 : next;
      spike <= next >= 12'sd200;
      late  <= spike;
      busy  <= v[1:0];
    end
endmodule

`default_nettype wire
