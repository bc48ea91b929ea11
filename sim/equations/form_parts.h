// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The parts of the arithmetic of forms (equations/form.h): coefficients, intervals, and how they
 * are put into a node. It is a kernel, because a judge spends its time in it. */
#ifndef COSIM_EQUATIONS_FORM_PARTS_H
#define COSIM_EQUATIONS_FORM_PARTS_H

#include "equations/form.h"

#include <math.h>

/* The functions of kernels: in the C that is emitted for one declaration (emit_bound.h) every call
 * is taken apart, so that what the plan knows of a node is a constant there. */
#ifndef COSIM_EQ_INLINE
#define COSIM_EQ_INLINE static inline
#endif

/* The rounding of double, as a share of each operand and result. (A test takes it away.) */
#ifndef COSIM_EQ_SLACK
#define COSIM_EQ_SLACK 0x1p-52
#endif
static const double cosim_eq_slack = COSIM_EQ_SLACK;

COSIM_EQ_INLINE double *cosim_eq_form_row(const cosim_eq_forms *f, const cosim_eq_node *n)
{
    return f->coefficient + n->id * f->plan->symbols;
}

/* There is no NaN here, which the functions of C know. */
COSIM_EQ_INLINE double cosim_eq_lower(double a, double b) { return a < b ? a : b; }
COSIM_EQ_INLINE double cosim_eq_higher(double a, double b) { return a > b ? a : b; }

/* Gives 2^n; for whole numbers, as shifts are, without a function. */
COSIM_EQ_INLINE double cosim_eq_power(double n)
{
    return n >= 0.0 && n <= 62.0 && n == (double)(int)n ? (double)((int64_t)1 << (int)n) : exp2(n);
}

/* Gives the symbols that may be in the form of a node; every other coefficient of it is 0. */
COSIM_EQ_INLINE const cosim_eq_places *cosim_eq_form_places(const cosim_eq_forms *f,
                                                            const cosim_eq_node *n)
{
    return &f->plan->places[n->id];
}

COSIM_EQ_INLINE cosim_eq_interval cosim_eq_form_times(double c, cosim_eq_interval i)
{
    return c >= 0.0 ? (cosim_eq_interval){c * i.low, c * i.high}
                    : (cosim_eq_interval){c * i.high, c * i.low};
}

COSIM_EQ_INLINE cosim_eq_interval cosim_eq_form_product(cosim_eq_interval a, cosim_eq_interval b)
{
    const double p[] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
    cosim_eq_interval result = {p[0], p[0]};
    for (int i = 1; i < 4; i++) {
        result.low = cosim_eq_lower(result.low, p[i]);
        result.high = cosim_eq_higher(result.high, p[i]);
    }
    return result;
}

COSIM_EQ_INLINE double cosim_eq_form_size(cosim_eq_interval i)
{
    return fabs(i.low) + fabs(i.high);
}

/* Adds the symbols with the coefficients ca - cb (cb: NULL for none) to an interval, and widens it
 * by the rounding of the sum, which is that of each addition. n: which symbols there are. */
COSIM_EQ_INLINE cosim_eq_interval cosim_eq_form_sum_up(const cosim_eq_forms *f,
                                                       const cosim_eq_node *n,
                                                       cosim_eq_interval total, const double *ca,
                                                       const double *cb)
{
    const cosim_eq_places *places = cosim_eq_form_places(f, n);
    double size = cosim_eq_form_size(total), parts = 1.0;
    for (size_t i = 0; i < places->count; i++) {
        const unsigned k = places->at[i];
        const double c = cb == NULL ? ca[k] : ca[k] - cb[k];
        if (c != 0.0) {
            const cosim_eq_interval part = cosim_eq_form_times(c, f->symbol[k]);
            total.low += part.low;
            total.high += part.high;
            size += cosim_eq_form_size(part);
            parts += 1.0;
        }
    }
    total.low -= cosim_eq_slack * size * parts;
    total.high += cosim_eq_slack * size * parts;
    return total;
}

/* Gives what the word of a node may differ from its x. */
COSIM_EQ_INLINE cosim_eq_interval cosim_eq_form_error(const cosim_eq_forms *f,
                                                      const cosim_eq_node *n)
{
    return cosim_eq_form_sum_up(f, n, (cosim_eq_interval){f->low[n->id], f->high[n->id]},
                                cosim_eq_form_row(f, n), NULL);
}

/* Takes the number of a node for a condition. */
COSIM_EQ_INLINE cosim_eq_truth cosim_eq_bit_of(const cosim_eq_forms *f, const cosim_eq_node *n)
{
    const cosim_eq_interval e = cosim_eq_form_error(f, n);
    const double x = f->x[n->id];
    return (cosim_eq_truth){x != 0.0, x + e.low > 0.0 ? 1 : x + e.high < 1.0 ? 0 : 2};
}

