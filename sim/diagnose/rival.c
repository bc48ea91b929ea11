// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/rival.h"

#include "scenario/current.h"

#include <math.h>
#include <stdlib.h>

void cosim_rival_start(cosim_rival *r, const cosim_job *job)
{
    *r = (cosim_rival){.params = job->scenario->params, .drive = 1.0};
}

/* A rival on its way through the rows: its membrane x within B, and what it holds [V]. */
typedef struct way {
    const cosim_rival *rival;
    const cosim_rival_rows *rows;
    lif_model model;
    lif_source source;
    double x, bound;
    uint32_t hold;
    bool known;   /* its state is */
    bool decided; /* the row's spike of the last step can be */
} way;

/* Gives the row that is late, or early, by some; n where there is none. */
static size_t row_of(size_t i, int late, size_t n)
{
    return late < 0 && i < (size_t)-late  ? n
           : (size_t)((long)i + late) < n ? (size_t)((long)i + late)
                                          : n;
}

/* Updates x and its bound with the current of step i, or without one. */
static void update(way *w, size_t i, bool driven)
{
    const cosim_rival_rows *rows = w->rows;
    const size_t at = row_of(i, -w->rival->input_late, rows->n);
    const double current = driven && at < rows->n ? rows->current_a[at] * w->rival->drive : 0.0;
    const double slack = driven && at < rows->n ? rows->job->recorded->slack_a[at] : 0.0;
    const double u = lif_model_drive(&w->model, current);
    w->bound = lif_source_update(&w->source, w->bound, w->x, u, w->model.rest_v,
                                 slack * fabs(w->rival->drive));
    w->x = lif_model_update(&w->model, w->x, u);
}

static void reset(way *w, size_t i)
{
    w->bound = lif_source_reset(&w->source, w->bound, w->x);
    w->x = lif_model_reset(&w->model, w->x);
    w->hold = lif_hold_at(&w->rival->params, i);
}

/* Tells whether the membrane x can have decided as the row did. */
static bool may_decide(const way *w, size_t i, bool spike)
{
    const double seen = w->bound + w->rows->job->recorded->view_v[i];
    const double theta = w->model.threshold_v, slack = w->source.theta_v;
    return spike ? w->x + seen >= theta - slack : w->x - seen <= theta + slack;
}

/* Tells whether the row shows x. */
static bool may_show(const way *w, size_t i)
{
    const cosim_recorded *r = w->rows->job->recorded;
    const size_t at = row_of(i, w->rival->membrane_late, w->rows->n);
    if (r->observed_v == NULL || at == w->rows->n || isnan(r->observed_v[at])) {
        return true;
    }
    return fabs(r->observed_v[at] - w->x) <= w->bound + r->view_v[at];
}

/* Takes a held step. Returns whether the row can be it. */
static bool hold_step(way *w, size_t i, bool spike)
{
    const cosim_rival_order order = w->rival->order;
    w->hold--;
    if (order == COSIM_RIVAL_HELD_LEAKS || order == COSIM_RIVAL_HELD_INTEGRATES) {
        update(w, i, order == COSIM_RIVAL_HELD_INTEGRATES);
    } else if (order == COSIM_RIVAL_RESTS) {
        w->x = w->model.rest_v;
        w->bound = w->source.reset_v;
    }
    return !spike;
}

/* Takes a step as the row's spike says. Returns whether the row can be it. */
static bool take_step(way *w, size_t i, bool spike)
{
    const bool shows_before =
        (w->rows->job->dut->recording->shows == COSIM_RECORDED_BEFORE) != w->rival->before;
    bool shown = false, may = true;
    if (w->hold > 0) {
        may = hold_step(w, i, spike);
        w->decided = may;
    } else if (w->rival->order == COSIM_RIVAL_RESET_FIRST ||
               w->rival->order == COSIM_RIVAL_OLD_MEMBRANE) {
        may = w->decided = may_decide(w, i, spike);
        if (spike) {
            reset(w, i);
        }
        if (!spike || w->rival->order == COSIM_RIVAL_RESET_FIRST) {
            update(w, i, true);
        }
    } else {
        update(w, i, true);
        may = w->decided = may_decide(w, i, spike);
        if (shows_before) {
            may = may && may_show(w, i);
            shown = true;
        }
        if (spike) {
            reset(w, i);
        }
    }
    return may && (shown || may_show(w, i));
}

static way start(const cosim_rival *rival, const cosim_rival_rows *rows)
{
    const cosim_recorded *r = rows->job->recorded;
    way w = {.rival = rival, .rows = rows, .known = !r->source.unknown_start};
    lif_model_state begin;
    lif_model_start(&w.model, &begin, &rival->params);
    lif_source_start(&w.source, &rival->params, r->source.unit);
    w.x = begin.v;
    w.hold = begin.hold;
    w.bound = w.source.initial_v;
    return w;
}

/* Where the start is not known, it is looked for: a reset to a value tells the membrane. */
static void find_start(way *w, size_t i, bool spike)
{
    if (spike && !w->model.subtract) {
        reset(w, i);
        w->known = true;
    }
}

size_t cosim_rival_explains(const cosim_rival *rival, const cosim_rival_rows *rows)
{
    const cosim_recorded *r = rows->job->recorded;
    way w = start(rival, rows);
    for (size_t i = 0; i < rows->n; i++) {
        const size_t at = row_of(i, rival->spike_late, rows->n);
        const bool spike = at < rows->n && r->spike[at] != 0;
        if (at == rows->n && rival->spike_late > 0) { /* what it does is in no row any more */
            return rows->n;
        }
        if (!w.known) {
            find_start(&w, i, spike);
        } else if (!take_step(&w, i, spike)) {
            return i;
        }
    }
    return rows->n;
}

void cosim_rival_find_misses(const cosim_rival *rival, const cosim_rival_rows *rows, size_t from,
                             size_t end, cosim_rival_misses *misses)
{
    const cosim_recorded *r = rows->job->recorded;
    way w = start(rival, rows);
    *misses = (cosim_rival_misses){.count = 0};
    for (size_t i = 0; i < end && i < rows->n; i++) {
        const size_t at = row_of(i, rival->spike_late, rows->n);
        const bool spike = at < rows->n && r->spike[at] != 0;
        if (at == rows->n && rival->spike_late > 0) {
            return;
        }
        if (!w.known) {
            find_start(&w, i, spike);
            continue;
        }
        way other = w;
        if (take_step(&w, i, spike)) {
            continue;
        }
        if (take_step(&other, i, !spike) || !w.decided) {
            w = other; /* the row's spike is what is wrong */
        }
        if (i >= from) {
            if (misses->count < COSIM_MISSES) {
                misses->step[misses->count] = i;
            }
            misses->count++;
            misses->last = i;
        }
    }
}

bool cosim_rival_is_plain(const cosim_rival *r)
{
    return r->order == COSIM_RIVAL_USUAL && r->drive == 1.0 && r->input_late == 0 &&
           r->spike_late == 0 && r->membrane_late == 0 && !r->before;
}

int cosim_rival_rows_of(const cosim_job *job, cosim_rival_rows *rows, cosim_diag *diag)
{
    cosim_current current;
    *rows = (cosim_rival_rows){.job = job, .n = (size_t)job->scenario->steps};
    rows->current_a = calloc(rows->n + 1, sizeof *rows->current_a);
    if (rows->current_a == NULL || cosim_current_start(&current, job->scenario) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    cosim_current_next(&current, rows->n, rows->current_a);
    cosim_current_free(&current);
    return 0;
}
