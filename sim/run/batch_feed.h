// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* run/batch.c leads the jobs through the lanes, and run/batch_feed.c makes what the lanes are
 * driven with; the two share this. */
#ifndef COSIM_RUN_BATCH_FEED_H
#define COSIM_RUN_BATCH_FEED_H

#include "circuit/lif_batch.h"
#include "judge/lanes.h"
#include "run/job.h"
#include "scenario/current.h"

/* A round has so few steps that the tables of all lanes stay in the second-level cache. */
enum { ROUND_STEPS = 256, LINE_BYTES = 64 };

/* Drives are made a lane at a time, in rows that do not fall on the same cache lines, and go into
 * the tables TILE lanes at a time. */
enum { ROW_STEPS = ROUND_STEPS + 8, TILE = 8 };

/* A stream has the currents of the runs that started together and have the same stimuli, so that
 * they are made once. */
typedef struct batch_stream {
    cosim_current current;
    const cosim_scenario *scenario; /* whose it is; that of the first of them */
    size_t users;                   /* lanes; 0: free */
    bool fresh;                     /* no step is made yet */
    size_t n;                       /* steps made for this round */
} batch_stream;

/* A lane is one run on its way. */
typedef struct batch_lane {
    const cosim_job *job; /* NULL: the lane is free */
    cosim_result *result;
    batch_stream *stream;
    const double *row_a; /* the stream's */
    cosim_judge judge;
    bool constant_hold;
    bool stirs;  /* this round is not of the run, but goes before its reset */
    bool broken; /* it broke its contract beside its steps */
    uint64_t done;
    size_t n; /* steps of this round; fewer than the others' at the end of the run */
} batch_lane;

typedef struct batch {
    cosim_dut *dut;
    const struct lif_batch_ops *ops;
    lif_batch *instance;
    const cosim_run_options *options;
    const cosim_job *jobs;
    cosim_result *results;
    size_t count, next; /* of the jobs: the next one to be started */
    size_t busy;        /* lanes with a job */
    size_t row;         /* that begins the next round, counted from where all lanes began, modulo
                           ROUND_STEPS: runs begin at the same one, and their idle clocks meet */
    batch_lane *lanes;
    batch_stream *streams; /* as many; stream i has row i of rows_a */
    /* a row a step, an element a lane */
    double *current_a;
    int32_t *drive_fx, *before_fx, *after_fx;
    uint32_t *hold, *hold_constant;
    uint8_t *spike, *idle, *broken; /* idle: an element a row; broken: an element a lane */
    double *rows_a;                 /* a row a lane, ROW_STEPS apart */
    int32_t *rows_fx;
    cosim_judge_room room; /* a column of these */
    cosim_judge **judges;  /* of the lanes that have steps, and how many */
    size_t *judged;
    bool out_of_memory;
    unsigned *started; /* the lanes that got a job in this round, and their words */
    lif_words *words;
    bool *again; /* jobs whose result in a lane is not the last word */
} batch;

/* Gives a lane that got a job the currents of its scenario. Returns 0, or -1 without memory. */
int cosim_lanes_feed_start(batch *b, batch_lane *a);
/* Takes the currents from a lane that needs them no longer. */
void cosim_lanes_feed_end(batch_lane *a);

/* Makes drives, holds and idle clocks of up to n steps of each lane. A lane whose run ends earlier,
 * or that has none, steps on with what stands in its column: nobody looks, and its next run begins
 * with its reset. Returns whether all holds are constant; *most: the steps of the longest lane. */
bool cosim_lanes_feed(batch *b, size_t n, size_t *most);

#endif
