// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The sets of a sweep whose base is a network: each is read, prepared on its core, run and judged
 * for itself. */
#ifndef COSIM_SWEEP_NETWORKS_H
#define COSIM_SWEEP_NETWORKS_H

#include "sweep/plan.h"

/* Runs the sets of todo[n] and writes a line each by put(context, record, line, length), in that
 * order. Returns 0, or -1 with *diag where a core or the machine failed. */
int cosim_sweep_run_networks(const cosim_sweep_plan *plan, const uint64_t *todo, size_t n,
                             cosim_sweep_put *put, void *context, cosim_diag *diag);

/* Tells whether a set can be, without opening its core. Returns 1; 0 with *diag, why it is refused;
 * or -1 with *diag where the machine failed. */
int cosim_sweep_network_possible(const cosim_sweep_plan *plan, uint64_t index, cosim_diag *diag);

#endif
