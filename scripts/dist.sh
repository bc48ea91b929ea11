#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# dist.sh VERSION COMMIT FILE   packs the files of the project into a tarball whose folder is lifcosim-VERSION. It
# also has .commit, which says in the place of git what it was made of. Times and owners are the same whoever packs
# it: those of the release. Status: 0, or 1 where CHANGELOG.md has no date for the version.
set -euo pipefail
file=$(realpath -m "$3")
cd "$(dirname "$0")/.."
export LC_ALL=C

date=$(sed -n "s/^## \[${1//./\\.}\] - //p" CHANGELOG.md)
[[ -n $date ]] || { echo "dist.sh: CHANGELOG.md has no date for $1; add a line like \"## [$1] - 2026-11-30\"" >&2 && exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/lifcosim-$1" "$(dirname "$file")"
scripts/files.sh | grep -vx '\.commit' | tar -c -T - | tar -x -C "$folder/lifcosim-$1"
printf '%s\n' "$2" >"$folder/lifcosim-$1/.commit"
tar --sort=name --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX --mtime="$date 00:00Z" -C "$folder" \
    -c "lifcosim-$1" | gzip -n9 >"$file.part"
mv "$file.part" "$file"
