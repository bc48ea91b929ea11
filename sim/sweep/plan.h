// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A plan is what a sweep runs on its processes. */
#ifndef COSIM_SWEEP_PLAN_H
#define COSIM_SWEEP_PLAN_H

#include "circuit/dut.h"
#include "network/network.h"
#include "sweep/store.h"
#include "sweep/sweep.h"

typedef struct cosim_sweep_plan {
    const cosim_sweep *sweep;
    const char *const *overrides; /* overrides of the base before those of the axes */
    size_t override_count;
    const cosim_scenario *base; /* with these overrides; of a network its head */
    const cosim_network
        *network;           /* the base with these overrides; NULL: a scenario of one neuron */
    bool no_expect;         /* of a network: spikes that it states are not judged */
    uint64_t set_steps;     /* about so many steps has a set, or neuron-ticks */
    cosim_dut *const *duts; /* every circuit that a set can name, opened; none of networks */
    size_t dut_count;
    cosim_sweep_identity identity;
    unsigned workers; /* processes, >= 1 */
    unsigned lanes;   /* by cosim_sweep_lanes, >= 1 */
    /* NULL, or called now and then with the sets and steps done and the sets that do not pass */
    void (*progress)(void *context, uint64_t sets, uint64_t steps, uint64_t bad);
    void *context;
} cosim_sweep_plan;

/* Takes the line of a finished set. Returns 0, or -1 to stop. */
typedef int cosim_sweep_put(void *context, const cosim_sweep_record *record, const char *line,
                            size_t length);

#endif
