// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "plot/panels.h"

#include "plot/data.h"
#include "plot/gnuplot.h"
#include "plot/text.h"

#include <inttypes.h>
#include <math.h>

/* Starts a panel: its place, range and axes. `unit` is that of the y axis, NULL for none. */
static void put_panel(const cosim_plot_sheet *s, const cosim_plot_panel *p, const char *name,
                      double low, double high, const char *unit)
{
    fprintf(s->out, "\nset tmargin at screen %g; set bmargin at screen %g\n", p->top, p->bottom);
    fprintf(s->out,
            "set key at screen %g, screen %g top left Left reverse samplen 2.2 spacing 1.2 font "
            "small\n",
            cosim_plot_places.legend, p->top);
    fprintf(s->out, "set yrange [%.9g:%.9g]\n", low, high);
    if (unit != NULL) {
        const double step = cosim_plot_tick(high - low, p->top - p->bottom > 0.2 ? 7 : 5);
        fprintf(s->out, "set ytics autofreq %.9g\nset ylabel '%s (%s)'\n", step, name, unit);
    }
}

/* Gives a range some room, also one that was empty. */
static void widen(double *low, double *high)
{
    double room = cosim_plot_places.value_margin * (*high - *low);
    if (!(room > 0)) {
        room = *low == 0 ? 1 : 0.1 * fabs(*low);
    }
    *low -= room;
    *high += room;
}

static void put_current(const cosim_plot_sheet *s)
{
    double low = 0, high = 0;
    char unit[16];
    if (cosim_plot_range(s->plot, COSIM_PLOT_CURRENT, &low, &high)) {
        low = fmin(low * s->current.factor, 0);
        high = fmax(high * s->current.factor, 0);
    } else {
        low = high = 0; /* of a run whose first drive clips */
    }
    widen(&low, &high);
    snprintf(unit, sizeof unit, "%sA", s->current.symbol);
    put_panel(s, &cosim_plot_places.current, "current", low, high, unit);
    /* a current is constant over its step */
    fprintf(s->out, "plot $current with %s ls 3 title 'input current'\nunset label\n",
            s->plot->per_bucket == 1 ? "steps" : "lines");
}

static bool peaks_shown(const cosim_plot *plot)
{
    return plot->scenario->has_spike_peak && plot->dut.count <= cosim_plot_places.most_peaks &&
           plot->reference.count <= cosim_plot_places.most_peaks &&
           plot->dut.count + plot->reference.count > 0;
}

/* Gives the range of the membrane panel [mV]. */
static void membrane_range(const cosim_plot *plot, double *low, double *high)
{
    const lif_params *p = &plot->scenario->params;
    double a, b;
    *low = fmin(p->v_threshold_v, p->v_reset_v);
    *high = fmax(p->v_threshold_v, p->v_reset_v);
    for (cosim_plot_line line = COSIM_PLOT_MEMBRANE; line <= COSIM_PLOT_REFERENCE; line++) {
        if (cosim_plot_range(plot, line, &a, &b)) {
            *low = fmin(*low, a);
            *high = fmax(*high, b);
        }
    }
    if (peaks_shown(plot)) {
        *low = fmin(*low, plot->scenario->spike_peak_v);
        *high = fmax(*high, plot->scenario->spike_peak_v);
    }
    *low *= 1e3;
    *high *= 1e3;
    widen(low, high);
}

bool cosim_plot_is_smear(const cosim_plot *plot)
{
    double low, high, sum = 0;
    membrane_range(plot, &low, &high);
    for (size_t k = 0; k < plot->buckets; k++) {
        const cosim_plot_bucket *b = &plot->line[COSIM_PLOT_REFERENCE][k];
        sum += b->low < b->high ? 1e3 * (b->high - b->low) : 0;
    }
    return sum > cosim_plot_places.smear * (high - low) * (double)plot->buckets;
}

static void put_membrane_lines(const cosim_plot_sheet *s)
{
    const char *with =
        s->plot->buckets < cosim_plot_places.fewest_for_line ? "linespoints" : "lines";
    if (s->outline) {
        if (!s->plot->hidden) {
            fputs(", \\\n  $membrane with lines ls 8 title 'circuit'", s->out);
        }
        fputs(", \\\n  $reference using 1:2 with lines ls 2 title 'reference, extremes'"
              ", \\\n  $reference using 1:3 with lines ls 2 notitle",
              s->out);
        return;
    }
    if (!s->plot->hidden) {
        fprintf(s->out, ", \\\n  $membrane with %s ls 1 title 'circuit'", with);
    }
    fprintf(s->out, ", \\\n  $reference with %s ls 2 title 'reference (guided)'", with);
}

/* Draws strokes from the reset up to the peak of a spike, where the scenario has a peak. */
static void put_peaks(const cosim_plot_sheet *s, const char *data, const cosim_plot_marks *marks,
                      int style)
{
    const cosim_scenario *scenario = s->plot->scenario;
    if (peaks_shown(s->plot) && marks->count > 0) {
        const double from = 1e3 * scenario->params.v_reset_v;
        fprintf(s->out, ", \\\n  $%s using 1:(%.9g):(0):(%.9g) with vectors nohead ls %d notitle",
                data, from, 1e3 * scenario->spike_peak_v - from, style);
    }
}

