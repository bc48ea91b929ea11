// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* cosim_scenario takes overrides, and keeps places. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scenario_fixture.h"
#include "scenario/place.h"

static void test_sets(void **state)
{
    (void)state;
    static const char *const overrides[] = {
        "neuron.rest=-65 mV",        "neuron.reset=-60 mV", "neuron.time_constant=8 ms",
        "neuron.refractory_steps=4", "duration=60 ms",      "stimulus.0.triangle.peak=1 nA",
        "expect.spikes=[1, 2]",      "about=a: b # c",      "name='quoted'",
        "dut=model:q4_12",           "tolerance=0.5",       "expect.knife_edge=true"};
    const size_t count = sizeof overrides / sizeof *overrides;
    cosim_scenario *s = fixture_read(book_text, overrides, count, NULL);
    EXACT(s->params.v_rest_v, -65e-3);
    EXACT(s->params.v_reset_v, -60e-3);
    EXACT(s->params.v_initial_v, -65e-3);
    EXACT(s->params.tau_s, 8e-3);
    assert_int_equal(s->params.refractory_steps, 4);
    EXACT(s->params.refractory_s, 4e-4);
    assert_int_equal(s->params.refractory_rule, LIF_REFRACTORY_FLOAT_TIME_S);
    assert_int_equal(s->steps, 600);
    EXACT(s->stimuli[0].u.triangle.peak_a, 1e-9);
    assert_int_equal(s->stimuli[0].u.triangle.samples, 502);
    assert_int_equal(s->expect.count, 2);
    assert_int_equal(s->expect.spikes[1], 2);
    assert_true(s->expect.knife_edge);
    assert_string_equal(s->about, "a: b # c");
    assert_string_equal(s->name, "quoted");
    assert_string_equal(s->dut, "model:q4_12");
    EXACT(s->tolerance, 0.5);
    assert_int_equal(s->override_count, count);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(s->overrides[i], overrides[i]);
    }
    cosim_scenario_free(s);
}

static void test_exclusive_sets(void **state)
{
    (void)state;
    /* An override goes there and back again: the last one counts. */
    static const char *const back[] = {"duration=1 s",
                                       "steps=700",
                                       "neuron.time_constant=9 s",
                                       "neuron.capacitance=2 uF",
                                       "neuron.refractory_steps=1",
                                       "neuron.refractory=2 ms"};
    cosim_scenario *s = fixture_read(book_text, back, 6, NULL);
    assert_int_equal(s->steps, 700);
    EXACT(s->params.tau_s, 2e-3);
    assert_int_equal(s->params.refractory_steps, 20);
    EXACT(s->params.refractory_s, 2e-3);
    cosim_scenario_free(s);

    /* An override may bring another kind of stimulus, a whole list, a whole mapping. */
    static const char *const kind[] = {"stimulus.0.constant={amplitude: 3 nA}"};
    s = fixture_read(book_text, kind, 1, NULL);
    assert_int_equal(s->stimulus_count, 1);
    assert_int_equal(s->stimuli[0].kind, LIF_STIMULUS_CONSTANT);
    EXACT(s->stimuli[0].u.constant.amplitude_a, 3e-9);
    cosim_scenario_free(s);

    static const char *const item[] = {"stimulus.0={ramp: {from: 0 A, to: 1 nA}}",
                                       "stimulus.0.ramp.to=2 nA"};
    s = fixture_read(book_text, item, 2, NULL);
    EXACT(s->stimuli[0].u.ramp.to_a, 2e-9);
    cosim_scenario_free(s);

    static const char *const list[] = {
        "stimulus=[{constant: {amplitude: 1 nA}}, {decay: {peak: 1 nA, time_constant: 1 ms}}]",
        "stimulus.1.decay.time_constant=4 ms", "stimulus.1.decay.start=1 ms"};
    s = fixture_read(book_text, list, 3, NULL);
    assert_int_equal(s->stimulus_count, 2);
    EXACT(s->stimuli[1].u.decay.tau_s, 4e-3);
    EXACT(s->stimuli[1].start_s, 1e-3);
    cosim_scenario_free(s);
}

/* Two of resistance (or conductance), capacitance and time constant are given, whichever they are.
 * */
