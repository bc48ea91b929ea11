// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* These random numbers are for a unit test that must not depend on the code under test: splitmix64
 * (Steele, Lea and Flood 2014). The seed comes from the environment variable SEED and is printed.
 * */
#ifndef SPLITMIX_H
#define SPLITMIX_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Returns the seed of this run: SEED, or the default given. */
static inline uint64_t splitmix_seed(uint64_t standard)
{
    const char *text = getenv("SEED");
    uint64_t seed = text != NULL && text[0] != '\0' ? strtoull(text, NULL, 0) : standard;
    printf("# seed %llu\n", (unsigned long long)seed);
    return seed;
}

static inline uint64_t splitmix_bits(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* Draws uniformly in [0, 1). */
static inline double splitmix_uniform(uint64_t *state)
{
    return (double)(splitmix_bits(state) >> 11) * 0x1p-53;
}

/* Draws 0 .. bound-1; the bias of a small bound does not matter to a test. */
static inline size_t splitmix_below(uint64_t *state, size_t bound)
{
    return (size_t)(splitmix_bits(state) % bound);
}

#endif
