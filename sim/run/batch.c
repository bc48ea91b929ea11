// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/batch.h"

#include "circuit/lanes.h"
#include "circuit/lif_conduct.h"
#include "judge/constants.h"
#include "judge/judge.h"
#include "judge/vectors.h"
#include "judge/verdict.h"
#include "result/distances.h"
#include "run/batch_feed.h"
#include "run/run.h"
#include "run/trial.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

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
    batch_lane *a = &b->lanes[l];
    const cosim_job *job = &b->jobs[b->next];
    const lif_params *params = &job->scenario->params;

    *a = (batch_lane){.job = job, .result = &b->results[b->next]};
    b->next++;
    b->busy++;
    cosim_run_describe(job, b->options, a->result);
    a->constant_hold = lif_hold_is_constant(params, &b->hold_constant[l]);
    cosim_judge_start(&a->judge, params, &job->q, job->dut->ops->capabilities,
                      &a->result->dut_spikes, &a->result->reference_spikes);
    if (cosim_lanes_feed_start(b, a) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    return 0;
}

/* Resets the lanes that got a job with b->words. */
static int configure(batch *b, size_t started, cosim_diag *diag)
{
    return b->ops->configure(b->instance, started, b->started, b->words) == 0
               ? 0
               : circuit_failed(b, "does not take its words", diag);
}

static int run_round(batch *b, size_t limit, cosim_diag *diag);

/* Other steps go before the reset of a run (lif_conduct.h): one step with other words, while the
 * lanes that are in their runs take one of theirs. */
static int stir(batch *b, size_t started, cosim_diag *diag)
{
    for (size_t i = 0; i < started; i++) {
        batch_lane *a = &b->lanes[b->started[i]];
        const lif_words *words = &a->job->q.words;
        b->words[i] = lif_stir_words(&b->ops->format, words);
        b->hold_constant[b->started[i]] = lif_stir_hold(words, b->ops->hold_width);
        a->stirs = true;
    }
    if (configure(b, started, diag) != 0 || run_round(b, 1, diag) != 0) {
        return -1;
    }
    for (size_t i = 0; i < started; i++) {
        batch_lane *a = &b->lanes[b->started[i]];
        b->words[i] = a->job->q.words;
        (void)lif_hold_is_constant(&a->job->scenario->params, &b->hold_constant[b->started[i]]);
        a->stirs = false;
        b->broken[b->started[i]] = 0;
    }
    return 0;
}

/* Gives each free lane a job, as long as there are some, where runs begin. */
static int refill(batch *b, cosim_diag *diag)
{
    size_t started = 0;
    b->row = b->busy == 0 ? 0 : b->row;
    if (b->row != 0) {
        return 0;
    }
    for (unsigned l = 0; l < b->ops->lanes && b->next < b->count; l++) {
        if (b->lanes[l].job == NULL) {
            b->started[started++] = l;
            if (start_job(b, l, diag) != 0) {
                return -1;
            }
        }
    }
    if (started == 0) {
        return 0;
    }
    if (stir(b, started, diag) != 0 || configure(b, started, diag) != 0) {
        return -1;
    }
    if (b->ops->read_words(b->instance, started, b->started, b->words) != 0) {
        return circuit_failed(b, "does not tell its words", diag);
    }
    for (size_t i = 0; i < started; i++) {
        cosim_judge_constants(&b->lanes[b->started[i]].judge, &b->words[i]);
    }
    return 0;
}

/* Tells whether a result says something about the circuit that the circuit itself must say. */
static bool is_in_doubt(const batch_lane *a)
{
    const cosim_result *r = a->result;
    return a->broken || r->constants.verdict == COSIM_FAIL || r->exact.verdict == COSIM_FAIL ||
           r->bounded.verdict == COSIM_FAIL || r->free_running.verdict == COSIM_FAIL;
}

static int finish_job(batch *b, batch_lane *a, cosim_diag *diag)
{
    const cosim_expect *expect = &a->job->scenario->expect;
    if (cosim_trial_judge(b->dut, &a->judge, diag) != 0) {
        return -1;
    }
    a->result->steps = a->done;
    cosim_judge_finish(&a->judge, expect->spikes, expect->count, a->result);
    b->again[a->job - b->jobs] = is_in_doubt(a);
    cosim_lanes_feed_end(a);
    a->job = NULL;
    b->busy--;
    if (b->options->skip_distances) {
        cosim_trains_skip(a->result);
        return 0;
    }
    return cosim_trains_compare(a->result, diag);
}

/* Returns the steps of the next round: as many as the longest of the runs still needs, `limit` at
 * most. */
static size_t round_steps(const batch *b, size_t limit)
{
    uint64_t most = 0;
    for (unsigned l = 0; l < b->ops->lanes; l++) {
        const batch_lane *a = &b->lanes[l];
        if (a->job != NULL && !a->stirs && a->job->scenario->steps - a->done > most) {
            most = a->job->scenario->steps - a->done;
        }
    }
    return most < limit ? (size_t)most : limit;
}

