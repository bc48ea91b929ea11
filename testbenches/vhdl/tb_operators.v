// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// tb_operators does with the conversion of operators what tb_operators.vhd does with the entity.

`default_nettype none

module tb_operators;
  reg          clk = 1'b0, rst = 1'b1;
  reg  [ 15:0] a, b, d, u, w, e;
  reg  [  3:0] n, c;
  wire         spike;
  wire [ 15:0] v;
  wire [191:0] more;
  wire [32 * `COUNT - 1:0] y;
  integer      inputs, found, i;

  operators dut (
    .clk(clk), .rst(rst), .c(c[0]), .a(a), .b(b), .d(d), .u(u), .w(w), .e(e), .n(n),
    .spike(spike), .v(v), .more(more), .y(y)
  );

  initial begin
    inputs = $fopen("inputs.txt", "r");
    found  = 8;
    while (found == 8) begin
      found = $fscanf(inputs, "%h %h %h %h %h %h %h %h\n", a, b, d, u, w, e, n, c);
      if (found == 8) begin
        #1 clk = 1'b1;
        #1 $write("%h %h %h", spike, v, more);
        for (i = `COUNT - 1; i >= 0; i = i - 1) $write(" %h", y[32 * i +: 32]);
        $write("\n");
        clk = 1'b0;
        rst = 1'b0;
        #1;
      end
    end
  end
endmodule

`default_nettype wire
