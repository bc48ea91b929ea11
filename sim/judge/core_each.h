// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge of a core keeps of each neuron what the reports of a network tell of it: in rows of an
 * element for each neuron, which single neurons (here) and vectors (core_lanes.h) raise. To take a
 * tick twice is the same as to take it once. */
#ifndef COSIM_JUDGE_CORE_EACH_H
#define COSIM_JUDGE_CORE_EACH_H

#include "base/arena.h"
#include "result/core_result.h"
#include "lif_core_guided.h"

/* These rows are [neurons], as in cosim_core_neuron. */
typedef struct cosim_core_each {
    unsigned neurons;
    uint8_t *must;
    double *usage, *max_error, *max_bound;
} cosim_core_each;

/* Starts; the memory is the arena's. Returns -1 without memory. */
int cosim_core_each_start(cosim_core_each *each, cosim_arena *arena, unsigned neurons);

/* Takes a tick: what is expected of each neuron [neurons], and what the circuit shows (NULL:
 * nothing, and then no error is known). `lsb` is one step of a word. */
void cosim_core_each_take(cosim_core_each *each, const lif_core_expected *expected,
                          const lif_core_seen *seen, double lsb);

/* Gives what was kept of a neuron. */
cosim_core_neuron cosim_core_each_of(const cosim_core_each *each, unsigned neuron);

#endif
