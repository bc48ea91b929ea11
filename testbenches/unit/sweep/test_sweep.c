// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This tests the points and draws of axes by cosim_sweep, and sweep files that are wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scenario_fixture.h"
#include "sweep/draw.h"
#include "sweep/sweep.h"

#include <math.h>

/* Returns the seed of the draws, from the environment or as written. */
static unsigned long long test_seed(void)
{
    const char *text = getenv("SEED");
    const unsigned long long seed =
        text != NULL && text[0] != '\0' ? strtoull(text, NULL, 10) : 20260101;
    print_message("# SEED=%llu\n", seed);
    return seed;
}

static int read_text(const char *text, cosim_sweep **sweep, cosim_diag *diag)
{
    fixture_write("sweep.yaml", text, strlen(text));
    const int status = cosim_sweep_read(fixture_path("sweep.yaml"), sweep, diag);
    fixture_remove("sweep.yaml");
    return status;
}

/* Reads a sweep with this head ("draws: 9\nseed: 1\n" or "") and these axes. */
static cosim_sweep *sweep_of(const char *head, const char *axes)
{
    char text[2048], line[1400];
    cosim_sweep *sweep = NULL;
    cosim_diag diag;
    snprintf(text, sizeof text, "base: s.yaml\n%saxes:\n%s", head, axes);
    if (read_text(text, &sweep, &diag) != 0) {
        fail_msg("%s", cosim_diag_text(&diag, line, sizeof line));
    }
    return sweep;
}

static void expect_values(const cosim_sweep *sweep, size_t axis, const char *const *values,
                          size_t count)
{
    char text[COSIM_VALUE_BYTES];
    assert_int_equal(cosim_sweep_count(sweep), count);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(cosim_sweep_value(sweep, i, axis, text), values[i]);
    }
}
#define EXPECT_VALUES(sweep, axis, ...)                                                            \
    do {                                                                                           \
        const char *const expected[] = {__VA_ARGS__};                                              \
        expect_values(sweep, axis, expected, sizeof expected / sizeof *expected);                  \
    } while (0)

static void expect_points(const char *axis, const char *const *values, size_t count)
{
    char line[256];
    snprintf(line, sizeof line, "  k: %s\n", axis);
    cosim_sweep *sweep = sweep_of("", line);
    expect_values(sweep, 0, values, count);
    cosim_sweep_free(sweep);
}
#define EXPECT_POINTS(axis, ...)                                                                   \
    do {                                                                                           \
        const char *const expected[] = {__VA_ARGS__};                                              \
        expect_points(axis, expected, sizeof expected / sizeof *expected);                         \
    } while (0)

static void test_points(void **state)
{
    (void)state;
    EXPECT_POINTS("{linear: [0.05 mA, 0.5 mA], points: 4}", "0.05 mA", "0.2 mA", "0.35 mA",
                  "0.5 mA");
    EXPECT_POINTS("{linear: [10, 0], points: 3}", "10", "5", "0");
    EXPECT_POINTS("{linear: [-70.0 mV, -0.04 V], points: 3}", "-70.0 mV", "-55 mV", "-0.04 V");
    EXPECT_POINTS("{linear: [1e0 nA, 2 nA], points: 2}", "1e0 nA", "2 nA");
    EXPECT_POINTS("{log: [1 ms, 100 ms], points: 3}", "1 ms", "10 ms", "100 ms");
    EXPECT_POINTS("{log: [100 us, 0.1 s], points: 4}", "100 us", "1000 us", "10000 us", "0.1 s");
    EXPECT_POINTS("{log: [-1 mV, -4 mV], points: 3}", "-1 mV", "-2 mV", "-4 mV");
    EXPECT_POINTS("{linear: [0 degree, 3.141592653589793 rad], points: 3}", "0 degree", "90 degree",
                  "3.141592653589793 rad");
    EXPECT_POINTS("[0, 10 ms, euler, '']", "0", "10 ms", "euler", "");
    /* Values are written as --set would take them for flow text, nested ones too. */
    EXPECT_POINTS("['[x', '\"', [1, 2], {sine: {amplitude: 1 nA}}]", "\"[x\"", "\"\\\"\"",
                  "[\"1\", \"2\"]", "{\"sine\": {\"amplitude\": \"1 nA\"}}");
}

