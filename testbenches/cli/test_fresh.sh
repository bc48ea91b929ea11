#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# This shows what make test-fresh refuses, and tries the parts of it that need no machine: sources,
# listings, verdicts, the header of a waveform. testbenches/fresh/broken.sh tries the rest.
# shellcheck disable=SC2016,SC2154  # bodies of fakes expand when they run; run sets names
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/fresh/machine.sh
top=$PWD

# ---- refusals ----

nobody=(env)
if (($(id -u) == 0)); then nobody=(setpriv --reuid 65534 --regid 65534 --clear-groups); fi
copy=$tap_folder/copy # which another user may read
mkdir "$copy"
cp testbenches/fresh/fresh.sh "$copy"
mkdir -p "$copy/a/b" && mv "$copy/fresh.sh" "$copy/a/b"
chmod -R a+rX "$tap_folder"
as_nobody() { run "${nobody[@]}" env SUITE="$1" "$copy/a/b/fresh.sh" "${@:2}"; }

for suite in sid '' 'bookworm trixie' -h; do
    as_nobody "$suite"
    check "SUITE='$suite': status 2" is "$status" 2
    check "SUITE='$suite': the suites" is "$err" \
        "fresh.sh: unknown suite '$suite'; suites: bookworm trixie"
    check "SUITE='$suite': no plan" is "$out" ''
done
for argument in '' check; do
    as_nobody trixie ${argument:+"$argument"}
    check "not root ($argument): status 3" is "$status" 3
    check "not root ($argument): what is missing, and what to type" is "$err" \
        "fresh.sh: missing: root's rights, which it takes to make and enter a bare Debian;\
 type: sudo make test-fresh SUITE=trixie"
    check "not root ($argument): no plan" is "$out" ''
done
# The other two refusals are told to root, or to one whom `id` calls so.
bin=$tap_folder/bin
mkdir "$bin"
for tool in bash env dirname; do ln -s "$(type -P "$tool")" "$bin/$tool"; done
fake() { { echo '#!/bin/bash' && cat; } >"$bin/$1" && chmod +x "$bin/$1"; }
fake id <<<'echo 0'
fake unshare <<<'echo "unshare: unshare failed: Operation not permitted" >&2; exit 1'
run env PATH="$bin" SUITE=trixie testbenches/fresh/fresh.sh
check 'no namespaces: status 3' is "$status" 3
check 'no namespaces: why' has "$err" 'missing: the right to make namespaces'
check 'no namespaces: what unshare says' has "$err" 'unshare failed: Operation not permitted'
fake unshare <<<'exit 0'
run env PATH="$bin" SUITE=trixie testbenches/fresh/fresh.sh
check 'no mmdebstrap: status 3' is "$status" 3
check 'no mmdebstrap: what to type' is "$err" \
    'fresh.sh: missing: mmdebstrap; type: scripts/setup.sh fresh'
run env PATH="$bin" SUITE=trixie testbenches/fresh/fresh.sh check
check 'check asks for no tool that make installs' is "$status$out$err" 0
run env -u MAKEFLAGS -u MAKELEVEL make --no-print-directory test-fresh SUITE=sid
check 'make refuses before it installs' has "$err" "fresh.sh: unknown suite 'sid'"

# ---- the machine's own settings ----

mkdir -p "$tap_folder"/apt/{lists/partial,parts}
export APT_CONFIG=$tap_folder/apt/apt.conf
cat >"$APT_CONFIG" <<CONF
Dir::State::lists "$tap_folder/apt/lists";
Dir::Etc::sourcelist "$tap_folder/apt/sources.list";
Dir::Etc::sourceparts "$tap_folder/apt/parts";
Acquire::http::Proxy "http://proxy.example:3142";
Acquire::https::CaInfo "$tap_folder/apt/ca.crt";
APT::Install-Recommends "true";
CONF
cat >"$tap_folder/apt/sources.list" <<'LIST'
deb https://one.example/debian bookworm main contrib
deb-src https://one.example/debian bookworm main
# deb https://two.example/debian bookworm main
deb https://three.example/apt bookworm-pgdg main
deb https://four.example/docker bookworm stable
LIST
cat >"$tap_folder/apt/parts/more.sources" <<'SOURCES'
Types: deb
URIs: https://five.example/debian-security/
Suites: bookworm-security
Components: main

Types: deb
URIs: https://one.example/debian
Suites: bookworm-updates bookworm-backports
Components: main

