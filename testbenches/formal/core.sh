#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# core.sh [--work DIR] [--json FILE] [--properties P1,P2] [PART ...]
#
# Proves rtl/lif_core_*properties.vh of the core and its parts, without bound, at the small widths
# that the table below tells. For each part (default: all) and each of its properties (default:
# all):
#   proof    sequence, receptors, words, synapse, config: ABC pdr, all properties of the part
#            together (each is an invariant that helps the others), from any power-up state on.
#            neuron: ABC bmc3 over the 14 clocks from the first read of a neuron to its result, from
#            any state of all registers at their begin: so nothing is left out by their number.
#   faults   each assertion alone must fail on each of its faults (core_faults.txt)
#   covers   the case of each property is reached from power-up, in the same model
# The seconds are those of the proof, which the properties of a part share.
#
# A property is `proven` only if the tool said so in its own words. `failed` has a counterexample,
# `vacuous` a case that is not reached, `unknown` neither proof nor counterexample; a tool that
# ended in any other way, a warning of Yosys, a count of assertions that is off, and more than
# FORMAL_TIMEOUT seconds a call are an `error`. The table goes to standard output.
# Status: 0 everything is proven and every fault rejected, 1 not, 2 usage, 3 there was an error.
set -euo pipefail

declare -A about=([P1]=fifo [P2]=once [P3]=walks [P4]=handshake [P5]=flags [P6]=reset [P7]=clocks
    [P8]=rules [P9]=cleared [P10]=walk [P11]=sum [P12]=overflow [P13]=refused [P14]=reset [P15]=row
    [P16]=answer [P17]=refused [P18]=strobe [P19]=word [P20]=readback [P21]=words [P22]=synapse
    [P23]=adapts [P24]=membrane [P25]=spike [P26]=clipped)
all_parts=(neuron neuron_two sequence receptors words synapse config) # the long ones first

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
export LC_ALL=C
limit=${FORMAL_TIMEOUT:-600}

# The tasks, which are processes of this script, take these from it.
work=${FORMAL_WORK:-build/formal/core}
read -ra chosen <<<"${FORMAL_CHOSEN:-${!about[*]}}"
json=build/formal-core.json
layout='%-11s %-14s %-8s %-8s %8s s'

# shellcheck source=testbenches/formal/runner.sh
source "$here/runner.sh"
# shellcheck source=testbenches/formal/yosys.sh
source "$here/yosys.sh"
# shellcheck source=testbenches/formal/aiger.sh
source "$here/aiger.sh"

# Sets what belongs to a part: its module `top`, the `text` with its `properties`, the `shape` of the
# core (parameters) and what is said of it, `clocks` in which a fault and a cover must show, the
# `engine`, `options` for Verilog, wires that are `cut` (they may have any value at any time) and
# those that are `tied` to another, and labels that are `unasked` at this shape.
set_part() { # NAME
    local small='NeuronBits 2 LaneBits 1 DelayBits 1'
    engine=pdr clocks=80 cut='' tied=() unasked='' options='' assumes=1
    case $1 in
    sequence | receptors | words)
        top=lif_core assumes=0 cut=w:u_neuron.spike_q text=lif_core_properties.vh
        tied=(f_fifo u_fifo.f_words)
        shape="$small StateWidth 12 LeakFraction 2 WeightWidth 2 AccWidth 4 HoldWidth 1"
        ;;&
    sequence)
        properties=(P1 P2 P3 P4 P5 P6 P7 P8 P9)
        said='4 neurons, any words'
        ;;
    receptors)
        properties=(P8 P9)
        said='4 neurons, 2 receptors, any words' shape+=' Receptors 2'
        ;;
    words)
        properties=(P20) text=lif_core_words_properties.vh options=-DLIF_WATCH
        said='4 neurons, 2 receptors, states of 12 bits' shape+=' Receptors 2 Residual 1'
        cut+=' w:u_neuron.seen_after_o w:u_neuron.seen_s0_o w:u_neuron.seen_s1_o'
        cut+=' w:u_neuron.a_next_q w:u_neuron.hold_next_q'
        tied=(u_neuron.u_memory.u_leak.f_address f_of,f_number[1:0]
            u_neuron.u_memory.u_word.f_address f_of,f_number[1:0]
            u_neuron.u_memory.u_mode.f_address f_of u_neuron.u_memory.u_state.f_address f_of
            u_neuron.u_memory.u_hold.f_address f_of
            u_synapse.u_row.f_address f_line u_synapse.u_weight.f_address f_lanes)
        ;;
    synapse)
        top=lif_core_synapse text=lif_core_synapse_properties.vh options=-DLIF_PART
        properties=(P10 P11 P12 P13 P14 P15)
        said='4 neurons, 2 receptors, weights of 2 bits, sums of 3'
        shape="$small WeightWidth 2 AccWidth 3 Receptors 2"
        cut=w:weights tied=(f_weight_addr u_weight.addr_i)
        ;;
    config)
        top=lif_core_config text=lif_core_config_properties.vh options=-DLIF_PART assumes=0
        properties=(P16 P17 P18 P19)
        said='256 neurons, 512 rows of 64 groups (c24)' shape='NeuronBits 8 WeightBits 15'
        ;;
    neuron | neuron_two)
        top=lif_core_neuron text=lif_core_neuron_properties.vh options='-DLIF_PART -DLIF_WATCH'
        properties=(P21 P22 P23 P24 P25 P26) engine=bmc3 clocks=15
        shape='NeuronBits 2 LaneBits 1 StateWidth 4 LeakFraction 2 WeightWidth 2 AccWidth 7'
        shape+=' HoldWidth 2'
        tied=(f_leak_addr u_memory.u_leak.read_addr_i f_word_addr u_memory.u_word.read_addr_i
            f_state_addr u_memory.u_state.read_addr_i f_state_read u_memory.u_state.read_i
            f_written_addr u_memory.u_state.write_addr_i f_written u_memory.u_state.write_i)
        if [[ $1 == neuron ]]; then
            said='half-up, states of 4 bits, leaks of 3'
            unasked='p22_second p22_rest p23_rest p24_rest p26_second'
        else
            said='2 receptors, residuals, states of 4 bits, leaks of 3'
            shape+=' Receptors 2 Residual 1'
        fi
        ;;
    *) return 1 ;;
    esac
    case $1 in neuron) shape+=' Receptors 1 Residual 0' ;; esac
}

