// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_ram is a memory of 2^AddrWidth words with one port to write and one to read.
//
// A word that is read is there one clock later, and stays until the next one is read.
//
// Inference is to block RAM: iCE40, ECP5, Gowin, 7-series.
// Power-up  leaves any words in it: a word must be written before it is used.
// Not here  is an order of a read and a write of one address in one clock: the word that is read
//           may then be the old one, the new one or any, and nobody may use it.

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

  (* ram_style = "block", no_rw_check *)
  reg [Width-1:0] memory_q [0:2**AddrWidth-1];

  always @(posedge clk_i) begin : write
    if (write_i) memory_q[write_addr_i] <= write_data_i;
  end

  always @(posedge clk_i) begin : read
    if (read_i) read_data_o <= memory_q[read_addr_i];
  end

endmodule

`default_nettype wire
