// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Stimuli are validated and have a range: every value is refused by its key, and every range is
 * held against the samples. */
#include "stimuli.h"

#include <float.h>

static uint64_t seed;

#define FOREVER ((double)INFINITY)
#define NOT_A_NUMBER ((double)NAN)
/* Releases 14 and 19 of the formatter lay out a macro of braces differently. */
/* clang-format off */
#define STIMULUS(KIND, ...) {.kind = LIF_STIMULUS_##KIND, .stop_s = FOREVER, __VA_ARGS__}
/* clang-format on */

static const double descending_s[] = {0.0, 2.0, 1.0};
static const double negative_s[] = {-1e-3, 1.0};
static const uint64_t from_twice[] = {0, 2, 2};
static const double with_nan[] = {0.0, (double)NAN, 1.0};
static const double plain[] = {0.0, 1.0, 1.0};

/* Each stimulus is refused, with the key beside it; dt = 0.1 s, 3 steps. */
static void values_without_meaning_are_refused_with_their_key(void **state)
{
    (void)state;
    const struct {
        const char *key;
        lif_stimulus s;
    } bad[] = {
        {"start", {.start_s = -0.1, .stop_s = 1.0}},
        {"start", {.start_s = NOT_A_NUMBER, .stop_s = 1.0}},
        {"start", {.start_s = FOREVER, .stop_s = FOREVER}},
        {"stop", {.start_s = 0.2, .stop_s = 0.2}},
        {"stop", {.stop_s = 0.0}},
        {"stop", {.stop_s = NOT_A_NUMBER}},
        {"amplitude", STIMULUS(CONSTANT, .u.constant = {NOT_A_NUMBER})},
        {"amplitude", STIMULUS(CONSTANT, .u.constant = {FOREVER})},
        {"amplitude", STIMULUS(CONSTANT, .u.constant = {-2e100})},
        {"amplitude", STIMULUS(STEP, .u.step = {-FOREVER, 0.0})},
        {"grid", STIMULUS(STEP, .u.step = {1.0, -1.0})},
        {"grid", STIMULUS(STEP, .u.step = {1.0, FOREVER})},
        {"amplitude", STIMULUS(SINE, .u.sine = {NOT_A_NUMBER, 1.0, 0.0, 0.0})},
        {"frequency", STIMULUS(SINE, .u.sine = {1.0, -1.0, 0.0, 0.0})},
        {"frequency", STIMULUS(SINE, .u.sine = {1.0, FOREVER, 0.0, 0.0})},
        {"offset", STIMULUS(SINE, .u.sine = {1.0, 1.0, FOREVER, 0.0})},
        {"phase", STIMULUS(SINE, .u.sine = {1.0, 1.0, 0.0, NOT_A_NUMBER})},
        {"peak", STIMULUS(TRIANGLE, .u.triangle = {NOT_A_NUMBER, 3})},
        {"samples", STIMULUS(TRIANGLE, .u.triangle = {1.0, 0})},
        {"peak", STIMULUS(DECAY, .u.decay = {FOREVER, 1.0})},
        {"time_constant", STIMULUS(DECAY, .u.decay = {1.0, 0.0})},
        {"time_constant", STIMULUS(DECAY, .u.decay = {1.0, FOREVER})},
        {"from", STIMULUS(RAMP, .u.ramp = {NOT_A_NUMBER, 1.0})},
        {"to", STIMULUS(RAMP, .u.ramp = {1.0, -FOREVER})},
        {"start", STIMULUS(RAMP, .start_s = 0.3 + 1e-9, .u.ramp = {0.0, 1.0})},
        {"amplitude", STIMULUS(CHIRP, .u.chirp = {FOREVER, 1.0, 2.0, 0.0})},
        {"from", STIMULUS(CHIRP, .u.chirp = {1.0, -1.0, 2.0, 0.0})},
        {"to", STIMULUS(CHIRP, .u.chirp = {1.0, 1.0, NOT_A_NUMBER, 0.0})},
        {"offset", STIMULUS(CHIRP, .u.chirp = {1.0, 1.0, 2.0, NOT_A_NUMBER})},
        {"start", STIMULUS(CHIRP, .start_s = 9.0, .u.chirp = {1.0, 1.0, 2.0, 0.0})},
        {"amplitude", STIMULUS(PULSES, .u.pulses = {NOT_A_NUMBER, 0.1, 0.2, 0})},
        {"period", STIMULUS(PULSES, .u.pulses = {1.0, 0.1, 0.0, 0})},
        {"period", STIMULUS(PULSES, .u.pulses = {1.0, 0.01, 0.09, 0})},
        {"width", STIMULUS(PULSES, .u.pulses = {1.0, 0.0, 0.2, 0})},
        {"width", STIMULUS(PULSES, .u.pulses = {1.0, 0.3, 0.2, 0})},
        {"mean", STIMULUS(NOISE, .u.noise = {FOREVER, 1.0, 1.0, 1})},
        {"deviation", STIMULUS(NOISE, .u.noise = {0.0, -1.0, 1.0, 1})},
        {"deviation", STIMULUS(NOISE, .u.noise = {0.0, 1e101, 1.0, 1})},
        {"correlation_time", STIMULUS(NOISE, .u.noise = {0.0, 1.0, 0.0, 1})},
        {"rate", STIMULUS(POISSON, .u.poisson = {-1.0, 1.0, 1.0, 1})},
        {"rate", STIMULUS(POISSON, .u.poisson = {1e10, 1.0, 1.0, 1})},
        {"amplitude", STIMULUS(POISSON, .u.poisson = {1.0, NOT_A_NUMBER, 1.0, 1})},
        {"decay", STIMULUS(POISSON, .u.poisson = {1.0, 1.0, 0.0, 1})},
        {"times", STIMULUS(EVENTS, .u.events = {descending_s, 3, 1.0, 1.0})},
        {"times", STIMULUS(EVENTS, .u.events = {negative_s, 2, 1.0, 1.0})},
        {"times", STIMULUS(EVENTS, .u.events = {with_nan, 3, 1.0, 1.0})},
        {"amplitude", STIMULUS(EVENTS, .u.events = {plain, 3, FOREVER, 1.0})},
        {"decay", STIMULUS(EVENTS, .u.events = {plain, 3, 1.0, -1.0})},
        {"path", STIMULUS(FILE, .u.file = {plain, 2})},
        {"path", STIMULUS(FILE, .u.file = {with_nan, 3})},
        {"path", STIMULUS(FILE, .u.file = {plain, 0, from_twice})},
        {"path", STIMULUS(FILE, .u.file = {plain, 3, from_twice})},
        {"current", STIMULUS(CHIRP, .current = LIF_CURRENT_MEAN, .u.chirp = {1.0, 1.0, 2.0, 0.0})},
        {"current", STIMULUS(NOISE, .current = LIF_CURRENT_MEAN, .u.noise = {0.0, 1.0, 1.0, 1})},
        {"current", STIMULUS(FILE, .current = LIF_CURRENT_MEAN, .u.file = {plain, 3})},
        {"", {.kind = (lif_stimulus_kind)(LIF_STIMULUS_FILE + 1), .stop_s = 1.0}},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lif_error error = {0};
        const lif_status status = lif_stimulus_validate(&bad[i].s, 0.1, 3, &error);
        if (status != LIF_BAD_PARAMETER || error.status != status)
            fail_msg("case %zu (%s) is accepted", i, bad[i].key);
        assert_string_equal(error.key, bad[i].key);
        assert_true(error.message[0] != '\0');
        assert_int_equal(lif_stimulus_validate(&bad[i].s, 0.1, 3, NULL), status);
    }
}

