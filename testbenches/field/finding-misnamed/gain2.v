// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
// A neuron that counts its drive twice.
module gain2(input wire clk, input wire rst, input wire signed [15:0] i, output reg fire, output reg signed [15:0] v);
  wire signed [15:0] in = i <<< 1;
  wire signed [15:0] next = v - (v >>> 4) + in;
  always @(posedge clk)
    if (rst) begin v <= 0; fire <= 0; end
    else if (next >= 16'sd1024) begin v <= 0; fire <= 1; end
    else begin v <= next; fire <= 0; end
endmodule
