// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/html/network_tables.h"

#include "base/si.h"
#include "report/html/spikes.h"
#include "report/html/text.h"

#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <string.h>

typedef unsigned long long wide;

/* So many neurons are told, and of a network of at most ALL_NEURONS every one. So many populations
 * have a row. */
enum { NEAREST = 10, ALL_NEURONS = 64, POPULATIONS = 100 };

static void put_neuron(FILE *out, const cosim_network *n, unsigned neuron)
{
    char name[COSIM_NEURON_BYTES];
    cosim_html_text(out, cosim_network_neuron(n, neuron, name));
}

/* ---- what failed ---- */

/* Gives how far both are apart [V], NaN of what is no potential. */
static double difference_v(const cosim_network_job *job, cosim_core_level level,
                           const cosim_core_mismatch *m)
{
    if (m->neuron >= job->network->neurons || strstr(m->quantity, "spike") != NULL ||
        (level != COSIM_CORE_EXACT && level != COSIM_CORE_BOUNDED)) {
        return (double)NAN;
    }
    const double unit =
        level == COSIM_CORE_EXACT ? ldexp(1.0, -(int)job->format.state.state_fraction) : 1.0;
    return (m->observed - m->expected) * unit * job->net.neuron[m->neuron].scale_v;
}

static void put_where(FILE *out, const cosim_network *n, const cosim_html_clock *clock,
                      const char *level, uint64_t tick, unsigned neuron)
{
    fprintf(out,
            "<tr><th scope=\"row\">%s</th><td class=\"n\">%" PRIu64
            "</td><td class=\"n\">%.*f</td><td>",
            level, tick, clock->decimals, (double)tick * clock->step);
    if (neuron != UINT_MAX) {
        put_neuron(out, n, neuron);
    } else {
        fputs("the core", out);
    }
    fputs("</td>", out);
}

/* Names the row of the core that a mismatch is about; UINT_MAX: none. */
static void put_row(FILE *out, const cosim_network_job *job, unsigned row)
{
    const cosim_network *n = job->network;
    char name[COSIM_NEURON_BYTES] = "";
    if (row == UINT_MAX) {
        return;
    }
    fprintf(out, "row %u", row);
    if (row >= job->inputs) {
        cosim_network_neuron(n, row - job->inputs, name);
    } else if (row < n->inputs) {
        cosim_network_element(n, n->input[row].element, name);
    }
    fputs(name[0] != '\0' ? " of " : "", out);
    cosim_html_text(out, name);
    fputs(": ", out);
}

static void put_mismatch(FILE *out, const cosim_network_outcome *o, const cosim_html_clock *clock,
                         cosim_core_level level)
{
    const cosim_core_finding *f = &o->result->core.level[level];
    const cosim_core_mismatch *m = &f->first;
    const double apart_v = difference_v(o->job, level, m);
    char apart[COSIM_SI_BYTES] = "-", bound[40] = "-";
    if (!isnan(apart_v)) {
        cosim_si(apart_v, "V", 4, apart);
    }
    if (m->bound > 0.0) {
        snprintf(bound, sizeof bound, "%.6g", m->bound);
    }
    put_where(out, o->job->network, clock, cosim_core_level_name(level), m->tick, m->neuron);
    fputs("<td>", out);
    put_row(out, o->job, m->row);
    cosim_html_text(out, m->quantity);
    fprintf(out,
            "</td><td class=\"n\">%.12g</td><td class=\"n\">%.12g</td><td class=\"n\">%s</td>"
            "<td class=\"n\">%s</td><td class=\"n\">%" PRIu64 "</td></tr>\n",
            m->expected, m->observed, bound, apart, f->mismatches);
}

