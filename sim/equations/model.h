// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The integer model of a declaration, for a judge: it computes the words of a step, may be told the
 * decision, and knows whether a cut changed a value that matters. */
#ifndef COSIM_EQUATIONS_MODEL_H
#define COSIM_EQUATIONS_MODEL_H

#include "equations/emitted.h"

/* A node with what a step needs of it: ids of nodes, in one piece of memory. */
typedef struct cosim_eq_operation {
    cosim_eq_op op;
    unsigned id, of[3], leaf;
    cosim_eq_type type;
} cosim_eq_operation;

typedef struct cosim_eq_model {
    const cosim_eq_plan *plan;
    int64_t *state;                            /* before the next step */
    int64_t *word;                             /* of each node of the last step */
    cosim_eq_operation *settled_ones, *others; /* of params alone, and the others */
    size_t settled_count, other_count;
    bool settled;               /* the params of the next step are those of the last one */
    const cosim_eq_node **cuts; /* those that may change a value which is not exact */
    size_t cut_count;
    cosim_eq_emitted_words
        *emitted;  /* computes the words that are not settled; NULL: the interpreter */
    bool is_cut;   /* one of the cuts may have changed a value in the last step */
    uint8_t *seen; /* private: of each node, while the cone is walked */
    const cosim_eq_node **stack;
} cosim_eq_model;

/* Makes a model in the arena, at the states after reset. Returns 0, or -1 without memory. */
int cosim_eq_model_new(cosim_arena *arena, const cosim_eq_plan *plan, cosim_eq_model *model);
void cosim_eq_model_reset(cosim_eq_model *model);

/* Computes a step; forced is the decision that is taken (0 or 1), or -1 for its own. Returns the
 * decision. */
bool cosim_eq_model_step(cosim_eq_model *model, const int64_t *input, const int64_t *param,
                         int forced);

/* Takes the next values over into the states. */
void cosim_eq_model_advance(cosim_eq_model *model);

/* Finds a cut of the last step that changed a value which is not exact, where fire or the next
 * membrane depends on it: sides that were not taken, and what was decided without it, are left out.
 * NULL: there is none. */
const cosim_eq_node *cosim_eq_model_clipped(cosim_eq_model *model);

#endif