/* The ends of a logarithmic range are the texts, whatever pow would give; the points ascend. */
static void test_log_range(void **state)
{
    (void)state;
    char text[COSIM_VALUE_BYTES];
    double before = 0.0;
    cosim_sweep *sweep = sweep_of("", "  k: {log: [2 ms, 50 ms], points: 1000}\n");
    assert_string_equal(cosim_sweep_value(sweep, 0, 0, text), "2 ms");
    assert_string_equal(cosim_sweep_value(sweep, 999, 0, text), "50 ms");
    for (uint64_t i = 0; i < 1000; i++) {
        const char *value = cosim_sweep_value(sweep, i, 0, text);
        char *unit = NULL;
        const double number = strtod(value, &unit);
        assert_string_equal(unit, " ms");
        assert_true(number > before);
        const double expected = exp(log(2.0) + log(25.0) * (double)i / 999.0);
        assert_true(fabs(number - expected) < 1e-12 * expected);
        before = number;
    }
    cosim_sweep_free(sweep);
}

static void test_grid(void **state)
{
    (void)state;
    cosim_sweep *sweep = sweep_of("dut: [x, y]\n", "  a: [1, 2]\n  b: [3, 4, 5]\n");
    EXPECT_VALUES(sweep, 0, "1", "1", "1", "2", "2", "2", "1", "1", "1", "2", "2", "2");
    EXPECT_VALUES(sweep, 1, "3", "4", "5", "3", "4", "5", "3", "4", "5", "3", "4", "5");
    assert_int_equal(sweep->per_dut, 6);
    cosim_sweep_free(sweep);
}

/* ---- draws ---- */

enum { DRAWS = 20000 };

static cosim_sweep *draws_of(unsigned long long seed, const char *axes)
{
    char head[96];
    snprintf(head, sizeof head, "draws: %d\nseed: %llu\n", DRAWS, seed);
    return sweep_of(head, axes);
}

static double draw(const cosim_sweep *sweep, uint64_t i, size_t axis, const char *unit)
{
    char text[COSIM_VALUE_BYTES], *end = NULL;
    const double value = strtod(cosim_sweep_value(sweep, i, axis, text), &end);
    assert_string_equal(end, unit);
    return value;
}

/* Checks that mean and variance of `map` of an axis are within five standard errors (of the
 * variance: 4th moment `kurtosis` in units of the squared variance). */
static void expect_moments(const cosim_sweep *sweep, size_t axis, const char *unit,
                           double (*map)(double), double mean, double variance, double kurtosis)
{
    double sum = 0.0, square = 0.0;
    for (uint64_t i = 0; i < DRAWS; i++) {
        const double x = map(draw(sweep, i, axis, unit)) - mean;
        sum += x;
        square += x * x;
    }
    const double mean_error = sqrt(variance / DRAWS);
    const double variance_error = variance * sqrt((kurtosis - 1.0) / DRAWS);
    assert_true(fabs(sum / DRAWS) < 5.0 * mean_error);
    assert_true(fabs(square / DRAWS - variance) < 5.0 * variance_error);
}

static double same(double x) { return x; }

static void test_moments(void **state)
{
    (void)state;
    cosim_sweep *sweep = draws_of(test_seed(), "  u: {uniform: [-55 mV, -45 mV]}\n"
                                               "  l: {log-uniform: [1 ms, 1 s]}\n"
                                               "  n: {normal: [5 ms, 500 us]}\n"
                                               "  i: {integers: [3, 12]}\n"
                                               "  p: {linear: [0 nA, 4 nA], points: 5}\n");
    const double decades = log(1000.0);
    expect_moments(sweep, 0, " mV", same, -50.0, 100.0 / 12.0, 1.8);
    expect_moments(sweep, 1, " ms", log, decades / 2.0, decades * decades / 12.0, 1.8);
    expect_moments(sweep, 2, " ms", same, 5.0, 0.25, 3.0);
    expect_moments(sweep, 3, "", same, 7.5, 99.0 / 12.0, 1.776);
    expect_moments(sweep, 4, " nA", same, 2.0, 2.0, 1.7);
    cosim_sweep_free(sweep);
}