/* Judges what the lanes have run. */
static int judge_round(batch *b, bool constant_hold, cosim_diag *diag)
{
    const cosim_judge_table table = {.columns = b->ops->lanes,
                                     .current_a = b->current_a,
                                     .drive_fx = b->drive_fx,
                                     .before_fx = b->before_fx,
                                     .after_fx = b->after_fx,
                                     .spike = b->spike,
                                     .hold = constant_hold ? NULL : b->hold,
                                     .hold_constant = b->hold_constant};
    for (unsigned l = 0; l < b->ops->lanes; l++) {
        batch_lane *a = &b->lanes[l];
        b->judges[l] = a->n > 0 ? &a->judge : NULL;
        b->judged[l] = a->n;
        a->done += a->n;
    }
    cosim_judge_lanes(b->judges, b->judged, &table, &b->room, cosim_judge_kernels());
    for (unsigned l = 0; l < b->ops->lanes; l++) {
        if (b->judges[l] != NULL && b->judges[l]->out_of_memory) {
            return cosim_diag_set(diag, NULL, "out of memory for the list of spikes");
        }
    }
    return 0;
}

/* Runs and judges one round of every lane, of at most `limit` steps, and finishes the runs that are
 * over. */
static int run_round(batch *b, size_t limit, cosim_diag *diag)
{
    const double begin = seconds_now();
    const size_t shared = b->busy;
    size_t n;
    const bool constant = cosim_lanes_feed(b, round_steps(b, limit), &n);
    const lif_batch_block steps = {.n = n,
                                   .drive_fx = b->drive_fx,
                                   .hold = constant ? NULL : b->hold,
                                   .hold_constant = b->hold_constant,
                                   .idle = b->idle,
                                   .before_fx = b->before_fx,
                                   .after_fx = b->after_fx,
                                   .spike = b->spike,
                                   .broken = b->broken};
    b->row = (b->row + n) % ROUND_STEPS;
    if (n > 0 && b->ops->run(b->instance, &steps) != 0) {
        return circuit_failed(b, "stopped", diag);
    }
    if (judge_round(b, constant, diag) != 0) {
        return -1;
    }
    const double seconds = (seconds_now() - begin) / (double)shared;
    for (unsigned l = 0; l < b->ops->lanes; l++) {
        batch_lane *a = &b->lanes[l];
        if (a->job != NULL) {
            a->result->seconds += seconds;
            a->broken = a->broken || (b->broken[l] != 0 && !a->stirs);
            b->broken[l] = 0;
            if ((a->done == a->job->scenario->steps || a->result->clipped_steps > 0) &&
                finish_job(b, a, diag) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

/* ---- the whole ---- */

/* Gives `count` zeroed elements, which begin at a cache line. */
static void *room_for(batch *b, size_t count, size_t bytes)
{
    const size_t size = (count * bytes + LINE_BYTES - 1) / LINE_BYTES * LINE_BYTES;
    void *room = aligned_alloc(LINE_BYTES, size);
    if (room == NULL) {
        b->out_of_memory = true;
        return NULL;
    }
    return memset(room, 0, size);
}

static bool allocate(batch *b)
{
    const size_t lanes = b->ops->lanes, steps = lanes * ROUND_STEPS;
    b->lanes = room_for(b, lanes, sizeof *b->lanes);
    b->streams = room_for(b, lanes, sizeof *b->streams);
    b->current_a = room_for(b, steps, sizeof *b->current_a);
    b->drive_fx = room_for(b, steps, sizeof *b->drive_fx);
    b->before_fx = room_for(b, steps, sizeof *b->before_fx);
    b->after_fx = room_for(b, steps, sizeof *b->after_fx);
    b->hold = room_for(b, steps, sizeof *b->hold);
    b->hold_constant = room_for(b, lanes, sizeof *b->hold_constant);
    b->spike = room_for(b, steps, sizeof *b->spike);
    b->idle = room_for(b, ROUND_STEPS, sizeof *b->idle);
    b->broken = room_for(b, lanes, sizeof *b->broken);
    b->rows_a = room_for(b, lanes * ROW_STEPS, sizeof *b->rows_a);
    b->rows_fx = room_for(b, lanes * ROW_STEPS, sizeof *b->rows_fx);
    b->room = (cosim_judge_room){
        .current_a = room_for(b, ROUND_STEPS, sizeof *b->room.current_a),
        .drive_fx = room_for(b, ROUND_STEPS, sizeof *b->room.drive_fx),
        .before_fx = room_for(b, ROUND_STEPS, sizeof *b->room.before_fx),
        .after_fx = room_for(b, ROUND_STEPS, sizeof *b->room.after_fx),
        .spike = room_for(b, ROUND_STEPS, sizeof *b->room.spike),
        .hold = room_for(b, ROUND_STEPS, sizeof *b->room.hold),
    };
    b->judges = room_for(b, lanes, sizeof(cosim_judge *));
    b->judged = room_for(b, lanes, sizeof *b->judged);
    b->started = room_for(b, lanes, sizeof *b->started);
    b->words = room_for(b, lanes, sizeof *b->words);
    b->again = room_for(b, b->count, sizeof *b->again);
    return !b->out_of_memory;
}

static void release(batch *b)
{
    for (unsigned l = 0; b->lanes != NULL && l < b->ops->lanes; l++) {
        cosim_lanes_feed_end(&b->lanes[l]);
    }
    void *const all[] = {b->lanes,         b->streams,        b->current_a,     b->drive_fx,
                         b->before_fx,     b->after_fx,       b->hold,          b->hold_constant,
                         b->spike,         b->rows_a,         b->rows_fx,       b->room.current_a,
                         b->room.drive_fx, b->room.before_fx, b->room.after_fx, b->room.spike,
                         b->room.hold,     b->judges,         b->judged,        b->started,
                         b->words,         b->idle,           b->broken,        b->again};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        free(all[i]);
    }
}

/* Runs a job alone; in a lane nobody is told rows or progress. */
static int run_alone(const cosim_job *job, const cosim_run_options *options, cosim_result *result,
                     cosim_diag *diag)
{
    const cosim_run_options alone = {.skip_distances = options->skip_distances,
                                     .has_seed = options->has_seed,
                                     .seed = options->seed};
    return cosim_job_run(job, &alone, result, diag);
}

/* Runs a job again on the circuit itself if it did not pass in its lane. The circuit's answer
 * counts: it is that of a single run, in every byte. Where the circuit passes, lanes and circuit
 * are not the same. */
static int run_again(const batch *b, size_t i, cosim_diag *diag)
{
    batch_lane alone = {.job = &b->jobs[i], .result = &b->results[i]};
    cosim_result_free(alone.result);
    *alone.result = (cosim_result){.steps = 0};
    if (run_alone(alone.job, b->options, alone.result, diag) != 0) {
        *alone.result = (cosim_result){.steps = 0};
        return -1;
    }
    char command[100];
    return is_in_doubt(&alone)
               ? 0
               : cosim_diag_set(diag, NULL,
                                "circuit %s: %s fails in a lane, and not on the circuit itself; "
                                "type `%s`",
                                b->dut->name, alone.job->scenario->name,
                                cosim_dut_command(&b->ops->format, true, command, sizeof command));
}

/* Returns 0. On failure it returns -1, and *begun of the results exist. */
static int run_in_lanes(const cosim_job *jobs, size_t n, const cosim_run_options *options,
                        cosim_result *results, size_t *begun, cosim_diag *diag)
{
    batch b = {.dut = jobs[0].dut,
               .ops = jobs[0].dut->lanes->ops,
               .instance = jobs[0].dut->lanes->instance,
               .options = options,
               .jobs = jobs,
               .results = results,
               .count = n};
    int status = allocate(&b) ? 0 : cosim_diag_memory(diag, NULL);
    while (status == 0) {
        status = refill(&b, diag);
        if (b.busy == 0) {
            break;
        }
        if (status == 0) {
            status = run_round(&b, ROUND_STEPS - b.row, diag);
        }
    }
    for (size_t i = 0; i < n && status == 0; i++) {
        status = b.again[i] ? run_again(&b, i, diag) : 0;
    }
    *begun = b.next;
    release(&b);
    return status;
}

static int run_singly(const cosim_job *jobs, size_t n, const cosim_run_options *options,
                      cosim_result *results, size_t *begun, cosim_diag *diag)
{
    for (*begun = 0; *begun < n; (*begun)++) {
        if (run_alone(&jobs[*begun], options, &results[*begun], diag) != 0) {
            return -1; /* which has freed its own */
        }
    }
    return 0;
}

int cosim_batch_run(const cosim_job *jobs, size_t n, const cosim_run_options *options,
                    cosim_result *results, cosim_diag *diag)
{
    bool together = n > 0;
    size_t begun = 0;
    int status;

    for (size_t i = 1; i < n && together; i++) {
        together = jobs[i].dut == jobs[0].dut;
    }
    if (together && cosim_lanes_find(jobs[0].dut, diag) != 0) {
        return -1;
    }
    together = together && jobs[0].dut->lanes != NULL;
    if (together && cosim_lanes_enter(jobs[0].dut, diag) != 0) {
        return -1;
    }
    status = together ? run_in_lanes(jobs, n, options, results, &begun, diag)
                      : run_singly(jobs, n, options, results, &begun, diag);
    for (size_t i = 0; i < begun && status != 0; i++) {
        cosim_result_free(&results[i]);
    }
    return status;
}
