// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "stimuli.h"

#include <float.h>
#include <string.h>

static uint64_t seed;
static const double forever = (double)INFINITY;

/* Finds the first step and the first step after it in which a constant of 1 A is on; there is one
 * run of them only. */
static void find_edges(const lif_stimulus *s, double dt_s, lif_sample sample, uint64_t steps,
                       uint64_t *first, uint64_t *last)
{
    static double current_a[MOST_STEPS];
    assert_true(steps <= MOST_STEPS);
    run_stimulus(s, dt_s, sample, steps, current_a);
    *first = *last = steps;
    uint64_t edges = 0;
    for (uint64_t n = 0; n < steps; n++) {
        const bool on = current_a[n] != 0.0;
        const bool was_on = n > 0 && current_a[n - 1] != 0.0;
        assert_true(!on || current_a[n] == 1.0);
        if (on && !was_on)
            *first = n;
        if (!on && was_on)
            *last = n;
        edges += on && !was_on;
    }
    assert_true(edges <= 1);
}

static lif_stimulus window(double start_s, double stop_s)
{
    return (lif_stimulus){.kind = LIF_STIMULUS_CONSTANT,
                          .start_s = start_s,
                          .stop_s = stop_s,
                          .u.constant.amplitude_a = 1.0};
}

/* Times are as a person writes them: k tenths of a millisecond, converted once. */
static void edges_on_multiples_of_the_step_are_exact(void **state)
{
    (void)state;
    const double dt_s = 0.1 * 1e-3;
    for (uint64_t k = 1; k < 1000; k++) {
        const double start_s = (double)k / 10.0 * 1e-3;
        const double stop_s = (double)(2 * k + 1) / 10.0 * 1e-3;
        const lif_stimulus s = window(start_s, stop_s);
        uint64_t first, last;
        find_edges(&s, dt_s, LIF_SAMPLE_START, 2 * k + 10, &first, &last);
        assert_true(first == k && last == 2 * k + 1);
        find_edges(&s, dt_s, LIF_SAMPLE_END, 2 * k + 10, &first, &last);
        assert_true(first == k - 1 && last == 2 * k);
    }
}

static void edges_between_instants_wait_for_the_next(void **state)
{
    (void)state;
    static const double slips[] = {-2e-6, -0.5e-6, 0.5e-6, 2e-6, 0.3, 0.999};
    const double steps_s[] = {1e-4, 1e-5, 0.1001001001001001e-3, 1.0 / 3.0};
    for (size_t d = 0; d < sizeof steps_s / sizeof *steps_s; d++)
        for (size_t i = 0; i < sizeof slips / sizeof *slips; i++)
            for (uint64_t k = 1; k < 200; k += 7) {
                const double dt_s = steps_s[d];
                /* Up to 1e-6 step late counts as the instant. */
                const uint64_t expected = slips[i] > 1e-6 ? k + 1 : k;
                const lif_stimulus s =
                    window(((double)k + slips[i]) * dt_s, ((double)(3 * k) + slips[i]) * dt_s);
                uint64_t first, last;
                find_edges(&s, dt_s, LIF_SAMPLE_START, 3 * k + 10, &first, &last);
                assert_true(first == expected && last == expected + 2 * k);
                find_edges(&s, dt_s, LIF_SAMPLE_END, 3 * k + 10, &first, &last);
                assert_true(first == expected - 1 && last == expected + 2 * k - 1);
            }
}

static void edges_are_exact_late_in_a_long_run(void **state)
{
    (void)state;
    lif_random random;
    lif_random_seed(&random, seed);
    for (int i = 0; i < 10000; i++) {
        /* Beyond 10^9 steps the quotient's own rounding exceeds 1e-6 step. */
        const uint64_t base = i % 2 ? UINT64_C(1000000000) : UINT64_C(30000000000);
        const uint64_t n = base + lif_random_below(&random, 1000000);
        const lif_stimulus s = window((double)n / 10.0 * 1e-3, (double)(n + 3) / 10.0 * 1e-3);
        lif_stimulus_state stream;
        lif_stimulus_start(&stream, &s, 0.1 * 1e-3, LIF_SAMPLE_START, n + 10);
        double current_a[6] = {0};
        stream.next = n - 1; /* a constant has no memory: the run may be entered here */
        lif_stimulus_add(&stream, 6, current_a);
        static const double expected[6] = {0.0, 1.0, 1.0, 1.0, 0.0, 0.0};
        assert_memory_equal(current_a, expected, sizeof expected);
    }
}

