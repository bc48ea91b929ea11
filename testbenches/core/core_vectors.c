// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* core_vectors OUTPUT RUNS TICKS NEURON_BITS STATE LEAK RESIDUAL WEIGHT SUM RECEPTORS DELAY LANES
 * HOLD
 *
 * Writes what tb_core.v does to a core of these parameters, and what the core must answer by the
 * integer model: runs on random images, each after a reset. The file has words of 32 bits, one a
 * line, in hexadecimal: a command and its operands.
 *
 *   1 ADDRESS DATA   write          3 ROW   an event
 *   2 ADDRESS DATA   read this      4 ...   a tick: S_0 S_1 A Y X' spike of each neuron
 *   5                reset          0       the end
 *
 * The seed is $SEED. Status: 0, 2 usage, 3 the file cannot be written. */
#include "circuit/core_images.h"
#include "circuit/core_memory.h"
#include "core/core_accesses.h"
#include "splitmix.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static FILE *out;

static void put(uint32_t word) { fprintf(out, "%08" PRIx32 "\n", word); }

/* Writes a word and reads it back, with the bits that it has. */
static void word(uint32_t address, uint32_t data)
{
    put(1);
    put(address);
    put(data);
    put(2);
    put(address);
    put(data);
}

static void run(lif_random *random, const lif_core_format *f, const lif_core_image *image,
                unsigned ticks)
{
    lif_core_integer model;
    int32_t *words = calloc(5 * (size_t)image->neurons, sizeof *words);
    uint8_t *spike = calloc(image->neurons, 1);
    if (words == NULL || spike == NULL ||
        cosim_core_integer_new(&model, f, image, NULL) != LIF_OK) {
        exit(3);
    }
    int32_t *const of[5] = {words, words + image->neurons, words + 2 * image->neurons,
                            words + 3 * image->neurons, words + 4 * image->neurons};
    const lif_core_seen seen = {{of[0], of[1]}, of[2], of[3], of[4], spike};
    for (unsigned t = 0; t < ticks; t++) {
        for (unsigned j = 0; j < image->inputs; j++) {
            if (lif_random_below(random, 8) == 0) {
                put(3);
                put(j);
                lif_core_integer_event(&model, j);
            }
        }
        lif_core_integer_neurons(&model, &seen);
        lif_core_integer_spikes(&model, spike);
        put(4);
        for (unsigned i = 0; i < image->neurons; i++) {
            for (unsigned k = 0; k < 5; k++) {
                put((uint32_t)of[k][i]);
            }
            put(spike[i]);
        }
    }
    cosim_core_integer_free(&model);
    free(words);
    free(spike);
}

int main(int argc, char **argv)
{
    unsigned p[13];
    if (argc != 14) {
        fputs("usage: core_vectors OUTPUT RUNS TICKS NEURON_BITS STATE LEAK RESIDUAL WEIGHT SUM "
              "RECEPTORS DELAY LANES HOLD\n",
              stderr);
        return 2;
    }
    for (int i = 2; i < 14; i++) {
        p[i - 2] = (unsigned)strtoul(argv[i], NULL, 10);
    }
    const lif_core_format f = {
        {p[3], p[3] - 2, p[4], p[5] != 0 ? LIF_RESIDUAL : LIF_HALF_UP, LIF_CODING_ANY, 0},
        p[6],
        p[7],
        p[11],
        p[9],
        p[8]};
    const unsigned n = 1u << p[2];
    lif_core_image image;
    lif_random random;
    lif_random_seed(&random, splitmix_seed(20261130));
    out = fopen(argv[1], "w");
    if (out == NULL || cosim_core_image_new(&image, n, n, NULL) != LIF_OK) {
        fprintf(stderr, "core_vectors: %s cannot be written\n", argv[1]);
        return 3;
    }
    for (unsigned r = 0; r < p[0]; r++) {
        image_draw(&random, &f, (image_kind)(r % IMAGE_KINDS), &image);
        put(5);
        core_accesses(&image, &f, 1u << p[10], word);
        run(&random, &f, &image, p[1]);
    }
    put(0);
    cosim_core_image_free(&image);
    return fclose(out) == 0 ? 0 : 3;
}
