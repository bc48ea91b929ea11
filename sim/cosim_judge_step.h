// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Private to the judge: what its definition and its fast path share. */
#ifndef COSIM_JUDGE_STEP_H
#define COSIM_JUDGE_STEP_H

#include "cosim_judge.h"

/* H of element i of a block. */
static inline uint32_t judge_hold(const cosim_judge_block *b, size_t i)
{
    return b->hold != NULL ? b->hold[i] : b->hold_constant;
}

/* A potential [V] in units of S, from rest. */
static inline double judge_normalise(const cosim_judge *j, double v)
{
    return (v - j->params.v_rest_v) * j->per_scale;
}

/* Keeps a spike of the circuit or of the free reference. */
void judge_add_spike(cosim_judge *j, cosim_train *train, uint64_t *count, uint64_t step);

/* Judges `length` steps from element i on by the definition. */
void judge_slow(cosim_judge *j, const cosim_judge_block *b, size_t i, size_t length);

/* Whether the fast path applies to the next step. */
bool judge_in_step(const cosim_judge *j);

/* What the reference's loop hands on from step to step. */
typedef struct judge_chain {
    double v, x; /* membrane [V], and in S */
    double bound;
    double max_error, max_bound, max_usage;
    uint64_t bad; /* not 0: a step is not clean */
} judge_chain;

/* A stretch of active steps of the fast path: n steps from element i on, of which the last one
 * spikes if `spikes`; c is to be led over the `silent` others between start and finish. */
typedef struct judge_stretch {
    size_t i, n, silent;
    bool spikes;
    judge_chain c;
} judge_stretch;

judge_stretch judge_stretch_start(const cosim_judge *j, const cosim_judge_block *b, size_t i);
/* n of the silent steps, the first at element `at` of the block. */
void judge_stretch_lead(const cosim_judge *j, const cosim_judge_block *b, size_t at, size_t n,
                        judge_chain *c);
/* The spiking step and the exact level. False: a step is not clean, and nothing has changed. */
bool judge_stretch_finish(cosim_judge *j, const cosim_judge_block *b, judge_stretch *s);

/* Held steps from element i on, as far as they go: *length of them; false as above. */
bool judge_fast_held(cosim_judge *j, const cosim_judge_block *b, size_t i, size_t *length);

/* The steps from element i on, up to and with the next spike of an active stretch or to the end of
 * a held one (or of the block): *length of them. Returns true if every level is clean on all of
 * them and none is ambiguous, and the state has moved past them exactly as the definition would
 * have moved it; false, and then nothing has changed. */
bool judge_fast(cosim_judge *j, const cosim_judge_block *b, size_t i, size_t *length);

#endif
