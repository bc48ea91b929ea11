#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# mutation.sh CIRCUIT ...   measures the mutation score of the bench: mutants of the shipped
# circuit in these formats, of these variants of rtl/variants.txt, or of these cores of
# rtl/cores.txt, are each judged as a circuit under test on the standard set (see mutation.mk).
#
# There are MUTANTS mutants a circuit, drawn by SEED from all that Yosys has (`possible`), in models of
# at most 400; SCENARIOS chooses some scenarios of the standard set. A mutant that the set does not kill is equivalent if ABC
# proves it: for any input, or for every input that the header of the circuit allows. Otherwise, or
# if the proof takes more than PROOF_SECONDS, it survives, and is shown with its source line. Cores are
# compared by core_proof.sh.
# Writes MUTATION_JSON. Status: 0 no survivor, 1 survivors, 2 usage, 3 a tool failed.
set -euo pipefail
# One path of evaluation is enough for a mutant, and the check of the other needs a model that can
# be restored, which one with a public selector cannot.
export LIFCOSIM_EVAL=public

mutants=${MUTANTS:-400} seed=${SEED:-1} json=${MUTATION_JSON:-build/mutation.json}
patience=${PROOF_SECONDS:-60} jobs=${JOBS:-2} chunk=400
read -ra scenarios <<<"${SCENARIOS:-}"
here=testbenches/mutation
folder=${MUTATION_DIR:-build/mutation}
program=${MUTATION_PROGRAM:-build/mutation/mutation}

fail() { echo "mutation.sh: $1" >&2 && exit "${2:-3}"; }
for value in "$mutants" "$seed" "$patience" "$jobs"; do
    [[ $value =~ ^[1-9][0-9]{0,8}$ ]] || fail "'$value' is not a whole number above 0" 2
done
((mutants <= 60000)) || fail 'at most 60000 mutants' 2
(($# > 0)) || fail 'usage: mutation.sh CIRCUIT ...' 2
for tool in yosys yosys-abc verilator "${CXX:-g++}"; do
    command -v "$tool" >/dev/null || fail "$tool is missing; try scripts/setup.sh mutation"
done

# quiet LOG COMMAND ...   shows the log only of a command that failed.
quiet() {
    local log=$1
    shift
    "$@" >"$log" 2>&1 || { cat "$log" >&2 && fail "$1 failed"; }
}

# Tells what a core is, from its line of rtl/cores.txt or testbenches/core/small.txt: as `describe` does. Its RAMs stay modules of
# their own.
describe_core() { # CORE
    local file
    read -r set_parameters < <(awk -v name="$1" '$1 == name {
        print "-set NeuronBits " $2 " -set StateWidth " $3 " -set LeakFraction " $5 " -set Residual " \
            ($6 == "residual") " -set WeightWidth " $7 " -set AccWidth " $8 " -set Receptors " $9 \
            " -set DelayBits " $10 " -set LaneBits " $11 " -set HoldWidth " $12 }' rtl/cores.txt testbenches/core/small.txt) || return 1
    module=lif_core sources='' rams='' suffix=.core
    while read -r file; do
        case $file in
        lif_ram*) rams+=" rtl/$file" ;;
        *) sources+=" rtl/$file" ;;
        esac
    done < <(awk '{ sub("//.*", "") } NF { print $1 }' rtl/core.f)
}

# Tells what a circuit is, from its line of rtl/formats.txt, rtl/variants.txt or of a core:
# module, sources, parameters, and the wrapper that allows its contract alone (none where the leak is
# coded in several parts).
describe() { # CIRCUIT
    local rounding coding='' parameters
    contract=lif_within_contract contract_parameters='' rams='' suffix=''
    if describe_core "$1"; then return; fi
    read -r module parameters < <(awk -v name="$1" '$1 == name {
        print "lif_neuron -set StateWidth " $2 " -set LeakFraction " $4 }' rtl/formats.txt) || true
    sources='rtl/lif_neuron.v'
    if [[ -z ${module:-} ]]; then
        read -r module rounding coding parameters < <(awk -v name="$1" '$1 == name {
            print $2, $6, $7, "-set StateWidth " $3 " -set LeakFraction " $5 }' rtl/variants.txt) ||
            fail "unknown circuit '$1'" 2
        sources="rtl/lif_fire.v rtl/$module.v"
        contract_parameters=' -set Frozen 1'
        parameters+=" -set Residual $([[ $rounding == residual ]] && echo 1 || echo 0)"
        if [[ $coding != any ]]; then
            if [[ $coding != s1 ]]; then contract=''; fi
            parameters+=" -set LeakDigits ${coding:1}"
        fi
    fi
    set_parameters="$parameters -set HoldWidth 16"
    contract_parameters=${parameters%% -set Residual*}$contract_parameters
    if [[ $coding == s1 ]]; then contract_parameters+=' -set OneTerm 1'; fi
}

