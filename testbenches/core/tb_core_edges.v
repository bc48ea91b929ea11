// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// tb_core_edges takes a lif_core of 2^NeuronBits neurons to the edges of its handshakes, and checks
// every answer:
//
//   1  all neurons spike in one tick, which fills the FIFO, while the output is not ready for long:
//      the spike that waits stands still, nothing else is taken, and all leave in order, each once
//   2  an event is offered in every clock for several times as many events as there are inputs, the
//      last one together with the tick: each is taken once, and all of them count
//   3  a reset in each clock of a busy tick: no spike, flag or accumulator is left, and the run
//      after it is the first run again
//   4  two runs, one after the other, give the same words
//
// Neurons have no memory: leaks are 1, so that S is the sum of the events of its tick, and X = D.
// Prints `PASS N checks` or `FAIL N mismatches`.

`default_nettype none

module tb_core_edges;

  parameter integer NeuronBits = 2;
  parameter integer LaneBits   = 1;

  localparam integer N      = 2 ** NeuronBits;
  localparam integer Groups = N >> LaneBits;
  localparam integer Leak   = 4;             // fraction bits
  localparam integer Tick   = 4 * N + 12 + N * (Groups + 3);

  reg                  clk = 1'b0;
  reg                  rst_n = 1'b0;
  reg                  cfg_valid = 1'b0;
  reg  [31:0]          cfg_addr = 32'd0;
  reg  [31:0]          cfg_data = 32'd0;
  wire                 cfg_answer, cfg_error;
  reg                  ev_valid = 1'b0;
  wire                 ev_ready;
  reg  [NeuronBits:0]  ev_row = 0;
  reg                  tick_valid = 1'b0;
  wire                 tick_ready, busy, out_valid;
  reg                  out_ready = 1'b0;
  wire [NeuronBits-1:0] out_neuron, seen_neuron;
  wire                 saturated, seen_valid, seen_spike;
  wire [3:0]           flags;
  wire signed [15:0]   s0, a, before_reset, after_reset;

  lif_core #(
    .NeuronBits(NeuronBits), .StateWidth(16), .LeakFraction(Leak), .WeightWidth(4), .AccWidth(12),
    .Receptors(1), .DelayBits(1), .LaneBits(LaneBits), .HoldWidth(4)
  ) u_core (
    .clk_i(clk), .rst_ni(rst_n), .cfg_valid_i(cfg_valid), .cfg_write_i(1'b1),
    .cfg_addr_i(cfg_addr), .cfg_data_i(cfg_data), .cfg_valid_o(cfg_answer), .cfg_error_o(cfg_error),
    .cfg_data_o(), .ev_valid_i(ev_valid), .ev_ready_o(ev_ready), .ev_row_i(ev_row),
    .tick_valid_i(tick_valid), .tick_ready_o(tick_ready), .busy_o(busy), .out_valid_o(out_valid),
    .out_ready_i(out_ready), .out_neuron_o(out_neuron), .saturated_o(saturated), .flags_o(flags),
    .seen_valid_o(seen_valid), .seen_neuron_o(seen_neuron), .seen_spike_o(seen_spike),
    .seen_s0_o(s0), .seen_s1_o(), .seen_a_o(a), .seen_before_o(before_reset),
    .seen_after_o(after_reset)
  );

  integer i, clocks, at, left, shown, current, taken, checks, mismatches, events;

  always #5 clk = ~clk;

  task same(input [8*24:1] what, input integer where, input integer expected, input integer observed);
    begin
      checks = checks + 1;
      if (observed !== expected) begin
        mismatches = mismatches + 1;
        if (mismatches <= 5)
          $display("%0s %0d: expected %0d, observed %0d", what, where, expected, observed);
      end
    end
  endtask

  // A clock: what leaves, what is shown and what is taken is counted. Inputs change after the
  // falling edge.
  task next;
    begin
      if (out_valid === 1'b1 && out_ready) begin
        same("spike that leaves", left, left, out_neuron);
        left = left + 1;
      end
      if (ev_valid && ev_ready === 1'b1) taken = taken + 1;
      @(posedge clk);
      @(negedge clk);
      if (seen_valid !== 1'b0) begin
        same("neuron shown", shown, shown, seen_neuron);
        same("current of", shown, current, s0);
        same("spike of", shown, 1, seen_spike);
        shown = shown + 1;
      end
      if (cfg_answer !== 1'b0) same("error of a write", 0, 0, cfg_error);
    end
  endtask

  task write(input [31:0] address, input [31:0] data);
    begin
      cfg_valid = 1'b1;
      cfg_addr  = address;
      cfg_data  = data;
      next;
      cfg_valid = 1'b0;
    end
  endtask

  task reset;
    begin
      ev_valid   = 1'b0;
      tick_valid = 1'b0;
      rst_n      = 1'b0;
      next;
      rst_n = 1'b1;
      next;
      while (busy !== 1'b0) next;
      same("flags", 0, 0, flags);
      same("spike after a reset", 0, 0, out_valid);
      shown = 0;
      left  = 0;
    end
  endtask

  // X and the hold; all other words stay.
  task write_states;
    begin
      for (i = 0; i < N; i = i + 1) begin
        write(32'h10000024 + 64 * i, 32'd0);
        write(32'h10000028 + 64 * i, 32'd0);
      end
      write(32'h00000010, 32'd1);
      repeat (5) next;
    end
  endtask

  // Takes the tick that is offered, and lets all of it leave.
  task finish;
    begin
      while (tick_ready !== 1'b1) next;
      tick_valid = 1'b1;
      next;
      tick_valid = 1'b0;
      while (busy !== 1'b0) next;
      same("neurons of a tick", 0, N, shown);
      same("spikes of a tick", 0, N, left);
      shown = 0;
      left  = 0;
    end
  endtask

  // An event of each input; then two ticks: S is N, and then what all neurons give each other.
  task two_ticks;
    begin
      for (i = 0; i < N; i = i + 1) begin
        while (ev_ready !== 1'b1) next;
        ev_row   = i;
        ev_valid = 1'b1;
        next;
        ev_valid = 1'b0;
      end
      current = N;
      finish;
      current = 2 * N;
      finish;
    end
  endtask

  initial begin
    checks     = 0;
    mismatches = 0;
    shown      = 0;
    left       = 0;
    taken      = 0;
    out_ready  = 1'b1;
    @(negedge clk);
    reset;
    for (i = 0; i < N; i = i + 1) begin
      for (at = 0; at < 3; at = at + 1) write(32'h10000000 + 64 * i + 4 * at, 1 << Leak);
      write(32'h1000000c + 64 * i, 0);
      write(32'h10000010 + 64 * i, 1);           // threshold
      write(32'h10000014 + 64 * i, 5);           // drive
      for (at = 6; at < 9; at = at + 1) write(32'h10000000 + 64 * i + 4 * at, 0);
    end
    for (i = 0; i < 2 * N; i = i + 1) begin      // inputs: 1 at once, neurons: 2 a tick later
      write(32'h20000000 + 4 * i, i / N);
      for (at = 0; at < Groups; at = at + 1)
        write(32'h30000000 + 4 * (i * Groups + at), i < N ? 32'h11111111 : 32'h22222222);
    end
    write_states;
    two_ticks;

    // 1: stalled, with events that are offered meanwhile
    out_ready  = 1'b0;
    current    = 2 * N;
    tick_valid = 1'b1;
    next;
    tick_valid = 1'b0;
    ev_valid   = 1'b1;
    ev_row     = 0;
    taken      = 0;
    for (clocks = 0; clocks < 4 * Tick; clocks = clocks + 1) begin
      next;
      if (shown == N && clocks > 4 * N + 16) begin
        same("a spike waits", clocks, 1, out_valid);
        same("the spike that waits", clocks, 0, out_neuron);
        same("busy", clocks, 1, busy);
      end
    end
    same("neurons shown", 0, N, shown);
    same("events taken while busy", 0, 0, taken);
    same("spikes that left", 0, 0, left);
    out_ready = 1'b1;
    while (taken == 0) next;                     // it is taken once the core is idle
    ev_valid = 1'b0;
    same("spikes of a full FIFO", 0, N, left);
    shown   = 0;
    left    = 0;
    current = 2 * N + 1;
    finish;

    // 2: events in every clock in which one is taken, the last one with the tick
    events   = 8 * N;
    taken    = 0;
    ev_valid = 1'b1;
    while (taken < events) begin
      ev_row     = taken % N;
      tick_valid = taken == events - 1;
      next;
    end
    ev_valid   = 1'b0;
    tick_valid = 1'b0;
    current    = 2 * N + events;
    while (busy !== 1'b0) next;
    same("neurons after events", 0, N, shown);
    same("spikes after events", 0, N, left);
    shown   = 0;
    left    = 0;
    current = 2 * N;
    finish;
    same("flags", 1, 0, flags);

    // 3 and 4: a reset in each clock; what stands still in a tick that is stalled is taken, too
    for (clocks = 0; clocks < Tick + 4; clocks = clocks + 1) begin
      reset;
      write_states;
      two_ticks;                                 // the same words every time
      current   = 2 * N;
      out_ready = clocks[0] | (clocks > Tick / 2);
      ev_valid  = 1'b1;                          // an event and its tick at once
      ev_row    = 1;
      tick_valid = 1'b1;
      next;
      ev_valid   = 1'b0;
      tick_valid = 1'b0;
      current    = 2 * N + 1;
      for (at = 0; at < clocks; at = at + 1) next;
      out_ready = 1'b1;
    end
    reset;
    write_states;
    two_ticks;

    if (mismatches == 0 && checks > 100 * N) $display("PASS %0d checks", checks);
    else $display("FAIL %0d mismatches in %0d checks", mismatches, checks);
    $finish;
  end

  // Nothing may wait for ever.
  initial begin
    #10000000;
    $display("FAIL it does not end");
    $finish;
  end

endmodule

`default_nettype wire
