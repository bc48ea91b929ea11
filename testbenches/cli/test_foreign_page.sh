#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# "Judge your own neuron in ten minutes", followed to the letter: each file of the page is written as
# it stands there, each command is run in order, and what it prints must be what the page shows.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

page=$root/testbenches/foreign/README.md
mkdir build
ln -s "$program" build/lifcosim
export LIFCOSIM_DUT_DIR=build/dut

# file PATH   the block after the line that names it, into that file.
file() {
    awk -v name="\`$1\`:" '
        $0 == name { wanted = 1; next }
        wanted && /^```/ { if (inside) exit; inside = 1; next }
        inside { print }' "$page" >"$1"
}

# The page's commands and files in their order: "file PATH", or "run NUMBER" of a command.
awk '/^`build\/[^`]*`:$/ { gsub(/[`:]/, ""); print "file", $0 }
    /^```console$/ { console = 1; next }
    /^```/ { console = 0 }
    console && /^\$ / { print "run", ++n; print substr($0, 3) >("command." n); close("command." n)
        printf "" >("expected." n) }
    console && !/^\$ / { print >>("expected." n) }' "$page" >order
check 'the page has files' test "$(grep -c '^file' order)" -ge 3
check 'the page has commands' test "$(grep -c '^run' order)" -ge 8

while read -r what which; do
    if [[ $what == file ]]; then
        file "$which"
        check "the page has $which" test -s "$which"
        continue
    fi
    status=0
    bash "command.$which" >observed 2>&1 </dev/null || status=$?
    out=$(diff "expected.$which" observed) || true
    err=
    check "prints what the page shows: $(<"command.$which")" is "$out" ''
done <order
tap_done