Enabled: no
Types: deb
URIs: https://six.example/debian
Suites: bookworm
Components: main
SOURCES
same_sources() { # SUITE
    is "$(debian_sources "$1" bookworm | sort)" \
        "deb https://five.example/debian-security $1-security main
deb https://one.example/debian $1 main
deb https://one.example/debian $1-updates main"
}
check 'the sources of apt, both formats, without those of others' same_sources bookworm
check 'the same for the other suite' same_sources trixie
check 'a release for which apt has none: none' is "$(debian_sources trixie noble)" ''
check 'not a Debian: none' is "$(debian_sources trixie '')" ''
echo 'deb nonsense' >"$tap_folder/apt/parts/wrong.list"
run debian_sources trixie bookworm
check 'sources that apt cannot read: a failure' test "$status" -ne 0
check 'sources that apt cannot read: its message' has "$err" 'wrong.list'
run apt_settings
check 'apt: the proxy is taken over' has "$out" 'Acquire::http::Proxy "http://proxy.example:3142";'
check 'apt: what is no download is not' lacks "$out" Recommends
PATH=$bin:$PATH
fake npm <<<'case $* in
"config get registry") echo https://npm.example/ ;;
"config get cafile") echo "$APT_CONFIG.npm" ;;
esac'
https_proxy=http://proxy.example:1 NODE_EXTRA_CA_CERTS=/node.crt take_over_network
for setting in https_proxy=http://proxy.example:1 npm_config_registry=https://npm.example/ \
    "npm_config_cafile=$APT_CONFIG.npm" NODE_EXTRA_CA_CERTS=/node.crt; do
    check "taken over: ${setting%%=*}" has " ${machine_env[*]} " " $setting "
done
for file in "$tap_folder/apt/ca.crt" "$APT_CONFIG.npm" /node.crt; do
    check "certificates taken over: ${file##*/}" has " ${trusted[*]} " " $file "
