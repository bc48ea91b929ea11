// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_core_memory keeps the words and the states of the neurons of a lif_core in RAM.
//
// Words     of a neuron (rtl/core_map.txt numbers them): 0 .. 3 leaks, 4 .. 7 threshold, drive,
//           reset and jump, 8 the mode, 9 X, 10 the hold that is left; read only 11 and 12 S_r, 13
//           A.
// Handshake a clock with run_i reads for the neuron and phase of step_i; the words are there in the
//           next clock:
//             phase 0  state and mode of the neuron, its Kb_0; the threshold of two neurons back
//             phase 1  its Kb_1 and its drive
//             phase 2  K of the neuron before; the reset of two back
//             phase 3  its Kc; the jump of two back
//           State and mode stay until the next phase 0, a leak and a word until the next clock.
//           record_i writes the state of record_neuron_i, not in a phase 0.
// Residuals of the rounding are there where Residual is 1; else each is one half.
// Config    while run_i and record_i are low: cfg_write_i writes a word, cfg_read_i reads those of
//           all memories, and in the next clock, with cfg_show_i, cfg_shown_i is chosen for
//           cfg_data_o, which keeps it. A write of X sets S_r and the residuals to 0, one of the
//           hold sets A to 0.
// Reset     none. Power-up leaves any words in the RAM.

