# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# registers.awk -v kind=c|verilog|markdown rtl/registers.txt   prints the register map for C and C++,
# for Verilog, or for people. A line that it cannot read, and two registers at one place, are errors.

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
    if (kind == "c") printf "#define LIF_%s %s /* %s */\n", name, value, comment
    if (kind == "verilog") printf "`define LIF_%s %s // %s\n", name, value, comment
}

BEGIN {
    if (kind !~ /^(c|verilog|markdown)$/) {
        print "registers.awk: give -v kind=c, verilog or markdown" > "/dev/stderr"
        failed = 1
        exit 2
    }
    source = "Made by scripts/registers.awk from rtl/registers.txt."
    spdx = "SPDX-FileCopyrightText: 2026 The lifcosim authors"
    licence = "SPDX-License-" "Identifier: Apache-2.0"
    if (kind == "markdown") {
        printf "<!-- %s -->\n<!-- %s -->\n<!-- %s -->\n\n# Registers of the neuron\n\n", spdx, licence, source
        print "You drive the neuron over a bus and want to know what stands at which address. A write to DRIVE takes one"
        print "[step](ARCHITECTURE.md#glossary). Each register has 32 bits and is little-endian. Access is ro (read only),"
        print "rw (read and write), wo (write only; it reads 0), or w1c (write 1 to clear). Words narrower than 32 bits are"
        print "extended by their sign, or by zeros where they are not signed; what is written beyond their width is dropped."
        print "Drives, thresholds and membranes are [words](ARCHITECTURE.md#glossary) of the format that was built.\n"
        print "| offset | register | access | reset | meaning |\n| --- | --- | --- | --- | --- |"
    } else {
        printf "// %s\n// %s\n//\n// %s\n", spdx, licence, source
        print kind == "c" ? "#ifndef LIF_REGISTERS_H\n#define LIF_REGISTERS_H\n" : \
            "`ifndef LIF_REGISTERS_VH\n`define LIF_REGISTERS_VH\n"
    }
}

{ sub(/^#.*/, "") }
NF == 0 { next }

$1 == "space" {
    if (NF != 2 || space) fail("give `space BYTES` once")
    space = hex($2)
    define("REG_SPACE", kind == "c" ? space "u" : "32'd" space, "bytes of the address space")
    next
}

$1 == "reg" {
    if ($2 !~ /^[A-Z][A-Z_]*$/) fail("`" $2 "` is no register name")
    offset = hex($3)
    if (offset % 4 != 0 || offset + 4 > space) fail($3 " is no place for a register")
    if (offset in at) fail($2 " is where " at[offset] " is")
    if ($2 in seen) fail($2 " is there twice")
    if ($4 !~ /^(ro|rw|wo|w1c)$/) fail("`" $4 "` is no access")
    if ($5 != "-") hex($5)
    reset = $5 ~ /^[0-]$/ ? "0" : substr($5, 3)
    at[offset] = register = $2
    seen[$2] = 1
    split("", bits)
    define("REG_" $2, sprintf(kind == "c" ? "0x%02xu" : "8'h%02x", offset), rest(6))
    define("REG_" $2 "_AT_RESET", (kind == "c" ? "0x" : "32'h") reset (kind == "c" ? "u" : ""), $4)
    list = list sprintf(" \\\n    X(%s, 0x%02xu, %s, 0x%su)", $2, offset, toupper($4), reset)
    if (kind == "markdown")
        printf "| `0x%02x` | `%s` | %s | %s | %s |\n", offset, $2, $4, $5 ~ /^[0-]$/ ? $5 : "`" $5 "`", rest(6)
    next
}

$1 == "field" {
    if (register == "" || $2 !~ /^[A-Z][A-Z_]*$/) fail("a field needs a name and a register above it")
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

{ fail("`" $1 "` is neither space, reg, field nor note") }

END {
    if (failed) exit 2
    if (list == "" || !space) {
        print FILENAME ": no space or no register" > "/dev/stderr"
        exit 2
    }
    if (kind == "c")
        printf "\n/* X(name, offset, access, value at reset) of every register. */\n" \
            "#define LIF_REGISTERS(X)%s\n\n#endif\n", list
    if (kind == "verilog") print "\n`endif"
    if (kind == "markdown") printf "\n## Behaviour\n\n%s", notes
}
