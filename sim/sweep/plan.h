// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Runs the sets of a sweep on several processes. */
#ifndef COSIM_SWEEP_PLAN_H
#define COSIM_SWEEP_PLAN_H

#include "run/run.h"
#include "sweep/sweep.h"
#include "sweep/store.h"

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

/* A set on its way: its overrides, the scenario that they make, and the job on its circuit. */
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

/* The values, overrides and circuit's name of a set, without reading anything. 0, or -1 with *diag
 * without memory. Free in any case. */
int cosim_set_write(const cosim_sweep_plan *plan, uint64_t index, cosim_set *set, cosim_diag *diag);

/* The same, and reads and prepares it; one that is impossible is marked as refused. */
int cosim_set_prepare(const cosim_sweep_plan *plan, uint64_t index, cosim_set *set,
                      cosim_diag *diag);
void cosim_set_free(cosim_set *set);

/* The command that runs the set alone, as words of a shell. Of malloc; NULL without memory. */
char *cosim_set_command(const cosim_sweep_plan *plan, const cosim_set *set);

/* Runs and judges n prepared jobs, all on one circuit, in its lanes where it has some: results[i]
 * of jobs[i]. 0, or -1 with *diag when the circuit or the machine failed, and then no result is
 * left. The one place where sets meet a circuit. */
int cosim_sweep_run_jobs(const cosim_job *jobs, size_t n, cosim_result *results, cosim_diag *diag);

/* Runs the sets first..first+n-1 of todo[] and writes a line each: put(context, record, line,
 * length), in that order, 0 or -1. 0, or -1 with *diag. */
typedef int cosim_sweep_put(void *context, const cosim_sweep_record *record, const char *line,
                            size_t length);
int cosim_sweep_run_chunk(const cosim_sweep_plan *plan, const uint64_t *todo, size_t n,
                          cosim_sweep_put *put, void *context, cosim_diag *diag);

/* How many sets the circuits take at once: the most lanes of any. Each circuit's are compared with
 * it here, once. 0 with *diag where lanes are there, but damaged or not the circuit's. */
unsigned cosim_sweep_lanes(const cosim_sweep_plan *plan, cosim_diag *diag);

/* Runs the sets todo[count] on plan->workers processes into the store, in whatever order they end.
 * Closes the instances of plan->duts, whose circuits each process opens for itself.
 * 0, or -1 with *diag when a circuit or the machine failed; what was finished is in the store. */
int cosim_sweep_run(const cosim_sweep_plan *plan, const uint64_t *todo, size_t count,
                    cosim_sweep_store *store, cosim_diag *diag);

#endif
