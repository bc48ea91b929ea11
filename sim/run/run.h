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

/* These are the circuit's half of a run, for whoever has the judge's half elsewhere (the library).
 * The first resets the circuit with the words of the job, and reads the words that it has then:
 * *words where *reads is set, and of a circuit by equations told[told_count]. The second has it
 * answer to steps, the first of which is number `first`. Both return 0, or -1 with *diag. */
int cosim_run_configure(const cosim_job *job, lif_words *words, bool *reads, int64_t *told,
                        cosim_diag *diag);
int cosim_run_answer(const cosim_job *job, uint64_t first, lif_dut_block *steps, cosim_diag *diag);

#endif
