// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* A core is proven not to overflow, from its words and before it runs.
 *
 *   membrane     never: 0 < K <= 1, so that Y lies between X and D, and a subtraction stays at or
 *                above threshold - amount, which the quantiser wants to be a word
 *   accumulator  sum_j m_j*|V_ji| < 2^(AW-1) for every column: required
 *   S_r          M_r = 2^shift * sum_j m_j*|V_ji| / (1 - (1-kb)^(H_j+1)) + q(kb) < 2^(W-1);
 *                with freeze the sum is 2^shift * sum_j m_j*|V_ji| * (H+1)/kb
 *   A            J / (1 - (1-kc)^(H+1)) + q(kc) < 2^(W-1); J = 0: never
 *   D            |U| + sum_r M_r + (512 << noise_shift if noisy) < 2^(W-1)
 *
 * with m_j the events of row j that may share a tick, H_j the hold of the neuron of row j (0 for an
 * input), H the hold of the target (with freeze the initial one if it is longer), kb = Kb/2^KF, and
 * q(k) = 1/(2k) with half-up, max(1, 1/(2k)) with residual rounding. A spike comes H_j+1 ticks after
 * another at the earliest, and what is left of |S| when k is taken from it, rounded, is at most
 * (1-k)|S| + 1/2 (residual: 1 at most in all that is not yet settled). What is not proven saturates,
 * and is counted. */
/* clang-format on */
#ifndef LIF_CORE_PROOF_H
#define LIF_CORE_PROOF_H

#include "lif_core_format.h"

typedef struct lif_core_proof {
    bool proven;      /* nothing in the core can saturate */
    unsigned neuron;  /* the first of which it is not proven, and its word: */
    const char *word; /* "synaptic current", "adaptation" or "drive"; NULL if proven */
    double reach;     /* what the word may reach, in steps of the format; infinite: no limit */
} lif_core_proof;

/* Proves that nothing saturates, or says what could. The image must be that of lif_core_quantise.
 */
lif_core_proof lif_core_prove(const lif_core_format *format, const lif_core_image *image);

/* Checks the condition of the accumulators. Returns LIF_OUT_OF_RANGE with the key "synapses.weight"
 * and the width that would do otherwise. */
lif_status lif_core_check_accumulators(const lif_core_format *format, const lif_core_image *image,
                                       lif_error *error);

/* Returns the width of accumulators that no weights of WB bits can exceed, with at most so many
 * events (>= 1) of all rows in one tick: WB + ceil(log2(events)). */
unsigned lif_core_accumulator_width(unsigned weight_width, uint64_t events);

#endif
