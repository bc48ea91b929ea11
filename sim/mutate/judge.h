// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A mutant is judged by the verdict of a run, on scenarios that the sound circuit passes. */
#ifndef COSIM_MUTATE_JUDGE_H
#define COSIM_MUTATE_JUDGE_H

#include "mutate/model.h"
#include "mutate/mutants.h"

/* Runs the sound circuit of a model on a job that was prepared on it. Returns 0 where it passes, or
 * -1 with *diag: it does not, or could not be run. */
int cosim_judge_sound(const cosim_mutant_model *model, const cosim_job *job, cosim_diag *diag);

/* Runs a mutant on a job, and says in *mutant what kills it: state, level and scenario. A mutant
 * that no level fails stays as it is. */
void cosim_judge_mutant(const cosim_mutant_model *model, const cosim_job *job,
                        cosim_mutant *mutant);

#endif
