// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* cosim_scenario refuses wrong files that it names, wrong overrides, and text that is no scenario:
 * each case has its place, and a message that says what would be right. Nothing may leak (the
 * sanitised build sees to that). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scenario_fixture.h"

/* Releases 14 and 19 of the formatter lay out a macro of braces differently. */
/* clang-format off */
#define CSV(bytes, part) {bytes, sizeof bytes - 1, part}
/* clang-format on */

/* Writes a CSV file of a run of 3 steps. */
static const struct {
    const char *bytes;
    size_t size;
    const char *part;
} csv_cases[] = {
    CSV("i\n1\n2\n", "a.csv has 2 rows and the run 3 steps; give exactly one row for each step"),
    CSV("i\n", "a.csv has 0 rows and the run 3 steps"),
    CSV("i\n1\n2\n3\n4\n", "a.csv:5: the file has more than 3 rows; give one row for each step"),
    CSV("t,j\n1,2\n", "a.csv:1: no column is named \"i\"; the header has t, j"),
    CSV("i,i\n1,2\n", "a.csv:1: two columns are named \"i\""),
    CSV("", "a.csv: the file is empty; give a header line"),
    CSV("i\n1\n2 nA\n3\n", "a.csv:3: \"2 nA\" is not a decimal number; write it like"),
    CSV("i\n1\nnan\n3\n", "a.csv:3: \"nan\" is not a decimal number"),
    CSV("i\n1\n0x1\n3\n", "a.csv:3: \"0x1\" is not a decimal number"),
    CSV("i\n1\n1e999\n3\n", "a.csv:3: \"1e999\" is too large for a double"),
    CSV("i\n1\n1\0\n3\n", "a.csv:3: the file has a NUL byte"),
    CSV("t,i\n1,1\n2\n3,1\n", "a.csv:3: the row has 1 field, and the header has 2"),
    CSV("t,i\n1,1\n2,3,4\n3,1\n", "a.csv:3: the row has 3 fields, and the header has 2"),
    CSV("i\n1\n\n2\n3\n", "a.csv:3: there is an empty line between rows; delete it"),
    CSV("i\n1\n\"2\n3\n", "a quote is still open at the end; close it"),
    CSV("i\n1\n\"2\"x\n3\n", "a.csv:3: not valid CSV"),
    CSV("i\r1\r2\r3\r", "a.csv:1: the line has a carriage return inside; end each line with LF"),
};

static void test_csv(void **state)
{
    (void)state;
    char *text = fixture_change(book_text, "triangle: {peak: 0.2 mA, samples: 502}",
                                "file: {path: a.csv, column: i, unit: nA}");
    char *shorter = fixture_change(text, "steps: 500", "steps: 3");
    for (size_t i = 0; i < sizeof csv_cases / sizeof *csv_cases; i++) {
        fixture_write("a.csv", csv_cases[i].bytes, csv_cases[i].size);
        fixture_bad(shorter, strlen(shorter), NULL, 0, "s.yaml:15:18", csv_cases[i].part);
    }
    fixture_remove("a.csv");
    char *folder = fixture_change(shorter, "path: a.csv", "path: .");
    fixture_bad(folder, strlen(folder), NULL, 0, "s.yaml:15:18", "cannot be read: Is a directory");
    free(folder);
    char *endless = fixture_change(shorter, "path: a.csv", "path: /dev/zero");
    fixture_bad(endless, strlen(endless), NULL, 0, "s.yaml:15:18",
                "/dev/zero:1: the line has more than 65536 bytes; give each row its own line");
    free(endless);
    free(shorter);
    free(text);
}

static void test_events_file(void **state)
{
    (void)state;
    const struct {
        const char *text, *part;
    } cases[] = {{"time\n", "e.csv has no times; give at least one row"},
                 {"t\n1\n", "e.csv:1: no column is named \"time\"; the header has t"},
                 {"time\n2\n1\n", "time 2 of its rows (0.001 s) is before 0.002 s"},
                 {"time\n-1\n", "time 1 of its rows (-0.001 s) is before 0 s"},
                 {"time\n1 ms\n", "e.csv:2: \"1 ms\" is not a decimal number"}};
    char *text = fixture_change(book_text, "triangle: {peak: 0.2 mA, samples: 502}",
                                "events: {file: e.csv, unit: ms, amplitude: 1 nA, decay: 1 ms}");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture_write("e.csv", cases[i].text, strlen(cases[i].text));
        fixture_bad(text, strlen(text), NULL, 0, "s.yaml:15:20", cases[i].part);
    }
    fixture_remove("e.csv");
    free(text);
}

