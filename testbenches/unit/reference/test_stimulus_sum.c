// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Currents are given as data (events, files), and as sums and cuts of any. */
#include "stimuli.h"

#include <float.h>
#include <string.h>

static uint64_t seed;
static const double forever = (double)INFINITY;

static void events_add_decaying_currents(void **state)
{
    (void)state;
    enum { STEPS = 400 };
    /* The events are: twice in one step, on an instant as written, just before one, beyond the run.
     * */
    static const double times_s[] = {0.0, 1.23e-3, 1.29e-3, 0.7 * 1e-3 * 10, 19.9999e-3, 99.0};
    static const unsigned in_step[] = {0, 12, 12, 70, 199, STEPS};
    static double current_a[STEPS];
    lif_stimulus s = {
        .kind = LIF_STIMULUS_EVENTS, .stop_s = forever, .u.events = {times_s, 6, 2e-9, 3e-3}};
    for (unsigned first = 0; first <= 12; first += 12)
        for (int sample = LIF_SAMPLE_START; sample <= LIF_SAMPLE_END; sample++) {
            s.start_s = (first + (sample == LIF_SAMPLE_END)) * 1e-4;
            run_stimulus(&s, 1e-4, (lif_sample)sample, STEPS, current_a);
            for (unsigned n = 0; n < STEPS; n++) {
                double expected = 0.0;
                for (size_t e = 0; e < 6; e++)
                    if (n >= in_step[e] && in_step[e] >= first && n >= first)
                        expected += 2e-9 * exp(-(n - in_step[e]) / 30.0);
                assert_near("current", current_a[n], expected, 1e-13 * expected);
            }
        }
}

/* No step number reaches this time. */
static void an_event_after_every_run_never_comes(void **state)
{
    (void)state;
    enum { STEPS = 100 };
    static double current_a[STEPS];
    static const double times_s[] = {1e-3, 1e300};
    const lif_stimulus s = {
        .kind = LIF_STIMULUS_EVENTS, .stop_s = forever, .u.events = {times_s, 2, 1.0, 1e3}};
    run_stimulus(&s, 1e-4, LIF_SAMPLE_START, STEPS, current_a);
    for (size_t n = 0; n < STEPS; n++)
        assert_true(n < 10 ? current_a[n] == 0.0 : current_a[n] > 0.9 && current_a[n] <= 1.0);
}

static void a_long_silence_does_not_leave_subnormal_numbers(void **state)
{
    (void)state;
    enum { STEPS = 3000 };
    static double current_a[STEPS];
    static const double times_s[] = {0.0};
    const lif_stimulus s = {
        .kind = LIF_STIMULUS_EVENTS, .stop_s = forever, .u.events = {times_s, 1, 1e-9, 1e-4}};
    run_stimulus(&s, 1e-4, LIF_SAMPLE_START, STEPS, current_a);
    for (size_t n = 0; n < STEPS; n++)
        assert_true(current_a[n] == 0.0 || current_a[n] >= 1e-290);
    assert_true(current_a[600] > 0.0 && current_a[STEPS - 1] == 0.0);
}

static void file_gives_its_rows_inside_the_window(void **state)
{
    (void)state;
    static const double values_a[5] = {1.0, -2.0, 3.0, -4.0, 5.0};
    static const double expected[5] = {0.0, -2.0, 3.0, -4.0, 0.0};
    double current_a[5];
    const lif_stimulus s = {
        .kind = LIF_STIMULUS_FILE, .start_s = 0.1, .stop_s = 0.4, .u.file = {values_a, 5}};
    run_stimulus(&s, 0.1, LIF_SAMPLE_START, 5, current_a);
    assert_memory_equal(current_a, expected, sizeof expected);

    /* Beyond its last row a file gives nothing. */
    const lif_stimulus whole = {
        .kind = LIF_STIMULUS_FILE, .stop_s = forever, .u.file = {values_a, 4}};
    run_stimulus(&whole, 0.1, LIF_SAMPLE_START, 5, current_a);
    assert_memory_equal(current_a, values_a, 4 * sizeof *values_a);
    assert_true(current_a[4] == 0.0);
}

static void currents_are_added_to_what_is_there(void **state)
{
    (void)state;
    lif_random random;
    lif_random_seed(&random, seed + 1);
    static test_case c;
    static double alone_a[MOST_STEPS], sum_a[MOST_STEPS];
    for (int k = 0; k < KINDS; k++) {
        draw_case(&c, &random, (lif_stimulus_kind)k);
        run_stimulus(&c.stimulus, c.dt_s, c.sample, c.steps, alone_a);
        lif_stimulus_state stream;
        lif_stimulus_start(&stream, &c.stimulus, c.dt_s, c.sample, c.steps);
        for (size_t n = 0; n < c.steps; n++)
            sum_a[n] = 1e-7 * (double)n;
        lif_stimulus_add(&stream, (size_t)c.steps, sum_a);
        for (size_t n = 0; n < c.steps; n++)
            assert_true(sum_a[n] == 1e-7 * (double)n + alone_a[n]);
    }
}

/* Step by step it is the current without limits, cut; outside of the window there is nothing,
 * whatever `least` is. */