static void limits_themselves_are_accepted(void **state)
{
    (void)state;
    const lif_stimulus good[] = {
        STIMULUS(CONSTANT, .u.constant = {0.0}),
        STIMULUS(CONSTANT, .u.constant = {-1e100}),
        STIMULUS(CONSTANT, .start_s = 99.0, .u.constant = {1.0}), /* after the run: never on */
        STIMULUS(STEP, .u.step = {1.0, 1e-9}),
        STIMULUS(SINE, .u.sine = {1.0, 0.0, -1.0, -9.0}),
        STIMULUS(TRIANGLE, .u.triangle = {1.0, 1}),
        STIMULUS(RAMP, .start_s = 0.2, .u.ramp = {1.0, 1.0}),
        {.kind = LIF_STIMULUS_RAMP, .start_s = 9.0, .stop_s = 10.0, .u.ramp = {0.0, 1.0}},
        STIMULUS(CHIRP, .u.chirp = {1.0, 2.0, 0.0, 0.0}),
        STIMULUS(PULSES, .u.pulses = {1.0, 0.1, 0.1, 0}),
        STIMULUS(NOISE, .u.noise = {0.0, 0.0, 1e-9, 0}),
        STIMULUS(POISSON, .u.poisson = {0.0, 1.0, 1e-9, 0}),
        STIMULUS(EVENTS, .u.events = {NULL, 0, 1.0, 1.0}),
        STIMULUS(EVENTS, .u.events = {plain, 3, 1.0, 1.0}),
        STIMULUS(FILE, .u.file = {plain, 3}),
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        lif_error error = {0};
        if (lif_stimulus_validate(&good[i], 0.1, 3, &error) != LIF_OK)
            fail_msg("case %zu is refused: %s: %s", i, error.key, error.message);
    }
}

