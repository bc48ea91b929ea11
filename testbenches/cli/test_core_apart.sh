#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The integer model of a core pushes events to its neurons, and the judge gathers them in another way:
# an error in one of the two is seen by the other only as long as they share no code. So the objects
# of this build are asked by `nm`: what the gathering judge reaches, and what the integer model reaches,
# have no function in common but the report of an error. Code that is shared is planted, and must be seen.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh

build=${BUILD:-build}
work=$tap_folder/objects
mkdir -p "$work"

# The sides: those who gather, judge and bound, and the model.
pulls=(sim/judge/core_pull sim/judge/core_bounded reference/lif_core_guided)
pushes=(reference/lif_core_integer)
# Both may say what is wrong and no more. (Words, formats and fit are in headers, and the noise.)
common='lif_fail'

# symbols OBJECT ...   prints "MODULE D SYMBOL" and "MODULE U SYMBOL" of our own names.
symbols() {
    local object
    for object in "$@"; do
        nm "$object" | awk -v module="$(sed -E 's,^(.*/)?obj/,,; s,\.o$,,' <<<"$object")" '
            NF == 2 && $1 == "U" && $2 ~ /^(lif|cosim)_/ { print module, "U", $2 }
            NF == 3 && $2 ~ /^[TDBR]$/ && $3 ~ /^(lif|cosim)_/ { print module, "D", $3 }'
    done
}

# reached FILE MODULE ...   prints the symbols of the modules and of all that they use, and so on.
reached() {
    local file=$1
    shift
    awk -v modules="$*" '
        $2 == "D" { owner[$3] = $1; defines[$1] = defines[$1] " " $3; next }
        { uses[$1] = uses[$1] " " $3 }
        END {
            count = split(modules, queue, " ")
            for (i = 1; i <= count; i++) seen[queue[i]] = 1
            for (i = 1; i <= count; i++) {
                n = split(defines[queue[i]] uses[queue[i]], symbol, " ")
                for (k = 1; k <= n; k++) {
                    print symbol[k]
                    next_one = owner[symbol[k]]
                    if (next_one != "" && !(next_one in seen)) { seen[next_one] = 1; queue[++count] = next_one }
                }
            }
        }' "$file" | sort -u
}

# shared FILE   prints the symbols that both sides reach and must not share.
shared() {
    comm -12 <(reached "$1" "${pulls[@]}") <(reached "$1" "${pushes[@]}") | grep -vxF "$common" || true
}
nothing() { is "$("$@")" ''; }
finds() { has "$("${@:2}")" "$1"; } # TEXT COMMAND ...

objects=("$build"/obj/reference/*.o "$build"/obj/sim/judge/core_*.o)
symbols "${objects[@]}" "$build"/obj/sim/base/arena.o >"$work/all"
for module in "${pulls[@]}" "${pushes[@]}"; do
    check "$module has symbols" grep -q "^$module D " "$work/all"
done
check 'the model reaches no allocator of the judge' is "$(reached "$work/all" "${pushes[@]}" | grep -c cosim_ || true)" 0
check 'the judge gathers with its own functions' has "$(reached "$work/all" "${pulls[@]}")" cosim_core_pull_gather
check 'the judge and the integer model share no function' nothing shared "$work/all"

# plant MODULE C_TEXT   the symbols of this build and those of one object more, in planted.
plant() {
    mkdir -p "$work/obj/$(dirname "$1")"
    "${CC:-gcc}" -std=c11 -w -c -o "$work/obj/$1.o" -x c - <<<"$2"
    { cat "$work/all" && symbols "$work/obj/$1.o"; } >"$work/planted"
}
plant sim/judge/core_pull 'void lif_core_integer_event(void); void cosim_planted(void) { lif_core_integer_event(); }'
check 'a judge that uses the model is seen' finds lif_core_integer_event shared "$work/planted"
plant reference/lif_core_integer 'void cosim_core_pull_event(void); void lif_planted(void) { cosim_core_pull_event(); }'
check 'a model that uses the judge is seen' finds cosim_core_pull_event shared "$work/planted"
plant reference/lif_core_shared 'void lif_core_shared(void) {}'
symbols "$work/obj/reference/lif_core_shared.o" >>"$work/all"
plant reference/lif_core_guided 'void lif_core_shared(void); void lif_planted(void) { lif_core_shared(); }'
cp "$work/planted" "$work/all"
plant reference/lif_core_integer 'void lif_core_shared(void); void lif_planted2(void) { lif_core_shared(); }'
check 'a third file that both use is seen' finds lif_core_shared shared "$work/planted"

tap_done
