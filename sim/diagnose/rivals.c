// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/rivals.h"

#include "base/si.h"
#include "diagnose/rival_fit.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HOLDS = 3, SAID_MOST = 3 };

/* ---- the neurons ---- */

typedef struct makers {
    const cosim_job *job;
    cosim_rival *list;
    size_t count;
} makers;

/* Adds one more that is the scenario's own neuron yet; NULL where there is no room. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
static cosim_rival *
add(makers *m, const char *kind, const char *format, ...)
{
    cosim_rival *r = m->count < COSIM_RIVALS ? &m->list[m->count++] : &m->list[COSIM_RIVALS - 1];
    va_list args;
    cosim_rival_start(r, m->job);
    snprintf(r->kind, sizeof r->kind, "%s", kind);
    va_start(args, format);
    vsnprintf(r->words, sizeof r->words, format, args);
    va_end(args);
    return r;
}

static void add_holds(makers *m)
{
    const lif_params *p = &m->job->scenario->params;
    uint32_t hold = 0;
    if (!lif_hold_is_constant(p, &hold)) {
        return;
    }
    for (int by = -HOLDS; by <= HOLDS; by++) {
        if (by != 0 && (int64_t)hold + by >= 0) {
            const long long held = (long long)hold + by;
            cosim_rival *r = add(m, "refractory", "is refractory for %lld step%s, not %lu", held,
                                 held == 1 ? "" : "s", (unsigned long)hold);
            r->params.refractory_rule = LIF_REFRACTORY_STEPS;
            r->params.refractory_steps = (uint32_t)held;
        }
    }
}

static const struct {
    cosim_rival_order order;
    const char *kind, *words;
} orders[] = {
    {COSIM_RIVAL_RESET_FIRST, "order",
     "resets before it leaks: it decides on the membrane before the step, resets it, and "
     "integrates in the same step"},
    {COSIM_RIVAL_OLD_MEMBRANE, "order",
     "decides on the membrane before the step, and a step that spikes does not integrate"},
    {COSIM_RIVAL_HELD_LEAKS, "held", "leaks while it is refractory"},
    {COSIM_RIVAL_HELD_INTEGRATES, "held", "integrates while it is refractory"},
    {COSIM_RIVAL_RESTS, "held", "is at rest while it is refractory, and not at its reset"},
};
enum { ORDERS = sizeof orders / sizeof *orders };

const char *cosim_rival_order_words(cosim_rival_order order)
{
    for (size_t i = 0; i < ORDERS; i++) {
        if (orders[i].order == order) {
            return orders[i].words;
        }
    }
    return NULL;
}

static void add_orders(makers *m)
{
    for (size_t i = 0; i < ORDERS; i++) {
        add(m, orders[i].kind, "%s", orders[i].words)->order = orders[i].order;
    }
}

static void add_methods(makers *m)
{
    const lif_params *p = &m->job->scenario->params;
    if (lif_params_leaks(p) && (p->method == LIF_EULER || p->dt_s <= p->tau_s)) {
        const bool euler = p->method == LIF_EULER;
        cosim_rival *r =
            add(m, "method", "steps by %s, not by %s", euler ? "the exponential" : "Euler's rule",
                euler ? "Euler's rule" : "the exponential");
        r->params.method = euler ? LIF_EXPONENTIAL : LIF_EULER;
    }
    if (p->v_threshold_v > p->v_reset_v) {
        const bool subtract = p->reset_mode == LIF_RESET_BY_SUBTRACTION;
        cosim_rival *r = add(m, "reset",
                             subtract ? "resets to a value, and does not subtract"
                                      : "subtracts at a spike, and does not reset to a "
                                        "value");
        r->params.reset_mode = subtract ? LIF_RESET_TO_VALUE : LIF_RESET_BY_SUBTRACTION;
    }
    const bool above = p->compare == LIF_ABOVE;
    add(m, "compare", above ? "fires at its threshold too" : "fires above its threshold only")
        ->params.compare = above ? LIF_AT_OR_ABOVE : LIF_ABOVE;
}

static void add_drives(makers *m)
{
    static const struct {
        double factor;
        const char *words;
    } drives[] = {{2.0, "counts its drive twice"},
                  {0.5, "counts its drive half"},
                  {-1.0, "takes its drive with the other sign"},
                  {0.0, "ignores its drive"}};
    for (size_t i = 0; i < sizeof drives / sizeof *drives; i++) {
        add(m, "drive", "%s", drives[i].words)->drive = drives[i].factor;
    }
    add(m, "latency", "takes its drive one step late")->input_late = 1;
    add(m, "latency", "takes its drive one step early")->input_late = -1;
}

static void add_views(makers *m)
{
    const cosim_recording *t = m->job->dut->recording;
    add(m, "latency", "shows its spikes one row later")->spike_late = 1;
    add(m, "latency", "shows its spikes one row earlier")->spike_late = -1;
    if (m->job->recorded->observed_v != NULL) {
        add(m, "latency", "shows its membrane one row later")->membrane_late = 1;
        add(m, "latency", "shows its membrane one row earlier")->membrane_late = -1;
        add(m, "shows",
            t->shows == COSIM_RECORDED_BEFORE ? "shows the membrane after the reset, not before it"
                                              : "shows the membrane before the reset, not after it")
            ->before = true;
    }
}

/* Values that the rows themselves show: what comes after a spike, and what comes first. */
static void add_values(makers *m)
{
    const cosim_recorded *r = m->job->recorded;
    const lif_params *p = &m->job->scenario->params;
    char text[COSIM_SI_BYTES];
    size_t spike = 0;
    if (r->observed_v == NULL || m->job->scenario->steps == 0) {
        return;
    }
    while (spike < m->job->scenario->steps && r->spike[spike] == 0) {
        spike++;
    }
    if (spike < m->job->scenario->steps && p->reset_mode == LIF_RESET_TO_VALUE &&
        !isnan(r->observed_v[spike]) && r->observed_v[spike] != p->v_threshold_v) {
        add(m, "reset", "resets to %s", cosim_si(r->observed_v[spike], "V", 6, text))
            ->params.v_reset_v = r->observed_v[spike];
    }
}

