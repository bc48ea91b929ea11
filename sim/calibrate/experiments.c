// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/experiments.h"

#include "circuit/lif_conduct.h"
#include "circuit/lif_dut.h"
#include "diagnose/trace.h"
#include "foreign/timing.h"
#include "foreign/wrapper.h"
#include "lif_random.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HOLD = 3, RANDOM_STEPS = 1200 };

/* ---- words ---- */

static int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

/* Tells whether the only drives are none and one word; a weight that is a port can be any. */
static bool two_words(const cosim_calibration *c)
{
    return c->manifest->declared.events && c->manifest->weight.node == NULL;
}

/* Returns the nearest word that its port can hold. */
static int64_t within(const lif_fixed_word *fixed, int64_t word)
{
    return lif_port_holds(fixed, (double)word) ? word
           : word < fixed->low                 ? fixed->low
                                               : fixed->high;
}

/* Chooses words in the middle of every range, none of them round; what is built in stays. */
static void choose_words(cosim_calibration *c)
{
    const lif_declared *d = &c->manifest->declared;
    const unsigned fraction = c->manifest->format.leak_fraction;
    lif_words *w = &c->words;
    *w = (lif_words){.initial_fx = d->initial.present ? d->initial.word : 0};
    if (d->gains) {
        const int64_t gain = (((int64_t)1 << d->gain_fraction) * 3) / 4 + 1;
        w->gain_fx = d->gain.present ? d->gain.word : smaller(gain, d->gain_most);
    }
    const int64_t reach = d->gains ? (d->drive_high_fx * w->gain_fx) >> d->gain_fraction
                                   : d->drive_high_fx << d->drive_shift;
    c->event_fx = !d->events         ? 0
                  : d->event.present ? d->event.word
                                     : smaller(d->high_fx / 4, d->drive_high_fx / 2);
    int64_t top = two_words(c) ? c->event_fx * 2 : smaller(d->high_fx / 3, reach / 5);
    if (c->manifest->shows == COSIM_SHOWS_HIDDEN && !two_words(c)) {
        /* The threshold is few steps of the drive away, so that a rounding of the membrane decides
         * on spikes. */
        top = smaller(top, (int64_t)60 << d->drive_shift);
    }
    top = within(&d->threshold, top);
    w->threshold_fx = d->threshold.present ? d->threshold.word : top > 3 ? top - top / 7 : top;
    w->reset_fx = d->reset.present ? d->reset.word
                  : c->manifest->reset_value.node != NULL
                      ? within(&d->reset, w->threshold_fx / 4 + 1)
                      : 0;
    c->hold = d->hold.present
                  ? (uint32_t)(d->hold.word + c->manifest->refractory_extra)
                  : (uint32_t)smaller(HOLD, (1 << cosim_wrapper_hold_width(c->manifest)) - 1);
    switch (d->leak) {
    case LIF_LEAK_LINEAR:
        c->raw_leak = d->leak_word.present ? d->leak_word.word
                                           : within(&d->leak_word, w->threshold_fx / 16 + 1);
        w->leak_fx = c->raw_leak;
        break;
    case LIF_LEAK_SHIFT: /* the port's number may as well be a constant leak */
        c->raw_leak = d->leak_word.present ? (int64_t)fraction : fraction < 3 ? fraction : 3;
        w->leak_fx = (int64_t)1 << ((int64_t)fraction - c->raw_leak);
        break;
    case LIF_LEAK_SHIFTS:
    case LIF_LEAK_MULTIPLY:
    default:
        w->leak_fx = d->leak_word.present
                         ? d->leak_word.word
                         : within(&d->leak_word, (((int64_t)1 << fraction) * 3) / 10 + 1);
        c->raw_leak = w->leak_fx;
        break;
    }
}

/* ---- drives ---- */

