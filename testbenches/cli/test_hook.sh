#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The hook that CONTRIBUTING.md offers, in a clone: a commit with a fault in what is staged is refused,
# whatever lies in the work tree, and a sound one is made. And the quick lint beside the whole one.
# shellcheck disable=SC2154  # run sets status, out and err
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

tree=$tap_folder/tree
mkdir "$tree"
scripts/files.sh | tar -c -T - | tar -x -C "$tree"
cd "$tree"
git init -q
git config user.name Somebody
git config user.email somebody@example.org
git add -A
git commit -q --allow-empty -m 'What is tried'
command=$(grep -oE 'git config core.hooksPath [a-z/]+' "$OLDPWD/CONTRIBUTING.md" | head -n 1)
check 'CONTRIBUTING.md has the command' is "$command" 'git config core.hooksPath scripts/hooks'
eval "$command"

head_is() { [[ $(git rev-parse HEAD) == "$1" ]]; }
# refused NAME WHAT   checks that the commit of what is staged is refused because of WHAT.
refused() {
    local before
    before=$(git rev-parse HEAD)
    run git commit -q -m "$1"
    check "$1: refused" test "$status" -ne 0
    check "$1: no commit" head_is "$before"
    check "$1: by its check" has "$err" "not ok"
    check "$1: and says what" has "$err" "$2"
}
accepted() {
    local before
    before=$(git rev-parse HEAD)
    run git commit -q -m "$1"
    check "$1: accepted" is "$status" 0
    check "$1: a commit" is "$(git rev-parse HEAD~1)" "$before"
}

printf 'int   cosim_bad( void );\n' >>sim/base/si.h
git add -A
refused 'a layout that clang-format would change' clang-format
git show HEAD:sim/base/si.h >sim/base/si.h
refused 'mended in the work tree alone' clang-format
printf '\nThe end.\n' >>README.md
git add -A
accepted 'mended and staged'

printf '#include "cli/cli.h"\n' >>sim/base/si.h
git add -A
refused 'an include that runs up' 'rooms of sim and their floors'
git reset -q --hard
sed -i 's/^endmodule/wire [3:0] narrow = clk_i;\nendmodule/' rtl/lif_fire.v
git add -A
refused 'a width in the circuit' 'WIDTH'
git reset -q --hard
sed -i 's/reset_subtract_i ? next - reset_i/ reset_subtract_i ? next  - reset_i/' rtl/lif_neuron.v
git add -A
accepted 'a sound change of the circuit'
printf 'See /%s/somebody.\n' home >docs/notes.md
git add -A
refused 'a path of a machine, in a new file' 'no machine paths'
git reset -q --hard
run git commit -q --allow-empty -m 'nothing staged'
check 'nothing staged: the hook has nothing to say' is "$status$err" 0
git rm -q docs/curve.svg
accepted 'a file that goes'

# A tool that is missing is no pass.
mkdir "$tap_folder/bin"
IFS=: read -ra folders <<<"$PATH"
for folder in "${folders[@]}"; do ln -s "$folder"/* "$tap_folder/bin/" 2>/dev/null || true; done
rm "$tap_folder/bin/clang-format"
printf '/* */\n' >>sim/base/si.h
git add -A
PATH=$tap_folder/bin refused 'without clang-format' clang-format
git reset -q --hard

# ---- the quick lint ----

names() { sed -n 's/^ok [0-9]* - //p' <<<"$1"; }
printf "/* */\n" >>sim/base/si.h
run scripts/lint.sh --quick
check 'a file of the work tree: its kinds alone' lacks "$out" verilator
check 'and all of these' has "$(names "$out")" 'clang-format
comments can be stripped
includes: testbenches -> sim -> reference -> libm
rooms of sim and their floors
SPDX two-liner
comments have a subject
product files within 400 lines
no tabs outside makefiles
no machine paths'
git reset -q --hard
run scripts/lint.sh --quick
check 'no file: no check' is "$status $out" '0 1..0'
run scripts/lint.sh --quick . reference/lif_model.c rtl/lif_neuron.v
check 'files that are named: status 0' is "$status" 0
check 'the circuit by Verilator' has "$out" 'verilator q8_24'
check 'and by no slow tool' lacks "$out" yosys
check 'the reference' has "$out" 'reference has no globals'
run scripts/lint.sh . README.md
check 'files without --quick: status 2' is "$status" 2
tap_done
