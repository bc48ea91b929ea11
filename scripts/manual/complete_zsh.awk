# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes the completion for zsh of the table of table.awk.

BEGIN { FS = "\t"; q = "'" }

# Text within quotes, in which `without` are the signs that _arguments or _describe would take for their own.
function quoted(text, without) {
    gsub(without, "\\\\&", text)
    gsub(q, q "\\" q q, text)
    return text
}
# This completes a kind of table.awk.
function action(kind) {
    if (kind == "folder") return "_files -/"
    if (kind == "names") return "_lifcosim_circuits"
    if (kind == "circuits") return "_lifcosim_circuits -s"
    if (kind == "subcommand") return "_lifcosim_commands"
    if (kind == "files:") return "_files"
    if (kind ~ /^files:/) return "_files -g \"*.(" substr(kind, 7) ")\""
    return " "
}

$1 == "command" {
    commands = commands "        " q $2 ":" quoted($5, ":") q "\n"
    order[++count] = $2
    last[$2] = $3 == "" ? "" : " " q "*:" quoted($3, ":") ":" action($4) q
}
$1 == "option" {
    spec = "--" $3 ($4 == "" ? "" : $4 ~ /^\[/ ? "=-" : "=") "[" quoted($6, "\\[|\\]|:") "]"
    if ($4 ~ /^\[=/) spec = spec "::" substr($4, 3, length($4) - 3) ": "
    else if ($4 != "") spec = spec ":" quoted($4, ":") ":" action($5)
    options[$2] = options[$2] " \\\n        " q ($4 ~ /^KEY/ ? "*" : "") spec q
}
END {
    print "#compdef lifcosim\n# Completion of lifcosim for zsh, made of its --help by scripts/manual/manual.sh."
    print "_lifcosim_commands() {\n    local -a commands=(\n" commands "    )\n    _describe subcommand commands\n}"
    print "_lifcosim_circuits() { # -s: several, with commas, and shared objects too"
    print "    local -a names=(${(f)\"$(lifcosim duts 2>/dev/null | sed -nE 's/^([^ (]+) +[0-9].*/\\1/p')\"})"
    print "    if [[ $1 == -s ]]; then _values -s , circuit ${names//:/\\\\:}; _files -g '*.so'; else compadd -- ${names:#*:*}; fi"
    print "}"
    print "_lifcosim() {"
    print "    local state line\n    typeset -A opt_args"
    print "    _arguments -C '(-h --help)'{-h,--help}'[the subcommands]' '--version[the version]' '1: :_lifcosim_commands' '*:: :->rest'"
    print "    [[ $state == rest ]] || return"
    print "    case $line[1] in"
    for (i = 1; i <= count; i++)
        if (options[order[i]] last[order[i]] != "")
            print "    " order[i] ")\n        _arguments" options[order[i]] (last[order[i]] == "" ? "" : " \\\n       " last[order[i]]) "\n        ;;"
    print "    esac\n}"
    print "if [[ $funcstack[1] == _lifcosim ]]; then _lifcosim \"$@\"; else compdef _lifcosim lifcosim; fi"
}
