// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/network_text.h"

#include "base/si.h"
#include "report/network_fidelity.h"
#include "report/network_levels.h"
#include "report/raster.h"

#include <math.h>

typedef unsigned long long wide;

/* ---- levels ---- */

static void put_levels(const cosim_text *text, const cosim_network_outcome *o)
{
    for (unsigned level = 0; level < COSIM_NETWORK_LEVELS; level++) {
        cosim_network_figures f;
        if (!cosim_network_figures_of(o, (cosim_network_level)level, &f)) {
            continue;
        }
        fprintf(text->out, "    %-13s ", f.name);
        cosim_text_verdict(text, f.verdict, false);
        fprintf(text->out, "  %s\n", f.line[0]);
        for (size_t i = 1; i < f.count; i++) {
            fprintf(text->out, "%27s%s\n", "", f.line[i]);
        }
    }
}

/* ---- neurons ---- */

static void put_populations(FILE *out, const cosim_network_outcome *o)
{
    const cosim_network *n = o->job->network;
    const double duration_s = (double)n->ticks * n->step_s;
    fprintf(out, "\n    %-12s %7s %9s %11s %11s %10s %9s\n", "population", "neurons", "spikes",
            "rate", "reference", "same train", "must");
    for (size_t p = 0; p < n->population_count; p++) {
        const cosim_network_group *g = &n->population[p];
        const cosim_neurons_sum sum = cosim_network_sum(o->result, g->first, g->count);
        fprintf(out, "    %-12.12s %7u %9llu %8.4g Hz %8.4g Hz %10u %7.3g %%\n", g->name, g->count,
                (wide)sum.spikes, (double)sum.spikes / duration_s / g->count,
                (double)sum.reference / duration_s / g->count, sum.same,
                100.0 * sum.must / g->count);
    }
}

/* Prints the neurons that come nearest to their bound. */
static void put_near(FILE *out, const cosim_network_outcome *o)
{
    unsigned near[3];
    char name[COSIM_NEURON_BYTES];
    const unsigned count = cosim_network_nearest(o->result, o->job->network->neurons, near,
                                                 sizeof near / sizeof *near);
    fprintf(out, "    nearest to their bound:");
    for (unsigned k = 0; k < count; k++) {
        fprintf(out, "%s %s %.3g", k > 0 ? "," : "",
                cosim_network_neuron(o->job->network, near[k], name),
                o->result->neuron[near[k]].judged.usage);
    }
    fputs(" of it\n", out);
}

static void put_activity(FILE *out, const cosim_network_outcome *o)
{
    const cosim_network *n = o->job->network;
    const cosim_network_result *r = o->result;
    cosim_network_distances d;
    fprintf(out,
            "    events: %llu of sources (%llu dropped beyond at_most), %llu synaptic, %llu of "
            "them\n    too small for bounded to miss; %u of %u neurons had a spike that had to "
            "happen\n",
            (wide)r->events, (wide)r->dropped, (wide)r->core.synaptic_events,
            (wide)r->core.unseen_events, cosim_network_sum(r, 0, n->neurons).must, n->neurons);
    if (r->core.has_weights_effect) {
        fprintf(out,
                "    weights as their words say; rounding them moved a membrane by at most %.3g, "
                "and\n    %llu decisions would differ\n",
                r->core.weights_effect, (wide)r->core.weights_decide);
    } else {
        fputs("    weights as written (judge_weights: real)\n", out);
    }
    if (!r->core.free_running[0].identical && cosim_network_distances_of(r, n, &d) == 0) {
        fprintf(out, "    distance of a neuron's trains (van Rossum): median %.3g, worst %.3g",
                d.van_rossum_median, d.van_rossum_worst);
        if (!isnan(d.coincidence_median)) {
            fprintf(out, ";\n    coincidence: median %.3g, worst %.3g", d.coincidence_median,
                    d.coincidence_worst);
        }
        fputc('\n', out);
    }
    if (r->clocks > 0) {
        fprintf(out, "    clocks: %.6g a tick, at most %llu\n",
                (double)r->clocks / (double)r->core.ticks, (wide)r->clocks_most);
    }
}

/* ---- rasters ---- */

