// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A circuit is held against the integer model, bit for bit, on words and drives that no scenario
 * gives. */
#ifndef RANDOM_WORDS_H
#define RANDOM_WORDS_H

#include "neuron_fixture.h"
#include "random_steps.h"

#include <string.h>

enum { BLOCK = 1024, BLOCKS_A_SET = 8 };

/* Checks that BLOCK steps of circuit and model are equal in every bit, and that the idle clocks
 * between them are in order. With hold NULL hold_constant counts. Returns the spikes. */
static inline uint64_t compare_block(cosim_dut *dut, lif_integer *model, const int32_t *drive,
                                     const uint32_t *hold, uint32_t hold_constant)
{
    lif_dut_breach breach = {.count = 0};
    static int32_t before[2][BLOCK], after[2][BLOCK];
    static uint8_t spike[2][BLOCK];
    const lif_dut_block block = {.n = BLOCK,
                                 .drive_fx = drive,
                                 .hold = hold,
                                 .hold_constant = hold_constant,
                                 .before_fx = before[0],
                                 .after_fx = after[0],
                                 .spike = spike[0],
                                 .breach = &breach};
    uint64_t spikes = 0;
    assert_int_equal(dut->ops->run(dut->instance, &block), 0);
    if (breach.count > 0) {
        fail_msg("%s before step %llu", breach.quantity, (unsigned long long)breach.step);
    }
    lif_integer_run(model, BLOCK, drive, hold, hold_constant, before[1], after[1], spike[1]);
    assert_memory_equal(before[0], before[1], sizeof before[0]);
    assert_memory_equal(after[0], after[1], sizeof after[0]);
    assert_memory_equal(spike[0], spike[1], sizeof spike[0]);
    for (int i = 0; i < BLOCK; i++) {
        spikes += spike[0][i];
    }
    return spikes;
}

/* Takes one set of random words: blocks of random steps of one kind must equal the model in every
 * bit. Returns the spikes. */
static inline uint64_t compare_set(cosim_dut *dut, lif_random *random)
{
    static int32_t drive[BLOCK];
    static uint32_t hold[BLOCK];
    const lif_format *f = &dut->ops->format;
    const random_kind kind = (random_kind)lif_random_below(random, RANDOM_KINDS);
    lif_words words = random_words(random, f);
    lif_integer model;
    uint64_t spikes = 0;

    prepare_words(&words, f, kind);
    lif_integer_start(&model, f, &words);
    assert_int_equal(dut->ops->configure(dut->instance, &words, lif_random_bits(random) | 1), 0);
    for (int b = 0; b < BLOCKS_A_SET; b++) {
        random_steps(random, &model, kind, BLOCK, drive, hold);
        spikes += compare_block(dut, &model, drive, hold, 0);
    }
    return spikes;
}

/* Tries the hold counter in its width: `initial` held steps, then `hold` after each spike. Leak and
 * threshold are 1, so that each step that is not held follows its drive. Returns the spikes. */
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
    assert_int_equal(dut->ops->configure(dut->instance, &words, lif_random_bits(random) | 1), 0);
    for (uint32_t step = 0; step < initial + hold + 2 * BLOCK; step += BLOCK) {
        memset(drive, 0, sizeof drive);
        drive[0] = 1;
        drive[lif_random_below(random, BLOCK)] = 1;
        spikes += compare_block(dut, &model, drive, NULL, hold);
    }
    return spikes;
}

#endif
