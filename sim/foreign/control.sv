// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// The part of every wrapper of calibration that no manifest changes: sim/sim.mk makes it into a list of bytes that
// foreign/wrapper.c writes into a wrapper, without these first lines, which end with the empty one.
// Behind `ifdef stands what only some circuits need: wrapper.c defines LIF_CONTROL_ names for them, and
// the wires of the circuit's ports above.
// A step is accepted, given at the next clock (phase 0), and its answers are read in the phases that
// the manifest states. A circuit that steps on every clock gets its clock for that one step alone; any
// other has a drive that means nothing at its port while no step is given.

  reg                         reset_q;      // the circuit is in reset
  reg                  [2:0]  reset_left_q;
  reg                         ready_q, valid_q, busy_q, spike_q;
  reg                  [3:0]  phase_q;      // clocks since the step was given
  reg signed [StateWidth-1:0] drive_q, membrane_q;
  reg         [HoldWidth-1:0] hold_q, left_q;
  wire                        taken_w = busy_q & (phase_q == 4'd0) & ready_w;

  always @(posedge clk_i) begin
    valid_q <= 1'b0;
    if (!rst_ni) begin
      reset_q      <= 1'b1;
      reset_left_q <= 3'd2;
      ready_q      <= 1'b0;
      busy_q       <= 1'b0;
      phase_q      <= 4'd0;
      spike_q      <= 1'b0;
      drive_q      <= {StateWidth{1'b0}};
      hold_q       <= {HoldWidth{1'b0}};
      left_q       <= {HoldWidth{1'b0}};
      membrane_q   <= initial_i;
    end else if (reset_q) begin
      reset_left_q <= reset_left_q - 3'd1;
      if (reset_left_q == 3'd0) begin
        reset_q <= 1'b0;
        ready_q <= 1'b1;
      end
      membrane_q <= in_reset_w;
    end else if (!busy_q) begin
      drive_q <= drive_i;
      if (valid_i) begin
        hold_q  <= hold_i;
        busy_q  <= 1'b1;
        ready_q <= 1'b0;
        phase_q <= 4'd0;
      end
    end else if (phase_q != 4'd0 || taken_w) begin
      if (phase_q != 4'd15) phase_q <= phase_q + 4'd1;
      if (spike_now_w) spike_q <= spike_w;
      if (membrane_now_w) membrane_q <= membrane_w;
      if (last_w) begin
        busy_q  <= 1'b0;
        ready_q <= 1'b1;
        valid_q <= 1'b1;
        if (spike_now_w ? spike_w : spike_q) left_q <= hold_q;
        else if (left_q != {HoldWidth{1'b0}}) left_q <= left_q - 1'b1;
      end
    end
  end

  assign ready_o           = ready_q;
  assign valid_o           = valid_q;
  assign spike_o           = spike_q;
  assign membrane_o        = membrane_q;
  assign membrane_before_o = membrane_q;

`ifdef LIF_CONTROL_SHIFT
  reg [31:0] leak_word_w;  // the shift
  always @* begin
    leak_word_w = LeakFraction;
    for (integer i = 0; i <= LeakFraction; i = i + 1)
      if (leak_i[i]) leak_word_w = LeakFraction - i;
  end
`elsif LIF_CONTROL_DECAY
  wire [LeakFraction:0] leak_word_w = {1'b1, {LeakFraction{1'b0}}} - leak_i;
`else
  wire [LeakFraction:0] leak_word_w = leak_i;
`endif

`ifdef LIF_CONTROL_WEIGHT
  reg [StateWidth-1:0] weight_q;  // of the last event
  always @(posedge clk_i)
    if (!rst_ni) weight_q <= {StateWidth{1'b0}};
    else if (valid_i && drive_i != {StateWidth{1'b0}}) weight_q <= drive_i;
`endif

`ifdef LIF_CONTROL_CLOCKED_IN_RESET
  reg gate_q;  // the circuit's clock runs for one clock a step, and in a synchronous reset
  always @(negedge clk_i)
    gate_q <= (`LIF_CONTROL_CLOCKED_IN_RESET & reset_q) | (busy_q & (phase_q == 4'd0));
`endif

`ifdef LIF_CONTROL_STATE
  reg [`LIF_CONTROL_STATE_WIDTH-1:0] state_q;  // of a circuit without registers
  always @(posedge clk_i)
    if (reset_q) state_q <= `LIF_CONTROL_STATE_WIDTH'(initial_i);
    else if (taken_w) state_q <= `LIF_CONTROL_STATE;
`endif

`ifdef LIF_CONTROL_COUNT
  reg [`LIF_CONTROL_COUNT_WIDTH-1:0] count_q;
  always @(posedge clk_i)
    if (reset_q) count_q <= `LIF_CONTROL_COUNT_WIDTH'd0;
    else if (taken_w) count_q <= `LIF_CONTROL_COUNT;
`endif
