// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The search for a format is tested part by part: lists of numbers, integer bits, cost, front and
 * goal. */
#include "neuron_fixture.h"
#include "circuit/format.h"
#include "scenario/current.h"
#include "search/choose.h"
#include "search/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static cosim_numbers read_numbers(const char *text)
{
    char message[160] = "";
    cosim_numbers axis = 0;
    if (cosim_numbers_read(text, 2, 32, &axis, message, sizeof message) != 0) {
        fail_msg("%s: %s", text, message);
    }
    return axis;
}

static void axes_are_lists_and_ranges(void **state)
{
    (void)state;
    assert_true(read_numbers("8") == 0x100);
    assert_true(read_numbers("8,12") == 0x1100);
    assert_true(read_numbers("12,8,8") == 0x1100);
    assert_true(read_numbers("8..11") == 0xf00);
    assert_true(read_numbers("8..8") == 0x100);
    assert_true(read_numbers("8..16:4") == 0x11100);
    assert_true(read_numbers("8..15:4") == 0x1100); /* 16 is beyond */
    assert_true(read_numbers("2,8..10,32") == 0x100000704);
}

static void bad_axes_are_refused(void **state)
{
    static const struct {
        const char *text, *message;
    } bad[] = {{"", "not a list"},
               {"a", "not a list"},
               {"8,", "not a list"},
               {",8", "not a list"},
               {"8 ,9", "not a list"},
               {"8..", "not a list"},
               {"..9", "not a list"},
               {"8...9", "not a list"},
               {"8-9", "not a list"},
               {"+8", "not a list"},
               {"08", "not a list"},
               {"8.5", "not a list"},
               {"0x8", "not a list"},
               {"8..9:", "not a list"},
               {"8:2", "not a list"},
               {"8..9..10", "not a list"},
               {"9..8", "give 8..9"},
               {"8..9:0", "step of 0"},
               {"1", "1 is not possible"},
               {"33", "33 is not"},
               {"8..33", "33 is not"},
               {"1..8", "1 is not"},
               {"4294967304", "is not possible"},
               {"99999999999999999999", "is not possible"}};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char message[160] = "";
        cosim_numbers axis;
        if (cosim_numbers_read(bad[i].text, 2, 32, &axis, message, sizeof message) != -1 ||
            strstr(message, bad[i].message) == NULL) {
            fail_msg("\"%s\": \"%s\" and not \"%s\"", bad[i].text, message, bad[i].message);
        }
    }
}

static void axes_are_written_as_they_are_read(void **state)
{
    char text[COSIM_NUMBERS_BYTES];
    uint64_t random = fixture_seed("axes");
    (void)state;
    assert_string_equal(cosim_numbers_text(read_numbers("8..12,20,22,23"), text), "8..12,20,22,23");
    for (int i = 0; i < 2000; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        const cosim_numbers axis = (random ^ random >> 29) & 0x1fffffffc;
        if (axis != 0) {
            assert_true(read_numbers(cosim_numbers_text(axis, text)) == axis);
        }
    }
    /* This is the longest list that there is: every second number. */
    assert_true(strlen(cosim_numbers_text(0x5555555555555555, text)) < COSIM_NUMBERS_BYTES - 1);
    assert_int_equal(text[strlen(text) - 1], '2'); /* 62 */
}

static void integer_bits_of_hand_cases(void **state)
{
    static const struct {
        double low, high;
        unsigned width, bits;
    } cases[] = {{0, 0.5, 8, 1},       {0, 1, 8, 2}, /* 128 of 2^-7 is one too many */
                 {-1, 0.5, 8, 1},                    /* but -128 fits */
                 {0, 0.99, 8, 1},                    /* 126.7 */
                 {0, 0.997, 8, 2},                   /* 127.6 rounds to 128 */
                 {0, 0.997, 16, 1},                  /* not with a finer step */
                 {-1.003, 0, 8, 1},                  /* -128.4 rounds to -128 */
                 {-1.01, 0, 8, 2},                   /* -129.3 does not */
                 {0, 20.0 / 3, 32, 4}, {-8, 7.9, 8, 4},  {-8, 7.99, 8, 5},
                 {-8, 8, 32, 5},       {0, 127.4, 8, 8}, {0, 127.6, 8, 0}, /* no format of 8 bits */
                 {-2, 1, 2, 2}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const unsigned bits =
            cosim_search_integer_bits(cases[i].low, cases[i].high, cases[i].width);
        if (bits != cases[i].bits) {
            fail_msg("%g to %g in %u bits: %u and not %u", cases[i].low, cases[i].high,
                     cases[i].width, bits, cases[i].bits);
        }
    }
}

