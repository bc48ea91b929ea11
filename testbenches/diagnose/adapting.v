// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// adapting: a told share of 256 leaks, rounded down; a spike subtracts 800, and raises the threshold
// by 30, up to 240, which falls by 1 a step. `fault` chooses one mistake (faults.txt); 0 is none.

`default_nettype none

module adapting (
  input  wire               clk,
  input  wire               rst,
  input  wire signed [13:0] i,
  input  wire        [ 7:0] k,
  input  wire        [ 5:0] fault,
  output reg                fire,
  output reg  signed [17:0] v_o
);
  reg signed [17:0] v;
  reg signed [13:0] late;
  reg        [ 7:0] w;
  reg        [ 2:0] spikes;
  reg               was, fired;
  reg signed [31:0] x, m, share, leak, sum, z, raise, after, up, down;

  always @* begin
    x = i;
    case (fault)
      6'd1: x = x >>> 1;
      6'd2: x = -x;
      6'd3: x = late;
      6'd4: x = x < 0 ? 0 : x;
      default: ;
    endcase
    m     = v;
    share = {24'd0, k};
    if (fault == 6'd5) m = v < 0 ? 0 : v;
    leak = (m * share) >>> 8;
    case (fault)
      6'd6: leak = (m * share) >>> 7;
      6'd7: leak = 0;
      6'd8: leak = -((m * share) >>> 8);
      6'd9: leak = (m * share + 128) >>> 8;
      6'd10: leak = (m * share) / 256;
      default: ;
    endcase
    sum = m - leak + x;
    z   = {{14{sum[17]}}, sum[17:0]};
    raise = {24'd0, w};
    case (fault)
      6'd11: raise = 0;
      6'd12: raise = 2 * {24'd0, w};
      6'd13: raise = {24'd0, w} >>> 1;
      default: ;
    endcase
    fired = z >= 800 + raise;
    if (fault == 6'd14) fired = z > 800 + raise;
    if (fault == 6'd15) fired = m >= 800 + raise;
    after = fired ? z - 800 : z;
    case (fault)
      6'd16: after = was ? z - 800 : z;
      6'd17: after = fired ? z - 800 - {24'd0, w} : z;
      6'd18: after = fired ? 0 : z;
      6'd19: after = fired ? z - 400 : z;
      default: ;
    endcase
    up   = {24'd0, w} + (fault == 6'd20 ? 29 : 30);
    if (fault != 6'd21 && up > 240) up = 240;
    down = w == 0 ? 0 : {24'd0, w} - 1;
    if (fault == 6'd22) down = w < 2 ? 0 : {24'd0, w} - 2;
    if (fault == 6'd23) up = down;
  end

  always @(posedge clk)
    if (rst) begin
      {v, late, w, spikes, was, fire, v_o} <= 0;
    end else begin
      late <= i;
      was  <= fired;
      spikes <= spikes + {2'd0, fired};
      v    <= after[17:0];
      w    <= fired ? up[7:0] : down[7:0];
      fire <= fault == 6'd24 ? fired && spikes != 3'd7 : fault == 6'd25 ? was : fault == 6'd26 ? 1'b0 : fired;
      v_o  <= fault == 6'd27 ? z[17:0] : after[17:0];
    end
endmodule

`default_nettype wire
