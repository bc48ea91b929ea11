// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/worded_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *cosim_worded_place(const cosim_worded *w, size_t trace, size_t step,
                               unsigned long *line)
{
    const cosim_trace_keys *t = &w->traces[trace];
    const cosim_recorded_column *c = t->membrane.path != NULL ? &t->membrane : &t->spike;
    const uint64_t row = step + c->latency;
    *line = row < c->count ? c->line[row] : 0;
    return c->path;
}

static int refuse_word(const cosim_recorded_column *c, size_t row, cosim_diag *diag)
{
    cosim_place place = {.line = c->line[row]};
    snprintf(place.file, sizeof place.file, "%s", c->path);
    return cosim_diag_set(diag, &place, "%.12g is no word; write a whole number", c->values[row]);
}

/* Turns a column into words. */
static int words_of(const cosim_recorded_column *c, size_t n, int64_t *to, size_t stride,
                    cosim_diag *diag)
{
    for (size_t i = 0; i < n; i++) {
        const size_t row = i + (size_t)c->latency;
        const double value = c->values[row];
        if (value != rint(value) || fabs(value) > 0x1p40) {
            return refuse_word(c, row, diag);
        }
        to[i * stride] = (int64_t)value;
    }
    return 0;
}

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

static size_t steps_of(const cosim_trace_keys *t)
{
    const cosim_recorded_column *const columns[] = {&t->drive, &t->spike, &t->membrane};
    size_t steps = SIZE_MAX;
    for (size_t i = 0; i < 3; i++) {
        const cosim_recorded_column *c = columns[i];
        if (c->path != NULL) {
            steps = smaller(steps, c->count > c->latency ? (size_t)(c->count - c->latency) : 0);
        }
    }
    return steps;
}

/* Makes an experiment of the first n steps of another. */
static cosim_experiment *first_of(cosim_worded *w, const cosim_experiment *e, size_t n)
{
    cosim_experiment *part = cosim_arena_alloc(w->c.bench.arena, sizeof *part);
    if (part != NULL) {
        *part = *e;
        part->n = n;
    }
    return part;
}

/* Gives the steps that the search looks at: half, or so many that half of the spikes are in it. */
static size_t half_of(const cosim_worded *w, const cosim_experiment *e, size_t *first)
{
    const cosim_bench *b = &w->c.bench;
    size_t spikes = 0, seen = 0, n = e->n / 2;
    *first = e->n;
    for (size_t i = 0; i < e->n; i++) {
        const bool is = cosim_answer(b, e, b->spike, i, 1) != 0;
        *first = is && spikes == 0 ? i : *first;
        spikes += is;
        seen += is && i < n;
    }
    if (seen >= 2 || spikes == seen) {
        return n;
    }
    seen = 0;
    for (n = 0; n < e->n && seen < spikes / 2 + 2; n++) {
        seen += cosim_answer(b, e, b->spike, n, 1) != 0;
    }
    return n;
}

