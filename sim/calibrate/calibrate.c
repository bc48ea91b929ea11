// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The search through every neuron that is known. */
#include "calibrate/calibrate.h"

#include "diagnose/shrink.h"

#include <stdio.h>
#include <string.h>

/* ---- traits ---- */

static const char *const names[COSIM_TRAITS][8] = {
    [COSIM_TRAIT_LEAK] = {"multiply", "shift", "terms", "linear", "decay"},
    [COSIM_TRAIT_INPUT] = {"potential", "after-leak", "before-leak"},
    [COSIM_TRAIT_ROUNDING] = {"half-up", "floor", "toward-zero", "residual"},
    [COSIM_TRAIT_OVERFLOW] = {"wrap", "saturate"},
    [COSIM_TRAIT_COMPARE] = {"at-or-above", "above"},
    [COSIM_TRAIT_WITH] = {"new", "old"},
    [COSIM_TRAIT_RESET] = {"to-value", "by-subtraction"},
    [COSIM_TRAIT_COUNTS] = {"N+1", "N", "N-1"},
    [COSIM_TRAIT_SPIKE_LATE] = {"0", "1", "2", "3"},
    [COSIM_TRAIT_MEMBRANE_LATE] = {"0", "1", "2", "3"}};
static const char *const keys[COSIM_TRAITS] = {
    "leak",          "input",           "rounding", "overflow",
    "compare",       "compare_with",    "reset",    "constants.refractory.counts",
    "spike.latency", "membrane.latency"};

const char *cosim_trait_name(cosim_trait trait, unsigned value) { return names[trait][value]; }
const char *cosim_trait_key(cosim_trait trait) { return keys[trait]; }

/* What the manifest says, or the default. */
static unsigned stated(const cosim_manifest *m, cosim_trait trait)
{
    const lif_declared *d = &m->declared;
    switch (trait) {
    case COSIM_TRAIT_LEAK:
        return d->decay ? 4 : (unsigned)d->leak;
    case COSIM_TRAIT_INPUT:
        return (unsigned)d->input;
    case COSIM_TRAIT_ROUNDING:
        return d->rounding == LIF_ROUND_UNKNOWN ? 0 : (unsigned)d->rounding;
    case COSIM_TRAIT_OVERFLOW:
        return d->overflow == LIF_OVERFLOW_SATURATE ? 1 : 0;
    case COSIM_TRAIT_COMPARE:
        return d->compare_above ? 1 : 0;
    case COSIM_TRAIT_WITH:
        return d->compare_old ? 1 : 0;
    case COSIM_TRAIT_RESET:
        return d->subtract ? 1 : 0;
    case COSIM_TRAIT_COUNTS:
        return (unsigned)(m->refractory_extra + 1);
    case COSIM_TRAIT_SPIKE_LATE:
    case COSIM_TRAIT_MEMBRANE_LATE:
    case COSIM_TRAITS:
    default:
        return 0;
    }
}

/* Values from 0 on, the stated one first. */
static unsigned all_values(unsigned first, unsigned count, unsigned values[8])
{
    unsigned n = 0;
    values[n++] = first;
    for (unsigned v = 0; v < count; v++) {
        if (v != first) {
            values[n++] = v;
        }
    }
    return n;
}

