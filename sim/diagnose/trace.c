// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/trace.h"

#include "circuit/dut.h"
#include "circuit/lif_conduct.h"
#include "diagnose/answered.h"
#include "equations/case.h"
#include "judge/judge.h"
#include "judge/state.h"
#include "judge/verdict.h"
#include "run/coding.h"
#include "run/job.h"
#include "run/recorded.h"
#include "run/words.h"
#include "scenario/current.h"
#include "lif_fixed.h"

#include <stdlib.h>
#include <string.h>

int cosim_trace_new(cosim_trace *t, size_t n)
{
    *t = (cosim_trace){.n = n,
                       .room = n,
                       .drive_fx = calloc(n + 1, sizeof *t->drive_fx),
                       .hold = calloc(n + 1, sizeof *t->hold),
                       .before_fx = calloc(n + 1, sizeof *t->before_fx),
                       .after_fx = calloc(n + 1, sizeof *t->after_fx),
                       .spike = calloc(n + 1, sizeof *t->spike)};
    return t->drive_fx != NULL && t->hold != NULL && t->before_fx != NULL && t->after_fx != NULL &&
                   t->spike != NULL
               ? 0
               : -1;
}

void cosim_trace_free(cosim_trace *t)
{
    free(t->drive_fx);
    free(t->hold);
    free(t->before_fx);
    free(t->after_fx);
    free(t->spike);
    free(t->outputs);
    *t = (cosim_trace){.n = 0};
}

int cosim_trace_copy(cosim_trace *copy, const cosim_trace *from)
{
    if (cosim_trace_new(copy, from->n) != 0) {
        return -1;
    }
    copy->in_a_row = from->in_a_row;
    memcpy(copy->drive_fx, from->drive_fx, from->n * sizeof *from->drive_fx);
    memcpy(copy->hold, from->hold, from->n * sizeof *from->hold);
    return 0;
}

size_t cosim_trace_narrow(const cosim_job *job, const double *current_a, size_t n)
{
    const cosim_eq_declaration *d = job->dut->equations;
    for (size_t i = 0; d != NULL && i < n; i++) {
        int64_t word;
        cosim_eq_drive_of(d, &job->q.equations->drives, current_a[i], &word);
        if (word < INT32_MIN || word > INT32_MAX) {
            return i;
        }
    }
    return n;
}

bool cosim_trace_is_all(const cosim_job *job)
{
    return job->recorded != NULL || job->answered != NULL;
}

int cosim_trace_drives(cosim_trace *t, const cosim_job *job)
{
    const cosim_scenario *s = job->scenario;
    cosim_current current;
    double current_a[COSIM_BLOCK_STEPS];
    if (job->answered != NULL) {
        cosim_answered_drives(t, job->answered);
        return 0;
    }
    t->n = s->steps < t->room ? (size_t)s->steps : t->room;
    if (cosim_current_start(&current, s) != 0) {
        return -1;
    }
    for (size_t at = 0; at < t->n;) {
        const size_t left = t->n - at, n = left < COSIM_BLOCK_STEPS ? left : COSIM_BLOCK_STEPS;
        cosim_current_next(&current, n, current_a);
        if (cosim_job_drives(job, current_a, n, t->drive_fx + at) != 0) {
            t->n = at; /* a drive that clips ended the run */
            break;
        }
        const size_t narrower = cosim_trace_narrow(job, current_a, n);
        t->n = narrower < n ? at + narrower : t->n;
        at += n;
    }
    cosim_current_free(&current);
    lif_hold_fill(&s->params, 0, t->n, t->hold);
    return 0;
}

int cosim_trace_run(cosim_trace *t, cosim_dut *dut, const lif_words *words, uint64_t seed,
                    cosim_diag *diag)
{
    const struct lif_dut_ops *ops = dut->ops;
    const lif_dut_block block = {.n = t->n,
                                 .drive_fx = t->drive_fx,
                                 .hold = t->hold,
                                 .before_fx = t->before_fx,
                                 .after_fx = t->after_fx,
                                 .spike = t->spike};
    t->shows = ops->capabilities & (LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE);
    if (ops->configure(dut->instance, words, seed) != 0 ||
        (t->n > 0 && ops->run(dut->instance, &block) != 0)) {
        return cosim_diag_set(diag, NULL, "circuit %s: stopped: %s", dut->name,
                              ops->message(dut->instance));
    }
    return 0;
}

/* ---- circuits that are declared by equations ---- */

/* Gives the currents that the words of some steps stand for. */
static void put_currents(const cosim_job *job, const int32_t *drive_fx, size_t n, double *current_a)
{
    for (size_t i = 0; i < n; i++) {
        current_a[i] = cosim_job_current(job, drive_fx[i]);
    }
}

