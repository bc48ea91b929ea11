// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Findings say what is wrong with a circuit that failed, in the names of its equations (of a
 * shipped circuit those of its format), each with the shortest drive that shows it. */
#ifndef COSIM_DIAGNOSE_FINDINGS_H
#define COSIM_DIAGNOSE_FINDINGS_H

#include "base/diag.h"
#include "result/finding.h"
#include "result/result.h"
#include "run/job.h"

enum { COSIM_FINDING_STEPS = 65536 };

/* Tells whether what is wrong with a run is looked for. `asked`: also with a circuit of a shipped
 * format. A circuit that is what it declares by equations may stick without a failure of any level:
 * its run shows nothing, and says why. */
bool cosim_findings_wanted(const cosim_job *job, const cosim_result *result, bool asked);

/* Runs the first COSIM_FINDING_STEPS steps of a job that failed once more and looks for what is
 * wrong. Returns 0 with *findings (free with cosim_findings_free), or -1 with *diag. */
int cosim_findings_find(const cosim_job *job, struct cosim_findings **findings, cosim_diag *diag);

#endif
