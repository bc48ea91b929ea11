// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_core_top is a core on an FPGA board: it has a clock, a reset, a serial line (lif_core_serial)
// and a light that is on where the last tick had a spike. scripts/synth/boards/ has the pins.

`default_nettype none

module lif_core_top #(
  parameter integer NeuronBits    = 8,
  parameter integer StateWidth    = 24,
  parameter integer StateFraction = 18,
  parameter integer LeakFraction  = 24,
  parameter integer WeightWidth   = 8,
  parameter integer AccWidth      = 17,
  parameter integer Receptors     = 1,
  parameter integer DelayBits     = 2,
  parameter integer LaneBits      = 2,
  parameter integer HoldWidth     = 8,
  parameter integer Residual      = 0,
  parameter integer Shows         = 1,
  parameter integer Divider       = 104, // 12 MHz / 115,200 baud
  parameter integer LedLow        = 0    // 1: the light is on where its pin is low
) (
  input  wire clk_i,
`ifdef LIF_BUTTON
  input  wire button_ni, // pressed: low
`endif
`ifdef LIF_FLASH_SELECT
  output wire flash_cs_no, // high: the flash leaves the pins of the serial line alone
`endif
  input  wire rx_i,
  output wire tx_o,
  output wire led_o
);

  wire rst_n, spike;

  lif_reset u_reset (
    .clk_i  (clk_i),
`ifdef LIF_BUTTON
    .rst_ni (button_ni),
`else
    .rst_ni (1'b1),
`endif
    .rst_no (rst_n)
  );

  lif_core_serial #(
    .NeuronBits    (NeuronBits),
    .StateWidth    (StateWidth),
    .StateFraction (StateFraction),
    .LeakFraction  (LeakFraction),
    .WeightWidth   (WeightWidth),
    .AccWidth      (AccWidth),
    .Receptors     (Receptors),
    .DelayBits     (DelayBits),
    .LaneBits      (LaneBits),
    .HoldWidth     (HoldWidth),
    .Residual      (Residual),
    .Shows         (Shows),
    .Divider       (Divider)
  ) u_serial (
    .clk_i   (clk_i),
    .rst_ni  (rst_n),
    .rx_i    (rx_i),
    .tx_o    (tx_o),
    .spike_o (spike)
  );

`ifdef LIF_FLASH_SELECT
  assign flash_cs_no = 1'b1;
`endif
  assign led_o = LedLow != 0 ? !spike : spike;

endmodule

`default_nettype wire
