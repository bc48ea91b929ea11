// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The tick of a core is written a second time here, from its definition and in exact rational
 * numbers: words as rational multiples of a step, roundings by floor(x + 1/2), events gathered from
 * a list of what happened. Nothing of reference/ but the types is used. */
#ifndef CORE_ORACLE_H
#define CORE_ORACLE_H

#include "lif_core_guided.h"

#include <gmp.h>
#include <string.h>

enum { ORACLE_NEURONS = 4, ORACLE_ROWS = 8, ORACLE_TICKS = 64 };

/* The history says how often each row had an event, in each tick that was. */
typedef struct oracle_history {
    unsigned times[ORACLE_TICKS][ORACLE_ROWS];
} oracle_history;

/* The words of a neuron, in steps of the format, and what its residuals hold of a step. */
typedef struct oracle_words {
    mpq_t x, s[2], a, rest_x, rest_s[2], rest_a;
    long hold;
} oracle_words;

/* The reference of a neuron in S, and its bounds without the rounding of doubles. */
typedef struct oracle_real {
    mpq_t x, s[2], a, bound_x, bound_s[2], bound_a;
    long hold;
} oracle_real;

static inline void oracle_words_new(oracle_words *o)
{
    mpq_inits(o->x, o->s[0], o->s[1], o->a, o->rest_x, o->rest_s[0], o->rest_s[1], o->rest_a, NULL);
    o->hold = 0;
}

static inline void oracle_words_free(oracle_words *o)
{
    mpq_clears(o->x, o->s[0], o->s[1], o->a, o->rest_x, o->rest_s[0], o->rest_s[1], o->rest_a,
               NULL);
}

static inline void oracle_real_new(oracle_real *o)
{
    mpq_inits(o->x, o->s[0], o->s[1], o->a, o->bound_x, o->bound_s[0], o->bound_s[1], o->bound_a,
              NULL);
    o->hold = 0;
}

static inline void oracle_real_free(oracle_real *o)
{
    mpq_clears(o->x, o->s[0], o->s[1], o->a, o->bound_x, o->bound_s[0], o->bound_s[1], o->bound_a,
               NULL);
}

/* q = value * 2^power */
static inline void oracle_scaled(mpq_t q, double value, int power)
{
    mpq_set_d(q, value);
    if (power >= 0) {
        mpq_mul_2exp(q, q, (unsigned long)power);
    } else {
        mpq_div_2exp(q, q, (unsigned long)-power);
    }
}

/* q = the greatest whole number that is at most q */
static inline void oracle_floor(mpq_t q)
{
    mpz_t whole;
    mpz_init(whole);
    mpz_fdiv_q(whole, mpq_numref(q), mpq_denref(q));
    mpq_set_z(q, whole);
    mpz_clear(whole);
}

/* q = floor(q + 1/2) */
static inline void oracle_round(mpq_t q)
{
    mpq_t half;
    mpq_init(half);
    mpq_set_ui(half, 1, 2);
    mpq_add(q, q, half);
    oracle_floor(q);
    mpq_clear(half);
}

/* q = what is between -2^(W-1) and 2^(W-1)-1; returns whether that changed it. */
static inline bool oracle_fit(mpq_t q, unsigned width)
{
    const long high = (long)((1L << (width - 1)) - 1);
    if (mpq_cmp_si(q, high, 1) > 0) {
        mpq_set_si(q, high, 1);
        return true;
    }
    if (mpq_cmp_si(q, -high - 1, 1) < 0) {
        mpq_set_si(q, -high - 1, 1);
        return true;
    }
    return false;
}

/* moved = round(leak/2^KF * of), with the residual where there is one */
static inline void oracle_leak(mpq_t moved, int64_t leak, const mpq_t of, const lif_format *f,
                               mpq_t rest)
{
    mpq_t k, whole;
    mpq_inits(k, whole, NULL);
    oracle_scaled(k, (double)leak, -(int)f->leak_fraction);
    mpq_mul(moved, k, of);
    if (f->rounding == LIF_HALF_UP) {
        oracle_round(moved);
    } else {
        mpq_add(moved, moved, rest);
        mpq_set(whole, moved);
        oracle_floor(whole);
        mpq_sub(rest, moved, whole);
        mpq_set(moved, whole);
    }
    mpq_clears(k, whole, NULL);
}

/* Returns the sum of the weight words that count in this tick. */
static inline long oracle_events(const lif_core_image *image, const oracle_history *h,
                                 unsigned tick, unsigned neuron, unsigned receptor)
{
    long sum = 0;
    for (unsigned row = 0; row < image->inputs + image->neurons; row++) {
        const unsigned delay = image->row[row].delay;
        if (image->row[row].receptor == receptor && delay <= tick) {
            sum +=
                (long)h->times[tick - delay][row] * image->weight_fx[row * image->neurons + neuron];
        }
    }
    return sum;
}

