// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// This is proven of the neurons that take several clocks a step. They include it under FORMAL only
// (`make formal-variants`). It is assumed that the surroundings do as their headers ask:
// configuration words stand still while a step is under way, and a leak word is within its range.
//
//   P2  spike      a step spikes exactly when it is not held and its updated membrane meets the
//                  compare rule
//   P3  hold       a spike loads the hold that came with its step; a held step counts it down
//   P4  reset      a spike leaves the reset word, or the updated membrane less the reset word
//   P5  stable     between results, spike, both membranes and the hold keep their values
//   P6  handshake  the result of a step comes ClocksPerStep clocks after it was taken, and never
//                  else; ready_o is low in between, and high where a step can be taken
//   P7  initial    after a clock in reset: not ready, no result, no spike, the initial words
//   P8  held       a held step keeps the membrane, and shows it as the membrane before the reset
//   P9  update     the updated membrane is X + floor((K*(U-X) + R) / 2^LeakFraction), with R one
//                  half or what the step before left
//   P10 membrane   without a spike the updated membrane is the next one
//
// The including module gives f_word, the leak word that its port means, and f_at, the clock of a
// step that its control is in (0: none), which makes P6 inductive. pN_ labels an assertion and cN_
// a cover: each assertion has a seeded fault of its label (testbenches/formal/steps_faults.txt),
// and each property has a cover that its case occurs.

  reg                         f_past  = 1'b0; // there was a clock before
  reg                         f_known = 1'b0; // and a reset before it
  reg                         f_run   = 1'b0; // it was not in reset
  reg        [7:0]            f_age   = 8'd0; // clocks since a step was taken; 0: none is under way
  reg        [HoldWidth-1:0]  f_left, f_hold, f_initial_hold;
  reg signed [StateWidth-1:0] f_membrane, f_before, f_initial, f_threshold, f_reset;
  reg                         f_spike, f_above, f_subtract;
  reg        [LeakFraction:0] f_leak;
  // These are for the covers alone.
  reg                         f_fired  = 1'b0; // a step spiked since the last reset
  reg                         f_broken = 1'b0; // the clock before was a reset within a step
  reg                         f_refused;       // and offered a step that was not taken
  reg signed [StateWidth-1:0] f_drive;

  // ---- the update, in words in which nothing can wrap ----
  localparam integer F_Wide = StateWidth + LeakFraction + 4;
  reg signed [F_Wide-1:0] f_product; // K*(U-X) + R of the step that is under way
  reg signed [F_Wide-1:0] f_rest;    // R
  reg signed [F_Wide-1:0] f_x;       // X when the step was taken
  wire signed [F_Wide-1:0] f_one   = $signed({{(F_Wide - 1){1'b0}}, 1'b1}) <<< LeakFraction;
  wire signed [F_Wide-1:0] f_u     = drive_i;
  wire signed [F_Wide-1:0] f_now   = membrane_o;
  wire signed [F_Wide-1:0] f_k     = $signed({{(F_Wide - LeakFraction - 1){1'b0}}, f_word});
  wire signed [F_Wide-1:0] f_floor = f_product >>> LeakFraction;
  wire signed [F_Wide-1:0] f_y     = f_x + f_floor;
  wire signed [F_Wide-1:0] f_shown = membrane_before_o;

  localparam [7:0] F_Last = ClocksPerStep;
  wire f_takes   = rst_ni & valid_i & ready_o;
  wire f_under   = f_age != 8'd0 & f_age != F_Last;
  wire f_result  = f_age == F_Last;
  wire f_was_held = f_left != {HoldWidth{1'b0}};

  always @(posedge clk_i) begin : ghosts
    f_past  <= 1'b1;
    f_known <= f_known | !rst_ni;
    f_run   <= rst_ni;
    f_age   <= !rst_ni ? 8'd0 : f_takes ? 8'd1 : f_under ? f_age + 1'b1 : 8'd0;
    f_left  <= hold_q;
    if (f_takes) f_hold <= hold_i;
    f_initial_hold <= initial_hold_i;
    f_membrane     <= membrane_o;
    f_before       <= membrane_before_o;
    f_spike        <= spike_o;
    f_initial      <= initial_i;
    f_threshold    <= threshold_i;
    f_reset        <= reset_i;
    f_above        <= compare_above_i;
    f_subtract     <= reset_subtract_i;
    f_leak         <= leak_i;
    f_fired        <= rst_ni & (f_fired | (f_result & spike_o));
    f_broken       <= !rst_ni & f_under;
    f_refused      <= rst_ni & valid_i & !ready_o;
    if (f_takes) f_drive <= drive_i;
    if (f_takes) begin
      f_x       <= f_now;
`ifdef LIF_UPDATE
      f_product <= f_k * (f_u - f_now) + (Residual != 0 ? f_now_rest : f_one >>> 1);
`else
      f_product <= {F_Wide{1'b0}}; // control needs no multiplier
`endif
    end
    if (!rst_ni) f_rest <= {F_Wide{1'b0}};
    else         f_rest <= f_now_rest;
  end

  // This is R as the step leaves it, in the clock of its result.
  wire signed [F_Wide-1:0] f_now_rest = !f_result | f_was_held ? f_rest
      : spike_o & !f_subtract ? {F_Wide{1'b0}} : f_product - (f_floor <<< LeakFraction);

  // ---- what is assumed ----
  always @* begin : surroundings
    assume (f_k <= f_one);
    if (f_under) begin
      assume (leak_i == f_leak & threshold_i == f_threshold & reset_i == f_reset);
      assume (compare_above_i == f_above & reset_subtract_i == f_subtract);
    end
  end

  // ---- control ----
  wire signed [StateWidth:0] f_over = membrane_before_o - f_threshold;
  wire f_meets = !f_over[StateWidth] & !(f_above & f_over == 0);
  wire signed [StateWidth-1:0] f_less = membrane_before_o - f_reset;
  wire f_steps = f_known & f_run & f_result;
  wire f_quiet = f_known & f_run & !f_result;

  always @* begin : control
    if (f_steps) begin
      p2_spike:    assert (spike_o == (!f_was_held & f_meets));
      p3_count:    assert (hold_q == (spike_o ? f_hold : f_was_held ? f_left - 1'b1 : f_left));
      p10_next:    assert (spike_o | membrane_o == membrane_before_o);
      if (spike_o) begin
        p4_reset:  assert (membrane_o == (f_subtract ? f_less : f_reset));
      end
      if (f_was_held) begin
        p8_held:   assert (membrane_before_o == f_membrane & membrane_o == f_membrane);
      end
    end
    if (f_quiet) begin
      p5_stable:   assert (spike_o == f_spike & membrane_o == f_membrane
                           & membrane_before_o == f_before & hold_q == f_left);
    end
    if (f_known & f_past) begin
      p6_result:   assert (valid_o == (f_run & f_result));
      p6_at:       assert (f_at == (f_under ? f_age : 8'd0));
      p6_ready:    assert (ready_o == (f_run & !f_under));
    end
    if (f_past & !f_run) begin
      p7_initial:  assert (!ready_o & !valid_o & !spike_o & membrane_o == f_initial
                           & membrane_before_o == f_initial & hold_q == f_initial_hold);
    end
`ifdef LIF_UPDATE
    if (f_steps & !f_was_held) begin
      p9_update:   assert (f_shown == f_y);
    end
`endif
  end

  // ---- covers: the case of each property occurs ----
  always @* begin : covers
    c2_tie:       cover (f_steps & !f_was_held & !f_above & f_over == 0 & spike_o);
    c2_silenced:  cover (f_steps & f_was_held & f_meets & !spike_o);
    c3_loaded:    cover (f_steps & spike_o & f_hold != 0 & hold_i != f_hold);
    c3_counted:   cover (f_steps & f_was_held & f_fired & hold_q != 0);
    c4_value:     cover (f_steps & spike_o & !f_subtract & f_reset != 0);
    c4_subtract:  cover (f_steps & spike_o & f_subtract & f_reset > 0 & f_threshold > f_reset);
    c5_under_way: cover (f_quiet & f_under & spike_o & f_drive != membrane_o & hold_q != 0);
    c6_result:    cover (f_known & valid_o & f_takes);
    c6_refused:   cover (f_known & f_run & f_under & f_refused & !valid_i);
    c7_within:    cover (f_known & f_past & !f_run & f_broken & f_spike & f_initial_hold != 0);
    c8_held:      cover (f_steps & f_was_held & f_fired & f_drive != membrane_o);
`ifdef LIF_UPDATE
    c9_falls:     cover (f_steps & !f_was_held & f_shown < f_x
                         & f_product != (f_floor <<< LeakFraction));
    c9_next:      cover (f_steps & !f_was_held & f_shown > f_x & f_rest != 0);
`endif
    c10_moves:    cover (f_steps & !spike_o & membrane_o != f_membrane);
  end
