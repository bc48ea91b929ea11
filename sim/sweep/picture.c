// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/picture.h"

#include "base/si.h"
#include "input/physical.h"
#include "input/units.h"
#include "plot/gnuplot.h"
#include "plot/svg.h"
#include "sweep/draw.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A point of the curves has NaN for a rate that it lacks. */
typedef struct point {
    double current_a, circuit_hz, reference_hz, closed_hz;
} point;

typedef struct curves {
    const cosim_sweep_plan *plan;
    double most_a; /* largest magnitude */
    bool closed;   /* there is a line of the closed form: two of its points in a row */
    cosim_prefix prefix;
} curves;

/* Gives the current of a set [A]; false where its value is none. */
static bool current_of(const cosim_sweep *sweep, uint64_t set, double *current_a)
{
    char text[COSIM_VALUE_BYTES], reason[320];
    return cosim_physical_read(cosim_sweep_value(sweep, set, 0, text), COSIM_CURRENT, current_a,
                               reason, sizeof reason) == 0;
}

int cosim_sweep_plot_check(const cosim_sweep *sweep, cosim_diag *diag)
{
    double current_a;
    cosim_place place;
    cosim_axis_place(&sweep->axes[sweep->axis_count - 1], &place);
    if (sweep->axis_count != 1) {
        return cosim_diag_set(
            diag, &place,
            "axes: a picture is drawn over one axis, and here are %zu; give one, a "
            "current, or sweep without --plot",
            sweep->axis_count);
    }
    return current_of(sweep, 0, &current_a)
               ? 0
               : cosim_diag_set(
                     diag, &place,
                     "axes: a picture is drawn over a current, and %s is not one; give an "
                     "axis such as stimulus.0.constant.amplitude, or sweep without "
                     "--plot",
                     sweep->axes[0].key);
}

static int by_current(const void *a, const void *b)
{
    const point *x = a, *y = b;
    return (x->current_a > y->current_a) - (x->current_a < y->current_a);
}

/* Gathers the finished sets of one circuit, by their current; refused ones have no rate. */
static size_t gather(const curves *c, const cosim_sweep_store *store, size_t dut, point *points)
{
    const cosim_sweep *sweep = c->plan->sweep;
    size_t n = 0;
    for (size_t i = 0; i < store->count; i++) {
        const cosim_sweep_record *r = &store->records[i];
        point *p = &points[n];
        if (r->outcome == COSIM_OUTCOME_REFUSED || r->index / sweep->per_dut != dut ||
            !current_of(sweep, r->index, &p->current_a)) {
            continue;
        }
        p->circuit_hz = isnan(r->interval_hz) ? r->rate_hz : r->interval_hz;
        p->reference_hz =
            isnan(r->reference_interval_hz) ? r->reference_rate_hz : r->reference_interval_hz;
        p->closed_hz = r->closed_form_hz;
        n++;
    }
    if (n > 0) {
        qsort(points, n, sizeof *points, by_current);
    }
    return n;
}

static void put_value(FILE *out, double value)
{
    if (isfinite(value)) {
        fprintf(out, " %.10g", value);
    } else {
        fputs(" NaN", out);
    }
}

/* Writes a data block $dutN for each circuit. Returns 0, or -1 without memory. */
static int put_data(FILE *out, curves *c, const cosim_sweep_store *store, size_t duts)
{
    point *points = calloc(store->count + 1, sizeof *points);
    if (points == NULL) {
        return -1;
    }
    for (size_t k = 0; k < duts; k++) {
        const size_t n = gather(c, store, k, points);
        fprintf(out, "$dut%zu << END\n", k);
        for (size_t i = 0; i < n; i++) {
            fprintf(out, "%.10g", points[i].current_a * c->prefix.factor);
            put_value(out, points[i].circuit_hz);
            put_value(out, points[i].reference_hz);
            put_value(out, points[i].closed_hz);
            fputc('\n', out);
            c->closed |= k == 0 && i > 0 && isfinite(points[i].closed_hz) &&
                         isfinite(points[i - 1].closed_hz);
        }
        if (n == 0) {
            fputs("NaN NaN NaN NaN\n", out); /* an empty block would be an error */
        }
        fputs("END\n", out);
    }
    free(points);
    return 0;
}

