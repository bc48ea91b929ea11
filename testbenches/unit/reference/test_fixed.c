// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* lif_fixed gives the words of a parameter set and their errors, the drives, and what a format
 * refuses. */
#include "neuron_fixture.h"
#include "circuit/format.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <string.h>

enum { SETS = 12000, FORMAT_COUNT = 4 };

/* This is room for the roundings of the doubles themselves: three operations, each 2^-53, on either
 * side. */
static const long double slack = 4.0L * DBL_EPSILON;

/* ---- hand-computed words ---- */

typedef struct expected_words {
    const char *format;
    int64_t leak, threshold, reset, initial;
} expected_words;

/* Rest -70, threshold -50, reset -65 and initial -72 mV (S = 15 mV), exponential with 0.1/10 ms,
 * give k = 1 - exp(-0.01), 4/3, 1/3, -2/15. */
static const expected_words to_value_words[FORMAT_COUNT] = {
    {"q8_24", 21367819, 22369621, 5592405, -2236962}, /* 21367819.32 22369621.33 ... */
    {"q6_18", 166936, 349525, 87381, -34953},         /* 166936.09 349525.33 87381.33 -34952.53 */
    {"q4_12", 652, 5461, 1365, -546},                 /* 652.09 5461.33 1365.33 -546.13 */
    {"q4_4", 1, 21, 5, -2}};                          /* 1.27 21.33 5.33 -2.13 */

/* Rest 0.25, threshold 1.5, reset 1 and initial -0.125 V (S = 0.5 V), euler with 0.1/2.5 ms and
 * subtraction, give k = 0.04, 2.5, the amount 1, -0.75. */
static const expected_words subtraction_words[FORMAT_COUNT] = {
    {"q8_24", 85899346, 41943040, 16777216, -12582912},
    {"q6_18", 671089, 655360, 262144, -196608},
    {"q4_12", 2621, 10240, 4096, -3072},
    {"q4_4", 5, 40, 16, -12}};

static lif_params subtracting_neuron(void)
{
    return (lif_params){.method = LIF_EULER,
                        .dt_s = 1e-4,
                        .tau_s = 2.5e-3,
                        .r_ohm = 2.0,
                        .v_rest_v = 0.25,
                        .v_threshold_v = 1.5,
                        .v_reset_v = 1.0,
                        .v_initial_v = -0.125,
                        .compare = LIF_ABOVE,
                        .reset_mode = LIF_RESET_BY_SUBTRACTION,
                        .initial_hold = 7};
}

static lif_quantised quantised(const lif_params *p, const lif_format *f)
{
    lif_quantised q;
    lif_error error = {LIF_OK, "", ""};
    assert_int_equal(lif_params_validate(p, &error), LIF_OK);
    assert_int_equal(lif_format_validate(f, &error), LIF_OK);
    if (lif_quantise(p, f, &q, &error) != LIF_OK) {
        fail_msg("%s: %s", error.key, error.message);
    }
    return q;
}

static void expect_words(const lif_params *p, const expected_words *list)
{
    size_t count;
    const cosim_named_format *named = cosim_formats(&count);
    assert_int_equal(count, FORMAT_COUNT); /* a new format needs its words here */
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(named[i].name, list[i].format);
        const lif_format *f = &named[i].format;
        const lif_quantised q = quantised(p, f);
        assert_memory_equal(&q.format, f, sizeof *f);
        assert_int_equal(q.words.leak_fx, list[i].leak);
        assert_int_equal(q.words.threshold_fx, list[i].threshold);
        assert_int_equal(q.words.reset_fx, list[i].reset);
        assert_int_equal(q.words.initial_fx, list[i].initial);
        assert_int_equal(q.words.initial_hold, p->initial_hold);
        assert_true(q.words.compare_above == (p->compare == LIF_ABOVE));
        assert_true(q.words.reset_by_subtract == (p->reset_mode == LIF_RESET_BY_SUBTRACTION));
        assert_true(q.lsb == ldexp(1.0, -(int)f->state_fraction));
    }
}