`default_nettype none

module lif_core_memory #(
  parameter integer NeuronBits   = 8,
  parameter integer StateWidth   = 24,
  parameter integer LeakFraction = 24,
  parameter integer Receptors    = 1,
  parameter integer HoldWidth    = 8,
  parameter integer Residual     = 0
) (
  input  wire                            clk_i,
  // configuration
  input  wire                            cfg_read_i,
  input  wire                            cfg_write_i,
  input  wire [NeuronBits-1:0]           cfg_neuron_i,
  input  wire [3:0]                      cfg_word_i,
  input  wire                            cfg_show_i,      // the clock after cfg_read_i
  input  wire [3:0]                      cfg_shown_i,     // with it: which word
  input  wire [31:0]                     cfg_data_i,
  output reg  [31:0]                     cfg_data_o,
  // reading
  input  wire                            run_i,
  input  wire [NeuronBits+1:0]           step_i,          // {neuron, phase}
  output wire [LeakFraction:0]           leak_o,
  output wire signed [StateWidth-1:0]    word_o,
  output wire [HoldWidth+18:0]           mode_o,
  output wire signed [StateWidth-1:0]    x_o,
  output wire [Receptors*StateWidth-1:0] synapses_o,      // {S_1, S_0}
  output wire signed [StateWidth-1:0]    a_o,
  output wire [HoldWidth-1:0]            hold_o,
  output wire [(Receptors+2)*LeakFraction-1:0] rest_o,    // {R of S_1, of S_0, of A, of X}
  // writing
  input  wire                            record_i,
  input  wire [NeuronBits-1:0]           record_neuron_i,
  input  wire signed [StateWidth-1:0]    record_x_i,
  input  wire [Receptors*StateWidth-1:0] record_synapses_i,
  input  wire signed [StateWidth-1:0]    record_a_i,
  input  wire [HoldWidth-1:0]            record_hold_i,
  input  wire [(Receptors+2)*LeakFraction-1:0] record_rest_i
);

  localparam integer ModeWidth    = HoldWidth + 19;
  localparam integer SynapseWidth = Receptors * StateWidth;
  localparam integer RestWidth    = (Receptors + 2) * LeakFraction;

  localparam [3:0] ModeWord = 4'd8, StateWord = 4'd9, HoldWord = 4'd10, Synapse0Word = 4'd11,
                   Synapse1Word = 4'd12;

  wire [1:0]            phase    = step_i[1:0];
  wire [NeuronBits-1:0] neuron   = step_i[NeuronBits+1:2];
  wire [NeuronBits-1:0] previous = neuron - 1'b1;
  wire [NeuronBits-1:0] earlier  = previous - 1'b1;

  wire reads       = cfg_read_i | run_i;
  wire state_reads = cfg_read_i | (run_i & (phase == 2'd0));
  wire leak_write  = cfg_write_i & (cfg_word_i[3:2] == 2'd0);
  wire word_write  = cfg_write_i & (cfg_word_i[3:2] == 2'd1);
  wire mode_write  = cfg_write_i & (cfg_word_i == ModeWord);
  wire state_write = cfg_write_i & (cfg_word_i == StateWord);
  wire hold_write  = cfg_write_i & (cfg_word_i == HoldWord);
  wire [NeuronBits+1:0] cfg_addr   = {cfg_neuron_i, cfg_word_i[1:0]};
  wire [NeuronBits-1:0] read_addr  = run_i ? neuron : cfg_neuron_i;
  wire [NeuronBits-1:0] write_addr = record_i ? record_neuron_i : cfg_neuron_i;

  lif_ram #(
    .Width     (LeakFraction + 1),
    .AddrWidth (NeuronBits + 2)
  ) u_leak (
    .clk_i        (clk_i),
    .write_i      (leak_write),
    .write_addr_i (cfg_addr),
    .write_data_i (cfg_data_i[LeakFraction:0]),
    .read_i       (reads),
    .read_addr_i  (run_i ? {phase == 2'd2 ? previous : neuron, phase} : cfg_addr),
    .read_data_o  (leak_o)
  );

  lif_ram #(
    .Width     (StateWidth),
    .AddrWidth (NeuronBits + 2)
  ) u_word (
    .clk_i        (clk_i),
    .write_i      (word_write),
    .write_addr_i (cfg_addr),
    .write_data_i (cfg_data_i[StateWidth-1:0]),
    .read_i       (reads),
    .read_addr_i  (run_i ? {phase == 2'd1 ? neuron : earlier, phase} : cfg_addr),
    .read_data_o  (word_o)
  );

  lif_ram #(
    .Width     (ModeWidth),
    .AddrWidth (NeuronBits)
  ) u_mode (
    .clk_i        (clk_i),
    .write_i      (mode_write),
    .write_addr_i (cfg_neuron_i),
    .write_data_i (cfg_data_i[ModeWidth-1:0]),
    .read_i       (state_reads),
    .read_addr_i  (read_addr),
    .read_data_o  (mode_o)
  );

  lif_ram #(
    .Width     (SynapseWidth + StateWidth),
    .AddrWidth (NeuronBits)
  ) u_state (
    .clk_i        (clk_i),
    .write_i      (record_i | state_write),
    .write_addr_i (write_addr),
    .write_data_i (record_i ? {record_synapses_i, record_x_i}
                            : {{SynapseWidth{1'b0}}, cfg_data_i[StateWidth-1:0]}),
    .read_i       (state_reads),
    .read_addr_i  (read_addr),
    .read_data_o  ({synapses_o, x_o})
  );

  lif_ram #(
    .Width     (HoldWidth + StateWidth),
    .AddrWidth (NeuronBits)
  ) u_hold (
    .clk_i        (clk_i),
    .write_i      (record_i | hold_write),
    .write_addr_i (write_addr),
    .write_data_i (record_i ? {record_hold_i, record_a_i}
                            : {cfg_data_i[HoldWidth-1:0], {StateWidth{1'b0}}}),
    .read_i       (state_reads),
    .read_addr_i  (read_addr),
    .read_data_o  ({hold_o, a_o})
  );

  generate
    if (Residual != 0) begin : gen_residual
      lif_ram #(
        .Width     (RestWidth),
        .AddrWidth (NeuronBits)
      ) u_rest (
        .clk_i        (clk_i),
        .write_i      (record_i | state_write),
        .write_addr_i (write_addr),
        .write_data_i (record_i ? record_rest_i : {RestWidth{1'b0}}),
        .read_i       (state_reads),
        .read_addr_i  (read_addr),
        .read_data_o  (rest_o)
      );
    end else begin : gen_half_up
      assign rest_o = {(Receptors + 2) {1'b1, {(LeakFraction - 1) {1'b0}}}};
    end
  endgenerate

  function [31:0] extended(input signed [StateWidth-1:0] value);
    begin
      extended = {32{value[StateWidth-1]}};
      extended[StateWidth-1:0] = value;
    end
  endfunction

  always @(posedge clk_i) begin : show
    reg [31:0] data;
    if (cfg_show_i) begin
      data = 32'd0;
      case (cfg_shown_i)
        ModeWord:     data[ModeWidth-1:0] = mode_o;
        StateWord:    data = extended(x_o);
        HoldWord:     data[HoldWidth-1:0] = hold_o;
        Synapse0Word: data = extended(synapses_o[StateWidth-1:0]);
        Synapse1Word:
          if (Receptors == 2) data = extended(synapses_o[SynapseWidth-1 -: StateWidth]);
        default: begin
          if (cfg_shown_i[3:2] == 2'd0) data[LeakFraction:0] = leak_o;
          else if (cfg_shown_i[3:2] == 2'd1) data = extended(word_o);
          else data = extended(a_o);
        end
      endcase
      cfg_data_o <= data;
    end
  end

endmodule

`default_nettype wire
