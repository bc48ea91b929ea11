// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A sweep writes of a set its line, which is read again, and its command; and a scenario which is
 * varied is the one which is read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scenario_fixture.h"
#include "base/shell.h"
#include "scenario/read.h"
#include "sweep/line.h"
#include "sweep/parse.h"
#include "sweep/record.h"

#include <math.h>

static void test_lines_read_back(void **state)
{
    (void)state;
    const cosim_axis axis = {.key = "a\"b"};
    const char *const values[] = {"x\\\xFFy\n"};
    cosim_result result;
    cosim_sweep_record record = {.index = 7,
                                 .outcome = COSIM_OUTCOME_FAIL,
                                 .steps = 500,
                                 .ambiguous_steps = 2,
                                 .max_error_v = 0x1.fffffffffffffp-30,
                                 .max_bound_v = 0.1,
                                 .max_usage = 1.0 / 3.0,
                                 .dut_spikes = 15,
                                 .reference_spikes = 14,
                                 .shifts = {10, 2, 1, 1},
                                 .unpaired = 1,
                                 .rate_hz = 300.0,
                                 .reference_rate_hz = 280.0,
                                 .interval_hz = 1e3 / 7.0,
                                 .reference_interval_hz = (double)NAN,
                                 .closed_form_hz = 5e-324};
    memset(&result, 0, sizeof result);
    result.exact.verdict = COSIM_FAIL;
    const cosim_sweep_line line = {.sweep = "0123456789abcdef0123456789abcdef",
                                   .sets = 8,
                                   .dut = "d",
                                   .axes = &axis,
                                   .values = values,
                                   .axis_count = 1,
                                   .reason = "\"why\"\t",
                                   .command = "lifcosim run --set 'a=\\'",
                                   .result = &result};
    char *text = NULL, message[COSIM_SWEEP_MESSAGE];
    size_t bytes = 0;
    FILE *out = open_memstream(&text, &bytes);
    assert_non_null(out);
    assert_int_equal(cosim_sweep_put_line(out, &record, &line), 0);
    const int closed = fclose(out);
    assert_int_equal(closed, 0);
    assert_int_equal(text[bytes - 1], '\n');
    assert_ptr_equal(strchr(text, '\n'), text + bytes - 1);

    cosim_sweep_parsed parsed;
    assert_int_equal(cosim_sweep_parse_line(text, bytes - 1, &parsed, message, sizeof message), 0);
    assert_string_equal(parsed.sweep, line.sweep);
    assert_int_equal(parsed.sets, 8);
    assert_string_equal(parsed.reason, line.reason);
    assert_string_equal(parsed.command, line.command);
    assert_int_equal(parsed.record.outcome, COSIM_OUTCOME_FAIL);
    assert_true(isnan(parsed.record.reference_interval_hz));
    parsed.record.reference_interval_hz = record.reference_interval_hz = 0.0;
    assert_memory_equal(&parsed.record, &record, sizeof record);
    cosim_sweep_parsed_free(&parsed);
    /* No shorter text is a line. */
    for (size_t length = 0; length + 1 < bytes; length++) {
        assert_int_equal(cosim_sweep_parse_line(text, length, &parsed, message, sizeof message),
                         -1);
        assert_non_null(strstr(message, "no line of a sweep: "));
    }
    /* Nor is one with any byte changed. */
    for (size_t i = 0; i + 1 < bytes; i++) {
        text[i] ^= 1;
        assert_int_equal(cosim_sweep_parse_line(text, bytes - 1, &parsed, message, sizeof message),
                         -1);
        text[i] ^= 1;
    }
    free(text);
}

/* Nested without end, a line is refused before its reader is called: it would take the stack.
 * Brackets in a text are not counted. */
