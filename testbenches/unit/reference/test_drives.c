// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* lif_fixed goes from currents to drive words, tells what clips, and goes from words back to volts.
 * */
#include "neuron_fixture.h"
#include "circuit/format.h"

#include <float.h>
#include <math.h>

enum { SETS = 2000, CURRENTS = 64, MOST = 67 };

static lif_quantised quantised(const lif_params *p, const lif_format *f)
{
    lif_quantised q;
    lif_error error = {LIF_OK, "", ""};
    if (lif_quantise(p, f, &q, &error) != LIF_OK) {
        fail_msg("%s: %s", error.key, error.message);
    }
    return q;
}

/* With rest 0, S = 1 V and 1 Ohm one ampere is one unit of the state, exactly. */
static lif_quantised unit_gain(const lif_format *f)
{
    const lif_params p = {.method = LIF_EULER,
                          .dt_s = 0.25,
                          .tau_s = 1.0,
                          .r_ohm = 1.0,
                          .v_threshold_v = 0.5,
                          .v_reset_v = -0.5};
    const lif_quantised q = quantised(&p, f);
    assert_true(q.drive_fx_per_a == ldexp(1.0, (int)f->state_fraction));
    return q;
}

/* Draws random parameters in a random or named format that can hold them. */
static lif_quantised random_quantised(lif_random *random, lif_params *p)
{
    for (;;) {
        size_t count;
        const cosim_named_format *named = cosim_formats(&count);
        const size_t pick = (size_t)lif_random_below(random, count + 4);
        lif_format f = {.state_width = 3 + (unsigned)lif_random_below(random, 30)};
        f.state_fraction = (unsigned)lif_random_below(random, f.state_width);
        f.leak_fraction = 63 - f.state_width;
        lif_quantised q;
        *p = fixture_random_params(random);
        if (lif_quantise(p, pick < count ? &named[pick].format : &f, &q, NULL) == LIF_OK) {
            return q;
        }
    }
}

/* Ties may go either way: the distance decides, with room for the roundings of the doubles. */
static void drives_are_rounded_to_nearest(void **state)
{
    (void)state;
    lif_random random;
    size_t inside = 0, clipped_in_all = 0;
    lif_random_seed(&random, fixture_seed("drives are rounded to nearest"));
    for (size_t set = 0; set < SETS; set++) {
        lif_params p;
        const lif_quantised q = random_quantised(&random, &p);
        const long double scale = fabsl((long double)p.v_threshold_v - (long double)p.v_reset_v);
        const long double limit = ldexpl(1.0L, (int)q.format.state_width - 1);
        double current[CURRENTS], low, high;
        int32_t word[CURRENTS];
        size_t expected_clips = 0;
        lif_quantise_current_range(&q, &low, &high);
        for (size_t i = 0; i < CURRENTS; i++) { /* a sixth of them outside; some very small */
            current[i] = (low + (high - low) * (lif_random_uniform(&random) * 1.2 - 0.1)) *
                         (i % 4 == 3 ? 1e-3 : 1.0);
        }
        const size_t clipped = lif_quantise_drives(&q, current, CURRENTS, word);
        for (size_t i = 0; i < CURRENTS; i++) {
            const long double real = ldexpl((long double)current[i] * (long double)p.r_ohm / scale,
                                            (int)q.format.state_fraction);
            const long double product = (long double)current[i] * (long double)q.drive_fx_per_a;
            const bool clips = product < -limit - 0.5L || product > limit - 0.5L;
            expected_clips += clips;
            if (clips) {
                assert_int_equal(word[i], real < 0 ? -limit : limit - 1);
            } else {
                assert_true(fabsl((long double)word[i] - product) <=
                            0.5L + fabsl(product) * DBL_EPSILON);
                assert_true(fabsl((long double)word[i] - real) <=
                            0.5L + 4.0L * fabsl(real) * DBL_EPSILON);
                inside++;
            }
        }
        assert_int_equal(clipped, expected_clips);
        clipped_in_all += clipped;
    }
    print_message("# %zu words inside, %zu clipped\n", inside, clipped_in_all);
    assert_true(inside > SETS * CURRENTS / 2 && clipped_in_all > SETS * CURRENTS / 20);
}

