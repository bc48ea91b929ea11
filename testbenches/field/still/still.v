// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
// A sound neuron, the debug port of which is never driven.
module still (input clk, input rst, input [7:0] i, output reg spike, output [7:0] v_debug);
  reg [7:0] v;
  wire [8:0] n = v - (v >> 3) + i;
  always @(posedge clk) if (rst) begin v <= 0; spike <= 0; end
    else if (n >= 100) begin v <= 0; spike <= 1; end else begin v <= n[7:0]; spike <= 0; end
endmodule
