# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# The part of the completion for bash that does not depend on the options; what complete_bash.awk makes of
# --help stands before it.

# _lifcosim_files WORD ENDINGS   prints the files with one of these endings (svg|png; none: all), and folders.
_lifcosim_files() {
    local endings ending
    IFS='|' read -ra endings <<<"${2:-.}"
    if [[ -z $2 ]]; then compgen -f -- "$1"; else compgen -d -- "$1"; fi
    for ending in "${endings[@]}"; do compgen -f -X "!*.$ending" -- "$1"; done
}

_lifcosim_circuits() { "${COMP_WORDS[0]}" duts 2>/dev/null | sed -nE 's/^([^ (]+) +[0-9].*/\1/p'; }

# _lifcosim_values KIND WORD   prints what can stand in the place of the word.
_lifcosim_values() {
    local before=${2%"${2##*,}"}
    case $1 in
    subcommand) compgen -W "$_lifcosim_commands" -- "$2" ;;
    folder) compgen -d -- "$2" ;;
    names) compgen -W "$(_lifcosim_circuits | grep -v :)" -- "$2" ;;
    circuits) # several, with commas
        { compgen -W "$(_lifcosim_circuits)" -- "${2##*,}"; _lifcosim_files "${2##*,}" so; } | sed "s|^|$before|"
        ;;
    files:*) _lifcosim_files "$2" "${1#files:}" ;;
    esac
}

# A colon and an equals sign divide words in bash, and do not in lifcosim: the line is divided at blanks here.
_lifcosim() {
    local line=${COMP_LINE:0:COMP_POINT} word kind words
    read -ra words <<<"$line"
    if [[ $line == *' ' ]]; then words+=(''); fi
    word=${words[-1]}
    kind=
    if ((${#words[@]} > 2)); then kind=$(_lifcosim_takes "${words[1]} ${words[-2]}"); fi
    if ((${#words[@]} <= 2)); then
        mapfile -t COMPREPLY < <(compgen -W "$_lifcosim_commands --help --version" -- "$word")
    elif [[ -z $kind && $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_lifcosim_options "${words[1]}")" -- "$word")
    else
        mapfile -t COMPREPLY < <(_lifcosim_values "${kind:-$(_lifcosim_takes "${words[1]}")}" "$word" | sort -u)
    fi
    if [[ $word == *:* && $COMP_WORDBREAKS == *:* ]]; then # bash replaces what stands behind the colon alone
        COMPREPLY=("${COMPREPLY[@]#"${word%"${word##*:}"}"}")
    fi
}
complete -o filenames -F _lifcosim lifcosim
