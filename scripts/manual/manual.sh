#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# manual.sh PROGRAM DIR   writes the manual pages and the completions of the program into DIR:
#
#   man1/lifcosim.1, man1/lifcosim-SUBCOMMAND.1   of its --help
#   man5/lifcosim-scenario.5                      of docs/SCENARIO.md, which a test holds against the reader
#   man5/lifcosim-manifest.5                      of testbenches/foreign/README.md, likewise
#   lifcosim.bash, _lifcosim, lifcosim.fish       of its --help
#
# Nothing of it is written by hand, so that no page can say what the program does not. Status: 0, or another
# where the program gives no help.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
program=$(realpath "$1")
mkdir -p "$2/man1" "$2/man5"
out=$(cd "$2" && pwd -P)
cd "$here/../.."
export LC_ALL=C

list=$("$program" --help)
mapfile -t subcommands < <(sed -n 's/^  lifcosim \([a-z]*\) .*/\1/p' <<<"$list" | grep -vx 'help\|version')
((${#subcommands[@]} > 0)) || { echo "manual.sh: $1 --help lists no subcommands" >&2 && exit 1; }

version=$("$program" --version | cut -d ' ' -f 2)
date=$(sed -n "s/^## \[${version//./\\.}\] - //p" CHANGELOG.md)
[[ -n $date ]] || { echo "manual.sh: CHANGELOG.md has no date for $version" >&2 && exit 1; }
status=$(sed -n '/^Exit status: /,/^$/p' <<<"$list" | sed 's/^Exit status: //' | tr '\n' ' ' | sed 's/ *$//')

page() { # FILE AWK_PROGRAM VARIABLE=VALUE ...   of standard input
    local variable words=()
    for variable in "${@:3}" "version=$version" "date=$date"; do words+=(-v "${variable//\\/\\\\}"); done
    awk -f "$here/roff.awk" "${words[@]}" -f "$2" >"$out/$1"
}
about() { sed -n "s/^  lifcosim $1 .*  //p" <<<"$list"; }

{
    echo "$list"
    for subcommand in "${subcommands[@]}"; do "$program" "$subcommand" --help; done
} | awk -f "$here/table.awk" >"$out/table"

mapfile -t pages < <(printf 'lifcosim-%s(1)\n' "${subcommands[@]}")
formats='lifcosim-scenario(5) lifcosim-manifest(5)'
page man1/lifcosim.1 "$here/help.awk" 'book=User Commands' "see=${pages[*]} $formats" <<<"$list"
for subcommand in "${subcommands[@]}"; do
    "$program" "$subcommand" --help | page "man1/lifcosim-$subcommand.1" "$here/help.awk" 'book=User Commands' \
        "subcommand=$subcommand" "about=$(about "$subcommand")" "status=$status" "see=lifcosim(1) $formats"
done
page man5/lifcosim-scenario.5 "$here/page.awk" 'book=File Formats' name=lifcosim-scenario \
    'about=a neuron, its input current and the length of its run, as YAML' \
    'see=lifcosim(1) lifcosim-run(1) lifcosim-check(1) lifcosim-manifest(5)' \
    < <(sed 's,build/lifcosim,lifcosim,g' docs/SCENARIO.md)
page man5/lifcosim-manifest.5 "$here/page.awk" 'book=File Formats' name=lifcosim-manifest \
    "about=somebody else's neuron as a circuit to judge, as YAML" 'from=The manifest' 'to=The neurons here' \
    'see=lifcosim(1) lifcosim-build(1) lifcosim-calibrate(1) lifcosim-scenario(5)' \
    < <(sed 's,build/lifcosim,lifcosim,g' testbenches/foreign/README.md)

cat <(awk -f "$here/complete_bash.awk" "$out/table") "$here/complete.bash" >"$out/lifcosim.bash"
awk -f "$here/complete_zsh.awk" "$out/table" >"$out/_lifcosim"
awk -f "$here/complete_fish.awk" "$out/table" >"$out/lifcosim.fish"
rm "$out/table"
