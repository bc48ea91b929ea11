// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// tb_icarus is tb_shipped for Icarus Verilog, on the system functions of lif_cosim.vpi.

`default_nettype none
`timescale 1ns / 1ps

module tb_icarus;
  localparam Width = 32, Fraction = 31, HoldWidth = 16;

  reg clk = 1'b0, rst_n = 1'b0;
  reg [Fraction:0]       leak;
  reg signed [Width-1:0] threshold, reset, initial_word, drive, given;
  reg [HoldWidth-1:0]    initial_hold, hold;
  reg                    above, subtract, valid_in = 1'b0, ok;
  wire                   ready, valid, spike;
  wire signed [Width-1:0] membrane, membrane_before;
  reg [63:0]             taken = 64'd0;
  integer                drive_word, hold_steps, part_steps, resets;

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

  lif_cosim_checker #(
    .Name  ("q8_24"),
    .Words (1),
    .Trial (1)
  ) u_checker (
    .clk             (clk),
    .rst_n           (rst_n),
    .valid           (valid),
    .drive           (given),
    .membrane_before (membrane_before),
    .membrane        (membrane),
    .spike           (spike)
  );

  task give_words;
    begin
      leak         = $lifcosim_word(u_checker.handle, "leak");
      threshold    = $lifcosim_word(u_checker.handle, "threshold");
      reset        = $lifcosim_word(u_checker.handle, "reset");
      initial_word = $lifcosim_word(u_checker.handle, "initial");
      initial_hold = $lifcosim_word(u_checker.handle, "initial_hold");
      above        = $lifcosim_word(u_checker.handle, "compare_above");
      subtract     = $lifcosim_word(u_checker.handle, "reset_subtract");
    end
  endtask

  task start;
    begin
      rst_n = 1'b0;
      repeat (3) @(negedge clk);
      rst_n = 1'b1;
      @(negedge clk);
    end
  endtask

  task step;
    begin
      ok       = $lifcosim_drive(u_checker.handle, drive_word, hold_steps);
      drive    = drive_word;
      hold     = hold_steps;
      valid_in = 1'b1;
      @(posedge clk);
      #1 given = drive;
      valid_in = 1'b0;
      @(negedge clk);
    end
  endtask

  initial begin
    u_checker.open;
    give_words;
    start;
    while (taken < $lifcosim_steps(u_checker.handle)) begin
      step;
      taken = taken + 1;
    end
    repeat (4) @(negedge clk);
    // Words that change while it runs, as `lifcosim run` tries them.
    u_checker.trial(part_steps, resets);
    while (part_steps > 0) begin
      give_words;
      if (resets != 0) start;
      repeat (part_steps) step;
      repeat (2) @(negedge clk);
      u_checker.trial(part_steps, resets);
    end
    if (!u_checker.over) $fatal(1, "the run ended without a verdict");
    $finish;
  end
endmodule

`default_nettype wire