asked_labels_of() { # c | p, property: the labels that the text of the part has, and asks
    local label
    for label in $(labels_of "$@"); do
        [[ " $unasked " == *" $label "* ]] || echo "$label"
    done
}
asked() { # the properties of the part that are chosen
    local p
    for p in "${properties[@]}"; do
        if is_chosen "$p"; then echo "$p"; fi
    done
}
# Prints NUMBER and LABEL of the faults that a property of the part has at its shape.
faults_of() { # PROPERTY
    local number label
    while read -r number label _; do
        if [[ $(property_of "$label") == "$1" && " $unasked " != *" $label "* ]]; then
            echo "$number $label"
        fi
    done < <(awk -v ask=list -f "$seed" "$here/core_faults.txt")
}

# Prints Yosys' commands that elaborate the part from a folder of sources. Its memories are those of
# core/, which promise no more than those of the circuit.
elaborate() { # FOLDER
    local i
    echo "read_verilog -formal $options -I$1 $1/lif_core.v $1/lif_core_config.v" \
        "$1/lif_core_synapse.v $1/lif_core_neuron.v $1/lif_core_memory.v" \
        "$here/core/lif_ram.v $here/core/lif_ram_single.v"
    # shellcheck disable=SC2086 # names and values
    printf 'chparam%s %s\n' "$(printf ' -set %s %s' $shape)" "$top"
    cat <<YS
hierarchy -check -top $top; proc; flatten; $lower_checks opt_expr; opt_merge; opt_clean
select -assert-none t:\$dlatch
YS
    if ((assumes == 0)); then echo 'select -assert-none t:$assume'; fi
    for ((i = 0; i < ${#tied[@]}; i += 2)); do
        echo "connect -set ${tied[i]} ${tied[i + 1]}"
    done
    # The words of a memory need not be shown where nothing is tied to them.
    if [[ $options != *LIF_WATCH* && $top != lif_core_config ]]; then
        echo 'setattr -unset keep w:*f_words'
    fi
    echo 'check -assert'
    if [[ -n $cut ]]; then echo "cutpoint $cut"; fi
    cat <<YS
delete -output; opt_clean; memory -nomap; opt_clean; memory_map; opt -fast; opt_clean
design -save whole
YS
}

# ---- tasks: each leaves one line in a file ----

models() { # PART
    local p label patterns=() count=0
    set_part "$1"
    {
        elaborate "$root/rtl"
        for p in $(asked); do
            for label in $(asked_labels_of p "$p"); do patterns+=("$label") count=$((count + 1)); done
            for label in $(asked_labels_of c "$p"); do write_model "$work/$1/$label.aig" 1 "$label"; done
            # shellcheck disable=SC2046 # labels
            write_model "$work/$1/$p.aig" "$(asked_labels_of p "$p" | wc -l)" $(asked_labels_of p "$p")
        done
        write_model "$work/$1/all.aig" "$count" "${patterns[@]}"
    } | run_yosys "$work/$1/models.log"
}

prove() { # PART
    local p answer begin=${EPOCHREALTIME/./} milliseconds alone verdict
    set_part "$1"
    if [[ $engine == pdr ]]; then
        answer=$(unbounded "$work/$1/all.aig")
    else
        answer=$(bounded "$work/$1/all.aig" "$clocks")
    fi
    milliseconds=$(((${EPOCHREALTIME/./} - begin) / 1000))
    for p in $(asked); do
        alone=$answer
        # One that fails says nothing about the others.
        if [[ $answer == failed || $answer == unknown ]]; then
            alone=$(bounded "$work/$1/$p.aig" "$clocks")
            if [[ $alone == passed && $engine == pdr ]]; then alone=unknown; fi
        fi
        case $alone in passed) verdict=proven ;; *) verdict=$alone ;; esac
        echo "$verdict $milliseconds" >"$work/$1/$p.verdict"
    done
}

cover() { # PART LABEL
    local answer
    set_part "$1"
    answer=$(bounded "$work/$1/$2.aig" "$clocks")
    case $answer in failed) echo reached ;; *) echo "$answer" ;; esac >"$work/$1/$2.verdict"
}

