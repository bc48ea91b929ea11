// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A terminal shows three things: the table, one result in full, and colours. */
#include "report_fixture.h"
#include "report/detail.h"
#include "report/text.h"

static void got_is(cosim_output *output, const char *expected)
{
    char *got = read_report(output);
    assert_string_equal(got, expected);
    test_free(got);
}

static void table_of(const cosim_result *results, size_t count, const char *expected)
{
    cosim_output *output = open_report();
    cosim_text text;
    cosim_text_start(&text, cosim_output_file(output), false);
    for (size_t i = 0; i < count; i++) {
        cosim_text_measure(&text, results[i].scenario, results[i].dut, results[i].steps);
    }
    for (size_t i = 0; i < count; i++) {
        cosim_text_row(&text, &results[i]);
    }
    cosim_text_total(&text);
    got_is(output, expected);
}

static void table_columns(void **state)
{
    (void)state;
    cosim_result r[3] = {passing_result(), passing_result(), passing_result()};
    r[1].scenario = "\xC3\xA9t\xC3\xA9\x1B[31m\xFF"; /* e-acute twice, an escape, a stray byte */
    r[1].dut = "model:q4_4";
    r[1].steps = 10000000;
    r[1].free_running.dut_spikes = 123456;
    r[1].bounded.max_usage = 0;
    r[2].bounded.verdict = COSIM_NOT_APPLICABLE;
    r[2].bounded.ambiguous_steps = 12;
    table_of(
        r, 3,
        "verdict  scenario         dut            steps  spikes  err/bound  ambig\n"
        "PASS     book-triangle    q8_24            500      15      0.500      0\n"
        "PASS     \xC3\xA9t\xC3\xA9\\x1b[31m\\xff  model:q4_4  10000000  123456       0.00      0\n"
        "PASS     book-triangle    q8_24            500      15          -     12\n"
        "3 runs: 3 pass, 0 fail, 0 vacuous\n");
    table_of(r, 0, "");
}

/* The longest name of the published scenarios: the gaps shrink, and 80 columns are enough. */
static void table_fits_a_terminal(void **state)
{
    (void)state;
    cosim_result r = passing_result();
    r.scenario = "notebook-triangle-exact-refractory";
    table_of(&r, 1,
             "verdict scenario                           dut   steps spikes err/bound ambig\n"
             "PASS    notebook-triangle-exact-refractory q8_24   500     15     0.500     0\n"
             "1 runs: 1 pass, 0 fail, 0 vacuous\n");
}

static void table_of_failures(void **state)
{
    (void)state;
    cosim_result r[3] = {failing_result(), passing_result(), vacuous_result()};
    r[1].verdict = COSIM_FAIL;
    r[1].clipped_steps = 3;
    r[1].steps = 77;
    r[1].constants.verdict = COSIM_FAIL;
    r[1].free_running.verdict = COSIM_FAIL;
    table_of(r, 3,
             "verdict  scenario       dut      steps  spikes  err/bound  ambig\n"
             "FAIL     book-triangle  q6_18      500      15      0.500      1\n"
             "    exact         377 mismatches with the integer model in 500 compared steps\n"
             "    bounded       12 mismatches in 350 compared membranes, 2 steps unexplained\n"
             "    expect        the circuit differs from the 15 stated spikes\n"
             "    free_running  explained: 14 spikes in the reference, differs from step 229\n"
             "    first         exact: step 123 membrane: expected 0x00ab12, observed 0xfffffe "
             "(drive 0x800000)\n"
             "FAIL     book-triangle  q8_24       77      15      0.500      0\n"
             "    clip          3 drives do not fit the format; stopped after 77 steps\n"
             "    constants     a word of the circuit is not the nearest one\n"
             "    free_running  15 spikes, reference 15: they differ without an ambiguous step\n"
             "    because       clip: 3 drives do not fit the format\n"
             "VACUOUS  book-triangle  foreign    500      15      0.500      0\n"
             "    vacuous       a bound of 3 mV is over the tolerance of 30 uV\n"
             "3 runs: 0 pass, 2 fail, 1 vacuous\n");
}