static int make_experiment(cosim_worded *w, size_t k, cosim_diag *diag)
{
    cosim_bench *b = &w->c.bench;
    const cosim_trace_keys *t = &w->traces[k];
    const size_t n = steps_of(t);
    size_t first;
    if (n < 8) {
        return cosim_diag_set(diag, NULL, "%s: has %zu steps; give it at least 8", t->spike.path,
                              n);
    }
    cosim_experiment *e = cosim_bench_add(b, &w->settings.of[0], n, "%.60s", t->spike.path);
    if (e == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    if (words_of(&t->drive, n, e->drive, 1, diag) != 0) {
        return -1;
    }
    for (unsigned late = 0; late < 2; late++) { /* as if both before an edge and after it */
        if (words_of(&t->spike, n, e->raw + 2 * b->spike + late, b->columns, diag) != 0 ||
            (b->membrane >= 0 &&
             words_of(&t->membrane, n, e->raw + 2 * b->membrane + late, b->columns, diag) != 0)) {
            return -1;
        }
    }
    w->whole[k] = e;
    const size_t halved = half_of(w, e, &first), half = w->unhalved ? n : halved;
    w->half[k] = first_of(w, e, half);
    w->begun[k] = first_of(w, e, smaller(first, half));
    for (size_t i = 0; i < n; i++) {
        w->spikes += cosim_answer(b, e, b->spike, i, 1) != 0;
    }
    w->steps += n;
    w->searched += half;
    return w->half[k] != NULL && w->begun[k] != NULL ? 0 : cosim_diag_memory(diag, NULL);
}

int cosim_worded_start(cosim_worded *w, uint64_t spike_late, uint64_t membrane_late,
                       cosim_diag *diag)
{
    w->steps = w->searched = w->spikes = 0;
    w->spike_late = spike_late;
    w->membrane_late = membrane_late;
    for (size_t k = 0; k < w->trace_count; k++) {
        if (cosim_trace_keys_read(&w->traces[k], spike_late, membrane_late, diag) != 0) {
            return -1;
        }
    }
    cosim_calibration_free(&w->c);
    w->c = (cosim_calibration){.used = 0};
    if (cosim_bench_start(&w->c.bench, &w->keys, &w->settings, &w->ports, diag) != 0) {
        return -1;
    }
    for (size_t k = 0; k < w->trace_count; k++) {
        if (make_experiment(w, k, diag) != 0) {
            return -1;
        }
    }
    return 0;
}

void cosim_worded_put_rows(cosim_worded *w, cosim_experiment *const *experiments)
{
    const cosim_keys *d = &w->keys.declared;
    cosim_words_of *words = &w->settings.of[0];
    *words = (cosim_words_of){.leak = cosim_leak_word(&w->keys),
                              .gain = d->gain.word,
                              .weight = d->event.word,
                              .theta = d->threshold.word,
                              .reset = d->reset.word,
                              .start = d->initial.word,
                              .hold = d->hold.word + w->keys.refractory_extra};
    w->c.bench.count = w->trace_count;
    for (size_t k = 0; k < w->trace_count; k++) {
        w->c.bench.experiments[k] = experiments[k];
        experiments[k]->words = *words;
    }
}

void cosim_worded_numbers_free(cosim_worded_numbers *n)
{
    free(n->x);
    free(n->i);
    free(n->spike);
}

int cosim_worded_numbers_of(const cosim_worded *w, cosim_shows shows, cosim_worded_numbers *n)
{
    const cosim_bench *b = &w->c.bench;
    size_t room = 0, at = 0;
    for (size_t k = 0; k < w->trace_count; k++) {
        room += w->half[k]->n + 1;
    }
    *n = (cosim_worded_numbers){.x = calloc(room, sizeof *n->x),
                                .i = calloc(room, sizeof *n->i),
                                .spike = calloc(room, sizeof *n->spike)};
    if (n->x == NULL || n->i == NULL || n->spike == NULL) {
        return -1;
    }
    for (size_t k = 0; k < w->trace_count; k++) {
        const cosim_experiment *e = w->half[k];
        for (size_t i = 0; i < e->n; i++, at++) {
            n->x[at] =
                b->membrane < 0 ? (double)NAN : (double)cosim_answer(b, e, b->membrane, i, 1);
            n->i[at] = (double)e->drive[i];
            n->spike[at] = cosim_answer(b, e, b->spike, i, 1) != 0;
        }
        n->x[at++] = (double)NAN;
    }
    n->still = b->membrane >= 0;
    for (size_t i = 1; i < at; i++) {
        n->still = n->still && !(fabs(n->x[i] - n->x[i - 1]) > 0.0);
    }
    n->rows = (cosim_traced_rows){.n = at,
                                  .x = n->x,
                                  .i = n->i,
                                  .spike = n->spike,
                                  .dt_s = 1.0,
                                  .shows = shows == COSIM_SHOWS_BEFORE ? COSIM_RECORDED_BEFORE
                                                                       : COSIM_RECORDED_AFTER};
    return 0;
}
