// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* The guided reference of a neuron of a core follows the circuit: it takes the circuit's events and
 * spikes, and says for each tick which words a correct circuit may show, and whether it must spike.
 *
 * e = word value - reference, in S. K, Kb, Kc stand for word/2^KF: K = k + dk, and so on; du, dtheta,
 * dreset, dr, dJ and dx0 are what the words really miss. x, s and A are those before the tick, D is
 * the reference's after fit:
 *
 *   dW     |2^shift * sum V - sum w| over the events of the tick, signed; 0 if w is what the words say
 *   B_s'   (1-Kb) B_s + |dkb| |s| + dW + rho_s + eps(s, sum|w|, B_s)     frozen: B_s + dW + eps
 *   B_A'   (1-Kc) B_A + |dkc| |A| + rho_A + eps(A, B_A)                  after a spike: + |dJ|
 *   B_D    |du| + sum_r (B_s' + view), then + 8*2^-53 (|D| + the sum so far)
 *   B_x'   (1-K) B_x + |dk| |D-x| + K B_D + rho_x + eps(x, D, B_x)
 *   rho    half-up: ulp/2;  residual: its leak * ulp;  0 where the leak word is 0
 *   view   residual: ulp, by which a word may differ from what follows the reference (X + R/2^KF,
 *          S - R/2^KF, A - R/2^KF);  half-up: 0
 *   eps()  8*2^-53 (sum of the magnitudes in brackets + ulp + 1e-3): rounding of the doubles
 *   start  B_x = |dx0|, B_s = B_A = 0;   after a spike B_x = |dreset|, by subtraction B_x' + |dr|
 *
 * Derivation: S' = S - Kb S + r + V and s' = s - kb s + w, so that e' = (1-Kb) e - dkb s + (V-w) + r;
 * A alike; Y = X + K(D-X) + r and y = x + k(d-x), so that e' = (1-K) e + dk (d-x) + K (D-d) + r. fit
 * on both sides brings no two values further apart. An adaptation that neither decays nor jumps stays
 * 0 and has no error. The circuit's noise is exact and adds none. */
/* clang-format on */
#ifndef LIF_CORE_GUIDED_H
#define LIF_CORE_GUIDED_H

#include "lif_core_model.h"

/* These are the constants of the bounds of one neuron, in units of S. */
typedef struct lif_core_bound {
    double keep, slip, rounding; /* 1-K, |dk|, rho_x */
    double synapse_keep[LIF_CORE_RECEPTORS], synapse_slip[LIF_CORE_RECEPTORS];
    double synapse_rounding[LIF_CORE_RECEPTORS];
    double weight_step[LIF_CORE_RECEPTORS]; /* the value of a weight word of 1: 2^shift ulp */
    double adaptation_keep, adaptation_slip, adaptation_rounding;
    double drive, threshold, reset, jump,
        initial; /* |du|, |dtheta|, |dreset| or |dr|, |dJ|, |dx0| */
    double view;
    double eps, small; /* 8*2^-53, ulp + 1e-3 */
    bool adapts;
} lif_core_bound;

/* This is the reference of one neuron, and its bounds. */
typedef struct lif_core_guided {
    lif_core_point point;
    double membrane_bound, synapse_bound[LIF_CORE_RECEPTORS], adaptation_bound;
} lif_core_guided;

/* A neuron is told this of a tick: the sums of the weights of its events, by receptor. */
typedef struct lif_core_told {
    double events[LIF_CORE_RECEPTORS]; /* W_r */
    double sizes[LIF_CORE_RECEPTORS];  /* sum|w| */
    double missed[LIF_CORE_RECEPTORS]; /* dW_r */
    double noise;                      /* z */
} lif_core_told;

/* A correct circuit shows, in a tick, words that are this near to these values (view included). */
typedef struct lif_core_expected {
    double synapse[LIF_CORE_RECEPTORS], synapse_bound[LIF_CORE_RECEPTORS];
    double adaptation, adaptation_bound;
    bool held;                       /* it keeps its membrane and does not spike: */
    double membrane, membrane_bound; /* y, B_y; held: of the kept one, not to be judged */
    double level, level_bound;       /* theta + A, B_t */
    bool must, must_not;             /* spike; neither: the decision is ambiguous */
    bool spikes;                     /* what the reference alone would do */
    bool clips;                      /* whether a fit of it (s_r, D) changed its value */
} lif_core_expected;

/* Makes the constants from what a neuron is to be and what its words are. */
void lif_core_bound_start(lif_core_bound *bound, const lif_core_format *format,
                          const lif_core_real *real, const lif_core_words *words);
void lif_core_guided_start(lif_core_guided *guided, const lif_core_real *real,
                           const lif_core_bound *bound);

/* Takes the first half of a tick, up to the decision. */
void lif_core_guided_tick(lif_core_guided *guided, const lif_core_real *real,
                          const lif_core_bound *bound, const lif_core_limits *limits,
                          unsigned receptors, const lif_core_told *told,
                          lif_core_expected *expected);

/* Takes the second half, with the circuit's spike: reset, jump and hold. A spike of a held neuron,
 * which is wrong, jumps and holds too, and leaves the membrane. Returns whether the jump clipped.
 */
bool lif_core_guided_adopt(lif_core_guided *guided, const lif_core_real *real,
                           const lif_core_bound *bound, const lif_core_limits *limits,
                           const lif_core_expected *expected, bool spike);

#endif
