# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# core_pair.awk: makes the module that runs a core (a) and its mutant (b) side by side, from the lists of their
# ports (core_outside.awk). A register or RAM is shared: the mutant has the word of the core, and an output
# tells when it would have got another one, which is the first difference. Those of `apart` have a word each.
# Products are any words, and alike where their factors are. -v kind=any|allowed -v apart=NAMES -v state=BITS
# -v weight=BITS -v names=FILE (of the outputs, in order)
#
# With kind=allowed, outputs count only where the header of lif_core.v says that they are valid, and leaks and
# shifts are read as at most what the header of lif_core_neuron.v allows.
function id(n) { return "\\" n " " }
function bus(n, name) { wires = wires sprintf("wire [%d:0] %s;\n", n - 1, id(name)) }
function output_of(name, is) { outs[++no] = name; expr[no] = is }
FNR == 1 { side = ++files == 1 ? "a" : "b" }
$1 == "input" || $1 == "output" {
    split($2, r, ":")
    dir[$3] = $1; width[$3] = substr(r[1], 2) + 1; has[side, $3] = 1
    if (!($3 in seen)) { seen[$3] = 1; order[++n] = $3 }
}
END {
    k = split(apart, x, " "); for (i = 1; i <= k; i++) isapart[x[i]] = 1
    for (i = 1; i <= n; i++) {
        p = order[i]
        if (match(p, /\.Q$/)) reg[++nr] = substr(p, 1, RSTART - 1)
        else if (match(p, /\.read_data_o$/)) ram[++m] = substr(p, 1, RSTART - 1)
        else if (match(p, /\.Y$/)) mul[++nm] = substr(p, 1, RSTART - 1)
        else if (p !~ /\./ && dir[p] == "input") inp[++ni] = p
        else if (p !~ /\./ && dir[p] == "output") {
            v = "1'b1"
            if (kind == "allowed") {
                if (p == "cfg_error_o") v = id("a:cfg_valid_o")
                if (p == "cfg_data_o") v = id("a:cfg_valid_o") "& ~" id("a:cfg_error_o") "& ~asked_q[4]"
                if (p == "out_neuron_o") v = id("a:out_valid_o")
                if (p ~ /^seen_/ && p != "seen_valid_o") v = id("a:seen_valid_o")
            }
            output_of(p, v " & (" id("a:" p) "!=" id("b:" p) ")")
        }
    }
    for (i = 1; i <= nr; i++) {
        p = reg[i]; W = width[p ".Q"]; bus(W, "a:" p ".Q"); bus(W, "b:" p ".Q"); 
        if (p in isapart) {
            b = b sprintf("lif_register_pair #(.Width(%d)) %s (clk_i, %s, %s, %s, %s, %s);\n", W, id("u:" p), id("any:" p), id("a:" p ".D"), id("b:" p ".D"), id("a:" p ".Q"), id("b:" p ".Q"))
        } else {
            b = b sprintf("lif_register_one #(.Width(%d)) %s (clk_i, %s, %s, %s); assign %s = %s;\n", W, id("u:" p), id("any:" p), id("a:" p ".D"), id("a:" p ".Q"), id("b:" p ".Q"), id("a:" p ".Q"))
            if ((("a" SUBSEP p ".D") in has) && (("b" SUBSEP p ".D") in has)) output_of(p, id("a:" p ".D") "!=" id("b:" p ".D"))
            else if (("b" SUBSEP p ".D") in has) { print "only in b: " p >"/dev/stderr"; exit 3 }
        }
        ports = ports sprintf(", input wire [%d:0] %s", W-1, id("any:" p))
    }
    for (i = 1; i <= m; i++) {
        p = ram[i]; single = (p ".addr_i") in dir; what = p in isapart ? "apart" : "one"
        aw = width[p (single ? ".addr_i" : ".read_addr_i")]; W = width[p ".read_data_o"]
        bus(W, "a:" p ".read_data_o"); bus(W, "b:" p ".read_data_o"); bus(1, "wrong:" p)
        ports = ports sprintf(", input wire [%d:0] %s, %s, %s, %s, input wire [%d:0] %s\n", W-1, id("any:" p), id("anyb:" p), id("power:" p), id("data:" p), aw-1, id("watch:" p))
        b = b sprintf("lif_ram_%s #(.Width(%d), .AddrWidth(%d)", what, W, aw)
        if (kind == "allowed" && p ~ /u_leak$/) b = b ", .LeakBits(1)"
        if (kind == "allowed" && p ~ /u_mode$/) b = b sprintf(", .ShiftMost(%d), .NoiseMost(%d)", state - weight, state - 10)
        b = b sprintf(") %s (.clk_i(clk_i), .wrong_o(%s), .any_a_i(%s), .any_b_i(%s), .power_i(%s), .data_i(%s), .watch_i(%s)", id("u:" p), id("wrong:" p), id("any:" p), id("anyb:" p), id("power:" p), id("data:" p), id("watch:" p))
        for (s = 1; s <= 2; s++) {
            side = s == 1 ? "a" : "b"; q = side ":" p
            b = b sprintf("\n, .%s_write_i(%s), .%s_write_data_i(%s), .%s_read_data_o(%s)", side, id(q ".write_i"), side, id(q ".write_data_i"), side, id(q ".read_data_o"))
            b = b sprintf(", .%s_read_i(%s), .%s_write_addr_i(%s), .%s_read_addr_i(%s)", side, id(q ".read_i") (single ? "& ~" id(q ".write_i") : ""), side, id(q (single ? ".addr_i" : ".write_addr_i")), side, id(q (single ? ".addr_i" : ".read_addr_i")))
        }
        b = b ");\n"
        output_of(p, id("wrong:" p))
    }
    for (i = 1; i <= nm; i++) {
        p = mul[i]; W = width[p ".Y"]; bus(W, "a:" p ".Y"); bus(W, "b:" p ".Y")
        ports = ports sprintf(", input wire [%d:0] %s, %s", W-1, id("any:" p), id("anyb:" p))
        b = b sprintf("assign %s = %s; assign %s = %s == %s && %s == %s ? %s : %s;\n", id("a:" p ".Y"), id("any:" p), id("b:" p ".Y"), id("a:" p ".A"), id("b:" p ".A"), id("a:" p ".B"), id("b:" p ".B"), id("any:" p), id("anyb:" p))
    }
    for (s = 1; s <= 2; s++) {
        side = s == 1 ? "a" : "b"
        b = b sprintf("lif_%s %s (", side, "u_" side); c = ""
        for (i = 1; i <= n; i++) {
            p = order[i]
            if (!((side, p) in has)) continue
            if (dir[p] == "output") bus(width[p], side ":" p)
            e = dir[p] == "output" || p ~ /\.(read_data_o|Q|Y)$/ ? id(side ":" p) : p ~ /(clk_i|CLK)$/ ? "clk_i" : p == "rst_ni" ? "rst_ni & on_q" : id(p)
            b = b sprintf("%s.%s(%s)\n", c, id(p), e); c = ", "
        }
        b = b ");\n"
    }
    head = "module lif_pair (input wire clk_i"
    for (i = 1; i <= ni; i++) if (inp[i] != "clk_i") head = head sprintf(", input wire [%d:0] %s", width[inp[i]] - 1, inp[i])
    print head ports
    for (i = 1; i <= no; i++) { printf ", output wire wrong_%d_o", i; print outs[i] >names }
    print ");\nreg [4:0] asked_q; always @(posedge clk_i) asked_q <= {asked_q[3:0], cfg_write_i};\nreg on_q; initial on_q = 1'b0; always @(posedge clk_i) on_q <= 1'b1;"
    printf "%s%s", wires, b
    for (i = 1; i <= no; i++) printf "assign wrong_%d_o = on_q & %s;\n", i, expr[i]
    print "endmodule"
}
