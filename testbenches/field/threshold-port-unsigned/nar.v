// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
module nar(input wire clk, input wire rst, input wire signed [15:0] i, input wire [8:0] th, output reg fire, output reg signed [15:0] v);
  wire signed [15:0] next = v - (v >>> 4) + i;
  always @(posedge clk)
    if (rst) begin v <= 0; fire <= 0; end
    else if (next >= $signed({7'd0, th})) begin v <= 0; fire <= 1; end
    else begin v <= next; fire <= 0; end
endmodule
