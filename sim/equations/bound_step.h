// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The parts of a step of the bound (equations/bound.h), of which the interpreter goes through its
 * plan, and the C that is emitted for one declaration calls each by itself (emit_bound.h): both
 * compute the very same doubles. It is a kernel. */
#ifndef COSIM_EQUATIONS_BOUND_STEP_H
#define COSIM_EQUATIONS_BOUND_STEP_H

#include "equations/bound.h"
#include "equations/forms.h"

#include <string.h>

COSIM_EQ_INLINE const cosim_equations *cosim_eq_bound_equations(const cosim_eq_bound *b)
{
    return b->plan->declaration->equations;
}

/* ---- a step ---- */

/* Begins a step: the symbols of states are their errors. */
COSIM_EQ_INLINE void cosim_eq_bound_begin(cosim_eq_bound *b, const cosim_eq_given *given)
{
    const cosim_eq_plan *p = b->plan;
    b->forms.may_wrap = false;
    b->forms.words = given->words;
    for (size_t i = 0; i < cosim_eq_bound_equations(b)->state_count; i++) {
        if (p->state_symbol[i] != COSIM_EQ_NO_SYMBOL) {
            b->forms.symbol[p->state_symbol[i]] = b->error[i];
        }
    }
}

/* Takes the word of an exact node over from the integer model. */
COSIM_EQ_INLINE void cosim_eq_bound_put_word(cosim_eq_bound *b, const cosim_eq_node *n,
                                             const cosim_eq_given *given)
{
    b->forms.word[n->id] = given->words[n->id];
    b->forms.x[n->id] = (double)given->words[n->id];
}

/* Puts a state: its own symbol, and what others lend to it. */
COSIM_EQ_INLINE void cosim_eq_bound_put_state(cosim_eq_bound *b, const cosim_eq_node *n)
{
    const size_t i = n->leaf, states = cosim_eq_bound_equations(b)->state_count;
    const int own = b->plan->state_symbol[i];
    cosim_eq_forms *f = &b->forms;
    f->x[n->id] = b->x[i];
    f->word[n->id] = b->word[i];
    if (own == COSIM_EQ_NO_SYMBOL) {
        return;
    }
    double *c = f->coefficient + n->id * b->plan->symbols;
    for (size_t k = 0; k < b->plan->first_rounding; k++) {
        c[k] = 0.0;
    }
    c[own] = 1.0;
    for (size_t k = 0; b->plan->any_lends && k < states; k++) {
        const int other = b->plan->state_symbol[k];
        if (other != COSIM_EQ_NO_SYMBOL) {
            c[other] += b->lent[i * states + k];
        }
    }
    f->low[n->id] = f->high[n->id] = 0.0;
}

COSIM_EQ_INLINE void cosim_eq_bound_put_known(cosim_eq_forms *f, const cosim_eq_node *n,
                                              int64_t word, double real)
{
    f->word[n->id] = word;
    f->x[n->id] = real;
    if (f->plan->classes[n->id] == COSIM_EQ_KNOWN) {
        f->low[n->id] = f->high[n->id] = (double)word - real;
    }
}

COSIM_EQ_INLINE void cosim_eq_bound_put_leaf(cosim_eq_bound *b, const cosim_eq_node *n,
                                             const cosim_eq_given *given)
{
    cosim_eq_forms *f = &b->forms;
    switch ((int)n->op) {
    case COSIM_EQ_STATE:
        cosim_eq_bound_put_state(b, n);
        break;
    case COSIM_EQ_INPUT:
        cosim_eq_bound_put_known(f, n, given->input[n->leaf],
                                 f->plan->classes[n->id] == COSIM_EQ_KNOWN
                                     ? given->input_real[n->leaf]
                                     : (double)given->input[n->leaf]);
        break;
    case COSIM_EQ_PARAM:
        cosim_eq_bound_put_known(f, n, given->param[n->leaf],
                                 f->plan->classes[n->id] == COSIM_EQ_KNOWN
                                     ? given->param_real[n->leaf]
                                     : (double)given->param[n->leaf]);
        break;
    default:
        cosim_eq_bound_put_known(f, n, n->value, (double)n->value);
        break;
    }
}

