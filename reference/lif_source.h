// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* A trace that counts in volts comes from a chip, or from a simulator that computes in floating
 * point. This bound says how far such a source may be from the reference if it is the same neuron.
 *
 * Claim. Let V be the source's membrane and x the reference's, both of the same LIF step (lif_model.h)
 * with the same spikes, and let B >= |V - x| before the step. The source computes the step in any
 * order of its terms, with at most 8 roundings; each changes a value no larger than
 *
 *   A = |V| + |u - E| + 2 |E| + 1e-3 S,    |V| <= |x| + B
 *
 * by at most its share p (2^-53 for float64, 2^-24 for float32), a factor or a gain that is up to 4 p
 * off among them, since k |u - V| <= A. It was driven with a current that is at most dI from the one
 * here. Then after the step |V' - x'| <= B', where
 *
 *   B' = (1-k) B + k R dI + 8 (p + 2^-53) (|x| + B + |u - E| + 2 |E| + 1e-3 S)
 *
 * because V' - x' = (1-k)(V - x) + k R (I_source - I) + roundings of the source + those of the
 * reference, of which there are no more than 8 either. (Without leak 1-k is 1 and k R is dt/C.)
 * After a reset to a value B is what reset and rest are rounded by, 2 (p + 2^-53) (|reset| + |E|);
 * after a subtraction that of the amount is added to B'. The start has the like.
 *
 * What is not in B is how a row shows the membrane: rounded where it is printed, converted to p, and,
 * where it was measured, within its uncertainty. That is added when a row is looked at, and does not
 * go on to the next step. Everything is in volts and amperes. */
/* clang-format on */
#ifndef LIF_SOURCE_H
#define LIF_SOURCE_H

#include "lif_model.h"

#include <math.h>

typedef struct lif_source {
    double unit;      /* p */
    double rounding;  /* 8 (p + 2^-53) */
    double keep;      /* 1-k */
    double gain_ohm;  /* k R */
    double fixed_v;   /* 2 |E| + 1e-3 S */
    double initial_v; /* B at the start */
    double reset_v;   /* B after a reset to a value, or what a subtraction adds at most */
    double theta_v;   /* the source's threshold may be this far from the real one */
    bool subtract;
    bool unknown_start; /* membrane and hold before the first step are not known */
} lif_source;

/* The rounding of a source is one of these. */
#define LIF_SOURCE_FLOAT64 0x1p-53
#define LIF_SOURCE_FLOAT32 0x1p-24

/* unit: p. The params are valid. */
void lif_source_start(lif_source *source, const lif_params *params, double unit);

/* Returns B' from B for an active step from x with drive u [V], whose current is known to slack_a.
 */
static inline double lif_source_update(const lif_source *s, double bound, double x, double u,
                                       double rest, double slack_a)
{
    return s->keep * bound + s->gain_ohm * slack_a +
           s->rounding * (fabs(x) + bound + fabs(u - rest) + s->fixed_v);
}

/* Gives B after a spike at a membrane that B' is the bound of. */
static inline double lif_source_reset(const lif_source *s, double bound, double y)
{
    return s->subtract ? bound + s->reset_v + 0.25 * s->rounding * fabs(y) : s->reset_v;
}

#endif
