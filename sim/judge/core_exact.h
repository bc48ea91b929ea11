// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The exact level of a core: S, A, the membrane before and after the reset and the spike of every
 * neuron-tick equal the integer model's. The model takes the circuit's spikes as events and, after
 * a mismatch, the circuit's state, so that later mismatches are counted for themselves. Of a core
 * that shows no state the spikes alone are compared. */
#ifndef COSIM_JUDGE_CORE_EXACT_H
#define COSIM_JUDGE_CORE_EXACT_H

#include "base/arena.h"
#include "result/core_result.h"
#include "lif_core_integer.h"

typedef struct cosim_core_exact {
    lif_core_integer model;
    lif_core_seen words; /* what the model shows of the tick */
} cosim_core_exact;

/* Starts; what the arena does not hold is freed by cosim_core_exact_free. Returns -1 without
 * memory, and there is then nothing to free. */
int cosim_core_exact_start(cosim_core_exact *exact, cosim_arena *arena,
                           const lif_core_format *format, const lif_core_image *image);

/* Takes an event of an input before its tick. */
void cosim_core_exact_event(cosim_core_exact *exact, uint32_t row);

/* Judges a tick: what the circuit shows (NULL: nothing) and its spikes [neurons]. */
void cosim_core_exact_judge(cosim_core_exact *exact, uint64_t tick, const lif_core_seen *seen,
                            const uint8_t *spike, cosim_core_finding *finding);

#endif