/* Takes the decision as it is computed, and then the circuit's. */
COSIM_EQ_INLINE void cosim_eq_bound_adopt(cosim_eq_bound *b, const cosim_eq_node *fire, int fired)
{
    cosim_eq_forms *f = &b->forms;
    b->decision = cosim_eq_decide(f, fire);
    const cosim_eq_places *places = &b->plan->places[fire->id];
    for (size_t i = 0; i < places->count; i++) {
        f->coefficient[fire->id * b->plan->symbols + places->at[i]] = 0.0;
    }
    const int taken = fired == COSIM_EQ_OWN_DECISION ? b->decision.ideal : fired;
    cosim_eq_bound_put_known(f, fire, taken, taken);
    f->low[fire->id] = f->high[fire->id] = 0.0;
}

/* Adds up what the roundings of this step alone put into the membrane. */
COSIM_EQ_INLINE void cosim_eq_bound_spend(cosim_eq_bound *b)
{
    const cosim_eq_plan *p = b->plan;
    const cosim_equations *e = cosim_eq_bound_equations(b);
    const cosim_eq_node *n = e->states[p->declaration->membrane].next;
    const double *c = b->forms.coefficient + n->id * p->symbols;
    double rho = 0.0, largest = 0.0;
    int symbol = COSIM_EQ_NO_SYMBOL;
    if (p->classes[n->id] != COSIM_EQ_FORM) {
        return;
    }
    for (size_t k = p->first_rounding; k < p->first_hull; k++) {
        const double width = fabs(c[k]) * (b->forms.symbol[k].high - b->forms.symbol[k].low);
        rho += width;
        if (width > largest) {
            largest = width;
            symbol = (int)k;
        }
    }
    if (rho > b->rho) {
        b->rho = rho;
        b->rho_symbol = symbol;
    }
}

/* ---- from step to step ---- */

/* Tells which side the next value of a state that keeps a rest has for certain. */
COSIM_EQ_INLINE cosim_eq_kept cosim_eq_bound_side_of(const cosim_eq_bound *b,
                                                     const cosim_eq_node *state,
                                                     const cosim_eq_node *n,
                                                     const cosim_eq_node *rest)
{
    while (n->op == COSIM_EQ_CHOICE && b->plan->classes[n->id] != COSIM_EQ_EXACT) {
        const cosim_eq_truth t = cosim_eq_truth_of(&b->forms, n->of[0]);
        if (t.word == 2) {
            return COSIM_EQ_KEEPS_OTHER;
        }
        n = n->of[t.word == 1 ? 1 : 2];
    }
    return n == rest    ? COSIM_EQ_KEEPS_REST
           : n == state ? COSIM_EQ_KEEPS_SELF
                        : COSIM_EQ_KEEPS_OTHER;
}

/* Adds a part, and its size to that of the sum. */
COSIM_EQ_INLINE void cosim_eq_bound_add_part(cosim_eq_interval *total, double *size, double c,
                                             cosim_eq_interval symbol)
{
    const double a = c * symbol.low, b = c * symbol.high;
    total->low += cosim_eq_lower(a, b);
    total->high += cosim_eq_higher(a, b);
    *size += fabs(a) + fabs(b);
}

/* Gives the error of the next value of state i, with the symbols of states that keep rests left
 * out, whose parts go to lent[k]. */
COSIM_EQ_INLINE cosim_eq_interval cosim_eq_bound_error_of(const cosim_eq_bound *b, size_t i,
                                                          double *lent)
{
    const cosim_eq_plan *p = b->plan;
    const cosim_equations *e = cosim_eq_bound_equations(b);
    const cosim_eq_node *n = e->states[i].next;
    const double *c = b->forms.coefficient + n->id * p->symbols;
    cosim_eq_interval total = {b->forms.low[n->id], b->forms.high[n->id]};
    const cosim_eq_places *places = &p->places[n->id];
    double size = fabs(total.low) + fabs(total.high), parts = 4.0;
    for (size_t place = 0; place < places->count; place++) {
        const unsigned s = places->at[place];
        size_t k = p->any_lends ? 0 : e->state_count;
        double share = 0.0, constant = 0.0;
        for (; k < e->state_count && c[s] != 0.0; k++) {
            if (k == i || p->lends[k] == COSIM_EQ_NO_SYMBOL) {
                continue;
            }
            if (b->side[k] == COSIM_EQ_KEEPS_REST && p->lends[k] == (int)s) {
                const cosim_eq_node *rest = p->rest[k];
                const double divisor = cosim_eq_power((double)b->forms.word[rest->of[1]->id]);
                share = -c[s] / divisor; /* r = (constant - s_k) / 2^n */
                constant = c[s] * b->forms.low[rest->id] / divisor;
                break;
            }
            if (b->side[k] == COSIM_EQ_KEEPS_SELF && p->state_symbol[k] == (int)s) {
                share = c[s];
                break;
            }
        }
        if (share != 0.0) {
            lent[k] += share;
            total.low += constant;
            total.high += constant;
        } else {
            cosim_eq_bound_add_part(&total, &size, c[s], b->forms.symbol[s]);
        }
        size += fabs(constant);
        parts += c[s] != 0.0;
    }
    total.low -= 0x1p-52 * parts * size;
    total.high += 0x1p-52 * parts * size;
    return total;
}

