// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Findings about circuits that have equations: the cause by edits of these, a dead zone that they
 * have themselves, or that no single cause is known. */
#ifndef COSIM_DIAGNOSE_EQUATIONS_H
#define COSIM_DIAGNOSE_EQUATIONS_H

#include "base/diag.h"
#include "result/finding.h"
#include "run/job.h"

/* Looks at the first `steps` steps of the run of `judged`, which failed. `job` is the same one on a
 * circuit with equations: itself, or what diagnose/shipped.h makes of it. Returns 0 with the
 * findings added, or -1 with *diag. */
int cosim_findings_of_equations(const cosim_job *job, const cosim_job *judged, size_t steps,
                                struct cosim_findings *findings, cosim_diag *diag);

#endif
