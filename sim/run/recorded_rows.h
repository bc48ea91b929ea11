// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Checks the rows of a recording against the steps of a scenario, and finds the spikes of each. */
#ifndef COSIM_RUN_RECORDED_ROWS_H
#define COSIM_RUN_RECORDED_ROWS_H

#include "circuit/recording.h"
#include "run/job.h"

/* Refuses a row: "FILE:LINE: " and a printf text. Returns -1. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
int
cosim_recorded_refuse(const cosim_recorded_column *column, uint64_t row, cosim_diag *diag,
                      const char *format, ...);

/* Checks that there is a row for each step, and no other; that times and numbers of the rows are
 * those of the steps. Returns 0, or -1 with *diag. */
int cosim_recorded_rows(const cosim_job *job, cosim_diag *diag);

/* Fills spike[steps] from 0 and 1 of each row, or from a list. Returns 0, or -1 with *diag. */
int cosim_recorded_spikes(const cosim_job *job, uint8_t *spike, cosim_diag *diag);

#endif
