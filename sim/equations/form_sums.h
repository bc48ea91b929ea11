// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Sums, products and what divides and rounds, as forms (equations/form.h). It is a kernel. */
#ifndef COSIM_EQUATIONS_FORM_SUMS_H
#define COSIM_EQUATIONS_FORM_SUMS_H

#include "equations/form_parts.h"

/* Gives the size of what a node has of the symbols: its coefficients were rounded, too. */
COSIM_EQ_INLINE double cosim_eq_form_of_symbols(const cosim_eq_forms *f, const cosim_eq_node *n,
                                                const double *c)
{
    const cosim_eq_places *places = cosim_eq_form_places(f, n);
    double size = 0.0;
    for (size_t i = 0; i < places->count; i++) {
        const unsigned k = places->at[i];
        size += c[k] != 0.0 ? fabs(c[k]) * cosim_eq_form_size(f->symbol[k]) : 0.0;
    }
    return size;
}

/* ---- sums and products ---- */

COSIM_EQ_INLINE void cosim_eq_form_add(cosim_eq_forms *f, const cosim_eq_node *n, double sign)
{
    const cosim_eq_node *a = n->of[0], *b = n->of[1];
    const double *ca = cosim_eq_form_row(f, a), *cb = cosim_eq_form_row(f, b);
    double *c = cosim_eq_form_row(f, n);
    const cosim_eq_interval second =
        cosim_eq_form_times(sign, (cosim_eq_interval){f->low[b->id], f->high[b->id]});
    double both = 0.0; /* of what was added up; 0 + c is exact */
    const cosim_eq_places *places = cosim_eq_form_places(f, n);
    for (size_t i = 0; i < places->count; i++) {
        const unsigned k = places->at[i];
        c[k] = ca[k] + sign * cb[k];
        if (ca[k] != 0.0 && cb[k] != 0.0) {
            both += fabs(c[k]) * cosim_eq_form_size(f->symbol[k]);
        }
    }
    cosim_eq_form_put(
        f, n, f->x[a->id] + sign * f->x[b->id],
        (cosim_eq_interval){f->low[a->id] + second.low, f->high[a->id] + second.high});
    cosim_eq_form_widen(f, n, fabs(f->x[a->id]) + fabs(f->x[b->id]) + both);
}

/* Multiplies by a factor whose word is known: word * form + (word - real) * ideal. */
COSIM_EQ_INLINE void cosim_eq_form_scale(cosim_eq_forms *f, const cosim_eq_node *n,
                                         const cosim_eq_node *a, double word, double real)
{
    const double *ca = cosim_eq_form_row(f, a);
    double *c = cosim_eq_form_row(f, n);
    cosim_eq_interval rest =
        cosim_eq_form_times(word, (cosim_eq_interval){f->low[a->id], f->high[a->id]});
    const double more = (word - real) * f->x[a->id];
    const cosim_eq_places *places = cosim_eq_form_places(f, n);
    for (size_t i = 0; i < places->count; i++) {
        const unsigned k = places->at[i];
        c[k] = word * ca[k];
    }
    cosim_eq_form_put(f, n, real * f->x[a->id],
                      (cosim_eq_interval){rest.low + more, rest.high + more});
    cosim_eq_form_widen(f, n,
                        fabs(word * f->x[a->id]) + fabs(real * f->x[a->id]) +
                            cosim_eq_form_of_symbols(f, n, c));
}

