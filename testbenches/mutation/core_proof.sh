# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154  # it shares names with mutation.sh, which sources it
#
# To be sourced by mutation.sh: proofs that a core and its mutant are alike.
#
# Both run side by side from any power-up state, with a reset in the first clock and everything at random
# after it, with all words alike (core_pair.awk): all that is needed is that no output of the pair ever
# tells a difference. ABC (pdr) proves it, or names what is the first to differ. A register or RAM of which that
# is true gets a word for each of the two, and the proof begins again: so only what the mutation reaches is
# there twice. If what differs is an output of the core, the mutant is `different`.

# Writes one of the two: NAME.il with its registers, RAMs and multipliers outside, its ports, gates and a stub.
core_side() { # NAME MUTATION
    local at=$work/$1
    quiet "$at.cells.log" yosys -Q -p "read_rtlil $work/circuit.il; $2; opt_clean; dffunmap; write_rtlil $at.cells.il"
    awk -v "lib=$at.lib.v" -f "$here/core_outside.awk" "$at.cells.il" >"$at.outside.il" || fail "$at.cells.il"
    quiet "$at.side.log" yosys -Q -p "read_rtlil $at.outside.il; read_verilog -lib $at.lib.v
        expose -evert t:lif_outside_*; select -assert-none lif_mutants/t:lif_outside_*
        rename lif_mutants lif_${1##*.}; tee -q -o $at.ports portlist lif_${1##*.}; delete lif_outside_*
        alumacc; simplemap; techmap; opt_clean -purge; setundef -undriven -zero; aigmap; opt_clean -purge
        write_blif $at.blif; delete */c:*; setattr -mod -set blackbox 1 lif_${1##*.}; write_rtlil $at.stub.il"
}

# Writes the pair, with these registers and RAMs apart.
core_pair() { # PROOF KIND NAMES
    awk -v "kind=$2" -v "apart=$3" -v "state=$state_width" -v "weight=$weight_width" -v "names=$1.names" \
        -f "$here/core_pair.awk" "$work/a.ports" "$1.b.ports" >"$1.pair.v" || fail "$1.pair.v"
    quiet "$1.pair.log" yosys -Q -p "read_rtlil $work/a.stub.il; read_rtlil $1.b.stub.il
        read_verilog $here/lif_core_pair.v $1.pair.v; hierarchy -check -top lif_pair; proc; flatten
        dffunmap; simplemap; techmap; opt_clean -purge; setundef -undriven -zero; setundef -init -zero; aigmap
        opt_clean; write_blif $1.pair.blif"
    mkdir -p "$1.bodies"
    awk -v "folder=$1.bodies" -f "$here/core_inline.awk" <(cat "$work/a.blif" "$1.b.blif") "$1.pair.blif" \
        >"$1.blif" || fail "$1.blif"
}

# Sets `answer` to equivalent, different(OUTPUT) or undecided, and adds to `apart`. PROOF_SECONDS are of processor
# time for each question, of which there is one for each register that is put apart.
core_alike() { # PROOF KIND
    local said status at name
    answer=undecided
    while :; do
        core_pair "$1" "$2" "$apart"
        status=0
        said=$(ulimit -t "$patience" && timeout $((10 * patience)) yosys-abc -c \
            "read_blif $1.blif; strash; ifraig; scleanup; pdr -T $patience" 2>&1) || status=$?
        printf '%s\n' "$2, apart:$apart" "$said" >>"$1.log"
        case $status in
        0 | 124 | 137 | 152) ;; # done, or its time is over: by timeout, or by the limit, which kills
        *) fail "yosys-abc: status $status: $said" ;;
        esac
        if grep -q '^Property proved' <<<"$said"; then answer=equivalent && return; fi
        at=$(sed -n 's/^Output \([0-9]*\) of miter.*/\1/p' <<<"$said" | head -n 1)
        if [[ -z $at ]]; then return; fi
        name=$(sed -n "$((at + 1))p" "$1.names")
        [[ -n $name ]] || fail "$1: output $at of the pair"
        if [[ " $apart " == *" $name "* ]]; then return; fi # a RAM that is apart tells more than can be kept apart
        if [[ $name != *.* ]] && grep -qxE "output \[[0-9]+:0\] $name" "$work/a.ports"; then
            answer="different($name)" && return
        fi
        apart+=" $name"
    done
}

prove_core() { # PROOF MUTATION
    local state_width weight_width apart='' answer
    read -r state_width weight_width < <(awk -v name="$(basename "$work")" '$1 == name { print $3, $7 }' rtl/cores.txt testbenches/core/small.txt)
    core_side "${1#"$work"/}.b" "$2"
    core_alike "$1" any
    any=$answer allowed=undecided
    if [[ $any != equivalent ]]; then core_alike "$1" allowed && allowed=$answer; fi
    rm -rf "$1".{bodies,blif,pair.blif,b.blif,b.il,b.cells.il,b.outside.il,b.stub.il}
}

# Tries to prove the same of mutants that were killed, which must not succeed: a proof that allows too little
# of what may happen would show here.
core_controls() {
    local killed number proofs
    mapfile -t killed < <(awk -F'\t' '$2 == "killed" && n++ < 3 { print $1 }' "$work/judged")
    prove_all "${killed[@]}"
    for number in "${killed[@]}"; do
        if grep -q equivalent "$work/proof$number.tsv"; then
            fail "mutant $number was killed, and is proven equivalent: $work/proof$number.log"
        fi
    done
    proofs=("${killed[@]/#/$work/proof}")
    printf '%s: %d of %d killed mutants refuted by the proofs, too\n' "$format" \
        "$(awk '/different/ { n++ } END { print n + 0 }' "${proofs[@]/%/.tsv}" </dev/null)" "${#killed[@]}"
}
