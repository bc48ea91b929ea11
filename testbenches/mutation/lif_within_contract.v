// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_within_contract is a neuron that can only be given what its header allows.
// Every allowed input passes unchanged; any other is replaced by an allowed one:
//
//   a configuration word that changes while a step of several clocks is under way (Frozen): the one
//                     of the clock of its take
//   leak_i            above 2^LeakFraction: 2^LeakFraction; one term: its place LeakFraction at the
//                     most, and not subtracted
//   reset_subtract_i  only with 0 < reset_i and threshold_i - reset_i in range: else 0
//
// Two neurons that are equal inside it are equal for every allowed input. It serves proofs only.

`default_nettype none

module lif_within_contract #(
  parameter integer StateWidth   = 32,
  parameter integer LeakFraction = 31,
  parameter integer HoldWidth    = 16,
  parameter integer Frozen       = 0, // 1: no word may change within a step
  parameter integer OneTerm      = 0  // 1: leak_i is one shift term, as lif_neuron_shift has it
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

  localparam integer ConfigWidth = LeakFraction + 1 + 2 * StateWidth + 2;

  reg                    under_q;
  reg  [ConfigWidth-1:0] config_q;
  wire [ConfigWidth-1:0] given =
      {leak_i, threshold_i, reset_i, compare_above_i, reset_subtract_i};
  wire [ConfigWidth-1:0] config_w =
      Frozen != 0 && under_q && !valid_o ? config_q : given;

  always @(posedge clk_i) begin : freeze
    config_q <= config_w;
    under_q  <= rst_ni & (valid_i & ready_o | under_q & !valid_o);
  end

  wire        [LeakFraction:0] leak_w;
  wire signed [StateWidth-1:0] threshold_w, reset_w;
  wire                         above_w, subtract_w;
  assign {leak_w, threshold_w, reset_w, above_w, subtract_w} = config_w;

  localparam integer PlaceWidth = $clog2(LeakFraction + 1);
  wire [PlaceWidth-1:0] place = leak_w[PlaceWidth-1:0] > LeakFraction ? LeakFraction
                                                                      : leak_w[PlaceWidth-1:0];
  wire [LeakFraction:0] leak = OneTerm != 0 ? {1'b0, leak_w[PlaceWidth], place}
                             : leak_w[LeakFraction] ? {1'b1, {LeakFraction{1'b0}}} : leak_w;

  wire signed [StateWidth:0] lowest = {threshold_w[StateWidth-1], threshold_w}
                                    - {reset_w[StateWidth-1], reset_w};
  wire positive = !reset_w[StateWidth-1] && (reset_w != {StateWidth{1'b0}});
  wire in_range = lowest[StateWidth] == lowest[StateWidth-1];

  lif_mutants u_neuron (
    .clk_i             (clk_i),
    .rst_ni            (rst_ni),
    .leak_i            (leak),
    .threshold_i       (threshold_w),
    .reset_i           (reset_w),
    .initial_i         (initial_i),
    .initial_hold_i    (initial_hold_i),
    .compare_above_i   (above_w),
    .reset_subtract_i  (subtract_w && positive && in_range),
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
