// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// In the proofs this stands for rtl/lif_ram_single.v. With LIF_WATCH one word is kept, at an
// address of which core.sh says what it is; all others may come out as anything.

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

  (* anyseq *) wire [Width-1:0] f_any;

`ifdef LIF_WATCH
  (* anyconst *) wire [AddrWidth-1:0] f_address; // any, or what core.sh ties it to
  reg  [Width-1:0]     f_word;
  always @(posedge clk_i) begin : f_access
    if (write_i) begin
      if (addr_i == f_address) f_word <= write_data_i;
    end else if (read_i) read_data_o <= addr_i == f_address ? f_word : f_any;
  end
`else
  reg [Width-1:0] memory_q [0:2**AddrWidth-1];
  always @(posedge clk_i) begin : f_access
    if (write_i) memory_q[addr_i] <= write_data_i;
    else if (read_i) read_data_o <= memory_q[addr_i];
  end
`endif

endmodule

`default_nettype wire
