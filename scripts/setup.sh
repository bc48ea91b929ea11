#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# setup.sh GOAL ...   installs the Debian packages that the goals lack, and nothing else.
#
# It says on standard error what it installs and how much that downloads before it does: as root
# directly, else through `sudo -n`; where neither works it prints the command to type. With SETUP=no it
# installs nothing and asks no package tool: it looks for the commands and headers themselves, which
# may have come another way (CFLAGS and VERILATOR count), and names what it does not find.
# Status: 0 everything is there, 2 unknown goal, 3 something is missing and was not installed.
set -euo pipefail

# Goal, then its packages; a goal may have several lines, @goal stands for that goal's packages.
goals='
run       gcc g++ make verilator
run       libfyaml-dev libudunits2-dev libcsv-dev libyajl-dev libmxml-dev libmd-dev zlib1g-dev
test      @run @vhdl @wave @pictures @systemc @formal @synth @netlist @explorer @nir netpbm chromium
test      @vpi yosys yosys-dev libcmocka-dev clang-format cppcheck git libxml2-utils
test      gzip mandoc man-db zsh fish reuse yq libgmp-dev pkg-config valgrind locales python3 python3-numpy
test      python3-setuptools python3-wheel python3-h5py unzip
vhdl      ghdl
vpi       iverilog
nir       @run libhdf5-dev pkg-config
wave      gtkwave xvfb xauth
systemc   libsystemc-dev
bench     @run iverilog yosys yosys-dev libsystemc-dev python3-brian
synth     @run yosys nextpnr-ice40 fpga-icestorm fpga-icestorm-chipdb jq
netlist   @run yosys yosys-dev jq
formal    yosys z3 python3 jq
coverage  gcovr
mutation  @run yosys jq libcmocka-dev libgmp-dev
fuzz      clang libclang-rt-dev
pictures  @run @wave gnuplot-nox jq
slurm     @run slurmctld slurmd slurm-client munge
fresh     mmdebstrap mount git
deb       @run debhelper dpkg-dev lintian
explorer  @run yosys yosys-dev clang lld llvm nodejs npm
explorer  wasi-libc libc++-dev-wasm32 libclang-rt-dev-wasm32
'

# The versions that every test has passed with (Debian 12 and 13). Another one may well work, but it
# is told once.
tried='
verilator  5.006 5.032
yosys      0.23 0.52
'

# Without dpkg, and with SETUP=no, this command or <header> shows that a package's content is there.
# A package that is not listed has a command of its own name.
probes='
libfyaml-dev          <libfyaml.h>
libudunits2-dev       <udunits2.h>
libcsv-dev            <csv.h>
libyajl-dev           <yajl/yajl_gen.h>
libmxml-dev           <mxml.h>
libmd-dev             <sha2.h>
zlib1g-dev            <zlib.h>
libcmocka-dev         <cmocka.h>
libgmp-dev            <gmp.h>
libhdf5-dev           hdf5
libsystemc-dev        <systemc>
yosys-dev             yosys-config
libxml2-utils         xmllint
xvfb                  Xvfb
netpbm                ppmhist
gnuplot-nox           gnuplot
fpga-icestorm         icepack
fpga-icestorm-chipdb  icebox_explain
libclang-rt-dev       fuzzer
lld                   wasm-ld
llvm                  llvm-ar
nodejs                node
wasi-libc             wasm
libc++-dev-wasm32     wasm
libclang-rt-dev-wasm32 wasm
slurm-client          sbatch
munge                 munged
debhelper             dh
dpkg-dev              dpkg-buildpackage
man-db                man
locales               localedef
python3-brian         python3
python3-numpy         python3
python3-h5py          python3
python3-setuptools    python3
python3-wheel         python3
'