COSIM_EQ_INLINE void cosim_eq_form_multiply(cosim_eq_forms *f, const cosim_eq_node *n)
{
    const cosim_eq_node *a = n->of[0], *b = n->of[1];
    const uint8_t *classes = f->plan->classes;
    if (classes[b->id] != COSIM_EQ_FORM) {
        cosim_eq_form_scale(f, n, a, (double)f->word[b->id], f->x[b->id]);
        return;
    }
    if (classes[a->id] != COSIM_EQ_FORM) {
        cosim_eq_form_scale(f, n, b, (double)f->word[a->id], f->x[a->id]);
        return;
    }
    const double xa = f->x[a->id], xb = f->x[b->id];
    const double *ca = cosim_eq_form_row(f, a), *cb = cosim_eq_form_row(f, b);
    double *c = cosim_eq_form_row(f, n);
    const cosim_eq_interval second =
        cosim_eq_form_product(cosim_eq_form_error(f, a), cosim_eq_form_error(f, b));
    const cosim_eq_interval of_a =
        cosim_eq_form_times(xb, (cosim_eq_interval){f->low[a->id], f->high[a->id]});
    const cosim_eq_interval of_b =
        cosim_eq_form_times(xa, (cosim_eq_interval){f->low[b->id], f->high[b->id]});
    /* the parts may be far larger than the product of two ideals that are near 0 */
    double parts = cosim_eq_form_size(second) + cosim_eq_form_size(of_a) + cosim_eq_form_size(of_b);
    const cosim_eq_places *places = cosim_eq_form_places(f, n);
    for (size_t i = 0; i < places->count; i++) {
        const unsigned k = places->at[i];
        c[k] = xb * ca[k] + xa * cb[k];
        parts += (fabs(xb * ca[k]) + fabs(xa * cb[k])) * cosim_eq_form_size(f->symbol[k]);
    }
    cosim_eq_form_put(
        f, n, xa * xb,
        (cosim_eq_interval){of_a.low + of_b.low + second.low, of_a.high + of_b.high + second.high});
    cosim_eq_form_widen(f, n, 4.0 * parts);
}

/* ---- what divides and rounds ---- */

/* Gives the largest power of two that divides a word for certain, as its exponent. */
COSIM_EQ_INLINE unsigned cosim_eq_form_twos_of(int64_t word)
{
    return word == 0 ? 62 : (unsigned)__builtin_ctzll((unsigned long long)word);
}

/* Gives it for a sum, or a product, of two words. */
COSIM_EQ_INLINE unsigned cosim_eq_form_twos_in(bool product, unsigned a, unsigned b)
{
    const unsigned both = product ? a + b : a < b ? a : b;
    return both < 62 ? both : 62;
}

/* So many sums and products deep it is looked for, as each has two parts. */
enum { COSIM_EQ_TWOS_DEEP = 6 };

static inline bool cosim_eq_form_is_sum(const cosim_eq_node *n)
{
    return n->op == COSIM_EQ_ADD || n->op == COSIM_EQ_SUB || n->op == COSIM_EQ_MUL;
}

/* Gives it for a node. It calls itself, and so is not taken apart. */
static inline unsigned cosim_eq_form_twos(const cosim_eq_forms *f, const cosim_eq_node *n,
                                          unsigned depth)
{
    if (f->plan->classes[n->id] != COSIM_EQ_FORM) {
        return cosim_eq_form_twos_of(f->word[n->id]);
    }
    return depth == 0 || !cosim_eq_form_is_sum(n)
               ? 0
               : cosim_eq_form_twos_in(n->op == COSIM_EQ_MUL,
                                       cosim_eq_form_twos(f, n->of[0], depth - 1),
                                       cosim_eq_form_twos(f, n->of[1], depth - 1));
}

/* The same of what a node divides. */
static inline unsigned cosim_eq_form_exponent(const cosim_eq_forms *f, const cosim_eq_node *n)
{
    return n->op == COSIM_EQ_DIV ? 0 : cosim_eq_form_twos(f, n->of[0], COSIM_EQ_TWOS_DEEP);
}

/* Gives the error of rounding alone, word - quotient, for a divisor d; `under` is the constant
 * under the division that belongs to it. */
COSIM_EQ_INLINE cosim_eq_interval cosim_eq_form_rounding(const cosim_eq_forms *f,
                                                         const cosim_eq_node *n, unsigned exponent,
                                                         double d, double under)
{
    const double finest = n->op == COSIM_EQ_DIV ? 1.0 / d : cosim_eq_power((double)exponent) / d;
    const double last = 1.0 - finest;
    if (finest >= 1.0) { /* nothing is lost */
        return (cosim_eq_interval){under / d, under / d};
    }
    if (f->plan->declaration->unknown_rounding) {
        return (cosim_eq_interval){-1.0, 1.0};
    }
    if (n->op == COSIM_EQ_CEIL) {
        return (cosim_eq_interval){0.0, last};
    }
    if (n->op == COSIM_EQ_ROUND) {
        return (cosim_eq_interval){-(0.5 - finest), 0.5};
    }
    if (n->op == COSIM_EQ_TRUNC || n->op == COSIM_EQ_DIV) {
        /* toward zero, and by no more than all of it; the words are in their range too */
        const cosim_eq_interval e = cosim_eq_form_error(f, n->of[0]);
        const double x = f->x[n->of[0]->id], wide = 1.0 + 0x1p-50;
        const double high = cosim_eq_lower(x + e.high, (double)n->of[0]->high);
        const double low = cosim_eq_higher(x + e.low, (double)n->of[0]->low);
        const double slack = cosim_eq_slack * (fabs(x) + cosim_eq_form_size(e)) / d;
        return (cosim_eq_interval){
            -cosim_eq_lower(last, cosim_eq_higher(high * wide / d + slack, 0.0)),
            cosim_eq_lower(last, cosim_eq_higher(-low * wide / d + slack, 0.0))};
    }
    return (cosim_eq_interval){under / d - last, under / d};
}

