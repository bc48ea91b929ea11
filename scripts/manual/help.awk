# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes a manual page of a --help, with roff.awk before it. Variables: `subcommand` (empty for lifcosim
# itself), `about` (its line in `lifcosim --help`), `status` (the exit status where the help says none), `see` (the
# pages to see, with blanks), and those of heading().

BEGIN {
    name = "lifcosim" (subcommand != "" ? "-" subcommand : "")
    usage = subcommand == "" ? "lifcosim SUBCOMMAND [options] ..." : ""
}

# Ends lines that stay as they are.
function fill() {
    if (kept) print ".fi"
    kept = 0
}
# Begins a section, or a paragraph of it.
function section(title) {
    fill()
    if (title != in_section) print ".SH " title
    else if (blank) print ".PP"
    in_section = title
    blank = 0
}
# Prints a line of text; lines that are indented stay as they are.
function text(line) {
    if (line !~ /^  /) fill()
    else if (!kept) { print ".PP\n.nf"; kept = 1 }
    print plain(line)
}
function synopsis() {
    heading(name, 1, about)
    print ".SH SYNOPSIS\n" bold(substr(usage, 1, length(name))) plain(substr(usage, length(name) + 1))
}
# The term of an option: its name in bold, its value in italics.
function term(words, value) {
    value = words
    sub(/^--[a-z-]+/, "", value)
    return bold(substr(words, 1, length(words) - length(value))) (value == "" ? "" : \
        substr(value, 1, 1) == " " ? " \\fI" plain(substr(value, 2)) "\\fR" : "\\fI" plain(value) "\\fR")
}

NR == 1 && subcommand == "" { sub(/^lifcosim: /, ""); about = $0; synopsis(); section("DESCRIPTION"); text($0 "."); next }
NR == 1 { sub(/^usage: /, ""); usage = $0; synopsis(); section("DESCRIPTION"); next }
/^$/ { blank = 1; next }
/^example: / {
    fill()
    sub(/^example: /, "")
    print ".SH EXAMPLES\n.nf\n" plain($0) "\n.fi"
    print ".PP\nThe files are those of the folder " bold("share/lifcosim") " of an installation."
    next
}
subcommand == "" && /^  lifcosim / {
    section("SUBCOMMANDS")
    line = substr($0, 3)
    words = line
    sub(/   *.*/, "", words)
    sub(/^.*   */, "", line)
    print ".TP\n" bold(words) "\n" plain(line)
    blank = 0
    next
}
/^  --/ {
    section("OPTIONS")
    line = substr($0, 3)
    words = line
    sub(/   *.*/, "", words)
    if (words == line && match(line, /^--[a-z-]+ [^ ]+ /)) words = substr(line, 1, RLENGTH - 1)
    line = substr(line, length(words) + 1)
    sub(/^ */, "", line)
    print ".TP\n" term(words) "\n" plain(line)
    in_option = 1
    blank = 0
    next
}
in_option && /^                       / { sub(/^ */, ""); print plain($0); next }
/^Exit status: / { section("EXIT STATUS"); told_status = 1; sub(/^Exit status: /, ""); print plain($0); in_option = 0; next }
in_option && in_section == "OPTIONS" { section("NOTES"); in_option = 0 }
{ text($0) }

END {
    if (!told_status) print ".SH EXIT STATUS\n" plain(status)
    see_also(see)
}
