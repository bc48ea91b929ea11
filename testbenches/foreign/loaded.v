// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// loaded: takes its threshold and its leak over one port before it runs, a byte for each strobe.
// The spike leaves two enabled clocks later, and the membrane in the clock of the step. Reset active
// low and asynchronous.
// DEFECT 1  the strobe of the second byte is not seen

`default_nettype none

module loaded #(
  parameter DEFECT = 0
) (
  input  wire              clk,
  input  wire              rst_n,
  input  wire              go,
  input  wire              strobe_n,
  input  wire              which,
  input  wire        [7:0] data,
  input  wire signed [7:0] i,
  output wire              spike,
  output wire signed [9:0] v
);
  reg         [ 7:0] theta;
  reg         [ 2:0] leak;
  reg  signed [ 9:0] state;
  reg         [ 2:0] fired;
  wire signed [ 9:0] next = state - (state >>> leak) + i;
  wire               fires = next >= $signed({2'b00, theta});

  assign v     = state;
  assign spike = fired[2];

  always @(posedge clk or negedge rst_n)
    if (!rst_n) begin
      theta <= 8'd255;
      leak  <= 3'd7;
      state <= 10'sd0;
      fired <= 3'd0;
    end else if (!strobe_n) begin
      if (!which) theta <= data;
      else if (DEFECT == 0) leak <= data[2:0];
    end else if (go) begin
      state <= fires ? 10'sd0 : next;
      fired <= {fired[1:0], fires};
    end
endmodule

`default_nettype wire
