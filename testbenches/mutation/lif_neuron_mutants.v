// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// This is lif_neuron with its mutants: it has the ports of the shipped circuit around lif_mutants,
// the netlist that Yosys wrote with all mutants of one model in it. mutant_q selects one; 0 is the
// circuit without a mutation. It is for simulation only; the C side sets mutant_q
// (lif_dut_mutants.cpp).

`default_nettype none

module lif_neuron #(
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

  reg [15:0] mutant_q /*verilator public_flat_rw*/;
  initial mutant_q = 16'd0;

  // The wrapper shows the counter in waveforms, and nobody looks at mutants in waveforms: the
  // netlist has split its registers into bits.
  wire [HoldWidth-1:0] hold_q = {HoldWidth{1'b0}};

  lif_mutants u_mutants (
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
    .membrane_before_o (membrane_before_o),
    .mutsel            (mutant_q)
  );

endmodule

`default_nettype wire
