// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The floating-point reference computes one step of the neuron in double, in volts.
 *
 *   u = E + G*I                                     held constant over the step
 *   c > 0:  c -= 1, no spike, v kept                refractory
 *   else    y = u + (v-u)*a  | v + k*(u-v)          exponential | euler
 *           spike = y >= theta | y > theta
 *           spike: v = v_reset | y - r;  c = H[n];  else v = y
 *
 * Without leak y = v + (u-E), and u = E + dt/C*I.
 *
 * with a = exp(-dt/tau), k = dt/tau, r = theta - v_reset. A spike belongs to the step that consumed
 * I[n]; its time is n*dt. All of it must be compiled with -ffp-contract=off and without fast-math.
 */
#ifndef LIF_MODEL_H
#define LIF_MODEL_H

#include "lif_params.h"

typedef struct lif_model {
    bool euler, above, subtract; /* euler also without leak */
    double keep;                 /* a; euler: 1 - k */
    double leak;                 /* k; exponential: 1 - a; 0: no leak */
    double rest_v;               /* E */
    double gain_ohm;             /* G */
    double threshold_v;
    double reset_v;    /* value after a spike (to a value) */
    double subtract_v; /* r (by subtraction) */
} lif_model;

typedef struct lif_model_state {
    double v;      /* membrane [V] */
    uint32_t hold; /* c: steps still to hold */
} lif_model_state;

/* Makes the constants and the initial state of valid parameters. */
void lif_model_start(lif_model *model, lif_model_state *state, const lif_params *params);

/* Returns the drive u [V] of a current [A]. */
static inline double lif_model_drive(const lif_model *m, double current_a)
{
    return m->rest_v + m->gain_ohm * current_a;
}

/* Returns the membrane [V] after one active step from v [V] with drive u [V], before any reset. */
static inline double lif_model_update(const lif_model *m, double v, double u)
{
    if (m->euler) {
        return m->leak > 0.0 ? v + m->leak * (u - v) : v + (u - m->rest_v);
    }
    return u + (v - u) * m->keep;
}

/* Tells whether an updated membrane y [V] spikes. */
static inline bool lif_model_fires(const lif_model *m, double y)
{
    return m->above ? y > m->threshold_v : y >= m->threshold_v;
}

/* Returns the membrane [V] that follows a spike at y [V]. */
static inline double lif_model_reset(const lif_model *m, double y)
{
    return m->subtract ? y - m->subtract_v : m->reset_v;
}

/* Runs n steps with current_a[n] [A] and hold[n]; hold may be NULL for hold_constant. Writes the
 * membrane before and after the reset [V] and the spikes (0 or 1); any output may be NULL. */
void lif_model_run(const lif_model *model, lif_model_state *state, size_t n,
                   const double *current_a, const uint32_t *hold, uint32_t hold_constant,
                   double *before_v, double *after_v, uint8_t *spike);

/* Computes the spikes of a constant current in closed form: an independent check of the model
 * above. For u > theta > v_reset: first = step of the first spike, interval = steps between two;
 * both >= 1 apart from first, which counts from 0. Returns false where the neuron never fires (u <=
 * theta). margin (may be NULL): the smallest distance of a quotient from an integer and of u from
 * theta in units of S, or 0 where the form does not apply (k = 1, reset by subtraction, an initial
 * or reset membrane at or above theta): below 1e-9 double rounding decides, and the answer may be
 * off by one or, beside the threshold, wrong. hold: the constant H. */
bool lif_model_closed_form(const lif_params *params, double current_a, uint32_t hold,
                           uint64_t *first, uint64_t *interval, double *margin);

#endif
