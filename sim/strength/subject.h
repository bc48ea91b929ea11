// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A subject is the neuron whose corners are looked for: the equations of its step. A circuit that
 * is declared by equations has its own; those of a shipped one are written from its format. */
#ifndef COSIM_STRENGTH_SUBJECT_H
#define COSIM_STRENGTH_SUBJECT_H

#include "run/job.h"

typedef struct cosim_subject {
    cosim_dut *dut; /* on which scenarios are prepared, and run where one is to pass */
    const cosim_eq_declaration *declaration;
    bool shipped; /* its words are those of reference/lif_fixed.h */
} cosim_subject;

/* Finds the equations of an opened circuit, which must outlive the subject; what is made is in the
 * arena. Returns 0, or -1 with *diag where it has none. */
int cosim_subject_of(cosim_arena *arena, cosim_dut *dut, cosim_subject *subject, cosim_diag *diag);

/* Gives the words of a job's params[param_count], for a spike that holds `hold` steps. */
void cosim_subject_params(const cosim_subject *subject, const cosim_job *job, uint32_t hold,
                          int64_t *param);

#endif
