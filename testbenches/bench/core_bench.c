// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* core_bench CORE.so|model PASSES STEPS
 *
 * The rows of the cores: STEPS neuron-ticks of a core of 256 neurons, PASSES times, unjudged and
 * without input events. One neuron spikes every hundred ticks, so that there is something to count.
 * `model` is the integer model on the same image. */
#include "bench_table.h"
#include "circuit/core_memory.h"
#include "circuit/core_model.h"
#include "circuit/core_open.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NEURONS = 256, FRACTION = 18 };

static void give_up(const char *why)
{
    fprintf(stderr, "core_bench: %s\n", why);
    exit(3);
}

static void fill(lif_core_image *image)
{
    for (unsigned i = 0; i < NEURONS; i++) {
        image->word[i] = (lif_core_words){.leak_fx = 1 << 20,
                                          .synapse_leak_fx = {1 << 21, 1 << 21},
                                          .threshold_fx = 1 << FRACTION,
                                          .drive_fx = (int32_t)(i + 1) << 9, /* below it */
                                          .above = i % 2 == 1,
                                          .noisy = true};
    }
    image->word[7].drive_fx = 1 << (FRACTION + 2);
    image->word[7].leak_fx = 1 << 24;
    image->word[7].hold = 99;
    for (unsigned row = 0; row < 2 * NEURONS; row++) {
        image->row[row] = (lif_core_row){.delay = 1, .most = 1};
    }
}

static void open_core(const char *name, cosim_core_dut *dut)
{
    cosim_diag diag;
    if (strcmp(name, "model") == 0) {
        *dut = (cosim_core_dut){.ops = cosim_core_model_ops};
        dut->ops.format =
            (lif_core_format){{24, FRACTION, 24, LIF_HALF_UP, LIF_CODING_ANY, 0}, 8, 17, 8, 3, 1};
    } else if (cosim_core_dut_open(dut, name, &diag) != 0) {
        give_up(diag.message);
    }
    if (cosim_core_dut_start(dut, &diag) != 0) {
        give_up(diag.message);
    }
}

int main(int argc, char **argv)
{
    static int32_t words[5][NEURONS];
    static uint8_t spike[NEURONS], shown[NEURONS];
    static uint32_t spikes[NEURONS];
    const lif_core_seen seen = {{words[0], words[1]}, words[2], words[3], words[4], spike};
    lif_core_tick tick = {.seen = &seen, .shown = shown, .spikes = spikes};
    lif_core_image image;
    cosim_core_dut dut;
    uint64_t total = 0;
    if (argc != 4) {
        give_up("usage: core_bench CORE.so|model PASSES STEPS");
    }
    const bench_table done = {.passes = strtoul(argv[2], NULL, 10),
                              .steps = strtoul(argv[3], NULL, 10)};
    if (done.steps % NEURONS != 0) {
        give_up("STEPS is not a multiple of 256");
    }
    open_core(argv[1], &dut);
    if (cosim_core_image_new(&image, NEURONS, NEURONS, NULL) != LIF_OK) {
        give_up("out of memory");
    }
    fill(&image);
    if (dut.ops.configure(dut.instance, &image, 0) != 0) {
        give_up(dut.ops.message(dut.instance));
    }
    bench_begin();
    for (size_t t = 0; t < done.passes * (done.steps / NEURONS); t++) {
        if (dut.ops.tick(dut.instance, &tick) != 0) {
            give_up(dut.ops.message(dut.instance));
        }
        total += tick.spike_count;
    }
    bench_end(&done, total);
    cosim_core_image_free(&image);
    cosim_core_dut_close(&dut);
    return 0;
}
