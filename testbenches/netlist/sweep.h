// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The random blocks on which a netlist is compared with its RTL. */
#ifndef NETLIST_SWEEP_H
#define NETLIST_SWEEP_H

#include "circuit/dut.h"
#include "lif_random.h"

#include <stdbool.h>
#include <stddef.h>

enum { SWEEP_STEPS = 256 };

/* Words, drives and holds of a block of steps; the circuit is reset before it. */
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

/* SEED of the environment, or the seed of the project's tests. */
uint64_t sweep_seed(void);

/* Draws block `number` (0, 1, ...) for circuits of this format: random words and, in turn, each
 * kind of steps after them. */
void sweep_draw(sweep_block *block, lif_random *random, const lif_format *format, uint64_t number);

/* The block on a circuit: 0, or -1 where the circuit gave no answer (its `message` says why). */
int sweep_run(cosim_dut *dut, const sweep_block *block, sweep_outputs *out);

/* The steps that two circuits answered differently. */
size_t sweep_different(const sweep_outputs *a, const sweep_outputs *b);

#endif
