// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* lif_declared reduces to lif_integer, it is what an independent model of every declaration
 * computes, and its bound holds and is tight. */
#include "integer_oracle.h"
#include "neuron_fixture.h"
#include "lif_declared.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 400, STEPS = 300, SETS = 200, LONG = 1500 };

/* ---- the shipped arithmetic ---- */

static void it_reduces_to_the_shipped_integer_model(void **state)
{
    (void)state;
    static int32_t drive[STEPS], before[2][STEPS], after[2][STEPS];
    static uint32_t hold[STEPS];
    static uint8_t spike[2][STEPS];
    lif_random random;
    lif_random_seed(&random, fixture_seed("it reduces to the shipped integer model"));
    for (int round = 0; round < ROUNDS; round++) {
        const lif_format f = random_format(&random);
        const lif_words w = random_words(&random, &f, true);
        lif_declared d;
        lif_integer a, b;
        lif_declared_of_format(&d, &f, &w);
        assert_int_equal(lif_declared_validate(&d, &f, NULL), LIF_OK);
        random_inputs(&random, &f, STEPS, drive, hold);
        lif_integer_start(&a, &f, &w);
        lif_integer_start(&b, &f, &w);
        lif_integer_run(&a, STEPS, drive, hold, 0, before[0], after[0], spike[0]);
        lif_declared_run(&d, &b, STEPS, drive, hold, 0, before[1], after[1], spike[1], NULL);
        assert_memory_equal(before[0], before[1], sizeof before[0]);
        assert_memory_equal(after[0], after[1], sizeof after[0]);
        assert_memory_equal(spike[0], spike[1], sizeof spike[0]);
        assert_true(a.residual == b.residual && a.hold == b.hold);
    }
}

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

/* ---- the bound ---- */

typedef struct bound_tally {
    uint64_t sets, active, spikes, saturated;
    double usage;
} bound_tally;

static bool without_leak;

/* Draws parameters that the declaration can have: with E = 0, S = 1 V and 1 Ohm, in units of S. */
static lif_params params_for(lif_random *random, const lif_declared *d)
{
    const double top = (double)d->high_fx / d->one;
    double k = exp(-(0.7 + 3.0 * lif_random_uniform(random)));
    double threshold = fmin(1.0 + 0.3 * lif_random_uniform(random), 0.7 * top);
    lif_params p = {.method = d->leak == LIF_LEAK_MULTIPLY && lif_random_below(random, 2)
                                  ? LIF_EXPONENTIAL
                                  : LIF_EULER,
                    .tau_s = 1.0,
                    .r_ohm = 1.0,
                    .compare = d->compare_above ? LIF_ABOVE : LIF_AT_OR_ABOVE,
                    .reset_mode = d->subtract ? LIF_RESET_BY_SUBTRACTION : LIF_RESET_TO_VALUE,
                    .refractory_steps = (uint32_t)lif_random_below(random, 3)};
    if (d->leak == LIF_LEAK_SHIFTS) {
        k = 0.0;
        for (unsigned i = 0; i < d->term_count; i++) {
            k += copysign(ldexp(1.0, -abs(d->terms[i])), d->terms[i]);
        }
        k *= 1.0 + 1.9e-3 * (lif_random_uniform(random) - 0.5);
    } else if (d->leak == LIF_LEAK_SHIFT) {
        k = ldexp(1.0, -(1 + (int)lif_random_below(random, 4)));
    }
    p.dt_s = k;
    p.refractory_s = p.refractory_steps * k;
    p.v_threshold_v = threshold;
    p.v_reset_v = threshold - 1.0;
    if (without_leak) {
        p.tau_s = (double)INFINITY;
        p.r_ohm = k; /* dt/C */
    }
    return p;
}

