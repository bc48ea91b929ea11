// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// tb_tile tests the TinyTapeout tile at its pins, beyond what the co-simulation asks of it
// (sim/board/): every bit of every word, in reset and out of it, an address without a word, a write
// that comes with a step, and pins that must not matter. It prints TAP.

`default_nettype none

module tb_tile;
  logic       clk = 1'b0, rst_n = 1'b0, ena = 1'b1;
  logic [7:0] ui_in = 8'd0, uio_in = 8'd0;
  wire  [7:0] uo_out, uio_out, uio_oe;
  int         count = 0, failed = 0;

  tt_um_lif_neuron u_tile (
    .ui_in   (ui_in),
    .uo_out  (uo_out),
    .uio_in  (uio_in),
    .uio_out (uio_out),
    .uio_oe  (uio_oe),
    .ena     (ena),
    .clk     (clk),
    .rst_n   (rst_n)
  );

  always #1 clk = !clk;

  task automatic check(input bit good, input string what);
    count++;
    if (good) begin
      $display("ok %0d - %s", count, what);
    end else begin
      failed++;
      $display("not ok %0d - %s", count, what);
    end
  endtask

  task automatic clocks(input int n);
    repeat (n) @(negedge clk);
  endtask

  task automatic write(input int address, input logic [7:0] value);
    ui_in  = value;
    uio_in = {3'd0, 3'(address), 2'b01};
    clocks(1);
    uio_in = 8'd0;
  endtask

  task automatic mode(input logic [7:0] value);
    write(5, value);
    clocks(2);
  endtask

  task automatic step(input logic [7:0] drive, input int y, input int next, input bit spike);
    logic [7:0] shown;
    int patience = 20;
    ui_in  = drive;
    uio_in = 8'b000_000_10;
    while (!uio_out[5] && patience > 0) begin
      clocks(1);
      patience--;
    end
    clocks(1);
    uio_in = 8'd0;
    while (!uio_out[6] && patience > 0) begin
      clocks(1);
      patience--;
    end
    uio_in = 8'b111_001_00; // the upper three are outputs: what is driven there must not matter
    ena    = !ena;
    #0.5 shown = uo_out;
    uio_in = 8'd0;
    #0.5;
    check(patience > 0 && shown == 8'(y) && uo_out == 8'(next) && uio_out[7] == spike,
          $sformatf("step with %0d: %0d, %0d, %0d", $signed(drive), $signed(shown),
                    $signed(uo_out), uio_out[7]));
    clocks(1);
  endtask

  initial begin
    clocks(2);
    check(uio_oe == 8'he0, "the upper three pins are outputs");
    rst_n = 1'b1;
    clocks(2);
    check(!uio_out[5] && uo_out == 8'd0, "in reset until it is told to run");
    for (int i = 0; i < 2; i++) begin
      for (int a = 0; a < 8; a++) begin
        if (a != 5) repeat (2) write(a, i == 0 ? 8'hff : 8'h00);
      end
      clocks(1);
      check(uo_out == (i == 0 ? 8'hff : 8'h00), "the membrane follows the initial word");
    end
    mode(8'h7f);
    check(!uio_out[5], "every other mode bit does not make it run");
    mode(8'h00);
    // With a leak of 1 the membrane is the drive; the threshold is 100, the reset -3, the initial
    // word 9, and one step is held.
    write(0, 8'h80);
    write(1, 8'd100);
    write(2, 8'hfd);
    write(3, 8'd9);
    write(4, 8'd0);
    write(4, 8'd1);
    write(6, 8'd0);
    write(6, 8'd2);
    mode(8'h80);
    check(uio_out[5], "ready");
    check(uo_out == 8'd9, "at the initial word");
    // A write that comes with a step changes the word, and takes no step.
    ui_in  = 8'd99;
    uio_in = 8'b000_111_11;
    clocks(12);
    uio_in = 8'd0;
    check(uio_out[5] && uo_out == 8'd9, "a write wins over a step");
    step(8'd127, 9, 9, 1'b0);
    step(8'h80, -128, -128, 1'b0);
    step(8'd100, 100, -3, 1'b1);
    step(8'd127, -3, -3, 1'b0);
    step(8'd127, -3, -3, 1'b0);
    step(8'h55, 85, 85, 1'b0);
    mode(8'h83); // above only, by subtraction
    write(2, 8'd28);
    step(8'd100, 100, 100, 1'b0);
    step(8'd127, 127, 99, 1'b1);
    rst_n = 1'b0;
    clocks(1);
    check(!uio_out[5] && !uio_out[7] && uo_out == 8'd9, "a reset ends the run");
    clocks(2);
    check(uo_out == 8'd0, "and clears the words");
    $display("1..%0d", count);
    if (failed != 0) $fatal(1, "%0d of %0d checks failed", failed, count);
    $finish(0);
  end

  initial begin
    #20000;
    $fatal(1, "the tile does not come to an end");
  end

`ifdef LIF_COVERAGE
  final $c("Verilated::threadContextp()->coveragep()->write(\"coverage.dat\");");
`endif

endmodule

`default_nettype wire
