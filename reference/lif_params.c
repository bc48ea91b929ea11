// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_params.h"

#include <math.h>

/* A refractory time may differ from whole steps by this part of a step. */
#define STEP_SLACK 1e-6
/* Rounding of float times can lengthen a hold by at most ulp(2^62)/2 steps and one. */
#define FLOAT_TIME_MARGIN 4096u

static bool is_float_time(lif_refractory_rule rule)
{
    return rule == LIF_REFRACTORY_FLOAT_TIME_S || rule == LIF_REFRACTORY_FLOAT_TIME_MS;
}

static lif_status check_choices(const lif_params *p, lif_error *error)
{
    if (p->method != LIF_EXPONENTIAL && p->method != LIF_EULER) {
        return lif_fail(error, LIF_BAD_PARAMETER, "neuron.method",
                        "unknown method; use exponential or euler");
    }
    if (p->compare != LIF_AT_OR_ABOVE && p->compare != LIF_ABOVE) {
        return lif_fail(error, LIF_BAD_PARAMETER, "neuron.compare",
                        "unknown comparison; use at-or-above or above");
    }
    if (p->reset_mode != LIF_RESET_TO_VALUE && p->reset_mode != LIF_RESET_BY_SUBTRACTION) {
        return lif_fail(error, LIF_BAD_PARAMETER, "neuron.reset_mode",
                        "unknown reset mode; use to-value or by-subtraction");
    }
    if (p->refractory_rule != LIF_REFRACTORY_STEPS && p->refractory_rule != LIF_REFRACTORY_BRIAN2 &&
        !is_float_time(p->refractory_rule)) {
        return lif_fail(error, LIF_BAD_PARAMETER, "neuron.refractory_rule",
                        "unknown rule; use steps, brian2, float-time-s or float-time-ms");
    }
    return LIF_OK;
}

static lif_status check_positive(double value, const char *key, const char *unit, lif_error *error)
{
    if (isfinite(value) && value > 0.0) {
        return LIF_OK;
    }
    return lif_fail(error, LIF_BAD_PARAMETER, key,
                    "%g %s is out of range; use a finite value above 0 %s", value, unit, unit);
}

static lif_status check_potentials(const lif_params *p, lif_error *error)
{
    const struct {
        double value_v;
        const char *key;
    } potentials[] = {{p->v_rest_v, "neuron.rest"},
                      {p->v_threshold_v, "neuron.threshold"},
                      {p->v_reset_v, "neuron.reset"},
                      {p->v_initial_v, "neuron.initial"}};
    for (unsigned i = 0; i < sizeof potentials / sizeof *potentials; i++) {
        if (!isfinite(potentials[i].value_v)) {
            return lif_fail(error, LIF_BAD_PARAMETER, potentials[i].key,
                            "%g V is not a potential; use a finite value", potentials[i].value_v);
        }
    }
    if (p->v_threshold_v == p->v_reset_v) {
        return lif_fail(error, LIF_BAD_PARAMETER, "neuron.threshold",
                        "threshold and reset are both %g V; their difference is the unit of the "
                        "state and must not be 0; move one of them",
                        p->v_threshold_v);
    }
    if (!isfinite(p->v_threshold_v - p->v_reset_v)) {
        return lif_fail(
            error, LIF_BAD_PARAMETER, "neuron.threshold",
            "threshold %g V and reset %g V are too far apart for a double; bring them closer",
            p->v_threshold_v, p->v_reset_v);
    }
    if (p->reset_mode == LIF_RESET_BY_SUBTRACTION && p->v_threshold_v < p->v_reset_v) {
        return lif_fail(error, LIF_BAD_PARAMETER, "neuron.reset",
                        "reset by subtraction takes threshold - reset, which must be above 0; the "
                        "reset %g V is above the threshold %g V",
                        p->v_reset_v, p->v_threshold_v);
    }
    return LIF_OK;
}

/* Returns the ratio dt/tau: what the leak is made from. */
static lif_status check_leak(const lif_params *p, lif_error *error)
{
    double ratio = p->dt_s / p->tau_s;
    if (ratio == 0.0 && lif_params_leaks(p)) {
        return lif_fail(error, LIF_BAD_PARAMETER, "neuron.time_constant",
                        "the step %g s vanishes beside the time constant %g s; lengthen the step",
                        p->dt_s, p->tau_s);
    }
    if (p->method == LIF_EULER && ratio > 1.0) {
        return lif_fail(error, LIF_BAD_PARAMETER, "step",
                        "euler needs k = step/time_constant of at most 1, and k is %g (%g s / "
                        "%g s); shorten the step, or use method exponential",
                        ratio, p->dt_s, p->tau_s);
    }
    return LIF_OK;
}

