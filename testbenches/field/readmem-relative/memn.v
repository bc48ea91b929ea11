// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
// leaky neuron whose event weight stands in a memory file
module memn(input wire clk, input wire rst, input wire ev, output reg fire, output reg signed [15:0] v);
  reg signed [15:0] rom [0:0];
  initial $readmemh("weights.hex", rom);
  wire signed [15:0] next = v - (v >>> 4) + (ev ? rom[0] : 16'sd0);
  always @(posedge clk)
    if (rst) begin v <= 0; fire <= 0; end
    else if (next >= 16'sd1024) begin v <= 0; fire <= 1; end
    else begin v <= next; fire <= 0; end
endmodule
