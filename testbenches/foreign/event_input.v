// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// event_input has a 1-bit input, each event of which is worth a weight; a quarter of the membrane
// leaks, rounded toward zero, after the event was added. It takes a step on every clock.
// DEFECT 1  the spike is masked by the one before it: of two in a row, the second is lost

`default_nettype none

module event_input #(
  parameter DEFECT = 0
) (
  input  wire        clk,
  input  wire        rst_n,
  input  wire        spike_in,
  input  wire [ 9:0] weight,
  input  wire [11:0] threshold,
  output wire        spike_out,
  output reg  [11:0] v
);
  reg         fired;
  reg         second;
  wire [11:0] charged = spike_in ? v + {2'b00, weight} : v;
  wire [11:0] next    = charged - {2'b00, charged[11:2]};

  assign spike_out = fired & ~(DEFECT == 1 && second);

  always @(posedge clk) begin
    if (!rst_n) begin
      v      <= 12'd0;
      fired  <= 1'b0;
      second <= 1'b0;
    end else begin
      fired  <= next >= threshold;
      second <= fired;
      v      <= next >= threshold ? 12'd0 : next;
    end
  end
endmodule

`default_nettype wire
