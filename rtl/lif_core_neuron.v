// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_core_neuron updates the neurons of a lif_core, one after the other, with one multiplier.
//
// In a tick it computes for each neuron, in ascending order (all words are fixed point):
//
//   S_r = fit(S_r - rnd(Kb_r*S_r) + (acc_r << shift_r))   freeze and held: without the rnd
//   A   = A - rnd(Kc*A)
//   D   = fit(U + sum of S_r + (z << noise_shift))        z = 0 unless noisy
//   held (hold > 0):  hold' = hold - 1, no spike, X' = X
//   else  Y = X + rnd(K*(D - X));  spike = Y >= threshold + A, or > where above is set
//         no spike:  X' = Y
//         spike:     X' = reset, or Y - reset where subtract is set
//                    A' = fit(A + jump);  hold' = H
//
// Format    X, S, A, D, U, threshold, reset and jump share one signed format of StateWidth bits;
//           its fraction is the user's choice. Leaks are unsigned, 0 .. 2^LeakFraction. acc is
//           signed. 0 <= shift_r <= StateWidth - WeightWidth, 0 <= noise_shift <= StateWidth - 10.
// Rounding  half-up (Residual 0):  rnd(p) = floor((p + 2^(LeakFraction-1)) / 2^LeakFraction)
//           residual (1):          rnd(p) = floor((p + R) / 2^LeakFraction), R' = (p + R) mod
//           2^LeakFraction, with an R for each of X, S_r and A. It becomes 0 where fit clips, and
//           that of X at a reset to a value.
// Overflow  fit saturates to StateWidth bits; clipped_o is high for a clock after each clock in
//           which it changed a value. Nothing else can overflow while the leaks are at most
//           2^LeakFraction and threshold - reset is a word where subtract is set.
// Noise     is one xorshift32 (13, 17, 5), one step for each neuron and tick, whether it is used or
//           not. z is the sum of the four signed bytes of the word after the step.
// Handshake run_i is high for the clocks of a tick and step_i counts them from 0; it takes 4 N +
//           10. The accumulators of a neuron are asked for with acc_read_i and there one clock
//           later; acc_clear_i follows the read of the last neuron of a group.
// Latency   seen_* shows neuron i, and tells its spike, in clock 4 i + 13, with seen_valid_o.
// Reset     none: words and states are in RAM, and are written by the configuration.
// Config    is that of lif_core_memory.v, and cfg_seed_i writes the noise word.
// Not here  is a check of the words.