/* Returns the noise of a word: its bytes as signed numbers, added. */
static inline int oracle_noise(uint32_t word)
{
    int8_t bytes[4];
    memcpy(bytes, &word, sizeof bytes);
    return bytes[0] + bytes[1] + bytes[2] + bytes[3];
}

/* One tick of the words of a neuron. *spike, *clips (added to) and the shown words come out. */
typedef struct oracle_shown {
    long s[2], a, before, after;
    bool spike;
    unsigned clips;
} oracle_shown;

static inline long oracle_long(const mpq_t q) { return mpz_get_si(mpq_numref(q)); }

static inline oracle_shown oracle_words_tick(oracle_words *o, const lif_core_format *format,
                                             const lif_core_words *w, const long events[2],
                                             uint32_t noise)
{
    const unsigned width = format->state.state_width;
    const bool held = o->hold > 0;
    oracle_shown shown = {.spike = false};
    mpq_t moved, drive, t;
    mpq_inits(moved, drive, t, NULL);
    mpq_set_si(drive, w->drive_fx, 1);
    for (unsigned r = 0; r < format->receptors; r++) {
        if (!(w->freeze && held)) {
            oracle_leak(moved, w->synapse_leak_fx[r], o->s[r], &format->state, o->rest_s[r]);
            mpq_sub(o->s[r], o->s[r], moved);
        }
        oracle_scaled(t, (double)events[r], w->weight_shift[r]);
        mpq_add(o->s[r], o->s[r], t);
        if (oracle_fit(o->s[r], width)) {
            shown.clips++;
            mpq_set_ui(o->rest_s[r], 0, 1);
        }
        mpq_add(drive, drive, o->s[r]);
        shown.s[r] = oracle_long(o->s[r]);
    }
    oracle_leak(moved, w->adaptation_leak_fx, o->a, &format->state, o->rest_a);
    mpq_sub(o->a, o->a, moved);
    shown.a = oracle_long(o->a);
    if (w->noisy) {
        oracle_scaled(t, oracle_noise(noise), w->noise_shift);
        mpq_add(drive, drive, t);
    }
    shown.clips += oracle_fit(drive, width);
    if (held) {
        o->hold--;
        shown.before = shown.after = oracle_long(o->x);
    } else {
        mpq_sub(t, drive, o->x);
        oracle_leak(moved, w->leak_fx, t, &format->state, o->rest_x);
        mpq_add(o->x, o->x, moved);
        shown.before = oracle_long(o->x);
        const long level = w->threshold_fx + shown.a;
        shown.spike = w->above ? shown.before > level : shown.before >= level;
        if (shown.spike) {
            if (!w->subtract) {
                mpq_set_ui(o->rest_x, 0, 1);
            }
            mpq_set_si(o->x, w->subtract ? shown.before - w->reset_fx : w->reset_fx, 1);
            mpq_set_si(t, w->jump_fx, 1);
            mpq_add(o->a, o->a, t);
            if (oracle_fit(o->a, width)) {
                shown.clips++;
                mpq_set_ui(o->rest_a, 0, 1);
            }
            o->hold = w->hold;
        }
        shown.after = oracle_long(o->x);
    }
    mpq_clears(moved, drive, t, NULL);
    return shown;
}

/* ---- the reference in real numbers, with k = the leak of the parameters, and its bounds ---- */

/* A neuron is told this of a tick, in S: W_r, and what the words say instead. */
typedef struct oracle_told {
    mpq_t events[2], words[2], noise;
} oracle_told;

/* The first half of a tick gives y and B_y, theta + A and B_t, views included. */
typedef struct oracle_hope {
    mpq_t y, bound_y, level, bound_level;
    bool held;
} oracle_hope;

/* q = |word * 2^-fraction - real| */
static inline void oracle_miss(mpq_t q, double word, int fraction, double real)
{
    mpq_t t;
    mpq_init(t);
    oracle_scaled(q, word, -fraction);
    mpq_set_d(t, real);
    mpq_sub(q, q, t);
    mpq_abs(q, q);
    mpq_clear(t);
}

/* bound = (1-K) bound + |dk| |factor| + rho, for the leak word K of a real leak */
static inline void oracle_bound(mpq_t bound, const lif_core_format *format, int64_t word,
                                double leak, const mpq_t factor)
{
    const lif_format *f = &format->state;
    mpq_t k, dk, t;
    mpq_inits(k, dk, t, NULL);
    oracle_scaled(k, (double)word, -(int)f->leak_fraction);
    oracle_miss(dk, (double)word, (int)f->leak_fraction, leak);
    mpq_mul(t, k, bound);
    mpq_sub(bound, bound, t);
    mpq_abs(t, factor);
    mpq_mul(t, t, dk);
    mpq_add(bound, bound, t);
    if (word != 0 && f->rounding == LIF_RESIDUAL) {
        mpq_div_2exp(t, k, f->state_fraction);
        mpq_add(bound, bound, t);
    } else if (word != 0) {
        oracle_scaled(t, 0.5, -(int)f->state_fraction);
        mpq_add(bound, bound, t);
    }
    mpq_clears(k, dk, t, NULL);
}