void cosim_sweep_plot_put_head(FILE *out, cosim_plot_kind kind)
{
    cosim_picture_put_terminal(out, kind, cosim_plot_places.width, cosim_plot_places.height);
    /* Okabe and Ito's colours; the three curves differ in their marks too */
    fputs("set style line 1 lc rgb '#0072B2' lw 1.4 pt 6 ps 1.1\n"
          "set style line 2 lc rgb '#D55E00' lw 1.4 pt 7 ps 0.35\n"
          "set style line 3 lc rgb '#595959' lw 1.6\n"
          "set style line 4 lc rgb '#009E73' lw 1.4 pt 4 ps 0.9\n"
          "set style line 5 lc rgb '#E69F00' lw 1.4 pt 8 ps 0.9\n"
          "set style line 6 lc rgb '#56B4E9' lw 1.4 pt 12 ps 0.9\n"
          "set border 3 lc rgb '#595959' front; set tics nomirror out scale 0.6\n"
          "set grid x y back lc rgb '#E4E4E4' lw 0.8 dt solid\n"
          "set key left top reverse Left; set yrange [0:*]; set autoscale xfix; set offsets graph "
          "0.01, 0.01, 0.05, 0\n"
          "set ylabel 'rate (Hz)'\n",
          out);
}

/* Writes "book-fi.yaml: 101 sets, all pass", or how many do not. */
static const char *heading(const curves *c, const cosim_sweep_store *store, char *text,
                           size_t bytes)
{
    const char *slash = strrchr(c->plan->sweep->path, '/');
    size_t bad = 0;
    for (size_t i = 0; i < store->count; i++) {
        bad += !cosim_outcome_is_good(store->records[i].outcome);
    }
    char judged[64] = "all pass";
    if (bad > 0) {
        snprintf(judged, sizeof judged, "%zu do not pass", bad);
    }
    snprintf(text, bytes, "%s: f-I curve of %s, %zu sets, %s",
             slash != NULL ? slash + 1 : c->plan->sweep->path, c->plan->base->name, store->count,
             judged);
    return text;
}

static void put_plot(FILE *out, const curves *c, const cosim_sweep_store *store, size_t duts)
{
    static const int styles[] = {1, 4, 5, 6};
    char text[1024];
    fputs("set title ", out);
    cosim_plot_quote(out, heading(c, store, text, sizeof text), 120);
    fputs(" noenhanced\nset xlabel ", out);
    snprintf(text, sizeof text, "%s (%sA)", c->plan->sweep->axes[0].key, c->prefix.symbol);
    cosim_plot_quote(out, text, 120);
    /* one curve for the closed form and one for the reference, on top: they do not depend on the
     * circuit */
    fputs(" noenhanced\nplot ", out);
    if (c->closed) {
        fputs("$dut0 using 1:4 with lines ls 3 title 'closed form', \\\n  ", out);
    }
    for (size_t k = 0; k < duts; k++) {
        snprintf(text, sizeof text, "circuit %s",
                 c->plan->sweep->dut_count > 0 ? c->plan->sweep->duts[k] : c->plan->base->dut);
        fprintf(out, "$dut%zu using 1:2 with points ls %d title ", k, styles[k % 4]);
        cosim_plot_quote(out, text, 60);
        fputs(" noenhanced, \\\n  ", out);
    }
    fputs("$dut0 using 1:3 with points ls 2 title 'reference'\n", out);
}

/* Writes the script, whose picture goes to gnuplot's standard output; the records must be sorted.
 * The caller frees it; NULL with *diag without memory. */
static char *script_of(curves *c, const cosim_sweep_store *store, cosim_plot_kind kind,
                       cosim_diag *diag)
{
    const cosim_sweep *sweep = c->plan->sweep;
    const size_t duts = sweep->dut_count > 0 ? sweep->dut_count : 1;
    char *text = NULL;
    size_t bytes = 0;
    for (size_t i = 0; i < store->count; i++) {
        double current_a = 0.0;
        if (current_of(sweep, store->records[i].index, &current_a)) {
            c->most_a = fmax(c->most_a, fabs(current_a));
        }
    }
    c->prefix = cosim_prefix_of(c->most_a);
    FILE *out = open_memstream(&text, &bytes);
    if (out != NULL) {
        cosim_sweep_plot_put_head(out, kind);
        bool failed = put_data(out, c, store, duts) != 0;
        put_plot(out, c, store, duts);
        failed |= ferror(out) != 0;
        if (fclose(out) == 0 && !failed) {
            return text;
        }
        free(text);
    }
    cosim_diag_set(diag, NULL, "out of memory for the picture");
    return NULL;
}

int cosim_sweep_plot_write(const cosim_sweep_plan *plan, const cosim_sweep_store *store,
                           cosim_plot_kind kind, cosim_output *output, cosim_diag *diag)
{
    curves c = {.plan = plan};
    cosim_picture picture = {NULL, 0};
    char *script = script_of(&c, store, kind, diag);
    char name[1024];
    const int status = script == NULL ? -1 : cosim_picture_draw(script, kind, &picture, diag);
    if (status == 0) {
        cosim_picture_put(
            cosim_output_file(output), &picture, kind, heading(&c, store, name, sizeof name),
            c.closed ? "Firing rate over input current: circuit, floating-point reference and "
                       "closed form."
                     : "Firing rate over input current: circuit and floating-point reference.");
    }
    free(picture.bytes);
    free(script);
    return status;
}
