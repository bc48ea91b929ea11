// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "lif_stimulus.h"

#include "lif_stimulus_value.h"

/* An interval of currents is empty at first. */
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

/* Bounds offset + amplitude*sin(phase) for all phases from..to. */
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

/* Bounds what rises and then falls: the ends of the active part, and the crest if it is inside. */
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

/* Bounds the steps from..to-1: the amplitude if any is inside a pulse, 0 if any is outside. */
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

/* Returns the current that a step has, from the level that it begins with. */
static double held(const lif_stimulus_state *state, uint64_t n, double level_a)
{
    return state->mean ? level_a * lif_decay_share(lif_part_to(state, n), state->decay) : level_a;
}

static void scale(range *r, double factor, double room)
{
    r->low_a *= factor * fmax(0.0, 1.0 - room);
    r->high_a *= factor * (1.0 + room);
}

/* Bounds the steps from `at`, with the level of its beginning, to step `to`, without events: the
 * first step has the most and the last one the least. The stream multiplies step by step; this
 * jumps, and so carries an interval that encloses what the stream's rounding may do. */
static void fall(const lif_stimulus_state *state, uint64_t at, uint64_t to, range *level, range *r)
{
    const uint64_t gap = to - 1 - at;
    include(r, held(state, at, level->high_a) * (1.0 + 4.0 * DBL_EPSILON));
    scale(level, pow(state->keep, (double)gap), DBL_EPSILON * ((double)gap + 4.0));
    if (level->low_a < 1e-289) /* see lif_filtered */
        level->low_a = 0.0;
    include(r, held(state, to - 1, level->low_a) * (1.0 - 4.0 * DBL_EPSILON));
    scale(level, state->keep, 4.0 * DBL_EPSILON);
}

/* Takes the event number *i and those of its step n: the current of the step into *r, and the level
 * of the next one's beginning. */
static void jump(const lif_stimulus_state *state, uint64_t n, size_t *i, range *level, range *r)
{
    const lif_stimulus *s = state->stimulus;
    const double size_a = fabs(s->u.events.amplitude_a);
    double part, here_a = 0.0, left_a = 0.0;
    size_t count = 0;
    for (; *i < s->u.events.count &&
           lif_step_and_part(s->u.events.times_s[*i], state->dt_s, &part) == n;
         (*i)++, count++) {
        const double rest = fmax(0.0, lif_part_to(state, n) - part);
        here_a += size_a * (state->mean ? lif_decay_share(rest, state->decay) : 1.0);
        left_a += size_a * (state->mean ? lif_exp_minus((1.0 - part) * state->decay) : state->keep);
    }
    const double room = DBL_EPSILON * ((double)count + 4.0);
    include(r, (held(state, n, level->low_a) + here_a) * (1.0 - room));
    include(r, (held(state, n, level->high_a) + here_a) * (1.0 + room));
    scale(level, state->keep, 0.0);
    *level = (range){level->low_a + left_a, level->high_a + left_a};
    scale(level, 1.0, room);
}

/* The filtered current falls between two events, so its extremes are at the events and just before
 * them. The steps are from..to-1, and `from` is the first active one. */
static range events_range(const lif_stimulus_state *state, uint64_t from, uint64_t to)
{
    const lif_stimulus *s = state->stimulus;
    range r = empty;
    range level = {0.0, 0.0}; /* |current| at the beginning of step `at` */
    uint64_t at = from;
    for (size_t i = state->event; at < to;) {
        uint64_t due = to;
        if (i < s->u.events.count)
            due = lif_step_of_event(s->u.events.times_s[i], state->dt_s);
        if (due > at)
            fall(state, at, due < to ? due : to, &level, &r);
        if (due < to)
            jump(state, due, &i, &level, &r);
        at = due < to ? due + 1 : to;
    }
    return s->u.events.amplitude_a < 0.0 ? (range){-r.high_a, -r.low_a} : r;
}

static range held_range(const lif_stimulus *s, uint64_t from, uint64_t to)
{
    const uint64_t *starts = s->u.file.from;
    range r = empty;
    if (starts[0] > from)
        include(&r, 0.0);
    for (size_t i = 0; i < s->u.file.count && starts[i] < to; i++)
        if (i + 1 == s->u.file.count || starts[i + 1] > from)
            include(&r, s->u.file.values_a[i]);
    return r;
}

