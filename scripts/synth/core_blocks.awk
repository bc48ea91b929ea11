# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The blocks of RAM of a core, from its parameters alone: before anything is synthesised.
#
#   awk -f core_blocks.awk -v core="FIELDS" -v chip="FIELDS" -v shows=0|1
#
# core is a line of rtl/cores.txt or scripts/synth/cores.txt, chip one of scripts/synth/chips.txt. It
# prints the blocks that the memories take, those that the chip has, and the same for large ones. The
# memories are those of rtl/lif_core*.v; shows counts that of rtl/lif_core_serial.v, too. Each takes the
# shape of which the fewest blocks hold it. core_synth.sh compares this with what Yosys has used.

function ceil(a, b) { return int((a + b - 1) / b) }

# Gives how many blocks of the best of some shapes hold words of so many bits.
function blocks_of(words, bits, shapes,    n, i, list, shape, used, best) {
    n = split(shapes, list, ",")
    for (i = 1; i <= n; i++) {
        split(list[i], shape, "x")
        used = ceil(words, shape[1]) * ceil(bits, shape[2])
        if (best == 0 || used < best) best = used
    }
    return best
}

function add(words, bits) { blocks += blocks_of(words, bits, chips[5]) }

BEGIN {
    if (split(core, field) != 12 || split(chip, chips) < 9) {
        print "core_blocks: a core has 12 fields, a chip 9 at least" >"/dev/stderr"
        exit 2
    }
    neurons = 2 ^ field[2]; state = field[3]; leak = field[5]; residual = field[6] == "residual"
    weight = field[7]; sum = field[8]; receptors = field[9]; slots = 2 ^ field[10]; lanes = 2 ^ field[11]
    hold = field[12]
    add(4 * neurons, leak + 1)                              # u_leak
    add(4 * neurons, state)                                 # u_word
    add(neurons, hold + 19)                                 # u_mode
    add(neurons, (receptors + 1) * state)                   # u_state
    add(neurons, hold + state)                              # u_hold
    if (residual) add(neurons, (receptors + 2) * leak)      # u_rest
    add(neurons, field[2])                                  # u_fifo
    add(2 * neurons, field[10] + receptors - 1)             # u_row
    add(slots * receptors * neurons / lanes, lanes * sum)   # u_acc
    if (shows) add(neurons, 2 * state)                      # u_shown
    words = 2 * neurons * neurons / lanes                   # u_weight
    if (chips[6] > 0) {
        large = blocks_of(words, lanes * weight, chips[7])
    } else {
        add(words, lanes * weight)
    }
    print blocks, chips[4], large + 0, chips[6]
}
