// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The word of a current is not declared: it follows. A current adds k*G*I to the membrane of the
 * scenario's neuron in a step, and a word of an input adds a coefficient, which experiments on the
 * ideal find. */
#ifndef COSIM_EQUATIONS_DRIVES_H
#define COSIM_EQUATIONS_DRIVES_H

#include "equations/bound.h"

typedef struct cosim_eq_drives {
    double *per_a;      /* of each input: words of a current [1/A] */
    double added_per_a; /* what a current adds to the membrane, in words [1/A] */
    double event_a;     /* the current of an event [A] */
} cosim_eq_drives;

/* Finds the coefficients by experiments on the bound's ideal, which is left at its reset. Refuses,
 * with the reason in why[bytes] (the rest of a sentence that begins with the input's name), an
 * input that adds nothing, or not in proportion to its word. Returns 0, or -1. */
int cosim_eq_drives_find(cosim_arena *arena, cosim_eq_bound *bound, double event_a,
                         cosim_eq_drives *drives, unsigned *input, char *why, size_t bytes);

/* Rounds n currents [A] of one input to words, to nearest. A word outside the input's type is the
 * nearest that it holds. For an event a current is 0 or that of one. Returns how many do not fit.
 */
size_t cosim_eq_drive_words(const cosim_eq_declaration *declaration, const cosim_eq_drives *drives,
                            unsigned input, const double *current_a, size_t n, int64_t *word);

/* Gives the limits [A] outside of which a current does not fit. */
void cosim_eq_drive_range(const cosim_eq_declaration *declaration, const cosim_eq_drives *drives,
                          unsigned input, double *low_a, double *high_a);

#endif
