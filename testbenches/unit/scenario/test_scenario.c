// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* cosim_scenario reads what is right: every key, every stimulus, defaults. Overrides and places are
 * in test_scenario_override.c. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scenario/current.h"
#include "scenario_fixture.h"

static const char full_text[] = "name: full\n"
                                "about: |\n"
                                "  two\n"
                                "  lines\n"
                                "source: \"a \\\"book\\\"\"\n"
                                "step: 0.1 ms\n"
                                "duration: 50 ms\n"
                                "sample: end\n"
                                "neuron:\n"
                                "  method: euler\n"
                                "  resistance: 1.5 MOhm\n"
                                "  time_constant: 6.3 ms\n"
                                "  rest: 48.4 mV\n"
                                "  threshold: 48.2 mV\n"
                                "  reset: -70 mV\n"
                                "  initial: 0 V\n"
                                "  compare: above\n"
                                "  reset_mode: by-subtraction\n"
                                "  refractory_steps: 20\n"
                                "  refractory_rule: brian2\n"
                                "  initial_hold: 3\n"
                                "  spike_peak: 50 mV\n"
                                "stimulus:\n"
                                "  - constant: {amplitude: 1 nA}\n"
                                "dut: model:q8_24\n"
                                "tolerance: 2.5e-2\n"
                                "expect:\n"
                                "  spikes: [0, 1, 499]\n"
                                "  knife_edge: true\n";

static void test_every_key(void **state)
{
    (void)state;
    cosim_scenario *s = fixture_read(full_text, NULL, 0, NULL);
    assert_string_equal(s->path + strlen(s->path) - 7, "/s.yaml");
    assert_string_equal(s->name, "full");
    assert_string_equal(s->about, "two\nlines\n");
    assert_string_equal(s->source, "a \"book\"");
    assert_int_equal(s->steps, 500);
    assert_int_equal(s->sample, LIF_SAMPLE_END);
    assert_int_equal(s->params.method, LIF_EULER);
    EXACT(s->params.dt_s, 1e-4);
    EXACT(s->params.tau_s, 6.3e-3);
    EXACT(s->params.r_ohm, 1.5e6);
    EXACT(s->params.v_rest_v, 48.4e-3);
    EXACT(s->params.v_threshold_v, 48.2e-3);
    EXACT(s->params.v_reset_v, -70e-3);
    EXACT(s->params.v_initial_v, 0.0);
    assert_int_equal(s->params.compare, LIF_ABOVE);
    assert_int_equal(s->params.reset_mode, LIF_RESET_BY_SUBTRACTION);
    assert_int_equal(s->params.refractory_rule, LIF_REFRACTORY_BRIAN2);
    assert_int_equal(s->params.refractory_steps, 20);
    EXACT(s->params.refractory_s, 20 * 1e-4);
    assert_int_equal(s->params.initial_hold, 3);
    assert_true(s->has_spike_peak);
    EXACT(s->spike_peak_v, 50e-3);
    assert_int_equal(s->stimulus_count, 1);
    assert_string_equal(s->dut, "model:q8_24");
    EXACT(s->tolerance, 2.5e-2);
    assert_true(s->expect.stated && s->expect.knife_edge);
    assert_int_equal(s->expect.count, 3);
    assert_int_equal(s->expect.spikes[2], 499);
    assert_int_equal(s->override_count, 0);
    cosim_scenario_free(s);
}

static void test_defaults(void **state)
{
    (void)state;
    cosim_scenario *s = fixture_read("name: n\nstep: 1 us\nsteps: 4611686018427387904\n"
                                     "neuron: {method: exponential, resistance: 1 Ohm, "
                                     "time_constant: 1 ms, rest: -1 mV, threshold: 2 mV}\n"
                                     "stimulus: [constant: {amplitude: -1 pA}]\n",
                                     NULL, 0, NULL);
    assert_string_equal(s->about, "");
    assert_string_equal(s->source, "");
    assert_string_equal(s->dut, "q8_24");
    assert_true(s->steps == (uint64_t)1 << 62);
    assert_int_equal(s->sample, LIF_SAMPLE_START);
    EXACT(s->params.v_reset_v, -1e-3);
    EXACT(s->params.v_initial_v, -1e-3);
    assert_int_equal(s->params.compare, LIF_AT_OR_ABOVE);
    assert_int_equal(s->params.reset_mode, LIF_RESET_TO_VALUE);
    assert_int_equal(s->params.refractory_rule, LIF_REFRACTORY_STEPS);
    assert_int_equal(s->params.refractory_steps, 0);
    EXACT(s->params.refractory_s, 0.0);
    assert_int_equal(s->params.initial_hold, 0);
    assert_false(s->has_spike_peak);
    EXACT(s->tolerance, 1e-3);
    assert_false(s->expect.stated || s->expect.knife_edge);
    EXACT(s->stimuli[0].start_s, 0.0);
    EXACT(s->stimuli[0].stop_s, INFINITY);
    EXACT(s->stimuli[0].u.constant.amplitude_a, -1e-12);
    cosim_scenario_free(s);
}

