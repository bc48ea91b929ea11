// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* lif_params says what is refused, with which key, and the hold of each spike under each rule. */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lif_params.h"

/* The book's neuron has 1 ms of refractoriness at 0.1 ms. */
static lif_params book(void)
{
    lif_params p = {.method = LIF_EXPONENTIAL,
                    .dt_s = 1e-4,
                    .tau_s = 5e-3,
                    .r_ohm = 1e3,
                    .v_rest_v = -0.07,
                    .v_threshold_v = -0.04,
                    .v_reset_v = -0.07,
                    .v_initial_v = -0.07,
                    .compare = LIF_AT_OR_ABOVE,
                    .reset_mode = LIF_RESET_TO_VALUE,
                    .refractory_rule = LIF_REFRACTORY_STEPS,
                    .refractory_s = 1e-3,
                    .refractory_steps = 10,
                    .initial_hold = 1};
    return p;
}

static void expect_ok(lif_params p)
{
    lif_error error = {LIF_OK, "", ""};
    if (lif_params_validate(&p, &error) != LIF_OK) {
        fail_msg("refused: %s: %s", error.key, error.message);
    }
}

static void expect_bad(lif_params p, const char *key, const char *part)
{
    lif_error error = {LIF_OK, "", ""};
    assert_int_equal(lif_params_validate(&p, &error), LIF_BAD_PARAMETER);
    assert_int_equal(error.status, LIF_BAD_PARAMETER);
    assert_string_equal(error.key, key);
    if (strstr(error.message, part) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", error.message, part);
    }
    assert_int_equal(lif_params_validate(&p, NULL), LIF_BAD_PARAMETER);
}

#define BAD(change, key, part)                                                                     \
    do {                                                                                           \
        lif_params changed = book();                                                               \
        changed.change;                                                                            \
        expect_bad(changed, key, part);                                                            \
    } while (0)

static void test_accepts(void **state)
{
    (void)state;
    lif_params p = book();
    expect_ok(p);
    p.method = LIF_EULER;
    p.tau_s = p.dt_s; /* k = 1 is exact and allowed */
    expect_ok(p);
    p = book();
    p.method = LIF_EXPONENTIAL;
    p.tau_s = 1e-9; /* k rounds to 1: allowed with the exponential method */
    expect_ok(p);
    p = book();
    p.v_threshold_v = -0.08; /* below the reset: allowed to a value */
    expect_ok(p);
    p = book();
    p.reset_mode = LIF_RESET_BY_SUBTRACTION;
    expect_ok(p);
    p = book();
    p.refractory_s = 0.0;
    p.refractory_steps = 0;
    expect_ok(p);
    p = book();
    p.refractory_steps = UINT32_MAX;
    p.refractory_s = 4294967295.0 * p.dt_s;
    expect_ok(p);
    p = book();
    p.refractory_s = 1.0000000999e-3; /* 10 steps within 1e-6 step */
    expect_ok(p);
}

static void test_refuses_values(void **state)
{
    (void)state;
    const double wrong[] = {0.0, -1.0, NAN, INFINITY, -INFINITY};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        BAD(dt_s = wrong[i], "step", "above 0 s");
        if (!(wrong[i] > DBL_MAX)) { /* that is no leak */
            BAD(tau_s = wrong[i], "neuron.time_constant", "above 0 s");
        }
        BAD(r_ohm = wrong[i], "neuron.resistance", "above 0 Ohm");
        if (!isfinite(wrong[i])) {
            BAD(v_rest_v = wrong[i], "neuron.rest", "use a finite value");
            BAD(v_threshold_v = wrong[i], "neuron.threshold", "use a finite value");
            BAD(v_reset_v = wrong[i], "neuron.reset", "use a finite value");
            BAD(v_initial_v = wrong[i], "neuron.initial", "use a finite value");
        }
        if (wrong[i] != 0.0) {
            BAD(refractory_s = wrong[i], "neuron.refractory", "at least 0 s");
        }
    }
    BAD(method = (lif_method)7, "neuron.method", "exponential or euler");
    BAD(compare = (lif_compare)7, "neuron.compare", "at-or-above or above");
    BAD(reset_mode = (lif_reset_mode)7, "neuron.reset_mode", "to-value or by-subtraction");
    BAD(refractory_rule = (lif_refractory_rule)7, "neuron.refractory_rule", "brian2");
}

static void test_refuses_relations(void **state)
{
    (void)state;
    lif_params p = book();
    p.method = LIF_EULER;
    p.tau_s = 0.5e-4;
    expect_bad(p, "step", "k is 2");
    expect_bad(p, "step", "shorten the step, or use method exponential");
    p.method = LIF_EXPONENTIAL;
    expect_ok(p);
    BAD(v_reset_v = -0.04, "neuron.threshold", "both -0.04 V");
    p = book();
    p.reset_mode = LIF_RESET_BY_SUBTRACTION;
    p.v_reset_v = -0.03;
    expect_bad(p, "neuron.reset", "above the threshold");
    p = book();
    p.v_threshold_v = 1.5e308;
    p.v_reset_v = -1.5e308;
    expect_bad(p, "neuron.threshold", "too far apart");
    p = book();
    p.dt_s = 1e-200;
    p.tau_s = 1e200;
    expect_bad(p, "neuron.time_constant", "vanishes");
    BAD(refractory_steps = 11, "neuron.refractory", "agree within 1e-6 step");
    BAD(refractory_s = 1.0000002e-3, "neuron.refractory", "refractory_steps says 10");
    p = book();
    p.refractory_rule = LIF_REFRACTORY_FLOAT_TIME_S;
    p.refractory_steps = UINT32_MAX - 10;
    p.refractory_s = p.refractory_steps * p.dt_s;
    expect_bad(p, "neuron.refractory", "32 bits");
}

