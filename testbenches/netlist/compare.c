// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* compare FIRST SECOND SETS   are two circuits of one format the same, bit for bit?
 *
 * Random words, drives and holds (SEED), SETS times a block of steps, on both; every other block at
 * the edges of the rounding. Prints the number of steps that were compared and of those that
 * differ, as JSON. Status: 0 they are the same, 1 they are not, 2 usage, 3 a circuit could not be
 * used. */
#include "cosim_dut.h"
#include "cosim_format.h"
#include "lif_leak.h"
#include "lif_random.h"

#include <stdio.h>
#include <stdlib.h>

enum { STEPS = 256 };

typedef struct outputs {
    int32_t before[STEPS], after[STEPS];
    uint8_t spike[STEPS];
} outputs;

static int32_t random_word(lif_random *random, unsigned width)
{
    const unsigned shift = 32 - width;
    switch (lif_random_below(random, 4)) {
    case 0:
        return lif_random_below(random, 2) ? INT32_MAX >> shift : INT32_MIN >> shift;
    case 1:
        return (int32_t)lif_random_below(random, 9) - 4;
    default:
        return (int32_t)(uint32_t)lif_random_bits(random) >> shift;
    }
}

static lif_words random_words(lif_random *random, const lif_format *f)
{
    const uint64_t one = (uint64_t)1 << f->leak_fraction;
    const uint64_t leak = lif_random_below(random, one + 1) >> lif_random_below(random, 8);
    return (lif_words){.leak_fx = (int64_t)lif_leak_nearest(f, (double)leak),
                       .threshold_fx = random_word(random, f->state_width),
                       .reset_fx = random_word(random, f->state_width),
                       .initial_fx = random_word(random, f->state_width),
                       .initial_hold = (uint32_t)lif_random_below(random, 5),
                       .compare_above = lif_random_below(random, 2) == 1,
                       .reset_by_subtract = lif_random_below(random, 2) == 1};
}

/* Drives that put the product of leak and difference beside an edge of the rounding, half up or
 * down: there the lowest of its bits decides what is seen, which random words leave unused. Each
 * step spikes and resets, so that the membrane before it is known without a model. */
static void at_the_edges(lif_random *random, const lif_format *f, lif_words *words,
                         int32_t drive[STEPS], uint32_t hold[STEPS])
{
    const uint64_t leak = (uint64_t)words->leak_fx;
    unsigned even = 0, fraction;
    uint64_t inverse = 1;
    while (even < f->leak_fraction && (leak >> even & 1) == 0) {
        even++;
    }
    fraction = f->leak_fraction - even;
    if (fraction > f->state_width) { /* not each edge can be reached; the lower bits can */
        fraction = f->state_width;
    }
    for (int i = 0; i < 6; i++) { /* Newton's iteration doubles the bits that are right */
        inverse *= 2 - (leak >> even) * inverse;
    }
    words->threshold_fx = INT32_MIN >> (32 - f->state_width);
    words->compare_above = false;
    words->reset_by_subtract = false;
    words->initial_hold = 0;
    for (int i = 0; i < STEPS; i++) {
        const uint64_t edge = lif_random_below(random, 2) << (f->leak_fraction - 1);
        const uint64_t low = edge - lif_random_below(random, 2); /* of the product, just below or on */
        const int64_t state = i == 0 ? words->initial_fx : words->reset_fx;
        const uint64_t difference = (low >> even) * inverse;
        const uint64_t from = (uint64_t)(int64_t)drive[i] - (uint64_t)state - difference;
        const int64_t back = (int64_t)(from & (((uint64_t)1 << fraction) - 1));
        const int64_t least = words->threshold_fx;
        drive[i] = (int32_t)(drive[i] - back < least ? drive[i] - back + ((int64_t)1 << fraction)
                                                     : drive[i] - back);
        hold[i] = 0;
    }
}

static int run(cosim_dut *dut, const lif_words *words, const int32_t *drive, const uint32_t *hold,
               outputs *out)
{
    const lif_dut_block block = {.n = STEPS,
                                 .drive_fx = drive,
                                 .hold = hold,
                                 .before_fx = out->before,
                                 .after_fx = out->after,
                                 .spike = out->spike};
    if (dut->ops->configure(dut->instance, words) != 0 ||
        dut->ops->run(dut->instance, &block) != 0) {
        fprintf(stderr, "compare: %s: %s\n", dut->name, dut->ops->message(dut->instance));
        return -1;
    }
    return 0;
}

/* Blocks on both circuits; -1 if one of them could not go on. */
static int compare(cosim_dut *duts[2], uint64_t sets, lif_random *random, uint64_t *different,
                   uint64_t *spikes)
{
    static outputs out[2];
    static int32_t drive[STEPS];
    static uint32_t hold[STEPS];
    const lif_format *f = &duts[0]->ops->format;
    for (uint64_t n = 0; n < sets; n++) {
        lif_words words = random_words(random, f);
        for (int i = 0; i < STEPS; i++) {
            drive[i] = random_word(random, f->state_width);
            hold[i] = (uint32_t)lif_random_below(random, 4);
        }
        if (n % 2 == 1) {
            at_the_edges(random, f, &words, drive, hold);
        }
        for (int d = 0; d < 2; d++) {
            if (run(duts[d], &words, drive, hold, &out[d]) != 0) {
                return -1;
            }
        }
        for (int i = 0; i < STEPS; i++) {
            *different += out[0].before[i] != out[1].before[i] ||
                          out[0].after[i] != out[1].after[i] || out[0].spike[i] != out[1].spike[i];
            *spikes += out[0].spike[i];
        }
    }
    return 0;
}

int main(int argc, char **argv)
{
    cosim_dut *duts[2] = {NULL, NULL};
    const char *given = getenv("SEED");
    const uint64_t seed = given != NULL && given[0] != '\0' ? strtoull(given, NULL, 0) : 20261122;
    const uint64_t sets = argc == 4 ? strtoull(argv[3], NULL, 10) : 0;
    uint64_t different = 0, spikes = 0;
    lif_random random;
    if (sets == 0) {
        fprintf(stderr, "usage: compare FIRST SECOND SETS\n");
        return 2;
    }
    for (int i = 0; i < 2; i++) {
        cosim_diag diag;
        if (cosim_dut_open(argv[1 + i], &duts[i], &diag) != COSIM_DUT_OK) {
            fprintf(stderr, "compare: %s\n", diag.message);
            return 3;
        }
    }
    if (!cosim_format_equal(&duts[0]->ops->format, &duts[1]->ops->format)) {
        fprintf(stderr, "compare: the circuits have different formats\n");
        return 3;
    }
    lif_random_seed(&random, seed);
    if (compare(duts, sets, &random, &different, &spikes) != 0) {
        return 3;
    }
    printf("{\"steps\": %llu, \"different\": %llu, \"spikes\": %llu, \"seed\": %llu}\n",
           (unsigned long long)(sets * STEPS), (unsigned long long)different,
           (unsigned long long)spikes, (unsigned long long)seed);
    cosim_dut_close(duts[0]);
    cosim_dut_close(duts[1]);
    return different != 0;
}
