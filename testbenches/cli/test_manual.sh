#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The manual pages and the completions of the shells, made anew: every subcommand, option and key is in them, and
# no other; mandoc and man have no complaint; bash, zsh and fish read them and complete with them. An option that
# is planted in --help reaches all of them.
# shellcheck disable=SC2154,SC2016  # tap.sh and program.sh set names; $ belongs to other shells
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

run "$root/scripts/manual/manual.sh" "$program" made
check 'they are made: status 0' is "$status$out$err" 0
mapfile -t subcommands < <("$program" --help | sed -n 's/^  lifcosim \([a-z]*\) .*/\1/p' | grep -vx 'help\|version')
files=$({ printf 'made/man1/lifcosim-%s.1\n' "${subcommands[@]}" &&
    printf 'made/%s\n' man1/lifcosim.1 man5/lifcosim-{scenario,manifest}.5 _lifcosim lifcosim.{bash,fish}; } | sort)
check 'a page for each subcommand, two of formats, three completions' is "$(find made -type f | sort)" "$files"
check 'at least 17 files' test "$(wc -l <<<"$files")" -ge 17

# ---- pages are sound ----

# complaints PAGE   prints what mandoc and man say about it.
complaints() {
    mandoc -Tlint -W warning "$1" || true
    LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$1" 2>&1 >/dev/null || true
}
for page in made/man?/*; do check "${page#made/}: no complaint" is "$(complaints "$page")" ''; done
sed 's/^\.SH OPTIONS/.SQ OPTIONS/' made/man1/lifcosim-run.1 >broken.1
check 'a macro that there is none of: mandoc complains' matches "$(mandoc -Tlint -W warning broken.1)" 'SQ OPTIONS'
check 'a macro that there is none of: man complains' matches "$(complaints broken.1)" "macro .SQ. not defined"
check 'lifcosim(1) leads to each' is "$(sed -n '/^\.SH SEE ALSO/,$p' made/man1/lifcosim.1 | grep -o 'lifcosim\\-[a-z]*' | sort)" \
    "$(printf 'lifcosim\\-%s\n' "${subcommands[@]}" scenario manifest | sort)"

# ---- options ----

options() { sed -n 's/^  --\([a-z-]*\).*/\1/p' <<<"$1" | sort; }        # options HELP
terms() { # terms PAGE   the options that a manual page explains
    sed -n '/^\.SH OPTIONS/,/^\.SH/s/^\\fB\\-\\-\([a-z\\-]*\)\\fR.*/\1/p' "$1" | tr -d '\\' | sort
}
bash_completes() { # bash_completes LINE   prints the words, sorted, that the completion of bash gives
    # shellcheck disable=SC2034  # the completion reads them
    (
        # shellcheck disable=SC1091
        source "${completions:-made}/lifcosim.bash"
        COMP_LINE=$1 COMP_POINT=${#1} COMP_WORDS=("$program")
        _lifcosim
        printf '%s\n' "${COMPREPLY[@]}" | sort
    )
}
fish_completes() { # the same of fish, without the descriptions
    HOME=$tap_folder/fish PATH=$tap_folder/work/bin:$PATH \
        fish --no-config -c "source ${completions:-made}/lifcosim.fish; complete -C \$argv[1]" "$1" | cut -f 1 | sort
}
zsh_says() { # zsh_says SUBCOMMAND   prints what _arguments is told, a line each
    zsh -f -c '
        compdef() { :; }
        _arguments() { if [[ $1 == -C ]]; then state=rest line=($subcommand); else print -l -- "$@"; fi; }
        subcommand=$2
        source $1 && _lifcosim' zsh "${completions:-made}/_lifcosim" "$1"
}
zsh_options() { zsh_says "$1" | sed -nE 's/^\*?--([a-z-]+)[=[].*/\1/p' | sort; }
dashes() { sed 's/^/--/' <<<"$1"; }

mkdir -p "$tap_folder/fish" bin
ln -s "$program" bin/lifcosim
for subcommand in "${subcommands[@]}"; do
    known=$(options "$("$program" "$subcommand" --help)")
    check "$subcommand: its page has its options" is "$(terms "made/man1/lifcosim-$subcommand.1")" "$known"
    check "$subcommand: so has bash" is "$(bash_completes "lifcosim $subcommand -")" "$(dashes "$known")"
    check "$subcommand: so has zsh" is "$(zsh_options "$subcommand")" "$known"
    check "$subcommand: so has fish" is "$(fish_completes "lifcosim $subcommand --")" "$(dashes "$known")"
done
all=$(printf '%s\n' "${subcommands[@]}" help version | sort)
check 'bash: the subcommands' is "$(bash_completes 'lifcosim ')" "$(printf '%s\n' "$all" --help --version | sort)"
check 'fish: the subcommands' is "$(fish_completes 'lifcosim ')" "$all"
check 'bash: the beginning of one' is "$(bash_completes 'lifcosim swe')" sweep

# An option that the program does not have, in front of the program.
cat >planted <<SH
#!/bin/sh
if [ "\$*" = 'quantize --help' ]; then
    "$program" "\$@" | sed 's/^  --help /  --planted FILE.so    as deep as a root\n&/'
else
    "$program" "\$@"
fi
SH
chmod +x planted
run "$root/scripts/manual/manual.sh" ./planted planted.made
check 'planted: made' is "$status" 0
completions=planted.made
check 'planted: in the page' has "$(terms planted.made/man1/lifcosim-quantize.1)" planted
check 'planted: in bash' has "$(bash_completes 'lifcosim quantize --pl')" --planted
check 'planted: in zsh' has "$(zsh_options quantize)" planted
check 'planted: in fish' has "$(fish_completes 'lifcosim quantize --pl')" --planted
completions=made

# ---- values ----

# One circuit alone, whatever else is built.
mkdir -m 700 duts
cp "$root/build/dut/q8_24.so" duts
export LIFCOSIM_DUT_DIR=$PWD/duts
mkdir files files/folder
(cd files && touch a.yaml b.svg c.png d.txt 'e f.yaml' g.so)
cd files
completions=../made
check 'bash: scenarios' is "$(bash_completes 'lifcosim run ')" $'a.yaml\ne f.yaml\nfolder'
check 'bash: any file' is "$(bash_completes 'lifcosim run --json ')" $'a.yaml\nb.svg\nc.png\nd.txt\ne f.yaml\nfolder\ng.so'
check 'bash: pictures' is "$(bash_completes 'lifcosim run --plot ')" $'b.svg\nc.png\nfolder'
check 'bash: a folder' is "$(bash_completes 'lifcosim run --report ')" folder
check 'bash: nothing for a number' is "$(bash_completes 'lifcosim run --seed ')" ''
check 'bash: a circuit' is "$(bash_completes 'lifcosim run --dut q8_')" q8_24
check 'bash: a second circuit' is "$(bash_completes 'lifcosim run --dut q6_18,q8_')" 'q6_18,q8_24'
check 'bash: a shared object' has "$(bash_completes 'lifcosim run --dut g')" g.so
check 'bash: the integer model, behind its colon' is "$(bash_completes 'lifcosim run --dut model:q8')" q8_24
check 'bash: a format to build' is "$(bash_completes 'lifcosim dut --lanes q8_')" q8_24
check 'bash: help of a subcommand' is "$(bash_completes 'lifcosim help cali')" calibrate
check 'fish: a circuit' is "$(PATH=$tap_folder/work/bin:$PATH fish_completes 'lifcosim run --dut q8_')" q8_24
check 'fish: a scenario' is "$(fish_completes 'lifcosim run a.y')" a.yaml
check 'zsh: scenarios' has "$(zsh_says run)" '*:SCENARIO.yaml ...:_files -g "*.(yaml)"'
check 'zsh: pictures' has "$(zsh_says run)" ':_files -g "*.(svg|png)"'
cd ..
completions=made
for shell in bash zsh fish; do
    file=made/lifcosim.$shell
    if [[ $shell == zsh ]]; then file=made/_lifcosim; fi
    run "$shell" -n "$file"
    check "$shell reads its completion" is "$status$err" 0
    echo 'if (' >>"$file"
    run "$shell" -n "$file"
    check "$shell would not read another" differs "$status" 0
done

# ---- keys ----

# explained PAGE   prints each term of a page of keys with its text, without font changes, on a line: TERM|TEXT
explained() {
    awk '/^\.TP/ { getline term; getline text; line = term "|" text; gsub(/\\f[BIR]/, "", line)
        gsub(/\\-/, "-", line); gsub(/\\&/, "", line); print line }' "$1"
}
keys_of_page=$(sed -n 's/^| `\([a-z_]*\)` |.*/\1/p' "$root/docs/SCENARIO.md" | sort -u)
check 'lifcosim-scenario(5): each key of docs/SCENARIO.md' is \
    "$(explained made/man5/lifcosim-scenario.5 | sed -n 's/^\([a-z_]*\)|.*(.*; default: .*/\1/p' | sort -u | grep -Fxc "$keys_of_page")" \
    "$(wc -l <<<"$keys_of_page")"