say() { printf 'setup: %s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }

new_scratch() {
    scratch=$(mktemp)
    trap 'rm -f "$scratch"' EXIT
}

# Prints the names of the goals, on one line.
known_goals() { awk 'NF && !seen[$1]++ {printf "%s%s", s, $1; s = " "}' <<<"$goals"; }

# Prints the packages of a goal, one a line; fails for an unknown goal.
packages_of() {
    local name rest word known=1
    while read -r name rest; do
        [[ $name == "$1" && -n $name ]] || continue
        for word in $rest; do
            if [[ $word == @* ]]; then packages_of "${word#@}"; else printf '%s\n' "$word"; fi
        done
        known=0
    done <<<"$goals"
    return "$known"
}

# Is a package's content there, wherever it came from?
probe() {
    local name what=$1 known flags
    while read -r name known; do
        if [[ $name == "$1" ]]; then what=$known; fi
    done <<<"$probes"
    case $what in
    '<'*)
        read -ra flags <<<"${CPPFLAGS:-} ${CFLAGS:-}"
        g++ -std=c++17 "${flags[@]}" -E -include "${what//[<>]/}" -x c++ /dev/null >/dev/null 2>&1
        ;;
    verilator) have "${VERILATOR:-verilator}" ;;
    hdf5) pkg-config --exists hdf5 2>/dev/null || pkg-config --exists hdf5-serial 2>/dev/null ;;
    fuzzer)
        clang++ -fsanitize=fuzzer -x c++ -shared -o "$scratch" - >/dev/null 2>&1 <<'CODE'
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *, unsigned long) { return 0; }
CODE
        ;;
    wasm)
        printf '#include <map>\nint main() { return 0; }\n' |
            clang++ --target=wasm32-wasi -fno-exceptions -x c++ -o "$scratch" - >/dev/null 2>&1
        ;;
    *) have "$what" ;;
    esac
}

# Does an installed package stand in for this one (as a nodejs from elsewhere does for npm)?
provided() {
    dpkg-query -W -f '${db:Status-Status} ${Provides}\n' 2>/dev/null | awk -v name="$1" '
        $1 == "installed" { for (i = 2; i <= NF; i++) { sub(/,$/, "", $i); found += $i == name } }
        END { exit !found }'
}

# Sets `missing` to those of `packages` that are not there.
find_missing() {
    local package status
    local -A installed=()
    missing=()
    if [[ $system == debian ]]; then
        while read -r package status; do
            if [[ $status == installed ]]; then installed[$package]=1; fi
        done < <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${packages[@]}" 2>/dev/null)
        for package in "${packages[@]}"; do
            [[ -n ${installed[$package]:-} ]] || provided "$package" || missing+=("$package")
        done
    else
        for package in "${packages[@]}"; do probe "$package" || missing+=("$package"); done
    fi
}

# Have the lists of apt to be fetched first: is a package without a candidate, or are they a week
# old? (The lists carry the server's dates; their folder has the date of the last change here.)
needs_update() {
    local lists='' known package folders
    # apt-cache takes g++ for a pattern where it knows no package of that name, and shows others
    known=$(LC_ALL=C apt-cache policy "${missing[@]}" 2>/dev/null |
        awk '/^[^ ]/ { name = $1 } $1 == "Candidate:" && $2 != "(none)" { print name }')
    for package in "${missing[@]}"; do
        [[ $'\n'$known$'\n' == *$'\n'"$package:"$'\n'* ]] || return 0
    done
    eval "$(apt-config shell lists Dir::State::lists/d)"
    folders=("${lists:-/var/lib/apt/lists/}"{,partial})
    [[ -z $(find "${folders[@]}" -maxdepth 0 -mtime -7 2>/dev/null) ]]
}

# Runs apt-get, with its output on standard error and in $scratch.
apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get \
        -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" </dev/null 2>&1 9<&- | tee "$scratch" >&2
}

# Prints the size of the download of `missing`, as " (38 MB to download)"; prints nothing where apt
# does not say it.
download() {
    local uris size
    uris=$(LC_ALL=C apt-get -qq -y --print-uris install --no-install-recommends "${missing[@]}" 2>/dev/null) ||
        return 0
    size=$(awk '{ bytes += $3 } END { printf "%.0f", bytes / 1e6 }' <<<"$uris")
    if ((size > 0)); then printf ' (%s MB to download)' "$size"; fi
    if [[ " ${packages[*]} " == *' npm '* ]]; then
        printf ', and later the modules of sim/explorer/package-lock.json from the npm registry'
    fi
}

