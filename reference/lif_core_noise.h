// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The noise of a core is one stream of words: xorshift32 (Marsaglia 2003, shifts 13, 17 and 5). It
 * takes one step for each neuron of the core in each tick, in ascending order, whether the neuron
 * is noisy or held or not, and the word after the step is the neuron's. Its four bytes, as signed
 * numbers, are added: -512..508, with the mean -2 and the deviation LIF_CORE_NOISE_DEVIATION. The
 * model repeats this and the reference is told it, so that nothing about it is statistical. */
#ifndef LIF_CORE_NOISE_H
#define LIF_CORE_NOISE_H

#include <stdint.h>

/* The deviation of the sum: sqrt(4 * (256^2 - 1)/12). */
#define LIF_CORE_NOISE_DEVIATION 147.80054127099805

/* Returns the word that follows; that of 0 is 0, so 0 is no seed. */
static inline uint32_t lif_core_noise_next(uint32_t word)
{
    word ^= word << 13;
    word ^= word >> 17;
    word ^= word << 5;
    return word;
}

/* Returns the sum of the four signed bytes of a word. */
static inline int32_t lif_core_noise_sum(uint32_t word)
{
    int32_t sum = 0;
    for (unsigned i = 0; i < 4; i++, word >>= 8) {
        const int32_t byte = (int32_t)(word & 255u);
        sum += byte - (byte >> 7 << 8);
    }
    return sum;
}

#endif