/* Values that all rows together tell. */
static void add_fits(makers *m, const cosim_rival_rows *rows)
{
    const lif_params *p = &m->job->scenario->params;
    cosim_rival_values v;
    double threshold_v;
    char text[COSIM_SI_BYTES];
    if (!cosim_rival_fit(rows, &v)) {
        return;
    }
    add(m, "leak", "has a time constant of %s", cosim_si(v.tau_s, "s", 6, text))->params.tau_s =
        v.tau_s;
    add(m, "gain", "has a resistance of %s", cosim_si(v.r_ohm, "Ohm", 6, text))->params.r_ohm =
        v.r_ohm;
    /* what nobody wrote rests where the neuron rests */
    cosim_rival *r = add(m, "rest", "rests at %s", cosim_si(v.rest_v, "V", 6, text));
    r->params.v_rest_v = v.rest_v;
    r->params.v_initial_v = p->v_initial_v == p->v_rest_v ? v.rest_v : p->v_initial_v;
    r->params.v_reset_v = p->v_reset_v == p->v_rest_v ? v.rest_v : p->v_reset_v;
    if (cosim_rival_threshold(rows, &threshold_v)) {
        add(m, "threshold", "has its threshold at about %s", cosim_si(threshold_v, "V", 6, text))
            ->params.v_threshold_v = threshold_v;
    }
}

size_t cosim_rivals_make(const cosim_rival_rows *rows, cosim_rival *list)
{
    makers m = {.job = rows->job, .list = list};
    add_holds(&m);
    add_orders(&m);
    add_methods(&m);
    add_views(&m);
    add_drives(&m);
    add_values(&m);
    add_fits(&m, rows);
    return m.count;
}

/* ---- two things ---- */

/* Puts what `b` has other than the scenario's neuron into `r`. Returns false where both change the
 * same thing. */
