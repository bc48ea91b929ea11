// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
// A signed neuron that clamps its membrane at rest, as many do.
module addclamp (input clk, input rst, input signed [15:0] i, output reg spike, output reg signed [15:0] v);
  wire signed [17:0] n = v - (v >>> 3) + i;
  always @(posedge clk) if (rst) begin v <= 0; spike <= 0; end
    else if (n >= 1000) begin v <= 0; spike <= 1; end
    else begin spike <= 0; v <= n < 0 ? 16'sd0 : n[15:0]; end
endmodule
