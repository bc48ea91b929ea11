# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# core_outside.awk: rewrites the RTLIL of a core so that each register, RAM and multiplier is a cell of an
# empty module with its own widths, which are written to the file `lib`. The widths matter: `expose -evert`
# takes them from the module, and not from the parameters of the cell. -v lib=FILE

/^  cell (\$dff|\$mul|\\lif_ram|\\lif_ram_single) / {
    cell = $2
    name = $3
    split("", parameter)
    block = ""
    inside = 1
    next
}
inside && /^    parameter/ { # parameter [signed] \NAME VALUE
    parameter[substr($(NF - 1), 2)] = $NF
    next
}
inside && /^  end/ {
    put_cell()
    print
    inside = 0
    next
}
inside { block = block $0 "\n"; next }
{ print }

# A port of the module that stands for the cell.
function port(way, bits, names) { return sprintf("%s [%d:0] %s", way, bits - 1, names) }

function width_of(parameter_name) {
    if (parameter[parameter_name] !~ /^[1-9][0-9]*$/) {
        print "core_outside.awk: no " parameter_name " of " name >"/dev/stderr"
        exit 3
    }
    return parameter[parameter_name]
}

# Declares a module once.
function declare(type, ports) {
    if (!(type in made)) print "module " type " (" ports "); endmodule" >lib
    made[type] = 1
}

function put_cell(    type, bits, address, is_ram) {
    is_ram = cell ~ /^\\lif_ram/
    if (!is_ram) { # names of RAMs are those of instances
        gsub(/[^A-Za-z0-9_.]/, "_", name)
        name = "\\" name
    }
    if (cell == "$mul") {
        type = "lif_outside_multiply_" width_of("A_WIDTH") "_" width_of("B_WIDTH") "_" width_of("Y_WIDTH")
        declare(type, port("input", width_of("A_WIDTH"), "A") ", " port("input", width_of("B_WIDTH"), "B") \
            ", " port("output", width_of("Y_WIDTH"), "Y"))
    } else if (cell == "$dff") {
        bits = width_of("WIDTH")
        type = "lif_outside_register_" bits
        declare(type, "input CLK, " port("input", bits, "D") ", " port("output", bits, "Q"))
    } else {
        bits = width_of("Width")
        address = width_of("AddrWidth")
        type = "lif_outside_" substr(cell, 2) "_" bits "_" address
        declare(type, "input clk_i, input write_i, input read_i, " \
            port("input", address, cell == "\\lif_ram" ? "write_addr_i, read_addr_i" : "addr_i") ", " \
            port("input", bits, "write_data_i") ", " port("output", bits, "read_data_o"))
    }
    print "  cell \\" type " " name
    printf "%s", block
}
