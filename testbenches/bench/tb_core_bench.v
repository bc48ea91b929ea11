// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// tb_core_bench is the engine `core-icarus` of the benchmark: it writes the words that
// `core_bench write` prints to a lif_core of 256 neurons, and runs ticks, with the same events.
//
//   vvp tb_core_bench.vvp +words=FILE +events=N +steps=N +passes=N
//
// Prints the lines of bench_table.h.

`default_nettype none

module tb_core_bench;

  localparam integer NeuronBits = 8;

  reg                          clk = 1'b0;
  reg                          rst_n = 1'b0;
  reg                          cfg_valid = 1'b0;
  reg  [31:0]                  cfg_addr = 32'd0;
  reg  [31:0]                  cfg_data = 32'd0;
  wire                         cfg_answer, cfg_error;
  reg                          ev_valid = 1'b0;
  wire                         ev_ready;
  reg  [NeuronBits:0]          ev_row = 0;
  reg                          tick_valid = 1'b0;
  wire                         tick_ready, busy, out_valid, saturated;
  wire [3:0]                   flags;

  lif_core u_core (
    .clk_i(clk), .rst_ni(rst_n), .cfg_valid_i(cfg_valid), .cfg_write_i(1'b1),
    .cfg_addr_i(cfg_addr), .cfg_data_i(cfg_data), .cfg_valid_o(cfg_answer), .cfg_error_o(cfg_error),
    .cfg_data_o(), .ev_valid_i(ev_valid), .ev_ready_o(ev_ready), .ev_row_i(ev_row),
    .tick_valid_i(tick_valid), .tick_ready_o(tick_ready), .busy_o(busy), .out_valid_o(out_valid),
    .out_ready_i(1'b1), .out_neuron_o(), .saturated_o(saturated), .flags_o(flags),
    .seen_valid_o(), .seen_neuron_o(), .seen_spike_o(), .seen_s0_o(), .seen_s1_o(), .seen_a_o(),
    .seen_before_o(), .seen_after_o()
  );

  reg [8*256:1] file;
  integer       opened, events, steps, passes, tick, event_, spikes, refused;

  always #5 clk = ~clk;

  // Inputs change after the falling edge: no race with the clock that takes them.
  task next;
    begin
      @(posedge clk);
      @(negedge clk);
      if (out_valid === 1'b1) spikes = spikes + 1;
      if (cfg_answer === 1'b1 && cfg_error !== 1'b0) refused = refused + 1;
    end
  endtask

  initial begin
    if (!$value$plusargs("words=%s", file) || !$value$plusargs("events=%d", events)
        || !$value$plusargs("steps=%d", steps) || !$value$plusargs("passes=%d", passes)) begin
      $display("give +words=FILE +events=N +steps=N +passes=N");
      $finish;
    end
    spikes  = 0;
    refused = 0;
    @(negedge clk);
    repeat (2) next;
    rst_n = 1'b1;
    next;
    while (busy !== 1'b0) next;
    opened = $fopen(file, "r");
    while ($fscanf(opened, "%h %h", cfg_addr, cfg_data) == 2) begin
      cfg_valid = 1'b1;
      next;
      cfg_valid = 1'b0;
    end
    repeat (5) next;
    $display("begin");
    $fflush;
    for (tick = 0; tick < passes * (steps >> NeuronBits); tick = tick + 1) begin
      for (event_ = 0; event_ < events; event_ = event_ + 1) begin
        while (ev_ready !== 1'b1) next;
        ev_row   = (tick * events + event_) & (2 ** NeuronBits - 1);
        ev_valid = 1'b1;
        next;
        ev_valid = 1'b0;
      end
      while (tick_ready !== 1'b1) next;
      tick_valid = 1'b1;
      next;
      tick_valid = 1'b0;
      while (busy !== 1'b0) next;
    end
    if (refused == 0 && flags === 4'd0) $display("end %0d %0d", passes * steps, spikes);
    else $display("%0d accesses refused, flags %b", refused, flags);
    $finish;
  end

endmodule

`default_nettype wire
