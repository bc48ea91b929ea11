#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Each fault of each table of seeded faults fits the sources of today, none was lost, and seed.awk,
# which puts a fault into a copy of the sources, refuses whatever breaks the form.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh

seed=testbenches/faults/seed.awk
copy=$tap_folder/copy
seed() { awk "${@:2}" -f "$seed" "$1"; } # seed TABLE OPTION ...

fresh() {
    rm -rf "$copy"
    mkdir -p "$copy/sim"
    cp -r rtl reference "$copy"
    cp -r sim/judge sim/verilator sim/equations "$copy/sim"
}

# fits TABLE COUNT   checks that each fault changes each of the files that it names, and no other.
fits() {
    local number name files file folder changed others
    seed "$1" -v ask=list >"$tap_folder/list"
    check "$1: the count" is "$(wc -l <"$tap_folder/list")" "$2"
    while read -r number name files; do
        fresh
        seed "$1" -v "fault=$number" -v "root=$copy"
        for file in $files; do ! cmp -s "$file" "$copy/$file" || echo "$name leaves $file as it is"; done
        changed=0
        for folder in rtl reference sim/judge sim/verilator sim/equations; do
            others=$(diff -qr "$folder" "$copy/$folder" | wc -l) || true
            changed=$((changed + others))
        done
        is "$changed" "$(wc -w <<<"$files")" || echo "$name changes $changed files"
    done <"$tap_folder/list" >"$tap_folder/unfit" 2>&1
    check "$1: each fits" is "$(cat "$tap_folder/unfit")" ''
}
fits testbenches/faults/neuron.txt 24
fits testbenches/faults/variants.txt 20
fits testbenches/mutation/judge.txt 75
fits testbenches/formal/faults.txt 26
fits testbenches/formal/steps_faults.txt 25
fits testbenches/formal/core_faults.txt 85
for table in testbenches/faults/{neuron,variants}.txt testbenches/mutation/judge.txt; do
    check "$table: no name twice" is "$(seed "$table" -v ask=list | cut -d' ' -f2 | sort | uniq -d)" ''
done
for name in $(sed -n 's/^variant //p' testbenches/faults/variants.txt | sort -u); do
    check "$name is a variant" grep -q "^$name " rtl/variants.txt
done
check 'each fault of a variant names it' is "$(grep -c '^variant ' testbenches/faults/variants.txt)" 20

# Whoever edits one fault waits for one circuit: where make reads a table again, the files with the
# lines of the faults that did not change stay as they are.
parts() { stat -c '%n %y' build/gen/faults/neuron/*; }
make=(env -u MAKEFLAGS -u MAKELEVEL make --no-print-directory build/gen/faults/neuron/hold-long)
"${make[@]}" >/dev/null
before=$(parts)
run "${make[@]}" -W testbenches/faults/neuron.txt V=1
check 'a table that is read again: it was read' has "$out" 'seed.awk testbenches/faults/neuron.txt'
check 'a table that is read again: what did not change stays' is "$(parts)" "$before"
check 'a table that is read again: a file for each fault' is "$(wc -l <<<"$before")" 24

# ---- what a fault can be ----

cd "$tap_folder"
mkdir tree
seed=$OLDPWD/$seed
begin() {
    printf 'one\ntwo\n\ntwo and a half\nthree\n' >tree/a
    printf 'uno\ndue\n' >tree/b
}
cat >table <<'TABLE'
# a comment
in a

@ several  Two pairs, in two files,
  and a description of two lines.
-two

+2

in b
-due
+zwei
+drei
@ within  Within a line; a line that looks like a comment.
-wo and
+#
+
@ within  The same name again.
-three
+
TABLE
sed -i '/^-two$/{n;s/^$/-/}; /^+2$/{n;s/^$/+/}' table # an empty line is part of the text
begin
run seed table -v fault=several -v root=tree
check 'several pairs: status 0' is "$status" 0
check 'several pairs: the one file' is "$(cat tree/a)" $'one\n2\n\ntwo and a half\nthree'
check 'several pairs: the other file' is "$(cat tree/b)" $'uno\nzwei\ndrei'
check 'the description' is "$(seed table -v fault=several -v ask=about)" \
    'Two pairs, in two files, and a description of two lines.'
begin
run seed table -v fault=2 -v root=tree
check 'a part of a line: status 0' is "$status" 0
check 'a part of a line' is "$(cat tree/a)" $'one\ntwo\n\nt#\n a half\nthree'
begin
seed table -v fault=3 -v root=tree
check 'nothing comes in: the line is empty' is "$(tail -n 1 tree/a)" ''
check 'the list' is "$(seed table -v ask=list)" $'1 several a b\n2 within a\n3 within a'
mkdir parts
grep -v 'again' table | head -n -2 >unique
seed unique -v parts=parts
check 'the lines of each fault' is "$(cat parts/several parts/within)" "$(sed '1,/^in a/d; /^$/d' unique)"

# ---- what is refused, with its line ----

# refused NAME TABLE WHAT   checks that fault 1 of the table cannot be put in.
refused() {
    begin
    printf '%s\n' "$2" >table
    run seed table -v "fault=${4:-1}" -v root=tree
    check "$1: status 1" is "$status" 1
    check "$1: said" has "$err" "$3"
    check "$1: nothing was changed" is "$(cat tree/a tree/b)" $'one\ntwo\n\ntwo and a half\nthree\nuno\ndue'
}
fault=$'in a\n@ name  Its description.\n'
refused 'a text twice' "$fault-two"$'\n+x' 'table:3: the text of name is 2 times in a'
refused 'a part of a line, three times' "$fault-e"$'\n+x' 'table:3: the text of name is 3 times in a'
refused 'a text that is not there' "$fault-one"$'\n+x\n-four\n+y' 'table:5: the text of name is 0 times in a'
refused 'no text in' "$fault-one" 'table:3: no text in'
refused 'no text in, another pair' "$fault-one"$'\nin b\n-uno\n+x' 'table:3: no text in'
refused 'no text out' "$fault+x" 'table:3: no text out'
refused 'no pair' "$fault" 'table:2: name changes nothing'
refused 'no pair, another fault' "$fault"$'@ more  Another.\n-one\n+x' 'table:2: name changes nothing'
refused 'no file' $'@ name  Its description.\n-one\n+x' 'table:2: no file'
refused 'a file that is missing' $'@ name  Its description.\nin c\n-one\n+x' 'table:3: tree/c cannot be read'
refused 'a text before the first fault' $'in a\n-one\n+x' 'table:2: a text before the first fault'
refused 'no description' $'in a\n@ name\n-one\n+x' 'table:2: a fault without a description'
refused 'a description below the texts' "$fault-one"$'\n+x\n more' 'table:5: a description goes above'
refused 'another line' "$fault-one"$'\n+x\nout b' 'table:5: neither @ NAME'
refused 'no fault' 'in a' 'table:1: no fault'
refused 'a name that is not there' "$fault-one"$'\n+x' 'table:4: no fault nome' nome
refused 'a number that is not there' "$fault-one"$'\n+x' 'table:4: no fault 2; the last is 1' 2
refused 'a name twice' "$fault-one"$'\n+x\n@ name  Again.\n-one\n+y' 'table:5: a second fault name' name

tap_done
