// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// tb_core does to a lif_core what a file of core_vectors.c says, and compares each word that it
// reads and that it is shown with the file, bit for bit: an unknown bit is a mismatch, so that
// nothing can depend on what a RAM has at power-up.
//
//   vvp tb_core.vvp +script=FILE [+seed=N]
//
// Events and ticks come with random pauses, spikes are taken in a random half of the clocks. Prints
// each of the first mismatches and at the end one line, `PASS N words` or `FAIL N mismatches`.

`default_nettype none

module tb_core;

  parameter integer NeuronBits   = 4;
  parameter integer StateWidth   = 24;
  parameter integer LeakFraction = 24;
  parameter integer WeightWidth  = 8;
  parameter integer AccWidth     = 16;
  parameter integer Receptors    = 1;
  parameter integer DelayBits    = 3;
  parameter integer LaneBits     = 2;
  parameter integer HoldWidth    = 8;
  parameter integer Residual     = 0;
  parameter integer Words        = 1 << 20; // of the script, at most

  reg                          clk = 1'b0;
  reg                          rst_n = 1'b0;
  reg                          cfg_valid = 1'b0;
  reg                          cfg_write = 1'b0;
  reg  [31:0]                  cfg_addr = 32'd0;
  reg  [31:0]                  cfg_data = 32'd0;
  wire                         cfg_answer, cfg_error;
  wire [31:0]                  cfg_word;
  reg                          ev_valid = 1'b0;
  wire                         ev_ready;
  reg  [NeuronBits:0]          ev_row = 0;
  reg                          tick_valid = 1'b0;
  wire                         tick_ready, busy, out_valid;
  reg                          out_ready = 1'b0;
  wire [NeuronBits-1:0]        out_neuron, seen_neuron;
  wire                         saturated, seen_valid, seen_spike;
  wire [3:0]                   flags;
  wire signed [StateWidth-1:0] s0, s1, a, before_reset, after_reset;

  lif_core #(
    .NeuronBits(NeuronBits), .StateWidth(StateWidth), .LeakFraction(LeakFraction),
    .WeightWidth(WeightWidth), .AccWidth(AccWidth), .Receptors(Receptors), .DelayBits(DelayBits),
    .LaneBits(LaneBits), .HoldWidth(HoldWidth), .Residual(Residual)
  ) u_core (
    .clk_i(clk), .rst_ni(rst_n), .cfg_valid_i(cfg_valid), .cfg_write_i(cfg_write),
    .cfg_addr_i(cfg_addr), .cfg_data_i(cfg_data), .cfg_valid_o(cfg_answer), .cfg_error_o(cfg_error),
    .cfg_data_o(cfg_word), .ev_valid_i(ev_valid), .ev_ready_o(ev_ready), .ev_row_i(ev_row),
    .tick_valid_i(tick_valid), .tick_ready_o(tick_ready), .busy_o(busy), .out_valid_o(out_valid),
    .out_ready_i(out_ready), .out_neuron_o(out_neuron), .saturated_o(saturated), .flags_o(flags),
    .seen_valid_o(seen_valid), .seen_neuron_o(seen_neuron), .seen_spike_o(seen_spike),
    .seen_s0_o(s0), .seen_s1_o(s1), .seen_a_o(a), .seen_before_o(before_reset),
    .seen_after_o(after_reset)
  );

  reg [31:0]     script [0:Words-1];
  reg [8*256:1]  file;
  reg            taken; // the tick was taken with an event
  integer        at, opened, from, seed, i, last, compared, mismatches;

  always #5 clk = ~clk;

  task same(input [8*12:1] what, input integer where, input [31:0] expected, input [31:0] observed);
    begin
      compared = compared + 1;
      if (observed !== expected) begin
        mismatches = mismatches + 1;
        if (mismatches <= 5)
          $display("word %0d of the script, %0s %0d: expected %h, observed %h", at, what, where,
                   expected, observed);
      end
    end
  endtask

  // Inputs change after the falling edge: no race with the clock that takes them.
  task next;
    begin
      @(posedge clk);
      @(negedge clk);
      out_ready = $random(seed);
    end
  endtask

  task access(input write, input [31:0] address, input [31:0] data);
    begin
      cfg_valid = 1'b1;
      cfg_write = write;
      cfg_addr  = address;
      cfg_data  = write ? data : ~data;
      next;
      cfg_valid = 1'b0;
      repeat (4) next;
      same("answer to", address, 32'd2, {30'd0, cfg_answer, cfg_error});
      if (!write) same("read of", address, data, cfg_word);
    end
  endtask

  task tick;
    integer n;
    begin
      if (!taken) begin
        tick_valid = 1'b1;
        next;
        tick_valid = 1'b0;
      end
      taken = 1'b0;
      n     = 0;
      last  = -1;
      while (busy !== 1'b0) begin
        if (seen_valid !== 1'b0) begin
          from = at + 6 * n;
          same("number of", n, n, {{(32 - NeuronBits) {1'b0}}, seen_neuron});
          same("S_0 of", n, script[from], s0);
          if (Receptors == 2) same("S_1 of", n, script[from+1], s1);
          same("A of", n, script[from+2], a);
          same("Y of", n, script[from+3], before_reset);
          same("X of", n, script[from+4], after_reset);
          same("spike of", n, script[from+5], {31'd0, seen_spike});
          n = n + 1;
        end
        if (out_valid & out_ready) begin // the next one of those that spike
          last = last + 1;
          while (last < 2 ** NeuronBits && script[at+6*last+5] == 32'd0) last = last + 1;
          same("spike out", last, last, {{(32 - NeuronBits) {1'b0}}, out_neuron});
        end
        next;
      end
      same("neurons of", n, 2 ** NeuronBits, n);
      last = last + 1;
      while (last < 2 ** NeuronBits && script[at+6*last+5] == 32'd0) last = last + 1;
      same("spike lost", last, 2 ** NeuronBits, last);
      at = at + 6 * 2 ** NeuronBits;
    end
  endtask

  initial begin
    seed = 1;
    if (!$value$plusargs("script=%s", file)) begin
      $display("FAIL give +script=FILE");
      $finish;
    end
    if (!$value$plusargs("seed=%d", seed)) seed = 1;
    opened = $fopen(file, "r");
    at     = 0;
    while (at < Words && $fscanf(opened, "%h", script[at]) == 1) at = at + 1;
    at         = 0;
    compared   = 0;
    mismatches = 0;
    taken      = 1'b0;
    @(negedge clk);
    while (script[at] !== 32'd0) begin
      case (script[at])
        32'd1, 32'd2: begin
          access(script[at] == 32'd1, script[at+1], script[at+2]);
          at = at + 3;
        end
        32'd3: begin
          for (i = $random(seed) & 3; i > 0; i = i - 1) next;
          while (ev_ready !== 1'b1) next;
          ev_row   = script[at+1];
          ev_valid = 1'b1;
          // The last event of a tick may be offered with it, and belongs to it.
          tick_valid = script[at+2] == 32'd4 && ($random(seed) & 1) != 0;
          taken      = tick_valid;
          next;
          ev_valid   = 1'b0;
          tick_valid = 1'b0;
          at         = at + 2;
        end
        32'd4: begin
          while (!taken && tick_ready !== 1'b1) next;
          at = at + 1;
          tick;
        end
        32'd5: begin
          rst_n = 1'b0;
          next;
          next;
          rst_n = 1'b1;
          next;
          while (busy !== 1'b0) next;
          same("flags", 0, 32'd0, {28'd0, flags});
          at = at + 1;
        end
        default: begin
          mismatches = mismatches + 1;
          $display("word %0d of the script is no command", at);
          script[at] = 32'd0;
        end
      endcase
    end
    if (mismatches == 0 && compared > 0) $display("PASS %0d words", compared);
    else $display("FAIL %0d mismatches", mismatches);
    $finish;
  end

endmodule

`default_nettype wire
