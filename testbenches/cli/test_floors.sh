#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The rooms of sim/ are tested by the linked symbols, as `nm` shows them in the archives of this
# build: no symbol is used from a higher floor or from a room beside (sim/floors.txt), no files are
# in a circle, every exported symbol has the prefix of its folder and is exported once, and no
# function of a test bench has the name of one of them. Each of these is planted too, and must be
# seen.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh

build=${BUILD:-build}
work=$tap_folder/objects
mkdir -p "$work"

# symbols FILE ...   prints lines "MODULE D SYMBOL" (defined, for others) and "MODULE U SYMBOL"
# (used). A module is a source without its ending: sim/judge/step.
symbols() {
    local object
    for object in "$@"; do
        nm "$object" | awk -v module="$(sed -E 's,^(.*/)?obj/,,; s,\.o$,,' <<<"$object")" '
            NF == 2 && $1 == "U" { print module, "U", $2 }
            NF == 3 && $2 ~ /^[TDBRVWC]$/ && $3 !~ /^__/ { print module, "D", $3 } # not of a sanitiser'
    done
}

# breaches FILE   prints what the symbols in FILE break of sim/floors.txt.
breaches() {
    awk '
        function room(module) { sub(/^sim\//, "", module); sub(/\/[^\/]*$/, "", module); return module }
        FNR == NR { sub(/#.*/, ""); if ($1 ~ /^[0-9]+$/) floor[$2] = $1; next }
        $1 !~ /^sim\// { next }
        $2 == "D" { owner[$3] = $1; next }
        { used[++n] = $1 " " $3 }
        END {
            for (i = 1; i <= n; i++) {
                split(used[i], u, " ")
                if (!(u[2] in owner)) continue
                from = room(u[1]); to = room(owner[u[2]])
                if (!(from in floor) || !(to in floor)) { print u[1] ": is in no room that has a floor"; continue }
                if (from != to && index(from, to "/") != 1 && floor[to] >= floor[from])
                    print u[1] " (floor " floor[from] ") uses " u[2] " of " owner[u[2]] " (floor " floor[to] ")"
            }
        }' sim/floors.txt "$1"
}

# circles FILE   prints the files that are in a circle, by who uses whose symbols.
circles() {
    awk '$2 == "D" { owner[$3] = $1; next } { used[++n] = $1 " " $3 }
        END {
            for (i = 1; i <= n; i++) {
                split(used[i], u, " ")
                if ((u[2] in owner) && owner[u[2]] != u[1]) print u[1], owner[u[2]]
            }
        }' <(sort -k2,2 "$1") | sort -u | tsort 2>&1 >/dev/null | sed 's/^tsort: //' || true
}

# foreign FILE   prints the exported symbols without the prefix of their folder, and those exported
# twice.
foreign() {
    awk '$2 != "D" { next }
        $1 ~ /^reference\// && $3 !~ /^lif_/ { print $1 ": " $3 " does not begin with lif_" }
        $1 ~ /^sim\// && $3 !~ /^cosim_/ && !($1 == "sim/cli/main" && $3 == "main") &&
            !($1 ~ /^sim\/library\// && $3 ~ /^lifcosim_/) {
            print $1 ": " $3 " does not begin with cosim_"
        }
        ($3 in owner) { print $1 ": " $3 " is exported by " owner[$3] " too" }
        { owner[$3] = $1 }' "$1"
}

# borrowed FILE NAMES   prints the names in NAMES ("FILE NAME" a line) that FILE exports.
borrowed() {
    awk 'FNR == NR { if ($2 == "D") owner[$3] = $1; next }
        ($2 in owner) { print $1 ": " $2 " is a function of " owner[$2] }' "$1" "$2"
}

# This prints the names of functions that a C file of the test benches defines, also those for
# itself alone.
functions_of() {
    local object
    for object in "$@"; do
        nm "$object" | awk -v file="$object" 'NF == 3 && $2 ~ /^[TtWw]$/ { sub(/\..*/, "", $3); if ($3 != "main") print file, $3 }'
    done
}

nothing() { # COMMAND ...   prints nothing
    local found
    found=$("$@")
    if [[ -z $found ]]; then return; fi
    echo "# ${found//$'\n'/$'\n'# }"
    return 1
}
finds() { has "$("${@:2}")" "$1"; } # TEXT COMMAND ...

# ---- this build: the objects of the sources that are there, not what an older tree left ----

mapfile -t rooms < <(awk '$1 ~ /^[0-9]+$/ { print "sim/" $2 }' sim/floors.txt)
objects=()
missing=()
for source in reference/*.c "${rooms[@]/%//*.c}"; do
    for file in $source; do # the rooms are patterns
        objects+=("$build/obj/${file%.c}.o")
        [[ -e ${objects[-1]} ]] || missing+=("$file")
    done
done
check 'every source has its object' is "${missing[*]-}" ''
symbols "${objects[@]}" >"$work/all"
check 'the objects export and use symbols' test "$(wc -l <"$work/all")" -gt 1000
check 'no symbol is used from a higher floor or from a room beside' nothing breaches "$work/all"
check 'no files are in a circle' nothing circles "$work/all"
check 'exported symbols have one namespace' nothing foreign "$work/all"

mapfile -t benches < <(find testbenches -name '*.c' | sed -E "s,^(.*)\.c$,$build/obj/\1.o," |
    while read -r object; do if [[ -e $object ]]; then echo "$object"; fi; done)
check 'objects of test benches are there' test "${#benches[@]}" -gt 40
functions_of "${benches[@]}" >"$work/benches"
check 'no function of a test bench has the name of one of sim/ or reference/' \
    nothing borrowed "$work/all" "$work/benches"

# ---- each of them, planted ----

cc=("${CC:-gcc}" -std=c11 -w -c)
plant() { # MODULE C_TEXT   the symbols of this build and those of one object more, in planted
    mkdir -p "$work/obj/$(dirname "$1")"
    "${cc[@]}" -o "$work/obj/$1.o" -x c - <<<"$2"
    { cat "$work/all" && symbols "$work/obj/$1.o"; } >"$work/planted"
}
plant sim/base/planted 'void cosim_judge_run(void); void cosim_planted(void) { cosim_judge_run(); }'
check 'a use from a higher floor is seen' finds \
    'sim/base/planted (floor 1) uses cosim_judge_run of sim/judge/judge (floor 6)' breaches "$work/planted"
plant sim/report/planted 'void cosim_plot_new(void); void cosim_planted(void) { cosim_plot_new(); }'
check 'a use from a room beside is seen' finds \
    'sim/report/planted (floor 8) uses cosim_plot_new of sim/plot/plot (floor 8)' breaches "$work/planted"
plant sim/report/planted 'void cosim_html_begin(void); void cosim_planted(void) { cosim_html_begin(); }'
check 'a use from the room within is seen' finds 'uses cosim_html_begin' breaches "$work/planted"
plant sim/judge/planted 'void cosim_judge_run(void); void cosim_planted(void) { cosim_judge_run(); }'
check 'a use within a room is none' nothing breaches "$work/planted"
plant sim/nowhere/planted 'void cosim_judge_run(void); void cosim_planted(void) { cosim_judge_run(); }'
check 'a folder that is no room is seen' finds 'is in no room' breaches "$work/planted"
plant sim/judge/planted 'void cosim_back(void); void cosim_there(void) { cosim_back(); }'
"${cc[@]}" -o "$work/obj/sim/judge/other.o" -x c - <<<'void cosim_there(void); void cosim_back(void) { cosim_there(); }'
symbols "$work/obj/sim/judge/other.o" >>"$work/planted"
check 'a circle of two files is seen' finds 'sim/judge/planted' circles "$work/planted"
plant sim/judge/planted 'void judge_planted(void) {}'
check 'a symbol without its prefix is seen' finds 'judge_planted does not begin with cosim_' foreign "$work/planted"
plant reference/planted 'void planted(void) {}'
check 'a symbol of reference without its prefix is seen' finds 'planted does not begin with lif_' foreign "$work/planted"
plant sim/judge/planted 'void cosim_judge_run(void) {}'
check 'a symbol that is exported twice is seen' finds 'is exported by' foreign "$work/planted"
mkdir -p "$work/bench"
"${cc[@]}" -o "$work/bench/planted.o" -x c - <<<'static void cosim_judge_run(void) {} void f(void) { cosim_judge_run(); }'
functions_of "$work/bench/planted.o" >"$work/borrowed"
check 'a test bench that takes a name is seen' finds 'cosim_judge_run is a function of sim/judge/judge' \
    borrowed "$work/all" "$work/borrowed"

tap_done
