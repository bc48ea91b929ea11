// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Computes the reference of declared arithmetic in double, and how far a correct circuit may be
 * from it. */
#include "lif_declared.h"

#include <math.h>

/* Returns rho of one product with a word of `fraction` bits, in steps of the membrane. */
static double rho_of(lif_declared_rounding rounding, int64_t word, unsigned fraction)
{
    unsigned used = word != 0 ? fraction : 0; /* nothing leaks: nothing is rounded */
    while (used > 0 && (word & 1) == 0 && word != 0) {
        word >>= 1;
        used--;
    }
    if (used == 0) {
        return 0.0;
    }
    switch (rounding) {
    case LIF_ROUND_HALF_UP:
        return 0.5;
    case LIF_ROUND_RESIDUAL:
        return ldexp((double)word, -(int)used);
    case LIF_ROUND_FLOOR:
    case LIF_ROUND_TOWARD_ZERO:
        return 1.0 - ldexp(1.0, -(int)used);
    case LIF_ROUND_UNKNOWN:
    default:
        return 1.0;
    }
}

static double rounding_of(const lif_declared *d, const lif_quantised *q)
{
    double sum[2] = {0.0, 0.0}; /* of terms that are added, and subtracted */
    if (d->leak == LIF_LEAK_LINEAR) {
        return 0.0;
    }
    if (d->leak != LIF_LEAK_SHIFTS) {
        return rho_of(d->rounding, q->words.leak_fx, q->format.leak_fraction) * q->lsb;
    }
    for (unsigned i = 0; i < d->term_count; i++) {
        const int t = d->terms[i];
        sum[t < 0] += rho_of(d->rounding, 1, (unsigned)(t < 0 ? -t : t));
    }
    return q->lsb * (d->rounding == LIF_ROUND_HALF_UP || d->rounding == LIF_ROUND_UNKNOWN
                         ? sum[0] + sum[1]
                         : fmax(sum[0], sum[1]));
}

void lif_declared_bound_start(lif_declared_bound *b, const lif_params *params,
                              const lif_quantised *q)
{
    const lif_declared *d = q->declared;
    const double ratio = params->dt_s / params->tau_s;
    const double k = params->method == LIF_EULER ? ratio : -expm1(-ratio);
    const double gain = params->r_ohm / q->scale_v;
    const bool linear = d->leak == LIF_LEAK_LINEAR,
               saturates = d->overflow == LIF_OVERFLOW_SATURATE;
    *b = (lif_declared_bound){
        .declared = d,
        .leak = linear ? k * fabs(params->v_threshold_v - params->v_rest_v) / q->scale_v : k,
        .slip = fabs(q->leak_error),
        .word_leak = linear ? 0.0 : ldexp((double)q->words.leak_fx, -(int)q->format.leak_fraction),
        .gain = d->input == LIF_INPUT_POTENTIAL || !lif_params_leaks(params) ? gain
                : d->input == LIF_INPUT_BEFORE_LEAK && !linear               ? gain * k / (1.0 - k)
                                                                             : gain * k,
        .low = saturates ? (double)d->low_fx * q->lsb : -(double)INFINITY,
        .high = saturates ? (double)d->high_fx * q->lsb : (double)INFINITY,
        .drive_step = q->lsb * ldexp(1.0, (int)d->drive_shift),
        .rounding = rounding_of(d, q),
        .view = d->rounding == LIF_ROUND_RESIDUAL && !linear ? q->lsb : 0.0,
        .initial = fabs(q->initial_error),
        .reset = fabs(q->reset_error),
        .eps = ldexp(16.0, -53)};
    if (d->gains) {
        b->gain_word = ldexp((double)q->words.gain_fx, -(int)d->gain_fraction) * q->lsb;
        b->gain_slip = fabs(b->gain_word - b->gain * d->drive_unit_a);
        b->drive_step = b->gain_word;
        b->gain_rounding = rho_of(d->rounding == LIF_ROUND_RESIDUAL ? LIF_ROUND_FLOOR : d->rounding,
                                  q->words.gain_fx, d->gain_fraction) *
                           q->lsb;
    }
    b->constant = b->eps * (fabs(params->v_rest_v) / q->scale_v + q->lsb + 1e-3);
}

static double fitted(const lif_declared_bound *b, double x)
{
    return x < b->low ? b->low : x > b->high ? b->high : x;
}

static double leaked(const lif_declared_bound *b, double z)
{
    if (b->declared->leak == LIF_LEAK_LINEAR) {
        return z > b->leak ? z - b->leak : z < -b->leak ? z + b->leak : 0.0;
    }
    return z - b->leak * z;
}

double lif_declared_update(const lif_declared_bound *b, double x, double current_a)
{
    const double drive = b->gain * current_a;
    switch (b->declared->input) {
    case LIF_INPUT_AFTER_LEAK:
        return fitted(b, leaked(b, x) + drive);
    case LIF_INPUT_BEFORE_LEAK:
        return leaked(b, fitted(b, x + drive));
    case LIF_INPUT_POTENTIAL:
    default:
        return fitted(b, x + b->leak * (drive - x));
    }
}

double lif_declared_bound_update(const lif_declared_bound *b, double bound, double x,
                                 double current_a, int32_t drive_fx)
{
    const lif_declared *d = b->declared;
    const double drive = b->gain * current_a, half = 0.5 * b->drive_step;
    const double missed = fabs((double)drive_fx * b->drive_step - drive);
    const double most = half + b->gain_slip * (fabs((double)drive_fx) + 0.5);
    const double du = (missed < most ? missed : most) + b->gain_rounding;
    const double eps = b->constant + b->eps * (fabs(x) + fabs(drive) + bound);
    const double keep = 1.0 - b->word_leak;
    if (d->leak == LIF_LEAK_LINEAR) {
        return bound + du + b->slip + eps;
    }
    switch (d->input) {
    case LIF_INPUT_AFTER_LEAK:
        return keep * bound + b->slip * fabs(x) + du + b->rounding + eps;
    case LIF_INPUT_BEFORE_LEAK:
        return keep * (bound + du) + b->slip * fabs(fitted(b, x + drive)) + b->rounding + eps;
    case LIF_INPUT_POTENTIAL:
    default:
        return keep * bound + b->slip * fabs(drive - x) + b->word_leak * du + b->rounding + eps;
    }
}

double lif_declared_update_v(const lif_declared_bound *b, const lif_model *model, double scale_v,
                             double v, double current_a)
{
    const double x = (v - model->rest_v) / scale_v;
    return model->rest_v + scale_v * lif_declared_update(b, x, current_a);
}

double lif_declared_reset_v(const lif_declared_bound *b, const lif_model *model, double scale_v,
                            double v)
{
    const double x = (lif_model_reset(model, v) - model->rest_v) / scale_v;
    const double kept = fitted(b, x);
    return kept < x || kept > x ? model->rest_v + scale_v * kept : lif_model_reset(model, v);
}

bool lif_declared_step(const lif_declared_bound *b, const lif_model *model, lif_model_state *state,
                       double scale_v, double current_a, uint32_t hold)
{
    const bool old = b->declared->compare_old;
    if (state->hold > 0) {
        state->hold--;
        return false;
    }
    bool fires = old && lif_model_fires(model, state->v);
    if (!fires) {
        state->v = lif_declared_update_v(b, model, scale_v, state->v, current_a);
        fires = !old && lif_model_fires(model, state->v);
    }
    if (fires) {
        state->v = lif_declared_reset_v(b, model, scale_v, state->v);
        state->hold = hold;
    }
    return fires;
}
