// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_neuron is one leaky integrate-and-fire neuron with one multiplier. It takes a step a clock.
//
// An accepted step with drive U computes (all words are fixed point, X is the membrane):
//
//   hold > 0 :  X' = X, no spike, hold' = hold - 1                        (refractory)
//   else        Y  = X + floor((K*(U - X) + 2^(LeakFraction-1)) / 2^LeakFraction)
//               spike = Y >= threshold   (compare_above_i = 0)   or   Y > threshold   (= 1)
//               no spike:  X' = Y
//               spike:     X' = reset_i  (reset_subtract_i = 0)  or   Y - reset_i     (= 1)
//                          hold' = hold_i
//
// Format    drive, threshold, reset, initial and membrane share one signed format
//           Q(StateWidth-F).F; F is the user's choice, the circuit does not depend on it.
//           leak_i = K is unsigned with LeakFraction fraction bits, 0 <= K <= 2^LeakFraction
//           (so that k = 1 is exact). StateWidth + LeakFraction <= 63 keeps the product in 64 bits.
// Rounding  is half-up (floor after adding one half).
// Overflow  cannot happen: for K <= 2^LeakFraction, Y lies between X and U, so no saturation is
//           needed; the subtraction stays in range for 0 < reset_i and threshold_i - reset_i in
//           range.
// Handshake a step is taken at each clock edge with valid_i and ready_o high. valid_o is high for
//           one clock when the result of a step is on the outputs. There is no back-pressure on
//           results. Between results the outputs keep the last one: use spike_o with valid_o.
//           membrane_before_o is for observation: leave it open in synthesis.
//           Users must honour ready_o: a multi-cycle variant will lower it between steps.
// Latency   is one clock; ready_o rises one clock after the reset is released.
// Reset     is synchronous and active low: membrane_o = initial_i, hold = initial_hold_i.
// Config    threshold_i, reset_i, leak_i and the two modes may change at any time and act on the
//           steps accepted from then on. hold_i is sampled with the step that spikes; initial_i
//           and initial_hold_i are sampled while in reset.
// Not here  are the conversion of a current to a drive word (and its clipping), synapses, and a
//           check of leak_i <= 2^LeakFraction: a larger word is outside the contract.
// Source    is the exponential and forward-Euler LIF step with a constant drive over the step.

`default_nettype none

module lif_neuron #(
  parameter integer StateWidth   = 32, // bits of the membrane, sign included
  parameter integer LeakFraction = 31, // fraction bits of the leak word
  parameter integer HoldWidth    = 16  // bits of the hold (refractory) counter
) (
  input  wire                         clk_i,
  input  wire                         rst_ni,           // synchronous, active low
  // configuration
  input  wire        [LeakFraction:0] leak_i,           // K, 0 .. 2^LeakFraction
  input  wire signed [StateWidth-1:0] threshold_i,
  input  wire signed [StateWidth-1:0] reset_i,          // value after a spike, or amount subtracted
  input  wire signed [StateWidth-1:0] initial_i,        // membrane in reset
  input  wire        [HoldWidth-1:0]  initial_hold_i,   // held steps at the start
  input  wire                         compare_above_i,  // 0: at or above, 1: above
  input  wire                         reset_subtract_i, // 0: to a value, 1: by subtraction
  // step
  input  wire                         valid_i,
  output reg                          ready_o,
  input  wire signed [StateWidth-1:0] drive_i,          // U, constant over the step
  input  wire        [HoldWidth-1:0]  hold_i,           // steps to hold if this step spikes
  // result
  output reg                          valid_o,          // one clock for each result
  output reg                          spike_o,
  output reg  signed [StateWidth-1:0] membrane_o,       // X', after the reset
  output reg  signed [StateWidth-1:0] membrane_before_o // Y, before the reset; X if held
);

  localparam integer ProductWidth = StateWidth + LeakFraction + 1;
  localparam signed [ProductWidth-1:0] Half =
      $signed({{(ProductWidth - 1){1'b0}}, 1'b1}) <<< (LeakFraction - 1);

  reg [HoldWidth-1:0] hold_q; // steps left to hold

  // The membrane is updated by a function that the clocked block calls: the datapath is evaluated
  // once a clock in simulation, and synthesis sees the same adders and multiplier as with
  // assignments.
  function automatic signed [StateWidth-1:0] updated(
    input signed [StateWidth-1:0] state,
    input signed [StateWidth-1:0] drive,
    input        [LeakFraction:0] leak
  );
    reg signed [ProductWidth-1:0] difference;
    reg signed [ProductWidth-1:0] product;
    begin
      // Verilog extends these signed words to the width of the result before it subtracts and
      // multiplies. If they were extended by hand, synthesis would build the rows that only repeat
      // a sign.
      difference = drive - state;
      product = difference * $signed({1'b0, leak}) + Half;
      // The shifted product fits StateWidth + 1 bits, and the sum lies between state and drive:
      // arithmetic modulo 2^StateWidth is exact.
      updated = state + $signed(product[LeakFraction +: StateWidth]);
    end
  endfunction

  function fires(
    input signed [StateWidth-1:0] membrane,
    input signed [StateWidth-1:0] threshold,
    input                         above
  );
    fires = above ? (membrane > threshold) : (membrane >= threshold);
  endfunction

  always @(posedge clk_i) begin : step
    reg signed [StateWidth-1:0] next;
    if (!rst_ni) begin
      ready_o           <= 1'b0;
      valid_o           <= 1'b0;
      spike_o           <= 1'b0;
      membrane_o        <= initial_i;
      membrane_before_o <= initial_i;
      hold_q            <= initial_hold_i;
    end else begin
      ready_o <= 1'b1;
      valid_o <= valid_i & ready_o;
      if (valid_i & ready_o) begin
        if (hold_q != {HoldWidth{1'b0}}) begin
          hold_q            <= hold_q - 1'b1;
          spike_o           <= 1'b0;
          membrane_before_o <= membrane_o;
        end else begin
          next = updated(membrane_o, drive_i, leak_i);
          membrane_before_o <= next;
          if (fires(next, threshold_i, compare_above_i)) begin
            spike_o    <= 1'b1;
            membrane_o <= reset_subtract_i ? next - reset_i : reset_i;
            hold_q     <= hold_i;
          end else begin
            spike_o    <= 1'b0;
            membrane_o <= next;
          end
        end
      end
    end
  end

`ifdef FORMAL
`include "lif_properties.vh"
`endif

endmodule

`default_nettype wire
