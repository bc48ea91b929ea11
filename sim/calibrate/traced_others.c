// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/traced_others.h"

#include "base/si.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *cosim_traced_place(const cosim_traced *t, size_t at, size_t step, unsigned long *line)
{
    const cosim_recording *r = t->duts[at]->recording;
    const cosim_recorded_column *c = r->membrane.path != NULL ? &r->membrane
                                     : r->input.path != NULL  ? &r->input
                                                              : &r->spike;
    const uint64_t row = step + c->latency;
    *line = row < c->count ? c->line[row] : 0;
    return c->path;
}

/* Tells whether a rival is of the kinds that are named: what is counted and in which order, and not
 * other values. */
static bool is_named(const cosim_traced *t, const cosim_rival *r)
{
    const lif_params *p = &t->cases[0].job.scenario->params;
    const bool held = r->order == COSIM_RIVAL_HELD_LEAKS ||
                      r->order == COSIM_RIVAL_HELD_INTEGRATES || r->order == COSIM_RIVAL_RESTS;
    if (strcmp(r->kind, "refractory") == 0) {
        return llabs((long long)r->params.refractory_steps - (long long)p->refractory_steps) == 1;
    }
    if (strcmp(r->kind, "reset") == 0) {
        return r->params.reset_mode != p->reset_mode;
    }
    return held ? p->refractory_steps > 0 &&
                      !(r->order == COSIM_RIVAL_RESTS && p->v_reset_v == p->v_rest_v)
                : strcmp(r->kind, "order") == 0 || strcmp(r->kind, "method") == 0 ||
                      strcmp(r->kind, "compare") == 0 || strcmp(r->kind, "shows") == 0 ||
                      strcmp(r->kind, "latency") == 0;
}

/* Says what the rows would have to have for it to be excluded. */
static void explain(const cosim_traced *t, const cosim_rival *r, cosim_traced_other *o)
{
    size_t spikes = 0;
    for (size_t k = 0; k < t->trace_count; k++) {
        spikes += t->spikes[k];
    }
    snprintf(o->why, sizeof o->why, "%s",
             spikes == 0                          ? "it never fires in these rows"
             : strcmp(r->kind, "compare") == 0    ? "no membrane meets the threshold"
             : strcmp(r->kind, "refractory") == 0 ? "no spike is seen after which it would matter"
                                                  : "no row is one at which the two differ");
}

/* Holds a rival against all traces. */
static void compare(cosim_traced *t, const cosim_rival *r, cosim_traced_other *o)
{
    *o = (cosim_traced_other){.open = true};
    snprintf(o->words, sizeof o->words, "%s", r->words);
    for (size_t k = 0; k < t->trace_count && o->open; k++) {
        cosim_traced_case *c = &t->cases[k];
        cosim_rival of = *r;
        cosim_rival own;
        cosim_rival_misses misses, known;
        cosim_rival_start(&own, &c->job);
        of.params.v_initial_v = own.params.v_initial_v;
        cosim_rival_find_misses(&of, &c->rows, 0, c->rows.n, &misses);
        cosim_rival_find_misses(&own, &c->rows, 0, c->rows.n, &known);
        if (misses.count > known.count) {
            size_t at = 0;
            while (at + 1 < COSIM_MISSES && at < known.count && misses.step[at] == known.step[at]) {
                at++;
            }
            o->open = false;
            o->step = misses.step[at];
            o->file = cosim_traced_place(t, k, o->step, &o->line);
        }
    }
    if (o->open) {
        explain(t, r, o);
    }
}

/* The other method goes with another time constant: a step tells what it keeps, and not how. */
static bool other_method(cosim_traced *t, cosim_traced_other *o)
{
    const lif_params *p = &t->cases[0].job.scenario->params;
    const double tau_s = t->neuron.other_tau_s;
    char text[COSIM_SI_BYTES];
    cosim_rival r;
    cosim_rival_start(&r, &t->cases[0].job);
    const bool euler = p->method == LIF_EULER;
    if (!(tau_s > 0.0) || (!euler && tau_s < p->dt_s)) {
        return false;
    }
    r.params.method = euler ? LIF_EXPONENTIAL : LIF_EULER;
    r.params.tau_s = tau_s;
    snprintf(r.kind, sizeof r.kind, "method");
    snprintf(r.words, sizeof r.words, "steps by %s with a time constant of %s",
             euler ? "the exponential" : "Euler's rule", cosim_si(tau_s, "s", 9, text));
    compare(t, &r, o);
    snprintf(o->why, sizeof o->why, "a step shows what it keeps, and not by which rule");
    return true;
}

static bool same(const lif_params *a, const lif_params *b)
{
    return a->method == b->method && a->reset_mode == b->reset_mode && a->compare == b->compare &&
           a->refractory_steps == b->refractory_steps && a->v_reset_v == b->v_reset_v &&
           a->tau_s == b->tau_s && a->r_ohm == b->r_ohm && a->v_rest_v == b->v_rest_v &&
           a->v_threshold_v == b->v_threshold_v;
}

cosim_traced_other *cosim_traced_others(cosim_traced *t, size_t *count)
{
    cosim_traced_other *list = calloc(COSIM_RIVALS, sizeof *list);
    cosim_rival *rivals = calloc(COSIM_RIVALS, sizeof *rivals);
    *count = 0;
    if (list == NULL || rivals == NULL) {
        free(list);
        free(rivals);
        return NULL;
    }
    const size_t made = cosim_rivals_make(&t->cases[0].rows, rivals);
    for (int open = 0; open < 2; open++) {
        for (size_t i = 0; i < made && *count < COSIM_RIVALS; i++) {
            if (is_named(t, &rivals[i]) &&
                !(cosim_rival_is_plain(&rivals[i]) &&
                  same(&rivals[i].params, &t->cases[0].job.scenario->params))) {
                compare(t, &rivals[i], &list[*count]);
                *count += list[*count].open == (open == 1);
            }
        }
    }
    if (*count < COSIM_RIVALS && other_method(t, &list[*count])) {
        *count += list[*count].open;
    }
    free(rivals);
    return list;
}
