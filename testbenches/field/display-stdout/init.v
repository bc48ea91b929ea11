// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
module nn(input wire clk, input wire rst, input wire signed [15:0] i, output reg fire, output reg signed [15:0] v);
  wire signed [15:0] next = v - (v >>> 4) + i;
  initial begin v = 0; fire = 0; end
  always @(posedge clk) begin $display("v=%d", v); if (next >= 16'sd1024) begin v <= 0; fire <= 1; end else begin v <= next; fire <= 0; end end
endmodule
