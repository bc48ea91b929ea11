// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// These are the RAMs of a core with any words in them, for proofs that two cores are alike.
//
// A RAM gives away all that it is told, through lif_ram_outside: where it is written its address and
// word, where it is read its address. A word that is read comes from there, any one at any time. Two
// cores that tell their RAMs the same whatever they read have the same words in them at all times,
// and so read the same: if they are alike with these RAMs, they are alike with those of rtl/. A word
// that was read stays until the next one is read, as it does there.

`default_nettype none

(* blackbox *)
module lif_ram_outside #(
  parameter integer Width     = 16,
  parameter integer AddrWidth = 8
) (
  input  wire                 write_i,
  input  wire [AddrWidth-1:0] write_addr_i,
  input  wire [Width-1:0]     write_data_i,
  input  wire                 read_i,
  input  wire [AddrWidth-1:0] read_addr_i,
  output wire [Width-1:0]     word_o
);
endmodule

module lif_ram #(
  parameter integer Width     = 16,
  parameter integer AddrWidth = 8,
  parameter integer Leak      = 0    // 1: the words are leaks, of at most 2^(Width-1)
) (
  input  wire                 clk_i,
  input  wire                 write_i,
  input  wire [AddrWidth-1:0] write_addr_i,
  input  wire [Width-1:0]     write_data_i,
  input  wire                 read_i,
  input  wire [AddrWidth-1:0] read_addr_i,
  output wire [Width-1:0]     read_data_o
);

  wire [Width-1:0] word;
  reg  [Width-1:0] kept_q;
  reg              read_q;

  lif_ram_outside #(
    .Width     (Width),
    .AddrWidth (AddrWidth)
  ) u_outside (
    .write_i      (write_i),
    .write_addr_i (write_i ? write_addr_i : {AddrWidth{1'b0}}),
    .write_data_i (write_i ? write_data_i : {Width{1'b0}}),
    .read_i       (read_i),
    .read_addr_i  (read_i ? read_addr_i : {AddrWidth{1'b0}}),
    .word_o       (word)
  );

  always @(posedge clk_i) begin : keep
    read_q <= read_i;
    kept_q <= read_data_o;
  end

  assign read_data_o = !read_q ? kept_q
                     : Leak != 0 && word[Width-1] ? {1'b1, {(Width - 1) {1'b0}}} : word;

endmodule

module lif_ram_single #(
  parameter integer Width     = 16,
  parameter integer AddrWidth = 8
) (
  input  wire                 clk_i,
  input  wire                 write_i,
  input  wire                 read_i,
  input  wire [AddrWidth-1:0] addr_i,
  input  wire [Width-1:0]     write_data_i,
  output wire [Width-1:0]     read_data_o
);

  lif_ram #(
    .Width     (Width),
    .AddrWidth (AddrWidth)
  ) u_ram (
    .clk_i        (clk_i),
    .write_i      (write_i),
    .write_addr_i (addr_i),
    .write_data_i (write_data_i),
    .read_i       (read_i & !write_i),
    .read_addr_i  (addr_i),
    .read_data_o  (read_data_o)
  );

endmodule

`default_nettype wire