static void words_of_every_named_format(void **state)
{
    (void)state;
    lif_params p = fixture_neuron();
    p.v_initial_v = -0.072;
    expect_words(&p, to_value_words);
    const lif_params subtracting = subtracting_neuron();
    expect_words(&subtracting, subtraction_words);
}

static void scale_and_gain(void **state)
{
    (void)state;
    const lif_params p = subtracting_neuron();
    const lif_format f = {16, 12, 16, LIF_HALF_UP, LIF_CODING_ANY, 0};
    const lif_quantised q = quantised(&p, &f);
    assert_true(q.scale_v == 0.5);
    assert_true(q.drive_fx_per_a == 2.0 / 0.5 * 4096.0);
    assert_true(q.threshold_error == 0.0 && q.reset_error == 0.0 && q.initial_error == 0.0);
    /* This is 2621/65536 - 0.04. */
    assert_true(fabs(q.leak_error + 6.713867187500e-6) < 1e-17);
    /* The threshold is below the reset: S is the distance, and the threshold's word is negative. */
    lif_params below = fixture_neuron();
    below.v_rest_v = 0.0;
    below.v_threshold_v = -0.5;
    below.v_reset_v = 0.0;
    below.v_initial_v = 0.25;
    const lif_quantised b = quantised(&below, &f);
    assert_true(b.scale_v == 0.5);
    assert_int_equal(b.words.threshold_fx, -4096);
    assert_int_equal(b.words.initial_fx, 2048);
}

static void leak_of_one_is_exact(void **state)
{
    (void)state;
    for (unsigned kf = 1; kf <= 61; kf++) {
        const lif_format f = {2, 0, kf, LIF_RESIDUAL, LIF_CODING_ANY, 0};
        lif_params p = {.method = LIF_EULER,
                        .dt_s = 1e-4,
                        .tau_s = 1e-4,
                        .r_ohm = 1.0,
                        .v_threshold_v = 1.0,
                        .v_reset_v = 0.0};
        lif_quantised q = quantised(&p, &f);
        assert_int_equal(q.words.leak_fx, (int64_t)1 << kf);
        assert_true(q.leak_error == 0.0);
        p.method = LIF_EXPONENTIAL; /* exp(-1000) vanishes beside 1 */
        p.tau_s = 1e-7;
        q = quantised(&p, &f);
        assert_int_equal(q.words.leak_fx, (int64_t)1 << kf);
        assert_true(q.leak_error == 0.0);
        p.method = LIF_EULER; /* k = 1/2 and k = 2^-KF, the smallest word */
        p.dt_s = 0.5;
        p.tau_s = 1.0;
        assert_int_equal(quantised(&p, &f).words.leak_fx, (int64_t)1 << (kf - 1));
        p.dt_s = ldexp(1.0, -(int)kf);
        assert_int_equal(quantised(&p, &f).words.leak_fx, 1);
    }
}

/* ---- errors of random sets against long double ---- */

static lif_format random_format(lif_random *random, size_t pick)
{
    size_t count;
    const cosim_named_format *named = cosim_formats(&count);
    if (pick < count) {
        return named[pick].format;
    }
    lif_format f = {.state_width = 2 + (unsigned)lif_random_below(random, 31)};
    f.state_fraction = (unsigned)lif_random_below(random, f.state_width);
    f.leak_fraction = 1 + (unsigned)lif_random_below(random, 63 - f.state_width);
    f.rounding = lif_random_below(random, 2) ? LIF_RESIDUAL : LIF_HALF_UP;
    return f;
}

typedef struct real_values {
    long double leak, threshold, reset, initial, lowest;
} real_values;