/* This is how far the bounds may be from the extremes of the samples. */
static double slack_of(const test_case *c, double size_a)
{
    const lif_stimulus *s = &c->stimulus;
    const double pi = 4.0 * atan(1.0);
    double swing_a = 0.0, hz = 0.0;
    if (s->kind == LIF_STIMULUS_SINE) {
        swing_a = fabs(s->u.sine.amplitude_a);
        hz = s->u.sine.frequency_hz;
    } else if (s->kind == LIF_STIMULUS_CHIRP) {
        swing_a = fabs(s->u.chirp.amplitude_a);
        hz = fmax(s->u.chirp.from_hz, s->u.chirp.to_hz);
    } else if (s->kind == LIF_STIMULUS_DECAY || s->kind == LIF_STIMULUS_EVENTS ||
               (s->kind == LIF_STIMULUS_TRIANGLE && s->current == LIF_CURRENT_MEAN)) {
        return 1e-12 * size_a; /* the rounding of the extremes */
    } else {
        return 0.0;
    }
    /* A crest falls between two samples, half a step of phase from the nearer one. */
    return swing_a * (1.0 - cos(pi * hz * c->dt_s)) + 1e-11 * (swing_a + size_a);
}

/* Returns the largest magnitude of the samples. */
static double size_of(const lif_stimulus *s, const test_case *c)
{
    static double current_a[MOST_STEPS];
    double size_a = 0.0;
    run_stimulus(s, c->dt_s, c->sample, c->steps, current_a);
    for (size_t n = 0; n < c->steps; n++)
        size_a = fmax(size_a, fabs(current_a[n]));
    return size_a;
}

static void check_range(const test_case *c)
{
    static double current_a[MOST_STEPS];
    lif_stimulus free = c->stimulus; /* the rounding is that of what is cut */
    free.limits = (lif_limits){.has_least = false};
    run_stimulus(&c->stimulus, c->dt_s, c->sample, c->steps, current_a);
    double least_a = current_a[0], most_a = current_a[0], low_a, high_a;
    for (size_t n = 0; n < c->steps; n++) {
        least_a = fmin(least_a, current_a[n]);
        most_a = fmax(most_a, current_a[n]);
    }
    assert_true(lif_stimulus_range(&c->stimulus, c->dt_s, c->sample, c->steps, &low_a, &high_a));
    const double room_a = slack_of(c, size_of(&free, c));
    if (low_a <= least_a && high_a >= most_a && low_a >= least_a - room_a &&
        high_a <= most_a + room_a)
        return;
    fail_msg("kind %d: samples %.17g to %.17g, range %.17g to %.17g", (int)c->stimulus.kind,
             least_a, most_a, low_a, high_a);
}

static void range_encloses_the_samples_and_is_tight(void **state)
{
    (void)state;
    lif_random random;
    lif_random_seed(&random, seed);
    static test_case c;
    for (int k = 0; k < KINDS; k++) {
        if (k == LIF_STIMULUS_NOISE || k == LIF_STIMULUS_POISSON)
            continue;
        for (int run = 0; run < 400; run++) {
            draw_case(&c, &random, (lif_stimulus_kind)k);
            check_range(&c);
            draw_limits(&c.stimulus.limits, &random);
            check_range(&c);
        }
    }
}

