// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// Many small neurons in one module, for `lifcosim calibrate`: each is written from the one line in
// front of it, and which one it is stands in the memory file selector.hex, so that one verilated
// model is all of them.
//
// Those below 64 leak 1/8 and fire at 600, which is built in; those from 64 on are told their leak
// word k (of 256), their threshold th and their hold t_ref. Those from 40 to 44, and from 72 on, leak
// to a rest that is not 0: a word that is built in, or that of the port u. 46 and 47 depart twice.
`default_nettype none

module zoo (
  input  wire               clk,
  input  wire               rst,
  input  wire               en,
  input  wire signed [15:0] i,
  input  wire        [ 7:0] k,
  input  wire        [ 9:0] th,
  input  wire        [ 2:0] t_ref,
  input  wire signed [15:0] u,
  output reg                spike,
  output reg  signed [15:0] v,
  output wire        [ 7:0] still,   // never driven by anything that moves
  output wire               silent   // a spike port that never moves
);
  reg [7:0] selector [0:0];
  initial $readmemh("selector.hex", selector);
  wire [7:0] sel = selector[0];

  assign still  = 8'd7;
  assign silent = 1'b0;

  reg               was;     // a spike in the step before
  reg        [ 3:0] left;    // held steps
  reg        [ 7:0] spikes;  // counted
  reg signed [15:0] late;    // the drive of the step before

  wire signed [31:0] x = i, m = v;
  wire signed [31:0] w = $signed({24'd0, k}), t = $signed({22'd0, th});
  wire signed [15:0] o = -v;                    // may wrap, as 16 bits do
  wire signed [31:0] q = m + x;
  wire signed [31:0] rest = sel >= 72 ? u : sel == 41 ? -80 : sel == 44 ? 64 : 100;
  wire signed [31:0] d = m - rest;              // above it
  reg  signed [31:0] s, limit, next, zero;
  reg                fire, held;
  reg         [ 3:0] hold;

  // Twice the magnitude of the 16-bit words is enough for any sum here.
  always @* begin
    s     = m - (m >>> 3) + x;
    limit = 600;
    hold  = 0;
    zero  = 0;
    case (sel)
      2:  s = m - ((m + 4) >>> 3) + x;                     // rounds half-up
      3:  s = m - m / 8 + x;                               // rounds toward zero
      4:  s = m + ((0 - m) >>> 3) + x;                     // rounds up
      5:  s = m + ({{16{o[15]}}, o} >>> 3) + x;            // shifts without the sign
      6:  s = q - (q >>> 3);                               // leaks after the drive
      7:  s = m + ((x - (m >>> 2)) >>> 1);                 // a shift within a shift
      8:  s = m - ((m >>> 2) >>> 1) + x;                   // the same, without the drive
      9:  s = m - ((m >>> 2) - (m >>> 4)) + x;             // a sum of shifts
      10: s = m - (m >>> 3) + (x <<< 1);                   // counts its drive twice
      11: s = m - (m >>> 3) + (x >>> 1);                   // counts it half
      12: s = m > 3 ? m - 3 + x : m < -3 ? m + 3 + x : x;  // leaks 3
      13: s = m - (m >>> 3) + (x < 0 ? -x : x);            // takes the magnitude of its drive
      14: s = m - ((m >>> 7) <<< 4) + x;                   // drops bits of its leak
      15: s = m - (m >>> 3) + x - (was ? 600 : 0);         // subtracts a step after its spike
      16: s = m - (m >>> 4) + x;                           // another shift than it says
      17: s = m - (m >>> 3) + {{16{late[15]}}, late};      // takes its drive a step late
      18: limit = 600 + 3 * spikes;                        // a threshold that grows with spikes
      19: s = m - (m >>> 3) + (m > 300 ? 0 : x);           // takes no drive above half of it
      20: s = x != 0 ? q : m - (m >>> 3);                  // leaks only without a drive
      21: limit = 600 + 3 * spikes;                        // 18, whose spike comes two clocks late
      40: s = m - (d >>> 3) + x;                           // leaks to 100
      41: s = m - ((d + 4) >>> 3) + x;                     // to -80, half-up; it begins at 0
      44: s = m - (d / 8) + x;                             // to 64, toward zero, held for 3 steps
      46: s = m - ((m >>> 6) <<< 3) + (x < 0 ? -x : x);    // drops bits, takes the magnitude of its drive
      47: s = m - ((m >>> 5) <<< 2) + (x < 0 ? 0 : x);     // drops bits, takes no negative drive
      49: s = m - ((m >>> 5) <<< 2) + x;                   // drops bits of its leak, reset to 17
      64: s = ((m * w) >>> 8) + x;                         // keeps k
      65: s = ((m * w + 128) >>> 8) + x;                   // keeps k, half-up
      66: s = m - ((m * w + 128) >>> 8) + x;               // leaks k, half-up
      67: s = m + ((x - m) * w + 128 >>> 8);               // a potential, half-up
      68: s = m + ((x - m) * w) / 256;                     // a potential, toward zero
      69: s = q - ((q * w) >>> 8);                         // leaks k after the drive
      70: s = m - ((m * w + 255) >>> 8) + x;               // leaks k, rounded up
      71: s = m - ((m * w) >>> 8) + (m > 300 ? 0 : x);     // leaks k, takes no drive above 300
      72: s = m - ((d * w) >>> 8) + x;                     // leaks k to u
      75: s = m - ((d * w) >>> 8) + (x < 0 ? -x : x);      // leaks k to u, the magnitude of its drive
      default: ;
    endcase
    if (sel >= 64) begin
      limit = t;
      hold  = sel == 66 ? t_ref + 1 : sel == 67 ? (t_ref == 0 ? 0 : t_ref - 1) : t_ref;
    end
    if (sel >= 32 && sel <= 35 || sel == 44) hold = 3;
    case (sel)
      40: zero = 100;
      41, 44: zero = 40;
      49: zero = 17;
      72, 75: zero = u;
      default: ;
    endcase
    if (sel == 24) s = s > 32767 ? 32767 : s < -32768 ? -32768 : s;  // saturates
    if (sel == 25 && s < 0) s = 0;                                   // never below rest
    if (sel != 26 && sel != 25) s = {{16{s[15]}}, s[15:0]};          // 26 decides on the whole sum
    if (sel == 27 && s < 0) s = 0;                                   // wraps, and then never below

    held = left != 0;
    fire = s >= limit && !held;
    if (sel == 28) fire = s > limit;                                 // above the threshold only
    if (sel == 29) fire = m >= limit;                                // the old membrane
    if (sel == 30) fire = s >= limit && !was;                        // resets a step later
    next = s;
    if (fire) next = zero;
    if (sel == 31 || sel == 15) next = s;                            // no reset; or a later one
    if (sel == 30) next = was ? 0 : s;
    if (sel == 36 || sel == 68) next = fire ? s - limit : s;         // by subtraction
    if (held) next = m;                                              // 32 is held for 3 steps
    if (held && sel == 33) next = s;                                 // 33 integrates meanwhile
    if (held && sel == 34) next = m - (m >>> 3);                     // 34 leaks meanwhile
    if (held && sel == 35) next = 0;
  end

  reg early, earlier;
  always @(posedge clk)
    if (rst) begin
      v      <= sel == 41 ? 16'sd0 : sel == 44 ? 16'sd64 : zero[15:0];
      spike  <= 0;
      was    <= 0;
      left   <= 0;
      spikes <= 0;
      late   <= 0;
      early  <= 0;
      earlier <= 0;
    end else if (en || sel == 38) begin                              // 38 runs in idle clocks
      v      <= next[15:0];
      early  <= fire;
      earlier <= early;
      spike  <= sel == 37 ? early : sel == 21 ? earlier : fire;      // 37 spikes a clock late
      was    <= fire;
      left   <= fire ? hold : held ? left - 1 : 0;
      spikes <= spikes + {7'd0, fire};
      late   <= i;
    end
endmodule

`default_nettype wire
