// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_core_config is the configuration port of a lif_core: it decodes addresses, refuses what is not
// to be done, and answers.
//
// Map       rtl/core_map.txt. Region 0 is answered here, the others from the memories.
// Latency   of an access is three clocks. In the first it is kept and decoded; in the second one,
//           with the strobe of its region, the memory is written or read; in the third one the word
//           is chosen. cfg_valid_o follows, for one clock. An access may be given in every clock.
// Refused   are the accesses that rtl/core_map.txt says. idle_i counts in the second clock.
// Words     read_o reads all memories at addr_o and data_o is written there. What was read is there
//           in the clock after as neuron_word_i (that of show_o), row_word_i and weight_word_i.
// Reset     synchronous, active low: an access that is under way has no answer.

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
  output wire [3:0]  clear_o,           // bits of STATUS that are cleared
  output wire        refused_o,
  // accesses
  output wire [27:0] addr_o,
  output wire [31:0] data_o,
  output wire        read_o,
  output wire        seed_o,
  output wire        neuron_o,
  output wire        row_o,
  output wire        weight_o,
  output wire [3:0]  show_o,
  input  wire [31:0] neuron_word_i,
  input  wire [31:0] row_word_i,
  input  wire [31:0] weight_word_i
);

  localparam [3:0] Common = 4'd0, Neurons = 4'd1, Rows = 4'd2, Weights = 4'd3;
  localparam [27:0] IdAt = 28'h00, ShapeAt = 28'h04, FormatAt = 28'h08, StatusAt = 28'h0c,
                    SeedAt = 28'h10;
  localparam [3:0] LastWord = 4'd13, LastWritten = 4'd10; // of a neuron

  // ---- first clock ---------------------------------------------------------------------------

  reg        asked_q;
  reg        wrong_q;   // refused, whether idle or not
  reg        free_q;    // not refused for being busy
  reg        read_q, clear_q, seed_q, neuron_q, row_q, weight_q;
  reg [31:0] addr_q;
  reg [31:0] data_q;

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

  always @(posedge clk_i) begin : ask
    reg right;
    asked_q <= cfg_valid_i & rst_ni;
    if (cfg_valid_i) begin
      right    = is_right(cfg_addr_i, cfg_write_i) && cfg_addr_i[1:0] == 2'b00;
      wrong_q  <= !right;
      free_q   <= cfg_addr_i[31:28] == Common && (!cfg_write_i || cfg_addr_i[27:0] == StatusAt);
      read_q   <= right && !cfg_write_i && cfg_addr_i[31:28] != Common;
      clear_q  <= right && cfg_write_i && cfg_addr_i == {Common, StatusAt};
      seed_q   <= right && cfg_write_i && cfg_addr_i == {Common, SeedAt};
      neuron_q <= right && cfg_write_i && cfg_addr_i[31:28] == Neurons;
      row_q    <= right && cfg_write_i && cfg_addr_i[31:28] == Rows;
      weight_q <= right && cfg_write_i && cfg_addr_i[31:28] == Weights;
      addr_q   <= cfg_addr_i;
      data_q   <= cfg_data_i;
    end
  end

  // ---- second clock --------------------------------------------------------------------------

  reg        done_q;
  reg        error_q;
  reg [31:0] done_addr_q;

  wire acts = asked_q & idle_i;

  assign addr_o    = addr_q[27:0];
  assign data_o    = data_q;
  assign read_o    = acts & read_q;
  assign seed_o    = acts & seed_q;
  assign neuron_o  = acts & neuron_q;
  assign row_o     = acts & row_q;
  assign weight_o  = acts & weight_q;
  assign clear_o   = asked_q & clear_q ? data_q[3:0] : 4'd0;
  assign refused_o = asked_q & (wrong_q | ~(idle_i | free_q));

  always @(posedge clk_i) begin : act
    done_q <= asked_q & rst_ni;
    if (asked_q) begin
      error_q     <= refused_o;
      done_addr_q <= addr_q;
    end
  end

  // ---- third clock ---------------------------------------------------------------------------

  assign show_o = done_addr_q[5:2];

  always @(posedge clk_i) begin : answer
    cfg_valid_o <= done_q & rst_ni;
    if (done_q) begin
      cfg_error_o <= error_q;
      case (done_addr_q[31:28])
        Common:
          case (done_addr_q[27:0])
            IdAt:     cfg_data_o <= 32'h4c494643;
            ShapeAt:  cfg_data_o <= Shape;
            FormatAt: cfg_data_o <= Format;
            StatusAt: cfg_data_o <= status_i;
            default:  cfg_data_o <= noise_i;
          endcase
        Neurons: cfg_data_o <= neuron_word_i;
        Rows:    cfg_data_o <= row_word_i;
        default: cfg_data_o <= weight_word_i;
      endcase
    end
  end

endmodule

`default_nettype wire
