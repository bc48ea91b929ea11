// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// waiting: start is a level that must fall again; one port says that it is idle, and so both takes
// a step and has its result. It reads its drive while it computes. After a public one.
// DEFECT 1  the drive is added twice

`default_nettype none

module waiting #(
  parameter DEFECT = 0
) (
  input  wire               clk,
  input  wire               rst,
  input  wire               start,
  input  wire signed [11:0] cur,
  input  wire signed [11:0] vrest,
  input  wire signed [11:0] vth,
  output reg                spike,
  output wire               done,
  output reg  signed [11:0] v
);
  localparam [2:0] Idle = 3'd0, Load = 3'd1, Wait = 3'd2, Sum = 3'd3, Compare = 3'd4;
  reg        [ 2:0] st;
  reg        [ 4:0] n;
  reg signed [11:0] acc, old, c;

  assign done = st == Idle;

  always @(posedge clk)
    if (rst) begin
      st    <= Idle;
      spike <= 1'b0;
      v     <= vrest;
      n     <= 5'd0;
    end else
      case (st)
        Idle: if (start) st <= Load;
        Load: begin
          c   <= cur;
          old <= v;
          n   <= 5'd0;
          if (!start) st <= Wait;
        end
        Wait: begin
          n <= n + 5'd1;
          if (n == 5'd15) st <= Sum;
        end
        Sum: begin
          acc <= old - (old >>> 2) + (vrest >>> 2) + c + (DEFECT == 1 ? c : 12'sd0);
          st  <= Compare;
        end
        Compare: begin
          spike <= acc >= vth;
          v     <= acc >= vth ? vrest : acc;
          st    <= Idle;
        end
        default: st <= Idle;
      endcase
endmodule

`default_nettype wire
