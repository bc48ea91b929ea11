#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# lint.sh [ROOT]   the static checks of the tree ROOT (default: this one), as TAP, one test a check.
# lint.sh --quick [ROOT [FILE ...]]   only the checks that take a moment, without Yosys and Icarus, on the
#                  FILEs (default: those that differ from HEAD). A kind of file that is not among them
#                  has no check. scripts/hooks/pre-commit runs it like this.
#
# It looks at the files that git tracks, or at all but build/ where ROOT is not the top of a work tree.
# A tool that is missing or could not run is `not ok`: nothing is skipped. It writes nothing to ROOT.
# Status: 0 all passed, 1 any failed, 2 usage.
# shellcheck disable=SC2016  # awk programs and regular expressions
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
quick=0
if [[ ${1-} == --quick ]]; then quick=1 && shift; fi
if (($# > 1 && !quick)) || ! root=$(cd "${1:-$here/..}" && pwd -P); then
    echo 'usage: lint.sh [ROOT], or lint.sh --quick [ROOT [FILE ...]]' >&2
    exit 2
fi
cd "$root"
export LC_ALL=C
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE # as a hook, git would look at another tree
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# ---- the files ----

mapfile -t files < <("$here/files.sh" "$root")

all_files=("${files[@]}")
if ((quick)); then
    mapfile -t files < <(if (($# > 1)); then printf '%s\n' "${@:2}"; else git diff --name-only HEAD; fi |
        grep -xFf <(printf '%s\n' "${all_files[@]}"))
fi

# Prints the files whose path matches an extended regular expression, one a line; fails if none does.
select_files() { ((${#files[@]} > 0)) && printf '%s\n' "${files[@]}" | grep -E -- "$1"; }

mapfile -t c_files < <(select_files '^(reference|sim|testbenches)/.*\.(c|h|cpp|hpp)$')
mapfile -t c_units < <(select_files '^(reference|sim|testbenches)/.*\.(c|cpp)$')
mapfile -t rtl_files < <(select_files '^rtl/.*\.(v|vh|vlt|f|txt)$')
mapfile -t product_files < <(select_files '^(reference|sim|rtl)/.*\.(c|h|cpp|hpp|v|vh|sv|js|mjs|awk|sh)$')
mapfile -t tabless < <(select_files . |
    grep -vE '(^|/)Makefile$|\.mk$|^debian/rules$|^docs/.*\.svg$|^testbenches/fuzz/corpus/data/')
mapfile -t source_files < <(
    select_files '(^|/)Makefile$|\.(c|h|cpp|hpp|inc|v|vh|sv|vlt|sh|mk|py|tcl|ys|awk|js|mjs)$|^\.ci/|^debian/rules$'
)
listed() { if [[ -e $1 ]]; then sed 's,//.*,,' "$1" | awk 'NF {print "rtl/" $1}'; fi; }
mapfile -t rtl_list < <(listed rtl/rtl.f)
mapfile -t core_list < <(listed rtl/core.f)
mapfile -t board_list < <(listed rtl/core.f && listed rtl/core_board.f)
waivers=()
for file in rtl/lint.vlt sim/verilator/lint.vlt; do
    if [[ -e $file ]]; then waivers+=("$file"); fi
done
mapfile -t wrapper < <(printf '%s\n' "${all_files[@]}" | grep -E '^sim/verilator/[^/]*\.sv$')
tops=() # the modules around the circuit, of the wrapper's files
for file in sim/verilator/lif_sim.sv sim/verilator/lif_batch.sv; do
    if [[ " ${wrapper[*]} " == *" $file "* ]]; then tops+=("$(basename "$file" .sv)"); fi
done

# ---- TAP ----

count=0
failed=0

# check NAME COMMAND ...   is one test: it passes if the command succeeds, else it shows what it printed.
check() {
    local name=$1 status
    shift
    count=$((count + 1))
    set +e # a subshell outside of any condition: errexit works in it
    (
        set -e
        "$@"
    ) >"$scratch/output" 2>&1 </dev/null
    status=$?
    set -e
    if ((status == 0)); then
        echo "ok $count - $name"
    else
        failed=$((failed + 1))
        echo "not ok $count - $name"
        sed 's/^/# /' "$scratch/output"
    fi
}

# The quick lint leaves out the first of these checks; it makes the second where any of the files is of
# the kind, and the third where the list of files is not empty.
thorough() { ((quick)) || check "$@"; }
touches() { ((!quick)) || select_files "$1" >/dev/null; }
any() { ((!quick || $# > 0)); }

# Runs a command; fails if it fails or prints anything.
silently() {
    local text
    text=$("$@" 2>&1) || { printf '%s\n' "$text" "$1: status $?" && return 1; }
    [[ -z $text ]] || { printf '%s\n' "$text" && return 1; }
}

# Runs a grep that must find nothing (its status 1); a grep that cannot run fails too.
finds_nothing() {
    local status=0
    "$@" || status=$?
    ((status == 1))
}

# ---- the circuit, in each format ----

top_sources() { # TOP: its files, in sources
    case $1 in
    lif_core) sources=("${core_list[@]}") ;;
    lif_core_top) sources=("${board_list[@]}") ;;
    *) sources=("${rtl_list[@]}") ;;
    esac
}

verilator_lint() { # TOP -G options; the wrapper's top brings the wrapper's files
    local top=$1
    shift
    top_sources "$top"
    set -- "${sources[@]}" "$@"
    [[ $top == lif_@(neuron*|top|core|core_top) ]] || set -- "$@" "${wrapper[@]}"
    verilator --lint-only -Wall -Wpedantic "${waivers[@]}" --top-module "$top" "$@"
}

# -t null: no output file (Icarus makes its output executable, even if that is a device).
# The wrapper is SystemVerilog: it has ports of type real.
icarus_lint() { # TOP -P options
    local top=$1 standard=-g2005
    shift
    top_sources "$top"
    set -- "${sources[@]}" "$@"
    [[ $top == lif_@(neuron*|top|core|core_top) ]] || { standard=-g2012 && set -- "$@" "${wrapper[@]}"; }
    silently iverilog "$standard" -Wall -t null -s "$top" "$@"
}

yosys_lint() { # TOP -chparam options
    local log=$scratch/yosys.log top=$1
    shift
    top_sources "$top"
    if ! yosys -Q -p "read_verilog ${sources[*]}
        hierarchy -check -top $top $*
        proc; opt; check -assert
        select -assert-none t:\$dlatch t:\$adlatch t:\$dlatchsr t:\$sr" >"$log" 2>&1; then
        grep -E 'Warning|ERROR|not found' "$log" || tail -n 5 "$log"
        return 1
    fi
    # Warnings count too: an identifier that is implicitly declared would be one bit, driven or not.
    finds_nothing grep Warning "$log"
}

# A line of rtl/variants.txt has its numbers, and its module is in a file of its name.
variant_is_sound() { # the fields of its line
    [[ $# == 8 && "$3$4$5$8" =~ ^[0-9]+$ && $6 =~ ^(half-up|residual)$ && $7 =~ ^(any|[ms][0-9]+)$ ]] ||
        { echo "malformed: $*" && return 1; }
    (($3 + $5 <= 63)) || { echo "state + leak bits are $(($3 + $5)), over 63" && return 1; }
    [[ " ${rtl_list[*]} " == *" rtl/$2.v "* ]] || { echo "rtl/$2.v is not in rtl/rtl.f" && return 1; }
}

variant_checks() {
    local fields name top width leak rounding coding pair
    local -a given
    while read -r -a fields; do
        read -r name top width _ leak rounding coding _ <<<"${fields[*]}"
        given=("StateWidth=$width" "LeakFraction=$leak" "Residual=$((${#rounding} == 8))")
        if [[ $coding != any ]]; then given+=("LeakDigits=${coding:1}"); fi
        check "variant $name" variant_is_sound "${fields[@]}"
        check "verilator $name" verilator_lint "$top" "${given[@]/#/-G}"
        thorough "icarus $name" icarus_lint "$top" "${given[@]/#/-P$top.}"
        thorough "yosys $name" yosys_lint "$top" \
            "$(for pair in "${given[@]}"; do echo "-chparam ${pair/=/ }"; done | tr '\n' ' ')"
        # A board is checked too: its top brings everything else that is in rtl/.
        check "verilator lif_top $name" verilator_lint lif_top "-GStateWidth=$width" \
            "-GLeakFraction=$leak" "-DLIF_NEURON=$top" -DLIF_BUTTON -DLIF_FLASH_SELECT \
            "-DLIF_NEURON_PARAMETERS=$(printf ',.%s' "${given[@]:2}" | sed 's/=\([0-9]*\)/(\1)/g')"
    done < <(sed 's/#.*//' rtl/variants.txt | awk 'NF')
    thorough 'icarus lif_top' icarus_lint lif_top
    thorough 'yosys lif_top' yosys_lint lif_top
}

core_is_sound() { # the fields of its line
    [[ $# == 12 && "$2$3$4$5$7$8$9${10}${11}${12}" =~ ^[0-9]+$ && $6 =~ ^(half-up|residual)$ ]] ||
        { echo "malformed: $*" && return 1; }
}

# The parameters that a core cannot have are refused by the tools themselves (rtl/lif_core.v).
core_checks() {
    local fields pair neurons state leak rounding weight sum receptors delay lanes hold cores=0
    local -a given
    while read -r -a fields; do
        cores=$((cores + 1))
        read -r _ neurons state _ leak rounding weight sum receptors delay lanes hold <<<"${fields[*]}"
        given=("NeuronBits=$neurons" "StateWidth=$state" "LeakFraction=$leak" "WeightWidth=$weight"
            "Residual=$((${#rounding} == 8))" "AccWidth=$sum" "Receptors=$receptors" "DelayBits=$delay"
            "LaneBits=$lanes" "HoldWidth=$hold")
        check "core ${fields[0]}" core_is_sound "${fields[@]}"
        check "verilator core ${fields[0]}" verilator_lint lif_core "${given[@]/#/-G}"
        thorough "icarus core ${fields[0]}" icarus_lint lif_core "${given[@]/#/-Plif_core.}"
        thorough "yosys core ${fields[0]}" yosys_lint lif_core \
            "$(for pair in "${given[@]}"; do echo "-chparam ${pair/=/ }"; done | tr '\n' ' ')"
    done < <(sed 's/#.*//' rtl/cores.txt | awk 'NF')
    check 'rtl/cores.txt names cores' test "$cores" -gt 0
    local shows
    for shows in 0 1; do
        check "verilator lif_core_top, Shows=$shows" verilator_lint lif_core_top "-GShows=$shows" -DLIF_BUTTON -DLIF_FLASH_SELECT
        thorough "icarus lif_core_top, Shows=$shows" icarus_lint lif_core_top "-Plif_core_top.Shows=$shows"
        thorough "yosys lif_core_top, Shows=$shows" yosys_lint lif_core_top "-chparam Shows $shows"
    done
}

format_is_sound() { # the fields of its line
    [[ $# == 4 && "$2$3$4" =~ ^[0-9]+$ ]] || { echo "malformed: $*" && return 1; }
    (($2 + $4 <= 63)) || { echo "state + leak bits are $(($2 + $4)), over 63" && return 1; }
}

circuit_checks() {
    local fields name width fraction leak top formats=0
    while read -r -a fields; do
        read -r name width fraction leak <<<"${fields[*]}"
        formats=$((formats + 1))
        check "format $name" format_is_sound "${fields[@]}"
        check "verilator $name" verilator_lint lif_neuron \
            "-GStateWidth=$width" "-GLeakFraction=$leak"
        thorough "icarus $name" icarus_lint lif_neuron \
            "-Plif_neuron.StateWidth=$width" "-Plif_neuron.LeakFraction=$leak"
        thorough "yosys $name" yosys_lint lif_neuron \
            "-chparam StateWidth $width" "-chparam LeakFraction $leak"
        for top in "${tops[@]}"; do
            check "verilator $top $name" verilator_lint "$top" \
                "-GStateWidth=$width" "-GStateFraction=$fraction" "-GLeakFraction=$leak"
            thorough "icarus $top $name" icarus_lint "$top" \
                "-P$top.StateWidth=$width" "-P$top.LeakFraction=$leak"
        done
    done < <(sed 's/#.*//' rtl/formats.txt | awk 'NF')
    check 'rtl/formats.txt names formats' test "$formats" -gt 0
}

# ---- C and C++ ----

format_check() {
    ((${#c_files[@]} > 0))
    clang-format --dry-run -Werror "${c_files[@]}"
}

# These are suppressed:
# ctuuninitvar      takes the destination of snprintf for something that is read
# normalCheckLevelMaxBranches  says how far release 2.17 looks, and not what it found
# ctuOneDefinitionRuleViolation  dut.cpp and equations.cpp are of shared objects of their own, which
#                   export one name each
# shiftNegativeLHS  lif_integer.c asserts at compile time that >> of a negative value is arithmetic
cppcheck_run() {
    ((${#c_units[@]} > 0))
    cppcheck --quiet --enable=warning,performance,portability --error-exitcode=1 --inline-suppr \
        --std=c11 --std=c++17 -Ireference -Isim -Itestbenches/unit \
        --suppress=ctuuninitvar --suppress=normalCheckLevelMaxBranches \
        '--suppress=ctuOneDefinitionRuleViolation:sim/verilator/*' \
        --suppress=shiftNegativeLHS:reference/lif_integer.c "${c_units[@]}"
}

# Puts the C files without comments and without the text of strings below $scratch/code, as a comment
# contains no include and no call. Lines and paths stay the same.
strip_comments() {
    local file
    for file in "${c_files[@]}"; do
        mkdir -p "$scratch/code/$(dirname "$file")"
        awk -f "$here/strip_comments.awk" "$file" >"$scratch/code/$file"
    done
}

include_rule() {
    ((${#c_files[@]} > 0))
    headers=$(printf '%s\n' "${all_files[@]}" | grep -E '^(reference|sim|testbenches)/.*\.(h|hpp|inc)$')
    export headers
    cd "$scratch/code"
    silently awk -f "$here/include_rule.awk" "${c_files[@]}"
}

# sim/floors.txt says which room of sim/ may include which, and which headers have no source.
floor_rule() {
    local -a units
    mapfile -t units < <(printf '%s\n' "${c_files[@]}" | grep '^sim/')
    ((${#units[@]} > 0))
    [[ -r sim/floors.txt ]] || { echo 'sim/floors.txt, the list of rooms, is missing' && return 1; }
    paths=$(printf '%s\n' "${all_files[@]}" | grep -E '^(sim|reference)/.*\.(c|h|cpp|hpp)$')
    export paths
    cp sim/floors.txt "$scratch/code/sim"
    cd "$scratch/code"
    silently awk -f "$here/floor_rule.awk" sim/floors.txt "${units[@]}"
}

# rtl/ includes nothing but properties, and those only under FORMAL.
rtl_include_rule() {
    ((${#rtl_files[@]} > 0))
    silently awk '
        FNR == 1 { depth = formal = 0 }
        /^[ \t]*`ifn?def/ { depth++; if ($1 == "`ifdef" && $2 == "FORMAL") formal = depth }
        /^[ \t]*`(else|elsif)/ { if (formal == depth) formal = 0 }
        /^[ \t]*`endif/ { if (formal == depth) formal = 0; depth-- }
        /`include/ && !formal { print FILENAME ":" FNR ": " $0 }' "${rtl_files[@]}"
}

# snprintf and vsnprintf write to the caller's memory; format(printf, ...) is an attribute.
reference_is_pure() {
    local words calls
    words='FILE|v?f?printf|v?[ds]printf|v?asprintf|f?puts|f?putc|putchar|fwrite|fread|f?scanf'
    words+='|f?gets|f?getc|getchar|fopen|fdopen|freopen|fclose|fflush|open_memstream|perror'
    words+='|stdin|stdout|stderr|[mc]alloc|realloc|reallocarray|aligned_alloc|posix_memalign|alloca'
    words+='|strn?dup'
    calls='free|exit|_exit|_Exit|quick_exit|abort|atexit|getenv|system|rand|srand|time'
    calls+='|open|read|write'
    cd "$scratch/code"
    ls reference/*.c >/dev/null
    silently awk -v words="$words" -v calls="$calls" '
        { line = " " $0 " "; gsub(/format[ \t]*\([ \t]*_*(gnu_)?printf_*[ \t]*,/, "", line) }
        line ~ "[^A-Za-z0-9_](" words ")[^A-Za-z0-9_]" { print FILENAME ":" FNR ": " $0 }
        line ~ "[^A-Za-z0-9_](" calls ")[ \t]*\\(" { print FILENAME ":" FNR ": " $0 }' \
        reference/*.[ch]
}

# Without position independence, constant tables of pointers are read-only data too.
reference_has_no_globals() {
    local unit found=0
    for unit in reference/*.c; do
        gcc -std=c11 -D_GNU_SOURCE -fno-pic -fno-pie -w -Ireference -c -o "$scratch/unit.o" "$unit"
        nm "$scratch/unit.o" >"$scratch/symbols"
        if grep -E ' [bBdDsSgGC] ' "$scratch/symbols"; then
            echo "in $unit"
            found=1
        fi
    done
    ((found == 0))
}

# ---- text ----

spdx() {
    local file
    silently awk '
        function finish() { if (name != "" && !seen) print name ": no SPDX two-liner at the top" }
        FNR == 1 { finish(); name = FILENAME; seen = at = 0 }
        FNR == 1 && /^#!/ { next }
        ++at == 1 { first = /^(\/\/|\/\*|#|--) SPDX-FileCopyrightText: [0-9-]+ [^ ]/ }
        at == 2 && first {
            seen = /^(\/\/| \*|#|--) SPDX-License-Identifier: Apache-2\.0( \*\/)?$/
        }
        END { finish() }' "${source_files[@]}"
    for file in "${source_files[@]}"; do # awk sees no line of an empty file
        [[ -s $file ]] || { echo "$file: empty" && return 1; }
    done
}

rtl_columns() {
    silently awk 'length > 100 { print FILENAME ":" FNR ": " length " columns" }' "${rtl_files[@]}"
}
rtl_ascii() { finds_nothing grep -nHE '[^[:print:][:blank:]]' "${rtl_files[@]}"; }
tabs() { finds_nothing grep -nHI $'\t' "${tabless[@]}"; }
# A script that names the program which runs it is run by its own name.
runnable() {
    local file failed=0
    while IFS= read -r file; do
        if [[ ! -x $file ]]; then
            echo "$file: cannot be run; chmod +x it"
            failed=1
        fi
    done < <(awk 'FNR == 1 && /^#!/ { print FILENAME } { nextfile }' "${scripts[@]}")
    return "$failed"
}
machine_paths() {
    local before='(^|[^[:alnum:]_.$)}*-])' folders='(home|Users|root|work|mnt|media|srv)'
    finds_nothing grep -nHIE "$before/$folders/|[A-Z]:\\\\Users" "${files[@]}"
}

# A comment that begins with a question word has no subject, as in "What the judge needs". One that
# goes on in the next line may have the word at the beginning of it.
headless_comments() {
    silently awk '
        BEGIN {
            ask = " *(What|Whether|Which|How|Why|Who) "
            opens = "(^|[ \t;,{)])(/\\*\\*?|///?)" ask
            alone = "^[ \t]*(#|//)" ask
        }
        FNR == 1 { goes_on = 0 }
        {
            if ($0 ~ alone ? !goes_on : $0 ~ opens) print FILENAME ":" FNR ": " $0
            goes_on = $0 ~ /^[ \t]*(#|\/\/)[ \t]*[^ \t]/ && !/SPDX-/
        }' "${source_files[@]}"
}

# This looks at a copy: without git, reuse would look at build/ as well.
reuse_lint() {
    mkdir "$scratch/reuse"
    printf '%s\0' "${files[@]}" | xargs -0 cp -P --parents -t "$scratch/reuse"
    reuse --root "$scratch/reuse" lint
}

# A product file over 400 lines asks to be split along the flow.
file_lines() {
    silently awk 'FNR == 401 { print FILENAME ": over 400 lines" }' "${product_files[@]}"
}

if touches '^rtl/|^sim/verilator/.*\.(sv|vlt)$'; then
    circuit_checks
    if [[ -e rtl/variants.txt ]]; then variant_checks; fi
    if [[ -e rtl/cores.txt ]]; then core_checks; fi
fi
if any "${c_files[@]}"; then
    check 'clang-format' format_check
    if any "${c_units[@]}"; then check 'cppcheck' cppcheck_run; fi
    check 'comments can be stripped' strip_comments
    check 'includes: testbenches -> sim -> reference -> libm' include_rule
fi
if touches '^sim/.*\.(c|h|cpp|hpp)$'; then check 'rooms of sim and their floors' floor_rule; fi
if any "${rtl_files[@]}"; then check 'includes: none in rtl' rtl_include_rule; fi
if touches '^reference/.*\.c$'; then
    check 'reference neither prints nor allocates' reference_is_pure
    check 'reference has no globals' reference_has_no_globals
fi
if any "${source_files[@]}"; then
    check 'SPDX two-liner' spdx
    thorough 'REUSE: every file has a licence, whose text is there' reuse_lint
    check 'comments have a subject' headless_comments
fi
if any "${rtl_files[@]}"; then
    check 'rtl within 100 columns' rtl_columns
    check 'rtl in ASCII' rtl_ascii
fi
if any "${product_files[@]}"; then check 'product files within 400 lines' file_lines; fi
if any "${tabless[@]}"; then check 'no tabs outside makefiles' tabs; fi
if any "${files[@]}"; then check 'no machine paths' machine_paths; fi
mapfile -t scripts < <(printf '%s\n' "${files[@]}" | grep -E '[.](sh|py)$')
if any "${scripts[@]}"; then check 'scripts can be run' runnable; fi
echo "1..$count"
((failed == 0))
