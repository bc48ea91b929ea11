// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// tb_bench is the rows `icarus` and `verilator-timing`: the shipped neuron under a plain Verilog
// bench. It runs with +folder=, +steps= and +passes=, and prints the lines of bench_table.h.

module tb_bench;

  localparam integer Most = 1 << 20; // steps that the table holds at most

  reg         clk;
  reg         rst_n;
  reg         valid;
  reg  [31:0] drive;
  wire        ready;
  wire        result;
  wire        spike;
  wire [31:0] membrane;
  wire [31:0] before_reset;

  reg [31:0] drives [0:Most-1];
  reg [63:0] words  [0:7];
  reg [1023:0] folder;

  integer steps;
  integer passes;
  integer pass;
  integer i;
  integer spikes;

  lif_neuron u_neuron (
    .clk_i             (clk),
    .rst_ni            (rst_n),
    .leak_i            (words[0][31:0]),
    .threshold_i       (words[1][31:0]),
    .reset_i           (words[2][31:0]),
    .initial_i         (words[3][31:0]),
    .initial_hold_i    (words[4][15:0]),
    .compare_above_i   (words[5][0]),
    .reset_subtract_i  (words[6][0]),
    .valid_i           (valid),
    .ready_o           (ready),
    .drive_i           (drive),
    .hold_i            (words[7][15:0]),
    .valid_o           (result),
    .spike_o           (spike),
    .membrane_o        (membrane),
    .membrane_before_o (before_reset)
  );

  initial begin
    if (!$value$plusargs("folder=%s", folder) || !$value$plusargs("steps=%d", steps) ||
        !$value$plusargs("passes=%d", passes) || steps > Most) begin
      $display("tb_bench: wrong arguments");
      $finish(0);
    end
    $readmemh({folder, "/words.hex"}, words);
    $readmemh({folder, "/drives.hex"}, drives, 0, steps - 1);
    spikes = 0;
    clk    = 1'b0;
    drive  = 32'd0;
    $display("begin");
    $fflush;
    for (pass = 0; pass < passes; pass = pass + 1) begin
      rst_n = 1'b0;
      valid = 1'b0;
      #5 clk = 1'b1;
      #5 clk = 1'b0;
      rst_n = 1'b1;
      #5 clk = 1'b1;
      #5 clk = 1'b0;
      valid = 1'b1;
      for (i = 0; i < steps; i = i + 1) begin
        drive = drives[i];
        #5 clk = 1'b1;
        #5 clk = 1'b0;
        if (result && spike) spikes = spikes + 1;
      end
    end
    $display("end %0d %0d", steps * passes, spikes);
    $fflush;
    $finish(0);
  end

endmodule
