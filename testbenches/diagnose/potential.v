// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// potential: the membrane moves a told share toward the drive, rounded half-up; told threshold,
// reset and hold. `fault` chooses one mistake (faults.txt); 0 is none.

`default_nettype none

module potential (
  input  wire               clk,
  input  wire               rst,
  input  wire signed [15:0] u,
  input  wire        [10:0] k,
  input  wire signed [15:0] theta,
  input  wire signed [15:0] v0,
  input  wire        [ 3:0] hold,
  input  wire        [ 5:0] fault,
  output reg                fire,
  output reg  signed [15:0] v_o
);
  reg signed [15:0] v, late;
  reg        [ 4:0] count, left;
  reg               was, held, fired;
  reg signed [31:0] x, m, p, z, after, share, to;

  always @* begin
    x = u;
    case (fault)
      6'd1: x = 2 * x;
      6'd2: x = x >>> 1;
      6'd3: x = -x;
      6'd4: x = late;
      6'd5: x = x < 0 ? 0 : x;
      default: ;
    endcase
    m = v;
    if (fault == 6'd6 && v < 0) m = 0;
    share = {21'd0, k};
    if (fault == 6'd7) share = 2 * share;
    if (fault == 6'd8) share = share >>> 1;
    p = (x - m) * share;
    if (fault == 6'd9) p = (x + m) * share;
    if (fault == 6'd10) p = x * share;
    z = m + ((p + 512) >>> 10);
    if (fault == 6'd11) z = m + (p >>> 10);
    if (fault == 6'd12) z = m + p / 1024;
    z = {{16{z[15]}}, z[15:0]};
    held = count != 0;
    fired = !held && z >= theta;
    case (fault)
      6'd13: fired = !held && z > theta;
      6'd14: fired = !held && m >= theta;
      6'd15: fired = !held && z >= 2 * theta;
      6'd16: fired = !held && z == theta;
      default: ;
    endcase
    to = v0;
    if (fault == 6'd17) to = 0;
    if (fault == 6'd18) to = z;
    if (fault == 6'd19) to = z - theta;
    after = held ? m : fired ? to : z;
    if (fault == 6'd20) after = fired ? to : z;
    left = held ? count - 5'd1 : fired ? {1'b0, hold} : 5'd0;
    if (!held && fired) case (fault)
      6'd21: left = {1'b0, hold} + 5'd1;
      6'd22: left = {1'b0, hold} - 5'd1;
      6'd23: left = 5'd0;
      default: ;
    endcase
  end

  always @(posedge clk)
    if (rst) begin
      {v, late, count, was, fire, v_o} <= 0;
    end else begin
      late  <= u;
      was   <= fired;
      v     <= after[15:0];
      count <= left;
      fire  <= fault == 6'd24 ? 1'b0 : fault == 6'd25 ? was : fired;
      v_o   <= fault == 6'd26 ? 16'sd0 : after[15:0];
    end
endmodule

`default_nettype wire
