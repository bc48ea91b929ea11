// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// tt_um_lif_neuron is an 8-bit neuron with residual rounding behind the pins of a TinyTapeout tile.
//
//   ui_in         a byte: a word, or the drive of a step
//   uio_in[0]     write: the byte is shifted into the low end of the addressed word
//   uio_in[1]     step: the byte is the drive of a step, taken where uio_out[5] is high
//   uio_in[4:2]   address: 0 leak, 1 threshold, 2 reset, 3 initial, 4 initial hold, 5 modes,
//                 6 hold; holds have 16 bits: two writes, the high byte first
//   uio_out[5]    ready: a step is taken
//   uio_out[6]    valid, one clock: the result of a step is there
//   uio_out[7]    spike of the last step
//   uo_out        the membrane after the last step; with an odd address the one before its reset
//
// Modes     are bit 0 compare above, bit 1 reset by subtraction, and bit 7 run: where it is 0 the
//           neuron is in reset.
// Format    is Q4.4, and the leak has 7 fraction bits (q4_4_serial_r of rtl/variants.txt).
// Reset     is rst_n, active low, sampled by the clock: all words are 0, and the neuron is in
//           reset.

`default_nettype none

module tt_um_lif_neuron (
  input  wire [7:0] ui_in,
  output wire [7:0] uo_out,
  input  wire [7:0] uio_in,
  output wire [7:0] uio_out,
  output wire [7:0] uio_oe,
  input  wire       ena,
  input  wire       clk,
  input  wire       rst_n
);

  reg        [7:0]  leak_q, threshold_q, reset_q, initial_q, modes_q;
  reg        [15:0] initial_hold_q, hold_q;

  wire              ready, valid, spike;
  wire signed [7:0] membrane, shown;
  wire              write   = uio_in[0];
  wire              step    = uio_in[1];
  wire [2:0]        address = uio_in[4:2];

  always @(posedge clk) begin : words
    if (!rst_n) begin
      leak_q         <= 8'd0;
      threshold_q    <= 8'd0;
      reset_q        <= 8'd0;
      initial_q      <= 8'd0;
      modes_q        <= 8'd0;
      initial_hold_q <= 16'd0;
      hold_q         <= 16'd0;
    end else if (write) begin
      case (address)
        3'd0:    leak_q         <= ui_in;
        3'd1:    threshold_q    <= ui_in;
        3'd2:    reset_q        <= ui_in;
        3'd3:    initial_q      <= ui_in;
        3'd4:    initial_hold_q <= {initial_hold_q[7:0], ui_in};
        3'd5:    modes_q        <= ui_in;
        3'd6:    hold_q         <= {hold_q[7:0], ui_in};
        default: ;
      endcase
    end
  end

  lif_neuron_serial #(
    .StateWidth   (8),
    .LeakFraction (7),
    .HoldWidth    (16),
    .Residual     (1)
  ) u_neuron (
    .clk_i             (clk),
    .rst_ni            (rst_n & modes_q[7]),
    .leak_i            (leak_q),
    .threshold_i       (threshold_q),
    .reset_i           (reset_q),
    .initial_i         (initial_q),
    .initial_hold_i    (initial_hold_q),
    .compare_above_i   (modes_q[0]),
    .reset_subtract_i  (modes_q[1]),
    .valid_i           (step & !write),
    .ready_o           (ready),
    .drive_i           (ui_in),
    .hold_i            (hold_q),
    .valid_o           (valid),
    .spike_o           (spike),
    .membrane_o        (membrane),
    .membrane_before_o (shown)
  );

  assign uo_out  = address[0] ? shown : membrane;
  assign uio_out = {spike, valid, ready, 5'b00000};
  assign uio_oe  = 8'b11100000;

  wire unused = &{1'b0, ena, uio_in[7:5], modes_q[6:2]};

endmodule

`default_nettype wire
