// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_neuron_pipelined is lif_neuron cut into short stages, for a fast clock.
//
// An accepted step with drive U that is not held computes (the rest is as in lif_neuron):
//
//   half-up :  Y = X + floor((K*(U - X) + 2^(LeakFraction-1)) / 2^LeakFraction)
//   residual:  P = K*(U - X) + R;  Y = X + floor(P / 2^LeakFraction);  R' = P mod 2^LeakFraction
//              (R = 0 at the start and at a reset to a value; a reset by subtraction keeps it)
//
// A step needs the membrane that the step before leaves: the stages of one neuron cannot overlap.
// They make the clock faster, not the step; whoever has many neurons interleaves them.
//
// Format    is that of lif_neuron with LeakDigits = 0. With LeakDigits = M > 0 leak_i carries a
//           mantissa m of M bits (low) and a shift s above it, K = m * 2^s; the multiplier has M
//           bits.
// Rounding  is half-up where Residual is 0, residual where it is 1 (LeakFraction flops more).
// Overflow  cannot happen, as in lif_neuron: Y lies between X and U.
// Handshake is that of lif_neuron: a step is taken at each clock edge with valid_i and ready_o
//           high; drive_i and hold_i are sampled there. ready_o is low until its result is out;
//           valid_o is high for one clock with the result, and the next step can be taken in that
//           clock.
// Latency   is 5 clocks a step, 6 with a mantissa: difference, slices of the product, their sum,
//           (the shift,) membrane plus product, compare and reset.
// Reset     is synchronous and active low, also within a step: membrane_o = initial_i, hold =
//           initial_hold_i, R = 0.
// Config    leak_i, threshold_i, reset_i and the two modes must not change while a step is under
//           way (ready_o low after the first clock out of reset); initial_i and initial_hold_i are
//           sampled while in reset.
// Not here  is all that is not in lif_neuron.

