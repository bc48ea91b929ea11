// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The JSON result is parsed back and compared field by field, key order and awkward values
 * included. */
#include "report_fixture.h"
#include "base/version.h"
#include "report/json.h"

#include <yajl/yajl_tree.h>

static yajl_val parsed(const cosim_result *const *results, size_t count)
{
    char error[200] = "";
    cosim_output *output = open_report();
    cosim_json json;
    cosim_report_json_begin(&json, cosim_output_file(output));
    for (size_t i = 0; i < count; i++) {
        cosim_report_json_result(&json, results[i]);
    }
    cosim_report_json_end(&json);
    char *text = read_report(output);
    yajl_val tree = yajl_tree_parse(text, error, sizeof error);
    if (tree == NULL) {
        fail_msg("%s", error);
    }
    test_free(text);
    return tree;
}

/* Returns the value at a path of keys with dots; fails where it is absent. */
static yajl_val at(yajl_val value, const char *path)
{
    char copy[80];
    char *rest = NULL;
    snprintf(copy, sizeof copy, "%s", path);
    for (char *key = strtok_r(copy, ".", &rest); key != NULL; key = strtok_r(NULL, ".", &rest)) {
        const char *keys[] = {key, NULL};
        value = yajl_tree_get(value, keys, yajl_t_any);
        if (value == NULL) {
            fail_msg("%s is absent", path);
        }
    }
    return value;
}

static bool has(yajl_val value, const char *key)
{
    const char *keys[] = {key, NULL};
    return yajl_tree_get(value, keys, yajl_t_any) != NULL;
}

static void text_at(yajl_val value, const char *path, const char *expected)
{
    const char *got = YAJL_GET_STRING(at(value, path));
    assert_non_null(got);
    assert_string_equal(got, expected);
}

static void integer_at(yajl_val value, const char *path, long long expected)
{
    yajl_val v = at(value, path);
    assert_true(YAJL_IS_INTEGER(v));
    if (YAJL_GET_INTEGER(v) != expected) {
        fail_msg("%s is %lld, expected %lld", path, YAJL_GET_INTEGER(v), expected);
    }
}

static void number_at(yajl_val value, const char *path, double expected)
{
    yajl_val v = at(value, path);
    assert_true(YAJL_IS_NUMBER(v));
    double got = YAJL_GET_DOUBLE(v);
    if (memcmp(&got, &expected, sizeof got) != 0) {
        fail_msg("%s is %.17g, expected %.17g", path, got, expected);
    }
}

static void bool_at(yajl_val value, const char *path, bool expected)
{
    yajl_val v = at(value, path);
    assert_true(expected ? YAJL_IS_TRUE(v) : YAJL_IS_FALSE(v));
}

static void null_at(yajl_val value, const char *path)
{
    if (!YAJL_IS_NULL(at(value, path))) {
        fail_msg("%s is not null", path);
    }
}

static void keys_are(yajl_val value, const char *expected)
{
    char got[400] = "";
    assert_true(YAJL_IS_OBJECT(value));
    for (size_t i = 0; i < YAJL_GET_OBJECT(value)->len; i++) {
        size_t used = strlen(got);
        snprintf(got + used, sizeof got - used, "%s%s", i > 0 ? " " : "",
                 YAJL_GET_OBJECT(value)->keys[i]);
    }
    assert_string_equal(got, expected);
}

