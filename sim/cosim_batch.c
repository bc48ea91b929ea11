// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cosim_batch.h"
#include "cosim_batch_private.h"
#include "cosim_run_private.h"
#include "cosim_trains.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Steps of a round, and the distance of two lanes' rows: the tables of all lanes stay in the
 * second-level cache, and no two rows fall on the same lines of the first. */
enum { ROUND_STEPS = 256, STRIDE = ROUND_STEPS + 16 };

static const cosim_run_options no_options = {.sinks = NULL};

/* One run on its way through its lane. */
typedef struct lane {
    const cosim_job *job; /* NULL: the lane is free */
    cosim_result *result;
    cosim_current current;
    cosim_judge judge;
    bool constant_hold;
    uint64_t done;
    size_t n; /* steps of this round; fewer than the others' at the end of the run */
} lane;

typedef struct batch {
    cosim_dut *dut;
    const struct lif_batch_ops *ops;
    lif_batch *instance;
    const cosim_job *jobs;
    cosim_result *results;
    size_t count, next; /* of the jobs: the next one to be started */
    size_t busy;        /* lanes with a job */
    lane *lanes;
    /* a row a lane, STRIDE apart */
    double *current_a;
    int32_t *drive_fx, *before_fx, *after_fx;
    uint32_t *hold, *hold_constant;
    uint8_t *spike;
    unsigned *started; /* the lanes that got a job in this round, and their words */
    lif_words *words;
} batch;

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static int circuit_failed(const batch *b, const char *what, cosim_diag *diag)
{
    return cosim_diag_set(diag, NULL, "circuit %s: %s: %s", b->dut->name, what,
                          b->ops->message(b->instance));
}

/* ---- a job's way: start, rounds, finish ---- */

static int start_job(batch *b, unsigned l, cosim_diag *diag)
{
    lane *a = &b->lanes[l];
    const cosim_job *job = &b->jobs[b->next];
    const lif_params *params = &job->scenario->params;

    *a = (lane){.job = job, .result = &b->results[b->next]};
    b->next++;
    b->busy++;
    cosim_run_describe(job, &no_options, a->result);
    a->constant_hold = lif_hold_is_constant(params, &b->hold_constant[l]);
    cosim_judge_start(&a->judge, params, &job->q, job->dut->ops->capabilities,
                      &a->result->dut_spikes, &a->result->reference_spikes);
    if (cosim_current_start(&a->current, job->scenario) != 0) {
        return cosim_diag_set(diag, NULL, "out of memory");
    }
    return 0;
}

/* Gives the free lanes a job each, as long as there are some. */
static int refill(batch *b, cosim_diag *diag)
{
    size_t started = 0;
    for (unsigned l = 0; l < b->ops->lanes && b->next < b->count; l++) {
        if (b->lanes[l].job == NULL) {
            b->started[started] = l;
            b->words[started++] = b->jobs[b->next].q.words;
            if (start_job(b, l, diag) != 0) {
                return -1;
            }
        }
    }
    if (started == 0) {
        return 0;
    }
    if (b->ops->configure(b->instance, started, b->started, b->words) != 0) {
        return circuit_failed(b, "does not take its words", diag);
    }
    if (b->ops->read_words(b->instance, started, b->started, b->words) != 0) {
        return circuit_failed(b, "does not tell its words", diag);
    }
    for (size_t i = 0; i < started; i++) {
        cosim_judge_constants(&b->lanes[b->started[i]].judge, &b->words[i]);
    }
    return 0;
}

static int finish_job(batch *b, lane *a, cosim_diag *diag)
{
    const cosim_expect *expect = &a->job->scenario->expect;
    a->result->steps = a->done;
    cosim_judge_finish(&a->judge, expect->spikes, expect->count, a->result);
    cosim_current_free(&a->current);
    a->job = NULL;
    b->busy--;
    return cosim_trains_compare(a->result, diag);
}

/* The steps of the next round: as many as the longest of the runs still needs. */
static size_t round_steps(const batch *b)
{
    uint64_t most = 0;
    for (unsigned l = 0; l < b->ops->lanes; l++) {
        const lane *a = &b->lanes[l];
        if (a->job != NULL && a->job->scenario->steps - a->done > most) {
            most = a->job->scenario->steps - a->done;
        }
    }
    return most < ROUND_STEPS ? (size_t)most : ROUND_STEPS;
}

/* Drives and holds of up to n steps of each lane. A lane whose run ends earlier, or that has none,
 * steps on with what stands in its row: nobody looks, and its next run begins with its reset.
 * Returns whether all holds are constant; *most: the steps of the longest lane. */
static bool feed(batch *b, size_t n, size_t *most)
{
    bool constant = true;
    *most = 0;
    for (unsigned l = 0; l < b->ops->lanes; l++) {
        lane *a = &b->lanes[l];
        a->n = 0;
        if (a->job != NULL) {
            const uint64_t left = a->job->scenario->steps - a->done;
            a->n = cosim_run_drives(a->job, &a->current, &a->judge, a->done,
                                    left < n ? (size_t)left : n, b->current_a + l * STRIDE,
                                    b->drive_fx + l * STRIDE, a->result);
            constant = constant && a->constant_hold;
            *most = a->n > *most ? a->n : *most;
        }
    }
    for (unsigned l = 0; l < b->ops->lanes && !constant; l++) {
        const lane *a = &b->lanes[l];
        uint32_t *hold = b->hold + l * STRIDE;
        if (a->job != NULL && !a->constant_hold) {
            lif_hold_fill(&a->job->scenario->params, a->done, a->n, hold);
            continue;
        }
        for (size_t i = 0; i < n; i++) {
            hold[i] = b->hold_constant[l];
        }
    }
    return constant;
}

