// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_core is N = 2^NeuronBits leaky integrate-and-fire neurons with synapses on one multiplier,
// with states and weights in RAM, events in and spikes out.
//
// In a tick each neuron takes one step; its equation, formats, rounding and overflow are in the
// header of lif_core_neuron.v, and how events reach it in that of lif_core_synapse.v:
//
//   acc_r = sum of the weights of the events of this tick;  S_r decays and adds them
//   X leaks towards U + sum of S_r + noise;  a spike at the threshold + A: reset, jump and hold
//
// Rows      0 .. N-1 are inputs, row N+i is neuron i: N weights, a delay and a receptor each. An
//           event of row j that belongs to tick n counts in tick n + delay_j. Neurons have a delay
//           of 1 tick at the least: no spike acts within its own tick.
// Events    ev: an event of an input row is taken at each clock edge with ev_valid_i and
//           ev_ready_o. It belongs to the tick that is taken next. An event of a row that is no
//           input is refused: it is taken, has no effect, and sets STATUS.EVENT_REFUSED.
// Tick      is taken at each clock edge with tick_valid_i and tick_ready_o, which is ev_ready_o. An
//           event that is taken at the same edge belongs to it.
// Spikes    out: the neurons that spiked in the tick, in ascending order, each once, one at each
//           clock edge with out_valid_o and out_ready_i. One that is not taken stops the core:
//           nothing is lost. out_valid_o stays high, and out_neuron_o the same, until then. A spike
//           whose row has the delay 0 leaves, but counts nowhere and sets STATUS.EVENT_REFUSED.
// Busy      is high from the edge that takes a tick until all of its spikes are out and walked,
//           while an event is walked, and after reset until the accumulators are clear.
// Timing    4 N + 12 clocks a tick, and where it has spikes 1, and N/Lanes + 3 for each of them;
//           N/Lanes + 3 an input event; with Lanes = 2^LaneBits.
// Config    cfg: at each clock edge with cfg_valid_i an access to the byte address cfg_addr_i, of
//           32 bits. Five clocks later cfg_valid_o is high for one clock, with the word that was
//           read, or with cfg_error_o for an access that is refused: it has no effect, and sets
//           STATUS.CONFIG_REFUSED. Refused are an address outside of the map, a write of what is
//           read only, and, while busy_o is high in the clock after the access is given, all but
//           reads of the common registers and writes of STATUS. rtl/core_map.txt is the map.
//           In the clock after an access ev_ready_o is low.
// Flags     saturated_o: a value was clipped in the tick that was taken last (or is under way).
//           STATUS keeps what happened since it was cleared: a clip, an accumulator that
//           overflowed, a refused event, a refused access. flags_o are these four bits.
// Reset     synchronous and active low, at any time: it ends a tick or a walk, drops the spikes
//           that are not out, sets the tick to 0, clears STATUS and, in 2^DelayBits * Receptors *
//           N/Lanes clocks after it, all accumulators. States, words, weights and the noise word
//           are RAM: they are written by the configuration, also before a second run.
// Power-up  leaves any words in the RAM. Every word of the map is to be written before the first
//           tick.
// seen_*    shows each neuron once in a tick, in ascending order; for observation: leave it open in
//           synthesis.
// Not here  are a check of the words; delays of single synapses; learning.

