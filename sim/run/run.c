// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/run.h"

#include "circuit/lif_conduct.h"
#include "run/recorded.h"
#include "run/session.h"

#include <stdlib.h>

/* A runner puts the circuit into a session, a block at a time. */
typedef struct runner {
    cosim_session session;
    int32_t before_fx[COSIM_BLOCK_STEPS], after_fx[COSIM_BLOCK_STEPS];
    uint8_t spike[COSIM_BLOCK_STEPS];
} runner;

static int circuit_failed(const cosim_job *job, const char *what, cosim_diag *diag)
{
    return cosim_diag_set(diag, NULL, "circuit %s: %s: %s", job->dut->name, what,
                          job->dut->ops->message(job->dut->instance));
}

int cosim_run_configure(const cosim_job *job, lif_words *words, bool *reads, int64_t *told,
                        cosim_diag *diag)
{
    const struct lif_dut_ops *ops = job->dut->ops;
    *reads = (ops->capabilities & LIF_DUT_READS_WORDS) != 0;
    if (cosim_words_configure(job, job->dut->instance, LIF_CONDUCT_SEED) != 0) {
        return circuit_failed(job, "does not take its words", diag);
    }
    if ((job->dut->equations != NULL && job->dut->equations->told_count > 0 &&
         ops->read_told(job->dut->instance, told) != 0) ||
        (*reads && ops->read_words(job->dut->instance, words) != 0)) {
        return circuit_failed(job, "does not tell its words", diag);
    }
    return 0;
}

/* Resets the circuit, and holds the words that it has against those of the job. */
static int configure(runner *run, cosim_diag *diag)
{
    int64_t *told = run->session.words.told;
    lif_words words = {0};
    bool reads = false;
    if (cosim_run_configure(run->session.job, &words, &reads, told, diag) != 0) {
        return -1;
    }
    cosim_session_constants(&run->session, reads ? &words : NULL, told);
    return 0;
}

int cosim_run_answer(const cosim_job *job, uint64_t first, lif_dut_block *steps, cosim_diag *diag)
{
    if (job->recorded != NULL) {
        cosim_recorded_answer(job, first, steps->n, steps->before_fx, steps->after_fx, steps->spike,
                              steps->outputs);
    } else if (job->dut->ops->run(job->dut->instance, steps) != 0) {
        return circuit_failed(job, "stopped", diag);
    }
    return 0;
}

/* Runs and judges all blocks; a drive that clips ends the run before its step. */
static int run_steps(runner *run, cosim_diag *diag)
{
    cosim_session *s = &run->session;
    const cosim_job *job = s->job;
    const cosim_run_options *options = s->options;
    while (!cosim_session_is_over(s)) {
        lif_dut_breach breach = {.count = 0};
        lif_dut_block steps = {.before_fx = run->before_fx,
                               .after_fx = run->after_fx,
                               .spike = run->spike,
                               .breach = &breach};
        if (options->before_block != NULL) {
            options->before_block(options->before_context, &s->scoreboard.judge, &s->current);
        }
        if (cosim_session_next(s, COSIM_BLOCK_STEPS, &steps) == 0) {
            break;
        }
        if (cosim_run_answer(job, s->done, &steps, diag) != 0 ||
            cosim_session_take(s, s->given, run->before_fx, run->after_fx, run->spike, diag) != 0) {
            return -1;
        }
        cosim_judge_breach(&s->scoreboard.judge, &breach);
        if (options->progress != NULL) {
            options->progress(options->context, job, s->done);
        }
    }
    return cosim_session_finish(s, diag);
}

int cosim_job_run(const cosim_job *job, const cosim_run_options *options, cosim_result *result,
                  cosim_diag *diag)
{
    runner *run = calloc(1, sizeof *run);
    int status;

    if (run == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    status = cosim_session_start(&run->session, job, options, result, diag);
    if (status == 0) {
        status = configure(run, diag);
    }
    if (status == 0) {
        status = run_steps(run, diag);
    }
    if (status != 0) {
        cosim_result_free(result);
    }
    cosim_session_free(&run->session);
    free(run);
    return status;
}
