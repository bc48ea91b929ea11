// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_ram_single is a memory of 2^AddrWidth words with one port: a clock writes or reads.
//
// A word that is read is there one clock later, and stays until the next one is read.
//
// Inference is to the 256 Kibit RAM of an iCE40 UP5K (synth_ice40 -spram), or to block RAM.
// Power-up  leaves any words in it: a word must be written before it is used.
// Not here  is a read in the clock of a write: write_i wins, and read_data_o then keeps its word.

`default_nettype none

module lif_ram_single #(
  parameter integer Width     = 16,
  parameter integer AddrWidth = 8
) (
  input  wire                 clk_i,
  input  wire                 write_i,
  input  wire                 read_i,
  input  wire [AddrWidth-1:0] addr_i,
  input  wire [Width-1:0]     write_data_i,
  output reg  [Width-1:0]     read_data_o
);

  reg [Width-1:0] memory_q [0:2**AddrWidth-1];

  always @(posedge clk_i) begin : access
    if (write_i) memory_q[addr_i] <= write_data_i;
    else if (read_i) read_data_o <= memory_q[addr_i];
  end

endmodule

`default_nettype wire
