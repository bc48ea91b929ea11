// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_neuron_shift is lif_neuron without a multiplier; the leak is a sum of few powers of two.
//
// An accepted step with drive U that is not held computes (the rest is as in lif_neuron), with
// K = sum of LeakDigits terms +-2^(LeakFraction-n):
//
//   half-up :  Y = X + floor((K*(U - X) + 2^(LeakFraction-1)) / 2^LeakFraction)
//   residual:  P = K*(U - X) + R;  Y = X + floor(P / 2^LeakFraction);  R' = P mod 2^LeakFraction
//              (R = 0 at the start and at a reset to a value; a reset by subtraction keeps it)
//
// Format    is that of lif_neuron, but leak_i carries a field for each term, the first lowest: n in
//           as many bits as LeakFraction needs, above it two bits: 00 no term, 01 plus, 11 minus.
//           The first term is never subtracted. n <= LeakFraction, K <= 2^LeakFraction.
// Rounding  is half-up where Residual is 0, residual where it is 1.
// Overflow  cannot happen, as in lif_neuron: Y lies between X and U.
// Handshake is that of lif_neuron: a step is taken at each clock edge with valid_i and ready_o
//           high; drive_i and hold_i are sampled there. ready_o is low until its result is out;
//           valid_o is high for one clock with the result, and the next step can be taken in that
//           clock.
// Latency   is LeakDigits + 2 clocks a step, held or not: the difference, a clock for each term,
//           compare and reset.
// Reset     is synchronous and active low, also within a step: membrane_o = initial_i, hold =
//           initial_hold_i, R = 0.
// Config    leak_i, threshold_i, reset_i and the two modes must not change while a step is under
//           way (ready_o low after the first clock out of reset); initial_i and initial_hold_i are
//           sampled while in reset.
// Not here  is all that is not in lif_neuron.