static void result_and_circuit(void **state)
{
    (void)state;
    cosim_result r = passing_result();
    const char *const overrides[] = {"step=1 ms", "name=\"x\""};
    r.overrides = overrides;
    r.override_count = 2;
    r.has_seed = true;
    r.seed = 9007199254740993; /* 2^53 + 1: no double holds it */
    const cosim_result *const results[] = {&r};
    yajl_val tree = parsed(results, 1);
    keys_are(tree, "lifcosim commit results");
    text_at(tree, "lifcosim", cosim_version());
    text_at(tree, "commit", cosim_commit());
    assert_int_equal(YAJL_GET_ARRAY(at(tree, "results"))->len, 1);
    yajl_val v = YAJL_GET_ARRAY(at(tree, "results"))->values[0];
    keys_are(v, "scenario file scenario_sha256 set seed verdict dut words neuron tolerance steps "
                "step_s clipped_steps levels first_mismatch not_seen findings spikes wave seconds "
                "steps_per_second");
    text_at(v, "scenario", r.scenario);
    text_at(v, "file", r.file);
    text_at(v, "scenario_sha256", r.sha256);
    assert_int_equal(YAJL_GET_ARRAY(at(v, "set"))->len, 2);
    assert_string_equal(YAJL_GET_STRING(YAJL_GET_ARRAY(at(v, "set"))->values[1]), overrides[1]);
    integer_at(v, "seed", 9007199254740993);
    text_at(v, "verdict", "pass");
    keys_are(at(v, "dut"), "name about state_width state_fraction leak_fraction rounding "
                           "hold_width clocks_per_step");
    text_at(v, "dut.name", "q8_24");
    text_at(v, "dut.about", "the circuit");
    integer_at(v, "dut.state_width", 32);
    integer_at(v, "dut.state_fraction", 24);
    integer_at(v, "dut.leak_fraction", 31);
    text_at(v, "dut.rounding", "half-up");
    integer_at(v, "dut.hold_width", 16);
    integer_at(v, "dut.clocks_per_step", 3);
    keys_are(at(v, "words"), "leak threshold reset initial initial_hold compare reset_mode");
    integer_at(v, "words.leak", 42523000);
    integer_at(v, "words.threshold", 16777216);
    integer_at(v, "words.reset", 0);
    integer_at(v, "words.initial", -5);
    integer_at(v, "words.initial_hold", 1);
    text_at(v, "words.compare", "at-or-above");
    text_at(v, "words.reset_mode", "to-value");
    keys_are(at(v, "neuron"), "rest_v threshold_v reset_v spike_peak_v");
    number_at(v, "neuron.rest_v", -0.07);
    number_at(v, "neuron.threshold_v", -0.04);
    number_at(v, "neuron.reset_v", -0.0625);
    number_at(v, "neuron.spike_peak_v", 0.05);
    number_at(v, "tolerance", 1e-3);
    integer_at(v, "steps", 500);
    number_at(v, "step_s", 1e-4);
    integer_at(v, "clipped_steps", 0);
    null_at(v, "first_mismatch");
    number_at(v, "seconds", 0.001);
    number_at(v, "steps_per_second", 500 / 0.001);
    yajl_tree_free(tree);
}

static void levels(void **state)
{
    (void)state;
    cosim_result r = passing_result();
    const cosim_result *const results[] = {&r};
    r.free_running.van_rossum = 0.1 + 0.2;
    yajl_val tree = parsed(results, 1);
    yajl_val v = at(YAJL_GET_ARRAY(at(tree, "results"))->values[0], "levels");
    keys_are(v, "constants exact bounded free_running expect");
    keys_are(at(v, "constants"), "verdict");
    text_at(v, "constants.verdict", "pass");
    keys_are(at(v, "exact"), "verdict compared mismatches");
    integer_at(v, "exact.compared", 500);
    integer_at(v, "exact.mismatches", 0);
    keys_are(at(v, "bounded"), "verdict compared decided mismatches max_error_v max_bound_v "
                               "max_usage ambiguous_steps unexplained_steps");
    text_at(v, "bounded.verdict", "pass");
    integer_at(v, "bounded.compared", 350);
    integer_at(v, "bounded.decided", 15);
    number_at(v, "bounded.max_error_v", 1.2e-9);
    number_at(v, "bounded.max_bound_v", 2.875e-9);
    number_at(v, "bounded.max_usage", 0.5);
    keys_are(
        at(v, "free_running"),
        "verdict outcome identical dut_spikes reference_spikes first_difference max_shift_steps "
        "coincidence victor_purpura van_rossum coincidence_window_s victor_purpura_q_per_s "
        "van_rossum_tau_s");
    bool_at(v, "free_running.identical", true);
    integer_at(v, "free_running.dut_spikes", 15);
    null_at(v, "free_running.first_difference");
    number_at(v, "free_running.coincidence", 1);
    number_at(v, "free_running.victor_purpura", 0);
    number_at(v, "free_running.van_rossum", 0.1 + 0.2);
    number_at(v, "free_running.coincidence_window_s", 5e-4);
    number_at(v, "free_running.victor_purpura_q_per_s", 100);
    number_at(v, "free_running.van_rossum_tau_s", 0.01);
    keys_are(at(v, "expect"), "verdict reference_equal dut_equal expected_spikes");
    text_at(v, "expect.verdict", "pass");
    bool_at(v, "expect.dut_equal", true);
    integer_at(v, "expect.expected_spikes", 15);
    yajl_tree_free(tree);
}