/* Tells a condition, or a bit as one, that is computed. */
COSIM_EQ_INLINE cosim_eq_truth cosim_eq_truth_of(const cosim_eq_forms *f, const cosim_eq_node *n)
{
    if (f->plan->classes[n->id] == COSIM_EQ_EXACT) {
        return (cosim_eq_truth){f->word[n->id] != 0, f->word[n->id] != 0};
    }
    if (cosim_eq_is_condition(n->op)) {
        return f->truth[n->id];
    }
    return cosim_eq_bit_of(f, n);
}

COSIM_EQ_INLINE void cosim_eq_form_put(cosim_eq_forms *f, const cosim_eq_node *n, double x,
                                       cosim_eq_interval rest)
{
    f->x[n->id] = x;
    f->low[n->id] = rest.low;
    f->high[n->id] = rest.high;
}

/* Widens a node by the rounding of double: that of its x, of its interval and of the operands. */
COSIM_EQ_INLINE void cosim_eq_form_widen(cosim_eq_forms *f, const cosim_eq_node *n, double operands)
{
    const double size = fabs(f->low[n->id]) + fabs(f->high[n->id]);
    const double width = cosim_eq_slack * (fabs(f->x[n->id]) + size + operands);
    f->low[n->id] -= width;
    f->high[n->id] += width;
}

COSIM_EQ_INLINE void cosim_eq_form_clear(cosim_eq_forms *f, const cosim_eq_node *n)
{
    const cosim_eq_places *places = cosim_eq_form_places(f, n);
    double *c = cosim_eq_form_row(f, n);
    for (size_t i = 0; i < places->count; i++) {
        c[places->at[i]] = 0.0;
    }
}

/* Takes over the form of another node, whose x differs by so much. */
COSIM_EQ_INLINE void cosim_eq_form_copy(cosim_eq_forms *f, const cosim_eq_node *n,
                                        const cosim_eq_node *from, double x)
{
    const double more = f->x[from->id] - x;
    const double size = fabs(f->low[from->id]) + fabs(f->high[from->id]);
    const double width = more == 0.0 ? 0.0 : cosim_eq_slack * (fabs(more) + size);
    const cosim_eq_places *places = cosim_eq_form_places(f, n);
    const double *from_row = cosim_eq_form_row(f, from);
    double *c = cosim_eq_form_row(f, n);
    for (size_t i = 0; i < places->count; i++) {
        c[places->at[i]] = from_row[places->at[i]];
    }
    cosim_eq_form_put(
        f, n, x,
        (cosim_eq_interval){f->low[from->id] + more - width, f->high[from->id] + more + width});
}

/* Gives the difference of the words of the operands of n: that of their x, and what it may be off.
 */
COSIM_EQ_INLINE cosim_eq_interval cosim_eq_form_difference(const cosim_eq_forms *f,
                                                           const cosim_eq_node *n)
{
    const cosim_eq_node *a = n->of[0], *b = n->of[1];
    const double x = f->x[a->id] - f->x[b->id];
    const double size =
        fabs(f->low[a->id]) + fabs(f->high[a->id]) + fabs(f->low[b->id]) + fabs(f->high[b->id]);
    const double width = cosim_eq_slack * (fabs(f->x[a->id]) + fabs(f->x[b->id]) + fabs(x) + size);
    const cosim_eq_interval d = {x + f->low[a->id] - f->high[b->id] - width,
                                 x + f->high[a->id] - f->low[b->id] + width};
    return cosim_eq_form_sum_up(f, n, d, cosim_eq_form_row(f, a), cosim_eq_form_row(f, b));
}

/* Puts the hull of what two words may be; they differ from x by an interval, which was computed
 * from x, from it and from operands of this size. */
COSIM_EQ_INLINE void cosim_eq_form_hull(cosim_eq_forms *f, const cosim_eq_node *n, double x,
                                        cosim_eq_interval i, double operands)
{
    const double width = cosim_eq_slack * (fabs(x) + cosim_eq_form_size(i) + operands);
    const int symbol = f->plan->symbol[n->id];
    i.low -= width;
    i.high += width;
    cosim_eq_form_clear(f, n);
    if (symbol == COSIM_EQ_NO_SYMBOL) {
        cosim_eq_form_put(f, n, x, i);
    } else {
        f->symbol[symbol] = i;
        cosim_eq_form_row(f, n)[symbol] = 1.0;
        cosim_eq_form_put(f, n, x, (cosim_eq_interval){0.0, 0.0});
    }
}

#endif