static void test_draws_are_in_range(void **state)
{
    (void)state;
    cosim_sweep *sweep = draws_of(test_seed(), "  u: {uniform: [-55 mV, -45 mV]}\n"
                                               "  l: {log-uniform: [0.1 ms, 1.1 ms]}\n"
                                               "  i: {integers: [3, 12]}\n"
                                               "  s: [a, b, c]\n");
    bool seen[10] = {false}, named[3] = {false};
    for (uint64_t i = 0; i < DRAWS; i++) {
        char text[COSIM_VALUE_BYTES];
        const double u = draw(sweep, i, 0, " mV"), l = draw(sweep, i, 1, " ms");
        const double k = draw(sweep, i, 2, "");
        assert_true(u >= -55.0 && u <= -45.0 && l >= 0.1 && l <= 1.1);
        assert_true(k >= 3.0 && k <= 12.0 && k == floor(k));
        seen[(int)k - 3] = true;
        const char *name = cosim_sweep_value(sweep, i, 3, text);
        assert_true(strlen(name) == 1 && name[0] >= 'a' && name[0] <= 'c');
        named[name[0] - 'a'] = true;
    }
    for (int i = 0; i < 10; i++) {
        assert_true(seen[i] && named[i % 3]);
    }
    cosim_sweep_free(sweep);
}

/* A draw is known by seed, number and key: whatever else the sweep holds, and whoever asks when. */
static void test_draws_are_reproducible(void **state)
{
    (void)state;
    const unsigned long long seed = test_seed();
    cosim_sweep *one = draws_of(seed, "  u: {uniform: [0, 1]}\n");
    cosim_sweep *more = draws_of(seed, "  a: {normal: [0, 1]}\n  u: {uniform: [0, 1]}\n");
    cosim_sweep *other = draws_of(seed + 1, "  u: {uniform: [0, 1]}\n  w: {uniform: [0, 1]}\n");
    size_t equal_seeds = 0, equal_keys = 0, equal_numbers = 0;
    for (uint64_t i = DRAWS; i-- > 0;) {
        char a[COSIM_VALUE_BYTES], b[COSIM_VALUE_BYTES], c[COSIM_VALUE_BYTES], d[COSIM_VALUE_BYTES];
        cosim_sweep_value(one, i, 0, a);
        assert_string_equal(a, cosim_sweep_value(more, i, 1, b));
        equal_seeds += strcmp(a, cosim_sweep_value(other, i, 0, c)) == 0;
        equal_keys += strcmp(c, cosim_sweep_value(other, i, 1, d)) == 0;
        equal_numbers += strcmp(a, cosim_sweep_value(one, (i + 1) % DRAWS, 0, d)) == 0;
    }
    assert_int_equal(equal_seeds + equal_keys + equal_numbers, 0);
    cosim_sweep_free(one);
    cosim_sweep_free(more);
    cosim_sweep_free(other);
}

/* Every text reads back as the double that was drawn: 17 digits at the most. */
static void test_draws_are_exact(void **state)
{
    (void)state;
    cosim_sweep *sweep = draws_of(test_seed(), "  u: {uniform: [1, 2]}\n");
    size_t full = 0;
    for (uint64_t i = 0; i < 1000; i++) {
        char text[COSIM_VALUE_BYTES];
        const double u = draw(sweep, i, 0, "");
        /* It is a multiple of the last place, never a cut decimal. */
        assert_true(ldexp(u, 53) == floor(ldexp(u, 53)));
        full += strlen(cosim_sweep_value(sweep, i, 0, text)) >= 17;
    }
    assert_true(full > 500);
    cosim_sweep_free(sweep);
}

/* ---- files that are wrong ---- */

