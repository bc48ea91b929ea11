// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Samples at times are held to the steps; and it is said when times and windows are outside of the
 * run, or do not advance as the steps do. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scenario/current.h"
#include "scenario_fixture.h"

#include "../reference/statistics.h"
#include "lif_random.h"

enum { STEPS = 10 };

static uint64_t seed;

/* Reads the book's neuron with this list of stimuli, for 10 steps of 0.1 ms. */
static char *scenario_text(const char *list, const char *sample)
{
    char steps[64];
    snprintf(steps, sizeof steps, "steps: %d\nsample: %s", STEPS, sample);
    char *text = fixture_change(book_text, "  - triangle: {peak: 0.2 mA, samples: 502}\n", list);
    char *shorter = fixture_change(text, "steps: 500", steps);
    char *without = fixture_change(shorter, "expect:\n  spikes: [76, 110]\n", "");
    free(text);
    free(shorter);
    return without;
}

static cosim_scenario *read_list(const char *list, const char *sample)
{
    char *text = scenario_text(list, sample);
    cosim_scenario *s = fixture_read(text, NULL, 0, NULL);
    free(text);
    return s;
}

static void read_currents(const cosim_scenario *s, double current_a[STEPS])
{
    cosim_current current;
    assert_int_equal(cosim_current_start(&current, s), 0);
    cosim_current_next(&current, STEPS, current_a);
    cosim_current_free(&current);
}

/* Returns the number of notes, and tells whether one has this part. */
static size_t notes_with(const cosim_scenario *s, const char *part, bool *found)
{
    size_t count = 0;
    *found = false;
    for (const cosim_note *note = s->notes; note != NULL; note = note->next, count++) {
        *found = *found || strstr(note->what.message, part) != NULL;
        assert_memory_equal(note->what.message, "warning: stimulus.", 18);
        assert_true(note->what.place.line >= 15 && note->what.place.column > 0);
    }
    return count;
}

/* Checks that there are `parts` notes, ended by NULL, and no other. */
static void expect_notes(const cosim_scenario *s, const char *const *parts)
{
    size_t count = 0, all;
    bool found;
    for (; parts[count] != NULL; count++) {
        all = notes_with(s, parts[count], &found);
        if (!found) {
            fail_msg("no note says \"%s\" (the first: %s)", parts[count],
                     s->notes != NULL ? s->notes->what.message : "none");
        }
    }
    all = notes_with(s, "", &found);
    if (all != count) {
        fail_msg("%zu notes (the first: %s)", all, s->notes->what.message);
    }
}

static const char held[] =
    "  - file: {path: d.csv, column: i, unit: nA, time: {column: t, unit: ms}}\n";

/* Random times are held against the definition: a step has the latest sample at or before its
 * instant. */
static void a_step_has_the_latest_sample(void **state)
{
    (void)state;
    lif_random random;
    lif_random_seed(&random, seed);
    for (int run = 0; run < 300; run++) {
        char csv[2000];
        double times_ms[40] = {0.0}, current_a[STEPS];
        const bool end = run % 2 == 1;
        const size_t rows = 1 + (size_t)lif_random_below(&random, 40);
        size_t n = (size_t)sprintf(csv, "t,i\n");
        for (size_t i = 0; i < rows; i++) { /* in hundredths of a step */
            const double gap = (double)(1 + lif_random_below(&random, 80)) / 1000.0;
            times_ms[i] = i == 0 ? gap - 0.04 : times_ms[i - 1] + gap;
            n += (size_t)sprintf(csv + n, "%.3f,%zu\n", times_ms[i], i + 1);
        }
        fixture_write("d.csv", csv, n);
        cosim_scenario *s = read_list(held, end ? "end" : "start");
        read_currents(s, current_a);
        for (size_t step = 0; step < STEPS; step++) {
            double expected_na = 0.0;
            for (size_t i = 0; i < rows; i++) {
                const double instant_ms = 0.1 * (double)(step + end);
                expected_na = times_ms[i] <= instant_ms + 1e-6 ? (double)(i + 1) : expected_na;
            }
            assert_true(fabs(current_a[step] - expected_na * 1e-9) < 1e-18);
        }
        cosim_scenario_free(s);
    }
    fixture_remove("d.csv");
}

