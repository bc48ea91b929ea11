// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "lif_stimulus.h"

#include <math.h>

/* This is beyond any physics, and keeps products and sums of two currents finite. */
static const double current_limit_a = 1e100;

static lif_status check_current(lif_error *error, const char *key, double value_a)
{
    if (fabs(value_a) <= current_limit_a)
        return LIF_OK;
    return lif_fail(error, LIF_BAD_PARAMETER, key,
                    "%s is %g A, it must be a finite current of at most 1e100 A", key, value_a);
}

static lif_status check_finite(lif_error *error, const char *key, double value)
{
    if (isfinite(value))
        return LIF_OK;
    return lif_fail(error, LIF_BAD_PARAMETER, key, "%s is %g, it must be finite", key, value);
}

static lif_status check_not_negative(lif_error *error, const char *key, double value)
{
    if (isfinite(value) && value >= 0.0)
        return LIF_OK;
    return lif_fail(error, LIF_BAD_PARAMETER, key, "%s is %g, it must be finite and not negative",
                    key, value);
}

static lif_status check_positive(lif_error *error, const char *key, double value)
{
    if (isfinite(value) && value > 0.0)
        return LIF_OK;
    return lif_fail(error, LIF_BAD_PARAMETER, key, "%s is %g, it must be finite and above 0", key,
                    value);
}

/* Checks start and stop, for every kind. */
static lif_status check_window(const lif_stimulus *s, lif_error *error)
{
    const lif_status status = check_not_negative(error, "start", s->start_s);
    if (status != LIF_OK)
        return status;
    if (s->start_s < s->stop_s)
        return LIF_OK;
    return lif_fail(error, LIF_BAD_PARAMETER, "stop",
                    "stop is %g s, it must be after the start at %g s", s->stop_s, s->start_s);
}

/* A ramp or chirp without a stop lasts to the end of the run, and so must begin before it. */
static lif_status check_window_length(const lif_stimulus *s, double dt_s, uint64_t steps,
                                      lif_error *error)
{
    const double end_s = (double)steps * dt_s;
    if (isfinite(s->stop_s) || s->start_s < end_s)
        return LIF_OK;
    return lif_fail(error, LIF_BAD_PARAMETER, "start",
                    "start is %g s, without a stop it must be before the end of the run at %g s",
                    s->start_s, end_s);
}

static lif_status check_sine(const lif_stimulus *s, lif_error *error)
{
    lif_status status = check_current(error, "amplitude", s->u.sine.amplitude_a);
    if (status == LIF_OK)
        status = check_not_negative(error, "frequency", s->u.sine.frequency_hz);
    if (status == LIF_OK)
        status = check_current(error, "offset", s->u.sine.offset_a);
    return status != LIF_OK ? status : check_finite(error, "phase", s->u.sine.phase_rad);
}

static lif_status check_triangle(const lif_stimulus *s, lif_error *error)
{
    if (s->u.triangle.samples < 1)
        return lif_fail(error, LIF_BAD_PARAMETER, "samples", "samples is 0, it must be at least 1");
    return check_current(error, "peak", s->u.triangle.peak_a);
}

static lif_status check_decay(const lif_stimulus *s, lif_error *error)
{
    const lif_status status = check_current(error, "peak", s->u.decay.peak_a);
    return status != LIF_OK ? status : check_positive(error, "time_constant", s->u.decay.tau_s);
}

static lif_status check_ramp(const lif_stimulus *s, double dt_s, uint64_t steps, lif_error *error)
{
    lif_status status = check_window_length(s, dt_s, steps, error);
    if (status == LIF_OK)
        status = check_current(error, "from", s->u.ramp.from_a);
    return status != LIF_OK ? status : check_current(error, "to", s->u.ramp.to_a);
}

