// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Computes the forms of a step (equations/form.h), one node after the other. It is a kernel. */
#ifndef COSIM_EQUATIONS_FORMS_H
#define COSIM_EQUATIONS_FORMS_H

#include "equations/compute.h"
#include "equations/form_choices.h"
#include "equations/form_sums.h"

COSIM_EQ_INLINE cosim_eq_truth cosim_eq_form_compare(const cosim_eq_forms *f,
                                                     const cosim_eq_node *n)
{
    const cosim_eq_interval d = cosim_eq_form_difference(f, n); /* of words, which are integers */
    const double xa = f->x[n->of[0]->id], xb = f->x[n->of[1]->id];
    if (n->op == COSIM_EQ_LESS) {
        return (cosim_eq_truth){xa < xb, d.high < 0.0 ? 1 : d.low > -1.0 ? 0 : 2};
    }
    if (n->op == COSIM_EQ_AT_MOST) {
        return (cosim_eq_truth){xa <= xb, d.high < 1.0 ? 1 : d.low > 0.0 ? 0 : 2};
    }
    const bool same = n->op == COSIM_EQ_EQUAL;
    const uint8_t word = d.low > 0.0 || d.high < 0.0    ? !same
                         : d.low > -1.0 && d.high < 1.0 ? same
                                                        : 2;
    return (cosim_eq_truth){(xa == xb) == same, word};
}

COSIM_EQ_INLINE cosim_eq_truth cosim_eq_form_connect(const cosim_eq_forms *f,
                                                     const cosim_eq_node *n)
{
    const cosim_eq_truth a = cosim_eq_truth_of(f, n->of[0]);
    if (n->op == COSIM_EQ_NOT) {
        return (cosim_eq_truth){!a.ideal, a.word == 2 ? 2 : !a.word};
    }
    const cosim_eq_truth b = cosim_eq_truth_of(f, n->of[1]);
    const uint8_t decides = n->op == COSIM_EQ_OR; /* the value that one of them is enough for */
    return (cosim_eq_truth){decides ? a.ideal || b.ideal : a.ideal && b.ideal,
                            a.word == decides || b.word == decides ? decides
                            : a.word == 2 || b.word == 2           ? 2
                                                                   : !decides};
}

COSIM_EQ_INLINE void cosim_eq_form_condition(cosim_eq_forms *f, const cosim_eq_node *n)
{
    const bool connects = n->op == COSIM_EQ_AND || n->op == COSIM_EQ_OR || n->op == COSIM_EQ_NOT;
    const cosim_eq_truth t = connects ? cosim_eq_form_connect(f, n) : cosim_eq_form_compare(f, n);
    const double x = t.ideal;
    f->truth[n->id] = t;
    if (!f->plan->number[n->id]) {
        return;
    }
    cosim_eq_form_hull(
        f, n, x,
        (cosim_eq_interval){(t.word == 2 ? 0.0 : t.word) - x, (t.word == 2 ? 1.0 : t.word) - x},
        0.0);
}

/* ---- a node ---- */

/* The word follows from the words, and, where they stand for reals, so does what they stand for. */
COSIM_EQ_INLINE void cosim_eq_form_known(cosim_eq_forms *f, const cosim_eq_node *n)
{
    int64_t of[3] = {0, 0, 0};
    for (unsigned k = 0; k < cosim_eq_operands(n->op); k++) {
        of[k] = f->word[n->of[k]->id];
    }
    f->word[n->id] = cosim_eq_compute(n->op, n->type, of[0], of[1], of[2]);
    if (f->plan->classes[n->id] == COSIM_EQ_EXACT) {
        f->x[n->id] = (double)f->word[n->id];
        return;
    }
    const double a = f->x[n->of[0]->id], b = f->x[n->of[1]->id];
    const double x = n->op == COSIM_EQ_ADD ? a + b : n->op == COSIM_EQ_SUB ? a - b : a * b;
    const double off = (double)f->word[n->id] - x;
    cosim_eq_form_put(f, n, x, (cosim_eq_interval){off, off});
    cosim_eq_form_widen(f, n, fabs(a) + fabs(b) + fabs((double)f->word[n->id]));
}

COSIM_EQ_INLINE void cosim_eq_form_inexact(cosim_eq_forms *f, const cosim_eq_node *n)
{
    switch ((int)n->op) {
    case COSIM_EQ_ADD:
        cosim_eq_form_add(f, n, 1.0);
        break;
    case COSIM_EQ_SUB:
        cosim_eq_form_add(f, n, -1.0);
        break;
    case COSIM_EQ_MUL:
        cosim_eq_form_multiply(f, n);
        break;
    case COSIM_EQ_SHIFT_LEFT:
        cosim_eq_form_shift_left(f, n);
        break;
    case COSIM_EQ_DIV:
    case COSIM_EQ_FLOOR:
    case COSIM_EQ_ROUND:
    case COSIM_EQ_TRUNC:
    case COSIM_EQ_CEIL:
    case COSIM_EQ_REST:
        cosim_eq_form_divide(f, n, cosim_eq_form_exponent(f, n));
        break;
    case COSIM_EQ_MIN:
        cosim_eq_form_least(f, n, false);
        break;
    case COSIM_EQ_MAX:
        cosim_eq_form_least(f, n, true);
        break;
    case COSIM_EQ_ABS:
        cosim_eq_form_magnitude(f, n);
        break;
    case COSIM_EQ_CUT:
        cosim_eq_form_cut(f, n);
        break;
    case COSIM_EQ_SATURATE:
        cosim_eq_form_saturate(f, n);
        break;
    case COSIM_EQ_CHOICE:
        cosim_eq_form_choose(f, n);
        break;
    case COSIM_EQ_LESS:
    case COSIM_EQ_AT_MOST:
    case COSIM_EQ_EQUAL:
    case COSIM_EQ_DIFFERENT:
    case COSIM_EQ_AND:
    case COSIM_EQ_OR:
    case COSIM_EQ_NOT:
        cosim_eq_form_condition(f, n);
        break;
    default: /* bits of a word that is not exact: no bound (plan->unbounded) */
        cosim_eq_form_hull(f, n, 0.0, (cosim_eq_interval){(double)n->low, (double)n->high}, 0.0);
        break;
    }
}

COSIM_EQ_INLINE void cosim_eq_form(cosim_eq_forms *f, const cosim_eq_node *n)
{
    if (f->plan->classes[n->id] == COSIM_EQ_FORM) {
        cosim_eq_form_inexact(f, n);
    } else {
        cosim_eq_form_known(f, n);
    }
}

COSIM_EQ_INLINE cosim_eq_truth cosim_eq_decide(cosim_eq_forms *f, const cosim_eq_node *n)
{
    bool exact = true;
    for (unsigned k = 0; k < cosim_eq_operands(n->op); k++) {
        exact = exact && f->plan->classes[n->of[k]->id] == COSIM_EQ_EXACT;
    }
    if (exact && cosim_eq_operands(n->op) > 0) {
        cosim_eq_form_known(f, n);
    }
    if (exact) {
        return (cosim_eq_truth){f->word[n->id] != 0, f->word[n->id] != 0};
    }
    cosim_eq_form_inexact(f, n);
    return cosim_eq_is_condition(n->op) ? f->truth[n->id] : cosim_eq_bit_of(f, n);
}

#endif
