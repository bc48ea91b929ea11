// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A plan is what a sweep runs on its processes. */
#ifndef COSIM_SWEEP_PLAN_H
#define COSIM_SWEEP_PLAN_H

#include "circuit/dut.h"
#include "sweep/store.h"
#include "sweep/sweep.h"

typedef struct cosim_sweep_plan {
    const cosim_sweep *sweep;
    const char *const *overrides; /* overrides of the base before those of the axes */
    size_t override_count;
    const cosim_scenario *base; /* with these overrides */
    cosim_dut *const *duts;     /* every circuit that a set can name, opened */
    size_t dut_count;
    cosim_sweep_identity identity;
    unsigned workers; /* processes, >= 1 */
    unsigned lanes;   /* by cosim_sweep_lanes, >= 1 */
    /* NULL, or called now and then with the sets and steps done and the sets that do not pass */
    void (*progress)(void *context, uint64_t sets, uint64_t steps, uint64_t bad);
    void *context;
} cosim_sweep_plan;

#endif
