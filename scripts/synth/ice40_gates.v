// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// The cells of an iCE40 netlist as gates, for the proof that it equals its RTL. That these are the
// vendor's cells is what the simulation of the netlist with the vendor's own models shows.

module SB_LUT4(output O, input I0, I1, I2, I3);
  parameter [15:0] LUT_INIT = 0;
  wire [7:0] by_3 = I3 ? LUT_INIT[15:8] : LUT_INIT[7:0];
  wire [3:0] by_2 = I2 ? by_3[7:4] : by_3[3:0];
  wire [1:0] by_1 = I1 ? by_2[3:2] : by_2[1:0];
  assign O = I0 ? by_1[1] : by_1[0];
endmodule

module SB_CARRY(output CO, input I0, I1, CI);
  assign CO = (I0 & I1) | ((I0 | I1) & CI);
endmodule

module SB_DFF(output reg Q, input C, D);
  always @(posedge C) Q <= D;
endmodule

module SB_DFFE(output reg Q, input C, E, D);
  always @(posedge C) if (E) Q <= D;
endmodule

module SB_DFFSR(output reg Q, input C, R, D);
  always @(posedge C) Q <= R ? 1'b0 : D;
endmodule

module SB_DFFSS(output reg Q, input C, S, D);
  always @(posedge C) Q <= S ? 1'b1 : D;
endmodule

module SB_DFFESR(output reg Q, input C, E, R, D);
  always @(posedge C) if (E) Q <= R ? 1'b0 : D;
endmodule

module SB_DFFESS(output reg Q, input C, E, S, D);
  always @(posedge C) if (E) Q <= S ? 1'b1 : D;
endmodule
