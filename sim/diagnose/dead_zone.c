// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/dead_zone.h"

#include "diagnose/player.h"
#include "equations/case.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TIME_CONSTANTS = 64, STEPS_MORE = 1000, STEPS_MOST = 200000, PERIOD_MOST = 1000 };

typedef struct zone {
    const cosim_job *job;
    const cosim_eq_case *c;
    cosim_player player;
    double *added; /* of each input, to the reference */
    bool *event;
    uint32_t hold;
    unsigned steps; /* by then a neuron with a constant drive has fired, or never does */
    bool events;
    int sign; /* of a drive that excites */
    int32_t most;
} zone;

static int start(zone *z, const cosim_job *job)
{
    const cosim_eq_declaration *d = job->dut->equations;
    const lif_params *p = &job->scenario->params;
    const cosim_eq_type type = d->equations->inputs[d->drive].type;
    const double tau = lif_params_leaks(p) ? p->tau_s / p->dt_s : 0.0;
    *z = (zone){.job = job,
                .c = job->q.equations,
                .hold = lif_hold_at(p, 0),
                .steps = (unsigned)fmin(TIME_CONSTANTS * tau + STEPS_MORE, STEPS_MOST),
                .events = d->roles[d->drive] == COSIM_EQ_ROLE_EVENT};
    if (cosim_player_new(&z->player, job, d->equations) != 0) {
        return -1;
    }
    const size_t inputs = d->equations->input_count;
    z->added = cosim_arena_alloc(z->player.arena, (inputs + 1) * sizeof *z->added);
    z->event = cosim_arena_alloc(z->player.arena, (inputs + 1) * sizeof *z->event);
    z->sign = z->events || z->c->drives.per_a[d->drive] > 0.0 ? 1 : -1;
    const int64_t most = z->sign > 0 ? cosim_eq_type_high(type) : -cosim_eq_type_low(type);
    z->most = most > INT32_MAX ? INT32_MAX : (int32_t)most;
    return z->added != NULL && z->event != NULL ? 0 : -1;
}

/* Drives the declaration with a constant word. Returns whether it fires, and where it settles. */
static bool fires(zone *z, int32_t drive_fx, int64_t *membrane)
{
    cosim_player *p = &z->player;
    cosim_player_reset(p);
    for (unsigned i = 0; i < z->steps; i++) {
        cosim_player_step(p, drive_fx, z->hold);
        if (p->output[p->declaration->spike] != 0) {
            return true;
        }
    }
    *membrane = p->state[p->declaration->membrane];
    return false;
}

/* Drives the reference with a current in every step, or in one of `period` steps. */
static bool reference_fires(const zone *z, double current_a, unsigned period)
{
    const cosim_eq_case *c = z->c;
    const cosim_eq_declaration *d = c->declaration;
    cosim_eq_lif_state state = c->start;
    const size_t first = c->lif.by_phases ? 0 : d->phase_count - 1;
    for (unsigned i = 0; i < z->steps; i++) {
        const bool on = i % period == 0;
        for (size_t k = 0; k < d->equations->input_count; k++) {
            const double share = d->event_count == 0 ? d->share[k] : k == d->drive;
            z->added[k] = on ? share * current_a * c->drives.added_per_a : 0.0;
        }
        z->event[d->drive] = on;
        for (size_t phase = first; phase < d->phase_count; phase++) {
            const cosim_eq_lif_step step =
                cosim_eq_lif_evaluate(&c->lif, &state, phase, z->added, z->event);
            if (step.fires) {
                return true;
            }
            cosim_eq_lif_advance(&c->lif, &state, &step, phase, z->added, z->event, false, z->hold);
        }
    }
    return false;
}

/* Finds the smallest drive that fires the declaration; 0 where none does. */
static int32_t least_drive(zone *z)
{
    int64_t unused;
    int32_t low = 0, high = z->most;
    if (!fires(z, z->sign * high, &unused)) {
        return 0;
    }
    while (high - low > 1) {
        const int32_t middle = low + (high - low) / 2;
        if (fires(z, z->sign * middle, &unused)) {
            high = middle;
        } else {
            low = middle;
        }
    }
    return high;
}

