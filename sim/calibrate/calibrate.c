// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This is the search through every neuron that is known. */
#include "calibrate/calibrate.h"

#include "calibrate/experiments.h"
#include "circuit/dut.h"
#include "diagnose/shrink.h"
#include "diagnose/trace.h"

#include <stdio.h>
#include <string.h>

/* ---- guesses ---- */

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
            idle = idle || (at[k] > 0 && cosim_guess_idle(g, (cosim_trait)k));
        }
        if (!idle && cosim_guess_possible(g) && accept(context, g)) {
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
    if (o->failed || cosim_calibrate_run(o->c, trace, 0, o->diag) != 0) {
        o->failed = true;
        return false;
    }
    o->trace = trace;
    return !each_guess(o->c, &unused, fits_one, o);
}

/* Finds the shortest drive that no neuron explains, made from each experiment in turn. There is
 * none where each experiment alone fits some neuron, though no neuron fits all of them. */
static int find_odd(cosim_calibration *c, cosim_diag *diag)
{
    oddness o = {.c = c, .diag = diag};
    for (size_t e = 0; e < c->count && !o.failed; e++) {
        const cosim_trace *from = &c->experiments[e].trace;
        cosim_trace t;
        if (cosim_trace_new(&t, from->n) != 0) {
            cosim_trace_free(&t);
            return cosim_diag_memory(diag, NULL);
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

/* Finds a drive to which the two answer differently, if one of many random ones does; leaves it in
 * t. */
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

/* Tries every value of a trait that the experiments so far leave open; sets *added where a new
 * experiment was run. */
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
        if (values[i] == c->best.value[trait] || cosim_guess_idle(&other, trait) ||
            !cosim_guess_possible(&other) || cosim_guess_departs(c, &other, &experiment, &step) ||
            !seek(c, &c->best, &other, t)) {
            continue;
        }
        snprintf(name, sizeof name, "drive made for %s or %s",
                 cosim_trait_name(trait, c->best.value[trait]), cosim_trait_name(trait, values[i]));
        cosim_trace *next = cosim_calibrate_add(c, t, name);
        if (next == NULL) {
            return 0;
        }
        *added = true;
        if (cosim_calibrate_run(c, next, 0, diag) != 0) {
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
        cosim_diag_memory(diag, NULL);
    } else if (cosim_calibrate_experiments(c, diag) == 0 &&
               cosim_calibrate_latencies(c, diag) == 0) {
        t.shows = c->experiments[0].trace.shows;
        status = search(c, &t, diag);
    }
    cosim_trace_free(&t);
    return status != 0 ? -1 : c->fits ? cosim_calibrate_idle(c, diag) : find_odd(c, diag);
}

void cosim_calibration_free(cosim_calibration *c)
{
    for (size_t e = 0; e < c->count; e++) {
        cosim_trace_free(&c->experiments[e].trace);
    }
    cosim_trace_free(&c->odd);
    c->count = 0;
}