`default_nettype none

module lif_core #(
  parameter integer NeuronBits   = 8,  // N = 2^NeuronBits neurons, and as many inputs
  parameter integer StateWidth   = 24, // bits of X, S, A, drive, threshold, reset, jump
  parameter integer LeakFraction = 24, // fraction bits of a leak
  parameter integer WeightWidth  = 8,
  parameter integer AccWidth     = 17, // bits of an accumulator
  parameter integer Receptors    = 1,  // 1 or 2 synaptic currents a neuron
  parameter integer DelayBits    = 3,  // delays of 0 .. 2^DelayBits - 1 ticks
  parameter integer LaneBits     = 2,  // 2^LaneBits weights a clock
  parameter integer HoldWidth    = 8,  // bits of the hold (refractory) counter
  parameter integer Residual     = 0   // 0: half-up, 1: residual rounding
) (
  input  wire                         clk_i,
  input  wire                         rst_ni,        // synchronous, active low
  // configuration
  input  wire                         cfg_valid_i,
  input  wire                         cfg_write_i,
  input  wire [31:0]                  cfg_addr_i,    // byte address
  input  wire [31:0]                  cfg_data_i,
  output wire                         cfg_valid_o,
  output wire                         cfg_error_o,   // with cfg_valid_o: refused
  output wire [31:0]                  cfg_data_o,    // with cfg_valid_o, of a read
  // events
  input  wire                         ev_valid_i,
  output wire                         ev_ready_o,
  input  wire [NeuronBits:0]          ev_row_i,
  // tick
  input  wire                         tick_valid_i,
  output wire                         tick_ready_o,
  output wire                         busy_o,
  // spikes
  output wire                         out_valid_o,
  input  wire                         out_ready_i,
  output wire [NeuronBits-1:0]        out_neuron_o,
  // flags
  output reg                          saturated_o,
  output wire [3:0]                   flags_o,       // STATUS[3:0]
  // observation
  output wire                         seen_valid_o,  // one clock for each neuron and tick
  output wire [NeuronBits-1:0]        seen_neuron_o,
  output wire                         seen_spike_o,
  output wire signed [StateWidth-1:0] seen_s0_o,
  output wire signed [StateWidth-1:0] seen_s1_o,     // 0 with one receptor
  output wire signed [StateWidth-1:0] seen_a_o,      // after its decay, before the jump
  output wire signed [StateWidth-1:0] seen_before_o, // Y, before the reset; X if held
  output wire signed [StateWidth-1:0] seen_after_o   // X', after the reset
);

  localparam integer GroupBits  = NeuronBits - LaneBits;
  localparam integer WeightBits = NeuronBits + 1 + GroupBits; // of {row, group}
  localparam integer StepBits   = (NeuronBits > 1 ? NeuronBits : 2) + 3; // 4 N + 10 steps
  localparam [StepBits-1:0] LastStep = 4 * 2 ** NeuronBits + 9;

  // ---- parameters that no core can have: tools name the module that they do not find ---------

  generate
    if (NeuronBits < 1 || NeuronBits > 12) begin : gen_neurons
      lif_core_needs_NeuronBits_from_1_to_12 u_refused ();
    end
    if (StateWidth < 2 || StateWidth > 32) begin : gen_state
      lif_core_needs_StateWidth_from_2_to_32 u_refused ();
    end
    if (LeakFraction < 2 || LeakFraction > 31 || StateWidth + LeakFraction > 63) begin : gen_leak
      lif_core_needs_LeakFraction_from_2_to_31_and_63_bits_with_StateWidth u_refused ();
    end
    if (WeightWidth < 2 || WeightWidth > StateWidth || WeightWidth * 2 ** LaneBits > 32)
    begin : gen_weight
      lif_core_needs_WeightWidth_from_2_to_StateWidth_and_a_group_of_32_bits u_refused ();
    end
    if (AccWidth < WeightWidth || AccWidth > 32) begin : gen_acc
      lif_core_needs_AccWidth_from_WeightWidth_to_32 u_refused ();
    end
    if (Receptors < 1 || Receptors > 2) begin : gen_receptors
      lif_core_needs_Receptors_1_or_2 u_refused ();
    end
    if (DelayBits < 1 || DelayBits > 8) begin : gen_delay
      lif_core_needs_DelayBits_from_1_to_8 u_refused ();
    end
    if (LaneBits < 0 || LaneBits > NeuronBits - 1) begin : gen_lanes
      lif_core_needs_LaneBits_from_0_to_NeuronBits_less_1 u_refused ();
    end
    if (HoldWidth < 1 || HoldWidth > 13) begin : gen_hold
      lif_core_needs_HoldWidth_from_1_to_13 u_refused ();
    end
    if (Residual < 0 || Residual > 1) begin : gen_rounding
      lif_core_needs_Residual_0_or_1 u_refused ();
    end
  endgenerate

  // ---- sequence ------------------------------------------------------------------------------
  // Inputs go to flops alone: no output depends on one in the same clock.

  localparam [1:0] Idle = 2'd0, Update = 2'd1, Spikes = 2'd2;

  reg  [1:0]            state_q;
  reg                   tick_q;       // a tick was taken with an event, which is walked first
  reg                   take_q;       // the event or spike of row_q is given to u_synapse
  reg  [NeuronBits:0]   row_q;
  reg                   refused_q;    // an event of a row that is no input
  reg  [DelayBits-1:0]  slot_q;       // of the tick that comes next, or is under way
  reg  [StepBits-1:0]   step_q;
  reg  [NeuronBits:0]   fifo_write_q;
  reg  [NeuronBits:0]   fifo_read_q;
  reg                   fifo_shown_q; // out_neuron_o is the entry at fifo_read_q

  wire walk_ready;
  wire walk_refused;
  wire overflow;
  wire clipped;
  wire cfg_asked;
  wire run        = state_q == Update;
  wire waits      = walk_ready & ~take_q; // nothing is walked
  wire idle       = (state_q == Idle) & waits & ~tick_q;
  wire fifo_empty = fifo_write_q == fifo_read_q;

  assign ev_ready_o   = idle & ~cfg_asked;
  assign tick_ready_o = ev_ready_o;
  assign busy_o       = ~idle;
  assign out_valid_o  = (state_q == Spikes) & waits & fifo_shown_q & ~fifo_empty;

  always @(posedge clk_i) begin : control
    if (!rst_ni) begin
      state_q      <= Idle;
      tick_q       <= 1'b0;
      take_q       <= 1'b0;
      refused_q    <= 1'b0;
      slot_q       <= {DelayBits{1'b0}};
      fifo_write_q <= {(NeuronBits + 1) {1'b0}};
      fifo_read_q  <= {(NeuronBits + 1) {1'b0}};
      fifo_shown_q <= 1'b0;
    end else begin
      case (state_q)
        Update: begin
          step_q <= step_q + 1'b1;
          if (seen_valid_o & seen_spike_o) fifo_write_q <= fifo_write_q + 1'b1;
          if (step_q == LastStep) state_q <= Spikes;
        end
        Spikes: begin
          take_q       <= 1'b0;
          fifo_shown_q <= 1'b1;
          if (out_valid_o & out_ready_i) begin
            take_q       <= 1'b1;
            row_q        <= {1'b1, out_neuron_o};
            fifo_read_q  <= fifo_read_q + 1'b1;
            fifo_shown_q <= 1'b0;
          end else if (fifo_empty & waits) begin
            state_q      <= Idle;
            slot_q       <= slot_q + 1'b1;
            fifo_shown_q <= 1'b0;
          end
        end
        default: begin // Idle
          step_q    <= {StepBits{1'b0}};
          take_q    <= ev_ready_o & ev_valid_i & ~ev_row_i[NeuronBits];
          refused_q <= ev_ready_o & ev_valid_i & ev_row_i[NeuronBits];
          if (ev_ready_o & ev_valid_i) row_q <= ev_row_i;
          if (tick_q ? waits : ev_ready_o & tick_valid_i & ~ev_valid_i) begin
            state_q <= Update;
            tick_q  <= 1'b0;
          end else if (ev_ready_o & tick_valid_i) begin
            tick_q  <= 1'b1;
          end
        end
      endcase
    end
  end

  lif_ram #(
    .Width     (NeuronBits),
    .AddrWidth (NeuronBits)
  ) u_fifo (
    .clk_i        (clk_i),
    .write_i      (seen_valid_o & seen_spike_o),
    .write_addr_i (fifo_write_q[NeuronBits-1:0]),
    .write_data_i (seen_neuron_o),
    .read_i       (state_q == Spikes),
    .read_addr_i  (fifo_read_q[NeuronBits-1:0]),
    .read_data_o  (out_neuron_o)
  );

  // ---- configuration -------------------------------------------------------------------------

  localparam [31:0] Shape = {3'd0, HoldWidth[4:0], 5'd0, Residual[0], Receptors[1:0],
                             DelayBits[3:0], LaneBits[3:0], NeuronBits[7:0]};
  localparam [31:0] Format = {AccWidth[7:0], WeightWidth[7:0], LeakFraction[7:0], StateWidth[7:0]};

  wire [3:0]  cfg_clear;
  wire        cfg_refused;
  wire [27:0] cfg_addr;
  wire [31:0] cfg_data;
  wire        cfg_read;
  wire        cfg_seed;
  wire        cfg_neuron;
  wire        cfg_row;
  wire        cfg_weight;
  wire        cfg_show;
  wire [3:0]  cfg_shown;
  wire [31:0] neuron_word;
  wire [31:0] row_word;
  wire [31:0] weight_word;
  wire [31:0] noise;
  reg  [3:0]  flags_q; // {CONFIG_REFUSED, EVENT_REFUSED, OVERFLOWED, SATURATED}
  reg         reset_q; // what the datapath tells is of a clock of reset, and counts no more

  assign flags_o = flags_q;

  lif_core_config #(
    .NeuronBits (NeuronBits),
    .WeightBits (WeightBits),
    .Shape      (Shape),
    .Format     (Format)
  ) u_config (
    .clk_i         (clk_i),
    .rst_ni        (rst_ni),
    .cfg_valid_i   (cfg_valid_i),
    .cfg_write_i   (cfg_write_i),
    .cfg_addr_i    (cfg_addr_i),
    .cfg_data_i    (cfg_data_i),
    .cfg_valid_o   (cfg_valid_o),
    .cfg_error_o   (cfg_error_o),
    .cfg_data_o    (cfg_data_o),
    .idle_i        (idle),
    .asked_o       (cfg_asked),
    .status_i      ({23'd0, ~idle, 4'd0, flags_q}),
    .noise_i       (noise),
    .clear_o       (cfg_clear),
    .refused_o     (cfg_refused),
    .addr_o        (cfg_addr),
    .data_o        (cfg_data),
    .read_o        (cfg_read),
    .seed_o        (cfg_seed),
    .neuron_o      (cfg_neuron),
    .row_o         (cfg_row),
    .weight_o      (cfg_weight),
    .show_o        (cfg_show),
    .shown_o       (cfg_shown),
    .neuron_word_i (neuron_word),
    .row_word_i    (row_word),
    .weight_word_i (weight_word)
  );

  wire clips     = clipped & ~reset_q;
  wire overflows = overflow & ~reset_q;

  always @(posedge clk_i) begin : flags
    reset_q <= ~rst_ni;
    if (!rst_ni) begin
      flags_q     <= 4'd0;
      saturated_o <= 1'b0;
    end else begin
      if (state_q == Update && step_q == {StepBits{1'b0}}) saturated_o <= 1'b0;
      else if (clips) saturated_o <= 1'b1;
      if (|{cfg_clear, cfg_refused, walk_refused, refused_q, overflows, clips}) begin
        flags_q <= (flags_q & ~cfg_clear)
                 | {cfg_refused, walk_refused | refused_q, overflows, clips};
      end
    end
  end

  // ---- synapses and neurons ------------------------------------------------------------------

  wire                       acc_read;
  wire                       acc_clear;
  wire                       acc_receptor;
  wire [NeuronBits-1:0]      acc_neuron;
  wire signed [AccWidth-1:0] acc;

  lif_core_synapse #(
    .NeuronBits  (NeuronBits),
    .WeightWidth (WeightWidth),
    .AccWidth    (AccWidth),
    .Receptors   (Receptors),
    .DelayBits   (DelayBits),
    .LaneBits    (LaneBits)
  ) u_synapse (
    .clk_i          (clk_i),
    .rst_ni         (rst_ni),
    .cfg_read_i     (cfg_read),
    .cfg_show_i     (cfg_show),
    .cfg_row_i      (cfg_row),
    .cfg_weight_i   (cfg_weight),
    .cfg_addr_i     (cfg_addr[WeightBits+1:2]),
    .cfg_data_i     (cfg_data),
    .cfg_row_o      (row_word),
    .cfg_weight_o   (weight_word),
    .take_i         (take_q),
    .ready_o        (walk_ready),
    .spike_i        (state_q == Spikes),
    .row_i          (row_q),
    .slot_i         (slot_q),
    .refused_o      (walk_refused),
    .overflow_o     (overflow),
    .acc_read_i     (acc_read),
    .acc_clear_i    (acc_clear),
    .acc_receptor_i (acc_receptor),
    .acc_neuron_i   (acc_neuron),
    .acc_o          (acc)
  );

  lif_core_neuron #(
    .NeuronBits   (NeuronBits),
    .StateWidth   (StateWidth),
    .LeakFraction (LeakFraction),
    .WeightWidth  (WeightWidth),
    .AccWidth     (AccWidth),
    .Receptors    (Receptors),
    .LaneBits     (LaneBits),
    .HoldWidth    (HoldWidth),
    .Residual     (Residual)
  ) u_neuron (
    .clk_i          (clk_i),
    .cfg_read_i     (cfg_read),
    .cfg_write_i    (cfg_neuron),
    .cfg_neuron_i   (cfg_addr[NeuronBits+5:6]),
    .cfg_word_i     (cfg_addr[5:2]),
    .cfg_show_i     (cfg_show),
    .cfg_shown_i    (cfg_shown),
    .cfg_data_i     (cfg_data),
    .cfg_data_o     (neuron_word),
    .cfg_seed_i     (cfg_seed),
    .noise_o        (noise),
    .run_i          (run),
    .step_i         (step_q),
    .acc_read_o     (acc_read),
    .acc_clear_o    (acc_clear),
    .acc_receptor_o (acc_receptor),
    .acc_neuron_o   (acc_neuron),
    .acc_i          (acc),
    .clipped_o      (clipped),
    .seen_valid_o   (seen_valid_o),
    .seen_neuron_o  (seen_neuron_o),
    .seen_spike_o   (seen_spike_o),
    .seen_s0_o      (seen_s0_o),
    .seen_s1_o      (seen_s1_o),
    .seen_a_o       (seen_a_o),
    .seen_before_o  (seen_before_o),
    .seen_after_o   (seen_after_o)
  );

`ifdef FORMAL
`include "lif_core_properties.vh"
`ifdef LIF_WATCH
`include "lif_core_words_properties.vh"
`endif
`endif

endmodule

`default_nettype wire
