// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_lut: SB_LUT4 that can be broken: the LUT whose Number is broken_i (1, 2, ...; 0: none) gives
// the inverse of what it should. In its place in luts.v by netlist.sh. Simulation only.

`default_nettype none

module lif_lut #(
  parameter [15:0]  LUT_INIT = 16'h0000,
  parameter integer Number   = 0
) (
  output wire        O,
  input  wire        I0,
  input  wire        I1,
  input  wire        I2,
  input  wire        I3,
  input  wire [15:0] broken_i
);

  assign O = LUT_INIT[{I3, I2, I1, I0}] ^ (broken_i == Number[15:0]);

endmodule

`default_nettype wire
