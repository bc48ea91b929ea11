// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// In the proofs this stands for rtl/lif_ram.v: a word that is read in the clock in which it is
// written may come out as anything, which is what that memory promises. With LIF_WATCH one word is
// kept, at an address of which core.sh says what it is; all others may come out as anything.

`default_nettype none

module lif_ram #(
  parameter integer Width     = 16,
  parameter integer AddrWidth = 8
) (
  input  wire                 clk_i,
  input  wire                 write_i,
  input  wire [AddrWidth-1:0] write_addr_i,
  input  wire [Width-1:0]     write_data_i,
  input  wire                 read_i,
  input  wire [AddrWidth-1:0] read_addr_i,
  output reg  [Width-1:0]     read_data_o
);

  (* anyseq *) wire [Width-1:0] f_any;
  wire f_meet = write_i & (write_addr_i == read_addr_i);

`ifdef LIF_WATCH
  (* anyconst *) wire [AddrWidth-1:0] f_address; // any, or what core.sh ties it to
  reg  [Width-1:0]     f_word;
  always @(posedge clk_i) begin : f_access
    if (write_i & write_addr_i == f_address) f_word <= write_data_i;
    if (read_i) read_data_o <= f_meet | read_addr_i != f_address ? f_any : f_word;
  end
`else
  reg [Width-1:0] memory_q [0:2**AddrWidth-1];
  (* keep *) wire [Width*2**AddrWidth-1:0] f_words; // all of them, to be looked at
  genvar i;
  generate
    for (i = 0; i < 2 ** AddrWidth; i = i + 1) begin : gen_words
      assign f_words[i*Width +: Width] = memory_q[i];
    end
  endgenerate
  always @(posedge clk_i) begin : f_access
    if (write_i) memory_q[write_addr_i] <= write_data_i;
    if (read_i) read_data_o <= f_meet ? f_any : memory_q[read_addr_i];
  end
`endif

endmodule

`default_nettype wire
