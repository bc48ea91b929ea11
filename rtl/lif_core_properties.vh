// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// This is proven of the sequence of lif_core, which includes it under FORMAL only (`make
// formal-core`; testbenches/formal/core.sh says how, and at which widths). Nothing is assumed of
// the surroundings. Which neuron spikes, and every word in RAM, may be anything at any time: so
// the proofs hold for any equation and for words of any width.
//
//   P1  fifo       each neuron that spiked in a tick leaves at out exactly once before the tick is
//                  over, no other one does, and they leave in ascending order
//   P2  once       each neuron is shown exactly once in each tick, in ascending order, and never
//                  outside of a tick
//   P3  walks      each event of an input and each spike is given to the synapses exactly once,
//                  with its row, when they can take it and before the neurons that it belongs to
//                  are updated; the slot of the accumulators goes on by one for each tick
//   P4  handshake  what is offered at out stays until it is taken; events and ticks are not ready
//                  while the core is busy, which it is from the edge that takes one
//   P5  refused    an event of a row that is no input sets STATUS.EVENT_REFUSED; a bit of STATUS
//                  stays until the configuration clears it
//   P6  reset      after a clock in reset: busy, nothing is offered or ready, no flag; and none
//                  in the clock after it, whatever was under way
//   P7  clocks     a tick in which no neuron spikes takes 4 N + 12 clocks
//   P8  rules      what the parts ask of their surroundings, and what is assumed where they are
//                  proven: the configuration reads and writes RAM while nothing runs, a tick uses
//                  accumulators that no walk still writes, row and slot stand still in a walk, the
//                  steps of a tick are counted
//   P9  cleared    in each tick every accumulator of its slot is read exactly once for its neuron,
//                  and then cleared, exactly once; none is cleared otherwise
//
// pN_ labels an assertion and cN_ a cover: each assertion has a seeded fault of its label
// (testbenches/formal/core_faults.txt), and each property has a cover that its case occurs.

  (* anyconst *) reg [NeuronBits-1:0] f_watched; // any neuron, always the same

  reg                  f_known = 1'b0; // there was a clock in reset
  reg                  f_run   = 1'b0; // the clock before was not in reset
  reg                  f_began = 1'b0; // and the one before that was
  reg                  f_tick  = 1'b0; // a tick was taken and is not over
  reg                  f_seen  = 1'b0; // the watched neuron was shown in this tick
  reg                  f_owed  = 1'b0; // it spiked and has not left
  reg                  f_left  = 1'b0; // a spike of this tick has left
  reg [NeuronBits-1:0] f_last;         // the last one that has
  reg [NeuronBits:0]   f_next  = 0;    // the neuron that is to be shown next
  reg [DelayBits-1:0]  f_ticks = 0;    // ticks that are over
  reg                  f_walk  = 1'b0; // an event or a spike was taken at the last edge
  reg [NeuronBits:0]   f_row;          // its row
  reg                  f_took  = 1'b0; // an event or a tick was
  reg                  f_stood = 1'b0; // a spike was offered and not taken
  reg [NeuronBits-1:0] f_offered;
  reg [1:0]            f_refused = 2'd0; // an event of no input was taken one and two edges ago
  reg [3:0]            f_flags, f_clear;
  reg [NeuronBits+3:0] f_age   = 0;    // clocks of this tick so far
  reg                  f_quiet = 1'b0; // no event came with it, and no neuron spiked in it
  reg [1:0]            f_walked = 2'd0; // a walk was under way one and two clocks ago
  reg                  f_paused = 1'b0; // a spike had to wait in this tick
  reg                  f_broken = 1'b0; // the clock before was a reset before all of them had left

  reg [NeuronBits+DelayBits+1:0] f_given; // {row, slot, it is a spike} in the clock before
  reg                  f_ran   = 1'b0;   // a tick updated neurons in the clock before
  reg [NeuronBits+2:0] f_step;           // with this step
  reg [1:0]            f_read  = 2'd0; // receptors whose accumulator of the watched neuron was read
  reg [1:0]            f_gone  = 2'd0; // and cleared

  wire f_reads  = f_run & acc_read & acc_neuron == f_watched;
  wire f_clears = f_run & acc_clear & acc_neuron[NeuronBits-1:LaneBits]
                                      == f_watched[NeuronBits-1:LaneBits];
  wire f_which  = Receptors == 2 & acc_receptor;
  localparam [1:0] F_Receptors = Receptors == 2 ? 2'd3 : 2'd1;

  wire f_takes_event = rst_ni & ev_valid_i & ev_ready_o;
  wire f_takes_tick  = rst_ni & tick_valid_i & tick_ready_o;
  wire f_leaves      = rst_ni & out_valid_o & out_ready_i;
  wire f_shows       = f_run & seen_valid_o;
  wire f_over        = f_tick & !busy_o;
  wire f_in_tick     = f_tick & busy_o;

  localparam [NeuronBits+3:0] F_Clocks = 4 * 2 ** NeuronBits + 12;

  always @(posedge clk_i) begin : f_ghosts
    f_run    <= rst_ni;
    f_began  <= rst_ni & f_known & !f_run;
    f_broken <= !rst_ni & f_owed;
    f_known <= f_known | !rst_ni;
    f_flags <= flags_o;
    f_clear <= cfg_clear;
    f_walk  <= (f_takes_event & !ev_row_i[NeuronBits]) | f_leaves;
    f_row   <= f_leaves ? {1'b1, out_neuron_o} : ev_row_i;
    f_took  <= (f_takes_event & !ev_row_i[NeuronBits]) | f_takes_tick;
    f_stood   <= rst_ni & out_valid_o & !out_ready_i;
    f_offered <= out_neuron_o;
    f_refused <= rst_ni ? {f_refused[0], f_takes_event & ev_row_i[NeuronBits]} : 2'd0;
    f_ran     <= run;
    f_step    <= step_q;
    f_given   <= {row_q, slot_q, state_q == Spikes};
    f_walked  <= {f_walked[0], !walk_ready | take_q};
    if (!rst_ni | !f_known) begin
      f_tick  <= 1'b0;
      f_owed  <= 1'b0;
      f_ticks <= 0;
    end else begin
      f_tick <= f_takes_tick | f_in_tick;
      if (f_over) f_ticks <= f_ticks + 1'b1;
      if (f_shows & seen_spike_o & seen_neuron_o == f_watched) f_owed <= 1'b1;
      else if (f_leaves & out_neuron_o == f_watched) f_owed <= 1'b0;
      if (f_takes_tick) begin
        f_seen   <= 1'b0;
        f_read   <= 2'd0;
        f_gone   <= 2'd0;
        f_left   <= 1'b0;
        f_next   <= 0;
        f_age    <= 1;
        f_quiet  <= !ev_valid_i;
        f_paused <= 1'b0;
      end else if (f_in_tick) begin
        f_age <= f_age + 1'b1;
        if (f_shows) begin
          f_next <= f_next + 1'b1;
          if (seen_neuron_o == f_watched) f_seen <= 1'b1;
          if (seen_spike_o) f_quiet <= 1'b0;
        end
        if (f_reads) f_read[f_which] <= 1'b1;
        if (f_clears) f_gone[f_which] <= 1'b1;
        if (out_valid_o & !out_ready_i) f_paused <= 1'b1;
        if (f_leaves) begin
          f_left <= 1'b1;
          f_last <= out_neuron_o;
        end
      end
    end
  end

  // ---- what the FIFO holds: invariants of P1 ----
`ifdef LIF_WATCH
  wire [NeuronBits*2**NeuronBits-1:0] f_fifo = 0; // of each memory one word is there: not looked at
`else
  wire [NeuronBits*2**NeuronBits-1:0] f_fifo; // core.sh ties this to its words
`endif
  wire [NeuronBits:0] f_count = fifo_write_q - fifo_read_q;
  reg                  f_held;   // the watched neuron is in it
  reg                  f_sorted; // in ascending order, all above the last one that left
  reg [NeuronBits-1:0] f_first;
  always @* begin : f_content
    integer k;
    reg [NeuronBits-1:0] at, word, before;
    f_held   = 1'b0;
    f_sorted = f_count <= 2 ** NeuronBits;
    before   = f_last;
    f_first  = f_fifo[fifo_read_q[NeuronBits-1:0]*NeuronBits +: NeuronBits];
    for (k = 0; k < 2 ** NeuronBits; k = k + 1) begin
      at   = fifo_read_q[NeuronBits-1:0] + k;
      word = f_fifo[at*NeuronBits +: NeuronBits];
      if (k < f_count) begin
        if (word == f_watched) f_held = 1'b1;
        if ((k > 0 | f_left) & word <= before) f_sorted = 1'b0;
        if ({1'b0, word} >= f_next) f_sorted = 1'b0;
        before = word;
      end
    end
  end

  always @* begin : f_asserts
    if (f_known) begin
      if (out_valid_o) begin
        p1_spiked: assert (out_neuron_o != f_watched | f_owed);
        p1_order:  assert (!f_left | out_neuron_o > f_last);
      end
      p1_lost:     assert (!f_over | !f_owed);
      p1_tick:     assert (!out_valid_o | f_tick);
      if (f_shows) begin
        p2_tick:   assert (f_in_tick);
        p2_order:  assert ({1'b0, seen_neuron_o} == f_next);
        p2_once:   assert (seen_neuron_o != f_watched | !f_seen);
      end
      p1_kept:     assert (!f_run | f_held == f_owed);
      p1_sorted:   assert (!f_run | f_sorted);
      p1_shown:    assert (!(f_run & fifo_shown_q & f_count != 0) | out_neuron_o == f_first);
      p1_empty:    assert (!f_run | f_tick | f_count == 0);
      p2_all:      assert (!f_over | f_seen);
      p3_walk:     assert (take_q == (f_walk & f_run));
      p3_row:      assert (!take_q | (row_q == f_row & walk_ready));
      p3_first:    assert (!run | (walk_ready & !take_q));
      p3_slot:     assert (slot_q == f_ticks + f_over);
      p4_stable:   assert (!f_stood | (out_valid_o & out_neuron_o == f_offered));
      p4_ready:    assert (ev_ready_o == tick_ready_o & !(ev_ready_o & busy_o));
      p4_busy:     assert (!(f_took & f_run) | busy_o);
      p5_event:    assert (!(f_run & f_refused[1]) | flags_o[2]);
      p5_keeps:    assert (!f_run | (f_flags & ~f_clear & ~flags_o) == 4'd0);
      p6_reset:    assert (f_run | (busy_o & !ev_ready_o & !tick_ready_o & !out_valid_o
                                    & !saturated_o & flags_o == 4'd0));
      p6_left:     assert (!f_began | (!saturated_o & flags_o == 4'd0));
      p7_clocks:   assert (!(f_over & f_quiet) | f_age == F_Clocks);
      p8_config:   assert (!(cfg_read | cfg_seed | cfg_neuron | cfg_row | cfg_weight)
                           | (idle & !f_walked[0] & !seen_valid_o));
      p8_read:     assert (!acc_read | (walk_ready & !take_q & !f_walked[0]
                                        & !(f_walked[1] & &acc_neuron[NeuronBits-1:LaneBits])));
      p8_clear:    assert (!acc_clear | (!acc_read & walk_ready & !take_q & f_walked == 2'd0));
      p8_step:     assert (!run | (step_q <= LastStep & (!f_ran | step_q == f_step + 1'b1)));
      p8_still:    assert (!f_run | walk_ready | {row_q, slot_q, state_q == Spikes} == f_given);
      p9_read:     assert (!f_reads | (f_in_tick & (f_gone[f_which] | !f_read[f_which])));
      p9_clear:    assert (!f_clears | (f_in_tick & f_read[f_which] & !f_gone[f_which]));
      p9_all:      assert (!f_over | (f_read == F_Receptors & f_gone == F_Receptors));
    end
  end

  always @* begin : f_covers
    c1_all:      cover (f_known & f_over & f_left & &f_last & f_paused);
    c2_second:   cover (f_known & f_shows & &seen_neuron_o & f_ticks == 1);
    c3_event:    cover (f_known & take_q & f_tick & row_q == 2);
    c3_spike:    cover (f_known & take_q & row_q[NeuronBits] & f_run);
    c4_stood:    cover (f_known & f_stood & out_valid_o & out_ready_i & out_neuron_o == 2);
    c5_refused:  cover (f_known & flags_o[2] & f_tick);
    c6_within:   cover (f_known & f_broken);
    c7_quiet:    cover (f_known & f_over & f_quiet);
    c8_config:   cover (f_known & cfg_weight & f_ticks == 1);
    c8_read:     cover (f_known & acc_read & f_walked[1]);
    c9_clear:    cover (f_known & f_clears & f_which == (Receptors == 2) & f_ticks == 1);
  end
