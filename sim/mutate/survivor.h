// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A chunk is the mutants of one model. Those that no scenario of the user kills are survivors, and
 * what becomes of them is found out here: one of the scenarios that were added kills them, or
 * another drive does, or a prover says that they are equivalent. */
#ifndef COSIM_MUTATE_SURVIVOR_H
#define COSIM_MUTATE_SURVIVOR_H

#include "mutate/mutate.h"
#include "mutate/pool.h"
#include "mutate/store.h"

typedef struct cosim_chunk {
    cosim_mutate *mutate;
    cosim_mutate_store *store;
    cosim_mutant_model model;
    cosim_job *jobs; /* of the scenarios, and then of those that were added */
    size_t job_count;
    cosim_pool pool; /* made where a mutant survives */
    bool pooled;
    char stem[80];
} cosim_chunk;

/* Prepares a scenario on the model. Returns 0, or -1 with *diag. */
int cosim_chunk_add(cosim_chunk *chunk, const cosim_scenario *scenario, cosim_diag *diag);

/* Decides about a mutant that no scenario of the user kills. Returns 0, or -1 with *diag. */
int cosim_chunk_examine(cosim_chunk *chunk, cosim_mutant *mutant, cosim_diag *diag);

#endif
