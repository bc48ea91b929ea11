// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The currents of a recording are held against the scenario's, or become them. */
#ifndef COSIM_RUN_RECORDED_DRIVE_H
#define COSIM_RUN_RECORDED_DRIVE_H

#include "run/job.h"

/* Holds the current of each step against that of its row, within what the row was rounded by.
 * Returns 0, or -1 with *diag at the first row that differs. */
int cosim_recorded_check(const cosim_job *job, cosim_diag *diag);

/* Gives the scenario of a job, which is to be driven with what drove the trace, its currents. The
 * job is prepared but for this. Returns 0, or -1 with *diag. */
int cosim_recorded_drive(const cosim_job *job, cosim_scenario *scenario, cosim_diag *diag);

#endif