# Writes the circuit as coarse cells: these are mutated, and a mutant is compared with them.
circuit() {
    quiet "$work/prep.log" yosys -Q -p "read_verilog $sources${rams:+; read_verilog -lib $rams}
        chparam $set_parameters $module
        prep -top $module -flatten; rename $module lif_mutants; write_rtlil $work/circuit.il
        mutate -list $mutants -ctrl mutsel 16 1 -seed $seed -o $work/list"
    local found
    found=$(grep -c '^mutate ' "$work/list")
    ((found == mutants)) || fail "asked for $mutants mutants, and Yosys made $found"
    possible=$(sed -n 's/^Raw database size: //p' "$work/prep.log")
}

# Makes one model with mutants FIRST to LAST, one bit a net: in vectors Verilator sees loops.
model() { # NAME FIRST LAST
    sed -n "$2,$3p" "$work/list" >"$work/$1.list"
    quiet "$work/$1.log" yosys -Q -p "read_rtlil $work/circuit.il; script $work/$1.list
        splitnets; opt_clean; write_verilog -noattr $work/$1.v"
    quiet "$work/$1.make.log" env -u MAKEFLAGS -u MAKELEVEL make --no-print-directory SETUP=no \
        "MUTANT_CIRCUIT=$(basename "$work")" "$work/$1$suffix.so"
}

judge_models() {
    local first last name names=() files=()
    for ((first = 1; first <= mutants; first += chunk)); do
        last=$((first + chunk - 1 < mutants ? first + chunk - 1 : mutants))
        name=model$first
        rm -f "$work/$name.tsv"
        names+=("$name $first $last")
        files+=("$work/$name.tsv")
    done
    printf '%s\n' "${names[@]}" | xargs -P "$jobs" -L 1 "$0" --model "$work" ||
        fail 'a model could not be judged'
    cat "${files[@]}" >"$work/judged"
    [[ $(cut -f1 "$work/judged") == "$(seq "$mutants")" ]] || fail 'not every mutant was judged'
}

one_model() { # NAME FIRST LAST
    model "$@"
    "$program" "$work/$1$suffix.so" "$2" "$3" "${scenarios[@]}" >"$work/$1.part"
    mv "$work/$1.part" "$work/$1.tsv"
}

# ---- equivalence ----

# Multipliers before adders, or one that a mutation separates from its adder gets another structure.
# shellcheck disable=SC2016 # $mul is a cell
to_gates='flatten; dffunmap; opt -nodffe -nosdff; alumacc t:$mul; alumacc; simplemap; techmap
    opt_clean -purge; setundef -undriven -zero; setundef -init -zero; aigmap; opt_clean -purge'

# Writes netlists for ABC, for any input and within the contract. The parameters are NAME and the
# mutation, if any.
netlists() { # NAME MUTATION
    local read="read_rtlil $work/circuit.il; $2; opt_clean"
    {
        printf '%s\n' "$read" "$to_gates; write_blif $work/$1.any.blif"
        if [[ -n $contract ]]; then
            printf '%s\n' 'design -reset' "$read" "read_verilog $here/$contract.v" \
                "chparam $contract_parameters $contract" \
                "hierarchy -check -top $contract; proc" \
                "$to_gates; write_blif $work/$1.allowed.blif"
        fi
    } >"$work/$1.ys"
    quiet "$work/$1.ys.log" yosys -Q "$work/$1.ys"
}

# Prints `equivalent`, `different` or `undecided`.
compare() { # KIND NUMBER
    local said status=0
    said=$(timeout "$patience" yosys-abc -c \
        "dsec $work/original.$1.blif $work/proof$2.$1.blif" 2>&1) || status=$?
    printf '%s\n' "$said" >"$work/proof$2.$1.log"
    case $said in
    *'Networks are equivalent'*) echo equivalent ;;
    *'Networks are NOT EQUIVALENT'* | *'Networks are not equivalent'*) echo different ;;
    *) ((status == 124)) || [[ $said == *UNDECIDED* ]] || fail "yosys-abc: $said"
        by_induction "$1" "$2" ;;
    esac
}

# Does the same by induction over the clocks of a step, for what is right again at its end.
by_induction() { # KIND NUMBER
    local said
    said=$(timeout "$patience" yosys-abc -c "miter $work/original.$1.blif $work/proof$2.$1.blif; \
strash; scorr -F 9; scorr; pdr -T $patience" 2>&1) || true
    printf '%s\n' "$said" >>"$work/proof$2.$1.log"
    if grep -q '^Property proved' <<<"$said"; then echo equivalent; else echo undecided; fi
}

prove() { # NUMBER
    local any allowed=- mutation
    mutation=$(sed -n "$1s/-ctrl mutsel 16 [0-9]* //p" "$work/list")
    if [[ -n $rams ]]; then
        prove_core "$work/proof$1" "$mutation"
    else
        netlists "proof$1" "$mutation"
        any=$(compare any "$1")
        if [[ $any != equivalent && -n $contract ]]; then allowed=$(compare allowed "$1"); fi
    fi
    printf '%s\t%s\t%s\n' "$1" "$any" "$allowed" >"$work/proof$1.part"
    mv "$work/proof$1.part" "$work/proof$1.tsv"
}