/* Tells whether a whole run stays in a format: by the conversion of every word and drive, not by
 * ranges.
 */
static bool stays_inside(const cosim_scenario *scenario, unsigned width, unsigned bits)
{
    const lif_format format = {width, width - bits, 31, LIF_HALF_UP, LIF_CODING_ANY, 0};
    double current_a[300];
    int32_t drive_fx[300];
    cosim_current current;
    lif_quantised q;
    lif_error error;
    assert_int_equal(scenario->steps, 300);
    if (lif_quantise(&scenario->params, &format, &q, &error) != LIF_OK) {
        return false;
    }
    assert_int_equal(cosim_current_start(&current, scenario), 0);
    cosim_current_next(&current, 300, current_a);
    cosim_current_free(&current);
    return lif_quantise_drives(&q, current_a, 300, drive_fx) == 0;
}

static void integer_bits_are_the_fewest_that_hold(void **state)
{
    lif_random random;
    unsigned held = 0, refused = 0;
    (void)state;
    lif_random_seed(&random, fixture_seed("integer bits"));
    for (int i = 0; i < 150; i++) {
        const lif_params params = fixture_random_params(&random);
        lif_stimulus noise = fixture_random_noise(&random, &params);
        const cosim_scenario scenario = fixture_scenario(&params, &noise, 1, 300);
        const unsigned width = 6 + (unsigned)i % 27;
        double low, high;
        assert_int_equal(cosim_search_range(&scenario, &low, &high), 0);
        const unsigned bits = cosim_search_integer_bits(low, high, width);
        if (bits != 0) {
            assert_true(stays_inside(&scenario, width, bits));
            held++;
        }
        if (bits > 1) {
            assert_false(stays_inside(&scenario, width, bits - 1));
            refused++;
        }
    }
    assert_true(held > 100 && refused > 100);
}

static void costs_of_hand_cases(void **state)
{
    cosim_search_point p = {.format = {32, 24, 31, LIF_HALF_UP, LIF_CODING_ANY, 0}};
    (void)state;
    cosim_search_cost(&p);
    assert_int_equal(p.multiplier_bits, 33 * 32);
    assert_int_equal(p.register_bits, 32);
    p.format = (lif_format){20, 12, 18, LIF_RESIDUAL, LIF_CODING_ANY, 0};
    cosim_search_cost(&p);
    assert_int_equal(p.multiplier_bits, 21 * 19);
    assert_int_equal(p.register_bits, 38);
}

static cosim_search_point hand_point(unsigned cost, double bound, bool fits)
{
    return (cosim_search_point){
        .multiplier_bits = cost, .register_bits = cost, .max_bound = bound, .fits = fits};
}

static void front_of_hand_data(void **state)
{
    const struct {
        cosim_search_point point;
        bool front;
    } data[] = {
        {hand_point(10, 0.0, false), false}, /* fits nowhere: neither on it nor in the way */
        {hand_point(10, 5.0, true), true},   {hand_point(20, 3.0, true), true},
        {hand_point(20, 3.0, true), true}, /* its equal */
        {hand_point(20, 4.0, true), false},  {hand_point(30, 3.0, true), false},
        {hand_point(40, 6.0, true), false},  {hand_point(50, 1.0, true), true},
        {hand_point(50, 0.1, false), false}, {hand_point(60, 0.5, true), true}};
    enum { COUNT = sizeof data / sizeof data[0] };
    cosim_search_point point[COUNT];
    (void)state;
    for (size_t i = 0; i < COUNT; i++) {
        point[i] = data[i].point;
        point[i].index = i;
    }
    qsort(point, COUNT, sizeof point[0], cosim_search_compare);
    cosim_search_front(point, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        if (point[i].front != data[point[i].index].front) {
            fail_msg("point %zu", point[i].index);
        }
    }
}

