// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// tb_vectors holds the neuron against the files of `lifcosim vectors`, in plain Verilog-2005, as a
// user of these files would write it. It runs in any simulator; in Icarus, from the folder of the
// files:
//
//   iverilog -g2005 -o bench -I. TOP/rtl/lif_neuron.v TOP/testbenches/vectors/tb_vectors.v
//   vvp bench
//
// Inputs change at the falling edge, results are taken there too: nothing races with the rising
// one. The bench holds valid back now and then, so that the handshake is used. It prints one line,
// PASS or FAIL, with the number of steps compared; every other way to end is a failure too.


module tb_vectors;

  `include "lif_vectors.vh"

  localparam integer ClocksMost = 2 * LifSteps + 64;

  reg                             clk;
  reg                             rst_n;
  reg                             valid;
  wire                            ready;
  reg  signed [LifStateWidth-1:0] drive;
  reg         [LifHoldWidth-1:0]  hold;
  wire                            result;
  wire                            spike;
  wire signed [LifStateWidth-1:0] membrane;
  wire signed [LifStateWidth-1:0] unreset; // `before` is a word of SystemVerilog

  reg [LifStateWidth-1:0] drives    [0:LifSteps-1];
  reg [LifHoldWidth-1:0]  holds     [0:LifSteps-1];
  reg [LifStateWidth-1:0] befores   [0:LifSteps-1];
  reg [LifStateWidth-1:0] membranes [0:LifSteps-1];
  reg [0:0]               spikes    [0:LifSteps-1];

  integer sent;     // steps that the circuit has taken
  integer compared; // results that it has given
  integer wrong;
  integer first;    // first step that differs
  integer clocks;
  reg     offered;  // a step is on the inputs, to be taken at the next rising edge
  reg [15:0] gaps;  // shift register that decides when valid is held back

  lif_neuron #(
    .StateWidth   (LifStateWidth),
    .LeakFraction (LifLeakFraction),
    .HoldWidth    (LifHoldWidth)
  ) u_neuron (
    .clk_i             (clk),
    .rst_ni            (rst_n),
    .leak_i            (LifLeak),
    .threshold_i       (LifThreshold),
    .reset_i           (LifReset),
    .initial_i         (LifInitial),
    .initial_hold_i    (LifInitialHold),
    .compare_above_i   (LifCompareAbove),
    .reset_subtract_i  (LifResetSubtract),
    .valid_i           (valid),
    .ready_o           (ready),
    .drive_i           (drive),
    .hold_i            (hold),
    .valid_o           (result),
    .spike_o           (spike),
    .membrane_o        (membrane),
    .membrane_before_o (unreset)
  );

  // Compares the result on the outputs; unknown bits are wrong.
  task take_result;
    begin
      if (compared >= LifSteps ||
          unreset !== befores[compared] || membrane !== membranes[compared] ||
          spike !== spikes[compared]) begin
        if (wrong == 0) first = compared;
        wrong = wrong + 1;
      end
      compared = compared + 1;
    end
  endtask

  // Puts the next step on the inputs, or a gap with inputs that must not matter.
  task offer_step;
    begin
      gaps  = {gaps[14:0], gaps[15] ^ gaps[13] ^ gaps[12] ^ gaps[10]};
      valid = sent < LifSteps && gaps[2:0] != 3'd0;
      drive = valid ? drives[sent] : ~drive;
      hold  = valid ? holds[sent] : ~hold;
    end
  endtask

  task report;
    begin
      if (wrong == 0 && compared == LifSteps) begin
        $display("PASS: %0d steps compared", compared);
      end else if (wrong == 0) begin
        $display("FAIL: %0d of %0d steps compared", compared, LifSteps);
      end else begin
        $display("FAIL: %0d steps compared, %0d differ, the first is step %0d", compared, wrong,
                 first);
      end
      $finish(0);
    end
  endtask

  initial begin
    $readmemh("drive.hex", drives);
    $readmemh("hold.hex", holds);
    $readmemh("before.hex", befores);
    $readmemh("membrane.hex", membranes);
    $readmemh("spike.hex", spikes);
    clk      = 1'b0;
    rst_n    = 1'b0;
    valid    = 1'b0;
    drive    = {LifStateWidth{1'b0}};
    hold     = {LifHoldWidth{1'b0}};
    sent     = 0;
    compared = 0;
    wrong    = 0;
    first    = 0;
    gaps     = 16'hace1;
    for (clocks = 0; clocks < ClocksMost; clocks = clocks + 1) begin
      // Here the clock is low and the circuit has settled.
      rst_n = clocks >= 2;
      if (rst_n) offer_step;
      #5;
      offered = valid && ready === 1'b1;
      clk = 1'b1;
      #5;
      clk = 1'b0;
      if (offered) sent = sent + 1;
      if (result === 1'b1) take_result;
    end
    report;
  end

endmodule

`default_nettype wire
