// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_core_serial puts a lif_core behind a serial line: commands write and read its words, give it
// events and ticks, and return its spikes and what its neurons did.
//
// Each command is answered before the next one may be sent. Words are 4 bytes, counts, rows and
// neurons 2, the lowest byte first. A command but `?` ends with a checksum, and so does its answer:
// CRC-16-CCITT of its bytes (polynomial 1021, start ffff), its higher byte first. An answer is
//
//   ?                        8 bytes: "L", version 2, StateWidth, StateFraction, LeakFraction,
//                            HoldWidth, Residual, NeuronBits + 128 with D; no checksum
//   W address count words    writes words from a byte address on (rtl/core_map.txt); "K"
//   R address count          the words, and then "K"
//   V row                    gives an event; "K"
//   I                        resets the core; "K"
//   T                        runs a tick: "S" and the neuron for each spike as it leaves, "F" and
//                            a byte: bits 3:0 STATUS, 4 saturated_o, 5 the neurons were not shown
//                            in order, each once
//   D                        for each neuron of the last tick a byte, 1: it spiked, and the words
//                            Y, A before the jump, S_0, S_1 and X, with the sign; then "K"
//
// Refused   "E" for "K": the core refused an access; "C": the checksum is wrong, and but for words
//           that W has written nothing was done; "!": no such command, or D where it is not there.
// Break     (the line low for a byte) abandons a command that is half sent.
// Shows     where it is 0, D and its memory are not there: the core is judged by its spikes alone.
// Line      has 115,200 baud at 12 MHz with Divider = 104; a bit has at least 4 clocks.
// Reset     is synchronous and active low. Words of the core are RAM (rtl/lif_core.v).

