// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
// This circuit is our own: it keeps 3/4, rounded down, and adds 16 for an event; it sticks at 61,
// so that a threshold of 62 is never reached.
module stick (input clk, input rst, input e, output reg spike, output reg [7:0] v);
  wire [9:0] k = v * 2'd3;
  wire [7:0] n = k[9:2] + (e ? 8'd16 : 8'd0);
  always @(posedge clk) if (rst) begin v <= 0; spike <= 0; end
    else if (n >= 62) begin v <= 0; spike <= 1; end else begin v <= n; spike <= 0; end
endmodule
