#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# deb.sh SUITE FOLDER   the package for Debian SUITE, as TAP: it is built of the release (DIST) on a bare machine
# below FOLDER, without git, by a plain user; on a second one it is installed, used by a plain user, and purged.
# Started by `make deb-test` through testbenches/fresh/fresh.sh, in namespaces of its own.
set -euo pipefail
cd "$(dirname "$0")/../.."
suite=$1
folder=$2
export TMPDIR=$folder
# shellcheck disable=SC2154  # run sets them
source testbenches/cli/tap.sh
source testbenches/fresh/machine.sh

root_packages=
release=$(basename "$DIST" .tar.gz)
apt=(apt-get -q -y -o Dpkg::Use-Pty=0)
quiet=(DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8)

# machine NAME   makes a bare machine and enters it from now on.
machine() {
    root=$folder/$1
    step "$1" make_root "$suite" "$root" "$folder"
    check "a bare $suite: $1" is "$status" 0
    all_or_nothing 'there is no machine to try it on'
    mount -t proc proc "$root/proc"
    step "$1-lists" enter root / "${quiet[@]}" "${apt[@]}" update
    check "$1: the lists of packages" is "$status" 0
    all_or_nothing 'there are no packages'
}
packages() { # NAME PACKAGE OR OPTION ...
    step "$1" enter root / "${quiet[@]}" "${apt[@]}" install "${@:2}"
    check "$1: status 0" is "$status" 0
    all_or_nothing "$1: the packages cannot be installed"
}
plain() { run enter plain "$home/plain" "${quiet[@]}" "$@"; }

# ---- built ----

take_over_network
machine builder
packages tools --no-install-recommends build-essential debhelper lintian
step dependencies enter root / "${quiet[@]}" "${apt[@]}" --no-install-recommends build-dep \
    "$(cp -r debian "$root/debian.only" && mkdir -p "$root/source" && mv "$root/debian.only" "$root/source/debian" && echo /source)"
check 'debian/control names what a build takes' is "$status" 0
all_or_nothing 'nothing can be built'
check 'git is not there' test ! -e "$root/usr/bin/git"
cp "$DIST" "$root$home/plain/lifcosim_${release#lifcosim-}.orig.tar.gz"
step unpack enter plain "$home/plain" tar -xzf "lifcosim_${release#lifcosim-}.orig.tar.gz"
check 'the release is unpacked' is "$status" 0
step links enter plain "$home/plain/$release" "${quiet[@]}" testbenches/cli/test_links.sh
check 'without git: every link of every page' is "$status" 0
step dpkg-buildpackage enter plain "$home/plain/$release" "${quiet[@]}" dpkg-buildpackage -us -uc
check 'dpkg-buildpackage: status 0' is "$status" 0
all_or_nothing 'there is no package'
check 'dpkg-buildpackage: every published model passed' says dpkg-buildpackage.out '^28 runs: 28 pass, 0 fail, 0 vacuous$'
step lintian enter plain "$home/plain" "${quiet[@]}" lintian --fail-on error --tag-display-limit 0 \
    "$(cd "$root$home/plain" && echo lifcosim_*.changes)"
check 'lintian: status 0' is "$status" 0
check 'lintian: no error' is "$(grep -c '^E:' "$folder/lintian.out" || true)" 0
sed 's/^/# lintian: /' "$folder/lintian.out"
step shipped enter plain "$home/plain/$release" "${quiet[@]}" build/lifcosim --version
check 'without git: the version has the commit of the release' has "$out" "$(tar -xzOf "$DIST" "$release/.commit")"
mapfile -t debs < <(cd "$root$home/plain" && ls ./lifcosim_*.deb)
check 'one package of the program' is "${#debs[@]}" 1
cp "$root$home/plain/${debs[0]}" "$folder/lifcosim.deb"
cp "$root$home/plain"/liblifcosim0_*.deb "$folder/liblifcosim0.deb"
cp "$root$home/plain"/liblifcosim-dev_*.deb "$folder/liblifcosim-dev.deb"

# ---- installed, without what it recommends ----

umount "$root/proc"
rm -rf "$root"
machine user
cp "$folder/lifcosim.deb" "$root/lifcosim.deb"
packages bare --no-install-recommends /lifcosim.deb
scenario=/usr/share/lifcosim/scenarios/book-triangle.yaml
plain lifcosim run "$scenario"
check 'without Verilator: an installed scenario runs' is "$status" 0
check 'without Verilator: it passes' has "$out" 'PASS     book-triangle on q8_24'
plain lifcosim dut 10/4/7
check 'without Verilator: a circuit cannot be built, status 3' is "$status" 3

# ---- with it ----

