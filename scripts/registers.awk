# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# registers.awk -v kind=c|verilog|markdown rtl/registers.txt   prints a register map (that, or
# rtl/core_map.txt) for C and C++, for Verilog, or for people. Each of those tables tells its form. A
# line that it cannot read, and two registers at one place, are errors.

function fail(why) {
    print FILENAME ":" FNR ": " why > "/dev/stderr"
    failed = 1
    exit 2
}
function hex(text,    i, value) {
    if (text !~ /^(0|0x[0-9a-f]+)$/) fail("`" text "` is no hexadecimal number as 0x1c")
    for (i = 3; i <= length(text); i++)
        value = 16 * value + index("0123456789abcdef", substr(text, i, 1)) - 1
    return value + 0
}
function rest(from,    i, text) {
    for (i = from; i <= NF; i++) text = text (i > from ? " " : "") $i
    if (text == "") fail("the meaning is missing")
    return text
}
function define(name, value, comment) {
    if (!begun) begin()
    if (kind == "c") printf "#define LIF_%s%s %s /* %s */\n", prefix, name, value, comment
    if (kind == "verilog") printf "`define LIF_%s%s %s // %s\n", prefix, name, value, comment
}
# An address of a map with regions has 32 bits, else 8.
function address(value) {
    if (kind == "c") return sprintf(regions ? "0x%08xu" : "0x%02xu", value)
    return sprintf(regions ? "32'h%08x" : "8'h%02x", value)
}
function table_head(first) {
    return "| " first " | register | access | reset | meaning |\n| --- | --- | --- | --- | --- |"
}
# Prints what stands above the first definition.
function begin() {
    begun = 1
    if (title == "") fail("a title goes above the first register")
    guard = "LIF_" prefix "REGISTERS_"
    if (kind == "c") printf "#ifndef %sH\n#define %sH\n\n", guard, guard
    if (kind == "verilog") printf "`ifndef %sVH\n`define %sVH\n\n", guard, guard
    if (kind == "markdown") printf "# %s\n\n%s\n", title, text
}

BEGIN {
    if (kind !~ /^(c|verilog|markdown)$/) {
        print "registers.awk: give -v kind=c, verilog or markdown" > "/dev/stderr"
        failed = 1
        exit 2
    }
    source = "Made by scripts/registers.awk from " ARGV[1] "."
    spdx = "SPDX-FileCopyrightText: 2026 The lifcosim authors"
    licence = "SPDX-License-" "Identifier: Apache-2.0"
    if (kind == "markdown") printf "<!-- %s -->\n<!-- %s -->\n<!-- %s -->\n\n", spdx, licence, source
    else printf "// %s\n// %s\n//\n// %s\n", spdx, licence, source
}

{ sub(/^#.*/, "") }
NF == 0 { next }

$1 == "title" { title = rest(2); next }
$1 == "text" { text = text (NF > 1 ? rest(2) : "") "\n"; next }
$1 == "prefix" {
    if (NF != 2 || $2 !~ /^[A-Z]+_$/ || begun) fail("give `prefix NAME_` once, above the registers")
    prefix = $2
    next
}

$1 == "space" {
    if (NF != 2 || space) fail("give `space BYTES` once")
    space = hex($2)
    define("REG_SPACE", kind == "c" ? space "u" : "32'd" space, "bytes of the address space")
    if (kind == "markdown") print table_head("offset")
    next
}

$1 == "region" {
    if ($2 !~ /^[A-Z][A-Z0-9_]*$/ || $2 in seen) fail("`" $2 "` is no name of a region, or one that is there")
    base = hex($3)
    if (base % 4 != 0 || (regions && base <= last_base)) fail($3 " is no place for a region")
    last_base = base
    space = hex($4)
    regions++
    seen[$2] = 1
    region = $2
    register = ""
    define("REG_" $2 "_REGION", address(base), rest(5))
    define("REG_" $2 "_BYTES", kind == "c" ? space "u" : "32'd" space, "of each of its elements")
    if (kind == "markdown")
        printf "%s## `%s`, from `0x%08x`\n\n%s. An element has `0x%02x` bytes.\n\n%s\n", (regions > 1 ? "\n" : ""), $2, base, \
            rest(5), space, table_head("offset")
    next
}

$1 == "reg" {
    if ($2 !~ /^[A-Z][A-Z0-9_]*$/) fail("`" $2 "` is no register name")
    offset = hex($3)
    if (offset % 4 != 0 || offset + 4 > space) fail($3 " is no place for a register")
    if ((base + offset) in at) fail($2 " is where " at[base + offset] " is")
    if ($2 in seen) fail($2 " is there twice")
    if ($4 !~ /^(ro|rw|wo|w1c)$/) fail("`" $4 "` is no access")
    if ($5 != "-") hex($5)
    reset = $5 ~ /^[0-]$/ ? "0" : substr($5, 3)
    at[base + offset] = register = $2
    seen[$2] = 1
    split("", bits)
    define("REG_" $2, address(base + offset), rest(6))
    define("REG_" $2 "_AT_RESET", (kind == "c" ? "0x" : "32'h") reset (kind == "c" ? "u" : ""), $4)
    list = list sprintf(" \\\n    X(%s, 0x%02xu, %s, 0x%su)", $2, base + offset, toupper($4), reset)
    if (kind == "markdown")
        printf "| `0x%02x` | `%s` | %s | %s | %s |\n", offset, $2, $4, $5 ~ /^[0-]$/ ? $5 : "`" $5 "`", rest(6)
    next
}

$1 == "field" {
    if (register == "" || $2 !~ /^[A-Z][A-Z0-9_]*$/) fail("a field needs a name and a register above it")
    if ($3 !~ /^[0-9]+:[0-9]+$/) fail("`" $3 "` is no range as 7:0")
    split($3, range, ":")
    if (range[1] + 0 > 31 || range[2] + 0 > range[1] + 0) fail("`" $3 "` is no range of 31:0")
    for (i = range[2] + 0; i <= range[1] + 0; i++) {
        if (i in bits) fail("bit " i " of " register " is " bits[i] " already")
        bits[i] = $2
    }
    mask = (2 ^ (range[1] - range[2] + 1) - 1) * 2 ^ range[2]
    define(register "_" $2 "_SHIFT", range[2] (kind == "c" ? "u" : ""), rest(4))
    define(register "_" $2 "_MASK", sprintf(kind == "c" ? "0x%08xu" : "32'h%08x", mask), rest(4))
    if (kind == "markdown")
        printf "| | `%s` | | %s | %s |\n", $2, range[1] == range[2] ? "bit " range[1] : "bits " $3, rest(4)
    next
}

$1 == "note" {
    if (kind == "markdown") notes = notes (NF > 1 ? rest(2) : "") "\n"
    next
}

{ fail("`" $1 "` is neither space, region, reg, field nor note, and not title, text or prefix") }

END {
    if (failed) exit 2
    if (list == "" || !space) {
        print FILENAME ": no space or no register" > "/dev/stderr"
        exit 2
    }
    if (kind == "c")
        printf "\n/* X(name, offset, access, value at reset) of every register. */\n" \
            "#define LIF_%sREGISTERS(X)%s\n\n#endif\n", prefix, list
    if (kind == "verilog") print "\n`endif"
    if (kind == "markdown") printf "\n## Behaviour\n\n%s", notes
}