/* Judges what the lanes have run, each on its own. */
static int judge_lanes(batch *b, cosim_diag *diag)
{
    for (unsigned l = 0; l < b->ops->lanes; l++) {
        lane *a = &b->lanes[l];
        if (a->n == 0) {
            continue;
        }
        const cosim_judge_block block = {.n = a->n,
                                         .current_a = b->current_a + l * STRIDE,
                                         .drive_fx = b->drive_fx + l * STRIDE,
                                         .hold = a->constant_hold ? NULL : b->hold + l * STRIDE,
                                         .hold_constant = b->hold_constant[l],
                                         .before_fx = b->before_fx + l * STRIDE,
                                         .after_fx = b->after_fx + l * STRIDE,
                                         .spike = b->spike + l * STRIDE};
        cosim_judge_run(&a->judge, &block);
        if (a->judge.out_of_memory) {
            return cosim_diag_set(diag, NULL, "out of memory for the list of spikes");
        }
        a->done += a->n;
    }
    return 0;
}

/* Runs and judges one round of every lane, and finishes the runs that are over. */
static int run_round(batch *b, cosim_diag *diag)
{
    const double begin = seconds_now();
    const size_t shared = b->busy;
    size_t n;
    const bool constant = feed(b, round_steps(b), &n);
    const lif_batch_block steps = {.n = n,
                                   .stride = STRIDE,
                                   .drive_fx = b->drive_fx,
                                   .hold = constant ? NULL : b->hold,
                                   .hold_constant = b->hold_constant,
                                   .before_fx = b->before_fx,
                                   .after_fx = b->after_fx,
                                   .spike = b->spike};
    if (n > 0 && b->ops->run(b->instance, &steps) != 0) {
        return circuit_failed(b, "stopped", diag);
    }
    if (judge_lanes(b, diag) != 0) {
        return -1;
    }
    const double seconds = (seconds_now() - begin) / (double)shared;
    for (unsigned l = 0; l < b->ops->lanes; l++) {
        lane *a = &b->lanes[l];
        if (a->job != NULL) {
            a->result->seconds += seconds;
            if ((a->done == a->job->scenario->steps || a->result->clipped_steps > 0) &&
                finish_job(b, a, diag) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

/* ---- the whole ---- */

static bool allocate(batch *b)
{
    const size_t lanes = b->ops->lanes, steps = lanes * STRIDE;
    b->lanes = calloc(lanes, sizeof *b->lanes);
    b->current_a = calloc(steps, sizeof *b->current_a);
    b->drive_fx = calloc(steps, sizeof *b->drive_fx);
    b->before_fx = calloc(steps, sizeof *b->before_fx);
    b->after_fx = calloc(steps, sizeof *b->after_fx);
    b->hold = calloc(steps, sizeof *b->hold);
    b->hold_constant = calloc(lanes, sizeof *b->hold_constant);
    b->spike = calloc(steps, sizeof *b->spike);
    b->started = calloc(lanes, sizeof *b->started);
    b->words = calloc(lanes, sizeof *b->words);
    return b->lanes != NULL && b->current_a != NULL && b->drive_fx != NULL &&
           b->before_fx != NULL && b->after_fx != NULL && b->hold != NULL &&
           b->hold_constant != NULL && b->spike != NULL && b->started != NULL && b->words != NULL;
}

static void release(batch *b)
{
    for (unsigned l = 0; b->lanes != NULL && l < b->ops->lanes; l++) {
        cosim_current_free(&b->lanes[l].current);
    }
    free(b->lanes);
    free(b->current_a);
    free(b->drive_fx);
    free(b->before_fx);
    free(b->after_fx);
    free(b->hold);
    free(b->hold_constant);
    free(b->spike);
    free(b->started);
    free(b->words);
}

/* Returns 0; on failure -1, and b.next of the results exist. */
static int run_in_lanes(const cosim_job *jobs, size_t n, cosim_result *results, size_t *begun,
                        cosim_diag *diag)
{
    batch b = {.dut = jobs[0].dut,
               .ops = jobs[0].dut->batch->ops,
               .instance = jobs[0].dut->batch->instance,
               .jobs = jobs,
               .results = results,
               .count = n};
    int status = allocate(&b) ? 0 : cosim_diag_set(diag, NULL, "out of memory");
    while (status == 0) {
        status = refill(&b, diag);
        if (b.busy == 0) {
            break;
        }
        if (status == 0) {
            status = run_round(&b, diag);
        }
    }
    *begun = b.next;
    release(&b);
    return status;
}

static int run_singly(const cosim_job *jobs, size_t n, cosim_result *results, size_t *begun,
                      cosim_diag *diag)
{
    for (*begun = 0; *begun < n; (*begun)++) {
        if (cosim_job_run(&jobs[*begun], &no_options, &results[*begun], diag) != 0) {
            return -1; /* which has freed its own */
        }
    }
    return 0;
}

int cosim_batch_run(const cosim_job *jobs, size_t n, cosim_result *results, cosim_diag *diag)
{
    bool together = n > 0;
    size_t begun = 0;
    int status;

    for (size_t i = 1; i < n && together; i++) {
        together = jobs[i].dut == jobs[0].dut;
    }
    if (together && cosim_batch_find(jobs[0].dut, diag) != 0) {
        return -1;
    }
    together = together && jobs[0].dut->batch != NULL;
    status = together ? run_in_lanes(jobs, n, results, &begun, diag)
                      : run_singly(jobs, n, results, &begun, diag);
    for (size_t i = 0; i < begun && status != 0; i++) {
        cosim_result_free(&results[i]);
    }
    return status;
}
