// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* lif_declared is what an independent model of every declaration computes. */
#include "integer_oracle.h"
#include "neuron_fixture.h"
#include "lif_declared.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 400, STEPS = 300, SETS = 200, LONG = 1500 };

/* ---- random declarations ---- */

static lif_declared random_declared(lif_random *random, lif_format *f)
{
    lif_declared d = {.leak = (lif_leak_kind)lif_random_below(random, 4),
                      .rounding = (lif_declared_rounding)lif_random_below(random, 4),
                      .input = (lif_input)lif_random_below(random, 3),
                      .overflow = (lif_overflow)(1 + lif_random_below(random, 2)),
                      .compare_old = lif_random_below(random, 4) == 0,
                      .compare_above = lif_random_below(random, 2) == 0,
                      .subtract = lif_random_below(random, 3) == 0,
                      .drive_shift = (unsigned)lif_random_below(random, 3)};
    const unsigned width = 6 + (unsigned)lif_random_below(random, 15);
    const bool is_signed = lif_random_below(random, 3) != 0;
    *f = (lif_format){.state_width = width + 1,
                      .state_fraction = width / 2,
                      .leak_fraction = 6 + (unsigned)lif_random_below(random, 15)};
    d.low_fx = is_signed ? -((int64_t)1 << (width - 1)) : 0;
    d.high_fx = d.low_fx + ((int64_t)1 << width) - 1;
    d.one = ldexp(1.0, (int)f->state_fraction) * (lif_random_below(random, 2) ? 1.0 : 1.375);
    d.drive_low_fx = -(d.high_fx >> d.drive_shift); /* an inhibition meets a barrier at rest */
    d.drive_high_fx = d.high_fx >> d.drive_shift;
    if (d.leak == LIF_LEAK_LINEAR && d.input == LIF_INPUT_POTENTIAL) {
        d.input = LIF_INPUT_AFTER_LEAK;
    }
    d.decay = d.leak <= LIF_LEAK_SHIFT && d.input != LIF_INPUT_POTENTIAL &&
              lif_random_below(random, 3) == 0;
    if (d.leak == LIF_LEAK_SHIFTS) {
        d.rounding = (lif_declared_rounding)lif_random_below(random, 3);
        d.term_count = 3;
        d.terms[0] = (int8_t)(2 + lif_random_below(random, 3));
        d.terms[1] = (int8_t)(-1 - d.terms[0]);
        d.terms[2] = (int8_t)(d.terms[0] + 2);
    }
    if (lif_random_below(random, 4) == 0) {
        d.gains = true;
        d.drive_shift = 0;
        d.gain_fraction = (unsigned)lif_random_below(random, 9);
        d.gain_most = 65535;
        d.drive_unit_a = 1e-3 * (1.0 + lif_random_uniform(random));
        d.drive_high_fx = 4095;
        d.drive_low_fx = -4095;
    }
    assert_int_equal(lif_declared_validate(&d, f, NULL), LIF_OK);
    return d;
}

/* ---- the independent model: wide integers, division, no shift ---- */

typedef struct declared_oracle {
    const lif_declared *d;
    lif_words words;
    wide one, x, r, hold;
} declared_oracle;

static wide oracle_round(declared_oracle *o, wide p, wide divisor)
{
    switch (o->d->rounding) {
    case LIF_ROUND_HALF_UP:
        return floor_divide(2 * p + divisor, 2 * divisor);
    case LIF_ROUND_TOWARD_ZERO:
        return p < 0 ? -floor_divide(-p, divisor) : floor_divide(p, divisor);
    case LIF_ROUND_RESIDUAL: {
        const wide q = floor_divide(p + o->r, divisor);
        o->r = p + o->r - q * divisor;
        return q;
    }
    case LIF_ROUND_FLOOR:
    case LIF_ROUND_UNKNOWN:
    default:
        return floor_divide(p, divisor);
    }
}

static wide oracle_fit(const declared_oracle *o, wide v)
{
    const wide low = o->d->low_fx, high = o->d->high_fx, size = high - low + 1;
    if (o->d->overflow == LIF_OVERFLOW_SATURATE) {
        return v < low ? low : v > high ? high : v;
    }
    while (v < low) {
        v += size;
    }
    while (v > high) {
        v -= size;
    }
    return v;
}

/* Gives the part of z that leaks. */
static wide oracle_leak(declared_oracle *o, wide z)
{
    const lif_declared *d = o->d;
    if (d->leak == LIF_LEAK_LINEAR) {
        const wide size = z < 0 ? -z : z;
        const wide part = size < o->words.leak_fx ? size : o->words.leak_fx;
        return z < 0 ? -part : part;
    }
    if (d->leak == LIF_LEAK_SHIFTS) {
        wide sum = 0;
        for (unsigned i = 0; i < d->term_count; i++) {
            const int t = d->terms[i];
            sum += t > 0 ? oracle_round(o, z, (wide)1 << t) : -oracle_round(o, z, (wide)1 << -t);
        }
        return sum;
    }
    return d->decay ? z - oracle_round(o, (o->one - o->words.leak_fx) * z, o->one)
                    : oracle_round(o, z * o->words.leak_fx, o->one);
}

