// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Each seeded fault of the Verilog core (testbenches/faults/core.txt) is caught by the levels that
 * own it, on random networks and on one of exact ties; the core without a fault passes on all of
 * them. $TEST_FILTER chooses the faults of that name, with * and ? in it. */
#include "core_bench.h"
#include "core_circuit.h"

#include <string.h>

enum { TICKS = 250, ROUNDS = 6 };

/* The levels by their first letters: Constants, Port, Exact, Bounded, cLip. */
static const char letters[COSIM_CORE_LEVELS + 1] = {
    [COSIM_CORE_CONSTANTS] = 'C', [COSIM_CORE_PORT] = 'P', [COSIM_CORE_EXACT] = 'E',
    [COSIM_CORE_BOUNDED] = 'B',   [COSIM_CORE_CLIP] = 'L', [COSIM_CORE_FREE_RUNNING] = 'F'};

static const struct fault {
    const char *name, *owners;
} faults[] = {
    {"above", "E"},
    {"accumulator-kept", "EB"},
    {"adaptation-kept", "EB"},
    {"add-before-decay", "EB"},
    {"busy-writes", "P"},
    {"event-late", "EB"},
    {"event-lost", "EB"},
    {"freeze-ignored", "EB"},
    {"group-lost", "EB"},
    {"held-integrates", "EB"},
    {"hold-long", "EB"},
    {"hold-short", "EB"},
    {"jump-early", "EB"},
    {"jump-missing", "EB"},
    {"late", "P"},
    {"leak-word", "CE"},
    {"neighbour", "EB"},
    {"noise-lags", "EB"},
    {"old-current", "EB"},
    {"port-spike-lost", "P"},
    {"reset-keeps", "EB"},
    {"row-wrong", "EB"},
    {"saturates-early", "EB"},
    {"saturates-silently", "L"},
    {"spike-unstable", "P"},
    {"subtract-resets", "EB"},
    {"truncates", "EB"},
    {"weight-unsigned", "EB"},
    {"wraps", "EB"},
};
enum { FAULTS = sizeof faults / sizeof *faults };

/* Neurons without memory, each with an input of the weight of its threshold: each event is a tie.
 */
static void tie_network(core_random *made, const lif_core_format *format, unsigned n)
{
    *made = (core_random){.format = *format};
    made->neuron = calloc(n, sizeof *made->neuron);
    made->row = calloc(2 * (size_t)n, sizeof *made->row);
    made->weight = calloc(2 * (size_t)n * n, sizeof *made->weight);
    made->rate = calloc(2 * (size_t)n, sizeof *made->rate);
    assert_true(made->neuron != NULL && made->row != NULL && made->weight != NULL &&
                made->rate != NULL);
    for (unsigned i = 0; i < n; i++) {
        made->neuron[i] = (lif_core_real){.euler = true,
                                          .leak = 1.0,
                                          .synapse_leak = {1.0, 1.0},
                                          .adaptation_keep = 1.0,
                                          .threshold = 1.0,
                                          .scale_v = 1.0};
        made->row[i] = (lif_core_row){.delay = 0, .most = 1};
        made->row[n + i] = (lif_core_row){.delay = 1, .most = 1};
        made->weight[(size_t)i * n + i] = 1.0;
        made->rate[i] = 0.3;
    }
    made->net = (lif_core_net){n, n, made->neuron, made->row, made->weight, 1};
}

/* Tells whether all levels that own a fault have caught it. */
static bool all_caught(const char *owners, const unsigned caught[COSIM_CORE_LEVELS])
{
    for (int k = 0; k < COSIM_CORE_LEVELS; k++) {
        if (strchr(owners, letters[k]) != NULL && caught[k] == 0) {
            return false;
        }
    }
    return true;
}