/* A pass with less behind it says so. */
static void table_notes(void **state)
{
    (void)state;
    cosim_result r = passing_result();
    r.exact.verdict = COSIM_NOT_APPLICABLE;
    r.bounded.verdict = COSIM_VACUOUS;
    r.expect.verdict = COSIM_NOT_APPLICABLE;
    r.expect.knife_edge = true;
    r.expect.reference_equal = false;
    r.free_running.identical = false;
    r.free_running.outcome = COSIM_FREE_EXPLAINED;
    r.free_running.has_first_difference = true;
    r.free_running.first_difference = 76;
    r.free_running.reference_spikes = 14;
    table_of(&r, 1,
             "verdict  scenario       dut    steps  spikes  err/bound  ambig\n"
             "PASS     book-triangle  q8_24    500      15      0.500      0\n"
             "    exact         not judged: the circuit has no integer model\n"
             "    bounded       vacuous: a bound of 2.88 nV, over the tolerance\n"
             "    expect        knife edge, not judged: reference differs, circuit equal\n"
             "    free_running  explained: 14 spikes in the reference, differs from step 76\n"
             "1 runs: 1 pass, 0 fail, 0 vacuous\n");
}

static char *detail_of(const cosim_result *r, bool colour, bool raster)
{
    cosim_output *output = open_report();
    cosim_text text;
    cosim_text_start(&text, cosim_output_file(output), colour);
    cosim_text_detail(&text, r, raster);
    return read_report(output);
}

static void detail_of_a_pass(void **state)
{
    (void)state;
    const uint64_t steps[] = {76,  110, 138, 163, 186, 208, 229, 249,
                              269, 290, 312, 336, 362, 393, 437};
    cosim_result r = passing_result();
    report_add(&r.dut_spikes, steps, 15);
    report_add(&r.reference_spikes, steps, 15);
    char *got = detail_of(&r, false, true);
    assert_string_equal(
        got, "PASS     book-triangle on q8_24, 500 steps of 100 us\n"
             "    constants     pass     each word is the nearest one to its real value\n"
             "    exact         pass     500 steps compared, 0 mismatches\n"
             "    bounded       pass     350 membranes compared, 0 mismatches\n"
             "                           error at most 1.2 nV, bound at most 2.88 nV\n"
             "                           error/bound at most 0.5, ambiguous steps: 0\n"
             "    free_running  pass     identical, 15 spikes\n"
             "    expect        pass     15 spikes stated: reference equal, circuit equal\n"
             "    clip          pass     every drive fits the format\n"
             "\n"
             "    time/ms   0           10           20          30           40          50\n"
             "              +-----------+------------+-----------+------------+-----------+\n"
             "    circuit   .........|...|...|..|..|..|.|..|.|..|..|..|..|...|....|........\n"
             "    reference .........|...|...|..|..|..|.|..|.|..|..|..|..|...|....|........\n"
             "              a column is 8 steps (800 us): | one spike, 2-9, # more\n");
    report_fits_terminal(got);
    test_free(got);
    cosim_result_free(&r);
}

static void detail_of_a_failure(void **state)
{
    (void)state;
    cosim_result r = failing_result();
    r.free_running.max_shift_steps = 3;
    r.free_running.coincidence = 0.75;
    r.free_running.victor_purpura = NAN;
    r.free_running.van_rossum = 1.25;
    char *got = detail_of(&r, false, false);
    assert_string_equal(
        got, "FAIL     book-triangle on q6_18, 500 steps of 100 us\n"
             "    constants     pass     each word is the nearest one to its real value\n"
             "    exact         fail     500 steps compared, 377 mismatches\n"
             "    bounded       fail     350 membranes compared, 12 mismatches\n"
             "                           error at most 1.2 nV, bound at most 2.88 nV\n"
             "                           error/bound at most 0.5, ambiguous steps: 1\n"
             "                           unexplained steps: 2\n"
             "    free_running  pass     explained: 15 spikes, reference 14\n"
             "                           first difference at step 229, largest shift 3 steps\n"
             "                           coincidence factor 0.75\n"
             "                           distances: Victor-Purpura none, van Rossum 1.25\n"
             "    expect        fail     15 spikes stated: reference equal, circuit differs\n"
             "    clip          pass     every drive fits the format\n"
             "    first         exact: step 123 membrane: expected 0x00ab12, observed 0xfffffe "
             "(drive 0x800000)\n");
    cosim_output *output = open_report();
    cosim_report_text(cosim_output_file(output), &r);
    got_is(output, got); /* for a file: the same, without a raster */
    test_free(got);
}

