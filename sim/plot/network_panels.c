// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "plot/network_panels.h"

#include "plot/text.h"

#include <math.h>

const cosim_network_layout cosim_network_places = {.height = 900,
                                                   .circuit = {0.862, 0.632},
                                                   .reference = {0.604, 0.374},
                                                   .rates = {0.340, 0.230},
                                                   .usage = {0.196, 0.072},
                                                   .least_stroke = 2.4,
                                                   .least_label = 13,
                                                   .most_usage = 2};

enum { SHADES = 4 };

/* Of the circuit blue, of the network by itself grey: the lightest first. */
static const char *const shades[2][SHADES] = {{"#9CC9E8", "#5FA5D3", "#2181BC", "#004C78"},
                                              {"#C9C9C9", "#A0A0A0", "#6E6E6E", "#333333"}};
static const char *const colours[COSIM_NETWORK_PLOT_GROUPS] = {"#0072B2", "#D55E00", "#007A5A",
                                                               "#B0508A", "#8A6000", "#3A9AD0"};

double cosim_network_sheet_time(const cosim_network_sheet *s, uint64_t tick)
{
    return (double)tick * s->plot->job->network->step_s * s->time.factor;
}

/* ---- data ---- */

/* Each stroke is a line of two points, and a block of them one path of the picture. */
static void put_stroke(const cosim_network_sheet *s, double x0, double y0, double x1, double y1)
{
    fprintf(s->out, "%.8g %.6g\n%.8g %.6g\n\n", x0, y0, x1, y1);
}

/* Gives the height of a panel's neuron [pixels]. */
static double pixels(const cosim_network_sheet *s, const cosim_plot_panel *p)
{
    return (p->top - p->bottom) * cosim_network_places.height / s->plot->job->network->neurons;
}

static void put_marks(const cosim_network_sheet *s, const char *name, cosim_network_plot_kind kind)
{
    const cosim_network_plot_spikes *spikes = &s->plot->spikes[kind];
    const double half = 0.5 * fmax(0.84, cosim_network_places.least_stroke /
                                             pixels(s, &cosim_network_places.circuit));
    fprintf(s->out, "$%s << END\n", name);
    for (uint64_t i = 0; i < spikes->count; i++) {
        const double x = cosim_network_sheet_time(s, spikes->mark[i].tick);
        const double y = spikes->mark[i].neuron;
        put_stroke(s, x, y - half, x, y + half);
    }
    fputs("END\n", s->out);
}

/* Counts the spikes of two kinds in a field of the grid. */
static uint32_t field(const cosim_network_plot *plot, const cosim_network_plot_kind kinds[2],
                      unsigned row, unsigned column)
{
    return plot->spikes[kinds[0]].field[row][column] + plot->spikes[kinds[1]].field[row][column];
}

static uint32_t most_of(const cosim_network_plot *plot)
{
    const cosim_network_plot_kind own[] = {COSIM_NETWORK_PLOT_BOTH, COSIM_NETWORK_PLOT_EXTRA},
                                  by[] = {COSIM_NETWORK_PLOT_BOTH, COSIM_NETWORK_PLOT_MISSING};
    uint32_t most = 1;
    for (unsigned row = 0; row < plot->rows; row++) {
        for (unsigned k = 0; k < plot->columns; k++) {
            const uint32_t a = field(plot, own, row, k), b = field(plot, by, row, k);
            most = a > most ? a : most;
            most = b > most ? b : most;
        }
    }
    return most;
}

static unsigned shade_of(uint32_t count, uint32_t most)
{
    return (unsigned)(((uint64_t)SHADES * count + most - 1) / most);
}

/* Writes the fields of one shade, 1 to SHADES; neighbours in a row are one stroke. */
static void put_fields(const cosim_network_sheet *s, const char *name,
                       const cosim_network_plot_kind kinds[2], unsigned shade, uint32_t most)
{
    const cosim_network_plot *plot = s->plot;
    const uint64_t ticks = plot->job->network->ticks;
    bool any = false;
    fprintf(s->out, "$%s%u << END\n", name, shade);
    for (unsigned row = 0; row < plot->rows; row++) {
        for (unsigned k = 0; k < plot->columns;) {
            unsigned end = k;
            while (end < plot->columns) {
                const unsigned is = shade_of(field(plot, kinds, row, end), most);
                if (is != shade) {
                    break;
                }
                end++;
            }
            if (end > k) {
                any = true;
                const double y = (row + 0.5) * plot->per_row - 0.5;
                const uint64_t to = end * plot->per_column;
                put_stroke(s, cosim_network_sheet_time(s, k * plot->per_column), y,
                           cosim_network_sheet_time(s, to < ticks ? to : ticks), y);
            }
            k = end > k ? end : k + 1;
        }
    }
    if (!any) { /* gnuplot warns of a line without a point: it gets one outside of the picture */
        fprintf(s->out, "%.8g 0\n", -cosim_network_sheet_time(s, ticks));
    }
    fputs("END\n", s->out);
}