static void test_book(void **state)
{
    (void)state;
    cosim_scenario *s = fixture_read(book_text, NULL, 0, NULL);
    EXACT(s->params.tau_s, 5e-3); /* 1 kOhm * 5 uF */
    EXACT(s->params.refractory_s, 1e-3);
    assert_int_equal(s->params.refractory_steps, 10);
    assert_int_equal(s->params.refractory_rule, LIF_REFRACTORY_FLOAT_TIME_S);
    EXACT(s->stimuli[0].u.triangle.peak_a, 0.2e-3);
    assert_int_equal(s->stimuli[0].u.triangle.samples, 502);
    cosim_scenario_free(s);
}

static void test_hash(void **state)
{
    (void)state;
    /* This is the sha256sum of the file made of this text alone. */
    static const char text[] =
        "name: n\nstep: 1 ms\nsteps: 1\nneuron: {method: euler, resistance: 1 "
        "Ohm, time_constant: 1 s, rest: 0 V, threshold: 1 V}\nstimulus: "
        "[constant: {amplitude: 1 A}]\n";
    cosim_scenario *s = fixture_read(text, NULL, 0, NULL);
    assert_string_equal(s->sha256,
                        "88336f663995902f49a751a59893c25c87cbdc3a62a3a004cfbf21e9a59fc9ad");
    cosim_scenario_free(s);
}

/* Makes the book's scenario with another stimulus list. */
static cosim_scenario *read_stimulus(const char *list, const uint64_t *seed)
{
    char *text = fixture_change(book_text, "  - triangle: {peak: 0.2 mA, samples: 502}\n", list);
    cosim_scenario *s = fixture_read(text, NULL, 0, seed);
    free(text);
    return s;
}

