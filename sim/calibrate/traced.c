// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/traced.h"

#include "calibrate/traced_best.h"
#include "calibrate/traced_case.h"
#include "calibrate/traced_material.h"
#include "calibrate/traced_neuron.h"
#include "calibrate/traced_refine.h"
#include "diagnose/rival_fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LATE_MOST = 2, MISSED_SHARE = 100 };

/* ---- candidates ---- */

/* Tries what a spike may do, with the values in several roundings. */
static int try_spikes(cosim_traced *t, const cosim_traced_rows *rows,
                      const cosim_traced_material *m, const cosim_traced_line *line,
                      cosim_traced_best *b)
{
    uint32_t holds[COSIM_TRACED_HOLDS];
    const int count = cosim_traced_holds(rows, line, holds);
    if (count < 0) {
        return -1;
    }
    for (int k = 0; k < count; k++) {
        cosim_traced_spikes spikes;
        if (cosim_traced_spikes_find(rows, line, holds[k], &spikes) != 0) {
            return -1;
        }
        for (unsigned subtracts = 0; subtracts < (spikes.count > 0 ? 2 : 1); subtracts++) {
            cosim_traced_threshold threshold;
            if (cosim_traced_threshold_find(rows, line, holds[k],
                                            subtracts ? NULL : &spikes.reset_v, false,
                                            &threshold) != 0) {
                return -1;
            }
            for (unsigned level = 0; level < COSIM_TRACED_LEVELS && !(b->any && b->searched == 0);
                 level++) {
                cosim_traced_neuron neuron;
                if (cosim_traced_neuron_make(t, line, &spikes, &threshold, holds[k], subtracts != 0,
                                             level, rows, m->first_v, &neuron)) {
                    cosim_traced_try(t, &neuron, b);
                }
            }
        }
    }
    return 0;
}

/* Tries what the rows show at a spike in one pair of latencies. */
static int try_layout(cosim_traced *t, cosim_traced_best *b, cosim_diag *diag)
{
    static const cosim_recorded_shows others[] = {COSIM_RECORDED_AFTER, COSIM_RECORDED_BEFORE,
                                                  COSIM_RECORDED_BETWEEN};
    const cosim_recorded_shows said = t->layout.shows;
    cosim_traced_material m;
    int status = cosim_traced_material_read(t, &m, diag);
    for (size_t k = 0; k < 4 && status == 0 && !(b->any && b->searched == 0); k++) {
        t->layout.shows = k == 0 ? said : others[k - 1];
        if (k > 0 && others[k - 1] == said) {
            continue;
        }
        const cosim_traced_rows rows = cosim_traced_material_rows(t, &m, t->layout.shows);
        cosim_traced_line line;
        if (cosim_traced_line_find(&rows, &line) != 0) {
            status = cosim_diag_memory(diag, NULL);
            break;
        }
        if (line.moves && k == 0) {
            if (line.spread_v > 4.0 * t->least_spread_v + 1e-12) {
                break; /* in another layout its rows are nearer to a line: it is not this */
            }
            t->least_spread_v = fmin(t->least_spread_v, line.spread_v);
        }
        if (line.moves && try_spikes(t, &rows, &m, &line, b) != 0) {
            status = cosim_diag_memory(diag, NULL);
        }
        t->moves = t->moves || line.moves;
        t->driven = t->driven || line.driven;
    }
    t->layout.shows = said;
    cosim_traced_material_free(&m);
    return status;
}

