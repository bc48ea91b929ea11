// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// event_neuron: an event adds a told weight, a sixteenth leaks, rounded down; each spike raises the
// threshold by 12, which falls by 1 a step. `fault` chooses one mistake (faults.txt); 0 is none.

`default_nettype none

module event_neuron (
  input  wire        clk,
  input  wire        rst,
  input  wire        e,
  input  wire [ 9:0] weight,
  input  wire [ 5:0] fault,
  output reg         fire,
  output reg  [13:0] v_o
);
  reg        [13:0] v;
  reg        [ 7:0] w;
  reg        [ 1:0] spikes;
  reg               was, late, fired, came;
  reg signed [31:0] x, m, leak, z, after, up, down, raised;

  always @* begin
    came = fault == 6'd1 ? late : fault == 6'd2 ? !e : e;
    x = {22'd0, weight};
    if (fault == 6'd3) x = 2 * x;
    if (fault == 6'd4) x = x >>> 1;
    if (fault == 6'd5) x = x + 1;
    if (!came) x = 0;
    m = {18'd0, v};
    case (fault)
      6'd6: leak = m >>> 3;
      6'd7: leak = m >>> 5;
      6'd8: leak = 0;
      6'd9: leak = (m + 8) >>> 4;
      6'd10: leak = (m >>> 6) <<< 2;
      6'd26: leak = e ? 0 : m >>> 4;
      6'd27: leak = e ? m >>> 4 : 0;
      default: leak = m >>> 4;
    endcase
    z = m - leak + x;
    if (fault == 6'd11) z = (m + x) - ((m + x) >>> 4);
    raised = 900 + {24'd0, w};
    if (fault == 6'd12) raised = 900;
    if (fault == 6'd13) raised = 900 - {24'd0, w};
    fired = z >= raised;
    if (fault == 6'd14) fired = z > raised;
    if (fault == 6'd15) fired = m >= raised;
    if (fault == 6'd16) fired = z == raised;
    after = fired ? 0 : z;
    if (fault == 6'd17) after = z;
    up = {24'd0, w} + (fault == 6'd18 ? 13 : fault == 6'd19 ? 24 : 12);
    if (fault != 6'd20 && up > 255) up = 255;
    down = w == 0 ? 0 : {24'd0, w} - 1;
    if (fault == 6'd21) down = {24'd0, w};
  end

  always @(posedge clk)
    if (rst) begin
      {v, w, spikes, was, late, fire, v_o} <= 0;
    end else begin
      late <= e;
      was  <= fired;
      spikes <= spikes + {1'b0, fired};
      v    <= after[13:0];
      w    <= fired ? up[7:0] : down[7:0];
      fire <= fault == 6'd22 ? fired && spikes != 2'd3 : fault == 6'd23 ? was : fault == 6'd24 ? 1'b0 : fired;
      v_o  <= fault == 6'd25 ? 14'd0 : after[13:0];
    end
endmodule

`default_nettype wire