/* There are fewer rows than are compared side by side, and some more. */
static void range_of_a_short_file_is_that_of_its_rows(void **state)
{
    (void)state;
    static const double rows_a[] = {2.0, -1.0, 3.0, 0.5, -4.0, 1.0, 7.0, -9.0, 2.0};
    double least_a = rows_a[0], most_a = rows_a[0];
    for (size_t n = 1; n <= sizeof rows_a / sizeof *rows_a; n++) {
        const lif_stimulus s = STIMULUS(FILE, .u.file = {rows_a, n});
        double low_a, high_a;
        least_a = fmin(least_a, rows_a[n - 1]);
        most_a = fmax(most_a, rows_a[n - 1]);
        assert_true(lif_stimulus_range(&s, 0.1, LIF_SAMPLE_START, n, &low_a, &high_a));
        assert_true(low_a == least_a && high_a == most_a);
    }
}

static void range_of_a_random_stimulus_is_not_known(void **state)
{
    (void)state;
    lif_random random;
    lif_random_seed(&random, seed + 1);
    static test_case c;
    for (int k = LIF_STIMULUS_NOISE; k <= LIF_STIMULUS_POISSON; k++) {
        do
            draw_case(&c, &random, (lif_stimulus_kind)k);
        while (c.stimulus.start_s > 0.5 * (double)c.steps * c.dt_s || c.steps < 10);
        double low_a = 1.0, high_a = 2.0;
        assert_false(lif_stimulus_range(&c.stimulus, c.dt_s, c.sample, c.steps, &low_a, &high_a));
        assert_true(low_a == 1.0 && high_a == 2.0);
        c.stimulus.limits = (lif_limits){.has_least = true, .least_a = 0.0};
        assert_false(lif_stimulus_range(&c.stimulus, c.dt_s, c.sample, c.steps, &low_a, &high_a));
        c.stimulus.limits = (lif_limits){true, true, -1e-9, 2e-9};
        assert_true(lif_stimulus_range(&c.stimulus, c.dt_s, c.sample, c.steps, &low_a, &high_a));
        assert_true(low_a == -1e-9 && high_a == 2e-9);
    }
}

/* The range is held against a count of the samples: it says what acts, and which events do not. */
static void reach_is_what_the_run_sees(void **state)
{
    (void)state;
    static test_case c;
    static double current_a[MOST_STEPS];
    size_t silent = 0;
    lif_random random;
    lif_random_seed(&random, seed + 2);
    for (int run = 0; run < 2000; run++) {
        draw_case(&c, &random, (lif_stimulus_kind)(run % KINDS));
        if (run % 7 == 0) { /* beyond the run */
            c.stimulus.start_s += (double)c.steps * c.dt_s * 1.001;
            c.stimulus.stop_s = (double)INFINITY;
        }
        const lif_reach reach = lif_stimulus_reach(&c.stimulus, c.dt_s, c.sample, c.steps);
        run_stimulus(&c.stimulus, c.dt_s, c.sample, c.steps, current_a);
        bool moved = false;
        for (uint64_t n = 0; n < c.steps; n++) {
            moved = moved || current_a[n] != 0.0;
            assert_true(current_a[n] == 0.0 || (n >= reach.first && n < reach.last));
        }
        assert_true(reach.acts || !moved);
        silent += !reach.acts;
        if (c.stimulus.kind != LIF_STIMULUS_EVENTS)
            continue;
        size_t beyond = 0;
        for (size_t i = 0; i < c.stimulus.u.events.count; i++)
            beyond += c.times_s[i] / c.dt_s >= (double)c.steps - 1e-6;
        assert_true(reach.beyond == beyond);
        assert_true(reach.beyond + reach.missed <= c.stimulus.u.events.count);
    }
    assert_true(silent > 100);
}

