// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A case is one neuron of a scenario on one circuit that is declared by equations: its words, what
 * its inputs are driven with, and everything that a judge computes a step with. Each of these is
 * where it was left after the last step; one judge at a time uses a case. */
#ifndef COSIM_EQUATIONS_CASE_H
#define COSIM_EQUATIONS_CASE_H

#include "equations/bound.h"
#include "equations/drives.h"
#include "equations/lif.h"
#include "equations/model.h"

typedef struct cosim_eq_case {
    const cosim_eq_declaration *declaration;
    cosim_eq_words words;
    const cosim_eq_plan *plan;
    cosim_eq_drives drives;
    cosim_eq_model model;
    cosim_eq_bound bound; /* adopts the circuit's decisions */
    cosim_eq_bound free;  /* takes its own; where the circuit is judged against its own equations */
    cosim_eq_lif lif;
    cosim_eq_lif_state start, guided, freed;
    int64_t *input, *param, *before; /* of a step: an input and a param each; states before it */
    double *input_real, *added;
    bool *event, *fires;  /* of an input; of a phase */
    cosim_eq_given given; /* what the rows hold */
    uint64_t given_steps; /* the number of the step that they are of, and one */
} cosim_eq_case;

/* Makes a case in the arena. event_a is the current of an event in the scenario [A], 0: there is
 * none. Returns LIF_OK, or another status with the scenario's key and what would be right; of a
 * case that is refused only drives.apart may be read, where *result is not what it was. */
lif_status cosim_eq_case_new(cosim_arena *arena, const cosim_eq_declaration *declaration,
                             const lif_params *params, double event_a, cosim_eq_case **result,
                             lif_error *error);

/* Has the case computed by what was emitted for its declaration; NULL: by the interpreter. Tells
 * whether it is: what is of another plan or of other kernels is not taken. */
bool cosim_eq_case_take(cosim_eq_case *c, const struct cosim_eq_emitted *emitted);

/* Puts everything to where it is before the first step. */
void cosim_eq_case_reset(cosim_eq_case *c);

#endif
