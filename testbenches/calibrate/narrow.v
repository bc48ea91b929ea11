// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// A neuron with a drive of 3 bits, which takes several steps to its threshold, a port of 8 bits.
`default_nettype none

module narrow (
  input  wire       clk,
  input  wire       rst,
  input  wire [2:0] i,
  input  wire [7:0] theta,
  output reg        spike,
  output reg  [7:0] v
);
  wire [8:0] leaked = v > 8'd1 ? v - 8'd1 : 9'd0;
  wire [8:0] sum    = leaked + {6'd0, i};

  always @(posedge clk)
    if (rst) begin
      v     <= 0;
      spike <= 0;
    end else begin
      spike <= sum >= {1'b0, theta};
      v     <= sum >= {1'b0, theta} ? 8'd0 : sum[8] ? 8'hff : sum[7:0];
    end
endmodule

`default_nettype wire