static void what_no_step_sees_is_said(void **state)
{
    (void)state;
    const struct {
        const char *csv, *parts[4];
    } cases[] = {
        {"t,i\n0,1\n0.1,2\n0.5,3\n", {NULL}},
        {"t,i\n0,1\n0.05,1\n0.1,2\n0.5,3\n0.52,4\n0.58,5\n",
         {"2 of 6 samples are not seen", "the last sample is at 580 us and holds for 4 steps",
          NULL}},
        {"t,i\n-0.2,1\n-0.1,2\n0.1,3\n0.9,4\n1,5\n2,6\n",
         {"3 of 6 samples are outside of the run of 1 ms: 1 before it, 2 after it", NULL}},
        {"t,i\n0.3,1\n0.8,2\n",
         {"the first sample is at 300 us; the 3 steps before it have 0 A", NULL}},
        {"t,i\n0,1\n0.1,2\n0.2,3\n",
         {"the last sample is at 200 us and holds for 8 steps, to the end of the run at 1 ms",
          NULL}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture_write("d.csv", cases[i].csv, strlen(cases[i].csv));
        cosim_scenario *s = read_list(held, "start");
        expect_notes(s, cases[i].parts);
        cosim_scenario_free(s);
    }
    char *text = scenario_text(held, "start");
    static const char *const bad[][2] = {
        {"t,i\n0,1\n0,2\n", "d.csv:3: the time 0 s is not after the one before it, 0 s"},
        {"t,i\n", "d.csv has no samples; give at least one row"},
        {"t,i\n1,1\n2,2\n", "all of its samples are after the end of the run, and nothing else"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        fixture_write("d.csv", bad[i][0], strlen(bad[i][0]));
        fixture_bad(text, strlen(text), NULL, 0, "s.yaml:16:18", bad[i][1]);
    }
    free(text);
    fixture_remove("d.csv");
}

/* Writes ten rows of a column named time, at one step of 0.1 ms each in some unit, or not. */
static void a_time_beside_the_steps_is_looked_at(void **state)
{
    (void)state;
    const struct {
        const char *name;
        double first, gap;
        unsigned said; /* the row; 0: nothing is wrong */
    } cases[] = {{"time", 0.0, 0.1, 0},   {"time", 0.0, 1e-4, 0},   {"t", 5.0, 100.0, 0},
                 {"t", 7.5, 1e5, 0},      {"time", 0.0, 0.05, 2},   {"t", 0.0, 1.0, 2},
                 {"time", 0.0, 0.109, 4}, {"time_ms", 0.0, 0.2, 2}, {"n", 0.0, 7.0, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char csv[1000], part[200];
        size_t n = (size_t)sprintf(csv, "%s,i\n", cases[i].name);
        for (int row = 0; row < STEPS; row++) {
            n += (size_t)sprintf(csv + n, "%.10g,1\n", cases[i].first + row * cases[i].gap);
        }
        fixture_write("d.csv", csv, n);
        cosim_scenario *s = read_list("  - file: {path: d.csv, column: i, unit: nA}\n", "start");
        snprintf(part, sizeof part,
                 "column \"%s\" of d.csv does not advance by one step of 100 us a row: row %u",
                 cases[i].name, cases[i].said);
        const char *const parts[] = {cases[i].said > 0 ? part : NULL, NULL};
        expect_notes(s, parts);
        cosim_scenario_free(s);
    }
    fixture_remove("d.csv");
}

static void what_is_outside_of_the_run_is_said(void **state)
{
    (void)state;
    const struct {
        const char *list, *parts[4];
    } good[] = {
        {"  - constant: {amplitude: 0 nA}\n", {NULL}},
        {"  - events: {times: [0.1 ms, 0.9 ms], amplitude: 0 nA, decay: 1 ms}\n", {NULL}},
        {"  - events: {times: [0.1 ms, 1 ms, 2 ms], amplitude: 1 nA, decay: 1 ms}\n",
         {"stimulus.0.events.times: 2 of 3 events are after the end of the run (1 ms)", NULL}},
        {"  - events: {times: [0.1 ms, 0.5 ms, 2 ms], amplitude: 1 nA, decay: 1 ms, start: 0.3 "
         "ms}\n",
         {"2 of 3 events are after the end of the run (1 ms) or outside of its start and stop",
          NULL}},
        {"  - events: {times: [0.1 ms], amplitude: 1 nA, decay: 1 ms, start: 0.3 ms}\n",
         {"1 of 1 events are outside of its start and stop", NULL}},
        {"  - constant: {amplitude: 0 nA}\n  - noise: {deviation: 1 nA, correlation_time: 1 ms, "
         "seed: 1, start: 1 ms}\n",
         {"stimulus.1.noise.start: it starts at 1 ms, and the run ends at 1 ms", NULL}},
        {"  - constant: {amplitude: 1 nA, start: 0.32 ms, stop: 0.38 ms}\n",
         {"its window from 320 us on is shorter than a step", NULL}},
        {"  - constant: {amplitude: 1 nA, start: 0.32 ms, stop: 0.38 ms, current: mean}\n", {NULL}},
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        cosim_scenario *s = read_list(good[i].list, "start");
        expect_notes(s, good[i].parts);
        cosim_scenario_free(s);
    }
    static const char *const bad[][3] = {
        {"  - events: {times: [10.1 s, 20.4 s], amplitude: 1 nA, decay: 1 ms}\n", "s.yaml:16:21",
         "stimulus.0.events.times: 2 of 2 events are after the end of the run (1 ms), and nothing "
         "else"},
        {"  - step: {amplitude: 1 nA, start: 1 ms, stop: 2 ms}\n  - pulses: {amplitude: 1 nA, "
         "width: "
         "1 ms, period: 2 ms, start: 1 s}\n",
         "s.yaml:16:36", "stimulus.0.step.start: it starts at 1 ms, and the run ends at 1 ms"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char *text = scenario_text(bad[i][0], "start");
        fixture_bad(text, strlen(text), NULL, 0, bad[i][1], bad[i][2]);
        free(text);
    }
}

/* Events and currents come from text with a form, and from an array. */
static void forms_are_keys_of_the_stimulus(void **state)
{
    (void)state;
    static const char recorder[] = "# sender time_ms\n3 0,25\n4 0,5\n";
    static const char array[] = "\x93NUMPY\x01\x00\x39\x00{'descr': '|i1', 'fortran_order': False, "
                                "'shape': (10,)}\n\x00\x01\x02\x03\x04\x05\x06\x07\x08\xF7";
    double current_a[STEPS];
    fixture_write("r.dat", recorder, sizeof recorder - 1);
    fixture_write("a.npy", array, sizeof array - 1);
    cosim_scenario *s = read_list("  - events: {file: r.dat, unit: ms, comment: '#', header: none, "
                                  "separator: blanks, decimal: "
                                  "comma, column: 2, amplitude: 1 nA, decay: 1 ms}\n"
                                  "  - file: {path: a.npy, unit: pA}\n",
                                  "start");
    assert_int_equal(s->stimuli[0].u.events.count, 2);
    assert_true(s->stimuli[0].u.events.times_s[0] == 0.25e-3);
    assert_true(s->stimuli[0].u.events.times_s[1] == 0.5e-3);
    s->stimuli++;
    s->stimulus_count--;
    read_currents(s, current_a);
    assert_true(current_a[1] == 1e-12 && current_a[9] == -9e-12);
    static const char *const sets[] = {"stimulus.0.events.times=[0.1 ms]"};
    cosim_scenario *list = NULL;
    cosim_diag diag;
    assert_int_equal(cosim_scenario_vary(s, sets, 1, &list, &diag),
                     0); /* takes all of the form away */
    assert_int_equal(list->stimuli[0].u.events.count, 1);
    cosim_scenario_free(list);
    cosim_scenario_free(s);
    fixture_remove("r.dat");
    fixture_remove("a.npy");
}

int main(int argc, char **argv)
{
    (void)argc;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_has_the_latest_sample),
        cmocka_unit_test(what_no_step_sees_is_said),
        cmocka_unit_test(a_time_beside_the_steps_is_looked_at),
        cmocka_unit_test(what_is_outside_of_the_run_is_said),
        cmocka_unit_test(forms_are_keys_of_the_stimulus),
    };
    seed = test_seed();
    fixture_start(argv[0]);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_end();
    return failed;
}
