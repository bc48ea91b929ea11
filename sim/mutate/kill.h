// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A survivor is killed by a drive that no scenario has: one of the pool, as short as it gets. It
 * counts once it has been written as a scenario and read back, the sound circuit passes with it,
 * and the verdict fails on the mutant. */
#ifndef COSIM_MUTATE_KILL_H
#define COSIM_MUTATE_KILL_H

#include "mutate/mutants.h"
#include "mutate/pool.h"

typedef struct cosim_killing {
    cosim_pool *pool;
    cosim_arena *arena; /* of what is left in the mutant */
    const char *folder; /* where its scenario stays, or NULL */
    const char *stem;   /* of its name */
} cosim_killing;

/* Looks for a drive that kills a mutant, which has then drive, drives, key and, with a folder,
 * kept. Returns 1 for one, 0 for none, or -1 with *diag.
 */
int cosim_kill(const cosim_killing *killing, cosim_mutant *mutant, cosim_diag *diag);

/* Confirms drive words [n] of a neuron of the pool for a mutant, and leaves them in it: as
 * cosim_kill does with what it finds. */
int cosim_kill_confirm(const cosim_killing *killing, cosim_mutant *mutant, size_t neuron,
                       const int32_t *drive, size_t n, cosim_diag *diag);

#endif