prove_all() { # NUMBER ...
    (($# > 0)) || return 0
    printf '%s\n' "$@" | xargs -P "$jobs" -n 1 "$0" --prove "$work" || fail 'a proof could not be made'
}

prove_alive() {
    local alive number
    mapfile -t alive < <(awk -F'\t' '$2 == "alive" {print $1}' "$work/judged")
    : >"$work/proofs"
    ((${#alive[@]} > 0)) || return 0
    if [[ -n $rams ]]; then
        core_side a ''
        core_controls
    else
        netlists original ''
    fi
    prove_all "${alive[@]}"
    for number in "${alive[@]}"; do cat "$work/proof$number.tsv"; done >"$work/proofs"
}

# shellcheck source=testbenches/mutation/core_proof.sh
source "$here/core_proof.sh"

# ---- the report ----

# Prints one line of a mutant that survives, with the text of its source line.
show_survivor() { # NUMBER WHY
    local mutation source line
    mutation=$(sed -n "$1p" "$work/list")
    # Some cells have a place without a line, after those of what they are made of.
    source=$(grep -oE 'rtl/lif_[a-z_]+\.v:[1-9][0-9]*' <<<"$mutation" | tail -n 1) || source=rtl/lif_core.v:1
    line=${source##*:}
    printf '  SURVIVES %s %s (%s): %s\n           %s: %s\n' "$format" "$1" "$2" \
        "$(sed -E 's/.*-mode ([a-z0-9]+).*-cell [^ ]*\$([a-z]+)\$[^ ]* -port ([A-Z]+) -portbit ([0-9]+)( -ctrlbit ([0-9]+))?.*/\1 of \2.\3[\4] \6/' \
            <<<"$mutation")" "$source" "$(sed -n "${line}s/^ *//p" "${source%%:*}")"
}

# Adds to the associative array `sum`, and prints the format's row.
report() {
    local key n killed equivalent contract survived bounded
    killed=$(awk -F'\t' '$2 == "killed"' "$work/judged" | wc -l)
    bounded=$(awk -F'\t' '$5 == "bounded" || $5 == "free_running"' "$work/judged" | wc -l)
    equivalent=$(awk -F'\t' '$2 == "equivalent"' "$work/proofs" | wc -l)
    contract=$(awk -F'\t' '$2 != "equivalent" && $3 == "equivalent"' "$work/proofs" | wc -l)
    survived=$((mutants - killed - equivalent - contract))
    printf '%-17s %8d %7d %11d %16d %9d %14s\n' "$format" "$mutants" "$killed" "$equivalent" \
        "$contract" "$survived" "$([[ $module == lif_neuron ]] && echo "$bounded" || echo -)"
    if [[ $module != lif_neuron ]]; then bounded=0 several_clocks=1; fi
    for key in possible mutants killed equivalent contract survived bounded; do
        sum[$key]=$((${sum[$key]:-0} + ${!key}))
    done
    for key in "${levels[@]}"; do
        n=$(awk -F'\t' -v level="$key" '$3 == level' "$work/judged" | wc -l)
        by_level[$key]=$((${by_level[$key]:-0} + n))
    done
}

write_json() {
    local key
    mkdir -p "$(dirname "$json")"
    for key in "${levels[@]}"; do echo "$key ${by_level[$key]}"; done |
        jq -R -n --argjson possible "${sum[possible]}" --argjson mutants "${sum[mutants]}" --argjson killed "${sum[killed]}" \
            --argjson equivalent $((sum[equivalent] + sum[contract])) \
            --argjson survived "${sum[survived]}" --argjson seed $((seed)) \
            --argjson equivalent_within_contract "${sum[contract]}" \
            --argjson killed_by_bounded_alone \
            "$( ((several_clocks)) && echo null || echo "${sum[bounded]}")" \
            '$ARGS.named + {by_level: [inputs / " " | {(.[0]): .[1] | tonumber}] | add,
            formats: $ARGS.positional}' --args "${formats[@]}" >"$json.part"
    mv "$json.part" "$json"
}

case $1 in
--model)
    work=$2
    shift 2
    describe "$(basename "$work")"
    one_model "$@"
    exit
    ;;
--prove)
    work=$2
    describe "$(basename "$work")"
    prove "$3"
    exit
    ;;
esac

formats=("$@")
several_clocks=0 # then the bounded level is not judged alone
levels=(constants port exact bounded free_running expect clip handshake)
declare -A sum=() by_level=()
printf '%-17s %8s %7s %11s %16s %9s %14s\n' format mutants killed equivalent 'within contract' \
    survived 'bounded alone'
for format in "${formats[@]}"; do
    describe "$format"
    work=$folder/$format
    rm -rf "$work"
    mkdir -p "$work"
    circuit
    judge_models
    prove_alive
    report
    while read -r number any allowed; do
        if [[ $any != equivalent && $allowed != equivalent ]]; then
            if [[ $allowed == - ]]; then allowed=$any; fi
            show_survivor "$number" "$allowed"
        fi
    done <"$work/proofs"
done
printf 'killed by level:'
for level in "${levels[@]}"; do printf ' %s %d' "$level" "${by_level[$level]}"; done
printf '\nSEED=%d; %s\n' "$seed" "$json"
write_json
((sum[survived] == 0))
