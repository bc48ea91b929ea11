// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_core_synapse brings events to the neurons of a lif_core: it adds the weights of an event's
// row to the accumulators of the tick in which the event counts.
//
//   event of row j in tick n :  for each neuron i  acc[n + delay_j][receptor_j][i] += V_ji
//
// Sums of integers commute, so events of one tick may come in any order.
//
// Format    V is signed, WeightWidth bits; an accumulator is signed, AccWidth bits. A delay is 0 ..
//           2^DelayBits - 1 ticks; slot_i is the tick modulo 2^DelayBits. A row word is {receptor,
//           delay}, without the receptor where there is only one.
// Overflow  of an accumulator wraps, and overflow_o is high for a clock.
// Handshake an event is taken at each clock edge with take_i while ready_o is high, and walked in
//           the Groups + 1 clocks after it, with Groups = 2^(NeuronBits - LaneBits), in which
//           ready_o is low.
//           slot_i, row_i and spike_i must not change meanwhile.
// Refused   is a spike (spike_i) whose row has the delay 0: its tick is already under way. Its row
//           is walked and adds nothing, and refused_o is high for a clock.
// Read      acc_read_i reads the accumulator of acc_neuron_i and acc_receptor_i in slot_i; acc_o
//           has it in the next clock. acc_clear_i then sets the accumulators of its group to 0.
//           Both only while ready_o is high and no event is taken, and not in the clock after the
//           last one of a walk; in the one after that, only a read, and not of the last group.
// Reset     is synchronous and active low; 2^DelayBits * Receptors * Groups clocks after it, which
//           clear all accumulators, ready_o rises. Weights and rows keep their words.
// Config    cfg_read_i, cfg_row_i and cfg_weight_i act while ready_o is high, on the words of
//           cfg_addr_i, the row or {row, group}. With cfg_show_i, the clock after cfg_read_i, both
//           words come to their outputs, which keep them. A group of weights is one word with the
//           lowest neuron in the lowest bits. Bit 8 of a row word is the receptor, and the delay
//           stands in the lowest bits (rtl/core_map.txt). Bits that nothing keeps read 0.
// Not here  are delays of a single synapse, sparse rows, and learning.

