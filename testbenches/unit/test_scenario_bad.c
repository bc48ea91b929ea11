// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* cosim_scenario on what is wrong: each case has its place, and a message that says what would be
 * right. Nothing may leak (the sanitised build sees to that). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scenario_fixture.h"

/* "s.yaml:LINE:COLUMN" or "--set KEY:LINE:COLUMN" of a diagnostic. */
static void format_place(const cosim_place *place, char text[700])
{
    const char *slash = strrchr(place->file, '/');
    const char *file = slash != NULL ? slash + 1 : place->file;
    snprintf(text, 700, "%s:%u:%u", file, place->line, place->column);
}

static void expect_bad(const char *bytes, size_t size, const char *const *sets, size_t set_count,
                       const char *place, const char *part)
{
    cosim_scenario *scenario = NULL;
    cosim_diag diag;
    char observed[700];
    memset(&diag, 0, sizeof diag);
    int status = fixture_read_bytes(bytes, size, sets, set_count, NULL, &scenario, &diag);
    format_place(&diag.place, observed);
    if (status != -1 || scenario != NULL || strcmp(observed, place) != 0 ||
        strstr(diag.message, part) == NULL) {
        fail_msg("%s%s\nexpected %s \"%s\"\nobserved %d %s \"%s\"", set_count > 0 ? sets[0] : "",
                 set_count > 0 ? "" : bytes, place, part, status, observed, diag.message);
    }
}

typedef struct change {
    const char *from, *to; /* the book's scenario with this change */
    const char *place;     /* "LINE:COLUMN" */
    const char *part;      /* of the message */
} change;

static void expect_changes(const change *changes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char place[64];
        char *text = fixture_change(book_text, changes[i].from, changes[i].to);
        snprintf(place, sizeof place, "s.yaml:%s", changes[i].place);
        expect_bad(text, strlen(text), NULL, 0, place, changes[i].part);
        free(text);
    }
}
#define EXPECT_CHANGES(table) expect_changes(table, sizeof table / sizeof *table)

static const change keys[] = {
    {"steps: 500", "step5: 500", "4:1",
     "unknown key \"step5\"; did you mean \"step\"? allowed: name, about, source, step, steps, "
     "duration, sample, neuron, stimulus, dut, tolerance and expect"},
    {"  threshold:", "  treshold:", "10:3",
     "neuron: unknown key \"treshold\"; did you mean \"threshold\"? allowed: method, resistance"},
    {"about:", "zzzzzzzzzz:", "2:1", "unknown key \"zzzzzzzzzz\"; allowed: name"},
    {"about:", "\"\":", "2:1", "unknown key \"\"; allowed: name"},
    {"about:", "STEP:", "2:1", "unknown key \"STEP\""},
    {"  - triangle: {peak", "  - triangle: {peek", "15:16",
     "stimulus.0.triangle: unknown key \"peek\"; did you mean \"peak\"? allowed: peak, samples, "
     "start and stop"},
    {"  - triangle:", "  - trangle:", "15:5",
     "stimulus.0: unknown key \"trangle\"; did you mean \"triangle\"?"},
    {"  spikes:", "  spike:", "17:3", "expect: unknown key \"spike\"; did you mean \"spikes\"?"},
    {"name: book-triangle\n", "", "1:1", "key \"name\" is missing; add for example \"name: "},
    {"step: 0.1 ms\n", "", "1:1", "key \"step\" is missing; add for example \"step: 0.1 ms\""},
    {"steps: 500\n", "", "1:1", "\"steps: 500\" or \"duration: 50 ms\""},
    {"neuron:", "noron:", "5:1", "did you mean \"neuron\"?"},
    {"  method: exponential\n", "", "5:1",
     "neuron: key \"method\" is missing; add for example \"method: exponential\""},
    {"  resistance: 1 kOhm\n", "", "5:1", "key \"resistance\" is missing"},
    {"  rest: -70 mV\n", "", "5:1", "key \"rest\" is missing; add for example \"rest: -70 mV\""},
    {"  threshold: -40 mV\n", "", "5:1", "key \"threshold\" is missing"},
    {"  capacitance: 5 uF\n", "", "5:1", "\"time_constant: 5 ms\" or \"capacitance: 5 uF\""},
    {"  capacitance: 5 uF\n", "  capacitance: 5 uF\n  time_constant: 5 ms\n", "9:3",
     "neuron: both \"capacitance\" and \"time_constant\"; keep one of them"},
    {"  capacitance: 5 uF\n", "  time_constant: 5 ms\n  capacitance: 5 uF\n", "9:3", "keep one"},
    {"steps: 500\n", "steps: 500\nduration: 50 ms\n", "5:11", "beside \"steps\"; keep one of them"},
    {"  refractory: 1 ms\n", "  refractory: 1 ms\n  refractory_steps: 10\n", "12:3",
     "both \"refractory\" and \"refractory_steps\"; keep one"},
    {"  refractory: 1 ms\n", "", "11:20", "a rule without a refractory time; add for example"},
    {"steps: 500\n", "steps: 500\nsteps: 500\n", "5:1",
     "duplicate key \"steps\", already in line 4"},
};

