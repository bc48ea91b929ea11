// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The arithmetic of the shipped formats as equations, so that what is wrong with a circuit that has
 * it is found and named like anybody else's. */
#ifndef COSIM_DIAGNOSE_SHIPPED_H
#define COSIM_DIAGNOSE_SHIPPED_H

#include "base/arena.h"
#include "run/job.h"

/* A job on a circuit of a shipped format, as one on a circuit with equations. */
typedef struct cosim_shipped {
    cosim_dut dut;
    cosim_job job;
} cosim_shipped;

/* Makes it in the arena, with the words of the job. Returns 0, or -1 with *diag. */
int cosim_shipped_equations(cosim_arena *arena, const cosim_job *job, cosim_shipped *shipped,
                            cosim_diag *diag);

#endif
