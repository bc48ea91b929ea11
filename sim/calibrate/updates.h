// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The first half of the search: what the membrane takes without a spike, and when the neuron fires,
 * as far as each experiment goes up to its first spike. What a spike does needs the other half. */
#ifndef COSIM_CALIBRATE_UPDATES_H
#define COSIM_CALIBRATE_UPDATES_H

#include "calibrate/theory.h"

enum { COSIM_UPDATES = 96, COSIM_NEAR_UPDATES = 8 };

typedef struct cosim_updates {
    cosim_guess guess[COSIM_UPDATES]; /* they answer every experiment up to its first spike */
    size_t count;
    cosim_guess near[COSIM_NEAR_UPDATES]; /* where none does: those that answer most */
    uint64_t agreed[COSIM_NEAR_UPDATES];
    size_t near_count;
    /* private: */
    bool follows; /* it goes on from membranes that the circuit showed */
    uint64_t left[COSIM_LATENCY_MOST + 1][COSIM_EXPERIMENTS + 1]; /* of a latency of spikes: what
                                                                     can agree from there on */
    uint64_t tried;
} cosim_updates;

/* Looks among what keys say, and what they leave open; or, `wider`, among other gains of the drive
 * and leaks by sums and nests of shifts. Begins with a guess, of whose words none is changed. Adds
 * what it finds. */
void cosim_updates_find(const cosim_bench *bench, const cosim_guess *start, bool wider,
                        cosim_updates *updates);

#endif
