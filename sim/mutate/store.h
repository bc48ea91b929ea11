// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The fate of each mutant is kept beside its models, so that a run that was ended goes on. */
#ifndef COSIM_MUTATE_STORE_H
#define COSIM_MUTATE_STORE_H

#include "base/journal.h"
#include "mutate/mutate.h"

typedef struct cosim_mutate_store {
    cosim_journal journal;
} cosim_mutate_store;

/* Opens the journal WORK/mutants.tsv. With `resume` it takes over what stands there of the same
 * circuit, mutants and scenarios, else it begins anew. Returns 0, or -1 with *diag: there is
 * nothing to resume, it is of something else, or damaged. */
int cosim_store_open(cosim_mutate_store *store, cosim_mutate *mutate, cosim_diag *diag);

/* Adds a mutant that is decided. Returns 0, or -1 with *diag. */
int cosim_store_put(cosim_mutate_store *store, const cosim_mutant *mutant, cosim_diag *diag);
void cosim_store_close(cosim_mutate_store *store);

#endif
