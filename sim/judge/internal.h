// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Private to the judge: what its definition and its fast path share. */
#ifndef COSIM_JUDGE_STEP_H
#define COSIM_JUDGE_STEP_H

#include "judge/judge.h"

/* H of element i of a block. */
static inline uint32_t cosim_judge_hold(const cosim_judge_block *b, size_t i)
{
    return b->hold != NULL ? b->hold[i] : b->hold_constant;
}

/* A potential [V] in units of S, from rest. */
static inline double cosim_judge_normalise(const cosim_judge *j, double v)
{
    return (v - j->params.v_rest_v) * j->per_scale;
}

/* Whether the membrane before the reset says something in this step: a circuit of somebody else
 * may show anything there while it holds, and where a spike is about the old membrane. */
static inline bool cosim_judge_has_before(const cosim_judge *j, bool held, bool spike)
{
    const lif_declared *d = j->q.declared;
    return j->shows_before && (d == NULL || !(held || (spike && d->compare_old)));
}

/* Keeps the first mismatch of `level`: words at element i of a block, or constants (b: NULL). */
void cosim_judge_note_words(cosim_judge *j, cosim_level level, const char *quantity,
                            const cosim_judge_block *b, size_t i, int64_t expected,
                            int64_t observed);

/* ---- declared arithmetic (judge/declared.c) ---- */

/* The bound, also where the shared definition looks for it. */
void cosim_judge_declared_start(cosim_judge *j);

/* Words against real values, computed without the quantiser's code. */
void cosim_judge_declared_constants(cosim_judge *j, const lif_words *words);

/* The reference of an active step: *y [V] and its bound. Returns the membrane [V] that the
 * threshold is held against. */
double cosim_judge_declared_update(const cosim_judge *j, const cosim_judge_block *b, size_t i,
                                   double *y, double *bound);

/* Keeps a spike of the circuit or of the free reference. */
void cosim_judge_add_spike(cosim_judge *j, cosim_train *train, uint64_t *count, uint64_t step);

/* Whether the fast path applies to the next step. */
bool cosim_judge_in_step(const cosim_judge *j);

/* The leak word nearest to `scaled` (k * 2^KF) of a restricted coding: a search of its own, which
 * shares nothing with the quantiser. */
int64_t cosim_judge_nearest_leak(const lif_format *format, long double scaled);

/* Judges steps from element i on, at most *length of them, which becomes how many it means. Returns
 * true if every level is clean on all of those and none is ambiguous, and the state has moved past
 * them exactly as the definition would have moved it; false, and then nothing has changed and the
 * definition is to judge them. */
bool cosim_judge_fast(cosim_judge *j, const cosim_judge_block *b, size_t i, size_t *length);

#endif
