// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// This is proven of lif_core_neuron, which includes it under FORMAL only (`make formal-core`;
// testbenches/formal/core.sh says how, and at which widths). One neuron, any of them, is watched
// from the clock in which its words are read to the one in which it is shown. All registers may
// hold anything before that, and the memories may give anything: so this holds in every tick, after
// any other. It is assumed that step_i counts the clocks of run_i and
// that the configuration does nothing meanwhile (proven of lif_core, P8).
//
//   P21 words      each word of the neuron is read of its own address in the clock that uses it,
//                  and the states are written back to the neuron
//   P22 synapse    S_r' = fit(S_r - rnd(Kb_r*S_r) + (acc_r << shift_r)), without the rnd where the
//                  neuron is frozen
//   P23 adapts     A' = A - rnd(Kc*A); a spike stores fit(A' + jump), which the hold follows
//   P24 membrane   Y = X + rnd(K*(D - X)) with D = fit(U + sum of S_r' + noise), or X while it is
//                  held; it lies between X and D
//   P25 spike      a spike where Y meets threshold + A' and the neuron is not held; X' is the reset
//                  word, or Y less the reset word
//   P26 clipped    clipped_o is high after each clock in which fit changed a value, and after no
//                  other (with two receptors, S_1 and the jump of another neuron share a clock)
//
// All of this is said in words in which nothing can wrap. So nothing overflows in the datapath
// either, if the leaks are 2^LeakFraction at the most, the shifts StateWidth - WeightWidth, and
// Y - reset is a word where it is subtracted. pN_ labels an assertion and cN_ a cover: each
// assertion has a seeded fault of its label (testbenches/formal/core_faults.txt), and each property
// has a cover that its case occurs.

