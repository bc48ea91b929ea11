// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A sweep runs in processes. Each takes the next sets from a counter that all share, runs them, and
 * hands over their lines through a pipe of its own; the parent writes them down as they come. */
#ifndef COSIM_SWEEP_POOL_H
#define COSIM_SWEEP_POOL_H

#include "sweep/plan.h"

/* Tells how many sets the circuits take at once: the most lanes of any. The lanes of each circuit
 * are compared with it here, once. Returns 0 with *diag where lanes are there, but damaged or not
 * the circuit's. */
unsigned cosim_sweep_lanes(const cosim_sweep_plan *plan, cosim_diag *diag);

/* Runs the sets todo[count] on plan->workers processes into the store, in whatever order they end.
 * Closes the instances of plan->duts, whose circuits each process opens for itself.
 * 0, or -1 with *diag when a circuit or the machine failed; what was finished is in the store. */
int cosim_sweep_run(const cosim_sweep_plan *plan, const uint64_t *todo, size_t count,
                    cosim_sweep_store *store, cosim_diag *diag);

#endif