static void words_are_exact_at_the_limits(void **state)
{
    (void)state;
    const unsigned widths[] = {2, 8, 16, 24, 31, 32};
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        const lif_format f = {widths[i], widths[i] - 2, 8, LIF_HALF_UP, LIF_CODING_ANY, 0};
        const lif_quantised q = unit_gain(&f);
        const int64_t limit = (int64_t)1 << (f.state_width - 1);
        const double words[] = {(double)-limit,        (double)-limit - 0.25, (double)-limit + 0.25,
                                (double)limit - 1.0,   (double)limit - 0.75,  (double)limit - 1.25,
                                (double)-limit - 0.75, (double)limit - 0.25};
        const int64_t expected[] = {-limit,    -limit,    -limit, limit - 1,
                                    limit - 1, limit - 1, -limit, limit - 1};
        for (size_t n = 0; n < sizeof words / sizeof words[0]; n++) {
            const double current = words[n] * q.lsb;
            int32_t word = 0;
            assert_int_equal(lif_quantise_drives(&q, &current, 1, &word), n >= 6);
            assert_int_equal(word, expected[n]);
        }
    }
    /* Every word of a small format comes back as itself. */
    const lif_format small = {8, 4, 7, LIF_HALF_UP, LIF_CODING_ANY, 0};
    const lif_quantised q = unit_gain(&small);
    for (int expected = -128; expected <= 127; expected++) {
        const double current = expected / 16.0;
        int32_t word = 0;
        assert_int_equal(lif_quantise_drives(&q, &current, 1, &word), 0);
        assert_int_equal(word, expected);
    }
}

static void what_is_no_number_or_too_large_counts_as_clipped(void **state)
{
    (void)state;
    size_t count;
    const cosim_named_format *named = cosim_formats(&count);
    for (size_t i = 0; i < count; i++) {
        const lif_quantised q = unit_gain(&named[i].format);
        const int64_t limit = (int64_t)1 << (named[i].format.state_width - 1);
        const double current[] = {
            0.0,  (double)NAN,  1e300,   (double)INFINITY, -0.0,   -1e300, (double)-INFINITY, 1e9,
            -1e9, -(double)NAN, DBL_MIN, -DBL_MIN / 2.0,   DBL_MAX};
        const int64_t expected[] = {0,         limit,  limit - 1, limit - 1, 0, -limit,   -limit,
                                    limit - 1, -limit, limit,     0,         0, limit - 1};
        int32_t word[sizeof current / sizeof current[0]];
        const size_t n = sizeof current / sizeof current[0];
        assert_int_equal(lif_quantise_drives(&q, current, n, word), n - 4);
        for (size_t k = 0; k < n; k++) {
            if (expected[k] != limit) {
                assert_int_equal(word[k], expected[k]);
            } else { /* NaN: any word of the range */
                assert_in_range(word[k] + limit, 0, 2 * limit - 1);
            }
        }
    }
}

/* Vector code has a remainder: every length, at every alignment, equals one word at a time. */
static void blocks_of_every_length(void **state)
{
    (void)state;
    const int32_t canary = 0x5a5a5a5a;
    const lif_format f = {16, 12, 16, LIF_HALF_UP, LIF_CODING_ANY, 0};
    const lif_quantised q = unit_gain(&f);
    double current[MOST + 3];
    int32_t one[MOST + 3], word[MOST + 4];
    size_t clips[MOST + 3];
    lif_random random;
    lif_random_seed(&random, fixture_seed("blocks of every length"));
    for (size_t i = 0; i < MOST + 3; i++) {
        current[i] = (lif_random_uniform(&random) - 0.5) * 20.0; /* a fifth of them clip */
        clips[i] = lif_quantise_drives(&q, &current[i], 1, &one[i]);
    }
    for (size_t offset = 0; offset < 3; offset++) {
        for (size_t n = 0; n <= MOST; n++) {
            size_t expected = 0;
            for (size_t i = 0; i < MOST + 4; i++) {
                word[i] = canary;
            }
            for (size_t i = 0; i < n; i++) {
                expected += clips[offset + i];
            }
            assert_int_equal(lif_quantise_drives(&q, current + offset, n, word), expected);
            assert_memory_equal(word, one + offset, n * sizeof word[0]);
            assert_int_equal(word[n], canary);
        }
    }
}

