# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Prints a C or C++ file without its comments and without the text of its strings and characters. The
# lines stay, and so does the name in an #include.
{
    rest = $0
    code = ""
    while (rest != "") {
        if (in_comment) {
            end = index(rest, "*/")
            if (end == 0)
                break
            rest = substr(rest, end + 2)
            code = code " "
            in_comment = 0
        } else if (match(rest, /\/\*|\/\/|"|'/)) {
            code = code substr(rest, 1, RSTART - 1)
            rest = substr(rest, RSTART)
            if (rest ~ /^\/\//)
                break
            else if (rest ~ /^\/\*/) {
                in_comment = 1
                rest = substr(rest, 3)
            } else if (code !~ /^[ \t]*#[ \t]*include/ &&
                       match(rest, /^("([^"\\]|\\.)*"|'([^'\\]|\\.)+')/)) {
                code = code substr(rest, 1, 1) substr(rest, 1, 1)
                rest = substr(rest, RLENGTH + 1)
            } else { # an include, or a digit separator
                code = code substr(rest, 1, 1)
                rest = substr(rest, 2)
            }
        } else {
            code = code rest
            rest = ""
        }
    }
    print code
}
