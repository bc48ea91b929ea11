// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "plot/data.h"

#include "plot/gnuplot.h"

#include <math.h>

double cosim_plot_time(const cosim_plot_sheet *s, uint64_t step)
{
    return (double)step * s->result->step_s * s->time.factor;
}

bool cosim_plot_holds_shown(const cosim_plot *plot)
{
    return plot->hold_count > 0 && plot->hold_count <= COSIM_PLOT_HOLDS;
}

static void open_block(const cosim_plot_sheet *s, const char *name)
{
    fprintf(s->out, "$%s << END\n", name);
}

static void close_block(const cosim_plot_sheet *s) { fputs("END\n", s->out); }

/* Opens the block of a line. gnuplot warns of a line without a point, which a run has whose first
 * drive clips: such a line gets a point outside of the picture. */
static void open_line(const cosim_plot_sheet *s, const char *name)
{
    open_block(s, name);
    if (s->result->steps == 0) {
        fprintf(s->out, "%.10g 0 0\n", -cosim_plot_time(s, s->plot->scenario->steps));
    }
}

static void put_point(const cosim_plot_sheet *s, uint64_t step, double value)
{
    fprintf(s->out, "%.10g %.9g\n", cosim_plot_time(s, step), value);
}

/* Writes the extrema of each bucket in the order of their steps. */
static void put_line(const cosim_plot_sheet *s, const char *name, cosim_plot_line line,
                     double factor)
{
    open_line(s, name);
    for (size_t k = 0; k < s->plot->buckets; k++) {
        const cosim_plot_bucket *b = &s->plot->line[line][k];
        if (b->low > b->high) {
            continue;
        }
        if (b->low_step <= b->high_step) {
            put_point(s, b->low_step, factor * b->low);
        }
        if (b->low_step != b->high_step) {
            put_point(s, b->high_step, factor * b->high);
        }
        if (b->low_step > b->high_step) {
            put_point(s, b->low_step, factor * b->low);
        }
    }
    close_block(s);
}

/* Writes the admissible errors of each bucket: its largest bound, down and up. */
static void put_band(const cosim_plot_sheet *s)
{
    open_line(s, "band");
    for (size_t k = 0; k < s->plot->buckets; k++) {
        const cosim_plot_bucket *b = &s->plot->line[COSIM_PLOT_BOUND][k];
        if (b->low <= b->high) {
            const double bound = s->error.factor * b->high;
            fprintf(s->out, "%.10g %.9g %.9g\n", cosim_plot_time(s, b->high_step), -bound, bound);
        }
    }
    close_block(s);
}

/* Writes the extrema of several buckets together, at the first and at the last of their steps. */
static void put_outline(const cosim_plot_sheet *s, const char *name, cosim_plot_line line,
                        double factor)
{
    const cosim_plot *plot = s->plot;
    const size_t group = cosim_plot_places.outline;
    open_line(s, name);
    for (size_t k = 0; k < plot->buckets; k += group) {
        const size_t end = k + group < plot->buckets ? k + group : plot->buckets;
        cosim_plot_bucket all = plot->line[line][k];
        for (size_t i = k + 1; i < end; i++) {
            all.low = fmin(all.low, plot->line[line][i].low);
            all.high = fmax(all.high, plot->line[line][i].high);
        }
        for (size_t i = k; all.low <= all.high && i < k + 2; i++) {
            const uint64_t step = (i == k ? k : end) * plot->per_bucket - (i == k ? 0 : 1);
            fprintf(s->out, "%.10g %.9g %.9g\n", cosim_plot_time(s, step), factor * all.low,
                    factor * all.high);
        }
    }
    close_block(s);
}

static void put_marks(const cosim_plot_sheet *s, const char *name, const cosim_plot_marks *marks)
{
    uint64_t steps[COSIM_PLOT_MARKS];
    size_t count;
    cosim_plot_marked(s->plot, marks, steps, &count);
    open_block(s, name);
    for (size_t i = 0; i < count; i++) {
        fprintf(s->out, "%.10g\n", cosim_plot_time(s, steps[i]));
    }
    close_block(s);
}

static void put_holds(const cosim_plot_sheet *s)
{
    open_block(s, "held");
    for (size_t i = 0; cosim_plot_holds_shown(s->plot) && i < s->plot->hold_count; i++) {
        const cosim_plot_hold *h = &s->plot->hold[i];
        fprintf(s->out, "%.10g %.10g\n", cosim_plot_time(s, h->from), cosim_plot_time(s, h->to));
    }
    close_block(s);
}

void cosim_plot_put_data(const cosim_plot_sheet *s)
{
    put_line(s, "current", COSIM_PLOT_CURRENT, s->current.factor);
    if (s->outline) {
        put_outline(s, "reference", COSIM_PLOT_REFERENCE, 1e3);
    } else {
        put_line(s, "reference", COSIM_PLOT_REFERENCE, 1e3);
    }
    if (!s->plot->hidden) {
        put_line(s, "membrane", COSIM_PLOT_MEMBRANE, 1e3);
        put_line(s, "error", COSIM_PLOT_ERROR, s->error.factor);
        put_band(s);
    }
    put_marks(s, "spikes", &s->plot->dut);
    put_marks(s, "reference_spikes", &s->plot->reference);
    put_marks(s, "ambiguous", &s->plot->ambiguous);
    put_holds(s);
}
