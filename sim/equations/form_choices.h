// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* These nodes take one of two words, or limit one; they are computed as forms (equations/form.h).
 * It is a kernel. */
#ifndef COSIM_EQUATIONS_FORM_CHOICES_H
#define COSIM_EQUATIONS_FORM_CHOICES_H

#include "equations/form_parts.h"

/* The size of what a word is computed from, x and its error. */
COSIM_EQ_INLINE double cosim_eq_form_sizes(double x, cosim_eq_interval e)
{
    return fabs(x) + cosim_eq_form_size(e);
}

/* ---- choices ---- */

COSIM_EQ_INLINE void cosim_eq_form_least(cosim_eq_forms *f, const cosim_eq_node *n, bool most)
{
    const cosim_eq_node *a = n->of[0], *b = n->of[1];
    const double xa = f->x[a->id], xb = f->x[b->id];
    const double x = most ? cosim_eq_higher(xa, xb) : cosim_eq_lower(xa, xb);
    const cosim_eq_interval d = cosim_eq_form_difference(f, n);
    if (most ? d.low >= 0.0 : d.high <= 0.0) {
        cosim_eq_form_copy(f, n, a, x);
        return;
    }
    if (most ? d.high <= 0.0 : d.low >= 0.0) {
        cosim_eq_form_copy(f, n, b, x);
        return;
    }
    const cosim_eq_interval ea = cosim_eq_form_error(f, a), eb = cosim_eq_form_error(f, b);
    cosim_eq_form_hull(f, n, x,
                       most ? (cosim_eq_interval){cosim_eq_higher(xa + ea.low, xb + eb.low) - x,
                                                  cosim_eq_higher(xa + ea.high, xb + eb.high) - x}
                            : (cosim_eq_interval){cosim_eq_lower(xa + ea.low, xb + eb.low) - x,
                                                  cosim_eq_lower(xa + ea.high, xb + eb.high) - x},
                       cosim_eq_form_sizes(xa, ea) + cosim_eq_form_sizes(xb, eb));
}

COSIM_EQ_INLINE void cosim_eq_form_magnitude(cosim_eq_forms *f, const cosim_eq_node *n)
{
    const cosim_eq_node *a = n->of[0];
    const double x = f->x[a->id];
    const cosim_eq_interval e = cosim_eq_form_error(f, a);
    if (x + e.low >= 0.0) {
        cosim_eq_form_copy(f, n, a, fabs(x));
    } else if (x + e.high <= 0.0) {
        const double *ca = cosim_eq_form_row(f, a);
        double *c = cosim_eq_form_row(f, n);
        const cosim_eq_places *places = cosim_eq_form_places(f, n);
        for (size_t i = 0; i < places->count; i++) {
            const unsigned k = places->at[i];
            c[k] = -ca[k];
        }
        const double more = -x - fabs(x);
        cosim_eq_form_put(f, n, fabs(x),
                          (cosim_eq_interval){more - f->high[a->id], more - f->low[a->id]});
        cosim_eq_form_widen(f, n, more == 0.0 ? 0.0 : fabs(more));
    } else {
        cosim_eq_form_hull(
            f, n, fabs(x),
            (cosim_eq_interval){-fabs(x),
                                cosim_eq_higher(fabs(x + e.low), fabs(x + e.high)) - fabs(x)},
            cosim_eq_form_sizes(x, e));
    }
}

COSIM_EQ_INLINE void cosim_eq_form_choose(cosim_eq_forms *f, const cosim_eq_node *n)
{
    const cosim_eq_node *a = n->of[1], *b = n->of[2];
    const cosim_eq_truth t = cosim_eq_truth_of(f, n->of[0]);
    const double xa = f->x[a->id], xb = f->x[b->id], x = t.ideal ? xa : xb;
    if (t.word == 1) { /* each is a call of its own, as its node is a constant there */
        cosim_eq_form_copy(f, n, a, x);
        return;
    }
    if (t.word == 0) {
        cosim_eq_form_copy(f, n, b, x);
        return;
    }
    const cosim_eq_interval ea = cosim_eq_form_error(f, a), eb = cosim_eq_form_error(f, b);
    cosim_eq_form_hull(f, n, x,
                       (cosim_eq_interval){cosim_eq_lower(xa + ea.low, xb + eb.low) - x,
                                           cosim_eq_higher(xa + ea.high, xb + eb.high) - x},
                       cosim_eq_form_sizes(xa, ea) + cosim_eq_form_sizes(xb, eb));
}

/* A cut is the identity of the ideal. Where it may change the word, that is anything of the type.
 */
COSIM_EQ_INLINE void cosim_eq_form_cut(cosim_eq_forms *f, const cosim_eq_node *n)
{
    const cosim_eq_node *a = n->of[0];
    const double low = (double)cosim_eq_type_low(n->type),
                 high = (double)cosim_eq_type_high(n->type);
    const double x = f->x[a->id];
    if (f->words != NULL && f->words[n->id] == f->words[a->id]) {
        cosim_eq_form_copy(f, n, a, x);
        return;
    }
    const cosim_eq_interval e = cosim_eq_form_error(f, a);
    /* words are integers: below low means low - 1 at the most */
    if (x + e.low > low - 1.0 && x + e.high < high + 1.0) {
        cosim_eq_form_copy(f, n, a, x);
        return;
    }
    f->may_wrap = true;
    cosim_eq_form_hull(f, n, x, (cosim_eq_interval){low - x, high - x}, 0.0);
}

COSIM_EQ_INLINE void cosim_eq_form_saturate(cosim_eq_forms *f, const cosim_eq_node *n)
{
    const cosim_eq_node *a = n->of[0];
    const double low = (double)cosim_eq_type_low(n->type),
                 high = (double)cosim_eq_type_high(n->type);
    const double xa = f->x[a->id], x = cosim_eq_lower(cosim_eq_higher(xa, low), high);
    const cosim_eq_interval e = cosim_eq_form_error(f, a);
    if (xa + e.low >= low && xa + e.high <= high) {
        cosim_eq_form_copy(f, n, a, x);
    } else {
        cosim_eq_form_hull(
            f, n, x,
            (cosim_eq_interval){cosim_eq_lower(cosim_eq_higher(xa + e.low, low), high) - x,
                                cosim_eq_lower(cosim_eq_higher(xa + e.high, low), high) - x},
            cosim_eq_form_sizes(xa, e));
    }
}

#endif
