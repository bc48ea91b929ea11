// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This tests the reports that are read line by line: reasons, mismatches, CSV; and JUnit. */
#include "report_fixture.h"
#include "report/csv.h"
#include "report/detail.h"
#include "report/junit.h"
#include "result/mismatch.h"
#include "result/reason.h"
#include "run/rows.h"

#include <mxml.h>

static char *text_of(const cosim_result *result)
{
    cosim_output *output = open_report();
    cosim_report_text(cosim_output_file(output), result);
    return read_report(output);
}

static void reason_of_a_vacuous_run(void **state)
{
    (void)state;
    cosim_result r = vacuous_result();
    char reason[320];
    assert_string_equal(cosim_result_reason(&r, reason, sizeof reason),
                        "a bound of 3 mV is over the tolerance of 30 uV");
    r.exact.verdict = COSIM_PASS;
    r.free_running.identical = false;
    r.bounded.decided = 0;
    assert_string_equal(
        cosim_result_reason(&r, reason, sizeof reason),
        "a bound of 3 mV is over the tolerance of 30 uV; the spike lists differ, and "
        "no spike had to happen");
    r.bounded.decided = 1;
    r.bounded.sticks = true;
    r.bounded.stuck_step = 77;
    assert_string_equal(cosim_result_reason(&r, reason, sizeof reason),
                        "a bound of 3 mV is over the tolerance of 30 uV; the circuit sticks: its "
                        "membrane does not move in the time constant before step 77, while the "
                        "reference goes over the threshold");
    r.bounded.verdict = COSIM_PASS;
    r.bounded.compared = 0;
    assert_string_equal(cosim_result_reason(&r, reason, sizeof reason),
                        "no membrane was compared, and no spike that had to happen");
    cosim_result pass = passing_result();
    assert_string_equal(cosim_result_reason(&pass, reason, sizeof reason), "");
}

static void reason_is(const cosim_result *r, const char *expected)
{
    char reason[200];
    assert_string_equal(cosim_result_reason(r, reason, sizeof reason), expected);
}

/* Without a mismatch the reason names the first level that fails. */
static void reasons(void **state)
{
    (void)state;
    cosim_result r = passing_result();
    r.verdict = COSIM_FAIL;
    reason_is(&r, "nothing that can be judged was compared");
    r.free_running.verdict = COSIM_FAIL;
    reason_is(&r, "free_running: the spikes differ although no step is ambiguous");
    r.bounded.verdict = COSIM_FAIL;
    reason_is(&r, "bounded: outside the error bound");
    r.exact.verdict = COSIM_FAIL;
    reason_is(&r, "exact: differs from the integer model");
    r.constants.verdict = COSIM_FAIL;
    reason_is(&r, "constants: a word is not the nearest one");
    r.expect.verdict = COSIM_FAIL;
    r.expect.reference_equal = false;
    reason_is(&r, "expect: the reference's spikes differ from the stated list");
    r.expect.dut_equal = false;
    reason_is(&r, "expect: the spikes of reference and circuit differ from the stated list");
}

static void mismatch_is(const cosim_result *r, const char *expected)
{
    char text[256];
    assert_string_equal(cosim_mismatch_text(r, text, sizeof text), expected);
}

