# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes a manual page of a page in Markdown, with roff.awk before it: headings, paragraphs, lists, code, tables.
# A row of a table becomes a term with its text. Pictures and their commands are left out, and a link is its text.
# Variables: `name`, `about`, `see`, and those of heading(); `from` and `to`, the first heading that is taken and
# the first one that is not (all, if they are empty).

BEGIN { heading(name, 5, about); on = from == ""; headed = 1; if (on) print ".SH DESCRIPTION" }

# `code` and **strong** in bold, *emphasis* in italics, links as their text.
function inline(line,    out, mark, stop) {
    gsub(/\\\*/, "\002", line) # a star that is one
    while (match(line, /\[[^][]*\]\([^)]*\)/)) {
        out = substr(line, RSTART + 1, RLENGTH - 1)
        sub(/\]\([^)]*\)$/, "", out)
        line = substr(line, 1, RSTART - 1) out substr(line, RSTART + RLENGTH)
    }
    out = ""
    while (match(line, /`[^`]+`|\*\*[^*]+\*\*|\*[a-zA-Z][^*]*\*/)) {
        mark = substr(line, RSTART, 1)
        stop = substr(line, RSTART, 2) == "**" ? 2 : 1
        out = out plain(substr(line, 1, RSTART - 1)) (mark == "*" && stop == 1 ? "\\fI" : "\\fB") \
            plain(substr(line, RSTART + stop, RLENGTH - 2 * stop)) "\\fR"
        line = substr(line, RSTART + RLENGTH)
    }
    out = out plain(line)
    gsub(/\002/, "*", out)
    if (out ~ /^\\fB\./) sub(/^/, "\\\\\\&", out)
    return out
}
# Begins a paragraph, unless a heading has.
function paragraph() {
    if (gap && !headed) print ".PP"
    gap = headed = 0
}
function end_code() { if (code) print ".fi\n.RE"; code = 0 }
function begin_code() { print ".PP\n.RS 4\n.nf"; code = 1; gap = 1; headed = 0 }

# The rows of a table: the first column is the term, the second its text, and the others follow with the names of
# their columns. In a table of keys the last one is the text, and the others stand behind it.
function row(line,    cell, count, i, text) {
    gsub(/\\\|/, "\001", line)
    sub(/^\| */, "", line)
    sub(/ *\|$/, "", line)
    count = split(line, cell, / *\| */)
    for (i = 1; i <= count; i++) gsub(/\001/, "|", cell[i])
    if (!in_table) {
        for (i = 1; i <= count; i++) column[i] = cell[i]
        in_table = 1
        return
    }
    if (cell[1] ~ /^-+:?$/) return
    text = cell[2]
    for (i = 3; i <= count; i++) if (column[i] != "meaning") text = text "; " column[i] ": " cell[i]
    if (column[count] == "meaning") text = cell[count] ". (" text ")."
    print ".TP\n" inline(cell[1]) "\n" inline(text) (text ~ /[.:]$/ ? "" : ".")
    gap = 1
    headed = 0
}

/^#/ {
    end_code()
    title = $0
    level = match($0, /[^#]/) - 1
    sub(/^#+ /, "", title)
    if (from != "" && title == from) { on = 1; print ".SH DESCRIPTION"; gap = 0; headed = 1; next }
    if (to != "" && title == to) on = 0
    if (!on || level == 1) next
    gsub(/`/, "", title)
    print (level == 2 ? ".SH " toupper(plain(title)) : ".SS " plain(title))
    gap = 0
    headed = 1
    next
}
!on || /^<!--/ { next }
/^```/ { if (code) end_code(); else begin_code(); fenced = code; next }
fenced { print plain($0); next }
/^    [^ ]/ && (gap || code) && !listed { if (!code) begin_code(); print plain(substr($0, 5)); next }
code { end_code() }
/^!\[/ || /^Drawn by `make/ { left_out = 1; next }
/^$/ { gap = 1; in_table = left_out = listed = 0; next }
left_out { next }
/^\|/ { row($0); next }
/^- / { print ".IP \\(bu 2"; print inline(substr($0, 3)); gap = headed = 0; listed = 1; next }
{ paragraph(); sub(/^ +/, ""); print inline($0) }

END {
    end_code()
    see_also(see)
}
