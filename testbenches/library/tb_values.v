// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// tb_values displays what goes into lif_neuron and comes out of it, for whoever judges it elsewhere.
// Its words, drives and holds come from lif_cosim.vpi, and nothing of it is judged here.

`default_nettype none
`timescale 1ns / 1ps

module tb_values;
  localparam Width = 32, Fraction = 31, HoldWidth = 16;

  reg clk = 1'b0, rst_n = 1'b0;
  reg [Fraction:0]        leak;
  reg signed [Width-1:0]  threshold, reset, initial_word, drive;
  reg [HoldWidth-1:0]     initial_hold, hold;
  reg                     above, subtract, valid_in = 1'b0, ok;
  wire                    ready, valid, spike;
  wire signed [Width-1:0] membrane, membrane_before;
  reg [63:0]              taken = 64'd0;
  integer                 handle, drive_word, hold_steps;
  reg [8*1024:1]          scenario;

  always #5 clk = !clk;

  lif_neuron #(.StateWidth(Width), .LeakFraction(Fraction), .HoldWidth(HoldWidth)) u_neuron (
    .clk_i             (clk),
    .rst_ni            (rst_n),
    .leak_i            (leak),
    .threshold_i       (threshold),
    .reset_i           (reset),
    .initial_i         (initial_word),
    .initial_hold_i    (initial_hold),
    .compare_above_i   (above),
    .reset_subtract_i  (subtract),
    .valid_i           (valid_in),
    .ready_o           (ready),
    .drive_i           (drive),
    .hold_i            (hold),
    .valid_o           (valid),
    .spike_o           (spike),
    .membrane_o        (membrane),
    .membrane_before_o (membrane_before)
  );

  always @(negedge clk) if (rst_n && valid) $display("answered %0d %0d %0d", membrane, spike, membrane_before);

  initial begin
    ok           = $value$plusargs("lifcosim_scenario=%s", scenario);
    handle       = $lifcosim_open(scenario, "q8_24", "", "", HoldWidth, 3);
    leak         = $lifcosim_word(handle, "leak");
    threshold    = $lifcosim_word(handle, "threshold");
    reset        = $lifcosim_word(handle, "reset");
    initial_word = $lifcosim_word(handle, "initial");
    initial_hold = $lifcosim_word(handle, "initial_hold");
    above        = $lifcosim_word(handle, "compare_above");
    subtract     = $lifcosim_word(handle, "reset_subtract");
    repeat (3) @(negedge clk);
    rst_n = 1'b1;
    @(negedge clk);
    while (taken < $lifcosim_steps(handle)) begin
      ok       = $lifcosim_drive(handle, drive_word, hold_steps);
      drive    = drive_word;
      hold     = hold_steps;
      valid_in = 1'b1;
      $display("sent %0d", drive);
      @(negedge clk);
      taken = taken + 1;
    end
    valid_in = 1'b0;
    repeat (3) @(negedge clk);
    $finish;
  end
endmodule

`default_nettype wire
