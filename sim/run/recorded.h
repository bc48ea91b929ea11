// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The rows of a recording become the steps of a job: each is there, its time or number is that of
 * its step, and it was driven with the scenario's current. */
#ifndef COSIM_RUN_RECORDED_H
#define COSIM_RUN_RECORDED_H

#include "circuit/recording.h"
#include "lif_source.h"
#include "run/job.h"

/* An element a step; what the recording does not have is NULL. */
typedef struct cosim_recorded {
    uint8_t *spike;
    double *observed_v; /* NaN where the row does not show it */
    double *view_v;     /* what it may be off by, as the source rounds */
    double *slack_a;    /* the same of the current */
    int64_t *outputs;   /* with words: a row of the declaration's outputs */
    lif_source source;
    bool printed_input; /* the current is taken for rounded where it was printed */
    bool may_be_single; /* the membranes can be numbers of 32 bits */
} cosim_recorded;

/* A source rounds in one of these ways, from the narrowest on: float64, float64 that was driven
 * with currents which were rounded where they were printed, float32, and that with such currents.
 */
enum { COSIM_RECORDED_ROUNDINGS = 4 };

/* Tells whether the rows of a job that counts in volts may have been rounded so. */
bool cosim_recorded_may_round(const cosim_job *job, unsigned rounding);

/* Takes them for rounded so. */
void cosim_recorded_round(const cosim_job *job, unsigned rounding);

/* Prepares a job on a circuit that is a recording: fills job->q where it has no words, and
 * job->recorded, which belongs to the scenario. Returns 0, or -1 with *diag at the row, or at the
 * key of the scenario that is wrong. */
int cosim_recorded_prepare(cosim_job *job, cosim_diag *diag);

/* Fills what a circuit would have answered to steps first to first + n - 1: words that show the
 * membrane as nearly as they can, spikes, and outputs (NULL without words). */
void cosim_recorded_answer(const cosim_job *job, uint64_t first, size_t n, int32_t *before_fx,
                           int32_t *after_fx, uint8_t *spike, int64_t *outputs);

/* Adds to a block what the judge needs of them. */
void cosim_recorded_add(const cosim_job *job, uint64_t first, cosim_judge_block *block);

/* Says in text[bytes] how the source rounds, as it was judged; "" for a job that is no recording.
 */
void cosim_recorded_describe(const cosim_job *job, char *text, size_t bytes);

#endif
