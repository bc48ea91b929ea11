// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/network_text.h"

#include "base/si.h"
#include "report/network_fidelity.h"
#include "report/raster.h"

#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned long long wide;

/* ---- why ---- */

const char *cosim_network_mismatch(const cosim_network *network, unsigned inputs,
                                   const cosim_core_finding *finding, char *text, size_t bytes)
{
    const cosim_core_mismatch *m = &finding->first;
    char neuron[COSIM_NEURON_BYTES], row[COSIM_NEURON_BYTES], place[256] = "", bound[60] = "";
    if (m->row != UINT_MAX && m->row >= inputs) {
        snprintf(place, sizeof place, "row of %s ",
                 cosim_network_neuron(network, m->row - inputs, row));
    } else if (m->row != UINT_MAX && m->row < network->inputs) {
        snprintf(place, sizeof place, "row %u of %s ", m->row,
                 cosim_network_element(network, network->input[m->row].element, row));
    } else if (m->row != UINT_MAX) {
        snprintf(place, sizeof place, "row %u ", m->row);
    }
    if (m->neuron != UINT_MAX) {
        const size_t used = strlen(place);
        snprintf(place + used, sizeof place - used, "%s ",
                 cosim_network_neuron(network, m->neuron, neuron));
    }
    if (m->bound > 0.0) {
        snprintf(bound, sizeof bound, " (at most %.6g apart)", m->bound);
    }
    snprintf(text, bytes, "tick %llu %s%s: expected %.12g, observed %.12g%s", (wide)m->tick, place,
             m->quantity, m->expected, m->observed, bound);
    return text;
}

const char *cosim_network_expect_text(const cosim_network_outcome *outcome, char *text,
                                      size_t bytes)
{
    const cosim_network_expect *e = &outcome->result->expect;
    char name[COSIM_NEURON_BYTES];
    snprintf(text, bytes, "tick %llu %s spike: expected %d, observed %d", (wide)e->tick,
             cosim_network_neuron(outcome->job->network, e->neuron, name), !e->spikes, e->spikes);
    return text;
}

const char *cosim_network_reason(const cosim_network_outcome *outcome, char *text, size_t bytes)
{
    const cosim_network_result *r = outcome->result;
    const cosim_network *n = outcome->job->network;
    const int level = cosim_core_first_failure(&r->core);
    char what[300];
    text[0] = '\0';
    if (level >= 0) {
        snprintf(text, bytes, "%s: %s", cosim_core_level_name((cosim_core_level)level),
                 cosim_network_mismatch(n, outcome->job->inputs, &r->core.level[level], what,
                                        sizeof what));
    } else if (r->expect.verdict == COSIM_FAIL) {
        snprintf(text, bytes, "expect: %s", cosim_network_expect_text(outcome, what, sizeof what));
    } else if (r->nothing) {
        snprintf(text, bytes,
                 "no event and no spike in %llu ticks: nothing was shown; drive the "
                 "network",
                 (wide)r->core.ticks);
    } else if (r->verdict == COSIM_VACUOUS) {
        snprintf(text, bytes,
                 "a bound of %.3g of |threshold - reset|, over the tolerance %.3g: use a finer "
                 "core, or a larger tolerance",
                 r->core.max_bound, r->core.tolerance);
    }
    return text;
}

/* ---- levels ---- */

__attribute__((format(printf, 4, 5))) static void
put_level(const cosim_text *text, const char *name, cosim_verdict verdict, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(text->out, "    %-13s ", name);
    cosim_text_verdict(text, verdict, false);
    fputs("  ", text->out);
    vfprintf(text->out, format, args);
    fputc('\n', text->out);
    va_end(args);
}

static void put_free(const cosim_text *text, const cosim_network_outcome *o)
{
    const cosim_core_result *core = &o->result->core;
    const cosim_core_finding *f = &core->level[COSIM_CORE_FREE_RUNNING];
    char name[COSIM_NEURON_BYTES];
    if (core->free_running[0].identical) {
        put_level(text, "free_running", f->verdict, "identical, %llu spikes", (wide)core->spikes);
        return;
    }
    put_level(text, "free_running", f->verdict,
              "first divergence in tick %llu at %s, %.3g from its threshold,",
              (wide)core->free_running[0].tick,
              cosim_network_neuron(o->job->network, core->free_running[0].neuron, name),
              fabs(core->free_running[0].distance));
    fprintf(text->out, "                           %s; %llu spikes, reference %llu\n",
            core->free_running[0].explained ? "where or after a decision was ambiguous"
                                            : "though no decision was ambiguous",
            (wide)core->spikes, (wide)core->free_running[0].spikes);
}

