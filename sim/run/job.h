// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A job is one scenario on one circuit, prepared: everything that can be refused is refused here,
 * before anything runs. The options say what its run is to do. */
#ifndef COSIM_RUN_JOB_H
#define COSIM_RUN_JOB_H

#include "circuit/dut.h"
#include "judge/state.h"
#include "result/result.h"
#include "run/rows.h"
#include "scenario/current.h"
#include "scenario/scenario.h"

/* This is the largest block, in steps. With it the judge's arrays fit well within the second-level
 * cache, and a block has enough spikes for the judge to run the stretches between them side by
 * side. */
enum { COSIM_BLOCK_STEPS = 4096 };

typedef struct cosim_job {
    const cosim_scenario *scenario;
    cosim_dut *dut;
    lif_quantised q;                    /* the scenario's words in the circuit's format */
    struct cosim_recorded *recorded;    /* the steps of a recording (run/recorded.h), or NULL */
    const struct cosim_trace *answered; /* of a circuit that runs elsewhere: what it answered in the
                                           first steps of its run (diagnose/answered.h), or NULL */
} cosim_job;

typedef struct cosim_run_options {
    const cosim_sink *sinks; /* told every block; with none the judge takes its fast path */
    size_t sink_count;
    bool skip_distances; /* distances of the trains, which may take long: NaN instead */
    bool has_seed;       /* provenance only: the scenario was read with it */
    uint64_t seed;
    /* NULL, or called between two blocks, before the circuit runs the next, with where judge and
     * current are */
    void (*before_block)(void *before_context, const cosim_judge *judge,
                         const cosim_current *current);
    void *before_context;
    /* NULL, or called now and then with the steps done so far */
    void (*progress)(void *context, const cosim_job *job, uint64_t done);
    void *context;
} cosim_run_options;

/* Quantises the scenario for the circuit and checks what is known beforehand: words and holds fit,
 * no deterministic drive clips. Returns 0, or -1 with *diag at the key that is wrong. */
int cosim_job_prepare(cosim_job *job, const cosim_scenario *scenario, cosim_dut *dut,
                      cosim_diag *diag);

/* Finds the current of an event in a scenario: the largest that there is [A]; 0 for none. Returns
 * 0, or -1 with *diag. */
int cosim_job_event(const cosim_scenario *scenario, double *event_a, cosim_diag *diag);

/* Fills *result with what is known before the run, all else 0. */
void cosim_run_describe(const cosim_job *job, const cosim_run_options *options,
                        cosim_result *result);

#endif
