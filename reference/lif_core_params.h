// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* The physical parameters of a neuron of a core become the real numbers of its step here.
 *
 * The step is counted in units of S = |threshold - reset|: x = (v-E)/S. A synaptic current counts as
 * the potential that it would hold for ever, so a weight w becomes w*g/(k*S), where k is the leak of
 * the membrane in a step and g the gain of one step from the current to the membrane:
 *
 *   coupling  g of a weight in amperes            who has it
 *   step      R*k                                 the current is held over the step; the usual choice
 *   euler     R*dt/tau                            Brian 2 (euler), Norse
 *   exact     R*tau_s/(tau-tau_s)*(a-b),          Brian 2 (exact), NEST iaf_psc_exp
 *             R*dt/tau*a for tau = tau_s
 *   unit      1, and the weight is in volts       snnTorch Synaptic, Lava LIF
 *
 * A weight in volts is R*w already. The drive is u = R*I/S; with unit it is the potential b that is
 * added in each tick, and u = b/(k*S). With euler for membrane and synapse, exact is the same as
 * euler. */
/* clang-format on */
#ifndef LIF_CORE_PARAMS_H
#define LIF_CORE_PARAMS_H

#include "lif_core_format.h"
#include "lif_params.h"

typedef enum lif_core_coupling {
    LIF_COUPLING_STEP,
    LIF_COUPLING_EULER,
    LIF_COUPLING_EXACT,
    LIF_COUPLING_UNIT
} lif_core_coupling;

typedef struct lif_core_synapse {
    double tau_s; /* time constant of the current [s], >= 0; 0: it lasts its tick; euler: >= dt */
    lif_method method; /* b = exp(-dt/tau), or 1 - dt/tau */
    lif_core_coupling coupling;
} lif_core_synapse;

typedef struct lif_core_params {
    lif_params membrane; /* with a leak, and a hold that is the same in every step */
    unsigned receptors;  /* 1 or 2 */
    lif_core_synapse synapse[LIF_CORE_RECEPTORS];
    bool freeze;                  /* synaptic currents stand still while the neuron is held */
    bool adapts;                  /* a spike raises the threshold by a jump, which decays */
    double adaptation_tau_s;      /* [s], > 0, infinite: it does not decay; euler: >= dt */
    lif_method adaptation_method; /* c = exp(-dt/tau), or 1 - dt/tau */
    double jump_v;                /* J [V], >= 0 */
    double drive;                 /* I [A]; with the coupling unit b [V] of each tick */
} lif_core_params;

/* These are the real numbers of a neuron's step, in units of its S. */
typedef struct lif_core_real {
    bool euler; /* of the membrane */
    bool above, subtract, freeze;
    bool noisy;           /* with 2^noise_shift steps of the format for each one of its noise */
    unsigned noise_shift; /* 0..W-10 */
    double keep, leak;    /* a, k = 1 - a */
    double synapse_keep[LIF_CORE_RECEPTORS], synapse_leak[LIF_CORE_RECEPTORS]; /* b, 1 - b */
    double adaptation_keep, adaptation_leak;                                   /* c, 1 - c */
    double threshold, drive, jump, initial;
    double reset;                            /* the value, or the amount that is subtracted */
    uint32_t hold, initial_hold;             /* steps */
    double weight_per_a[LIF_CORE_RECEPTORS]; /* w of a weight of 1 A; unit: 0, it has none */
    double weight_per_v[LIF_CORE_RECEPTORS]; /* w of a weight of 1 V */
    double scale_v, zero_v;                  /* S and E [V] */
} lif_core_real;

/* This is a network in real numbers: what a core is to compute. */
typedef struct lif_core_net {
    unsigned neurons, inputs;
    const lif_core_real *neuron; /* [neurons] */
    const lif_core_row *row;     /* [inputs + neurons], in the order of lif_core_image */
    const double *weight;        /* [inputs + neurons][neurons], in units of S of the target */
    uint32_t seed;               /* of the noise, not 0 */
} lif_core_net;

/* Fills *real, without noise. Returns LIF_BAD_PARAMETER with the key of the scenario where a value
 * has no meaning: what lif_params_validate refuses, no leak, a hold that differs from step to step,
 * a time constant or a jump out of range, a coupling that the time constants do not allow, or one
 * receptor with the coupling unit and one without. */
lif_status lif_core_params_real(const lif_core_params *params, lif_core_real *real,
                                lif_error *error);

/* Gives a neuron that never spikes and has no current, for those of a core that a network does not
 * use: its threshold is the largest word of the format, which it would have to exceed. */
lif_core_real lif_core_unused(const lif_core_format *format);

#endif
