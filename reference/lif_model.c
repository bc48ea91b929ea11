// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_model.h"

#include <math.h>

void lif_model_start(lif_model *model, lif_model_state *state, const lif_params *params)
{
    const double ratio = params->dt_s / params->tau_s;
    model->euler = params->method == LIF_EULER || !lif_params_leaks(params);
    model->above = params->compare == LIF_ABOVE;
    model->subtract = params->reset_mode == LIF_RESET_BY_SUBTRACTION;
    model->leak = model->euler ? ratio : -expm1(-ratio);
    model->keep = model->euler ? 1.0 - ratio : exp(-ratio);
    model->rest_v = params->v_rest_v;
    model->gain_ohm = params->r_ohm;
    model->threshold_v = params->v_threshold_v;
    model->reset_v = params->v_reset_v;
    model->subtract_v = params->v_threshold_v - params->v_reset_v;
    state->v = params->v_initial_v;
    state->hold = params->initial_hold;
}

void lif_model_run(const lif_model *model, lif_model_state *state, size_t n,
                   const double *current_a, const uint32_t *hold, uint32_t hold_constant,
                   double *before_v, double *after_v, uint8_t *spike)
{
    double v = state->v;
    uint32_t held = state->hold;
    for (size_t i = 0; i < n; i++) {
        double y = v;
        bool fires = false;
        if (held > 0) {
            held--;
        } else {
            y = lif_model_update(model, v, lif_model_drive(model, current_a[i]));
            fires = lif_model_fires(model, y);
            v = y;
            if (fires) {
                v = lif_model_reset(model, y);
                held = hold != NULL ? hold[i] : hold_constant;
            }
        }
        if (before_v != NULL) {
            before_v[i] = y;
        }
        if (after_v != NULL) {
            after_v[i] = v;
        }
        if (spike != NULL) {
            spike[i] = fires;
        }
    }
    state->v = v;
    state->hold = held;
}

/* Returns the active steps from x until the membrane meets the compare rule, for u > theta (without
 * leak: for u above rest); *margin shrinks to the distance of the quotient from an integer, or to 0
 * where the form does not apply. */
static uint64_t steps_to_threshold(const lif_params *p, double u, double x, double rate,
                                   double *margin)
{
    const double quotient = lif_params_leaks(p) ? log((u - x) / (u - p->v_threshold_v)) / rate
                                                : (p->v_threshold_v - x) / (u - p->v_rest_v);
    const double distance = fabs(quotient - nearbyint(quotient));
    if (!(x < p->v_threshold_v) || !isfinite(quotient)) {
        *margin = 0.0;
        return 1;
    }
    if (distance < *margin) {
        *margin = distance;
    }
    const double steps = p->compare == LIF_ABOVE ? floor(quotient) + 1.0 : ceil(quotient);
    return steps < 1.0 ? 1 : (uint64_t)steps;
}

bool lif_model_closed_form(const lif_params *params, double current_a, uint32_t hold,
                           uint64_t *first, uint64_t *interval, double *margin)
{
    const double u = params->v_rest_v + params->r_ohm * current_a;
    const double ratio = params->dt_s / params->tau_s;
    const double rate = params->method == LIF_EULER ? -log1p(-ratio) : ratio;
    /* a drive at the threshold itself is decided by the last bit of the model's arithmetic */
    const double level = lif_params_leaks(params) ? params->v_threshold_v : params->v_rest_v;
    double closest = fmin(0.5, fabs(u - level) / lif_params_scale(params));

    if (!(u > level)) {
        /* The neuron is silent only if nothing starts above the threshold. */
        if (margin != NULL) {
            *margin = params->v_initial_v < params->v_threshold_v ? closest : 0.0;
        }
        return false;
    }
    *first = steps_to_threshold(params, u, params->v_initial_v, rate, &closest) +
             params->initial_hold - 1;
    *interval = steps_to_threshold(params, u, params->v_reset_v, rate, &closest) + hold;
    if (params->reset_mode == LIF_RESET_BY_SUBTRACTION) {
        closest = 0.0; /* the membrane after a spike depends on the overshoot */
    }
    if (margin != NULL) {
        *margin = closest;
    }
    return true;
}