static void failure(void **state)
{
    (void)state;
    cosim_result r = failing_result();
    const cosim_result *const results[] = {&r};
    r.words.compare_above = r.words.reset_by_subtract = true;
    r.neuron.has_spike_peak = false;
    yajl_val tree = parsed(results, 1);
    yajl_val v = YAJL_GET_ARRAY(at(tree, "results"))->values[0];
    text_at(v, "verdict", "fail");
    text_at(v, "dut.rounding", "residual");
    text_at(v, "words.compare", "above");
    text_at(v, "words.reset_mode", "by-subtraction");
    null_at(v, "neuron.spike_peak_v");
    text_at(v, "levels.exact.verdict", "fail");
    integer_at(v, "levels.exact.mismatches", 377);
    text_at(v, "levels.bounded.verdict", "fail");
    integer_at(v, "levels.bounded.mismatches", 12);
    integer_at(v, "levels.bounded.ambiguous_steps", 1);
    integer_at(v, "levels.bounded.unexplained_steps", 2);
    bool_at(v, "levels.free_running.identical", false);
    integer_at(v, "levels.free_running.reference_spikes", 14);
    integer_at(v, "levels.free_running.first_difference", 229);
    bool_at(v, "levels.expect.reference_equal", true);
    bool_at(v, "levels.expect.dut_equal", false);
    keys_are(at(v, "first_mismatch"), "level step quantity expected observed drive");
    text_at(v, "first_mismatch.level", "exact");
    integer_at(v, "first_mismatch.step", 123);
    text_at(v, "first_mismatch.quantity", "membrane");
    integer_at(v, "first_mismatch.expected", 0xab12);
    integer_at(v, "first_mismatch.observed", -2);
    integer_at(v, "first_mismatch.drive", -0x800000);
    yajl_tree_free(tree);
}

