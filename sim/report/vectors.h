// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes a scenario as files for somebody else's bench: drives in, expected words out. */
#ifndef COSIM_REPORT_VECTORS_H
#define COSIM_REPORT_VECTORS_H

#include "base/diag.h"
#include "run/job.h"

/* Writes into `folder`, which must exist:
 *   drive.hex hold.hex before.hex membrane.hex spike.hex   one word a line and step, for $readmemh,
 *                    two's complement of the state width (hold: 8 digits, spike: 1)
 *   lif_vectors.vh   widths, number of steps and configuration words as localparams
 *   lif_vectors.h    the same as macros, and all steps as one array of structs
 * job is prepared, on the integer model of the format. Files that are there already are replaced,
 * but only when all are complete. Returns 0, or with *diag -1, or COSIM_VECTORS_UNWRITTEN where the
 * disk did not take a file. */
enum { COSIM_VECTORS_UNWRITTEN = -2 };
int cosim_vectors_write(const cosim_job *job, const char *folder, cosim_diag *diag);

#endif