check 'lifcosim-scenario(5): default and meaning' has "$(explained made/man5/lifcosim-scenario.5)" \
    'tolerance|the largest error bound that still says something, as a share of |threshold - reset|. (number: 1e-3; default: 1e-3).'

# allowed MANIFEST PATH   asks the reader for the keys of a mapping, one a line, sorted.
allowed() {
    { "$program" build --print --set "$2q7q7=1" "$root/testbenches/foreign/$1.yaml" 2>&1 || true; } | sed -n 's/.*; allowed: //p' |
        sed 's/ and /, /; s/, /\n/g' | sort
}
# choices KEY   asks the reader for the values of a key of arithmetic.
choices() {
    { "$program" build --print --set "arithmetic.$1=q7q7" "$root/testbenches/foreign/q8_8_multiply.yaml" 2>&1 || true; } |
        sed -n 's/.*; use //p' | sed 's/ or /, /; s/, /\n/g' | sort
}
rows=$(explained made/man5/lifcosim-manifest.5)
terms_of() { cut -d '|' -f 1 <<<"$1" | sed 's/, /\n/g' | sort; }
top=$(sed '/^leak|/,$d' <<<"$rows")
arithmetic=$(sed -n '/^leak|/,$p' <<<"$rows")
check 'lifcosim-manifest(5): the keys of the reader, and no other' is "$(terms_of "$top")" \
    "$({ allowed q8_8_multiply '' && allowed vhdl_neuron ''; } | sort -u)"