static real_values real_values_of(const lif_params *p)
{
    const long double rest = p->v_rest_v;
    const long double scale = fabsl((long double)p->v_threshold_v - (long double)p->v_reset_v);
    const long double ratio = (long double)p->dt_s / (long double)p->tau_s;
    const long double reset = ((long double)p->v_reset_v - rest) / scale;
    const bool subtract = p->reset_mode == LIF_RESET_BY_SUBTRACTION;
    return (real_values){.leak = p->method == LIF_EULER ? ratio : -expm1l(-ratio),
                         .threshold = ((long double)p->v_threshold_v - rest) / scale,
                         .reset = subtract ? 1.0L : reset,
                         .initial = ((long double)p->v_initial_v - rest) / scale,
                         .lowest = subtract ? reset : 0.0L};
}

/* The word is the nearest to the real value, and the error field is their difference. */
static void check_word(const char *what, int64_t word, double error, long double real,
                       unsigned fraction)
{
    const long double room = fabsl(real) * slack;
    const long double difference = ldexpl((long double)word, -(int)fraction) - real;
    if (!(fabsl(difference) <= ldexpl(0.5L, -(int)fraction) + room)) {
        fail_msg("%s: word %lld is %.3Lg LSB from its real value", what, (long long)word,
                 ldexpl(difference, (int)fraction));
    }
    if (!(fabsl((long double)error - difference) <= room)) {
        fail_msg("%s: the error is %.17Lg, and the field says %.17g", what, difference, error);
    }
}

static bool fits(long double real, const lif_format *f, long double margin)
{
    const long double word = ldexpl(real, (int)f->state_fraction);
    const long double limit = ldexpl(1.0L, (int)f->state_width - 1);
    const long double room = margin * (0.001L + fabsl(word) * slack);
    return word >= -limit - 0.5L + room && word <= limit - 0.5L - room;
}

/* Checks what must fit, with a little more (margin 1) or less (-1) than needed. */
static bool all_fit(const real_values *r, const lif_format *f, long double margin)
{
    return ldexpl(r->leak, (int)f->leak_fraction) >= 0.5L + margin * 0.001L &&
           fits(r->threshold, f, margin) && fits(r->reset, f, margin) &&
           fits(r->initial, f, margin) && fits(r->lowest, f, margin);
}

static void errors_of_random_sets(void **state)
{
    (void)state;
    lif_random random;
    size_t held = 0, refused = 0, of_named[FORMAT_COUNT] = {0};
    lif_random_seed(&random, fixture_seed("errors of random sets"));
    for (size_t i = 0; i < SETS; i++) {
        const lif_params p = fixture_random_params(&random);
        const real_values r = real_values_of(&p);
        for (size_t pick = 0; pick <= FORMAT_COUNT; pick++) {
            const lif_format f = random_format(&random, pick);
            lif_quantised q;
            lif_error error = {LIF_OK, "", ""};
            assert_int_equal(lif_format_validate(&f, &error), LIF_OK);
            if (lif_quantise(&p, &f, &q, &error) != LIF_OK) {
                assert_false(all_fit(&r, &f, 1.0L));
                refused++;
                continue;
            }
            assert_true(all_fit(&r, &f, -1.0L));
            check_word("leak", q.words.leak_fx, q.leak_error, r.leak, f.leak_fraction);
            check_word("threshold", q.words.threshold_fx, q.threshold_error, r.threshold,
                       f.state_fraction);
            check_word("reset", q.words.reset_fx, q.reset_error, r.reset, f.state_fraction);
            check_word("initial", q.words.initial_fx, q.initial_error, r.initial, f.state_fraction);
            if (q.words.reset_by_subtract) {
                assert_int_equal(q.words.reset_fx, (int64_t)1 << f.state_fraction);
                assert_true(q.words.threshold_fx - q.words.reset_fx >=
                            -((int64_t)1 << (f.state_width - 1)));
            }
            held++;
            if (pick < FORMAT_COUNT) {
                of_named[pick]++;
            }
        }
    }
    print_message("# %zu sets held, %zu refused\n", held, refused);
    assert_true(of_named[0] == SETS && of_named[1] == SETS); /* made to fit 4 integer bits */
    assert_true(of_named[2] > SETS / 2 && of_named[3] > SETS / 5 && refused > SETS / 5);
}

/* ---- what a format cannot hold ---- */

