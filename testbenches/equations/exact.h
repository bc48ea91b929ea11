// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Ideal and bound of a step once more, in exact rational arithmetic (GMP) and without any slack for
 * the rounding of double. What sim/equations computes in double has to enclose it, node by node:
 * the exact interval of a node, from the ideals in double and the exact errors of its operands,
 * lies in that of double, and so does what the ideal is off. So no rounding of its own can hide.
 * What it shares with it is the plan, which is computed in integers. */
#ifndef EXACT_H
#define EXACT_H

#include "equations/bound.h"

typedef struct exact exact;

/* A step shows one of these. */
typedef enum exact_outcome {
    EXACT_HOLDS,
    EXACT_ENCLOSED, /* the interval in double does not enclose the exact one */
    EXACT_DECIDED,  /* in double a condition is certain, and here it is not, or otherwise */
    EXACT_LONG      /* it holds, and the numbers have become long: begin anew */
} exact_outcome;

exact *exact_new(const cosim_eq_plan *plan);
void exact_free(exact *e);

/* Computes a step, after cosim_eq_bound_step with the same values, and compares every node. Where
 * that does not hold, `what` says which node, and by how much. */
exact_outcome exact_step(exact *e, const cosim_eq_given *given, bool fired,
                         const cosim_eq_bound *bound, char *what, size_t bytes);

/* Tells whether a word is in the exact interval of a node of the last step that has a form. */
bool exact_can_be(const exact *e, const cosim_eq_node *node, int64_t word);

/* Takes the next values over into the states, before cosim_eq_bound_advance. */
void exact_advance(exact *e);

#endif
