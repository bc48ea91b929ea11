# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154  # it shares names with the tests and with tap.sh
#
# To be sourced after program.sh: a neuron of testbenches/foreign that is declared by equations is judged
# in its scenario, sound (circuit NAME) and with its defect (circuit NAME_defective); both are built.

# alike NAME STATUS ARGUMENT ...   `lifcosim run ARGUMENT ...` ends with this status, and gives the same rows and the
# same result, each digit of each double, by the compiled steps of the circuit and by the interpreter; both are asked
# for, and given.
alike() {
    local name=$1 expected=$2 way
    shift 2
    for way in interpreted emitted; do
        run env LIFCOSIM_STEPS=$way "$program" run --quiet --csv $way.csv --json $way.json "$@"
        check "$name, $way: status" is "$status" "$expected"
        jq 'del(.results[0] | .seconds, .steps_per_second)' $way.json >$way.result
    done
    check "$name: compiled and interpreted steps give the same rows" cmp interpreted.csv emitted.csv
    check "$name: more than a thousand of them" is "$(($(wc -l <emitted.csv) > 1000))" 1
    check "$name: and the same result" cmp interpreted.result emitted.result
}

# judged NAME DEPARTS FINDING   the sound one passes, departs from the LIF step in what the JSON list
# says (or conforms, for '["own"]'); the defective one fails, with a finding that begins so, whose
# shortest drive fails by itself.
#
# A test whose circuits have both in one model defines `choose`, which is told 0 or 1 before a run of the sound
# and of the defective one.
choose() { :; }

judged() {
    local name=$1 departs=$2 finding=$3 verdict='["pass","pass",0,"pass"]' file
    choose 0
    run "$program" run --quiet --json out/r.json "$root/testbenches/foreign/scenarios/$name.yaml"
    if [[ $departs == '["own"]' ]]; then verdict='["conforms","not-applicable",0,"pass"]'; fi
    check "$name: judged" is "$status:$(jq -c '.results[0] |
        [.verdict, .levels.lif.verdict, .levels.lif.differ // 0, .levels.exact.verdict]' out/r.json)" "0:$verdict"
    check "$name: what it departs in" is "$(jq -c '.results[0].levels.lif.departs' out/r.json)" "$departs"
    check "$name: over many spikes, and within its bound" is "$(jq '.results[0] | (.spikes.dut | length) > 50 and
        .levels.bounded.mismatches == 0 and .findings == []' out/r.json)" true
    alike "$name" 0 "$root/testbenches/foreign/scenarios/$name.yaml"

    choose 1
    run "$program" run --json out/r.json --dut "${name}_defective" "$root/testbenches/foreign/scenarios/$name.yaml"
    check "$name, defective: fails" is "$status:$(jq -r '.results[0].verdict' out/r.json)" 1:fail
    check "$name, defective: its name" has "$out" "finding       $finding"
    file=$(jq -r '.results[0].findings[0].scenario' out/r.json)
    run "$program" run --quiet --dut "${name}_defective" "$file"
    check "$name, defective: the short drive fails by itself" is "$status" 1
}
