# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Reads `lifcosim --help`, and after it the --help of each subcommand, and prints what they say as a table
# with tabs, from which the completions of the shells are made:
#
#   command  run  SCENARIO.yaml ...  files:yaml  co-simulate and judge
#   option   run  json               FILE        files:   all results as JSON (- is standard output)
#
# The last but one is what completes the word: files:ENDING|ENDING, folder, circuits (several, with commas),
# names (of circuits), subcommand, word (nothing does), or nothing (there is none).

BEGIN { OFS = "\t" }

function kind(value) {
    sub(/ .*/, "", value)
    if (value == "" || value ~ /^\[/) return ""
    if (value == "DIR") return "folder"
    if (value == "NAME|FILE.so") return "circuits"
    if (value == "FORMAT|VARIANT") return "names"
    if (value == "SUBCOMMAND") return "subcommand"
    if (value == "FILE") return "files:"
    if (value !~ /^[A-Z]+\.[a-z|]+$/) return "word"
    sub(/^.*\./, "", value)
    return "files:" value
}
function finish() {
    if (option != "") print "option", subcommand, option, value, kind(value), about
    option = ""
}

/^usage: lifcosim / { finish(); subcommand = $3; next }

subcommand == "" && /^  lifcosim / {
    takes = $0
    sub(/^  lifcosim [a-z]+ ?/, "", takes)
    about = takes
    sub(/^.*   */, "", about)
    sub(/  .*$/, "", takes)
    sub(/^\[options\] /, "", takes)
    print "command", $2, takes, kind(takes), about
}

subcommand != "" && /^  --/ {
    finish()
    line = substr($0, 5)
    option = line
    sub(/[ [].*/, "", option)
    rest = substr(line, length(option) + 1)
    value = about = rest
    sub(/   *.*/, "", value)
    sub(/^ /, "", value)
    sub(/^ ?[^ ]*  */, "", about)
    if (rest ~ /^  /) { value = ""; about = rest; sub(/^ */, "", about) }
    next
}
option != "" && /^                       / { sub(/^ */, ""); about = about " " $0; next }
{ finish() }
END { finish() }
