# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes the completion for fish of the table of table.awk.

BEGIN { FS = "\t"; q = "'" }

function quoted(text) {
    gsub(/\\/, "\\\\", text)
    gsub(q, "\\" q, text)
    return q text q
}
# This completes a kind of table.awk, as the arguments of `complete`.
function action(kind,    ending, count, i, words) {
    if (kind == "folder") return " -a '(__fish_complete_directories (commandline -ct))'"
    if (kind == "names") return " -a '(__lifcosim_circuits | string match -v \"*:*\")'"
    if (kind == "circuits") return " -a '(__lifcosim_circuits; __fish_complete_suffix .so)'"
    if (kind == "subcommand") return " -a '(__lifcosim_commands)'"
    if (kind == "files:") return " -F"
    if (kind !~ /^files:/) return ""
    count = split(substr(kind, 7), ending, "|")
    for (i = 1; i <= count; i++) words = words (i > 1 ? "; " : "") "__fish_complete_suffix ." ending[i]
    return " -k -a '(" words ")'"
}

BEGIN {
    print "# Completion of lifcosim for fish, made of its --help by scripts/manual/manual.sh."
    print "function __lifcosim_circuits\n    lifcosim duts 2>/dev/null | string match -rg '^([^ (]+) +[0-9]'\nend"
    print "complete -c lifcosim -f"
    print "complete -c lifcosim -n __fish_use_subcommand -s h -l help -d 'the subcommands'"
    print "complete -c lifcosim -n __fish_use_subcommand -l version -d 'the version'"
}
$1 == "command" {
    commands = commands " " $2
    print "complete -c lifcosim -n __fish_use_subcommand -a " $2 " -d " quoted($5)
    if ($4 != "") print "complete -c lifcosim -n '__fish_seen_subcommand_from " $2 "'" action($4)
}
$1 == "option" {
    print "complete -c lifcosim -n '__fish_seen_subcommand_from " $2 "' -l " $3 \
        ($5 == "" ? "" : $5 == "files:" ? " -r" : " -x") action($5) " -d " quoted($6)
}
END { print "function __lifcosim_commands\n    string split ' ' '" substr(commands, 2) "'\nend" }
