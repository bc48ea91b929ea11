#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# scripts/setup.sh with faked package tools: no test here can install anything, because the PATH
# holds the fakes and a few harmless commands only.
# shellcheck disable=SC2016  # the bodies of the fakes expand when they run
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh

# This copy has a build folder of its own.
setup=$tap_folder/tree/scripts/setup.sh
mkdir -p "${setup%/*}"
cp scripts/setup.sh "$setup"
state=$tap_folder/state
bin=$tap_folder/bin
export STATE=$state

fake() { # NAME, the body on standard input
    { printf '#!/bin/bash\necho "%s $*" >>"$STATE/log"\n' "$1" && cat; } >"$bin/$1"
    chmod +x "$bin/$1"
}

# The fresh machine has a root user and new lists; everything has a candidate, and nothing is
# installed.
fresh() {
    local tool
    rm -rf "$bin" "$state"
    mkdir -p "$bin" "$state/lists/partial"
    touch "$state/log" "$state/installed" "$state/removed" "$state/refused"
    echo 0 >"$state/uid"
    for tool in bash env grep awk tee tail mktemp rm flock find cat true sed; do
        ln -s "$(type -P "$tool")" "$bin/$tool"
    done
    fake id <<<'cat "$STATE/uid"'
    fake dpkg-query <<'F'
if [[ "$*" == *Provides* && -e $STATE/provides ]]; then cat "$STATE/provides"; exit; fi
for word in "$@"; do
    if grep -qxF -- "$word" "$STATE/installed"; then echo "$word installed"; fi
    if grep -qxF -- "$word" "$STATE/removed"; then echo "$word config-files"; fi
done
F
    fake apt-cache <<'F'
if [[ -e $STATE/no_candidates ]]; then
    # Without lists g++ is a pattern that finds what is installed.
    if [[ " $* " == *' g++ '* ]]; then printf 'libg%s:\n  Candidate: 1.0-1\n' {1..30}; fi
    exit 0
fi
for word in "${@:2}"; do printf '%s:\n  Candidate: 1.0-1\n' "$word"; done
F
    fake apt-config <<<'echo "lists='\''$STATE/lists/'\''"'
    fake apt-get <<'F'
if [[ " $* " == *" --print-uris "* ]]; then
    sed -i '$d' "$STATE/log" # it only asks
    [[ -e $STATE/no_candidates ]] && exit 100
    for word in "${@:6}"; do echo "'http://mirror/$word.deb' $word.deb 2500000 SHA256:0"; done
    exit 0
fi
echo "frontend $DEBIAN_FRONTEND" >>"$STATE/log"
cat >/dev/null
if [[ " $* " == *" update "* ]]; then rm -f "$STATE/no_candidates" "$STATE/stale"; exit 0; fi
if [[ -e $STATE/stale || -e $STATE/broken ]]; then
    echo "E: Unable to fetch some archives"; exit 100
fi
[[ " $* " == *" -y "* ]] || { echo 'E: would ask a question'; exit 1; }
install=no
for word in "$@"; do
    case $word in
    install) install=yes ;;
    -*) ;;
    *)
        [[ $install == no ]] || grep -qxF "$word" "$STATE/refused" ||
            echo "$word" >>"$STATE/installed"
        ;;
    esac
done
F
}

fake_sudo() { # works | asks
    if [[ $1 == works ]]; then
        fake sudo <<<'[[ $1 == -n ]] || exit 9; shift; exec "$@"'
    else
        fake sudo <<<'echo "sudo: a password is required" >&2; exit 1'
    fi
}

try() { run env PATH="$bin" SETUP=yes "$setup" "$@"; }
calls() { grep "^$1" "$state/log" || true; }
silent() { [[ -z $out && -z $err ]]; }
run_goal='gcc g++ make verilator libfyaml-dev libudunits2-dev libcsv-dev libyajl-dev'
run_goal+=' libmxml-dev libmd-dev zlib1g-dev'
all_of_run() { tr ' ' '\n' <<<"$run_goal" >"$state/installed"; }

fresh
all_of_run
try run
check 'nothing missing: status 0' is "$status" 0
check 'nothing missing: silent' silent
check 'nothing missing: apt-get is not called' is "$(calls apt)" ''

fresh
all_of_run
sed -i -e '/^verilator$/d' -e '/^libcsv-dev$/d' "$state/installed"
try run
check 'root: status 0' is "$status" 0
check 'root: installs exactly what is missing' ends \
    "$(calls apt-get)" 'install --no-install-recommends verilator libcsv-dev'
check 'root: one call of apt-get' is "$(calls apt-get | wc -l)" 1
check 'root: no question is asked' is "$(calls frontend)" 'frontend noninteractive'
check 'root: says what it installs' has "$err" 'installing for run: verilator libcsv-dev'
check 'root: says how much that downloads, before it does' has "$err" 'verilator libcsv-dev (5 MB to download)'
check 'root: nothing on standard output' is "$out" ''