static void test_analytic_stimuli(void **state)
{
    (void)state;
    cosim_scenario *s = read_stimulus(
        "  - constant: {amplitude: 1.5 nA, start: 1 ms, stop: 2 ms}\n"
        "  - step: {amplitude: 1.005 nA, start: 20 ms, stop: 70 ms, grid: 1 ms}\n"
        "  - step: {amplitude: 1 nA, start: 0 ms, stop: 3 ms}\n"
        "  - sine: {amplitude: 0.5 nA, frequency: 0.1 kHz, offset: 0.25 nA, phase: 90 degree}\n"
        "  - sine: {amplitude: 0.5 nA, frequency: 3 Hz}\n"
        "  - triangle: {peak: 1 uA, samples: 7, start: 2 ms}\n"
        "  - decay: {peak: 2 nA, time_constant: 3 ms}\n"
        "  - ramp: {from: -1 nA, to: 1 nA}\n"
        "  - chirp: {amplitude: 1 nA, from: 1 Hz, to: 2 kHz, offset: 4 pA}\n"
        "  - pulses: {amplitude: 1 nA, width: 1 ms, period: 5 ms, count: 4}\n"
        "  - pulses: {amplitude: 1 nA, width: 1 ms, period: 5 ms}\n",
        NULL);
    const lif_stimulus *x = s->stimuli;
    assert_int_equal(s->stimulus_count, 11);
    assert_int_equal(x[0].kind, LIF_STIMULUS_CONSTANT);
    EXACT(x[0].start_s, 1e-3);
    EXACT(x[0].stop_s, 2e-3);
    EXACT(x[0].u.constant.amplitude_a, 1.5e-9);
    assert_int_equal(x[1].kind, LIF_STIMULUS_STEP);
    EXACT(x[1].start_s, 20e-3);
    EXACT(x[1].stop_s, 70e-3);
    EXACT(x[1].u.step.amplitude_a, 1.005e-9);
    EXACT(x[1].u.step.grid_s, 1e-3);
    EXACT(x[2].u.step.grid_s, 0.0);
    assert_int_equal(x[3].kind, LIF_STIMULUS_SINE);
    EXACT(x[3].u.sine.amplitude_a, 0.5e-9);
    EXACT(x[3].u.sine.frequency_hz, 100.0);
    EXACT(x[3].u.sine.offset_a, 0.25e-9);
    EXACT(x[3].u.sine.phase_rad, 1.5707963267948966);
    EXACT(x[4].u.sine.offset_a, 0.0);
    EXACT(x[4].u.sine.phase_rad, 0.0);
    assert_int_equal(x[5].kind, LIF_STIMULUS_TRIANGLE);
    EXACT(x[5].u.triangle.peak_a, 1e-6);
    assert_int_equal(x[5].u.triangle.samples, 7);
    EXACT(x[5].start_s, 2e-3);
    assert_int_equal(x[6].kind, LIF_STIMULUS_DECAY);
    EXACT(x[6].u.decay.peak_a, 2e-9);
    EXACT(x[6].u.decay.tau_s, 3e-3);
    assert_int_equal(x[7].kind, LIF_STIMULUS_RAMP);
    EXACT(x[7].u.ramp.from_a, -1e-9);
    EXACT(x[7].u.ramp.to_a, 1e-9);
    assert_int_equal(x[8].kind, LIF_STIMULUS_CHIRP);
    EXACT(x[8].u.chirp.amplitude_a, 1e-9);
    EXACT(x[8].u.chirp.from_hz, 1.0);
    EXACT(x[8].u.chirp.to_hz, 2000.0);
    EXACT(x[8].u.chirp.offset_a, 4e-12);
    assert_int_equal(x[9].kind, LIF_STIMULUS_PULSES);
    EXACT(x[9].u.pulses.amplitude_a, 1e-9);
    EXACT(x[9].u.pulses.width_s, 1e-3);
    EXACT(x[9].u.pulses.period_s, 5e-3);
    assert_int_equal(x[9].u.pulses.count, 4);
    assert_int_equal(x[10].u.pulses.count, 0);
    cosim_scenario_free(s);
}

/* Events and poisson take the mean unless told otherwise, all others the sample. */
static void test_currents(void **state)
{
    (void)state;
    static const lif_current expected[] = {LIF_CURRENT_MEAN,   LIF_CURRENT_SAMPLE, LIF_CURRENT_MEAN,
                                           LIF_CURRENT_SAMPLE, LIF_CURRENT_SAMPLE, LIF_CURRENT_MEAN,
                                           LIF_CURRENT_SAMPLE, LIF_CURRENT_SAMPLE};
    cosim_scenario *s = read_stimulus(
        "  - poisson: {rate: 500 Hz, amplitude: 1 nA, decay: 5 ms, seed: 1}\n"
        "  - poisson: {rate: 500 Hz, amplitude: 1 nA, decay: 5 ms, seed: 1, current: sample}\n"
        "  - events: {times: [1 ms], amplitude: 1 nA, decay: 5 ms}\n"
        "  - events: {times: [1 ms], amplitude: 1 nA, decay: 5 ms, current: sample}\n"
        "  - decay: {peak: 1 nA, time_constant: 5 ms}\n"
        "  - decay: {peak: 1 nA, time_constant: 5 ms, current: mean}\n"
        "  - step: {amplitude: 1 nA, start: 1 ms, stop: 3 ms}\n"
        "  - noise: {deviation: 1 nA, correlation_time: 5 ms, seed: 1, current: sample}\n",
        NULL);
    assert_int_equal(s->stimulus_count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < s->stimulus_count; i++) {
        assert_int_equal(s->stimuli[i].current, expected[i]);
    }
    cosim_scenario_free(s);
    char *end = fixture_change(book_text, "steps: 500", "steps: 500\nsample: end");
    static const char *const sets[] = {
        "stimulus.0.events={times: [1 ms], amplitude: 1 nA, decay: 5 ms, current: sample}"};
    s = fixture_read(end, NULL, 0, NULL); /* a sample, as ever */
    assert_int_equal(s->stimuli[0].current, LIF_CURRENT_SAMPLE);
    cosim_scenario_free(s);
    char *text = fixture_change(end, "triangle: {peak: 0.2 mA, samples: 502}",
                                "events: {times: [1 ms], amplitude: 1 nA, decay: 5 ms, current: "
                                "mean}");
    char *start = fixture_change(text, "sample: end", "sample: start");
    s = fixture_read(start, NULL, 0, NULL);
    assert_int_equal(s->stimuli[0].current, LIF_CURRENT_MEAN);
    cosim_scenario_free(s);
    s = fixture_read(text, sets, 1, NULL);
    assert_int_equal(s->stimuli[0].current, LIF_CURRENT_SAMPLE);
    cosim_scenario_free(s);
    free(start);
    free(text);
    free(end);
}

