// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// unreset: no reset; its registers begin with values of their own. Its delays mean nothing to a
// synthesiser, its width is a macro, and its weights stand in a memory file. Signed event.
// DEFECT 1  the leak is rounded half-up

`default_nettype none

module unreset #(
  parameter DEFECT = 0
) (
  input  wire                     clk,
  input  wire                     up,
  input  wire                     down,
  output reg                      spike,
  output reg  signed [`BITS-1:0]  v
);
  reg signed  [`BITS-1:0] weight[0:1];
  wire signed [`BITS-1:0] next = v - ((v + 8 * DEFECT) >>> 4) + (up ? weight[0] : 0) + (down ? weight[1] : 0);

  initial begin
    $readmemh("weights.hex", weight);
    v     = 0;
    spike = 1'b0;
  end

  always @(posedge clk) begin
    spike <= #1 next >= 800;
    v     <= #1 next >= 800 ? 0 : next;
    if (next >= 800) $display("a spike");
  end
endmodule

`default_nettype wire
