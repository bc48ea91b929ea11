// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The bench of `lifcosim run` on the library: the circuit behind lif_dut.h runs, and lifcosim.h
 * gives its drives, judges what it answered and reaches the verdict. */
#ifndef COSIM_CLI_JUDGE_H
#define COSIM_CLI_JUDGE_H

#include "library/lifcosim.h"
#include "result/result.h"
#include "run/job.h"

/* Runs and judges a prepared job, as cosim_job_run does. *judge (NULL before) is made for it; the
 * result has texts of it, and the caller frees it, in any case, after the result. Returns 0, or -1
 * with *diag when the circuit or the machine failed (no verdict). */
int cosim_cli_judge(const cosim_job *job, const cosim_run_options *options, lifcosim **judge,
                    cosim_result *result, cosim_diag *diag);

#endif
