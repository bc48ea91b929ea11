// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// twoside: an eighth leaks, rounded half-up; it fires at 700 and at -500, and a spike takes 700 off,
// or adds it. `fault` chooses one mistake (faults.txt); 0 is none.

`default_nettype none

module twoside (
  input  wire               clk,
  input  wire               rst,
  input  wire signed [13:0] i,
  input  wire        [ 5:0] fault,
  output reg                fire,
  output reg  signed [15:0] v_o
);
  reg signed [15:0] v;
  reg signed [13:0] late;
  reg        [ 1:0] third;
  reg               was, rises, falls, fired;
  reg signed [31:0] x, m, leak, sum, z, taken, after;
  reg        [15:0] bits;

  always @* begin
    x = i;
    case (fault)
      6'd1: x = x / 2;
      6'd2: x = -x;
      6'd3: x = late;
      6'd4: x = {18'd0, i};
      default: ;
    endcase
    m    = v;
    bits = m[15:0] + 16'd4;
    case (fault)
      6'd5: leak = 0;
      6'd6: leak = {19'd0, bits[15:3]};
      6'd7: leak = m >>> 3;
      6'd8: leak = ((m + 4) >>> 3) * 2;
      default: leak = (m + 4) >>> 3;
    endcase
    sum = m - leak + x;
    z   = {{16{sum[15]}}, sum[15:0]};
    if (fault == 6'd9) z = sum > 32767 ? 32767 : sum < -32768 ? -32768 : sum;
    rises = z >= 700;
    falls = z <= -500;
    case (fault)
      6'd10: rises = m >= 700;
      6'd11: falls = 0;
      6'd12: falls = z < -500;
      6'd13: falls = z <= -250;
      default: ;
    endcase
    fired = rises || falls;
    taken = z < 0 ? -700 : 700;
    if (fault == 6'd14) taken = 700;
    if (fault == 6'd15) taken = z < 0 ? -700 : 350;
    after = fired ? z - taken : z;
    if (fault == 6'd16) after = fired ? 0 : z;
    if (fault == 6'd17) after = was ? z - taken : z;
  end

  always @(posedge clk)
    if (rst) begin
      {v, late, third, was, fire, v_o} <= 0;
    end else begin
      late  <= i;
      was   <= fired;
      third <= !fired ? third : third == 2'd2 ? 2'd0 : third + 2'd1;
      v     <= after[15:0];
      fire  <= fault == 6'd18 ? fired && third != 2'd2 : fault == 6'd19 ? fired && !was : fault == 6'd20 ? 1'b0 : fired;
      v_o   <= fault == 6'd21 ? 16'sd0 : fault == 6'd22 ? v : after[15:0];
    end
endmodule

`default_nettype wire