static void limits_cut_the_current_of_active_steps(void **state)
{
    (void)state;
    lif_random random;
    lif_random_seed(&random, seed + 3);
    static test_case c;
    static double free_a[MOST_STEPS], limited_a[MOST_STEPS];
    size_t cut = 0, outside = 0;
    for (int k = 0; k < KINDS; k++)
        for (int run = 0; run < 40; run++) {
            draw_case(&c, &random, (lif_stimulus_kind)k);
            run_stimulus(&c.stimulus, c.dt_s, c.sample, c.steps, free_a);
            draw_limits(&c.stimulus.limits, &random);
            const lif_limits limits = c.stimulus.limits;
            const lif_reach reach = lif_stimulus_reach(&c.stimulus, c.dt_s, c.sample, c.steps);
            run_stimulus(&c.stimulus, c.dt_s, c.sample, c.steps, limited_a);
            for (uint64_t n = 0; n < c.steps; n++) {
                double expected_a = free_a[n];
                if (n < reach.first || n >= reach.last) {
                    outside++;
                } else {
                    expected_a = limits.has_least ? fmax(expected_a, limits.least_a) : expected_a;
                    expected_a = limits.has_most ? fmin(expected_a, limits.most_a) : expected_a;
                }
                cut += expected_a != free_a[n];
                assert_true(limited_a[n] == expected_a);
            }
        }
    assert_true(cut > 10000 && outside > 10000);
}

static void held_values_last_until_the_next(void **state)
{
    (void)state;
    enum { STEPS = 12 };
    static const double values_a[] = {1.0, -2.0, 3.0, 9.0};
    static const uint64_t from[] = {2, 3, 7, 40};
    static const double expected_a[STEPS] = {0, 0, 1, -2, -2, -2, -2, 3, 3, 3, 0, 0};
    double current_a[STEPS];
    const lif_stimulus s = {
        .kind = LIF_STIMULUS_FILE, .stop_s = 1.0, .u.file = {values_a, 4, from}};
    run_stimulus(&s, 0.1, LIF_SAMPLE_START, STEPS, current_a);
    for (size_t n = 0; n < STEPS; n++)
        assert_true(current_a[n] == expected_a[n]);
}

/* Any cut gives the same bits, and a copied state continues the stream. */
static void currents_do_not_depend_on_the_cut_into_blocks(void **state)
{
    (void)state;
    lif_random random;
    lif_random_seed(&random, seed + 2);
    static test_case c;
    static double whole_a[MOST_STEPS], cut_a[MOST_STEPS];
    size_t not_zero[KINDS] = {0};
    for (int k = 0; k < KINDS; k++)
        for (int run = 0; run < 60; run++) {
            draw_case(&c, &random, (lif_stimulus_kind)k);
            if (run % 3 == 0)
                draw_limits(&c.stimulus.limits, &random);
            run_stimulus(&c.stimulus, c.dt_s, c.sample, c.steps, whole_a);
            lif_stimulus_state stream;
            lif_stimulus_start(&stream, &c.stimulus, c.dt_s, c.sample, c.steps);
            const uint64_t largest = 1 + lif_random_below(&random, c.steps);
            memset(cut_a, 0, sizeof cut_a);
            for (uint64_t n = 0; n < c.steps;) {
                uint64_t count = lif_random_below(&random, largest + 1); /* 0 is allowed */
                if (count > c.steps - n)
                    count = c.steps - n;
                lif_stimulus_state copy = stream;
                lif_stimulus_add(&copy, (size_t)count, cut_a + n);
                stream = copy;
                n += count;
            }
            for (size_t n = 0; n < c.steps; n++) {
                assert_true(cut_a[n] == whole_a[n]);
                not_zero[k] += whole_a[n] != 0.0;
            }
        }
    for (int k = 0; k < KINDS; k++)
        assert_true(not_zero[k] > 1000);
}

/* The block begins with a pulse, whatever the quotient of time and period is rounded to. */
static void pulses_do_not_depend_on_the_cut_either(void **state)
{
    (void)state;
    enum { STEPS = 3000 };
    static double whole_a[STEPS], cut_a[STEPS];
    for (unsigned period = 2; period < 40; period++)
        for (unsigned start = 0; start < 3; start++) {
            const lif_stimulus s = {
                .kind = LIF_STIMULUS_PULSES,
                .start_s = start * 1e-5,
                .stop_s = forever,
                .u.pulses = {1.0, (period - 1) * 1e-5, (double)period / 10.0 * 1e-4, 0}};
            lif_stimulus_state stream;
            run_stimulus(&s, 1e-5, LIF_SAMPLE_START, STEPS, whole_a);
            lif_stimulus_start(&stream, &s, 1e-5, LIF_SAMPLE_START, STEPS);
            memset(cut_a, 0, sizeof cut_a);
            for (size_t n = 0; n < STEPS; n++) {
                lif_stimulus_add(&stream, 1, cut_a + n);
                const bool on = n >= start && (n - start) % period < period - 1;
                assert_true(whole_a[n] == (on ? 1.0 : 0.0) && cut_a[n] == whole_a[n]);
            }
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_add_decaying_currents),
        cmocka_unit_test(an_event_after_every_run_never_comes),
        cmocka_unit_test(a_long_silence_does_not_leave_subnormal_numbers),
        cmocka_unit_test(file_gives_its_rows_inside_the_window),
        cmocka_unit_test(currents_are_added_to_what_is_there),
        cmocka_unit_test(limits_cut_the_current_of_active_steps),
        cmocka_unit_test(held_values_last_until_the_next),
        cmocka_unit_test(currents_do_not_depend_on_the_cut_into_blocks),
        cmocka_unit_test(pulses_do_not_depend_on_the_cut_either),
    };
    seed = test_seed();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