/* Finds the smallest drive, in words, that fires the reference; 0 where none does. */
static double least_reference(const zone *z)
{
    const double word_a = fabs(cosim_eq_drive_current(z->c->declaration, &z->c->drives, 1));
    double low = 0.0, high = z->most;
    if (!reference_fires(z, high * word_a, 1)) {
        return 0.0;
    }
    for (int i = 0; i < 60; i++) {
        const double middle = 0.5 * (low + high);
        if (reference_fires(z, middle * word_a, 1)) {
            high = middle;
        } else {
            low = middle;
        }
    }
    return high;
}

/* Finds the most steps from event to event that fire the reference; 0: events in all do not. */
static unsigned longest_period(const zone *z)
{
    unsigned period = 0;
    while (period < PERIOD_MOST && reference_fires(z, z->c->drives.event_a, period + 1)) {
        period++;
    }
    return period;
}

static int say_events(zone *z, int64_t word, double theta, char *text, size_t bytes)
{
    int64_t unused;
    const unsigned period = longest_period(z);
    if (period == 0 || fires(z, 1, &unused)) {
        return 0;
    }
    char often[40] = "with an event in every step";
    if (period > 1) {
        snprintf(often, sizeof often, "from one event in %u steps on", period);
    }
    snprintf(text, bytes,
             "sticks at %" PRId64
             " of %.9g, as declared: no train of events fires it, the reference "
             "fires %s",
             word, theta, often);
    return 1;
}

static int say(zone *z, int64_t word, double theta, char *text, size_t bytes)
{
    const int32_t least = least_drive(z);
    const double reference = least_reference(z);
    if (reference == 0.0 || (least != 0 && least <= ceil(reference))) {
        return 0;
    }
    if (least == 0) {
        snprintf(text, bytes,
                 "sticks at %" PRId64 " of %.9g, as declared: no drive fires it, the reference "
                 "fires from %.4g",
                 word, theta, z->sign * reference);
    } else {
        snprintf(text, bytes,
                 "sticks at %" PRId64 " of %.9g, as declared: no drive %s %d fires it, the "
                 "reference fires from %.4g",
                 word, theta, z->sign > 0 ? "below" : "above", z->sign * least,
                 z->sign * reference);
    }
    return 1;
}

/* Says what was seen where the rounding is not declared. */
static int say_seen(zone *z, int32_t drive_fx, int64_t word, double theta, char *text, size_t bytes)
{
    const double reference = z->events ? 0.0 : least_reference(z);
    int length = snprintf(text, bytes, "sticks at %" PRId64 " of %.9g with a drive of %d", word,
                          theta, drive_fx);
    if (reference > 0.0 && length > 0 && (size_t)length < bytes) {
        snprintf(text + length, bytes - (size_t)length, ", the reference fires from %.4g",
                 z->sign * reference);
    }
    return 1;
}

int cosim_dead_zone(const cosim_job *job, int32_t drive_fx, int64_t membrane, char *text,
                    size_t bytes)
{
    const cosim_eq_declaration *d = job->dut->equations;
    zone z;
    int64_t word = 0;
    int found = start(&z, job);
    if (found == 0 && !d->own) {
        const double theta = z.c->words.values[COSIM_EQ_THETA];
        /* a drive that came and went is not what held it: the strongest that does not fire is */
        if (!d->unknown_rounding && fires(&z, drive_fx, &word)) {
            (void)fires(&z, z.sign * (least_drive(&z) - 1), &word);
        }
        found = d->unknown_rounding ? say_seen(&z, drive_fx, membrane, theta, text, bytes)
                : z.events          ? say_events(&z, word, theta, text, bytes)
                                    : say(&z, word, theta, text, bytes);
    }
    cosim_player_free(&z.player);
    return found;
}