# Takes the times out of a listing, and the sizes of folders, which keep the room of what was in them.
without_times() { sed 's/ [0-9.]* \([^ ]*\)$/ \1/; s/^\(.* d [0-7]* [0-9]*:[0-9]*\) [0-9]*/\1/'; }
mapfile -t recommended < <(dpkg-deb -f "$folder/lifcosim.deb" Recommends | sed 's/, */\n/g')
check 'it recommends a compiler and Verilator' has " ${recommended[*]} " ' verilator '
packages recommended --no-install-recommends "${recommended[@]}" man-db
others=(var home tmp run lifcosim.deb)
nothing=/nowhere
step purge enter root / "${quiet[@]}" dpkg --purge lifcosim
check 'purge: status 0' is "$status" 0
listing "$root" "$nothing" "${others[@]}" | without_times >"$folder/before"
check 'there is none any more' test ! -e "$root/usr/bin/lifcosim"
step dpkg enter root / "${quiet[@]}" dpkg -i /lifcosim.deb
check 'dpkg -i: status 0' is "$status" 0

plain lifcosim run "$scenario"
check 'run: an installed scenario' has "$out" 'PASS     book-triangle on q8_24'
plain lifcosim dut 10/4/7
check 'dut: status 0' is "$status" 0
plain lifcosim run --no-expect --dut 10/4/7 --set 'stimulus.0.triangle.peak=0.1 mA' "$scenario"
check 'dut: the circuit runs' has "$out" 'on 10/4/7'
plain lifcosim build /usr/share/lifcosim/foreign/shift_leak.yaml
check 'build: status 0' is "$status" 0
plain lifcosim run --dut shift_leak /usr/share/lifcosim/foreign/scenarios/shift_leak.yaml
check 'build: the circuit passes' has "$out" 'PASS     shift_leak'
for page in lifcosim lifcosim-run '5 lifcosim-scenario' '5 lifcosim-manifest'; do
    # shellcheck disable=SC2086  # two words
    plain env MANPAGER=cat man $page
    check "man $page: status 0" is "$status" 0
    check "man $page: the page" has "$out" "${page#5 } - "
done
plain bash -c 'source /usr/share/bash-completion/completions/lifcosim && COMP_LINE="lifcosim run --js" COMP_POINT=17 &&
    COMP_WORDS=(lifcosim) && _lifcosim && echo "${COMPREPLY[@]}"'
check 'bash completes' is "$out" --json

# ---- the library ----

cp "$folder"/liblifcosim{0,-dev}.deb "$root"
installed() { enter root / dpkg-query -W -f '${binary:Package}\n' | sort; }
installed >"$folder/packages"
packages library --no-install-recommends /liblifcosim0.deb /liblifcosim-dev.deb pkg-config gcc libc6-dev iverilog
mapfile -t new < <(installed | comm -13 "$folder/packages" -)
plain sh -c 'cc -o bench /usr/share/lifcosim/library/example.c $(pkg-config --cflags --libs lifcosim)'
check 'the example in C is built' is "$status" 0
plain sh -c "./bench $scenario"
check 'the example in C: a verdict' has "$out" 'PASS     book-triangle on mine'
plain sh -c 'vpi=$(pkg-config --variable=vpidir lifcosim) && bench=/usr/share/lifcosim/library/tb_icarus.v &&
    iverilog -g2012 -L "$vpi" -m lif_cosim -s tb_icarus -o bench.vvp "$bench" \
        "$(pkg-config --variable=verilogdir lifcosim)/lif_cosim_checker.v" /usr/share/lifcosim/rtl/lif_neuron.v &&
    vvp -n -M "$vpi" -m lif_cosim bench.vvp +lifcosim_scenario="$1"' sh "$scenario"
check 'the bench in Icarus Verilog: status 0' is "$status" 0
check 'the bench in Icarus Verilog: a verdict' has "$out" 'PASS     book-triangle on q8_24'
plain sh -c 'test -s "$(pkg-config --variable=svdir lifcosim)/lif_cosim_checker.sv"'
check 'the checker in SystemVerilog is there' is "$status" 0
step purge-library enter root / "${quiet[@]}" dpkg --purge "${new[@]}"
check 'purge of the library: status 0' is "$status" 0
rm "$root"/liblifcosim{0,-dev}.deb

# ---- purged ----

step purge-again enter root / "${quiet[@]}" dpkg --purge lifcosim
check 'purge, again: status 0' is "$status" 0
listing "$root" "$nothing" "${others[@]}" | without_times >"$folder/after"
run changes "$folder/before" "$folder/after"
check 'purge: the machine is as it was before' is "$out" ''
check 'purge: no file of its name is left' is \
    "$(find "$root" -xdev -path "$root/proc" -prune -o -path "$root$home" -prune -o -name '*lifcosim*' ! -path "$root/lifcosim.deb" -print)" ''
tap_done
