// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Runs a prepared network on its core, and gives its verdict. */
#ifndef COSIM_RUN_NETWORK_RUN_H
#define COSIM_RUN_NETWORK_RUN_H

#include "run/core_run.h"
#include "run/network_job.h"
#include "run/network_result.h"

typedef struct cosim_network_options {
    const cosim_core_watcher *watchers; /* [watcher_count]: who else wants to see every tick */
    size_t watcher_count;
    void (*progress)(void *context, const cosim_network_job *job, uint64_t done); /* or NULL */
    void *context;
} cosim_network_options;

/* Runs the network from its first tick. The verdict is that of the judge, and besides FAIL where
 * the circuit does not have the spikes that are expected, and VACUOUS where in the whole run there
 * was no event and no spike. Returns 0 with the result, to be freed; or -1 with *diag where there
 * is none. */
int cosim_network_run(const cosim_network_job *job, const cosim_network_options *options,
                      cosim_network_result *result, cosim_diag *diag);

#endif
