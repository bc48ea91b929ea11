// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
module cs(input wire clk, input wire rst_n, input wire signed [15:0] cur, output reg spk, output reg signed [15:0] vm);
  wire signed [15:0] s = vm - (vm >>> 4) + cur;
  always @(posedge clk or negedge rst_n)
    if (!rst_n) begin vm <= 0; spk <= 0; end
    else begin
      spk <= 0;
      if (s >= 16'sd600) begin spk <= 1; vm <= 0; end
      else if (s < 0) vm <= 0;
      else vm <= s;
    end
endmodule
