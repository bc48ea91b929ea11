// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
// own: a tile with its pins in buses: spike in uio_out[7], membrane in uo_out
module tile(input [7:0] ui_in, output [7:0] uo_out, output [7:0] uio_out, input clk, input rst_n, input ena);
  reg [7:0] v; reg s;
  wire [8:0] n = {1'b0, v >> 1} + {1'b0, ui_in};
  assign uo_out = v; assign uio_out = {s, 7'd0};
  always @(posedge clk) if (!rst_n) begin v <= 0; s <= 0; end else if (n >= 9'd200) begin v <= 0; s <= 1; end else begin v <= n[7:0]; s <= 0; end
endmodule