`default_nettype none

module lif_core_neuron #(
  parameter integer NeuronBits   = 8,
  parameter integer StateWidth   = 24,
  parameter integer LeakFraction = 24,
  parameter integer WeightWidth  = 8,
  parameter integer AccWidth     = 17,
  parameter integer Receptors    = 1,
  parameter integer LaneBits     = 2,
  parameter integer HoldWidth    = 8,
  parameter integer Residual     = 0
) (
  input  wire                         clk_i,
  // configuration
  input  wire                         cfg_read_i,
  input  wire                         cfg_write_i,
  input  wire [NeuronBits-1:0]        cfg_neuron_i,
  input  wire [3:0]                   cfg_word_i,
  input  wire                         cfg_show_i,
  input  wire [3:0]                   cfg_shown_i,
  input  wire [31:0]                  cfg_data_i,
  output wire [31:0]                  cfg_data_o,
  input  wire                         cfg_seed_i,     // write the noise word
  output wire [31:0]                  noise_o,
  // tick
  input  wire                         run_i,
  input  wire [(NeuronBits > 1 ? NeuronBits : 2)+2:0] step_i, // {neuron, phase}
  output wire                         acc_read_o,
  output wire                         acc_clear_o,
  output wire                         acc_receptor_o,
  output wire [NeuronBits-1:0]        acc_neuron_o,
  input  wire signed [AccWidth-1:0]   acc_i,
  output reg                          clipped_o,
  // result
  output reg                          seen_valid_o,   // one clock for each neuron
  output reg  [NeuronBits-1:0]        seen_neuron_o,
  output reg                          seen_spike_o,
  output reg  signed [StateWidth-1:0] seen_s0_o,
  output reg  signed [StateWidth-1:0] seen_s1_o,      // 0 with one receptor
  output reg  signed [StateWidth-1:0] seen_a_o,       // after its decay, before the jump
  output reg  signed [StateWidth-1:0] seen_before_o,  // Y, before the reset; X if held
  output reg  signed [StateWidth-1:0] seen_after_o    // X'
);

  localparam integer ProductWidth = StateWidth + LeakFraction + 1;
  localparam integer InWidth = AccWidth + StateWidth - WeightWidth;
  localparam integer SumWidth = (InWidth > StateWidth ? InWidth > 10 ? InWidth : 10
                                 : StateWidth > 10 ? StateWidth : 10) + 2; // 10: of the noise
  localparam integer ModeWidth = 19 + HoldWidth, SynapseWidth = Receptors * StateWidth;
  localparam integer RestWidth = (Receptors + 2) * LeakFraction;
  localparam integer LaneTop  = LaneBits > 0 ? LaneBits - 1 : 0;
  localparam [LeakFraction-1:0] Half = {1'b1, {(LeakFraction - 1) {1'b0}}};
  localparam signed [StateWidth-1:0] Low = {1'b1, {(StateWidth - 1) {1'b0}}};
  localparam [LeakFraction-1:0] NoRest = 0;
  localparam [HoldWidth-1:0] NoHold = {HoldWidth{1'b0}};
  localparam [NeuronBits-1:0] ThreeBack = 3;

  // ---- functions -----------------------------------------------------------------------------
  // A product fits its width, since no leak is above 1; with what is added, too.
  function signed [ProductWidth-1:0] multiplied(
    input signed [StateWidth:0]     factor,
    input        [LeakFraction:0]   leak,
    input        [LeakFraction-1:0] added
  );
    multiplied = factor * $signed({1'b0, leak})
               + $signed({{(StateWidth + 1) {1'b0}}, added});
  endfunction

  // The sign of a sum and the bits above a state word: the sum fits if they are alike.
  function fits(input [SumWidth-StateWidth:0] top);
    fits = &top | ~|top;
  endfunction

  function signed [StateWidth-1:0] fit(input signed [SumWidth-1:0] sum);
    fit = fits(sum[SumWidth-1:StateWidth-1]) ? sum[StateWidth-1:0] : sum[SumWidth-1] ? Low : ~Low;
  endfunction

  function signed [SumWidth-1:0] wide(input signed [StateWidth-1:0] word);
    wide = {{(SumWidth - StateWidth) {word[StateWidth-1]}}, word};
  endfunction

  function signed [SumWidth-1:0] shifted(
    input signed [AccWidth-1:0] sum,
    input        [4:0]          shift
  );
    shifted = $signed({{(SumWidth - AccWidth) {sum[AccWidth-1]}}, sum}) <<< shift;
  endfunction

  function fires(
    input signed [StateWidth:0] membrane,
    input signed [StateWidth:0] level,
    input                       only_above
  );
    fires = only_above ? membrane > level : membrane >= level;
  endfunction

  function [31:0] xorshift(input [31:0] word);
    reg [31:0] a, b;
    begin
      a = word ^ (word << 13);
      b = a ^ (a >> 17);
      xorshift = b ^ (b << 5);
    end
  endfunction

  function signed [9:0] noise_sum(input [31:0] word);
    noise_sum = $signed({{2{word[7]}}, word[7:0]}) + $signed({{2{word[15]}}, word[15:8]})
              + $signed({{2{word[23]}}, word[23:16]}) + $signed({{2{word[31]}}, word[31:24]});
  endfunction

  // ---- memories ------------------------------------------------------------------------------
  wire [1:0]            phase    = step_i[1:0];
  wire [NeuronBits-1:0] neuron   = step_i[NeuronBits+1:2];
  wire [NeuronBits-1:0] shown    = neuron - ThreeBack;
  wire                  exists   = ~|(step_i >> (NeuronBits + 2));

  wire        [LeakFraction:0]    leak;
  wire signed [StateWidth-1:0]    word;
  wire        [ModeWidth-1:0]     mode;
  wire signed [StateWidth-1:0]    x;
  wire        [SynapseWidth-1:0]  synapses;
  wire signed [StateWidth-1:0]    s0 = synapses[StateWidth-1:0];
  wire signed [StateWidth-1:0]    s1 = synapses[SynapseWidth-1 -: StateWidth];
  wire signed [StateWidth-1:0]    a;
  wire        [HoldWidth-1:0]     hold;
  wire        [RestWidth-1:0]     rest;
  wire        [LeakFraction-1:0]  rest_x  = rest[LeakFraction-1:0];
  wire        [LeakFraction-1:0]  rest_a  = rest[LeakFraction +: LeakFraction];
  wire        [LeakFraction-1:0]  rest_s0 = rest[2*LeakFraction +: LeakFraction];
  wire        [LeakFraction-1:0]  rest_s1 = rest[RestWidth-1 -: LeakFraction];

  wire [4:0]           shift_0     = mode[4:0];
  wire [4:0]           shift_1     = mode[9:5];
  wire [4:0]           noise_shift = mode[14:10];
  wire                 above       = mode[15];
  wire                 subtract    = mode[16];
  wire                 frozen      = mode[17] & (hold != NoHold);
  wire                 noisy       = mode[18];
  wire [HoldWidth-1:0] hold_load   = mode[ModeWidth-1:19];

  wire [2*StateWidth-1:0]     both = {seen_s1_o, seen_s0_o};
  reg signed [StateWidth-1:0] a_next_q;
  reg  [HoldWidth-1:0]        hold_next_q;
  reg  [RestWidth-1:0]        rest_next_q;

  lif_core_memory #(
    .NeuronBits   (NeuronBits),
    .StateWidth   (StateWidth),
    .LeakFraction (LeakFraction),
    .Receptors    (Receptors),
    .HoldWidth    (HoldWidth),
    .Residual     (Residual)
  ) u_memory (
    .clk_i             (clk_i),
    .cfg_read_i        (cfg_read_i),
    .cfg_write_i       (cfg_write_i),
    .cfg_neuron_i      (cfg_neuron_i),
    .cfg_word_i        (cfg_word_i),
    .cfg_show_i        (cfg_show_i),
    .cfg_shown_i       (cfg_shown_i),
    .cfg_data_i        (cfg_data_i),
    .cfg_data_o        (cfg_data_o),
    .run_i             (run_i),
    .step_i            (step_i[NeuronBits+1:0]),
    .leak_o            (leak),
    .word_o            (word),
    .mode_o            (mode),
    .x_o               (x),
    .synapses_o        (synapses),
    .a_o               (a),
    .hold_o            (hold),
    .rest_o            (rest),
    .record_i          (seen_valid_o),
    .record_neuron_i   (seen_neuron_o),
    .record_x_i        (seen_after_o),
    .record_synapses_i (both[SynapseWidth-1:0]),
    .record_a_i        (a_next_q),
    .record_hold_i     (hold_next_q),
    .record_rest_i     (Residual != 0 ? rest_next_q : {RestWidth{1'b0}})
  );

  assign acc_read_o     = run_i & (phase == 2'd0 || (Receptors == 2 && phase == 2'd1));
  assign acc_clear_o    = run_i & exists & (LaneBits == 0 || &neuron[LaneTop:0])
                        & (phase == 2'd2 || (Receptors == 2 && phase == 2'd3));
  assign acc_receptor_o = phase[0];
  assign acc_neuron_o   = neuron;
  // ---- datapath ------------------------------------------------------------------------------
  // Registers without a number are of clocks 1 .. 7, those that end in 2 of 8 .. 12.
  //
  //   0 read                   4 S_1; A and Kc in         8 product of X
  //   1 S_0 and Kb_0 in        5 D; product of A          9 Y, level
  //   2 product of S_0; S_1 in 6 A                       10 spike
  //   3 S_0; product of S_1    7 D - X and K in          11 X'
  //                                                      12 shown   13 written

  reg                            valid_q, valid1_q, valid2_q; // a neuron is in clocks 1.., 5.., 9..
  reg         [31:0]             noise_q;
  reg  signed [StateWidth:0]     factor_q;
  reg         [LeakFraction:0]   leak_q;
  reg         [LeakFraction-1:0] added_q;
  reg  signed [ProductWidth-1:0] product_q;
  reg  signed [AccWidth-1:0]     acc_q;
  reg  signed [SumWidth-1:0]     in_q;    // what the events of the tick add to S_r
  reg  signed [9:0]              z_q;
  reg  signed [StateWidth-1:0]   drive_q;
  reg  signed [SumWidth-1:0]     bias_q;  // drive and noise
  reg  signed [StateWidth-1:0]   s0_q, s1_q, s0_kept_q, s0_2_q, s1_2_q;
  reg  signed [StateWidth-1:0]   x_q, x_2_q, a_q, a_2_q, d_q, y_q, after_q;
  reg  signed [StateWidth:0]     level_q; // threshold + A
  reg         [HoldWidth-1:0]    hold_q, hold_2_q, load_q, load_2_q;
  reg                            above_q, above_2_q, subtract_q, subtract_2_q, spike_q;
  reg         [LeakFraction-1:0] rest_s0_q, rest_s1_q, rest_s0_kept_q, rest_s0_2_q, rest_s1_2_q;
  reg         [LeakFraction-1:0] rest_x_q, rest_x_2_q, rest_a_q, rest_a_2_q;

  wire signed [StateWidth-1:0] taken = product_q[LeakFraction +: StateWidth]; // modulo 2^StateWidth
  wire [LeakFraction-1:0] rest_left = product_q[LeakFraction-1:0];
  wire [LeakFraction-1:0] added = Residual != 0 ? added_q : Half;
  assign noise_o = noise_q;
  always @(posedge clk_i) begin : datapath
    reg signed [SumWidth-1:0] sum;
    reg signed [SumWidth-1:0] jumped;
    reg                       clipped;
    clipped = 1'b0;
    seen_valid_o <= 1'b0;
    if (cfg_seed_i) noise_q <= cfg_data_i;
    if (!run_i) begin
      valid_q  <= 1'b0;
      valid1_q <= 1'b0;
      valid2_q <= 1'b0;
    end else begin
      // Later clocks stand first, and a phase stands above those that write what it reads: so a
      // simulator needs no second copy of a register.
      case (phase)
        2'd0: begin
          // clock 12
          jumped = wide(a_2_q) + wide(word);
          clipped = valid2_q & spike_q & !fits(jumped[SumWidth-1:StateWidth-1]);
          seen_valid_o  <= valid2_q;
          seen_neuron_o <= shown;
          seen_spike_o  <= spike_q;
          seen_s0_o     <= s0_2_q;
          seen_s1_o     <= Receptors == 2 ? s1_2_q : {StateWidth{1'b0}};
          seen_a_o      <= a_2_q;
          seen_before_o <= y_q;
          seen_after_o  <= after_q;
          a_next_q      <= spike_q ? fit(jumped) : a_2_q;
          hold_next_q   <= spike_q ? load_2_q : hold_2_q == NoHold ? NoHold : hold_2_q - 1'b1;
          if (Residual != 0) begin
            rest_next_q[LeakFraction-1:0] <= rest_x_2_q;
            rest_next_q[LeakFraction +: LeakFraction] <=
                spike_q && !fits(jumped[SumWidth-1:StateWidth-1]) ? NoRest : rest_a_2_q;
            if (Receptors == 2) rest_next_q[2*LeakFraction +: LeakFraction] <= rest_s0_2_q;
            rest_next_q[RestWidth-1 -: LeakFraction] <= Receptors == 2 ? rest_s1_2_q : rest_s0_2_q;
          end
          // clock 8
          valid2_q     <= valid1_q;
          s0_2_q       <= s0_kept_q;
          x_2_q        <= x_q;
          a_2_q        <= a_q;
          hold_2_q     <= hold_q;
          load_2_q     <= load_q;
          above_2_q    <= above_q;
          subtract_2_q <= subtract_q;
          if (Receptors == 2) s1_2_q <= s1_q;
          if (Residual != 0) begin
            rest_s0_2_q <= rest_s0_kept_q;
            rest_s1_2_q <= rest_s1_q;
            rest_a_2_q  <= rest_a_q;
            rest_x_2_q  <= rest_x_q;
          end
          // clock 4
          if (Receptors == 2) begin
            sum = wide(s1) - wide(taken) + in_q;
            clipped = clipped | (valid_q & !fits(sum[SumWidth-1:StateWidth-1]));
            s1_q <= fit(sum);
            if (Residual != 0) rest_s1_q <= fits(sum[SumWidth-1:StateWidth-1]) ? rest_left : NoRest;
          end
          product_q  <= multiplied(factor_q, leak_q, added); // of clock 8: X
          valid1_q   <= valid_q;
          s0_kept_q  <= s0_q;
          factor_q   <= {a[StateWidth-1], a};
          leak_q     <= leak;
          x_q        <= x;
          a_q        <= a;
          hold_q     <= hold;
          load_q     <= hold_load;
          above_q    <= above;
          subtract_q <= subtract;
          if (Residual != 0) begin
            rest_s0_kept_q <= rest_s0_q;
            added_q        <= rest_a;
            rest_x_q       <= rest_x;
          end
          // clock 0
          valid_q <= exists;
        end
        2'd3: begin
          // clock 11
          after_q <= !spike_q ? y_q : subtract_2_q ? y_q - word : word;
          if (Residual != 0 && spike_q && !subtract_2_q) rest_x_2_q <= NoRest;
          // clock 7
          factor_q <= {d_q[StateWidth-1], d_q} - {x_q[StateWidth-1], x_q};
          leak_q   <= leak;
          if (Residual != 0) added_q <= rest_x_q;
          // clock 3
          sum = wide(s0) - wide(taken) + in_q;
          clipped = valid_q & !fits(sum[SumWidth-1:StateWidth-1]);
          s0_q   <= fit(sum);
          bias_q <= wide(drive_q) + ($signed({{(SumWidth - 10) {z_q[9]}}, z_q}) <<< noise_shift);
          if (Residual != 0) rest_s0_q <= fits(sum[SumWidth-1:StateWidth-1]) ? rest_left : NoRest;
          if (Receptors == 2) begin
            product_q <= multiplied(factor_q, leak_q, added);
            in_q      <= shifted(acc_q, shift_1);
          end
        end
        2'd2: begin
          // clock 10
          spike_q <= (hold_2_q == NoHold) & fires({y_q[StateWidth-1], y_q}, level_q, above_2_q);
          // clock 6
          a_q <= a_q - taken;
          if (Residual != 0) rest_a_q <= rest_left;
          // clock 2
          product_q <= multiplied(factor_q, leak_q, added);
          in_q      <= shifted(acc_q, shift_0);
          drive_q   <= word;
          z_q       <= noisy ? noise_sum(noise_q) : 10'sd0;
          if (Receptors == 2) begin
            factor_q <= {s1[StateWidth-1], s1};
            leak_q   <= frozen ? {(LeakFraction + 1) {1'b0}} : leak;
            acc_q    <= acc_i;
            if (Residual != 0) added_q <= rest_s1;
          end
        end
        default: begin
          // clock 9
          y_q     <= hold_2_q != NoHold ? x_2_q : x_2_q + taken;
          level_q <= {word[StateWidth-1], word} + {a_2_q[StateWidth-1], a_2_q};
          if (Residual != 0 && hold_2_q == NoHold) rest_x_2_q <= rest_left;
          // clock 5
          product_q <= multiplied(factor_q, leak_q, added);
          sum = bias_q + wide(s0_kept_q);
          if (Receptors == 2) sum = sum + wide(s1_q);
          clipped = valid1_q & !fits(sum[SumWidth-1:StateWidth-1]);
          d_q <= fit(sum);
          // clock 1
          factor_q <= {s0[StateWidth-1], s0};
          leak_q   <= frozen ? {(LeakFraction + 1) {1'b0}} : leak;
          acc_q    <= acc_i;
          if (Residual != 0) added_q <= rest_s0;
          if (valid_q) noise_q <= xorshift(noise_q);
        end
      endcase
    end
    clipped_o <= clipped;
  end

`ifdef FORMAL
`include "lif_core_neuron_properties.vh"
`endif

endmodule

`default_nettype wire
