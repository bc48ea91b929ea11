// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "lif_stimulus.h"

#include "lif_stimulus_value.h"

/* An interval of currents; empty at first. */
typedef struct range {
    double low_a, high_a;
} range;

static const range empty = {(double)INFINITY, -(double)INFINITY};

static void include(range *r, double value_a)
{
    r->low_a = value_a < r->low_a ? value_a : r->low_a; /* fmin is a call, felt in long files */
    r->high_a = value_a > r->high_a ? value_a : r->high_a;
}

/* Makes room for the last bits in which a computed extreme may miss a sample. */
static void widen(range *r, double room_a)
{
    r->low_a -= room_a;
    r->high_a += room_a;
}

static void limit(range *r, double low_a, double high_a)
{
    r->low_a = fmax(r->low_a, low_a);
    r->high_a = fmin(r->high_a, high_a);
}

/* offset + amplitude*sin(phase) for all phases from..to. */
static range sine_range(double offset_a, double amplitude_a, double from, double to)
{
    const double pi = 0x1.921fb54442d18p+1;
    const double size_a = fabs(amplitude_a);
    range r = empty;
    include(&r, offset_a + amplitude_a * sin(from));
    include(&r, offset_a + amplitude_a * sin(to));
    widen(&r, 8.0 * DBL_EPSILON * (size_a * (1.0 + fabs(from) + fabs(to)) + fabs(offset_a)));
    const double turns_from = (from / pi - 0.5) / 2.0; /* whole at a crest, half at a trough */
    const double turns_to = (to / pi - 0.5) / 2.0;
    if (floor(turns_to) >= ceil(turns_from))
        include(&r, offset_a + amplitude_a);
    if (floor(turns_to - 0.5) >= ceil(turns_from - 0.5))
        include(&r, offset_a - amplitude_a);
    limit(&r, offset_a - size_a, offset_a + size_a);
    return r;
}

/* Rises, then falls: the ends of the active part, and the crest if it is inside. */
static range triangle_range(const lif_stimulus *s, uint64_t steps)
{
    const uint64_t crest = (s->u.triangle.samples - 1) / 2;
    range r = empty;
    include(&r, lif_triangle_value(s, 0));
    include(&r, lif_triangle_value(s, steps - 1));
    if (crest < steps)
        include(&r, lif_triangle_value(s, crest));
    return r;
}

static range decay_range(const lif_stimulus *s, double from_s, double to_s)
{
    range r = empty;
    include(&r, lif_decay_value(s, from_s));
    include(&r, lif_decay_value(s, to_s));
    widen(&r, 4.0 * DBL_EPSILON * fabs(lif_decay_value(s, from_s)));
    limit(&r, fmin(s->u.decay.peak_a, 0.0), fmax(s->u.decay.peak_a, 0.0));
    return r;
}

/* Steps from..to-1: the amplitude if any is inside a pulse, 0 if any is outside. */
static range pulses_range(const lif_stimulus_state *state, uint64_t from, uint64_t to)
{
    const lif_stimulus *s = state->stimulus;
    const uint64_t patience =
        1000000; /* pulses too narrow to be seen could be looked at for ever */
    range r = empty;
    for (uint64_t k = 0; from < to; k++) {
        const bool over = s->u.pulses.count != 0 && k == s->u.pulses.count;
        const uint64_t start =
            over ? UINT64_MAX : lif_pulse_start(s, state->dt_s, state->sample, k);
        if (start > from) {
            include(&r, 0.0);
            from = start;
        }
        if (from >= to)
            break;
        const uint64_t stop = lif_pulse_stop(s, state->dt_s, state->sample, k);
        if (stop > from || k == patience) {
            include(&r, s->u.pulses.amplitude_a);
            from = stop > from ? stop : from;
        }
        if (k == patience || (r.low_a < r.high_a))
            break;
    }
    return r;
}

/* The filtered current between two events falls, so its extremes are at the events and just before
 * them. The stream multiplies step by step; this jumps, and so carries an interval that encloses
 * what the stream's rounding may do. Steps from..to-1, from = the first active one. */
