// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// linear_leak has a constant leak that stops at rest, and saturates at both ends of an unsigned
// 8-bit membrane. The threshold is held against the membrane of the step before, and the step that
// fires only resets. Its reset is active low and asynchronous, and it takes a step on an enable;
// the refractory word counts the step that fires (N-1 held steps).
// DEFECT 1  the refractory counter is tested after it is counted down: one step too long

`default_nettype none

module linear_leak #(
  parameter DEFECT = 0
) (
  input  wire       clk,
  input  wire       nreset,
  input  wire       step,
  input  wire [7:0] stim,
  input  wire [7:0] leak,
  input  wire [3:0] t_ref,
  output reg        spk,
  output reg  [7:0] vmem
);
  localparam [7:0] Threshold = 8'd100;

  wire [8:0] charged = {1'b0, vmem} + {1'b0, stim};
  wire [7:0] limited = charged[8] ? 8'd255 : charged[7:0];
  wire [7:0] leaked  = limited > leak ? limited - leak : 8'd0;
  reg  [3:0] left;

  always @(posedge clk or negedge nreset) begin
    if (!nreset) begin
      vmem <= 8'd0;
      spk  <= 1'b0;
      left <= 4'd0;
    end else if (step) begin
      spk <= 1'b0;
      if (left != 4'd0) begin
        left <= left - 4'd1;
      end else if (vmem >= Threshold) begin
        spk  <= 1'b1;
        vmem <= 8'd0;
        left <= DEFECT == 1 ? t_ref : t_ref - 4'd1;
      end else begin
        vmem <= leaked;
      end
    end
  end
endmodule

`default_nettype wire
