// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes CSV, one row a step. */
#ifndef COSIM_REPORT_CSV_H
#define COSIM_REPORT_CSV_H

#include "base/diag.h"
#include "base/output.h"
#include "run/rows.h"

/* Writes the header line: step, time_s, current_a, hold, drive_fx, before_reset_fx, membrane_fx,
 * membrane_v, reference_v, bound_v, spike, reference_spike, ambiguous. A hidden value, and one that
 * is not finite, is an empty field. */
void cosim_csv_header(cosim_output *output);

/* Takes rows as a sink (run/rows.h) whose context is the cosim_output. */
int cosim_csv_take(void *output, const cosim_rows *rows, cosim_diag *diag);

#endif
