#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# lifcosim as a user runs it: help, good runs with every report, options that must matter, and
# reports that cannot be delivered.
# shellcheck disable=SC2016  # ` belongs to messages
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

published=("$root"/sim/scenarios/*.yaml)
lines() { if [[ -n $1 ]]; then wc -l <<<"$1"; else echo 0; fi; }

# ---- help ----

run "$program"
check 'no subcommand: status 2' is "$status" 2
check 'no subcommand: usage on standard error' has "$err" 'lifcosim run [options] SCENARIO.yaml'
check 'no subcommand: nothing on standard output' is "$out" ''
for word in --help -h help; do
    run "$program" "$word"
    check "$word: status 0" is "$status" 0
    for subcommand in run sweep merge check quantize vectors duts build calibrate; do
        check "$word: $subcommand" has "$out" "lifcosim $subcommand "
    done
    check "$word: nothing on standard error" is "$err" ''
done
for subcommand in run sweep merge check quantize vectors duts build calibrate; do
    run "$program" "$subcommand" --help
    check "$subcommand --help: status 0" is "$status" 0
    check "$subcommand --help: usage" begins "$out" "usage: lifcosim $subcommand"
    check "$subcommand --help: nothing on standard error" is "$err" ''
done
run "$program" --version
check '--version: status 0' is "$status" 0
check '--version' matches "$out" '^lifcosim [0-9]+\.[0-9]+\.[0-9]+ \([0-9a-z-]+\)$'
run "$program" duts
check 'duts: status 0' is "$status" 0
for format in q8_24 q6_18 q4_12 q4_4; do
    check "duts: $format" matches $'\n'"$out" $'\n'"$format +[0-9]+ +[0-9]+ +[0-9]+ +half-up "
    check "duts: model:$format" has "$out" "model:$format "
done

# ---- good runs ----

run "$program" run "${published[@]}"
check 'the published scenarios: status 0' is "$status" 0
check 'the published scenarios: a verdict each' is "$(grep -c '^PASS ' <<<"$out")" \
    "${#published[@]}"
check 'the published scenarios: headings, a line each, and a sum' is "$(lines "$out")" \
    $((${#published[@]} + 3))
check 'the published scenarios: the sum' has "$out" "${#published[@]} runs: ${#published[@]} pass"
check 'the published scenarios: nothing on standard error' is "$err" ''

# Every shipped circuit is evaluated the fast way: LIFCOSIM_EVAL=root refuses the other one.
mapfile -t circuits < <("$program" duts | awk 'NR > 1 && /Verilated lif_/ {print $1}')
check 'the circuits: formats and variants' test "${#circuits[@]}" -ge 4
for circuit in "${circuits[@]}"; do
    # (The current is one that every format can take: other tests may have left circuits of their
    # own.)
    LIFCOSIM_EVAL=root run "$program" run --dut "$circuit" --set 'stimulus.0.triangle.peak=0.01 mA' s.yaml
    check "$circuit, LIFCOSIM_EVAL=root: opened" test "$status" -lt 2
done

# ---- checked scenarios as JSON ----

run "$program" check --json scenarios.json "${published[@]}"
check 'check --json: status 0' is "$status" 0
check 'check --json: every scenario' is "$(jq '.scenarios | length' scenarios.json)" \
    "${#published[@]}"
check 'check --json: values as they are written' is \
    "$(jq -r '.scenarios[] | select(.scenario.name == "book-triangle").scenario |
        "\(.neuron.threshold) \(.stimulus[0].triangle.peak) \(.expect.spikes[1])"' scenarios.json)" \
    '-40 mV 0.2 mA 110'
run "$program" check --json - --set 'neuron.threshold=-45 mV' "${published[0]}"
check 'check --json -: an override' is "$(jq -r '.scenarios[0].scenario.neuron.threshold' <<<"$out")" \
    '-45 mV'
check 'check --json -: the rest on standard error' has "$err" ': ok ('
run "$program" check --json none.json s.yaml "${published[0]}" nowhere.yaml
check 'check --json, one is wrong: status 2' is "$status" 2
check 'check --json, one is wrong: no file' test ! -e none.json
run "$program" check --json a.json --json b.json s.yaml
check 'check --json twice: status 2' is "$status" 2

some=("${published[@]:0:5}")
run "$program" run --dut q8_24,model:q8_24 --json results.json --junit results.xml "${some[@]}"
check 'scenarios x circuits: status 0' is "$status" 0
check 'scenarios x circuits: a line each' is "$(grep -c '^PASS ' <<<"$out")" 10
check 'scenarios x circuits: a result each' is "$(jq '.results | length' results.json)" 10
check 'scenarios x circuits: every pair once' is \
    "$(jq '[.results[] | [.scenario, .dut.name]] | unique | length' results.json)" 10
check 'scenarios x circuits: circuit and model agree' is \
    "$(jq '[.results[] | {scenario, spikes}] | unique | length' results.json)" 5
check 'scenarios x circuits: JSON verdicts' is \
    "$(jq -r '[.results[].verdict] | unique | join(" ")' results.json)" pass
check 'scenarios x circuits: the paths as given' is \
    "$(jq -r '.results[0].file' results.json)" "${some[0]}"
check 'JUnit: valid XML' xmllint --noout results.xml
check 'JUnit: a test case each' is "$(xmllint --xpath 'count(//testcase)' results.xml)" 10
check 'JUnit: no failure' is "$(xmllint --xpath 'count(//failure | //error)' results.xml)" 0

run "$program" run --json - "${some[@]}"
check '--json -: status 0' is "$status" 0
check '--json -: standard output is the document' is "$(jq '.results | length' <<<"$out")" 5
check '--json -: the verdicts are on standard error' is "$(grep -c '^PASS ' <<<"$err")" 5
run "$program" run --junit - s.yaml
check '--junit -: standard output is the document' xmllint --noout - <<<"$out"

run "$program" run --csv steps.csv --json results.json s.yaml
check '--csv: status 0' is "$status" 0
check '--csv: a header and a row for each step' is "$(wc -l <steps.csv)" 501
check '--csv: the columns' is "$(head -1 steps.csv)" "step,time_s,current_a,hold,drive_fx,$(
)before_reset_fx,membrane_fx,membrane_v,reference_v,bound_v,spike,reference_spike,ambiguous"
check '--csv: 13 fields in each row' is "$(awk -F, '{print NF}' steps.csv | sort -u)" 13
check '--csv: the spikes of the JSON' is "$(awk -F, '$11 == 1 {printf "%d,", $1}' steps.csv)" \
    "$(jq -j '.results[0].spikes.dut[] | "\(.),"' results.json)"
run "$program" run --csv - s.yaml
check '--csv -: the same rows' is "$out" "$(<steps.csv)"

run "$program" run --quiet "${published[@]}"
check '--quiet: status 0' is "$status" 0
check '--quiet: no verdict that passes' is "$out$err" ''
run "$program" check "${published[@]}"
check 'check: status 0' is "$status" 0
check 'check: a line each' is "$(grep -c ': ok (' <<<"$out")" "${#published[@]}"
run "$program" quantize s.yaml
check 'quantize: status 0' is "$status" 0
check 'quantize: the leak word, its error and its value' has "$out" \
    'leak       0x0288d991      42523025  0.0198013265617  0.0198013266932   -0.2824'
check 'quantize: the bound' matches "$out" 'bound at most [0-9.e-]+ V = 1\.2[0-9e-]+ of'

# ---- a verdict that is none ----

vary expects.yaml '$s/$/\nexpect:\n  spikes: [1, 2]/'
run "$program" run --quiet --json failed.json --junit failed.xml s.yaml expects.yaml
check 'a run that fails: status 1' is "$status" 1
check '--quiet: a verdict that fails is shown' is "$(grep -c '^FAIL ' <<<"$out")" 1
check '--quiet: one that passes is not' lacks "$out" PASS
check 'a run that fails: JSON' is "$(jq -c '[.results[].verdict]' failed.json)" '["pass","fail"]'
check 'a run that fails: JUnit' is "$(xmllint --xpath 'count(//failure)' failed.xml)" 1
run "$program" run --json clip.json --csv clip.csv --set "${noise/20 uA/2 mA}" s.yaml
check 'a noise that clips later: status 1' is "$status" 1
check 'a noise that clips later: FAIL' begins "$out" 'FAIL '
check 'a noise that clips later: the level' has "$out" '    clip '
check 'a noise that clips later: JSON' is \
    "$(jq -c '.results[0] | [.verdict, .first_mismatch.level, .clipped_steps]' clip.json)" \
    '["fail","clip",1]'
steps=$(jq '.results[0].steps' clip.json)
check 'a noise that clips later: it stopped there' is "$steps" \
    "$(jq '.results[0].first_mismatch.step' clip.json)"
check 'a noise that clips later: CSV up to there' is "$(wc -l <clip.csv)" $((steps + 1))

# Narrow formats refuse at a key what they cannot hold; the rest is judged.
for format in q6_18 q4_12 q4_4; do
    run "$program" run --dut "$format" "${published[@]}"
    check "$format: some are refused" is "$status" 2
    mapfile -t refused < <(cut -d: -f1 <<<"$err" | sort -u)
    mapfile -t held < <(printf '%s\n' "${published[@]}" "${refused[@]}" | sort | uniq -u)
    placed=$(grep -cE '^/[^:]+\.yaml:[0-9]+:[0-9]+: .+; ' <<<"$err")
    check "$format: each message has its place" is "$placed" "$(lines "$err")"
    run "$program" run --dut "$format" --json narrow.json "${held[@]}"
    check "$format: the others are judged" matches "$status" '^[01]$'
    check "$format: all of them" is "$(jq '.results | length' narrow.json)" \
        $((${#published[@]} - ${#refused[@]}))
    check "$format: exact" is \
        "$(jq -r '[.results[].levels.exact.verdict] | unique | join(" ")' narrow.json)" pass
    check "$format: a status as the verdicts" is "$status" \
        "$(jq 'if all(.results[]; .verdict == "pass") then 0 else 1 end' narrow.json)"
    vacuous='[.results[] | select(.verdict == "pass" and .levels.bounded.verdict == "vacuous")]'
    check "$format: vacuous bounds are told" is "$(awk '/^[A-Z]/ {v = $1}
        v == "PASS" && /^    bounded +vacuous/' <<<"$out" | grep -c .)" "$(jq "$vacuous | length" narrow.json)"
done
check 'q4_4: some bound is vacuous' differs "$(jq "$vacuous | length" narrow.json)" 0

# ---- options that must matter ----

spikes() { run "$program" run --json - "$@" s.yaml && jq -c '.results[0].spikes' <<<"$out"; }
plain=$(spikes)
check '--set changes the result' differs "$plain" "$(spikes --set 'neuron.threshold=-50 mV')"
check '--set of what is there changes nothing' is "$plain" \
    "$(spikes --set 'neuron.threshold=-40 mV')"
check '--set: the last one wins' is "$plain" \
    "$(spikes --set 'neuron.threshold=-50 mV' --set 'neuron.threshold=-40 mV')"
check '--set replaces an alternative' differs "$plain" "$(spikes --set neuron.refractory_steps=20)"
run "$program" run --json - --set steps=77 s.yaml
check '--set is in the JSON' has "$(jq -c '.results[0]' <<<"$out")" 'steps=77'
check '--set of the steps' is "$(jq '.results[0].steps' <<<"$out")" 77
one=$(spikes --set "$noise" --seed 1)
check '--seed: the same twice' is "$one" "$(spikes --set "$noise" --seed 1)"
check '--seed: another one' differs "$one" "$(spikes --set "$noise" --seed 2)"
check '--seed: without it' differs "$one" "$(spikes --set "$noise")"
check '--seed: without noise' is "$plain" "$(spikes --seed 7)"
check '--dut: the format matters' differs \
    "$("$program" run --csv - --dut q4_12 s.yaml 2>/dev/null | cksum)" \
    "$("$program" run --csv - --dut q8_24 s.yaml 2>/dev/null | cksum)"

# ---- reports that do not arrive ----

run "$program" run --json /dev/full s.yaml
check '--json /dev/full: status 3' is "$status" 3
check '--json /dev/full: why' has "$err" '/dev/full: cannot be written: No space left on device'
run bash -c '"$0" run s.yaml >/dev/full' "$program"
check 'a full disk behind standard output: status 3' is "$status" 3
check 'a full disk behind standard output: why' has "$err" 'output could not be written'
run bash -c '"$0" run --json - s.yaml >/dev/full' "$program"
check 'a full disk behind --json -: status 3' is "$status" 3
run bash -c '"$0" run --json report.json s.yaml >&-' "$program"
check 'a closed standard output: status 3' is "$status" 3
check 'a closed standard output: the report is whole' jq -e '.results[0].verdict' report.json
run bash -c '"$0" run --csv report.csv s.yaml <&- 2>&-' "$program"
check 'closed standard input and error: status 0' is "$status" 0
check 'closed standard input and error: the report' is "$(<report.csv)" "$(<steps.csv)"
# One reader is gone before the first byte, and one goes after the first line.
exec {gone}> >(:)
wait $!
run bash -c '"$0" run s.yaml >&"$1"' "$program" "$gone"
exec {gone}>&-
check 'nobody reads the verdicts: status 3' is "$status" 3
check 'nobody reads the verdicts: why' has "$err" 'output could not be written'
run bash -c '"$0" run --csv - --set steps=5000 s.yaml | head -1; exit ${PIPESTATUS[0]}' "$program"
check '--csv - | head -1: status 3' is "$status" 3
check '--csv - | head -1: the line' begins "$out" 'step,time_s'
check '--csv - | head -1: why' has "$err" 'standard output: cannot be written: Broken pipe'

tap_done
