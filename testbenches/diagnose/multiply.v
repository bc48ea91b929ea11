// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// multiply: a told share of the membrane leaks, rounded toward zero; the sum wraps in 16 bits; no
// hold. `fault` chooses one mistake (faults.txt); 0 is none.

`default_nettype none

module multiply (
  input  wire               clk,
  input  wire               rst,
  input  wire signed [15:0] i,
  input  wire        [ 8:0] k,
  input  wire signed [15:0] theta,
  input  wire        [ 5:0] fault,
  output reg                fire,
  output reg  signed [15:0] v_o
);
  reg signed [15:0] v, late;
  reg               was;
  reg signed [31:0] x, m, product, leak, sum, z, after, share, limit;
  reg               fired;

  always @* begin
    x = i;
    case (fault)
      6'd1: x = 2 * x;
      6'd2: x = x >>> 1;
      6'd3: x = -x;
      6'd4: x = late;
      6'd5: x = x < 0 ? -x : x;
      default: ;
    endcase
    m = v;
    if (fault == 6'd6) m = v < 0 ? -m : m;
    share = {23'd0, k};
    limit = theta;
    case (fault)
      6'd7: share = 2 * share;
      6'd8: share = share >>> 1;
      6'd9: share = share + 1;
      default: ;
    endcase
    product = m * share;
    if (fault == 6'd10) product = {{16{product[15]}}, product[15:0]};
    if (fault == 6'd11) product = {16'd0, m[15:0]} * share;
    leak = product / 256;
    case (fault)
      6'd12, 6'd40: leak = product >>> 8;
      6'd13: leak = (product + 128) >>> 8;
      6'd14: leak = 0;
      6'd15: leak = -leak;
      default: ;
    endcase
    sum = m - leak + x;
    z = {{16{sum[15]}}, sum[15:0]};
    if (fault == 6'd16) z = sum > 32767 ? 32767 : sum < -32768 ? -32768 : sum;
    if (fault == 6'd17) limit = 2 * limit;
    if (fault == 6'd18 || fault == 6'd40) limit = limit >>> 1;
    fired = z >= limit;
    if (fault == 6'd19) fired = m >= limit;
    if (fault == 6'd20) fired = z > limit;
    if (fault == 6'd21) fired = {16'd0, z[15:0]} >= {16'd0, limit[15:0]};
    after = fired ? 0 : z;
    if (fault == 6'd22) after = z;
    if (fault == 6'd23) after = fired ? z - limit : z;
    if (fault == 6'd24 && after < 0) after = 0;
  end

  always @(posedge clk)
    if (rst) begin
      {v, late, was, fire, v_o} <= 0;
    end else begin
      late <= i;
      was  <= fired;
      v    <= after[15:0];
      fire <= fault == 6'd25 ? fired && !was : fault == 6'd26 ? was : fired;
      v_o  <= fault == 6'd27 ? 16'sd5 : fault == 6'd28 ? v : after[15:0];
    end
endmodule

`default_nettype wire
