// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The library's handle for a core: the integer model passes, every kind of wrong answer fails at
 * its level, tick and neuron, and what is out of order is refused. The judge itself is tested by
 * unit/run/test_core_*.c. */
#include "neuron_fixture.h"
#include "library/lifcosim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NEURONS = 3, INPUTS = 2, TICKS = 120, MOST = 16 };

static const char network[] =
    "name: three\nstep: 1 ms\nsteps: 120\nseed: 4711\n"
    "populations:\n"
    "  p:\n"
    "    size: 3\n"
    "    neuron: {method: exponential, time_constant: 10 ms, resistance: 2 Ohm, rest: 0 mV,\n"
    "             threshold: 500 mV, refractory: 2 ms}\n"
    "    synapse: {time_constant: 5 ms, coupling: step}\n"
    "synapses:\n"
    "  - {from: in, to: p, unit: V, weights: [[0.6, 0, 0], [0, 0.5, 0]]}\n"
    "  - {from: p, to: p, unit: V, weights: [[0, 0, 0.7], [-0.1, 0, 0], [0, 0, 0]]}\n";
static const char listed[] = "sources: {in: {size: 2, events: {path: events.csv}}}\n";

static const lifcosim_core_info info = {.name = "mine",
                                        .format = "24/18/24",
                                        .weight_width = 8,
                                        .accumulator_width = 17,
                                        .hold_width = 8,
                                        .delay_bits = 3,
                                        .receptors = 1,
                                        .shows = LIFCOSIM_CORE_SHOWS_STATE |
                                                 LIFCOSIM_CORE_TELLS_SATURATION,
                                        .tolerance = 0.01};

static void refused(lifcosim_core *c, int status, int expected, const char *says)
{
    if (status != expected || strstr(lifcosim_core_error(c), says) == NULL) {
        fail_msg("status %d, \"%s\"; expected %d and \"%s\"", status, lifcosim_core_error(c),
                 expected, says);
    }
}

static void put(const char *path, const char *text, const char *more)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "%s%s", text, more);
    assert_int_equal(fclose(file), 0);
}

/* Reads the network with these lines more, in a folder of its own that stays the current one. */
static lifcosim_core *read_text(const char *more, int expected)
{
    char folder[] = "/tmp/lifcosim-core-XXXXXX";
    char events[40 * TICKS] = "source,tick\n";
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    for (int t = 0; t < TICKS; t += 3) {
        snprintf(events + strlen(events), sizeof events - strlen(events), "%d,%d\n", t % 2, t);
    }
    put("events.csv", events, "");
    put("spikes.csv", "population,neuron,tick\np,0,2\n", "");
    put("n.yaml", network, more);
    lifcosim_core *c = lifcosim_core_new();
    assert_non_null(c);
    assert_int_equal(lifcosim_core_read(c, "n.yaml"), expected);
    unlink("events.csv");
    unlink("spikes.csv");
    unlink("n.yaml");
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(folder), 0);
    return c;
}

/* Tells the words that the core has: those that are due, but for one of neuron 1 if `wrong`. */
static void tell(lifcosim_core *c, bool wrong)
{
    const unsigned rows = lifcosim_core_inputs(c) + lifcosim_core_neurons(c);
    for (unsigned i = 0; i < lifcosim_core_neurons(c); i++) {
        lifcosim_core_neuron_words w;
        assert_int_equal(lifcosim_core_neuron(c, i, &w), LIFCOSIM_OK);
        w.threshold += wrong && i == 1;
        assert_int_equal(lifcosim_core_neuron_is(c, i, &w), LIFCOSIM_OK);
    }
    for (unsigned r = 0; r < rows; r++) {
        lifcosim_core_row_words row;
        assert_int_equal(lifcosim_core_row(c, r, &row), LIFCOSIM_OK);
        assert_int_equal(lifcosim_core_row_is(c, r, &row), LIFCOSIM_OK);
        for (unsigned i = 0; i < lifcosim_core_neurons(c); i++) {
            int32_t weight;
            assert_int_equal(lifcosim_core_weight(c, r, i, &weight), LIFCOSIM_OK);
            assert_int_equal(lifcosim_core_weight_is(c, r, i, weight), LIFCOSIM_OK);
        }
    }
}