static void put_grids(const cosim_network_sheet *s)
{
    static const cosim_network_plot_kind own[] = {COSIM_NETWORK_PLOT_BOTH,
                                                  COSIM_NETWORK_PLOT_EXTRA},
                                         by[] = {COSIM_NETWORK_PLOT_BOTH,
                                                 COSIM_NETWORK_PLOT_MISSING};
    const uint32_t most = most_of(s->plot);
    for (unsigned shade = 1; shade <= SHADES; shade++) {
        put_fields(s, "own", own, shade, most);
        put_fields(s, "by", by, shade, most);
    }
}

/* Writes the fields in which there is a spike of one kind. */
static void put_differing(const cosim_network_sheet *s, const char *name,
                          cosim_network_plot_kind kind)
{
    const cosim_network_plot *plot = s->plot;
    const uint64_t ticks = plot->job->network->ticks;
    fprintf(s->out, "$%s << END\n", name);
    for (unsigned row = 0; row < plot->rows; row++) {
        for (unsigned k = 0, end; k<plot->columns; k = end> k ? end : k + 1) {
            for (end = k; end < plot->columns && plot->spikes[kind].field[row][end] > 0; end++) {
            }
            if (end > k) {
                const double y = (row + 0.5) * plot->per_row - 0.5;
                const uint64_t to = end * plot->per_column;
                put_stroke(s, cosim_network_sheet_time(s, k * plot->per_column), y,
                           cosim_network_sheet_time(s, to < ticks ? to : ticks), y);
            }
        }
    }
    fputs("END\n", s->out);
}

static void put_edges(const cosim_network_sheet *s)
{
    const cosim_network *n = s->plot->job->network;
    const double end = cosim_network_sheet_time(s, n->ticks);
    fputs("$edges << END\n", s->out);
    for (size_t p = 1; p < n->population_count; p++) {
        const double y = n->population[p].first - 0.5;
        put_stroke(s, 0, y, end, y);
    }
    fputs("END\n", s->out);
}

/* Gives the rate of a bin in Hz of a neuron, in the circuit (0) or by itself (1). */
static double rate_of(const cosim_network_plot *plot, unsigned which, unsigned p, unsigned bin)
{
    const cosim_network *n = plot->job->network;
    const uint64_t from = bin * plot->per_bin;
    const uint64_t ticks = n->ticks - from < plot->per_bin ? n->ticks - from : plot->per_bin;
    return plot->rate[which][p][bin] / (n->population[p].count * n->step_s * (double)ticks);
}

static void put_rates(const cosim_network_sheet *s, unsigned p)
{
    const cosim_network_plot *plot = s->plot;
    fprintf(s->out, "$rate%u << END\n", p);
    for (unsigned k = 0; k <= plot->bins; k++) {
        const unsigned bin = k < plot->bins ? k : k - 1; /* the last step has its end, too */
        const uint64_t tick = k < plot->bins ? k * plot->per_bin : plot->job->network->ticks;
        fprintf(s->out, "%.8g %.6g %.6g\n", cosim_network_sheet_time(s, tick),
                rate_of(plot, 0, p, bin), rate_of(plot, 1, p, bin));
    }
    fputs("END\n", s->out);
}

static void put_usage_data(const cosim_network_sheet *s)
{
    const cosim_network_plot *plot = s->plot;
    const uint64_t ticks = plot->job->network->ticks;
    fputs("$usage << END\n", s->out);
    for (unsigned k = 0; k <= plot->columns; k++) {
        const double usage = plot->usage[k < plot->columns ? k : k - 1];
        fprintf(s->out, "%.8g %.6g\n",
                cosim_network_sheet_time(s, k < plot->columns ? k * plot->per_column : ticks),
                fmin(usage, cosim_network_places.most_usage));
    }
    fputs("END\n", s->out);
}

