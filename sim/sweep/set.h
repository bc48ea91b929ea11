// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* One set of a sweep is a base scenario with overrides, exactly as the command line would have it.
 */
#ifndef COSIM_SWEEP_SET_H
#define COSIM_SWEEP_SET_H

#include "run/job.h"
#include "sweep/plan.h"

/* A set on its way has its overrides, the scenario that they make, and the job on its circuit. */
typedef struct cosim_set {
    uint64_t index;
    cosim_arena *arena;
    const char **values; /* of the axes */
    const char **overrides;
    size_t override_count;
    const char *dut;          /* name */
    cosim_scenario *scenario; /* NULL: refused */
    cosim_job job;
    bool refused;
    cosim_diag diag; /* why */
} cosim_set;

/* Writes the values, overrides and circuit's name of a set, without reading anything. Returns 0, or
 * -1 with *diag without memory. The caller frees the set in any case. */
int cosim_set_write(const cosim_sweep_plan *plan, uint64_t index, cosim_set *set, cosim_diag *diag);

/* Does the same, and reads and prepares the set; one that is impossible is marked as refused. */
int cosim_set_prepare(const cosim_sweep_plan *plan, uint64_t index, cosim_set *set,
                      cosim_diag *diag);

void cosim_set_free(cosim_set *set);

/* Writes the command that runs the set alone, as words of a shell. The caller frees it; NULL
 * without memory. */
char *cosim_set_command(const cosim_sweep_plan *plan, const cosim_set *set);

#endif
