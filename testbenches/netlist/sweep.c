// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "sweep.h"

#include "lif_leak.h"

#include <stdlib.h>

uint64_t sweep_seed(void)
{
    const char *given = getenv("SEED");
    return given != NULL && given[0] != '\0' ? strtoull(given, NULL, 0) : 20261122;
}

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
    uint64_t leak;
    switch (lif_random_below(random, 8)) {
    case 0:
        leak = 0;
        break;
    case 1:
        leak = one - lif_random_below(random, 4);
        break;
    default:
        leak = lif_random_below(random, one + 1) >> lif_random_below(random, 8);
    }
    return (lif_words){.leak_fx = (int64_t)lif_leak_nearest(f, (double)leak),
                       .threshold_fx = random_word(random, f->state_width),
                       .reset_fx = random_word(random, f->state_width),
                       .initial_fx = random_word(random, f->state_width),
                       .initial_hold = (uint32_t)lif_random_below(random, 5),
                       .compare_above = lif_random_below(random, 2) == 1,
                       .reset_by_subtract = lif_random_below(random, 2) == 1};
}

/* Drives that put the product of leak and difference at an edge of the rounding, half up or down,
 * or as near to it as one of its bits is worth: there a low bit decides what is seen, which random
 * words leave unused. Each step spikes and resets, so that the membrane before it is known without
 * a model. */
static void at_the_edges(sweep_block *block, lif_random *random, const lif_format *f)
{
    lif_words *words = &block->words;
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
    words->threshold_fx = -((int64_t)1 << (f->state_width - 1));
    words->compare_above = false;
    words->reset_by_subtract = false;
    words->initial_hold = 0;
    for (int i = 0; i < SWEEP_STEPS; i++) {
        const uint64_t edge = lif_random_below(random, 2) << (f->leak_fraction - 1);
        const uint64_t near =
            lif_random_bits(random) &
            (((uint64_t)1 << lif_random_below(random, f->leak_fraction + 1u)) - 1);
        const uint64_t low = lif_random_below(random, 2) ? edge + near : edge - 1 - near;
        const int64_t state = i == 0 ? words->initial_fx : words->reset_fx;
        const uint64_t difference = (low >> even) * inverse;
        const int64_t any = block->drive[i];
        const uint64_t back =
            ((uint64_t)(any - state) - difference) & (((uint64_t)1 << fraction) - 1);
        int64_t drive = any - (int64_t)back;
        if (drive < words->threshold_fx) {
            drive += (int64_t)1 << fraction;
        }
        block->drive[i] = (int32_t)drive;
        block->hold[i] = 0;
    }
}

/* Drives that put the membrane on the threshold, or one bit away from it: with the whole leak the
 * membrane is the drive. */
static void at_the_threshold(sweep_block *block, lif_random *random, const lif_format *f)
{
    block->words.leak_fx = (int64_t)1 << f->leak_fraction;
    for (int i = 0; i < SWEEP_STEPS; i++) {
        const uint64_t bit = lif_random_below(random, f->state_width + 2u);
        const int64_t threshold = block->words.threshold_fx;
        const int64_t sign = -((int64_t)1 << (f->state_width - 1));
        if (bit < f->state_width - 1u) {
            block->drive[i] = (int32_t)(threshold ^ (int64_t)1 << bit);
        } else {
            block->drive[i] = (int32_t)(bit == f->state_width - 1u ? threshold ^ sign : threshold);
        }
        block->hold[i] = 0;
    }
}

void sweep_draw(sweep_block *block, lif_random *random, const lif_format *format, uint64_t number)
{
    block->words = random_words(random, format);
    for (int i = 0; i < SWEEP_STEPS; i++) {
        block->drive[i] = random_word(random, format->state_width);
        block->hold[i] = (uint32_t)lif_random_below(random, 4);
    }
    switch (number % 3) {
    case 1:
        at_the_edges(block, random, format);
        break;
    case 2:
        at_the_threshold(block, random, format);
        break;
    default:
        break;
    }
}

int sweep_run(cosim_dut *dut, const sweep_block *block, sweep_outputs *out)
{
    const lif_dut_block run = {.n = SWEEP_STEPS,
                               .drive_fx = block->drive,
                               .hold = block->hold,
                               .before_fx = out->before,
                               .after_fx = out->after,
                               .spike = out->spike};
    return dut->ops->configure(dut->instance, &block->words) != 0 ||
                   dut->ops->run(dut->instance, &run) != 0
               ? -1
               : 0;
}

size_t sweep_different(const sweep_outputs *a, const sweep_outputs *b)
{
    size_t different = 0;
    for (int i = 0; i < SWEEP_STEPS; i++) {
        different += a->before[i] != b->before[i] || a->after[i] != b->after[i] ||
                     a->spike[i] != b->spike[i];
    }
    return different;
}
