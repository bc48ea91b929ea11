// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// serial: one bit a clock, the lowest first. The membrane turns in a shift register, and a full adder
// with two carries makes v - (v >> 4) + i of it; the clock after the highest bit decides. `fault`
// chooses one mistake (faults.txt); 0 is none.

`default_nettype none

module serial (
  input  wire               clk,
  input  wire               rst,
  input  wire               start,
  output wire               ready,
  input  wire signed [11:0] i,
  input  wire        [ 5:0] fault,
  output reg                done,
  output reg                fire,
  output reg  signed [15:0] v_o
);
  localparam [1:0] IDLE = 2'd0, ADD = 2'd1, DECIDE = 2'd2;

  reg        [ 1:0] state;
  reg        [ 4:0] at;       // the bit that is added
  reg        [ 2:0] held;
  reg        [ 1:0] carry;
  reg        [15:0] v, z;
  reg signed [11:0] word, before;
  reg               was;

  wire        [ 4:0] far   = at + (fault == 6'd5 ? 5'd5 : fault == 6'd6 ? 5'd3 : 5'd4);
  wire               high  = fault == 6'd7 ? 1'b0 : v[15];
  wire               share = fault == 6'd8 ? 1'b0 : far > 15 ? high : v[far[3:0]];
  wire               drive = at > 11 ? (fault == 6'd4 ? 1'b0 : word[11]) : word[at[3:0]];
  wire               added = fault == 6'd3 ? !drive : drive;
  wire        [ 2:0] bits  = {2'd0, v[at[3:0]]} + {2'd0, fault == 6'd9 ? share : !share} + {2'd0, added} + {1'b0, carry};
  wire signed [15:0] sum   = z, old = v;
  wire               meets = fault == 6'd10 ? sum > 1000 : fault == 6'd11 ? old >= 1000 : fault == 6'd12 ? sum >= 500 :
                             fault == 6'd13 ? sum == 1000 : sum >= 1000;
  wire               fires = held == 0 && meets;

  assign ready = state == IDLE;

  always @(posedge clk)
    if (rst) begin
      {state, at, held, carry, v, word, before, was, done, fire, v_o} <= 0;
      z <= 16'd0;
    end else begin
      done <= 0;
      case (state)
        IDLE:
        if (start) begin
          word   <= fault == 6'd1 ? before : fault == 6'd2 ? i >>> 1 : i;
          before <= i;
          at     <= 0;
          carry  <= fault == 6'd9 ? 2'd0 : fault == 6'd3 ? 2'd2 : fault == 6'd14 ? 2'd0 : 2'd1;
          state  <= ADD;
        end
        ADD: begin
          z[at[3:0]] <= bits[0];
          carry      <= bits[2:1];
          at         <= at + 5'd1;
          if (at == 5'd15) state <= DECIDE;
        end
        default: begin
          was  <= fires;
          held <= held != 0 ? held - 3'd1 : fires ? (fault == 6'd15 ? 3'd3 : fault == 6'd16 ? 3'd1 : fault == 6'd17 ? 3'd0 : 3'd2) : 3'd0;
          v    <= held != 0 && fault != 6'd18 ? v : fires ? (fault == 6'd19 ? z - 16'd1000 : fault == 6'd20 ? z : 16'd0) : z;
          v_o  <= held != 0 && fault != 6'd18 ? v : fires ? (fault == 6'd19 ? z - 16'd1000 : fault == 6'd20 ? z : 16'd0) : z;
          fire <= fault == 6'd21 ? was : fault == 6'd22 ? 1'b0 : fires;
          done <= 1;
          state <= IDLE;
        end
      endcase
    end
endmodule

`default_nettype wire