static void refuse(const lif_params *p, const lif_format *f, const char *key, const char *remedy)
{
    lif_quantised q, before;
    lif_error error = {LIF_OK, "", ""};
    memset(&before, 0xa5, sizeof before);
    memcpy(&q, &before, sizeof q);
    assert_int_equal(lif_params_validate(p, &error), LIF_OK);
    assert_int_equal(lif_format_validate(f, &error), LIF_OK);
    assert_int_equal(lif_quantise(p, f, &q, &error), LIF_OUT_OF_RANGE);
    assert_int_equal(error.status, LIF_OUT_OF_RANGE);
    assert_string_equal(error.key, key);
    if (strstr(error.message, remedy) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", error.message, remedy);
    }
    assert_memory_equal(&q, &before, sizeof q);
    assert_int_equal(lif_quantise(p, f, &q, NULL), LIF_OUT_OF_RANGE);
    assert_memory_equal(&q, &before, sizeof q);
}

/* With rest 0 and S = 1 V volts are normalised values. */
static lif_params unit_neuron(double threshold, double reset, double initial)
{
    return (lif_params){.method = LIF_EULER,
                        .dt_s = 0.25,
                        .tau_s = 1.0,
                        .r_ohm = 1.0,
                        .v_threshold_v = threshold,
                        .v_reset_v = reset,
                        .v_initial_v = initial};
}

static void out_of_range_names_key_and_remedy(void **state)
{
    (void)state;
    const char *bits = "use a format with more integer bits";
    const lif_format f = {8, 4, 7, LIF_HALF_UP, LIF_CODING_ANY,
                          0}; /* -8 .. 7.9375 in steps of 0.0625 */
    lif_params p = unit_neuron(8.0, 7.0, 0.0);
    refuse(&p, &f, "neuron.threshold", bits);
    p = unit_neuron(7.0, 8.0, 0.0);
    refuse(&p, &f, "neuron.reset", bits);
    p = unit_neuron(-7.5, -8.5, 0.0);
    refuse(&p, &f, "neuron.reset", bits);
    p = unit_neuron(1.0, 0.0, 1e300);
    refuse(&p, &f, "neuron.initial", bits);
    p = unit_neuron(1.0, 0.0, -8.04);
    refuse(&p, &f, "neuron.initial", bits);
    p = unit_neuron(1.0, 0.0, 7.97);
    refuse(&p, &f, "neuron.initial", bits);
    p = unit_neuron(7.9375, 6.9375, -8.0); /* the last words on either side */
    const lif_words w = quantised(&p, &f).words;
    assert_int_equal(w.threshold_fx, 127);
    assert_int_equal(w.reset_fx, 111);
    assert_int_equal(w.initial_fx, -128);
    p.v_initial_v = -8.03; /* half a step is rounded away */
    assert_int_equal(quantised(&p, &f).words.initial_fx, -128);
    p.v_initial_v = 7.96;
    assert_int_equal(quantised(&p, &f).words.initial_fx, 127);
    p.tau_s = 0.25 * 257.0; /* k * 2^7 just below a half; 255: just above */
    refuse(&p, &f, "neuron.time_constant", "use a longer step or a format with more leak bits");
    p.tau_s = 0.25 * 255.0;
    assert_int_equal(quantised(&p, &f).words.leak_fx, 1);
}

static void subtraction_must_fit(void **state)
{
    (void)state;
    const char *bits = "use a format with more integer bits";
    const lif_format f = {8, 4, 7, LIF_HALF_UP, LIF_CODING_ANY, 0};
    lif_params p = unit_neuron(-7.5, -8.5, 0.0);
    p.reset_mode = LIF_RESET_BY_SUBTRACTION;
    refuse(&p, &f, "neuron.reset", bits); /* theta - r = -8.5 */
    p = unit_neuron(-7.0, -8.0, 0.0);
    p.reset_mode = LIF_RESET_BY_SUBTRACTION;
    assert_int_equal(quantised(&p, &f).words.threshold_fx, -112);
    assert_int_equal(quantised(&p, &f).words.reset_fx, 16);
    const lif_format fraction_only = {8, 7, 7, LIF_HALF_UP, LIF_CODING_ANY,
                                      0}; /* cannot hold the amount 1 */
    p = unit_neuron(0.5, -0.5, 0.0);
    p.reset_mode = LIF_RESET_BY_SUBTRACTION;
    refuse(&p, &fraction_only, "neuron.reset", bits);
    p.reset_mode = LIF_RESET_TO_VALUE;
    assert_int_equal(quantised(&p, &fraction_only).words.reset_fx, -64);
}