/* Returns a change of the membrane as a drive word that the port can take. */
static int32_t drive_word(const cosim_calibration *c, int64_t change)
{
    const lif_declared *d = &c->manifest->declared;
    if (two_words(c)) {
        return change > 0 ? (int32_t)c->event_fx : 0;
    }
    const int64_t word = d->gains ? change * ((int64_t)1 << d->gain_fraction) / c->words.gain_fx
                                  : change / ((int64_t)1 << d->drive_shift);
    return (int32_t)(word < d->drive_low_fx    ? d->drive_low_fx
                     : word > d->drive_high_fx ? d->drive_high_fx
                                               : word);
}

/* Adds a new experiment of n steps; returns NULL when there is no room. */
__attribute__((format(printf, 3, 4))) static cosim_trace *add(cosim_calibration *c, size_t n,
                                                              const char *format, ...)
{
    va_list args;
    if (c->count == COSIM_EXPERIMENTS) {
        return NULL;
    }
    cosim_experiment *e = &c->experiments[c->count];
    if (cosim_trace_new(&e->trace, n) != 0) {
        cosim_trace_free(&e->trace);
        return NULL;
    }
    va_start(args, format);
    vsnprintf(e->name, sizeof e->name, format, args);
    va_end(args);
    for (size_t i = 0; i < n; i++) {
        e->trace.hold[i] = c->hold;
    }
    c->count++;
    return &e->trace;
}

/* Adds `on` steps of one word, then none to the end. */
static void add_pulse(cosim_calibration *c, size_t n, size_t on, int64_t change, const char *name)
{
    cosim_trace *t = add(c, n, "%s of %d", name, drive_word(c, change));
    for (size_t i = 0; t != NULL && i < on && i < n; i++) {
        t->drive_fx[i] = drive_word(c, change);
    }
}

