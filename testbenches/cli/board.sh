# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034,SC2154  # it shares names with the tests and with tap.sh
#
# To be sourced after program.sh: boards behind pseudo-terminals (testbenches/board/line.cpp).

line=
unplug() {
    if [[ -n $line ]]; then
        kill "$line" 2>/dev/null || true
        wait "$line" 2>/dev/null || true
        line=
    fi
}
trap 'unplug; rm -rf "$tap_folder"' EXIT

# plug_in PROGRAM [FAULT ...]   leaves the terminal's name in `device`, and the bytes that the board
# was sent in the file sent.
plug_in() {
    local board=$1
    shift
    unplug
    rm -f terminal
    mkfifo terminal
    "$board" sent "$@" >terminal &
    line=$!
    read -r device <terminal
}