static void detail_of_what_is_not_judged(void **state)
{
    (void)state;
    cosim_result r = vacuous_result();
    r.clipped_steps = 1;
    r.steps = 0;
    r.constants.verdict = COSIM_FAIL;
    r.bounded.verdict = COSIM_NOT_APPLICABLE;
    r.free_running.verdict = COSIM_NOT_APPLICABLE;
    r.free_running.outcome = COSIM_FREE_SAYS_NOTHING;
    char *got = detail_of(&r, false, true);
    assert_string_equal(got,
                        "VACUOUS  book-triangle on foreign, 0 steps of 100 us\n"
                        "    constants     fail     a word of the circuit is not the nearest one\n"
                        "    exact         n/a      no step was run\n"
                        "    bounded       n/a      no step was run\n"
                        "    free_running  n/a      says nothing: no step was run\n"
                        "    expect        n/a      the scenario states no spikes\n"
                        "    clip          fail     1 drives do not fit; stopped after 0 steps\n"
                        "    vacuous       clip: 1 drives do not fit the format\n"
                        "\n"
                        "    silent    no spike of circuit or reference in 0 steps\n");
    test_free(got);
    r = vacuous_result();
    r.bounded.verdict = COSIM_NOT_APPLICABLE;
    r.expect.stated = true;
    r.expect.knife_edge = true;
    got = detail_of(&r, false, false);
    assert_non_null(strstr(got, "constants     n/a      the circuit does not tell its words\n"));
    assert_non_null(strstr(got, "exact         n/a      the circuit has no integer model\n"));
    assert_non_null(strstr(got, "bounded       n/a      nothing to compare\n"));
    assert_non_null(strstr(got, "knife edge, decided by rounding: not judged\n"));
    test_free(got);
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (; (text = strstr(text, part)) != NULL; text++) {
        count++;
    }
    return count;
}

/* Colours are around the verdict words and nowhere else; without them there is no escape. */
static void colours(void **state)
{
    (void)state;
    cosim_result r = failing_result();
    r.bounded.verdict = COSIM_VACUOUS;
    char *plain = detail_of(&r, false, false), *coloured = detail_of(&r, true, false);
    assert_null(strchr(plain, '\033'));
    assert_int_equal(strncmp(coloured, "\033[31mFAIL\033[0m     book", 21), 0);
    assert_non_null(strstr(coloured, "constants     \033[32mpass\033[0m     each"));
    assert_non_null(strstr(coloured, "bounded       \033[33mvacuous\033[0m  350"));
    assert_int_equal(count_of(coloured, "\033["), 2 * 7); /* the verdict and six levels */
    char *to = coloured; /* without its escapes it is the plain one */
    for (const char *from = coloured; *from != '\0'; from++) {
        if (*from == '\033') {
            from = strchr(from, 'm');
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
    assert_string_equal(coloured, plain);
    test_free(plain);
    test_free(coloured);

    cosim_output *output = open_report();
    cosim_text text;
    r = passing_result();
    cosim_text_start(&text, cosim_output_file(output), true);
    cosim_text_measure(&text, r.scenario, r.dut, r.steps);
    cosim_text_row(&text, &r);
    got_is(output,
           "verdict  scenario       dut    steps  spikes  err/bound  ambig\n"
           "\033[32mPASS\033[0m     book-triangle  q8_24    500      15      0.500      0\n");
}

static void when_to_colour(void **state)
{
    (void)state;
    assert_true(cosim_text_may_colour(true, NULL, "xterm"));
    assert_true(cosim_text_may_colour(true, "", "xterm"));
    assert_false(cosim_text_may_colour(true, "1", "xterm"));
    assert_false(cosim_text_may_colour(true, "0", "xterm"));
    assert_false(cosim_text_may_colour(false, NULL, "xterm"));
    assert_false(cosim_text_may_colour(true, NULL, "dumb"));
    assert_false(cosim_text_may_colour(true, NULL, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_columns),
        cmocka_unit_test(table_fits_a_terminal),
        cmocka_unit_test(table_of_failures),
        cmocka_unit_test(table_notes),
        cmocka_unit_test(detail_of_a_pass),
        cmocka_unit_test(detail_of_a_failure),
        cmocka_unit_test(detail_of_what_is_not_judged),
        cmocka_unit_test(colours),
        cmocka_unit_test(when_to_colour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
