// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cosim_batch.h"
#include "cosim_batch_private.h"
#include "cosim_judge_lanes.h"
#include "cosim_run_private.h"
#include "cosim_trains.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Steps of a round: the tables of all lanes stay in the second-level cache. */
enum { ROUND_STEPS = 256, LINE_BYTES = 64 };

/* Drives are made a lane at a time, in rows that do not fall on the same cache lines, and go into
 * the tables TILE lanes at a time. */
enum { ROW_STEPS = ROUND_STEPS + 8, TILE = 8 };

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
    const cosim_run_options *options;
    const cosim_job *jobs;
    cosim_result *results;
    size_t count, next; /* of the jobs: the next one to be started */
    size_t busy;        /* lanes with a job */
    lane *lanes;
    /* a row a step, an element a lane */
    double *current_a;
    int32_t *drive_fx, *before_fx, *after_fx;
    uint32_t *hold, *hold_constant;
    uint8_t *spike;
    double *rows_a; /* a row a lane, ROW_STEPS apart */
    int32_t *rows_fx;
    judge_room room;      /* a column of these */
    cosim_judge **judges; /* of the lanes that have steps, and how many */
    size_t *judged;
    bool out_of_memory;
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
    cosim_run_describe(job, b->options, a->result);
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
    if (b->options->skip_distances) {
        cosim_trains_skip(a->result);
        return 0;
    }
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

/* Rows of TILE lanes, from `first` on, into the tables: whole parts of their rows at a time. */
static void put_tile(batch *b, size_t first, size_t n)
{
    const size_t lanes = b->ops->lanes, tile = lanes - first < TILE ? lanes - first : TILE;
    const double *current_a = b->rows_a + first * ROW_STEPS;
    const int32_t *drive_fx = b->rows_fx + first * ROW_STEPS;
    for (size_t i = 0; i < n && tile == TILE; i++) {
        for (size_t l = 0; l < TILE; l++) {
            b->current_a[i * lanes + first + l] = current_a[l * ROW_STEPS + i];
            b->drive_fx[i * lanes + first + l] = drive_fx[l * ROW_STEPS + i];
        }
    }
    for (size_t i = 0; i < n && tile < TILE; i++) {
        for (size_t l = 0; l < tile; l++) {
            b->current_a[i * lanes + first + l] = current_a[l * ROW_STEPS + i];
            b->drive_fx[i * lanes + first + l] = drive_fx[l * ROW_STEPS + i];
        }
    }
}

/* Holds of the n steps of all lanes. */
static void feed_holds(batch *b, size_t n)
{
    const size_t lanes = b->ops->lanes;
    for (size_t l = 0; l < lanes; l++) {
        const lane *a = &b->lanes[l];
        const bool constant = a->job == NULL || a->constant_hold;
        if (!constant) {
            lif_hold_fill(&a->job->scenario->params, a->done, a->n, b->room.hold);
        }
        for (size_t i = 0; i < (constant ? n : a->n); i++) {
            b->hold[i * lanes + l] = constant ? b->hold_constant[l] : b->room.hold[i];
        }
    }
}

