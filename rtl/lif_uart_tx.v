// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_uart_tx puts bytes onto a serial line: 8 data bits, no parity, 1 stop bit.
//
// Handshake A byte is taken at each clock edge with valid_i and ready_o high.
// Timing    A bit is Divider clocks long; bytes follow each other without a gap.
// Reset     is synchronous and active low; the line is high then.

`default_nettype none

module lif_uart_tx #(
  parameter integer Divider = 104 // clocks a bit
) (
  input  wire       clk_i,
  input  wire       rst_ni,
  input  wire       valid_i,
  output wire       ready_o,
  input  wire [7:0] data_i,
  output wire       line_o   // the serial line, idle high
);

  localparam integer CountWidth = $clog2(Divider);
  localparam integer Whole      = Divider - 1;

  reg [CountWidth-1:0] count_q;
  reg [3:0]            left_q;  // bits that are not out yet
  reg [8:0]            shift_q;
  reg                  line_q;

  wire next = count_q == {CountWidth{1'b0}};
  wire last = next & left_q == 4'd0;

  always @(posedge clk_i) begin : send
    if (!rst_ni) begin
      count_q <= {CountWidth{1'b0}};
      left_q  <= 4'd0;
      shift_q <= 9'h1ff;
      line_q  <= 1'b1;
    end else if (!next) begin
      count_q <= count_q - 1'b1;
    end else if (left_q != 4'd0) begin
      count_q <= Whole[CountWidth-1:0];
      left_q  <= left_q - 1'b1;
      shift_q <= {1'b1, shift_q[8:1]};
      line_q  <= shift_q[0];
    end else if (valid_i) begin
      count_q <= Whole[CountWidth-1:0];
      left_q  <= 4'd9;
      shift_q <= {1'b1, data_i};
      line_q  <= 1'b0;
    end
  end

  assign ready_o = last;
  assign line_o  = line_q;

endmodule

`default_nettype wire
