// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "exact_condition.h"

static cosim_eq_truth bit_of(const exact *e, const cosim_eq_node *n)
{
    const range w = exact_word(e, n);
    return (cosim_eq_truth){sign(e->x[n->id]) != 0, sign(w.low) > 0                   ? 1
                                                    : compare(w.high, integer(1)) < 0 ? 0
                                                                                      : 2};
}

cosim_eq_truth exact_truth(const exact *e, const cosim_eq_node *n)
{
    if (e->plan->classes[n->id] == COSIM_EQ_EXACT) {
        return (cosim_eq_truth){e->word[n->id] != 0, e->word[n->id] != 0};
    }
    return cosim_eq_is_condition(n->op) ? e->truth[n->id] : bit_of(e, n);
}

static cosim_eq_truth compared(const exact *e, const cosim_eq_node *n)
{
    const range d = exact_difference(e, n->of[0], n->of[1]); /* of words, which are integers */
    const int ideal = compare(e->x[n->of[0]->id], e->x[n->of[1]->id]);
    const bool below = sign(d.high)<0, above = sign(d.low)> 0;
    const bool at_least = compare(d.low, integer(-1)) > 0,
               at_most = compare(d.high, integer(1)) < 0;
    if (n->op == COSIM_EQ_LESS) {
        return (cosim_eq_truth){ideal < 0, below ? 1 : at_least ? 0 : 2};
    }
    if (n->op == COSIM_EQ_AT_MOST) {
        return (cosim_eq_truth){ideal <= 0, at_most ? 1 : above ? 0 : 2};
    }
    const bool same = n->op == COSIM_EQ_EQUAL;
    return (cosim_eq_truth){(ideal == 0) == same, below || above        ? !same
                                                  : at_least && at_most ? same
                                                                        : 2};
}

static cosim_eq_truth connected(const exact *e, const cosim_eq_node *n)
{
    static const uint8_t no[] = {1, 0, 2};
    const cosim_eq_truth a = exact_truth(e, n->of[0]);
    if (n->op == COSIM_EQ_NOT) {
        return (cosim_eq_truth){!a.ideal, no[a.word]};
    }
    const cosim_eq_truth b = exact_truth(e, n->of[1]);
    if (n->op == COSIM_EQ_OR) { /* not (not a and not b) */
        const uint8_t p = no[a.word], q = no[b.word];
        return (cosim_eq_truth){a.ideal || b.ideal, no[p == 0 || q == 0 ? 0 : p > q ? p : q]};
    }
    return (cosim_eq_truth){a.ideal && b.ideal, a.word == 0 || b.word == 0 ? 0
                                                : a.word > b.word          ? a.word
                                                                           : b.word};
}

cosim_eq_truth exact_decide(const exact *e, const cosim_eq_node *n)
{
    const bool connects = n->op == COSIM_EQ_AND || n->op == COSIM_EQ_OR || n->op == COSIM_EQ_NOT;
    return connects ? connected(e, n) : compared(e, n);
}
