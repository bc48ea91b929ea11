// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A circuit against the integer model, bit for bit, on words and drives that no scenario gives. */
#ifndef RANDOM_WORDS_H
#define RANDOM_WORDS_H

#include "lif_leak.h"
#include "neuron_fixture.h"

#include <string.h>

enum { BLOCK = 1024, BLOCKS_A_SET = 8 };

/* Uniform, small, or at an end of the range: the ends are where widths go wrong. */
static inline int32_t random_word(lif_random *random, unsigned width)
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

static inline lif_words random_words(lif_random *random, const lif_format *f)
{
    const uint64_t one = (uint64_t)1 << f->leak_fraction;
    lif_words w = {.threshold_fx = random_word(random, f->state_width),
                   .reset_fx = random_word(random, f->state_width),
                   .initial_fx = random_word(random, f->state_width),
                   .initial_hold = (uint32_t)lif_random_below(random, 5),
                   .compare_above = lif_random_below(random, 2) == 1,
                   .reset_by_subtract = lif_random_below(random, 2) == 1};
    switch (lif_random_below(random, 8)) {
    case 0:
        w.leak_fx = (int64_t)(one * lif_random_below(random, 2));
        break;
    case 1:
    case 2:
        w.leak_fx = (int64_t)(lif_random_below(random, 64) % one);
        break;
    case 3:
    case 4: /* each order of magnitude: each shift of a circuit that has one */
        w.leak_fx = (int64_t)(one >> lif_random_below(random, f->leak_fraction + 1));
        w.leak_fx += (int64_t)lif_random_below(random, (uint64_t)w.leak_fx) % (int64_t)one;
        w.leak_fx = w.leak_fx > (int64_t)one ? (int64_t)one : w.leak_fx;
        break;
    default:
        w.leak_fx = (int64_t)lif_random_below(random, one + 1);
        break;
    }
    w.leak_fx = (int64_t)lif_leak_nearest(f, (double)w.leak_fx); /* of those that there are */
    return w;
}

/* BLOCK steps of circuit and model must be equal in every bit. hold NULL: hold_constant. Returns
 * the spikes. */
static inline uint64_t compare_block(cosim_dut *dut, lif_integer *model, const int32_t *drive,
                                     const uint32_t *hold, uint32_t hold_constant)
{
    static int32_t before[2][BLOCK], after[2][BLOCK];
    static uint8_t spike[2][BLOCK];
    const lif_dut_block block = {.n = BLOCK,
                                 .drive_fx = drive,
                                 .hold = hold,
                                 .hold_constant = hold_constant,
                                 .before_fx = before[0],
                                 .after_fx = after[0],
                                 .spike = spike[0]};
    uint64_t spikes = 0;
    assert_int_equal(dut->ops->run(dut->instance, &block), 0);
    lif_integer_run(model, BLOCK, drive, hold, hold_constant, before[1], after[1], spike[1]);
    assert_memory_equal(before[0], before[1], sizeof before[0]);
    assert_memory_equal(after[0], after[1], sizeof after[0]);
    assert_memory_equal(spike[0], spike[1], sizeof spike[0]);
    for (int i = 0; i < BLOCK; i++) {
        spikes += spike[0][i];
    }
    return spikes;
}

/* One set of random words: blocks of random steps must equal the model in every bit. Returns the
 * spikes. */
static inline uint64_t compare_set(cosim_dut *dut, lif_random *random)
{
    static int32_t drive[BLOCK];
    static uint32_t hold[BLOCK];
    const lif_format *f = &dut->ops->format;
    const lif_words words = random_words(random, f);
    lif_integer model;
    uint64_t spikes = 0;

    lif_integer_start(&model, f, &words);
    assert_int_equal(dut->ops->configure(dut->instance, &words), 0);
    for (int b = 0; b < BLOCKS_A_SET; b++) {
        for (int i = 0; i < BLOCK; i++) {
            drive[i] = random_word(random, f->state_width);
            hold[i] = (uint32_t)lif_random_below(random, 4);
        }
        spikes += compare_block(dut, &model, drive, hold, 0);
    }
    return spikes;
}

/* The hold counter in its width: `initial` held steps, then `hold` after each spike; a leak of 1
 * and a threshold of 1, so that each step that is not held follows its drive. Returns the spikes.
 */
static inline uint64_t compare_holds(cosim_dut *dut, uint32_t initial, uint32_t hold,
                                     lif_random *random)
{
    static int32_t drive[BLOCK];
    const lif_format *f = &dut->ops->format;
    const lif_words words = {
        .leak_fx = (int64_t)1 << f->leak_fraction, .threshold_fx = 1, .initial_hold = initial};
    lif_integer model;
    uint64_t spikes = 0;
    lif_integer_start(&model, f, &words);
    assert_int_equal(dut->ops->configure(dut->instance, &words), 0);
    for (uint32_t step = 0; step < initial + hold + 2 * BLOCK; step += BLOCK) {
        memset(drive, 0, sizeof drive);
        drive[0] = 1;
        drive[lif_random_below(random, BLOCK)] = 1;
        spikes += compare_block(dut, &model, drive, NULL, hold);
    }
    return spikes;
}

#endif