static const struct {
    const char *text, *place, *part;
} bad[] = {
    {"", "1:1", "empty"},
    {"axes: {a: [1]}\n", "1:1", "key \"base\" is missing; add for example"},
    {"base: s.yaml\n", "1:1", "key \"axes\" is missing; add for example"},
    {"base: []\naxes: {a: [1]}\n", "1:7", "base: is a list; write a text"},
    {"base: s\nbases: s\naxes: {a: [1]}\n", "2:1", "unknown key \"bases\"; did you mean \"base\"?"},
    {"base: s\naxes: {}\n", "2:7", "axes: is empty; write a mapping with an axis"},
    {"base: s\naxes: [a]\n", "2:7", "axes: is a list; write a mapping"},
    {"base: s\naxes: {a: 1}\n", "2:11", "axes.a: is a value; write a list"},
    {"base: s\naxes: {a: []}\n", "2:11", "is an empty list; write its values"},
    {"base: s\naxes: {a: [1], a: [2]}\n", "2:16", "duplicate key \"a\""},
    {"base: s\naxes: {'': [1]}\n", "2:8", "is not a key; write names joined by points"},
    {"base: s\naxes: {a=b: [1]}\n", "2:8", "\"a=b\" is not a key"},
    {"base: s\naxes: {a: {}}\n", "2:11", "has no kind; add one of linear, log, uniform"},
    {"base: s\naxes: {a: {points: 3}}\n", "2:11", "has no kind"},
    {"base: s\naxes: {a: {lineal: [1, 2]}}\n", "2:12", "did you mean \"linear\"?"},
    {"base: s\naxes: {a: {linear: [1, 2]}}\n", "2:8", "key \"points\" is missing"},
    {"base: s\naxes: {a: {linear: [1, 2], log: [1, 2], points: 3}}\n", "2:33",
     "beside \"linear\"; keep one of them"},
    {"base: s\naxes: {a: {linear: [1, 2], points: 1}}\n", "2:36", "out of range; use 2 to"},
    {"base: s\naxes: {a: {linear: [1, 2], points: 2.5}}\n", "2:36", "not a whole number"},
    {"base: s\naxes: {a: {linear: [1], points: 3}}\n", "2:20", "of another length; write two"},
    {"base: s\naxes: {a: {linear: 1, points: 3}}\n", "2:20", "is a value; write two values"},
    {"base: s\naxes: {a: {linear: [1, 1.0], points: 3}}\n", "2:20", "both ends are 1; use two"},
    {"base: s\naxes: {a: {linear: [x, 2], points: 3}}\n", "2:21", "\"x\" is not a decimal number"},
    {"base: s\naxes: {a: {linear: [1, nan], points: 3}}\n", "2:24", "\"nan\" is not a decimal"},
    {"base: s\naxes: {a: {linear: [1, 1e999], points: 3}}\n", "2:24", "too large for a double"},
    {"base: s\naxes: {a: {linear: [1, []], points: 3}}\n", "2:24", "is a list; write a number"},
    {"base: s\naxes: {a: {linear: [1 ms, 2], points: 3}}\n", "2:27",
     "2 is not of the same kind as 1 ms; give both values units of the same quantity"},
    {"base: s\naxes: {a: {linear: [1 ms, 2 mV], points: 3}}\n", "2:27", "not of the same kind"},
    {"base: s\naxes: {a: {linear: [1 ms, 2 qq], points: 3}}\n", "2:27",
     "\"qq\" is not a unit of a scenario; use one such as ms"},
    {"base: s\naxes: {a: {linear: [1  ms, 2 ms], points: 3}}\n", "2:21", "is not a unit"},
    {"base: s\naxes: {a: {log: [0 ms, 2 ms], points: 3}}\n", "2:17",
     "the logarithms of 0 ms and 2 ms do not make a range; use two ends of one sign"},
    {"base: s\naxes: {a: {log: [-1, 1], points: 3}}\n", "2:17", "do not make a range"},
    {"base: s\naxes: {a: {uniform: [1, 2]}}\n", "2:21",
     "random values need their number; add for example \"draws: 1000\" and \"seed: 1\""},
    {"base: s\ndraws: 5\naxes: {a: {uniform: [1, 2]}}\n", "1:1", "key \"seed\" is missing"},
    {"base: s\ndraws: 0\nseed: 1\naxes: {a: {uniform: [1, 2]}}\n", "2:8", "out of range; use 1"},
    {"base: s\ndraws: 5\nseed: x\naxes: {a: {uniform: [1, 2]}}\n", "3:7", "not a whole number"},
    {"base: s\ndraws: 5\nseed: 1\naxes: {a: {uniform: [2, 1]}}\n", "4:21",
     "2 is not below 1; write the smaller value first"},
    {"base: s\ndraws: 5\nseed: 1\naxes: {a: {uniform: [1, 2], points: 3}}\n", "4:37",
     "uniform has no points; their number is \"draws\""},
    {"base: s\ndraws: 5\nseed: 1\naxes: {a: {normal: [1, 0]}}\n", "4:24", "a deviation of 0"},
    {"base: s\ndraws: 5\nseed: 1\naxes: {a: {integers: [1.5, 3]}}\n", "4:23", "not a whole number"},
    {"base: s\ndraws: 5\nseed: 1\naxes: {a: {integers: [4, 3]}}\n", "4:22", "not below"},
    {"base: s\ndut: []\naxes: {a: [1]}\n", "2:6", "dut: is an empty list"},
    {"base: s\ndut: [x, x]\naxes: {a: [1]}\n", "2:10", "x is named twice"},
    {"base: s\ndut: x\naxes: {dut: [y]}\n", "3:8", "dut is also named for the whole sweep"},
    {"base: s\ndraws: 2\nseed: 1\naxes: {dut: {integers: [1, 2]}}\n", "4:8", "dut is a name"},
    {"base: s\naxes: {steps: [1], duration: [1 s]}\n", "2:20",
     "axes: duration would replace steps, which would then have no effect"},
    {"base: s\naxes: {neuron.capacitance: [1], neuron.time_constant: [1]}\n", "2:33",
     "would replace neuron.capacitance"},
    {"base: s\naxes: {stimulus.0.sine.amplitude: [1], stimulus.0.noise.mean: [1]}\n", "2:40",
     "would replace stimulus.0.sine.amplitude"},
    {"base: s\naxes: {neuron.rest: [1], neuron: [2]}\n", "2:26", "would replace neuron.rest"},
    {"base: s\naxes:\n  a: {linear: [1, 2], points: 100000}\n  b: {linear: [1, 2], points: "
     "100000}\n",
     "3:3", "more than 100000000 sets; use fewer points"},
    {"base: s\naxes: {a: [*x]}\n", "2:13", "aliases (*) are not allowed"},
    {"base: s\n---\nbase: s\n", "2:1", "a second YAML document"},
};