/* On the front nothing that fits is at least as good in both and better in one. */
static void front_is_its_definition(void **state)
{
    enum { COUNT = 60 };
    lif_random random;
    (void)state;
    lif_random_seed(&random, fixture_seed("front"));
    for (int round = 0; round < 300; round++) {
        cosim_search_point p[COUNT];
        for (size_t i = 0; i < COUNT; i++) {
            p[i] = hand_point((unsigned)(10 * lif_random_uniform(&random)),
                              floor(10 * lif_random_uniform(&random)),
                              lif_random_uniform(&random) < 0.8);
        }
        qsort(p, COUNT, sizeof p[0], cosim_search_compare);
        cosim_search_front(p, COUNT);
        for (size_t i = 0; i < COUNT; i++) {
            bool beaten = false;
            for (size_t k = 0; k < COUNT; k++) {
                beaten |= p[k].fits && p[k].multiplier_bits <= p[i].multiplier_bits &&
                          p[k].max_bound <= p[i].max_bound &&
                          (p[k].multiplier_bits < p[i].multiplier_bits ||
                           p[k].max_bound < p[i].max_bound);
            }
            assert_int_equal(p[i].front, p[i].fits && !beaten);
        }
    }
}

static void goals(void **state)
{
    const cosim_goal identical = {.kind = COSIM_GOAL_IDENTICAL},
                     certain = {.kind = COSIM_GOAL_CERTAIN},
                     two = {.kind = COSIM_GOAL_STEPS, .steps = 2},
                     time = {.kind = COSIM_GOAL_TIME, .time_s = 3e-4}, none = {.steps = 9};
    const cosim_search_result good = {
        .sound = true, .identical = true, .dut_spikes = 5, .reference_spikes = 5};
    cosim_search_result r = good;
    (void)state;
    assert_true(cosim_goal_met(&identical, &r, 1e-4) && cosim_goal_met(&certain, &r, 1e-4));
    assert_true(cosim_goal_met(&two, &r, 1e-4) && cosim_goal_met(&time, &r, 1e-4));
    assert_false(cosim_goal_met(&none, &r, 1e-4));
    r.ambiguous_steps = 1;
    assert_true(cosim_goal_met(&identical, &r, 1e-4));
    assert_false(cosim_goal_met(&certain, &r, 1e-4));
    r.identical = false;
    r.max_shift_steps = 2;
    assert_false(cosim_goal_met(&identical, &r, 1e-4));
    assert_true(cosim_goal_met(&two, &r, 1e-4));
    r.max_shift_steps = 3; /* 3 * 1e-4 is a hair above 3e-4 in double */
    assert_false(cosim_goal_met(&two, &r, 1e-4));
    assert_true(cosim_goal_met(&time, &r, 1e-4));
    assert_false(cosim_goal_met(&time, &r, 1.01e-4));
    r.max_shift_steps = 0; /* a spike that is missing at the end shifts no other */
    r.dut_spikes = 4;
    assert_false(cosim_goal_met(&two, &r, 1e-4) || cosim_goal_met(&time, &r, 1e-4));
    r = good;
    r.sound = false;
    assert_false(cosim_goal_met(&identical, &r, 1e-4) || cosim_goal_met(&two, &r, 1e-4));
    r = good;
    r.fit = COSIM_DRIVE_DOES_NOT_FIT;
    assert_false(cosim_goal_met(&identical, &r, 1e-4) || cosim_goal_met(&two, &r, 1e-4));
}

static void names(void **state)
{
    const lif_format named = {32, 24, 31, LIF_HALF_UP, LIF_CODING_ANY, 0},
                     other = {20, 12, 18, LIF_HALF_UP, LIF_CODING_ANY, 0},
                     residual = {32, 24, 31, LIF_RESIDUAL, LIF_CODING_ANY, 0};
    char text[COSIM_SEARCH_NAME_BYTES];
    (void)state;
    assert_string_equal(cosim_search_name(&named, text), "32/24/31");
    assert_string_equal(cosim_format_make_name(&named, text), "q8_24");
    assert_string_equal(cosim_format_make_name(&other, text), "20/12/18");
    assert_string_equal(cosim_format_make_name(&residual, text), "32/24/31r");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(axes_are_lists_and_ranges),
        cmocka_unit_test(bad_axes_are_refused),
        cmocka_unit_test(axes_are_written_as_they_are_read),
        cmocka_unit_test(integer_bits_of_hand_cases),
        cmocka_unit_test(integer_bits_are_the_fewest_that_hold),
        cmocka_unit_test(costs_of_hand_cases),
        cmocka_unit_test(front_of_hand_data),
        cmocka_unit_test(front_is_its_definition),
        cmocka_unit_test(goals),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
