// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* lif_stimulus*.c share this one way from times to steps and from steps to values, so that the
 * stream and its range cannot disagree. Nothing else includes it. */
#ifndef LIF_STIMULUS_VALUE_H
#define LIF_STIMULUS_VALUE_H

#include "lif_elementary.h"
#include "lif_stimulus.h"

#include <float.h>
#include <math.h>

/* This is how much a time may miss an instant and still count as it, in steps of `quotient` =
 * time/step: the documented 1e-6, or the rounding of the quotient where that is larger (beyond 10^9
 * steps). */
static inline double lif_step_slack(double quotient, double slack)
{
    return fmax(slack, 4.0 * DBL_EPSILON * fabs(quotient));
}

/* Returns the smallest n >= 0 with n*unit >= time, with that slack (in units); UINT64_MAX where
 * there is none. */
static inline uint64_t lif_steps_until(double time_s, double unit_s, double slack)
{
    const double quotient = time_s / unit_s;
    if (!(quotient < 0x1p62)) /* an infinite stop, too */
        return UINT64_MAX;
    const double n = ceil(quotient - lif_step_slack(quotient, slack));
    return n > 0.0 ? (uint64_t)n : 0;
}

/* Returns the first step whose instant is not before time_s. UINT64_MAX: never. */
static inline uint64_t lif_step_at(double time_s, double dt_s, lif_sample sample)
{
    const uint64_t n = lif_steps_until(time_s, dt_s, 1e-6);
    return sample == LIF_SAMPLE_END && n > 0 && n < UINT64_MAX ? n - 1 : n;
}

/* Returns the step that contains an event at time_s >= 0. UINT64_MAX: beyond every run. */
static inline uint64_t lif_step_of_event(double time_s, double dt_s)
{
    const double quotient = time_s / dt_s;
    if (!(quotient < 0x1p62))
        return UINT64_MAX;
    return (uint64_t)floor(quotient + lif_step_slack(quotient, 1e-6));
}

/* Finds the step that contains time_s >= 0 and how much of it is before, 0 <= part < 1. */
static inline uint64_t lif_step_and_part(double time_s, double dt_s, double *part)
{
    const uint64_t n = lif_step_of_event(time_s, dt_s);
    /* one rounding, however late the time is */
    const double before = n == UINT64_MAX ? 0.0 : fma(-(double)n, dt_s, time_s) / dt_s;
    *part = before > lif_step_slack(time_s / dt_s, 1e-6) ? before : 0.0;
    return n;
}

/* Returns t - start of step n; never negative, although start may be up to 1e-6 step after t. */
static inline double lif_time_since_start(const lif_stimulus_state *state, uint64_t n)
{
    const double instant = (double)(n + (state->sample == LIF_SAMPLE_END)) * state->dt_s;
    return fmax(0.0, instant - state->stimulus->start_s);
}

static inline double lif_sine_phase(const lif_stimulus *s, double time_s)
{
    const double two_pi = 0x1.921fb54442d18p+2;
    return two_pi * s->u.sine.frequency_hz * time_s + s->u.sine.phase_rad;
}

static inline double lif_chirp_phase(const lif_stimulus *s, double window_s, double time_s)
{
    const double two_pi = 0x1.921fb54442d18p+2;
    const double slope = (s->u.chirp.to_hz - s->u.chirp.from_hz) / (2.0 * window_s);
    return two_pi * (time_s * (s->u.chirp.from_hz + slope * time_s));
}

static inline double lif_ramp_value(const lif_stimulus *s, double window_s, double time_s)
{
    return s->u.ramp.from_a + (s->u.ramp.to_a - s->u.ramp.from_a) * (time_s / window_s);
}

static inline double lif_decay_value(const lif_stimulus *s, double time_s)
{
    return s->u.decay.peak_a * exp(-(time_s / s->u.decay.tau_s));
}

/* Returns sample m of the window; 0 after the last. */
static inline double lif_triangle_value(const lif_stimulus *s, uint64_t m)
{
    const uint64_t samples = s->u.triangle.samples;
    if (m >= samples)
        return 0.0;
    const double rising = (double)(m < samples - m ? m : samples - 1 - m);
    const double height = samples % 2 == 0 ? (2.0 * rising + 1.0) / (double)samples
                                           : 2.0 * (rising + 1.0) / ((double)samples + 1.0);
    return s->u.triangle.peak_a * height;
}

/* Finds the first step of pulse k, and the first step after it. */
static inline uint64_t lif_pulse_start(const lif_stimulus *s, double dt_s, lif_sample sample,
                                       uint64_t k)
{
    return lif_step_at(s->start_s + (double)k * s->u.pulses.period_s, dt_s, sample);
}

static inline uint64_t lif_pulse_stop(const lif_stimulus *s, double dt_s, lif_sample sample,
                                      uint64_t k)
{
    const double start_s = s->start_s + (double)k * s->u.pulses.period_s;
    return lif_step_at(start_s + s->u.pulses.width_s, dt_s, sample);
}

/* A decayed current below this counts as 0: subnormal numbers are slow and mean nothing. */
static inline double lif_filtered(double level_a) { return fabs(level_a) < 1e-290 ? 0.0 : level_a; }

/* ---- means ---- */

/* Tells how far the window reaches into step n. */
static inline double lif_part_to(const lif_stimulus_state *state, uint64_t n)
{
    return n + 1 == state->last ? state->last_part : 1.0;
}

/* Returns the integral of exp(-t*decay) over `part` >= 0 of a step. */
static inline double lif_decay_share(double part, double decay)
{
    const double x = part > 0.0 ? part * decay : 0.0; /* decay may be infinite */
    return x > 0.0 ? part * (lif_one_minus_exp(x) / x) : part;
}

/* Returns the factor by which a sine of this frequency is less in its mean over `part` of a step.
 */
static inline double lif_sine_share(const lif_stimulus *s, double dt_s, double part)
{
    const double pi = 0x1.921fb54442d18p+1;
    const double half = pi * s->u.sine.frequency_hz * (part * dt_s);
    return half > 0.0 ? sin(half) / half : 1.0;
}

/* Returns the mean of the active step n of a kind without memory: all that have a mean but poisson
 * and events. A step that the window cuts has its part only. */
double lif_stimulus_mean_at(const lif_stimulus_state *state, uint64_t n);

/* Adds the means of the active steps n..n+count-1, of any kind that has them. */
void lif_stimulus_add_mean(lif_stimulus_state *state, uint64_t n, size_t count, double *current_a);

#endif
