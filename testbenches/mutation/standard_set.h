// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The standard set has the short scenarios that a mutant of the circuit must pass to count as one
 * that the bench does not notice. It is the same for every format, sized by its range. */
#ifndef STANDARD_SET_H
#define STANDARD_SET_H

#include "base/diag.h"
#include "circuit/dut.h"
#include "run/job.h"
#include "scenario/scenario.h"
#include "lif_stimulus.h"

/* A run is a scenario of the set, ready to run on the circuit that it was prepared for. */
typedef struct standard_run {
    const char *name;
    bool gaps; /* idle clocks between the steps, and the promises of the handshake checked */
    /* The words are chosen directly, and are not those of normalised parameters (by subtraction the
     * normalised amount is always 1): the level of the constants does not apply. */
    bool chosen_words;
    unsigned repeat; /* of a scenario that the set has several times, with other words */
    cosim_scenario scenario;
    cosim_job job;
    lif_stimulus stimulus;
    double *current_a;
} standard_run;

/* Prepares the set for a circuit: *count runs, to be freed with standard_free. names[name_count]
 * chooses some scenarios; with no names, all are prepared. Returns NULL with *diag if the circuit
 * cannot run one of them, or a name is unknown. */
standard_run *standard_prepare(cosim_dut *dut, char *const *names, size_t name_count, size_t *count,
                               cosim_diag *diag);

void standard_free(standard_run *runs, size_t count);

#endif