/* x = x + leak*(toward - x) */
static inline void oracle_toward(mpq_t x, double leak, const mpq_t toward)
{
    mpq_t k, t;
    mpq_inits(k, t, NULL);
    mpq_set_d(k, leak);
    mpq_sub(t, toward, x);
    mpq_mul(t, t, k);
    mpq_add(x, x, t);
    mpq_clears(k, t, NULL);
}

/* The saturation of a value in S. */
static inline void oracle_fit_real(mpq_t q, const lif_format *f)
{
    mpq_mul_2exp(q, q, f->state_fraction);
    oracle_fit(q, f->state_width);
    mpq_div_2exp(q, q, f->state_fraction);
}

static inline void oracle_real_start(oracle_real *o, const lif_core_format *format,
                                     const lif_core_real *p, const lif_core_words *w)
{
    mpq_set_d(o->x, p->initial);
    oracle_miss(o->bound_x, w->initial_fx, (int)format->state.state_fraction, p->initial);
    o->hold = p->initial_hold;
}

/* The first half of a tick, up to the decision. */
static inline void oracle_real_tick(oracle_real *o, const lif_core_format *format,
                                    const lif_core_real *p, const lif_core_words *w,
                                    const oracle_told *told, oracle_hope *hope)
{
    const int fraction = (int)format->state.state_fraction;
    mpq_t zero, view, drive, bound, t;
    mpq_inits(zero, view, drive, bound, t, NULL);
    if (format->state.rounding == LIF_RESIDUAL) {
        oracle_scaled(view, 1.0, -fraction);
    }
    hope->held = o->hold > 0;
    mpq_set_d(drive, p->drive);
    mpq_add(drive, drive, told->noise);
    oracle_miss(bound, w->drive_fx, fraction, p->drive);
    for (unsigned r = 0; r < format->receptors; r++) {
        if (!(p->freeze && hope->held)) {
            oracle_bound(o->bound_s[r], format, w->synapse_leak_fx[r], p->synapse_leak[r], o->s[r]);
            oracle_toward(o->s[r], p->synapse_leak[r], zero);
        }
        mpq_add(o->s[r], o->s[r], told->events[r]);
        mpq_sub(t, told->events[r], told->words[r]);
        mpq_abs(t, t);
        mpq_add(o->bound_s[r], o->bound_s[r], t);
        oracle_fit_real(o->s[r], &format->state);
        mpq_add(drive, drive, o->s[r]);
        mpq_add(bound, bound, o->bound_s[r]);
        mpq_add(bound, bound, view);
    }
    oracle_bound(o->bound_a, format, w->adaptation_leak_fx, p->adaptation_leak, o->a);
    oracle_toward(o->a, p->adaptation_leak, zero);
    oracle_fit_real(drive, &format->state);
    if (!hope->held) {
        mpq_sub(t, drive, o->x);
        oracle_bound(o->bound_x, format, w->leak_fx, p->leak, t);
        oracle_scaled(t, (double)w->leak_fx, -(int)format->state.leak_fraction);
        mpq_mul(t, t, bound);
        mpq_add(o->bound_x, o->bound_x, t);
        oracle_toward(o->x, p->leak, drive);
    }
    mpq_set(hope->y, o->x);
    mpq_add(hope->bound_y, o->bound_x, view);
    mpq_set_d(hope->level, p->threshold);
    mpq_add(hope->level, hope->level, o->a);
    oracle_miss(hope->bound_level, w->threshold_fx, fraction, p->threshold);
    mpq_add(hope->bound_level, hope->bound_level, o->bound_a);
    mpq_add(hope->bound_level, hope->bound_level, view);
    mpq_clears(zero, view, drive, bound, t, NULL);
}

/* The second half, with the decision. */
static inline void oracle_real_adopt(oracle_real *o, const lif_core_format *format,
                                     const lif_core_real *p, const lif_core_words *w,
                                     const oracle_hope *hope, bool spike)
{
    const int fraction = (int)format->state.state_fraction;
    mpq_t t;
    mpq_init(t);
    if (hope->held) {
        o->hold--;
    } else if (spike) {
        oracle_miss(t, w->reset_fx, fraction, p->reset);
        if (p->subtract) {
            mpq_add(o->bound_x, o->bound_x, t);
            mpq_set_d(t, p->reset);
            mpq_sub(o->x, o->x, t);
        } else {
            mpq_set(o->bound_x, t);
            mpq_set_d(o->x, p->reset);
        }
        mpq_set_d(t, p->jump);
        mpq_add(o->a, o->a, t);
        oracle_fit_real(o->a, &format->state);
        oracle_miss(t, w->jump_fx, fraction, p->jump);
        mpq_add(o->bound_a, o->bound_a, t);
        o->hold = p->hold;
    }
    mpq_clear(t);
}

#endif
