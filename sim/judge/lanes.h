// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Private to the judge and the batch: many judges at once, each with a column of the same table.
 *
 * Side by side the judges fill the vectors of the processor: a vector holds the same step of
 * several runs, which depend on nothing of each other. As in the fast path of one judge, the
 * vectors may only say "these steps are clean"; the columns of which they cannot are judged one by
 * one, by cosim_judge_run, from the state before. */
#ifndef COSIM_JUDGE_LANES_H
#define COSIM_JUDGE_LANES_H

#include "judge/state.h"

/* So many columns go together; the rest of a table goes one by one. */
enum { JUDGE_LANES = 8 };

/* Element i of column l stands at table[i * columns + l]. */
typedef struct cosim_judge_table {
    size_t columns;
    const double *current_a;
    const int32_t *drive_fx, *before_fx, *after_fx;
    const uint8_t *spike;
    const uint32_t *hold;          /* NULL: hold_constant */
    const uint32_t *hold_constant; /* of each column */
} cosim_judge_table;

/* A column that is taken out of a table goes here; there is room for as many elements as the most
 * steps. */
typedef struct cosim_judge_room {
    double *current_a;
    int32_t *drive_fx, *before_fx, *after_fx;
    uint8_t *spike;
    uint32_t *hold;
} cosim_judge_room;

/* Does what cosim_judge_run does for each judge[l] that is not NULL over the first n[l] steps of
 * column l, bit for bit. `kernel`: from 1 to cosim_judge_kernels() of judge/vectors.h, the last of
 * which is the fastest here; 0: one by one. */
void cosim_judge_lanes(cosim_judge *const *judges, const size_t *n, const cosim_judge_table *table,
                       const cosim_judge_room *room, unsigned kernel);

/* ---- between judge/lanes.c and its kernels ---- */

/* The kernels take JUDGE_LANES judges in this form: state and constants, a row each. */
typedef struct cosim_judge_rows {
    size_t n;       /* steps of all */
    unsigned shift; /* leak fraction */
    bool euler;
    /* constants */
    double rest_v[JUDGE_LANES], gain_ohm[JUDGE_LANES], pull[JUDGE_LANES]; /* keep; euler: leak */
    double per_scale[JUDGE_LANES], lsb[JUDGE_LANES];
    double fires_v[JUDGE_LANES];                  /* the reference spikes from this on */
    double quiet[JUDGE_LANES], loud[JUDGE_LANES]; /* y + B below: must not; y - B above: must */
    double reset_v[JUDGE_LANES], reset_b[JUDGE_LANES]; /* v and B after a spike; by subtraction */
                                                       /* what is taken from v, and added to B */
    double bound_keep[JUDGE_LANES], bound_slip[JUDGE_LANES];
    double bound_fixed[JUDGE_LANES], bound_eps[JUDGE_LANES];
    int64_t leak_fx[JUDGE_LANES];
    int32_t quiet_fx[JUDGE_LANES];                        /* the highest word that does not fire */
    int32_t reset_fx[JUDGE_LANES], subtract[JUDGE_LANES]; /* all bits set, or 0 */
    /* state: before, then after n steps */
    double v[JUDGE_LANES], bound[JUDGE_LANES];
    double max_error[JUDGE_LANES], max_bound[JUDGE_LANES], max_usage[JUDGE_LANES];
    int32_t word[JUDGE_LANES];
    int32_t hold[JUDGE_LANES];
    /* out: not 0: a step is not clean */
    uint64_t bad[JUDGE_LANES];
} cosim_judge_rows;

#endif
