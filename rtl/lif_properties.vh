// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// This is proven of lif_neuron, for every input, every configuration word and any length of run. It
// is included by it under FORMAL only (`make formal`; testbenches/formal says how, and with what).
// Nothing is assumed of the surroundings: there is no assume statement.
//
//   P1  range      the updated membrane lies between membrane and drive, if leak <= 2^LeakFraction
//   P2  spike      a step spikes exactly when it is not held and its updated membrane meets the
//                  compare rule
//   P3  hold       after a spike with hold H, exactly the next H steps are held
//   P4  reset      a spike leaves the reset word, or the updated membrane less the reset word; this
//                  difference does not wrap if 0 < reset and threshold - reset is in range
//   P5  stable     without a step, spike and both membranes keep their values
//   P6  handshake  valid_o is high exactly in the clock after a step is taken, and ready_o in every
//                  clock that follows one without reset
//   P7  initial    after a clock in reset: not ready, no result, no spike, both membranes
//                  initial_i, initial_hold_i steps to hold
//   P8  held       a held step keeps the membrane, and shows it as the membrane before the reset
//   P9  rounding   the updated membrane is X + K*(U-X) / 2^LeakFraction, rounded half up
//   P10 update     a step that is not held shows the update of the membrane, drive and leak of its
//                  own clock; without a spike this is the next membrane
//
// P2 to P8 and P10 speak of ports and of ghost registers (f_) that only look at ports; hold_q is
// read in P3 and P7 alone. pN_ labels an assertion and cN_ a cover: each assertion has a seeded
// fault of its label (testbenches/formal/faults.txt), and each property has a cover that its case
// occurs.

  // ---- what happened in the clock before ----
  reg                         f_past  = 1'b0; // there was one
  reg                         f_known = 1'b0; // there was a reset since power-on
  reg                         f_knew  = 1'b0; // there was one before that clock
  reg                         f_run;          // it was not in reset
  reg                         f_took;         // it took a step
  reg                         f_held;         // as a held one
  reg signed [StateWidth-1:0] f_membrane, f_before, f_updated, f_drive;
  reg signed [StateWidth-1:0] f_threshold, f_reset, f_initial;
  reg                         f_spike, f_above, f_subtract, f_leak_fits, f_refused;
  reg        [HoldWidth-1:0]  f_hold, f_initial_hold;

  wire signed [StateWidth-1:0] f_y = updated(membrane_o, drive_i, leak_i);
  wire f_takes    = rst_ni & valid_i & ready_o;
  wire f_leak_fit = leak_i <= {1'b1, {LeakFraction{1'b0}}};

  // ---- the hold, counted upwards from the spike: held while fewer than H steps were taken ----
  reg  [HoldWidth-1:0] f_length_q, f_since_q;
  reg                  f_by_spike_q; // H was given with a spike, not by a reset
  wire                 f_fresh  = valid_o & spike_o; // the step before spiked
  wire [HoldWidth-1:0] f_length = f_fresh ? f_hold : f_length_q;
  wire [HoldWidth-1:0] f_since  = f_fresh ? {HoldWidth{1'b0}} : f_since_q;
  wire                 f_holds  = f_since < f_length;

  always @(posedge clk_i) begin : ghosts
    f_past         <= 1'b1;
    f_known        <= f_known | !rst_ni;
    f_knew         <= f_known;
    f_run          <= rst_ni;
    f_took         <= f_takes;
    f_held         <= f_holds;
    f_membrane     <= membrane_o;
    f_before       <= membrane_before_o;
    f_spike        <= spike_o;
    f_updated      <= f_y;
    f_drive        <= drive_i;
    f_threshold    <= threshold_i;
    f_reset        <= reset_i;
    f_initial      <= initial_i;
    f_above        <= compare_above_i;
    f_subtract     <= reset_subtract_i;
    f_leak_fits    <= f_leak_fit;
    f_hold         <= hold_i;
    f_initial_hold <= initial_hold_i;
    f_refused      <= valid_i & !ready_o;
    if (!rst_ni) begin
      f_length_q   <= initial_hold_i;
      f_since_q    <= {HoldWidth{1'b0}};
      f_by_spike_q <= 1'b0;
    end else begin
      f_length_q   <= f_length;
      f_since_q    <= f_since + (f_takes & f_holds);
      f_by_spike_q <= f_by_spike_q | f_fresh;
    end
  end

  // ---- the compare rule and the subtraction, in one bit more than the words ----
  wire signed [StateWidth:0] f_over = f_updated - f_threshold;
  wire f_meets = !f_over[StateWidth] & !(f_above & f_over == 0);
  wire signed [StateWidth:0] f_floor = f_threshold - f_reset;
  wire f_in_range = f_reset > 0 & f_floor[StateWidth] == f_floor[StateWidth-1];
  wire signed [StateWidth:0] f_rest = membrane_before_o - f_reset;

  // In the control f_known matters where the hold does: before any reset it may be anything.
  wire f_step  = f_past & f_took;
  wire f_stood = f_known & f_step & f_held;
  wire f_moved = f_known & f_step & !f_held;
  wire f_quiet = f_past & f_run & !f_took;
  wire f_began = f_past & !f_run;

  always @* begin : control
    if (f_known & f_step) begin
      p2_spike:     assert (spike_o == (!f_held & f_meets));
    end
    if (f_known) begin
      p3_held:      assert ((hold_q != 0) == f_holds);
      p3_left:      assert (hold_q == f_length - f_since);
    end
    if (f_step & spike_o) begin
      p4_value:     assert (f_subtract | membrane_o == f_reset);
      p4_subtract:  assert (!f_subtract | f_rest[StateWidth-1:0] == membrane_o);
      p4_exact:     assert (!(f_subtract & f_in_range) | f_rest == membrane_o);
    end
    if (f_quiet) begin
      p5_spike:     assert (spike_o == f_spike);
      p5_membrane:  assert (membrane_o == f_membrane);
      p5_before:    assert (membrane_before_o == f_before);
    end
    if (f_past) begin
      p6_result:    assert (valid_o == f_took);
      p6_ready:     assert (ready_o == f_run);
    end
    if (f_began) begin
      p7_handshake: assert (!ready_o & !valid_o);
      p7_spike:     assert (!spike_o);
      p7_membrane:  assert (membrane_o == f_initial);
      p7_before:    assert (membrane_before_o == f_initial);
      p7_hold:      assert (hold_q == f_initial_hold);
    end
    if (f_stood) begin
      p8_membrane:  assert (membrane_o == f_membrane);
      p8_before:    assert (membrane_before_o == f_membrane);
    end
    if (f_moved) begin
      p10_before:   assert (membrane_before_o == f_updated);
      p10_membrane: assert (spike_o | membrane_o == membrane_before_o);
    end
  end

  // The arithmetic, P1 and P9, is that of the function `updated`, for any membrane, drive and leak.
  //
  // The product K*(U-X) is written here as in the circuit, so that the tools see one multiplier (P9
  // asserts that its difference is the exact one), and everything that follows from it in words
  // wide enough that nothing can wrap. The proof is split in two:
  //   (a) if the product lies between 0 and (U-X)*2^LeakFraction (f_bounded), P1 and P9 hold;
  //   (b) it does lie there, and it fits ProductWidth signed bits, so that Verilog's product is the
  //       integers' (testbenches/formal/product.smt2, by z3 for all integers and every width).
  // Sound, because f_bounded speaks of f_product alone, not of the circuit, and (b) shows it true
  // whenever f_leak_fit is: the condition takes nothing away from (a).
  localparam integer WideWidth = ProductWidth + 3;
  wire signed [ProductWidth-1:0] f_difference = drive_i - membrane_o;
  wire signed [ProductWidth-1:0] f_product = f_difference * $signed({1'b0, leak_i});

  wire signed [WideWidth-1:0] f_p     = f_product;
  wire signed [WideWidth-1:0] f_x     = membrane_o;
  wire signed [WideWidth-1:0] f_u     = drive_i;
  wire signed [WideWidth-1:0] f_next  = f_y;
  wire signed [WideWidth-1:0] f_whole = (f_u - f_x) <<< LeakFraction;
  wire signed [WideWidth-1:0] f_half  =
      $signed({{(WideWidth - 1){1'b0}}, 1'b1}) <<< (LeakFraction - 1);
  // The rounding leaves a remainder: half up means -1/2 <= remainder < 1/2.
  wire signed [WideWidth-1:0] f_left  = f_p - ((f_next - f_x) <<< LeakFraction);
  wire f_bounded = f_u >= f_x ? (f_p >= 0 & f_p <= f_whole) : (f_p <= 0 & f_p >= f_whole);

  always @* begin : arithmetic
    if (f_leak_fit & f_bounded) begin
      p1_range:     assert (f_u >= f_x ? (f_next >= f_x & f_next <= f_u)
                                       : (f_next <= f_x & f_next >= f_u));
      p9_rounding:  assert (f_difference == f_u - f_x & f_left >= -f_half & f_left < f_half);
    end
  end

  // ---- covers: the case of each property occurs ----
  always @* begin : covers
    c1_rises:    cover (f_moved & f_leak_fits & f_membrane < membrane_before_o
                        & membrane_before_o < f_drive);
    c1_falls:    cover (f_moved & f_leak_fits & f_membrane > membrane_before_o
                        & membrane_before_o > f_drive);
    c2_tie:      cover (f_moved & !f_above & f_updated == f_threshold & spike_o);
    c2_silenced: cover (f_stood & f_meets & !spike_o);
    c3_released: cover (f_moved & f_by_spike_q & f_length_q == 2 & f_since_q == 2 & !f_fresh);
    c4_value:    cover (f_known & f_step & spike_o & !f_subtract & f_reset != 0);
    c4_subtract: cover (f_known & f_step & spike_o & f_subtract & f_in_range);
    c5_quiet:    cover (f_quiet & f_known & spike_o & f_drive != membrane_o);
    c6_result:   cover (f_known & valid_o);
    c6_refused:  cover (f_known & f_run & f_refused);
    c7_again:    cover (f_knew & f_began & f_spike & f_initial_hold != 0);
    c8_held:     cover (f_stood & f_by_spike_q & f_drive != membrane_o);
    c9_tie:      cover (f_moved & f_leak_fit & f_bounded & f_left == -f_half & f_u < f_x);
    c10_moves:   cover (f_moved & !spike_o & membrane_o != f_membrane);
  end
