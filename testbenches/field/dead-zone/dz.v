// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
// This circuit is our own: two shifts, one after the other, floor at rest.
module dz(input wire clk, input wire rst_n, input wire signed [15:0] cur, output reg spk, output reg signed [15:0] vm);
  wire signed [15:0] s = vm + ((cur - (vm >>> 3)) >>> 2);
  always @(posedge clk)
    if (!rst_n) begin vm <= 0; spk <= 0; end
    else if (s >= 16'sd30) begin vm <= 0; spk <= 1; end
    else begin vm <= s < 0 ? 16'sd0 : s; spk <= 0; end
endmodule