unsigned cosim_trait_values(const cosim_calibration *c, cosim_trait trait, unsigned values[8])
{
    const cosim_manifest *m = c->manifest;
    const unsigned first = stated(m, trait);
    const bool clocked = m->step == COSIM_STEP_EVERY_CLOCK;
    switch (trait) {
    case COSIM_TRAIT_LEAK:
        values[0] = first;
        if (m->declared.leak == LIF_LEAK_SHIFTS || (m->known & COSIM_KNOWS_LEAK) != 0) {
            return 1;
        }
        values[1] = m->declared.leak == LIF_LEAK_MULTIPLY ? (m->declared.decay ? 0 : 4)
                                                          : (first == 1 ? 3 : 1);
        return 2;
    case COSIM_TRAIT_INPUT:
        return all_values(first, 3, values);
    case COSIM_TRAIT_ROUNDING:
        return all_values(first, 4, values);
    case COSIM_TRAIT_OVERFLOW:
    case COSIM_TRAIT_COMPARE:
    case COSIM_TRAIT_WITH:
    case COSIM_TRAIT_RESET:
        return all_values(first, 2, values);
    case COSIM_TRAIT_COUNTS:
        return m->refractory.node != NULL || m->declared.hold.word != 0
                   ? all_values(first, 3, values)
                   : all_values(first, 0, values);
    case COSIM_TRAIT_SPIKE_LATE:
    case COSIM_TRAIT_MEMBRANE_LATE:
        values[0] = 0;
        return clocked && (trait == COSIM_TRAIT_SPIKE_LATE || m->membrane.node != NULL)
                   ? all_values(0, 4, values)
                   : 1;
    case COSIM_TRAITS:
    default:
        return 0;
    }
}

/* ---- guesses ---- */

/* A trait that means nothing beside the others stays at its first value. */
static bool is_idle(const cosim_guess *g, cosim_trait trait)
{
    const bool linear = g->value[COSIM_TRAIT_LEAK] == 3;
    return trait == COSIM_TRAIT_ROUNDING && linear;
}

/* Whether such a neuron can be declared. */
static bool is_possible(const cosim_guess *g)
{
    const unsigned leak = g->value[COSIM_TRAIT_LEAK];
    return !((leak == 3 || leak == 4) && g->value[COSIM_TRAIT_INPUT] == LIF_INPUT_POTENTIAL) &&
           !(leak == 2 && g->value[COSIM_TRAIT_ROUNDING] == LIF_ROUND_RESIDUAL);
}

void cosim_guess_hypothesis(const cosim_calibration *c, const cosim_guess *g, cosim_hypothesis *h)
{
    const cosim_manifest *m = c->manifest;
    const unsigned leak = g->value[COSIM_TRAIT_LEAK], fraction = m->format.leak_fraction;
    cosim_hypothesis_start(h, &m->format, &m->declared, &c->words);
    lif_declared *d = &h->declared;
    d->leak = leak == 4 ? LIF_LEAK_MULTIPLY : (lif_leak_kind)leak;
    d->decay = leak == 4;
    d->input = (lif_input)g->value[COSIM_TRAIT_INPUT];
    d->rounding = (lif_declared_rounding)g->value[COSIM_TRAIT_ROUNDING];
    d->overflow = g->value[COSIM_TRAIT_OVERFLOW] == 1 ? LIF_OVERFLOW_SATURATE : LIF_OVERFLOW_WRAP;
    d->compare_above = h->words.compare_above = g->value[COSIM_TRAIT_COMPARE] == 1;
    d->compare_old = g->value[COSIM_TRAIT_WITH] == 1;
    d->subtract = h->words.reset_by_subtract = g->value[COSIM_TRAIT_RESET] == 1;
    if (d->subtract && (h->words.reset_fx == 0 || m->declared.subtract_threshold)) {
        h->words.reset_fx = h->words.threshold_fx;
    }
    /* the number at the port is the same, whatever it means */
    if ((leak == 4) != m->declared.decay && m->declared.leak == LIF_LEAK_MULTIPLY) {
        h->words.leak_fx = ((int64_t)1 << fraction) - c->words.leak_fx;
    } else if (leak == 3) {
        h->words.leak_fx = c->raw_leak;
    }
    h->hold_extra = m->refractory_extra - ((int)g->value[COSIM_TRAIT_COUNTS] - 1);
    if (m->declared.hold.present) { /* its own number, and not what H was taken for */
        h->hold_extra = -((int)g->value[COSIM_TRAIT_COUNTS] - 1);
    }
    if (m->refractory.node == NULL && m->declared.hold.word == 0) {
        h->hold_extra = -(int)c->hold;
    }
    h->spike_late = g->value[COSIM_TRAIT_SPIKE_LATE];
    h->membrane_late = g->value[COSIM_TRAIT_MEMBRANE_LATE];
}

