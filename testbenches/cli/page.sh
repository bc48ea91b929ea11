# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034  # `check` shows status, out and err
#
# This is sourced after tap.sh: a page is followed to the letter. A line that is a path in `code`
# and a colon names a file, which is the next fenced block. In a ```console block each line that
# begins with "$ " is a command, and the lines up to the next one are what it must print.

# follow_page PAGE FILES COMMANDS [SED]   writes each file and types each command of the page in
# the present folder, in their order, with a check for each; the page has at least so many of both.
# SED changes the page before that, as to other folders.
follow_page() {
    local folder=$tap_folder/page what which
    mkdir "$folder"
    sed "${4-}" "$1" >"$folder/page.md"
    awk -v folder="$folder" '
        /^`build\/[^`]*`:$/ { name = $0; gsub(/[`:]/, "", name); print "file", name; wanted = folder "/file." ++files }
        /^```/ && inside { inside = wanted = console = 0; next }
        /^```/ { inside = 1; console = $0 == "```console"; next }
        inside && wanted { print >wanted }
        console && /^\$ / { print "run", ++n; print substr($0, 3) >(folder "/command." n); printf "" >(folder "/expected." n) }
        console && !/^\$ / { print >>(folder "/expected." n) }' "$folder/page.md" >"$folder/order"
    check 'the page has files' test "$(grep -c '^file' "$folder/order")" -ge "$2"
    check 'the page has commands' test "$(grep -c '^run' "$folder/order")" -ge "$3"
    local files=0
    while read -r what which; do
        if [[ $what == file ]]; then
            files=$((files + 1))
            check "the page has $which" test -s "$folder/file.$files"
            check "$which is written" cp "$folder/file.$files" "$which"
            continue
        fi
        status=0
        bash "$folder/command.$which" >"$folder/observed" 2>&1 </dev/null || status=$?
        out=$(diff "$folder/expected.$which" "$folder/observed" 2>&1) || true # its status is in what it says
        err=
        check "prints what the page shows: $(<"$folder/command.$which")" is "$out" ''
    done <"$folder/order"
}