/* Fits the whole way of the best one, where its values are not near enough yet. */
static int refine(cosim_traced *t, cosim_traced_best *b, cosim_diag *diag)
{
    cosim_traced_material m;
    const cosim_traced_neuron neuron = b->neuron;
    const lif_params *p = &neuron.params;
    t->layout = b->layout;
    int status = cosim_traced_material_read(t, &m, diag);
    const cosim_traced_rows rows = cosim_traced_material_rows(t, &m, b->layout.shows);
    cosim_traced_way way = {.hold = p->refractory_steps,
                            .initial_hold = p->initial_hold,
                            .subtracts = p->reset_mode == LIF_RESET_BY_SUBTRACTION,
                            .reset_v = p->v_reset_v,
                            .initial_v = p->v_initial_v,
                            .starts_at_rest = p->v_initial_v == p->v_rest_v};
    cosim_traced_threshold threshold;
    if (status == 0 && cosim_traced_line_find(&rows, &way.line) != 0) {
        status = cosim_diag_memory(diag, NULL);
    }
    if (status != 0 || !way.line.moves) {
        cosim_traced_material_free(&m);
        return status;
    }
    way.amount_v = (p->v_threshold_v - p->v_reset_v) / (neuron.delayed ? way.line.keep : 1.0);
    status = cosim_traced_refine(&rows, &way, &threshold) != 0 ? cosim_diag_memory(diag, NULL) : 0;
    const cosim_traced_spikes spikes = {.count = isinf(threshold.firing_v) ? 0 : 1,
                                        .reset_v = way.reset_v,
                                        .amount_v = way.amount_v,
                                        .reset_off_v = way.line.spread_v,
                                        .amount_off_v = way.line.spread_v};
    for (unsigned level = 0; level < COSIM_TRACED_LEVELS && status == 0 && b->searched > 0;
         level++) {
        cosim_traced_neuron made;
        if (cosim_traced_neuron_make(t, &way.line, &spikes, &threshold, way.hold, way.subtracts,
                                     level, &rows, m.first_v, &made)) {
            t->layout = b->layout;
            cosim_traced_try(t, &made, b);
        }
    }
    cosim_traced_material_free(&m);
    return status;
}

/* ---- from a scenario ---- */

static void neuron_of_scenario(const cosim_scenario *s, cosim_traced_neuron *neuron)
{
    *neuron = (cosim_traced_neuron){.params = s->params};
    uint32_t hold = 0;
    if (lif_hold_is_constant(&s->params, &hold)) {
        neuron->params.refractory_rule = LIF_REFRACTORY_STEPS;
        neuron->params.refractory_steps = hold;
    }
}

/* Tries the neuron of the scenario that is given, and those that differ from it in one thing. */
static int try_scenario(cosim_traced *t, cosim_traced_best *b, cosim_diag *diag)
{
    cosim_traced_neuron neuron;
    cosim_traced_case c = {.scenario = NULL};
    neuron_of_scenario(t->with, &neuron);
    for (size_t k = 0; k < t->trace_count; k++) {
        t->steps[k] = cosim_traced_steps_of(t, k);
    }
    cosim_traced_try(t, &neuron, b);
    if ((b->any && b->searched == 0) || !b->any) {
        return 0;
    }
    cosim_rival *list = calloc(COSIM_RIVALS, sizeof *list);
    t->neuron = neuron;
    int status = list == NULL ? cosim_diag_memory(diag, NULL) : cosim_traced_open(t, 0, &c, diag);
    if (list != NULL && status == 0) {
        const size_t count = cosim_rivals_make(&c.rows, list);
        cosim_traced_close(&c); /* a trial reads the rows in a layout of its own */
        for (size_t i = 0; i < count && b->searched > 0; i++) {
            if (cosim_rival_is_plain(&list[i])) {
                neuron.params = list[i].params;
                cosim_traced_try(t, &neuron, b);
            }
        }
    }
    cosim_traced_close(&c);
    free(list);
    return status;
}

/* ---- the search ---- */

static size_t searched_steps(const cosim_traced *t)
{
    size_t all = 0;
    for (size_t k = 0; k < t->trace_count; k++) {
        all += t->half[k] < t->steps[k] ? t->half[k] : t->steps[k];
    }
    return all;
}

