// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// external_state is the update alone, without a clock: the state comes in and goes out, as for many
// neurons that share one datapath and a memory. It has a multiplier, rounds toward zero, and its
// words are Q6.10; the refractory counter is part of the state.
// DEFECT 1  membrane and threshold are compared without their signs: inhibition makes it fire

`default_nettype none

module external_state #(
  parameter DEFECT = 0
) (
  input  wire signed [15:0] v_in,
  input  wire        [ 4:0] ref_in,
  input  wire signed [15:0] drive,
  input  wire        [10:0] alpha,
  input  wire signed [15:0] theta,
  input  wire signed [15:0] v_reset,
  input  wire        [ 4:0] t_ref,
  output wire signed [15:0] v_out,
  output wire        [ 4:0] ref_out,
  output wire               fire
);
  wire signed [16:0] distance = drive - v_in;
  wire signed [28:0] product  = distance * $signed({1'b0, alpha});
  wire signed [28:0] moved    = product / 29'sd1024;
  wire signed [15:0] next     = v_in + moved[15:0];
  wire               above    = DEFECT == 1 ? $unsigned(next) >= $unsigned(theta) : next >= theta;

  assign fire    = (ref_in == 5'd0) && above;
  assign v_out   = (ref_in != 5'd0) ? v_in : above ? v_reset : next;
  assign ref_out = (ref_in != 5'd0) ? ref_in - 5'd1 : above ? t_ref : 5'd0;
endmodule

`default_nettype wire
