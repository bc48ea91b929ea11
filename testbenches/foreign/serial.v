// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// serial gets its words through one pin, the highest bit first, while cfg_en is high: a threshold of
// 8 bits and a shift of 3. Every other clock is a step. It shows the upper bits of its membrane.
// DEFECT 1  the leak is shifted by one more

`include "serial.vh"
`default_nettype none

module serial #(
  parameter DEFECT = 0
) (
  input  wire              clk,
  input  wire              rst_n,
  input  wire              cfg_en,
  input  wire              cfg_d,
  input  wire signed [7:0] x,
  output reg               spike,
  output wire        [7:0] v_high
);
  reg         [`THETA+`LEAK-1:0] cfg;
  reg  signed [             9:0] v;
  wire        [      `THETA-1:0] theta = cfg[`THETA+`LEAK-1:`LEAK];
  wire signed [             9:0] next = v - (v >>> (cfg[`LEAK-1:0] + DEFECT)) + x;
  wire                           fires = next >= $signed({2'b00, theta});

  assign v_high = v[9:2];

  always @(posedge clk or negedge rst_n)
    if (!rst_n) begin
      cfg   <= 0;
      v     <= 10'sd0;
      spike <= 1'b0;
    end else if (cfg_en) cfg <= {cfg[`THETA+`LEAK-2:0], cfg_d};
    else begin
      v     <= fires ? 10'sd0 : next;
      spike <= fires;
    end
endmodule

`default_nettype wire