/* There are 5 events: before the window, two in it, after it, after the run. */
static void reach_tells_events_apart(void **state)
{
    (void)state;
    static const double times_s[] = {0.1, 0.25, 0.3, 0.6, 1.0};
    lif_stimulus s = STIMULUS(EVENTS, .start_s = 0.2, .u.events = {times_s, 5, 0.0, 1.0});
    s.stop_s = 0.5;
    for (int mean = 0; mean < 2; mean++) {
        s.current = mean ? LIF_CURRENT_MEAN : LIF_CURRENT_SAMPLE;
        const lif_reach reach = lif_stimulus_reach(&s, 0.1, LIF_SAMPLE_START, 10);
        assert_true(reach.acts && reach.beyond == 1 && reach.missed == 2);
        assert_true(reach.first == 2 && reach.last == 5);
    }
    s.u.events.times_s = times_s + 4;
    s.u.events.count = 1;
    assert_false(lif_stimulus_reach(&s, 0.1, LIF_SAMPLE_START, 10).acts);
}

static void limits_are_checked(void **state)
{
    (void)state;
    static const struct {
        lif_limits limits;
        const char *key;
    } bad[] = {{{true, true, 2.0, 1.0}, "least"},
               {{true, false, (double)NAN, 0.0}, "least"},
               {{true, false, -(double)INFINITY, 0.0}, "least"},
               {{false, true, 0.0, 1e101}, "most"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lif_error error = {0};
        lif_stimulus s = STIMULUS(CONSTANT, .u.constant = {1.0});
        s.limits = bad[i].limits;
        assert_int_equal(lif_stimulus_validate(&s, 0.1, 3, &error), LIF_BAD_PARAMETER);
        assert_string_equal(error.key, bad[i].key);
    }
    const lif_limits one = {true, true, 1.0, 1.0};
    assert_int_equal(lif_limits_validate(&one, NULL), LIF_OK);
}

/* This must not take a step each: a run of 10^9 steps is range-checked before it begins. */
static void range_of_a_long_run_is_found_at_once(void **state)
{
    (void)state;
    const uint64_t steps = UINT64_C(1000000000);
    double low_a, high_a;
    const lif_stimulus narrow = /* never seen: between the instants, and longer than looked at */
        STIMULUS(PULSES, .start_s = 0.5e-4, .u.pulses = {-1e-9, 1e-6, 1e-4, 0});
    assert_true(lif_stimulus_range(&narrow, 1e-4, LIF_SAMPLE_START, steps, &low_a, &high_a));
    assert_true(high_a == 0.0 && low_a <= 0.0);
    const lif_stimulus pulses = STIMULUS(PULSES, .u.pulses = {3e-9, 1e-2, 1e4, 0});
    assert_true(lif_stimulus_range(&pulses, 1e-4, LIF_SAMPLE_START, steps, &low_a, &high_a));
    assert_true(low_a == 0.0 && high_a == 3e-9);
    lif_stimulus share = narrow; /* as means they are all seen: a hundredth of every step */
    share.current = LIF_CURRENT_MEAN;
    assert_true(lif_stimulus_range(&share, 1e-4, LIF_SAMPLE_START, steps, &low_a, &high_a));
    assert_true(high_a >= -1e-11 && high_a < -0.998e-11 && low_a <= -1e-11 && low_a > -1.002e-11);
    static const double times_s[] = {10.0, 50000.0, 50000.0};
    const lif_stimulus events = STIMULUS(EVENTS, .u.events = {times_s, 3, 1e-9, 1e5});
    assert_true(lif_stimulus_range(&events, 1e-4, LIF_SAMPLE_START, steps, &low_a, &high_a));
    const double most_a = 1e-9 * (exp(-(50000.0 - 10.0) / 1e5) + 2.0);
    /* There are 5e8 roundings of half an ulp, all of them one way at the worst. */
    assert_true(low_a == 0.0 && high_a >= most_a && high_a <= most_a * (1.0 + 2e-7));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_without_meaning_are_refused_with_their_key),
        cmocka_unit_test(limits_themselves_are_accepted),
        cmocka_unit_test(range_encloses_the_samples_and_is_tight),
        cmocka_unit_test(range_of_a_short_file_is_that_of_its_rows),
        cmocka_unit_test(range_of_a_random_stimulus_is_not_known),
        cmocka_unit_test(range_of_a_long_run_is_found_at_once),
        cmocka_unit_test(reach_is_what_the_run_sees),
        cmocka_unit_test(reach_tells_events_apart),
        cmocka_unit_test(limits_are_checked),
    };
    seed = test_seed();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