static range events_range(const lif_stimulus_state *state, uint64_t from, uint64_t to)
{
    const lif_stimulus *s = state->stimulus;
    const double size_a = fabs(s->u.events.amplitude_a);
    range r = empty;
    range level = {0.0, 0.0}; /* |current| at step `at` */
    uint64_t at = from;
    for (size_t i = state->event; at < to; i++) {
        const uint64_t due = i < s->u.events.count
                                 ? lif_step_of_event(s->u.events.times_s[i], state->dt_s)
                                 : UINT64_MAX;
        if (due > at) {
            const uint64_t gap = (due < to ? due : to) - 1 - at; /* to the last step before it */
            const double fallen = pow(state->keep, (double)gap);
            const double room = DBL_EPSILON * ((double)gap + 4.0);
            include(&r, level.high_a);
            level.low_a *= fallen * fmax(0.0, 1.0 - room);
            level.high_a *= fallen * (1.0 + room);
            if (level.low_a < 1e-289) /* see lif_filtered */
                level.low_a = 0.0;
            include(&r, level.low_a);
            level.low_a *= state->keep * (1.0 - 4.0 * DBL_EPSILON);
            level.high_a *= state->keep * (1.0 + 4.0 * DBL_EPSILON);
            at = due;
        }
        level.low_a = (level.low_a + size_a) * (1.0 - 4.0 * DBL_EPSILON);
        level.high_a = (level.high_a + size_a) * (1.0 + 4.0 * DBL_EPSILON);
    }
    return s->u.events.amplitude_a < 0.0 ? (range){-r.high_a, -r.low_a} : r;
}

static range file_range(const lif_stimulus *s, uint64_t from, uint64_t to)
{
    enum { APART = 4 }; /* a comparison waits for the one before it: so many go side by side */
    range parts[APART] = {empty, empty, empty, empty};
    uint64_t n = from;
    for (; to - n >= APART && n < to; n += APART)
        for (size_t k = 0; k < APART; k++)
            include(&parts[k], s->u.file.values_a[n + k]);
    for (; n < to; n++)
        include(&parts[0], s->u.file.values_a[n]);
    for (size_t k = 1; k < APART; k++) { /* a part of no row is empty */
        parts[0].low_a = fmin(parts[0].low_a, parts[k].low_a);
        parts[0].high_a = fmax(parts[0].high_a, parts[k].high_a);
    }
    return parts[0];
}

static range both(double a, double b) { return (range){fmin(a, b), fmax(a, b)}; }

/* The steps from..to-1, all active, at least one; false where no bound is known. */
static bool active_range(const lif_stimulus_state *state, uint64_t from, uint64_t to, range *r)
{
    const lif_stimulus *s = state->stimulus;
    const double from_s = lif_time_since_start(state, from);
    const double to_s = lif_time_since_start(state, to - 1);
    switch (s->kind) {
    case LIF_STIMULUS_CONSTANT:
        *r = both(s->u.constant.amplitude_a, s->u.constant.amplitude_a);
        return true;
    case LIF_STIMULUS_STEP:
        *r = both(s->u.step.amplitude_a, s->u.step.amplitude_a);
        return true;
    case LIF_STIMULUS_SINE:
        *r = sine_range(s->u.sine.offset_a, s->u.sine.amplitude_a, lif_sine_phase(s, from_s),
                        lif_sine_phase(s, to_s));
        return true;
    case LIF_STIMULUS_TRIANGLE:
        *r = triangle_range(s, to - from);
        return true;
    case LIF_STIMULUS_DECAY:
        *r = decay_range(s, from_s, to_s);
        return true;
    case LIF_STIMULUS_RAMP:
        *r = both(lif_ramp_value(s, state->window_s, from_s),
                  lif_ramp_value(s, state->window_s, to_s));
        return true;
    case LIF_STIMULUS_CHIRP:
        *r = sine_range(s->u.chirp.offset_a, s->u.chirp.amplitude_a,
                        lif_chirp_phase(s, state->window_s, from_s),
                        lif_chirp_phase(s, state->window_s, to_s));
        return true;
    case LIF_STIMULUS_PULSES:
        *r = pulses_range(state, from, to);
        return true;
    case LIF_STIMULUS_EVENTS:
        *r = events_range(state, from, to);
        return true;
    case LIF_STIMULUS_FILE:
        *r = file_range(s, from, to);
        return true;
    case LIF_STIMULUS_NOISE:
    case LIF_STIMULUS_POISSON:
        return false;
    }
    return false;
}

bool lif_stimulus_range(const lif_stimulus *stimulus, double dt_s, lif_sample sample,
                        uint64_t steps, double *low_a, double *high_a)
{
    lif_stimulus_state state;
    lif_stimulus_start(&state, stimulus, dt_s, sample, steps);
    const uint64_t to = state.last < steps ? state.last : steps;
    range r = empty;
    if (state.first < to && !active_range(&state, state.first, to, &r))
        return false;
    if (state.first > 0 || to < steps || state.first >= to)
        include(&r, 0.0);
    *low_a = r.low_a;
    *high_a = r.high_a;
    return true;
}
