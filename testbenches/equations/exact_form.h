// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The form of a node in exact rational arithmetic (rational.h): its ideal, and its error, which is
 * a share of each symbol (what a rounding lost, or what a state is off) and an interval beside
 * these. A step puts each node after its operands; what stays for the next one is with the states.
 * The conditions, the operators and the step itself (exact.h) are made of these. */
#ifndef EXACT_FORM_H
#define EXACT_FORM_H

#include "exact.h"
#include "range.h"

struct exact {
    const cosim_eq_plan *plan;
    const cosim_equations *e;
    size_t symbols, states;
    int64_t *word;
    rational *x, *coefficient; /* a row of symbols a node */
    range *rest, *symbol;
    cosim_eq_truth *truth;
    const cosim_eq_forms *forms; /* in double, of this step */
    bool mistaken;               /* what is certain there is not so here */
    /* of each state before the next step; these outlive a step */
    int64_t *state_word;
    kept_rational *state_x, *state_low, *state_high, *lent;
};

rational *exact_row(const exact *e, const cosim_eq_node *n); /* its share of each symbol */
range exact_error(const exact *e, const cosim_eq_node *n);   /* word - ideal */
range exact_word(const exact *e, const cosim_eq_node *n);    /* ideal + error */
void exact_clear(const exact *e, const cosim_eq_node *n);    /* no share of any symbol */

/* Puts a node whose ideal is x as its operands have it: it goes on from the ideal that double has,
 * and what that is off belongs to the error. (A product of two errors depends on where it is
 * taken.) */
void exact_put(exact *e, const cosim_eq_node *n, rational x, range rest);

/* Puts a word that may be anything in w. */
void exact_put_hull(exact *e, const cosim_eq_node *n, range w);

/* Puts the word of another node, whose ideal is x here. */
void exact_copy(exact *e, const cosim_eq_node *n, const cosim_eq_node *from, rational x);

/* Gives the word of a less that of b; what both have of a symbol cancels. */
range exact_difference(const exact *e, const cosim_eq_node *a, const cosim_eq_node *b);

#endif