typedef enum fault { NONE, MEMBRANE, SPIKE_TWICE, EVENT_LOST, LATE, SATURATED } fault;

/* Runs the model with a fault in tick 50. Returns the verdict. */
static int run(lifcosim_core *c, fault f)
{
    int verdict = LIFCOSIM_OPEN;
    for (uint64_t t = 0; t < lifcosim_core_ticks(c); t++) {
        int32_t s0[NEURONS], a[NEURONS], before[NEURONS], after[NEURONS];
        uint8_t spike[NEURONS];
        uint32_t events[MOST], spikes[NEURONS + 1];
        size_t count = 0;
        assert_int_equal(lifcosim_core_events(c, events, MOST, &count), LIFCOSIM_OK);
        lifcosim_core_shown shown = {.synapse = {s0, NULL},
                                     .adaptation = a,
                                     .before = before,
                                     .after = after,
                                     .spike = spike,
                                     .spikes = spikes};
        const bool now = t == 51 && f != NONE;
        assert_int_equal(lifcosim_core_model(c, events, f == EVENT_LOST && now ? 0 : count, &shown),
                         LIFCOSIM_OK);
        assert_true(f != EVENT_LOST || !now || count > 0);
        lifcosim_core_tick tick = {.events = events,
                                   .event_count = count,
                                   .synapse = {s0, NULL},
                                   .adaptation = a,
                                   .before = before,
                                   .after = after,
                                   .spike = spike,
                                   .spikes = spikes,
                                   .spike_count = shown.spike_count,
                                   .flags = shown.flags};
        before[1] += f == MEMBRANE && now;
        if (f == SPIKE_TWICE && now) {
            spikes[tick.spike_count++] = 2;
        }
        tick.flags |= now && f == LATE ? (unsigned)LIFCOSIM_CORE_LATE : 0u;
        tick.flags |= now && f == SATURATED ? (unsigned)LIFCOSIM_CORE_SATURATED : 0u;
        assert_int_equal(lifcosim_core_judge(c, &tick), LIFCOSIM_OK);
    }
    assert_int_equal(lifcosim_core_done(c), TICKS);
    const bool wrong = lifcosim_core_mismatches(c) > 0;
    assert_int_equal(wrong, lifcosim_core_first_mismatch(c)[0] != '\0');
    assert_int_equal(lifcosim_core_finish(c, &verdict), LIFCOSIM_OK);
    return verdict;
}

static void the_model_passes(void **state)
{
    (void)state;
    for (int told = 0; told < 2; told++) {
        lifcosim_core *c = read_text(listed, LIFCOSIM_OK);
        assert_int_equal(lifcosim_core_circuit(c, &info), LIFCOSIM_OK);
        assert_int_equal(lifcosim_core_neurons(c), NEURONS);
        assert_int_equal(lifcosim_core_inputs(c), INPUTS);
        if (told) {
            tell(c, false);
        }
        assert_int_equal(run(c, NONE), LIFCOSIM_PASS);
        assert_string_equal(lifcosim_core_first_mismatch(c), "");
        const char *text = lifcosim_core_text(c), *json = lifcosim_core_json(c);
        assert_true(text != NULL && strncmp(text, "PASS     mine, 3 neurons", 24) == 0);
        assert_non_null(strstr(text, "exact         pass           360 compared, 0 mismatches"));
        assert_non_null(strstr(json, "\"steps\": 120"));
        assert_int_equal(strstr(text, "constants     not-applicable") == NULL, told);
        refused(c, lifcosim_core_judge(c, NULL), LIFCOSIM_MISUSE, "has its verdict");
        lifcosim_core_free(c);
    }
}