`default_nettype none

module lif_neuron_shift #(
  parameter integer StateWidth   = 32, // bits of the membrane, sign included
  parameter integer LeakFraction = 31, // fraction bits of the leak word
  parameter integer HoldWidth    = 16, // bits of the hold (refractory) counter
  parameter integer Residual     = 0,  // 0: half-up, 1: residual rounding
  parameter integer LeakDigits   = 1   // terms
) (
  input  wire                         clk_i,
  input  wire                         rst_ni,           // synchronous, active low
  // configuration
  input  wire        [LeakFraction:0] leak_i,           // the terms of K
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

  localparam integer ClocksPerStep = LeakDigits + 2;
  localparam integer PlaceWidth    = $clog2(LeakFraction + 1);
  localparam integer FieldWidth    = PlaceWidth + 2;
  localparam integer LeakWidth     = LeakDigits * FieldWidth;
  // Half-up needs what is below the point only as far as one term can bring a half.
  localparam integer Below         = LeakDigits == 1 && Residual == 0 ? 1 : LeakFraction;
  localparam integer SumWidth      = StateWidth + Below;
  localparam integer TermWidth     = SumWidth + 1;
  localparam [Below-1:0] Half      = {{(Below - 1){1'b0}}, 1'b1} << (Below - 1);

  wire                         held;
  wire                         restart; // the residual begins anew
  wire        [HoldWidth-1:0]  hold_q;  // steps left to hold, for who looks at the circuit
  wire signed [StateWidth-1:0] updated;

  reg                       ready_q;
  reg  [LeakDigits:0]       stage_q;      // one-hot: the term that is added; the last: all are
  reg  [LeakWidth-1:0]      terms_q;      // the terms that are left, the next one lowest
  reg  signed [StateWidth:0] difference_q;
  reg  [StateWidth-1:0]     sum_q;        // membrane plus product so far
  wire [Below-1:0]          rest;         // below it: R, or the half that rounds up

  wire take = valid_i & ready_q;
  wire done = stage_q[LeakDigits];
  wire adds = stage_q[LeakDigits-1:0] != {LeakDigits{1'b0}};

  wire signed [TermWidth-1:0] whole = {difference_q, {Below{1'b0}}};
  wire signed [TermWidth-1:0] term  = whole >>> terms_q[PlaceWidth-1:0];
  wire is_term  = terms_q[PlaceWidth];
  wire is_minus = terms_q[PlaceWidth+1] & !stage_q[0];

  // The sum modulo its width is exact: it ends between membrane and drive.
  wire [SumWidth-1:0] addend = is_minus ? ~term[SumWidth-1:0] : term[SumWidth-1:0];
  wire [SumWidth-1:0] added  = {sum_q, rest} + addend + {{(SumWidth - 1){1'b0}}, is_minus};

  always @(posedge clk_i) begin : control
    if (!rst_ni) begin
      ready_q <= 1'b0;
      stage_q <= {(LeakDigits + 1){1'b0}};
    end else begin
      ready_q <= done | (!take & stage_q == {(LeakDigits + 1){1'b0}});
      stage_q <= {stage_q[LeakDigits-1:0], take};
    end
  end

  generate
    if (LeakDigits == 1) begin : gen_one_term
      always @* terms_q = leak_i[LeakWidth-1:0];
    end else begin : gen_terms
      always @(posedge clk_i) begin : next
        terms_q <= take ? leak_i[LeakWidth-1:0] : terms_q >> FieldWidth;
      end
    end
  endgenerate

  always @(posedge clk_i) begin : membrane
    if (take) begin
      difference_q <= {drive_i[StateWidth-1], drive_i} - {membrane_o[StateWidth-1], membrane_o};
      sum_q <= membrane_o;
    end else if (adds & is_term & !held) begin
      sum_q <= added[SumWidth-1:Below];
    end
  end

  generate
    if (Residual != 0) begin : gen_residual
      reg [Below-1:0] rest_q;
      assign rest = rest_q;
      always @(posedge clk_i) begin : below
        if (!rst_ni | restart) begin
          rest_q <= {Below{1'b0}};
        end else if (adds & is_term & !held) begin
          rest_q <= added[Below-1:0];
        end
      end
    end else if (LeakDigits == 1) begin : gen_one_half
      assign rest = Half; // what a single term leaves below the point is for nobody
    end else begin : gen_half_up
      reg [Below-1:0] rest_q;
      assign rest = rest_q;
      always @(posedge clk_i) begin : below
        if (take) begin
          rest_q <= Half;
        end else if (adds & is_term & !held) begin
          rest_q <= added[Below-1:0];
        end
      end
    end
  endgenerate

  assign updated = $signed(sum_q);

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
  // Gives the stage from its one-hot register; any other value is no stage.
  function [7:0] f_stage(input [63:0] stages);
    integer i;
    begin
      f_stage = stages == 64'd0 ? 8'd0 : 8'd255;
      for (i = 0; i < ClocksPerStep; i = i + 1)
        if (stages == 64'd1 << i) f_stage = i + 1;
    end
  endfunction
  wire [7:0] f_at = f_stage({64'd0, stage_q});
  // Gives the fields of the port as a sum of powers of two.
  function signed [LeakFraction+3:0] f_sum(input [LeakFraction:0] fields);
    integer i;
    begin
      f_sum = 0;
      for (i = 0; i < LeakDigits; i = i + 1)
        if (fields[i*FieldWidth + PlaceWidth])
          f_sum = f_sum + (i > 0 & fields[i*FieldWidth + PlaceWidth + 1] ? -1 : 1)
                * ((1 << LeakFraction) >>> fields[i*FieldWidth +: PlaceWidth]);
    end
  endfunction
  wire signed [LeakFraction+3:0] f_terms = f_sum(leak_i);
  genvar f_i;
  generate
    for (f_i = 0; f_i < LeakDigits; f_i = f_i + 1) begin : gen_places
      always @* assume (leak_i[f_i*FieldWidth +: PlaceWidth] <= LeakFraction);
    end
  endgenerate
  always @* assume (f_terms >= 0 & f_terms <= (1 << LeakFraction));
  wire [LeakFraction:0] f_word = f_terms[LeakFraction:0];
`include "lif_steps_properties.vh"
`endif

endmodule

`default_nettype wire