/* Gives the constant under a division by 2^n that rounds, c mod 2^n; the rest of c counts. */
COSIM_EQ_INLINE double cosim_eq_form_under(const cosim_eq_forms *f, const cosim_eq_node *n,
                                           int64_t amount)
{
    const bool down = n->op == COSIM_EQ_FLOOR || n->op == COSIM_EQ_REST;
    const int64_t c = down ? f->plan->sum[n->of[0]->id] : 0;
    return amount >= 63 || amount < 0
               ? 0.0
               : (double)(int64_t)((uint64_t)c & (((uint64_t)1 << amount) - 1));
}

COSIM_EQ_INLINE void cosim_eq_form_divide(cosim_eq_forms *f, const cosim_eq_node *n,
                                          unsigned exponent)
{
    const cosim_eq_node *a = n->of[0], *by = n->of[1];
    const bool quotient = n->op == COSIM_EQ_DIV;
    const bool known = f->plan->classes[by->id] != COSIM_EQ_FORM;
    const double amount = known ? (double)f->word[by->id] : f->x[by->id];
    const double divisor = quotient ? amount : cosim_eq_power(amount);
    const double real = quotient ? amount : cosim_eq_power(f->x[by->id]);
    const int symbol = f->plan->symbol[n->id];
    const double below = known && !quotient ? cosim_eq_form_under(f, n, f->word[by->id]) : 0.0;
    const double x = f->x[a->id];
    double *c = cosim_eq_form_row(f, n);
    f->symbol[symbol] = cosim_eq_form_rounding(f, n, exponent, divisor, below);
    if (n->op == COSIM_EQ_REST) { /* what is left of x is below - 2^n * r */
        cosim_eq_form_clear(f, n);
        c[symbol] = -divisor;
        cosim_eq_form_put(f, n, 0.0, (cosim_eq_interval){below, below});
        return;
    }
    const double *ca = cosim_eq_form_row(f, a);
    const cosim_eq_places *places = cosim_eq_form_places(f, n);
    /* by a power of two it is the same to multiply, and faster */
    const double share = 1.0 / divisor, of_real = real == divisor ? share : 1.0 / real;
    const bool power = known && !quotient;
    for (size_t i = 0; i < places->count; i++) {
        const unsigned k = places->at[i];
        c[k] = power ? ca[k] * share : ca[k] / divisor;
    }
    c[symbol] += 1.0;
    const double y = real == divisor && power ? (x - below) * share : (x - below) / real;
    const double more = real == divisor ? 0.0 : (x - below) / divisor - y;
    cosim_eq_form_put(
        f, n, y,
        power
            ? (cosim_eq_interval){f->low[a->id] * share + more, f->high[a->id] * share + more}
            : (cosim_eq_interval){f->low[a->id] / divisor + more, f->high[a->id] / divisor + more});
    /* these are larger than what was computed, if anything; 2^n divides exactly */
    cosim_eq_form_widen(f, n,
                        (fabs(x) + fabs(below)) * share * (1.0 + 0x1p-50) +
                            (fabs(x) + fabs(below)) * of_real * (1.0 + 0x1p-50) +
                            (quotient ? 1.0 + cosim_eq_form_of_symbols(f, n, c) : 0.0));
}

COSIM_EQ_INLINE void cosim_eq_form_shift_left(cosim_eq_forms *f, const cosim_eq_node *n)
{
    const cosim_eq_node *by = n->of[1];
    const bool known = f->plan->classes[by->id] != COSIM_EQ_FORM;
    cosim_eq_form_scale(f, n, n->of[0],
                        cosim_eq_power(known ? (double)f->word[by->id] : f->x[by->id]),
                        cosim_eq_power(f->x[by->id]));
}

#endif