/* Draws a level of the membrane, named with its value and a true minus. */
static void put_level(const cosim_plot_sheet *s, const char *name, double v, int style,
                      const char *separator)
{
    fprintf(s->out, "%s%.9g with lines ls %d title '%s %s%.6g mV'", separator, 1e3 * v, style, name,
            v < 0 ? "−" : "", fabs(1e3 * v));
}

static void put_membrane(const cosim_plot_sheet *s)
{
    const lif_params *p = &s->plot->scenario->params;
    double low, high;
    membrane_range(s->plot, &low, &high);
    put_panel(s, &cosim_plot_places.membrane, "membrane", low, high, "mV");
    fputs("plot ", s->out);
    if (cosim_plot_holds_shown(s->plot)) {
        fprintf(s->out,
                "$held using 1:(0):1:2:(%.9g):(%.9g) with boxxyerror fs solid noborder "
                "lc rgb faint title 'refractory', \\\n  ",
                low, high);
    }
    put_level(s, "threshold", p->v_threshold_v, 4, "");
    if (p->reset_mode == LIF_RESET_TO_VALUE) {
        put_level(s, "reset", p->v_reset_v, 5, ", \\\n  ");
    }
    put_membrane_lines(s);
    put_peaks(s, "spikes", &s->plot->dut, 1);
    put_peaks(s, "reference_spikes", &s->plot->reference, 2);
    if (s->result->first_mismatch.present && s->result->first_mismatch.has_step) {
        fputs(", \\\n  keyentry with lines ls 7 title 'first mismatch'", s->out);
    }
    fputc('\n', s->out);
}

/* Writes beside a row of marks how many events it has. */
static void put_count(const cosim_plot_sheet *s, int y, const cosim_plot_marks *marks,
                      const char *what)
{
    fprintf(s->out, "set label '%" PRIu64 " %s%s' at screen %g, first %d font small\n",
            marks->count, what, marks->count == 1 ? "" : "s", cosim_plot_places.legend, y);
}

static void put_row(const cosim_plot_sheet *s, int y, const char *data, const char *title,
                    const cosim_plot_marks *marks, int style)
{
    if (marks->count > 0) {
        fprintf(s->out, ", \\\n  $%s using 1:(%g):(0):(0.76) with vectors nohead ls %d title '%s'",
                data, y - 0.38, style, title);
    }
}

static void put_spikes(const cosim_plot_sheet *s)
{
    const cosim_plot *plot = s->plot;
    const int lowest = plot->ambiguous.count > 0 ? 0 : 1;
    put_panel(s, &cosim_plot_places.spikes, "", lowest - 0.5, 2.5, NULL);
    fputs("unset key; unset ylabel; set grid noy\n"
          "set ytics ('circuit' 2, 'reference' 1, 'ambiguous' 0) scale 0\n",
          s->out);
    put_count(s, 2, &plot->dut, "spike");
    put_count(s, 1, &plot->reference, "spike");
    if (plot->ambiguous.count > 0) {
        put_count(s, 0, &plot->ambiguous, "step");
    }
    fputs("plot 1.5 with lines lc rgb grid lw 0.8 notitle", s->out);
    put_row(s, 2, "spikes", "spikes of the circuit", &plot->dut, 8);
    put_row(s, 1, "reference_spikes", "spikes of the reference", &plot->reference, 9);
    put_row(s, 0, "ambiguous", "ambiguous steps", &plot->ambiguous, 10);
    fputs("\nunset label; set grid y; set ytics scale 0.6\n", s->out);
}

void cosim_plot_error_range(const cosim_plot *plot, double *error, double *bound)
{
    double low, high;
    *error = *bound = 0;
    if (cosim_plot_range(plot, COSIM_PLOT_ERROR, &low, &high)) {
        *error = fmax(fabs(low), fabs(high));
    }
    if (!plot->hidden && cosim_plot_range(plot, COSIM_PLOT_BOUND, &low, &high)) {
        *bound = high;
    }
}

static void put_error(const cosim_plot_sheet *s)
{
    double error, bound;
    char unit[16];
    cosim_plot_error_range(s->plot, &error, &bound);
    const bool known = bound > 0.0 || s->result->steps == 0;
    double high = s->error.factor * fmax(error, bound), low = -high;
    widen(&low, &high);
    snprintf(unit, sizeof unit, "%sV", s->error.symbol);
    put_panel(s, &cosim_plot_places.error, "error", low, high, unit);
    fprintf(s->out, "set format x; set xlabel 'time (%ss)' offset 0,0.4\n", s->time.symbol);
    if (s->plot->hidden) {
        fputs("unset ytics; unset ylabel\n"
              "set label 'the circuit hides its membrane: there is no error to show' "
              "at graph 0.5, graph 0.7 center font small\nplot 0 with lines ls 5 notitle\n",
              s->out);
        return;
    }
    fputs("plot ", s->out);
    if (known) {
        fprintf(s->out,
                "$band using 1:2:3 with filledcurves fs solid noborder lc rgb band "
                "title 'error bound%s', \\\n",
                bound < 0.01 * error ? " (too thin)" : "");
    }
    fprintf(s->out,
            "  0 with lines ls 5 notitle, \\\n"
            "  $error with %s ls 6 title 'circuit − reference%s'\n",
            s->plot->buckets < cosim_plot_places.fewest_for_line ? "linespoints" : "lines",
            known ? "" : " (no bound)");
}

void cosim_plot_put_panels(const cosim_plot_sheet *s)
{
    put_current(s);
    put_membrane(s);
    put_spikes(s);
    put_error(s);
}
