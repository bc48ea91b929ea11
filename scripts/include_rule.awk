# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Prints the includes that break testbenches -> sim -> reference -> libm. It reads C files without
# comments, with paths from the root; `headers` in the environment has the tree's headers, one a line.

function violation(why) { print FILENAME ":" FNR ": " $0 ": " why }

# Is there a header of this name in this folder; in any of the folders?
function within(base, folder) { return (base, folder) in owner }
function known(base) {
    return within(base, "reference") || within(base, "sim") || within(base, "testbenches")
}

BEGIN {
    n = split(ENVIRON["headers"], path, "\n")
    for (i = 1; i <= n; i++) {
        base = path[i]
        sub(/.*\//, "", base)
        folder = path[i]
        sub(/\/.*/, "", folder)
        owner[base, folder] = 1
    }
    n = split("assert complex ctype errno fenv float inttypes iso646 limits math stdalign stdarg " \
              "stdbool stddef stdint stdio stdlib stdnoreturn string tgmath", c11, " ")
    for (i = 1; i <= n; i++)
        standard["<" c11[i] ".h>"] = 1
}

FNR == 1 {
    folder = FILENAME
    sub(/\/.*/, "", folder)
    verilated_side = FILENAME ~ /^sim\/(verilator|systemc)\/|^testbenches\/(systemc|bench|equations|board)\//
}

/^[ \t]*#[ \t]*(include|include_next|import)[^A-Za-z0-9_]/ {
    name = $0
    sub(/^[ \t]*#[ \t]*[a-z_]+[ \t]*/, "", name)
    sub(/[ \t]+$/, "", name)
    base = name
    gsub(/["<>]/, "", base)
    sub(/.*\//, "", base)

    if (name !~ /^[<"]/ || base ~ /^verilated/ || base ~ /^V[A-Za-z].*\.h$/) {
        if (!verilated_side)
            violation("Verilated headers, and names from macros, are for sim/verilator and sim/systemc only")
    } else if (name ~ /(^|[\/"<])(rtl|build)\//) {
        violation("no path into rtl/ or build/")
    } else if (folder == "reference") {
        if (name ~ /^"/ && !(name ~ /^"[^\/]+"$/ && within(base, "reference")))
            violation("reference includes headers of reference only")
        else if (name ~ /^</ && !(name in standard))
            violation("reference includes the standard library of C11 only")
    } else if (folder == "sim") {
        if (name ~ /testbenches\// ||
            (known(base) && !within(base, "sim") && !within(base, "reference")))
            violation("sim does not include testbenches")
    }
}