/* With no fraction bits a threshold at a half and the reset below it can round to words that are
 * not one amount apart: the words decide. */
static void subtraction_must_fit_after_rounding(void **state)
{
    (void)state;
    const lif_format f = {2, 0, 8, LIF_HALF_UP, LIF_CODING_ANY, 0}; /* -2 .. 1 */
    lif_params p = unit_neuron(-1.5, -2.5, 0.0); /* words -2 and, on its own, -2 */
    p.reset_mode = LIF_RESET_BY_SUBTRACTION;
    refuse(&p, &f, "neuron.reset", "use a format with more integer bits");
}

static void formats_are_validated(void **state)
{
    (void)state;
    const struct {
        lif_format format;
        bool good;
    } cases[] = {{{32, 24, 31, LIF_HALF_UP, LIF_CODING_ANY, 0}, true},
                 {{2, 1, 61, LIF_RESIDUAL, LIF_CODING_ANY, 0}, true},
                 {{2, 0, 1, LIF_HALF_UP, LIF_CODING_ANY, 0}, true},
                 {{32, 31, 31, LIF_HALF_UP, LIF_CODING_ANY, 0}, true},
                 {{16, 0, 47, LIF_HALF_UP, LIF_CODING_ANY, 0}, true},
                 {{0, 0, 8, LIF_HALF_UP, LIF_CODING_ANY, 0}, false},
                 {{1, 0, 8, LIF_HALF_UP, LIF_CODING_ANY, 0}, false},
                 {{33, 24, 16, LIF_HALF_UP, LIF_CODING_ANY, 0}, false},
                 {{UINT_MAX, 1, 8, LIF_HALF_UP, LIF_CODING_ANY, 0}, false},
                 {{8, 8, 8, LIF_HALF_UP, LIF_CODING_ANY, 0}, false},
                 {{8, UINT_MAX, 8, LIF_HALF_UP, LIF_CODING_ANY, 0}, false},
                 {{8, 4, 0, LIF_HALF_UP, LIF_CODING_ANY, 0}, false},
                 {{32, 24, 32, LIF_HALF_UP, LIF_CODING_ANY, 0}, false},
                 {{2, 1, 62, LIF_RESIDUAL, LIF_CODING_ANY, 0}, false},
                 {{8, 4, UINT_MAX, LIF_HALF_UP, LIF_CODING_ANY, 0}, false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        lif_error error = {LIF_OK, "", ""};
        const lif_status status = lif_format_validate(&cases[i].format, &error);
        if (cases[i].good) {
            assert_int_equal(status, LIF_OK);
        } else {
            const lif_format *f = &cases[i].format;
            if (status != LIF_BAD_PARAMETER || error.status != LIF_BAD_PARAMETER) {
                fail_msg("%u/%u/%u is accepted", f->state_width, f->state_fraction,
                         f->leak_fraction);
            }
            assert_string_equal(error.key, "dut");
            assert_non_null(strstr(error.message, "give "));
            assert_int_equal(lif_format_validate(f, NULL), LIF_BAD_PARAMETER);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_every_named_format),
        cmocka_unit_test(scale_and_gain),
        cmocka_unit_test(leak_of_one_is_exact),
        cmocka_unit_test(errors_of_random_sets),
        cmocka_unit_test(out_of_range_names_key_and_remedy),
        cmocka_unit_test(subtraction_must_fit),
        cmocka_unit_test(subtraction_must_fit_after_rounding),
        cmocka_unit_test(formats_are_validated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
