// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Images of random words for a core: any words that its accumulators can hold, and those on which
 * a single bit turns. No quantiser has made them, so that nothing is left out that it would not
 * choose. */
#ifndef CORE_IMAGES_H
#define CORE_IMAGES_H

#include "lif_core_format.h"
#include "lif_random.h"
#include "random_steps.h"

#include <stdlib.h>

/* The images are of these kinds: words of any size, which saturate; words that leave room; whole
 * leaks and few bits, so that thresholds are met exactly; the same with all bits, where a threshold
 * is next to the drive. */
typedef enum image_kind { IMAGE_ANY, IMAGE_CALM, IMAGE_TIES, IMAGE_EDGES } image_kind;
enum { IMAGE_KINDS = IMAGE_EDGES + 1 };

static inline int32_t image_small(lif_random *random, unsigned width, unsigned room)
{
    return (int32_t)((uint32_t)lif_random_bits(random) << (32 - width)) >> (32 - width + room);
}

/* A multiple of 2^(W-8), a few of them. */
static inline int32_t image_step(lif_random *random, unsigned width, int least, int most)
{
    const int n = least + (int)lif_random_below(random, (uint64_t)(most - least) + 1);
    return n * (int32_t)(1u << (width - 8));
}

static inline lif_core_words image_words(lif_random *random, const lif_core_format *f,
                                         image_kind kind)
{
    const unsigned w = f->state.state_width, kf = f->state.leak_fraction;
    const int64_t one = (int64_t)1 << kf;
    lif_core_words words = {0};
    words.leak_fx = (int64_t)random_leak(random, kf);
    words.adaptation_leak_fx = (int64_t)random_leak(random, kf);
    for (unsigned r = 0; r < f->receptors; r++) {
        words.synapse_leak_fx[r] = (int64_t)random_leak(random, kf);
        words.weight_shift[r] = (uint8_t)lif_random_below(random, w - f->weight_width + 1);
    }
    words.above = lif_random_below(random, 2) == 1;
    words.subtract = lif_random_below(random, 3) == 0;
    words.freeze = lif_random_below(random, 2) == 1;
    words.noisy = lif_random_below(random, 2) == 1;
    words.noise_shift = (uint8_t)lif_random_below(random, w - 9);
    words.hold = (uint32_t)lif_random_below(random, 4) *
                 (uint32_t)lif_random_below(random, (uint64_t)1 << (f->hold_width / 2));
    words.initial_hold = (uint32_t)lif_random_below(random, 4) & ((1u << f->hold_width) - 1);
    if (lif_random_below(random, 32) == 0) {
        words.hold = (1u << f->hold_width) - 1;
    }
    if (lif_random_below(random, 32) == 0) {
        words.initial_hold = (1u << f->hold_width) - 1;
    }
    words.initial_fx = random_word(random, w);
    words.drive_fx = random_word(random, w);
    words.jump_fx = image_small(random, w, 3);
    words.threshold_fx = image_small(random, w, 2);
    words.reset_fx = image_small(random, w, 2);
    if (kind == IMAGE_CALM) {
        words.drive_fx = image_small(random, w, 1) / 2 + words.threshold_fx;
        words.initial_fx = image_small(random, w, 2);
        words.noise_shift = (uint8_t)lif_random_below(random, w > 12 ? w - 12 : 1);
        for (unsigned r = 0; r < f->receptors; r++) {
            words.weight_shift[r] /= 2;
        }
    } else if (kind == IMAGE_TIES) {
        words.leak_fx = one;
        words.noisy = false;
        words.drive_fx = image_step(random, w, -4, 12);
        words.threshold_fx = image_step(random, w, 1, 8);
        words.reset_fx = image_step(random, w, -4, 4);
        words.jump_fx = image_step(random, w, 0, 2);
        words.adaptation_leak_fx = one >> lif_random_below(random, 2);
        for (unsigned r = 0; r < f->receptors; r++) {
            words.synapse_leak_fx[r] = one >> lif_random_below(random, 2);
            words.weight_shift[r] = (uint8_t)(w - f->weight_width - lif_random_below(random, 3));
        }
    }
    if (kind == IMAGE_EDGES) { /* after some spikes, their jumps have brought the threshold there */
        const int32_t jumps = (int32_t)lif_random_below(random, 3);
        words.leak_fx = one;
        words.noisy = false;
        words.drive_fx = image_small(random, w, 1);
        words.threshold_fx = words.drive_fx + (int32_t)lif_random_below(random, 3) - 1;
        words.jump_fx = abs(image_small(random, w, 4));
        words.adaptation_leak_fx = 0;
        words.threshold_fx -= jumps * words.jump_fx;
        for (unsigned r = 0; r < f->receptors; r++) {
            words.synapse_leak_fx[r] = one;
            words.weight_shift[r] = (uint8_t)lif_random_below(random, 2);
        }
    }
    if (words.subtract) { /* X - reset must be a word: see the quantiser */
        words.reset_fx = abs(words.reset_fx) + 1;
        words.threshold_fx = abs(words.threshold_fx);
        words.jump_fx = abs(words.jump_fx);
    }
    return words;
}

/* Takes weights out of a column until any events that may happen in a tick have room in an
 * accumulator. */
static inline void image_fit_column(lif_random *random, const lif_core_format *f,
                                    lif_core_image *image, unsigned neuron, unsigned receptor)
{
    const unsigned rows = image->inputs + image->neurons;
    for (;;) {
        int64_t sum = 0;
        for (unsigned j = 0; j < rows; j++) {
            const int64_t v = image->weight_fx[(size_t)j * image->neurons + neuron];
            sum += image->row[j].receptor == receptor ? llabs(v) * image->row[j].most : 0;
        }
        if (sum < (int64_t)1 << (f->accumulator_width - 1)) {
            return;
        }
        for (unsigned k = 0; k < rows / 8; k++) {
            const size_t j = lif_random_below(random, rows);
            image->weight_fx[j * image->neurons + neuron] = 0;
        }
    }
}

static inline void image_draw(lif_random *random, const lif_core_format *f, image_kind kind,
                              lif_core_image *image)
{
    const unsigned rows = image->inputs + image->neurons;
    const unsigned density = 1 + (unsigned)lif_random_below(random, 8);
    for (unsigned i = 0; i < image->neurons; i++) {
        image->word[i] = image_words(random, f, kind);
    }
    for (unsigned j = 0; j < rows; j++) {
        const bool input = j < image->inputs;
        const uint64_t delays = ((uint64_t)1 << f->delay_bits) - (input ? 0 : 1);
        image->row[j].delay = (uint8_t)(lif_random_below(random, delays) + (input ? 0 : 1));
        image->row[j].receptor = (uint8_t)lif_random_below(random, f->receptors);
        image->row[j].most = (uint16_t)(input ? 1 + lif_random_below(random, 2) : 1);
        for (unsigned i = 0; i < image->neurons; i++) {
            image->weight_fx[(size_t)j * image->neurons + i] =
                lif_random_below(random, 8) >= density ? 0 : random_word(random, f->weight_width);
        }
    }
    for (unsigned i = 0; i < image->neurons; i++) {
        for (unsigned r = 0; r < f->receptors; r++) {
            image_fit_column(random, f, image, i, r);
        }
    }
    image->seed = (uint32_t)lif_random_bits(random) | 1u;
}

#endif
