// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// shift: a sixteenth leaks, rounded down; the sum wraps in 16 bits; a spike takes the membrane to a
// told word and holds it for three steps. `fault` chooses one mistake (faults.txt), or
// some at once; 0 is none.

`default_nettype none

module shift (
  input  wire               clk,
  input  wire               rst,
  input  wire signed [15:0] i,
  input  wire signed [15:0] v0,
  input  wire        [ 5:0] fault,
  output reg                fire,
  output reg  signed [15:0] v_o
);
  reg signed [15:0] v, late, late2, late3;
  reg        [ 2:0] count;
  reg               was;
  reg signed [31:0] x, m, leak, sum, z, after;
  reg        [15:0] bits;
  reg               held, fired;
  reg        [ 2:0] left;

  always @* begin
    x = i;
    case (fault)
      6'd1, 6'd40, 6'd42: x = 2 * x;
      6'd45: x = i == late && i == late2 && i == late3 ? 0 : 2 * x;
      6'd2: x = x >>> 1;
      6'd3: x = -x;
      6'd4: x = late;
      6'd5: x = x < 0 ? -x : x;
      6'd27: x = 3 * x;
      6'd28: x = -3 * x;
      default: ;
    endcase
    m = v;
    if (fault == 6'd6 && v < 0) m = 0;
    bits = m[15:0];
    case (fault)
      6'd7: leak = m >>> 3;
      6'd8: leak = m >>> 5;
      6'd9: leak = 0;
      6'd10: leak = -(m >>> 4);
      6'd11: leak = {16'd0, bits >> 4};
      6'd12, 6'd42: leak = (m + 8) >>> 4;
      6'd13: leak = (m >>> 6) <<< 2;
      6'd43: leak = m > 500 ? m >>> 3 : m >>> 4;
      default: leak = m >>> 4;
    endcase
    sum = m - leak + x;
    z = {{16{sum[15]}}, sum[15:0]};
    if (fault == 6'd14) z = sum > 32767 ? 32767 : sum < -32768 ? -32768 : sum;
    if (fault == 6'd15) z = {{20{sum[11]}}, sum[11:0]};
    held = count != 0;
    fired = !held && z >= 1000;
    case (fault)
      6'd16: fired = !held && z > 1000;
      6'd17: fired = !held && m >= 1000;
      6'd18: fired = !held && z == 1000;
      6'd19: fired = z >= 1000;
      6'd44: fired = !held && z >= 1000 && !i[0];
      default: ;
    endcase
    after = held ? m : fired ? {{16{v0[15]}}, v0} : z;
    if (fault == 6'd20) after = held ? m : fired ? 0 : z;
    if (fault == 6'd21) after = fired ? {{16{v0[15]}}, v0} : z;
    left = held ? count - 3'd1 : fired ? 3'd3 : 3'd0;
    if ((fault == 6'd22 || fault == 6'd40 || fault == 6'd42) && !held && fired) left = 3'd4;
    if (fault == 6'd23 && !held && fired) left = 3'd2;
  end

  always @(posedge clk)
    if (rst) begin
      {v, late, late2, late3, count, was, fire, v_o} <= 0;
    end else begin
      late  <= i;
      late2 <= late;
      late3 <= late2;
      was   <= fired;
      v     <= after[15:0];
      count <= left;
      fire  <= fault == 6'd24 ? 1'b0 : fault == 6'd25 ? was : fired;
      v_o   <= fault == 6'd26 ? 16'sd0 : after[15:0];
    end
endmodule

`default_nettype wire
