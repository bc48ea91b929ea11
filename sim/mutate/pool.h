// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Drives that are tried on every survivor: short walks from reset with the scenario's neuron, and
 * with single keys of it other. The sound circuit's answers to each are kept, so that a mutant is
 * run once to be compared. */
#ifndef COSIM_MUTATE_POOL_H
#define COSIM_MUTATE_POOL_H

#include "mutate/model.h"
#include "run/words.h"
#include "scenario/scenario.h"

enum { COSIM_POOL_WALKS = 260, COSIM_POOL_STEPS = 320, COSIM_POOL_NEURONS = 26 };

typedef struct cosim_pool_neuron {
    const char *key;        /* "KEY=VALUE" that is other, or NULL */
    cosim_scenario *varied; /* owned, or NULL: the scenario itself */
    cosim_job job;
    cosim_words words;
} cosim_pool_neuron;

typedef struct cosim_pool_walk {
    size_t neuron;
    int32_t *drive;
    size_t n;
    int64_t *outputs; /* of the sound circuit: a row a step */
} cosim_pool_walk;

typedef struct cosim_pool {
    const cosim_mutant_model *model;
    cosim_arena *arena;
    cosim_pool_neuron neurons[COSIM_POOL_NEURONS];
    size_t neuron_count;
    cosim_pool_walk walks[COSIM_POOL_WALKS];
    size_t walk_count;
} cosim_pool;

/* Draws the walks and runs the sound circuit on them. Returns 0, or -1 with *diag;
 * cosim_pool_free in any case. */
int cosim_pool_make(cosim_pool *pool, const cosim_mutant_model *model,
                    const cosim_scenario *scenario, uint64_t seed, cosim_diag *diag);
void cosim_pool_free(cosim_pool *pool);

/* A run ends like this, whatever its outputs were. */
typedef enum cosim_pool_end {
    COSIM_POOL_RAN,
    COSIM_POOL_BREACH,
    COSIM_POOL_STOPPED
} cosim_pool_end;

/* Runs a mutant on drive words [n] of a neuron; the rows of its outputs are then in
 * neuron->words.outputs. */
cosim_pool_end cosim_pool_run(const cosim_pool *pool, cosim_pool_neuron *neuron, unsigned number,
                              const int32_t *drive, size_t n);

/* Finds the first step from which on a mutant answers otherwise than the sound circuit, or does
 * something that no step asks for; n: none. */
size_t cosim_pool_difference(cosim_pool *pool, const cosim_pool_walk *walk, unsigned number);

#endif
