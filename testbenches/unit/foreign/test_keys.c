// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Declared arithmetic that no circuit can have is refused by the key of the manifest. */
#include "neuron_fixture.h"
#include "foreign/keys.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* This integer neuron has everything built in: threshold 100, leak 1/16, hold 2. */
static cosim_keys built_in(void)
{
    return (cosim_keys){.leak = COSIM_LEAK_SHIFT,
                        .rounding = COSIM_ROUND_FLOOR,
                        .input = COSIM_INPUT_AFTER_LEAK,
                        .overflow = COSIM_OVERFLOW_SATURATE,
                        .one = 100.0,
                        .low_fx = 0,
                        .high_fx = 255,
                        .drive_high_fx = 255,
                        .leak_word = {true, 1 << 4},
                        .threshold = {true, 100},
                        .reset = {true, 0},
                        .initial = {true, 0},
                        .hold = {true, 2}};
}

static const lif_format eight_bits = {9, 0, 8, LIF_HALF_UP, LIF_CODING_ANY, 0};

static void says(const lif_error *error, lif_status status, const char *key, const char *part)
{
    assert_int_equal(error->status, status);
    assert_string_equal(error->key, key);
    if (strstr(error->message, part) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", error->message, part);
    }
}

static void impossible(const cosim_keys *d, const char *key, const char *part)
{
    lif_error error = {LIF_OK, "", ""};
    assert_int_equal(cosim_keys_validate(d, &eight_bits, &error), LIF_BAD_PARAMETER);
    says(&error, LIF_BAD_PARAMETER, key, part);
}

/* ---- what no circuit can be ---- */

static void impossible_arithmetic_is_refused(void **state)
{
    static const char decay[] = "a product with 1 - k goes with leak: multiply";
    static const char terms[] = "needs 1 to 8 shifts and no residual rounding";
    (void)state;
    lif_error error = {LIF_OK, "", ""};
    cosim_keys d = built_in();
    const lif_format narrow = {1, 0, 8, LIF_HALF_UP, LIF_CODING_ANY, 0};
    assert_int_equal(cosim_keys_validate(&d, &narrow, &error), LIF_BAD_PARAMETER);
    says(&error, LIF_BAD_PARAMETER, "dut", "a state of 1 bits is not possible");

    d.leak = COSIM_LEAK_LINEAR;
    d.input = COSIM_INPUT_POTENTIAL;
    impossible(&d, "arithmetic.input", "a linear leak has no drive potential");
    d.input = COSIM_INPUT_AFTER_LEAK;
    d.decay = true;
    impossible(&d, "arithmetic.leak", decay);
    d.leak = COSIM_LEAK_SHIFTS;
    impossible(&d, "arithmetic.leak", decay);
    d.leak = COSIM_LEAK_MULTIPLY;
    assert_int_equal(cosim_keys_validate(&d, &eight_bits, NULL), LIF_OK);
    d.input = COSIM_INPUT_POTENTIAL;
    impossible(&d, "arithmetic.leak", decay);

    d = built_in();
    d.leak = COSIM_LEAK_SHIFTS;
    impossible(&d, "arithmetic.terms", terms);
    d.term_count = COSIM_TERMS + 1;
    impossible(&d, "arithmetic.terms", terms);
    d.term_count = 1;
    d.terms[0] = 9;
    impossible(&d, "arithmetic.terms", "has a shift outside of");
    d.terms[0] = -8;
    assert_int_equal(cosim_keys_validate(&d, &eight_bits, NULL), LIF_OK);
    d.rounding = COSIM_ROUND_RESIDUAL;
    impossible(&d, "arithmetic.terms", terms);
}

static void impossible_ranges_are_refused(void **state)
{
    (void)state;
    cosim_keys d = built_in();
    d.one = 0.0;
    impossible(&d, "membrane.one", "1 to 2^31 steps");
    d = built_in();
    d.low_fx = 1;
    impossible(&d, "membrane", "a range without rest (0)");
    d = built_in();
    d.drive_high_fx = 0;
    impossible(&d, "drive", "a range without 0 and 1");
}

/* A gain is for a drive word that counts a current, and has a word of 31 bits. */
static void impossible_gains_are_refused(void **state)
{
    (void)state;
    cosim_keys good = built_in();
    good.gains = true;
    good.gain_fraction = 31;
    good.gain_most = INT32_MAX;
    good.drive_unit_a = 1e-9;
    assert_int_equal(cosim_keys_validate(&good, &eight_bits, NULL), LIF_OK);
    cosim_keys bad[] = {good, good, good, good, good, good, good};
    bad[0].events = true;
    bad[1].drive_shift = 1;
    bad[2].gain_fraction = 32;
    bad[3].gain_most = 0;
    bad[4].gain_most = (int64_t)INT32_MAX + 1;
    bad[5].drive_unit_a = 0.0;
    bad[6].drive_unit_a = NAN;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        impossible(&bad[i], "constants.gain",
                   "goes with a drive of a unit, without shift, fraction or weight");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(impossible_arithmetic_is_refused),
        cmocka_unit_test(impossible_ranges_are_refused),
        cmocka_unit_test(impossible_gains_are_refused),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
