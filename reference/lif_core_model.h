// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* The floating-point reference of a core computes its tick in double, in units of S. For each neuron:
 *
 *   s_r = fit(b_r*s_r + W_r)        decay, then add; held neurons too (freeze: held ones only add)
 *   A   = c*A                       held neurons too
 *   D   = fit(u + sum_r s_r + z)
 *   c>0 (hold):  c -= 1, no spike, x kept
 *   else  y = D + (x-D)*a | x + k*(D-x)          exponential | euler
 *         spike = y (>= or >) theta + A
 *         spike: x = v_reset | y - r;  A = fit(A + J);  c = H;   else x = y
 *
 * then the spikes of the tick n are events of their rows, in the tick n + delay. fit is the declared
 * saturation of the format and part of the model. All neurons of a tick see the same past. Compile it
 * with -ffp-contract=off and without fast-math. */
/* clang-format on */
#ifndef LIF_CORE_MODEL_H
#define LIF_CORE_MODEL_H

#include "lif_core_params.h"

/* One step of the words, and the values that they end at. */
typedef struct lif_core_limits {
    double lsb, low, high;
} lif_core_limits;

/* This is the state of one neuron. */
typedef struct lif_core_point {
    double membrane, synapse[LIF_CORE_RECEPTORS], adaptation;
    uint32_t hold;
} lif_core_point;

/* This is a network that runs by itself: its spikes are its own events. */
typedef struct lif_core_model {
    const lif_core_net *net; /* the caller's; it must live on */
    lif_core_limits limits;
    unsigned receptors, delay_bits;
    /* the caller's memory: */
    lif_core_point *point;       /* [neurons] */
    double *ring;                /* [2^delay_bits][receptors][neurons] */
    double *distance;            /* y - (theta + A) of the last tick [neurons]; NaN where held */
    const lif_core_reach *reach; /* [rows]: set after the start; NULL: all neurons */
    uint32_t noise;
    uint64_t tick;
    uint64_t clips; /* fits that changed their value */
} lif_core_model;

lif_core_limits lif_core_limits_of(const lif_core_format *format);
void lif_core_point_start(lif_core_point *point, const lif_core_real *real);

/* Starts a network that lif_core_quantise takes for this format; point, ring and distance are set.
 */
void lif_core_model_start(lif_core_model *model, const lif_core_net *net,
                          const lif_core_format *format);

/* Takes an event of an input row before the tick that it happens in. */
void lif_core_model_event(lif_core_model *model, unsigned row);

/* Runs one tick and gives its spikes: spike[neurons], 0 or 1. */
void lif_core_model_tick(lif_core_model *model, uint8_t *spike);

/* The second half of a tick, for whoever takes the neurons through the first one: the spikes
 * [neurons] become events. */
void lif_core_model_spikes(lif_core_model *model, const uint8_t *spike);

/* Returns the sums of weights [neurons] of a receptor that the next tick reads and clears. */
static inline double *lif_core_model_sums(const lif_core_model *model, unsigned receptor)
{
    const size_t slot = (size_t)(model->tick & (((uint64_t)1 << model->delay_bits) - 1));
    return model->ring + (slot * model->receptors + receptor) * model->net->neurons;
}

/* ---- the parts of a step, which a guided reference has between its bounds ---- */

static inline double lif_core_limited(const lif_core_limits *limits, double value)
{
    return value > limits->high ? limits->high : value < limits->low ? limits->low : value;
}

/* Returns s_r after a tick with the events W_r, before fit. */
static inline double lif_core_synapse_next(const lif_core_real *p, unsigned r, double s,
                                           double events, bool frozen)
{
    return frozen ? s + events : p->synapse_keep[r] * s + events;
}

/* Returns D before fit, of the synaptic currents after their decay and a noise z. */
static inline double lif_core_drive(const lif_core_real *p, unsigned receptors, const double *s,
                                    double noise)
{
    double total = p->drive + noise;
    for (unsigned r = 0; r < receptors; r++) {
        total += s[r];
    }
    return total;
}

/* Returns y of an active step from x. */
static inline double lif_core_membrane_next(const lif_core_real *p, double x, double drive)
{
    return p->euler ? x + p->leak * (drive - x) : drive + (x - drive) * p->keep;
}

static inline bool lif_core_fires(const lif_core_real *p, double y, double adaptation)
{
    return p->above ? y > p->threshold + adaptation : y >= p->threshold + adaptation;
}

/* Returns z for the noise word of a neuron and a tick. */
double lif_core_noise_of(const lif_core_real *p, const lif_core_limits *limits, uint32_t word);

#endif
