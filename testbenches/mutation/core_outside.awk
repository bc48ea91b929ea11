# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# core_outside.awk: rewrites the RTLIL of a core so that each register, RAM and multiplier is a cell of an
# empty module with its own widths, which are written to the file `lib`. The widths matter: `expose -evert`
# takes them from the module, and not from the parameters of the cell. -v lib=FILE
function out(t) { print t }
/^  cell (\$dff|\$mul|\\lif_ram|\\lif_ram_single) / { cell = $2; name = $3; w = aw = ""; wa = wb = wy = ""; block = ""; inside = 1; next }
inside && /^    parameter/ { if ($0 ~ /\\(WIDTH|Width) /) w = $NF; if ($0 ~ /\\AddrWidth /) aw = $NF
    if ($0 ~ /\\A_WIDTH /) wa = $NF; if ($0 ~ /\\B_WIDTH /) wb = $NF; if ($0 ~ /\\Y_WIDTH /) w = $NF; next }
inside && /^  end/ {
    if (w == "" || w !~ /^[0-9]+$/) { print "no width of " name >"/dev/stderr"; exit 3 }
    if (cell != "\\lif_ram" && cell != "\\lif_ram_single") { gsub(/[^A-Za-z0-9_.]/, "_", name); name = "\\" name }
    if (cell == "$mul") {
        type = "lif_outside_multiply_" wa "_" wb "_" w
        if (!(type in made)) printf "module %s (input [%d:0] A, input [%d:0] B, output [%d:0] Y); endmodule\n", type, wa-1, wb-1, w-1 >lib
    } else if (cell == "$dff") {
        type = "lif_outside_register_" w
        if (!(type in made)) printf "module %s (input CLK, input [%d:0] D, output [%d:0] Q); endmodule\n", type, w-1, w-1 >lib
    } else {
        type = "lif_outside_" substr(cell, 2) "_" w "_" aw
        if (!(type in made)) printf "module %s (input clk_i, input write_i, input read_i, %s, input [%d:0] write_data_i, output [%d:0] read_data_o); endmodule\n", type, cell == "\\lif_ram" ? sprintf("input [%d:0] write_addr_i, read_addr_i", aw-1, aw-1) : sprintf("input [%d:0] addr_i", aw-1), w-1, w-1 >lib
    }
    made[type] = 1
    print "  cell \\" type " " name; printf "%s", block; print; inside = 0; next
}
inside { block = block $0 "\n"; next }
{ print }