`default_nettype none

module lif_core_serial #(
  parameter integer NeuronBits    = 8,
  parameter integer StateWidth    = 24,
  parameter integer StateFraction = 18,  // told, not used
  parameter integer LeakFraction  = 24,
  parameter integer WeightWidth   = 8,
  parameter integer AccWidth      = 17,
  parameter integer Receptors     = 1,
  parameter integer DelayBits     = 2,
  parameter integer LaneBits      = 2,
  parameter integer HoldWidth     = 8,
  parameter integer Residual      = 0,
  parameter integer Shows         = 1,
  parameter integer Divider       = 104  // clocks a bit
) (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire rx_i,
  output wire tx_o,
  output wire spike_o // the last tick had a spike
);
  localparam integer Neurons = 2 ** NeuronBits;
  localparam [3:0] Command = 4'd0, Header = 4'd1, Words = 4'd2, Check = 4'd3, Act = 4'd4,
                   Event = 4'd5, Reset = 4'd6, Begin = 4'd7, Tick = 4'd8, Read = 4'd9,
                   Fetch = 4'd10, Show = 4'd11, Send = 4'd12, Sum = 4'd13;
  wire       rx_valid, rx_break, tx_ready;
  wire [7:0] rx_data;
  reg  [3:0]  state_q;
  reg  [3:0]  after_q;    // the state after Send
  reg  [7:0]  command_q;
  reg  [2:0]  left_q;     // bytes that are still to come, or to be sent
  reg  [47:0] given_q;    // of a command, the last one highest
  reg  [31:0] word_q;     // a word that is written, its last byte highest; or what is sent
  reg  [15:0] crc_q;
  reg         error_q;    // an access was refused
  reg         read_q;     // an access of Read is given
  reg         write_q;    // a word of Words is given
  reg         core_rst_q; // active low
  reg         spike_q;
  reg  [2:0]  show_q;     // of D: 0 the spike, 1 Y, 2 A, 3 S_0, 4 S_1, 5 X
  reg  [NeuronBits:0] neuron_q;
  wire [31:0] address = given_q[31:0];
  wire [15:0] count   = given_q[47:32];
  wire        sends   = state_q == Send;
  wire        listens = state_q <= Check;
  function [15:0] crc_of(input [15:0] crc, input [7:0] data);
    reg [15:0] sum;
    integer i;
    begin
      sum = crc ^ {data, 8'd0};
      for (i = 0; i < 8; i = i + 1) sum = {sum[14:0], 1'b0} ^ (sum[15] ? 16'h1021 : 16'h0000);
      crc_of = sum;
    end
  endfunction

  // Gives the number of bytes that a command has between its first and its words or checksum.
  function [2:0] length(input [7:0] command);
    case (command)
      "W", "R": length = 3'd6;
      "V":      length = 3'd2;
      default:  length = 3'd0;
    endcase
  endfunction
  function is_command(input [7:0] command);
    is_command = command == "W" || command == "R" || command == "V" || command == "I"
                 || command == "T" || (command == "D" && Shows != 0);
  endfunction

  // ---- the core ------------------------------------------------------------------------------

  wire                         cfg_valid, cfg_error;
  wire [31:0]                  cfg_data;
  wire                         ev_ready, tick_ready, busy, out_valid;
  wire [NeuronBits-1:0]        out_neuron;
  wire                         saturated;
  wire [3:0]                   flags;
  wire                         seen_valid, seen_spike;
  wire [NeuronBits-1:0]        seen_neuron;
  wire signed [StateWidth-1:0] seen_a, seen_before, unused_s0, unused_s1, unused_after;
  // D reads S_0, S_1 and X from the core: the offsets of their words in rtl/core_map.txt.
  wire [5:0] offset = show_q == 3'd3 ? 6'h2c : show_q == 3'd4 ? 6'h30 : 6'h24;
  wire [31:0] shown_address = {4'd1, {(22 - NeuronBits) {1'b0}}, neuron_q[NeuronBits-1:0], offset};
  lif_core #(
    .NeuronBits   (NeuronBits),
    .StateWidth   (StateWidth),
    .LeakFraction (LeakFraction),
    .WeightWidth  (WeightWidth),
    .AccWidth     (AccWidth),
    .Receptors    (Receptors),
    .DelayBits    (DelayBits),
    .LaneBits     (LaneBits),
    .HoldWidth    (HoldWidth),
    .Residual     (Residual)
  ) u_core (
    .clk_i         (clk_i),
    .rst_ni        (core_rst_q),
    .cfg_valid_i   (read_q | write_q),
    .cfg_write_i   (write_q),
    .cfg_addr_i    (command_q == "D" ? shown_address : address),
    .cfg_data_i    (word_q),
    .cfg_valid_o   (cfg_valid),
    .cfg_error_o   (cfg_error),
    .cfg_data_o    (cfg_data),
    .ev_valid_i    (state_q == Event),
    .ev_ready_o    (ev_ready),
    .ev_row_i      (given_q[32 +: NeuronBits + 1]),
    .tick_valid_i  (state_q == Begin),
    .tick_ready_o  (tick_ready),
    .busy_o        (busy),
    .out_valid_o   (out_valid),
    .out_ready_i   (state_q == Tick),
    .out_neuron_o  (out_neuron),
    .saturated_o   (saturated),
    .flags_o       (flags),
    .seen_valid_o  (seen_valid),
    .seen_neuron_o (seen_neuron),
    .seen_spike_o  (seen_spike),
    .seen_s0_o     (unused_s0),
    .seen_s1_o     (unused_s1),
    .seen_a_o      (seen_a),
    .seen_before_o (seen_before),
    .seen_after_o  (unused_after)
  );

  // ---- what the neurons of the last tick showed ----------------------------------------------

  wire                         unordered; // not each once, in ascending order
  wire                         shown_spike;
  wire signed [StateWidth-1:0] shown_before, shown_a;
  function [31:0] carried(input signed [StateWidth-1:0] state);
    begin
      carried = {32{state[StateWidth-1]}};
      carried[StateWidth-1:0] = state;
    end
  endfunction
  generate
    if (Shows != 0) begin : gen_shows
      reg  [NeuronBits:0] next_q;
      reg                 unordered_q;
      reg  [Neurons-1:0]  spikes_q; // the one of neuron_q, or of the next to be shown, lowest
      wire                shows_spike = state_q == Show && show_q == 3'd0;
      assign unordered   = unordered_q | (next_q != Neurons[NeuronBits:0]);
      assign shown_spike = spikes_q[0];
      always @(posedge clk_i) begin : order
        if (state_q == Begin) begin
          next_q      <= {(NeuronBits + 1) {1'b0}};
          unordered_q <= 1'b0;
        end else if (seen_valid) begin
          next_q      <= next_q + 1'b1;
          unordered_q <= unordered_q | (next_q != {1'b0, seen_neuron});
        end
        if (seen_valid | shows_spike) begin
          spikes_q <= {seen_valid ? seen_spike : spikes_q[0], spikes_q[Neurons-1:1]};
        end
      end
      lif_ram #(
        .Width     (2 * StateWidth),
        .AddrWidth (NeuronBits)
      ) u_shown (
        .clk_i        (clk_i),
        .write_i      (seen_valid),
        .write_addr_i (seen_neuron),
        .write_data_i ({seen_a, seen_before}),
        .read_i       (state_q == Fetch),
        .read_addr_i  (neuron_q[NeuronBits-1:0]),
        .read_data_o  ({shown_a, shown_before})
      );
    end else begin : gen_hidden
      wire unused_seen = &{seen_valid, seen_spike, seen_neuron, seen_a, seen_before};
      assign unordered    = 1'b0;
      assign shown_spike  = 1'b0;
      assign shown_before = {StateWidth{1'b0}};
      assign shown_a      = {StateWidth{1'b0}};
    end
  endgenerate

  // ---- commands ------------------------------------------------------------------------------

  localparam [63:0] Told = {Shows != 0 ? 1'b1 : 1'b0, NeuronBits[6:0], Residual[7:0],
                            HoldWidth[7:0], LeakFraction[7:0], StateFraction[7:0],
                            StateWidth[7:0], 8'd2, "L"};
  reg tells_q; // the second half of Told is still to be sent
  always @(posedge clk_i) begin : commands
    if (!rst_ni | (rx_break & listens)) begin
      state_q <= Command;
      read_q  <= 1'b0;
      write_q <= 1'b0;
      tells_q <= 1'b0;
      if (!rst_ni) begin
        core_rst_q <= 1'b0;
        spike_q    <= 1'b0;
      end
    end else begin
      read_q     <= 1'b0;
      write_q    <= 1'b0;
      core_rst_q <= 1'b1;
      if (cfg_valid & cfg_error) error_q <= 1'b1;
      if (rx_valid & listens) crc_q <= crc_of(state_q == Command ? 16'hffff : crc_q, rx_data);
      case (state_q)
        Command: begin
          error_q <= 1'b0;
          if (rx_valid) begin
            command_q <= rx_data;
            left_q    <= length(rx_data) != 3'd0 ? length(rx_data) : 3'd2;
            state_q   <= length(rx_data) != 3'd0 ? Header : is_command(rx_data) ? Check : Act;
          end
        end
        Header: if (rx_valid) begin
          given_q <= {rx_data, given_q[47:8]};
          left_q  <= left_q - 1'b1;
          if (left_q == 3'd1) begin
            left_q  <= command_q == "W" && {rx_data, given_q[47:40]} != 16'd0 ? 3'd4 : 3'd2;
            state_q <= command_q == "W" && {rx_data, given_q[47:40]} != 16'd0 ? Words : Check;
          end
        end
        Words: begin
          if (write_q) begin
            given_q <= {count - 16'd1, address + 32'd4};
            if (count == 16'd1) begin
              left_q  <= 3'd2;
              state_q <= Check;
            end
          end else if (rx_valid) begin
            word_q  <= {rx_data, word_q[31:8]};
            left_q  <= left_q == 3'd1 ? 3'd4 : left_q - 1'b1;
            write_q <= left_q == 3'd1;
          end
        end
        Check: if (rx_valid) begin
          left_q <= left_q - 1'b1;
          if (left_q == 3'd1) state_q <= Act;
        end
        Act: begin
          crc_q    <= 16'hffff;
          word_q   <= {24'd0, error_q ? "E" : "K"};
          left_q   <= 3'd1;
          after_q  <= Sum;
          state_q  <= Send;
          show_q   <= 3'd0;
          neuron_q <= {(NeuronBits + 1) {1'b0}};
          if (command_q == "?") begin
            word_q  <= Told[31:0];
            left_q  <= 3'd4;
            tells_q <= 1'b1;
          end else if (!is_command(command_q)) begin
            word_q[7:0] <= "!";
          end else if (crc_q != 16'd0) begin
            word_q[7:0] <= "C";
          end else begin
            case (command_q)
              "R":     if (count != 16'd0) begin
                read_q  <= 1'b1;
                state_q <= Read;
              end
              "V":     state_q <= Event;
              "I":     {core_rst_q, state_q} <= {1'b0, Reset};
              "T":     {spike_q, state_q}    <= {1'b0, Begin};
              "D":     state_q <= Fetch;
              default: ;
            endcase
          end
        end
        Event: if (ev_ready) state_q <= Send;
        Reset: if (core_rst_q & ~busy) state_q <= Send;
        Begin: if (tick_ready) state_q <= Tick;
        Tick: begin // a spike leaves in this clock, or the tick may be over
          if (out_valid) begin
            word_q  <= {8'd0, {(16 - NeuronBits) {1'b0}}, out_neuron, "S"};
            left_q  <= 3'd3;
            after_q <= Tick;
            spike_q <= 1'b1;
            state_q <= Send;
          end else if (!busy) begin
            word_q  <= {18'd0, unordered, saturated, flags, "F"};
            left_q  <= 3'd2;
            after_q <= Sum;
            state_q <= Send;
          end
        end
        Read: if (cfg_valid) begin // a word of R or of D
          word_q  <= cfg_data;
          left_q  <= 3'd4;
          state_q <= Send;
          if (command_q == "D") begin
            show_q   <= show_q == 3'd5 ? 3'd0 : show_q + 1'b1;
            after_q  <= show_q == 3'd5 ? Fetch : Show;
            if (show_q == 3'd5) neuron_q <= neuron_q + 1'b1;
          end else begin
            given_q <= {count - 16'd1, address + 32'd4};
            after_q <= count == 16'd1 ? Act : Read;
          end
        end
        Fetch: begin
          after_q <= Sum;
          word_q  <= {24'd0, error_q ? "E" : "K"};
          left_q  <= 3'd1;
          state_q <= neuron_q[NeuronBits] ? Send : Show;
        end
        Show: begin
          after_q <= Show;
          state_q <= Send;
          left_q  <= 3'd4;
          show_q  <= show_q + 1'b1;
          case (show_q)
            3'd0: begin
              word_q <= {31'd0, shown_spike};
              left_q <= 3'd1;
            end
            3'd1: word_q <= carried(shown_before);
            3'd2: word_q <= carried(shown_a);
            default: begin // S_0, S_1 and X
              show_q  <= show_q;
              read_q  <= 1'b1;
              state_q <= Read;
            end
          endcase
        end
        Send: if (tx_ready) begin
          crc_q  <= crc_of(crc_q, word_q[7:0]);
          word_q <= word_q >> 8;
          left_q <= left_q - 1'b1;
          if (left_q == 3'd1) begin
            state_q <= after_q;
            if (after_q == Read) read_q <= 1'b1; // the next word of R
            if (after_q == Act) begin            // R is over
              word_q  <= {24'd0, error_q ? "E" : "K"};
              left_q  <= 3'd1;
              after_q <= Sum;
              state_q <= Send;
            end
            if (after_q == Sum) begin
              left_q <= 3'd2;
              if (command_q == "?") begin
                word_q  <= Told[63:32];
                left_q  <= 3'd4;
                tells_q <= 1'b0;
                state_q <= tells_q ? Send : Command;
              end
            end
          end
        end
        default: if (tx_ready) begin // Sum: what is sent of the checksum is its higher byte
          crc_q  <= {crc_q[7:0], 8'd0};
          left_q <= left_q - 1'b1;
          if (left_q == 3'd1) state_q <= Command;
        end
      endcase
    end
  end
  lif_uart_rx #(.Divider(Divider)) u_rx (
    .clk_i   (clk_i),
    .rst_ni  (rst_ni),
    .line_i  (rx_i),
    .valid_o (rx_valid),
    .data_o  (rx_data),
    .break_o (rx_break)
  );
  lif_uart_tx #(.Divider(Divider)) u_tx (
    .clk_i   (clk_i),
    .rst_ni  (rst_ni),
    .valid_i (sends | (state_q == Sum)),
    .ready_o (tx_ready),
    .data_i  (sends ? word_q[7:0] : crc_q[15:8]),
    .line_o  (tx_o)
  );
  assign spike_o = spike_q;
endmodule

`default_nettype wire
