// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// tb_core_board tests the board's top with a core of two neurons over its serial line, beyond what the
// co-simulation asks of it (sim/board/): every command, spikes and words of both neurons and both receptors,
// checksums, the reset button, and what a command does that is unknown, refused, broken off or garbled.
// With Shows = 0 the board keeps no state, and its light is on where the pin is low. It prints TAP.

`default_nettype none

module tb_core_board #(
  parameter int Shows = 1
);
  localparam int Patience = 400, Settled = 64, Limit = 8000000; // of host.svh
  localparam int Divider = 4, StateWidth = 12, LeakFraction = 6, One = 64;

  logic clk = 1'b0, button_n = 1'b1, to_board = 1'b1;
  wire  from_board, led, flash_cs_n;
  wire  lit = led ^ (Shows == 0);

  lif_core_top #(
    .NeuronBits    (1),
    .StateWidth    (StateWidth),
    .StateFraction (8),
    .LeakFraction  (LeakFraction),
    .WeightWidth   (4),
    .AccWidth      (7),
    .Receptors     (2),
    .DelayBits     (1),
    .LaneBits      (0),
    .HoldWidth     (2),
    .Residual      (1),
    .Shows         (Shows),
    .Divider       (Divider),
    .LedLow        (Shows == 0 ? 1 : 0)
  ) u_board (
    .clk_i       (clk),
    .button_ni   (button_n),
    .flash_cs_no (flash_cs_n),
    .rx_i        (to_board),
    .tx_o        (from_board),
    .led_o       (led)
  );

  `include "host.svh"

  // ---- the conversation: what the host says and expects, in order. A command begins with
  // Fresh and ends with SendSum, and its answer ends with Sum ----

  function automatic void begins(input string command);
    say(Fresh, 0, "");
    say(Send, 32'(command[0]), "");
  endfunction

  function automatic void access(input string command, input int address, input int n);
    begins(command);
    bytes(Send, 4, address, "");
    bytes(Send, 2, n, "");
  endfunction

  function automatic void ends(input string answer, input string name);
    say(Answer, 32'(answer[0]), name);
    say(Sum, 0, name);
  endfunction

  function automatic void plain(input string command, input string answer, input string name);
    begins(command);
    say(SendSum, 0, "");
    ends(answer, name);
  endfunction

  // Writes a word and reads it back as `kept`; where it cannot be written, `answer` is E.
  function automatic void write(input int address, input int value, input string answer, input string name);
    access("W", address, 1);
    bytes(Send, 4, value, "");
    say(SendSum, 0, "");
    ends(answer, name);
  endfunction

  function automatic void read(input int address, input int kept, input string name);
    access("R", address, 1);
    say(SendSum, 0, "");
    bytes(Answer, 4, kept, name);
    ends("K", name);
  endfunction

  function automatic void event_of(input int row, input string name);
    begins("V");
    bytes(Send, 2, row, "");
    say(SendSum, 0, "");
    ends("K", name);
  endfunction

  function automatic void format(input string name);
    begins("?");
    say(Answer, "L", name);
    bytes(Answer, 4, 32'h06_08_0c_02, name);
    bytes(Answer, 3, {8'(Shows != 0 ? 8'h81 : 8'h01), 8'd1, 8'd2}, name);
  endfunction

  // Writes all words of a neuron in one command. It has no memory but its adaptation: leaks are 1, and the
  // leak of the adaptation is 0.
  function automatic void neuron(input int i, input int threshold, input int drive, input int jump);
    access("W", 32'h1000_0000 + 64 * i, 11);
    bytes(Send, 4, One, "");
    bytes(Send, 4, One, "");
    bytes(Send, 4, One, "");
    bytes(Send, 4, 0, "");
    bytes(Send, 4, threshold, "");
    bytes(Send, 4, drive, "");
    bytes(Send, 4, i - 1, ""); // reset: -1 and 0
    bytes(Send, 4, jump, "");
    bytes(Send, 4, 0, "");
    bytes(Send, 4, 0, "");
    bytes(Send, 4, 0, "");
    say(SendSum, 0, "");
    ends("K", "eleven words in one command");
  endfunction

  // This checks what a neuron shows of a tick: its membrane is its drive and both currents.
  function automatic void shown(input int i, input bit spike, input int drive, input int a,
                                input int s0, input int s1, input string name);
    say(Answer, 32'(spike), name);
    bytes(Answer, 4, drive + s0 + s1, name);
    bytes(Answer, 4, a, name);
    bytes(Answer, 4, s0, name);
    bytes(Answer, 4, s1, name);
    bytes(Answer, 4, spike ? i - 1 : drive + s0 + s1, name);
  endfunction

  function automatic void tick(input bit [1:0] spikes, input int flags, input string name);
    begins("T");
    say(SendSum, 0, "");
    for (int i = 0; i < 2; i++) begin
      if (spikes[i]) begin
        say(Answer, "S", name);
        bytes(Answer, 2, i, name);
      end
    end
    say(Answer, "F", name);
    say(Answer, flags, name);
    say(Sum, 0, name);
    say(Led, 32'(spikes != 0), name);
  endfunction

  // Two ticks of both neurons with these drives. Each spikes in the first one, and its adaptation is then its
  // jump; in the second one it spikes where its drive is high enough for that.
  function automatic void ticks(input int drive_0, input int drive_1, input int jump_0, input int jump_1);
    bit again_0, again_1;
    again_0 = drive_0 >= jump_0 - 2048;
    again_1 = drive_1 >= jump_1 - 2048;
    neuron(0, -2048, drive_0, jump_0);
    neuron(1, -2048, drive_1, jump_1);
    event_of(0, "an event of receptor 0");
    event_of(1, "an event of receptor 1");
    tick(2'b11, 0, "a tick with two spikes");
    if (Shows != 0) begin
      begins("D");
      say(SendSum, 0, "");
      shown(0, 1'b1, drive_0, 0, 3, -4, "what neuron 0 showed");
      shown(1, 1'b1, drive_1, 0, -2, 7, "what neuron 1 showed");
      ends("K", "the end of what is shown");
    end
    tick({again_1, again_0}, 0, "a tick after it");
    if (Shows != 0) begin
      begins("D");
      say(SendSum, 0, "");
      shown(0, again_0, drive_0, jump_0, 0, 0, "the adaptation of neuron 0");
      shown(1, again_1, drive_1, jump_1, 0, 0, "the adaptation of neuron 1");
      ends("K", "the end of what is shown");
    end
  endfunction

  // A header of these bytes, with a wrong checksum: nothing is done.
  function automatic void garbled(input string command, input int value);
    access(command, value, value);
    bytes(Send, 2, value, "");
    ends("C", "a wrong checksum");
  endfunction

  function automatic void conversation();
    format("the format");
    for (int i = 0; i < 2; i++) begin
      neuron(i, 0, 0, 0);
    end
    for (int row = 0; row < 4; row++) begin // an input of each receptor; spikes do not act
      write(32'h2000_0000 + 4 * row, row == 1 ? 32'h100 : row < 2 ? 0 : 1, "K", "a row");
      read(32'h2000_0000 + 4 * row, row == 1 ? 32'h100 : row < 2 ? 0 : 1, "a row");
      for (int i = 0; i < 2; i++) begin
        write(32'h3000_0000 + 8 * row + 4 * i, row == 0 ? 3 - 5 * i : row == 1 ? 11 * i - 4 : 0, "K", "a weight");
      end
    end
    plain("I", "K", "the core is reset");
    read(32'h0000_0000, 32'h4c49_4643, "the letters of a core");
    write(32'h0000_0010, -1, "K", "the noise word");
    read(32'h0000_0010, -1, "the noise word");
    write(32'h0000_0010, 32'h5aa5_c33c, "K", "the noise word");
    access("R", 32'h2000_0000, 2);
    say(SendSum, 0, "");
    bytes(Answer, 4, 0, "two words in one command");
    bytes(Answer, 4, 32'h100, "two words in one command");
    ends("K", "two words in one command");
    access("R", 0, 0);
    say(SendSum, 0, "");
    ends("K", "no word is read");
    access("W", 0, 0);
    say(SendSum, 0, "");
    ends("K", "no word is written");
    ticks(12'h555, -12'h556, 12'h2aa, 12'h555);
    ticks(-12'h556, 12'h555, 12'h555, 12'h2aa);
    ticks(12'h2aa, -12'h2ab, -12'h400, -12'h400);
    ticks(0, 0, 0, 0);
    neuron(1, 2047, 0, 0);
    neuron(0, -2048, 0, 0);
    // Refused: each is told once.
    write(32'h4000_0000, 1, "E", "a write outside of the map");
    access("R", 32'h4000_0000, 1);
    say(SendSum, 0, "");
    bytes(Any, 4, 0, "");
    ends("E", "a read outside of the map");
    event_of(2, "an event of a row that is no input");
    tick(2'b01, 32'h0c, "STATUS has both");
    write(32'h0000_000c, 15, "K", "STATUS is cleared");
    tick(2'b01, 0, "STATUS is cleared");
    neuron(0, 2047, 2047, 0);
    event_of(0, "an event that is too much");
    tick(2'b01, 32'h11, "a clipped value");
    write(32'h0000_000c, 1, "K", "STATUS is cleared");
    write(32'h3000_0000, 7, "K", "a weight");
    for (int i = 0; i < 10; i++) event_of(0, "one of many events");
    tick(2'b00, 32'h02, "an accumulator that overflowed");
    write(32'h0000_000c, 2, "K", "STATUS is cleared");
    begins("x");
    ends("!", "an unknown command");
    say(Fresh, 0, "");
    say(Send, 8'hff, "");
    ends("!", "an unknown command");
    begins("S");
    ends("!", "a command of a board with one neuron");
    if (Shows == 0) begin
      begins("D");
      ends("!", "a board that keeps no state");
    end
    garbled("R", -1);
    garbled("R", 0);
    garbled("R", 32'h5555_5555);
    access("W", 32'h1000_0000, 3);
    bytes(Send, 2, 0, "");
    say(Break, 0, "");
    format("a break ends a command that is half sent");
    begins("?");
    say(Press, 0, ""); // while the answer is on its way
    say(Silence, 0, "the button ends an answer");
    format("the format after the button");
    read(32'h2000_0004, 32'h100, "words outlive the button");
  endfunction

`ifdef LIF_COVERAGE
  final begin
    $c("Verilated::threadContextp()->coveragep()->forcePerInstance(true);");
    $c("Verilated::threadContextp()->coveragep()->write(\"coverage.dat\");");
  end
`endif

endmodule

`default_nettype wire
