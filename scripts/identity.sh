#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# identity.sh RECORD OPTIONS FILE ...   who a Verilated circuit is, as 64 hexadecimal digits.
#
# It hashes every byte that Verilator read (RECORD is the V*__verFiles.dat that it wrote), the wrappers and
# shims FILE ..., OPTIONS, and the versions of Verilator and the compiler (VERILATOR and CXX in the
# environment). A circuit and its lanes are built around different wrappers: each FILE counts for both,
# whether Verilator read it or not, and so both have the same identity, or are not the same circuit.
# Verilator's own files are in TOOL_FILES; its version stands for them.
# Status: 0, 2 usage, 3 a file or tool could not be read.
set -euo pipefail

(($# >= 3)) || { echo 'usage: identity.sh RECORD OPTIONS FILE ...' >&2 && exit 2; }
record=$1 options=$2
shift 2
cannot() { echo "identity.sh: $1" >&2 && exit 3; }
cxx=${CXX:-g++} verilator=${VERILATOR:-verilator}

# Verilator's own files are known by its version.
declare -A known=()
for file in "$@"; do known[$file]=1; done
root=${TOOL_FILES:?}
# A line says S, size, inode and times; a file that Verilator looked for and did not find has no inode.
mapfile -t read < <(sed -n '/^S  *[0-9]*  *0 /d; s/^S [^"]*"\(.*\)"$/\1/p' "$record" | sort -u)
((${#read[@]} > 0)) || cannot "$record names no file"
for file in "${read[@]}"; do
    case $file in "$root"/* | */verilator_bin* | verilator_bin*) ;; *) known[$file]=1 ;; esac
done

{
    "$verilator" --version || cannot "$verilator does not work"
    "$cxx" --version | head -n 1
    printf '%s\n' "$options"
    # Files count by content and last name: the same tree elsewhere is the same circuit.
    for file in "${!known[@]}"; do
        hash=$(sha256sum <"$file") || exit 3
        printf '%s %s\n' "${file##*/}" "$hash"
    done | LC_ALL=C sort
} | sha256sum | cut -c1-64
