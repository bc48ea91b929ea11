# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Reads the tables that make needs, in one process, and prints them as words NAME:=VALUE, in which `|`
# stands for a blank (Makefile evaluates each). The names, by the file that is read:
#   rtl/rtl.f                          RTL: the sources of the circuit
#   rtl/core.f                         CORE_RTL: the sources of the core
#   rtl/cores.txt                      CORES; core_NAME: the twelve fields
#   rtl/core_board.f                   CORE_BOARD_RTL: what a board with a core has beside it
#   scripts/synth/cores.txt            SYNTH_CORES; core_NAME: the same
#   testbenches/core/small.txt         SMALL_CORES; core_NAME: the same
#   scripts/synth/chips.txt            CHIPS
#   rtl/formats.txt                    FORMATS; format_NAME: the three widths
#   rtl/variants.txt                   VARIANTS; variant_NAME: the eight fields; leak_code_NAME: the digits
#                                      of a coded leak, 64 more for shift terms (lif_serial.v)
#   scripts/synth/targets.txt          TARGETS; target_NAME: its circuits
#   sim/floors.txt                     SIM_ROOMS: those that have a floor
#   testbenches/faults/neuron.txt      FAULT_NAMES; RTL_FAULTS: those that change no file of sim/
#   testbenches/faults/variants.txt    VARIANT_FAULT_NAMES; fault_variant_NAME: the variant that gets it
#   testbenches/faults/core_model.txt  CORE_MODEL_FAULT_NAMES
# testbenches/faults/seed.awk tells the form of the last three, and refuses what is none.

function join_from(first,    i, text) {
    text = $first
    for (i = first + 1; i <= NF; i++) text = text "|" $i
    return text
}

function add(list, word) { lists[list] = lists[list] "|" word }

# A fault of neuron.txt changes the circuit alone, or the wrapper too: that is known when it ends.
function finish_fault() {
    if (fault != "" && !changes_sim) add("RTL_FAULTS", fault)
    fault = ""
    changes_sim = 0
}

FILENAME ~ /faults\/neuron\.txt$/ {
    if (/^@ /) {
        finish_fault()
        fault = $2
        add("FAULT_NAMES", fault)
    }
    if (/^in sim\//) changes_sim = 1
    next
}
FILENAME ~ /faults\/variants\.txt$/ {
    if (/^@ /) add("VARIANT_FAULT_NAMES", seeded = $2)
    if (/^variant /) print "fault_variant_" seeded ":=" $2
    next
}
FILENAME ~ /faults\/core\.txt$/ {
    if (/^@ /) add("CORE_FAULT_NAMES", $2)
    next
}
FILENAME ~ /faults\/core_model\.txt$/ {
    if (/^@ /) add("CORE_MODEL_FAULT_NAMES", $2)
    next
}
FILENAME ~ /\.f$/ { sub(/\/\/.*/, "") }
FILENAME !~ /\.f$/ { sub(/#.*/, "") }
NF == 0 { next }
FILENAME ~ /rtl\.f$/ { add("RTL", "rtl/" $1) }
FILENAME ~ /core\.f$/ { add("CORE_RTL", "rtl/" $1) }
FILENAME ~ /core\/small\.txt$/ { add("SMALL_CORES", $1); print "core_" $1 ":=" join_from(1); next }
FILENAME ~ /synth\/cores\.txt$/ { add("SYNTH_CORES", $1); print "core_" $1 ":=" join_from(1); next }
FILENAME ~ /board\.f$/ { add("CORE_BOARD_RTL", "rtl/" $1); next }
FILENAME ~ /chips\.txt$/ { add("CHIPS", $1) }
FILENAME ~ /cores\.txt$/ { add("CORES", $1); print "core_" $1 ":=" join_from(1) }
FILENAME ~ /formats\.txt$/ { add("FORMATS", $1); print "format_" $1 ":=" join_from(2) }
FILENAME ~ /variants\.txt$/ {
    add("VARIANTS", $1)
    print "variant_" $1 ":=" join_from(1)
    if ($7 ~ /^[ms][0-9]+$/) print "leak_code_" $1 ":=" substr($7, 2) + ($7 ~ /^s/ ? 64 : 0)
}
FILENAME ~ /floors\.txt$/ && $1 ~ /^[0-9]+$/ { add("SIM_ROOMS", $2) }
FILENAME ~ /targets\.txt$/ { add("TARGETS", $1); print "target_" $1 ":=" join_from(2) }
END {
    finish_fault()
    for (list in lists) print list ":=" substr(lists[list], 2)
}
