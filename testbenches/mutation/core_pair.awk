# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# core_pair.awk: makes the module that runs a core (a) and its mutant (b) side by side, from the lists of their
# ports (core_outside.awk). A register or RAM is shared: the mutant has the word of the core, and an output
# tells when it would have got another one, which is the first difference. Those of `apart` have a word each.
# Products are any words, and alike where their factors are.
#
#   -v kind=any|allowed -v apart=NAMES -v state=BITS -v weight=BITS -v names=FILE (of the outputs, in order)
#
# With kind=allowed, outputs count only where the header of lif_core.v says that they are valid, and leaks and
# shifts are read as at most what the header of lif_core_neuron.v allows.

# A name of the netlist as Verilog writes it.
function id(name) { return "\\" name " " }

# Declare a wire, an input of the pair, and an output that tells of a difference.
function wire(bits, name) { wires = wires sprintf("wire [%d:0] %s;\n", bits - 1, id(name)) }
function free(bits, name) { ports = ports sprintf(", input wire [%d:0] %s", bits - 1, id(name)) }
function tell(name, expression) {
    told[++told_count] = name
    wrong[told_count] = expression
}

# ---- the ports of both, by what they belong to ----

FNR == 1 { side = ++files == 1 ? "a" : "b" }
$1 == "input" || $1 == "output" {
    split($2, range, ":")
    dir[$3] = $1
    width[$3] = substr(range[1], 2) + 1
    has[side, $3] = 1
    if (!($3 in seen)) {
        seen[$3] = 1
        port[++port_count] = $3
    }
}

# When an output counts.
function counts(name) {
    if (kind != "allowed") return "1'b1"
    if (name == "cfg_error_o") return id("a:cfg_valid_o")
    if (name == "cfg_data_o") return id("a:cfg_valid_o") "& ~" id("a:cfg_error_o") "& ~asked_q[4]"
    if (name == "out_neuron_o") return id("a:out_valid_o")
    if (name ~ /^seen_/ && name != "seen_valid_o") return id("a:seen_valid_o")
    return "1'b1"
}

function sort_ports(    i, name) {
    for (i = 1; i <= port_count; i++) {
        name = port[i]
        if (match(name, /\.Q$/)) register[++register_count] = substr(name, 1, RSTART - 1)
        else if (match(name, /\.read_data_o$/)) ram[++ram_count] = substr(name, 1, RSTART - 1)
        else if (match(name, /\.Y$/)) product[++product_count] = substr(name, 1, RSTART - 1)
        else if (name !~ /\./ && dir[name] == "input") input[++input_count] = name
        else if (name !~ /\./) tell(name, counts(name) " & (" id("a:" name) "!=" id("b:" name) ")")
    }
}

# ---- what stands between them ----

function put_register(r,    bits) {
    bits = width[r ".Q"]
    wire(bits, "a:" r ".Q")
    wire(bits, "b:" r ".Q")
    free(bits, "any:" r)
    if (r in is_apart) {
        body = body sprintf("lif_register_pair #(.Width(%d)) %s (clk_i, %s, %s, %s, %s, %s);\n", bits, id("u:" r),
            id("any:" r), id("a:" r ".D"), id("b:" r ".D"), id("a:" r ".Q"), id("b:" r ".Q"))
        return
    }
    body = body sprintf("lif_register_one #(.Width(%d)) %s (clk_i, %s, %s, %s);", bits, id("u:" r),
        id("any:" r), id("a:" r ".D"), id("a:" r ".Q"))
    body = body sprintf(" assign %s = %s;\n", id("b:" r ".Q"), id("a:" r ".Q"))
    if ((("a", r ".D") in has) && (("b", r ".D") in has)) {
        tell(r, id("a:" r ".D") "!=" id("b:" r ".D"))
    } else if (("b", r ".D") in has) {
        print "only in b: " r >"/dev/stderr"
        exit 3
    }
}

# A RAM with one address for both has it read where it is not written.
function put_ram_side(q, m, s, single,    read, write_at, read_at) {
    read = id(q ".read_i") (single ? "& ~" id(q ".write_i") : "")
    write_at = id(q (single ? ".addr_i" : ".write_addr_i"))
    read_at = id(q (single ? ".addr_i" : ".read_addr_i"))
    body = body sprintf("\n, .%s_write_i(%s), .%s_write_data_i(%s), .%s_read_data_o(%s)", s, id(q ".write_i"),
        s, id(q ".write_data_i"), s, id(q ".read_data_o"))
    body = body sprintf(", .%s_read_i(%s), .%s_write_addr_i(%s), .%s_read_addr_i(%s)", s, read, s, write_at,
        s, read_at)
}