bool cosim_guess_departs(const cosim_calibration *c, const cosim_guess *guess, size_t *experiment,
                         size_t *step)
{
    cosim_hypothesis h;
    cosim_guess_hypothesis(c, guess, &h);
    for (size_t e = 0; e < c->count; e++) {
        const size_t agreed = cosim_hypothesis_agrees(&h, &c->experiments[e].trace);
        if (agreed < c->experiments[e].trace.n) {
            *experiment = e;
            *step = agreed;
            return true;
        }
    }
    return false;
}

/* Goes through all guesses: stops at the first for which `accept` is true, and leaves it there. */
static bool each_guess(const cosim_calibration *c, cosim_guess *g,
                       bool (*accept)(void *context, const cosim_guess *guess), void *context)
{
    unsigned values[COSIM_TRAITS][8], count[COSIM_TRAITS], at[COSIM_TRAITS] = {0};
    for (int t = 0; t < COSIM_TRAITS; t++) {
        count[t] = cosim_trait_values(c, (cosim_trait)t, values[t]);
    }
    for (;;) {
        int t = 0;
        bool idle = false;
        for (int k = 0; k < COSIM_TRAITS; k++) {
            g->value[k] = values[k][at[k]];
        }
        for (int k = 0; k < COSIM_TRAITS; k++) {
            idle = idle || (at[k] > 0 && is_idle(g, (cosim_trait)k));
        }
        if (!idle && is_possible(g) && accept(context, g)) {
            return true;
        }
        while (t < COSIM_TRAITS && ++at[t] == count[t]) {
            at[t++] = 0;
        }
        if (t == COSIM_TRAITS) {
            return false;
        }
    }
}

static bool fits_all(void *context, const cosim_guess *g)
{
    cosim_calibration *c = context;
    size_t experiment, step;
    c->guesses++;
    if (!cosim_guess_departs(c, g, &experiment, &step)) {
        c->best = *g;
        return true;
    }
    if (experiment > c->best_experiment ||
        (experiment == c->best_experiment && step >= c->best_step)) {
        c->best_experiment = experiment;
        c->best_step = step;
        c->best = *g;
    }
    return false;
}

/* ---- an input that no neuron explains ---- */

typedef struct oddness {
    const cosim_calibration *c;
    const cosim_trace *trace;
    cosim_diag *diag;
    bool failed;
} oddness;

static bool fits_one(void *context, const cosim_guess *g)
{
    const oddness *o = context;
    cosim_hypothesis h;
    cosim_guess_hypothesis(o->c, g, &h);
    return cosim_hypothesis_agrees(&h, o->trace) == o->trace->n;
}

static bool is_odd(void *context, cosim_trace *trace)
{
    oddness *o = context;
    cosim_guess unused;
    if (o->failed || cosim_calibrate_run(o->c, trace, o->diag) != 0) {
        o->failed = true;
        return false;
    }
    o->trace = trace;
    return !each_guess(o->c, &unused, fits_one, o);
}

/* The shortest of what is left of each experiment; the whole may fit one by one and not together.
 */
static int find_odd(cosim_calibration *c, cosim_diag *diag)
{
    oddness o = {.c = c, .diag = diag};
    for (size_t e = 0; e < c->count && !o.failed; e++) {
        const cosim_trace *from = &c->experiments[e].trace;
        cosim_trace t;
        if (cosim_trace_new(&t, from->n) != 0) {
            cosim_trace_free(&t);
            return cosim_diag_set(diag, NULL, "out of memory");
        }
        memcpy(t.drive_fx, from->drive_fx, from->n * sizeof *t.drive_fx);
        memcpy(t.hold, from->hold, from->n * sizeof *t.hold);
        if (is_odd(&o, &t)) {
            cosim_shrink(&t, is_odd, &o);
            if (c->odd.n == 0 || t.n < c->odd.n) {
                cosim_trace_free(&c->odd);
                c->odd = t;
                if (c->odd.n <= 8) {
                    break;
                }
                continue;
            }
        }
        cosim_trace_free(&t);
    }
    return o.failed ? -1 : 0;
}

