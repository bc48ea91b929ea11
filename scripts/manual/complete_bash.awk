# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes what complete.bash asks for, of the table of table.awk.

BEGIN { FS = "\t" }
$1 == "command" {
    commands = commands " " $2
    if ($4 != "") takes = takes "    '" $2 "') echo '" $4 "' ;;\n"
}
$1 == "option" {
    if (!($2 in options)) order[++count] = $2
    options[$2] = options[$2] " --" $3
    if ($5 != "") takes = takes "    '" $2 " --" $3 "') echo '" $5 "' ;;\n"
}
END {
    print "# Completion of lifcosim for bash, made of its --help by scripts/manual/manual.sh."
    print "_lifcosim_commands='" substr(commands, 2) "'"
    print "_lifcosim_options() { # SUBCOMMAND\n    case $1 in"
    for (i = 1; i <= count; i++) print "    " order[i] ") echo '" substr(options[order[i]], 2) "' ;;"
    print "    esac\n}"
    print "_lifcosim_takes() { # SUBCOMMAND, or 'SUBCOMMAND --OPTION'; prints what completes it\n    case $1 in\n" takes "    esac\n}"
}