static const change shapes[] = {
    {"name: book-triangle", "name: [a]", "1:7", "name: is a list; write a text"},
    {"name: book-triangle", "name:", "1:1", "name: is empty; write a text"},
    {"name: book-triangle", "name: a/b", "1:7", "has a slash"},
    {"name: book-triangle", "name: \"a\\tb\"", "1:7", "\"a\\x09b\" has a control character"},
    {"name: book-triangle", "name: \"a\\eb\"", "1:7", "control character"},
    {"name: book-triangle", "name: \"a\\x85\"", "1:7", "control character"},
    {"about: triangular current", "about: \"\\e[31m\"", "2:8", "control character"},
    {"about: triangular current", "about: {}", "2:8", "about: is a mapping; write a text"},
    {"about: triangular current", "dut: ''", "2:6", "dut: is empty"},
    {"step: 0.1 ms", "step: [0.1 ms]", "3:7",
     "step: is a list; write a number, a blank and a unit"},
    {"step: 0.1 ms", "step:", "3:1", "step: is empty"},
    {"neuron:\n", "neuron: x\nabout2:\n", "6:1", "unknown key"},
    {"stimulus:\n  - triangle: {peak: 0.2 mA, samples: 502}\n", "stimulus: []\n", "14:11",
     "stimulus: is an empty list; write a list of at least one"},
    {"stimulus:\n  - triangle: {peak: 0.2 mA, samples: 502}\n", "stimulus:\n", "14:1",
     "stimulus: is empty; write a list"},
    {"stimulus:\n  - triangle", "stimulus:\n    triangle", "15:5", "stimulus: is a mapping"},
    {"  - triangle: {peak: 0.2 mA, samples: 502}\n", "  - triangle\n", "15:5",
     "stimulus.0: is a value; write a mapping with the keys constant, step"},
    {"  - triangle: {peak: 0.2 mA, samples: 502}\n", "  - {}\n", "15:5",
     "stimulus.0: has 0 kinds; give each item of the list exactly one"},
    {"  - triangle:", "  - constant: {amplitude: 1 nA}\n    triangle:", "16:5", "has 2 kinds"},
    {"  - triangle: {peak: 0.2 mA, samples: 502}\n", "  - triangle:\n", "15:5",
     "stimulus.0.triangle: is empty; write a mapping with the keys peak, samples"},
    {"expect:\n  spikes: [76, 110]\n", "expect: [76, 110]\n", "16:9", "expect: is a list"},
    {"expect:\n  spikes: [76, 110]\n", "expect: {knife_edge: true}\n", "16:1",
     "key \"spikes\" is missing"},
    {"[76, 110]", "76", "17:11", "expect.spikes: is a value; write a list of steps"},
};

