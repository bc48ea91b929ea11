#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# judge.sh FOLDER EXPLAINED RESULT.json   gives the verdict of `make coverage`.
#
# FOLDER/c.txt has "FILE LINE COUNT" (it is empty where no C was measured), and FOLDER/points.txt what
# points.sh says. EXPLAINED has an entry for what is not reached, with one reason for one place or several:
#   file: reference/lif_x.c          or  file: rtl/lif_neuron.v
#   line: the text of the line       or  bit: CIRCUIT NAME[BIT] or NAME[HIGH:LOW], or  rtl: CIRCUIT
#   why: the reason                      or  branch: CIRCUIT if|else, each with the text of the line
# CIRCUIT may be several, as a,b; or * for every one that has it.
# Writes FOLDER/report.txt and RESULT.json. Status: 0 met, 1 not, 2 usage or a malformed entry.
set -euo pipefail

if (($# != 3)) || ! [[ -e $1/c.txt && -s $1/points.txt && -r $2 ]]; then
    echo 'usage: judge.sh FOLDER EXPLAINED RESULT.json' >&2
    exit 2
fi
work=$1 explained=$2 result=$3
strict='^(reference/|sim/judge/)' # files whose every line must be reached or explained

# A format of which nothing was counted would pass as one without a gap. The lines of all cores are one.
awk '{ seen[$1]; kinds[$1, $2] }
     END { for (f in seen) if (!((f, "line") in kinds || ("core", "line") in kinds) ||
                               !((f, "bit") in kinds || f == "core")) {
               print "judge.sh: no lines or no bits of " f " were counted" > "/dev/stderr"
               exit 2
           } }' "$work/points.txt" || exit 2

# Prints the entries, as "line FILE TEXT" and "bit FORMAT NAME"; a malformed one ends this.
awk '
    function bad() { print FILENAME ":" FNR ": " $0 > "/dev/stderr"; exit_status = 2; exit 2 }
    # Takes what an item says of each of its circuits.
    function take(kind, circuits, rest,    list, count, i) {
        count = split(circuits, list, ",")
        for (i = 1; i <= count; i++) entry = entry kind " " list[i] " " file " " rest "\n"
    }
    function after(words,    text) {
        text = $0
        while (words-- > 0) sub(/^[^ ]+ /, "", text)
        return text
    }
    /^#/ || /^$/ { next }
    /^file: / && state == 0 { file = substr($0, 7); entry = ""; state = 1; next }
    state == 0 { bad() }
    /^line: / { entry = entry "line " file " " substr($0, 7) "\n"; state = 2; next }
    /^bit: [^ ]+ [^ ]+$/ && match($3, /\[[0-9]+:[0-9]+\]$/) { # a range stands for each of its bits
        split(substr($3, RSTART + 1, RLENGTH - 2), ends, ":")
        name = substr($3, 1, RSTART - 1)
        if (ends[2] + 0 > ends[1] + 0) bad()
        for (b = ends[2]; b <= ends[1] + 0; b++) take("bit", $2, name "[" b + 0 "]")
        state = 2
        next
    }
    /^bit: [^ ]+ [^ ]+$/ { take("bit", $2, $3); state = 2; next }
    /^rtl: [^ ]+ [^ ]/ { take("rtl-line", $2, after(2)); state = 2; next }
    /^branch: [^ ]+ (if|else) [^ ]/ { take("branch", $2, after(2)); state = 2; next }
    /^why: ..../ && state == 2 { printf "%s", entry; state = 0; next }
    { bad() }
    END {
        if (exit_status) exit exit_status
        if (state != 0) { print FILENAME ": the last entry has no reason" > "/dev/stderr"; exit 2 }
    }
' "$explained" >"$work/entries.txt" || exit 2

# ---- what is not reached and must be ----

# Prints lines of C as the entries have them: a text that is not reached twice needs two entries.
awk -v strict="$strict" '$3 == 0 && $1 ~ strict {print $1, $2}' "$work/c.txt" |
    while read -r file line; do
        printf 'line %s %s\n' "$file" "$(sed -n "${line}{s/^ *//;s/ *$//;p;}" "$file")"
    done | sort >"$work/missed.txt"
# Prints lines of the RTL by their text too, so that an entry outlives a line that is put above it.
awk '$2 ~ /^(line|branch)$/ && $NF == 0 { split($4, at, ":"); print $2, $1, $3, at[1], at[3] }' "$work/points.txt" |
    while read -r kind circuit file line way; do
        printf '%s %s %s %s\n' "${kind/#line/rtl-line}" "$circuit" "$file" \
            "${way:+$way }$(sed -n "${line}{s/^ *//;s/ *$//;p;}" "$file" 2>/dev/null || echo "$line")"
    done >"$work/missed-rtl.txt"
awk '$2 == "bit" && $NF == 0 { print "bit " $1, $3, $4 }' "$work/points.txt" >>"$work/missed-rtl.txt"

# An entry for every circuit stands for those in which the bit, or the file of the line, is there.
awk 'FILENAME == ARGV[1] {
         place = $2 == "bit" ? $2 " " $3 " " $4 : ($2 == "line" ? "rtl-line" : $2) " " $3
         if (!((place, $1) in seen)) { seen[place, $1]; circuits[place] = circuits[place] " " $1 }
         next
     }
     $1 ~ /^(bit|rtl-line|branch)$/ && $2 == "*" {
         place = $1 == "bit" ? $1 " " $3 " " $4 : $1 " " $3
         if (!(place in circuits)) print
         rest = $0
         sub(/^[^ ]+ \* /, "", rest)
         count = split(circuits[place], list, " ")
         for (i = 1; i <= count; i++) print $1, list[i], rest
         next
     }
     { print }' "$work/points.txt" "$work/entries.txt" | sort >"$work/stated.txt"
sort "$work/missed.txt" "$work/missed-rtl.txt" >"$work/all-missed.txt"
comm -23 "$work/all-missed.txt" "$work/stated.txt" >"$work/unexplained.txt"
comm -13 "$work/all-missed.txt" "$work/stated.txt" >"$work/stale.txt"

# ---- report ----

{
    echo 'lines of the C: reached, all, percent, file; the lines that are not reached'
    awk '{ all[$1]++; if ($3 > 0) met[$1]++; else missed[$1] = missed[$1] " " $2 }
         END { for (f in all) printf "%5d %5d %6.1f %%  %s%s\n", met[f], all[f],
               100 * met[f] / all[f], f, missed[f] == "" ? "" : ":" missed[f] }' "$work/c.txt" |
        sort -k5
    echo
    echo 'RTL, for each circuit: lines reached and all, bits toggled and all, branches taken and all'
    awk '{ key = $1; all[key, $2]++; met[key, $2] += $NF; seen[key] = 1 }
         END { for (f in seen) printf "%-18s %4d %4d  %5d %5d  %4d %4d\n", f, met[f, "line"], all[f, "line"],
               met[f, "bit"], all[f, "bit"], met[f, "branch"], all[f, "branch"] }' "$work/points.txt" | sort
    echo
    echo 'not reached, and explained:'
    comm -12 "$work/all-missed.txt" "$work/stated.txt"
} >"$work/report.txt"

jq -n --rawfile c "$work/c.txt" --rawfile points "$work/points.txt" \
    --rawfile unexplained "$work/unexplained.txt" --rawfile stale "$work/stale.txt" \
    --rawfile missed "$work/all-missed.txt" '
    def rows($text): $text | split("\n") | map(select(. != ""));
    def share($all): {lines: ($all | length), reached: ($all | map(select(.[-1] != "0")) | length)} |
        .percent = (if .lines == 0 then 100 else .reached * 1000 / .lines | round / 10 end);
    (rows($c) | map(split(" "))) as $lines | (rows($points) | map(split(" "))) as $p |
    {c: {files: ($lines | group_by(.[0]) | map({file: .[0][0]} + share(.))),
         reference: share([$lines[] | select(.[0] | startswith("reference/"))]),
         judge: share([$lines[] | select(.[0] | startswith("sim/judge/"))]),
         all: share($lines)},
     rtl_files: ($p | group_by(.[2]) | map({file: .[0][2],
         lines: share(map(select(.[1] == "line")) | group_by(.[3]) | map(max_by(.[-1] | tonumber))),
         bits: (map(select(.[1] == "bit")) |
             {bits: length, toggled: (map(select(.[-1] == "1")) | length)})})),
     rtl: ($p | group_by(.[0]) | map({format: .[0][0],
         lines: share(map(select(.[1] == "line"))),
         bits: (map(select(.[1] == "bit")) |
             {bits: length, toggled: (map(select(.[-1] == "1")) | length)}),
         branches: (map(select(.[1] == "branch")) |
             {branches: length, taken: (map(select(.[-1] == "1")) | length)})})),
     not_reached: (rows($missed) | length),
     unexplained: rows($unexplained), stale: rows($stale),
     met: (rows($unexplained) + rows($stale) | length == 0)}' >"$result"

jq -r '(select(.c.all.lines > 0) | "C: \(.c.all.percent) % of \(.c.all.lines) lines; " +
    "reference/ \(.c.reference.percent) %, the judge \(.c.judge.percent) %"),
    (.rtl[] | "RTL \(.format): " + ([
        (select(.lines.lines > 0) | "\(.lines.percent) % of \(.lines.lines) lines"),
        (select(.branches.branches > 0) | "\(.branches.taken) of \(.branches.branches) branches taken"),
        (select(.bits.bits > 0) | "\(.bits.toggled) of \(.bits.bits) bits toggled")] | join(", ")))' "$result"
status=0
if [[ -s $work/unexplained.txt ]]; then
    echo "not reached, and not in $explained:"
    sed 's/^/    /' "$work/unexplained.txt"
    status=1
fi
if [[ -s $work/stale.txt ]]; then
    echo "in $explained, but reached or not there:"
    sed 's/^/    /' "$work/stale.txt"
    status=1
fi
verdict=met
if ((status != 0)); then verdict='not met'; fi
echo "coverage $verdict: $(wc -l <"$work/all-missed.txt") places not reached," \
    "$(wc -l <"$work/unexplained.txt") unexplained, $(wc -l <"$work/stale.txt") stale;" \
    "see $work/report.txt and $result"
exit "$status"
