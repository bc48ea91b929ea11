# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# To be sourced by shell tests: TAP on standard output, one numbered line for each check.

tap_count=0
tap_failed=0
tap_folder=$(mktemp -d)
trap 'rm -rf "$tap_folder"' EXIT

# run COMMAND ...   leaves its `status`, standard output `out` and standard error `err`.
run() {
    status=0
    "$@" >"$tap_folder/out" 2>"$tap_folder/err" </dev/null || status=$?
    out=$(cat "$tap_folder/out")
    err=$(cat "$tap_folder/err")
}

# check NAME COMMAND ...   is one test: it passes if the command succeeds, and else shows the last
# `run`.
check() {
    local name=$1
    shift
    tap_count=$((tap_count + 1))
    if "$@"; then
        echo "ok $tap_count - $name"
        return
    fi
    tap_failed=$((tap_failed + 1))
    echo "not ok $tap_count - $name"
    printf '%s\n' "failed: $*" "status: ${status-}" "out: ${out-}" "err: ${err-}" | sed 's/^/# /'
}

# Prints the plan; this is the last command of a test.
tap_done() {
    echo "1..$tap_count"
    ((tap_failed == 0 && tap_count > 0))
}

is() { [[ $1 == "$2" ]]; }       # is OBSERVED EXPECTED
has() { [[ $1 == *"$2"* ]]; }    # has TEXT PART
ends() { [[ $1 == *"$2" ]]; }     # ends TEXT END
lacks() { [[ $1 != *"$2"* ]]; }  # lacks TEXT PART
