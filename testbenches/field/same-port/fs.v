// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
// own: multi-cycle neuron; start is a level that must fall again; done stays high while idle; spike is held until the next step is done
module fs(input wire clk, input wire rst, input wire start, input wire signed [11:0] cur, input wire signed [11:0] vrest, input wire signed [11:0] vth, output reg spike, output wire done, output reg signed [11:0] v);
  localparam IDLE=0, LOAD=1, WAIT=2, SUM=3, CMP=4;
  reg [2:0] st; reg [4:0] n; reg signed [11:0] acc, vn, c;
  assign done = st == IDLE;
  always @(posedge clk)
    if (rst) begin st <= IDLE; spike <= 0; v <= vrest; n <= 0; end
    else case (st)
      IDLE: if (start) st <= LOAD;
      LOAD: begin c <= cur; vn <= v; n <= 0; if (!start) st <= WAIT; end
      WAIT: begin n <= n + 1; if (n == 15) st <= SUM; end
      SUM: begin acc <= vn - (vn >>> 2) + (vrest >>> 2) + c; st <= CMP; end
      CMP: begin spike <= acc >= vth; v <= acc >= vth ? vrest : acc; st <= IDLE; end
      default: st <= IDLE;
    endcase
endmodule
