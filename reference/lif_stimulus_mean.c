// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Computes means over a step. Everything is counted in steps from the start of the window, as a
 * whole number of steps less the part that the window cuts off the first: no two late times are
 * subtracted. */
#include "lif_stimulus.h"

#include "lif_stimulus_value.h"

/* Returns the part of a step that is inside the window. */
typedef struct piece {
    double since;  /* steps from the start of the window to the piece */
    double length; /* in steps, 0 to 1 */
} piece;

static piece piece_of(const lif_stimulus_state *state, uint64_t n)
{
    const double before = n == state->first ? state->first_part : 0.0;
    return (piece){.since =
                       n == state->first ? 0.0 : (double)(n - state->first) - state->first_part,
                   .length = lif_part_to(state, n) - before};
}

/* Integrates the straight line from a to b [steps] of a triangle whose samples are in the middle of
 * their steps: its length times its height there. */
static double triangle_line(const lif_stimulus *s, double a, double b)
{
    const double samples = (double)s->u.triangle.samples;
    const double odd = s->u.triangle.samples % 2 == 0 ? 0.0 : 1.0;
    const double middle = a + (b - a) / 2.0;
    return b > a ? (b - a) * ((2.0 * fmin(middle, samples - middle) + odd) / (samples + odd)) : 0.0;
}

static double triangle_mean(const lif_stimulus *s, piece p)
{
    const double samples = (double)s->u.triangle.samples;
    const double tip = samples / 2.0;
    const double end = fmin(p.since + p.length, samples);
    return s->u.triangle.peak_a *
           (triangle_line(s, p.since, fmin(end, tip)) + triangle_line(s, fmax(p.since, tip), end));
}

/* Tells how many steps after the beginning of `p` pulse k begins: k periods are taken to twice the
 * precision of a double, since the difference is small. */
static double pulse_after(const lif_stimulus *s, double dt_s, uint64_t k, double since)
{
    const double period = s->u.pulses.period_s / dt_s;
    const double rest = fma(-period, dt_s, s->u.pulses.period_s) / dt_s;
    const double at = (double)k * period;
    return (at - since) + (fma((double)k, period, -at) + (double)k * rest);
}

/* An edge this close to an instant counts as that instant, as it does in the samples. */
static double snapped(double after, double since)
{
    const double near = nearbyint(after);
    return fabs(after - near) <= lif_step_slack(since, 1e-6) ? near : after;
}

/* Returns the part of the piece that is inside pulses. */
static double pulses_share(const lif_stimulus_state *state, uint64_t n)
{
    const lif_stimulus *s = state->stimulus;
    const piece p = piece_of(state, n);
    /* Edges are snapped to the instants of the run, from which the piece may be off. */
    const double cut = n == state->first ? state->first_part : 0.0;
    const double width = s->u.pulses.width_s / state->dt_s;
    uint64_t k = (uint64_t)(p.since * state->dt_s / s->u.pulses.period_s);
    double share = 0.0;
    for (k -= k > 0; s->u.pulses.count == 0 || k < s->u.pulses.count; k++) {
        const double after = pulse_after(s, state->dt_s, k, p.since) + cut;
        const double from = fmax(snapped(after, p.since), cut);
        if (from >= cut + p.length)
            break;
        const double to = fmin(snapped(after + width, p.since), cut + p.length);
        share += fmax(0.0, to - from);
    }
    return fmin(share, p.length);
}

double lif_stimulus_mean_at(const lif_stimulus_state *state, uint64_t n)
{
    const lif_stimulus *s = state->stimulus;
    const piece p = piece_of(state, n);
    const double since_s = p.since * state->dt_s;
    const double middle_s = (p.since + p.length / 2.0) * state->dt_s;
    switch (s->kind) {
    case LIF_STIMULUS_CONSTANT:
        return s->u.constant.amplitude_a * p.length;
    case LIF_STIMULUS_STEP:
        return s->u.step.amplitude_a * p.length;
    case LIF_STIMULUS_SINE: {
        const double amplitude_a = s->u.sine.amplitude_a * lif_sine_share(s, state->dt_s, p.length);
        return (s->u.sine.offset_a + amplitude_a * sin(lif_sine_phase(s, middle_s))) * p.length;
    }
    case LIF_STIMULUS_TRIANGLE:
        return triangle_mean(s, p);
    case LIF_STIMULUS_DECAY:
        return lif_decay_value(s, since_s) *
               lif_decay_share(p.length, state->dt_s / s->u.decay.tau_s);
    case LIF_STIMULUS_RAMP:
        return lif_ramp_value(s, state->window_s, middle_s) * p.length;
    case LIF_STIMULUS_PULSES:
    case LIF_STIMULUS_CHIRP: /* these have no mean, or one with a memory, and are not asked for */
    case LIF_STIMULUS_NOISE:
    case LIF_STIMULUS_POISSON:
    case LIF_STIMULUS_EVENTS:
    case LIF_STIMULUS_FILE:
        break;
    }
    return s->u.pulses.amplitude_a * pulses_share(state, n);
}

/* The level is the current at the beginning of the step, before its events. */

static void add_poisson(lif_stimulus_state *state, uint64_t n, size_t count, double *current_a)
{
    const double amplitude_a = state->stimulus->u.poisson.amplitude_a;
    const double mean = state->stimulus->u.poisson.rate_hz * state->dt_s;
    for (size_t i = 0; i < count; i++) {
        const double from = n + i == state->first ? state->first_part : 0.0;
        const double to = lif_part_to(state, n + i);
        const double part = to - from;
        const double zero = part < 1.0 ? lif_random_poisson_zero(mean * part) : state->spread;
        const double new_a =
            amplitude_a * (double)lif_random_poisson_with(&state->random, mean * part, zero);
        current_a[i] += state->level_a * lif_decay_share(to, state->decay) +
                        new_a * lif_decay_share(part, state->decay);
        state->level_a = lif_filtered(state->level_a * state->keep +
                                      new_a * lif_exp_minus((1.0 - from) * state->decay));
    }
}

static void add_events(lif_stimulus_state *state, uint64_t n, size_t count, double *current_a)
{
    const lif_stimulus *s = state->stimulus;
    double part = 0.0;
    uint64_t due = UINT64_MAX; /* step of the next event */
    if (state->event < s->u.events.count)
        due = lif_step_and_part(s->u.events.times_s[state->event], state->dt_s, &part);
    for (size_t i = 0; i < count; i++) {
        const double to = lif_part_to(state, n + i);
        double mean_a = state->level_a * lif_decay_share(to, state->decay);
        double next_a = state->level_a * state->keep;
        while (due == n + i) {
            mean_a += s->u.events.amplitude_a * lif_decay_share(fmax(0.0, to - part), state->decay);
            next_a += s->u.events.amplitude_a * lif_exp_minus((1.0 - part) * state->decay);
            state->event++;
            due = UINT64_MAX;
            if (state->event < s->u.events.count)
                due = lif_step_and_part(s->u.events.times_s[state->event], state->dt_s, &part);
        }
        current_a[i] += mean_a;
        state->level_a = lif_filtered(next_a);
    }
}

void lif_stimulus_add_mean(lif_stimulus_state *state, uint64_t n, size_t count, double *current_a)
{
    if (state->stimulus->kind == LIF_STIMULUS_POISSON)
        add_poisson(state, n, count, current_a);
    else if (state->stimulus->kind == LIF_STIMULUS_EVENTS)
        add_events(state, n, count, current_a);
    else
        for (size_t i = 0; i < count; i++)
            current_a[i] += lif_stimulus_mean_at(state, n + i);
}