static void test_deep_lines(void **state)
{
    (void)state;
    enum { DEEP = 3000000 };
    char *text = malloc(2 * DEEP), message[COSIM_SWEEP_MESSAGE];
    cosim_sweep_parsed parsed;
    assert_non_null(text);
    memset(text, '[', DEEP);
    memset(text + DEEP, ']', DEEP);
    assert_int_equal(cosim_sweep_parse_line(text, 2 * DEEP, &parsed, message, sizeof message), -1);
    assert_string_equal(message, "no line of a sweep: nested deeper than 8 levels, or a comment");
    /* A quote in a comment opens no text. */
    memcpy(text, "/*\"*/", 5);
    assert_int_equal(cosim_sweep_parse_line(text, 2 * DEEP, &parsed, message, sizeof message), -1);
    assert_non_null(strstr(message, "or a comment"));
    free(text);
    const char quoted[] = "{\"a\\\\\":\"[[[[[[[[[[[[\",\"b\":\"\\\"{{{{{{{{{{{{\"}";
    assert_int_equal(
        cosim_sweep_parse_line(quoted, strlen(quoted), &parsed, message, sizeof message), -1);
    assert_null(strstr(message, "nested"));
}

/* A scenario that is varied is what reading its file with the same overrides gives: values, places
 * and refusals. */
static void test_varied_is_read(void **state)
{
    (void)state;
    const char *const first[] = {"neuron.rest=-71 mV"};
    const char *const overrides[] = {"neuron.threshold=-45.5 mV",
                                     "neuron.time_constant=7 ms",
                                     "stimulus.0.constant.amplitude=3 uA",
                                     "stimulus.0.triangle.peak=1e-5 A",
                                     "expect.spikes=[1, 2]",
                                     "steps=20",
                                     "duration=3 ms",
                                     "neuron.threshold=-71 mV",
                                     "neuron.treshold=1 mV",
                                     "stimulus.1={}",
                                     "neuron.rest",
                                     "step=1 s"};
    cosim_scenario *base = fixture_read(book_text, first, 1, NULL);
    fixture_write("s.yaml", book_text, strlen(book_text));
    for (size_t i = 0; i < sizeof overrides / sizeof *overrides; i++) {
        const char *const both[] = {first[0], overrides[i]};
        cosim_scenario *read = NULL, *varied = NULL;
        cosim_diag a, b;
        char text[2][1400];
        memset(&a, 0, sizeof a);
        memset(&b, 0, sizeof b);
        const int status = cosim_scenario_read(fixture_path("s.yaml"), both, 2, NULL, &read, &a);
        assert_int_equal(cosim_scenario_vary(base, &overrides[i], 1, &varied, &b), status);
        assert_string_equal(cosim_diag_text(&a, text[0], sizeof text[0]),
                            cosim_diag_text(&b, text[1], sizeof text[1]));
        if (status == 0) {
            assert_memory_equal(&read->params, &varied->params, sizeof read->params);
            assert_int_equal(read->stimulus_count, varied->stimulus_count);
            assert_memory_equal(read->stimuli, varied->stimuli, sizeof *read->stimuli);
            assert_int_equal(read->steps, varied->steps);
            assert_int_equal(read->expect.count, varied->expect.count);
            assert_string_equal(read->path, varied->path);
            assert_string_equal(read->sha256, varied->sha256);
            assert_string_equal(read->name, varied->name);
        }
        cosim_scenario_free(read);
        cosim_scenario_free(varied);
    }
    fixture_remove("s.yaml");
    /* The base is as it was. */
    assert_true(base->params.v_threshold_v == -0.04 && base->steps == 500);
    cosim_scenario_free(base);
}

static void test_shell_words(void **state)
{
    (void)state;
    const struct {
        const char *text, *word;
    } cases[] = {{"a=b.c/d-1", "a=b.c/d-1"}, {"a b", "'a b'"}, {"", "''"},
                 {"it's", "'it'\\''s'"},     {"$x", "'$x'"},   {"[1]", "'[1]'"},
                 {"\xC2\xB5", "'\xC2\xB5'"}, {"a;b", "'a;b'"}, {"~", "'~'"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = NULL;
        size_t bytes = 0;
        FILE *out = open_memstream(&text, &bytes);
        assert_non_null(out);
        cosim_put_shell_word(out, cases[i].text);
        assert_int_equal(fclose(out), 0);
        assert_string_equal(text, cases[i].word);
        free(text);
    }
}

int main(int argc, char **argv)
{
    (void)argc;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_read_back), cmocka_unit_test(test_deep_lines),
        cmocka_unit_test(test_varied_is_read), cmocka_unit_test(test_shell_words)};
    fixture_start(argv[0]);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_end();
    return failed;
}