`default_nettype none

module lif_neuron_pipelined #(
  parameter integer StateWidth   = 32, // bits of the membrane, sign included
  parameter integer LeakFraction = 31, // fraction bits of the leak word
  parameter integer HoldWidth    = 16, // bits of the hold (refractory) counter
  parameter integer Residual     = 0,  // 0: half-up, 1: residual rounding
  parameter integer LeakDigits   = 0,  // bits of the mantissa; 0: leak_i is the whole word
  parameter integer Slices       = 4   // of the leak word, multiplied side by side
) (
  input  wire                         clk_i,
  input  wire                         rst_ni,           // synchronous, active low
  // configuration
  input  wire        [LeakFraction:0] leak_i,           // K, or {shift, mantissa}
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

  localparam integer Digits       = LeakDigits == 0 ? LeakFraction + 1 : LeakDigits;
  localparam integer Slice        = (Digits + Slices - 1) / Slices;
  localparam integer SliceWidth   = StateWidth + 1 + Slice;      // of difference times slice
  localparam integer SumWidth     = StateWidth + LeakFraction;   // membrane and what is below it
  localparam integer ProductWidth = StateWidth + 1 + Digits;
  localparam integer Stages       = LeakDigits == 0 ? 4 : 5;     // behind the first
  localparam integer ClocksPerStep = Stages + 1;

  wire                         held;
  wire                         restart; // the residual begins anew
  wire        [HoldWidth-1:0]  hold_q;  // steps left to hold, for who looks at the circuit
  wire signed [StateWidth-1:0] updated;

  reg                            ready_q;
  reg        [Stages-1:0]        stage_q; // one-hot: the stage that a step is in
  reg signed [StateWidth:0]      difference_q;
  reg        [Slices*SliceWidth-1:0] slices_q;
  reg signed [ProductWidth-1:0]  product_q;
  reg        [SumWidth-1:0]      sum_q;   // Y and, below it, R'

  wire take = valid_i & ready_q;
  wire done = stage_q[Stages-1];

  always @(posedge clk_i) begin : control
    if (!rst_ni) begin
      ready_q <= 1'b0;
      stage_q <= {Stages{1'b0}};
    end else begin
      ready_q <= done | (!take & stage_q == {Stages{1'b0}});
      stage_q <= {stage_q[Stages-2:0], take};
    end
  end

  // The mantissa is cut into slices, of which the last may be short.
  wire [Slices*Slice-1:0] mantissa = {{(Slices * Slice - Digits){1'b0}}, leak_i[Digits-1:0]};

  function automatic [Slices*SliceWidth-1:0] multiplied(
    input signed [StateWidth:0]       difference,
    input        [Slices*Slice-1:0]   factor
  );
    integer i;
    reg signed [SliceWidth-1:0] part;
    begin
      for (i = 0; i < Slices; i = i + 1) begin
        part = difference * $signed({1'b0, factor[i*Slice +: Slice]});
        multiplied[i*SliceWidth +: SliceWidth] = part;
      end
    end
  endfunction

  function automatic signed [ProductWidth-1:0] added(input [Slices*SliceWidth-1:0] slices);
    integer i;
    reg signed [SliceWidth-1:0]   part;
    reg signed [ProductWidth-1:0] shifted;
    begin
      added = {ProductWidth{1'b0}};
      for (i = 0; i < Slices; i = i + 1) begin
        part    = slices[i*SliceWidth +: SliceWidth];
        shifted = {{(ProductWidth - SliceWidth){part[SliceWidth-1]}}, part};
        added   = added + (shifted <<< (i * Slice));
      end
    end
  endfunction

  always @(posedge clk_i) begin : datapath
    if (take) begin
      difference_q <= {drive_i[StateWidth-1], drive_i} - {membrane_o[StateWidth-1], membrane_o};
    end
    slices_q  <= multiplied(difference_q, mantissa);
    product_q <= added(slices_q);
  end

  // The product is in units of 2^-LeakFraction, modulo the width of the sum, which is exact.
  wire [SumWidth-1:0] scaled;
  generate
    if (LeakDigits == 0) begin : gen_whole
      assign scaled = product_q[SumWidth-1:0];
    end else begin : gen_mantissa
      localparam integer ShiftWidth = $clog2(LeakFraction - LeakDigits + 2);
      wire [SumWidth-1:0] wide = {{(SumWidth - ProductWidth){product_q[ProductWidth-1]}},
                                  product_q};
      reg  [SumWidth-1:0] scaled_q;
      always @(posedge clk_i) begin : shift
        scaled_q <= wide << leak_i[LeakDigits +: ShiftWidth];
      end
      assign scaled = scaled_q;
    end
  endgenerate

  generate
    if (Residual != 0) begin : gen_residual
      reg [LeakFraction-1:0] rest_q; // R
      always @(posedge clk_i) begin : add
        sum_q <= {membrane_o, rest_q} + scaled;
        if (!rst_ni | restart) begin
          rest_q <= {LeakFraction{1'b0}};
        end else if (done & !held) begin
          rest_q <= sum_q[LeakFraction-1:0];
        end
      end
    end else begin : gen_half_up
      always @(posedge clk_i) begin : add
        sum_q <= {membrane_o, 1'b1, {(LeakFraction - 1){1'b0}}} + scaled;
      end
    end
  endgenerate

  assign updated = $signed(sum_q[LeakFraction +: StateWidth]);

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
  wire [2*LeakFraction:0] f_shifted =
      leak_i[Digits-1:0]
      << (LeakDigits == 0 ? 0 : (leak_i >> Digits) % (1 << $clog2(LeakFraction - LeakDigits + 2)));
  always @* assume (f_shifted <= 1 << LeakFraction);
  wire [LeakFraction:0] f_word = f_shifted[LeakFraction:0];
`include "lif_steps_properties.vh"
`endif

endmodule

`default_nettype wire
