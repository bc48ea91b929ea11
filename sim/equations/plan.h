// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A plan says, before any step, what the bound knows about each node of a declaration.
 *
 *   EXACT   the ideal has the very word: integers, inputs that do not drive, params that stand for
 *           themselves or count steps, fire (which is adopted), and what is made of them; states
 *           whose next and reset values are such, but not the membrane and what leaks
 *   KNOWN   a drive or a param that stands for a real value, and sums and products of them: the
 *           word is known, and with it the difference to the real value
 *   FORM    anything else: its error is a sum of symbols, those of the inexact states and of the
 *           roundings of the step, and an interval
 */
#ifndef COSIM_EQUATIONS_PLAN_H
#define COSIM_EQUATIONS_PLAN_H

#include "equations/declaration.h"
#include "equations/quantise.h"

typedef enum cosim_eq_class { COSIM_EQ_EXACT, COSIM_EQ_KNOWN, COSIM_EQ_FORM } cosim_eq_class;

enum { COSIM_EQ_NO_SYMBOL = -1 };

/* The numbers of some symbols, ascending. */
typedef struct cosim_eq_places {
    size_t count;
    unsigned *at;
} cosim_eq_places;

typedef struct cosim_eq_plan {
    const cosim_eq_declaration *declaration;
    const cosim_eq_words *words;
    size_t nodes;                /* of the tree */
    const bool *needed;          /* of each node: a step computes it */
    const cosim_eq_node **order; /* the nodes that a step computes, in their order */
    size_t count;                /* of them */
    bool *settled;               /* of each node: it follows from constants and params alone */
    bool *number;    /* of each node: something takes it as a number, and not as a condition */
    bool *looked_at; /* of each exact node: the form of another follows from it */
    /* what is left to compute where params are those of the last step, and a model's words are
     * there */
    const cosim_eq_node **words_alone; /* exact nodes that are looked at */
    const cosim_eq_node **forms;       /* the others, and fire */
    size_t word_count, form_count;
    uint8_t *classes;           /* of each node, a cosim_eq_class */
    int *symbol;                /* of each node that rounds, or whose hull is used twice: its
                                   symbol */
    int64_t *sum;               /* of each node: the constants of the sum that it is */
    int *state_symbol;          /* of each state that is inexact */
    int *lends;                 /* of each state: the symbol of the rounding whose rest it keeps, or
                                   NO_SYMBOL */
    const cosim_eq_node **rest; /* and the node of that rest */
    bool any_lends;             /* of all states */
    size_t symbols;             /* of states first, then of roundings, then of hulls */
    cosim_eq_places *places;    /* of each node: the symbols that may be in its form */
    size_t first_rounding, first_hull;
    const cosim_eq_node *unbounded; /* a node that no bound is known for; NULL: none */
    const cosim_eq_node *update;    /* the membrane after a step that does not fire */
} cosim_eq_plan;

/* Gives a node that takes the bits of a value which is rounded, so that no bound is known for it,
 * or NULL. It is the same for all words, and is there without them. */
const cosim_eq_node *cosim_eq_bits_of_rounded(const cosim_eq_plan *plan);

/* Tells whether a node is a cut that may change a value which is not exact. */
bool cosim_eq_may_clip(const cosim_eq_plan *plan, const cosim_eq_node *node);

/* Makes the plan in the arena. Returns NULL without memory. */
const cosim_eq_plan *cosim_eq_plan_new(cosim_arena *arena, const cosim_eq_declaration *declaration,
                                       const cosim_eq_words *words);

#endif
