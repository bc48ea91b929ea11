// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// tb_shipped is a bench as somebody writes it for lif_neuron: words, drives and holds come from the
// checker, which judges each result at its clock. LIF_BIND binds the checker to the neuron instead.

`default_nettype none
`timescale 1ns / 1ps

module tb_shipped;
  localparam integer Width = 32, Fraction = 31, HoldWidth = 16;

  logic clk = 1'b0, rst_n = 1'b0;
  logic [Fraction:0]         leak;
  logic signed [Width-1:0]   threshold, reset, initial_word, drive;
  logic [HoldWidth-1:0]      initial_hold, hold;
  logic                      above, subtract, valid_in = 1'b0;
  wire                       ready, valid, spike;
  wire signed [Width-1:0]    membrane, membrane_before;
  logic signed [Width-1:0]   given;   // the drive of the result that comes

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
    .Name   ("q8_24"),
    .About  ("Verilated lif_neuron, one step a clock"),
    .Words  (1),
    .Trial  (1)
  ) u_checker (
    .clk    (clk),
    .rst_n  (rst_n),
    .valid  (valid),
    .drive  (given),
    .membrane_before (membrane_before),
    .membrane (membrane),
    .spike  (spike)
  );

  longint taken = 0;
  int     drive_word, hold_steps, part_steps, resets;

  task automatic give_words();
    leak         = u_checker.word("leak");
    threshold    = u_checker.word("threshold");
    reset        = u_checker.word("reset");
    initial_word = u_checker.word("initial");
    initial_hold = u_checker.word("initial_hold");
    above        = u_checker.word("compare_above");
    subtract     = u_checker.word("reset_subtract");
  endtask

  task automatic start();
    rst_n = 1'b0;
    repeat (3) @(negedge clk);
    rst_n = 1'b1;
    @(negedge clk);
  endtask

  task automatic step();
    u_checker.next(drive_word, hold_steps);
    drive    = drive_word;
    hold     = HoldWidth'(hold_steps);
    valid_in = 1'b1;
    @(posedge clk);
    #1 given = drive;
    valid_in = 1'b0;
    @(negedge clk);
  endtask

  initial begin
    give_words();
    start();
    while (taken < u_checker.steps()) begin
      step();
      taken++;
    end
    repeat (4) @(negedge clk);
    // Words that change while it runs, as `lifcosim run` tries them.
    u_checker.trial(part_steps, resets);
    while (part_steps > 0) begin
      give_words();
      if (resets != 0) start();
      repeat (part_steps) step();
      repeat (2) @(negedge clk);
      u_checker.trial(part_steps, resets);
    end
    $finish;
  end
endmodule

`default_nettype wire
