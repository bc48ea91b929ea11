// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A form is a node over the reals, with what its word may differ from that:
 *
 *   word - x = sum of coefficient * symbol + what lies in [low, high]
 *
 * A symbol is the error of a state before the step, or that of a rounding of the step; plain
 * intervals would not do, because v - (v >> 4) would then grow by 17/16 a step. The interval is
 * widened by the rounding of double itself, node by node: 2^-52 of the node, its operands and all
 * that was added up on the way, coefficients and intervals too. */
#ifndef COSIM_EQUATIONS_FORM_H
#define COSIM_EQUATIONS_FORM_H

#include "equations/plan.h"

typedef struct cosim_eq_interval {
    double low, high;
} cosim_eq_interval;

/* A condition over the reals, and over the words: 0 no, 1 yes, 2 open. */
typedef struct cosim_eq_truth {
    bool ideal;
    uint8_t word;
} cosim_eq_truth;

/* All arrays but `symbol` have one element a node of the tree. */
typedef struct cosim_eq_forms {
    const cosim_eq_plan *plan;
    double *x;
    int64_t *word; /* of EXACT and KNOWN nodes */
    double *low, *high;
    double *coefficient;       /* a row of plan->symbols a node */
    cosim_eq_truth *truth;     /* of conditions that are not EXACT */
    cosim_eq_interval *symbol; /* of the step */
    const int64_t *words;      /* of the circuit's nodes in the step, or NULL */
    bool may_wrap;             /* a cut of this step may change a word */
} cosim_eq_forms;

/* Makes the arrays in the arena. Returns 0, or -1 without memory. */
int cosim_eq_forms_new(cosim_arena *arena, const cosim_eq_plan *plan, cosim_eq_forms *forms);

/* Gives what the word of a node may differ from its x. */
cosim_eq_interval cosim_eq_error(const cosim_eq_forms *forms, const cosim_eq_node *node);

/* Tells whether a word is within what cosim_eq_error gives, but for the rounding of the comparison.
 */
bool cosim_eq_can_be(const cosim_eq_forms *forms, const cosim_eq_node *node,
                     cosim_eq_interval error, double word);

#endif