static void put_cells(FILE *out, const char *label, const uint32_t *cells, unsigned count,
                      uint32_t most)
{
    fprintf(out, "    %-9.9s ", label);
    for (unsigned i = 0; i < count; i++) {
        const unsigned share = most == 0 ? 0 : (unsigned)((9ull * cells[i] + most - 1) / most);
        fputc(share == 0 ? '.' : (int)('0' + share), out);
    }
    fputc('\n', out);
}

static void put_rasters(FILE *out, const cosim_network_outcome *o)
{
    const cosim_network *n = o->job->network;
    const cosim_network_result *r = o->result;
    char seconds[COSIM_SI_BYTES];
    fputc('\n', out);
    cosim_raster_axis(out, r->per_cell, r->cells, n->ticks, n->step_s);
    for (size_t p = 0; p < n->population_count && p < 255; p++) {
        const uint32_t *own = r->cell[0] + p * COSIM_RASTER_CELLS;
        const uint32_t *reference = r->cell[1] + p * COSIM_RASTER_CELLS;
        uint32_t most = 0;
        for (unsigned i = 0; i < r->cells; i++) {
            most = own[i] > most ? own[i] : most;
            most = reference[i] > most ? reference[i] : most;
        }
        put_cells(out, n->population[p].name, own, r->cells, most);
        put_cells(out, "reference", reference, r->cells, most);
        if (most > 0) {
            fprintf(out, "    %-9s 9 is %lu spike%s in a column of %s\n", "", (unsigned long)most,
                    most == 1 ? "" : "s",
                    cosim_si((double)r->per_cell * n->step_s, "s", 6, seconds));
        }
    }
}

void cosim_network_detail(const cosim_text *text, const cosim_network_outcome *outcome)
{
    const cosim_network *n = outcome->job->network;
    char reason[400], step[COSIM_SI_BYTES];
    cosim_text_verdict(text, outcome->result->verdict, true);
    fputs("  ", text->out);
    cosim_text_name(text->out, n->name, 0);
    fputs(" on ", text->out);
    cosim_text_name(text->out, outcome->job->name, 0);
    fprintf(text->out, ", %llu ticks of %s, %u neurons\n", (wide)n->ticks,
            cosim_si(n->step_s, "s", 6, step), n->neurons);
    put_levels(text, outcome);
    if (cosim_network_reason(outcome, reason, sizeof reason)[0] != '\0') {
        fprintf(text->out, "    %-13s %s\n",
                outcome->result->verdict == COSIM_VACUOUS ? "vacuous" : "first", reason);
    }
    put_populations(text->out, outcome);
    put_near(text->out, outcome);
    put_activity(text->out, outcome);
    put_rasters(text->out, outcome);
    cosim_network_fidelity(text->out, n);
}

void cosim_network_report(const void *outcome, FILE *out)
{
    cosim_text text;
    cosim_text_start(&text, out, false);
    cosim_network_detail(&text, outcome);
}

void cosim_network_row(cosim_text *text, const cosim_network_outcome *outcome)
{
    const cosim_network_result *r = outcome->result;
    const cosim_network *n = outcome->job->network;
    char reason[400];
    if (text->rows++ == 0) {
        fprintf(text->out, "%-7s  %-*s  %-*s  %*s  %7s  %8s  %9s  %5s\n", "verdict",
                text->scenario_width, "scenario", text->dut_width, "core", text->steps_width,
                "ticks", "neurons", "spikes", "err/bound", "ambig");
    }
    text->passed += r->verdict == COSIM_PASS;
    text->vacuous += r->verdict == COSIM_VACUOUS;
    text->failed += r->verdict == COSIM_FAIL;
    cosim_text_verdict(text, r->verdict, true);
    fputs("  ", text->out);
    cosim_text_name(text->out, n->name, text->scenario_width);
    fputs("  ", text->out);
    cosim_text_name(text->out, outcome->job->name, text->dut_width);
    fprintf(text->out, "  %*llu  %7u  %8llu  %#9.3g  %5llu\n", text->steps_width, (wide)n->ticks,
            n->neurons, (wide)r->core.spikes, r->core.usage_membrane, (wide)r->core.ambiguous);
    if (cosim_network_reason(outcome, reason, sizeof reason)[0] != '\0') {
        fprintf(text->out, "    %s\n", reason);
    }
}
