// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The physical parameters of one neuron are in SI units. Two questions are answered here, before
 * any fixed point: are they valid, and how many steps does each spike hold (refractory time)?
 * lif_model.h has the contract of the step. */
#ifndef LIF_PARAMS_H
#define LIF_PARAMS_H

#include "lif_status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum lif_method { LIF_EXPONENTIAL, LIF_EULER } lif_method;
typedef enum lif_compare { LIF_AT_OR_ABOVE, LIF_ABOVE } lif_compare;
typedef enum lif_reset_mode { LIF_RESET_TO_VALUE, LIF_RESET_BY_SUBTRACTION } lif_reset_mode;

/* clang-format off */
/* The rules say what a refractory time of N steps means (hold H = steps after a spike that do not
 * integrate):
 *
 *   STEPS          H = N (most silicon)
 *   BRIAN2         H = max(N-1, 0) (Brian 2: the step n+N integrates again)
 *   FLOAT_TIME_S   H[n] = smallest m > 0 with (i+m)*dt > i*dt + t_ref in double, i = n+1, in s
 *   FLOAT_TIME_MS  the same with doubles that are ms
 *
 * The last two reproduce demonstrations that compare floating-point times: H varies by one step. */
/* clang-format on */
typedef enum lif_refractory_rule {
    LIF_REFRACTORY_STEPS,
    LIF_REFRACTORY_BRIAN2,
    LIF_REFRACTORY_FLOAT_TIME_S,
    LIF_REFRACTORY_FLOAT_TIME_MS
} lif_refractory_rule;

typedef struct lif_params {
    lif_method method;
    double dt_s;     /* length of a step [s], > 0 */
    double tau_s;    /* membrane time constant R*C [s], > 0; euler: >= dt_s; infinite: no leak */
    double r_ohm;    /* membrane resistance [Ohm], > 0: gain from current to potential. Without
                      * leak dt/C: the potential that a current adds in a step */
    double v_rest_v; /* leak target E [V] */
    double v_threshold_v; /* theta [V], different from v_reset_v */
    double v_reset_v;     /* [V]; by subtraction: the amount subtracted is theta - v_reset_v > 0 */
    double v_initial_v;   /* membrane before the first step [V] */
    lif_compare compare;
    lif_reset_mode reset_mode;
    lif_refractory_rule refractory_rule;
    double refractory_s; /* refractory time [s], >= 0, = refractory_steps * dt_s within 1e-6 step */
    uint32_t refractory_steps; /* N of the rules above */
    uint32_t initial_hold;     /* steps at the start that do not integrate */
} lif_params;

/* Checks every range and relation named above, and that all values are finite.
 * Returns LIF_OK or LIF_BAD_PARAMETER with error->key naming the parameter. */
lif_status lif_params_validate(const lif_params *params, lif_error *error);

/* Returns false for a neuron without leak, which adds up its current. */
bool lif_params_leaks(const lif_params *params);

/* Returns |threshold - reset| [V], > 0 for valid parameters: the unit S of the normalised state. */
double lif_params_scale(const lif_params *params);

/* Returns the hold H[n] that a spike of step n loads (steps, >= 0); params must be valid. */
uint32_t lif_hold_at(const lif_params *params, uint64_t n);

/* Returns true when H[n] is the same for every n; *hold (may be NULL) is then that value. */
bool lif_hold_is_constant(const lif_params *params, uint32_t *hold);

/* Writes H[first .. first+count-1] into hold[count]. */
void lif_hold_fill(const lif_params *params, uint64_t first, size_t count, uint32_t *hold);

#endif
