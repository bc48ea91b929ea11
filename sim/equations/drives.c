// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/drives.h"

#include <math.h>
#include <stdio.h>

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
            t->real[i] = i == input ? drive : 0.0;
            t->input[i] = d->roles[i] == COSIM_EQ_ROLE_EVENT ? (int64_t)t->real[i] : 0;
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

enum { LATE_MOST = 16 };

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
        const bool event = d->roles[input] == COSIM_EQ_ROLE_EVENT;
        double h = fmin(most, 1.0), c = (response(t, input, x, h, steps) - base) / h;
        if (fabs(c) < 1e-12) {
            continue;
        }
        if (event) {
            return c;
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

/* An event has the current that is stated where it adds to the membrane what that adds. */
static int check_event(bench *t, cosim_eq_drives *drives, unsigned input, double x, char *why,
                       size_t bytes)
{
    const cosim_eq_declaration *d = t->bound->plan->declaration;
    const double stated_a = d->unit_a[input];
    bool linear = true;
    const double adds = coefficient_of(t, input, x, &linear);
    if (fabs(adds - stated_a * drives->added_per_a) <= 1e-9 * d->one) {
        return 0;
    }
    drives->apart = adds / (stated_a * drives->added_per_a);
    snprintf(
        why, bytes,
        "adds %.9g words in an event, and %.9g A would add %.9g; write drives: {%.40s: %.9g A}",
        adds, stated_a, stated_a * drives->added_per_a, d->equations->inputs[input].name,
        adds / drives->added_per_a);
    return -1;
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
    drives->apart = 1.0;
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
            if (d->event_count > 1 && cosim_eq_takes_part(d, i) && !d->own &&
                check_event(&t, drives, i, rest + places[0] * distance, why, bytes) != 0) {
                *input = i;
                return -1;
            }
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
        if (d->own && d->unit_a[i] > 0.0) { /* no neuron of the scenario says what a word does */
            drives->per_a[i] = 1.0 / d->unit_a[i];
            continue;
        }
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

double cosim_eq_event_current(const cosim_eq_declaration *d, const cosim_eq_drives *drives,
                              unsigned input)
{
    return d->event_count > 1 && cosim_eq_takes_part(d, input) ? d->unit_a[input] : drives->event_a;
}

/* Finds the events whose currents are this one together. */
static bool events_of(const cosim_eq_declaration *d, const cosim_eq_drives *drives,
                      double current_a, int64_t *drive)
{
    double best = (double)INFINITY;
    *drive = 0;
    for (int64_t set = 0; set < (int64_t)1 << d->event_count; set++) {
        const double off = fabs(current_a - cosim_eq_drive_current(d, drives, set));
        if (off < best) {
            best = off;
            *drive = set;
        }
    }
    return best <= event_slack * drives->event_a;
}

/* Gives the word of an input for that of the first drive. */
static double word_of(const cosim_eq_declaration *d, const cosim_eq_drives *drives, unsigned input,
                      double first)
{
    const double to = drives->per_a[input] * d->share[input];
    return input == d->drive
               ? first
               : nearbyint(first * (to / (drives->per_a[d->drive] * d->share[d->drive])));
}

static bool fits(const cosim_eq_declaration *d, unsigned input, double word, int64_t *held)
{
    const cosim_eq_type type = d->equations->inputs[input].type;
    const double low = (double)cosim_eq_type_low(type), high = (double)cosim_eq_type_high(type);
    const bool inside = word >= low && word <= high;
    *held = inside ? (int64_t)word : (int64_t)(word < low ? low : high);
    return inside;
}

bool cosim_eq_drive_of(const cosim_eq_declaration *d, const cosim_eq_drives *drives,
                       double current_a, int64_t *drive)
{
    if (d->event_count > 0) {
        return events_of(d, drives, current_a, drive);
    }
    bool all = fits(d, d->drive,
                    nearbyint(current_a * (drives->per_a[d->drive] * d->share[d->drive])), drive);
    for (unsigned i = d->drive + 1; d->split && i < d->equations->input_count; i++) {
        int64_t word;
        all = (!cosim_eq_takes_part(d, i) ||
               fits(d, i, word_of(d, drives, i, (double)*drive), &word)) &&
              all;
    }
    return all;
}

void cosim_eq_drive_row(const cosim_eq_declaration *d, const cosim_eq_drives *drives, int64_t drive,
                        int64_t *row)
{
    if (d->event_count == 0) {
        row[d->drive] = drive;
    }
    for (size_t k = 0; k < d->event_count; k++) {
        row[d->events[k]] = drive >> k & 1;
    }
    for (unsigned i = d->drive + 1; d->split && i < d->equations->input_count; i++) {
        if (d->share[i] > 0.0) {
            fits(d, i, word_of(d, drives, i, (double)drive), &row[i]);
        }
    }
}

double cosim_eq_drive_current(const cosim_eq_declaration *d, const cosim_eq_drives *drives,
                              int64_t drive)
{
    double sum = 0.0;
    if (d->event_count == 0) {
        return (double)drive / (drives->per_a[d->drive] * d->share[d->drive]);
    }
    for (size_t k = 0; k < d->event_count; k++) {
        sum += (drive >> k & 1) != 0 ? cosim_eq_event_current(d, drives, d->events[k]) : 0.0;
    }
    return sum;
}

/* Takes a drive nearer to 0 until the words of all inputs fit. */
static int32_t all_fit(const cosim_eq_declaration *d, const cosim_eq_drives *drives, int64_t drive)
{
    int64_t word;
    drive = drive < INT32_MIN ? INT32_MIN : drive > INT32_MAX ? INT32_MAX : drive;
    for (unsigned i = d->drive + 1; d->split && drives != NULL && i < d->equations->input_count;
         i++) {
        while (cosim_eq_takes_part(d, i) && drive != 0 &&
               !fits(d, i, word_of(d, drives, i, (double)drive), &word)) {
            const double to = (double)word / word_of(d, drives, i, (double)drive);
            const int64_t nearer = (int64_t)(to * (double)drive);
            drive = nearer != drive ? nearer : drive - (drive > 0 ? 1 : -1);
        }
    }
    return (int32_t)drive;
}

void cosim_eq_drive_limits(const cosim_eq_declaration *d, const cosim_eq_drives *drives,
                           int32_t *low, int32_t *high)
{
    const cosim_eq_type type = d->equations->inputs[d->drive].type;
    const int64_t sets = (int64_t)1 << d->event_count;
    *low = all_fit(d, drives, cosim_eq_type_low(type));
    *high = d->event_count > 0 ? (int32_t)(sets - 1) : all_fit(d, drives, cosim_eq_type_high(type));
}

void cosim_eq_drive_range(const cosim_eq_declaration *d, const cosim_eq_drives *drives,
                          double *low_a, double *high_a)
{
    *low_a = -(double)INFINITY;
    *high_a = (double)INFINITY;
    for (unsigned i = 0; i < d->equations->input_count; i++) {
        const cosim_eq_type type = d->equations->inputs[i].type;
        const double per_a = drives->per_a[i] * (d->event_count > 0 ? 1.0 : d->share[i]);
        if (cosim_eq_takes_part(d, i) && (d->event_count == 0 || i == d->drive)) {
            const double a = ((double)cosim_eq_type_low(type) - 0.5) / per_a;
            const double b = ((double)cosim_eq_type_high(type) + 0.5) / per_a;
            *low_a = fmax(*low_a, fmin(a, b));
            *high_a = fmin(*high_a, fmax(a, b));
        }
    }
}