static void what_is_wrong_fails(void **state)
{
    (void)state;
    static const struct {
        fault fault;
        const char *says;
    } cases[] = {{MEMBRANE, "tick 51 neuron 1 membrane before reset: expected "},
                 {SPIKE_TWICE, "tick 51 neuron 2 spike at the port that no neuron shows"},
                 {EVENT_LOST, "tick 51 neuron 1 synaptic current: expected "},
                 {LATE, "tick 51 "},
                 {SATURATED, "tick 51 "}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        lifcosim_core *c = read_text(listed, LIFCOSIM_OK);
        assert_int_equal(lifcosim_core_circuit(c, &info), LIFCOSIM_OK);
        const int verdict = run(c, cases[i].fault);
        if (verdict != LIFCOSIM_FAIL ||
            strstr(lifcosim_core_first_mismatch(c), cases[i].says) == NULL) {
            fail_msg("fault %zu: verdict %d, %s", i, verdict, lifcosim_core_first_mismatch(c));
        }
        assert_non_null(strstr(lifcosim_core_json(c), "\"verdict\": \"fail\""));
        lifcosim_core_free(c);
    }
    lifcosim_core *c = read_text(listed, LIFCOSIM_OK);
    assert_int_equal(lifcosim_core_circuit(c, &info), LIFCOSIM_OK);
    tell(c, true);
    assert_int_equal(run(c, NONE), LIFCOSIM_FAIL);
    assert_non_null(strstr(lifcosim_core_first_mismatch(c), "neuron 1 "));
    lifcosim_core_free(c);
}

static void stated_spikes(void **state)
{
    (void)state;
    lifcosim_core *c = read_text(
        "sources: {in: {size: 2, events: {path: events.csv}}}\nexpect: {file: spikes.csv}\n",
        LIFCOSIM_OK);
    assert_int_equal(lifcosim_core_circuit(c, &info), LIFCOSIM_OK);
    assert_int_equal(run(c, NONE), LIFCOSIM_FAIL);
    assert_non_null(strstr(lifcosim_core_first_mismatch(c), "spikes that are expected"));
    assert_non_null(
        strstr(lifcosim_core_first_mismatch(c), "tick 2 neuron 0 spike: expected 1, observed 0"));
    assert_non_null(strstr(lifcosim_core_text(c), "expect        fail           1 stated"));
    lifcosim_core_free(c);
}

/* Drawn events are those of every other run, and come again where there was no room for them. */
static void drawn_events(void **state)
{
    const char poisson[] =
        "sources: {in: {size: 2, poisson: {rate: 700 Hz, seed: 5}, at_most: 3}}\n";
    lifcosim_core *c[2] = {read_text(poisson, LIFCOSIM_OK), read_text(poisson, LIFCOSIM_OK)};
    size_t total = 0;
    (void)state;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(lifcosim_core_circuit(c[i], &info), LIFCOSIM_OK);
    }
    for (int t = 0; t < TICKS; t++) {
        uint32_t events[2][MOST];
        size_t count[2];
        const int early = lifcosim_core_events(c[0], events[0], 0, &count[0]);
        if (early != LIFCOSIM_OK) {
            assert_int_equal(lifcosim_core_events(c[0], events[0], MOST, &count[0]), LIFCOSIM_OK);
        }
        assert_int_equal(lifcosim_core_events(c[1], events[1], MOST, &count[1]), LIFCOSIM_OK);
        assert_int_equal(count[0] > 0, early != LIFCOSIM_OK);
        assert_int_equal(count[0], count[1]);
        for (size_t i = 0; i < count[0]; i++) {
            assert_int_equal(events[0][i], events[1][i]);
        }
        total += count[0];
    }
    assert_in_range(total, TICKS / 2, 3 * TICKS);
    lifcosim_core_free(c[0]);
    lifcosim_core_free(c[1]);
    c[0] = read_text(poisson, LIFCOSIM_OK);
    assert_int_equal(lifcosim_core_circuit(c[0], &info), LIFCOSIM_OK);
    assert_int_equal(run(c[0], NONE), LIFCOSIM_PASS);
    lifcosim_core_free(c[0]);
    c[0] = read_text("network: {nir: n.nir}\n", LIFCOSIM_WRONG_INPUT);
    lifcosim_core_free(c[0]);
}

