// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A netlist is compared with its RTL on these random blocks. */
#ifndef NETLIST_SWEEP_H
#define NETLIST_SWEEP_H

#include "circuit/dut.h"
#include "lif_random.h"

#include <stdbool.h>
#include <stddef.h>

enum { SWEEP_STEPS = 256 };

/* A block has the words, drives and holds of some steps; the circuit is reset before it. */
typedef struct sweep_block {
    lif_words words;
    int32_t drive[SWEEP_STEPS];
    uint32_t hold[SWEEP_STEPS];
} sweep_block;

/* A circuit answers this to it. */
typedef struct sweep_outputs {
    int32_t before[SWEEP_STEPS], after[SWEEP_STEPS];
    uint8_t spike[SWEEP_STEPS];
} sweep_outputs;

/* Returns SEED of the environment, or the seed of the project's tests. */
uint64_t sweep_seed(void);

/* Draws block `number` (0, 1, ...) for circuits of this format: random words and, in turn, each
 * kind of steps after them. */
void sweep_draw(sweep_block *block, lif_random *random, const lif_format *format, uint64_t number);

/* Runs the block on a circuit. Returns 0, or -1 where the circuit gave no answer (its `message`
 * says why). */
int sweep_run(cosim_dut *dut, const sweep_block *block, sweep_outputs *out);

/* Returns the number of steps that two circuits answered differently. */
size_t sweep_different(const sweep_outputs *a, const sweep_outputs *b);

#endif
