// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_sim: the neuron as the C side sees it; simulation only, never synthesised.
//
// Adds to lif_neuron, without touching its ports: constant outputs that tell the elaborated format,
// and a read-back of the configuration words that the neuron has at its own ports while in reset
// (registered, so that it costs nothing in the steps that follow).

`default_nettype none

module lif_sim #(
  parameter integer StateWidth    = 32,
  parameter integer StateFraction = 24,
  parameter integer LeakFraction  = 31,
  parameter integer HoldWidth     = 16
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
  output wire signed [StateWidth-1:0] membrane_before_o,
  // the elaborated format
  output wire [31:0] state_width_o,
  output wire [31:0] state_fraction_o,
  output wire [31:0] leak_fraction_o,
  output wire [31:0] hold_width_o,
  // the words that the neuron had in its last clock of reset
  output reg         [LeakFraction:0] leak_o,
  output reg  signed [StateWidth-1:0] threshold_o,
  output reg  signed [StateWidth-1:0] reset_o,
  output reg  signed [StateWidth-1:0] initial_o,
  output reg         [HoldWidth-1:0]  initial_hold_o,
  output reg                          compare_above_o,
  output reg                          reset_subtract_o
);

  lif_neuron #(
    .StateWidth   (StateWidth),
    .LeakFraction (LeakFraction),
    .HoldWidth    (HoldWidth)
  ) u_neuron (
    .clk_i             (clk_i),
    .rst_ni            (rst_ni),
    .leak_i            (leak_i),
    .threshold_i       (threshold_i),
    .reset_i           (reset_i),
    .initial_i         (initial_i),
    .initial_hold_i    (initial_hold_i),
    .compare_above_i   (compare_above_i),
    .reset_subtract_i  (reset_subtract_i),
    .valid_i           (valid_i),
    .ready_o           (ready_o),
    .drive_i           (drive_i),
    .hold_i            (hold_i),
    .valid_o           (valid_o),
    .spike_o           (spike_o),
    .membrane_o        (membrane_o),
    .membrane_before_o (membrane_before_o)
  );

  assign state_width_o    = StateWidth;
  assign state_fraction_o = StateFraction;
  assign leak_fraction_o  = LeakFraction;
  assign hold_width_o     = HoldWidth;

  always @(posedge clk_i) begin
    if (!rst_ni) begin
      leak_o           <= u_neuron.leak_i;
      threshold_o      <= u_neuron.threshold_i;
      reset_o          <= u_neuron.reset_i;
      initial_o        <= u_neuron.initial_i;
      initial_hold_o   <= u_neuron.initial_hold_i;
      compare_above_o  <= u_neuron.compare_above_i;
      reset_subtract_o <= u_neuron.reset_subtract_i;
    end
  end

endmodule

`default_nettype wire
