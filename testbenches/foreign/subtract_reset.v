// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// subtract_reset moves towards its drive by a multiplier, rounded half-up, fires above its
// threshold and subtracts an amount. One multiplier is shared over two clocks behind valid and
// ready; done tells when the result is there. Its reset is active high and asynchronous; its words
// are Q4.12.
// DEFECT 1  the reset is to zero instead: what was above the threshold is lost

`default_nettype none

module subtract_reset #(
  parameter DEFECT = 0
) (
  input  wire               clk,
  input  wire               arst,
  input  wire               in_valid,
  output wire               in_ready,
  input  wire signed [15:0] u,
  input  wire        [12:0] k,
  input  wire signed [15:0] theta,
  input  wire signed [15:0] amount,
  output reg                done,
  output reg                spike,
  output wire signed [15:0] x
);
  reg                busy;
  reg  signed [15:0] state;
  reg  signed [30:0] product;
  wire signed [16:0] distance = u - state;
  wire signed [30:0] rounded  = product + 31'sd2048;
  wire signed [15:0] next     = state + rounded[27:12];

  assign in_ready = !busy;
  assign x        = state;

  always @(posedge clk or posedge arst) begin
    if (arst) begin
      state   <= 16'sd0;
      product <= 31'sd0;
      busy    <= 1'b0;
      done    <= 1'b0;
      spike   <= 1'b0;
    end else begin
      done <= 1'b0;
      if (!busy && in_valid) begin
        product <= distance * $signed({1'b0, k});
        busy    <= 1'b1;
      end else if (busy) begin
        busy  <= 1'b0;
        done  <= 1'b1;
        spike <= next > theta;
        state <= next > theta ? (DEFECT == 1 ? 16'sd0 : next - amount) : next;
      end
    end
  end
endmodule

`default_nettype wire