fresh
echo 'touch "$STATE/said"' >>"$bin/apt-get"
sed -i '3i cp "$STATE/../err" "$STATE/said_before"' "$bin/apt-get"
ln -s "$(type -P cp)" "$bin/cp"
try coverage
check 'announces before it installs' has \
    "$(cat "$state/said_before")" 'installing for coverage: gcovr'

fresh
printf '%s\n' yosys z3 jq >"$state/installed"
echo python3 >"$state/removed"
try formal
check 'a removed package whose configuration is left counts as missing' ends \
    "$(calls apt-get)" '--no-install-recommends python3'

fresh
try test
check 'a goal that contains another: both lists' has "$(calls apt-get)" "$run_goal ghdl gtkwave xvfb "
fresh
try bench formal
check 'two goals: a common package once' ends "$(calls apt-get)" \
    'libmd-dev zlib1g-dev iverilog yosys yosys-dev libsystemc-dev python3-brian z3 python3 jq'

for goal in run test vhdl vpi nir wave systemc bench synth netlist formal coverage mutation fuzz pictures slurm fresh deb explorer; do
    fresh
    try "$goal"
    check "goal $goal is known and installable" is "$status" 0
done

# A name with the version of a compiler in it is one that only one release of Debian has.
fresh
try test fuzz
check 'no package is named after a version' lacks \
    "$(calls apt-get | grep -oE '[a-z+]-[0-9]+(-[a-z0-9]+)?( |$)' || true)" '-'

fresh
touch "$state/no_candidates"
try coverage
check 'no candidate: the lists are fetched first' has "$(calls apt-get | head -n 1)" update
check 'no candidate: says so' has "$err" 'apt-get update'
check 'no candidate: then installs' is "$status" 0

fresh
touch -d '9 days ago' "$state/lists" "$state/lists/partial"
try coverage
check 'old lists: fetched first' has "$(calls apt-get | head -n 1)" update

fresh
touch "$state/stale"
try coverage
check 'an install that fails on replaced versions: update, then once more' is "$status" 0
check 'three calls: install, update, install' is "$(calls apt-get | wc -l)" 3

fresh
touch "$state/broken"
try coverage
check 'apt fails: status 3' is "$status" 3
check 'apt fails: its message and the package' has "$err" 'not installed: gcovr; apt-get said:
E: Unable to fetch some archives'

fresh
echo z3 >"$state/refused"
try formal
check 'apt says success but a package is not there: status 3' is "$status" 3
check 'names the one that is not there' has "$err" 'not installed: z3;'

fresh
echo 1000 >"$state/uid"
fake_sudo works
try formal
check 'sudo works: status 0' is "$status" 0
check 'sudo works: apt-get through sudo -n' has "$(calls sudo)" \
    'sudo -n env DEBIAN_FRONTEND=noninteractive'
check 'sudo works: everything is installed' is "$(sort "$state/installed" | tr '\n' ' ')" \
    'jq python3 yosys z3 '

for kind in 'no sudo' 'sudo asks for a password'; do
    fresh
    echo 1000 >"$state/uid"
    if [[ $kind != 'no sudo' ]]; then fake_sudo asks; fi
    try formal
    check "$kind: status 3" is "$status" 3
    check "$kind: the exact command" is "$(tail -n 1 "$tap_folder/err")" \
        'sudo apt-get install --no-install-recommends yosys z3 python3 jq'
    check "$kind: apt-get is not called" is "$(calls apt-get)" ''
    check "$kind: says how much that downloads" has "$err" 'yosys z3 python3 jq (10 MB to download)'
done

fresh
echo 1000 >"$state/uid"
touch "$state/no_candidates"
try coverage
check 'not root and no lists: the command fetches them' is "$(tail -n 1 "$tap_folder/err")" \
    'sudo apt-get update && sudo apt-get install --no-install-recommends gcovr'
fresh
echo 1000 >"$state/uid"
touch "$state/no_candidates"
try run
check 'not root, no lists, and a package whose name is a pattern: the command fetches them' is \
    "$(tail -n 1 "$tap_folder/err")" \
    "sudo apt-get update && sudo apt-get install --no-install-recommends $run_goal"

fresh
try explorer
grep -vx npm "$state/installed" >"$state/without" && mv "$state/without" "$state/installed"
: >"$state/log"
echo 'config-files npm, node-legacy' >"$state/provides"
try explorer
check 'npm missing, and only a removed package provides it: installed' has "$(calls apt-get)" \
    '--no-install-recommends npm'
