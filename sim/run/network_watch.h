// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Counts and keeps, tick by tick, what the result of a network has beside the verdict. */
#ifndef COSIM_RUN_NETWORK_WATCH_H
#define COSIM_RUN_NETWORK_WATCH_H

#include "run/core_run.h"
#include "run/network_result.h"

typedef struct cosim_network_watch {
    const cosim_network_job *job;
    cosim_network_result *result;
    uint8_t *population; /* [neurons]: its number, 255 for the last ones */
    double tau_ticks;
} cosim_network_watch;

/* Starts the result of a job, which cosim_network_result_free frees. Returns -1 with *diag without
 * memory. */
int cosim_network_watch_start(cosim_network_watch *watch, const cosim_network_job *job,
                              cosim_network_result *result, cosim_diag *diag);

/* A `take` of run/core_run.h, whose context is the watch. */
int cosim_network_watch_take(void *watch, uint64_t tick, const lif_core_tick *shown,
                             const cosim_core_view *view, cosim_diag *diag);

/* Ends what is counted, the distances, also where the start failed. */
void cosim_network_watch_end(cosim_network_watch *watch);

#endif
