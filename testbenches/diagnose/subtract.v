// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// subtract: an eighth leaks, rounded down; above the threshold it fires and subtracts a told
// amount. `fault` chooses one mistake (faults.txt); 0 is none.

`default_nettype none

module subtract (
  input  wire               clk,
  input  wire               rst,
  input  wire signed [11:0] i,
  input  wire signed [15:0] amount,
  input  wire        [ 5:0] fault,
  output reg                fire,
  output reg  signed [15:0] v_o
);
  reg signed [15:0] v;
  reg signed [11:0] late;
  reg               was, fired;
  reg signed [31:0] x, m, leak, sum, z, after;

  always @* begin
    x = i;
    case (fault)
      6'd1: x = 2 * x;
      6'd2: x = x >>> 1;
      6'd3: x = -x;
      6'd4: x = late;
      6'd5: x = {{22{i[9]}}, i[9:0]};
      default: ;
    endcase
    m = v;
    if (fault == 6'd6 && v < 0) m = 0;
    case (fault)
      6'd7: leak = m >>> 2;
      6'd8: leak = m >>> 4;
      6'd9: leak = 0;
      6'd10: leak = -(m >>> 3);
      6'd11: leak = {19'd0, m[15:3]};
      6'd12: leak = (m + 4) >>> 3;
      6'd13: leak = m / 8;
      default: leak = m >>> 3;
    endcase
    sum = m - leak + x;
    if (fault == 6'd14) sum = (m + x) - ((m + x) >>> 3);
    z = {{16{sum[15]}}, sum[15:0]};
    fired = z > 800;
    case (fault)
      6'd15: fired = z >= 800;
      6'd16: fired = m > 800;
      6'd17: fired = z > 400;
      default: ;
    endcase
    after = fired ? z - amount : z;
    case (fault)
      6'd18: after = fired ? 0 : z;
      6'd19: after = z;
      6'd20: after = was ? z - amount : z;
      6'd21: after = fired ? z - amount - 1 : z;
      6'd22: after = fired ? z - 2 * amount : z;
      default: ;
    endcase
    if (fault == 6'd23 && after < 0) after = 0;
  end

  always @(posedge clk)
    if (rst) begin
      {v, late, was, fire, v_o} <= 0;
    end else begin
      late <= i;
      was  <= fired;
      v    <= after[15:0];
      fire <= fault == 6'd24 ? fired && !was : fault == 6'd25 ? was : fault == 6'd26 ? 1'b0 : fired && !(fault == 6'd29 && fire);
      v_o  <= fault == 6'd27 ? 16'sd0 : fault == 6'd28 ? z[15:0] : after[15:0];
    end
endmodule

`default_nettype wire