static void mismatches(void **state)
{
    (void)state;
    cosim_result r = failing_result();
    cosim_mismatch *m = &r.first_mismatch;
    m->expected_fx = -(1 << 23);
    m->observed_fx = 1 << 23; /* does not fit 24 bits */
    mismatch_is(&r, "step 123 membrane: expected 0x800000, observed 8388608 (drive 0x800000)");
    m->quantity = "spike";
    m->expected_fx = 1;
    m->observed_fx = 0;
    m->has_drive = false;
    mismatch_is(&r, "step 123 spike: expected 1, observed 0");
    m->quantity = "leak"; /* 25 bits, without a sign */
    m->has_step = false;
    m->expected_fx = 1 << 24;
    m->observed_fx = 1 << 25;
    mismatch_is(&r, "leak: expected 0x1000000, observed 33554432");
    r.format.state_width = 8;
    m->quantity = "membrane before reset";
    m->has_step = true;
    m->expected_fx = -1;
    m->observed_fx = 127;
    mismatch_is(&r, "step 123 membrane before reset: expected 0xff, observed 0x7f");

    m->quantity = "membrane";
    m->is_word = false;
    m->level = COSIM_LEVEL_BOUNDED;
    m->expected_v = -0.051234;
    m->observed_v = -0.051;
    m->bound_v = 1.2e-9;
    m->has_drive = true;
    m->drive_fx = 16;
    mismatch_is(&r, "step 123 membrane: expected -0.051234 V +- 1.2e-09, observed -0.051 V "
                    "(drive 0x10)");
    m->level = COSIM_LEVEL_CLIP;
    m->quantity = "drive";
    m->expected_v = NAN;
    m->has_drive = false;
    mismatch_is(&r, "step 123 drive: observed -0.051 V");
    char small[12];
    assert_string_equal(cosim_mismatch_text(&r, small, sizeof small), "step 123 dr");
    m->present = false;
    mismatch_is(&r, "");
}

static void csv_rows(void **state)
{
    (void)state;
    const int32_t drive[] = {0, INT32_MIN, INT32_MAX}, before[] = {1, -1, 10}, after[] = {1, -1, 0};
    const uint32_t hold[] = {0, 4294967295, 10};
    const double current[] = {0, -1e-9, 0.1 + 0.2}, reference[] = {-0.07, -0.0625, NAN},
                 bound[] = {0, 2.5e-9, INFINITY};
    const uint8_t spike[] = {0, 0, 1}, reference_spike[] = {0, 1, 1}, ambiguous[] = {0, 1, 0};
    cosim_diag diag;
    cosim_rows block = {.first = 9,
                        .step_s = 0.5,
                        .rest_v = -0.5,
                        .lsb_v = 0.25,
                        .n = 3,
                        .current_a = current,
                        .hold = hold,
                        .drive_fx = drive,
                        .before_fx = before,
                        .after_fx = after,
                        .spike = spike,
                        .reference_v = reference,
                        .bound_v = bound,
                        .reference_spike = reference_spike,
                        .ambiguous = ambiguous};
    cosim_output *output = open_report();
    cosim_csv_header(output);
    assert_int_equal(cosim_csv_take(output, &block, &diag), 0);
    block.first = UINT64_MAX;
    block.n = 1;
    block.hold = NULL;
    block.hold_constant = 7;
    block.before_fx = NULL;
    block.after_fx = NULL;
    assert_int_equal(cosim_csv_take(output, &block, &diag), 0);
    char *got = read_report(output);
    assert_string_equal(
        got, "step,time_s,current_a,hold,drive_fx,before_reset_fx,membrane_fx,membrane_v,"
             "reference_v,bound_v,spike,reference_spike,ambiguous\n"
             "9,4.5,0,0,0,1,1,-0.25,-0.07,0,0,0,0\n"
             "10,5,-1e-09,4294967295,-2147483648,-1,-1,-0.75,-0.0625,2.5e-09,0,1,1\n"
             "11,5.5,0.30000000000000004,10,2147483647,10,0,-0.5,,,1,1,0\n"
             "18446744073709551615,9.223372036854776e+18,0,7,0,,,,-0.07,0,0,0,0\n");
    test_free(got);
}

static mxml_node_t *child(mxml_node_t *node, const char *name, int index)
{
    mxml_node_t *found = mxmlFindElement(node, node, name, NULL, NULL, MXML_DESCEND_FIRST);
    while (found != NULL && index-- > 0) {
        found = mxmlFindElement(found, node, name, NULL, NULL, MXML_NO_DESCEND);
    }
    assert_non_null(found);
    return found;
}

static void attribute_is(mxml_node_t *node, const char *name, const char *expected)
{
    const char *got = mxmlElementGetAttr(node, name);
    assert_non_null(got);
    assert_string_equal(got, expected);
}

