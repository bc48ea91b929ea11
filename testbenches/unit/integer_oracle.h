// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This is the integer model once more, independent of lif_integer: 128 bits and division where that
 * has shifts; and random formats, words and inputs to run both on. */
#ifndef INTEGER_ORACLE_H
#define INTEGER_ORACLE_H

#include "lif_integer.h"
#include "lif_random.h"

__extension__ typedef __int128 wide;

typedef struct oracle {
    lif_format format;
    lif_words words;
    wide x, r;
    uint64_t hold;
} oracle;

static inline wide floor_divide(wide a, wide b)
{
    const wide quotient = a / b;
    return quotient * b > a ? quotient - 1 : quotient;
}

/* Gives what a register of `width` bits holds: the same number modulo 2^width, in two's complement.
 * */
static inline wide in_register(wide value, unsigned width)
{
    const wide size = (wide)1 << width;
    wide low = value - floor_divide(value, size) * size;
    return low >= size / 2 ? low - size : low;
}

static inline bool oracle_step(oracle *o, int32_t drive, uint32_t hold, int32_t *before,
                               int32_t *after)
{
    const wide one = (wide)1 << o->format.leak_fraction;
    const bool residual = o->format.rounding == LIF_RESIDUAL;
    bool spike = false;
    if (o->hold > 0) {
        o->hold--;
        *before = *after = (int32_t)o->x;
        return false;
    }
    const wide p = (wide)o->words.leak_fx * ((wide)drive - o->x) + (residual ? o->r : one / 2);
    const wide y = o->x + floor_divide(p, one);
    if (residual) {
        o->r = p - floor_divide(p, one) * one;
    }
    *before = (int32_t)y;
    spike = o->words.compare_above ? y > o->words.threshold_fx : y >= o->words.threshold_fx;
    o->x = y;
    if (spike && o->words.reset_by_subtract) {
        o->x = in_register(y - o->words.reset_fx, o->format.state_width);
    } else if (spike) {
        o->x = o->words.reset_fx;
        o->r = 0;
    }
    if (spike) {
        o->hold = hold;
    }
    *after = (int32_t)o->x;
    return spike;
}

/* ---- random models ---- */

static inline lif_format random_format(lif_random *random)
{
    lif_format f = {.state_width = 2 + (unsigned)lif_random_below(random, 31)};
    f.state_fraction = (unsigned)lif_random_below(random, f.state_width);
    f.leak_fraction = lif_random_below(random, 4) == 0
                          ? 63 - f.state_width
                          : 1 + (unsigned)lif_random_below(random, 63 - f.state_width);
    f.rounding = lif_random_below(random, 2) ? LIF_RESIDUAL : LIF_HALF_UP;
    return f;
}

/* Draws a word of the width: uniform, at an end of the range, or small. */
static inline int32_t random_word(lif_random *random, unsigned width)
{
    const int64_t limit = (int64_t)1 << (width - 1);
    switch (lif_random_below(random, 6)) {
    case 0:
        return (int32_t)(lif_random_below(random, 2) ? limit - 1 : -limit);
    case 1:
        return (int32_t)lif_random_below(random, 2) - 1;
    default:
        return (int32_t)((int64_t)lif_random_below(random, (uint64_t)limit * 2) - limit);
    }
}

/* Draws words of every mode. With in_contract a subtraction leaves a word of the range. */
static inline lif_words random_words(lif_random *random, const lif_format *f, bool in_contract)
{
    const uint64_t one = (uint64_t)1 << f->leak_fraction;
    const int64_t low = -((int64_t)1 << (f->state_width - 1));
    lif_words w = {.threshold_fx = random_word(random, f->state_width),
                   .reset_fx = random_word(random, f->state_width),
                   .initial_fx = random_word(random, f->state_width),
                   .initial_hold = (uint32_t)lif_random_below(random, 4),
                   .compare_above = lif_random_below(random, 2) == 1,
                   .reset_by_subtract = lif_random_below(random, 2) == 1};
    switch (lif_random_below(random, 8)) {
    case 0:
        w.leak_fx = (int64_t)one;
        break;
    case 1:
        w.leak_fx = (int64_t)(lif_random_below(random, 64) % one);
        break;
    default:
        w.leak_fx = (int64_t)lif_random_below(random, one + 1);
    }
    if (in_contract && w.reset_by_subtract) {
        if (w.threshold_fx == low) {
            w.threshold_fx++;
        }
        w.reset_fx = 1 + (int64_t)lif_random_below(random, (uint64_t)(w.threshold_fx - low));
        w.reset_fx = w.reset_fx < -low ? w.reset_fx : -low - 1;
    }
    return w;
}

static inline void random_inputs(lif_random *random, const lif_format *f, size_t n, int32_t *drive,
                                 uint32_t *hold)
{
    for (size_t i = 0; i < n; i++) {
        drive[i] = random_word(random, f->state_width);
        hold[i] = (uint32_t)(lif_random_below(random, 2) ? lif_random_below(random, 4) : 0);
    }
}

#endif
