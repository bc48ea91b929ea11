# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Prints a source with fault number `wanted` of faults.txt. Input: faults.txt, then the source.
# Fails unless the old text is there exactly once.

FNR == 1 { file++ }

file == 1 && $1 == "@" { number++ }
file == 1 && number == wanted && /^-/ { old = old (removed++ ? "\n" : "") substr($0, 2) }
file == 1 && number == wanted && /^\+/ { new = new (added++ ? "\n" : "") substr($0, 2) }
file == 2 { text = text $0 "\n" }

END {
    at = index(text, old)
    rest = substr(text, at + length(old))
    if (!removed || !added || !at || index(rest, old)) {
        print "fault " wanted ": its text is not there exactly once" >"/dev/stderr"
        exit 1
    }
    printf "%s%s%s", substr(text, 1, at - 1), new, rest
}
