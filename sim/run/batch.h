// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Many runs go at once: each in its own lane of one model that holds the circuit many times
 * (lif_batch.h), and judged like a run by itself. */
#ifndef COSIM_RUN_BATCH_H
#define COSIM_RUN_BATCH_H

#include "run/job.h"

/* Runs and judges n prepared jobs, of any lengths, in as many lanes as there are. Where the jobs
 * have no lanes, or not all the same circuit, they run one after the other. Of the options,
 * skip_distances, has_seed and seed count; nobody is told rows or progress. results[i] is what
 * cosim_job_run(&jobs[i]) gives with them, in every field but `seconds`, which is the job's share
 * of the time. Returns 0 with all results, each of which the caller frees, or -1 with *diag when a
 * circuit or the machine failed: then there is no result, and nothing to free. */
int cosim_batch_run(const cosim_job *jobs, size_t n, const cosim_run_options *options,
                    cosim_result *results, cosim_diag *diag);

#endif
