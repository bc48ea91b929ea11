// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes a finding's shortest drive as a scenario of its own. */
#ifndef COSIM_DIAGNOSE_WRITE_H
#define COSIM_DIAGNOSE_WRITE_H

#include "base/diag.h"
#include "result/finding.h"
#include "run/job.h"

/* A drive is a list of currents for a neuron. */
typedef struct cosim_drive {
    const double *current_a; /* of each step [A] */
    size_t count;
    const lif_params *neuron; /* and its step */
    double tolerance;
    const char *about; /* the comment at the top of the scenario, a line */
} cosim_drive;

/* Writes a drive as a scenario FOLDER/NAME.yaml with its currents in NAME.csv. Returns 0, or -1
 * with *diag. */
int cosim_drive_write(const cosim_drive *drive, const char *folder, const char *name,
                      cosim_diag *diag);

/* Writes the shortest drive as a scenario FOLDER/NAME.yaml with its currents in NAME.csv. Returns
 * 0, or -1 with *diag. */
int cosim_finding_write(const cosim_finding *finding, const cosim_job *job, const char *folder,
                        const char *name, cosim_diag *diag);

#endif
