// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* cosim_scenario refuses wrong keys and values: each case has its place, and a message that says
 * what would be right. Files, overrides and the text itself are in test_scenario_bad_text.c.
 * Nothing may leak (the sanitised build sees to that). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scenario_fixture.h"

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
        fixture_bad(text, strlen(text), NULL, 0, place, changes[i].part);
        free(text);
    }
}
#define EXPECT_CHANGES(table) expect_changes(table, sizeof table / sizeof *table)

static const change keys[] = {
    {"steps: 500", "step5: 500", "4:1",
     "unknown key \"step5\"; did you mean \"step\"? allowed: name, about, source, step, rate, "
     "steps, duration, sample, neuron, stimulus, least, most, dut, tolerance and expect"},
    {"  threshold:", "  treshold:", "10:3",
     "neuron: unknown key \"treshold\"; did you mean \"threshold\"? allowed: method, resistance"},
    {"about:", "zzzzzzzzzz:", "2:1", "unknown key \"zzzzzzzzzz\"; allowed: name"},
    {"about:", "\"\":", "2:1", "unknown key \"\"; allowed: name"},
    {"about:", "STEP:", "2:1", "unknown key \"STEP\""},
    {"  - triangle: {peak", "  - triangle: {peek", "15:16",
     "stimulus.0.triangle: unknown key \"peek\"; did you mean \"peak\"? allowed: peak, samples, "
     "start, stop, current, least and most"},
    {"  - triangle:", "  - trangle:", "15:5",
     "stimulus.0: unknown key \"trangle\"; did you mean \"triangle\"?"},
    {"  spikes:", "  spike:", "17:3", "expect: unknown key \"spike\"; did you mean \"spikes\"?"},
    {"name: book-triangle\n", "", "1:1", "key \"name\" is missing; add for example \"name: "},
    {"step: 0.1 ms\n", "", "1:1",
     "key \"step\" is missing; add for example \"step: 0.1 ms\" or \"rate: 10 kHz\""},
    {"step: 0.1 ms\n", "step: 0.1 ms\nrate: 10 kHz\n", "4:7", "beside \"step\"; keep one of them"},
    {"steps: 500\n", "", "1:1", "\"steps: 500\" or \"duration: 50 ms\""},
    {"neuron:", "noron:", "5:1", "did you mean \"neuron\"?"},
    {"  method: exponential\n", "", "5:1",
     "neuron: key \"method\" is missing; add for example \"method: exponential\""},
    {"  resistance: 1 kOhm\n", "", "5:1",
     "key \"time_constant\" is missing; add for example \"time_constant: 5 ms\" or \"resistance: 1 "
     "kOhm\""},
    {"  rest: -70 mV\n", "", "5:1", "key \"rest\" is missing; add for example \"rest: -70 mV\""},
    {"  threshold: -40 mV\n", "", "5:1", "key \"threshold\" is missing"},
    {"  capacitance: 5 uF\n", "", "5:1", "\"time_constant: 5 ms\" or \"capacitance: 5 uF\""},
    {"  capacitance: 5 uF\n", "  capacitance: 5 uF\n  time_constant: 5 ms\n", "9:3",
     "\"resistance\", \"capacitance\" and \"time_constant\" are one too many; leave out "
     "\"time_constant\", which the other two make 5 ms"},
    {"  resistance: 1 kOhm\n  capacitance: 5 uF\n",
     "  time_constant: 10 ms\n  capacitance: 250 pF\n  resistance: 9 MOhm\n", "9:3",
     "leave out \"resistance\", which the other two make 40 MOhm"},
    {"  resistance: 1 kOhm\n  capacitance: 5 uF\n",
     "  time_constant: 10 ms\n  capacitance: 250 pF\n  conductance: 9 nS\n", "9:3",
     "leave out \"conductance\", which the other two make 25 nS"},
    {"  capacitance: 5 uF\n", "  time_constant: 5 ms\n  capacitance: 6 uF\n", "9:3",
     "leave out \"capacitance\", which the other two make 5 uF"},
    {"  resistance: 1 kOhm\n", "  resistance: 1 kOhm\n  conductance: 1 mS\n", "8:3",
     "neuron: \"resistance\" and \"conductance\" exclude each other; keep one of them"},
    {"  resistance: 1 kOhm\n  capacitance: 5 uF\n", "", "5:1",
     "two of \"resistance\" (or \"conductance\"), \"capacitance\" and \"time_constant\" are "
     "missing; "
     "add for example \"resistance: 1 kOhm\" and \"time_constant: 5 ms\""},
    {"  resistance: 1 kOhm\n  capacitance: 5 uF\n", "  time_constant: 5 ms\n", "5:1",
     "add for example \"resistance: 1 kOhm\" or \"capacitance: 5 uF\""},
    {"  resistance: 1 kOhm\n  capacitance: 5 uF\n", "  conductance: 25 nS\n", "5:1",
     "add for example \"time_constant: 5 ms\" or \"capacitance: 125 pF\""},
    {"resistance: 1 kOhm", "resistance: 25 nS", "7:15",
     "25 nS is a conductance; write \"conductance: 25 nS\""},
    {"resistance: 1 kOhm", "conductance: 1 kOhm", "7:16",
     "1 kOhm is a resistance; write \"resistance: 1 kOhm\""},
    {"resistance: 1 kOhm", "conductance: 0 S", "7:16",
     "0 S is not a conductance above 0; use one like 25 nS"},
    {"  resistance: 1 kOhm\n", "  time_constant: 0 s\n", "7:18",
     "0 s is not a time above 0; use one like 5 ms"},
    {"  capacitance: 5 uF\n", "  time_constant: none\n", "8:18",
     "\"none\" stands for no leak, and \"resistance\" gives one; write for example \"capacitance: "
     "5 uF\" in its "
     "place"},
    {"  capacitance: 5 uF\n", "  capacitance: 5 uF\n  time_constant: none\n", "9:18",
     "\"none\" stands for no leak, and \"resistance\" gives one; leave it out"},
    {"  resistance: 1 kOhm\n  capacitance: 5 uF\n", "  time_constant: none\n", "5:1",
     "key \"capacitance\" is missing; add for example \"capacitance: 5 uF\""},
    {"steps: 500\n", "steps: 500\nduration: 50 ms\n", "5:11", "beside \"steps\"; keep one of them"},
    {"  refractory: 1 ms\n", "  refractory: 1 ms\n  refractory_steps: 10\n", "12:3",
     "\"refractory\" and \"refractory_steps\" exclude each other; keep one"},
    {"  refractory: 1 ms\n", "", "11:20",
     "there is no refractory time for the rule; add for example"},
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
    {"0.1 ms", "0 ms", "3:7", "step: 0 ms is not a time above 0; use one like 0.1 ms"},
    {"0.1 ms", "-1 ms", "3:7", "step: -1 ms is not a time above 0"},
    {"step: 0.1 ms", "rate: 0 Hz", "3:7", "rate: 0 Hz is not a rate of steps; use one like 10 kHz"},
    {"step: 0.1 ms", "rate: -1 Hz", "3:7", "rate: -1 Hz is not a rate of steps"},
    {"step: 0.1 ms", "rate: 0.1 ms", "3:7", "use a unit of frequency, such as Hz"},
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
    {"5 uF", "0 uF", "8:16", "0 uF is not a capacitance above 0; use one like 5 uF"},
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
    {"initial_hold: 1", "reset_mode: zero", "13:15",
     "use to-value, by-subtraction, to-value-delayed or by-subtraction-delayed"},
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

/* These replace the list item of line 15. */
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
    {"sine: {amplitude: 1 nA, frequency: 1 Hz, current: means}", "15:55",
     "stimulus.0.sine.current: \"means\" is unknown; use sample or mean"},
    {"noise: {deviation: 1 nA, correlation_time: 1 ms, seed: 1, current: mean}", "15:72",
     "noise has no mean over a step in closed form; write \"current: sample\" and choose"},
    {"chirp: {amplitude: 1 nA, from: 1 Hz, to: 2 Hz, current: mean}", "15:61",
     "a chirp has no mean over a step in closed form; write \"current: sample\" and choose"},
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

/* It is refused at the key that says it, or at the kind whose default it is. */
static void test_mean_at_the_end(void **state)
{
    (void)state;
    static const item_case cases[] = {
        {"sine: {amplitude: 1 nA, frequency: 1 Hz, current: mean}", "s.yaml:16:55",
         "stimulus.0.sine.current: a step has the mean of this current, which \"sample: end\" of "
         "the scenario excludes; take \"sample\" out, or write \"sample\" here"},
        {"events: {times: [1 ms], amplitude: 1 nA, decay: 1 ms}", "s.yaml:16:5",
         "stimulus.0.events: a step has the mean of this current by default, which \"sample: "
         "end\""},
        {"poisson: {rate: 1 Hz, amplitude: 1 nA, decay: 1 ms, seed: 1}", "s.yaml:16:5",
         "or add \"current: sample\""},
    };
    char *end = fixture_change(book_text, "steps: 500", "steps: 500\nsample: end");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = fixture_change(end, "triangle: {peak: 0.2 mA, samples: 502}", cases[i].item);
        fixture_bad(text, strlen(text), NULL, 0, cases[i].place, cases[i].part);
        free(text);
    }
    free(end);
}

int main(int argc, char **argv)
{
    (void)argc;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys),    cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_choices_and_relations),
        cmocka_unit_test(test_items),   cmocka_unit_test(test_mean_at_the_end),
    };
    fixture_start(argv[0]);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_end();
    return failed;
}
