// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_fire is the end of a step, for neurons that take several clocks to update the membrane.
//
// In the clock with done_i, with the updated membrane Y on updated_i, it computes:
//
//   hold > 0 :  X' = X, no spike, hold' = hold - 1                        (refractory)
//   else        spike = Y >= threshold   (compare_above_i = 0)   or   Y > threshold   (= 1)
//               no spike:  X' = Y
//               spike:     X' = reset_i  (reset_subtract_i = 0)  or   Y - reset_i     (= 1)
//                          hold' = the hold_i of the clock with take_i
//
// Format    is one for all membrane words, signed, as in lif_neuron.
// Latency   is one clock edge: the results are registered, and follow done_i with valid_o.
// Reset     is synchronous and active low: membrane_o = initial_i, hold = initial_hold_i.
// Not here  are the update itself and the handshake of a step; done_i must be low in reset.

`default_nettype none

module lif_fire #(
  parameter integer StateWidth = 32, // bits of the membrane, sign included
  parameter integer HoldWidth  = 16  // bits of the hold (refractory) counter
) (
  input  wire                         clk_i,
  input  wire                         rst_ni,           // synchronous, active low
  // configuration, as in lif_neuron
  input  wire signed [StateWidth-1:0] threshold_i,
  input  wire signed [StateWidth-1:0] reset_i,
  input  wire signed [StateWidth-1:0] initial_i,
  input  wire        [HoldWidth-1:0]  initial_hold_i,
  input  wire                         compare_above_i,
  input  wire                         reset_subtract_i,
  // step
  input  wire                         take_i,           // a step is taken: hold_i is sampled
  input  wire        [HoldWidth-1:0]  hold_i,
  input  wire                         done_i,           // one clock: updated_i is valid
  input  wire signed [StateWidth-1:0] updated_i,        // Y; any value if held_o
  output wire                         held_o,           // the step is a held one
  output wire                         restart_o,        // done, and a spike sets the reset value
  output wire        [HoldWidth-1:0]  left_o,           // steps left to hold
  // result
  output wire                         valid_o,
  output wire                         spike_o,
  output wire signed [StateWidth-1:0] membrane_o,
  output wire signed [StateWidth-1:0] membrane_before_o
);

  reg                         valid_q;
  reg                         spike_q;
  reg signed [StateWidth-1:0] membrane_q;
  reg signed [StateWidth-1:0] before_q;
  reg        [HoldWidth-1:0]  left_q;
  reg        [HoldWidth-1:0]  hold_q; // of the step that is under way

  wire held  = left_q != {HoldWidth{1'b0}};
  wire fires = !held & (compare_above_i ? updated_i > threshold_i : updated_i >= threshold_i);

  always @(posedge clk_i) begin : finish
    if (!rst_ni) begin
      valid_q    <= 1'b0;
      spike_q    <= 1'b0;
      membrane_q <= initial_i;
      before_q   <= initial_i;
      left_q     <= initial_hold_i;
    end else begin
      valid_q <= done_i;
      if (done_i) begin
        spike_q  <= fires;
        before_q <= held ? membrane_q : updated_i;
        if (fires) begin
          membrane_q <= reset_subtract_i ? updated_i - reset_i : reset_i;
          left_q     <= hold_q;
        end else if (held) begin
          left_q     <= left_q - 1'b1;
        end else begin
          membrane_q <= updated_i;
        end
      end
    end
  end

  always @(posedge clk_i) begin : sample
    if (take_i) hold_q <= hold_i;
  end

  assign held_o            = held;
  assign restart_o         = done_i & fires & !reset_subtract_i;
  assign left_o            = left_q;
  assign valid_o           = valid_q;
  assign spike_o           = spike_q;
  assign membrane_o        = membrane_q;
  assign membrane_before_o = before_q;

endmodule

`default_nettype wire