static void junit_parsed_back(void **state)
{
    (void)state;
    cosim_result pass = passing_result(), fails = failing_result(), vacuous = vacuous_result();
    fails.scenario = "<a> & \"b\" 'c' \xC3\xA9 \x01 \xFF";
    fails.first_mismatch.quantity = "a<b & \"c\"";
    fails.seconds = 2.5;
    vacuous.scenario = "\xEF\xBF\xBE"; /* U+FFFE: valid UTF-8, but not for XML */
    const cosim_result *const results[] = {&pass, &fails, &vacuous};
    cosim_diag diag;
    cosim_output *output = open_report();
    assert_int_equal(cosim_junit_write(output, results, 3, &diag), 0);
    char *xml = read_report(output);
    assert_null(strstr(xml, vacuous.scenario));
    mxml_node_t *root = mxmlLoadString(NULL, xml, MXML_OPAQUE_CALLBACK);
    assert_non_null(root);
    assert_string_equal(mxmlGetElement(root), "?xml version=\"1.0\" encoding=\"utf-8\"?");
    mxml_node_t *suites = child(root, "testsuites", 0);
    attribute_is(suites, "tests", "3");
    attribute_is(suites, "failures", "2");
    mxml_node_t *suite = child(suites, "testsuite", 0);
    attribute_is(suite, "name", "lifcosim");
    attribute_is(suite, "tests", "3");
    attribute_is(suite, "failures", "2");
    attribute_is(suite, "errors", "0");
    attribute_is(suite, "time", "2.502000");

    mxml_node_t *test = child(suite, "testcase", 0);
    attribute_is(test, "classname", "q8_24");
    attribute_is(test, "name", "book-triangle");
    attribute_is(test, "time", "0.001000");
    assert_null(mxmlFindElement(test, test, "failure", NULL, NULL, MXML_DESCEND));

    test = child(suite, "testcase", 1);
    attribute_is(test, "name", "<a> & \"b\" 'c' \xC3\xA9 \\x01 \\xff");
    mxml_node_t *failure = child(test, "failure", 0);
    attribute_is(failure, "type", "fail");
    attribute_is(failure, "message",
                 "exact: step 123 a<b & \"c\": expected 0x00ab12, observed 0xfffffe "
                 "(drive 0x800000)");
    char *text = text_of(&fails);
    assert_string_equal(mxmlGetOpaque(failure), text);
    test_free(text);

    failure = child(child(suite, "testcase", 2), "failure", 0);
    attribute_is(failure, "type", "vacuous");
    mxmlDelete(root);
    test_free(xml);
}

static void junit_without_room(void **state)
{
    (void)state;
    cosim_diag diag;
    cosim_result pass = passing_result();
    const cosim_result *results[2000];
    for (size_t i = 0; i < 2000; i++) {
        results[i] = &pass;
    }
    cosim_output *output = cosim_output_open("/dev/full", &diag);
    assert_non_null(output);
    assert_int_equal(cosim_junit_write(output, results, 2000, &diag), 0);
    assert_int_equal(cosim_output_commit(output, &diag), -1);
    assert_string_equal(diag.place.file, "/dev/full");
}

static void trains(void **state)
{
    (void)state;
    cosim_result r = passing_result();
    for (uint64_t i = 0; i < 1000; i++) {
        assert_int_equal(cosim_train_add(&r.dut_spikes, 3 * i), 0);
    }
    assert_int_equal(r.dut_spikes.count, 1000);
    for (uint64_t i = 0; i < 1000; i++) {
        assert_int_equal(r.dut_spikes.steps[i], 3 * i);
    }
    cosim_result_free(&r);
    assert_null(r.dut_spikes.steps);
    assert_int_equal(r.dut_spikes.count, 0);
    assert_int_equal(cosim_train_add(&r.dut_spikes, 5), 0);
    assert_int_equal(r.dut_spikes.steps[0], 5);
    cosim_result_free(&r);
    cosim_result_free(&r); /* twice does no harm */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reason_of_a_vacuous_run),
        cmocka_unit_test(reasons),
        cmocka_unit_test(mismatches),
        cmocka_unit_test(csv_rows),
        cmocka_unit_test(junit_parsed_back),
        cmocka_unit_test(junit_without_room),
        cmocka_unit_test(trains),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
