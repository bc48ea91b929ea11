// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/run.h"

#include "circuit/lif_conduct.h"
#include "judge/constants.h"
#include "judge/equations_result.h"
#include "run/drives.h"
#include "run/recorded.h"
#include "run/scoreboard.h"
#include "run/words.h"

#include <stdlib.h>

/* A runner has the arrays of one block and the streams that fill them. */
typedef struct runner {
    const cosim_job *job;
    const cosim_run_options *options;
    cosim_current current;
    cosim_scoreboard scoreboard;
    bool constant_hold;
    uint32_t hold_constant;
    double current_a[COSIM_BLOCK_STEPS];
    uint32_t hold[COSIM_BLOCK_STEPS];
    int32_t drive_fx[COSIM_BLOCK_STEPS], before_fx[COSIM_BLOCK_STEPS], after_fx[COSIM_BLOCK_STEPS];
    uint8_t spike[COSIM_BLOCK_STEPS];
    lif_dut_breach breach; /* of the last block */
    cosim_words words;
} runner;

static int circuit_failed(const cosim_job *job, const char *what, cosim_diag *diag)
{
    return cosim_diag_set(diag, NULL, "circuit %s: %s: %s", job->dut->name, what,
                          job->dut->ops->message(job->dut->instance));
}

static int start(runner *run, cosim_diag *diag)
{
    const cosim_job *job = run->job;
    const struct lif_dut_ops *ops = job->dut->ops;
    lif_words words = {0};

    run->constant_hold = lif_hold_is_constant(&job->scenario->params, &run->hold_constant);
    if (cosim_words_new(job, &run->words, diag) != 0) {
        return -1;
    }
    if (cosim_words_configure(job, job->dut->instance, LIF_CONDUCT_SEED) != 0) {
        return circuit_failed(job, "does not take its words", diag);
    }
    if (job->dut->equations != NULL) {
        if (job->dut->equations->told_count > 0 &&
            ops->read_told(job->dut->instance, run->words.told) != 0) {
            return circuit_failed(job, "does not tell its words", diag);
        }
        cosim_judge_equations_constants(&run->scoreboard.judge, run->words.told);
    }
    if ((ops->capabilities & LIF_DUT_READS_WORDS) != 0) {
        if (ops->read_words(job->dut->instance, &words) != 0) {
            return circuit_failed(job, "does not tell its words", diag);
        }
        cosim_judge_constants(&run->scoreboard.judge, &words);
    }
    if (cosim_current_start(&run->current, job->scenario) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    return 0;
}

/* Runs and judges n steps from `first` on, whose currents and drives are there. */
static int run_block(runner *run, uint64_t first, size_t n, cosim_diag *diag)
{
    const cosim_job *job = run->job;
    const uint32_t *hold = run->constant_hold ? NULL : run->hold;

    if (!run->constant_hold) {
        lif_hold_fill(&job->scenario->params, first, n, run->hold);
    }
    lif_dut_block steps = {.n = n,
                           .drive_fx = run->drive_fx,
                           .hold = hold,
                           .hold_constant = run->hold_constant,
                           .before_fx = run->before_fx,
                           .after_fx = run->after_fx,
                           .spike = run->spike,
                           .breach = &run->breach};
    run->breach = (lif_dut_breach){.count = 0};
    cosim_words_give(job, &run->words, n, run->current_a, hold);
    cosim_words_add(&run->words, hold != NULL, &steps);
    if (job->recorded != NULL) {
        cosim_recorded_answer(job, first, n, run->before_fx, run->after_fx, run->spike,
                              run->words.outputs);
    } else if (job->dut->ops->run(job->dut->instance, &steps) != 0) {
        return circuit_failed(job, "stopped", diag);
    }
    cosim_words_take(job, &run->words, n, run->before_fx, run->after_fx, run->spike);
    cosim_judge_block judged = {.n = n,
                                .current_a = run->current_a,
                                .drive_fx = run->drive_fx,
                                .hold = hold,
                                .hold_constant = run->hold_constant,
                                .before_fx = run->before_fx,
                                .after_fx = run->after_fx,
                                .spike = run->spike,
                                .inputs = run->words.inputs,
                                .outputs = run->words.outputs};
    cosim_recorded_add(job, first, &judged);
    if (cosim_scoreboard_take(&run->scoreboard, first, &judged, diag) != 0) {
        return -1;
    }
    cosim_judge_breach(&run->scoreboard.judge, &run->breach);
    return 0;
}

/* Runs all blocks and reaches the verdict; a drive that clips ends the run before its step. */
static int run_steps(runner *run, cosim_result *result, cosim_diag *diag)
{
    const cosim_job *job = run->job;
    const uint64_t steps = job->scenario->steps;
    uint64_t done = 0;
    while (done < steps && result->clipped_steps == 0) {
        const uint64_t left = steps - done;
        size_t n = left < COSIM_BLOCK_STEPS ? (size_t)left : COSIM_BLOCK_STEPS;
        if (run->options->before_block != NULL) {
            run->options->before_block(run->options->before_context, &run->scoreboard.judge,
                                       &run->current);
        }
        n = cosim_run_drives(job, &run->current, &run->scoreboard.judge, done, n, run->current_a,
                             run->drive_fx, result);
        if (n > 0 && run_block(run, done, n, diag) != 0) {
            return -1;
        }
        done += n;
        if (run->options->progress != NULL) {
            run->options->progress(run->options->context, job, done);
        }
    }
    return cosim_scoreboard_finish(&run->scoreboard, done, result, diag);
}

int cosim_job_run(const cosim_job *job, const cosim_run_options *options, cosim_result *result,
                  cosim_diag *diag)
{
    runner *run = calloc(1, sizeof *run);
    int status;

    if (run == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    run->job = job;
    run->options = options;
    cosim_scoreboard_start(&run->scoreboard, job, options, result);
    status = start(run, diag);
    if (status == 0) {
        status = run_steps(run, result, diag);
    }
    if (status != 0) {
        cosim_result_free(result);
    }
    cosim_current_free(&run->current);
    cosim_words_free(&run->words);
    free(run);
    return status;
}
