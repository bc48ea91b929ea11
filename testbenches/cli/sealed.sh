# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Read by tests of sweeps: the checksum of their lines.
# shellcheck shell=bash

# Prints the line on standard input with the checksum that it would have: FNV-1a of 64 bits, by the
# letter.
sealed() {
    local line hash=$((0xcbf29ce484222325)) i byte
    IFS= read -r line
    line=${line%,\"check\":*}
    for ((i = 0; i < ${#line}; i++)); do
        printf -v byte %d "'${line:i:1}"
        hash=$(((hash ^ byte) * 0x100000001b3))
    done
    printf '%s,"check":"%016x"}\n' "$line" $hash
}