static const change numbers[] = {
    {"0.1 ms", "0.1", "3:7", "step: \"0.1\" has no unit; write a time with its unit, such as"},
    {"0.1 ms", "0.1 mV", "3:7", "step: \"mV\" is a unit of something else; use a unit of time"},
    {"0.1 ms", "10 Hz", "3:7", "step: \"Hz\" is a unit of something else; use a unit of time"},
    {"0.1 ms", "0 ms", "3:7", "step: 0 ms is no time above 0; use one like 0.1 ms"},
    {"0.1 ms", "-1 ms", "3:7", "step: -1 ms is no time above 0"},
    {"0.1 ms", "0.1ms", "3:7", "decimal number and a blank; write a time like \"1.5 ms\""},
    {"0.1 ms", "0.1 xs", "3:7", "\"xs\" is not a known unit; use a unit of time, such as ms"},
    {"-40 mV", "20 degC", "10:14", "neuron.threshold: \"degC\" is a unit of something else"},
    {"-40 mV", "-4O mV", "10:14", "\"-4O mV\" does not begin with a decimal number"},
    {"-40 mV", "nan mV", "10:14", "does not begin with a decimal number"},
    {"-40 mV", "0x10 mV", "10:14", "does not begin with a decimal number"},
    {"-40 mV", "1e999 mV", "10:14", "\"1e999\" is too large for a double; use a smaller value"},
    {"1 kOhm", "1 uF", "7:15", "use a unit of resistance, such as kOhm"},
    {"1 kOhm", "0 Ohm", "7:15",
     "neuron.resistance: 0 Ohm is out of range; use a finite value above 0 Ohm"},
    {"1 kOhm", "-1 Ohm", "7:15", "above 0 Ohm"},
    {"5 uF", "0 uF", "8:16", "0 uF is no capacitance above 0; use one like 5 uF"},
    {"capacitance: 5 uF", "time_constant: 0 ms", "8:18",
     "neuron.time_constant: 0 s is out of range"},
    {"capacitance: 5 uF", "time_constant: 5 Hz", "8:18", "unit of time"},
    {"500\n", "1e3\n", "4:8", "steps: \"1e3\" is not a whole number in digits; write one like 500"},
    {"500\n", "5OO\n", "4:8", "steps: \"5OO\" is not a whole number in digits"},
    {"500\n", "500.0\n", "4:8", "not a whole number in digits"},
    {"500\n", "0500\n", "4:8", "not a whole number in digits"},
    {"500\n", "0x500\n", "4:8", "not a whole number in digits"},
    {"500\n", "+500\n", "4:8", "not a whole number in digits"},
    {"500\n", "-500\n", "4:8", "not a whole number in digits"},
    {"500\n", "nan\n", "4:8", "not a whole number in digits"},
    {"500\n", "500 ms\n", "4:8", "not a whole number in digits"},
    {"500\n", "0\n", "4:8", "\"0\" is out of range; use 1 to 4611686018427387904"},
    {"500\n", "4611686018427387905\n", "4:8", "out of range; use 1 to 4611686018427387904"},
    {"500\n", "99999999999999999999999\n", "4:8", "out of range"},
    {"steps: 500", "duration: 50.05 ms", "4:11",
     "duration: 50.05 ms is 500.5 steps of 0.0001 s; use a whole number of steps, such as"},
    {"steps: 500", "duration: 50.0000002 ms", "4:11", "use a whole number of steps"},
    {"steps: 500", "duration: 0 ms", "4:11", "0 ms is shorter than a step; use at least one"},
    {"steps: 500", "duration: -1 ms", "4:11", "-1 ms is -10 steps"},
    {"steps: 500", "duration: 1e9 s", "4:11", "give more of them as a number of steps"},
    {"refractory: 1 ms", "refractory: 1.05 ms", "11:15",
     "neuron.refractory: 1.05 ms is 10.5 steps of 0.0001 s; use a whole number of steps"},
    {"refractory: 1 ms", "refractory: -1 ms", "11:15", "use 0 to 4294967295 steps"},
    {"refractory: 1 ms", "refractory_steps: 4294967296", "11:21", "use 0 to 4294967295"},
    {"refractory: 1 ms", "refractory_steps: 4294967295", "11:21",
     "neuron.refractory: 4294967295 steps: with a float-time rule"},
    {"initial_hold: 1", "initial_hold: 4294967296", "13:17", "use 0 to 4294967295"},
    {"initial_hold: 1", "initial_hold: 1 ms", "13:17", "not a whole number in digits"},
    {"samples: 502", "samples: 1e3", "15:39", "stimulus.0.triangle.samples: \"1e3\" is not"},
    {"0.2 mA", "0.2 mV", "15:22", "stimulus.0.triangle.peak: \"mV\" is a unit of something else"},
    {"76, 110", "110, 76", "17:17",
     "expect.spikes.1: 76 follows 110; write each step once, in ascending order"},
    {"76, 110", "76, 76", "17:16", "76 follows 76; write each step once"},
    {"76, 110", "76, 500", "17:16", "expect.spikes.1: \"500\" is out of range; use 0 to 499"},
    {"76, 110", "76, 1.5", "17:16", "not a whole number in digits"},
    {"76, 110", "76, [1]", "17:16", "expect.spikes.1: is a list; write a whole number"},
    {"[76, 110]\n", "[]\n  knife_edge: yes\n", "18:15", "\"yes\" is unknown; use false or true"},
    {"expect:\n", "tolerance: 0\nexpect:\n", "16:12", "tolerance: 0 is not above 0; use one like"},
    {"expect:\n", "tolerance: -1\nexpect:\n", "16:12", "is not above 0"},
    {"expect:\n", "tolerance: 1 mV\nexpect:\n", "16:12", "\"1 mV\" is not a decimal number"},
    {"expect:\n", "tolerance: 1e-3x\nexpect:\n", "16:12", "\"1e-3x\" is not a decimal number"},
    {"expect:\n", "tolerance: inf\nexpect:\n", "16:12", "\"inf\" is not a decimal number"},
    {"expect:\n", "tolerance: 1e400\nexpect:\n", "16:12", "too large for a double"},
};

