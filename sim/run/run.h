// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A job is run block by block in constant memory, judged, and reported as plain data. */
#ifndef COSIM_RUN_RUN_H
#define COSIM_RUN_RUN_H

#include "run/job.h"

/* Runs and judges a prepared job. Returns 0 with *result, which cosim_result_free frees and whose
 * whose strings point into the job, or -1 with *diag when the circuit or the machine failed (no
 * verdict). */
int cosim_job_run(const cosim_job *job, const cosim_run_options *options, cosim_result *result,
                  cosim_diag *diag);

#endif