void cosim_network_put_data(const cosim_network_sheet *s)
{
    if (s->exact) {
        put_marks(s, "both", COSIM_NETWORK_PLOT_BOTH);
        put_marks(s, "extra", COSIM_NETWORK_PLOT_EXTRA);
        put_marks(s, "missing", COSIM_NETWORK_PLOT_MISSING);
    } else {
        put_grids(s);
        put_differing(s, "extra", COSIM_NETWORK_PLOT_EXTRA);
        put_differing(s, "missing", COSIM_NETWORK_PLOT_MISSING);
    }
    put_edges(s);
    for (unsigned p = 0; p < s->plot->groups; p++) {
        put_rates(s, p);
    }
    put_usage_data(s);
}

/* ---- panels ---- */

static void put_panel(const cosim_network_sheet *s, const cosim_plot_panel *p)
{
    fprintf(s->out, "\nset tmargin at screen %g; set bmargin at screen %g\n", p->top, p->bottom);
    fprintf(s->out,
            "set key at screen %g, screen %g top left Left reverse samplen 2.2 spacing 1.2 font "
            "small\n",
            cosim_plot_places.legend, p->top);
}

/* Writes the names of populations beside the rows of their neurons, as far as there is room. */
static void put_names(const cosim_network_sheet *s, const cosim_plot_panel *panel)
{
    const cosim_network *n = s->plot->job->network;
    const double pixel = pixels(s, panel);
    double below = (double)-INFINITY; /* where the last name ends [pixels] */
    const char *joint = "";
    fputs("set ytics (", s->out);
    for (size_t p = 0; p < n->population_count; p++) {
        const cosim_network_group *g = &n->population[p];
        const double middle = g->first + 0.5 * (g->count - 1.0);
        if (middle * pixel - below < cosim_network_places.least_label) {
            continue;
        }
        fputs(joint, s->out);
        cosim_plot_quote(s->out, g->name, 9);
        fprintf(s->out, " %.6g", middle);
        below = middle * pixel;
        joint = ", ";
    }
    fputs(") scale 0 font small\n", s->out);
}

static void put_raster(const cosim_network_sheet *s, const cosim_plot_panel *panel, bool own)
{
    const cosim_network_plot *plot = s->plot;
    const cosim_network *n = plot->job->network;
    const uint64_t alone =
        plot->spikes[own ? COSIM_NETWORK_PLOT_EXTRA : COSIM_NETWORK_PLOT_MISSING].count;
    const double row = pixels(s, panel) * plot->per_row;
    put_panel(s, panel);
    put_names(s, panel);
    /* a label of the axis would be pushed out by long names */
    fprintf(s->out,
            "set yrange [%g:-0.5]; set grid noy; unset ylabel\n"
            "set label '%s' at screen 0.014, graph 0.5 center rotate\n",
            n->neurons - 0.5, own ? "circuit" : "by itself");
    fprintf(s->out,
            "plot -0.5 with lines lc rgb grid lw 0.8 notitle, \\\n"
            "  keyentry with lines lc rgb '%s' lw 3 title '%s'",
            shades[own ? 0 : 1][2], own ? "spike of the circuit" : "spike by itself");
    if (s->exact && plot->spikes[COSIM_NETWORK_PLOT_BOTH].count > 0) {
        fprintf(s->out, ", \\\n  $both with lines lc rgb '%s' lw 1.5 notitle",
                shades[own ? 0 : 1][2]);
    }
    for (unsigned shade = 1; !s->exact && shade <= SHADES; shade++) {
        fprintf(s->out, ", \\\n  $%s%u with lines lc rgb '%s' lw %.3g notitle", own ? "own" : "by",
                shade, shades[own ? 0 : 1][shade - 1], fmax(0.9 * row, 1.5));
    }
    if (alone > 0) {
        fprintf(s->out, ", \\\n  $%s with lines lc rgb reference lw %.3g title '%s (%llu)'",
                own ? "extra" : "missing", s->exact ? 2.6 : fmax(0.45 * row, 1.2),
                own ? "of the circuit alone" : "missing in the circuit", (unsigned long long)alone);
    }
    /* more edges would hide the spikes */
    if (n->population_count > 1 && pixels(s, panel) * n->neurons / (double)n->population_count >=
                                       cosim_network_places.least_label) {
        fputs(", \\\n  $edges with lines lc rgb '#8A8A8A' lw 0.8 notitle", s->out);
    }
    if (own && !s->result->core.free_running[0].identical) {
        fputs(", \\\n  keyentry with lines ls 5 title 'first divergence'", s->out);
    }
    if (own && s->failed) {
        fputs(", \\\n  keyentry with lines ls 7 title 'first mismatch'", s->out);
        if (s->failure_neuron < n->neurons) {
            fprintf(s->out,
                    ", \\\n  '+' using (%.10g):(%u) every ::0::0 with points pt 6 ps 2.4 lw 2.4 "
                    "lc rgb 'black' title 'and its neuron'",
                    cosim_network_sheet_time(s, s->failure_tick), s->failure_neuron);
        }
    }
    fputc('\n', s->out);
    fputs("unset label\n", s->out);
}