static const change choices[] = {
    {"exponential", "exact", "6:11",
     "neuron.method: \"exact\" is unknown; use exponential or euler"},
    {"exponential", "[euler]", "6:11", "neuron.method: is a list; use exponential or euler"},
    {"exponential", "Euler", "6:11", "\"Euler\" is unknown"},
    {"float-time-s", "float", "12:20",
     "\"float\" is unknown; use steps, brian2, float-time-s or float-time-ms"},
    {"initial_hold: 1", "compare: '>='", "13:12", "\">=\" is unknown; use at-or-above or above"},
    {"initial_hold: 1", "reset_mode: zero", "13:15", "use to-value or by-subtraction"},
    {"steps: 500", "steps: 500\nsample: middle", "5:9", "\"middle\" is unknown; use start or end"},
};

static const change relations[] = {
    {"method: exponential\n  resistance: 1 kOhm\n  capacitance: 5 uF",
     "method: euler\n  resistance: 1 kOhm\n  time_constant: 50 us", "3:7",
     "step: euler needs k = step/time_constant of at most 1, and k is 2"},
    {"threshold: -40 mV", "threshold: -70 mV", "10:14",
     "neuron.threshold: threshold and reset are both -0.07 V"},
    {"threshold: -40 mV", "threshold: -80 mV\n  reset_mode: by-subtraction", "9:9",
     "neuron.reset: reset by subtraction takes threshold - reset, which must be above 0"},
    {"threshold: -40 mV", "threshold: -80 mV\n  reset: -70 mV\n  reset_mode: by-subtraction",
     "11:10", "above the threshold"},
};

/* What replaces the list item of line 15. */
typedef struct item_case {
    const char *item, *place, *part;
} item_case;

