// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Mutants are run as any circuit is: a manifest is written for the module that has them, with the
 * user's ports and equations and one param more, whose word selects the mutant. */
#ifndef COSIM_MUTATE_MODEL_H
#define COSIM_MUTATE_MODEL_H

#include "foreign/manifest.h"
#include "run/job.h"

typedef struct cosim_mutant_model {
    cosim_dut *dut;
    unsigned select; /* the number of the param */
    bool shipped;    /* its equations are those of equations/shipped.h */
} cosim_mutant_model;

/* Builds the module FOLDER/NAME.v as a circuit in FOLDER, and opens it; cosim_model_close frees it
 * in any case. Returns 0, or -1 with *diag. */
int cosim_model_build(const cosim_manifest *manifest, const char *folder, const char *name,
                      cosim_mutant_model *model, cosim_diag *diag);
void cosim_model_close(cosim_mutant_model *model);

/* Takes a fresh instance in the place of one that a mutant has stopped. The model has none where
 * that is not possible. */
void cosim_model_renew(const cosim_mutant_model *model);

/* Makes the next run of a job on the model one of mutant `number`; 0 is the sound circuit. A
 * shipped neuron is told the job's rules of comparison and reset, which no formula has. */
void cosim_model_select(const cosim_mutant_model *model, const cosim_job *job, unsigned number);

#endif