update() {
    say 'fetching the package lists: apt-get update'
    apt -q update || say 'apt-get update failed; going on with the lists that are there'
}

install_missing() {
    local updated=no failed=no
    if needs_update; then
        update
        updated=yes
    fi
    say "installing for ${wanted[*]}: ${missing[*]}$(download); SETUP=no turns this off"
    if ! apt -q -y install --no-install-recommends "${missing[@]}"; then
        if [[ $updated == no ]]; then # lists that name a version which the server has replaced
            update
            apt -q -y install --no-install-recommends "${missing[@]}" || failed=yes
        else
            failed=yes
        fi
    fi
    find_missing
    if ((${#missing[@]} == 0)); then
        if [[ $failed == yes ]]; then say 'apt-get failed, but every package is there'; fi
        return 0
    fi
    say "not installed: ${missing[*]}; apt-get said:"
    { grep -E '^[EW]:' "$scratch" || tail -n 5 "$scratch"; } >&2
    return 3
}

# Prints the command to type, and gives up.
print_command() {
    local first=
    if needs_update; then first='sudo apt-get update && '; fi
    say "missing for ${wanted[*]}: ${missing[*]}$(download). Not root, and no sudo without a password; type:"
    printf '%ssudo apt-get install --no-install-recommends %s\n' "$first" "${missing[*]}" >&2
    exit 3
}

# Warns of a tool in a version that was never tried. `make clean` forgets that it has warned.
warn_untried() {
    local name versions command version told root=.
    if [[ $0 == */* ]]; then root=${0%/*}/..; fi
    while read -r name versions; do
        [[ -n $name && " ${packages[*]} " == *" $name "* ]] || continue
        command=$name
        if [[ $name == verilator ]]; then command=${VERILATOR:-verilator}; fi
        have "$command" || continue
        version=$("$command" --version 2>/dev/null | awk 'NR == 1 { print $2 }') || true
        told=$root/build/setup/untried-$name-${version//[!0-9A-Za-z.+-]/}
        if [[ " $versions " == *" $version "* || -e $told ]]; then continue; fi
        say "$name is ${version:-of no version that it tells}, and was never tried here with another than ${versions// / or };" \
            'if something fails, that may be why; "make test" shows'
        # Where this cannot be written, the next call warns again.
        { mkdir -p "${told%/*}" && : >"$told"; } 2>/dev/null || true
    done <<<"$tried"
}

# Everything is there.
finish() {
    warn_untried
    exit 0
}

main() {
    local goal
    wanted=("$@")
    packages=()
    for goal in "$@"; do
        if ! packages_of "$goal" >/dev/null; then
            say "unknown goal '$goal'; goals: $(known_goals)"
            exit 2
        fi
    done
    if (($# == 0)); then
        say "usage: setup.sh GOAL ...; goals: $(known_goals)"
        exit 2
    fi
    mapfile -t packages < <(for goal in "$@"; do packages_of "$goal"; done | awk '!seen[$0]++')

    system=other
    if [[ ${SETUP:-yes} == no ]]; then
        new_scratch
        find_missing
        if ((${#missing[@]} == 0)); then finish; fi
        say "SETUP=no, and not found for ${wanted[*]}: the content of the Debian packages ${missing[*]}"
        say "type: scripts/setup.sh ${wanted[*]}"
        exit 3
    fi
    if have dpkg-query && have apt-get; then system=debian; else new_scratch; fi
    find_missing
    if ((${#missing[@]} == 0)); then finish; fi
    if [[ $system == other ]]; then
        say "missing for ${wanted[*]}: the content of the Debian packages ${missing[*]}"
        say 'there is no apt here: install it your way, then try again'
        exit 3
    fi

    as_root=()
    if (($(id -u) != 0)); then
        if ! { have sudo && sudo -n true 2>/dev/null; }; then print_command; fi
        as_root=(sudo -n)
    fi
    exec 9<"$0" # make may run two of us at once: one waits, and then finds less missing
    flock 9
    find_missing
    if ((${#missing[@]} == 0)); then finish; fi
    new_scratch
    install_missing
    finish
}

main "$@"
