// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Random valid stimuli of every kind are drawn here, for the properties that all kinds share. */
#ifndef TEST_STIMULI_H
#define TEST_STIMULI_H

#include "statistics.h"
#include "lif_stimulus.h"

enum { KINDS = LIF_STIMULUS_FILE + 1, MOST_STEPS = 3000, MOST_EVENTS = 200 };

typedef struct test_case {
    lif_stimulus stimulus;
    double dt_s;
    lif_sample sample;
    uint64_t steps;
    double times_s[MOST_EVENTS];
    double values_a[MOST_STEPS];
    uint64_t from[MOST_STEPS];
} test_case;

static inline double between(lif_random *random, double low, double high)
{
    return low + (high - low) * lif_random_uniform(random);
}

/* Draws a current of either sign, 1 pA to 1 uA. */
static inline double any_current(lif_random *random)
{
    const double size_a = pow(10.0, between(random, -12.0, -6.0));
    return lif_random_below(random, 2) ? size_a : -size_a;
}

/* Draws a time that is a whole number of steps half of the time. */
static inline double any_time(lif_random *random, double dt_s, double low, double high)
{
    const double steps = between(random, low, high);
    return (lif_random_below(random, 2) ? floor(steps) : steps) * dt_s;
}

static inline int compare_times(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static inline void fill_lists(test_case *c, lif_random *random)
{
    lif_stimulus *s = &c->stimulus;
    if (s->kind == LIF_STIMULUS_EVENTS) {
        s->u.events.times_s = c->times_s;
        s->u.events.count = (size_t)lif_random_below(random, MOST_EVENTS + 1);
        for (size_t i = 0; i < s->u.events.count; i++)
            c->times_s[i] = any_time(random, c->dt_s, 0.0, 1.2 * (double)c->steps);
        qsort(c->times_s, s->u.events.count, sizeof *c->times_s, compare_times);
    } else if (s->kind == LIF_STIMULUS_FILE) {
        s->u.file.values_a = c->values_a;
        s->u.file.count = (size_t)c->steps;
        for (size_t i = 0; i < c->steps; i++)
            c->values_a[i] = any_current(random);
        if (lif_random_below(random, 2)) { /* held values, some after the run */
            s->u.file.from = c->from;
            s->u.file.count = 1 + (size_t)lif_random_below(random, c->steps);
            c->from[0] = lif_random_below(random, 5) * lif_random_below(random, 100);
            for (size_t i = 1; i < s->u.file.count; i++)
                c->from[i] = c->from[i - 1] + 1 + lif_random_below(random, 3);
        }
    }
}

/* Draws limits that cut any of what a stimulus gives, or nothing of it. */
static inline void draw_limits(lif_limits *limits, lif_random *random)
{
    const double a = any_current(random), b = any_current(random);
    *limits = (lif_limits){.has_least = lif_random_below(random, 2),
                           .has_most = lif_random_below(random, 2),
                           .least_a = fmin(a, b),
                           .most_a = fmax(a, b)};
}

static inline void fill_values(lif_stimulus *s, lif_random *random, double dt_s, double steps)
{
    const double rate_hz = pow(10.0, between(random, -4.0, 0.0)) / dt_s;
    const double tau_s = pow(10.0, between(random, -1.0, 4.0)) * dt_s;
    switch (s->kind) {
    case LIF_STIMULUS_CONSTANT:
        s->u.constant.amplitude_a = any_current(random);
        break;
    case LIF_STIMULUS_STEP:
        s->u.step.amplitude_a = any_current(random);
        s->u.step.grid_s = lif_random_below(random, 2) ? 0.0 : any_time(random, dt_s, 1.0, 50.0);
        break;
    case LIF_STIMULUS_SINE:
        s->u.sine.amplitude_a = any_current(random);
        s->u.sine.frequency_hz = 0.1 * rate_hz;
        s->u.sine.offset_a = any_current(random);
        s->u.sine.phase_rad = between(random, -7.0, 7.0);
        break;
    case LIF_STIMULUS_TRIANGLE:
        s->u.triangle.peak_a = any_current(random);
        s->u.triangle.samples = 1 + lif_random_below(random, (uint64_t)(1.5 * steps));
        break;
    case LIF_STIMULUS_DECAY:
        s->u.decay.peak_a = any_current(random);
        s->u.decay.tau_s = tau_s;
        break;
    case LIF_STIMULUS_RAMP:
        s->u.ramp.from_a = any_current(random);
        s->u.ramp.to_a = any_current(random);
        break;
    case LIF_STIMULUS_CHIRP:
        s->u.chirp.amplitude_a = any_current(random);
        s->u.chirp.from_hz = 0.1 * rate_hz;
        s->u.chirp.to_hz = 0.1 * pow(10.0, between(random, -4.0, 0.0)) / dt_s;
        s->u.chirp.offset_a = any_current(random);
        break;
    case LIF_STIMULUS_PULSES:
        s->u.pulses.amplitude_a = any_current(random);
        s->u.pulses.period_s = any_time(random, dt_s, 1.0, 0.3 * steps + 1.0);
        s->u.pulses.width_s = s->u.pulses.period_s * (1.0 - lif_random_uniform(random));
        s->u.pulses.count = lif_random_below(random, 20);
        break;
    case LIF_STIMULUS_NOISE:
        s->u.noise.mean_a = any_current(random);
        s->u.noise.deviation_a = fabs(any_current(random));
        s->u.noise.correlation_s = tau_s;
        s->u.noise.seed = lif_random_bits(random);
        break;
    case LIF_STIMULUS_POISSON:
        s->u.poisson.rate_hz = 50.0 * rate_hz;
        s->u.poisson.amplitude_a = any_current(random);
        s->u.poisson.decay_s = tau_s;
        s->u.poisson.seed = lif_random_bits(random);
        break;
    case LIF_STIMULUS_EVENTS:
        s->u.events.amplitude_a = any_current(random);
        s->u.events.decay_s = tau_s;
        break;
    case LIF_STIMULUS_FILE:
        break;
    }
}

/* Draws a valid case of this kind; *c must stay where it is, its stimulus points into it. */
static inline void draw_case(test_case *c, lif_random *random, lif_stimulus_kind kind)
{
    c->dt_s = pow(10.0, between(random, -5.0, -3.0));
    c->sample = lif_random_below(random, 2) ? LIF_SAMPLE_END : LIF_SAMPLE_START;
    c->steps = 1 + lif_random_below(random, MOST_STEPS);
    const double steps = (double)c->steps;
    c->stimulus = (lif_stimulus){.kind = kind, .stop_s = (double)INFINITY};
    if (lif_random_below(random, 2))
        c->stimulus.start_s = any_time(random, c->dt_s, 0.0, 0.9 * steps);
    if (lif_random_below(random, 2))
        c->stimulus.stop_s =
            c->stimulus.start_s + any_time(random, c->dt_s, 1.0, 1.0 + 1.2 * steps);
    if (lif_stimulus_has_mean(kind) && lif_random_below(random, 2))
        c->stimulus.current = LIF_CURRENT_MEAN;
    fill_values(&c->stimulus, random, c->dt_s, steps);
    fill_lists(c, random);
    lif_error error = {0};
    if (lif_stimulus_validate(&c->stimulus, c->dt_s, c->steps, &error) != LIF_OK)
        fail_msg("kind %d: %s: %s", (int)kind, error.key, error.message);
}

/* Puts the currents of steps 0..steps-1 into current_a[steps], in one block. */
static inline void run_stimulus(const lif_stimulus *stimulus, double dt_s, lif_sample sample,
                                uint64_t steps, double *current_a)
{
    lif_stimulus_state state;
    lif_stimulus_start(&state, stimulus, dt_s, sample, steps);
    for (size_t i = 0; i < steps; i++)
        current_a[i] = 0.0;
    lif_stimulus_add(&state, (size_t)steps, current_a);
}

#endif