/* Writes a line of the legend of rates, a sample and a name. The key of gnuplot would go on in a
 * second column, outside of the picture. */
static void put_rate_name(const cosim_network_sheet *s, unsigned line, const char *look,
                          const char *name)
{
    const double left = cosim_plot_places.legend + 0.008;
    const double y =
        cosim_network_places.rates.top - (line + 0.7) * 15.0 / cosim_network_places.height;
    fprintf(s->out,
            "set arrow %u from screen %g, screen %g to screen %g, screen %g nohead front %s\n",
            100 + line, left, y, left + 0.028, y, look);
    fputs("set label ", s->out);
    cosim_plot_quote(s->out, name, 20);
    fprintf(s->out, " at screen %g, screen %g font small\n", left + 0.037, y);
}

static void put_rate_names(const cosim_network_sheet *s)
{
    const cosim_network_plot *plot = s->plot;
    char look[64];
    for (unsigned p = 0; p < plot->groups; p++) {
        snprintf(look, sizeof look, "lc rgb '%s' lw 1.8", colours[p]);
        put_rate_name(s, p, look, plot->job->network->population[p].name);
    }
    put_rate_name(s, plot->groups, "lc rgb 'black' lw 1.1 dt (3,3)", "each by itself");
}

static void put_rate_panel(const cosim_network_sheet *s)
{
    const cosim_network_plot *plot = s->plot;
    double most = 0;
    for (unsigned p = 0; p < plot->groups; p++) {
        for (unsigned bin = 0; bin < plot->bins; bin++) {
            most = fmax(most, fmax(rate_of(plot, 0, p, bin), rate_of(plot, 1, p, bin)));
        }
    }
    most = most > 0 ? 1.06 * most : 1;
    put_panel(s, &cosim_network_places.rates);
    put_rate_names(s);
    fprintf(s->out,
            "set yrange [0:%.6g]; set grid y; set ytics autofreq %.6g scale 0.6 font small\n"
            "set ylabel 'rate (Hz)' offset 0,0\nplot 0 with lines ls 5 notitle",
            most, cosim_plot_tick(most, 4));
    for (unsigned p = 0; p < plot->groups; p++) {
        fprintf(s->out,
                ", \\\n  $rate%u using 1:2 with steps lc rgb '%s' lw 1.8 notitle, \\\n"
                "  $rate%u using 1:3 with steps lc rgb 'black' lw 1.1 dt (3,3) notitle",
                p, colours[p], p);
    }
    fputs("\nunset label\n", s->out);
    for (unsigned line = 0; line <= plot->groups; line++) {
        fprintf(s->out, "unset arrow %u\n", 100 + line);
    }
}

static void put_usage_panel(const cosim_network_sheet *s)
{
    const double most = s->result->core.usage_membrane;
    const double top = fmin(fmax(1.15, 1.06 * most), 1.03 * cosim_network_places.most_usage);
    put_panel(s, &cosim_network_places.usage);
    fprintf(s->out,
            "set yrange [0:%g]; set ytics autofreq %g; set ylabel 'error / bound'\n"
            "set format x; set xlabel 'time (%ss)' offset 0,0.4\n",
            top, cosim_plot_tick(top, 5), s->time.symbol);
    if (!s->plot->shows) {
        fputs("unset ytics; unset ylabel\n"
              "set label 'the core hides its membranes: there is no error to show' "
              "at graph 0.5, graph 0.5 center font small\nplot 0 with lines ls 5 notitle\n",
              s->out);
        return;
    }
    fprintf(s->out,
            "plot 1 with lines ls 4 title 'the bound', \\\n"
            "  $usage with steps ls 6 title 'nearest neuron%s'\n",
            most > cosim_network_places.most_usage ? ", cut" : "");
}

void cosim_network_put_panels(const cosim_network_sheet *s)
{
    put_raster(s, &cosim_network_places.circuit, true);
    put_raster(s, &cosim_network_places.reference, false);
    put_rate_panel(s);
    put_usage_panel(s);
}