static void the_current_range_is_where_nothing_clips(void **state)
{
    (void)state;
    lif_random random;
    lif_random_seed(&random, fixture_seed("the current range"));
    for (size_t set = 0; set < SETS; set++) {
        lif_params p;
        const lif_quantised q = random_quantised(&random, &p);
        const int64_t limit = (int64_t)1 << (q.format.state_width - 1);
        const double ulps = 4.0 * DBL_EPSILON; /* quotient and product round once each */
        double low, high;
        int32_t word[2];
        lif_quantise_current_range(&q, &low, &high);
        assert_true(low < 0.0 && high > 0.0);
        const double inside[] = {low * (1.0 - ulps), high * (1.0 - ulps)};
        assert_int_equal(lif_quantise_drives(&q, inside, 2, word), 0);
        assert_int_equal(word[0], -limit);
        assert_int_equal(word[1], limit - 1);
        const double outside[] = {low * (1.0 + ulps), high * (1.0 + ulps)};
        assert_int_equal(lif_quantise_drives(&q, outside, 2, word), 2);
        assert_int_equal(word[0], -limit);
        assert_int_equal(word[1], limit - 1);
    }
}

static void words_as_volts(void **state)
{
    (void)state;
    lif_random random;
    const lif_format f = {32, 24, 31, LIF_HALF_UP, LIF_CODING_ANY, 0};
    lif_params p = fixture_neuron();
    p.v_rest_v = 0.25; /* S = 0.5: one word is 2^-25 V */
    p.v_threshold_v = 1.0;
    p.v_reset_v = 0.5;
    p.v_initial_v = 0.25;
    const lif_quantised exact = quantised(&p, &f);
    assert_true(lif_membrane_v(&exact, 0) == 0.25);
    assert_true(lif_membrane_v(&exact, exact.words.threshold_fx) == 1.0);
    assert_true(lif_membrane_v(&exact, exact.words.reset_fx) == 0.5);
    assert_true(lif_membrane_v(&exact, -3) == 0.25 - ldexp(3.0, -25));
    assert_true(lif_membrane_v(&exact, INT32_MIN) == 0.25 - 64.0);

    lif_random_seed(&random, fixture_seed("words as volts"));
    for (size_t set = 0; set < SETS; set++) {
        const lif_quantised q = random_quantised(&random, &p);
        const int64_t word =
            (int32_t)(uint32_t)lif_random_bits(&random) >> (32 - q.format.state_width);
        const long double scale = fabsl((long double)p.v_threshold_v - (long double)p.v_reset_v);
        const long double part = ldexpl((long double)word, -(int)q.format.state_fraction) * scale;
        const long double real = (long double)p.v_rest_v + part;
        assert_true(fabsl((long double)lif_membrane_v(&q, word) - real) <=
                    (fabsl(part) * 2.0L + fabsl(real)) * DBL_EPSILON);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drives_are_rounded_to_nearest),
        cmocka_unit_test(words_are_exact_at_the_limits),
        cmocka_unit_test(what_is_no_number_or_too_large_counts_as_clipped),
        cmocka_unit_test(blocks_of_every_length),
        cmocka_unit_test(the_current_range_is_where_nothing_clips),
        cmocka_unit_test(words_as_volts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