static bool combine(cosim_rival *r, const cosim_rival *b, const cosim_rival *own)
{
    char words[sizeof r->words];
    if (strcmp(r->kind, b->kind) == 0 ||
        (r->order != COSIM_RIVAL_USUAL && b->order != COSIM_RIVAL_USUAL)) {
        return false;
    }
    lif_params *to = &r->params;
    const lif_params *from = &b->params, *base = &own->params;
    to->refractory_rule = from->refractory_rule != base->refractory_rule ? from->refractory_rule
                                                                         : to->refractory_rule;
    if (from->refractory_steps != base->refractory_steps) {
        to->refractory_steps = from->refractory_steps;
        to->refractory_rule = from->refractory_rule;
    }
    to->method = from->method != base->method ? from->method : to->method;
    to->reset_mode = from->reset_mode != base->reset_mode ? from->reset_mode : to->reset_mode;
    to->compare = from->compare != base->compare ? from->compare : to->compare;
    to->v_threshold_v =
        from->v_threshold_v != base->v_threshold_v ? from->v_threshold_v : to->v_threshold_v;
    to->v_initial_v = from->v_initial_v != base->v_initial_v ? from->v_initial_v : to->v_initial_v;
    to->v_reset_v = from->v_reset_v != base->v_reset_v ? from->v_reset_v : to->v_reset_v;
    to->tau_s = from->tau_s != base->tau_s ? from->tau_s : to->tau_s;
    to->r_ohm = from->r_ohm != base->r_ohm ? from->r_ohm : to->r_ohm;
    to->v_rest_v = from->v_rest_v != base->v_rest_v ? from->v_rest_v : to->v_rest_v;
    r->order = b->order != COSIM_RIVAL_USUAL ? b->order : r->order;
    r->drive = b->drive != 1.0 ? b->drive : r->drive;
    r->input_late += b->input_late;
    r->spike_late += b->spike_late;
    r->membrane_late += b->membrane_late;
    r->before = r->before || b->before;
    snprintf(words, sizeof words, "%.70s, and %.70s", r->words, b->words);
    snprintf(r->words, sizeof r->words, "%s", words);
    snprintf(r->kind, sizeof r->kind, "pair");
    return true;
}

/* ---- what explains the rows ---- */

typedef struct said {
    char text[400];
    size_t length, count;
    cosim_finding finding; /* of the first, with the others */
    bool no_memory;
} said;

static void say(said *s, const cosim_rival *r)
{
    if (s->count++ < SAID_MOST) {
        const size_t room = sizeof s->text - 40 - s->length;
        const int n =
            snprintf(s->text + s->length, room, "%s%s",
                     s->length > 0 ? ", or, which explains these rows as well: " : "", r->words);
        s->length += n < 0 ? 0 : (size_t)n < room ? (size_t)n : room - 1;
    }
    if (s->count == 1) {
        snprintf(s->finding.kind, sizeof s->finding.kind, "%s", r->kind);
    } else if (cosim_finding_add(&s->finding, r->words) != 0) {
        s->no_memory = true;
    }
}

static void search(const cosim_rival_rows *rows, const cosim_rival *list, size_t count, said *s)
{
    cosim_rival own;
    cosim_rival_start(&own, rows->job);
    for (size_t i = 0; i < count; i++) {
        if (cosim_rival_explains(&list[i], rows) == rows->n) {
            say(s, &list[i]);
        }
    }
    for (size_t i = 0; i < count && s->count == 0; i++) {
        for (size_t k = i + 1; k < count; k++) {
            cosim_rival pair = list[i];
            if (combine(&pair, &list[k], &own) && cosim_rival_explains(&pair, rows) == rows->n) {
                say(s, &pair);
            }
        }
    }
}

int cosim_findings_of_rivals(const cosim_job *job, struct cosim_findings *f, cosim_diag *diag)
{
    cosim_rival_rows rows;
    cosim_rival *list = calloc(COSIM_RIVALS, sizeof *list);
    cosim_rival own;
    said s = {.count = 0};
    const int filled = cosim_rival_rows_of(job, &rows, diag);
    int status = list == NULL ? cosim_diag_memory(diag, NULL) : filled;
    /* first as if the rows were rounded least: the wider a bound, the more explains them */
    unsigned judged = 0;
    for (unsigned i = 0; i < COSIM_RECORDED_ROUNDINGS && status == 0; i++) {
        if (cosim_recorded_may_round(job, i)) {
            judged = i;
            cosim_recorded_round(job, i);
            cosim_rival_start(&own, job);
            if (s.count == 0) {
                search(&rows, list, cosim_rivals_make(&rows, list), &s);
            }
        }
    }
    if (status == 0) {
        cosim_recorded_round(job, judged); /* as before */
    }
    if (s.count > 0) {
        cosim_finding *finding = &f->items[f->count++];
        *finding = s.finding;
        finding->step = cosim_rival_explains(&own, &rows);
        finding->whole = true;
        if (s.count > SAID_MOST) {
            snprintf(s.text + s.length, sizeof s.text - s.length, ", or %zu more",
                     s.count - SAID_MOST);
        }
        snprintf(finding->text, sizeof finding->text, "%s", s.text);
    }
    if (s.no_memory) {
        status = cosim_diag_memory(diag, NULL);
    }
    free(rows.current_a);
    free(list);
    return status;
}
