// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "plot/network_script.h"

#include "base/si.h"
#include "plot/frame.h"
#include "plot/network_panels.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef unsigned long long wide;

const char *cosim_network_plot_heading(const cosim_network_plot *plot, char *text, size_t bytes)
{
    snprintf(text, bytes, "%s on %s", plot->job->network->name, plot->job->name);
    return text;
}

const char *cosim_network_plot_summary(const cosim_network_plot *plot,
                                       const cosim_network_result *result, char *text, size_t bytes)
{
    const cosim_network *n = plot->job->network;
    const cosim_prefix step = cosim_prefix_of(n->step_s);
    char usage[64] = "";
    if (plot->shows) {
        snprintf(usage, sizeof usage, "; largest error / bound %.3g", result->core.usage_membrane);
    }
    snprintf(text, bytes,
             "%llu ticks of %.4g %ss, %u neuron%s; %llu spikes, by itself %llu: %llu of the "
             "circuit alone, %llu missing%s",
             (wide)result->core.ticks, n->step_s * step.factor, step.symbol, n->neurons,
             n->neurons == 1 ? "" : "s", (wide)result->core.spikes,
             (wide)result->core.free_running[0].spikes,
             (wide)plot->spikes[COSIM_NETWORK_PLOT_EXTRA].count,
             (wide)plot->spikes[COSIM_NETWORK_PLOT_MISSING].count, usage);
    return text;
}

const char *cosim_network_plot_thinned(const cosim_network_plot *plot, char *text, size_t bytes)
{
    const cosim_network *n = plot->job->network;
    char neurons[48] = "a neuron";
    int used = 0;
    text[0] = '\0';
    if (!cosim_network_plot_exact(plot)) {
        if (plot->per_row > 1) {
            snprintf(neurons, sizeof neurons, "%u neurons", plot->per_row);
        }
        used = snprintf(text, bytes,
                        "Too many spikes to draw each: a field is %s x %" PRIu64
                        " ticks, darker for more spikes.",
                        neurons, plot->per_column);
    }
    if (n->population_count > plot->groups && used >= 0 && (size_t)used < bytes) {
        snprintf(text + used, bytes - (size_t)used, "%sRates of the first %u of %zu populations.",
                 used > 0 ? " " : "", plot->groups, n->population_count);
    }
    return text;
}

/* Finds where the first failure is; false where nothing failed at a tick. */
static bool first_failure(const cosim_network_result *result, uint64_t *tick, unsigned *neuron)
{
    const int level = cosim_core_first_failure(&result->core);
    if (level >= 0) {
        *tick = result->core.level[level].first.tick;
        *neuron = result->core.level[level].first.neuron;
    } else if (result->expect.verdict == COSIM_FAIL) {
        *tick = result->expect.tick;
        *neuron = result->expect.neuron;
    }
    return level >= 0 || result->expect.verdict == COSIM_FAIL;
}

static void put_arrow(const cosim_network_sheet *s, uint64_t tick, int style)
{
    const double at = cosim_network_sheet_time(s, tick);
    fprintf(s->out,
            "set arrow from first %.10g, graph 0 to first %.10g, graph 1 nohead front ls %d\n", at,
            at, style);
}

static void put_script(cosim_network_sheet *s, cosim_plot_kind kind)
{
    const cosim_network_outcome outcome = {s->plot->job, s->result};
    const double end = cosim_network_sheet_time(s, s->plot->job->network->ticks);
    char text[1024];
    double y = cosim_plot_places.first_note;

    fputs("set encoding utf8; set minussign\n", s->out);
    cosim_picture_put_terminal(s->out, kind, cosim_plot_places.width, cosim_network_places.height);
    fputs("set termoption noenhanced\n", s->out);
    cosim_plot_put_styles(s->out);
    cosim_network_put_data(s);
    fprintf(s->out, "set multiplot\nset lmargin at screen %g; set rmargin at screen %g\n",
            cosim_plot_places.left, cosim_plot_places.right);
    fprintf(s->out, "set xrange [%.10g:%.10g]; set format x ''\n",
            -cosim_plot_places.time_margin * end, (1 + cosim_plot_places.time_margin) * end);
    if (!s->result->core.free_running[0].identical) {
        put_arrow(s, s->result->core.free_running[0].tick, 5);
    }
    s->failed = first_failure(s->result, &s->failure_tick, &s->failure_neuron);
    if (s->failed) {
        put_arrow(s, s->failure_tick, 7);
    }
    cosim_plot_put_title(s->out, s->result->verdict,
                         cosim_network_plot_heading(s->plot, text, sizeof text));
    cosim_plot_put_note(s->out, &y,
                        cosim_network_plot_summary(s->plot, s->result, text, sizeof text), "black");
    cosim_plot_put_note(s->out, &y, cosim_network_reason(&outcome, text, sizeof text), "#C0392B");
    cosim_plot_put_note(s->out, &y, cosim_network_plot_thinned(s->plot, text, sizeof text),
                        "#595959");
    cosim_network_put_panels(s);
    fputs("unset multiplot\n", s->out);
}

char *cosim_network_plot_script(const cosim_network_plot *plot, const cosim_network_result *result,
                                cosim_plot_kind kind, cosim_diag *diag)
{
    const cosim_network *n = plot->job->network;
    char *text = NULL;
    size_t bytes;
    FILE *out = open_memstream(&text, &bytes);
    if (out != NULL) {
        cosim_network_sheet s = {.out = out,
                                 .plot = plot,
                                 .result = result,
                                 .time = cosim_prefix_of(fmin((double)n->ticks * n->step_s, 1)),
                                 .exact = cosim_network_plot_exact(plot)};
        put_script(&s, kind);
        const bool failed = ferror(out) != 0;
        if (fclose(out) == 0 && !failed && text != NULL) {
            return text;
        }
        free(text);
    }
    cosim_diag_set(diag, NULL, "out of memory for the picture");
    return NULL;
}
