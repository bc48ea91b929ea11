// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_within_contract: a neuron that can only be given what the header of lif_neuron.v allows.
// Every allowed input passes unchanged; any other is replaced by an allowed one:
//
//   leak_i            above 2^LeakFraction: 2^LeakFraction
//   reset_subtract_i  only with 0 < reset_i and threshold_i - reset_i in range: else 0
//
// Two neurons that are equal inside it are equal for every allowed input. For proofs only.

`default_nettype none

module lif_within_contract #(
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
  output wire                         ready_o,
  input  wire signed [StateWidth-1:0] drive_i,
  input  wire        [HoldWidth-1:0]  hold_i,
  output wire                         valid_o,
  output wire                         spike_o,
  output wire signed [StateWidth-1:0] membrane_o,
  output wire signed [StateWidth-1:0] membrane_before_o
);

  wire [LeakFraction:0] leak = leak_i[LeakFraction] ? {1'b1, {LeakFraction{1'b0}}} : leak_i;

  wire signed [StateWidth:0] lowest = {threshold_i[StateWidth-1], threshold_i}
                                    - {reset_i[StateWidth-1], reset_i};
  wire positive = !reset_i[StateWidth-1] && (reset_i != {StateWidth{1'b0}});
  wire in_range = lowest[StateWidth] == lowest[StateWidth-1];

  lif_mutants u_neuron (
    .clk_i             (clk_i),
    .rst_ni            (rst_ni),
    .leak_i            (leak),
    .threshold_i       (threshold_i),
    .reset_i           (reset_i),
    .initial_i         (initial_i),
    .initial_hold_i    (initial_hold_i),
    .compare_above_i   (compare_above_i),
    .reset_subtract_i  (reset_subtract_i && positive && in_range),
    .valid_i           (valid_i),
    .ready_o           (ready_o),
    .drive_i           (drive_i),
    .hold_i            (hold_i),
    .valid_o           (valid_o),
    .spike_o           (spike_o),
    .membrane_o        (membrane_o),
    .membrane_before_o (membrane_before_o)
  );

endmodule

`default_nettype wire
