// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// This is lif_core with its mutants: it has the ports of the shipped core around lif_mutants, the
// netlist that Yosys wrote with all mutants of one model in it (the RAMs are those of rtl/). mutant_q
// selects one; 0 is the core without a mutation. It is for simulation only; the C side sets mutant_q
// (lif_core_dut_mutants.cpp).

`default_nettype none

module lif_core #(
  parameter integer NeuronBits   = 8,
  parameter integer StateWidth   = 24,
  parameter integer LeakFraction = 24,
  parameter integer WeightWidth  = 8,
  parameter integer AccWidth     = 17,
  parameter integer Receptors    = 1,
  parameter integer DelayBits    = 3,
  parameter integer LaneBits     = 2,
  parameter integer HoldWidth    = 8,
  parameter integer Residual     = 0
) (
  input  wire                         clk_i,
  input  wire                         rst_ni,
  input  wire                         cfg_valid_i,
  input  wire                         cfg_write_i,
  input  wire [31:0]                  cfg_addr_i,
  input  wire [31:0]                  cfg_data_i,
  output wire                         cfg_valid_o,
  output wire                         cfg_error_o,
  output wire [31:0]                  cfg_data_o,
  input  wire                         ev_valid_i,
  output wire                         ev_ready_o,
  input  wire [NeuronBits:0]          ev_row_i,
  input  wire                         tick_valid_i,
  output wire                         tick_ready_o,
  output wire                         busy_o,
  output wire                         out_valid_o,
  input  wire                         out_ready_i,
  output wire [NeuronBits-1:0]        out_neuron_o,
  output wire                         saturated_o,
  output wire [3:0]                   flags_o,
  output wire                         seen_valid_o,
  output wire [NeuronBits-1:0]        seen_neuron_o,
  output wire                         seen_spike_o,
  output wire signed [StateWidth-1:0] seen_s0_o,
  output wire signed [StateWidth-1:0] seen_s1_o,
  output wire signed [StateWidth-1:0] seen_a_o,
  output wire signed [StateWidth-1:0] seen_before_o,
  output wire signed [StateWidth-1:0] seen_after_o
);

  reg [15:0] mutant_q /*verilator public_flat_rw*/;
  initial mutant_q = 16'd0;

  lif_mutants u_mutants (
    .clk_i         (clk_i),
    .rst_ni        (rst_ni),
    .cfg_valid_i   (cfg_valid_i),
    .cfg_write_i   (cfg_write_i),
    .cfg_addr_i    (cfg_addr_i),
    .cfg_data_i    (cfg_data_i),
    .cfg_valid_o   (cfg_valid_o),
    .cfg_error_o   (cfg_error_o),
    .cfg_data_o    (cfg_data_o),
    .ev_valid_i    (ev_valid_i),
    .ev_ready_o    (ev_ready_o),
    .ev_row_i      (ev_row_i),
    .tick_valid_i  (tick_valid_i),
    .tick_ready_o  (tick_ready_o),
    .busy_o        (busy_o),
    .out_valid_o   (out_valid_o),
    .out_ready_i   (out_ready_i),
    .out_neuron_o  (out_neuron_o),
    .saturated_o   (saturated_o),
    .flags_o       (flags_o),
    .seen_valid_o  (seen_valid_o),
    .seen_neuron_o (seen_neuron_o),
    .seen_spike_o  (seen_spike_o),
    .seen_s0_o     (seen_s0_o),
    .seen_s1_o     (seen_s1_o),
    .seen_a_o      (seen_a_o),
    .seen_before_o (seen_before_o),
    .seen_after_o  (seen_after_o),
    .mutsel        (mutant_q)
  );

endmodule

`default_nettype wire