/* Each stimulus and the sum have limits, down to the current of a step and its range. */
static void test_limits(void **state)
{
    (void)state;
    static const char *const sets[] = {"least=-0.5 nA", "most=4 nA"};
    static const char list[] =
        "  - constant: {amplitude: 5 nA, stop: 0.1 ms, most: 2 nA}\n"
        "  - constant: {amplitude: -3 nA, start: 0.1 ms, least: -1 nA, most: 0 nA}\n"
        "  - constant: {amplitude: 3 nA, start: 0.2 ms, least: 5 nA}\n"
        "  - noise: {deviation: 1 nA, correlation_time: 5 ms, seed: 1, least: 0 nA, most: 0 nA}\n";
    cosim_current current;
    double current_a[3], low, high;
    cosim_scenario *s = read_stimulus(list, NULL);
    assert_true(!s->limits.has_least && !s->limits.has_most);
    assert_true(!s->stimuli[0].limits.has_least && s->stimuli[0].limits.has_most);
    EXACT(s->stimuli[0].limits.most_a, 2e-9);
    EXACT(s->stimuli[1].limits.least_a, -1e-9);
    assert_int_equal(cosim_current_start(&current, s), 0);
    cosim_current_next(&current, 3, current_a);
    EXACT(current_a[0], 2e-9);
    EXACT(current_a[1], -1e-9);
    EXACT(current_a[2], -1e-9 + 5e-9);
    cosim_current_free(&current);
    assert_true(cosim_current_range(s, &low, &high));
    EXACT(low, -1e-9);
    assert_true(high == 2e-9 + 5e-9);

    cosim_scenario *within = NULL;
    cosim_diag diag;
    assert_int_equal(cosim_scenario_vary(s, sets, 2, &within, &diag), 0);
    EXACT(within->limits.least_a, -0.5e-9);
    EXACT(within->limits.most_a, 4e-9);
    assert_int_equal(cosim_current_start(&current, within), 0);
    cosim_current_next(&current, 3, current_a);
    EXACT(current_a[0], 2e-9);
    EXACT(current_a[1], -0.5e-9);
    EXACT(current_a[2], 4e-9);
    cosim_current_free(&current);
    assert_true(cosim_current_range(within, &low, &high));
    EXACT(low, -0.5e-9);
    EXACT(high, 4e-9);
    within->stimuli[3].limits.has_most = false; /* of the noise: now only the sum has a bound */
    assert_true(cosim_current_range(within, &low, &high) && low == -0.5e-9 && high == 4e-9);
    within->limits.has_least = false;
    assert_false(cosim_current_range(within, &low, &high));
    cosim_scenario_free(within);
    cosim_scenario_free(s);
}

/* A rate is one over the step, and each takes the other's place. */
static void test_rate(void **state)
{
    (void)state;
    static const char *const rate[] = {"rate=360 Hz", "neuron.refractory_steps=0"};
    static const char *const back[] = {"rate=360 Hz", "step=0.1 ms"};
    char *text = fixture_change(book_text, "step: 0.1 ms", "rate: 10 kHz");
    cosim_scenario *s = fixture_read(text, NULL, 0, NULL);
    EXACT(s->params.dt_s, 1e-4);
    cosim_scenario_free(s);
    s = fixture_read(text, rate, 2, NULL);
    EXACT(s->params.dt_s, 1.0 / 360.0);
    cosim_scenario_free(s);
    s = fixture_read(book_text, rate, 2, NULL);
    EXACT(s->params.dt_s, 1.0 / 360.0);
    cosim_scenario_free(s);
    s = fixture_read(text, back, 2, NULL);
    EXACT(s->params.dt_s, 1e-4);
    cosim_scenario_free(s);
    free(text);
}