static range file_range(const lif_stimulus *s, uint64_t from, uint64_t to)
{
    if (s->u.file.from != NULL)
        return held_range(s, from, to);
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

/* Bounds the means of pulses, whole steps from..to-1: looked at one by one, or the least and the
 * most that a step can have wherever the pulses fall: a period is at least a step long. */
static range pulses_mean_range(const lif_stimulus_state *state, uint64_t from, uint64_t to)
{
    const uint64_t patience = 100000;
    const lif_stimulus *s = state->stimulus;
    range r = empty;
    if (to - from <= patience) {
        for (uint64_t n = from; n < to; n++)
            include(&r, lif_stimulus_mean_at(state, n));
        return r;
    }
    const double gap = (s->u.pulses.period_s - s->u.pulses.width_s) / state->dt_s;
    const double least = s->u.pulses.count > 0 ? 0.0 : fmax(0.0, 1.0 - gap - 1e-5);
    const double most = fmin(1.0, s->u.pulses.width_s / state->dt_s + 1e-5); /* edges are snapped */
    return both(s->u.pulses.amplitude_a * least, s->u.pulses.amplitude_a * most);
}

/* Bounds what rises and then falls: the step with the tip or, where that is cut or rounded away,
 * one beside it. */
static range triangle_mean_range(const lif_stimulus_state *state, uint64_t from, uint64_t to)
{
    const double tip = state->first_part + (double)state->stimulus->u.triangle.samples / 2.0;
    range r = empty;
    include(&r, lif_stimulus_mean_at(state, from));
    include(&r, lif_stimulus_mean_at(state, to - 1));
    for (uint64_t n = state->first + (tip >= 2.0 ? (uint64_t)tip - 1 : 0), i = 0; i < 3; i++, n++)
        if (n >= from && n < to)
            include(&r, lif_stimulus_mean_at(state, n));
    widen(&r, 4.0 * DBL_EPSILON * fabs(state->stimulus->u.triangle.peak_a));
    limit(&r, fmin(state->stimulus->u.triangle.peak_a, 0.0),
          fmax(state->stimulus->u.triangle.peak_a, 0.0));
    return r;
}

/* Bounds the means of the steps from..to-1, all active and none cut, of a kind without memory. */
static range whole_mean_range(const lif_stimulus_state *state, uint64_t from, uint64_t to)
{
    const lif_stimulus *s = state->stimulus;
    const double dt_s = state->dt_s;
    range r = both(lif_stimulus_mean_at(state, from), lif_stimulus_mean_at(state, to - 1));
    if (s->kind == LIF_STIMULUS_SINE) {
        const double first_s = ((double)(from - state->first) - state->first_part + 0.5) * dt_s;
        const double last_s = ((double)(to - 1 - state->first) - state->first_part + 0.5) * dt_s;
        r = sine_range(s->u.sine.offset_a, s->u.sine.amplitude_a * lif_sine_share(s, dt_s, 1.0),
                       lif_sine_phase(s, first_s), lif_sine_phase(s, last_s));
    } else if (s->kind == LIF_STIMULUS_TRIANGLE) {
        r = triangle_mean_range(state, from, to);
    } else if (s->kind == LIF_STIMULUS_DECAY) {
        widen(&r, 4.0 * DBL_EPSILON * fmax(fabs(r.low_a), fabs(r.high_a)));
        limit(&r, fmin(s->u.decay.peak_a, 0.0), fmax(s->u.decay.peak_a, 0.0));
    } else if (s->kind == LIF_STIMULUS_PULSES) {
        r = pulses_mean_range(state, from, to);
    }
    return r; /* the others rise or fall from end to end */
}

/* Returns the same where the window may cut the first and the last step. */
static range mean_range(const lif_stimulus_state *state, uint64_t from, uint64_t to)
{
    const uint64_t whole_from = from + (state->first_part > 0.0 && from == state->first);
    const uint64_t whole_to = to - (lif_part_to(state, to - 1) < 1.0);
    range r = both(lif_stimulus_mean_at(state, from), lif_stimulus_mean_at(state, to - 1));
    if (whole_from < whole_to) {
        const range whole = whole_mean_range(state, whole_from, whole_to);
        include(&r, whole.low_a);
        include(&r, whole.high_a);
    }
    return r;
}

/* Bounds the steps from..to-1, all active, at least one; false where no bound is known. */
static bool active_range(const lif_stimulus_state *state, uint64_t from, uint64_t to, range *r)
{
    const lif_stimulus *s = state->stimulus;
    const double from_s = lif_time_since_start(state, from);
    const double to_s = lif_time_since_start(state, to - 1);
    if (state->mean && s->kind != LIF_STIMULUS_POISSON && s->kind != LIF_STIMULUS_EVENTS) {
        *r = mean_range(state, from, to);
        return true;
    }
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
    const lif_limits *limits = &stimulus->limits;
    range r = empty;
    if (state.first < to && !active_range(&state, state.first, to, &r)) {
        if (!limits->has_least || !limits->has_most)
            return false;
        r = both(limits->least_a, limits->most_a);
    }
    if (state.first < to)
        r = both(lif_limited(limits, r.low_a), lif_limited(limits, r.high_a));
    if (state.first > 0 || to < steps || state.first >= to)
        include(&r, 0.0);
    *low_a = r.low_a;
    *high_a = r.high_a;
    return true;
}