static int search(cosim_traced *t, cosim_traced_best *b, cosim_diag *diag)
{
    const cosim_recording_layout said = t->layout;
    const cosim_recording *r = t->duts[0]->recording;
    const bool clocked = r->membrane.clocked || r->spike.clocked || r->input.clocked;
    int status = 0;
    t->least_spread_v = (double)INFINITY;
    if (t->with != NULL) {
        status = try_scenario(t, b, diag);
    }
    if (r->shows == COSIM_RECORDED_HIDDEN) {
        return status;
    }
    for (unsigned k = 0; k <= (LATE_MOST + 1) * (LATE_MOST + 1); k++) {
        const uint64_t membrane = k == 0 ? said.membrane_late : (k - 1) % (LATE_MOST + 1);
        const uint64_t spike = k == 0 ? said.spike_late : (k - 1) / (LATE_MOST + 1);
        if (status != 0 || (b->any && b->searched == 0) ||
            (k > 0 && membrane == said.membrane_late && spike == said.spike_late) ||
            (k > 0 && clocked)) {
            continue;
        }
        cosim_diag refused;
        t->layout = said;
        t->layout.membrane_late = membrane;
        t->layout.spike_late = spike;
        const int one = try_layout(t, b, &refused);
        if (one != 0 && (k == 0 || refused.memory)) {
            *diag = refused; /* other layouts may be none of this file */
            status = -1;
        } else if (k == 0 && b->any && b->searched > 0) {
            status = refine(t, b, diag); /* what the manifest says first */
        }
    }
    if (status == 0 && b->any && b->searched > 0) {
        status = refine(t, b, diag);
    }
    t->layout = said;
    return status == 0 && b->any && MISSED_SHARE * b->searched > searched_steps(t)
               ? cosim_traced_try_orders(t, b, diag)
               : status;
}

/* ---- the whole ---- */

static void close_all(cosim_traced *t)
{
    for (size_t k = 0; k < t->trace_count; k++) {
        cosim_traced_close(&t->cases[k]);
    }
}

/* Opens the best one on all rows, and counts what it misses. */
static int settle(cosim_traced *t, const cosim_traced_best *b, size_t *tested, cosim_diag *diag)
{
    size_t steps = 0;
    t->layout = b->layout;
    t->neuron = b->neuron;
    t->order = b->order;
    t->missed = t->searched = *tested = 0;
    close_all(t);
    for (size_t k = 0; k < t->trace_count; k++) {
        t->steps[k] = cosim_traced_steps_of(t, k);
        if (cosim_traced_open(t, k, &t->cases[k], diag) != 0) {
            return -1;
        }
        cosim_rival own;
        cosim_rival_start(&own, &t->cases[k].job);
        own.order = t->order;
        cosim_traced_hold_against(&own, &t->cases[k], t->half[k]);
        *tested += t->cases[k].tested.count;
        t->missed += t->cases[k].searched.count + t->cases[k].tested.count;
        t->searched += t->half[k] < t->steps[k] ? t->half[k] : t->steps[k];
        steps += t->steps[k];
    }
    t->all = t->missed == 0 && t->order == COSIM_RIVAL_USUAL;
    t->found = MISSED_SHARE * t->missed <= steps;
    return 0;
}

/* Gives the steps that the search looks at: half of them, or, where they have fewer than two spikes
 * and all have more, those with half of the spikes. */
static int halve(cosim_traced *t, cosim_diag *diag)
{
    cosim_traced_material m;
    for (size_t k = 0; k < t->trace_count; k++) {
        t->half[k] = SIZE_MAX;
    }
    const int status = cosim_traced_material_read(t, &m, diag);
    size_t from = 0;
    for (size_t k = 0; status == 0 && k < t->trace_count; k++) {
        size_t first = 0, seen = 0, n = t->steps[k] / 2;
        for (size_t i = 0; i < n; i++) {
            first += m.spike[from + i];
        }
        if (first < 2 && t->spikes[k] > first) {
            for (n = 0; n < t->steps[k] && seen < (t->spikes[k] + 1) / 2 + 1; n++) {
                seen += m.spike[from + n];
            }
            n += (t->steps[k] - n) / 8;
        }
        t->half[k] = n;
        from += t->steps[k] + 1;
    }
    cosim_traced_material_free(&m);
    return status;
}