static void test_wrong_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        cosim_sweep *sweep = NULL;
        cosim_diag diag;
        char place[32];
        memset(&diag, 0, sizeof diag);
        const int status = read_text(bad[i].text, &sweep, &diag);
        snprintf(place, sizeof place, "%u:%u", diag.place.line, diag.place.column);
        if (status != -1 || sweep != NULL || strcmp(place, bad[i].place) != 0 ||
            strstr(diag.message, bad[i].part) == NULL) {
            fail_msg("%s\nexpected %s \"%s\"\nobserved %d %s \"%s\"", bad[i].text, bad[i].place,
                     bad[i].part, status, place, diag.message);
        }
    }
}

/* Keys beside each other, and parts of a mapping that was set before, are no conflict. */
static void test_keys_side_by_side(void **state)
{
    (void)state;
    assert_false(cosim_sweep_undoes("neuron.rest", "neuron.reset"));
    assert_false(cosim_sweep_undoes("neuron", "neuron.rest"));
    assert_false(cosim_sweep_undoes("neuron.time_constant", "stimulus.0.decay.time_constant"));
    assert_false(cosim_sweep_undoes("stimulus.0.sine.amplitude", "stimulus.0.sine.frequency"));
    assert_false(cosim_sweep_undoes("stimulus.0.sine.amplitude", "stimulus.1.noise.mean"));
    assert_false(cosim_sweep_undoes("stimulus.1.sine.amplitude", "stimulus.10.noise.mean"));
    assert_false(cosim_sweep_undoes("stimulus.0", "stimulus.0.noise.mean"));
    assert_true(cosim_sweep_undoes("neuron.rest", "neuron.rest"));
    assert_true(cosim_sweep_undoes("stimulus.0.events.times", "stimulus.0.events.file"));
    assert_true(cosim_sweep_undoes("neuron.refractory_steps", "neuron.refractory"));
}

int main(int argc, char **argv)
{
    (void)argc;
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_points),
                                       cmocka_unit_test(test_log_range),
                                       cmocka_unit_test(test_grid),
                                       cmocka_unit_test(test_moments),
                                       cmocka_unit_test(test_draws_are_in_range),
                                       cmocka_unit_test(test_draws_are_reproducible),
                                       cmocka_unit_test(test_draws_are_exact),
                                       cmocka_unit_test(test_wrong_files),
                                       cmocka_unit_test(test_keys_side_by_side)};
    fixture_start(argv[0]);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_end();
    return failed;
}