`default_nettype none

module lif_core_synapse #(
  parameter integer NeuronBits  = 8,
  parameter integer WeightWidth = 8,
  parameter integer AccWidth    = 17,
  parameter integer Receptors   = 1,
  parameter integer DelayBits   = 3,
  parameter integer LaneBits    = 2  // 2^LaneBits weights a clock
) (
  input  wire                             clk_i,
  input  wire                             rst_ni,         // synchronous, active low
  // configuration
  input  wire                             cfg_read_i,
  input  wire                             cfg_show_i,     // the clock after cfg_read_i
  input  wire                             cfg_row_i,      // writes a row word
  input  wire                             cfg_weight_i,   // writes a group of weights
  input  wire [2*NeuronBits-LaneBits:0]   cfg_addr_i,
  input  wire [31:0]                      cfg_data_i,
  output reg  [31:0]                      cfg_row_o,
  output reg  [31:0]                      cfg_weight_o,
  // events
  input  wire                             take_i,
  output wire                             ready_o,
  input  wire                             spike_i,        // it is a spike of the tick of slot_i
  input  wire [NeuronBits:0]              row_i,
  input  wire [DelayBits-1:0]             slot_i,
  output reg                              refused_o,
  output reg                              overflow_o,
  // accumulators of slot_i
  input  wire                             acc_read_i,
  input  wire                             acc_clear_i,
  input  wire                             acc_receptor_i, // of the read and of the clear
  input  wire [NeuronBits-1:0]            acc_neuron_i,
  output wire signed [AccWidth-1:0]       acc_o
);

  localparam integer Lanes     = 2 ** LaneBits;
  localparam integer LaneTop   = LaneBits > 0 ? LaneBits - 1 : 0;
  localparam integer GroupBits = NeuronBits - LaneBits;
  localparam integer RowWidth  = DelayBits + Receptors - 1;
  localparam integer AddrWidth = RowWidth + GroupBits; // {slot, receptor, group}

  localparam [1:0] Clear = 2'd0, Idle = 2'd1, Row = 2'd2, Walk = 2'd3;

  reg  [1:0]            state_q;
  reg  [AddrWidth-1:0]  count_q;       // Clear: address; Walk: group
  reg                   walked_q;      // a group was read in the clock before
  reg                   summed_q;      // its sum is in sum_q
  reg  [AddrWidth-1:0]  walked_addr_q;
  reg  [AddrWidth-1:0]  summed_addr_q;
  reg  [LaneTop:0]      lane_q;        // of acc_o
  reg  [Lanes*AccWidth-1:0] sum_q;

  wire                  walks = state_q == Walk;
  wire [GroupBits-1:0]  group = count_q[GroupBits-1:0];
  wire [RowWidth-1:0]   row_word;
  wire [DelayBits-1:0]  delay = row_word[DelayBits-1:0];
  wire                  late  = spike_i & (delay == {DelayBits{1'b0}});
  wire [RowWidth-1:0]   walk_place; // of the accumulators: {slot, receptor}
  wire [RowWidth-1:0]   read_place;
  wire [RowWidth-1:0]   cfg_row;
  wire [GroupBits-1:0]  read_group = acc_neuron_i[NeuronBits-1:LaneBits];
  wire [Lanes*WeightWidth-1:0] weights;
  wire [Lanes*AccWidth-1:0]    acc;

  assign ready_o      = state_q == Idle;
  assign acc_o         = acc[lane_q*AccWidth +: AccWidth];

  generate
    if (Receptors == 2) begin : gen_two
      wire [DelayBits-1:0] walk_slot = slot_i + delay;
      assign walk_place = {walk_slot, row_word[DelayBits]};
      assign read_place = {slot_i, acc_receptor_i};
      assign cfg_row    = {cfg_data_i[8], cfg_data_i[DelayBits-1:0]};
    end else begin : gen_one
      assign walk_place = slot_i + delay;
      assign read_place = slot_i;
      assign cfg_row    = cfg_data_i[DelayBits-1:0];
    end
  endgenerate

  always @(posedge clk_i) begin : show
    if (cfg_show_i) begin
      cfg_row_o    <= 32'd0;
      cfg_weight_o <= 32'd0;
      cfg_row_o[DelayBits-1:0] <= delay;
      if (Receptors == 2) cfg_row_o[8] <= row_word[RowWidth-1];
      cfg_weight_o[Lanes*WeightWidth-1:0] <= weights;
    end
  end

  lif_ram_single #(
    .Width     (Lanes * WeightWidth),
    .AddrWidth (NeuronBits + 1 + GroupBits)
  ) u_weight (
    .clk_i        (clk_i),
    .write_i      (cfg_weight_i),
    .read_i       (walks | cfg_read_i),
    .addr_i       (walks ? {row_i, group} : cfg_addr_i),
    .write_data_i (cfg_data_i[Lanes*WeightWidth-1:0]),
    .read_data_o  (weights)
  );

  lif_ram #(
    .Width     (RowWidth),
    .AddrWidth (NeuronBits + 1)
  ) u_row (
    .clk_i        (clk_i),
    .write_i      (cfg_row_i),
    .write_addr_i (cfg_addr_i[NeuronBits:0]),
    .write_data_i (cfg_row),
    .read_i       ((state_q == Row) | cfg_read_i),
    .read_addr_i  (state_q == Row ? row_i : cfg_addr_i[NeuronBits:0]),
    .read_data_o  (row_word)
  );

  // The accumulators are read and written by a walk, or read and cleared by a tick.
  lif_ram #(
    .Width     (Lanes * AccWidth),
    .AddrWidth (AddrWidth)
  ) u_acc (
    .clk_i        (clk_i),
    .write_i      ((state_q == Clear) | summed_q | acc_clear_i),
    .write_addr_i (state_q == Clear ? count_q
                   : summed_q ? summed_addr_q : {read_place, read_group}),
    .write_data_i (summed_q ? sum_q : {(Lanes * AccWidth) {1'b0}}),
    .read_i       (walks | acc_read_i),
    .read_addr_i  (walks ? {walk_place, group} : {read_place, read_group}),
    .read_data_o  (acc)
  );

  always @(posedge clk_i) begin : add
    integer lane;
    reg signed [AccWidth:0] sum;
    reg over;
    over = 1'b0;
    if (walked_q) begin
      for (lane = 0; lane < Lanes; lane = lane + 1) begin
        sum = $signed({acc[lane*AccWidth+AccWidth-1], acc[lane*AccWidth +: AccWidth]})
            + $signed({{(AccWidth + 1 - WeightWidth) {weights[lane*WeightWidth+WeightWidth-1]}},
                       weights[lane*WeightWidth +: WeightWidth]});
        sum_q[lane*AccWidth +: AccWidth] <= sum[AccWidth-1:0];
        over = over | (sum[AccWidth] ^ sum[AccWidth-1]);
      end
    end
    overflow_o <= over;
  end

  always @(posedge clk_i) begin : address
    if (walks) walked_addr_q <= {walk_place, group};
    if (walked_q) summed_addr_q <= walked_addr_q;
    if (acc_read_i) lane_q <= LaneBits > 0 ? acc_neuron_i[LaneTop:0] : {(LaneTop + 1) {1'b0}};
  end

  always @(posedge clk_i) begin : control
    if (!rst_ni) begin
      state_q   <= Clear;
      count_q   <= {AddrWidth{1'b0}};
      walked_q  <= 1'b0;
      summed_q  <= 1'b0;
      refused_o <= 1'b0;
    end else begin
      if (walks | walked_q | summed_q | refused_o) begin
        walked_q  <= walks & ~late;
        summed_q  <= walked_q;
        refused_o <= walks & (&group) & late;
      end
      case (state_q)
        Clear: begin
          count_q <= count_q + 1'b1;
          if (&count_q) state_q <= Idle;
        end
        Idle: begin
          count_q <= {AddrWidth{1'b0}};
          if (take_i) state_q <= Row;
        end
        Row: state_q <= Walk;
        default: begin // Walk
          count_q <= count_q + 1'b1;
          if (&group) state_q <= Idle;
        end
      endcase
    end
  end

`ifdef FORMAL
`include "lif_core_synapse_properties.vh"
`endif

endmodule

`default_nettype wire