static const item_case items[] = {
    {"constant: {}", "15:5", "stimulus.0.constant: key \"amplitude\" is missing; add for example"},
    {"constant: {amplitude: 1 nA, start: 5}", "15:40", "start: \"5\" has no unit"},
    {"constant: {amplitude: 1 nA, start: 2 ms, stop: 1 ms}", "15:52", "stimulus.0.constant.stop: "},
    {"constant: {amplitude: 1 nA, start: -1 ms}", "15:40", "stimulus.0.constant.start: "},
    {"step: {amplitude: 1 nA, start: 1 ms}", "15:5", "key \"stop\" is missing"},
    {"step: {amplitude: 1 nA, stop: 1 ms}", "15:5", "key \"start\" is missing"},
    {"step: {amplitude: 1 nA, start: 0 s, stop: 1 s, grid: 5}", "15:58", "has no unit"},
    {"sine: {amplitude: 1 nA, frequency: 1 ms}", "15:40", "use a unit of frequency, such as Hz"},
    {"sine: {amplitude: 1 nA, frequency: 10 rad/s}", "15:40", "use a unit of frequency"},
    {"sine: {amplitude: 1 nA, frequency: -1 Hz}", "15:40", "stimulus.0.sine.frequency: "},
    {"sine: {amplitude: 1 nA, frequency: 1 Hz, phase: 90}", "15:53", "has no unit; write an angle"},
    {"sine: {amplitude: 1 nA, frequency: 1 Hz, phase: 90 %}", "15:53", "use a unit of angle"},
    {"triangle: {peak: 1 nA, samples: 0}", "15:37", "stimulus.0.triangle.samples: "},
    {"decay: {peak: 1 nA, time_constant: 0 ms}", "15:40", "stimulus.0.decay.time_constant: "},
    {"ramp: {from: 1 nA}", "15:5", "key \"to\" is missing"},
    {"chirp: {amplitude: 1 nA, from: 1 nA, to: 2 Hz}", "15:36", "use a unit of frequency"},
    {"pulses: {amplitude: 1 nA, width: 3 ms, period: 2 ms}", "15:38", "stimulus.0.pulses.width: "},
    {"noise: {deviation: 1 nA, correlation_time: 1 ms}", "15:5", "key \"seed\" is missing"},
    {"noise: {deviation: 1 nA, correlation_time: 1 ms, seed: -1}", "15:60", "not a whole number"},
    {"noise: {deviation: 1 nA, correlation_time: 1 ms, seed: 18446744073709551616}", "15:60",
     "out of range; use 0 to 18446744073709551615"},
    {"noise: {deviation: -1 nA, correlation_time: 1 ms, seed: 1}", "15:24", "noise.deviation: "},
    {"poisson: {rate: 1 Hz, amplitude: 1 nA, decay: 1 ms}", "15:5", "key \"seed\" is missing"},
    {"poisson: {rate: 1 ms, amplitude: 1 nA, decay: 1 ms, seed: 1}", "15:21", "unit of frequency"},
    {"events: {amplitude: 1 nA, decay: 1 ms}", "15:5",
     "\"times: [1 ms, 2.5 ms]\" or \"file: events.csv\""},
    {"events: {times: 1 ms, amplitude: 1 nA, decay: 1 ms}", "15:21", "is a value; write a list of"},
    {"events: {times: [], amplitude: 1 nA, decay: 1 ms}", "15:21", "is an empty list"},
    {"events: {times: [1], amplitude: 1 nA, decay: 1 ms}", "15:22", "events.times.0: \"1\" has no"},
    {"events: {times: [2 ms, 1 ms], amplitude: 1 nA, decay: 1 ms}", "15:28",
     "stimulus.0.events.times.1: 1 ms is before 2 ms; write the times in ascending order"},
    {"events: {times: [-1 ms], amplitude: 1 nA, decay: 1 ms}", "15:22", "the start of the run"},
    {"events: {times: [1 ms], file: e.csv, amplitude: 1 nA, decay: 1 ms}", "15:35",
     "beside \"times\"; keep one of them"},
    {"events: {times: [1 ms], unit: ms, amplitude: 1 nA, decay: 1 ms}", "15:35",
     "belongs to \"file\""},
    {"events: {file: e.csv, amplitude: 1 nA, decay: 1 ms}", "15:5", "key \"unit\" is missing"},
    {"events: {file: e.csv, unit: Hz, amplitude: 1 nA, decay: 1 ms}", "15:33", "unit of time"},
    {"events: {file: absent.csv, unit: ms, amplitude: 1 nA, decay: 1 ms}", "15:20",
     "absent.csv: cannot be opened: No such file"},
    {"file: {path: absent.csv, column: i, unit: nA}", "15:18",
     "absent.csv: cannot be opened: No such file or directory; name a readable CSV file"},
    {"file: {path: [], column: i, unit: nA}", "15:18", "is a list; write a text"},
    {"file: {path: a.csv, unit: nA}", "15:5", "key \"column\" is missing"},
    {"file: {path: a.csv, column: i}", "15:5", "key \"unit\" is missing"},
    {"file: {path: a.csv, column: i, unit: mV}", "15:42", "use a unit of current, such as nA"},
    {"file: {path: a.csv, column: i, unit: 2 nA}", "15:42", "\"2 nA\" is not a known unit"},
};

