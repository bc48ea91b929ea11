// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// This is proven of lif_core_config, which includes it under FORMAL only (`make formal-core`;
// testbenches/formal/core.sh says how, and at which widths), with accesses to any address in any
// clocks, and any words from the memories. Nothing is assumed of the surroundings. What is refused
// is written down here once more, from rtl/core_map.txt.
//
//   P16 answer     each access has exactly one answer, five clocks after it, unless a reset comes
//                  between; there are no others
//   P17 refused    an access is answered with an error, and refused_o tells it once, exactly where
//                  the map has no such word, the word is read only, or the core was not idle
//   P18 strobe     in the third clock of an access its region is told to read or to write, with its
//                  address and data, and no other region; what is refused tells none
//   P19 word       what a read answers is the word of its region
//
// pN_ labels an assertion and cN_ a cover: each assertion has a seeded fault of its label
// (testbenches/formal/core_faults.txt), and each property has a cover that its case occurs.

`ifdef LIF_PART

  reg        f_known = 1'b0; // there was a clock in reset
  // The accesses of the last five clocks, the latest one lowest; a reset ends them.
  reg [5:1]  f_valid = 5'd0;
  reg [5:1]  f_write;
  reg [5:2]  f_acts;
  reg [31:0] f_addr1, f_addr2, f_addr3, f_addr4, f_addr5;
  reg [31:0] f_data1, f_data2;
  reg [31:0] f_status4, f_noise4; // of one clock ago
  reg [31:0] f_status, f_noise;   // of two clocks ago
  reg [31:0] f_neuron, f_row, f_weight; // of one clock ago

  localparam [31:0] F_Neurons = 64 * 2 ** NeuronBits;
  localparam [31:0] F_Rows    = 4 * 2 * 2 ** NeuronBits;
  localparam [31:0] F_Weights = 4 * 2 ** WeightBits;
  localparam [31:0] F_Status  = 32'h0c, F_Seed = 32'h10;

  wire [31:0] f_within = {4'd0, f_addr1[27:0]};
  wire [31:0] f_word   = {26'd0, f_addr1[5:0]};
  reg         f_there;  // the map has such a word, which may be written where it is
  reg         f_always; // also while the core is busy
  always @* begin : f_map
    f_there  = 1'b0;
    f_always = 1'b0;
    if (f_addr1[31:28] == 0) begin
      f_there  = f_write[1] ? f_addr1 == F_Status | f_addr1 == F_Seed : f_addr1 <= F_Seed;
      f_always = !f_write[1] | f_addr1 == F_Status;
    end
    if (f_addr1[31:28] == 1) begin
      f_there = f_within < F_Neurons & f_word <= (f_write[1] ? 32'h28 : 32'h34);
    end
    if (f_addr1[31:28] == 2) f_there = f_within < F_Rows;
    if (f_addr1[31:28] == 3) f_there = f_within < F_Weights;
    if (f_addr1 % 4 != 0) f_there = 1'b0;
  end
  wire f_act = f_valid[1] & f_there & (idle_i | f_always);
  wire f_reads  = f_valid[2] & f_acts[2] & !f_write[2];
  wire f_writes = f_valid[2] & f_acts[2] & f_write[2];
  reg [31:0] f_right; // the word of the answer
  always @* begin : f_answer
    case (f_addr5)
      32'h00:  f_right = 32'h4c494643;
      32'h04:  f_right = Shape;
      32'h08:  f_right = Format;
      32'h0c:  f_right = f_status;
      32'h10:  f_right = f_noise;
      default: f_right = f_addr5[31:28] == 1 ? f_neuron : f_addr5[31:28] == 2 ? f_row : f_weight;
    endcase
  end

  always @(posedge clk_i) begin : f_ghosts
    f_known <= f_known | !rst_ni;
    f_valid <= rst_ni ? {f_valid[4:1], cfg_valid_i} : 5'd0;
    f_write <= {f_write[4:1], cfg_write_i};
    f_acts  <= {f_acts[4:2], f_act};
    f_addr1 <= cfg_addr_i;
    f_addr2 <= f_addr1;
    f_addr3 <= f_addr2;
    f_addr4 <= f_addr3;
    f_addr5 <= f_addr4;
    f_data1 <= cfg_data_i;
    f_data2 <= f_data1;
    f_status4 <= status_i;
    f_status  <= f_status4;
    f_noise4  <= noise_i;
    f_noise   <= f_noise4;
    f_neuron <= neuron_word_i;
    f_row    <= row_word_i;
    f_weight <= weight_word_i;
  end

  always @* begin : f_asserts
    if (f_known) begin
      p16_answer:  assert (cfg_valid_o == f_valid[5]);
      p16_asked:   assert (asked_o == f_valid[1]);
      p17_error:   assert (!cfg_valid_o | cfg_error_o == !f_acts[5]);
      p17_told:    assert (refused_o == (f_valid[2] & !f_acts[2]));
      p18_read:    assert (read_o == (f_reads & f_addr2[31:28] != 0));
      p18_show:    assert (show_o == f_valid[3] & (!show_o | shown_o == f_addr3[5:2]));
      p18_write:   assert ({weight_o, row_o, neuron_o} == {f_writes & f_addr2[31:28] == 3,
                           f_writes & f_addr2[31:28] == 2, f_writes & f_addr2[31:28] == 1});
      p18_seed:    assert (seed_o == (f_writes & f_addr2 == F_Seed));
      p18_clear:   assert (clear_o == (f_writes & f_addr2 == F_Status ? f_data2[3:0] : 4'd0));
      p18_word:    assert (!f_valid[2] | (addr_o == f_addr2[27:0] & data_o == f_data2));
      p19_word:    assert (!cfg_valid_o | cfg_error_o | f_write[5] | cfg_data_o == f_right);
    end
  end

  always @* begin : f_covers
    c16_each:      cover (f_known & &f_valid & f_acts[5] & !f_acts[4]);
    c17_busy:      cover (f_known & f_valid[1] & f_there & !f_act);
    c17_last:      cover (f_known & f_act & f_write[1] & f_addr1 == 32'h30000000 + F_Weights - 4);
    c17_beyond:    cover (f_known & cfg_valid_o & cfg_error_o & f_addr5 == 32'h20000000 + F_Rows);
    c18_clear:     cover (f_known & clear_o == 4'd5);
    c18_seed:      cover (f_known & seed_o);
    c19_word:      cover (f_known & cfg_valid_o & !cfg_error_o & !f_write[5]
                          & f_addr5 == 32'h10000000 + F_Neurons - 64);
  end
`endif
