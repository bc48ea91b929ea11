// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The draws of a network: SplitMix64 (Steele, Lea and Flood 2014), so simple that any program can
 * repeat them. Each thing that is drawn has a seed of its own and a stream of its own. */
#ifndef COSIM_NETWORK_DRAW_H
#define COSIM_NETWORK_DRAW_H

#include <stdint.h>

typedef struct cosim_draw {
    uint64_t state;
} cosim_draw;

/* Starts the stream of an own seed, with the base seed of the network: 2^32 * base + own. */
cosim_draw cosim_draw_start(uint32_t base, uint32_t own);

/* Gives u in [0, 1): the upper 53 bits of the next output, times 2^-53. */
double cosim_draw_uniform(cosim_draw *draw);

/* Gives a Poisson number of this mean (0 .. COSIM_NETWORK_MEAN) by inversion of one u: the smallest
 * n with u < p(0) + ... + p(n), p(0) = exp(-mean), p(n) = p(n-1) * mean/n. */
unsigned cosim_draw_poisson(cosim_draw *draw, double mean);

#endif
