// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// tb_board tests the board's top over its serial line, beyond what the co-simulation asks of it
// (sim/board/): every command, words that are read back, the reset button, and what a command does
// that is unknown, too early, broken off or garbled. It prints TAP.

`default_nettype none

module tb_board;
  localparam int Patience = 40, Settled = 40, Limit = 4000000; // of host.svh
  localparam int Divider = 8;

  logic clk = 1'b0, button_n = 1'b1, to_board = 1'b1;
  wire  from_board, led, flash_cs_n;
  wire  lit = led;

  lif_top #(.Divider(Divider)) u_board (
    .clk_i       (clk),
    .button_ni   (button_n),
    .flash_cs_no (flash_cs_n),
    .rx_i        (to_board),
    .tx_o        (from_board),
    .led_o       (led)
  );

  `include "host.svh"

  // ---- the conversation: what the host says and expects, in order ----

  // Writes a word and reads it back; `mask` has the bits that the word has.
  function automatic void word(input int address, input int value, input int mask, input string name);
    say(Send, "W", "");
    say(Send, address, "");
    bytes(Send, 4, value, "");
    say(Answer, "K", name);
    say(Send, "R", "");
    say(Send, address, "");
    bytes(Answer, 4, value & mask, name);
  endfunction

  function automatic void words(input int value);
    for (int i = 0; i < 4; i++) word(i, value, -1, "a word of 32 bits is kept");
    word(4, value, 32'hffff, "the initial hold is kept");
    word(5, value, 3, "the modes are kept");
    word(8'h86, value, 0, "there is no other word");
    word(8'h79, ~value, 0, "there is no other word");
  endfunction

  function automatic void step(input int drive, input int hold, input int shown, input int kept,
                               input bit spike, input string name);
    say(Send, "S", "");
    bytes(Send, 4, drive, "");
    bytes(Send, 2, hold, "");
    say(Answer, spike ? 3 : 2, name);
    bytes(Answer, 4, shown, name);
    bytes(Answer, 4, kept, name);
    say(Led, 32'(spike), name);
  endfunction

  function automatic void format(input string name);
    say(Send, "?", "");
    say(Answer, "L", name);
    bytes(Answer, 4, 32'h1f_18_20_01, name);
    bytes(Answer, 3, 16, name);
  endfunction

  function automatic void early_step(input string name);
    say(Send, "S", "");
    bytes(Send, 6, 0, "");
    say(Answer, "!", name);
    say(Silence, 0, name);
  endfunction

  function automatic void conversation();
    format("the format");
    early_step("no step before the first reset");
    words(-1);
    words(0);
    words(32'ha5c3_5a3c);
    say(Send, 8'hff, "");
    say(Answer, "!", "an unknown command");
    say(Send, 8'h80, "");
    say(Answer, "!", "an unknown command");
    say(Send, "W", "");
    say(Send, 1, "");
    say(Break, 0, "");
    format("a break ends a command that is half sent");
    say(Pulse, 0, "");
    say(Silence, 0, "a start bit that is gone in its middle is none");
    // With a threshold of 2, a reset of -1 and a leak of 1 the membrane is the drive.
    word(0, 32'h8000_0000, -1, "the leak is kept");
    word(1, 2, -1, "the threshold is kept");
    word(2, -1, -1, "the reset word is kept");
    word(3, 7, -1, "the initial word is kept");
    word(4, 1, -1, "the initial hold is kept");
    word(5, 0, -1, "the modes are kept");
    say(Send, "I", "");
    say(Answer, "K", "the neuron is reset");
    step(32'h5555_5555, 32'hffff, 7, 7, 1'b0, "the first step is held");
    step(32'h8000_0001, 32'haaaa, 32'h8000_0001, 32'h8000_0001, 1'b0, "a step to a negative drive");
    step(32'h7fff_fffe, 32'h0001, 32'h7fff_fffe, -1, 1'b1, "a spike");
    step(32'h7fff_fffe, 32'h0000, -1, -1, 1'b0, "a step that is held after it");
    step(1, 32'h5555, 1, 1, 1'b0, "a step below the threshold");
    step(2, 32'h0000, 2, -1, 1'b1, "a spike at the threshold");
    say(Send, "?", "");
    say(Press, 0, ""); // while the answer is on its way
    say(Silence, 0, "the button ends an answer");
    format("the format after the button");
    for (int i = 0; i < 6; i++) begin
      say(Send, "R", "");
      say(Send, i, "");
      bytes(Answer, 4, 0, "the button clears the words");
    end
    early_step("no step before the reset that follows");
  endfunction

`ifdef LIF_COVERAGE
  final $c("Verilated::threadContextp()->coveragep()->write(\"coverage.dat\");");
`endif

endmodule

`default_nettype wire
