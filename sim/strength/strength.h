// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Says what scenarios make a neuron do, without a circuit and without mutants: which corners of its
 * equations they reach (strength/corners.h), and for each that they miss a drive that reaches it.
 */
#ifndef COSIM_STRENGTH_STRENGTH_H
#define COSIM_STRENGTH_STRENGTH_H

#include "strength/walker.h"

typedef struct cosim_strength {
    cosim_arena *arena;
    cosim_subject subject;
    cosim_corners corners;
    cosim_walker walker;
    const cosim_scenario **scenarios; /* that were watched; the caller's */
    size_t scenario_count, room;
    uint64_t steps;          /* of them */
    uint64_t searched;       /* steps that the search was given for each setting */
    size_t settings;         /* it tried */
    cosim_scenario **varied; /* scenarios with a key that is other */
    size_t varied_count;
} cosim_strength;

enum { COSIM_STRENGTH_SETTINGS = 7 };

/* Prepares to watch scenarios on what the circuit computes; dut must outlive *strength, which
 * cosim_strength_free frees in any case. Returns 0, or -1 with *diag. */
int cosim_strength_start(cosim_strength *strength, cosim_dut *dut, cosim_diag *diag);
void cosim_strength_free(cosim_strength *strength);

/* Runs a scenario through the equations and counts the corners that it reaches. Returns 0, or -1
 * with *diag at the key that is wrong. */
int cosim_strength_watch(cosim_strength *strength, const cosim_scenario *scenario,
                         cosim_diag *diag);

typedef struct cosim_strength_options {
    uint64_t steps; /* of the search, for each setting of the scenario that is tried */
    uint64_t seed;
    const char *folder; /* scenarios that reach what is missing are left in it; NULL: nowhere */
    void (*progress)(void *context, size_t done, size_t count); /* NULL, or told of settings */
    void *context;
} cosim_strength_options;

/* Decides of each corner that no scenario has reached: it is impossible, or a drive reaches it, or
 * none was found. The first scenario's neuron is taken, as it is and with single keys other. Each
 * drive is written as a scenario, read, run and judged, and must reach the corner and pass. Returns
 * 0, or -1 with *diag. */
int cosim_strength_search(cosim_strength *strength, const cosim_strength_options *options,
                          cosim_diag *diag);

/* Counts the corners of a state. */
size_t cosim_strength_count(const cosim_strength *strength, cosim_corner_state state);

#endif
