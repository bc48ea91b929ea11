// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_sim: the neuron as the C side sees it; simulation only, never synthesised.
//
// Adds to lif_neuron, without touching its ports: constant outputs that tell the elaborated format;
// a read-back of the configuration words that the neuron has at its own ports while in reset
// (registered, so that it costs nothing in the steps that follow); and what a waveform shows, in
// one scope a group (lif_views.sv). What is not a word of the circuit (potentials in mV, the
// reference, the verdict) enters as inputs that nothing else reads: C sets them while tracing.

// LIF_SIM_NEURON names another neuron of the same ports (rtl/variants.txt), LIF_SIM_PARAMETERS what
// else it is given, LIF_WORDS_OF and LIF_WORDS_WHEN where and when its words are read back.

`default_nettype none

`ifndef LIF_SIM_NEURON
`define LIF_SIM_NEURON lif_neuron
`define LIF_SIM_PARAMETERS
`endif
`ifndef LIF_WORDS_OF
`define LIF_WORDS_OF u_neuron
`define LIF_WORDS_WHEN !rst_ni
`endif

/*verilator tracing_off*/
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
  // shown in waveforms only
  input  real current_na_i,
  input  real drive_mv_i,
  input  real membrane_mv_i,
  input  real painted_mv_i,        // membrane with spikes painted up to the scenario's peak
  input  real threshold_mv_i,
  input  real reset_mv_i,
  input  real reference_mv_i,      // guided reference, after the step
  input  real overlay_mv_i,        // membrane and reference in turn, twice a clock
  input  real error_uv_i,          // membrane - reference
  input  real bound_uv_i,
  input  real usage_percent_i,     // error / bound
  input  wire reference_spike_i,   // of the free reference
  input  wire ambiguous_i,
  input  wire exact_ok_i,          // levels of the verdict, at this step
  input  wire bounded_ok_i,
  input  wire explained_i,
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

/*verilator tracing_on*/
  `LIF_SIM_NEURON #(
    .StateWidth   (StateWidth),
    .LeakFraction (LeakFraction),
    .HoldWidth    (HoldWidth)
    `LIF_SIM_PARAMETERS
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

  lif_view_clock clock (.clk(clk_i), .rst_n(rst_ni));

  lif_view_handshake handshake (.valid(valid_i), .ready(ready_o), .result(valid_o));

  lif_view_drive #(.StateWidth(StateWidth)) drive (
    .current_na (current_na_i),
    .drive_mv   (drive_mv_i),
    .word       (drive_i)
  );

  lif_view_membrane #(.StateWidth(StateWidth)) membrane (.word(membrane_o));

  lif_view_observation #(.StateWidth(StateWidth)) observation (.before_word(membrane_before_o));

  lif_view_potential potential (
    .membrane_mv  (membrane_mv_i),
    .painted_mv   (painted_mv_i),
    .threshold_mv (threshold_mv_i),
    .reset_mv     (reset_mv_i)
  );

  lif_view_reference reference (
    .reference_mv   (reference_mv_i),
    .overlay_mv     (overlay_mv_i),
    .error_uv       (error_uv_i),
    .bound_upper_uv (bound_uv_i),
    .bound_lower_uv (-bound_uv_i),
    .usage_percent  (usage_percent_i)
  );

  lif_view_spikes spikes (
    .circuit   (spike_o),
    .reference (reference_spike_i),
    .ambiguous (ambiguous_i)
  );

  lif_view_hold #(.HoldWidth(HoldWidth)) hold (.left(u_neuron.hold_q), .of_step(hold_i));

  lif_view_verdict verdict (
    .exact_ok   (exact_ok_i),
    .bounded_ok (bounded_ok_i),
    .explained  (explained_i)
  );

  assign state_width_o    = StateWidth;
  assign state_fraction_o = StateFraction;
  assign leak_fraction_o  = LeakFraction;
  assign hold_width_o     = HoldWidth;

  always @(posedge clk_i) begin
    if (`LIF_WORDS_WHEN) begin
      leak_o           <= `LIF_WORDS_OF.leak_i;
      threshold_o      <= `LIF_WORDS_OF.threshold_i;
      reset_o          <= `LIF_WORDS_OF.reset_i;
      initial_o        <= `LIF_WORDS_OF.initial_i;
      initial_hold_o   <= `LIF_WORDS_OF.initial_hold_i;
      compare_above_o  <= `LIF_WORDS_OF.compare_above_i;
      reset_subtract_o <= `LIF_WORDS_OF.reset_subtract_i;
    end
  end

endmodule

`default_nettype wire