# A fault is rejected if the assertion of its label has a counterexample.
reject() { # PART NUMBER LABEL
    local folder=$work/$1/fault-$2 answer
    set_part "$1"
    mkdir -p "$folder/rtl"
    cp "$root"/rtl/lif_core*.{v,vh} "$folder/rtl"
    awk -v fault="$2" -v root="$folder" -f "$seed" "$here/core_faults.txt"
    { elaborate "$folder/rtl" && write_model "$folder/m.aig" 1 "$3"; } | run_yosys "$folder/log"
    answer=$(bounded "$folder/m.aig" "$clocks")
    case $answer in failed) echo rejected ;; *) echo "$answer" ;; esac >"$folder/verdict"
    rm -r "$folder/rtl"
}

# ---- the whole ----

tasks() {
    local name p
    for name in "${parts[@]}"; do
        set_part "$name"
        echo "prove $name"
    done
    for name in "${parts[@]}"; do
        set_part "$name"
        for p in $(asked); do
            asked_labels_of c "$p" | sed "s/^/cover $name /"
            faults_of "$p" | sed "s/^/reject $name /"
        done
    done
}

# Every property has an assertion and a cover, every assertion a fault, every fault an assertion.
tables_agree() {
    local name p
    for name in "${all_parts[@]}"; do
        set_part "$name"
        for p in "${properties[@]}"; do
            [[ -n $(asked_labels_of p "$p") && -n $(asked_labels_of c "$p") ]] || return 1
            [[ $(asked_labels_of p "$p" | sort) == $(faults_of "$p" | cut -d' ' -f2 | sort -u) ]] || return 1
        done
    done
    [[ $(grep -ohE '\bp[0-9]+_[a-z_]+: +assert ' "$root"/rtl/lif_core_*.vh | cut -d: -f1 | sort) == \
        $(awk '$1 == "@" { print $2 }' "$here/core_faults.txt" | sort -u) ]]
}

options_of() { # ARGUMENT ...
    local name
    read_options 'P1,P2' PART "$@"
    parts=("${named[@]}")
    if ((${#parts[@]} == 0)); then parts=("${all_parts[@]}"); fi
    for name in "${parts[@]}"; do
        set_part "$name" || give_up 2 "there is no part '$name'; these are: ${all_parts[*]}"
    done
}

# Prints one line of the table from what the tasks left; what a task did not leave is an error.
row() { # PART PROPERTY
    local folder=$work/$1 verdict=error milliseconds=0 label answer
    local faults=0 rejected=0 cases=0 reached=0
    if [[ -s $folder/$2.verdict ]]; then read -r verdict milliseconds <"$folder/$2.verdict"; fi
    count_faults "$folder" "$1" < <(faults_of "$2")
    for label in $(asked_labels_of c "$2"); do
        cases=$((cases + 1))
        answer=$(cat "$folder/$label.verdict" 2>/dev/null) || answer=error
        if [[ $answer == reached ]]; then
            reached=$((reached + 1))
        else
            echo "not reached: $label, $1: $answer" >&2
        fi
        if [[ $answer == error ]]; then verdict=error; fi
    done
    if [[ $verdict == proven ]] && ((reached < cases || cases == 0)); then verdict=vacuous; fi
    put_row "ABC $engine" "$verdict" "$milliseconds" "$rejected" "$faults" "$reached" "$cases" \
        part "$1" property "$2 ${about[$2]}" widths "$said"
}

main() {
    local name p jobs
    options_of "$@"
    need_tools yosys yosys-abc jq
    tables_agree || give_up 3 'an assertion without a fault, or a property without a cover'
    rm -f "$json"
    for name in "${parts[@]}"; do rm -rf "${work:?}/$name" && mkdir -p "$work/$name"; done
    mkdir -p "$(dirname "$json")"
    export FORMAL_WORK=$work FORMAL_CHOSEN=${chosen[*]}
    jobs=(xargs -P "$(nproc)" -L 1 "$here/core.sh" --task)
    # A task that fails leaves no verdict, which the table tells.
    printf 'models %s\n' "${parts[@]}" | "${jobs[@]}" || true
    tasks | "${jobs[@]}" || true

    begin_table
    for name in "${parts[@]}"; do
        set_part "$name"
        for p in $(asked); do row "$name" "$p"; done
    done
    end_table
}

if [[ ${1:-} == --task ]]; then
    shift
    "$@"
else
    main "$@"
fi
