// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// neuron_bus and interface_neuron are SystemVerilog with an interface. The leak is a sum of two
// shifts (1/8 - 1/32), each rounded half-up; the spike leaves through one register more, a clock
// after the membrane was reset. Words have 14 bits and a sign, Q5.9. It takes a step on every
// clock.
// DEFECT 1  the comparison is for equality: a membrane that jumps over the threshold never fires

`default_nettype none

interface neuron_bus #(
  parameter int Width = 14
);
  logic                    clk, rst;
  logic signed [Width-1:0] current, threshold, potential;
  logic                    spike;

  modport neuron(input clk, rst, current, threshold, output potential, spike);
endinterface

module interface_neuron #(
  parameter int DEFECT = 0
) (
  neuron_bus.neuron bus
);
  logic signed [13:0] next;
  logic               fires, fired;

  function automatic logic signed [13:0] shifted(input logic signed [13:0] v, input int by);
    return (v + (14'sd1 <<< (by - 1))) >>> by;
  endfunction

  always_comb begin
    next  = bus.potential - (shifted(bus.potential, 3) - shifted(bus.potential, 5)) + bus.current;
    fires = DEFECT == 1 ? next == bus.threshold : next >= bus.threshold;
  end

  always_ff @(posedge bus.clk) begin
    if (bus.rst) begin
      bus.potential <= '0;
      fired         <= 1'b0;
      bus.spike     <= 1'b0;
    end else begin
      bus.potential <= fires ? '0 : next;
      fired         <= fires;
      bus.spike     <= fired;
    end
  end
endmodule

`default_nettype wire
