// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// tb_foreign judges somebody else's neuron, testbenches/foreign/shift_leak.v, which takes a step on
// every clock and says by its declaration what it computes. The checker is bound to its module.

`default_nettype none
`timescale 1ns / 1ps

// In the neuron's scope: its result stands one clock after the drive that it belongs to.
module watch (
  input wire        clock,
  input wire        reset,
  input wire [ 7:0] current,
  input wire        fire,
  input wire [11:0] potential
);
  logic [7:0] given;
  logic       taken = 1'b0;

  always @(posedge clock) begin
    given <= current;
    taken <= !reset;
  end

  lif_cosim_checker #(
    .Name        ("shift_leak"),
    .Declaration ("shift_leak.txt"),
    .StateWidth  (13),
    .Shows       (1)
  ) u_checker (
    .clk             (clock),
    .rst_n           (1'b1),
    .valid           (taken),
    .drive           ({5'd0, given}),
    .membrane_before (13'd0),
    .membrane        ({1'b0, potential}),
    .spike           (fire)
  );
endmodule

bind shift_leak watch u_watch (.*);

module tb_foreign #(
  parameter integer Defect = 0
);
  logic        clock = 1'b0, reset = 1'b1;
  logic [ 7:0] current = 8'd0;
  wire         fire;
  wire  [11:0] potential;

  always #5 clock = !clock;

  shift_leak #(.DEFECT(Defect)) u_neuron (
    .clock     (clock),
    .reset     (reset),
    .current   (current),
    .fire      (fire),
    .potential (potential)
  );

  longint taken = 0;
  int     drive_word, hold_steps;

  initial begin
    repeat (3) @(negedge clock);
    while (taken < u_neuron.u_watch.u_checker.steps()) begin
      u_neuron.u_watch.u_checker.next(drive_word, hold_steps);
      current = 8'(drive_word);
      reset   = 1'b0;
      @(negedge clock);
      taken++;
    end
    repeat (3) @(negedge clock);
    $finish;
  end
endmodule

`default_nettype wire