/* Finds where a guess first comes to the threshold and one beside it, from a single word. */
static void add_ties(cosim_calibration *c)
{
    const int64_t threshold = c->words.threshold_fx;
    unsigned inputs[8], leaks[8];
    const unsigned input_count = cosim_trait_values(c, COSIM_TRAIT_INPUT, inputs);
    const unsigned leak_count = cosim_trait_values(c, COSIM_TRAIT_LEAK, leaks);
    for (unsigned k = 0; k < input_count * leak_count; k++) {
        cosim_guess g = {{leaks[k % leak_count], inputs[k / leak_count], 0, 0, 0, 0, 0, 1, 0, 0}};
        cosim_hypothesis h;
        cosim_guess_hypothesis(c, &g, &h);
        int64_t low = 0, high = h.declared.drive_high_fx;
        while (low < high) { /* the smallest word that reaches it in one step */
            const int64_t middle = low + (high - low) / 2;
            const int32_t drive = (int32_t)middle;
            int32_t before;
            lif_integer m;
            lif_integer_start(&m, &h.format, &h.words);
            lif_declared_run(&h.declared, &m, 1, &drive, NULL, 0, &before, NULL, NULL, NULL);
            if (before >= threshold) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        for (int64_t beside = -1; beside <= 1; beside++) {
            const int64_t word = low + beside;
            add_pulse(c, 12, 1,
                      h.declared.gains ? (word * h.words.gain_fx) >> h.declared.gain_fraction
                                       : word * ((int64_t)1 << h.declared.drive_shift),
                      "tie at the threshold: one");
        }
    }
}

void cosim_calibrate_random(const cosim_calibration *c, uint64_t seed, cosim_trace *trace)
{
    const lif_declared *d = &c->manifest->declared;
    const int64_t t = c->words.threshold_fx;
    const bool inhibits = d->drive_low_fx < 0;
    lif_random random;
    int64_t level = 0;
    lif_random_seed(&random, seed);
    /* These go from fast to slow: a membrane that creeps to its threshold meets it exactly more
     * often. */
    const uint64_t slowness = 1 + lif_random_below(&random, 16);
    for (size_t i = 0; i < trace->n; i++) {
        if (lif_random_below(&random, 8) == 0) {
            level = (int64_t)lif_random_below(&random, (uint64_t)(4 * t)) - (inhibits ? t : 0);
            level /= (int64_t)slowness;
        }
        const int64_t jitter = (int64_t)lif_random_below(&random, (uint64_t)(t / 2 + 1));
        const bool quiet = lif_random_below(&random, 3) == 0;
        trace->hold[i] = c->hold;
        trace->drive_fx[i] = d->events
                                 ? (lif_random_below(&random, 2) ? (int32_t)c->event_fx : 0)
                                 : drive_word(c, quiet ? 0 : level + jitter / (int64_t)slowness);
    }
}

cosim_trace *cosim_calibrate_add(cosim_calibration *c, const cosim_trace *from, const char *name)
{
    cosim_trace *t = add(c, from->n, "%s", name);
    if (t != NULL) {
        memcpy(t->drive_fx, from->drive_fx, from->n * sizeof *t->drive_fx);
    }
    return t;
}

static void add_random(cosim_calibration *c, uint64_t seed)
{
    cosim_trace *trace = add(c, RANDOM_STEPS, "random drive %llu", (unsigned long long)seed);
    if (trace != NULL) {
        cosim_calibrate_random(c, seed, trace);
    }
}

/* Drives the membrane all the way up and down, so that everything that can overflow does. */
static void add_overflow(cosim_calibration *c)
{
    const lif_declared *d = &c->manifest->declared;
    cosim_trace *t = add(c, 60, "overflow probe: the ends of the drive");
    for (size_t i = 0; t != NULL && i < t->n; i++) {
        const bool low = i / 10 % 2 == 1;
        t->drive_fx[i] = two_words(c) ? (low ? 0 : (int32_t)c->event_fx)
                                      : (int32_t)(low ? d->drive_low_fx : d->drive_high_fx);
    }
    t = add(c, 60, "overflow probe: down first");
    for (size_t i = 0; t != NULL && i < t->n; i++) {
        const bool low = i / 20 % 2 == 0;
        t->drive_fx[i] = two_words(c) ? (low ? 0 : (int32_t)c->event_fx)
                                      : (int32_t)(low ? d->drive_low_fx : d->drive_high_fx);
    }
}

int cosim_calibrate_experiments(cosim_calibration *c, cosim_diag *diag)
{
    choose_words(c);
    const int64_t t = c->words.threshold_fx;
    if (t < 2) {
        return cosim_diag_set(diag, NULL,
                              "circuit %s: a threshold of %lld steps of the membrane is "
                              "too coarse to be calibrated",
                              c->manifest->name, (long long)t);
    }
    const int64_t levels[] = {t / 4, t / 2, t, 2 * t, 4 * t, 8 * t};
    add_pulse(c, 48, 1, t / 2, "impulse");
    add_pulse(c, 48, 1, t / 3 + 1, "impulse");
    if (c->manifest->declared.drive_low_fx < 0) {
        add_pulse(c, 48, 1, -t / 2, "inhibitory impulse");
        add_pulse(c, 48, 1, -t / 3 - 1, "inhibitory impulse");
        add_pulse(c, 80, 40, -t, "inhibitory step");
    }
    add_pulse(c, 80, 40, t / 3, "step");
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        add_pulse(c, 120, 120, levels[i], "constant");
    }
    add_pulse(c, 40, 40, INT32_MAX, "spikes in a row: a constant");
    add_ties(c);
    add_overflow(c);
    for (uint64_t seed = 1; seed <= 3; seed++) {
        add_random(c, seed);
    }
    return 0;
}

/* ---- latencies ---- */

/* Collects the answers with these clocks between a step and its answers. */
static int run_with(const cosim_calibration *c, cosim_trace *t, unsigned spike, unsigned membrane,
                    uint64_t seed, cosim_diag *diag)
{
    lif_words words = c->words;
    words.initial_hold = COSIM_CALIBRATE_LATENCIES(spike, membrane);
    return cosim_trace_run(t, c->dut, &words, seed, diag);
}