function put_ram(m,    bits, single, address) {
    single = (m ".addr_i") in dir
    address = width[m (single ? ".addr_i" : ".read_addr_i")]
    bits = width[m ".read_data_o"]
    wire(bits, "a:" m ".read_data_o")
    wire(bits, "b:" m ".read_data_o")
    wire(1, "wrong:" m)
    free(bits, "any:" m)
    free(bits, "anyb:" m)
    free(bits, "power:" m)
    free(bits, "data:" m)
    free(address, "watch:" m)
    body = body sprintf("lif_ram_%s #(.Width(%d), .AddrWidth(%d)", m in is_apart ? "apart" : "one", bits, address)
    if (kind == "allowed" && m ~ /u_leak$/) body = body ", .LeakBits(1)"
    if (kind == "allowed" && m ~ /u_mode$/) {
        body = body sprintf(", .ShiftMost(%d), .NoiseMost(%d)", state - weight, state - 10)
    }
    body = body sprintf(") %s (.clk_i(clk_i), .wrong_o(%s), .any_a_i(%s), .any_b_i(%s)", id("u:" m), id("wrong:" m),
        id("any:" m), id("anyb:" m))
    body = body sprintf(", .power_i(%s), .data_i(%s), .watch_i(%s)", id("power:" m), id("data:" m), id("watch:" m))
    put_ram_side("a:" m, m, "a", single)
    put_ram_side("b:" m, m, "b", single)
    body = body ");\n"
    tell(m, id("wrong:" m))
}

function put_product(p,    bits) {
    bits = width[p ".Y"]
    wire(bits, "a:" p ".Y")
    wire(bits, "b:" p ".Y")
    free(bits, "any:" p)
    free(bits, "anyb:" p)
    body = body sprintf("assign %s = %s; ", id("a:" p ".Y"), id("any:" p))
    body = body sprintf("assign %s = %s == %s && %s == %s ? %s : %s;\n", id("b:" p ".Y"), id("a:" p ".A"),
        id("b:" p ".A"), id("a:" p ".B"), id("b:" p ".B"), id("any:" p), id("anyb:" p))
}

# One of the two, connected. The first clock is a reset.
function put_side(s,    i, name, at, comma) {
    body = body sprintf("lif_%s %s (", s, "u_" s)
    for (i = 1; i <= port_count; i++) {
        name = port[i]
        if (!((s, name) in has)) continue
        if (dir[name] == "output") wire(width[name], s ":" name)
        at = id(name)
        if (dir[name] == "output" || name ~ /\.(read_data_o|Q|Y)$/) at = id(s ":" name)
        else if (name ~ /(clk_i|CLK)$/) at = "clk_i"
        else if (name == "rst_ni") at = "rst_ni & on_q"
        body = body sprintf("%s.%s(%s)\n", comma, id(name), at)
        comma = ", "
    }
    body = body ");\n"
}

# ---- the module ----

function put_module(    i) {
    printf "module lif_pair (input wire clk_i"
    for (i = 1; i <= input_count; i++) {
        if (input[i] != "clk_i") printf ", input wire [%d:0] %s", width[input[i]] - 1, input[i]
    }
    printf "%s", ports
    for (i = 1; i <= told_count; i++) {
        printf ", output wire wrong_%d_o", i
        print told[i] >names
    }
    print ");"
    print "reg [4:0] asked_q; always @(posedge clk_i) asked_q <= {asked_q[3:0], cfg_write_i};"
    print "reg on_q; initial on_q = 1'b0; always @(posedge clk_i) on_q <= 1'b1;"
    printf "%s%s", wires, body
    for (i = 1; i <= told_count; i++) printf "assign wrong_%d_o = on_q & %s;\n", i, wrong[i]
    print "endmodule"
}

END {
    count = split(apart, one, " ")
    for (i = 1; i <= count; i++) is_apart[one[i]] = 1
    sort_ports()
    for (i = 1; i <= register_count; i++) put_register(register[i])
    for (i = 1; i <= ram_count; i++) put_ram(ram[i])
    for (i = 1; i <= product_count; i++) put_product(product[i])
    put_side("a")
    put_side("b")
    put_module()
}
