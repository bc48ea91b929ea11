// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_core_params.h"

#include <math.h>

/* A value keeps this share of itself in a step, and loses the other. */
typedef struct decay {
    double keep, leak;
} decay;

static decay decay_of(lif_method method, double dt_s, double tau_s)
{
    const double ratio = dt_s / tau_s;
    if (!(tau_s > 0.0)) {
        return (decay){0.0, 1.0};
    }
    return method == LIF_EULER ? (decay){1.0 - ratio, ratio} : (decay){exp(-ratio), -expm1(-ratio)};
}

/* Returns tau_s/(tau-tau_s)*(a-b) of two exponentials, for any two time constants. */
static double exact_gain(double dt_s, double tau_s, double synapse_s)
{
    const double apart = tau_s - synapse_s; /* dt/tau - dt/tau_s, without its cancellation: */
    const double power = dt_s * (fabs(apart) / tau_s) / synapse_s;
    const double slower = apart > 0.0 ? tau_s : synapse_s;
    if (!(fabs(apart) > 0.0)) {
        return dt_s / tau_s * exp(-dt_s / tau_s);
    }
    return synapse_s / fabs(apart) * exp(-dt_s / slower) * -expm1(-power);
}

static lif_status check_tau(double tau_s, double dt_s, lif_method method, const char *key,
                            lif_error *error)
{
    if (method != LIF_EXPONENTIAL && method != LIF_EULER) {
        return lif_fail(error, LIF_BAD_PARAMETER, key, "unknown method; use exponential or euler");
    }
    if (method == LIF_EULER && dt_s / tau_s > 1.0) {
        return lif_fail(error, LIF_BAD_PARAMETER, key,
                        "euler needs a time constant of at least a step, %g s, and it is %g s; use "
                        "method exponential, or a shorter step",
                        dt_s, tau_s);
    }
    if (!(dt_s / tau_s > 0.0)) {
        return lif_fail(error, LIF_BAD_PARAMETER, key,
                        "the step %g s vanishes beside the time constant %g s; lengthen the step",
                        dt_s, tau_s);
    }
    return LIF_OK;
}

/* Gives g/k of one receptor for R = 1. */
static lif_status coupling_of(const lif_core_params *p, unsigned r, const lif_core_real *real,
                              double *ratio, lif_error *error)
{
    const lif_params *m = &p->membrane;
    const lif_core_synapse *s = &p->synapse[r];
    const bool impulse = !(s->tau_s > 0.0);
    if (impulse && s->coupling != LIF_COUPLING_STEP && s->coupling != LIF_COUPLING_UNIT) {
        return lif_fail(error, LIF_BAD_PARAMETER, "synapse.coupling",
                        "a synapse with the time constant 0 s has only the couplings step and "
                        "unit");
    }
    switch (s->coupling) {
    case LIF_COUPLING_STEP:
        *ratio = 1.0;
        return LIF_OK;
    case LIF_COUPLING_EULER:
        *ratio = m->dt_s / m->tau_s / real->leak;
        return LIF_OK;
    case LIF_COUPLING_EXACT:
        if (m->method != s->method) {
            return lif_fail(error, LIF_BAD_PARAMETER, "synapse.coupling",
                            "exact needs one method for membrane and synapse; give both "
                            "exponential, or use the coupling step");
        }
        *ratio = (m->method == LIF_EULER ? m->dt_s / m->tau_s
                                         : exact_gain(m->dt_s, m->tau_s, s->tau_s)) /
                 real->leak;
        return LIF_OK;
    case LIF_COUPLING_UNIT:
        *ratio = 1.0 / real->leak;
        return LIF_OK;
    default:
        return lif_fail(error, LIF_BAD_PARAMETER, "synapse.coupling",
                        "unknown coupling; use step, euler, exact or unit");
    }
}

static lif_status fill_receptor(const lif_core_params *p, unsigned r, lif_core_real *real,
                                lif_error *error)
{
    const lif_core_synapse *s = &p->synapse[r];
    const decay d = decay_of(s->method, p->membrane.dt_s, s->tau_s);
    double ratio = 0.0;
    if (!isfinite(s->tau_s) || s->tau_s < 0.0) {
        return lif_fail(error, LIF_BAD_PARAMETER, "synapse.time_constant",
                        "%g s is out of range; use a finite time of at least 0 s", s->tau_s);
    }
    lif_status status = s->tau_s > 0.0 ? check_tau(s->tau_s, p->membrane.dt_s, s->method,
                                                   "synapse.time_constant", error)
                                       : LIF_OK;
    if (status == LIF_OK) {
        status = coupling_of(p, r, real, &ratio, error);
    }
    if (status == LIF_OK) {
        const bool unit = s->coupling == LIF_COUPLING_UNIT;
        real->synapse_keep[r] = d.keep;
        real->synapse_leak[r] = d.leak;
        real->weight_per_v[r] = ratio / real->scale_v;
        real->weight_per_a[r] = unit ? 0.0 : ratio * p->membrane.r_ohm / real->scale_v;
    }
    return status;
}

