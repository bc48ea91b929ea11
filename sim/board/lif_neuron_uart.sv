// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_neuron_uart: the board's top (rtl/lif_top.v) behind the ports of lif_neuron; simulation only.
//
// A host at the other end of the serial line: after a reset it asks the board for its format, writes
// the words, resets the neuron; then each step that it takes goes over the line as a command, and
// its answer comes back as the result. Its own serial port is written apart from the board's. A
// wrong or missing answer leaves ready_o or valid_o low for good, which the C side reports.

`default_nettype none

module lif_neuron_uart #(
  parameter integer StateWidth    = 32,
  parameter integer LeakFraction  = 31,
  parameter integer HoldWidth     = 16,
  parameter integer StateFraction = 24,
  parameter integer Rounding      = 0,
  parameter integer LeakCode      = 0,
  parameter integer Divider       = 8
) (
  input  wire                         clk_i,
  input  wire                         rst_ni,
  input  wire        [LeakFraction:0] leak_i,
  input  wire signed [StateWidth-1:0] threshold_i,
  input  wire signed [StateWidth-1:0] reset_i,
  input  wire signed [StateWidth-1:0] initial_i,
  input  wire        [HoldWidth-1:0]  initial_hold_i,
  input  wire                         compare_above_i,
  input  wire                         reset_subtract_i,
  input  wire                         valid_i,
  output logic                        ready_o,
  input  wire signed [StateWidth-1:0] drive_i,
  input  wire        [HoldWidth-1:0]  hold_i,
  output logic                        valid_o,
  output logic                        spike_o,
  output logic signed [StateWidth-1:0] membrane_o,
  output logic signed [StateWidth-1:0] membrane_before_o
);

  logic to_board, from_board, led;

  lif_top #(
    .StateWidth    (StateWidth),
    .StateFraction (StateFraction),
    .LeakFraction  (LeakFraction),
    .HoldWidth     (HoldWidth),
    .Rounding      (Rounding),
    .LeakCode      (LeakCode),
    .Divider       (Divider)
  ) u_board (
    .clk_i     (clk_i),
    .button_ni (rst_ni),
    .rx_i      (to_board),
    .tx_o      (from_board),
    .led_o     (led)
  );

`ifdef LIF_BOARD_NETLIST
  wire [HoldWidth-1:0] hold_q = '0;
`else
  wire [HoldWidth-1:0] hold_q = u_board.u_serial.u_neuron.hold_q;
`endif

  // ---- the host's serial port: a frame of bytes out, a frame of bytes in ----
  int          out_left, out_clock, in_clock, in_left, in_bit;
  logic [69:0] out_bits;           // ten a byte, the start bit lowest
  logic [71:0] in_bytes;           // the last one highest
  logic [7:0]  in_byte;

  // $(1) the byte, as the bits that go out
  function automatic [9:0] framed(input logic [7:0] data);
    return {1'b1, data, 1'b0};
  endfunction

  task automatic send(input int count, input logic [55:0] bytes, input int answers);
    for (int i = 0; i < 7; i++) out_bits[10*i +: 10] <= framed(bytes[8*i +: 8]);
    out_left  <= 10 * count;
    out_clock <= 0;
    in_left   <= answers;
  endtask

  // ---- what is said ----
  int   said;                      // commands since the reset; the seventh resets the neuron
  int   pause;
  logic stepping, waiting, faulty;

  function automatic [31:0] word(input int address);
    case (address)
      0:       return 32'(leak_i);
      1:       return 32'($signed(threshold_i));
      2:       return 32'($signed(reset_i));
      3:       return 32'($signed(initial_i));
      4:       return 32'(initial_hold_i);
      default: return {30'd0, reset_subtract_i, compare_above_i};
    endcase
  endfunction

  wire idle     = out_left == 0 & in_left == 0;
  wire answered = waiting & idle;
  wire [63:0] format = {8'(LeakCode), 8'(Rounding), 8'(HoldWidth), 8'(LeakFraction),
                        8'(StateFraction), 8'(StateWidth), 8'd1, "L"};

  always_ff @(posedge clk_i) begin
    valid_o <= 1'b0;
    // out
    if (out_left != 0) begin
      out_clock <= out_clock == Divider - 1 ? 0 : out_clock + 1;
      if (out_clock == 0) to_board <= out_bits[0];
      if (out_clock == Divider - 1) begin
        out_bits <= out_bits >> 1;
        out_left <= out_left - 1;
      end
    end else begin
      to_board <= 1'b1;
    end
    // in: bit 0 is the start bit, seen at its edge; the middle of bit n comes n bits and a half later
    if (in_bit < 0) begin
      in_clock <= 0;
      if (!from_board) in_bit <= 0;
    end else begin
      in_clock <= in_clock + 1;
      if (in_clock == in_bit * Divider + Divider / 2) begin
        if (in_bit >= 1 && in_bit <= 8) in_byte <= {from_board, in_byte[7:1]};
        if (in_bit == 0 && from_board || in_bit == 9 && !from_board) faulty <= 1'b1;
        in_bit <= in_bit == 9 ? -1 : in_bit + 1;
        if (in_bit == 9) begin
          in_bytes <= {in_byte, in_bytes[71:8]};
          in_left  <= in_left - 1;
          if (in_left == 0) faulty <= 1'b1; // nobody asked
        end
      end
    end
    // the conversation
    if (!rst_ni) begin
      said     <= 0;
      pause    <= 40; // until the board's reset is over
      stepping <= 1'b0;
      waiting  <= 1'b0;
      faulty   <= 1'b0;
      ready_o  <= 1'b0;
      out_left <= 0;
      in_left  <= 0;
      in_bit   <= -1;
      to_board <= 1'b1;
      spike_o  <= 1'b0;
      membrane_o        <= initial_i;
      membrane_before_o <= initial_i;
    end else if (pause != 0) begin
      pause <= pause - 1;
    end else if (faulty) begin
      ready_o <= 1'b0;
    end else if (answered) begin
      waiting <= 1'b0;
      if (stepping) begin
        valid_o           <= in_bytes[1];
        faulty            <= in_bytes[7:1] != 7'd1;
        spike_o           <= in_bytes[0];
        membrane_before_o <= in_bytes[8 +: StateWidth];
        membrane_o        <= in_bytes[40 +: StateWidth];
        ready_o           <= 1'b1;
        stepping          <= 1'b0;
      end else begin
        faulty  <= said == 1 ? in_bytes[71:8] != format : in_bytes[71:64] != "K";
        ready_o <= said == 8;
      end
    end else if (said < 8 & idle & !waiting) begin
      if (said == 0)      send(1, 56'("?"), 8);
      else if (said <= 6) send(6, {8'd0, word(said - 1), 8'(said - 1), "W"}, 1);
      else                send(1, 56'("I"), 1);
      said    <= said + 1;
      waiting <= 1'b1;
    end else if (valid_i & ready_o) begin
      send(7, {16'(hold_i), 32'($signed(drive_i)), "S"}, 9);
      ready_o  <= 1'b0;
      stepping <= 1'b1;
      waiting  <= 1'b1;
    end
  end

endmodule

`default_nettype wire
