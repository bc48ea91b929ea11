// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A scenario has words for declared arithmetic: what contradicts a circuit is refused by the key
 * that has to change, with what would be right; and what no circuit can be is refused as such. */
#include "neuron_fixture.h"
#include "lif_declared.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* This integer neuron has everything built in: threshold 100, leak 1/16, hold 2. */
static lif_declared built_in(void)
{
    return (lif_declared){.leak = LIF_LEAK_SHIFT,
                          .rounding = LIF_ROUND_FLOOR,
                          .input = LIF_INPUT_AFTER_LEAK,
                          .overflow = LIF_OVERFLOW_SATURATE,
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

static lif_params matching(void)
{
    return (lif_params){.method = LIF_EULER,
                        .dt_s = 1e-3,
                        .tau_s = 16e-3,
                        .r_ohm = 1e6,
                        .v_rest_v = -0.07,
                        .v_threshold_v = -0.05,
                        .v_reset_v = -0.07,
                        .v_initial_v = -0.07,
                        .refractory_s = 2e-3,
                        .refractory_steps = 2};
}

static void says(const lif_error *error, lif_status status, const char *key, const char *part)
{
    assert_int_equal(error->status, status);
    assert_string_equal(error->key, key);
    if (strstr(error->message, part) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", error->message, part);
    }
}

/* It is refused by a scenario's key; a refusal leaves the result alone. */
static void refused(const lif_params *p, const lif_declared *d, lif_status status, const char *key,
                    const char *part)
{
    lif_quantised q = {.event_fx = 77};
    lif_error error = {LIF_OK, "", ""};
    assert_int_equal(lif_params_validate(p, &error), LIF_OK);
    assert_int_equal(lif_declared_validate(d, &eight_bits, &error), LIF_OK);
    assert_int_equal(lif_declared_quantise(p, &eight_bits, d, &q, &error), status);
    assert_true(q.event_fx == 77 && q.declared == NULL);
    says(&error, status, key, part);
}

static lif_quantised accepted(const lif_params *p, const lif_declared *d)
{
    lif_quantised q;
    assert_int_equal(lif_params_validate(p, NULL), LIF_OK);
    assert_int_equal(lif_declared_validate(d, &eight_bits, NULL), LIF_OK);
    assert_int_equal(lif_declared_quantise(p, &eight_bits, d, &q, NULL), LIF_OK);
    return q;
}

/* Reads what the refusal says that a potential should be: with it, nothing is refused. */
static void follow(lif_params *p, const lif_declared *d, double *potential_v)
{
    lif_quantised q;
    lif_error error = {LIF_OK, "", ""};
    assert_int_equal(lif_declared_quantise(p, &eight_bits, d, &q, &error), LIF_OUT_OF_RANGE);
    const char *value = strstr(error.message, " to ");
    assert_non_null(value);
    *potential_v = strtod(value + 4, NULL);
    accepted(p, d);
}

static void impossible(const lif_declared *d, const char *key, const char *part)
{
    lif_error error = {LIF_OK, "", ""};
    assert_int_equal(lif_declared_validate(d, &eight_bits, &error), LIF_BAD_PARAMETER);
    says(&error, LIF_BAD_PARAMETER, key, part);
}

static void what_a_scenario_contradicts_is_refused(void **state)
{
    (void)state;
    const lif_declared d = built_in();
    lif_params p = matching();
    lif_quantised q;
    assert_int_equal(lif_declared_quantise(&p, &eight_bits, &d, &q, NULL), LIF_OK);
    assert_true(q.words.threshold_fx == 100 && q.words.leak_fx == 16 && q.words.reset_fx == 0);
    assert_true(fabs(q.drive_fx_per_a - 1e6 / 0.02 / 16.0 * 100.0) < 1e-3);
    p.tau_s = 20e-3;
    refused(&p, &d, LIF_OUT_OF_RANGE, "neuron.time_constant", "set the time constant to 0.016 s");
    p = matching();
    p.v_threshold_v = -0.0494;
    p.v_reset_v = -0.0694;
    refused(&p, &d, LIF_OUT_OF_RANGE, "neuron.reset",
            "the word 100 built in, the scenario needs 103 (100 membrane steps are |threshold - "
            "reset|); set neuron.reset to -0.07 V");
    follow(&p, &d, &p.v_reset_v);
    p = matching();
    p.v_initial_v = -0.06;
    refused(&p, &d, LIF_OUT_OF_RANGE, "neuron.initial", "the word 0 built in");
    follow(&p, &d, &p.v_initial_v);
    lif_declared other = d;
    other.threshold.present = false;
    other.low_fx = -255;
    other.reset.word = -20;
    other.initial.word = -20;
    p = matching();
    p.v_initial_v = -0.075;
    refused(&p, &other, LIF_OUT_OF_RANGE, "neuron.reset", "set neuron.reset to ");
    follow(&p, &other, &p.v_reset_v);
    other.threshold = (lif_fixed_word){.present = true, .word = 80};
    p = matching();
    p.v_reset_v = -0.071;
    p.v_initial_v = -0.075;
    refused(&p, &other, LIF_OUT_OF_RANGE, "neuron.reset", "set neuron.reset to -0.075 V");
    follow(&p, &other, &p.v_reset_v);
    p = matching();
    p.compare = LIF_ABOVE;
    refused(&p, &d, LIF_BAD_PARAMETER, "neuron.compare", "set it to at-or-above");
    p = matching();
    p.reset_mode = LIF_RESET_BY_SUBTRACTION;
    refused(&p, &d, LIF_BAD_PARAMETER, "neuron.reset_mode", "set it to to-value");
    p = matching();
    p.refractory_steps = 3;
    p.refractory_s = 3e-3;
    refused(&p, &d, LIF_OUT_OF_RANGE, "neuron.refractory", "set refractory_steps to 2");
    lif_declared linear = d;
    linear.leak = LIF_LEAK_LINEAR;
    linear.leak_word.word = 6;
    p = matching();
    assert_int_equal(lif_declared_quantise(&p, &eight_bits, &linear, &q, NULL), LIF_OK);
    assert_int_equal(q.words.leak_fx, 6);
    p.method = LIF_EXPONENTIAL;
    refused(&p, &linear, LIF_BAD_PARAMETER, "neuron.method", "euler");
}

static void events_are_nothing_or_one_word(void **state)
{
    (void)state;
    lif_declared d = built_in();
    lif_params p = matching();
    lif_quantised q;
    int32_t drive[4];
    d.events = true;
    d.event = (lif_fixed_word){.present = true, .word = 30};
    assert_int_equal(lif_declared_quantise(&p, &eight_bits, &d, &q, NULL), LIF_OK);
    const double one = 0.3 * 0.02 * 16.0 / 1e6; /* k*R*I = 0.3 S */
    const double current[4] = {0.0, one, 0.5 * one, 2.0 * one};
    assert_int_equal(lif_quantise_drives(&q, current, 4, drive), 2);
    assert_int_equal(lif_quantise_drives(&q, current, 2, drive), 0);
    assert_true(drive[0] == 0 && drive[1] == 30);
    d.event_a = 2.0 * one;
    refused(&p, &d, LIF_OUT_OF_RANGE, "neuron.resistance", "the circuit adds 30");
}

/* ---- one rule at a time; each remedy that a message names is tried ---- */

static void leaks_that_a_circuit_does_not_have(void **state)
{
    (void)state;
    lif_declared d = built_in();
    lif_params p = matching();
    d.leak = LIF_LEAK_LINEAR;
    d.leak_word.word = 6; /* 0.06 of threshold - rest */
    p.tau_s = 20e-3;
    refused(&p, &d, LIF_OUT_OF_RANGE, "neuron.time_constant",
            "the circuit has a leak of 0.06 a step built in, the scenario (euler) needs 0.05; set "
            "the time constant to 0.0166666667 s");
    p.tau_s = 0.0166666667;
    assert_int_equal(accepted(&p, &d).words.leak_fx, 6);
    d.leak_word.present = false;
    p.tau_s = 1.0;
    refused(&p, &d, LIF_OUT_OF_RANGE, "neuron.time_constant",
            "the linear leak of 0.1 steps of the membrane rounds to 0");

    d = built_in();
    d.leak = LIF_LEAK_MULTIPLY;
    d.leak_word.present = false;
    refused(&p, &d, LIF_OUT_OF_RANGE, "neuron.time_constant",
            "the leak of 0.001 a step rounds to 0 with 8 fraction bits");
    p.tau_s = 0.5; /* 0.512 of a step of the word */
    assert_int_equal(accepted(&p, &d).words.leak_fx, 1);

    d.input = LIF_INPUT_BEFORE_LEAK;
    p.tau_s = p.dt_s;
    refused(&p, &d, LIF_OUT_OF_RANGE, "neuron.time_constant",
            "with a leak of all of the membrane nothing of an input stays");
    d.input = LIF_INPUT_AFTER_LEAK;
    assert_int_equal(accepted(&p, &d).words.leak_fx, 256);

    d = built_in();
    d.leak = LIF_LEAK_MULTIPLY;
    d.leak_word.word = 2 * 256; /* as a shift of -1 would be */
    refused(&p, &d, LIF_OUT_OF_RANGE, "neuron.time_constant",
            "the circuit has a leak of 2 a step built in, which no neuron has; give another "
            "circuit");
}

static void potentials_that_a_membrane_cannot_hold(void **state)
{
    (void)state;
    lif_declared d = built_in();
    lif_params p = matching();
    d.initial.present = false;
    p.v_initial_v = -0.08;
    refused(&p, &d, LIF_OUT_OF_RANGE, "neuron.initial",
            "-0.5 times |threshold - reset| from rest is outside of what the membrane can hold (0 "
            "to 2.55)");
    d.low_fx = -50;
    assert_int_equal(accepted(&p, &d).words.initial_fx, -50);
    d = built_in();
    d.threshold.present = false;
    d.one = 320.0;
    p = matching();
    refused(&p, &d, LIF_OUT_OF_RANGE, "neuron.threshold", "can hold (0 to 0.796875)");
}

static void a_threshold_that_is_also_subtracted(void **state)
{
    (void)state;
    lif_declared d = built_in();
    lif_params p = matching();
    d.subtract = d.subtract_threshold = true;
    d.threshold.present = d.reset.present = false;
    p.reset_mode = LIF_RESET_BY_SUBTRACTION;
    p.v_reset_v = -0.0705; /* 97.56 steps to the threshold, 100 to subtract */
    refused(&p, &d, LIF_OUT_OF_RANGE, "neuron.reset",
            "the circuit subtracts its threshold, 0.98 of |threshold - reset| above rest; set "
            "neuron.reset to the rest, -0.07 V");
    p.v_reset_v = p.v_rest_v;
    const lif_quantised q = accepted(&p, &d);
    assert_true(q.words.threshold_fx == 100 && q.words.reset_fx == 100);
    assert_true(q.words.reset_by_subtract);

    d = built_in();
    d.subtract = true;
    d.reset.word = 90; /* of the 100 that are |threshold - reset| */
    refused(
        &p, &d, LIF_OUT_OF_RANGE, "neuron.reset_mode",
        "the circuit subtracts 90 steps of the membrane, and 100 are |threshold - reset|; write "
        "\"one: 90\" at the membrane of the manifest");
}

static void a_hold_that_is_too_short(void **state)
{
    (void)state;
    lif_declared d = built_in();
    lif_params p = matching();
    d.hold.present = false;
    d.hold_least = 3;
    refused(&p, &d, LIF_OUT_OF_RANGE, "neuron.refractory",
            "the circuit holds for at least 3 steps after every spike; set refractory_steps to at "
            "least 3");
    p.refractory_steps = 3;
    p.refractory_s = 3e-3;
    assert_int_equal(accepted(&p, &d).words.threshold_fx, 100);
    p.refractory_rule = LIF_REFRACTORY_FLOAT_TIME_S; /* may change from spike to spike */
    refused(&p, &d, LIF_OUT_OF_RANGE, "neuron.refractory", "at least 3 steps");
}

/* k*R/S of `matching` is 3.125 million for an ampere: 312.5 million steps of the membrane. */
static void events_and_gains_that_do_not_fit(void **state)
{
    (void)state;
    lif_declared d = built_in();
    lif_params p = matching();
    d.events = true;
    d.event_a = 1e-6;
    refused(&p, &d, LIF_OUT_OF_RANGE, "neuron.resistance",
            "an input event adds 312.5 steps of the membrane, which the circuit cannot be told (1 "
            "to 255)");
    d.event_a = 1e-9;
    refused(&p, &d, LIF_OUT_OF_RANGE, "neuron.resistance", "adds 0.3125 steps");
    d.event_a = 32e-9;
    assert_int_equal(accepted(&p, &d).event_fx, 10);

    d = built_in();
    d.gains = true;
    d.gain_fraction = 4;
    d.gain_most = 49;
    d.drive_unit_a = 1e-8;
    refused(&p, &d, LIF_OUT_OF_RANGE, "neuron.resistance",
            "the gain of 50 is outside of what the circuit can be told (1 to 49)");
    d.gain_most = 50;
    assert_int_equal(accepted(&p, &d).words.gain_fx, 50);
    d.gain = (lif_fixed_word){.present = true, .word = 40};
    refused(&p, &d, LIF_OUT_OF_RANGE, "neuron.resistance",
            "the circuit has the gain 40 built in, the scenario needs 50; multiply the resistance "
            "by 0.8");
    p.r_ohm *= 0.8;
    assert_int_equal(accepted(&p, &d).words.gain_fx, 40);
}

/* ---- what no circuit can be ---- */

static void impossible_arithmetic_is_refused(void **state)
{
    static const char decay[] = "a product with 1 - k goes with leak: multiply";
    static const char terms[] = "needs 1 to 8 shifts and no residual rounding";
    (void)state;
    lif_error error = {LIF_OK, "", ""};
    lif_declared d = built_in();
    const lif_format narrow = {1, 0, 8, LIF_HALF_UP, LIF_CODING_ANY, 0};
    assert_int_equal(lif_declared_validate(&d, &narrow, &error), LIF_BAD_PARAMETER);
    says(&error, LIF_BAD_PARAMETER, "dut", "a state of 1 bits is not possible");

    d.leak = LIF_LEAK_LINEAR;
    d.input = LIF_INPUT_POTENTIAL;
    impossible(&d, "arithmetic.input", "a linear leak has no drive potential");
    d.input = LIF_INPUT_AFTER_LEAK;
    d.decay = true;
    impossible(&d, "arithmetic.leak", decay);
    d.leak = LIF_LEAK_SHIFTS;
    impossible(&d, "arithmetic.leak", decay);
    d.leak = LIF_LEAK_MULTIPLY;
    assert_int_equal(lif_declared_validate(&d, &eight_bits, NULL), LIF_OK);
    d.input = LIF_INPUT_POTENTIAL;
    impossible(&d, "arithmetic.leak", decay);

    d = built_in();
    d.leak = LIF_LEAK_SHIFTS;
    impossible(&d, "arithmetic.terms", terms);
    d.term_count = LIF_TERMS + 1;
    impossible(&d, "arithmetic.terms", terms);
    d.term_count = 1;
    d.terms[0] = 9;
    impossible(&d, "arithmetic.terms", "has a shift outside of");
    d.terms[0] = -8;
    assert_int_equal(lif_declared_validate(&d, &eight_bits, NULL), LIF_OK);
    d.rounding = LIF_ROUND_RESIDUAL;
    impossible(&d, "arithmetic.terms", terms);
}

static void impossible_ranges_are_refused(void **state)
{
    (void)state;
    lif_declared d = built_in();
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
    lif_declared good = built_in();
    good.gains = true;
    good.gain_fraction = 31;
    good.gain_most = INT32_MAX;
    good.drive_unit_a = 1e-9;
    assert_int_equal(lif_declared_validate(&good, &eight_bits, NULL), LIF_OK);
    lif_declared bad[] = {good, good, good, good, good, good, good};
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
        cmocka_unit_test(what_a_scenario_contradicts_is_refused),
        cmocka_unit_test(events_are_nothing_or_one_word),
        cmocka_unit_test(leaks_that_a_circuit_does_not_have),
        cmocka_unit_test(potentials_that_a_membrane_cannot_hold),
        cmocka_unit_test(a_threshold_that_is_also_subtracted),
        cmocka_unit_test(a_hold_that_is_too_short),
        cmocka_unit_test(events_and_gains_that_do_not_fit),
        cmocka_unit_test(impossible_arithmetic_is_refused),
        cmocka_unit_test(impossible_ranges_are_refused),
        cmocka_unit_test(impossible_gains_are_refused),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