/* Drives and holds of up to n steps of each lane. A lane whose run ends earlier, or that has none,
 * steps on with what stands in its column: nobody looks, and its next run begins with its reset.
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
                                    left < n ? (size_t)left : n, b->rows_a + l * ROW_STEPS,
                                    b->rows_fx + l * ROW_STEPS, a->result);
        }
        constant = constant && (a->job == NULL || a->constant_hold);
        *most = a->n > *most ? a->n : *most;
    }
    for (size_t first = 0; first < b->ops->lanes; first += TILE) {
        put_tile(b, first, *most);
    }
    if (!constant) {
        feed_holds(b, *most);
    }
    return constant;
}

/* Judges what the lanes have run. */
static int judge_round(batch *b, bool constant_hold, cosim_diag *diag)
{
    const judge_table table = {.columns = b->ops->lanes,
                               .current_a = b->current_a,
                               .drive_fx = b->drive_fx,
                               .before_fx = b->before_fx,
                               .after_fx = b->after_fx,
                               .spike = b->spike,
                               .hold = constant_hold ? NULL : b->hold,
                               .hold_constant = b->hold_constant};
    for (unsigned l = 0; l < b->ops->lanes; l++) {
        lane *a = &b->lanes[l];
        b->judges[l] = a->n > 0 ? &a->judge : NULL;
        b->judged[l] = a->n;
        a->done += a->n;
    }
    judge_lanes(b->judges, b->judged, &table, &b->room, judge_kernels());
    for (unsigned l = 0; l < b->ops->lanes; l++) {
        if (b->judges[l] != NULL && b->judges[l]->out_of_memory) {
            return cosim_diag_set(diag, NULL, "out of memory for the list of spikes");
        }
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
                                   .drive_fx = b->drive_fx,
                                   .hold = constant ? NULL : b->hold,
                                   .hold_constant = b->hold_constant,
                                   .before_fx = b->before_fx,
                                   .after_fx = b->after_fx,
                                   .spike = b->spike};
    if (n > 0 && b->ops->run(b->instance, &steps) != 0) {
        return circuit_failed(b, "stopped", diag);
    }
    if (judge_round(b, constant, diag) != 0) {
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

/* `count` elements, zeroed, from the beginning of a cache line on. */
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
    b->current_a = room_for(b, steps, sizeof *b->current_a);
    b->drive_fx = room_for(b, steps, sizeof *b->drive_fx);
    b->before_fx = room_for(b, steps, sizeof *b->before_fx);
    b->after_fx = room_for(b, steps, sizeof *b->after_fx);
    b->hold = room_for(b, steps, sizeof *b->hold);
    b->hold_constant = room_for(b, lanes, sizeof *b->hold_constant);
    b->spike = room_for(b, steps, sizeof *b->spike);
    b->rows_a = room_for(b, lanes * ROW_STEPS, sizeof *b->rows_a);
    b->rows_fx = room_for(b, lanes * ROW_STEPS, sizeof *b->rows_fx);
    b->room = (judge_room){
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
    return !b->out_of_memory;
}

static void release(batch *b)
{
    for (unsigned l = 0; b->lanes != NULL && l < b->ops->lanes; l++) {
        cosim_current_free(&b->lanes[l].current);
    }
    void *const all[] = {b->lanes,          b->current_a,     b->drive_fx,       b->before_fx,
                         b->after_fx,       b->hold,          b->hold_constant,  b->spike,
                         b->rows_a,         b->rows_fx,       b->room.current_a, b->room.drive_fx,
                         b->room.before_fx, b->room.after_fx, b->room.spike,     b->room.hold,
                         b->judges,         b->judged,        b->started,        b->words};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        free(all[i]);
    }
}

/* Returns 0; on failure -1, and b.next of the results exist. */
static int run_in_lanes(const cosim_job *jobs, size_t n, const cosim_run_options *options,
                        cosim_result *results, size_t *begun, cosim_diag *diag)
{
    batch b = {.dut = jobs[0].dut,
               .ops = jobs[0].dut->batch->ops,
               .instance = jobs[0].dut->batch->instance,
               .options = options,
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

static int run_singly(const cosim_job *jobs, size_t n, const cosim_run_options *options,
                      cosim_result *results, size_t *begun, cosim_diag *diag)
{
    for (*begun = 0; *begun < n; (*begun)++) {
        if (cosim_job_run(&jobs[*begun], options, &results[*begun], diag) != 0) {
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
    if (together && cosim_batch_find(jobs[0].dut, diag) != 0) {
        return -1;
    }
    together = together && jobs[0].dut->batch != NULL;
    if (together && cosim_batch_enter(jobs[0].dut, diag) != 0) {
        return -1;
    }
    status = together ? run_in_lanes(jobs, n, options, results, &begun, diag)
                      : run_singly(jobs, n, options, results, &begun, diag);
    for (size_t i = 0; i < begun && status != 0; i++) {
        cosim_result_free(&results[i]);
    }
    return status;
}