static void test_scale(void **state)
{
    (void)state;
    lif_params p = book();
    assert_true(lif_params_scale(&p) == -0.04 - -0.07);
    p.v_threshold_v = -0.09;
    assert_true(lif_params_scale(&p) == -0.07 - -0.09);
}

static void test_constant_holds(void **state)
{
    (void)state;
    lif_params p = book();
    uint32_t hold = 99;
    assert_true(lif_hold_is_constant(&p, &hold));
    assert_int_equal(hold, 10);
    assert_true(lif_hold_is_constant(&p, NULL));
    assert_int_equal(lif_hold_at(&p, 12345), 10);
    p.refractory_rule = LIF_REFRACTORY_BRIAN2;
    assert_true(lif_hold_is_constant(&p, &hold));
    assert_int_equal(hold, 9);
    p.refractory_steps = 0;
    p.refractory_s = 0.0;
    assert_int_equal(lif_hold_at(&p, 0), 0);
    p.refractory_rule = LIF_REFRACTORY_FLOAT_TIME_S;
    hold = 99;
    assert_false(lif_hold_is_constant(&p, &hold));
    assert_int_equal(hold, 99);
    assert_int_equal(lif_hold_at(&p, 0), 1); /* m > 0 even without a refractory time */
}

/* At these steps of the published demonstrations the hold is 10; it is 11 at all others. */
static const uint16_t seconds_10[] = {2,   7,   15,  18,  58,  76,  82,  88,  93,
                                      94,  99,  105, 110, 111, 116, 117, 122, 127,
                                      128, 133, 134, 139, 145, 303, 308};
static const uint16_t milliseconds_10[] = {1,  3,  8,   12,  17,  30,  35,  42,  71,  76,
                                           85, 90, 153, 158, 181, 186, 312, 317, 373, 378};

static void expect_holds(lif_refractory_rule rule, const uint16_t *tens, size_t count, size_t steps)
{
    uint32_t hold[501];
    size_t next = 0;
    lif_params p = book();
    p.refractory_rule = rule;
    expect_ok(p);
    lif_hold_fill(&p, 0, steps, hold);
    for (size_t n = 0; n < steps; n++) {
        uint32_t expected = next < count && tens[next] == n ? 10 : 11;
        if (hold[n] != expected) {
            fail_msg("step %zu: expected %u, observed %u", n, expected, hold[n]);
        }
        next += expected == 10;
        assert_int_equal(lif_hold_at(&p, n), expected);
    }
    assert_int_equal(next, count);
    lif_hold_fill(&p, 76, 20, hold + 100); /* a later block is the same piece */
    assert_memory_equal(hold + 100, hold + 76, 20 * sizeof *hold);
}

static void test_float_time_holds(void **state)
{
    (void)state;
    expect_holds(LIF_REFRACTORY_FLOAT_TIME_S, seconds_10, sizeof seconds_10 / sizeof *seconds_10,
                 501);
    expect_holds(LIF_REFRACTORY_FLOAT_TIME_MS, milliseconds_10,
                 sizeof milliseconds_10 / sizeof *milliseconds_10, 500);
}

/* Tries the definition itself, m by m, on odd steps and late times. */
static void test_float_time_definition(void **state)
{
    (void)state;
    const double dts[] = {1e-4, 1e-5, 3e-4, 0.1, 1.0 / 7.0};
    /* This is so late that a step is lost in the rounding of a time, too. */
    const uint64_t starts[] = {0,
                               1000,
                               1u << 20,
                               (uint64_t)1 << 40,
                               (uint64_t)1 << 52,
                               ((uint64_t)1 << 53) - 20,
                               ((uint64_t)1 << 54) + 3};
    for (size_t d = 0; d < sizeof dts / sizeof *dts; d++) {
        for (size_t s = 0; s < sizeof starts / sizeof *starts; s++) {
            lif_params p = book();
            p.refractory_rule = LIF_REFRACTORY_FLOAT_TIME_S;
            p.dt_s = dts[d];
            p.refractory_steps = 7;
            p.refractory_s = 7 * dts[d];
            for (uint64_t n = starts[s]; n < starts[s] + 50; n++) {
                uint64_t m = 1;
                while (
                    !((double)(n + 1 + m) * p.dt_s > (double)(n + 1) * p.dt_s + p.refractory_s)) {
                    m++;
                }
                assert_int_equal(lif_hold_at(&p, n), m);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_accepts),
                                       cmocka_unit_test(test_refuses_values),
                                       cmocka_unit_test(test_refuses_relations),
                                       cmocka_unit_test(test_scale),
                                       cmocka_unit_test(test_constant_holds),
                                       cmocka_unit_test(test_float_time_holds),
                                       cmocka_unit_test(test_float_time_definition)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
