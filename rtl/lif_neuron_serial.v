// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_neuron_serial is lif_neuron with a multiplier of one adder, which takes a bit of the leak
// word a clock.
//
// An accepted step with drive U that is not held computes (the rest is as in lif_neuron):
//
//   half-up :  Y = X + floor((K*(U - X) + 2^(LeakFraction-1)) / 2^LeakFraction)
//   residual:  P = K*(U - X) + R;  Y = X + floor(P / 2^LeakFraction);  R' = P mod 2^LeakFraction
//              (R = 0 at the start and at a reset to a value; a reset by subtraction keeps it)
//
// Format    is that of lif_neuron, leak_i included.
// Rounding  is half-up where Residual is 0, residual where it is 1 (LeakFraction flops more).
// Overflow  cannot happen, as in lif_neuron: Y lies between X and U.
// Handshake is that of lif_neuron: a step is taken at each clock edge with valid_i and ready_o
//           high; drive_i and hold_i are sampled there. ready_o is low until its result is out;
//           valid_o is high for one clock with the result, and the next step can be taken in that
//           clock.
// Latency   is LeakFraction + 2 clocks a step, held or not: the difference, a clock for each
//           fraction bit of the leak from the lowest, the sum.
// Reset     is synchronous and active low, also within a step: membrane_o = initial_i, hold =
//           initial_hold_i, R = 0.
// Config    leak_i, threshold_i, reset_i and the two modes must not change while a step is under
//           way (ready_o low after the first clock out of reset); initial_i and initial_hold_i are
//           sampled while in reset.
// Not here  is all that is not in lif_neuron.

`default_nettype none

module lif_neuron_serial #(
  parameter integer StateWidth   = 32, // bits of the membrane, sign included
  parameter integer LeakFraction = 31, // fraction bits of the leak word
  parameter integer HoldWidth    = 16, // bits of the hold (refractory) counter
  parameter integer Residual     = 0   // 0: half-up, 1: residual rounding
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
  output wire                         ready_o,
  input  wire signed [StateWidth-1:0] drive_i,          // U, constant over the step
  input  wire        [HoldWidth-1:0]  hold_i,           // steps to hold if this step spikes
  // result
  output wire                         valid_o,          // one clock for each result
  output wire                         spike_o,
  output wire signed [StateWidth-1:0] membrane_o,       // X', after the reset
  output wire signed [StateWidth-1:0] membrane_before_o // Y, before the reset; X if held
);

  localparam integer ClocksPerStep = LeakFraction + 2;
  localparam integer CountWidth    = $clog2(LeakFraction + 1);
  localparam [CountWidth-1:0] Sum     = LeakFraction[CountWidth-1:0];
  localparam [CountWidth-1:0] LastBit = Sum - 1'b1;

  wire                         held;
  wire                         restart; // the residual begins anew
  wire        [HoldWidth-1:0]  hold_q;  // steps left to hold, for who looks at the circuit
  wire signed [StateWidth-1:0] updated;

  reg                       ready_q;
  reg                       busy_q;
  reg        [CountWidth-1:0] count_q; // bit of the leak word; Sum: all are done
  reg signed [StateWidth:0] difference_q;
  reg signed [StateWidth:0] high_q;   // the product so far, above the bits that are through

  wire take = valid_i & ready_q;
  wire done = busy_q & count_q == Sum;
  wire low_carry;                     // what the rounding adds at this bit

  wire signed [StateWidth+1:0] partial =
      {high_q[StateWidth], high_q}
    + (leak_i[count_q] ? {difference_q[StateWidth], difference_q} : {(StateWidth + 2){1'b0}})
    + $signed({{(StateWidth + 1){1'b0}}, low_carry});

  // A leak of 1 has no other bit set: the product is the difference, and nothing is left over.
  wire signed [StateWidth-1:0] whole =
      leak_i[LeakFraction] ? difference_q[StateWidth-1:0] : high_q[StateWidth-1:0];
  assign updated = membrane_o + whole;

  always @(posedge clk_i) begin : control
    if (!rst_ni) begin
      ready_q <= 1'b0;
      busy_q  <= 1'b0;
      count_q <= {CountWidth{1'b0}};
    end else begin
      ready_q <= done | (!take & !busy_q);
      busy_q  <= take | (busy_q & !done);
      count_q <= take | done | !busy_q ? {CountWidth{1'b0}} : count_q + 1'b1;
    end
  end

  always @(posedge clk_i) begin : multiply
    if (take) begin
      difference_q <= {drive_i[StateWidth-1], drive_i} - {membrane_o[StateWidth-1], membrane_o};
      high_q       <= {(StateWidth + 1){1'b0}};
    end else if (!done) begin
      high_q       <= partial[StateWidth+1:1];
    end
  end

  generate
    if (Residual != 0) begin : gen_residual
      reg [LeakFraction-1:0] low_q; // R, turned once in each step that is not held
      assign low_carry = low_q[0];
      always @(posedge clk_i) begin : turn
        if (!rst_ni | restart) begin
          low_q <= {LeakFraction{1'b0}};
        end else if (busy_q & !done & !held) begin
          low_q <= {partial[0], low_q[LeakFraction-1:1]};
        end
      end
    end else begin : gen_half_up
      assign low_carry = count_q == LastBit;
    end
  endgenerate

  assign ready_o = ready_q;

  lif_fire #(
    .StateWidth (StateWidth),
    .HoldWidth  (HoldWidth)
  ) u_fire (
    .clk_i             (clk_i),
    .rst_ni            (rst_ni),
    .threshold_i       (threshold_i),
    .reset_i           (reset_i),
    .initial_i         (initial_i),
    .initial_hold_i    (initial_hold_i),
    .compare_above_i   (compare_above_i),
    .reset_subtract_i  (reset_subtract_i),
    .take_i            (take),
    .hold_i            (hold_i),
    .done_i            (done),
    .updated_i         (updated),
    .held_o            (held),
    .restart_o         (restart),
    .left_o            (hold_q),
    .valid_o           (valid_o),
    .spike_o           (spike_o),
    .membrane_o        (membrane_o),
    .membrane_before_o (membrane_before_o)
  );

`ifdef FORMAL
  wire [LeakFraction:0] f_word = leak_i;
  wire [7:0] f_at = busy_q ? count_q + 8'd1 : 8'd0;
`include "lif_steps_properties.vh"
`endif

endmodule

`default_nettype wire