/* Runs networks, the same ones for every core, until all owners (NULL: no one) have caught it. */
static unsigned run_networks(cosim_core_dut *c, const char *owners,
                             unsigned caught[COSIM_CORE_LEVELS], char *text, size_t bytes)
{
    const unsigned n = c->ops.neurons;
    const core_draw draws[] = {{.neurons = n, .inputs = n, .receptors = 1},
                               {.neurons = n, .inputs = n, .receptors = 1, .wild = true},
                               {.neurons = n, .inputs = n, .receptors = 1, .adaptive = true},
                               {.neurons = n, .inputs = n, .receptors = 1, .freezing = true},
                               {.neurons = n, .inputs = n, .receptors = 1}}; /* ties */
    const unsigned kinds = sizeof draws / sizeof *draws;
    unsigned run = 0;
    lif_random random;
    lif_random_seed(&random, fixture_setting("SEED", 20261122));
    for (unsigned set = 0; set < ROUNDS * kinds; set++) {
        core_random made;
        lif_core_image image;
        if (set % kinds == kinds - 1) {
            tie_network(&made, &c->ops.format, n);
        } else {
            core_random_new(&made, &random, &c->ops.format, &draws[set % kinds]);
            made.format.accumulator_width = c->ops.format.accumulator_width;
        }
        if (cosim_core_quantise(&made.net, &made.format, &image, NULL, NULL) == LIF_OK) {
            const cosim_core_case choices = {.saturation_declared = true};
            const cosim_core_result r =
                core_bench_run(&made, &image, &c->ops, c->instance, choices, TICKS, 1 + set);
            for (int k = 0; k < COSIM_CORE_LEVELS; k++) {
                caught[k] += r.level[k].verdict == COSIM_FAIL;
            }
            if (r.verdict == COSIM_FAIL) {
                core_bench_failures(&r, text, bytes);
            }
            run++;
            cosim_core_image_free(&image);
        }
        core_random_free(&made);
        if (owners != NULL && all_caught(owners, caught)) {
            break;
        }
    }
    return run;
}

static void fault_is_caught(void **state)
{
    const struct fault *f = *state;
    unsigned caught[COSIM_CORE_LEVELS] = {0};
    char path[200], text[900] = "nothing";
    cosim_core_dut c;
    cosim_diag diag;
    snprintf(path, sizeof path, "build/faults/core/%s.so", f->name);
    if (cosim_core_dut_open(&c, path, &diag) != 0 || cosim_core_dut_start(&c, &diag) != 0) {
        fail_msg("%s", diag.message);
    }
    const unsigned run = run_networks(&c, f->owners, caught, text, sizeof text);
    print_message("# %s: of %u networks it fails in: constants %u, port %u, exact %u, bounded %u, "
                  "clip %u; %s\n",
                  f->name, run, caught[COSIM_CORE_CONSTANTS], caught[COSIM_CORE_PORT],
                  caught[COSIM_CORE_EXACT], caught[COSIM_CORE_BOUNDED], caught[COSIM_CORE_CLIP],
                  text);
    if (!all_caught(f->owners, caught)) {
        fail_msg("%s is not caught by all of %s", f->name, f->owners);
    }
    cosim_core_dut_close(&c);
}

static void correct_core_passes(void **state)
{
    unsigned caught[COSIM_CORE_LEVELS] = {0};
    char text[900] = "";
    cosim_core_dut c;
    (void)state;
    core_circuit_open(&c, "c24_16");
    assert_true(run_networks(&c, NULL, caught, text, sizeof text) > 4 * ROUNDS);
    for (int k = 0; k < COSIM_CORE_LEVELS; k++) {
        if (caught[k] > 0) {
            fail_msg("a correct core fails: %s", text);
        }
    }
    cosim_core_dut_close(&c);
}

int main(void)
{
    struct CMUnitTest tests[FAULTS + 1];
    for (size_t i = 0; i < FAULTS; i++) {
        tests[i] = (struct CMUnitTest){faults[i].name, fault_is_caught, NULL, NULL,
                                       (void *)(uintptr_t)&faults[i]};
    }
    tests[FAULTS] = (struct CMUnitTest)cmocka_unit_test(correct_core_passes);
    cmocka_set_test_filter(getenv("TEST_FILTER"));
    return cmocka_run_group_tests(tests, NULL, NULL);
}
