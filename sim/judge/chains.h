// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Private to the judge's fast path: the guided reference over stretches of steps without a spike.
 *
 * A step needs the membrane and the bound of the step before, and so one stretch is a chain of
 * operations that wait for each other. A reset to a value begins a new chain from constants:
 * stretches between spikes are independent, and several run in lock step in the time of one. */
#ifndef COSIM_JUDGE_CHAINS_H
#define COSIM_JUDGE_CHAINS_H

#include "judge/state.h"

/* A chain is the reference in a stretch, and what it has met there. */
typedef struct cosim_judge_chain {
    double v, x; /* membrane [V], and in S */
    double bound;
    double max_error, max_bound, max_usage;
    uint64_t bad; /* not 0: some step is not clean */
} cosim_judge_chain;

/* A stretch has held steps, then active ones; the last of these spikes if `spikes` is set. */
typedef struct cosim_judge_stretch {
    size_t held_at, held; /* elements of the block */
    size_t at, n;         /* the active ones */
    bool spikes;
    size_t done; /* active steps that the chain has behind it */
    cosim_judge_chain c;
} cosim_judge_stretch;

/* Counts the active steps of a stretch that do not spike. */
static inline size_t cosim_judge_silent(const cosim_judge_stretch *s)
{
    return s->spikes ? s->n - 1 : s->n;
}

/* Runs the chains of count stretches, which start with `done` 0, over their silent steps, as many
 * at once as the judge's kernel takes (0: one after the other). The format's rounding must be
 * half-up, so that a word adds nothing to the bound of the state. */
void cosim_judge_chains(const cosim_judge *j, const cosim_judge_block *b,
                        cosim_judge_stretch *stretches, size_t count);

/* Runs the one step that spikes, at the end of a stretch, after cosim_judge_chains. */
void cosim_judge_chain_spike(const cosim_judge *j, const cosim_judge_block *b,
                             cosim_judge_stretch *s);

#endif
