// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_textbook is lif_neuron as a textbook would write it, for the benchmark only: every
// intermediate has its natural width, the datapath is in assignments, and registers copy. Equation,
// rounding and timing are the same; its handshake is an enable.

`default_nettype none

module lif_textbook #(
  parameter integer StateWidth   = 32,
  parameter integer LeakFraction = 31,
  parameter integer HoldWidth    = 16
) (
  input  wire                         clk_i,
  input  wire                         rst_ni,
  input  wire        [LeakFraction:0] leak_i,
  input  wire signed [StateWidth-1:0] threshold_i,
  input  wire signed [StateWidth-1:0] reset_i,
  input  wire signed [StateWidth-1:0] initial_i,
  input  wire        [HoldWidth-1:0]  initial_hold_i,
  input  wire                         compare_above_i,
  input  wire                         reset_subtract_i,
  input  wire                         valid_i,
  input  wire signed [StateWidth-1:0] drive_i,
  input  wire        [HoldWidth-1:0]  hold_i,
  output reg                          spike_o,
  output reg  signed [StateWidth-1:0] membrane_o
);

  localparam integer DifferenceWidth = StateWidth + 1;
  localparam integer ProductWidth    = DifferenceWidth + LeakFraction + 2;

  reg [HoldWidth-1:0] hold_q;

  wire signed [DifferenceWidth-1:0] difference = drive_i - membrane_o;
  wire signed [LeakFraction+1:0]    leak       = $signed({1'b0, leak_i});
  wire signed [ProductWidth-1:0]    product    = difference * leak;
  wire signed [ProductWidth-1:0]    rounded    =
      product + $signed({{(ProductWidth - LeakFraction){1'b0}}, 1'b1, {(LeakFraction - 1){1'b0}}});
  wire signed [StateWidth-1:0]      step       = rounded[LeakFraction +: StateWidth];
  wire signed [StateWidth-1:0]      updated    = membrane_o + step;
  wire held  = hold_q != {HoldWidth{1'b0}};
  wire fires = !held && (compare_above_i ? updated > threshold_i : updated >= threshold_i);
  wire signed [StateWidth-1:0] after_spike = reset_subtract_i ? updated - reset_i : reset_i;
  wire signed [StateWidth-1:0] membrane_d  = held ? membrane_o : fires ? after_spike : updated;
  wire        [HoldWidth-1:0]  hold_d      = held ? hold_q - 1'b1 : fires ? hold_i : hold_q;

  always @(posedge clk_i) begin
    if (!rst_ni) begin
      spike_o    <= 1'b0;
      membrane_o <= initial_i;
      hold_q     <= initial_hold_i;
    end else if (valid_i) begin
      spike_o    <= fires;
      membrane_o <= membrane_d;
      hold_q     <= hold_d;
    end
  end

endmodule

`default_nettype wire