static void test_sets_of_the_leak(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"neuron.resistance=2 kOhm", "neuron.capacitance=5 uF"},
        {"neuron.resistance=2 kOhm", "neuron.time_constant=10 ms"},
        {"neuron.conductance=0.5 mS", "neuron.capacitance=5 uF"},
        {"neuron.conductance=0.5 mS", "neuron.time_constant=10 ms"}};
    static const char *const other[] = {"neuron.capacitance=250 pF", "neuron.time_constant=8 ms"};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        cosim_scenario *s = fixture_read(book_text, pairs[i], 2, NULL);
        fixture_double(s->params.r_ohm, 2e3, pairs[i][0]);
        assert_true(fabs(s->params.tau_s - 10e-3) < 1e-17);
        cosim_scenario_free(s);
    }
    char *text = fixture_change(book_text, "resistance: 1 kOhm", "time_constant: 10 ms");
    cosim_scenario *s = fixture_read(text, other, 2, NULL); /* both stay: they are the neuron */
    EXACT(s->params.tau_s, 8e-3);
    assert_true(fabs(s->params.r_ohm - 32e6) < 1e-7);
    char derived[128];
    assert_string_equal(cosim_scenario_derived(s, derived, sizeof derived),
                        "resistance 32 MOhm, reset -70 mV, initial -70 mV");
    cosim_scenario_free(s);
    char *none = fixture_change(text, "10 ms", "none");
    s = fixture_read(none, NULL, 0, NULL);
    assert_false(lif_params_leaks(&s->params));
    assert_true(fabs(s->params.r_ohm - 0.1e-3 / 5e-6) < 1e-12);
    cosim_scenario_free(s);
    free(none);
    free(text);
}

static void test_set_events(void **state)
{
    (void)state;
    static const char events[] = "time\n0.001\n0.002\n";
    static const char *const to_file[] = {
        "stimulus.0.events={times: [1 ms], amplitude: 1 nA, decay: 1 ms}",
        "stimulus.0.events.unit=s", "stimulus.0.events.file=events.csv",
        "stimulus.0.events.stop=3 s"};
    static const char *const to_times[] = {
        "stimulus.0={events: {file: events.csv, unit: s, amplitude: 1 nA, decay: 1 ms}}",
        "stimulus.0.events.times=[3 ms]"};
    fixture_write("events.csv", events, sizeof events - 1);
    cosim_scenario *s = fixture_read(book_text, to_file, 4, NULL);
    assert_int_equal(s->stimuli[0].u.events.count, 2);
    EXACT(s->stimuli[0].u.events.times_s[1], 2e-3);
    cosim_scenario_free(s);
    s = fixture_read(book_text, to_times, 2, NULL);
    assert_int_equal(s->stimuli[0].u.events.count, 1);
    EXACT(s->stimuli[0].u.events.times_s[0], 3e-3);
    cosim_scenario_free(s);
    fixture_remove("events.csv");
}

static void expect_place(const cosim_scenario *s, const char *key, const char *expected)
{
    cosim_place place;
    char text[700];
    cosim_scenario_place(s, key, &place);
    fixture_place(&place, text);
    if (strcmp(text, expected) != 0) {
        fail_msg("%s: expected %s, observed %s", key, expected, text);
    }
}

static void test_places(void **state)
{
    (void)state;
    static const char *const overrides[] = {"neuron.initial=-71 mV",
                                            "stimulus.0.triangle.stop=1 s"};
    cosim_scenario *s = fixture_read(book_text, overrides, 2, NULL);
    expect_place(s, "neuron.threshold", "s.yaml:10:14");
    expect_place(s, "step", "s.yaml:3:7");
    expect_place(s, "neuron", "s.yaml:5:1");
    expect_place(s, "stimulus", "s.yaml:14:1");
    expect_place(s, "stimulus.0", "s.yaml:15:5");
    expect_place(s, "stimulus.0.triangle", "s.yaml:15:5");
    expect_place(s, "stimulus.0.triangle.peak", "s.yaml:15:22");
    expect_place(s, "expect.spikes", "s.yaml:1:1"); /* dropped: it was said of other values */
    /* Where it is absent, the alternative, the default, or what is around counts. */
    expect_place(s, "neuron.time_constant", "s.yaml:8:16");
    expect_place(s, "neuron.refractory_steps", "s.yaml:11:15");
    expect_place(s, "duration", "s.yaml:4:8");
    expect_place(s, "neuron.reset", "s.yaml:9:9");
    expect_place(s, "neuron.spike_peak", "s.yaml:5:1");
    expect_place(s, "stimulus.0.triangle.start", "s.yaml:15:5");
    expect_place(s, "stimulus.7.sine", "s.yaml:14:1");
    expect_place(s, "dut", "s.yaml:1:1");
    expect_place(s, "", "s.yaml:1:1");
    expect_place(s, "step.more", "s.yaml:3:7");
    expect_place(s, "..", "s.yaml:1:1");
    expect_place(s, "neuron.initial", "--set neuron.initial:1:1");
    expect_place(s, "stimulus.0.triangle.stop", "--set stimulus.0.triangle.stop:1:1");
    cosim_scenario_free(s);
    s = fixture_read(book_text, NULL, 0, NULL);
    expect_place(s, "expect.spikes", "s.yaml:17:3");
    expect_place(s, "expect.spikes.1", "s.yaml:17:16");
    cosim_scenario_free(s);
    cosim_scenario_free(NULL);
}

int main(int argc, char **argv)
{
    (void)argc;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sets), cmocka_unit_test(test_exclusive_sets),
        cmocka_unit_test(test_sets_of_the_leak), cmocka_unit_test(test_set_events),
        cmocka_unit_test(test_places)};
    fixture_start(argv[0]);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_end();
    return failed;
}
