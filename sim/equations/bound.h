// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The ideal of a declaration is its equations over the reals: shifts and divisions are exact, a cut
 * is the identity, a rest is 0, params and drives have their real values, and fire is adopted from
 * the circuit. Beside it goes the bound: the word of every node is in [x + low, x + high].
 *
 * Residuals telescope: a state that keeps the rest of a division, r' = rest(p, n), lends its symbol
 * to the states in which the quotient was rounded, so that v + r / 2^n has the error of one step.
 */
#ifndef COSIM_EQUATIONS_BOUND_H
#define COSIM_EQUATIONS_BOUND_H

#include "equations/form.h"

/* The next value of a state that keeps a rest is that rest, the state itself, or something else. */
typedef enum cosim_eq_kept {
    COSIM_EQ_KEEPS_REST,
    COSIM_EQ_KEEPS_SELF,
    COSIM_EQ_KEEPS_OTHER
} cosim_eq_kept;

typedef struct cosim_eq_bound cosim_eq_bound;
typedef struct cosim_eq_given cosim_eq_given;

/* Computes a step and takes the next values over, as the C that is emitted for a declaration does
 * (equations/emit_bound.h). */
typedef void cosim_eq_emitted_step(cosim_eq_bound *bound, const cosim_eq_given *given, int fired);

struct cosim_eq_bound {
    const cosim_eq_plan *plan;
    cosim_eq_forms forms;
    double *x;                /* of each state before the next step */
    int64_t *word;            /* of an exact one */
    cosim_eq_interval *error; /* of each inexact one, without what is lent */
    double *lent;            /* how much of the symbol of state k is in state i: [i * states + k] */
    cosim_eq_kept *side;     /* of each state in the last step */
    cosim_eq_truth decision; /* of the last step: fire, before it was adopted */
    bool came_back;          /* an ideal that was lost began anew in the last step */
    double rho;     /* the most that one step's roundings added to the membrane, in words */
    int rho_symbol; /* and the symbol of the rounding that had the largest part of it */
    cosim_eq_emitted_step *emitted; /* computes a step whose words the integer model has; NULL: the
                                       interpreter does */
    bool is_taken;           /* it did the last step, and the next states are there already */
    cosim_eq_interval *seen; /* by it: the errors of the nodes that a judge looks at */
};

/* The words and the real values that a step has; each array has one element an input or param. */
struct cosim_eq_given {
    const int64_t *input;
    const double *input_real;
    const int64_t *param;
    const double *param_real;
    const int64_t *words; /* of the nodes, as the integer model has them: a cut that changed nothing
                             there did not wrap. NULL: they are not known */
    bool exact;           /* and they are those of the bound's exact nodes, too */
    bool settled; /* the params are those of the last step, whose nodes of params alone stay */
};

/* Makes a bound in the arena, at the states after reset. Returns 0, or -1 without memory. */
int cosim_eq_bound_new(cosim_arena *arena, const cosim_eq_plan *plan, cosim_eq_bound *bound);

/* Puts the states as they are after reset. */
void cosim_eq_bound_reset(cosim_eq_bound *bound);

enum { COSIM_EQ_OWN_DECISION = -1 };

/* Computes a step, whose decision the circuit took (0 or 1), or the ideal by itself: every node and
 * the decision are there then, and the states are still those before it. */
void cosim_eq_bound_step(cosim_eq_bound *bound, const cosim_eq_given *given, int fired);

/* Takes the next values over into the states. */
void cosim_eq_bound_advance(cosim_eq_bound *bound);

/* Gives what the word of a node that a judge looks at may differ from its ideal after the last
 * step: of the membrane's next value and update, and of what outputs show. */
cosim_eq_interval cosim_eq_bound_error(const cosim_eq_bound *bound, const cosim_eq_node *node);

/* Gives the rounding that had the largest part of rho, or NULL. */
const cosim_eq_node *cosim_eq_bound_rho_node(const cosim_eq_bound *bound);

/* Anchors every state at its word: nothing is known of what was before. */
void cosim_eq_bound_anchor(cosim_eq_bound *bound, const int64_t *state);

#endif
