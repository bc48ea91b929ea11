# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154  # it shares names with formal.sh
#
# To be sourced by formal.sh: from the circuit and its properties to what the engines read.

# Prints Yosys' commands that elaborate the neuron of a format from a folder of sources.
elaborate() { # FOLDER FORMAT
    local width leak
    read -r width leak < <(widths_of "$2")
    cat <<YS
read_verilog -formal -I$1 $1/lif_neuron.v
hierarchy -check -top lif_neuron -chparam StateWidth $width -chparam LeakFraction $leak -chparam HoldWidth $hold_width
proc; flatten; $lower_checks opt_expr; opt_merge; opt_clean
check -assert
select -assert-none t:\$assume t:\$dlatch
select -assert-count $asserts t:\$assert
select -assert-count $covers t:\$cover
design -save whole
YS
}

# Prints Yosys' commands that write the assertions of some labels, and no other, for their engine.
# An undefined bit may be anything at any time.
write_model() { # FILE COUNT LABEL_PATTERN ...
    local file=$1 count=$2 pattern keep=''
    shift 2
    for pattern in "$@"; do keep+=" c:$pattern %d"; done
    cat <<YS
design -load whole
select -set others t:\$cover t:\$assert %u$keep
delete @others
YS
    if [[ $file == *.aig ]]; then
        cat <<YS
delete -output
cutpoint w:membrane_o
opt_clean; opt_expr; opt_merge; opt_clean
select -assert-none t:\$dff
select -assert-count $count t:\$assert
techmap; setundef -anyseq -undriven; opt_clean; abc -g AND -fast; opt_clean
write_aiger $file
YS
    else
        cat <<YS
opt_clean; opt_expr; opt_merge; opt_clean
select -assert-count $count t:\$assert
setundef -anyseq -undriven
dffunmap
write_smt2 -wires $file
YS
    fi
}

# Makes all models of the sound circuit in one run.
models() { # FORMAT
    local folder=$work/$1 p count patterns
    mkdir -p "$folder"
    {
        elaborate "$root/rtl" "$1"
        for p in "${chosen[@]}"; do
            if is_arithmetic "$p"; then
                count=$(labels_of p "$p" | wc -l)
                write_model "$folder/$p.aig" "$count" "p${p#P}_*"
            else
                patterns=(p3_* "p${p#P}_*")
                if [[ $p == P3 ]]; then patterns=(p3_*); fi
                count=$(for label in "${patterns[@]}"; do
                    label=${label#p} && labels_of p "P${label%%_*}"
                done | wc -l)
                write_model "$folder/$p.smt2" "$count" "${patterns[@]}"
            fi
        done
        cat <<YS
design -load whole
delete t:\$assert
opt_clean; opt_expr; opt_merge; opt_clean
select -assert-count $covers t:\$cover
setundef -anyseq -undriven
dffunmap
write_smt2 -wires $folder/covers.smt2
YS
    } | run_yosys "$folder/models.log"
}
