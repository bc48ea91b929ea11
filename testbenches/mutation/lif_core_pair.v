// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// These are the parts of a core and its mutant side by side (core_pair.awk), for proofs that they are alike: a
// is the core, b the mutant. All of them may hold any words at power-up, the same in both.
//
// A register or RAM that is `one` is shared: b reads what a reads, and wrong_o (or an output of the pair)
// tells when b writes or reads otherwise. So long as nothing is told, the two cores are alike in all that is
// shared: the first difference is told. A RAM that is `apart` keeps the word of one address (watch_i, any
// one) for each; what both read of it at once must be alike, which is what wrong_o tells, and what one
// reads alone may differ. Other addresses have any words, and so has a word that is read in the clock in
// which it is written. Differences are kept as such (apart_q): where they are zero is what the proof finds.

`default_nettype none

// This makes a word one that the header of lif_core_neuron.v allows: a leak of at most 1, shifts that a word has
// room for. By default it is any.
module lif_word_allowed #(
  parameter integer Width     = 16,
  parameter integer LeakBits  = 0,   // 1: the words are leaks
  parameter integer ShiftMost = 31,  // below 31: they are modes, with two shifts of at most that
  parameter integer NoiseMost = 31   // and that of the noise
) (
  input  wire [Width-1:0] word_i,
  output reg  [Width-1:0] word_o
);
  always @* begin : limit
    word_o = word_i;
    if (LeakBits != 0 && word_i[Width-1]) word_o = {1'b1, {(Width - 1) {1'b0}}};
    if (ShiftMost < 31) begin
      if (word_i[4:0] > ShiftMost[4:0]) word_o[4:0] = ShiftMost[4:0];
      if (word_i[9:5] > ShiftMost[4:0]) word_o[9:5] = ShiftMost[4:0];
      if (word_i[14:10] > NoiseMost[4:0]) word_o[14:10] = NoiseMost[4:0];
    end
  end
endmodule

module lif_ram_one #(
  parameter integer Width     = 16,
  parameter integer AddrWidth = 8,
  parameter integer LeakBits  = 0,   // these are of lif_word_allowed
  parameter integer ShiftMost = 31,
  parameter integer NoiseMost = 31
) (
  input  wire                 clk_i,
  input  wire                 a_write_i,
  input  wire                 b_write_i,
  input  wire [AddrWidth-1:0] a_write_addr_i,
  input  wire [AddrWidth-1:0] b_write_addr_i,
  input  wire [Width-1:0]     a_write_data_i,
  input  wire [Width-1:0]     b_write_data_i,
  input  wire                 a_read_i,
  input  wire                 b_read_i,
  input  wire [AddrWidth-1:0] a_read_addr_i,
  input  wire [AddrWidth-1:0] b_read_addr_i,
  output wire [Width-1:0]     a_read_data_o,
  output wire [Width-1:0]     b_read_data_o,
  input  wire [Width-1:0]     any_a_i,        // any words: that a reads (and b, where both read alike)
  input  wire [Width-1:0]     any_b_i,        // that b reads alone
  input  wire [Width-1:0]     power_i,        // the word at power-up
  input  wire [Width-1:0]     data_i,         // what was read last at power-up
  input  wire [AddrWidth-1:0] watch_i,        // at power-up: the address that is watched
  output wire                 wrong_o
);
  reg              on_q;
  reg  [Width-1:0] data_q;
  wire [Width-1:0] read;
  initial on_q = 1'b0;

  lif_word_allowed #(
    .Width     (Width),
    .LeakBits  (LeakBits),
    .ShiftMost (ShiftMost),
    .NoiseMost (NoiseMost)
  ) u_read (
    .word_i (any_a_i),
    .word_o (read)
  );

  assign a_read_data_o = on_q ? data_q : data_i;
  assign b_read_data_o = a_read_data_o;
  assign wrong_o = (a_write_i != b_write_i) | (a_read_i != b_read_i)
                 | (a_read_i & (a_read_addr_i != b_read_addr_i))
                 | (a_write_i & ((a_write_addr_i != b_write_addr_i) | (a_write_data_i != b_write_data_i)));

  always @(posedge clk_i) begin : keep
    on_q   <= 1'b1;
    data_q <= a_read_i ? read : a_read_data_o;
  end
endmodule

module lif_ram_apart #(
  parameter integer Width     = 16,
  parameter integer AddrWidth = 8,
  parameter integer LeakBits  = 0,   // these are of lif_word_allowed
  parameter integer ShiftMost = 31,
  parameter integer NoiseMost = 31
) (
  input  wire                 clk_i,
  input  wire                 a_write_i,
  input  wire                 b_write_i,
  input  wire [AddrWidth-1:0] a_write_addr_i,
  input  wire [AddrWidth-1:0] b_write_addr_i,
  input  wire [Width-1:0]     a_write_data_i,
  input  wire [Width-1:0]     b_write_data_i,
  input  wire                 a_read_i,
  input  wire                 b_read_i,
  input  wire [AddrWidth-1:0] a_read_addr_i,
  input  wire [AddrWidth-1:0] b_read_addr_i,
  output wire [Width-1:0]     a_read_data_o,
  output wire [Width-1:0]     b_read_data_o,
  input  wire [Width-1:0]     any_a_i,        // any words: that a reads (and b, where both read alike)
  input  wire [Width-1:0]     any_b_i,        // that b reads alone
  input  wire [Width-1:0]     power_i,        // the word at power-up
  input  wire [Width-1:0]     data_i,         // what was read last at power-up
  input  wire [AddrWidth-1:0] watch_i,        // at power-up: the address that is watched
  output wire                 wrong_o
);
  reg                  on_q;
  reg  [AddrWidth-1:0] watch_q;
  reg  [Width-1:0]     word_q, data_q;             // of a
  reg  [Width-1:0]     word_apart_q, data_apart_q; // in what those of b differ
  initial on_q = 1'b0;
  initial word_apart_q = {Width{1'b0}};
  initial data_apart_q = {Width{1'b0}};

  wire [AddrWidth-1:0] watch  = on_q ? watch_q : watch_i;
  wire [Width-1:0]     a_word = on_q ? word_q : power_i;
  wire [Width-1:0]     b_word = a_word ^ word_apart_q;
  wire a_meets = a_write_i & (a_write_addr_i == a_read_addr_i);
  wire b_meets = b_write_i & (b_write_addr_i == b_read_addr_i);
  wire a_known = (a_read_addr_i == watch) & ~a_meets;
  wire b_known = (b_read_addr_i == watch) & ~b_meets;
  wire both    = a_read_i & b_read_i & (a_read_addr_i == b_read_addr_i);
  wire [Width-1:0] a_reads = a_known ? a_word : any_a_i;
  wire [Width-1:0] b_reads = both ? a_reads : b_known ? b_word : any_b_i;
  wire [Width-1:0] a_read, b_read;

  lif_word_allowed #(
    .Width     (Width),
    .LeakBits  (LeakBits),
    .ShiftMost (ShiftMost),
    .NoiseMost (NoiseMost)
  ) u_a_read (
    .word_i (a_reads),
    .word_o (a_read)
  );
  lif_word_allowed #(
    .Width     (Width),
    .LeakBits  (LeakBits),
    .ShiftMost (ShiftMost),
    .NoiseMost (NoiseMost)
  ) u_b_read (
    .word_i (b_reads),
    .word_o (b_read)
  );

  wire [Width-1:0] a_word_next = a_write_i & (a_write_addr_i == watch) ? a_write_data_i : a_word;
  wire [Width-1:0] b_word_next = b_write_i & (b_write_addr_i == watch) ? b_write_data_i : b_word;
  wire [Width-1:0] a_data_next = a_read_i ? a_read : a_read_data_o;
  wire [Width-1:0] b_data_next = b_read_i ? b_read : b_read_data_o;
  assign a_read_data_o = on_q ? data_q : data_i;
  assign b_read_data_o = a_read_data_o ^ data_apart_q;
  assign wrong_o = both & ((a_meets != b_meets) | (a_known & (a_word != b_word)));

  always @(posedge clk_i) begin : keep
    on_q         <= 1'b1;
    watch_q      <= watch;
    word_q       <= a_word_next;
    word_apart_q <= a_word_next ^ b_word_next;
    data_q       <= a_data_next;
    data_apart_q <= a_data_next ^ b_data_next;
  end
endmodule

module lif_register_one #(
  parameter integer Width = 1
) (
  input  wire             clk_i,
  input  wire [Width-1:0] power_i,
  input  wire [Width-1:0] next_i,
  output wire [Width-1:0] word_o
);
  reg             on_q;
  reg [Width-1:0] word_q;
  initial on_q = 1'b0;
  assign word_o = on_q ? word_q : power_i;
  always @(posedge clk_i) begin : keep
    on_q   <= 1'b1;
    word_q <= next_i;
  end
endmodule

module lif_register_pair #(
  parameter integer Width = 1
) (
  input  wire             clk_i,
  input  wire [Width-1:0] power_i,
  input  wire [Width-1:0] a_next_i,
  input  wire [Width-1:0] b_next_i,
  output wire [Width-1:0] a_word_o,
  output wire [Width-1:0] b_word_o
);
  reg [Width-1:0] apart_q;
  initial apart_q = {Width{1'b0}};
  lif_register_one #(
    .Width (Width)
  ) u_a (
    .clk_i   (clk_i),
    .power_i (power_i),
    .next_i  (a_next_i),
    .word_o  (a_word_o)
  );
  assign b_word_o = a_word_o ^ apart_q;
  always @(posedge clk_i) apart_q <= a_next_i ^ b_next_i;
endmodule

`default_nettype wire