/* Holds floor(t/grid)*grid in whole microseconds against the window of the step. */
static void step_on_a_grid_is_a_table_on_that_grid(void **state)
{
    (void)state;
    static const unsigned starts_us[] = {0, 1, 20000, 20050, 20100, 20999, 21000};
    static const unsigned grids_us[] = {100, 250, 1000, 30, 7000};
    for (size_t i = 0; i < sizeof starts_us / sizeof *starts_us; i++)
        for (size_t g = 0; g < sizeof grids_us / sizeof *grids_us; g++)
            for (int sample = LIF_SAMPLE_START; sample <= LIF_SAMPLE_END; sample++) {
                const unsigned stop_us = starts_us[i] + 31415;
                lif_stimulus s = {.kind = LIF_STIMULUS_STEP,
                                  .start_s = starts_us[i] * 1e-6,
                                  .stop_s = stop_us * 1e-6,
                                  .u.step = {1.0, grids_us[g] * 1e-6}};
                static double current_a[800];
                run_stimulus(&s, 1e-4, (lif_sample)sample, 800, current_a);
                for (unsigned n = 0; n < 800; n++) {
                    const unsigned t_us = (n + (sample == LIF_SAMPLE_END)) * 100;
                    const unsigned table_us = t_us / grids_us[g] * grids_us[g];
                    const bool on = table_us >= starts_us[i] && table_us < stop_us;
                    assert_true(current_a[n] == (on ? 1.0 : 0.0));
                }
            }
}

static void triangle_is_the_symmetric_window(void **state)
{
    (void)state;
    static const double even[8] = {0, 0, 0.25, 0.75, 0.75, 0.25, 0, 0};
    static const double odd[8] = {0, 0, 1 / 3.0, 2 / 3.0, 1, 2 / 3.0, 1 / 3.0, 0};
    double current_a[8];
    lif_stimulus s = {
        .kind = LIF_STIMULUS_TRIANGLE, .start_s = 0.2, .stop_s = forever, .u.triangle = {1.0, 4}};
    run_stimulus(&s, 0.1, LIF_SAMPLE_START, 8, current_a);
    assert_memory_equal(current_a, even, sizeof even);
    s.u.triangle.samples = 5;
    run_stimulus(&s, 0.1, LIF_SAMPLE_START, 8, current_a);
    assert_memory_equal(current_a, odd, sizeof odd);
    s.u.triangle.samples = 1;
    s.start_s = 0.0;
    run_stimulus(&s, 0.1, LIF_SAMPLE_END, 2, current_a);
    assert_true(current_a[0] == 1.0 && current_a[1] == 0.0);
}

/* In whole ten-microseconds the step is 10, the period 73, the width 25. */
static void pulses_have_their_edges_where_integers_say(void **state)
{
    (void)state;
    enum { STEPS = 2500 };
    static double current_a[STEPS];
    static const unsigned starts[] = {0, 10, 37};
    static const unsigned periods[] = {73, 70, 10, 400};
    for (size_t i = 0; i < 3; i++)
        for (size_t p = 0; p < 4; p++)
            for (unsigned width = 5; width <= periods[p]; width += 5)
                for (unsigned count = 0; count < 60; count += 17) {
                    const lif_stimulus s = {
                        .kind = LIF_STIMULUS_PULSES,
                        .start_s = starts[i] * 1e-5,
                        .stop_s = 0.2,
                        .u.pulses = {-2.0, width * 1e-5, periods[p] * 1e-5, count}};
                    const lif_sample sample = width % 2 ? LIF_SAMPLE_START : LIF_SAMPLE_END;
                    run_stimulus(&s, 1e-4, sample, STEPS, current_a);
                    for (unsigned n = 0; n < STEPS; n++) {
                        const unsigned t = 10 * (n + (sample == LIF_SAMPLE_END));
                        const unsigned since = t - starts[i];
                        const bool on = t >= starts[i] && t < 20000 && since % periods[p] < width &&
                                        (count == 0 || since / periods[p] < count);
                        assert_true(current_a[n] == (on ? -2.0 : 0.0));
                    }
                }
}

