// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_core_config is the configuration port of a lif_core: it decodes addresses, refuses what is
// not to be done, and answers.
//
// Map       rtl/core_map.txt. Region 0 is answered here, the others from the memories.
// Latency   of an access is five clocks. In the first it is kept, in the second decoded. In the
//           third one, with the strobe of its region, the memories at addr_o are read, or one is
//           written with data_o. In the fourth one, with show_o, each of them chooses its word (of
//           a neuron shown_o), in the fifth the answer is chosen among them. cfg_valid_o follows,
//           for one clock. An access may be given in every clock.
// Refused   are the accesses that rtl/core_map.txt says. idle_i counts in the second clock, with
//           asked_o high; the core must then be idle in the third one too.
// Words     come back as neuron_word_i, row_word_i and weight_word_i in the clock after show_o.
// Reset     synchronous, active low: an access that is under way has no effect and no answer.

`default_nettype none

module lif_core_config #(
  parameter integer NeuronBits = 8,
  parameter integer WeightBits = 15,    // of {row, group}
  parameter [31:0]  Shape      = 32'd0, // the words SHAPE and FORMAT
  parameter [31:0]  Format     = 32'd0
) (
  input  wire        clk_i,
  input  wire        rst_ni,
  // port
  input  wire        cfg_valid_i,
  input  wire        cfg_write_i,
  input  wire [31:0] cfg_addr_i,
  input  wire [31:0] cfg_data_i,
  output reg         cfg_valid_o,
  output reg         cfg_error_o,
  output reg  [31:0] cfg_data_o,
  // the core
  input  wire        idle_i,
  input  wire [31:0] status_i,
  input  wire [31:0] noise_i,
  output wire        asked_o,           // the second clock of an access
  output reg  [3:0]  clear_o,           // bits of STATUS that are cleared
  output reg         refused_o,
  // accesses
  output wire [27:0] addr_o,
  output reg  [31:0] data_o,
  output reg         read_o,
  output reg         seed_o,
  output reg         neuron_o,
  output reg         row_o,
  output reg         weight_o,
  output wire        show_o,
  output wire [3:0]  shown_o,           // the word of a neuron
  input  wire [31:0] neuron_word_i,
  input  wire [31:0] row_word_i,
  input  wire [31:0] weight_word_i
);

  localparam [3:0] Common = 4'd0, Neurons = 4'd1, Rows = 4'd2, Weights = 4'd3;
  localparam [27:0] IdAt = 28'h00, ShapeAt = 28'h04, FormatAt = 28'h08, StatusAt = 28'h0c,
                    SeedAt = 28'h10;
  localparam [3:0] LastWord = 4'd13, LastWritten = 4'd10; // of a neuron

  // ---- the clocks of an access ---------------------------------------------------------------

  reg        asked_q;        // second clock
  reg        write_q;
  reg [31:0] addr_q;
  reg [31:0] data_q;
  reg        done_q;         // third
  reg        error_q;
  reg [31:0] done_addr_q;
  reg        read_q;         // fourth
  reg        read_error_q;
  reg [31:0] read_addr_q;
  reg        shown_q;        // fifth
  reg        shown_error_q;
  reg [3:0]  shown_region_q;
  reg [31:0] common_q;

  assign asked_o = asked_q;
  assign addr_o  = done_addr_q[27:0];
  assign show_o  = read_q;
  assign shown_o = read_addr_q[5:2];

  // Tells that the address is one of the map, and may be written where that is asked for.
  function is_right(input [31:0] addr, input write);
    case (addr[31:28])
      Common:  is_right = write ? addr[27:0] == StatusAt || addr[27:0] == SeedAt
                                : addr[27:0] <= SeedAt;
      Neurons: is_right = addr[27:NeuronBits+6] == {(22 - NeuronBits) {1'b0}}
                          && addr[5:2] <= (write ? LastWritten : LastWord);
      Rows:    is_right = addr[27:NeuronBits+3] == {(25 - NeuronBits) {1'b0}};
      Weights: is_right = addr[27:WeightBits+2] == {(26 - WeightBits) {1'b0}};
      default: is_right = 1'b0;
    endcase
  endfunction

  always @(posedge clk_i) begin : access
    reg acts;
    if (!rst_ni) begin
      asked_q     <= 1'b0;
      done_q      <= 1'b0;
      read_q      <= 1'b0;
      shown_q     <= 1'b0;
      cfg_valid_o <= 1'b0;
      refused_o   <= 1'b0;
      read_o      <= 1'b0;
      clear_o     <= 4'd0;
      seed_o      <= 1'b0;
      neuron_o    <= 1'b0;
      row_o       <= 1'b0;
      weight_o    <= 1'b0;
    end else if (cfg_valid_i | asked_q | done_q | read_q | shown_q | cfg_valid_o) begin
      // fifth clock: the answer
      cfg_valid_o <= shown_q;
      cfg_error_o <= shown_error_q;
      case (shown_region_q)
        Common:  cfg_data_o <= common_q;
        Neurons: cfg_data_o <= neuron_word_i;
        Rows:    cfg_data_o <= row_word_i;
        default: cfg_data_o <= weight_word_i;
      endcase
      // fourth clock: each memory chooses its word
      shown_q        <= read_q;
      shown_error_q  <= read_error_q;
      shown_region_q <= read_addr_q[31:28];
      case (read_addr_q[27:0])
        IdAt:     common_q <= 32'h4c494643;
        ShapeAt:  common_q <= Shape;
        FormatAt: common_q <= Format;
        StatusAt: common_q <= status_i;
        default:  common_q <= noise_i;
      endcase
      // third clock: the memories are read, or one is written
      read_q       <= done_q;
      read_error_q <= error_q;
      read_addr_q  <= done_addr_q;
      // second clock: it is decoded; the strobes are high in the third one
      acts = asked_q && is_right(addr_q, write_q) && addr_q[1:0] == 2'b00
             && (idle_i || (addr_q[31:28] == Common && (!write_q || addr_q[27:0] == StatusAt)));
      done_q      <= asked_q;
      error_q     <= !acts;
      done_addr_q <= addr_q;
      data_o      <= data_q;
      refused_o   <= asked_q && !acts;
      read_o      <= acts && !write_q && addr_q[31:28] != Common;
      clear_o     <= acts && write_q && addr_q == {Common, StatusAt} ? data_q[3:0] : 4'd0;
      seed_o      <= acts && write_q && addr_q == {Common, SeedAt};
      neuron_o    <= acts && write_q && addr_q[31:28] == Neurons;
      row_o       <= acts && write_q && addr_q[31:28] == Rows;
      weight_o    <= acts && write_q && addr_q[31:28] == Weights;
      // first clock: it is kept
      asked_q <= cfg_valid_i;
      write_q <= cfg_write_i;
      addr_q  <= cfg_addr_i;
      data_q  <= cfg_data_i;
    end
  end

`ifdef FORMAL
`include "lif_core_config_properties.vh"
`endif

endmodule

`default_nettype wire
