// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_neuron_tt: the TinyTapeout tile (rtl/tt_um_lif_neuron.v) behind the ports of lif_neuron;
// simulation only. It drives the tile's pins and nothing else: words after the reset, then for each
// step the hold, the drive, and the two membranes read one after the other.

`default_nettype none

module lif_neuron_tt #(
  parameter integer StateWidth   = 8,
  parameter integer LeakFraction = 7,
  parameter integer HoldWidth    = 16
) (
  input  wire                         clk_i,
  input  wire                         rst_ni,
  input  wire        [LeakFraction:0] leak_i,
  input  wire signed [StateWidth-1:0] threshold_i,
  input  wire signed [StateWidth-1:0] reset_i,
  input  wire signed [StateWidth-1:0] initial_i,
  input  wire        [HoldWidth-1:0]  initial_hold_i,
  input  wire                         compare_above_i,
  input  wire                         reset_subtract_i,
  input  wire                         valid_i,
  output logic                        ready_o,
  input  wire signed [StateWidth-1:0] drive_i,
  input  wire        [HoldWidth-1:0]  hold_i,
  output logic                        valid_o,
  output logic                        spike_o,
  output logic signed [StateWidth-1:0] membrane_o,
  output logic signed [StateWidth-1:0] membrane_before_o
);

  logic [7:0] ui_in, uo_out, uio_in, uio_out, uio_oe;

  tt_um_lif_neuron u_tile (
    .ui_in   (ui_in),
    .uo_out  (uo_out),
    .uio_in  (uio_in),
    .uio_out (uio_out),
    .uio_oe  (uio_oe),
    .ena     (1'b1),
    .clk     (clk_i),
    .rst_n   (rst_ni)
  );

  wire [HoldWidth-1:0] hold_q = u_tile.u_neuron.hold_q;

  typedef enum logic [2:0] {Words, Idle, HoldHigh, HoldLow, Step, Wait, Read} state_t;
  state_t     state;
  logic [3:0] said;
  logic [7:0] drive, membrane;
  logic       spike;
  logic [15:0] hold;

  // These are the pins of each state: byte, address, step, write.
  always_comb begin
    ui_in  = drive;
    uio_in = 8'd0;
    case (state)
      Words: begin
        uio_in = {3'd0, 3'd0, 1'b0, said < 8};
        case (said)
          4'd0:    begin ui_in = leak_i;               uio_in[4:2] = 3'd0; end
          4'd1:    begin ui_in = threshold_i;          uio_in[4:2] = 3'd1; end
          4'd2:    begin ui_in = reset_i;              uio_in[4:2] = 3'd2; end
          4'd3:    begin ui_in = initial_i;            uio_in[4:2] = 3'd3; end
          4'd4:    begin ui_in = initial_hold_i[15:8]; uio_in[4:2] = 3'd4; end
          4'd5:    begin ui_in = initial_hold_i[7:0];  uio_in[4:2] = 3'd4; end
          default: begin // not running yet, then running
            ui_in       = {said == 4'd7, 5'd0, reset_subtract_i, compare_above_i};
            uio_in[4:2] = 3'd5;
          end
        endcase
      end
      HoldHigh: begin ui_in = hold[15:8]; uio_in = 8'b000_110_01; end
      HoldLow:  begin ui_in = hold[7:0];  uio_in = 8'b000_110_01; end
      Step:     uio_in = 8'b000_000_10;
      Read:     uio_in = 8'b000_001_00;
      default: ;
    endcase
  end

  always_ff @(posedge clk_i) begin
    valid_o <= 1'b0;
    if (!rst_ni) begin
      state   <= Words;
      said    <= 4'd0;
      ready_o <= 1'b0;
      spike_o <= 1'b0;
      membrane_o        <= initial_i;
      membrane_before_o <= initial_i;
    end else begin
      case (state)
        Words: begin
          said <= said == 4'd8 ? 4'd8 : said + 1'b1;
          if (said == 4'd8 && uio_out[5] && uio_oe == 8'he0) begin
            state   <= Idle;
            ready_o <= 1'b1;
          end
        end
        Idle: if (valid_i) begin
          ready_o <= 1'b0;
          drive   <= drive_i;
          hold    <= hold_i;
          state   <= HoldHigh;
        end
        HoldHigh: state <= HoldLow;
        HoldLow:  state <= Step;
        Step:     if (uio_out[5]) state <= Wait;
        Wait: if (uio_out[6]) begin
          membrane <= uo_out;
          spike    <= uio_out[7];
          state    <= Read;
        end
        default: begin // Read; the outputs change together, with valid_o
          membrane_o        <= membrane;
          spike_o           <= spike;
          membrane_before_o <= uo_out;
          valid_o           <= 1'b1;
          ready_o           <= 1'b1;
          state             <= Idle;
        end
      endcase
    end
  end

endmodule

`default_nettype wire
