// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
module ab0(input wire clk, input wire rst, input wire signed [15:0] cur, output reg spk, output reg signed [15:0] v);
  localparam signed [15:0] REST = 0, VTH = 5120, VRESET = 0;
  wire signed [15:0] nxt = v + ((REST - v) >>> 4) + cur;
  always @(posedge clk)
    if (rst) begin v <= REST; spk <= 0; end
    else if (nxt >= VTH) begin v <= VRESET; spk <= 1; end
    else begin v <= nxt; spk <= 0; end
endmodule
