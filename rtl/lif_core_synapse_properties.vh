// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// This is proven of lif_core_synapse, which includes it under FORMAL only (`make formal-core`;
// testbenches/formal/core.sh says how, and at which widths). What it asks of its surroundings is
// assumed here, and proven of lif_core (P3 and P8 of lif_core_properties.vh). The weights may be
// anything at any time.
//
//   P10 walk       a walk reads each group of its row exactly once, with the weights of that row
//                  and group; it takes Groups + 1 clocks after the one that takes its event
//   P11 sum        what is read of an accumulator is the sum of the weights that events brought to
//                  its neuron, slot and receptor since a tick or a reset cleared it, modulo
//                  2^AccWidth
//   P12 overflow   overflow_o is high exactly after a clock in which a sum does not fit
//   P13 refused    a spike whose row has the delay 0 adds nothing, and refused_o tells it once
//   P14 reset      the accumulators are ready 2^DelayBits * Receptors * Groups clocks after a reset
//   P15 row        a walk uses the delay and the receptor that were written to its row last
//
// pN_ labels an assertion and cN_ a cover: each assertion has a seeded fault of its label
// (testbenches/formal/core_faults.txt), and each property has a cover that its case occurs.

`ifdef LIF_PART

  // Any accumulator and any row, always the same.
  (* anyconst *) reg [DelayBits-1:0]  f_slot;
  (* anyconst *) reg                  f_receptor;
  (* anyconst *) reg [NeuronBits-1:0] f_neuron;
  (* anyconst *) reg [NeuronBits:0]   f_source;
  wire [GroupBits-1:0] f_group = f_neuron[NeuronBits-1:LaneBits];
  wire [LaneBits-1:0]  f_lane  = f_neuron[LaneBits-1:0];
  wire [NeuronBits+GroupBits:0] f_weight_addr; // core.sh ties this to the address of u_weight

  reg                       f_known = 1'b0; // there was a clock in reset
  reg                       f_run   = 1'b0; // the clock before was not in reset
  reg [NeuronBits+1:0]      f_at    = 0;    // clocks of this walk so far; 0: there is none
  reg [NeuronBits+1:0]      f_walks = 0;    // groups like the watched one that it read
  reg                       f_late  = 1'b0; // it is a spike whose row has the delay 0
  reg                       f_due   = 1'b0; // the weight that is there now counts
  reg signed [AccWidth-1:0] f_sum   = 0;    // what the watched accumulator should hold
  reg                       f_asked = 1'b0; // it was read in the clock before
  reg                       f_wraps = 1'b0; // a sum of the clock before did not fit
  reg                       f_told  = 1'b0; // a late spike came to its end in the clock before
  reg [AddrWidth:0]         f_clock = 0;    // clocks since the reset, at most
  reg                       f_set   = 1'b0; // the watched row was written
  reg [8:0]                 f_word;         // with this
  reg [1:0]                 f_after = 2'd0; // a walk was under way one and two clocks ago
  reg [1:0]                 f_taken = 2'd0; // walks that brought the watched accumulator something
  reg                       f_busy  = 1'b0; // the clock before was within a walk
  reg [NeuronBits:0]        f_row;
  reg [DelayBits-1:0]       f_now;
  reg                       f_spike;
  wire f_takes  = f_known & rst_ni & take_i & ready_o;
  wire f_end    = f_at == 2 ** GroupBits + 1;
  wire f_within = f_at != 0;
  wire [DelayBits-1:0] f_place   = slot_i + delay;
  wire                 f_to      = Receptors == 2 & row_word[RowWidth-1];
  wire                 f_is_late = spike_i & delay == 0;
  wire f_hits = walks & group == f_group;
  wire f_adds = f_hits & !f_is_late & f_place == f_slot & f_to == (Receptors == 2 & f_receptor);
  wire f_same = slot_i == f_slot & (Receptors == 1 | acc_receptor_i == f_receptor);
  wire signed [WeightWidth-1:0] f_weight = weights[f_lane*WeightWidth +: WeightWidth];

  // ---- what is assumed ----
  always @* begin : f_surroundings
    if (f_known) begin
      assume (!take_i | ready_o);
      if (f_within) assume (row_i == f_row & slot_i == f_now & spike_i == f_spike);
      if (cfg_read_i | cfg_row_i | cfg_weight_i) assume (ready_o & !take_i);
      if (acc_read_i | acc_clear_i) assume (ready_o & !take_i & !f_after[0]);
      if (acc_clear_i) assume (!f_after[1]);
      if (acc_read_i & f_after[1]) assume (!(&read_group));
      assume (!(acc_read_i & acc_clear_i));
    end
  end

  // ---- the sums that do not fit ----
  reg f_wrapping;
  always @* begin : f_overflows
    integer lane;
    reg signed [AccWidth+1:0] sum;
    f_wrapping = 1'b0;
    for (lane = 0; lane < Lanes; lane = lane + 1) begin
      sum = $signed(acc[lane*AccWidth +: AccWidth])
          + $signed(weights[lane*WeightWidth +: WeightWidth]);
      if (walked_q & (sum >= 2 ** (AccWidth - 1) | sum < -(2 ** (AccWidth - 1)))) f_wrapping = 1'b1;
    end
  end

  always @(posedge clk_i) begin : f_ghosts
    f_known <= f_known | !rst_ni;
    f_run   <= rst_ni;
    f_wraps <= f_wrapping;
    f_asked <= f_known & rst_ni & acc_read_i & f_same & acc_neuron_i == f_neuron;
    f_after <= {f_after[0], !ready_o};
    f_busy  <= f_within & rst_ni;
    f_told  <= rst_ni & f_known & f_end & f_is_late;
    f_row   <= row_i;
    f_now   <= slot_i;
    f_spike <= spike_i;
    if (cfg_row_i & cfg_addr_i[NeuronBits:0] == f_source) begin
      f_set  <= 1'b1;
      f_word <= {cfg_data_i[8], {(8 - DelayBits){1'b0}}, cfg_data_i[DelayBits-1:0]};
    end
    if (!rst_ni | !f_known) begin
      f_at    <= 0;
      f_due   <= 1'b0;
      f_sum   <= 0;
      f_clock <= 0;
      f_taken <= 2'd0;
    end else begin
      f_at <= f_takes ? 1 : f_end ? 0 : f_within ? f_at + 1'b1 : 0;
      if (!(&f_clock)) f_clock <= f_clock + 1'b1;
      if (f_takes) f_walks <= 0;
      else if (f_hits) f_walks <= f_walks + 1'b1;
      f_due <= f_adds;
      if (acc_clear_i & f_same & read_group == f_group) f_sum <= 0;
      else if (f_due) begin
        f_sum <= f_sum + {{(AccWidth - WeightWidth){f_weight[WeightWidth-1]}}, f_weight};
        if (f_weight != 0 & !(&f_taken)) f_taken <= f_taken + 1'b1;
      end
    end
  end

  always @* begin : f_asserts
    if (f_known) begin
      p10_each:     assert (!f_end | f_walks + f_hits == 1);
      p10_ready:    assert (!(f_run & f_clock > 2 ** AddrWidth) | ready_o == !f_within);
      p10_weights:  assert (!walks | f_weight_addr == {row_i, group});
      p11_sum:      assert (!f_asked | acc_o == f_sum);
      p14_clear:    assert (!f_run | ready_o | f_within | f_clock < 2 ** AddrWidth);
      p14_all:      assert (!(f_run & ready_o) | f_clock >= 2 ** AddrWidth);
      p12_overflow: assert (overflow_o == f_wraps);
      p13_refused:  assert (refused_o == (f_told & f_run));
      if (walks & f_set & row_i == f_source) begin
        p15_row:    assert ({f_to, delay} == {Receptors == 2 & f_word[8], f_word[DelayBits-1:0]});
      end
    end
  end

  always @* begin : f_covers
    c10_again:    cover (f_known & f_takes & f_busy);
    c11_three:    cover (f_known & f_asked & &f_taken & f_slot != 0 & f_sum < -1);
    c11_cleared:  cover (f_known & f_asked & |f_taken & f_sum == 0 & f_clock[0]);
    c12_overflow: cover (f_known & overflow_o & |f_taken);
    c13_refused:  cover (f_known & refused_o);
    c14_again:    cover (f_known & f_takes & f_sum == 0);
    c15_row:      cover (f_known & walks & f_set & row_i == f_source & delay != 0 & f_spike);
  end
`endif
