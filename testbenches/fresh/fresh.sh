#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# [SUITE=bookworm] fresh.sh [check]   makes a bare Debian SUITE in a folder of $TMPDIR and does
# there what a new user does (first_run.sh), as TAP. `check` only looks whether that can be tried.
# MACHINE_TEST names another test than first_run.sh, and MACHINE_TARGET the target of make that starts it.
#
# All mounts are in a namespace that ends with this process, however that ends; the
# folder is removed where this process can still do so (not after a kill -9). Nothing comes back
# from it.
# Status: 0 all passed, 1 any failed, 2 unknown suite, 3 no root's rights, or a tool is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."

suite=${SUITE-bookworm}

refuse() { # STATUS TEXT
    printf 'fresh.sh: %s\n' "$2" >&2
    exit "$1"
}

case $suite in
bookworm | trixie) ;;
*) refuse 2 "unknown suite '$suite'; suites: bookworm trixie" ;;
esac
if (($(id -u) != 0)); then
    refuse 3 "missing: root's rights, which it takes to make and enter a bare Debian;\
 type: sudo make ${MACHINE_TARGET:-test-fresh} SUITE=$suite"
fi
namespace=(unshare --mount --propagation private --pid --fork --kill-child --mount-proc)
if ! problem=$("${namespace[@]}" true 2>&1); then
    refuse 3 "missing: the right to make namespaces, which a container gets from outside: $problem"
fi
if [[ ${1:-} == check ]]; then exit 0; fi
for tool in mmdebstrap mount git; do
    command -v "$tool" >/dev/null || refuse 3 "missing: $tool; type: scripts/setup.sh fresh"
done

folder=$(mktemp -d)
child=
leave() {
    local tries=0
    if [[ -n $child ]]; then kill -KILL "$child" 2>/dev/null || true; fi
    # Processes that were killed may still be ending, and writing.
    until rm -rf "$folder" 2>/dev/null || ((++tries == 100)); do sleep 0.1; done
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

setpriv --pdeathsig KILL "${namespace[@]}" "${MACHINE_TEST:-testbenches/fresh/first_run.sh}" "$suite" "$folder" &
child=$!
status=0
wait "$child" || status=$?
child=
exit "$status"
