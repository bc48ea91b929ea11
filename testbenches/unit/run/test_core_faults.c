// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Each seeded fault of a core (testbenches/faults/core_model.txt) is caught by the levels that own
 * it, on the random networks that excite it; by no level that does not; and the correct core passes
 * on the same networks. */
#include "core_bench.h"
#include "circuit/core_model.h"
#include "circuit/core_open.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NETWORKS = 16, TICKS = 1200 };

/* The levels by their first letters: Constants, Port, Exact, Bounded, cliP (L), Free-running. */
typedef struct fault {
    const char *name;
    const char *owners; /* levels that must catch it, on one network at the least */
    const char *never;  /* levels that must not */
    core_draw draw;
    bool residual, ties; /* ties: the network of exact ties, in place of random ones */
} fault;

#define ANY                                                                                        \
    {                                                                                              \
        .neurons = 24, .inputs = 8                                                                 \
    }
#define WILD                                                                                       \
    {                                                                                              \
        .neurons = 24, .inputs = 8, .wild = true                                                   \
    }
#define ADAPTIVE                                                                                   \
    {                                                                                              \
        .neurons = 24, .inputs = 8, .adaptive = true                                               \
    }
#define FREEZING                                                                                   \
    {                                                                                              \
        .neurons = 24, .inputs = 8, .freezing = true                                               \
    }
#define TWO                                                                                        \
    {                                                                                              \
        .neurons = 24, .inputs = 8, .receptors = 2                                                 \
    }

static const fault faults[] = {
    {"above", "E", "BCPL", ANY, false, true},
    {"accumulator-kept", "EB", "CP", ANY, false, false},
    {"add-before-decay", "EB", "CP", ANY, false, false},
    {"event-late", "EB", "CP", ANY, false, false},
    {"event-lost", "EB", "CP", ANY, false, false},
    {"event-twice", "EB", "CP", ANY, false, false},
    {"event-wrong-row", "EB", "CP", ANY, false, false},
    {"freeze-ignored", "EB", "CP", FREEZING, false, false},
    {"group-lost", "EB", "CP", ANY, false, false},
    {"held-integrates", "EB", "CP", ANY, false, false},
    {"held-loses", "EB", "CP", ANY, false, false},
    {"hold-long", "EB", "CP", ANY, false, false},
    {"hold-short", "EB", "CP", ANY, false, false},
    {"jump-early", "EB", "CP", ADAPTIVE, false, false},
    {"jump-missing", "EB", "CP", ADAPTIVE, false, false},
    {"leak-plus", "E", "CP", ANY, false, false},
    {"leak-word", "CE", "P", ANY, false, false},
    {"neighbour", "EB", "CP", ANY, false, false},
    {"noise-twice", "EB", "CP", ANY, false, false},
    {"old-current", "EB", "CP", ANY, false, false},
    {"port-order", "P", "CEBL", ANY, false, false},
    {"port-spike-lost", "P", "CEBL", ANY, false, false},
    {"port-spike-twice", "P", "CEBL", ANY, false, false},
    {"refuses-events", "EBL", "CP", ANY, false, false},
    {"residual-kept", "E", "CP", ANY, true, false},
    {"residual-lost", "E", "CP", ANY, true, false},
    {"saturates-early", "EBL", "CP", WILD, false, false},
    {"saturates-silently", "L", "CPEB", WILD, false, false},
    {"second-receptor", "EB", "CP", TWO, false, false},
    {"shift-short", "EB", "CP", ANY, false, false},
    {"shown-twice", "P", "CEBL", ANY, false, false},
    {"spike-lost", "EB", "CP", ANY, false, false},
    {"subtract-resets", "EB", "CP", ANY, false, false},
    {"threshold-old", "EB", "CP", ADAPTIVE, false, false},
    {"truncates", "EB", "CP", ANY, false, false},
    {"weight-unsigned", "EB", "CP", ANY, false, false},
    {"wraps", "EB", "CP", WILD, false, false},
};
enum { FAULTS = sizeof faults / sizeof *faults };

static const char letters[COSIM_CORE_LEVELS + 1] = {
    [COSIM_CORE_CONSTANTS] = 'C', [COSIM_CORE_PORT] = 'P', [COSIM_CORE_EXACT] = 'E',
    [COSIM_CORE_BOUNDED] = 'B',   [COSIM_CORE_CLIP] = 'L', [COSIM_CORE_FREE_RUNNING] = 'F'};

/* Makes a neuron without memory, whose input has the weight of its threshold: each event is a tie.
 */
static void tie_network(core_random *made, const lif_core_format *format)
{
    *made = (core_random){.format = *format};
    made->neuron = calloc(1, sizeof *made->neuron);
    made->row = calloc(2, sizeof *made->row);
    made->weight = calloc(2, sizeof *made->weight);
    made->rate = calloc(2, sizeof *made->rate);
    assert_true(made->neuron != NULL && made->row != NULL && made->weight != NULL &&
                made->rate != NULL);
    made->neuron[0] = (lif_core_real){.euler = true,
                                      .leak = 1.0,
                                      .synapse_leak = {1.0, 1.0},
                                      .adaptation_keep = 1.0,
                                      .threshold = 1.0,
                                      .scale_v = 1.0};
    made->row[0] = (lif_core_row){.delay = 0, .most = 1};
    made->row[1] = (lif_core_row){.delay = 1, .most = 1};
    made->weight[0] = 1.0;
    made->rate[0] = 0.3;
    made->net = (lif_core_net){1, 1, made->neuron, made->row, made->weight, 1};
    made->format.accumulator_width = 9;
}

