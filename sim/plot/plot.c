// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The plot listens to a run in constant memory, without losing an extremum or a spike. */
#include "plot/internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

cosim_plot *cosim_plot_new(const cosim_scenario *scenario, cosim_diag *diag)
{
    cosim_plot *plot = calloc(1, sizeof *plot);
    const uint64_t steps = scenario->steps, most = COSIM_PLOT_BUCKETS;
    if (plot == NULL) {
        cosim_diag_set(diag, NULL, "out of memory for the picture");
        return NULL;
    }
    plot->scenario = scenario;
    /* a bucket of several steps gives two points to each line */
    plot->per_bucket = steps <= most ? 1 : (steps - 1) / (most / 2) + 1;
    plot->buckets = steps == 0 ? 0 : (size_t)((steps - 1) / plot->per_bucket + 1);
    for (size_t i = 0; i < COSIM_PLOT_LINES; i++) {
        for (size_t k = 0; k < plot->buckets; k++) {
            plot->line[i][k] =
                (cosim_plot_bucket){.low = (double)INFINITY, .high = -(double)INFINITY};
        }
    }
    return plot;
}

void cosim_plot_free(cosim_plot *plot) { free(plot); }

/* A value that is not finite cannot be drawn. */
static void note(cosim_plot_bucket *bucket, uint64_t step, double value)
{
    if (value < bucket->low && value > -(double)INFINITY) {
        bucket->low = value;
        bucket->low_step = step;
    }
    if (value > bucket->high && value < (double)INFINITY) {
        bucket->high = value;
        bucket->high_step = step;
    }
}

static void mark(cosim_plot_marks *marks, size_t bucket, uint64_t step)
{
    if (marks->count < COSIM_PLOT_MARKS) {
        marks->step[marks->count] = step;
    }
    marks->count++;
    if (!marks->there[bucket]) {
        marks->there[bucket] = true;
        marks->first[bucket] = step;
    }
}

static void note_hold(cosim_plot *plot, uint64_t step, uint32_t hold)
{
    const uint64_t last = plot->scenario->steps - 1;
    if (hold > 0 && step < last) {
        if (plot->hold_count < COSIM_PLOT_HOLDS) {
            plot->hold[plot->hold_count] =
                (cosim_plot_hold){step, hold < last - step ? step + hold : last};
        }
        plot->hold_count++;
    }
}

/* Notes the steps from..to-1 of a block, which all belong to one bucket. */
static void note_lines(cosim_plot *plot, const cosim_rows *rows, size_t bucket, size_t from,
                       size_t to)
{
    for (size_t i = from; i < to; i++) {
        const uint64_t step = rows->first + i;
        note(&plot->line[COSIM_PLOT_CURRENT][bucket], step, rows->current_a[i]);
        note(&plot->line[COSIM_PLOT_REFERENCE][bucket], step, rows->reference_v[i]);
        note(&plot->line[COSIM_PLOT_BOUND][bucket], step, rows->bound_v[i]);
        if (rows->after_fx != NULL) {
            const double v = rows->rest_v + (double)rows->after_fx[i] * rows->lsb_v;
            note(&plot->line[COSIM_PLOT_MEMBRANE][bucket], step, v);
            note(&plot->line[COSIM_PLOT_ERROR][bucket], step, v - rows->reference_v[i]);
        }
    }
}

static void note_events(cosim_plot *plot, const cosim_rows *rows, size_t bucket, size_t from,
                        size_t to)
{
    for (size_t i = from; i < to; i++) {
        const uint64_t step = rows->first + i;
        if (rows->spike[i] != 0) {
            mark(&plot->dut, bucket, step);
            note_hold(plot, step, rows->hold != NULL ? rows->hold[i] : rows->hold_constant);
        }
        if (rows->reference_spike[i] != 0) {
            mark(&plot->reference, bucket, step);
        }
        if (rows->ambiguous[i] != 0) {
            mark(&plot->ambiguous, bucket, step);
        }
    }
}

int cosim_plot_take(void *context, const cosim_rows *rows, cosim_diag *diag)
{
    cosim_plot *plot = context;
    const uint64_t steps = plot->scenario->steps;
    if (rows->first > steps || rows->n > steps - rows->first) {
        return cosim_diag_set(diag, NULL, "the picture is told more steps than the scenario has");
    }
    plot->hidden = rows->after_fx == NULL;
    for (size_t from = 0; from < rows->n;) {
        const uint64_t bucket = (rows->first + from) / plot->per_bucket;
        const uint64_t left = (bucket + 1) * plot->per_bucket - (rows->first + from);
        const size_t to = left < rows->n - from ? from + (size_t)left : rows->n;
        note_lines(plot, rows, (size_t)bucket, from, to);
        note_events(plot, rows, (size_t)bucket, from, to);
        from = to;
    }
    return 0;
}

bool cosim_plot_range(const cosim_plot *plot, cosim_plot_line line, double *low, double *high)
{
    *low = (double)INFINITY;
    *high = -(double)INFINITY;
    for (size_t k = 0; k < plot->buckets; k++) {
        *low = fmin(*low, plot->line[line][k].low);
        *high = fmax(*high, plot->line[line][k].high);
    }
    return *low <= *high;
}

bool cosim_plot_marked(const cosim_plot *plot, const cosim_plot_marks *marks, uint64_t *steps,
                       size_t *count)
{
    const bool all = marks->count <= COSIM_PLOT_MARKS;
    *count = 0;
    if (all) {
        *count = (size_t)marks->count;
        memcpy(steps, marks->step, *count * sizeof *steps);
        return true;
    }
    for (size_t k = 0; k < plot->buckets; k++) {
        if (marks->there[k]) {
            steps[(*count)++] = marks->first[k];
        }
    }
    return false;
}