# "terms" is explained with the leak that takes it
check 'lifcosim-manifest(5): so are those of arithmetic' is "$(terms_of "$arithmetic")" \
    "$(allowed q8_8_multiply arithmetic. | grep -vx terms)"
# unexplained ROW WORDS   prints the words that the rows of a key do not have
unexplained() {
    local word
    while read -r word; do
        grep -E "^([a-z_]+, )*$1[|,]" <<<"$rows" | grep -qE "(^|[^a-z_-])$word([^a-z_-]|$)" || echo "$1: $word"
    done <<<"$2"
}
for row in 'reset q8_8_multiply reset.' 'step q8_8_multiply step.' 'drive q8_8_multiply drive.' \
    'spike q8_8_multiply spike.' 'membrane q8_8_multiply membrane.' 'constants q8_8_multiply constants.' \
    'constants q8_8_multiply constants.leak.' 'leak q8_8_multiply arithmetic.' 'state external_state state.' \
    'drive event_input drive.weight.' 'interfaces interface_neuron interfaces.0.'; do
    read -r key manifest path <<<"$row"
    words=$(allowed "$manifest" "$path")
    if [[ $path == arithmetic. ]]; then words=$(grep -x terms <<<"$words"); fi
    check "lifcosim-manifest(5): keys of $path" is "$(unexplained "$key" "$words")" ''
    check "the reader names keys of $path" test -n "$words"
done
for key in leak input rounding overflow compare compare_with reset; do
    words=$(choices "$key")
    check "lifcosim-manifest(5): values of arithmetic.$key" is "$(unexplained "$key" "$words")" ''
    check "the reader names values of arithmetic.$key" test "$(wc -l <<<"$words")" -ge 2
done
check 'a key that is not explained is seen' is "$(unexplained spike q7q7)" 'spike: q7q7'
tap_done
