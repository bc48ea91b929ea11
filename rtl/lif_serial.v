// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_serial puts a neuron behind a serial line: commands set its words, feed it drives and return
// what it does.
//
// Each command is answered before the next one may be sent. Words are 4 bytes, the lowest first,
// and sign-extended where they are signed; holds are 2 bytes.
//
//   ?                        8 bytes: "L", version 1, StateWidth, StateFraction, LeakFraction,
//                            HoldWidth, rounding (1: residual), leak digits + 64 for shift terms
//   W address word           sets a word, answers "K"
//   R address                answers the word that the neuron has at its port
//   I                        resets the neuron, answers "K"
//   S drive hold             one step; answers a byte (bit 0 the spike, bit 1 set), membrane before
//                            the reset, membrane after it
//   anything else            answers "!"
//
// Addresses are 0 leak, 1 threshold, 2 reset, 3 initial, 4 initial hold, 5 modes (bit 0 compare
//           above, bit 1 reset by subtraction); writing another one does nothing, reading it gives
//           0.
// Words     act on the steps that follow; initial and initial hold with the command I.
// Line      has 115,200 baud at 12 MHz with Divider = 104. A break (the line low for a byte)
//           abandons a command that is half sent.
// Reset     is synchronous and active low: words are 0, and the neuron is in reset until command I.

