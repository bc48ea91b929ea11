// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// The circuits of testbenches/foreign stand here behind the clocks and the port names of their
// texts: clk has idle clocks in it (en is 0 there), clk_every has none, and clk_two has two clocks
// a step. DEFECT chooses the defective ones.

`ifndef DEFECT
`define DEFECT 0
`endif
`define CLOCKS input wire clk, input wire clk_every, input wire clk_two, input wire rst, input wire en

module rtl_event_input (
  `CLOCKS, input wire spike_in, input wire [9:0] weight, input wire [11:0] threshold,
  output wire spike_out, output wire [11:0] v
);
  event_input #(.DEFECT(`DEFECT)) u (.clk(clk_every), .rst_n(!rst), .*);
endmodule

module rtl_external_state (
  `CLOCKS, input wire [15:0] v_in, input wire [4:0] ref_in, input wire [15:0] drive,
  input wire [10:0] alpha, input wire [15:0] theta, input wire [15:0] v_reset,
  input wire [4:0] t_ref, output wire [15:0] v_out, output wire [4:0] ref_out, output wire fire
);
  external_state #(.DEFECT(`DEFECT)) u (.*);
endmodule

module rtl_hidden_membrane (
  `CLOCKS, input wire [11:0] amps, input wire [23:0] theta, input wire [5:0] dead,
  output wire event_o
);
  hidden_membrane #(.DEFECT(`DEFECT)) u (.rst_n(!rst), .go(en), .*);
endmodule

module rtl_interface_neuron (
  `CLOCKS, input wire [13:0] bus_current, input wire [13:0] bus_threshold,
  output wire bus_spike, output wire [13:0] bus_potential
);
  neuron_bus bus ();
  assign bus.clk       = clk_every;
  assign bus.rst       = rst;
  assign bus.current   = bus_current;
  assign bus.threshold = bus_threshold;
  assign bus_spike     = bus.spike;
  assign bus_potential = bus.potential;
  interface_neuron #(.DEFECT(`DEFECT)) u (.bus(bus));
endmodule

module rtl_linear_leak (
  `CLOCKS, input wire [7:0] stim, input wire [7:0] leak, input wire [3:0] t_ref,
  output wire spk, output wire [7:0] vmem
);
  linear_leak #(.DEFECT(`DEFECT)) u (.nreset(!rst), .step(en), .*);
endmodule

module rtl_q8_8_multiply (
  `CLOCKS, input wire [15:0] i_syn, input wire [8:0] decay, input wire [15:0] v_th,
  input wire [15:0] v_reset, input wire [7:0] t_ref, output wire spike, output wire [15:0] v
);
  q8_8_multiply #(.DEFECT(`DEFECT)) u (.rst_n(!rst), .*);
endmodule

module rtl_shift_leak (
  `CLOCKS, input wire [7:0] current, output wire fire, output wire [11:0] potential
);
  shift_leak #(.DEFECT(`DEFECT)) u (.clock(clk_every), .reset(rst), .*);
endmodule

module rtl_subtract_reset (
  `CLOCKS, input wire [15:0] u, input wire [12:0] k, input wire [15:0] theta,
  input wire [15:0] amount, output wire spike, output wire [15:0] x
);
  wire in_ready, done;
  subtract_reset #(.DEFECT(`DEFECT)) neuron (.clk(clk_two), .arst(rst), .in_valid(1'b1), .*);
endmodule
