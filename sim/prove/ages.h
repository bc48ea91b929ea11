// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A circuit that takes several clocks for a step is compared with its equations by age.
 *
 * The miter keeps the last step beside the circuit (prove/ages_miter.h). A simulation of random
 * traces finds which bits of registers equal which bits of that step, of its operands, sums and
 * rows, so many clocks after it was taken. Each such pair becomes a lemma, which is a further
 * output that is 1 where the two differ at one of those ages.
 *
 * Nothing of a lemma is assumed: scorr proves by induction those that hold, all together with the
 * output that is asked about, and then that output alone is left for pdr. A lemma that is wrong is
 * not proven, and helps nothing. What the simulation drew has no part in what is proven. */
#ifndef COSIM_PROVE_AGES_H
#define COSIM_PROVE_AGES_H

#include "foreign/manifest.h"
#include "prove/ages_copies.h"

/* A lemma says that two signals are equal in some classes of clocks. A class is twice an age, + 1
 * where the step of that age was held. */
typedef struct cosim_ages_lemma {
    uint32_t a, b;     /* literals of the graph; b: 0 or 1 is a number */
    uint64_t *classes; /* a bit for each */
} cosim_ages_lemma;

typedef struct cosim_ages_lemmas {
    cosim_ages_lemma *of;
    size_t count;
} cosim_ages_lemmas;

/* Finds lemmas for a graph that has its copies, drawn from a seed, of which there are `ages`.
 * Returns 0, or -1 with *diag; free them in either case. */
int cosim_ages_find(cosim_aiger *graph, const cosim_ages_copies *copies, unsigned ages,
                    uint64_t seed, cosim_ages_lemmas *lemmas, cosim_diag *diag);
void cosim_ages_free(cosim_ages_lemmas *lemmas);

/* Writes the graph to `path` with the output of this name, which is the first, and behind it the
 * words that are outside of their range, the copies that do not fit, and the lemmas; with
 * `numbers` those lemmas alone that say that a signal is a number, as those of control do. Returns
 * 0, or -1 with *diag. */
int cosim_ages_write(cosim_aiger *graph, const cosim_ages_copies *copies, unsigned ages,
                     const char *output, const cosim_ages_lemmas *lemmas, bool numbers,
                     const char *path, cosim_diag *diag);

#endif