COSIM_EQ_INLINE void cosim_eq_bound_take_over(cosim_eq_bound *b, size_t i, cosim_eq_interval error,
                                              const double *lent)
{
    const cosim_equations *e = cosim_eq_bound_equations(b);
    const cosim_eq_state *s = &e->states[i];
    const double x = b->forms.x[s->next->id];
    const double low = (double)cosim_eq_type_low(s->type),
                 high = (double)cosim_eq_type_high(s->type);
    bool lends = false;
    for (size_t k = 0; b->plan->any_lends && k < e->state_count; k++) {
        lends = lends || lent[k] != 0.0;
    }
    if (!lends) { /* a word is within its type, whatever happened */
        error.low = cosim_eq_higher(error.low, low - x - 0x1p-52 * (fabs(low) + fabs(x)));
        error.high = cosim_eq_lower(error.high, high - x + 0x1p-52 * (fabs(high) + fabs(x)));
    }
    b->error[i] = error;
    if (b->plan->any_lends) {
        memcpy(b->lent + i * e->state_count, lent, e->state_count * sizeof *lent);
    }
}

/* An ideal that decays for long becomes a number with which processors compute slowly: it is 0
 * then, and off by so much. */
COSIM_EQ_INLINE void cosim_eq_bound_forget_least(cosim_eq_bound *b, size_t i)
{
    static const double least = 0x1p-900;
    if (b->x[i] != 0.0 && fabs(b->x[i]) < least) {
        b->x[i] = 0.0;
        b->error[i].low -= least;
        b->error[i].high += least;
    }
}

/* An ideal that has left the type by more than its width is lost, as after a cut that wraps step
 * after step: it begins anew at the type's end, where the word may be anything of the type. */
COSIM_EQ_INLINE void cosim_eq_bound_come_back(cosim_eq_bound *b, size_t i)
{
    const cosim_eq_type type = cosim_eq_bound_equations(b)->states[i].type;
    const double low = (double)cosim_eq_type_low(type), high = (double)cosim_eq_type_high(type);
    if (b->plan->state_symbol[i] != COSIM_EQ_NO_SYMBOL &&
        !(b->x[i] >= 2.0 * low - high && b->x[i] <= 2.0 * high - low)) {
        const size_t states = cosim_eq_bound_equations(b)->state_count;
        b->came_back = true;
        b->x[i] = b->x[i] < low ? low : high;
        b->error[i] = (cosim_eq_interval){low - b->x[i], high - b->x[i]};
        memset(b->lent + i * states, 0, states * sizeof *b->lent);
    }
}

/* ---- the next states ---- */

/* Computes the error of the next value of a state; the sides of all are there. lent has a place a
 * state. */
COSIM_EQ_INLINE void cosim_eq_bound_next_error(cosim_eq_bound *b, size_t i, double *lent)
{
    const cosim_eq_node *next = cosim_eq_bound_equations(b)->states[i].next;
    if (b->plan->state_symbol[i] == COSIM_EQ_NO_SYMBOL) {
        b->word[i] = b->forms.word[next->id];
        return;
    }
    memset(lent, 0, cosim_eq_bound_equations(b)->state_count * sizeof *lent);
    const cosim_eq_interval error = cosim_eq_bound_error_of(b, i, lent);
    cosim_eq_bound_take_over(b, i, error, lent);
}

/* Computes the next value of a state, after the errors of all. */
COSIM_EQ_INLINE void cosim_eq_bound_next_value(cosim_eq_bound *b, size_t i)
{
    b->x[i] = b->forms.x[cosim_eq_bound_equations(b)->states[i].next->id];
    cosim_eq_bound_forget_least(b, i);
    cosim_eq_bound_come_back(b, i);
}

#endif