static void test_keys(void **state)
{
    (void)state;
    EXPECT_CHANGES(keys);
}

static void test_shapes(void **state)
{
    (void)state;
    EXPECT_CHANGES(shapes);
}

static void test_numbers(void **state)
{
    (void)state;
    EXPECT_CHANGES(numbers);
}

static void test_choices_and_relations(void **state)
{
    (void)state;
    EXPECT_CHANGES(choices);
    EXPECT_CHANGES(relations);
}

static void test_items(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        change c = {"triangle: {peak: 0.2 mA, samples: 502}", items[i].item, items[i].place,
                    items[i].part};
        expect_changes(&c, 1);
    }
}

/* A CSV file of a run of 3 steps. */
static const struct {
    const char *bytes;
    size_t size;
    const char *part;
} csv_cases[] = {
#define CSV(bytes, part)                                                                           \
    {                                                                                              \
        bytes, sizeof bytes - 1, part                                                              \
    }
    CSV("i\n1\n2\n", "a.csv has 2 rows and the run 3 steps; give exactly one row for each step"),
    CSV("i\n", "a.csv has 0 rows and the run 3 steps"),
    CSV("i\n1\n2\n3\n4\n", "a.csv:5: more than 3 rows; give one row for each step"),
    CSV("t,j\n1,2\n", "a.csv:1: no column is named \"i\"; the header has t, j"),
    CSV("i,i\n1,2\n", "a.csv:1: two columns are named \"i\""),
    CSV("", "a.csv: empty; give a header line"),
    CSV("i\n1\n2 nA\n3\n", "a.csv:3: \"2 nA\" is not a decimal number; write it like"),
    CSV("i\n1\nnan\n3\n", "a.csv:3: \"nan\" is not a decimal number"),
    CSV("i\n1\n0x1\n3\n", "a.csv:3: \"0x1\" is not a decimal number"),
    CSV("i\n1\n1e999\n3\n", "a.csv:3: \"1e999\" is too large for a double"),
    CSV("i\n1\n1\0\n3\n", "a.csv:3: a NUL byte"),
    CSV("t,i\n1,1\n2\n3,1\n", "a.csv:3: fields: 1 here, 2 in the header"),
    CSV("t,i\n1,1\n2,3,4\n3,1\n", "a.csv:3: fields: 3 here, 2 in the header"),
    CSV("i\n1\n\n2\n3\n", "a.csv:3: an empty line between rows; delete it"),
    CSV("i\n1\n\"2\n3\n", "a quote is still open at the end; close it"),
    CSV("i\n1\n\"2\"x\n3\n", "a.csv:3: not valid CSV"),
    CSV("i\r1\r2\r3\r", "a.csv:1: a carriage return inside a line; end each line with LF"),
};