`ifdef LIF_PART

  (* anyconst *) reg [NeuronBits-1:0] f_watched; // any neuron, always the same
  // core.sh ties these to the ports of the memories.
  wire [NeuronBits+1:0] f_leak_addr, f_word_addr;
  wire [NeuronBits-1:0] f_state_addr, f_written_addr;
  wire                  f_state_read, f_written;

  localparam integer F_Wide = StateWidth + LeakFraction + AccWidth + 8;

  reg                        f_ran  = 1'b0; // run_i was high in the clock before
  reg [NeuronBits+2:0]       f_step;        // with this step
  reg [4:0]                  f_at   = 5'd0; // clocks since the words were read, from 1; 0: none
  reg signed [F_Wide-1:0]    f_kb0, f_kb1, f_kc, f_k;
  reg signed [F_Wide-1:0]    f_x, f_s0, f_s1, f_a, f_acc0, f_acc1;
  reg signed [F_Wide-1:0]    f_u, f_theta, f_reset, f_jump;
  reg [ModeWidth-1:0]        f_mode;
  reg [HoldWidth-1:0]        f_hold;
  reg [RestWidth-1:0]        f_rest;
  reg [31:0]                 f_noise;
  reg [3:0]                  f_clips; // clipped_o after the clocks 3 to 6

  wire f_begins = run_i & step_i == {1'b0, f_watched, 2'd0};

  always @* begin : f_surroundings
    if (run_i & f_ran) assume (step_i == f_step + 1'b1);
    if (run_i | seen_valid_o) assume (!(cfg_read_i | cfg_write_i | cfg_seed_i));
    assume (!run_i | step_i < 4 * 2 ** NeuronBits + 10);
  end

  always @(posedge clk_i) begin : f_ghosts
    f_ran  <= run_i;
    f_step <= step_i;
    f_at   <= !run_i ? 5'd0 : f_begins ? 5'd1 : f_at != 0 & f_at < 14 ? f_at + 1'b1 : 5'd0;
    case (f_at)
      5'd1: begin
        f_kb0  <= leak;
        f_x    <= x;
        f_s0   <= s0;
        f_s1   <= s1;
        f_a    <= a;
        f_mode <= mode;
        f_hold <= hold;
        f_rest <= rest;
        f_acc0 <= acc_i;
      end
      5'd2: begin
        f_kb1   <= leak;
        f_u     <= word;
        f_acc1  <= acc_i;
        f_noise <= noise_q;
      end
      5'd4:    f_kc    <= leak;
      5'd7:    f_k     <= leak;
      5'd9:    f_theta <= word;
      5'd11:   f_reset <= word;
      5'd12:   f_jump  <= word;
      default: ;
    endcase
    if (f_at == 4) f_clips[0] <= clipped_o;
    if (f_at == 5) f_clips[1] <= clipped_o;
    if (f_at == 6) f_clips[2] <= clipped_o;
    if (f_at == 7) f_clips[3] <= clipped_o;
  end

  // ---- the equations, in words in which nothing can wrap ----
  localparam signed [F_Wide-1:0] F_One  = $signed({{(F_Wide - 1){1'b0}}, 1'b1}) <<< LeakFraction;
  localparam signed [F_Wide-1:0] F_Half = F_One >>> 1;
  localparam signed [F_Wide-1:0] F_Most =
      ($signed({{(F_Wide - 1){1'b0}}, 1'b1}) <<< (StateWidth - 1)) - 1;

  function signed [F_Wide-1:0] f_fit(input signed [F_Wide-1:0] value);
    f_fit = value > F_Most ? F_Most : value < -F_Most - 1 ? -F_Most - 1 : value;
  endfunction
  function signed [F_Wide-1:0] f_added(input [LeakFraction-1:0] left); // R
    f_added = Residual != 0 ? $signed({1'b0, left}) : F_Half;
  endfunction

  wire [4:0] f_shift0 = f_mode[4:0];
  wire [4:0] f_shift1 = f_mode[9:5];
  wire [4:0] f_shiftz = f_mode[14:10];
  wire f_is_held = f_hold != 0;
  wire f_frozen  = f_mode[17] & f_is_held;
  wire signed [F_Wide-1:0] f_z = !f_mode[18] ? 0 : $signed(f_noise[7:0])
      + $signed(f_noise[15:8]) + $signed(f_noise[23:16]) + $signed(f_noise[31:24]);

  wire signed [F_Wide-1:0] f_p0 = (f_frozen ? 0 : f_kb0 * f_s0)
                                + f_added(f_rest[2*LeakFraction +: LeakFraction]);
  wire signed [F_Wide-1:0] f_p1 = (f_frozen ? 0 : f_kb1 * f_s1)
                                + f_added(f_rest[RestWidth-1 -: LeakFraction]);
  wire signed [F_Wide-1:0] f_pa = f_kc * f_a + f_added(f_rest[LeakFraction +: LeakFraction]);
  wire signed [F_Wide-1:0] f_new0 = f_s0 - (f_p0 >>> LeakFraction) + (f_acc0 <<< f_shift0);
  wire signed [F_Wide-1:0] f_new1 = f_s1 - (f_p1 >>> LeakFraction) + (f_acc1 <<< f_shift1);
  wire signed [F_Wide-1:0] f_newa = f_a - (f_pa >>> LeakFraction);
  // S_r', A', Y and the spike are taken here as they are shown, to which P22 to P25 hold them.
  wire signed [F_Wide-1:0] f_seen0 = seen_s0_o, f_seen1 = seen_s1_o, f_seena = seen_a_o;
  wire signed [F_Wide-1:0] f_y = seen_before_o, f_after = seen_after_o, f_anext = a_next_q;
  wire signed [F_Wide-1:0] f_dsum = f_u + f_seen0 + (Receptors == 2 ? f_seen1 : 0)
                                  + (f_z <<< f_shiftz);
  wire signed [F_Wide-1:0] f_d    = f_fit(f_dsum);
  wire signed [F_Wide-1:0] f_px   = f_k * (f_d - f_x) + f_added(f_rest[LeakFraction-1:0]);
  wire signed [F_Wide-1:0] f_newx = f_x + (f_px >>> LeakFraction);
  wire signed [F_Wide-1:0] f_level = f_theta + f_seena;
  wire signed [F_Wide-1:0] f_less  = f_y - f_reset;
  wire signed [F_Wide-1:0] f_jumps = f_seena + f_jump;
  wire f_meets = f_mode[15] ? f_y > f_level : f_y >= f_level;

  // The words are ones that the core may be given.
  wire f_right = f_kb0 <= F_One & f_kb1 <= F_One & f_kc <= F_One & f_k <= F_One
               & f_shift0 <= StateWidth - WeightWidth & f_shift1 <= StateWidth - WeightWidth
               & (!f_mode[18] | f_shiftz == 0 | f_shiftz + 10 <= StateWidth);
  wire f_shown = f_at == 13 & run_i & f_right;
  wire f_fires = seen_spike_o;
  wire f_fits  = !(f_fires & f_mode[16]) | f_less == f_fit(f_less);

  always @* begin : f_asserts
    if (f_begins | (run_i & f_at != 0)) begin
      p21_leak:    assert (!(f_begins | f_at == 1 | f_at == 6 | f_at == 3)
                           | f_leak_addr == {f_watched, f_begins ? 2'd0 : f_at == 1 ? 2'd1
                                                        : f_at == 6 ? 2'd2 : 2'd3});
      p21_word:    assert (!(f_at == 1 | f_at == 8 | f_at == 10 | f_at == 11)
                           | f_word_addr == {f_watched, f_at == 1 ? 2'd1 : f_at == 8 ? 2'd0
                                                        : f_at == 10 ? 2'd2 : 2'd3});
      p21_state:   assert (f_begins ? f_state_read & f_state_addr == f_watched
                           : f_at == 4 | f_at == 8 | f_at == 12 | !f_state_read);
      p21_acc:     assert (!(f_begins | (f_at == 1 & Receptors == 2))
                           | (acc_read_o & acc_neuron_o == f_watched
                              & (Receptors == 1 | acc_receptor_o == !f_begins)));
      p21_written: assert (f_at == 13 ? f_written & f_written_addr == f_watched & seen_valid_o
                                        & seen_neuron_o == f_watched
                           : f_at == 0 | f_at % 4 == 1 | !(f_written | seen_valid_o));
    end
    if (f_shown) begin
      p22_first:   assert (f_seen0 == f_fit(f_new0));
      p22_second:  assert (f_seen1 == (Receptors == 2 ? f_fit(f_new1) : 0));
      p22_rest:    assert (Residual == 0
                           | (rest_next_q[2*LeakFraction +: LeakFraction]
                                == (f_new0 == f_fit(f_new0) ? f_p0[LeakFraction-1:0] : 0)
                              & (Receptors == 1 | rest_next_q[RestWidth-1 -: LeakFraction]
                                == (f_new1 == f_fit(f_new1) ? f_p1[LeakFraction-1:0] : 0))));
      p23_decays:  assert (f_seena == f_newa);
      p23_jump:    assert (f_anext == (f_fires ? f_fit(f_jumps) : f_seena));
      p23_hold:    assert (hold_next_q == (f_fires ? f_mode[ModeWidth-1:19]
                                           : f_is_held ? f_hold - 1'b1 : NoHold));
      p23_rest:    assert (Residual == 0 | rest_next_q[LeakFraction +: LeakFraction]
                           == (f_fires & f_jumps != f_fit(f_jumps) ? 0 : f_pa[LeakFraction-1:0]));
      p24_update:  assert (f_y == (f_is_held ? f_x : f_newx));
      p24_between: assert (f_x <= f_d ? f_x <= f_y & f_y <= (f_is_held ? f_x : f_d)
                                      : f_y <= f_x & f_y >= (f_is_held ? f_x : f_d));
      p24_rest:    assert (Residual == 0 | rest_next_q[LeakFraction-1:0]
                           == (f_fires & !f_mode[16] ? 0
                               : f_is_held ? f_rest[LeakFraction-1:0] : f_px[LeakFraction-1:0]));
      p25_spike:   assert (f_fires == (!f_is_held & f_meets));
      p25_after:   assert (!f_fits | f_after == (!f_fires ? f_y : f_mode[16] ? f_less : f_reset));
      p26_first:   assert (f_clips[0] == (f_new0 != f_fit(f_new0)));
      p26_second:  assert (Receptors == 1 | f_new1 == f_fit(f_new1) | f_clips[1]);
      p26_d:       assert (f_clips[2] == (f_dsum != f_d));
      p26_jump:    assert (Receptors == 1 ? clipped_o == (f_fires & f_jumps != f_fit(f_jumps))
                           : clipped_o | !f_fires | f_jumps == f_fit(f_jumps));
      p26_none:    assert (!f_clips[3]);
    end
  end

  always @* begin : f_covers
    c21_last:      cover (f_shown & &f_watched);
    c22_clipped:   cover (f_shown & f_clips[0] & f_kb0 > 1 & f_kb0 < F_One & f_s0 > 0);
    c22_frozen:    cover (f_shown & f_frozen & f_new0 < f_s0);
    c23_jump:      cover (f_shown & f_fires & f_anext > f_seena & f_seena > 0 & f_seena != f_a);
    c23_held:      cover (f_shown & f_is_held & hold_next_q != 0);
    c24_rises:     cover (f_shown & !f_is_held & f_y > f_x & f_y < f_d);
    c24_falls:     cover (f_shown & !f_is_held & f_y < f_x & f_y > f_d & f_d < -F_Most);
    c25_tie:       cover (f_shown & f_fires & f_y == f_level & f_mode[16]);
    c25_silenced:  cover (f_shown & f_is_held & f_meets);
    c26_jump:      cover (f_shown & f_fires & f_jumps > F_Most);
    c26_d:         cover (f_shown & f_dsum < -F_Most - 1 & f_mode[18]);
  end
`endif
