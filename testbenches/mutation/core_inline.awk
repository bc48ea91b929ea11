# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# core_inline.awk: puts the models of the first BLIF file in place of the .subckt lines of the second one; their
# text passes through files in `folder`.
FNR == 1 { files++ }
/^#/ || NF == 0 { next }
{ while (/\\$/) { sub(/\\$/, ""); if ((getline more) <= 0) exit 3; $0 = $0 more } }
files == 1 && $1 == ".model" { model = $2; body = folder "/" model ".body"; next }
files == 1 && ($1 == ".inputs" || $1 == ".outputs") { for (i = 2; i <= NF; i++) is[model, $i] = $1; next }
files == 1 && $1 == ".end" { close(body); next }
files == 1 { if ($1 == ".names") for (i = 2; i <= NF; i++) $i = model ":" $i; print >body; next }
$1 == ".subckt" {
    for (i = 3; i <= NF; i++) {
        at = index($i, "="); formal = substr($i, 1, at - 1); actual = substr($i, at + 1)
        if (is[$2, formal] == ".inputs") print ".names", actual, $2 ":" formal "\n1 1"
        else if (is[$2, formal] == ".outputs") print ".names", $2 ":" formal, actual "\n1 1"
        else { print "core_inline.awk: " $2 " has no port " formal >"/dev/stderr"; exit 3 }
    }
    body = folder "/" $2 ".body"
    while ((getline line <body) > 0) print line
    close(body)
    next
}
{ print }
