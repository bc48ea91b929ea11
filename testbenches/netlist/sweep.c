// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "circuit/lif_conduct.h"
#include "random_steps.h"
#include "sweep.h"

#include <stdlib.h>

uint64_t sweep_seed(void)
{
    const char *given = getenv("SEED");
    return given != NULL && given[0] != '\0' ? strtoull(given, NULL, 0) : 20261122;
}

void sweep_draw(sweep_block *block, lif_random *random, const lif_format *format, uint64_t number)
{
    const random_kind kind = (random_kind)(number % RANDOM_KINDS);
    lif_integer model;
    block->words = random_words(random, format);
    prepare_words(&block->words, format, kind);
    lif_integer_start(&model, format, &block->words);
    random_steps(random, &model, kind, SWEEP_STEPS, block->drive, block->hold);
}

int sweep_run(cosim_dut *dut, const sweep_block *block, sweep_outputs *out)
{
    const lif_dut_block run = {.n = SWEEP_STEPS,
                               .drive_fx = block->drive,
                               .hold = block->hold,
                               .before_fx = out->before,
                               .after_fx = out->after,
                               .spike = out->spike};
    return dut->ops->configure(dut->instance, &block->words, LIF_CONDUCT_SEED) != 0 ||
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