static void test_sets(void **state)
{
    (void)state;
    const struct {
        const char *set, *place, *part;
    } cases[] = {
        {"neuron.rest", "--set neuron.rest:1:1", "has no value; write KEY=VALUE, such as"},
        {"", "--set :1:1", "has no value"},
        {"=1", "--set :1:1", "is not a key; write names joined by points"},
        {".a=1", "--set .a:1:1", "is not a key"},
        {"a.=1", "--set a.:1:1", "is not a key"},
        {"a..b=1", "--set a..b:1:1", "is not a key"},
        {"stepz=1", "--set stepz:1:1", "unknown key \"stepz\"; did you mean \"step\"?"},
        {"neuron.tau=1 ms", "--set neuron.tau:1:1", "neuron: unknown key \"tau\"; allowed: method"},
        {"neuron.rest=5", "--set neuron.rest:1:1", "neuron.rest: \"5\" has no unit"},
        {"neuron.rest=", "--set neuron.rest:1:1", "neuron.rest: is empty"},
        {"neuron.rest=-70 mV ", "--set neuron.rest:1:1", "one blank and a unit"},
        {"neuron.rest.x=1", "--set neuron.rest.x:1:1", "neuron.rest is a value and has no key"},
        {"name.a.b=1", "--set name.a.b:1:1", "name is a value and has no key \"a\""},
        {"stimulus.1.sine=1", "--set stimulus.1.sine:1:1",
         "stimulus has no item \"1\"; its items are numbered from 0 and there are 1"},
        {"stimulus.x=1", "--set stimulus.x:1:1", "stimulus has no item \"x\""},
        {"stimulus.00={}", "--set stimulus.00:1:1", "stimulus has no item \"00\""},
        {"stimulus.0.sine.amplitude=1 nA", "--set stimulus.0.sine.amplitude:1:1", "has 2 kinds"},
        {"stimulus.0={}", "--set stimulus.0:1:1", "has 0 kinds"},
        {"expect.spikes=[1, 2", "--set expect.spikes:1:6", "not valid YAML"},
        {"expect.spikes=[2, 1]", "--set expect.spikes:1:5", "1 follows 2"},
        {"expect.spikes={a: 1, a: 2}", "--set expect.spikes:1:8", "duplicate key \"a\""},
        {"expect.spikes=[*a]", "--set expect.spikes:1:3", "aliases"},
        {"neuron.rest=\"-70 mV", "--set neuron.rest:1:2", "not valid YAML"},
        {"name=a\x01", "--set name:1:2", "0x01 is a control character"},
        {"name=\xFF", "--set name:1:1", "not UTF-8"},
        {"n\xFF=1", "--set n\xFF:1:2", "not UTF-8"},
        {"neuron.refractory_steps=4294967295", "--set neuron.refractory_steps:1:1", "32 bits"},
        {"neuron.threshold=-70 mV", "--set neuron.threshold:1:1", "threshold and reset are both"},
        {"step=1 s", "s.yaml:11:15", "neuron.refractory: 1 ms is 0.001 steps of 1 s"},
        {"duration=1 us", "--set duration:1:1", "is 0.01 steps"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *set = cases[i].set;
        fixture_bad(book_text, strlen(book_text), &set, 1, cases[i].place, cases[i].part);
    }
}

/* The text itself is refused through the whole reader. */
static void test_text(void **state)
{
    (void)state;
    char deep[10001];
    memset(deep, '[', 10000);
    deep[10000] = '\0';
    fixture_bad("", 0, NULL, 0, "s.yaml:1:1", "empty; write \"key: value\" lines");
    fixture_bad("a: 1\n---\nb: 1\n", 14, NULL, 0, "s.yaml:2:1", "a second YAML document");
    fixture_bad("a: \0", 4, NULL, 0, "s.yaml:1:4", "a NUL byte");
    fixture_bad("a: \xFF", 4, NULL, 0, "s.yaml:1:4", "not UTF-8");
    fixture_bad("a:\n\t- 1\n", 8, NULL, 0, "s.yaml:2:1", "indent with blanks");
    fixture_bad("a: *b\n", 6, NULL, 0, "s.yaml:1:5", "aliases (*) are not allowed");
    fixture_bad("just text\n", 10, NULL, 0, "s.yaml:1:1", "is a value; write a mapping with the");
    fixture_bad("- a\n", 4, NULL, 0, "s.yaml:1:1", "is a list; write a mapping with the keys name");
    fixture_bad(deep, 10000, NULL, 0, "s.yaml:1:65", "nested deeper than 64 levels");
}

static void test_absent_file(void **state)
{
    (void)state;
    cosim_scenario *scenario = NULL;
    cosim_diag diag;
    char text[1400];
    assert_int_equal(
        cosim_scenario_read(fixture_path("absent.yaml"), NULL, 0, NULL, &scenario, &diag), -1);
    assert_null(scenario);
    assert_non_null(strstr(cosim_diag_text(&diag, text, sizeof text),
                           "absent.yaml: cannot be read: No such file or directory; name a"));
}

int main(int argc, char **argv)
{
    (void)argc;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv), cmocka_unit_test(test_events_file), cmocka_unit_test(test_sets),
        cmocka_unit_test(test_text), cmocka_unit_test(test_absent_file)};
    fixture_start(argv[0]);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_end();
    return failed;
}
