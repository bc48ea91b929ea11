// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judging half of a run is what happens to the steps that a circuit has taken, wherever it took
 * them. The program's own loop (run/run.c) and the SystemC bench both end here. */
#ifndef COSIM_RUN_SCOREBOARD_H
#define COSIM_RUN_SCOREBOARD_H

#include "run/job.h"

typedef struct cosim_scoreboard {
    const cosim_job *job;
    const cosim_run_options *options;
    cosim_judge judge;
    double begin; /* when it was started [s] */
    /* what the judge says of the last block, where somebody listens */
    double reference_v[COSIM_BLOCK_STEPS], bound_v[COSIM_BLOCK_STEPS];
    uint8_t reference_spike[COSIM_BLOCK_STEPS], ambiguous[COSIM_BLOCK_STEPS];
    uint8_t failed[COSIM_BLOCK_STEPS]; /* LIF_DUT_FAILED_* */
} cosim_scoreboard;

/* Fills *result with what is known before the run and starts the judge, whose lists of spikes are
 * those of the result. job and options outlive the scoreboard. */
void cosim_scoreboard_start(cosim_scoreboard *scoreboard, const cosim_job *job,
                            const cosim_run_options *options, cosim_result *result);

/* Judges 1 to COSIM_BLOCK_STEPS steps, the first of which is number `first`, and tells the sinks.
 * The outputs of *steps are ignored. Returns 0, or -1 with *diag. */
int cosim_scoreboard_take(cosim_scoreboard *scoreboard, uint64_t first,
                          const cosim_judge_block *steps, cosim_diag *diag);

/* Reaches the verdict after `steps` steps, with the distances of the trains and the time it took.
 * Returns 0, or -1 with *diag. */
int cosim_scoreboard_finish(cosim_scoreboard *scoreboard, uint64_t steps, cosim_result *result,
                            cosim_diag *diag);

#endif