static void test_random_stimuli(void **state)
{
    (void)state;
    static const char list[] =
        "  - noise: {mean: 1 nA, deviation: 0.2 nA, correlation_time: 2 ms, seed: 7}\n"
        "  - poisson: {rate: 500 Hz, amplitude: 1 nA, decay: 5 ms, seed: 18446744073709551615}\n"
        "  - noise: {deviation: 0.2 nA, correlation_time: 2 ms, seed: 7}\n";
    cosim_scenario *s = read_stimulus(list, NULL);
    const lif_stimulus *x = s->stimuli;
    assert_int_equal(x[0].kind, LIF_STIMULUS_NOISE);
    EXACT(x[0].u.noise.mean_a, 1e-9);
    EXACT(x[0].u.noise.deviation_a, 0.2e-9);
    EXACT(x[0].u.noise.correlation_s, 2e-3);
    assert_int_equal(x[0].u.noise.seed, 7);
    assert_int_equal(x[1].kind, LIF_STIMULUS_POISSON);
    EXACT(x[1].u.poisson.rate_hz, 500.0);
    EXACT(x[1].u.poisson.amplitude_a, 1e-9);
    EXACT(x[1].u.poisson.decay_s, 5e-3);
    assert_true(x[1].u.poisson.seed == UINT64_MAX);
    EXACT(x[2].u.noise.mean_a, 0.0);
    cosim_scenario_free(s);

    const uint64_t base = 42;
    s = read_stimulus(list, &base);
    assert_true(s->stimuli[0].u.noise.seed == lif_random_mix(42, 0));
    assert_true(s->stimuli[1].u.poisson.seed == lif_random_mix(42, 1));
    assert_true(s->stimuli[2].u.noise.seed == lif_random_mix(42, 2));
    cosim_scenario_free(s);
}

static void test_data_stimuli(void **state)
{
    (void)state;
    static const char events[] = "\xEF\xBB\xBFname,time\r\na,0.5\r\n\"b, c\",2\r\nd,2\r\n\r\n";
    static const char current[] = "n,i\n0,1\n1,-2.5\n2,0.3\n";
    fixture_write("events.csv", events, sizeof events - 1);
    fixture_write("current.csv", current, sizeof current - 1);
    char *text = fixture_change(book_text, "  - triangle: {peak: 0.2 mA, samples: 502}\n",
                                "  - events: {times: [0 ms, 0.1 ms, 0.1 ms], amplitude: 1 nA, "
                                "decay: 5 ms}\n"
                                "  - events: {file: events.csv, unit: ms, amplitude: 2 nA, decay: "
                                "1 ms, stop: 1 s}\n"
                                "  - file: {path: current.csv, column: i, unit: nA, start: 0.1 "
                                "ms}\n");
    char *shorter = fixture_change(text, "steps: 500", "steps: 3");
    char *without = fixture_change(shorter, "expect:\n  spikes: [76, 110]\n", "");
    cosim_scenario *s = fixture_read(without, NULL, 0, NULL);
    const lif_stimulus *x = s->stimuli;
    assert_int_equal(x[0].kind, LIF_STIMULUS_EVENTS);
    assert_int_equal(x[0].u.events.count, 3);
    EXACT(x[0].u.events.times_s[2], 1e-4);
    EXACT(x[0].u.events.amplitude_a, 1e-9);
    EXACT(x[0].u.events.decay_s, 5e-3);
    assert_int_equal(x[1].u.events.count, 3);
    EXACT(x[1].u.events.times_s[0], 0.5e-3);
    EXACT(x[1].u.events.times_s[1], 2e-3);
    EXACT(x[1].stop_s, 1.0);
    assert_int_equal(x[2].kind, LIF_STIMULUS_FILE);
    assert_int_equal(x[2].u.file.count, 3);
    EXACT(x[2].u.file.values_a[0], 1e-9);
    EXACT(x[2].u.file.values_a[1], -2.5e-9);
    EXACT(x[2].u.file.values_a[2], 0.3e-9);
    EXACT(x[2].start_s, 0.1e-3);
    cosim_scenario_free(s);
    fixture_remove("events.csv");
    fixture_remove("current.csv");
    free(text);
    free(shorter);
    free(without);
}

int main(int argc, char **argv)
{
    (void)argc;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_key),
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_book),
        cmocka_unit_test(test_hash),
        cmocka_unit_test(test_analytic_stimuli),
        cmocka_unit_test(test_currents),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_rate),
        cmocka_unit_test(test_random_stimuli),
        cmocka_unit_test(test_data_stimuli),
    };
    fixture_start(argv[0]);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_end();
    return failed;
}