/* There are several results, and values that JSON has no number for. */
static void awkward_values(void **state)
{
    (void)state;
    cosim_result a = failing_result(), b = vacuous_result(), c = passing_result();
    a.first_mismatch.level = COSIM_LEVEL_BOUNDED;
    a.first_mismatch.is_word = false;
    a.first_mismatch.expected_v = -0.07;
    a.first_mismatch.observed_v = NAN;
    a.first_mismatch.bound_v = 2.5e-9;
    a.first_mismatch.has_drive = false;
    a.free_running.victor_purpura = NAN;
    a.free_running.van_rossum = INFINITY;
    a.seconds = 0;
    b.scenario = "quote \" slash \\ / tab \t bell \x07 \xC3\xA9 \xF0\x9F\xA7\xA0";
    b.file = "bad \xFF byte";
    b.sha256 = NULL;
    b.expect.knife_edge = true;
    b.expect.stated = true;
    c.first_mismatch = (cosim_mismatch){.present = true,
                                        .level = COSIM_LEVEL_CLIP,
                                        .quantity = "drive",
                                        .expected_v = NAN,
                                        .observed_v = 9.5};
    const cosim_result *const results[] = {&a, &b, &c};
    yajl_val tree = parsed(results, 3);
    assert_int_equal(YAJL_GET_ARRAY(at(tree, "results"))->len, 3);
    yajl_val *v = YAJL_GET_ARRAY(at(tree, "results"))->values;
    keys_are(at(v[0], "first_mismatch"), "level step quantity expected observed bound");
    number_at(v[0], "first_mismatch.expected", -0.07);
    null_at(v[0], "first_mismatch.observed");
    number_at(v[0], "first_mismatch.bound", 2.5e-9);
    null_at(v[0], "levels.free_running.victor_purpura");
    null_at(v[0], "levels.free_running.van_rossum");
    null_at(v[0], "steps_per_second");
    null_at(v[0], "seed");
    text_at(v[1], "scenario", b.scenario);
    text_at(v[1], "file", "bad \xEF\xBF\xBD byte");
    null_at(v[1], "scenario_sha256");
    text_at(v[1], "verdict", "vacuous");
    text_at(v[1], "levels.constants.verdict", "not-applicable");
    text_at(v[1], "levels.exact.verdict", "not-applicable");
    text_at(v[1], "levels.bounded.verdict", "vacuous");
    text_at(v[1], "levels.expect.verdict", "not-applicable");
    bool_at(v[1], "levels.expect.knife_edge", true);
    assert_false(has(at(v[2], "levels.expect"), "knife_edge"));
    text_at(v[2], "first_mismatch.level", "clip");
    null_at(v[2], "first_mismatch.step");
    null_at(v[2], "first_mismatch.expected");
    number_at(v[2], "first_mismatch.observed", 9.5);
    assert_int_equal(YAJL_GET_ARRAY(at(v[2], "set"))->len, 0);
    yajl_tree_free(tree);

    tree = parsed(NULL, 0);
    assert_int_equal(YAJL_GET_ARRAY(at(tree, "results"))->len, 0);
    yajl_tree_free(tree);
}

static void nothing_stated(void **state)
{
    (void)state;
    cosim_result r = vacuous_result();
    const cosim_result *const results[] = {&r};
    yajl_val tree = parsed(results, 1);
    yajl_val v = YAJL_GET_ARRAY(at(tree, "results"))->values[0];
    keys_are(at(v, "levels.expect"), "verdict");
    text_at(v, "levels.expect.verdict", "not-applicable");
    yajl_tree_free(tree);
}

static void many_spikes(void **state)
{
    (void)state;
    enum { N = 100000 };
    cosim_result r = passing_result();
    for (uint64_t i = 0; i < N; i++) {
        assert_int_equal(cosim_train_add(&r.dut_spikes, i * i), 0);
    }
    assert_int_equal(cosim_train_add(&r.reference_spikes, 76), 0);
    const cosim_result *const results[] = {&r};
    yajl_val tree = parsed(results, 1);
    yajl_val v = YAJL_GET_ARRAY(at(tree, "results"))->values[0];
    keys_are(at(v, "spikes"), "dut reference");
    assert_int_equal(YAJL_GET_ARRAY(at(v, "spikes.reference"))->len, 1);
    yajl_val list = at(v, "spikes.dut");
    assert_int_equal(YAJL_GET_ARRAY(list)->len, N);
    for (size_t i = 0; i < N; i++) {
        assert_int_equal(YAJL_GET_INTEGER(YAJL_GET_ARRAY(list)->values[i]), i * i);
    }
    yajl_tree_free(tree);
    cosim_result_free(&r);
}

static void full_disk(void **state)
{
    (void)state;
    cosim_diag diag;
    cosim_result r = passing_result();
    cosim_output *output = cosim_output_open("/dev/full", &diag);
    assert_non_null(output);
    cosim_json json;
    cosim_report_json_begin(&json, cosim_output_file(output));
    cosim_report_json_result(&json, &r);
    cosim_report_json_end(&json);
    assert_int_equal(cosim_output_commit(output, &diag), -1);
    assert_string_equal(diag.place.file, "/dev/full");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(result_and_circuit),
        cmocka_unit_test(levels),
        cmocka_unit_test(failure),
        cmocka_unit_test(awkward_values),
        cmocka_unit_test(nothing_stated),
        cmocka_unit_test(many_spikes),
        cmocka_unit_test(full_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
