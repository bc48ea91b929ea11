// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// tile: a tile with its pins in buses. Two drives share an input bus, the spike is one bit of an
// output bus, and the membrane stands in two parts of another.
// DEFECT 1  the second drive is taken from the bits of the first

`default_nettype none

module tile #(
  parameter DEFECT = 0
) (
  input  wire [7:0] ui_in,
  output wire [7:0] uo_out,
  output wire [7:0] uio_out,
  input  wire       ena,
  input  wire       clk,
  input  wire       rst_n
);
  reg  [7:0] v;
  reg        spike;
  wire [2:0] second = DEFECT == 1 ? ui_in[2:0] : ui_in[6:4];
  wire [8:0] next = {1'b0, v >> 1} + {5'd0, ui_in[3:0]} + {2'd0, second, 4'd0};

  assign uo_out  = v;
  assign uio_out = {spike, 7'd0};

  always @(posedge clk)
    if (!rst_n) begin
      v     <= 8'd0;
      spike <= 1'b0;
    end else if (ena) begin
      v     <= next >= 9'd200 ? 8'd0 : next[7:0];
      spike <= next >= 9'd200;
    end
endmodule

`default_nettype wire
