// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The error bound says how far a correct circuit may be from the floating-point reference.
 *
 * With e = X - x in units of S, K*2^-KF = k + dk, U = u + du and a rounding r per step,
 * e' = (1-K) e + dk (u-x) + K du + r. Hence, recomputed at every active step,
 *
 *   B' = (1-K) B + |dk| |u-x| + K |du| + rho + eps
 *   rho = 1/2 lsb (half-up) or K lsb (residual, and then B bounds X + R/2^KF: add one lsb for X)
 *   eps = 8 * 2^-53 * (|x| + |u| + |E|/S + B + lsb + 1e-3)   rounding of the doubles themselves
 *   B = |dx0| at the start; |dreset| after a reset to a value; B' + |dr| after a subtraction
 *
 * Both circuit and reference must take the same spike decisions for it to hold. */
#ifndef LIF_BOUND_H
#define LIF_BOUND_H

#include "lif_fixed.h"

#include <math.h>

typedef struct lif_bound {
    double keep;      /* 1 - K */
    double leak_slip; /* |dk| */
    double fixed;     /* K*du + rho, and the constant part of eps */
    double eps;       /* 8 * 2^-53 */
    double view;    /* what a membrane word may add to the bound of the state: lsb with residual */
    double initial; /* |dx0| */
    double reset;   /* |dreset| or |dr| */
    double lsb;     /* one word step */
    bool subtract;
} lif_bound;

/* Everything is in units of S; q must come from the same parameters. */
void lif_bound_start(lif_bound *bound, const lif_params *params, const lif_quantised *q);

/* Returns B' from B for an active step from x with drive u (both normalised, before the step). */
static inline double lif_bound_update(const lif_bound *b, double bound, double x, double u)
{
    return b->keep * bound + b->leak_slip * fabs(u - x) + b->fixed +
           b->eps * (fabs(x) + fabs(u) + bound);
}

/* Gives B after a spike, from B'. */
static inline double lif_bound_reset(const lif_bound *b, double bound)
{
    return b->subtract ? bound + b->reset : b->reset;
}

#endif
