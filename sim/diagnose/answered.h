// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A trace can keep what a circuit answered that somebody else runs: its steps are added as they are
 * judged, and findings are looked for in it (job->answered), as nobody can ask that circuit again.
 */
#ifndef COSIM_DIAGNOSE_ANSWERED_H
#define COSIM_DIAGNOSE_ANSWERED_H

#include "diagnose/trace.h"

/* The answers to n steps. Of a circuit that is declared by equations `outputs` has a row of
 * output_count words a step; of another it is NULL, and 0. */
typedef struct cosim_answers {
    size_t n;
    const int32_t *drive_fx;
    const uint32_t *hold;
    const int32_t *before_fx, *after_fx;
    const uint8_t *spike;
    const int64_t *outputs;
    size_t output_count;
} cosim_answers;

/* Adds them to a trace that begins as zeros, up to `most` steps in all. Returns 0, or -1 without
 * memory, and the trace is as before. */
int cosim_answered_add(cosim_trace *answered, const cosim_answers *answers, size_t most);

/* Fill a trace with what it has room for: drives and holds, and then what was answered to the
 * trace->n first of them (its rows of outputs where they were given). */
void cosim_answered_drives(cosim_trace *trace, const cosim_trace *answered);
void cosim_answered_take(cosim_trace *trace, const cosim_trace *answered);

#endif