check 'npm: says that modules come from its registry' has "$err" 'from the npm registry'
grep -vx npm "$state/installed" >"$state/without" && mv "$state/without" "$state/installed"
: >"$state/log"
echo 'installed nodejs-dev, npm' >"$state/provides"
try explorer
check 'npm provided by another package: status 0' is "$status" 0
check 'npm provided by another package: nothing is installed' is "$(calls apt-get)" ''

fresh
try run nonsense
check 'unknown goal: status 2' is "$status" 2
check 'unknown goal: the list' has "$err" 'run test vhdl vpi nir wave systemc bench synth netlist formal coverage mutation fuzz pictures slurm fresh deb explorer'
check 'unknown goal: nothing is called' is "$(cat "$state/log")" ''
try
check 'no goal: status 2' is "$status" 2

fresh
run env PATH="$bin" SETUP=no "$setup" run
check 'SETUP=no on a bare machine: status 3' is "$status" 3
check 'SETUP=no on a bare machine: what is missing' has "$err" "$run_goal"
check 'SETUP=no on a bare machine: what to type' ends "$err" 'type: scripts/setup.sh run'
check 'SETUP=no: no package tool is called' is "$(cat "$state/log")" ''

fresh
for tool in gcc make; do fake "$tool" <<<''; done
fake verilator <<<'echo Verilator 5.006'
fake g++ <<<'[[ " $* " == *" -I/opt/include "* ]]' # a header that came another way
run env PATH="$bin" SETUP=no CFLAGS='-O2 -I/opt/include' "$setup" run
check 'SETUP=no, tools from elsewhere: status 0' is "$status" 0
check 'SETUP=no, tools from elsewhere: silent' silent
rm "$bin/verilator"
run env PATH="$bin" SETUP=no VERILATOR="$bin/gcc" CFLAGS=-I/opt/include "$setup" run
check 'SETUP=no: VERILATOR names another one' is "$status" 0
run env PATH="$bin" SETUP=no CFLAGS=-I/opt/include "$setup" run
check 'SETUP=no: only the missing one is named' has "$err" 'the Debian packages verilator
'

# A version of Verilator or Yosys that was never tried is told of once, wherever the tool came from.
told() { # WHAT, as what the tool says of itself
    fresh
    ln -s "$(type -P mkdir)" "$bin/mkdir"
    printf '%s\n' yosys z3 python3 jq >"$state/installed"
    fake yosys <<<"echo '$2'"
    rm -rf "$tap_folder/tree/build"
    try formal
    check "$1: status 0" is "$status" 0
}
told 'Yosys 0.23' 'Yosys 0.23 (git sha1 7ce5011c24b)'
check 'Yosys 0.23: silent' silent
told 'Yosys 0.52' 'Yosys 0.52 (git sha1 fee39a3284c90249e1d9684cf6944ffbbcbb8f90)'
check 'Yosys 0.52: silent' silent
told 'Yosys 0.5' 'Yosys 0.5 (git sha1 0)'
check 'Yosys 0.5: named, and what was tried' has "$err" \
    'setup: yosys is 0.5, and was never tried here with another than 0.23 or 0.52; if something fails'
try formal
check 'the same once more: silent' silent
fake yosys <<<'echo "Yosys 0.60+12"'
try formal
check 'another version: named too' has "$err" 'yosys is 0.60+12, and was never tried'
told 'a tool without a version' ''
check 'a tool without a version: said so' has "$err" 'yosys is of no version that it tells'
fresh
for tool in gcc make g++; do fake "$tool" <<<''; done
fake myverilator <<<'echo "Verilator 6.001 2027-01-01 rev v6.001"'
run env PATH="$bin" SETUP=no VERILATOR="$bin/myverilator" "$setup" run
check 'SETUP=no: status 0' is "$status" 0
check 'SETUP=no: the version of what VERILATOR names' has "$err" 'verilator is 6.001, and was never tried'

# On a system without dpkg the commands and the headers count.
elsewhere() {
    fresh
    rm "$bin/dpkg-query" "$bin/apt-get"
    fake yosys <<<'echo Yosys 0.23'
    fake python3 <<<''
    fake jq <<<''
}
elsewhere
fake z3 <<<''
try formal
check 'no dpkg, tools found: status 0' is "$status" 0
check 'no dpkg, tools found: silent' silent
elsewhere
try formal
check 'no dpkg, a tool missing: status 3' is "$status" 3
check 'no dpkg, a tool missing: names just that' has "$err" 'the Debian packages z3'
elsewhere
fake g++ <<<'[[ " $* " == *" -include systemc "* && -e $STATE/has_systemc ]]'
try systemc
check 'no dpkg, a header missing: status 3' is "$status" 3
touch "$state/has_systemc"
try systemc
check 'no dpkg, the header found: status 0' is "$status" 0

tap_done