/* ---- experiments that are made to tell two neurons apart ---- */

enum { SEEK_DRIVES = 1500, SEEK_STEPS = 80 };

/* A drive to which the two answer differently, if one of many random ones is; leaves it in t. */
static bool seek(cosim_calibration *c, const cosim_guess *one, const cosim_guess *other,
                 cosim_trace *t)
{
    cosim_hypothesis a, b;
    cosim_guess_hypothesis(c, one, &a);
    cosim_guess_hypothesis(c, other, &b);
    for (uint64_t seed = 0; seed < SEEK_DRIVES; seed++) {
        cosim_calibrate_random(c, 1000 + seed, t);
        cosim_hypothesis_run(&a, t);
        c->sought++;
        if (cosim_hypothesis_agrees(&b, t) < t->n) {
            return true;
        }
    }
    return false;
}

/* Every value of a trait that the experiments so far leave open. *added: a new one was run. */
static int settle(cosim_calibration *c, cosim_trait trait, cosim_trace *t, bool *added,
                  cosim_diag *diag)
{
    unsigned values[8];
    const unsigned count = cosim_trait_values(c, trait, values);
    for (unsigned i = 0; i < count; i++) {
        cosim_guess other = c->best;
        size_t experiment, step;
        char name[80];
        other.value[trait] = values[i];
        if (values[i] == c->best.value[trait] || is_idle(&other, trait) || !is_possible(&other) ||
            cosim_guess_departs(c, &other, &experiment, &step) || !seek(c, &c->best, &other, t)) {
            continue;
        }
        snprintf(name, sizeof name, "drive made for %s or %s", names[trait][c->best.value[trait]],
                 names[trait][values[i]]);
        cosim_trace *next = cosim_calibrate_add(c, t, name);
        if (next == NULL) {
            return 0;
        }
        *added = true;
        if (cosim_calibrate_run(c, next, diag) != 0) {
            return -1;
        }
    }
    return 0;
}

/* Searches, and makes experiments until none is left that could change what is found. */
static int search(cosim_calibration *c, cosim_trace *t, cosim_diag *diag)
{
    cosim_guess guess;
    for (bool added = true; added;) {
        added = false;
        c->best_experiment = c->best_step = 0;
        c->fits = each_guess(c, &guess, fits_all, c);
        for (int trait = 0; c->fits && trait < COSIM_TRAITS; trait++) {
            if (settle(c, (cosim_trait)trait, t, &added, diag) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

int cosim_calibrate(cosim_calibration *c, const cosim_manifest *manifest, cosim_dut *dut,
                    cosim_diag *diag)
{
    cosim_trace t;
    int status = -1;
    *c = (cosim_calibration){.manifest = manifest, .dut = dut};
    if (cosim_trace_new(&t, SEEK_STEPS) != 0) {
        cosim_diag_set(diag, NULL, "out of memory");
    } else if (cosim_calibrate_experiments(c, diag) == 0 &&
               cosim_calibrate_latencies(c, diag) == 0) {
        t.shows = c->experiments[0].trace.shows;
        status = search(c, &t, diag);
    }
    cosim_trace_free(&t);
    return status != 0 || c->fits ? status : find_odd(c, diag);
}

void cosim_calibration_free(cosim_calibration *c)
{
    for (size_t e = 0; e < c->count; e++) {
        cosim_trace_free(&c->experiments[e].trace);
    }
    cosim_trace_free(&c->odd);
    c->count = 0;
}