/* Runs one random set; the reference adopts the model's spikes. */
static void bound_set(lif_random *random, const lif_declared *d, const lif_format *f,
                      bound_tally *t)
{
    const lif_params p = params_for(random, d);
    lif_quantised q;
    lif_declared_bound b;
    lif_integer m;
    if (lif_params_validate(&p, NULL) != LIF_OK ||
        lif_declared_quantise(&p, f, d, &q, NULL) != LIF_OK) {
        return;
    }
    lif_declared_bound_start(&b, &p, &q);
    lif_integer_start(&m, f, &q.words);
    double x = 0.0, bound = b.initial;
    double low, high;
    lif_quantise_current_range(&q, &low, &high);
    const double mean = lif_random_uniform(random) * 3.0 - 0.5, spread = lif_random_uniform(random);
    const bool constant = lif_random_below(random, 2) == 0;
    t->sets++;
    for (int i = 0; i < LONG; i++) {
        const double wanted =
            (mean + (constant ? 0.0 : spread * (2.0 * lif_random_uniform(random) - 1.0)));
        const double current = fmin(fmax(wanted, 0.99 * low), 0.99 * high);
        int32_t drive, before, after;
        uint8_t spike;
        const bool held = m.hold > 0;
        assert_int_equal(lif_quantise_drives(&q, &current, 1, &drive), 0);
        uint64_t saturated = 0;
        lif_declared_run(d, &m, 1, &drive, NULL, p.refractory_steps, &before, &after, &spike,
                         &saturated);
        t->saturated += saturated;
        if (d->overflow != LIF_OVERFLOW_SATURATE && saturated > 0) {
            return; /* it wrapped, which no bound covers */
        }
        if (held) {
            continue;
        }
        if (!(spike && d->compare_old)) {
            bound = lif_declared_bound_update(&b, bound, x, current, drive);
            x = lif_declared_update(&b, x, current);
        }
        const double error = fabs((double)before * q.lsb - x);
        if (!(error <= bound + b.view)) {
            fail_msg("leak %d decay %d input %d rounding %d: error %.17g beyond the bound %.17g",
                     (int)d->leak, d->decay, (int)d->input, (int)d->rounding, error,
                     bound + b.view);
        }
        t->usage = fmax(t->usage, error / (bound + b.view));
        t->active++;
        if (spike) {
            t->spikes++;
            x = d->subtract ? x - 1.0 : p.v_reset_v;
            x = fmin(fmax(x, b.low), b.high);
            bound = d->subtract ? bound + b.reset : b.reset;
        }
    }
}

static void the_bound_holds_and_is_tight(void **state)
{
    (void)state;
    static const char *const leaks[] = {"multiply", "shift", "terms", "linear"};
    static const char *const roundings[] = {"half-up", "floor", "toward-zero", "residual"};
    lif_random random;
    uint64_t saturated = 0;
    lif_random_seed(&random, fixture_seed("the bound holds and is tight"));
    for (unsigned kind = 0; kind < 4 * 4 * 3 * 2; kind++) {
        const unsigned leak = kind / 24, rounding = kind / 6 % 4, input = kind / 2 % 3;
        bound_tally t = {0};
        const bool decay = kind % 2 == 1;
        if ((leak == LIF_LEAK_LINEAR && (input == 0 || rounding > 0)) ||
            (leak == LIF_LEAK_SHIFTS && rounding == LIF_ROUND_RESIDUAL) ||
            (decay && (input == 0 || leak >= LIF_LEAK_SHIFTS))) {
            continue;
        }
        for (int set = 0; set < SETS; set++) {
            lif_format f;
            lif_declared d = random_declared(&random, &f);
            while (d.leak != (lif_leak_kind)leak) {
                d = random_declared(&random, &f);
            }
            d.rounding = (lif_declared_rounding)rounding;
            d.input = (lif_input)input;
            d.decay = decay;
            bound_set(&random, &d, &f, &t);
        }
        saturated += t.saturated;
        print_message("# %s %s input %u%s: %llu sets, %llu active steps, %llu spikes, largest "
                      "error/bound %.4f\n",
                      leaks[leak], roundings[rounding], input, decay ? " decay" : "",
                      (unsigned long long)t.sets, (unsigned long long)t.active,
                      (unsigned long long)t.spikes, t.usage);
        assert_true(t.sets > 20 && t.active > 5000 && t.spikes > 50);
        /* Several roundings of one value are seldom all at their worst. */
        const double least = leak == LIF_LEAK_SHIFTS          ? 0.6
                             : rounding == LIF_ROUND_RESIDUAL ? 0.85
                                                              : 0.9;
        assert_true(t.usage > least && t.usage <= 1.0);
    }
    assert_true(saturated > 0);
}