static lif_status check_chirp(const lif_stimulus *s, double dt_s, uint64_t steps, lif_error *error)
{
    lif_status status = check_window_length(s, dt_s, steps, error);
    if (status == LIF_OK)
        status = check_current(error, "amplitude", s->u.chirp.amplitude_a);
    if (status == LIF_OK)
        status = check_not_negative(error, "from", s->u.chirp.from_hz);
    if (status == LIF_OK)
        status = check_not_negative(error, "to", s->u.chirp.to_hz);
    return status != LIF_OK ? status : check_current(error, "offset", s->u.chirp.offset_a);
}

static lif_status check_pulses(const lif_stimulus *s, double dt_s, lif_error *error)
{
    lif_status status = check_current(error, "amplitude", s->u.pulses.amplitude_a);
    if (status == LIF_OK)
        status = check_positive(error, "period", s->u.pulses.period_s);
    if (status == LIF_OK)
        status = check_positive(error, "width", s->u.pulses.width_s);
    if (status != LIF_OK)
        return status;
    if (s->u.pulses.period_s < dt_s * (1.0 - 1e-6))
        return lif_fail(error, LIF_BAD_PARAMETER, "period",
                        "period is %g s, it must be at least the step of %g s",
                        s->u.pulses.period_s, dt_s);
    if (s->u.pulses.width_s > s->u.pulses.period_s)
        return lif_fail(error, LIF_BAD_PARAMETER, "width",
                        "width is %g s, it must be at most the period of %g s", s->u.pulses.width_s,
                        s->u.pulses.period_s);
    return LIF_OK;
}

static lif_status check_noise(const lif_stimulus *s, lif_error *error)
{
    lif_status status = check_current(error, "mean", s->u.noise.mean_a);
    if (status == LIF_OK)
        status = check_not_negative(error, "deviation", s->u.noise.deviation_a);
    if (status == LIF_OK)
        status = check_current(error, "deviation", s->u.noise.deviation_a);
    return status != LIF_OK ? status
                            : check_positive(error, "correlation_time", s->u.noise.correlation_s);
}

static lif_status check_poisson(const lif_stimulus *s, double dt_s, lif_error *error)
{
    lif_status status = check_not_negative(error, "rate", s->u.poisson.rate_hz);
    if (status == LIF_OK && !(s->u.poisson.rate_hz * dt_s < 1e9))
        status = lif_fail(error, LIF_BAD_PARAMETER, "rate",
                          "rate is %g Hz, it must give fewer than 1e9 events in a step of %g s",
                          s->u.poisson.rate_hz, dt_s);
    if (status == LIF_OK)
        status = check_current(error, "amplitude", s->u.poisson.amplitude_a);
    return status != LIF_OK ? status : check_positive(error, "decay", s->u.poisson.decay_s);
}

static lif_status check_events(const lif_stimulus *s, lif_error *error)
{
    const double *times_s = s->u.events.times_s;
    for (size_t i = 0; i < s->u.events.count; i++) {
        const lif_status status = check_not_negative(error, "times", times_s[i]);
        if (status != LIF_OK)
            return status;
        if (i > 0 && times_s[i] < times_s[i - 1])
            return lif_fail(error, LIF_BAD_PARAMETER, "times",
                            "time %zu is %g s, it must not be before the one before it, %g s",
                            i + 1, times_s[i], times_s[i - 1]);
    }
    const lif_status status = check_current(error, "amplitude", s->u.events.amplitude_a);
    return status != LIF_OK ? status : check_positive(error, "decay", s->u.events.decay_s);
}

static lif_status check_file(const lif_stimulus *s, uint64_t steps, lif_error *error)
{
    const uint64_t *from = s->u.file.from;
    if (from != NULL && s->u.file.count == 0)
        return lif_fail(error, LIF_BAD_PARAMETER, "path", "the file has no value");
    for (size_t i = 1; from != NULL && i < s->u.file.count; i++)
        if (from[i] <= from[i - 1])
            return lif_fail(error, LIF_BAD_PARAMETER, "path",
                            "value %zu begins at step %llu, it must begin after the one before it",
                            i + 1, (unsigned long long)from[i]);
    if (from == NULL && s->u.file.count != steps)
        return lif_fail(error, LIF_BAD_PARAMETER, "path",
                        "the file has %zu rows, it must have as many as the run has steps, %llu",
                        s->u.file.count, (unsigned long long)steps);
    for (size_t i = 0; i < s->u.file.count; i++)
        if (!(fabs(s->u.file.values_a[i]) <= current_limit_a))
            return lif_fail(error, LIF_BAD_PARAMETER, "path",
                            "row %zu is %g A, it must be a finite current of at most 1e100 A",
                            i + 1, s->u.file.values_a[i]);
    return LIF_OK;
}

