#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# merge and --resume take a line only as this program wrote it: one that was edited, whose verdict
# does not follow from its levels, or that another version wrote is refused at its number (2), and
# nothing is lost or written.
# BUILD and LIFCOSIM_DUT_DIR are given by the runner.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh
# shellcheck disable=SC2154  # program.sh sets root
source "$root/testbenches/cli/sealed.sh"

cat >sweep.yaml <<'YAML'
base: s.yaml
dut: [q8_24, q4_4]
axes:
  stimulus.0.triangle.peak: {linear: [0.1 mA, 0.3 mA], points: 6}
YAML
for part in 1 2; do
    run "$program" sweep --shard $part/2 --jsonl part$part.jsonl sweep.yaml
    check "part $part runs" test "$status" -le 1
done
run "$program" sweep --jsonl whole.jsonl sweep.yaml
whole_status=$status
check 'lines: three kinds of verdict are there' is \
    "$(jq -r .verdict whole.jsonl | sort -u | xargs)" 'pass refused vacuous'
check 'lines: each ends with its checksum' is \
    "$(grep -c '"check":"[0-9a-f]\{16\}"}$' whole.jsonl)" 12
read -r version commit < <("$program" --version | sed 's/lifcosim //; s/[()]//g')
check 'lines: each names the program' is \
    "$(jq -r '[.lifcosim, .commit] | join(" ")' whole.jsonl | sort -u)" "$version $commit"

check 'the checksum is the one that is described' is "$(sed -n 3p whole.jsonl | sealed)" \
    "$(sed -n 3p whole.jsonl)"

# changed WHERE SED_SCRIPT   changes line WHERE of part1.jsonl, as bad.jsonl; with `seal` it gets
# the checksum that fits.
changed() {
    local line
    line=$(sed -n "$1p" part1.jsonl | sed -E "$2")
    if [[ ${3-} == seal ]]; then line=$(sealed <<<"$line"); fi
    { head -n $(($1 - 1)) part1.jsonl && echo "$line" && tail -n +$(($1 + 1)) part1.jsonl; } >bad.jsonl
    ! cmp -s bad.jsonl part1.jsonl
}

# refused NAME LINE WHAT   checks that bad.jsonl is no part for merge, and nothing to go on from.
refused() {
    rm -f out.jsonl go.jsonl
    run "$program" merge out.jsonl bad.jsonl part2.jsonl
    check "merge, $1: status 2" is "$status" 2
    check "merge, $1: the line" begins "$err" "bad.jsonl:$2:1: "
    check "merge, $1: why" has "$err" "$3"
    check "merge, $1: no file" test ! -e out.jsonl
    cp bad.jsonl go.jsonl.part
    run "$program" sweep --resume --shard 1/2 --jsonl go.jsonl sweep.yaml
    check "--resume, $1: status 2" is "$status" 2
    check "--resume, $1: the line" begins "$err" "go.jsonl.part:$2:1: "
    check "--resume, $1: why" has "$err" "$3"
    check "--resume, $1: nothing is lost" cmp -s go.jsonl.part bad.jsonl
    check "--resume, $1: no file" test ! -e go.jsonl
}

# ---- as they were written ----

cp part1.jsonl bad.jsonl
run "$program" merge out.jsonl bad.jsonl part2.jsonl
check 'untouched parts: the status of the whole' is "$status" "$whole_status"
check 'untouched parts: the whole' cmp -s out.jsonl whole.jsonl

# ---- edited ----

edited='it was changed after it was written, its checksum does not fit'
bad=$(jq -r .verdict part1.jsonl | grep -n -m 1 -v pass | cut -d: -f1) # a line that does not pass
for edit in 's/"verdict":"pass"/"verdict":"fail"/' 's/"max_error_v":[^,]*/"max_error_v":0/' \
    's/"spikes":[0-9]+/"spikes":99/' 's/"index":2/"index":6/' 's/"dut":"q8_24"/"dut":"q8_23"/' \
    's/"check":"./"check":"x/' 's/,"check":"[^"]*"//' 's/^/ /' 's/$/ /' 's/}$/,"more":1}/'; do
    check "edit $edit" changed 2 "$edit"
    refused "$edit" 2 "$edited"
done
check 'edit of a verdict that is bad' changed "$bad" 's/"verdict":"[a-z]*"/"verdict":"pass"/'
refused 'a verdict that was made a pass' "$bad" "$edited"

# ---- written by whoever, with a checksum that fits ----

follows='does not follow from its levels'
for edit in 's/"verdict":"pass"/"verdict":"fail","reason":"","command":""/' \
    's/"exact":"pass"/"exact":"fail"/' \
    's/"clipped_steps":0/"clipped_steps":1/' 's/"outcome":"[a-z]*"/"outcome":"fail"/' \
    's/"(exact|bounded)":"pass"/"\1":"not-applicable"/g'; do
    check "sealed $edit" changed 2 "$edit" seal
    refused "sealed $edit" 2 "$follows"
done
check 'sealed: a level that is none' changed 2 's/"exact":"pass"/"exact":"perhaps"/' seal
refused 'sealed: a level that is none' 2 'missing or wrong: levels'

# ---- written by another version ----

check 'another version' changed 3 's/"lifcosim":"[^"]*"/"lifcosim":"0.0.9"/' seal
refused 'another version' 3 "$version ($commit): 0.0.9 ($commit) wrote it"
check 'another commit' changed 3 's/"commit":"[^"]*"/"commit":"0123abc"/' seal
refused 'another commit' 3 "$version (0123abc) wrote it"
check 'a line without a version' changed 3 's/,"lifcosim".*/}/'
refused 'a line without a version' 3 "one older than $version wrote it"

tap_done
