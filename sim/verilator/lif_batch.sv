// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_batch: many neurons side by side, each with its own words, drive and reset; simulation only.
//
// Lanes instances of lif_neuron, unchanged, on one clock: a lane is one parameter set of a sweep.
// The clock and valid_i are common to all. A lane has its own of everything else, its reset
// included, so that one lane starts a new run while the others stand still between two steps. Ports
// are unpacked arrays, which Verilator keeps as plain arrays (packed ones of this width are slow).
//
// As in lif_sim.sv, constant outputs tell the elaborated format. The words that the neurons have at
// their own ports are read back at a rising edge of read_i, so that the steps do not pay for it.

`default_nettype none

module lif_batch #(
  parameter integer StateWidth    = 32,
  parameter integer StateFraction = 24,
  parameter integer LeakFraction  = 31,
  parameter integer HoldWidth     = 16,
  parameter integer Lanes         = 32
) (
  input  wire                         clk_i,
  input  wire                         valid_i,
  input  wire                         read_i,
  input  wire                         rst_ni            [Lanes],
  input  wire        [LeakFraction:0] leak_i            [Lanes],
  input  wire signed [StateWidth-1:0] threshold_i       [Lanes],
  input  wire signed [StateWidth-1:0] reset_i           [Lanes],
  input  wire signed [StateWidth-1:0] initial_i         [Lanes],
  input  wire        [HoldWidth-1:0]  initial_hold_i    [Lanes],
  input  wire                         compare_above_i   [Lanes],
  input  wire                         reset_subtract_i  [Lanes],
  input  wire signed [StateWidth-1:0] drive_i           [Lanes],
  input  wire        [HoldWidth-1:0]  hold_i            [Lanes],
  output wire        [1:0]            flags_o           [Lanes], // valid_o, spike_o
  output wire signed [StateWidth-1:0] membrane_o        [Lanes],
  output wire signed [StateWidth-1:0] membrane_before_o [Lanes],
  // the elaborated format
  output wire [31:0] lanes_o,
  output wire [31:0] state_width_o,
  output wire [31:0] state_fraction_o,
  output wire [31:0] leak_fraction_o,
  output wire [31:0] hold_width_o,
  // what each neuron had at its ports at the last rising edge of read_i
  output reg                          ready_o           [Lanes],
  output reg         [LeakFraction:0] leak_o            [Lanes],
  output reg  signed [StateWidth-1:0] threshold_o       [Lanes],
  output reg  signed [StateWidth-1:0] reset_o           [Lanes],
  output reg  signed [StateWidth-1:0] initial_o         [Lanes],
  output reg         [HoldWidth-1:0]  initial_hold_o    [Lanes],
  output reg                          compare_above_o   [Lanes],
  output reg                          reset_subtract_o  [Lanes]
);

  for (genvar lane = 0; lane < Lanes; lane = lane + 1) begin : gen_lane
    wire ready;
    lif_neuron #(
      .StateWidth   (StateWidth),
      .LeakFraction (LeakFraction),
      .HoldWidth    (HoldWidth)
    ) u_neuron (
      .clk_i             (clk_i),
      .rst_ni            (rst_ni[lane]),
      .leak_i            (leak_i[lane]),
      .threshold_i       (threshold_i[lane]),
      .reset_i           (reset_i[lane]),
      .initial_i         (initial_i[lane]),
      .initial_hold_i    (initial_hold_i[lane]),
      .compare_above_i   (compare_above_i[lane]),
      .reset_subtract_i  (reset_subtract_i[lane]),
      .valid_i           (valid_i),
      .ready_o           (ready),
      .drive_i           (drive_i[lane]),
      .hold_i            (hold_i[lane]),
      .valid_o           (flags_o[lane][1]),
      .spike_o           (flags_o[lane][0]),
      .membrane_o        (membrane_o[lane]),
      .membrane_before_o (membrane_before_o[lane])
    );

    always @(posedge read_i) begin
      ready_o[lane]          <= ready;
      leak_o[lane]           <= u_neuron.leak_i;
      threshold_o[lane]      <= u_neuron.threshold_i;
      reset_o[lane]          <= u_neuron.reset_i;
      initial_o[lane]        <= u_neuron.initial_i;
      initial_hold_o[lane]   <= u_neuron.initial_hold_i;
      compare_above_o[lane]  <= u_neuron.compare_above_i;
      reset_subtract_o[lane] <= u_neuron.reset_subtract_i;
    end
  end

  assign lanes_o          = Lanes;
  assign state_width_o    = StateWidth;
  assign state_fraction_o = StateFraction;
  assign leak_fraction_o  = LeakFraction;
  assign hold_width_o     = HoldWidth;

endmodule

`default_nettype wire
