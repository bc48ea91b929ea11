// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* What is wrong with a circuit that failed, in words of the field, each with the shortest drive
 * that shows it. A circuit that is exactly another neuron than it declares is named after the
 * difference; otherwise its symptoms are. */
#ifndef COSIM_FINDINGS_H
#define COSIM_FINDINGS_H

#include "result/result.h"
#include "diagnose/trace.h"

enum { COSIM_FINDINGS = 4, COSIM_FINDING_STEPS = 65536 };

typedef struct cosim_finding {
    char kind[32];     /* "wraps", "refractory", "sticks" ... for programs */
    char text[400];    /* what the circuit does */
    uint64_t step;     /* of the run where it first shows */
    bool whole;        /* the text explains every answer of the run */
    int32_t *drive_fx; /* the shortest drive */
    size_t count;
    unsigned tries;
    char *scenario, *wave, *layout; /* files of it, owned; NULL: none */
} cosim_finding;

struct cosim_findings {
    cosim_finding items[COSIM_FINDINGS];
    size_t count;
};

/* Runs the first COSIM_FINDING_STEPS steps of a job that failed once more and looks for what is
 * wrong. Returns 0 with *findings (free with cosim_findings_free), or -1 with *diag. */
int cosim_findings_find(const cosim_job *job, struct cosim_findings **findings, cosim_diag *diag);
void cosim_findings_free(struct cosim_findings *findings); /* NULL is allowed */

/* The drive in words: "3 steps of 0x0100, 1 of 0", cut to fit; returns text. */
const char *cosim_finding_drive(const cosim_finding *finding, char *text, size_t bytes);

/* Writes the shortest drive as a scenario FOLDER/NAME.yaml with its currents in NAME.csv. Returns
 * 0, or -1 with *diag. */
int cosim_finding_write(const cosim_finding *finding, const cosim_job *job, const char *folder,
                        const char *name, cosim_diag *diag);

#endif