static lif_status fill_adaptation(const lif_core_params *p, lif_core_real *real, lif_error *error)
{
    const double tau_s = p->adaptation_tau_s;
    real->adaptation_keep = 1.0;
    if (!p->adapts) {
        return LIF_OK;
    }
    if (!(p->jump_v >= 0.0) || !isfinite(p->jump_v)) {
        return lif_fail(error, LIF_BAD_PARAMETER, "adaptation.jump",
                        "%g V is out of range; use a finite potential of at least 0 V", p->jump_v);
    }
    if (!(tau_s > 0.0)) {
        return lif_fail(error, LIF_BAD_PARAMETER, "adaptation.time_constant",
                        "%g s is out of range; use a time above 0 s, or none", tau_s);
    }
    real->jump = p->jump_v / real->scale_v;
    if (isinf(tau_s)) {
        return LIF_OK;
    }
    const decay d = decay_of(p->adaptation_method, p->membrane.dt_s, tau_s);
    real->adaptation_keep = d.keep;
    real->adaptation_leak = d.leak;
    return check_tau(tau_s, p->membrane.dt_s, p->adaptation_method, "adaptation.time_constant",
                     error);
}

static lif_status check_membrane(const lif_core_params *p, uint32_t *hold, lif_error *error)
{
    const lif_status status = lif_params_validate(&p->membrane, error);
    if (status != LIF_OK) {
        return status;
    }
    if (!lif_params_leaks(&p->membrane)) {
        return lif_fail(error, LIF_BAD_PARAMETER, "neuron.time_constant",
                        "the neurons of a core leak in every tick; give a time constant, such as "
                        "%.9g s",
                        p->membrane.dt_s * 50.0);
    }
    if (!lif_hold_is_constant(&p->membrane, hold)) {
        return lif_fail(error, LIF_BAD_PARAMETER, "neuron.refractory_rule",
                        "with a float-time rule the hold differs from step to step, which a core "
                        "cannot do; use steps or brian2");
    }
    if (p->receptors < 1 || p->receptors > LIF_CORE_RECEPTORS) {
        return lif_fail(error, LIF_BAD_PARAMETER, "synapse",
                        "a neuron of a core has 1 or 2 receptors, not %u", p->receptors);
    }
    if (!isfinite(p->drive)) {
        return lif_fail(error, LIF_BAD_PARAMETER, "drive", "%g is no drive; use a finite value",
                        p->drive);
    }
    return LIF_OK;
}

lif_status lif_core_params_real(const lif_core_params *params, lif_core_real *real,
                                lif_error *error)
{
    const lif_params *m = &params->membrane;
    const bool unit = params->synapse[0].coupling == LIF_COUPLING_UNIT;
    const bool subtract = m->reset_mode == LIF_RESET_BY_SUBTRACTION;
    uint32_t hold = 0;
    lif_status status = check_membrane(params, &hold, error);
    if (status != LIF_OK) {
        return status;
    }
    const decay membrane = decay_of(m->method, m->dt_s, m->tau_s);
    lif_core_real q = {.euler = m->method == LIF_EULER,
                       .above = m->compare == LIF_ABOVE,
                       .subtract = subtract,
                       .freeze = params->freeze,
                       .keep = membrane.keep,
                       .leak = membrane.leak,
                       .synapse_leak = {1.0, 1.0},
                       .hold = hold,
                       .initial_hold = m->initial_hold,
                       .scale_v = lif_params_scale(m),
                       .zero_v = m->v_rest_v};
    q.threshold = (m->v_threshold_v - q.zero_v) / q.scale_v;
    q.reset = subtract ? 1.0 : (m->v_reset_v - q.zero_v) / q.scale_v;
    q.initial = (m->v_initial_v - q.zero_v) / q.scale_v;
    q.drive = unit ? params->drive / (q.leak * q.scale_v) : params->drive * m->r_ohm / q.scale_v;
    for (unsigned r = 0; r < params->receptors && status == LIF_OK; r++) {
        if ((params->synapse[r].coupling == LIF_COUPLING_UNIT) != unit) {
            return lif_fail(error, LIF_BAD_PARAMETER, "synapse.coupling",
                            "unit also says what the drive is, so that both receptors have it or "
                            "none");
        }
        status = fill_receptor(params, r, &q, error);
    }
    if (status == LIF_OK) {
        status = fill_adaptation(params, &q, error);
    }
    if (status == LIF_OK) {
        *real = q;
    }
    return status;
}

lif_core_real lif_core_unused(const lif_core_format *format)
{
    const double lsb = ldexp(1.0, -(int)format->state.state_fraction);
    return (lif_core_real){.euler = true,
                           .above = true,
                           .leak = 1.0,
                           .synapse_leak = {1.0, 1.0},
                           .adaptation_keep = 1.0,
                           .threshold = (double)lif_core_high(format->state.state_width) * lsb,
                           .scale_v = 1.0};
}
