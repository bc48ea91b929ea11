// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_reset is the reset of an FPGA, released in step with the clock.
//
// The output is low from power-on, where flops begin with 0, and at once when rst_ni goes low at
// any time; it goes high 2^CountWidth clocks and two flops after rst_ni is high.

`default_nettype none

module lif_reset #(
  parameter integer CountWidth = 4
) (
  input  wire clk_i,
  input  wire rst_ni, // asynchronous, active low; high where there is no button
  output wire rst_no  // active low, released synchronously
);

  reg [1:0]            sync_q  = 2'b00;
  reg [CountWidth-1:0] count_q = {CountWidth{1'b0}};
  reg                  rst_q   = 1'b0;

  always @(posedge clk_i or negedge rst_ni) begin : synchronise
    if (!rst_ni) sync_q <= 2'b00;
    else         sync_q <= {sync_q[0], 1'b1};
  end

  always @(posedge clk_i or negedge rst_ni) begin : stretch
    if (!rst_ni) begin
      count_q <= {CountWidth{1'b0}};
      rst_q   <= 1'b0;
    end else if (sync_q[1]) begin
      count_q <= &count_q ? count_q : count_q + 1'b1;
      rst_q   <= &count_q;
    end
  end

  assign rst_no = rst_q;

endmodule

`default_nettype wire