`default_nettype none

`ifndef LIF_NEURON
`define LIF_NEURON lif_neuron
`define LIF_NEURON_PARAMETERS
`endif

module lif_serial #(
  parameter integer StateWidth    = 32,
  parameter integer StateFraction = 24, // told, not used
  parameter integer LeakFraction  = 31,
  parameter integer HoldWidth     = 16, // 16 at the most
  parameter integer Rounding      = 0,  // told: 1 residual
  parameter integer LeakCode      = 0,  // told: digits of the leak, + 64 for shift terms
  parameter integer Divider       = 104 // clocks a bit
) (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire rx_i,
  output wire tx_o,
  output wire spike_o // the last step spiked
);

  localparam [2:0] Command = 3'd0, Gather = 3'd1, Act = 3'd2, Reset = 3'd3, Step = 3'd4,
                   Wait = 3'd5, Answer = 3'd6;

  wire       rx_valid, rx_break, tx_ready;
  wire [7:0] rx_data;

  reg [2:0]  state_q;
  reg [7:0]  command_q;
  reg [2:0]  left_q;         // bytes of the command that are still to come
  reg [47:0] given_q;        // its bytes, the last one highest
  reg [71:0] answer_q;       // the first one lowest
  reg [3:0]  answers_q;      // how many are left to send
  reg        neuron_rst_q;   // active low

  reg        [LeakFraction:0] leak_q;
  reg signed [StateWidth-1:0] threshold_q, reset_q, initial_q;
  reg        [HoldWidth-1:0]  initial_hold_q;
  reg                         above_q, subtract_q;

  wire                         ready, valid, spike;
  wire signed [StateWidth-1:0] membrane, shown;

  // Extends a state word to what the line carries.
  function [31:0] carried(input [StateWidth-1:0] state);
    reg [31+StateWidth:0] wide;
    begin
      wide    = {{32{state[StateWidth-1]}}, state};
      carried = wide[31:0];
    end
  endfunction

  // Gives the number of bytes that a command has after its first.
  function [2:0] length(input [7:0] command);
    begin
      case (command)
        "W":     length = 3'd5;
        "R":     length = 3'd1;
        "S":     length = 3'd6;
        default: length = 3'd0;
      endcase
    end
  endfunction

  // A W has its address first, which is the lowest of its five bytes; R has nothing else.
  wire [7:0]  address = command_q == "W" ? given_q[15:8] : given_q[47:40];
  wire [31:0] word    = given_q[47:16];
  reg  [31:0] read;

  always @* begin : select
    read = 32'd0;
    case (address)
      8'd0:    read[LeakFraction:0]   = leak_q;
      8'd1:    read                   = carried(threshold_q);
      8'd2:    read                   = carried(reset_q);
      8'd3:    read                   = carried(initial_q);
      8'd4:    read[HoldWidth-1:0]    = initial_hold_q;
      8'd5:    read[1:0]              = {subtract_q, above_q};
      default: read                   = 32'd0;
    endcase
  end

  always @(posedge clk_i) begin : words
    if (!rst_ni) begin
      leak_q         <= {(LeakFraction + 1){1'b0}};
      threshold_q    <= {StateWidth{1'b0}};
      reset_q        <= {StateWidth{1'b0}};
      initial_q      <= {StateWidth{1'b0}};
      initial_hold_q <= {HoldWidth{1'b0}};
      above_q        <= 1'b0;
      subtract_q     <= 1'b0;
    end else if (state_q == Act & command_q == "W") begin
      case (address)
        8'd0:    leak_q                <= word[LeakFraction:0];
        8'd1:    threshold_q           <= word[StateWidth-1:0];
        8'd2:    reset_q               <= word[StateWidth-1:0];
        8'd3:    initial_q             <= word[StateWidth-1:0];
        8'd4:    initial_hold_q        <= word[HoldWidth-1:0];
        8'd5:    {subtract_q, above_q} <= word[1:0];
        default: ;
      endcase
    end
  end

  always @(posedge clk_i) begin : commands
    if (!rst_ni | (rx_break & state_q <= Gather)) begin
      state_q   <= Command;
      command_q <= 8'd0;
      left_q    <= 3'd0;
      answers_q <= 4'd0;
      if (!rst_ni) neuron_rst_q <= 1'b0;
    end else begin
      case (state_q)
        Command: if (rx_valid) begin
          command_q <= rx_data;
          left_q    <= length(rx_data);
          state_q   <= length(rx_data) == 3'd0 ? Act : Gather;
        end
        Gather: if (rx_valid) begin
          given_q <= {rx_data, given_q[47:8]};
          left_q  <= left_q - 1'b1;
          if (left_q == 3'd1) state_q <= Act;
        end
        Act: begin
          state_q   <= command_q == "I" ? Reset : command_q == "S" ? Step : Answer;
          answers_q <= command_q == "?" ? 4'd8 : command_q == "R" ? 4'd4 : 4'd1;
          case (command_q)
            "?":     answer_q <= {8'd0, LeakCode[7:0], Rounding[7:0], HoldWidth[7:0],
                                  LeakFraction[7:0], StateFraction[7:0], StateWidth[7:0], 8'd1,
                                  "L"};
            "W":     answer_q <= {64'd0, "K"};
            "R":     answer_q <= {40'd0, read};
            "I":     answer_q <= {64'd0, "K"};
            default: answer_q <= {64'd0, "!"};
          endcase
          if (command_q == "I") neuron_rst_q <= 1'b0;
        end
        Reset: begin // one clock in reset is enough; then it must be ready
          neuron_rst_q <= 1'b1;
          if (ready) state_q <= Answer;
        end
        Step: if (!neuron_rst_q) begin // no step before the first reset
          answer_q  <= {64'd0, "!"};
          answers_q <= 4'd1;
          state_q   <= Answer;
        end else if (ready) begin
          state_q <= Wait;
        end
        Wait: if (valid) begin
          answer_q  <= {carried(membrane), carried(shown), 6'd0, 1'b1, spike};
          answers_q <= 4'd9;
          state_q   <= Answer;
        end
        Answer: if (tx_ready) begin
          answer_q  <= answer_q >> 8;
          answers_q <= answers_q - 1'b1;
          if (answers_q == 4'd1) state_q <= Command;
        end
        default: state_q <= Command;
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
    .valid_i (state_q == Answer),
    .ready_o (tx_ready),
    .data_i  (answer_q[7:0]),
    .line_o  (tx_o)
  );

  `LIF_NEURON #(
    .StateWidth   (StateWidth),
    .LeakFraction (LeakFraction),
    .HoldWidth    (HoldWidth)
    `LIF_NEURON_PARAMETERS
  ) u_neuron (
    .clk_i             (clk_i),
    .rst_ni            (neuron_rst_q),
    .leak_i            (leak_q),
    .threshold_i       (threshold_q),
    .reset_i           (reset_q),
    .initial_i         (initial_q),
    .initial_hold_i    (initial_hold_q),
    .compare_above_i   (above_q),
    .reset_subtract_i  (subtract_q),
    .valid_i           (state_q == Step & neuron_rst_q),
    .ready_o           (ready),
    .drive_i           (given_q[StateWidth-1:0]),
    .hold_i            (given_q[32 +: HoldWidth]),
    .valid_o           (valid),
    .spike_o           (spike),
    .membrane_o        (membrane),
    .membrane_before_o (shown)
  );

  assign spike_o = spike;

endmodule

`default_nettype wire
