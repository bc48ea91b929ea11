// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// This is proven of lif_core with its configuration, which includes it under FORMAL only (`make
// formal-core`; testbenches/formal/core.sh says how, and at which widths). Nothing is assumed of
// the surroundings, and events, ticks and other accesses may come in any clock. Of each memory one
// word is there, at the address that is looked at; what any other word gives may be anything.
//
//   P20 readback   a word that was written is what is read of its address, as wide as the core has
//                  it, after any accesses, events and ticks; X, the hold and the noise word until a
//                  tick begins; a write of X sets S_0 and S_1 to 0, one of the hold sets A to 0
//
// pN_ labels an assertion and cN_ a cover: each assertion has a seeded fault of its label
// (testbenches/formal/core_faults.txt), and each property has a cover that its case occurs.

  // Any address, and any bit of its word, always the same.
  (* anyconst *) reg [31:0] f_place;
  (* anyconst *) reg [4:0]  f_bit;

  reg       f_kept  = 1'b0; // the word was written, and has not been changed by a tick
  reg       f_value = 1'b0; // its bit
  reg [5:1] f_asks  = 5'd0; // a read of the address was given one to five clocks ago
  reg [5:3] f_holds;        // with f_kept and f_value in its third clock
  reg [5:3] f_values;
  reg [5:3] f_aged;         // and whether a tick had run
  reg       f_old   = 1'b0; // a tick ran since the word was written
  reg       f_other = 1'b0; // the address was written, and then another one of its region

  wire [3:0]            f_region = f_place[31:28];
  wire [3:0]            f_number = f_place[5:2];
  wire [NeuronBits-1:0] f_of     = f_place[NeuronBits+5:6]; // the neuron
  wire [NeuronBits:0]   f_line   = f_place[NeuronBits+3-1:2]; // the row
  wire [WeightBits-1:0] f_lanes  = f_place[WeightBits+1:2];   // {row, group}
  wire f_strobe = f_region == 0 ? cfg_seed : f_region == 1 ? cfg_neuron
                : f_region == 2 ? cfg_row : cfg_weight & f_region == 3;
  wire f_kept_by = f_strobe & (cfg_addr == f_place[27:0] | (f_region == 0 & f_place == 32'h10));
  // A state that only a write of X or of the hold sets, to 0.
  wire f_cleared = cfg_neuron & f_region == 1 & cfg_addr[27:6] == f_place[27:6]
                 & f_place[1:0] == 0
                 & ((f_number == 11 | f_number == 12) & cfg_addr[5:2] == 9
                    | f_number == 13 & cfg_addr[5:2] == 10);
  wire f_passes = f_region == 0 | (f_region == 1 & f_number >= 9); // a tick changes it
  wire signed [StateWidth-1:0] f_signed = cfg_data[StateWidth-1:0];
  reg [31:0] f_expected;
  always @* begin : f_width
    f_expected = 32'd0;
    case (f_region)
      4'd0: f_expected = cfg_data;
      4'd1: case (f_number)
        4'd0, 4'd1, 4'd2, 4'd3: f_expected[LeakFraction:0] = cfg_data[LeakFraction:0];
        4'd8:    f_expected[HoldWidth+18:0] = cfg_data[HoldWidth+18:0];
        4'd10:   f_expected[HoldWidth-1:0] = cfg_data[HoldWidth-1:0];
        default: begin
          f_expected = {32{f_signed[StateWidth-1]}};
          f_expected[StateWidth-1:0] = f_signed;
        end
      endcase
      4'd2: begin
        f_expected[DelayBits-1:0] = cfg_data[DelayBits-1:0];
        f_expected[8] = Receptors == 2 & cfg_data[8];
      end
      default: f_expected[2**LaneBits*WeightWidth-1:0] = cfg_data[2**LaneBits*WeightWidth-1:0];
    endcase
  end

  always @(posedge clk_i) begin : f_word_ghosts
    f_asks <= rst_ni ? {f_asks[4:1], cfg_valid_i & !cfg_write_i & cfg_addr_i == f_place} : 5'd0;
    f_holds  <= {f_holds[4:3], f_kept};
    f_values <= {f_values[4:3], f_value};
    f_aged   <= {f_aged[4:3], f_old};
    if (!f_known) begin
      f_kept <= 1'b0;
    end else if (f_kept_by) begin
      f_kept  <= 1'b1;
      f_value <= f_expected[f_bit];
      f_old   <= 1'b0;
      f_other <= 1'b0;
    end else if (f_cleared) begin
      f_kept  <= 1'b1;
      f_value <= 1'b0;
    end else begin
      if (f_passes & (run | seen_valid_o)) f_kept <= 1'b0;
      if (f_kept & run) f_old <= 1'b1;
      if (f_kept & f_strobe) f_other <= 1'b1;
    end
  end

  wire f_answers = f_known & cfg_valid_o & !cfg_error_o & f_asks[5] & f_holds[5];

  always @* begin : f_word_asserts
    if (f_answers) begin
      p20_readback:  assert (cfg_data_o[f_bit] == f_values[5]);
    end
  end

  always @* begin : f_word_covers
    c20_leak:      cover (f_answers & f_values[5] & f_region == 1 & f_number == 3 & f_other
                          & f_aged[5]);
    c20_word:      cover (f_answers & f_values[5] & f_region == 1 & f_number == 7 & f_bit == 31);
    c20_mode:      cover (f_answers & f_values[5] & f_region == 1 & f_number == 8 & f_bit > 18);
    c20_state:     cover (f_answers & f_values[5] & f_region == 1 & f_number == 9 & f_of == 2);
    c20_adapts:    cover (f_answers & f_region == 1 & f_number == 13);
    c20_row:       cover (f_answers & f_values[5] & f_region == 2 & f_other & f_line == 5);
    c20_weight:    cover (f_answers & f_values[5] & f_region == 3 & f_other & f_aged[5]);
    c20_seed:      cover (f_answers & f_values[5] & f_region == 0);
  end
