// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "mutate/judge.h"

#include "result/reason.h"
#include "run/run.h"

#include <stdio.h>

static const cosim_run_options plain = {.skip_distances = true};

int cosim_judge_sound(const cosim_mutant_model *model, const cosim_job *job, cosim_diag *diag)
{
    cosim_result result = {.scenario = NULL};
    char reason[400];
    cosim_model_select(model, job, 0);
    if (cosim_job_run(job, &plain, &result, diag) != 0) {
        return -1;
    }
    int status = 0;
    if (!cosim_verdict_is_good(result.verdict)) {
        status = cosim_diag_set(diag, NULL,
                                "%s: the circuit itself does not pass it (%s); lifcosim run says "
                                "why, and mutants mean something once it does",
                                job->scenario->path,
                                cosim_result_reason(&result, reason, sizeof reason));
    }
    cosim_result_free(&result);
    return status;
}

void cosim_judge_mutant(const cosim_mutant_model *model, const cosim_job *job, cosim_mutant *mutant)
{
    cosim_result result = {.scenario = NULL};
    cosim_diag unwanted;
    cosim_model_select(model, job, mutant->number);
    if (cosim_job_run(job, &plain, &result, &unwanted) != 0) {
        mutant->state = COSIM_MUTANT_KILLED; /* a run of it is no pass: it does not answer */
        mutant->level = "stopped";
        mutant->scenario = job->scenario->name;
        cosim_model_renew(model);
        return;
    }
    if (!cosim_verdict_is_good(result.verdict)) {
        mutant->state = COSIM_MUTANT_KILLED;
        mutant->level = result.first_mismatch.present
                            ? cosim_level_name(result.first_mismatch.level)
                        : result.clipped_steps > 0 || result.lif.cut_steps > 0
                            ? cosim_level_name(COSIM_LEVEL_CLIP)
                            : "vacuous";
        mutant->scenario = job->scenario->name;
    }
    cosim_result_free(&result);
}