/* Here y = x + (dt/C)*I by words: nothing is rounded but the drive, and nothing decays. */
static void the_bound_holds_without_leak(void **state)
{
    (void)state;
    lif_random random;
    lif_random_seed(&random, fixture_seed("the bound holds without leak"));
    without_leak = true;
    for (unsigned kind = 0; kind < 2 * 4 * 2; kind++) {
        const lif_leak_kind leak = kind / 8 ? LIF_LEAK_LINEAR : LIF_LEAK_MULTIPLY;
        bound_tally t = {0};
        for (int set = 0; set < SETS; set++) {
            lif_format f;
            lif_declared d = random_declared(&random, &f);
            while (d.leak != leak) {
                d = random_declared(&random, &f);
            }
            d.rounding = (lif_declared_rounding)(kind / 2 % 4);
            d.input = kind % 2 ? LIF_INPUT_BEFORE_LEAK : LIF_INPUT_AFTER_LEAK;
            bound_set(&random, &d, &f, &t);
        }
        print_message("# without leak, kind %u: %llu sets, %llu active steps, %llu spikes, largest "
                      "error/bound %.4f\n",
                      kind, (unsigned long long)t.sets, (unsigned long long)t.active,
                      (unsigned long long)t.spikes, t.usage);
        assert_true(t.sets > 20 && t.active > 5000 && t.spikes > 50);
        assert_true(t.usage > 0.6 && t.usage <= 1.0);
    }
    without_leak = false;
}

/* Says which circuits can be a neuron without leak, and which can be one with. */
static void words_without_leak(void **state)
{
    (void)state;
    const lif_format f = {16, 10, 8, LIF_HALF_UP, LIF_CODING_ANY, 0};
    lif_params p = {.method = LIF_EXPONENTIAL,
                    .dt_s = 1e-3,
                    .tau_s = (double)INFINITY,
                    .r_ohm = 1e-3 / 16e-9, /* 16 nF */
                    .v_threshold_v = 1e-3};
    lif_declared d = {.leak = LIF_LEAK_LINEAR,
                      .input = LIF_INPUT_AFTER_LEAK,
                      .one = 1024.0,
                      .low_fx = -32768,
                      .high_fx = 32767,
                      .drive_low_fx = -32768,
                      .drive_high_fx = 32767};
    lif_quantised q;
    lif_error error;
    assert_int_equal(lif_params_validate(&p, &error), LIF_OK);
    assert_int_equal(lif_quantise(&p, &f, &q, &error), LIF_BAD_PARAMETER); /* the shipped one */
    assert_string_equal(error.key, "neuron.time_constant");
    for (int kind = 0; kind < 3; kind++) {
        d.leak = kind == 0 ? LIF_LEAK_LINEAR : LIF_LEAK_MULTIPLY;
        d.decay = kind == 2;
        for (int fixed = 0; fixed < 2; fixed++) {
            d.leak_word = (lif_fixed_word){.present = fixed == 1};
            assert_int_equal(lif_declared_quantise(&p, &f, &d, &q, &error), LIF_OK);
            assert_int_equal(q.words.leak_fx, 0);
            assert_true(fabs(q.drive_fx_per_a - 1e-3 / 16e-9 / 1e-3 * 1024.0) < 1.0);
        }
        d.leak_word.word = 1;
        assert_int_equal(lif_declared_quantise(&p, &f, &d, &q, &error), LIF_OUT_OF_RANGE);
        d.leak_word.present = false;
    }
    d.decay = false;
    d.leak = LIF_LEAK_SHIFT;
    assert_int_equal(lif_declared_quantise(&p, &f, &d, &q, &error), LIF_OUT_OF_RANGE);
    d.leak = LIF_LEAK_SHIFTS;
    d.term_count = 1;
    d.terms[0] = 3;
    assert_int_equal(lif_declared_quantise(&p, &f, &d, &q, &error), LIF_OUT_OF_RANGE);
    d.leak = LIF_LEAK_MULTIPLY;
    d.input = LIF_INPUT_POTENTIAL;
    assert_int_equal(lif_declared_quantise(&p, &f, &d, &q, &error), LIF_BAD_PARAMETER);
    /* A neuron that leaks meets a circuit that does not: the message has the capacitance, R*C =
     * tau. */
    p.method = LIF_EULER;
    p.tau_s = 16e-3;
    p.r_ohm = 1e6;
    d.leak = LIF_LEAK_LINEAR;
    d.input = LIF_INPUT_AFTER_LEAK;
    d.leak_word = (lif_fixed_word){.present = true};
    assert_int_equal(lif_declared_quantise(&p, &f, &d, &q, &error), LIF_OUT_OF_RANGE);
    assert_non_null(strstr(error.message, "\"capacitance: 1.6e-08 F\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_reduces_to_the_shipped_integer_model),
        cmocka_unit_test(it_is_what_the_declaration_says),
        cmocka_unit_test(the_bound_holds_and_is_tight),
        cmocka_unit_test(the_bound_holds_without_leak),
        cmocka_unit_test(words_without_leak),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