static lif_status check_refractory(const lif_params *p, lif_error *error)
{
    double steps = p->refractory_s / p->dt_s;
    double slack = STEP_SLACK + steps * 0x1p-51; /* the quotient itself is rounded */
    if (!isfinite(p->refractory_s) || p->refractory_s < 0.0) {
        return lif_fail(error, LIF_BAD_PARAMETER, "neuron.refractory",
                        "%g s is out of range; use a finite time of at least 0 s", p->refractory_s);
    }
    if (!(fabs(steps - (double)p->refractory_steps) <= slack)) {
        return lif_fail(error, LIF_BAD_PARAMETER, "neuron.refractory",
                        "%g s is %.9g steps of %g s, and refractory_steps says %lu; both must "
                        "agree within 1e-6 step",
                        p->refractory_s, steps, p->dt_s, (unsigned long)p->refractory_steps);
    }
    if (is_float_time(p->refractory_rule) && p->refractory_steps > UINT32_MAX - FLOAT_TIME_MARGIN) {
        return lif_fail(error, LIF_BAD_PARAMETER, "neuron.refractory",
                        "%lu steps: with a float-time rule a hold may be longer than 32 bits; use "
                        "at most %lu steps",
                        (unsigned long)p->refractory_steps,
                        (unsigned long)(UINT32_MAX - FLOAT_TIME_MARGIN));
    }
    return LIF_OK;
}

lif_status lif_params_validate(const lif_params *params, lif_error *error)
{
    lif_status status = check_choices(params, error);
    if (status == LIF_OK) {
        status = check_positive(params->dt_s, "step", "s", error);
    }
    if (status == LIF_OK) {
        status = check_positive(params->r_ohm, "neuron.resistance", "Ohm", error);
    }
    if (status == LIF_OK && !(isinf(params->tau_s) && params->tau_s > 0.0)) {
        status = check_positive(params->tau_s, "neuron.time_constant", "s", error);
    }
    if (status == LIF_OK) {
        status = check_potentials(params, error);
    }
    if (status == LIF_OK) {
        status = check_leak(params, error);
    }
    if (status == LIF_OK) {
        status = check_refractory(params, error);
    }
    return status;
}

bool lif_params_leaks(const lif_params *params) { return isfinite(params->tau_s); }

double lif_params_scale(const lif_params *params)
{
    return fabs(params->v_threshold_v - params->v_reset_v);
}

/* Tells whether the demonstration's test t[i+m] > t[i] + t_ref holds, in doubles. */
static bool is_over(uint64_t i, uint64_t m, double dt, double t_ref)
{
    return (double)(i + m) * dt > (double)i * dt + t_ref;
}

/* Finds the smallest m > 0 that is over. Both sides round monotonically, so a walk from N finds it.
 */
static uint32_t float_time_hold(const lif_params *p, uint64_t n)
{
    double unit = p->refractory_rule == LIF_REFRACTORY_FLOAT_TIME_MS ? 1e3 : 1.0;
    double dt = p->dt_s * unit, t_ref = p->refractory_s * unit;
    uint64_t i = n + 1;
    uint64_t m = p->refractory_steps > 0 ? p->refractory_steps : 1;
    while (!is_over(i, m, dt, t_ref)) {
        m++;
    }
    while (m > 1 && is_over(i, m - 1, dt, t_ref)) {
        m--;
    }
    return (uint32_t)m;
}

uint32_t lif_hold_at(const lif_params *params, uint64_t n)
{
    uint32_t steps = params->refractory_steps;
    switch (params->refractory_rule) {
    case LIF_REFRACTORY_BRIAN2:
        return steps > 0 ? steps - 1 : 0;
    case LIF_REFRACTORY_FLOAT_TIME_S:
    case LIF_REFRACTORY_FLOAT_TIME_MS:
        return float_time_hold(params, n);
    case LIF_REFRACTORY_STEPS:
    default:
        return steps;
    }
}

bool lif_hold_is_constant(const lif_params *params, uint32_t *hold)
{
    if (is_float_time(params->refractory_rule)) {
        return false;
    }
    if (hold != NULL) {
        *hold = lif_hold_at(params, 0);
    }
    return true;
}

void lif_hold_fill(const lif_params *params, uint64_t first, size_t count, uint32_t *hold)
{
    for (size_t i = 0; i < count; i++) {
        hold[i] = lif_hold_at(params, first + i);
    }
}
