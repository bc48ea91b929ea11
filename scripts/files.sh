#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# files.sh [ROOT]   prints the files of the project, one a line and sorted: what git tracks and is there or, where
# ROOT is not the top of a work tree (an unpacked release), all but build/. Symbolic links are among them.
set -euo pipefail
cd "${1:-$(dirname "$0")/..}"
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE # as a hook, git would look at another tree
export LC_ALL=C

if top=$(git rev-parse --show-toplevel 2>/dev/null) && [[ $top == "$(pwd -P)" ]]; then
    git ls-files -z | while IFS= read -r -d '' file; do
        if [[ -f $file ]]; then printf '%s\n' "$file"; fi
    done
else
    find . \( -path ./build -o -path ./.git \) -prune -o \( -type f -o -type l \) -printf '%P\n'
fi | sort
