// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "report/stimulus.h"

#include "base/si.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

/* This line grows, and is cut at the end of its room. */
typedef struct line {
    char *text;
    size_t bytes, used;
} line;

__attribute__((format(printf, 2, 3))) static void put(line *l, const char *format, ...)
{
    if (l->used < l->bytes) {
        va_list args;
        va_start(args, format);
        const int n = vsnprintf(l->text + l->used, l->bytes - l->used, format, args);
        va_end(args);
        l->used += n > 0 ? (size_t)n : 0;
    }
}

/* Adds "NAME VALUE"; the separators are part of the name. */
static void figure(line *l, const char *name, double value, const char *unit)
{
    char si[COSIM_SI_BYTES];
    put(l, "%s %s", name, cosim_si(value, unit, 9, si));
}

static void put_periodic(line *l, const lif_stimulus *s)
{
    const double degrees = 180 / 3.14159265358979323846;
    if (s->kind == LIF_STIMULUS_SINE) {
        figure(l, "sine: amplitude", s->u.sine.amplitude_a, "A");
        figure(l, ", frequency", s->u.sine.frequency_hz, "Hz");
        figure(l, ", offset", s->u.sine.offset_a, "A");
        put(l, ", phase %.6g degree", s->u.sine.phase_rad * degrees);
    } else if (s->kind == LIF_STIMULUS_CHIRP) {
        figure(l, "chirp: amplitude", s->u.chirp.amplitude_a, "A");
        figure(l, ", from", s->u.chirp.from_hz, "Hz");
        figure(l, ", to", s->u.chirp.to_hz, "Hz");
        figure(l, ", offset", s->u.chirp.offset_a, "A");
    } else {
        figure(l, "pulses: amplitude", s->u.pulses.amplitude_a, "A");
        figure(l, ", width", s->u.pulses.width_s, "s");
        figure(l, ", period", s->u.pulses.period_s, "s");
        if (s->u.pulses.count > 0) {
            put(l, ", count %" PRIu64, s->u.pulses.count);
        }
    }
}

static void put_irregular(line *l, const lif_stimulus *s)
{
    if (s->kind == LIF_STIMULUS_NOISE) {
        figure(l, "noise: mean", s->u.noise.mean_a, "A");
        figure(l, ", deviation", s->u.noise.deviation_a, "A");
        figure(l, ", correlation time", s->u.noise.correlation_s, "s");
        put(l, ", seed %" PRIu64, s->u.noise.seed);
    } else if (s->kind == LIF_STIMULUS_POISSON) {
        figure(l, "poisson: rate", s->u.poisson.rate_hz, "Hz");
        figure(l, ", amplitude", s->u.poisson.amplitude_a, "A");
        figure(l, ", decay", s->u.poisson.decay_s, "s");
        put(l, ", seed %" PRIu64, s->u.poisson.seed);
    } else if (s->kind == LIF_STIMULUS_EVENTS) {
        put(l, "events: %zu given times", s->u.events.count);
        figure(l, ", amplitude", s->u.events.amplitude_a, "A");
        figure(l, ", decay", s->u.events.decay_s, "s");
    } else {
        put(l, "file: %zu values", s->u.file.count);
    }
}

static void put_shape(line *l, const lif_stimulus *s)
{
    if (s->kind == LIF_STIMULUS_CONSTANT) {
        figure(l, "constant: amplitude", s->u.constant.amplitude_a, "A");
    } else if (s->kind == LIF_STIMULUS_STEP) {
        figure(l, "step: amplitude", s->u.step.amplitude_a, "A");
        if (s->u.step.grid_s > 0) {
            figure(l, ", sampled every", s->u.step.grid_s, "s");
        }
    } else if (s->kind == LIF_STIMULUS_TRIANGLE) {
        figure(l, "triangle: peak", s->u.triangle.peak_a, "A");
        put(l, ", %" PRIu64 " samples", s->u.triangle.samples);
    } else if (s->kind == LIF_STIMULUS_DECAY) {
        figure(l, "decay: peak", s->u.decay.peak_a, "A");
        figure(l, ", time constant", s->u.decay.tau_s, "s");
    } else {
        figure(l, "ramp: from", s->u.ramp.from_a, "A");
        figure(l, ", to", s->u.ramp.to_a, "A");
    }
}

static void put_limits(line *l, const lif_limits *limits, const char *joint)
{
    if (limits->has_least) {
        put(l, "%s", joint);
        figure(l, "at least", limits->least_a, "A");
        joint = ", ";
    }
    if (limits->has_most) {
        put(l, "%s", joint);
        figure(l, "at most", limits->most_a, "A");
    }
}

const char *cosim_stimulus_text(const lif_stimulus *s, char *text, size_t bytes)
{
    line l = {text, bytes, 0};
    switch (s->kind) {
    case LIF_STIMULUS_CONSTANT:
    case LIF_STIMULUS_STEP:
    case LIF_STIMULUS_TRIANGLE:
    case LIF_STIMULUS_DECAY:
    case LIF_STIMULUS_RAMP:
        put_shape(&l, s);
        break;
    case LIF_STIMULUS_SINE:
    case LIF_STIMULUS_CHIRP:
    case LIF_STIMULUS_PULSES:
        put_periodic(&l, s);
        break;
    case LIF_STIMULUS_NOISE:
    case LIF_STIMULUS_POISSON:
    case LIF_STIMULUS_EVENTS:
    case LIF_STIMULUS_FILE:
        put_irregular(&l, s);
        break;
    }
    if (s->start_s > 0) {
        figure(&l, ", from", s->start_s, "s");
    }
    if (isfinite(s->stop_s)) {
        figure(&l, ", until", s->stop_s, "s");
    }
    if (s->current == LIF_CURRENT_MEAN) {
        put(&l, ", mean over each step");
    }
    put_limits(&l, &s->limits, ", ");
    return text;
}

const char *cosim_limits_text(const lif_limits *limits, char *text, size_t bytes)
{
    line l = {text, bytes, 0};
    text[0] = '\0';
    put_limits(&l, limits, "");
    return text;
}