static int run_words(cosim_trace *t, const cosim_job *job, cosim_words *words)
{
    const struct lif_dut_ops *ops = job->dut->ops;
    lif_dut *instance = job->dut->instance;
    const size_t outputs = job->dut->equations->equations->output_count;
    double current_a[COSIM_BLOCK_STEPS];
    uint32_t constant;
    const bool holds = !lif_hold_is_constant(&job->scenario->params, &constant);
    int status = cosim_words_configure(job, instance, t->in_a_row ? 0 : LIF_CONDUCT_SEED);
    for (size_t at = 0; at < t->n && status == 0;) {
        const size_t left = t->n - at, n = left < COSIM_BLOCK_STEPS ? left : COSIM_BLOCK_STEPS;
        lif_dut_block block = {.n = n,
                               .drive_fx = t->drive_fx + at,
                               .hold = holds ? t->hold + at : NULL,
                               .hold_constant = t->hold[at],
                               .before_fx = t->before_fx + at,
                               .after_fx = t->after_fx + at,
                               .spike = t->spike + at};
        put_currents(job, t->drive_fx + at, n, current_a);
        cosim_words_give(job, words, n, current_a, block.hold);
        cosim_words_add(words, holds, &block);
        if (job->recorded != NULL) { /* whose drives are the trace's */
            cosim_recorded_answer(job, at, n, NULL, NULL, NULL, words->outputs);
        } else {
            status = ops->run(instance, &block);
        }
        cosim_words_take(job, words, n, t->before_fx + at, t->after_fx + at, t->spike + at);
        memcpy(t->outputs + at * outputs, words->outputs, n * outputs * sizeof *t->outputs);
        at += n;
    }
    return status;
}

/* Puts what a circuit of a shipped format answered into the rows of its equations. */
static void put_rows(cosim_trace *t, const cosim_eq_declaration *d)
{
    for (size_t i = 0; i < t->n; i++) {
        for (size_t k = 0; k < t->output_count; k++) {
            const cosim_eq_shows shows = d->views[k].shows;
            t->outputs[i * t->output_count + k] = shows == COSIM_EQ_SHOWS_SPIKE   ? t->spike[i]
                                                  : shows == COSIM_EQ_SHOWS_AFTER ? t->after_fx[i]
                                                                                  : t->before_fx[i];
        }
    }
}

int cosim_trace_run_job(cosim_trace *t, const cosim_job *job, cosim_diag *diag)
{
    cosim_words words;
    t->output_count = job->dut->equations->equations->output_count;
    t->shows = job->dut->ops->capabilities & (LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE);
    if (t->outputs == NULL) {
        t->outputs = calloc((t->room + 1) * (t->output_count + 1), sizeof *t->outputs);
    }
    if (t->outputs == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    if (job->answered != NULL) {
        cosim_answered_take(t, job->answered);
        if (job->answered->outputs == NULL) {
            put_rows(t, job->dut->equations);
        }
        return 0;
    }
    if (job->dut->ops->equations == NULL) {
        const int run = cosim_trace_run(t, job->dut, &job->q.words, LIF_CONDUCT_SEED, diag);
        put_rows(t, job->dut->equations);
        return run;
    }
    if (cosim_words_new(job, &words, diag) != 0) {
        return -1;
    }
    const int status = run_words(t, job, &words);
    cosim_words_free(&words);
    return status == 0 ? 0
                       : cosim_diag_set(diag, NULL, "circuit %s: stopped: %s", job->dut->name,
                                        job->dut->ops->message(job->dut->instance));
}

/* ---- verdicts ---- */

static int64_t *inputs_of(const cosim_trace *t, const cosim_job *job)
{
    const cosim_eq_declaration *d = job->dut->equations;
    const size_t inputs = d == NULL ? 0 : d->equations->input_count;
    int64_t *rows = d == NULL ? NULL : calloc((t->n + 1) * inputs, sizeof *rows);
    for (size_t i = 0; rows != NULL && i < t->n; i++) {
        cosim_eq_drive_row(d, &job->q.equations->drives, t->drive_fx[i], &rows[i * inputs]);
    }
    return rows;
}

/* Returns 0, or -1 without memory. */
static int judge_trace(const cosim_trace *t, const cosim_job *job, cosim_judge *judge)
{
    const cosim_eq_declaration *d = job->dut->equations;
    double current_a[COSIM_BLOCK_STEPS];
    int64_t *inputs = inputs_of(t, job);
    cosim_judge_start(judge, &job->scenario->params, &job->q, job->dut->ops->capabilities, NULL,
                      NULL);
    for (size_t at = 0; at < t->n && (d == NULL || inputs != NULL);) {
        const size_t left = t->n - at, n = left < COSIM_BLOCK_STEPS ? left : COSIM_BLOCK_STEPS;
        put_currents(job, t->drive_fx + at, n, current_a);
        cosim_judge_block block = {.n = n,
                                   .current_a = current_a,
                                   .drive_fx = t->drive_fx + at,
                                   .hold = t->hold + at,
                                   .before_fx = t->before_fx + at,
                                   .after_fx = t->after_fx + at,
                                   .spike = t->spike + at};
        if (d != NULL) {
            block.inputs = inputs + at * d->equations->input_count;
            block.outputs = t->outputs + at * t->output_count;
        }
        cosim_judge_run(judge, &block);
        at += n;
    }
    free(inputs);
    return d == NULL || inputs != NULL ? 0 : -1;
}

cosim_verdict cosim_trace_judge(const cosim_trace *t, const cosim_job *job, cosim_judge *judge)
{
    const cosim_run_options options = {.skip_distances = true};
    cosim_result result;
    cosim_run_describe(job, &options, &result);
    result.expect.stated = false;
    if (judge_trace(t, job, judge) != 0) {
        return COSIM_NOT_APPLICABLE;
    }
    cosim_judge_finish(judge, NULL, 0, &result);
    return result.verdict;
}
