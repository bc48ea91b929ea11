// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Some sets of a sweep are taken at once: prepared, run circuit by circuit, and written as lines.
 */
#ifndef COSIM_SWEEP_CHUNK_H
#define COSIM_SWEEP_CHUNK_H

#include "run/job.h"
#include "sweep/plan.h"

/* Runs and judges n prepared jobs, all on one circuit, in its lanes where it has some: results[i]
 * is that of jobs[i]. Returns 0, or -1 with *diag when the circuit or the machine failed, and then
 * no result is left. Only here do sets meet a circuit. */
int cosim_sweep_run_jobs(const cosim_job *jobs, size_t n, cosim_result *results, cosim_diag *diag);

/* Runs the sets first..first+n-1 of todo[] and writes a line each by put(context, record, line,
 * length), in that order. Returns 0, or -1 with *diag. */
int cosim_sweep_run_chunk(const cosim_sweep_plan *plan, const uint64_t *todo, size_t n,
                          cosim_sweep_put *put, void *context, cosim_diag *diag);

#endif
