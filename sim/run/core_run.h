// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Runs a network on a core, tick by tick, and judges it. This is the loop of cores as run/run.c is
 * that of single neurons: it knows the core only through lif_core_dut.h. */
#ifndef COSIM_RUN_CORE_RUN_H
#define COSIM_RUN_CORE_RUN_H

#include "judge/core_judge.h"

/* Where the events of the inputs come from. `next` writes the rows that have an event in a tick (a
 * row as often as it has events) to events[room], and returns how many there are; more than the
 * room is an error. It is asked once for each tick, in order. */
typedef struct cosim_core_source {
    size_t (*next)(void *context, uint64_t tick, uint32_t *events, size_t room);
    void *context;
} cosim_core_source;

/* A watcher sees every tick: `take` is called after it was judged, with what the circuit showed of
 * it and what the judge knows. It returns 0, or -1 with *diag, and the run stops. */
typedef struct cosim_core_watcher {
    int (*take)(void *context, uint64_t tick, const lif_core_tick *shown,
                const cosim_core_view *view, cosim_diag *diag);
    void *context;
} cosim_core_watcher;

/* A run is this, beside what is judged (whose capabilities are taken from ops). */
typedef struct cosim_core_job {
    cosim_core_case judged;
    cosim_core_source source;
    const cosim_core_watcher *watchers; /* [watcher_count] */
    size_t watcher_count;
    uint64_t ticks;
    uint64_t seed; /* of what the core does beside its ticks; see configure */
} cosim_core_job;

/* Configures the core, reads its words back and runs the ticks. Returns 0 with the result, whatever
 * its verdict is; -1 with *diag where there is none: no memory, a core of another size, a failed
 * call of the core, or more events than an input may have. */
int cosim_core_run(const cosim_core_job *job, const struct lif_core_dut_ops *ops, lif_core_dut *dut,
                   cosim_core_result *result, cosim_diag *diag);

#endif
