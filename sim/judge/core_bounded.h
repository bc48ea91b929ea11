// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The bounded level of a core: each neuron has a guided reference of its own (lif_core_guided.h),
 * which takes the events that the circuit had and its spikes. The rule, for each neuron-tick:
 *
 *   FAIL if |S-s| > B_s + view, |A-a| > B_A + view, and for an active one |Y-y| > B_y
 *   FAIL if it spikes and must not, or does not and must; neither: the decision is ambiguous
 *   held: FAIL on a spike, or if the membrane word moves
 *   after a spike: FAIL if the word is not the reset word (or Y - reset)
 *   a core that shows no state is judged by must and must_not alone */
#ifndef COSIM_JUDGE_CORE_BOUNDED_H
#define COSIM_JUDGE_CORE_BOUNDED_H

#include "judge/core_pull.h"
#include "result/core_result.h"
#include "lif_core_guided.h"

typedef struct cosim_core_bounded {
    const lif_core_net *net;
    const lif_core_image *image;
    unsigned receptors;
    bool real_weights; /* judged against the real weights, else against those of the words */
    bool shows_state;
    lif_core_limits limits;
    lif_core_bound *bound;       /* [neurons] */
    lif_core_guided *guided;     /* [neurons] */
    lif_core_expected *expected; /* [neurons]: of the last tick */
    int32_t *word_fx;            /* [neurons]: the membrane word after the last tick */
    uint8_t *decided;            /* [neurons]: 1 must, 2 must not, both have been */
    uint64_t clips;              /* fits of the reference that changed their value */
} cosim_core_bounded;

/* Starts; the memory is the arena's. Returns -1 without memory. */
int cosim_core_bounded_start(cosim_core_bounded *bounded, cosim_arena *arena,
                             const lif_core_net *net, const lif_core_format *format,
                             const lif_core_image *image, bool real_weights, bool shows_state);

/* Takes a reference of neuron i, which it does not change but *guided, through the first half of a
 * tick, with the sums of `pull` and its word of the noise. */
void cosim_core_bounded_expect_one(const cosim_core_bounded *bounded, const cosim_core_pull *pull,
                                   uint32_t noise, size_t i, lif_core_guided *guided,
                                   lif_core_expected *expected);

/* Takes the references through the first half of a tick, with the sums of `pull` and the words of
 * the noise [neurons]. */
void cosim_core_bounded_expect(cosim_core_bounded *bounded, const cosim_core_pull *pull,
                               const uint32_t *noise);

/* Judges what the circuit shows (NULL: nothing) and its spikes, as of a tick, into *result. */
void cosim_core_bounded_judge(cosim_core_bounded *bounded, uint64_t tick, const lif_core_seen *seen,
                              const uint8_t *spike, cosim_core_result *result);

/* Takes the references through the second half, with the circuit's spikes. */
void cosim_core_bounded_adopt(cosim_core_bounded *bounded, const uint8_t *spike);

/* Returns the largest weight word that a bound of a synaptic current hides, of words that count
 * `step` each. */
static inline int32_t cosim_core_hidden(double bound, double step)
{
    const double most = 2.0 * bound / step;
    return most < INT32_MAX ? (int32_t)most : INT32_MAX;
}

/* Gives the largest weight words that the bounds of this tick would hide:
 * limit[receptors][neurons].
 */
void cosim_core_bounded_hidden(const cosim_core_bounded *bounded, int32_t *limit);

#endif
