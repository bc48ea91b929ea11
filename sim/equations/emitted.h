// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A declaration can be compiled with its circuit: the words of a step, and its ideal with the
 * bound. The C is made of the interpreter's own kernels (compute.h, bound_step.h), so that both
 * give the very same doubles; where there is none, or it is of another plan, the interpreter is
 * used. */
#ifndef COSIM_EQUATIONS_EMITTED_H
#define COSIM_EQUATIONS_EMITTED_H

#include "equations/bound.h"

/* Computes the words of the nodes that are not settled, with its own decision, which is returned;
 * *cut: a cut changed a value that is not exact. word[] has an element a node of the tree. */
typedef bool cosim_eq_emitted_words(int64_t *word, const int64_t *input, const int64_t *param,
                                    const int64_t *state, bool *cut);

struct cosim_eq_emitted {
    uint64_t fingerprint; /* of the plan that it was emitted for */
    uint64_t kernels;     /* a hash of the headers of this room that it was compiled with */
    cosim_eq_emitted_words *words;
    cosim_eq_emitted_step *bound;
};

/* Gives a number that tells plans apart, of all that is written of one into the C. */
uint64_t cosim_eq_fingerprint(const cosim_eq_plan *plan);

/* Gives the hash of the headers that this program was compiled with; 0: nobody has told it, as
 * where nothing is ever compiled. */
uint64_t cosim_eq_kernels(void);

/* Tells whether what was emitted is of this plan, and was compiled with the kernels of this
 * program: neither what an older one wrote nor what an older one had compiled with newer headers is
 * taken. NULL does not fit. */
bool cosim_eq_emitted_fits(const struct cosim_eq_emitted *emitted, const cosim_eq_plan *plan);

#endif
