// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes a finding's shortest drive as a scenario of its own. */
#ifndef COSIM_DIAGNOSE_WRITE_H
#define COSIM_DIAGNOSE_WRITE_H

#include "base/diag.h"
#include "result/finding.h"
#include "run/job.h"

/* Writes the shortest drive as a scenario FOLDER/NAME.yaml with its currents in NAME.csv. Returns
 * 0, or -1 with *diag. */
int cosim_finding_write(const cosim_finding *finding, const cosim_job *job, const char *folder,
                        const char *name, cosim_diag *diag);

#endif
