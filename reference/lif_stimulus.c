// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "lif_stimulus.h"

#include "lif_elementary.h"
#include "lif_stimulus_value.h"

/* Finds the first step that a window reaches, and the first one after it. */
static void find_window(lif_stimulus_state *state)
{
    const lif_stimulus *s = state->stimulus;
    double start_s = s->start_s;
    double stop_s = s->stop_s;
    if (s->kind == LIF_STIMULUS_STEP && s->u.step.grid_s > 0.0) {
        /* A table on a coarser grid switches at its first point that is not before the edge. */
        const double grid_s = s->u.step.grid_s;
        const double slack = 1e-6 * state->dt_s / grid_s;
        start_s = (double)lif_steps_until(start_s, grid_s, slack) * grid_s;
        if (isfinite(stop_s))
            stop_s = (double)lif_steps_until(stop_s, grid_s, slack) * grid_s;
    }
    if (!state->mean) {
        state->first = lif_step_at(start_s, state->dt_s, state->sample);
        state->last = lif_step_at(stop_s, state->dt_s, state->sample);
        return;
    }
    state->first = lif_step_and_part(start_s, state->dt_s, &state->first_part);
    state->last = lif_step_and_part(stop_s, state->dt_s, &state->last_part);
    if (state->last_part > 0.0)
        state->last++;
    else
        state->last_part = 1.0;
}

/* Tells whether the next event comes before the window. */
static bool next_is_early(const lif_stimulus_state *state)
{
    const lif_stimulus *s = state->stimulus;
    double part;
    if (state->event == s->u.events.count)
        return false;
    const uint64_t n = lif_step_and_part(s->u.events.times_s[state->event], state->dt_s, &part);
    return n < state->first || (n == state->first && part < state->first_part);
}

void lif_stimulus_start(lif_stimulus_state *state, const lif_stimulus *stimulus, double dt_s,
                        lif_sample sample, uint64_t steps)
{
    *state = (lif_stimulus_state){.stimulus = stimulus, .dt_s = dt_s, .sample = sample};
    state->mean = stimulus->current == LIF_CURRENT_MEAN && lif_stimulus_has_mean(stimulus->kind);
    find_window(state);
    const double end_s = (double)steps * dt_s;
    state->window_s = (isfinite(stimulus->stop_s) ? stimulus->stop_s : end_s) - stimulus->start_s;

    if (stimulus->kind == LIF_STIMULUS_NOISE) {
        const double decay = dt_s / stimulus->u.noise.correlation_s;
        state->keep = lif_exp_minus(decay);
        state->spread = stimulus->u.noise.deviation_a * sqrt(lif_one_minus_exp(2.0 * decay));
        lif_random_seed(&state->random, stimulus->u.noise.seed);
        state->level_a = stimulus->u.noise.deviation_a * lif_random_normal(&state->random);
    } else if (stimulus->kind == LIF_STIMULUS_POISSON) {
        state->decay = dt_s / stimulus->u.poisson.decay_s;
        state->keep = lif_exp_minus(state->decay);
        state->spread = lif_random_poisson_zero(stimulus->u.poisson.rate_hz * dt_s);
        lif_random_seed(&state->random, stimulus->u.poisson.seed);
    } else if (stimulus->kind == LIF_STIMULUS_EVENTS) {
        state->decay = dt_s / stimulus->u.events.decay_s;
        state->keep = lif_exp_minus(state->decay);
        while (next_is_early(state))
            state->event++;
    }
}

/* Each add_* below takes active steps only: the first one's number, how many, and where to add. */

static void add_constant(double amplitude_a, size_t count, double *current_a)
{
    for (size_t i = 0; i < count; i++)
        current_a[i] += amplitude_a;
}

static void add_sine(const lif_stimulus_state *state, uint64_t n, size_t count, double *current_a)
{
    const lif_stimulus *s = state->stimulus;
    for (size_t i = 0; i < count; i++) {
        const double phase = lif_sine_phase(s, lif_time_since_start(state, n + i));
        current_a[i] += s->u.sine.offset_a + s->u.sine.amplitude_a * sin(phase);
    }
}

static void add_triangle(const lif_stimulus_state *state, uint64_t n, size_t count,
                         double *current_a)
{
    for (size_t i = 0; i < count; i++)
        current_a[i] += lif_triangle_value(state->stimulus, n + i - state->first);
}

static void add_decay(const lif_stimulus_state *state, uint64_t n, size_t count, double *current_a)
{
    for (size_t i = 0; i < count; i++)
        current_a[i] += lif_decay_value(state->stimulus, lif_time_since_start(state, n + i));
}

