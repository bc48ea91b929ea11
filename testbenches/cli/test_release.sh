#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# A release has one version everywhere, a citation with the keys that its format requires, and a tarball with every
# file of the project, which knows without git which files it has and what it was made of.
# shellcheck disable=SC2154  # tap.sh and program.sh set names
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
cd "$root"

# ---- one version ----

version=$("$program" --version | cut -d ' ' -f 2)
date=$(sed -n "s/^## \[${version//./\\.}\] - //p" CHANGELOG.md)
check 'CHANGELOG.md has the version with a date' matches "$date" '^20[0-9]{2}-[01][0-9]-[0-3][0-9]$'
check 'so does CITATION.cff' is "$(yq -r '"\(.version) \(."date-released")"' CITATION.cff)" "$version $date"
check 'debian/changelog has it' is "$(sed -nE '1s/^lifcosim \((.*)-[0-9]+\) .*/\1/p' debian/changelog)" "$version"

# ---- the citation ----

# missing FILE   prints what the Citation File Format 1.2.0 requires and the file does not have.
missing() {
    yq -r '
        def text(key): if (.[key] | type) == "string" and (.[key] | length) > 0 then empty else key end;
        text("cff-version"), text("message"), text("title"),
        (if ."cff-version" == "1.2.0" then empty else "cff-version 1.2.0" end),
        (if (.authors | type) == "array" and (.authors | length) > 0 then .authors[] |
            if (.name // ."family-names" // "") == "" then "the name of an author" else empty end
         else "authors" end),
        (if .type == null or .type == "software" or .type == "dataset" then empty else "type" end),
        (if (."date-released" // "" | tostring | test("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")) then empty else "date-released" end),
        (keys - ["abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi", "identifiers", "keywords",
            "license", "license-url", "message", "preferred-citation", "references", "repository", "repository-artifact",
            "repository-code", "title", "type", "url", "version"] | .[] | "no key " + .)' "$1"
}
check 'CITATION.cff has what its format requires' is "$(missing CITATION.cff)" ''
check 'CITATION.cff: the authors' is "$(yq -r '.authors[] | "\(.name) <\(.email)>"' CITATION.cff)" \
    "$(sed -n 's/^Maintainer: //p' debian/control)"
check 'CITATION.cff: the licence has its text' test -s "LICENSES/$(yq -r .license CITATION.cff).txt"
for line in message title authors cff-version date-released; do
    yq -y "del(.\"$line\")" CITATION.cff >"$tap_folder/less.cff"
    check "CITATION.cff without $line: seen" has "$(missing "$tap_folder/less.cff")" "$line"
done
yq -y '.licence = "MIT"' CITATION.cff >"$tap_folder/more.cff"
check 'CITATION.cff with an unknown key: seen' is "$(missing "$tap_folder/more.cff")" 'no key licence'

# ---- the tarball ----

pack() { run scripts/dist.sh "$version" "$2" "$tap_folder/$1.tar.gz"; }
pack one 0123456789ab
check 'a tarball: status 0' is "$status$err" 0
mkdir "$tap_folder/unpacked"
tar -xzf "$tap_folder/one.tar.gz" -C "$tap_folder/unpacked"
tree=$tap_folder/unpacked/lifcosim-$version
listed=$(scripts/files.sh | grep -vx '\.commit')
check 'it has every file' is "$(cd "$tree" && find . ! -type d -printf '%P\n' | LC_ALL=C sort)" "$(LC_ALL=C sort <<<"$listed"$'\n.commit')"
check 'without git it knows its files' is "$("$tree/scripts/files.sh" | grep -vx '\.commit')" "$listed"
check 'a script that can be run here can be run there' test -x "$tree/scripts/lint.sh" -a -x "$tree/debian/rules"
make_there() { run env -u MAKEFLAGS -u MAKELEVEL -u BUILD make --no-print-directory -C "$tree" SETUP=no "$@"; }
# shellcheck disable=SC2016  # $ is make's
make_there --eval 'told:;@echo $(COMMIT)' told
check 'it knows what it was made of' is "$out" 0123456789ab
make_there -n program
check 'its program can be made' has "$out" 'sim/cli/main.c'
pack two 0123456789ab
check 'packed again: the same bytes' cmp "$tap_folder/one.tar.gz" "$tap_folder/two.tar.gz"
run "$tree/scripts/dist.sh" "$version" 0123456789ab "$tap_folder/three.tar.gz"
check 'packed of itself, without git: the same bytes' cmp "$tap_folder/one.tar.gz" "$tap_folder/three.tar.gz"
run "$tree/testbenches/cli/test_links.sh"
check 'without git: the pages are looked at' matches "$out" 'ok [0-9]+ - README.md: every relative link'
check 'without git: each link leads somewhere' is "$status" 0
run scripts/dist.sh 9.9.9 x "$tap_folder/nine.tar.gz"
check 'a version without a date: status 1' is "$status" 1
check 'a version without a date: what to do' has "$err" 'add a line like "## [9.9.9] - '
check 'a version without a date: no tarball' test ! -e "$tap_folder/nine.tar.gz"
tap_done