done
fake npm <<<'echo undefined'
take_over_network
check 'npm without a value: nothing' lacks "${machine_env[*]}" npm_config
urls=$(grep -n '://' testbenches/fresh/* || true)
check 'no address stands in the test' is "$urls" ''

# ---- a machine that is not bare; a second make run ----

machine=$tap_folder/machine
mkdir -p "$machine"/{etc,proc,tmp,usr/bin,usr/include,var/lib/dpkg} "$machine/clone/.git"
echo index >"$machine/clone/.git/index"
package() { # NAME STATUS   its entry in the list of dpkg
    printf '%s\n' "Package: $1" "Status: install ok $2" 'Version: 1' 'Architecture: all' \
        'Maintainer: a' 'Description: a' ''
}
package g++-doc installed >"$machine/var/lib/dpkg/status"
check 'a bare machine' is "$(already_there "$machine")" ''
package verilator config-files >>"$machine/var/lib/dpkg/status"
check 'a package that was removed' is "$(already_there "$machine")" ''
package libfyaml-dev installed >>"$machine/var/lib/dpkg/status"
check 'a package that is there' is "$(already_there "$machine")" 'package libfyaml-dev'
rm "$machine/var/lib/dpkg/status"
for file in usr/bin/g++ usr/bin/verilator usr/include/libfyaml.h; do
    touch "$machine/$file"
    check "there without a package: $file" is "$(already_there "$machine")" "/$file"
    rm "$machine/$file"
done

root=$machine
enter() { echo "$*" && mkdir "$root$2/build"; }
run first_make_run plain /clone
check 'the first make run is one' is "$status$out" '0plain /clone make run'
run first_make_run plain /clone
check 'a second one is refused' is "$status$out$err" \
    '99make run: not the first one, for /clone/build is there'

# ---- what was written ----

# after NAME EXPECTED COMMAND   checks what two listings show of a command.
after() {
    listing "$machine" /clone etc >"$tap_folder/before"
    eval "$3"
    listing "$machine" /clone etc >"$tap_folder/after"
    run changes "$tap_folder/before" "$tap_folder/after"
    if [[ -n $2 ]]; then check "$1: seen" has "$out" "$2"; return; fi
    check "$1: left out" is "$out" ''
}
cd "$machine"
after 'a file in build/' '' 'echo x >clone/build/x'
after 'one that was there and went' '' 'echo x >tmp/x && rm tmp/x'
after 'a folder that is left out' '' 'echo x >etc/x'
after "git's index" '' 'echo x >clone/.git/index'
after 'a file in the clone' '> /clone/x f ' 'echo x >clone/x'
after 'a file left in tmp' '> /tmp/y f ' 'echo x >tmp/y'
after 'other bytes, same size' '> /clone/x f ' 'sleep 0.02 && echo y >clone/x'
after 'other rights' '> /clone/x f 600 ' 'chmod 600 clone/x'
after 'a file that is gone' '< /clone/x f ' 'rm clone/x'
after "git's hooks" '> /clone/.git/hook f ' 'echo x >clone/.git/hook'
: >"$tap_folder/before"
run changes "$tap_folder/before" "$tap_folder/before"
check 'two empty listings are no proof' is "$out" 'an empty listing'

# ---- verdicts and waveforms ----

log=$tap_folder/log
printf '%s\n' '  LINK x' 'PASS    a     q8_24  500  0.5  1' 'PASS    ab    q8_24  500  0.5  1' \
    '2 runs: 2 pass, 0 fail, 0 vacuous' >"$log"
passes() { if all_pass "$log" "$@" >/dev/null; then echo yes; else echo no; fi; }
check 'all pass' is "$(passes d/a.yaml d/ab.yaml)" yes
check 'one is missing' is "$(passes d/a.yaml d/b.yaml)" no
check 'fewer than there are' is "$(passes d/a.yaml d/ab.yaml d/b.yaml)" no
check 'more than there are' is "$(passes d/a.yaml)" no
check 'none' is "$(passes)" no
sed -i 's/^PASS    ab/FAIL    ab/' "$log"
check 'a verdict against the sum' is "$(passes d/a.yaml d/ab.yaml)" no
sed -i 's/^FAIL    ab/PASS    ab/; s/2 pass, 0 fail/1 pass, 1 fail/' "$log"
check 'a sum against the verdicts' is "$(passes d/a.yaml d/ab.yaml)" no

big_endian() { # NUMBER   eight bytes
    local hex
    hex=$(printf '%016x' "$1")
    printf '%b' "$(sed 's/../\\x&/g' <<<"$hex")"
}
waveform() { # LENGTH BEGIN END SCOPES VARIABLES   the header of an FST file
    {
        printf '\0'
        for number in "$1" "$2" "$3" 1 1 "$4" "$5"; do big_endian "$number"; done
        printf '%273s' ''
    } >"$tap_folder/w.fst"
    if fst_holds "$tap_folder/w.fst" >/dev/null; then echo yes; else echo no; fi
}
check 'a waveform' is "$(waveform 329 0 5000 11 32)" yes
check 'a waveform without an end' is "$(waveform 329 0 0 11 32)" no
check 'a waveform without signals' is "$(waveform 329 0 5000 11 0)" no
check 'another file' is "$(waveform 330 0 5000 11 32)" no
: >"$tap_folder/w.fst"
run fst_holds "$tap_folder/w.fst"
check 'an empty file' is "$status$out" "1no waveform: $tap_folder/w.fst"
run fst_holds "$tap_folder/none.fst"
check 'no file' is "$status$out" "1no waveform: $tap_folder/none.fst"

# ---- .ci/run: all parts run, and one line has their sum ----

cd "$top"
fake make <<<'echo "make $*" >>"$LOG"
case $* in
test) echo "10 passed, $BAD failed"; exit "$((BAD > 0))" ;;
*trixie) echo "7 passed, 0 failed"; exit "$LATE" ;;
*broken) if [[ $LATE == 9 ]]; then echo "no count"; else echo "3 passed, 0 failed"; fi ;;
*) echo "5 passed, 0 failed" ;;
esac'
ci() { # BAD LATE
    : >"$tap_folder/made"
    run env BAD="$1" LATE="$2" LOG="$tap_folder/made" .ci/run
    last=$(tail -n 1 "$tap_folder/out")
}
ci 0 0
check '.ci/run: the sum is the last line' is "$status $last" '0 37 passed, 0 failed'
check '.ci/run: its parts, the tests first' is \
    "$(head -n 2 "$tap_folder/made") $(tail -n +3 "$tap_folder/made" | sort)" 'make test
make test-fresh-broken make deb-test SUITE=bookworm
make deb-test SUITE=trixie
make test-fresh SUITE=bookworm
make test-fresh SUITE=trixie'
ci 2 0
check '.ci/run: tests that fail' is "$status $last" '1 37 passed, 2 failed'
check '.ci/run: the rest runs all the same' is "$(wc -l <"$tap_folder/made")" 6
ci 0 2
check '.ci/run: a status without a failed test' is "$status $last" '1 37 passed, 2 failed'
check '.ci/run: says which' has "$out" 'SUITE=trixie: status 2, without a failed test'
ci 0 9
check '.ci/run: a part that counts nothing' is "$status $last" '1 34 passed, 3 failed'
tap_done