static void add_ramp(const lif_stimulus_state *state, uint64_t n, size_t count, double *current_a)
{
    for (size_t i = 0; i < count; i++)
        current_a[i] +=
            lif_ramp_value(state->stimulus, state->window_s, lif_time_since_start(state, n + i));
}

static void add_chirp(const lif_stimulus_state *state, uint64_t n, size_t count, double *current_a)
{
    const lif_stimulus *s = state->stimulus;
    for (size_t i = 0; i < count; i++) {
        const double phase =
            lif_chirp_phase(s, state->window_s, lif_time_since_start(state, n + i));
        current_a[i] += s->u.chirp.offset_a + s->u.chirp.amplitude_a * sin(phase);
    }
}

static void add_pulses(const lif_stimulus_state *state, uint64_t n, size_t count, double *current_a)
{
    const lif_stimulus *s = state->stimulus;
    const double dt_s = state->dt_s;
    const uint64_t end = n + count;
    /* The latest pulse that has begun by step n is estimated first, and then made exact. */
    uint64_t k = (uint64_t)(lif_time_since_start(state, n) / s->u.pulses.period_s);
    while (k > 0 && lif_pulse_start(s, dt_s, state->sample, k) > n)
        k--;
    while (lif_pulse_start(s, dt_s, state->sample, k + 1) <= n)
        k++;
    for (; s->u.pulses.count == 0 || k < s->u.pulses.count; k++) {
        uint64_t from = lif_pulse_start(s, dt_s, state->sample, k);
        uint64_t to = lif_pulse_stop(s, dt_s, state->sample, k);
        if (from >= end)
            break;
        if (from < n)
            from = n;
        if (to > end)
            to = end;
        if (from < to)
            add_constant(s->u.pulses.amplitude_a, (size_t)(to - from), current_a + (from - n));
    }
}

static void add_noise(lif_stimulus_state *state, size_t count, double *current_a)
{
    const double mean_a = state->stimulus->u.noise.mean_a;
    const double keep = state->keep, spread = state->spread;
    double level_a = state->level_a; /* of the next step already: start drew the first one */
    for (size_t i = 0; i < count; i++) {
        current_a[i] += mean_a + level_a;
        level_a = level_a * keep + spread * lif_random_normal(&state->random);
    }
    state->level_a = level_a;
}

static void add_poisson(lif_stimulus_state *state, size_t count, double *current_a)
{
    const double mean = state->stimulus->u.poisson.rate_hz * state->dt_s;
    const double amplitude_a = state->stimulus->u.poisson.amplitude_a;
    const double keep = state->keep, zero = state->spread;
    double level_a = state->level_a;
    for (size_t i = 0; i < count; i++) {
        const uint64_t events = lif_random_poisson_with(&state->random, mean, zero);
        level_a = lif_filtered(level_a * keep + amplitude_a * (double)events);
        current_a[i] += level_a;
    }
    state->level_a = level_a;
}

static void add_events(lif_stimulus_state *state, uint64_t n, size_t count, double *current_a)
{
    const lif_stimulus *s = state->stimulus;
    const double keep = state->keep;
    size_t event = state->event;
    uint64_t due = UINT64_MAX; /* step of the next event */
    if (event < s->u.events.count)
        due = lif_step_of_event(s->u.events.times_s[event], state->dt_s);
    double level_a = state->level_a;
    for (size_t i = 0; i < count; i++) {
        level_a *= keep;
        while (due == n + i) {
            level_a += s->u.events.amplitude_a;
            event++;
            due = UINT64_MAX;
            if (event < s->u.events.count)
                due = lif_step_of_event(s->u.events.times_s[event], state->dt_s);
        }
        level_a = lif_filtered(level_a);
        current_a[i] += level_a;
    }
    state->event = event;
    state->level_a = level_a;
}

static void add_held(lif_stimulus_state *state, uint64_t n, size_t count, double *current_a)
{
    const lif_stimulus *s = state->stimulus;
    const uint64_t *from = s->u.file.from;
    for (size_t i = 0; i < count; i++) {
        while (state->event + 1 < s->u.file.count && from[state->event + 1] <= n + i)
            state->event++;
        current_a[i] += from[state->event] <= n + i ? s->u.file.values_a[state->event] : 0.0;
    }
}

static void add_file(lif_stimulus_state *state, uint64_t n, size_t count, double *current_a)
{
    const double *values_a = state->stimulus->u.file.values_a;
    if (state->stimulus->u.file.from != NULL) {
        add_held(state, n, count, current_a);
        return;
    }
    for (size_t i = 0; i < count; i++)
        current_a[i] += values_a[n + i];
}

