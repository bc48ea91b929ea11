# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The generators of manual pages share these: text as roff takes it, and the heading of a page.

# Text in which nothing is an instruction; a hyphen that can be typed stays one.
function plain(text) {
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    gsub(/'/, "\\(aq", text)
    gsub(/`/, "\\(ga", text)
    gsub(/\^/, "\\(ha", text)
    gsub(/~/, "\\(ti", text)
    sub(/^\./, "\\\\\\&.", text)
    return text
}
function bold(text) { return "\\fB" plain(text) "\\fR" }

# Needs the variables date, version and book.
function heading(name, section, about) {
    print ".\\\" Made by scripts/manual/manual.sh: what is wrong here is wrong in --help or in the pages."
    printf ".TH %s %s %s \"lifcosim %s\" \"%s\"\n", toupper(plain(name)), section, date, version, book
    print ".nh\n.ad l" # what can be typed is not divided
    print ".SH NAME\n" plain(name) " \\- " plain(about)
}

# Ends a page with others, `pages` with blanks between them.
function see_also(pages,    page, count, i, at) {
    count = split(pages, page, " ")
    print ".SH SEE ALSO"
    for (i = 1; i <= count; i++) {
        at = index(page[i], "(")
        print bold(substr(page[i], 1, at - 1)) substr(page[i], at) (i < count ? "," : "")
    }
}
