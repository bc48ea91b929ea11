#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# An installation below DESTDIR is used where it is: read-only, without the source tree, by a user
# without a home, in a folder that he cannot write to. Circuits of the shipped neuron are built
# without the tree, in a folder that nobody else can write to, and again when the installation has
# changed.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh

prefix=$tap_folder/inst/usr
program=$prefix/bin/lifcosim
share=$prefix/share/lifcosim

# The tree lies in another folder: the installation must need nothing of this one, and the tree
# moves at the end.
run env -u MAKEFLAGS -u MAKELEVEL -u BUILD make --no-print-directory SETUP=no install PREFIX=/usr DESTDIR="$tap_folder/staged"
check 'install: status 0' is "$status" 0
mv "$tap_folder/staged" "$tap_folder/inst"
check 'install: no path of the tree in what make reads' \
    eval '! grep -rIl --exclude=installation "$PWD" "$share"'
chmod -R a-w "$tap_folder/inst"
chmod a+rx "$tap_folder"
mkdir "$tap_folder/temporary" "$tap_folder/closed"
chmod 1777 "$tap_folder/temporary"
chmod 755 "$tap_folder/closed"

user=()
if ((EUID == 0)); then user=(setpriv --reuid=65534 --regid=65534 --clear-groups); fi
# as ARGUMENT ...   runs the installed program as a plain user whose tree and home are not there.
as() {
    run "${user[@]}" env -i PATH="$PATH" TMPDIR="$tap_folder/temporary" "${extra[@]}" \
        sh -c 'cd "$1" && shift && exec "$@"' sh "$tap_folder/closed" "$program" "$@"
}
extra=(X=1)
circuits=$tap_folder/temporary/lifcosim-$([[ ${#user[@]} == 0 ]] && id -u || echo 65534)/.cache/lifcosim
home_is_there() { ((EUID != 0)) && [[ -w $(getent passwd "$EUID" | cut -d: -f6) ]]; }
if home_is_there; then # the test of a developer: his own cache is left alone
    extra=(XDG_CACHE_HOME="$tap_folder/temporary/cache" XDG_STATE_HOME="$tap_folder/temporary/state")
    circuits=$tap_folder/temporary/cache/lifcosim
fi
scenario=$share/scenarios/book-triangle.yaml

differs_from() { [[ $1 != "$2" ]]; }

# ---- used as it is ----

as --version
check 'version: status 0' is "$status" 0
as run "$scenario"
check 'run: status 0' is "$status" 0
check 'run: a verdict' has "$out" 'PASS     book-triangle on q8_24'
as run --wave "$tap_folder/temporary/w.fst" --report "$tap_folder/temporary/report" "$scenario"
check 'wave, report: status 0' is "$status" 0
check 'wave: a waveform' test -s "$tap_folder/temporary/w.fst"
check 'report: a page' eval 'ls "$tap_folder/temporary/report" | grep -q html'
as sweep --jsonl "$tap_folder/temporary/s.jsonl" "$share/sweeps/book-fi.yaml"
check 'sweep: status 0' is "$status" 0
as run --set neuron.threshold='-39 mV' --set 'expect.spikes=[1]' "$scenario"
check 'a failing run: status 1' is "$status" 1
check 'a failing run: its waveform is in a folder of the user, which the text names' \
    has "$out" '/lifcosim/waves/book-triangle-q8_24.fst'

state=${circuits/.cache/.local/state}
if home_is_there; then state=$tap_folder/temporary/state/lifcosim; fi
chmod o+w "$state"
as run --set neuron.threshold='-39 mV' --set 'expect.spikes=[1]' "$scenario"
check 'a folder of state that others may write to: the verdict stands' is "$status" 1
check 'a folder of state that others may write to: no waveform, and why' has "$err" 'not the user'"'"'s alone'
chmod o-w "$state"

# ---- manual and completions ----

check 'man: a page for each subcommand' is "$(find "$prefix/share/man/man1" -name 'lifcosim-*.1' | wc -l)" \
    "$("$program" --help | sed -n 's,^  lifcosim \([a-z]*\) .*,\1,p' | grep -vcx 'help\|version')"
run env MANPATH="$prefix/share/man" man lifcosim-run
check 'man lifcosim-run: finds it' has "$out" 'lifcosim-run - co-simulate and judge'
run env MANPATH="$prefix/share/man" man 5 lifcosim-scenario
check 'man 5 lifcosim-scenario: finds it' has "$out" 'refractory_rule'
for file in bash-completion/completions/lifcosim zsh/site-functions/_lifcosim fish/vendor_completions.d/lifcosim.fish; do
    check "$file is there" test -s "$prefix/share/$file"
done

# ---- the library, for a bench of one's own ----

export PKG_CONFIG_PATH=$prefix/lib/pkgconfig
run pkg-config --modversion lifcosim
check 'pkg-config knows the library, and its version is the program'\''s' is "lifcosim $out" "$("$program" --version | cut -d' ' -f1-2)"
# the tree was installed for /usr and lies elsewhere
read -ra flags < <(pkg-config --define-variable=prefix="$prefix" --define-variable=libdir="$prefix/lib" --cflags --libs lifcosim)
run "${CC:-gcc}" -std=c11 -pedantic -Wall -Wextra -Werror -o "$tap_folder/temporary/bench" \
    "$share/library/example.c" "${flags[@]}" -Wl,-rpath,"$prefix/lib"
check 'the example in C is built against what is installed' is "$status:$err" 0:
run "$tap_folder/temporary/bench" "$scenario"
check 'the example in C: status 0' is "$status" 0
check 'the example in C: a verdict' has "$out" 'PASS     book-triangle on mine'
read -ra flags < <(pkg-config --define-variable=prefix="$prefix" --define-variable=libdir="$prefix/lib" --static --libs lifcosim)
run "${CC:-gcc}" -o "$tap_folder/temporary/static" -I"$prefix/include" "$share/library/example.c" \
    -Wl,-Bstatic "${flags[@]:0:2}" -Wl,-Bdynamic "${flags[@]:2}"
check 'the example in C, with the static library: it is built' is "$status" 0
run "$tap_folder/temporary/static" "$scenario"
check 'the example in C, with the static library: a verdict' has "$out" 'PASS     book-triangle on mine'
variable() { pkg-config --define-variable=prefix="$prefix" --define-variable=libdir="$prefix/lib" --variable="$1" lifcosim; }
sed 's/{1.b0, leak}) + Half;/{1'"'"'b0, leak});/' "$share/rtl/lif_neuron.v" >"$tap_folder/temporary/faulty.v" # it does not round
for circuit in "$share/rtl/lif_neuron.v" "$tap_folder/temporary/faulty.v"; do
    run iverilog -g2012 -L "$(variable vpidir)" -m lif_cosim -s tb_icarus -o "$tap_folder/temporary/bench.vvp" \
        "$share/library/tb_icarus.v" "$(variable verilogdir)/lif_cosim_checker.v" "$circuit"
    check "Icarus, ${circuit##*/}: the installed checker is built" is "$status" 0
    run env -i PATH="$PATH" vvp -n -M "$(variable vpidir)" -m lif_cosim "$tap_folder/temporary/bench.vvp" "+lifcosim_scenario=$scenario"
    check "Icarus, ${circuit##*/}: the installed module judges it" has "$out" \
        "$([[ $circuit == *faulty.v ]] && echo FAIL || echo PASS)     book-triangle on q8_24"
done
run verilator --lint-only --timing -Wno-fatal -Wno-lint -Wno-WIDTH -Wno-TIMESCALEMOD --top-module tb_shipped -I"$(variable svdir)" \
    "$share/rtl/lif_neuron.v" "$(variable svdir)/lif_cosim_checker.sv" "$share/library/tb_shipped.sv"
check 'Verilator finds the installed checker and its imports' is "$status" 0
extra=(X=1 LIFCOSIM_LIBRARY="$prefix/lib/liblifcosim.so.0" PYTHONPATH="$share/python" PYTHONDONTWRITEBYTECODE=1)
run env "${extra[@]}" /usr/bin/python3 -c 'import lifcosim, sys; s = lifcosim.Scenario(sys.argv[1]); print(s.steps)' "$scenario"
check 'the module in Python finds what is installed' is "$status:$out" 0:500
extra=(X=1)
if home_is_there; then
    extra=(XDG_CACHE_HOME="$tap_folder/temporary/cache" XDG_STATE_HOME="$tap_folder/temporary/state")
fi

# ---- circuits without the tree ----

as dut nonsense
check 'dut nonsense: status 2' is "$status" 2
check 'dut nonsense: names the variants' has "$err" 'q6_18_serial'
as dut 99/12/18
check 'dut 99/12/18: status 2' is "$status" 2
as run --dut 10/4/7 "$scenario"
check 'a circuit that is not built: status 3' is "$status" 3
check 'a circuit that is not built: the command' has "$err" '`lifcosim dut w10f4k7`'
as dut w10f4k7
check 'dut: status 0' is "$status" 0
check 'dut: its circuit is in the cache' test -s "$circuits/dut/w10f4k7.so"
as run --no-expect --dut 10/4/7 --set 'stimulus.0.triangle.peak=0.1 mA' "$scenario"
check 'the circuit runs' has "$out" 'on 10/4/7'
as duts
check 'duts: what was built and what came with the program' \
    eval 'has "$out" w10f4k7 && has "$out" q4_4'
as build "$share/foreign/shift_leak.yaml"
check 'build: status 0' is "$status" 0
as run --dut shift_leak "$share/foreign/scenarios/shift_leak.yaml"
check 'the example runs' has "$out" 'PASS     shift_leak'
as calibrate "$share/foreign/shift_leak.yaml"
check 'calibrate: status 0' is "$status" 0
check 'calibrate: its leak' has "$out" 'leak: shift'
extra+=(LIFCOSIM_DUT_DIR=)
as dut --out "$tap_folder/temporary/own" --lanes q4_4
check 'dut --lanes --out: status 0' is "$status" 0
check 'dut --lanes --out: both are there' \
    test -s "$tap_folder/temporary/own/q4_4.so" -a -s "$tap_folder/temporary/own/batch/q4_4.so"

# ---- who may have put it there ----

chmod o+w "$circuits/dut"
as run --dut w10f4k7 "$scenario"
check 'a folder that others may write to: status 3' is "$status" 3
check 'a folder that others may write to: what to do' has "$err" "chmod go-w '$circuits/dut'"
chmod o-w "$circuits/dut"

# ---- another installation ----

chmod -R u+w "$tap_folder/inst"
sed -i 's/^\/\/ SPDX-FileCopyrightText.*/& /' "$share/sim/verilator/dut.cpp"
(cd "$share" && rm installation && find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum >../i && mv ../i installation)
as run --dut w10f4k7 --no-expect "$scenario"
check 'a circuit of an older installation: status 3' is "$status" 3
check 'a circuit of an older installation: what to do' has "$err" '`lifcosim dut w10f4k7`'
before=$(sha256sum <"$circuits/dut/w10f4k7.so")
as dut w10f4k7
check 'dut again: status 0' is "$status" 0
check 'dut again: a new circuit' differs_from "$before" "$(sha256sum <"$circuits/dut/w10f4k7.so")"
as run --no-expect --dut w10f4k7 --set 'stimulus.0.triangle.peak=0.1 mA' "$scenario"
check 'dut again: it runs' has "$out" 'on w10f4k7'

# ---- uninstall ----

run env -u MAKEFLAGS -u MAKELEVEL -u BUILD make --no-print-directory SETUP=no uninstall PREFIX=/usr DESTDIR="$tap_folder/inst"
check 'uninstall: status 0' is "$status" 0
check 'uninstall: no file is left' is "$(find "$tap_folder/inst" ! -type d | wc -l)" 0

tap_done
