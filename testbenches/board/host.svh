// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// host.svh is the host's end of a board's serial line, for benches that include it in their module. They have
//
//   clk, button_n, to_board   which it drives, the last two high before the first action
//   from_board                what the board sends
//   lit                       whether its light is on
//   flash_cs_n                which the board must leave high
//   Divider                   clocks of a bit
//   Patience                  bits for which an answer is waited for: none is there after that
//   Settled                   clocks that the board has after power-up and after its button
//   Limit                     time units after which the bench is given up
//   conversation()            a function that says what is to be done, in order
//
// It prints TAP, a check for each byte or light that is due, and ends the simulation: with $fatal where a
// check fails, or the bench does not end.

// What is to be done, with its value, and a name for a check. Each Fresh begins new checksums of what is sent
// and of what is received (CRC-16/CCITT, from 0xffff); SendSum sends the one, and Sum is due where the other is.
typedef enum {Fresh, Send, SendSum, Answer, Any, Sum, Silence, Break, Pulse, Press, Led} action_t;
action_t actions[$];
int      values[$];
string   names[$];
int      count = 0, failed = 0;

always #1 clk = !clk;

// ---- the conversation, as a list: Verilator copies a task to each place that calls it ----

function automatic void say(input action_t action, input int value, input string name);
  actions.push_back(action);
  values.push_back(value);
  names.push_back(name);
endfunction

// Gives the bytes of a word, the lowest first, to be sent or to be answered.
function automatic void bytes(input action_t action, input int n, input int value, input string name);
  for (int i = 0; i < n; i++) say(action, (value >> (8 * i)) & 255, name);
endfunction

// ---- the line ----

logic [9:0]  frame;
logic [15:0] sent, received; // checksums so far
int          data, patience, parts;

function automatic logic [15:0] crc_of(input logic [15:0] crc, input logic [7:0] value);
  logic [15:0] sum;
  sum = crc ^ {value, 8'd0};
  for (int i = 0; i < 8; i++) sum = {sum[14:0], 1'b0} ^ (sum[15] ? 16'h1021 : 16'h0000);
  return sum;
endfunction

initial begin
  conversation();
  repeat (Settled) @(negedge clk);
  for (int at = 0; at < actions.size(); at++) begin
    parts = actions[at] == SendSum || actions[at] == Sum ? 2 : 1;
    for (int part = 0; part < parts; part++) begin
      case (actions[at])
        Fresh: begin
          sent     = 16'hffff;
          received = 16'hffff;
        end
        Send, SendSum: begin // of a checksum the higher byte, and then what was the lower one
          frame = {1'b1, actions[at] == Send ? 8'(values[at]) : sent[15:8], 1'b0};
          sent  = crc_of(sent, frame[8:1]);
          for (int i = 0; i < 10; i++) begin
            to_board = frame[i];
            repeat (Divider) @(negedge clk);
          end
        end
        Answer, Any, Sum, Silence: begin // the next byte, or none
          data     = -1;
          patience = Patience * Divider;
          while (from_board && patience > 0) begin
            @(negedge clk);
            patience--;
          end
          if (patience > 0) begin
            repeat (Divider / 2) @(negedge clk);
            for (int i = 0; i < 9; i++) begin
              repeat (Divider) @(negedge clk);
              frame[i] = from_board;
            end
            repeat (Divider / 2 - 1) @(negedge clk);
            data     = frame[8] ? 32'(frame[7:0]) : 256;
            received = crc_of(received, frame[7:0]);
          end
        end
        Break: begin
          to_board = 1'b0;
          repeat (12 * Divider) @(negedge clk);
          to_board = 1'b1;
          repeat (2 * Divider) @(negedge clk);
        end
        Pulse: begin
          to_board = 1'b0;
          repeat (Divider / 4) @(negedge clk);
          to_board = 1'b1;
        end
        Press: begin
          repeat (3 * Divider) @(negedge clk);
          button_n = 1'b0;
          repeat (3) @(negedge clk);
          button_n = 1'b1;
          repeat (Settled) @(negedge clk);
        end
        default: data = 32'(lit);
      endcase
    end
    if (actions[at] == Sum) data = 32'(received);
    if (actions[at] == Answer || actions[at] == Sum || actions[at] == Silence || actions[at] == Led) begin
      count++;
      if (data == (actions[at] == Silence ? -1 : values[at])) begin
        $display("ok %0d - %s", count, names[at]);
      end else begin
        failed++;
        $display("not ok %0d - %s: %0d where %0d is due", count, names[at], data, values[at]);
      end
    end
  end
  $display("1..%0d", count);
  if (!flash_cs_n) $fatal(1, "the flash is not left alone");
  if (failed != 0) $fatal(1, "%0d of %0d checks failed", failed, count);
  $finish(0);
end

initial begin
  #(Limit);
  $fatal(1, "the board does not come to an end");
end
