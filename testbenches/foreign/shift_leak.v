// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// shift_leak is an integer neuron. The membrane is unsigned and counts to 4095, rests at 0 and
// fires at 1000; a sixteenth of it leaks each step, rounded down. Its reset is active high, it
// takes a step on every clock and holds four steps; all of this is built in.
// DEFECT 1  the leak drops four more bits: a membrane below 256 stays where it is

`default_nettype none

module shift_leak #(
  parameter DEFECT = 0
) (
  input  wire        clock,
  input  wire        reset,
  input  wire [ 7:0] current,
  output reg         fire,
  output reg  [11:0] potential
);
  wire [11:0] leak = DEFECT == 1 ? {4'd0, potential[11:8], 4'd0} : {4'd0, potential[11:4]};
  wire [11:0] next = potential - leak + {4'd0, current};
  reg  [ 2:0] rest;

  always @(posedge clock) begin
    fire <= 1'b0;
    if (reset) begin
      potential <= 12'd0;
      rest      <= 3'd0;
    end else if (rest != 3'd0) begin
      rest <= rest - 3'd1;
    end else if (next >= 12'd1000) begin
      fire      <= 1'b1;
      potential <= 12'd0;
      rest      <= 3'd4;
    end else begin
      potential <= next;
    end
  end
endmodule

`default_nettype wire
