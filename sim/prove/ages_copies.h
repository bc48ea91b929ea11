// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Each signal of the last step becomes a register that copies that signal of the specification when
 * a step is taken, so that what was computed once need not be computed again by a prover.
 *
 * That the copies fit together, each one with those that it is computed from, is a lemma for each:
 * a small one, however long the way from the operands of a step to its end is. */
#ifndef COSIM_PROVE_AGES_COPIES_H
#define COSIM_PROVE_AGES_COPIES_H

#include "prove/aiger.h"

typedef struct cosim_ages_copies {
    size_t own;        /* registers that the graph had before */
    uint32_t *literal; /* what a lemma may compare with: 0, 1, copies, and states of now; */
    size_t count;      /* each once, in rising order */
    uint32_t *wrong;   /* literals that are 1 where a copy does not fit the others */
    size_t wrong_count;
} cosim_ages_copies;

/* Adds the copies to a graph of COSIM_NETLIST_AGES. Returns 0, or -1 with *diag; free them in
 * either case. */
int cosim_ages_copies_make(cosim_aiger *graph, cosim_ages_copies *copies, cosim_diag *diag);
void cosim_ages_copies_free(cosim_ages_copies *copies);

/* Finds the literal of an output by its name; returns UINT32_MAX where there is none. */
uint32_t cosim_ages_output(const cosim_aiger *graph, const char *name);

/* Tells whether the name of a signal (NULL: it has none) begins so. */
bool cosim_ages_begins(const char *name, const char *head);

/* Returns a literal that is 1 where one of both is, and where they differ. */
uint32_t cosim_ages_either(cosim_aiger *graph, uint32_t a, uint32_t b);
uint32_t cosim_ages_differ(cosim_aiger *graph, uint32_t a, uint32_t b);

#endif
