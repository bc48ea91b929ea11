// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Currents become drives, where one may clip: for a run by itself (run/run.c), a run in a lane of
 * a batch (run/batch.c) and a run in the SystemC bench. */
#ifndef COSIM_RUN_DRIVES_H
#define COSIM_RUN_DRIVES_H

#include "run/job.h"
#include "scenario/current.h"

/* Makes the drives of n steps, the first of which is number `done`, from their currents [A].
 * Returns how many of them can be run: n, or those before the first drive that clips. The judge and
 * the result are told of that drive. */
size_t cosim_run_quantise(const cosim_job *job, cosim_judge *judge, uint64_t done, size_t n,
                          const double *current_a, int32_t *drive_fx, cosim_result *result);

/* Makes the currents [A] and drives of the next n steps, the first of which is number `done`.
 * Returns how many of them can be run: n, or those before the first drive that clips. The judge and
 * the result are told of that drive. */
size_t cosim_run_drives(const cosim_job *job, cosim_current *current, cosim_judge *judge,
                        uint64_t done, size_t n, double *current_a, int32_t *drive_fx,
                        cosim_result *result);

#endif
