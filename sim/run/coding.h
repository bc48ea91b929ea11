// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Currents become the words that a circuit takes, and words currents. */
#ifndef COSIM_RUN_CODING_H
#define COSIM_RUN_CODING_H

#include "run/job.h"

/* Rounds currents [A] to drive words, as the circuit shows them; returns how many do not fit. */
size_t cosim_job_drives(const cosim_job *job, const double *current_a, size_t n, int32_t *drive_fx);

/* Gives the current [A] that a drive word stands for. */
double cosim_job_current(const cosim_job *job, int32_t drive_fx);

/* Reports a current [A] that the circuit cannot take, at the stimulus. Returns -1. */
int cosim_job_refuse_clip(const cosim_job *job, uint64_t step, double current_a, cosim_diag *diag);

/* Tells whether the drive is an event, which is there or not. */
bool cosim_job_drives_events(const cosim_job *job);

/* Gives the limits [A] outside of which a current does not fit. */
void cosim_job_current_range(const cosim_job *job, double *low_a, double *high_a);

#endif