/* Holds each smooth kind against its formula, in long double. */
static void smooth_kinds_follow_their_formulas(void **state)
{
    (void)state;
    enum { STEPS = 900 };
    static double current_a[STEPS];
    const double dt_s = 1e-4;
    const long double two_pi = 8.0L * atanl(1.0L);
    for (int k = LIF_STIMULUS_SINE; k <= LIF_STIMULUS_CHIRP; k++) {
        if (k == LIF_STIMULUS_TRIANGLE)
            continue;
        for (int variant = 0; variant < 4; variant++) {
            lif_stimulus s = {.kind = (lif_stimulus_kind)k, .start_s = 5e-3, .stop_s = 60e-3};
            if (variant & 1)
                s.stop_s = forever;
            const lif_sample sample = variant & 2 ? LIF_SAMPLE_END : LIF_SAMPLE_START;
            const long double window_s = (variant & 1) ? 85e-3L : 55e-3L;
            if (k == LIF_STIMULUS_SINE) {
                s.u.sine.amplitude_a = 2e-9;
                s.u.sine.frequency_hz = 150.0;
                s.u.sine.offset_a = 1e-9;
                s.u.sine.phase_rad = 0.7;
            } else if (k == LIF_STIMULUS_DECAY) {
                s.u.decay.peak_a = -3e-9;
                s.u.decay.tau_s = 7e-3;
            } else if (k == LIF_STIMULUS_RAMP) {
                s.u.ramp.from_a = 1e-9;
                s.u.ramp.to_a = -2e-9;
            } else {
                s.u.chirp.amplitude_a = 2e-9;
                s.u.chirp.from_hz = 10.0;
                s.u.chirp.to_hz = 300.0;
                s.u.chirp.offset_a = 1e-9;
            }
            run_stimulus(&s, dt_s, sample, STEPS, current_a);
            unsigned active = 0;
            for (unsigned n = 0; n < STEPS; n++) {
                const unsigned instant = n + (sample == LIF_SAMPLE_END);
                long double value = 0.0L;
                if (instant >= 50 && ((variant & 1) || instant < 600)) {
                    const long double t = 1e-4L * (instant - 50.0L);
                    active++;
                    if (k == LIF_STIMULUS_SINE)
                        value = 1e-9L + 2e-9L * sinl(two_pi * 150.0L * t + 0.7L);
                    else if (k == LIF_STIMULUS_DECAY)
                        value = -3e-9L * expl(-t / 7e-3L);
                    else if (k == LIF_STIMULUS_RAMP)
                        value = 1e-9L + (-3e-9L) * t / window_s;
                    else
                        value = 1e-9L + 2e-9L * sinl(two_pi *
                                                     (10.0L * t + 290.0L * t * t / (2 * window_s)));
                }
                /* Phases up to 100 rad are good to 2 ulp. */
                assert_near("current", current_a[n], (double)value, 2e-9 * 200.0 * DBL_EPSILON);
                assert_true((current_a[n] == 0.0) == (value == 0.0L));
            }
            assert_true(active == ((variant & 1) ? 850u + (sample == LIF_SAMPLE_END) : 550u));
        }
    }
}

/* A start that counts as an earlier instant must not let a value leave its range. */
static void time_since_the_start_is_never_negative(void **state)
{
    (void)state;
    double current_a[4];
    const lif_stimulus decay = {.kind = LIF_STIMULUS_DECAY,
                                .start_s = (1.0 + 0.9e-6) * 0.1,
                                .stop_s = forever,
                                .u.decay = {1.0, 1e-6}};
    run_stimulus(&decay, 0.1, LIF_SAMPLE_START, 4, current_a);
    assert_true(current_a[0] == 0.0 && current_a[1] == 1.0);
}

static void ramp_without_a_stop_ends_at_the_end_of_the_run(void **state)
{
    (void)state;
    double current_a[10];
    const lif_stimulus s = {
        .kind = LIF_STIMULUS_RAMP, .stop_s = forever, .u.ramp = {.from_a = 0.0, .to_a = 5.0}};
    run_stimulus(&s, 0.1, LIF_SAMPLE_START, 10, current_a);
    assert_true(current_a[0] == 0.0);
    assert_near("last", current_a[9], 4.5, 4.0 * DBL_EPSILON * 5.0);
    run_stimulus(&s, 0.1, LIF_SAMPLE_END, 10, current_a);
    assert_true(current_a[9] == 5.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edges_on_multiples_of_the_step_are_exact),
        cmocka_unit_test(edges_between_instants_wait_for_the_next),
        cmocka_unit_test(edges_are_exact_late_in_a_long_run),
        cmocka_unit_test(step_on_a_grid_is_a_table_on_that_grid),
        cmocka_unit_test(triangle_is_the_symmetric_window),
        cmocka_unit_test(pulses_have_their_edges_where_integers_say),
        cmocka_unit_test(smooth_kinds_follow_their_formulas),
        cmocka_unit_test(time_since_the_start_is_never_negative),
        cmocka_unit_test(ramp_without_a_stop_ends_at_the_end_of_the_run),
    };
    seed = test_seed();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
