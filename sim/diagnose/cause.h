// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The cause of a failing run is an edit of the declaration, or a pair of them, with which it
 * answers every step as the circuit did. */
#ifndef COSIM_DIAGNOSE_CAUSE_H
#define COSIM_DIAGNOSE_CAUSE_H

#include "diagnose/inquiry.h"
#include "result/finding.h"

typedef struct cosim_cause {
    cosim_inquiry inquiry;
    bool known;
    bool partial;          /* it explains the run, but not every other drive */
    cosim_candidate first; /* of those that answer alike; where the cause is known */
    /* where telling.n > 0: a drive to which the circuit does not answer as the first does, or, of a
     * recording, to which the second does not */
    cosim_trace telling;
    cosim_candidate second;
} cosim_cause;

/* Looks for the cause of what the circuit of a job answered in `whole`, the first steps of its run.
 * Returns 0, with cause->known, or -1 with *diag; free in either case. */
int cosim_cause_find(cosim_cause *cause, const cosim_job *job, const cosim_trace *whole,
                     cosim_diag *diag);
void cosim_cause_free(cosim_cause *cause);

/* Writes a known cause in the words of the declaration, cut to fit. */
void cosim_cause_words(const cosim_cause *cause, char *text, size_t bytes);

/* Adds what else answers alike to a finding. Returns 0, or -1 without memory. */
int cosim_cause_also(const cosim_cause *cause, cosim_finding *finding);

#endif