static void add_active(lif_stimulus_state *state, uint64_t n, size_t count, double *current_a)
{
    const lif_stimulus *s = state->stimulus;
    switch (s->kind) {
    case LIF_STIMULUS_CONSTANT:
        add_constant(s->u.constant.amplitude_a, count, current_a);
        break;
    case LIF_STIMULUS_STEP:
        add_constant(s->u.step.amplitude_a, count, current_a);
        break;
    case LIF_STIMULUS_SINE:
        add_sine(state, n, count, current_a);
        break;
    case LIF_STIMULUS_TRIANGLE:
        add_triangle(state, n, count, current_a);
        break;
    case LIF_STIMULUS_DECAY:
        add_decay(state, n, count, current_a);
        break;
    case LIF_STIMULUS_RAMP:
        add_ramp(state, n, count, current_a);
        break;
    case LIF_STIMULUS_CHIRP:
        add_chirp(state, n, count, current_a);
        break;
    case LIF_STIMULUS_PULSES:
        add_pulses(state, n, count, current_a);
        break;
    case LIF_STIMULUS_NOISE:
        add_noise(state, count, current_a);
        break;
    case LIF_STIMULUS_POISSON:
        add_poisson(state, count, current_a);
        break;
    case LIF_STIMULUS_EVENTS:
        add_events(state, n, count, current_a);
        break;
    case LIF_STIMULUS_FILE:
        add_file(state, n, count, current_a);
        break;
    }
}

static void add_current(lif_stimulus_state *state, uint64_t n, size_t count, double *current_a)
{
    if (state->mean)
        lif_stimulus_add_mean(state, n, count, current_a);
    else
        add_active(state, n, count, current_a);
}

/* Adds the steps n..n+count-1, which are all active. */
static void add_limited(lif_stimulus_state *state, uint64_t n, size_t count, double *current_a)
{
    enum { BLOCK = 256 };
    const lif_limits *limits = &state->stimulus->limits;
    double own_a[BLOCK];
    while (count > 0) {
        const size_t some = count < BLOCK ? count : BLOCK;
        for (size_t i = 0; i < some; i++)
            own_a[i] = 0.0;
        add_current(state, n, some, own_a);
        for (size_t i = 0; i < some; i++)
            current_a[i] += lif_limited(limits, own_a[i]);
        n += some;
        count -= some;
        current_a += some;
    }
}

void lif_stimulus_add(lif_stimulus_state *state, size_t count, double *current_a)
{
    const lif_limits *limits = &state->stimulus->limits;
    const uint64_t n = state->next;
    const uint64_t end = n + count;
    uint64_t from = state->first > n ? state->first : n;
    uint64_t to = state->last < end ? state->last : end;
    if (state->stimulus->kind == LIF_STIMULUS_FILE && state->stimulus->u.file.from == NULL &&
        to > state->stimulus->u.file.count)
        to = state->stimulus->u.file.count;
    if (from < to && (limits->has_least || limits->has_most))
        add_limited(state, from, (size_t)(to - from), current_a + (from - n));
    else if (from < to)
        add_current(state, from, (size_t)(to - from), current_a + (from - n));
    state->next = end;
}

uint64_t lif_stimulus_step_at(double time_s, double dt_s, lif_sample sample)
{
    return lif_step_at(time_s, dt_s, sample);
}

lif_reach lif_stimulus_reach(const lif_stimulus *stimulus, double dt_s, lif_sample sample,
                             uint64_t steps)
{
    lif_stimulus_state state;
    lif_stimulus_start(&state, stimulus, dt_s, sample, steps);
    lif_reach reach = {.first = state.first, .last = state.last < steps ? state.last : steps};
    reach.acts = reach.first < reach.last;
    if (stimulus->kind == LIF_STIMULUS_FILE && stimulus->u.file.from != NULL)
        reach.acts = reach.acts && stimulus->u.file.from[0] < reach.last;
    if (stimulus->kind != LIF_STIMULUS_EVENTS)
        return reach;
    for (size_t i = 0; i < stimulus->u.events.count; i++) {
        const uint64_t n = lif_step_of_event(stimulus->u.events.times_s[i], dt_s);
        reach.beyond += n >= steps;
        reach.missed += n < steps && (i < state.event || n >= reach.last);
    }
    reach.acts = reach.acts && reach.beyond + reach.missed < stimulus->u.events.count;
    return reach;
}