bool lif_stimulus_has_mean(lif_stimulus_kind kind)
{
    return kind != LIF_STIMULUS_NOISE && kind != LIF_STIMULUS_CHIRP && kind != LIF_STIMULUS_FILE;
}

/* Checks the mean over a step, for every kind; the message says what to do without it. */
static lif_status check_mean(const lif_stimulus *s, lif_error *error)
{
    const char *remedy = "choose a step that is short against the periods";
    if (s->current == LIF_CURRENT_SAMPLE || lif_stimulus_has_mean(s->kind))
        return LIF_OK;
    if (s->kind == LIF_STIMULUS_FILE)
        remedy = "put the mean of each step into the file";
    else if (s->kind == LIF_STIMULUS_NOISE)
        remedy = "choose a step that is short against the correlation time";
    return lif_fail(error, LIF_BAD_PARAMETER, "current",
                    "%s has no mean over a step in closed form; write \"current: sample\" and %s",
                    s->kind == LIF_STIMULUS_FILE    ? "a file of values"
                    : s->kind == LIF_STIMULUS_NOISE ? "noise"
                                                    : "a chirp",
                    remedy);
}

lif_status lif_limits_validate(const lif_limits *limits, lif_error *error)
{
    lif_status status = LIF_OK;
    if (limits->has_least)
        status = check_current(error, "least", limits->least_a);
    if (status == LIF_OK && limits->has_most)
        status = check_current(error, "most", limits->most_a);
    if (status != LIF_OK || !limits->has_least || !limits->has_most ||
        limits->least_a <= limits->most_a)
        return status;
    return lif_fail(error, LIF_BAD_PARAMETER, "least",
                    "least is %g A, it must not be above most, %g A", limits->least_a,
                    limits->most_a);
}

lif_status lif_stimulus_validate(const lif_stimulus *s, double dt_s, uint64_t steps,
                                 lif_error *error)
{
    lif_status status = check_window(s, error);
    if (status == LIF_OK)
        status = check_mean(s, error);
    if (status == LIF_OK)
        status = lif_limits_validate(&s->limits, error);
    if (status != LIF_OK)
        return status;
    switch (s->kind) {
    case LIF_STIMULUS_CONSTANT:
        return check_current(error, "amplitude", s->u.constant.amplitude_a);
    case LIF_STIMULUS_STEP: {
        const lif_status amplitude = check_current(error, "amplitude", s->u.step.amplitude_a);
        return amplitude != LIF_OK ? amplitude
                                   : check_not_negative(error, "grid", s->u.step.grid_s);
    }
    case LIF_STIMULUS_SINE:
        return check_sine(s, error);
    case LIF_STIMULUS_TRIANGLE:
        return check_triangle(s, error);
    case LIF_STIMULUS_DECAY:
        return check_decay(s, error);
    case LIF_STIMULUS_RAMP:
        return check_ramp(s, dt_s, steps, error);
    case LIF_STIMULUS_CHIRP:
        return check_chirp(s, dt_s, steps, error);
    case LIF_STIMULUS_PULSES:
        return check_pulses(s, dt_s, error);
    case LIF_STIMULUS_NOISE:
        return check_noise(s, error);
    case LIF_STIMULUS_POISSON:
        return check_poisson(s, dt_s, error);
    case LIF_STIMULUS_EVENTS:
        return check_events(s, error);
    case LIF_STIMULUS_FILE:
        return check_file(s, steps, error);
    }
    return lif_fail(error, LIF_BAD_PARAMETER, "", "stimulus kind %d is not known", (int)s->kind);
}
