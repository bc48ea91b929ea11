// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// decay: the drive is added before the leak, and what stays is rounded down; a told hold.
// `fault` chooses one mistake (faults.txt); 0 is none.

`default_nettype none

module decay (
  input  wire               clk,
  input  wire               rst,
  input  wire signed [15:0] i,
  input  wire        [ 8:0] keep,
  input  wire        [ 3:0] hold,
  input  wire        [ 5:0] fault,
  output reg                fire,
  output reg  signed [19:0] v_o
);
  reg signed [19:0] v;
  reg signed [15:0] late;
  reg        [ 4:0] count, left;
  reg               was, held, fired;
  reg signed [31:0] x, y, z, after, share;

  always @* begin
    x = i;
    case (fault)
      6'd1: x = 2 * x;
      6'd2: x = x >>> 1;
      6'd3: x = -x;
      6'd4: x = late;
      6'd5: x = 0;
      default: ;
    endcase
    share = {23'd0, keep};
    if (fault == 6'd6) share = share - 1;
    y = v + x;
    if (fault == 6'd7) y = v - x;
    z = (y * share) >>> 8;
    case (fault)
      6'd8: z = (y * share + 128) >>> 8;
      6'd9: z = (y * share) / 256;
      6'd10: z = ((v * share) >>> 8) + x;
      6'd11: z = ((y * share) >>> 10) <<< 2;
      default: ;
    endcase
    z = {{12{z[19]}}, z[19:0]};
    held = count != 0;
    fired = !held && z >= 500;
    case (fault)
      6'd12: fired = !held && z > 500;
      6'd13: fired = !held && v >= 500;
      6'd14: fired = !held && z >= 250;
      default: ;
    endcase
    after = held ? v : fired ? 0 : z;
    if (fault == 6'd15) after = fired ? 0 : z;
    if (fault == 6'd16 && z < 0) after = held ? v : 0;
    if (fault == 6'd17) after = held ? v : z;
    left = held ? count - 5'd1 : fired ? {1'b0, hold} : 5'd0;
    if (!held && fired) case (fault)
      6'd18: left = {1'b0, hold} + 5'd1;
      6'd19: left = {1'b0, hold} - 5'd1;
      6'd20: left = {1'b0, hold} + 5'd2;
      6'd21: left = 5'd0;
      default: ;
    endcase
  end

  always @(posedge clk)
    if (rst) begin
      {v, late, count, was, fire, v_o} <= 0;
    end else begin
      late  <= i;
      was   <= fired;
      v     <= after[19:0];
      count <= left;
      fire  <= fault == 6'd22 ? 1'b0 : fault == 6'd23 ? was : fired;
      v_o   <= fault == 6'd24 ? 20'sd0 : after[19:0];
    end
endmodule

`default_nettype wire
