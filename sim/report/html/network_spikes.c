// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/html/network_spikes.h"

#include "report/html/spikes.h"
#include "report/html/text.h"

#include <inttypes.h>

/* The table of differences has so many rows, and that of all spikes is there up to so many. */
enum { DIFFERENCE_ROWS = 100, ALL_ROWS = 400 };

/* A walk along both lists, which are in the order of ticks and neurons. */
typedef struct walk {
    const cosim_spike_list *circuit, *reference;
    size_t i, k;
} walk;

/* A spike, and who has it. */
typedef struct shared_spike {
    cosim_spike spike;
    bool circuit, reference;
} shared_spike;

static bool before(const cosim_spike *a, const cosim_spike *b)
{
    return a->tick < b->tick || (a->tick == b->tick && a->neuron < b->neuron);
}

static bool next(walk *w, shared_spike *s)
{
    const cosim_spike *a = w->i < w->circuit->kept ? &w->circuit->spike[w->i] : NULL;
    const cosim_spike *b = w->k < w->reference->kept ? &w->reference->spike[w->k] : NULL;
    if (a == NULL && b == NULL) {
        return false;
    }
    s->circuit = a != NULL && (b == NULL || !before(b, a));
    s->reference = b != NULL && (a == NULL || !before(a, b));
    s->spike = s->circuit ? *a : *b;
    w->i += s->circuit;
    w->k += s->reference;
    return true;
}

static void put_row(FILE *out, const cosim_network *n, const cosim_html_clock *clock,
                    const shared_spike *s)
{
    const bool same = s->circuit && s->reference;
    char name[COSIM_NEURON_BYTES];
    fprintf(out,
            "<tr%s><th scope=\"row\" class=\"n\">%" PRIu64 "</th><td class=\"n\">%.*f</td><td>",
            same ? "" : " class=\"differs\"", s->spike.tick, clock->decimals,
            (double)s->spike.tick * clock->step);
    cosim_html_text(out, cosim_network_neuron(n, s->spike.neuron, name));
    fprintf(out, "</td><td>%s</td></tr>\n",
            same         ? "both"
            : s->circuit ? "the circuit alone"
                         : "missing: by itself alone");
}

static void put_open(FILE *out, const char *label, const char *class_name,
                     const cosim_html_clock *clock)
{
    cosim_html_table_open(out, label, class_name);
    fprintf(out,
            "<thead><tr><th scope=\"col\" class=\"n\">tick</th>"
            "<th scope=\"col\" class=\"n\">time / %s</th><th scope=\"col\">neuron</th>"
            "<th scope=\"col\">who has it</th></tr></thead>\n<tbody>\n",
            clock->unit);
}

static void put_table(FILE *out, const cosim_network_outcome *o, const cosim_html_clock *clock,
                      bool all)
{
    walk w = {&o->result->circuit, &o->result->reference, 0, 0};
    shared_spike s;
    size_t rows = 0;
    put_open(out, all ? "All spikes" : "Differing spikes", all ? "numbers all" : "numbers", clock);
    while ((all || rows < DIFFERENCE_ROWS) && next(&w, &s)) {
        if (all || !s.circuit || !s.reference) {
            put_row(out, o->job->network, clock, &s);
            rows++;
        }
    }
    cosim_html_table_close(out);
    fputs("</details>\n", out);
}

void cosim_html_network_spikes(FILE *out, const cosim_network_outcome *o)
{
    const cosim_network_result *r = o->result;
    const cosim_html_clock clock = cosim_html_clock_of(o->job->network->step_s);
    const bool whole =
        r->circuit.kept == r->circuit.count && r->reference.kept == r->reference.count;
    walk w = {&r->circuit, &r->reference, 0, 0};
    shared_spike s;
    uint64_t rows = 0, differences = 0;
    if (whole) {
        while (next(&w, &s)) {
            rows++;
            differences += !s.circuit || !s.reference;
        }
    }
    fputs("<h3>Spikes</h3>\n", out);
    if (r->circuit.count + r->reference.count == 0) {
        fputs("<p>Neither the circuit nor the network by itself spikes.</p>\n", out);
        return;
    }
    fprintf(out, "<p>Circuit %" PRIu64 ", by itself %" PRIu64 ": ", r->circuit.count,
            r->reference.count);
    if (!whole) {
        fprintf(out,
                "more than the %d of a list that are kept, so that no table compares them. The "
                "picture has all.</p>\n",
                COSIM_NETWORK_SPIKES);
        return;
    }
    fputs(differences == 0 ? "the lists are identical.</p>\n" : "they differ.</p>\n", out);
    if (differences > 0) {
        fprintf(out, "<details open=\"open\"><summary>Differing spikes: %" PRIu64, differences);
        if (differences > DIFFERENCE_ROWS) {
            fprintf(out, ", the first %d of them", DIFFERENCE_ROWS);
        }
        fputs("</summary>\n", out);
        put_table(out, o, &clock, false);
    }
    if (rows <= ALL_ROWS) {
        fprintf(out, "<details><summary>All spikes, %" PRIu64 " row%s</summary>\n", rows,
                rows == 1 ? "" : "s");
        put_table(out, o, &clock, true);
    } else {
        fputs("<p>--json has all spikes.</p>\n", out);
    }
}
