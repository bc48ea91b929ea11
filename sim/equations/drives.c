// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/drives.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* An event's current may be this far from that of no event or of one, as a share of one. */
static const double event_slack = 1e-6;

/* ---- experiments on the ideal ---- */

typedef struct bench {
    cosim_eq_bound *bound;
    int64_t *input, *phase_input;
    double *real, *phase_real;
} bench;

/* Runs one step of the ideal that does not fire; a drive that does not take part has 0. */
static void step(bench *t, unsigned input, double drive)
{
    const cosim_eq_declaration *d = t->bound->plan->declaration;
    const size_t inputs = d->equations->input_count;
    for (size_t phase = 0; phase < d->phase_count; phase++) {
        for (size_t i = 0; i < inputs; i++) {
            t->input[i] = 0;
            t->real[i] = i == input ? drive : 0.0;
        }
        cosim_eq_phase_inputs(d, phase, t->input, t->phase_input);
        for (size_t i = 0; i < inputs; i++) {
            t->phase_real[i] = d->phases[phase].fixed[i] ? (double)t->phase_input[i] : t->real[i];
        }
        const cosim_eq_given given = {.input = t->phase_input,
                                      .input_real = t->phase_real,
                                      .param = t->bound->plan->words->word,
                                      .param_real = t->bound->plan->words->real};
        cosim_eq_bound_step(t->bound, &given, false);
        cosim_eq_bound_advance(t->bound);
    }
}

/* Gives the membrane some steps after a drive that one step had, from x. */
static double response(bench *t, unsigned input, double x, double drive, unsigned steps)
{
    const unsigned membrane = t->bound->plan->declaration->membrane;
    cosim_eq_bound_reset(t->bound);
    t->bound->x[membrane] = x;
    step(t, input, drive);
    for (unsigned i = 1; i < steps; i++) {
        step(t, input, 0.0);
    }
    return t->bound->x[membrane];
}

enum { LATE_MOST = 3 };

/* The experiments begin at these membranes, in shares of the way from rest to the threshold. */
static const double places[] = {0.25, 0.5, 0.9};

/* Finds what a word of an input adds, in the first step that it adds anything; 0 where it is none.
 */
static double coefficient_of(bench *t, unsigned input, double x, bool *linear)
{
    const cosim_eq_declaration *d = t->bound->plan->declaration;
    const cosim_eq_type type = d->equations->inputs[input].type;
    const double most = (double)cosim_eq_type_high(type);
    for (unsigned steps = 1; steps <= LATE_MOST; steps++) {
        const double base = response(t, input, x, 0.0, steps);
        double h = fmin(most, 1.0), c = (response(t, input, x, h, steps) - base) / h;
        if (fabs(c) < 1e-12) {
            continue;
        }
        /* four points of both signs, far apart and within the threshold. The nearest word alone has
         * too few digits beside a wide membrane: it counts where the farthest agrees with it */
        h = fmin(most, 0.05 * d->one / fabs(c));
        const double far = (response(t, input, x, h, steps) - base) / h;
        if (fabs(far - c) <= 1e-6 * fabs(c) && fabs(far - c) * h > 1e-9 * (d->one + fabs(base))) {
            c = far;
        }
        const double points[] = {h, 0.5 * h, -h, -0.5 * h};
        for (int i = 0; i < (type.is_signed ? 4 : 2); i++) {
            const double y = response(t, input, x, points[i], steps) - base;
            *linear = *linear && fabs(y - c * points[i]) <= 1e-9 * (d->one + fabs(base));
        }
        return c;
    }
    return 0.0;
}

int cosim_eq_drives_find(cosim_arena *arena, cosim_eq_bound *bound, double event_a,
                         cosim_eq_drives *drives, unsigned *input, char *why, size_t bytes)
{
    const cosim_eq_declaration *d = bound->plan->declaration;
    const cosim_eq_words *w = bound->plan->words;
    const size_t inputs = d->equations->input_count;
    bench t = {.bound = bound,
               .input = cosim_arena_alloc(arena, (inputs + 1) * sizeof *t.input),
               .phase_input = cosim_arena_alloc(arena, (inputs + 1) * sizeof *t.input),
               .real = cosim_arena_alloc(arena, (inputs + 1) * sizeof *t.real),
               .phase_real = cosim_arena_alloc(arena, (inputs + 1) * sizeof *t.real)};
    drives->per_a = cosim_arena_alloc(arena, (inputs + 1) * sizeof *drives->per_a);
    drives->event_a = event_a;
    *input = 0;
    if (t.input == NULL || t.phase_input == NULL || t.real == NULL || t.phase_real == NULL ||
        drives->per_a == NULL) {
        snprintf(why, bytes, "needs more memory than there is");
        return -1;
    }
    const double rest = w->values[COSIM_EQ_RESTING], distance = w->values[COSIM_EQ_THETA] - rest;
    for (unsigned i = 0; i < inputs; i++) {
        if (d->roles[i] != COSIM_EQ_ROLE_CURRENT) {
            drives->per_a[i] = event_a > 0.0 ? 1.0 / event_a : 1.0;
            continue;
        }
        bool linear = false;
        double c = 0.0;
        /* a leak that stops at rest takes all of a drive that acts before it, near there */
        for (size_t k = 0; k < sizeof places / sizeof *places && !(c != 0.0 && linear); k++) {
            linear = true;
            c = coefficient_of(&t, i, rest + places[k] * distance, &linear);
        }
        *input = i;
        if (c == 0.0) {
            snprintf(why, bytes,
                     "adds nothing to the membrane; name the input that drives, or the phases in "
                     "which it does");
            return -1;
        }
        if (!linear) {
            snprintf(why, bytes,
                     "does not act in proportion to its word, as a current does; write what the "
                     "neuron is meant to compute, or tie it");
            return -1;
        }
        drives->per_a[i] = d->unit_a[i] > 0.0 ? 1.0 / d->unit_a[i] : drives->added_per_a / c;
    }
    cosim_eq_bound_reset(bound);
    return 0;
}

/* ---- words ---- */

size_t cosim_eq_drive_words(const cosim_eq_declaration *d, const cosim_eq_drives *drives,
                            unsigned input, const double *current_a, size_t n, int64_t *word)
{
    const cosim_eq_type type = d->equations->inputs[input].type;
    const double low = (double)cosim_eq_type_low(type), high = (double)cosim_eq_type_high(type);
    size_t clipped = 0;
    for (size_t i = 0; i < n; i++) {
        if (d->roles[input] == COSIM_EQ_ROLE_EVENT) {
            const double share = drives->event_a > 0.0 ? current_a[i] / drives->event_a
                                 : current_a[i] == 0.0 ? 0.0
                                                       : 0.5;
            word[i] = share > 0.5; /* half an event is none */
            clipped += !(fabs(share - (double)word[i]) <= event_slack);
            continue;
        }
        const double real = nearbyint(current_a[i] * drives->per_a[input]);
        const bool fits = real >= low && real <= high;
        clipped += !fits;
        word[i] = fits ? (int64_t)real : (int64_t)(real < low ? low : high);
    }
    return clipped;
}

void cosim_eq_drive_range(const cosim_eq_declaration *d, const cosim_eq_drives *drives,
                          unsigned input, double *low_a, double *high_a)
{
    const cosim_eq_type type = d->equations->inputs[input].type;
    const double per_a = drives->per_a[input];
    const double a = ((double)cosim_eq_type_low(type) - 0.5) / per_a;
    const double b = ((double)cosim_eq_type_high(type) + 0.5) / per_a;
    *low_a = fmin(a, b);
    *high_a = fmax(a, b);
}
