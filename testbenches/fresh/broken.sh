#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# [SUITE=bookworm] broken.sh   fresh.sh must fail where it should: in a work tree whose set-up is
# broken on purpose, as it once was, and on a machine that is not bare. Whatever ends it, nothing
# stays mounted or running. This needs root. All but the first have a fake mmdebstrap.
# shellcheck disable=SC2016,SC2154  # bodies of fakes expand when they run; run sets names
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/fresh/machine.sh

export SUITE=${SUITE-bookworm}
machines=$tap_folder/machines # where fresh.sh makes its folders
fakes=$tap_folder/fakes
export STATE=$tap_folder/state
mkdir "$machines" "$fakes" "$STATE"
fresh=(env TMPDIR="$machines" testbenches/fresh/fresh.sh)

# fake_mmdebstrap   writes one with the body on standard input; $target is the folder that it is to
# fill.
fake_mmdebstrap() {
    {
        echo '#!/bin/bash'
        echo 'for target; do [[ $target == */root ]] && break; done'
        cat
    } >"$fakes/mmdebstrap"
    chmod +x "$fakes/mmdebstrap"
}
with_fakes() { PATH=$fakes:$PATH "$@"; }
failed_lines() { grep '^not ok' <<<"$out" || true; }
left_behind() { ls -A "$machines"; }

# ---- machines that are not bare, or not there ----

fake_mmdebstrap <<<'mkdir -p "$target"/{etc,usr/bin} && touch "$target/usr/bin/g++"'
run with_fakes "${fresh[@]}"
check 'g++ is there before: status 1' is "$status" 1
check 'g++ is there before: said so' is "$(failed_lines)" \
    'not ok 2 - neither g++ nor verilator nor libfyaml-dev is there'
check 'g++ is there before: make run is not tried' has "$out" 'Bail out!  the machine is not bare'
fake_mmdebstrap <<<'echo "E: no such suite" >&2; exit 1'
run with_fakes "${fresh[@]}"
check 'no bare Debian: status 1' is "$status" 1
check 'no bare Debian: why' has "$out" '# err: E: no such suite'
check 'their folders are gone' is "$(left_behind)" ''

# ---- ended from outside ----

# The fake mounts something and holds a lock as long as it runs.
fake_mmdebstrap <<<'mkdir -p "$target" && mount -t tmpfs none "$target" && exec 9>"$STATE/lock" &&
    flock 9 && : >"$STATE/runs" && sleep 600'
# start   starts fresh.sh, and waits until the fake runs.
start() {
    local tries
    rm -f "$STATE/runs"
    # A function would run in a shell between, and that would get the signal.
    PATH=$fakes:$PATH "${fresh[@]}" >"$tap_folder/out" 2>"$tap_folder/err" &
    child=$!
    for ((tries = 0; tries < 300; tries++)); do
        if [[ -e $STATE/runs ]]; then return; fi
        sleep 0.1
    done
    return 1
}
ended() { flock -w 20 "$STATE/lock" true; }
for signal in TERM KILL; do
    run start
    check "$signal: it runs" is "$status" 0
    check "$signal: what it mounts is not seen here" lacks "$(cat /proc/self/mounts)" "$machines"
    kill -"$signal" "$child"
    status=0
    wait "$child" 2>/dev/null || status=$?
    check "$signal: ends it" is "$status" "$((128 + $(kill -l "$signal")))"
    check "$signal: nothing of it runs on" ended
    if [[ $signal == TERM ]]; then check 'TERM: its folder is gone' is "$(left_behind)" ''; fi
done
rm -rf "${machines:?}"/*

# ---- the set-up, broken as it once was ----

# The variable is read before make run has installed Verilator, and a second make run would pass.
run snapshot "$tap_folder/bundle" "$tap_folder"
check 'the work tree can be cloned' is "$status" 0
tree=$tap_folder/tree
git clone -q "$tap_folder/bundle" "$tree"
cat >>"$tree/Makefile" <<'MAKE'
VERILATOR_ROOT := $(shell $(VERILATOR) --getenv VERILATOR_ROOT 2>/dev/null)
MAKE
run env -C "$tree" "${fresh[@]}"
check 'asked too early: status 1' is "$status" 1
check 'asked too early: the first make run fails, and nothing before' is \
    "$(failed_lines | sed 's/not ok [0-9]* - //')" 'make run, for the first time: status 0'
check 'asked too early: why' has "$out" 'verilated.h: No such file or directory'
check 'asked too early: the rest is not tried' has "$out" 'Bail out!  the first make run fails'
check 'its folder is gone' is "$(left_behind)" ''

tap_done