/* Looks at all rows once more where no neuron was found: how many spike, and whether any moves. */
static int look(cosim_traced *t, cosim_diag *diag)
{
    cosim_traced_material m;
    for (size_t k = 0; k < t->trace_count; k++) {
        t->half[k] = SIZE_MAX;
    }
    const int status = cosim_traced_material_read(t, &m, diag);
    t->still = true;
    for (size_t n = 1; status == 0 && n < m.n; n++) {
        t->still = t->still && !(fabs(m.x[n] - m.x[n - 1]) > 0.0);
    }
    cosim_traced_material_free(&m);
    return status;
}

static int find_step(cosim_traced *t, cosim_diag *diag)
{
    const cosim_recording *r = t->duts[0]->recording;
    const cosim_recorded_column *c = &r->time;
    if (t->with != NULL) {
        t->step_s = t->with->params.dt_s;
    } else if (c->path != NULL && c->count > 1) {
        const double span = (c->values[c->count - 1] - c->values[0]) * r->time_s;
        const double step = span / (double)(c->count - 1);
        t->step_s = cosim_rival_written(step, 1e-4 * step);
    } else {
        t->step_s = 1e-3;
        t->step_assumed = true;
    }
    return t->step_s > 0.0
               ? 0
               : cosim_diag_set(diag, NULL,
                                "%s: its times do not ascend; give every step a row, in order",
                                c->path);
}

int cosim_traced_calibrate(cosim_traced *t, cosim_diag *diag)
{
    const cosim_recording *r = t->duts[0]->recording;
    cosim_traced_best b = {.any = false};
    size_t tested = 0;
    t->layout = (cosim_recording_layout){.shows = r->shows,
                                         .membrane_late = r->membrane.latency,
                                         .spike_late = r->spike.latency,
                                         .one = 1.0,
                                         .from_rest = r->from_rest,
                                         .unknown_start = r->unknown_start};
    if (r->shows == COSIM_RECORDED_HIDDEN && t->with == NULL) {
        return cosim_diag_set(diag, NULL,
                              "%s: the membrane is hidden, and spikes alone tell no values; give "
                              "the scenario that is meant: --with SCENARIO.yaml",
                              r->manifest);
    }
    const cosim_recording_layout said = t->layout;
    /* without a scenario a value that has no unit is 1 mV */
    t->unit_v = t->with != NULL && r->one > 0.0 ? t->with->written_scale_v / r->one : 1e-3;
    t->zero_v = t->with != NULL && r->from_rest ? t->with->params.v_rest_v : 0.0;
    if (find_step(t, diag) != 0 || halve(t, diag) != 0 || search(t, &b, diag) != 0) {
        return -1;
    }
    if (b.any && settle(t, &b, &tested, diag) != 0) {
        return -1;
    }
    if (!b.any) {
        t->layout = said;
        return look(t, diag);
    }
    if (tested > b.searched) { /* refuted by the rows that it had not seen: all of them are used */
        const cosim_traced_best first = b;
        for (size_t k = 0; k < t->trace_count; k++) {
            t->half[k] = SIZE_MAX;
        }
        b = (cosim_traced_best){.any = false};
        t->layout = said;
        if (search(t, &b, diag) != 0) {
            return -1;
        }
        const bool better = b.any && b.searched < first.searched + tested;
        if (settle(t, better ? &b : &first, &tested, diag) != 0) {
            return -1;
        }
    }
    return 0;
}

void cosim_traced_free(cosim_traced *t) { close_all(t); }
