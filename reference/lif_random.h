// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The project has its own seeded random numbers: the same stream on every machine and compiler. */
#ifndef LIF_RANDOM_H
#define LIF_RANDOM_H

#include <stdint.h>

/* This is xoshiro256** (Blackman and Vigna 2018), its state filled from a seed by splitmix64. */
typedef struct lif_random {
    uint64_t s[4];
} lif_random;

/* Starts the stream of a seed. Any 64-bit seed is good, 0 included. */
void lif_random_seed(lif_random *random, uint64_t seed);

/* Gives a seed for item `index` of a family with the base seed `base`: a hash of both. */
uint64_t lif_random_mix(uint64_t base, uint64_t index);

/* Gives 64 uniform random bits. */
uint64_t lif_random_bits(lif_random *random);

/* Gives a number that is uniform in [0, 1), a multiple of 2^-53. */
double lif_random_uniform(lif_random *random);

/* Gives an integer that is uniform in [0, bound), without bias; bound > 0. */
uint64_t lif_random_below(lif_random *random, uint64_t bound);

/* Draws from the standard normal distribution (mean 0, deviation 1). */
double lif_random_normal(lif_random *random);

/* Draws a Poisson number of events with the given mean >= 0 (finite, < 1e9). */
uint64_t lif_random_poisson(lif_random *random, double mean);

/* Give the same number for a mean that is used many times: zero = lif_random_poisson_zero(mean) is
 * the probability of no event (0 where the mean is so large that it is not needed). */
double lif_random_poisson_zero(double mean);
uint64_t lif_random_poisson_with(lif_random *random, double mean, double zero);

#endif
