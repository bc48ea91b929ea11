// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Runs the integer model of declared arithmetic. */
#include "lif_declared.h"

/* A step needs this beside the state. */
typedef struct step {
    const lif_declared *d;
    unsigned shift; /* KF */
    int64_t leak, threshold, gain;
    int64_t modulus; /* of a membrane that wraps */
    int64_t residual;
    uint64_t saturated;
} step;

/* Returns p / 2^shift, rounded as declared; with the residual mode the rest stays in s->residual.
 */
static int64_t rounded(step *s, int64_t p, unsigned shift)
{
    if (shift == 0) {
        return p;
    }
    switch (s->d->rounding) {
    case LIF_ROUND_HALF_UP:
        return (p + ((int64_t)1 << (shift - 1))) >> shift;
    case LIF_ROUND_TOWARD_ZERO:
        return p / ((int64_t)1 << shift);
    case LIF_ROUND_RESIDUAL:
        p += s->residual;
        s->residual = p & (((int64_t)1 << shift) - 1);
        return p >> shift;
    case LIF_ROUND_FLOOR:
    case LIF_ROUND_UNKNOWN:
    default:
        return p >> shift;
    }
}

/* Brings a value into the range of the membrane. */
static int64_t fit(step *s, int64_t value)
{
    const int64_t low = s->d->low_fx, high = s->d->high_fx;
    if (value >= low && value <= high) {
        return value;
    }
    s->saturated++;
    if (s->d->overflow == LIF_OVERFLOW_SATURATE) {
        return value < low ? low : high;
    }
    const int64_t rest = (value - low) % s->modulus;
    return low + rest + (rest < 0 ? s->modulus : 0);
}

/* Returns the share of z that leaks (or, towards a drive, of the distance that is covered). */
static int64_t share(step *s, int64_t z)
{
    const lif_declared *d = s->d;
    if (d->leak == LIF_LEAK_LINEAR) {
        return z > s->leak ? s->leak : z < -s->leak ? -s->leak : z;
    }
    if (d->leak == LIF_LEAK_SHIFTS) {
        int64_t sum = 0;
        for (unsigned i = 0; i < d->term_count; i++) {
            const int8_t t = d->terms[i];
            sum += t > 0 ? rounded(s, z, (unsigned)t) : -rounded(s, z, (unsigned)-t);
        }
        return sum;
    }
    if (d->decay) {
        return z - rounded(s, (((int64_t)1 << s->shift) - s->leak) * z, s->shift);
    }
    return rounded(s, s->leak * z, s->shift);
}

/* Returns a drive word in steps of the membrane. */
static int64_t driven(step *s, int64_t drive)
{
    if (!s->d->gains) {
        return drive * ((int64_t)1 << s->d->drive_shift);
    }
    return s->d->rounding == LIF_ROUND_RESIDUAL ? (drive * s->gain) >> s->d->gain_fraction
                                                : rounded(s, drive * s->gain, s->d->gain_fraction);
}

static int64_t update(step *s, int64_t x, int64_t drive)
{
    const int64_t e = driven(s, drive);
    int64_t z;
    switch (s->d->input) {
    case LIF_INPUT_AFTER_LEAK:
        return fit(s, x - share(s, x) + e);
    case LIF_INPUT_BEFORE_LEAK:
        z = fit(s, x + e);
        return z - share(s, z);
    case LIF_INPUT_POTENTIAL:
    default:
        return fit(s, x + share(s, e - x));
    }
}

void lif_declared_run(const lif_declared *declared, lif_integer *m, size_t n,
                      const int32_t *drive_fx, const uint32_t *hold, uint32_t hold_constant,
                      int32_t *before_fx, int32_t *after_fx, uint8_t *spike, uint64_t *saturated)
{
    const lif_words w = m->words;
    step s = {.d = declared,
              .shift = m->format.leak_fraction,
              .leak = w.leak_fx,
              .gain = w.gain_fx,
              .threshold = w.threshold_fx + (w.compare_above ? 1 : 0),
              .modulus = declared->high_fx - declared->low_fx + 1,
              .residual = m->residual};
    int64_t x = m->state_fx;
    for (size_t i = 0; i < n; i++) {
        int64_t before = x;
        bool fires = false;
        if (m->hold > 0) {
            m->hold--;
        } else {
            fires = declared->compare_old && x >= s.threshold;
            before = fires ? x : update(&s, x, drive_fx[i]);
            fires = fires || (!declared->compare_old && before >= s.threshold);
            x = before;
            if (fires) {
                x = w.reset_by_subtract ? fit(&s, before - w.reset_fx) : w.reset_fx;
                s.residual = w.reset_by_subtract ? s.residual : 0;
                m->hold = hold != NULL ? hold[i] : hold_constant;
            }
        }
        if (before_fx != NULL) {
            before_fx[i] = (int32_t)before;
        }
        if (after_fx != NULL) {
            after_fx[i] = (int32_t)x;
        }
        if (spike != NULL) {
            spike[i] = fires;
        }
    }
    m->state_fx = x;
    m->residual = s.residual;
    if (saturated != NULL) {
        *saturated += s.saturated;
    }
}
