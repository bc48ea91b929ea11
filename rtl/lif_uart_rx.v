// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_uart_rx takes bytes from a serial line: 8 data bits, no parity, 1 stop bit.
//
// Timing    The line is sampled in the middle of each bit, which is Divider clocks long (at least
//           4); it may be asynchronous to the clock (two flops).
// Result    valid_o is high for one clock with a byte on data_o. A byte without its stop bit is not
//           a byte: break_o is high for one clock instead, and the line must go high before the
//           next one. There is no back-pressure.
// Reset     is synchronous and active low.

`default_nettype none

module lif_uart_rx #(
  parameter integer Divider = 104 // clocks a bit
) (
  input  wire       clk_i,
  input  wire       rst_ni,
  input  wire       line_i,  // the serial line, idle high
  output wire       valid_o,
  output wire [7:0] data_o,
  output wire       break_o
);

  localparam integer CountWidth = $clog2(Divider);
  localparam integer Middle     = Divider / 2 - 1;
  localparam integer Whole      = Divider - 1;

  reg [1:0]            line_q;
  reg [CountWidth-1:0] count_q;
  reg [3:0]            bit_q;   // 0: idle or start bit, 1 .. 8: data, 9: stop
  reg                  busy_q;
  reg                  high_q;  // the line was high since the last byte
  reg [7:0]            data_q;
  reg                  valid_q;
  reg                  break_q;

  wire line = line_q[1];

  always @(posedge clk_i) begin : receive
    line_q  <= {line_q[0], line_i};
    valid_q <= 1'b0;
    break_q <= 1'b0;
    if (!rst_ni) begin
      line_q  <= 2'b11;
      count_q <= {CountWidth{1'b0}};
      bit_q   <= 4'd0;
      busy_q  <= 1'b0;
      high_q  <= 1'b0;
      data_q  <= 8'd0;
    end else if (!busy_q) begin
      high_q <= line;
      if (!line & high_q) begin
        busy_q  <= 1'b1;
        bit_q   <= 4'd0;
        count_q <= Middle[CountWidth-1:0];
      end
    end else if (count_q != {CountWidth{1'b0}}) begin
      count_q <= count_q - 1'b1;
    end else begin
      count_q <= Whole[CountWidth-1:0];
      bit_q   <= bit_q + 1'b1;
      if (bit_q == 4'd0) begin
        busy_q <= !line; // a start bit that is gone was none
      end else if (bit_q == 4'd9) begin
        busy_q  <= 1'b0;
        high_q  <= line;
        valid_q <= line;
        break_q <= !line;
      end else begin
        data_q <= {line, data_q[7:1]};
      end
    end
  end

  assign valid_o = valid_q;
  assign data_o  = data_q;
  assign break_o = break_q;

endmodule

`default_nettype wire
