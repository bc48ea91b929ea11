// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_fixed.h"

#include "lif_leak.h"

#include <math.h>
#include <string.h>

lif_status lif_format_validate(const lif_format *format, lif_error *error)
{
    const unsigned w = format->state_width, f = format->state_fraction, k = format->leak_fraction;
    if (w < 2 || w > 32) {
        return lif_fail(error, LIF_BAD_PARAMETER, "dut",
                        "a state of %u bits is not possible; give 2 to 32", w);
    }
    if (f >= w) {
        return lif_fail(error, LIF_BAD_PARAMETER, "dut",
                        "%u fraction bits do not fit a state of %u bits; give at most %u", f, w,
                        w - 1);
    }
    if (k < 1 || k > 63 - w) { /* w + k could wrap */
        return lif_fail(error, LIF_BAD_PARAMETER, "dut",
                        "a leak word of %u fraction bits is not possible; give 1 to %u, so that "
                        "the product fits 64 bits",
                        k, 63 - w);
    }
    return lif_leak_validate(format, error);
}

/* Turns a potential into a state word, and gives the word's error in units of S. */
static lif_status quantise_state(const lif_quantised *q, double value, const char *key,
                                 int64_t *word, double *word_error, lif_error *error)
{
    const double limit = ldexp(1.0, (int)q->format.state_width - 1);
    const double rounded = nearbyint(value / q->lsb);
    if (!(rounded >= -limit && rounded <= limit - 1.0)) {
        return lif_fail(error, LIF_OUT_OF_RANGE, key,
                        "%.6g times |threshold - reset| from rest is outside of what a state of %u "
                        "bits with %u fraction bits can hold (%.6g to %.6g); use a format with "
                        "more integer bits",
                        value, q->format.state_width, q->format.state_fraction, -limit * q->lsb,
                        (limit - 1.0) * q->lsb);
    }
    *word = (int64_t)rounded;
    *word_error = rounded * q->lsb - value;
    return LIF_OK;
}

static lif_status quantise_leak(const lif_params *params, lif_quantised *q, lif_error *error)
{
    const double ratio = params->dt_s / params->tau_s;
    const double leak = params->method == LIF_EULER ? ratio : -expm1(-ratio);
    const double rounded = lif_leak_nearest(&q->format, ldexp(leak, (int)q->format.leak_fraction));
    if (rounded < 1.0) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.time_constant",
                        "the leak of %.6g a step rounds to 0 with %u fraction bits; use a longer "
                        "step or a format with more leak bits",
                        leak, q->format.leak_fraction);
    }
    q->words.leak_fx = (int64_t)rounded;
    q->leak_error = ldexp(rounded, -(int)q->format.leak_fraction) - leak;
    return LIF_OK;
}

lif_status lif_quantise(const lif_params *params, const lif_format *format, lif_quantised *result,
                        lif_error *error)
{
    lif_quantised q = {.format = *format};
    const double rest = params->v_rest_v;
    const bool subtract = params->reset_mode == LIF_RESET_BY_SUBTRACTION;
    lif_status status;

    q.scale_v = lif_params_scale(params);
    q.zero_v = params->v_rest_v;
    q.lsb = ldexp(1.0, -(int)format->state_fraction);
    q.drive_fx_per_a = params->r_ohm / q.scale_v / q.lsb;
    q.words.initial_hold = params->initial_hold;
    q.words.compare_above = params->compare == LIF_ABOVE;
    q.words.reset_by_subtract = subtract;

    if (!lif_params_leaks(params)) {
        return lif_fail(
            error, LIF_BAD_PARAMETER, "neuron.time_constant",
            "the circuit leaks in every step, and \"none\" stands for no leak; give a time "
            "constant, such as %.9g s, or a circuit that is declared without a leak",
            params->dt_s * 50.0);
    }
    status = quantise_leak(params, &q, error);
    if (status == LIF_OK) {
        status = quantise_state(&q, (params->v_threshold_v - rest) / q.scale_v, "neuron.threshold",
                                &q.words.threshold_fx, &q.threshold_error, error);
    }
    if (status == LIF_OK) {
        const double reset = subtract ? 1.0 : (params->v_reset_v - rest) / q.scale_v;
        status =
            quantise_state(&q, reset, "neuron.reset", &q.words.reset_fx, &q.reset_error, error);
    }
    if (status == LIF_OK) {
        status = quantise_state(&q, (params->v_initial_v - rest) / q.scale_v, "neuron.initial",
                                &q.words.initial_fx, &q.initial_error, error);
    }
    if (status == LIF_OK && subtract) {
        /* theta - amount is the lowest membrane that a subtraction can leave. It is taken from the
         * words, as the real reset may round to another one (a tie without fraction bits). */
        const int64_t lowest = q.words.threshold_fx - q.words.reset_fx;
        int64_t same;
        double unused;
        status = quantise_state(&q, (double)lowest * q.lsb, "neuron.reset", &same, &unused, error);
    }
    if (status == LIF_OK) {
        *result = q;
    }
    return status;
}

/* Adding 1.5 * 2^52 to a double below 2^51 in size rounds it to the nearest integer, and leaves
 * that in the low bits. */
#define ROUNDING 6755399441055744.0

static int64_t bits_of(double value)
{
    int64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/* Rounds without limits, in integers to be vectorised: the bits of positive doubles are in the
 * order of their values, and those of any other double and of NaN are far from them. Returns
 * whether all words are in [low, high]; otherwise those outside are wrong. */
static bool quantise_inside(double factor, double low, double high,
                            const double *restrict current_a, size_t n, int32_t *restrict drive_fx)
{
    const uint64_t least = (uint64_t)bits_of(low + ROUNDING);
    const uint64_t range = (uint64_t)bits_of(high + ROUNDING) - least;
    uint64_t outside = 0;
    for (size_t i = 0; i < n; i++) {
        const uint64_t bits = (uint64_t)bits_of(current_a[i] * factor + ROUNDING);
        drive_fx[i] = (int32_t)(uint32_t)bits;
        outside |= (bits - least) | (range - (bits - least));
    }
    return outside >> 63 == 0;
}

/* Gives the smallest and the largest drive word. */
static void drive_limits(const lif_quantised *q, double *low, double *high)
{
    *low = -ldexp(1.0, (int)q->format.state_width - 1);
    *high = -*low - 1.0;
}

size_t lif_quantise_drives(const lif_quantised *q, const double *current_a, size_t n,
                           int32_t *drive_fx)
{
    const double factor = q->drive_fx_per_a;
    double low, high;
    size_t clipped = 0;
    drive_limits(q, &low, &high);
    if (quantise_inside(factor, low, high, current_a, n, drive_fx)) {
        return 0;
    }
    for (size_t i = 0; i < n; i++) {
        double word = current_a[i] * factor;
        word = word < low - 1.0 ? low - 1.0 : word;
        word = word < high + 1.0 ? word : high + 1.0; /* NaN ends here */
        word = (word + ROUNDING) - ROUNDING;
        clipped += word < low || word > high;
        word = word < low ? low : word;
        word = word > high ? high : word;
        drive_fx[i] = (int32_t)word;
    }
    return clipped;
}

void lif_quantise_current_range(const lif_quantised *q, double *low_a, double *high_a)
{
    double low, high;
    drive_limits(q, &low, &high);
    *low_a = (low - 0.5) / q->drive_fx_per_a;
    *high_a = (high + 0.5) / q->drive_fx_per_a;
}

double lif_membrane_v(const lif_quantised *q, int64_t state_fx)
{
    return q->zero_v + (double)state_fx * (q->lsb * q->scale_v);
}