void cosim_html_network_mismatches(FILE *out, const cosim_network_outcome *o)
{
    const cosim_html_clock clock = cosim_html_clock_of(o->job->network->step_s);
    const cosim_network_expect *e = &o->result->expect;
    bool any = e->verdict == COSIM_FAIL;
    for (int level = 0; level < COSIM_CORE_LEVELS; level++) {
        any |= o->result->core.level[level].verdict == COSIM_FAIL;
    }
    if (!any) {
        return;
    }
    fputs("<h3>First mismatch of each level</h3>\n"
          "<p>Words of the core; of bounded parts of |threshold - reset|.</p>\n",
          out);
    cosim_html_table_open(out, "First mismatch of each level", "numbers");
    fprintf(out,
            "<thead><tr><th scope=\"col\">level</th><th scope=\"col\" class=\"n\">tick</th>"
            "<th scope=\"col\" class=\"n\">time / %s</th><th scope=\"col\">neuron</th>"
            "<th scope=\"col\">quantity</th><th scope=\"col\" class=\"n\">expected</th>"
            "<th scope=\"col\" class=\"n\">observed</th>"
            "<th scope=\"col\" class=\"n\">at most apart</th>"
            "<th scope=\"col\" class=\"n\">difference</th>"
            "<th scope=\"col\" class=\"n\">mismatches</th></tr></thead>\n<tbody>\n",
            clock.unit);
    for (int level = 0; level < COSIM_CORE_LEVELS; level++) {
        if (o->result->core.level[level].verdict == COSIM_FAIL) {
            put_mismatch(out, o, &clock, (cosim_core_level)level);
        }
    }
    if (e->verdict == COSIM_FAIL) {
        put_where(out, o->job->network, &clock, "expect", e->tick, e->neuron);
        fprintf(out,
                "<td>spike</td><td class=\"n\">%d</td><td class=\"n\">%d</td>"
                "<td class=\"n\">-</td><td class=\"n\">-</td><td class=\"n\">%" PRIu64
                "</td></tr>\n",
                !e->spikes, e->spikes, e->missing + e->extra);
    }
    cosim_html_table_close(out);
}

/* ---- populations ---- */

static void put_population(FILE *out, const cosim_network_outcome *o, const cosim_network_group *g)
{
    const cosim_network *n = o->job->network;
    const double neurons_s = (double)n->ticks * n->step_s * g->count;
    const cosim_neurons_sum sum = cosim_network_sum(o->result, g->first, g->count);
    fputs("<tr><th scope=\"row\">", out);
    cosim_html_text(out, g->name);
    fprintf(out,
            "</th><td class=\"n\">%u</td><td class=\"n\">%" PRIu64 "</td><td class=\"n\">%" PRIu64
            "</td><td class=\"n\">%.6g</td><td class=\"n\">%.6g</td><td class=\"n\">%u</td>"
            "<td class=\"n\">%u</td><td class=\"n\">%.3g %%</td></tr>\n",
            g->count, sum.spikes, sum.reference, (double)sum.spikes / neurons_s,
            (double)sum.reference / neurons_s, sum.same, sum.must, 100.0 * sum.must / g->count);
}

void cosim_html_network_populations(FILE *out, const cosim_network_outcome *o)
{
    const cosim_network *n = o->job->network;
    const size_t shown = n->population_count < POPULATIONS ? n->population_count : POPULATIONS;
    const unsigned must = cosim_network_sum(o->result, 0, n->neurons).must;
    fputs("<h3>Populations</h3>\n", out);
    fprintf(out,
            "<p><strong>%u of %u neurons (%.3g %%) had a spike that had to happen</strong>, since "
            "no rounding within the bound could have prevented it. Of the others the run shows "
            "less.</p>\n",
            must, n->neurons, 100.0 * must / n->neurons);
    cosim_html_table_open(out, "Populations", "numbers");
    fputs("<thead><tr><th scope=\"col\">population</th><th scope=\"col\" class=\"n\">neurons</th>"
          "<th scope=\"col\" class=\"n\">spikes</th>"
          "<th scope=\"col\" class=\"n\">by itself</th>"
          "<th scope=\"col\" class=\"n\">rate / Hz</th>"
          "<th scope=\"col\" class=\"n\">by itself / Hz</th>"
          "<th scope=\"col\" class=\"n\">same train</th>"
          "<th scope=\"col\" class=\"n\">had to spike</th>"
          "<th scope=\"col\" class=\"n\">share</th></tr></thead>\n<tbody>\n",
          out);
    for (size_t p = 0; p < shown; p++) {
        put_population(out, o, &n->population[p]);
    }
    if (shown < n->population_count) {
        fprintf(out,
                "<tr class=\"cut\"><td colspan=\"9\">%zu populations left out; --json has all"
                "</td></tr>\n",
                n->population_count - shown);
    }
    cosim_html_table_close(out);
    fprintf(out,
            "<p>Events: %" PRIu64 " of sources, %" PRIu64
            " of them dropped beyond at_most; %" PRIu64 " synaptic, %" PRIu64
            " of these too small for bounded to miss one.</p>\n",
            o->result->events, o->result->dropped, o->result->core.synaptic_events,
            o->result->core.unseen_events);
}

/* ---- distances ---- */

