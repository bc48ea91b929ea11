// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A trace has no model that could write a waveform: it is written from the rows of its run, as a
 * VCD file, or by vcd2fst of GTKWave as an FST file. Potentials are in mV, currents in nA; a trace
 * in words has the words of its drive and membrane too. */
#ifndef COSIM_WAVE_ROWS_VCD_H
#define COSIM_WAVE_ROWS_VCD_H

#include "run/job.h"
#include "run/rows.h"

typedef struct cosim_rows_vcd cosim_rows_vcd;

/* Begins the waveform of the steps from .. to - 1 in PATH (.vcd or .fst). Returns it, or NULL with
 * *diag. */
cosim_rows_vcd *cosim_rows_vcd_open(const char *path, const cosim_job *job, uint64_t from,
                                    uint64_t to, cosim_diag *diag);

/* Is a sink of the run (run/rows.h), with the waveform as its context. */
int cosim_rows_vcd_take(void *vcd, const cosim_rows *rows, cosim_diag *diag);

/* Ends it: whole, in its place, with the layouts for GTKWave and Surfer beside it, which *result
 * then names; or, where `result` is NULL, not at all. Frees it; NULL is allowed. Returns 0, or -1
 * with *diag. */
int cosim_rows_vcd_close(cosim_rows_vcd *vcd, cosim_result *result, cosim_diag *diag);

#endif
