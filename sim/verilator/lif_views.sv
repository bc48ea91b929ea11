// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// Each group of signals in a waveform is a module, and so a scope of its own. They hold nothing and
// drive nothing; a waveform shows their ports. sim/README.md says how to add a signal.

`default_nettype none

module lif_view_clock (
  input wire clk,
  input wire rst_n
);
endmodule

module lif_view_handshake (
  input wire valid,  // a step is offered
  input wire ready,  // it is taken at the edge where both are high
  input wire result  // a result is on the outputs
);
endmodule

module lif_view_drive #(
  parameter integer StateWidth = 32
) (
  input real                         current_na,
  input real                         drive_mv,    // sim/wave/ranges.h: cosim_drive_volts
  input wire signed [StateWidth-1:0] word
);
endmodule

// This shows the state alone, so that a long recording can hold it and stay small.
module lif_view_membrane #(
  parameter integer StateWidth = 32
) (
  input wire signed [StateWidth-1:0] word
);
endmodule

module lif_view_observation #(
  parameter integer StateWidth = 32
) (
  input wire signed [StateWidth-1:0] before_word  // before the reset
);
endmodule

module lif_view_potential (
  input real membrane_mv,   // after the reset
  input real painted_mv,    // the same, with each spike drawn up to the scenario's peak
  input real threshold_mv,
  input real reset_mv
);
endmodule

module lif_view_reference (
  input real reference_mv,
  input real overlay_mv,      // both in turn, circuit and reference, so that its curve fills what
                              // is between them
  input real error_uv,        // circuit - reference
  input real bound_upper_uv,
  input real bound_lower_uv,
  input real usage_percent    // error in percent of its bound
);
endmodule

module lif_view_spikes (
  input wire circuit,
  input wire reference,
  input wire ambiguous
);
endmodule

module lif_view_hold #(
  parameter integer HoldWidth = 16
) (
  input wire [HoldWidth-1:0] left,    // steps still to hold
  input wire [HoldWidth-1:0] of_step  // what a spike of this step would load
);
endmodule

module lif_view_verdict (
  input wire exact_ok,
  input wire bounded_ok,
  input wire explained
);
endmodule

`default_nettype wire