/* Draws the networks of a fault, the same ones for a correct core, and counts the levels that fail.
 */
static void run_networks(const fault *f, struct lif_core_dut_ops *ops, lif_core_dut *dut,
                         unsigned caught[COSIM_CORE_LEVELS], char *text, size_t bytes)
{
    const lif_core_format format =
        core_format(24, 18, 24, f->residual ? LIF_RESIDUAL : LIF_HALF_UP, 8);
    lif_random random;
    lif_random_seed(&random, fixture_setting("SEED", 20261122));
    for (unsigned set = 0; set < NETWORKS; set++) {
        core_random made;
        lif_core_image image;
        if (f->ties) {
            tie_network(&made, &format);
        } else {
            core_random_new(&made, &random, &format, &f->draw);
        }
        const uint64_t seed = lif_random_bits(&random);
        if (cosim_core_quantise(&made.net, &made.format, &image, NULL, NULL) == LIF_OK) {
            ops->format = made.format;
            const cosim_core_case choices = {.saturation_declared = true};
            const cosim_core_result r =
                core_bench_run(&made, &image, ops, dut, choices, TICKS, seed);
            for (int k = 0; k < COSIM_CORE_LEVELS; k++) {
                const bool failed = r.level[k].verdict == COSIM_FAIL;
                assert_int_equal(failed, r.level[k].mismatches > 0);
                assert_int_equal(failed, r.level[k].first.present);
                caught[k] += failed;
            }
            if (r.verdict == COSIM_FAIL) {
                core_bench_failures(&r, text, bytes);
            }
            cosim_core_image_free(&image);
        }
        core_random_free(&made);
    }
}

static void fault_is_caught(void **state)
{
    const fault *f = *state;
    unsigned caught[COSIM_CORE_LEVELS] = {0};
    char path[200], text[900] = "nothing";
    cosim_core_dut dut;
    cosim_diag diag;
    snprintf(path, sizeof path, "build/faults/core_model/%s.so", f->name);
    if (cosim_core_dut_open(&dut, path, &diag) != 0 || cosim_core_dut_start(&dut, &diag) != 0) {
        fail_msg("%s", diag.message);
    }
    run_networks(f, &dut.ops, dut.instance, caught, text, sizeof text);
    print_message(
        "# %s: networks of %d in which it fails: constants %u, port %u, exact %u, bounded "
        "%u, clip %u, free running %u\n# %s\n",
        f->name, NETWORKS, caught[COSIM_CORE_CONSTANTS], caught[COSIM_CORE_PORT],
        caught[COSIM_CORE_EXACT], caught[COSIM_CORE_BOUNDED], caught[COSIM_CORE_CLIP],
        caught[COSIM_CORE_FREE_RUNNING], text);
    for (int k = 0; k < COSIM_CORE_LEVELS; k++) {
        if (strchr(f->owners, letters[k]) != NULL && caught[k] == 0) {
            fail_msg("%s is not caught by %s", f->name, cosim_core_level_name((cosim_core_level)k));
        }
        if (strchr(f->never, letters[k]) != NULL && caught[k] > 0) {
            fail_msg("%s is caught by %s: %s", f->name, cosim_core_level_name((cosim_core_level)k),
                     text);
        }
    }
    cosim_core_dut_close(&dut);
}

/* The same networks on the correct model: no level fails. */
static void correct_core_passes(void **state)
{
    (void)state;
    for (size_t i = 0; i < FAULTS; i++) {
        bool drawn = false;
        for (size_t k = 0; k < i; k++) {
            drawn |= memcmp(&faults[k].draw, &faults[i].draw, sizeof faults[i].draw) == 0 &&
                     faults[k].residual == faults[i].residual && faults[k].ties == faults[i].ties;
        }
        if (drawn) {
            continue;
        }
        struct lif_core_dut_ops ops = cosim_core_model_ops;
        unsigned caught[COSIM_CORE_LEVELS] = {0};
        char text[900] = "", error[100];
        lif_core_dut *dut = ops.open(&ops, error, sizeof error);
        assert_non_null(dut);
        run_networks(&faults[i], &ops, dut, caught, text, sizeof text);
        for (int k = 0; k < COSIM_CORE_LEVELS; k++) {
            if (caught[k] > 0) {
                fail_msg("a correct core fails: %s", text);
            }
        }
        ops.close(dut);
    }
}

/* Every fault of the table is tried. */
static void table_is_whole(void **state)
{
    (void)state;
    FILE *file = fopen("testbenches/faults/core_model.txt", "r");
    char line[300], name[60];
    size_t count = 0;
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        bool found = false;
        if (sscanf(line, "@ %59s", name) != 1) {
            continue;
        }
        for (size_t i = 0; i < FAULTS; i++) {
            found |= strcmp(faults[i].name, name) == 0;
        }
        if (!found) {
            fail_msg("the fault %s is not tried", name);
        }
        count++;
    }
    fclose(file);
    assert_int_equal(count, FAULTS);
}

int main(void)
{
    static fault seeded[FAULTS];
    struct CMUnitTest tests[FAULTS + 2] = {cmocka_unit_test(table_is_whole),
                                           cmocka_unit_test(correct_core_passes)};
    memcpy(seeded, faults, sizeof seeded);
    for (size_t i = 0; i < FAULTS; i++) {
        tests[i + 2] = (struct CMUnitTest){faults[i].name, fault_is_caught, NULL, NULL, &seeded[i]};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
