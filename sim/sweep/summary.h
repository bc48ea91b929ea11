// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A sweep ends with its summary. It is made of the records and their lines alone, so that joined
 * parts say what the whole would have said. */
#ifndef COSIM_SWEEP_SUMMARY_H
#define COSIM_SWEEP_SUMMARY_H

#include "sweep/store.h"

/* Writes the summary of the records, which are sorted, as text: verdicts, the worst use of the
 * bound, ambiguous steps, differences of spike times, rates, and the first sets that are refused or
 * do not pass, each with the command that runs it alone. Returns 0, or -1 with *diag. */
int cosim_sweep_summary(const cosim_sweep_store *store, uint64_t sets, FILE *out, cosim_diag *diag);

#endif