static void put_distance(FILE *out, const char *name, double median, double worst)
{
    fprintf(out, "<tr><th scope=\"row\">%s</th>", name);
    if (isnan(median)) {
        fputs("<td class=\"n missing\">none</td><td class=\"n missing\">none</td></tr>\n", out);
    } else {
        fprintf(out, "<td class=\"n\">%.6g</td><td class=\"n\">%.6g</td></tr>\n", median, worst);
    }
}

void cosim_html_network_distances(FILE *out, const cosim_network_outcome *o)
{
    const cosim_network *n = o->job->network;
    cosim_network_distances d;
    fputs("<h3>Distances of the trains</h3>\n", out);
    if (cosim_network_distances_of(o->result, n, &d) != 0) {
        d = (cosim_network_distances){(double)NAN, (double)NAN, (double)NAN, (double)NAN};
    }
    fprintf(out,
            "<p>Between the trains of a neuron in the circuit and in the network by itself: %u of "
            "%u neurons have the same train in both.</p>\n",
            cosim_network_sum(o->result, 0, n->neurons).same, n->neurons);
    cosim_html_table_open(out, "Distances of the trains", "numbers");
    fputs("<thead><tr><th scope=\"col\">distance</th>"
          "<th scope=\"col\" class=\"n\">median of the neurons</th>"
          "<th scope=\"col\" class=\"n\">worst</th></tr></thead>\n<tbody>\n",
          out);
    put_distance(out, "van Rossum, 10 ms (one spike more: 1)", d.van_rossum_median,
                 d.van_rossum_worst);
    put_distance(out, "coincidence factor (1: all spikes meet)", d.coincidence_median,
                 d.coincidence_worst);
    cosim_html_table_close(out);
}

/* ---- neurons ---- */

static void put_record(FILE *out, const cosim_network_outcome *o, unsigned i)
{
    const cosim_neuron_record *r = &o->result->neuron[i];
    const double scale_v = o->job->net.neuron[i].scale_v;
    char error[COSIM_SI_BYTES], bound[COSIM_SI_BYTES];
    fputs("<tr><th scope=\"row\">", out);
    put_neuron(out, o->job->network, i);
    fprintf(out,
            "</th><td class=\"n\">%.3g</td><td class=\"n\">%s</td><td class=\"n\">%s</td>"
            "<td class=\"n\">%" PRIu64 "</td><td class=\"n\">%" PRIu64 "</td><td>%s</td></tr>\n",
            r->judged.usage, cosim_si(r->judged.max_error * scale_v, "V", 3, error),
            cosim_si(r->judged.max_bound * scale_v, "V", 3, bound), r->spikes, r->reference,
            r->judged.must ? "yes" : "no");
}

static void put_records_open(FILE *out, const char *label)
{
    cosim_html_table_open(out, label, "numbers");
    fputs("<thead><tr><th scope=\"col\">neuron</th>"
          "<th scope=\"col\" class=\"n\">error / bound</th>"
          "<th scope=\"col\" class=\"n\">largest error</th>"
          "<th scope=\"col\" class=\"n\">largest bound</th>"
          "<th scope=\"col\" class=\"n\">spikes</th>"
          "<th scope=\"col\" class=\"n\">by itself</th>"
          "<th scope=\"col\">had to spike</th></tr></thead>\n<tbody>\n",
          out);
}

void cosim_html_network_nearest(FILE *out, const cosim_network_outcome *o)
{
    const cosim_network *n = o->job->network;
    unsigned near[NEAREST];
    const unsigned count = cosim_network_nearest(o->result, n->neurons, near, NEAREST);
    const bool shows = (o->job->dut.ops.capabilities & LIF_CORE_SHOWS_STATE) != 0;
    fputs("<h3>Neurons nearest to their bound</h3>\n", out);
    if (!shows) {
        fputs("<p>The core hides its membranes: there is no error to compare.</p>\n", out);
    } else {
        fputs("<p>The largest share that the error of a membrane took of its bound in one tick; "
              "over 1 is a failure.</p>\n",
              out);
        put_records_open(out, "Neurons nearest to their bound");
        for (unsigned k = 0; k < count; k++) {
            put_record(out, o, near[k]);
        }
        cosim_html_table_close(out);
    }
    if (n->neurons <= ALL_NEURONS && (n->neurons > count || !shows)) {
        fprintf(out, "<details><summary>All %u neurons</summary>\n", n->neurons);
        put_records_open(out, "All neurons");
        for (unsigned i = 0; i < n->neurons; i++) {
            put_record(out, o, i);
        }
        cosim_html_table_close(out);
        fputs("</details>\n", out);
    }
}