int cosim_calibrate_run(const cosim_calibration *c, cosim_trace *t, uint64_t seed, cosim_diag *diag)
{
    return run_with(c, t, c->spike_phase, c->membrane_phase, seed, diag);
}

static size_t first_spike(const cosim_trace *t)
{
    const uint8_t *at = memchr(t->spike, 1, t->n);
    return at == NULL ? t->n : (size_t)(at - t->spike);
}

static size_t first_move(const cosim_calibration *c, const cosim_trace *t)
{
    const int32_t *words = (t->shows & LIF_DUT_SHOWS_BEFORE) != 0 ? t->before_fx : t->after_fx;
    size_t i = 0;
    while (i < t->n && words[i] == (int32_t)c->words.initial_fx) {
        i++;
    }
    return i;
}

/* Finds the earliest clock, counted over the steps, at which an answer is seen at all. */
int cosim_calibrate_latencies(cosim_calibration *c, cosim_diag *diag)
{
    const cosim_manifest *m = c->manifest;
    const bool fixed = m->step == COSIM_STEP_COMBINATIONAL || m->result.node != NULL;
    const unsigned most = fixed ? 0 : m->step == COSIM_STEP_EVERY_CLOCK ? 1 : COSIM_LATENCY_MOST;
    size_t spike_step = SIZE_MAX, move_step = SIZE_MAX;
    for (unsigned phase = 0; phase <= most; phase++) {
        size_t spike = SIZE_MAX, move = SIZE_MAX;
        for (size_t e = 0; e < c->count; e++) {
            cosim_trace *t = &c->experiments[e].trace;
            if (run_with(c, t, phase, phase, 0, diag) != 0) {
                return -1;
            }
            if (first_spike(t) < t->n && first_spike(t) < spike) {
                spike = first_spike(t);
            }
            if (t->shows != 0 && first_move(c, t) < t->n && first_move(c, t) < move) {
                move = first_move(c, t);
            }
        }
        if (spike < spike_step) {
            spike_step = spike;
            c->spike_phase = phase;
        }
        if (move < move_step) {
            move_step = move;
            c->membrane_phase = phase;
        }
    }
    c->spikes = spike_step != SIZE_MAX;
    c->moves = move_step != SIZE_MAX;
    for (size_t e = 0; e < c->count; e++) {
        if (cosim_calibrate_run(c, &c->experiments[e].trace, 0, diag) != 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- clocks without a step ---- */

/* Returns the first step at which two traces of the same drives differ; t->n where none does. */
static size_t agree(const cosim_trace *t, const cosim_trace *other)
{
    size_t i = 0;
    while (i < t->n && t->spike[i] == other->spike[i] &&
           ((t->shows & LIF_DUT_SHOWS_MEMBRANE) == 0 || t->after_fx[i] == other->after_fx[i]) &&
           ((t->shows & LIF_DUT_SHOWS_BEFORE) == 0 || t->before_fx[i] == other->before_fx[i])) {
        i++;
    }
    return i;
}

int cosim_calibrate_idle(cosim_calibration *c, cosim_diag *diag)
{
    c->idles = (c->dut->ops->capabilities & LIF_DUT_IDLES) != 0;
    for (size_t e = 0; e < c->count && c->idles && !c->runs; e++) {
        const cosim_trace *known = &c->experiments[e].trace;
        cosim_trace t;
        int status = cosim_trace_new(&t, known->n);
        if (status != 0) {
            cosim_diag_memory(diag, NULL);
        } else {
            memcpy(t.drive_fx, known->drive_fx, known->n * sizeof *t.drive_fx);
            memcpy(t.hold, known->hold, known->n * sizeof *t.hold);
            status = cosim_calibrate_run(c, &t, LIF_CONDUCT_SEED + e, diag);
            c->run_experiment = e;
            c->run_step = status == 0 ? agree(known, &t) : 0;
            c->runs = status == 0 && c->run_step < known->n;
        }
        cosim_trace_free(&t);
        if (status != 0) {
            return -1;
        }
    }
    return 0;
}
