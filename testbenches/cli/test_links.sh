#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Every relative link of every page leads to a file, and every heading that one names
# is there. Paths in `code` that look like files of this project exist too.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh

# links FILE   prints the targets of its links and pictures, one a line, without those in fenced
# code.
links() {
    awk '/^ *```/ { fenced = !fenced } !fenced' "$1" | grep -oE '\]\([^) ]+\)' | sed 's/^](//; s/)$//' || true
}
# anchors FILE   prints the names that its headings get: lower case, blanks to hyphens, signs
# dropped.
anchors() {
    awk '/^ *```/ { fenced = !fenced } !fenced && /^#+ / { sub(/^#+ +/, ""); print tolower($0) }' "$1" |
        sed 's/[^a-z0-9 _-]//g; s/ /-/g'
}
# broken FILE ROOT   prints the links of FILE that lead nowhere below ROOT, one a line.
broken() {
    local link path anchor folder
    folder=$(dirname "$1")
    while IFS= read -r link; do
        case $link in http://* | https://* | mailto:*) continue ;; esac
        path=${link%%#*} anchor=
        if [[ $link == *'#'* ]]; then anchor=${link#*#}; fi
        path=${path:+$folder/$path}
        path=${path:-$1}
        if [[ ! -e $2/$path ]]; then
            echo "$1: $link"
        elif [[ -n $anchor ]] && ! anchors "$2/$path" | grep -qxF -- "$anchor"; then
            echo "$1: $link (no such heading)"
        fi
    done < <(links "$2/$1")
}
# unknown FILE ROOT   prints paths in `code` that begin with a folder of the project and are not
# there.
unknown() {
    local path
    awk '/^ *```/ { fenced = !fenced } !fenced' "$2/$1" |
        grep -oE '`(rtl|reference|sim|testbenches|scripts|docs)/[A-Za-z0-9_./-]+`' | tr -d '`' | sort -u |
        while IFS= read -r path; do
            [[ -e $2/$path ]] || echo "$1: $path"
        done
}

mapfile -t pages < <(scripts/files.sh | grep '\.md$')
check 'there are pages' test "${#pages[@]}" -gt 5
linked=0
for page in "${pages[@]}"; do
    linked=$((linked + $(links "$page" | wc -l)))
    check "$page: every relative link leads somewhere" is "$(broken "$page" .)" ''
    check "$page: every path that it names is there" is "$(unknown "$page" .)" ''
done
check 'there are links' test "$linked" -gt 20

# The test itself sees a link, a heading and a path that are not there.
cat >"$tap_folder/page.md" <<'MD'
# One heading, of two
[a](page.md) [b](none.md) [c](#one-heading-of-two) [d](page.md#none) `sim/none/file.c` `sim/NAME.c`
MD
check 'a planted link is seen' is "$(broken page.md "$tap_folder")" 'page.md: none.md
page.md: page.md#none (no such heading)'
check 'a planted path is seen' has "$(unknown page.md "$tap_folder")" 'page.md: sim/none/file.c'

tap_done