static bool declared_oracle_step(declared_oracle *o, int32_t drive, uint32_t hold, int32_t *before,
                                 int32_t *after)
{
    const lif_declared *d = o->d;
    const bool carries = d->rounding == LIF_ROUND_RESIDUAL;
    bool spike = false;
    wide e = (wide)drive * ((wide)1 << d->drive_shift);
    if (o->hold > 0) {
        o->hold--;
        *before = *after = (int32_t)o->x;
        return false;
    }
    if (d->compare_old) {
        spike = d->compare_above ? o->x > o->words.threshold_fx : o->x >= o->words.threshold_fx;
    }
    if (!spike && d->gains) {
        const wide size = (wide)1 << d->gain_fraction, p = (wide)drive * o->words.gain_fx;
        e = carries ? floor_divide(p, size) : oracle_round(o, p, size);
    }
    if (!spike) {
        if (d->input == LIF_INPUT_POTENTIAL) {
            o->x = oracle_fit(o, o->x + oracle_leak(o, e - o->x));
        } else if (d->input == LIF_INPUT_AFTER_LEAK) {
            o->x = oracle_fit(o, o->x - oracle_leak(o, o->x) + e);
        } else {
            const wide z = oracle_fit(o, o->x + e);
            o->x = z - oracle_leak(o, z);
        }
        spike = !d->compare_old &&
                (d->compare_above ? o->x > o->words.threshold_fx : o->x >= o->words.threshold_fx);
    }
    *before = (int32_t)o->x;
    if (spike) {
        o->hold = hold;
        o->r = d->subtract ? o->r : 0;
        o->x = d->subtract ? oracle_fit(o, o->x - o->words.reset_fx) : o->words.reset_fx;
    }
    *after = (int32_t)o->x;
    return spike;
}

static int64_t between(lif_random *random, int64_t low, int64_t high)
{
    return low + (int64_t)lif_random_below(random, (uint64_t)(high - low) + 1);
}

static lif_words random_declared_words(lif_random *random, const lif_declared *d,
                                       const lif_format *f)
{
    const int64_t one = (int64_t)1 << f->leak_fraction;
    lif_words w = {.threshold_fx = between(random, 1, d->high_fx / 2 + 1),
                   .initial_fx = between(random, d->low_fx, d->high_fx),
                   .initial_hold = (uint32_t)lif_random_below(random, 3),
                   .compare_above = d->compare_above,
                   .reset_by_subtract = d->subtract};
    w.gain_fx = d->gains ? between(random, 1, 1 << d->gain_fraction) : 0;
    w.reset_fx = d->subtract ? between(random, 1, w.threshold_fx)
                             : between(random, d->low_fx, w.threshold_fx);
    w.leak_fx = d->leak == LIF_LEAK_LINEAR ? between(random, 1, d->high_fx / 4 + 1)
                : d->leak == LIF_LEAK_SHIFT
                    ? (int64_t)1 << lif_random_below(random, f->leak_fraction + 1)
                    : between(random, 1, one);
    return w;
}

static void it_is_what_the_declaration_says(void **state)
{
    (void)state;
    lif_random random;
    uint64_t spikes = 0, saturated = 0, wrapped = 0;
    lif_random_seed(&random, fixture_seed("it is what the declaration says"));
    for (int round = 0; round < 4 * ROUNDS; round++) {
        lif_format f;
        const lif_declared d = random_declared(&random, &f);
        const lif_words w = random_declared_words(&random, &d, &f);
        declared_oracle o = {.d = &d,
                             .words = w,
                             .one = (wide)1 << f.leak_fraction,
                             .x = w.initial_fx,
                             .hold = w.initial_hold};
        lif_integer m;
        lif_integer_start(&m, &f, &w);
        for (int i = 0; i < STEPS; i++) {
            const int32_t drive = (int32_t)between(&random, d.drive_low_fx, d.drive_high_fx);
            const uint32_t hold = (uint32_t)lif_random_below(&random, 3);
            int32_t before, after, expected_before, expected_after;
            uint8_t spike;
            uint64_t changed = 0;
            lif_declared_run(&d, &m, 1, &drive, NULL, hold, &before, &after, &spike, &changed);
            const bool expected =
                declared_oracle_step(&o, drive, hold, &expected_before, &expected_after);
            if (before != expected_before || after != expected_after || spike != expected) {
                fail_msg("leak %d decay %d input %d rounding %d overflow %d, step %d: %d %d %d, "
                         "expected %d %d %d",
                         (int)d.leak, d.decay, (int)d.input, (int)d.rounding, (int)d.overflow, i,
                         before, after, spike, expected_before, expected_after, expected);
            }
            spikes += spike;
            *(d.overflow == LIF_OVERFLOW_SATURATE ? &saturated : &wrapped) += changed;
        }
    }
    assert_true(spikes > 10000 && saturated > 1000 && wrapped > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_what_the_declaration_says),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
