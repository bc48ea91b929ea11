// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* An image becomes the words of rtl/core_map.txt, each with its address: what a test bench writes
 * to a core, in this order. */
#ifndef CORE_ACCESSES_H
#define CORE_ACCESSES_H

#include "lif_core_format.h"
#include "lif_core_registers.h"

#include <stdint.h>

#define CORE_FIELD(name, value)                                                                    \
    ((uint32_t)(value) << LIF_CORE_##name##_SHIFT & LIF_CORE_##name##_MASK)

typedef void core_access(uint32_t address, uint32_t data);

static inline void core_accesses_neuron(unsigned i, const lif_core_words *w, core_access *word)
{
    const uint32_t at = i * LIF_CORE_REG_NEURON_BYTES;
    word(LIF_CORE_REG_LEAK_SYNAPSE_0 + at, (uint32_t)w->synapse_leak_fx[0]);
    word(LIF_CORE_REG_LEAK_SYNAPSE_1 + at, (uint32_t)w->synapse_leak_fx[1]);
    word(LIF_CORE_REG_LEAK_MEMBRANE + at, (uint32_t)w->leak_fx);
    word(LIF_CORE_REG_LEAK_ADAPTATION + at, (uint32_t)w->adaptation_leak_fx);
    word(LIF_CORE_REG_THRESHOLD + at, (uint32_t)w->threshold_fx);
    word(LIF_CORE_REG_DRIVE + at, (uint32_t)w->drive_fx);
    word(LIF_CORE_REG_RESET + at, (uint32_t)w->reset_fx);
    word(LIF_CORE_REG_JUMP + at, (uint32_t)w->jump_fx);
    word(LIF_CORE_REG_MODE + at,
         CORE_FIELD(MODE_SHIFT_0, w->weight_shift[0]) |
             CORE_FIELD(MODE_SHIFT_1, w->weight_shift[1]) |
             CORE_FIELD(MODE_NOISE_SHIFT, w->noise_shift) | CORE_FIELD(MODE_ABOVE, w->above) |
             CORE_FIELD(MODE_SUBTRACT, w->subtract) | CORE_FIELD(MODE_FREEZE, w->freeze) |
             CORE_FIELD(MODE_NOISY, w->noisy) | CORE_FIELD(MODE_HOLD, w->hold));
    word(LIF_CORE_REG_X + at, (uint32_t)w->initial_fx);
    word(LIF_CORE_REG_HOLD_LEFT + at, w->initial_hold);
}

/* Gives the words of an image to `word`, for a core of this format and of so many lanes. */
static inline void core_accesses(const lif_core_image *image, const lif_core_format *f,
                                 unsigned lanes, core_access *word)
{
    const unsigned groups = image->neurons / lanes;
    const uint32_t mask = UINT32_MAX >> (32 - f->weight_width);
    for (unsigned i = 0; i < image->neurons; i++) {
        core_accesses_neuron(i, &image->word[i], word);
    }
    for (unsigned j = 0; j < image->inputs + image->neurons; j++) {
        word(LIF_CORE_REG_SOURCE + j * LIF_CORE_REG_ROW_BYTES,
             CORE_FIELD(SOURCE_DELAY, image->row[j].delay) |
                 CORE_FIELD(SOURCE_RECEPTOR, image->row[j].receptor));
        for (unsigned g = 0; g < groups; g++) {
            const int32_t *weight = &image->weight_fx[(size_t)j * image->neurons + g * lanes];
            uint32_t data = 0;
            for (unsigned l = 0; l < lanes; l++) {
                data |= ((uint32_t)weight[l] & mask) << l * f->weight_width;
            }
            word(LIF_CORE_REG_WEIGHTS + (j * groups + g) * LIF_CORE_REG_WEIGHT_BYTES, data);
        }
    }
    word(LIF_CORE_REG_SEED, image->seed);
}

#endif
