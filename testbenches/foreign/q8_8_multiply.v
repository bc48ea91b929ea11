// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// q8_8_multiply has a Q8.8 membrane that wraps. It leaks by an 8-bit multiplier (V*decay, rounded
// down), and the current is added after that. Its reset is active low and synchronous, it takes a
// step on an enable, and spike and membrane are in registers.
// DEFECT 1  the product is cut to 16 bits before it is shifted: the membrane wraps from 1.0 up

`default_nettype none

module q8_8_multiply #(
  parameter DEFECT = 0
) (
  input  wire               clk,
  input  wire               rst_n,
  input  wire               en,
  input  wire signed [15:0] i_syn,      // Q8.8, added each step
  input  wire        [ 8:0] decay,      // 1 - k, 8 fraction bits
  input  wire signed [15:0] v_th,
  input  wire signed [15:0] v_reset,
  input  wire        [ 7:0] t_ref,
  output reg                spike,
  output reg  signed [15:0] v
);
  wire signed [25:0] full = v * $signed({1'b0, decay});
  wire signed [25:0] product = DEFECT == 1 ? {{10{full[15]}}, full[15:0]} : full;
  wire signed [15:0] next = product[23:8] + i_syn;
  reg         [ 7:0] count;

  always @(posedge clk) begin
    if (!rst_n) begin
      v     <= 16'sd0;
      spike <= 1'b0;
      count <= 8'd0;
    end else if (en) begin
      spike <= 1'b0;
      if (count != 8'd0) begin
        count <= count - 8'd1;
      end else if (next >= v_th) begin
        spike <= 1'b1;
        v     <= v_reset;
        count <= t_ref;
      end else begin
        v <= next;
      end
    end
  end
endmodule

`default_nettype wire