static void out_of_order(void **state)
{
    (void)state;
    size_t count;
    uint32_t events[1], seed;
    int32_t weight;
    lifcosim_core_neuron_words w;
    lifcosim_core *c = lifcosim_core_new();
    refused(NULL, lifcosim_core_read(NULL, "x"), LIFCOSIM_MISUSE, "lifcosim_core_new");
    refused(c, lifcosim_core_circuit(c, &info), LIFCOSIM_MISUSE, "lifcosim_core_read");
    refused(c, lifcosim_core_events(c, events, 1, &count), LIFCOSIM_MISUSE, "no core is known");
    refused(c, lifcosim_core_read(c, NULL), LIFCOSIM_MISUSE, "give its path");
    refused(c, lifcosim_core_read(c, "/nowhere.yaml"), LIFCOSIM_WRONG_INPUT, "/nowhere.yaml");
    lifcosim_core_free(c);
    lifcosim_core_free(NULL);

    c = read_text("nonsense: 1\n", LIFCOSIM_WRONG_INPUT);
    refused(c, LIFCOSIM_WRONG_INPUT, LIFCOSIM_WRONG_INPUT, "nonsense");
    lifcosim_core_free(c);

    c = read_text(listed, LIFCOSIM_OK);
    lifcosim_core_info wrong = info;
    wrong.neurons = 2;
    refused(c, lifcosim_core_circuit(c, &wrong), LIFCOSIM_WRONG_INPUT, "");
    wrong.neurons = 4294901761; /* 2^64 and 65536 weights */
    wrong.inputs = 131071;
    refused(c, lifcosim_core_circuit(c, &wrong), LIFCOSIM_WRONG_INPUT,
            "more than 16777216 weights");
    wrong = info;
    wrong.format = "24";
    refused(c, lifcosim_core_circuit(c, &wrong), LIFCOSIM_WRONG_INPUT, "24/18/24");
    wrong = info;
    wrong.weight_width = 40;
    refused(c, lifcosim_core_circuit(c, &wrong), LIFCOSIM_WRONG_INPUT, "core");
    wrong = info;
    wrong.shows = 8;
    refused(c, lifcosim_core_circuit(c, &wrong), LIFCOSIM_WRONG_INPUT, "shows is 0x8");
    assert_int_equal(lifcosim_core_circuit(c, &info), LIFCOSIM_OK); /* as before the calls */
    refused(c, lifcosim_core_neuron(c, NEURONS, &w), LIFCOSIM_MISUSE, "number 3 is beyond");
    refused(c, lifcosim_core_weight(c, 5, 0, &weight), LIFCOSIM_MISUSE, "number 5 is beyond");
    assert_int_equal(lifcosim_core_seed(c, &seed), LIFCOSIM_OK);
    assert_int_equal(seed, 4711);
    refused(c, lifcosim_core_events(c, NULL, 0, &count), LIFCOSIM_MISUSE, "room for 0");
    assert_int_equal(lifcosim_core_events(c, events, 1, &count), LIFCOSIM_OK); /* it comes again */
    assert_int_equal(count, 1);
    assert_int_equal(lifcosim_core_neuron(c, 0, &w), LIFCOSIM_OK);
    assert_int_equal(lifcosim_core_neuron_is(c, 0, &w), LIFCOSIM_OK);
    refused(c, lifcosim_core_judge(c, &(lifcosim_core_tick){.event_count = 0}), LIFCOSIM_MISUSE,
            "1 of 23 words");
    events[0] = 2;
    refused(c, lifcosim_core_judge(c, &(lifcosim_core_tick){.events = events, .event_count = 1}),
            LIFCOSIM_WRONG_INPUT, "there is no input 2");
    lifcosim_core_shown shown = {.spike = NULL};
    assert_int_equal(lifcosim_core_model(c, NULL, 0, &shown), LIFCOSIM_OK);
    refused(c, lifcosim_core_model(c, events, 1, &shown), LIFCOSIM_WRONG_INPUT,
            "tick 1: there is no input 2"); /* the model's tick, not the judge's */
    refused(c, lifcosim_core_finish(c, NULL), LIFCOSIM_MISUSE, "0 of 120 ticks");
    assert_null(lifcosim_core_text(c));
    lifcosim_core_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_model_passes), cmocka_unit_test(what_is_wrong_fails),
        cmocka_unit_test(stated_spikes), cmocka_unit_test(drawn_events),
        cmocka_unit_test(out_of_order)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