static void test_csv(void **state)
{
    (void)state;
    char *text = fixture_change(book_text, "triangle: {peak: 0.2 mA, samples: 502}",
                                "file: {path: a.csv, column: i, unit: nA}");
    char *shorter = fixture_change(text, "steps: 500", "steps: 3");
    for (size_t i = 0; i < sizeof csv_cases / sizeof *csv_cases; i++) {
        fixture_write("a.csv", csv_cases[i].bytes, csv_cases[i].size);
        expect_bad(shorter, strlen(shorter), NULL, 0, "s.yaml:15:18", csv_cases[i].part);
    }
    fixture_remove("a.csv");
    char *folder = fixture_change(shorter, "path: a.csv", "path: .");
    expect_bad(folder, strlen(folder), NULL, 0, "s.yaml:15:18", "cannot be read: Is a directory");
    free(folder);
    char *endless = fixture_change(shorter, "path: a.csv", "path: /dev/zero");
    expect_bad(endless, strlen(endless), NULL, 0, "s.yaml:15:18",
               "/dev/zero:1: a line of more than 65536 bytes; give each row its own line");
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
        expect_bad(text, strlen(text), NULL, 0, "s.yaml:15:20", cases[i].part);
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
        {"=1", "--set :1:1", "is no key; write names joined by points"},
        {".a=1", "--set .a:1:1", "is no key"},
        {"a.=1", "--set a.:1:1", "is no key"},
        {"a..b=1", "--set a..b:1:1", "is no key"},
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
        {"name=a\x01", "--set name:1:2", "control character 0x01"},
        {"name=\xFF", "--set name:1:1", "not UTF-8"},
        {"n\xFF=1", "--set n\xFF:1:2", "not UTF-8"},
        {"neuron.refractory_steps=4294967295", "--set neuron.refractory_steps:1:1", "32 bits"},
        {"neuron.threshold=-70 mV", "--set neuron.threshold:1:1", "threshold and reset are both"},
        {"step=1 s", "s.yaml:11:15", "neuron.refractory: 1 ms is 0.001 steps of 1 s"},
        {"duration=1 us", "--set duration:1:1", "is 0.01 steps"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *set = cases[i].set;
        expect_bad(book_text, strlen(book_text), &set, 1, cases[i].place, cases[i].part);
    }
}

/* The refusals of the text itself, through the whole reader. */
static void test_text(void **state)
{
    (void)state;
    char deep[10001];
    memset(deep, '[', 10000);
    deep[10000] = '\0';
    expect_bad("", 0, NULL, 0, "s.yaml:1:1", "empty; write \"key: value\" lines");
    expect_bad("a: 1\n---\nb: 1\n", 14, NULL, 0, "s.yaml:2:1", "a second YAML document");
    expect_bad("a: \0", 4, NULL, 0, "s.yaml:1:4", "a NUL byte");
    expect_bad("a: \xFF", 4, NULL, 0, "s.yaml:1:4", "not UTF-8");
    expect_bad("a:\n\t- 1\n", 8, NULL, 0, "s.yaml:2:1", "indent with blanks");
    expect_bad("a: *b\n", 6, NULL, 0, "s.yaml:1:5", "aliases (*) are not allowed");
    expect_bad("just text\n", 10, NULL, 0, "s.yaml:1:1", "is a value; write a mapping with the");
    expect_bad("- a\n", 4, NULL, 0, "s.yaml:1:1", "is a list; write a mapping with the keys name");
    expect_bad(deep, 10000, NULL, 0, "s.yaml:1:65", "nested deeper than 64 levels");
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
        cmocka_unit_test(test_keys),        cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_numbers),     cmocka_unit_test(test_choices_and_relations),
        cmocka_unit_test(test_items),       cmocka_unit_test(test_csv),
        cmocka_unit_test(test_events_file), cmocka_unit_test(test_sets),
        cmocka_unit_test(test_text),        cmocka_unit_test(test_absent_file)};
    fixture_start(argv[0]);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_end();
    return failed;
}