static void put_expect(const cosim_text *text, const cosim_network_outcome *o)
{
    const cosim_network_expect *e = &o->result->expect;
    if (e->verdict == COSIM_NOT_APPLICABLE) {
        const cosim_scenario *head = o->job->network->head;
        if (head != NULL && head->expect.dropped_by != NULL) {
            put_level(text, "expect", e->verdict, "belonged to another value of %s",
                      head->expect.dropped_by);
        }
        return;
    }
    put_level(text, "expect", e->verdict, "%llu spikes stated: %llu missing, %llu too many",
              (wide)e->expected, (wide)e->missing, (wide)e->extra);
}

static void put_bounded(const cosim_text *text, const cosim_core_result *core)
{
    const cosim_core_finding *f = &core->level[COSIM_CORE_BOUNDED];
    put_level(text, "bounded", f->verdict, "%llu membranes compared, %llu mismatches",
              (wide)f->compared, (wide)f->mismatches);
    fprintf(text->out,
            "                           error at most %.3g, bound at most %.3g of |threshold - "
            "reset|\n                           error/bound at most %.3g; decisions: %llu must "
            "spike, %llu must\n                           not, %llu ambiguous\n",
            core->max_error, core->max_bound, core->usage_membrane, (wide)core->must,
            (wide)core->must_not, (wide)core->ambiguous);
}

static void put_levels(const cosim_text *text, const cosim_network_outcome *o)
{
    const cosim_core_result *core = &o->result->core;
    const cosim_core_finding *level = core->level;
    const cosim_core_finding *clip = &level[COSIM_CORE_CLIP];
    put_level(text, "constants", level[COSIM_CORE_CONSTANTS].verdict,
              "%llu words read back, %llu not the nearest",
              (wide)level[COSIM_CORE_CONSTANTS].compared,
              (wide)level[COSIM_CORE_CONSTANTS].mismatches);
    put_level(text, "port", level[COSIM_CORE_PORT].verdict, "%llu ticks, %llu mismatches",
              (wide)level[COSIM_CORE_PORT].compared, (wide)level[COSIM_CORE_PORT].mismatches);
    put_level(text, "exact", level[COSIM_CORE_EXACT].verdict,
              "%llu neuron-ticks compared, %llu mismatches", (wide)level[COSIM_CORE_EXACT].compared,
              (wide)level[COSIM_CORE_EXACT].mismatches);
    put_bounded(text, core);
    put_free(text, o);
    put_expect(text, o);
    put_level(text, "clip", clip->verdict, "%llu values saturated (%s)", (wide)core->clips,
              o->job->proof.proven                   ? "proven: none can"
              : o->job->network->saturation_declared ? "declared"
                                                     : "not proven");
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
    enum { SHOWN = 3 };
    const cosim_network *n = o->job->network;
    unsigned near[SHOWN], count = 0;
    char name[COSIM_NEURON_BYTES];
    for (unsigned i = 0; i < n->neurons; i++) {
        const double usage = o->result->neuron[i].usage;
        unsigned at = count;
        while (at > 0 && usage > o->result->neuron[near[at - 1]].usage) {
            at--;
        }
        for (unsigned k = count < SHOWN ? count : SHOWN - 1; k > at; k--) {
            near[k] = near[k - 1];
        }
        if (at < SHOWN) {
            near[at] = i;
            count += count < SHOWN;
        }
    }
    fprintf(out, "    nearest to their bound:");
    for (unsigned k = 0; k < count; k++) {
        const cosim_neuron_record *r = &o->result->neuron[near[k]];
        fprintf(out, "%s %s %.3g", k > 0 ? "," : "", cosim_network_neuron(n, near[k], name),
                r->usage);
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
