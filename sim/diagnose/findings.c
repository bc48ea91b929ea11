// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/findings.h"

#include "diagnose/equations.h"
#include "diagnose/rivals.h"
#include "diagnose/shipped.h"
#include "diagnose/trace.h"

#include <stdlib.h>

/* Looks for what is wrong with a circuit of a shipped format, of which nothing but its arithmetic
 * is known. */
static int find_shipped(const cosim_job *job, size_t steps, struct cosim_findings *f,
                        cosim_diag *diag)
{
    cosim_shipped shipped;
    cosim_arena *arena = cosim_arena_new();
    int status = -1;
    if (arena == NULL) {
        cosim_diag_memory(diag, NULL);
    } else if (cosim_shipped_equations(arena, job, &shipped, diag) == 0) {
        status = cosim_findings_of_equations(&shipped.job, job, steps, f, diag);
    }
    cosim_arena_free(arena);
    return status;
}

bool cosim_findings_wanted(const cosim_job *job, const cosim_result *result, bool asked)
{
    const bool equations = job->dut->equations != NULL;
    return result->clipped_steps == 0 && (asked || equations || job->recorded != NULL) &&
           (result->verdict == COSIM_FAIL ||
            (equations && result->verdict == COSIM_VACUOUS && result->bounded.sticks));
}

int cosim_findings_find(const cosim_job *job, struct cosim_findings **findings, cosim_diag *diag)
{
    const uint64_t steps = job->answered != NULL ? job->answered->n : job->scenario->steps;
    const size_t some = steps < COSIM_FINDING_STEPS ? (size_t)steps : COSIM_FINDING_STEPS;
    struct cosim_findings *f = calloc(1, sizeof *f);
    if (f == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    const int status = job->dut->equations != NULL
                           ? cosim_findings_of_equations(job, job, some, f, diag)
                       : job->recorded != NULL ? cosim_findings_of_rivals(job, f, diag)
                                               : find_shipped(job, some, f, diag);
    if (status != 0) {
        cosim_findings_free(f);
        return -1;
    }
    *findings = f;
    return 0;
}
