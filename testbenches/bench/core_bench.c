// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* core_bench run|judge|write CORE.so|model EVENTS PASSES STEPS
 *
 * The rows of the cores: STEPS neuron-ticks of a core of 256 neurons, PASSES times. EVENTS inputs
 * have an event in each tick, and each of them 256 weights that are not 0. One neuron spikes every
 * 16 ticks, whatever the events, so that there is something to count: rows with and without events
 * differ in nothing else. `model` is the integer model. `run` runs the network, `judge` runs
 * it by cosim_core_run and judges all levels, of which none may fail, and `write` prints the words
 * of the network for tb_core_bench.v, an access a line. */
#include "bench_table.h"
#include "circuit/core_model.h"
#include "circuit/core_open.h"
#include "circuit/core_words.h"
#include "core/core_accesses.h"
#include "run/core_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NEURONS = 256, ROWS = 2 * NEURONS, LANES = 4, SPIKING = 7, PERIOD = 16 };

typedef struct network {
    lif_core_net net;
    lif_core_format format;
    lif_core_real neuron[NEURONS];
    lif_core_row row[ROWS];
    double weight[ROWS * NEURONS];
    lif_core_image image;
    unsigned events;
} network;

static void give_up(const char *why)
{
    fprintf(stderr, "core_bench: %s\n", why);
    exit(3);
}

/* Every neuron has its own time constants, and all but one stay below their threshold. */
static void draw(network *n)
{
    lif_core_losses losses;
    lif_error error;
    for (unsigned i = 0; i < NEURONS; i++) {
        const double leak = 0.002 + 0.0001 * i, decay = 0.05 + 0.001 * i;
        n->neuron[i] = (lif_core_real){.keep = 1.0 - leak,
                                       .leak = leak,
                                       .synapse_keep = {1.0 - decay, 1.0 - decay},
                                       .synapse_leak = {decay, decay},
                                       .adaptation_keep = 1.0 - leak,
                                       .adaptation_leak = leak,
                                       .threshold = 1.0,
                                       .jump = 0.01,
                                       .drive = 0.002 * i,
                                       .above = i % 2 == 1,
                                       .noisy = true,
                                       .scale_v = 1.0};
    }
    n->neuron[SPIKING].drive = 16.0;
    n->neuron[SPIKING].leak = 0.5;
    n->neuron[SPIKING].keep = 0.5;
    n->neuron[SPIKING].hold = PERIOD - 1;
    for (unsigned row = 0; row < ROWS; row++) {
        n->row[row] = (lif_core_row){.delay = (uint8_t)(1 + row % 7), .most = 1};
        for (unsigned i = 0; i < NEURONS; i++) { /* some excite, some inhibit: near nothing */
            n->weight[row * NEURONS + i] = 1e-4 * (1.0 + (row * 7 + i) % 11) * (row % 2 ? -1 : 1);
        }
    }
    n->format = (lif_core_format){{24, 18, 24, LIF_HALF_UP, LIF_CODING_ANY, 0}, 8, 17, 8, 3, 1};
    n->net = (lif_core_net){NEURONS, NEURONS, n->neuron, n->row, n->weight, 1};
    if (cosim_core_quantise(&n->net, &n->format, &n->image, &losses, &error) != LIF_OK) {
        give_up(error.message);
    }
}

/* Gives other inputs in each tick, in turn. */
static size_t next_events(void *context, uint64_t tick, uint32_t *events, size_t room)
{
    const network *n = context;
    if (tick == 0) { /* what was before is no tick */
        bench_begin();
    }
    for (unsigned e = 0; e < n->events && e < room; e++) {
        events[e] = (uint32_t)(tick * n->events + e) % NEURONS;
    }
    return n->events;
}

static void open_core(const char *name, const network *n, cosim_core_dut *dut)
{
    cosim_diag diag;
    if (strcmp(name, "model") == 0) {
        *dut = (cosim_core_dut){.ops = cosim_core_model_ops};
        dut->ops.format = n->format;
    } else if (cosim_core_dut_open(dut, name, &diag) != 0) {
        give_up(diag.message);
    }
    if (cosim_core_dut_start(dut, &diag) != 0) {
        give_up(diag.message);
    }
}

static uint64_t run(network *n, cosim_core_dut *dut, uint64_t ticks)
{
    static int32_t words[5][NEURONS];
    static uint8_t spike[NEURONS], shown[NEURONS];
    static uint32_t spikes[NEURONS], events[NEURONS];
    const lif_core_seen seen = {{words[0], words[1]}, words[2], words[3], words[4], spike};
    lif_core_tick tick = {.events = events, .seen = &seen, .shown = shown, .spikes = spikes};
    uint64_t total = 0;
    if (dut->ops.configure(dut->instance, &n->image, 0) != 0) {
        give_up(dut->ops.message(dut->instance));
    }
    for (uint64_t t = 0; t < ticks; t++) {
        tick.event_count = next_events(n, t, events, NEURONS);
        if (dut->ops.tick(dut->instance, &tick) != 0) {
            give_up(dut->ops.message(dut->instance));
        }
        total += tick.spike_count;
    }
    return total;
}

static uint64_t judge(network *n, cosim_core_dut *dut, uint64_t ticks)
{
    const cosim_core_job job = {
        .judged = {.net = &n->net, .format = &n->format, .image = &n->image, .tolerance = 1e-3},
        .source = {next_events, n},
        .ticks = ticks};
    cosim_core_result result;
    cosim_diag diag;
    char text[200];
    if (cosim_core_run(&job, &dut->ops, dut->instance, &result, &diag) != 0) {
        give_up(diag.message);
    }
    for (int k = 0; k < COSIM_CORE_LEVELS; k++) {
        if (result.level[k].verdict == COSIM_FAIL) {
            give_up(cosim_core_mismatch_text(&result.level[k], text, sizeof text));
        }
    }
    return result.spikes;
}

static void put(uint32_t address, uint32_t data)
{
    printf("%08" PRIx32 " %08" PRIx32 "\n", address, data);
}

int main(int argc, char **argv)
{
    static network made;
    cosim_core_dut dut;
    if (argc != 6) {
        give_up("usage: core_bench run|judge|write CORE.so|model EVENTS PASSES STEPS");
    }
    const bench_table done = {.passes = strtoul(argv[4], NULL, 10),
                              .steps = strtoul(argv[5], NULL, 10)};
    made.events = (unsigned)strtoul(argv[3], NULL, 10);
    if (done.steps % (PERIOD * NEURONS) != 0 || made.events > NEURONS) {
        give_up("STEPS is not a multiple of 4096, or there are more than 256 EVENTS");
    }
    draw(&made);
    if (strcmp(argv[1], "write") == 0) {
        core_accesses(&made.image, &made.format, LANES, put);
        return 0;
    }
    open_core(argv[2], &made, &dut);
    const uint64_t ticks = done.passes * (done.steps / NEURONS);
    const bool judged = strcmp(argv[1], "judge") == 0;
    bench_end(&done, judged ? judge(&made, &dut, ticks) : run(&made, &dut, ticks));
    cosim_core_image_free(&made.image);
    cosim_core_dut_close(&dut);
    return 0;
}
