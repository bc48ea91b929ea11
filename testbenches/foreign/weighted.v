// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// weighted has three synapses of one bit, with a weight each; the last one inhibits. Its leak is
// a shift and a shift of that. Nothing shows its membrane.
// DEFECT 1  the last synapse is not connected

`default_nettype none

module weighted #(
  parameter DEFECT = 0
) (
  input  wire              clk,
  input  wire              rst,
  input  wire        [2:0] pre,
  input  wire signed [5:0] w0,
  output reg               spike
);
  reg  signed [11:0] v;
  reg  signed [11:0] sum;
  wire signed [11:0] kept = v - (v >>> 2) - ((v >>> 2) >>> 3);
  wire signed [11:0] next = kept + (sum <<< 3);

  always @* begin
    sum = 12'sd0;
    if (pre[0]) sum = sum + w0;
    if (pre[1]) sum = sum + 12'sd9;
    if (pre[2] && DEFECT == 0) sum = sum - 12'sd6;
  end

  always @(posedge clk or posedge rst)
    if (rst) begin
      v     <= 12'sd0;
      spike <= 1'b0;
    end else begin
      v     <= next > 12'sd300 ? 12'sd0 : next;
      spike <= next > 12'sd300;
    end
endmodule

`default_nettype wire
