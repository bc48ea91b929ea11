// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/html/network_weights.h"

#include "base/si.h"
#include "report/html/text.h"
#include "report/network_weights.h"

#include <inttypes.h>
#include <stdlib.h>

/* All weights are told one by one up to so many; so many pairs of groups have a row. */
enum { ALL_WEIGHTS = 200, PATHS = 200 };

static const char *unit_of(bool amperes) { return amperes ? "A" : "V"; }

static void put_effect(FILE *out, const cosim_network_outcome *o)
{
    const cosim_core_result *core = &o->result->core;
    fprintf(out,
            "<p>%" PRIu64 " weights are not 0, in words of %u bits; <strong%s>%" PRIu64
            " of them round to 0</strong>. The words of a neuron's weights on a receptor share one "
            "shift, which is the step of their column.</p>\n",
            o->job->losses.weights, o->job->format.weight_width,
            o->job->losses.lost > 0 ? " class=\"vacuous\"" : "", o->job->losses.lost);
    if (!core->has_weights_effect) {
        fputs("<p>The core is judged by the weights as they are written (judge_weights: "
              "real).</p>\n",
              out);
        return;
    }
    fprintf(out,
            "<p>The core is judged by the weights that the words mean (judge_weights: words). "
            "Rounding them moved a membrane by at most %.3g of |threshold - reset|, and %" PRIu64
            " decisions would differ; with the weights as they are written the network by itself "
            "%s</p>\n",
            core->weights_effect, core->weights_decide,
            core->free_running[1].identical ? "has the same spikes as the circuit."
                                            : "has other spikes than the circuit.");
}

static void put_value(FILE *out, double value, bool amperes, int digits)
{
    char text[COSIM_SI_BYTES];
    fprintf(out, "<td class=\"n\">%s</td>", cosim_si(value, unit_of(amperes), digits, text));
}

static void put_range(FILE *out, long long low, long long high)
{
    if (low == high) {
        fprintf(out, "<td class=\"n\">%lld</td>", low);
    } else {
        fprintf(out, "<td class=\"n\">%lld to %lld</td>", low, high);
    }
}

static void put_path(FILE *out, const cosim_network_path *p, bool amperes, bool receptors)
{
    fputs("<tr><th scope=\"row\">", out);
    cosim_html_text(out, p->from->name);
    fputs(" → ", out);
    cosim_html_text(out, p->to->name);
    if (receptors) {
        fprintf(out, ", receptor %u", p->receptor);
    }
    fprintf(out, "</th><td class=\"n\">%" PRIu64 "</td>", p->count);
    put_range(out, p->delay[0], p->delay[1]);
    put_value(out, p->real[0], amperes, 6);
    put_value(out, p->real[1], amperes, 6);
    put_range(out, p->word[0], p->word[1]);
    fprintf(out,
            "<td class=\"n\">%.3g</td><td class=\"n\">%.3g %%</td><td class=\"n\">%" PRIu64
            "</td></tr>\n",
            p->error_steps, 100.0 * p->relative, p->lost);
}

static void put_paths(FILE *out, const cosim_network_job *job, const cosim_network_weights_sum *sum)
{
    const size_t shown = sum->path_count < PATHS ? sum->path_count : PATHS;
    if (sum->too_many) {
        fputs("<p>There are too many populations to sum the weights up between each two.</p>\n",
              out);
        return;
    }
    cosim_html_table_open(out, "Weights between groups", "numbers");
    fputs("<thead><tr><th scope=\"col\">weights</th><th scope=\"col\" class=\"n\">how many</th>"
          "<th scope=\"col\" class=\"n\">delay / ticks</th>"
          "<th scope=\"col\" class=\"n\">least</th><th scope=\"col\" class=\"n\">largest</th>"
          "<th scope=\"col\" class=\"n\">words</th>"
          "<th scope=\"col\" class=\"n\">error / step at most</th>"
          "<th scope=\"col\" class=\"n\">relative at most</th>"
          "<th scope=\"col\" class=\"n\">round to 0</th></tr></thead>\n<tbody>\n",
          out);
    for (size_t i = 0; i < shown; i++) {
        put_path(out, &sum->path[i], sum->amperes, job->network->receptors > 1);
    }
    if (shown < sum->path_count) {
        fprintf(out,
                "<tr class=\"cut\"><td colspan=\"9\">%zu pairs left out; lifcosim quantize has "
                "every weight</td></tr>\n",
                sum->path_count - shown);
    }
    cosim_html_table_close(out);
}

static void put_synapse(FILE *out, const cosim_network_job *job, const cosim_network_synapse *s,
                        bool amperes)
{
    char from[COSIM_NEURON_BYTES], to[COSIM_NEURON_BYTES];
    fputs("<tr><th scope=\"row\">", out);
    cosim_html_text(out, cosim_network_row_name(job, s->row, from));
    fputs(" → ", out);
    cosim_html_text(out, cosim_network_neuron(job->network, s->neuron, to));
    if (s->count > 1) {
        fprintf(out, " and %" PRIu64 " like it", s->count - 1);
    }
    fprintf(out, "</th><td class=\"n\">%u</td><td class=\"n\">%u</td>", s->delay, s->receptor);
    put_value(out, s->real, amperes, 9);
    fprintf(out, "<td class=\"n\">%" PRId32 "</td><td class=\"n\">%u</td>", s->word, s->shift);
    put_value(out, s->value, amperes, 9);
    fprintf(out, "<td class=\"n\">%+.4f</td><td class=\"n\">%.3g %%</td></tr>\n", s->error_steps,
            100.0 * s->relative);
}

static void put_synapses_open(FILE *out, const char *label)
{
    cosim_html_table_open(out, label, "numbers");
    fputs("<thead><tr><th scope=\"col\">weight</th>"
          "<th scope=\"col\" class=\"n\">delay / ticks</th>"
          "<th scope=\"col\" class=\"n\">receptor</th>"
          "<th scope=\"col\" class=\"n\">real value</th><th scope=\"col\" class=\"n\">word</th>"
          "<th scope=\"col\" class=\"n\">shift</th><th scope=\"col\" class=\"n\">it means</th>"
          "<th scope=\"col\" class=\"n\">error / step</th>"
          "<th scope=\"col\" class=\"n\">relative error</th></tr></thead>\n<tbody>\n",
          out);
}

static void put_worst(FILE *out, const cosim_network_job *job, const cosim_network_weights_sum *sum)
{
    fputs("<details open=\"open\"><summary>The largest relative errors</summary>\n", out);
    put_synapses_open(out, "Weights with the largest relative errors");
    for (size_t i = 0; i < sum->worst_count; i++) {
        put_synapse(out, job, &sum->worst[i], sum->amperes);
    }
    cosim_html_table_close(out);
    fputs("</details>\n", out);
}

static void put_all(FILE *out, const cosim_network_job *job, bool amperes)
{
    const size_t rows = (size_t)job->image.inputs + job->network->neurons;
    fprintf(out, "<details><summary>All %" PRIu64 " weights</summary>\n", job->losses.weights);
    put_synapses_open(out, "All weights");
    for (size_t row = 0; row < rows; row++) {
        for (unsigned i = 0; i < job->network->neurons; i++) {
            cosim_network_synapse s;
            if (cosim_network_synapse_at(job, amperes, row, i, &s)) {
                put_synapse(out, job, &s, amperes);
            }
        }
    }
    cosim_html_table_close(out);
    fputs("</details>\n", out);
}

int cosim_html_network_weights(FILE *out, const cosim_network_outcome *o)
{
    cosim_network_weights_sum sum;
    fputs("<h3>Weights and their words</h3>\n", out);
    if (o->job->losses.weights == 0) {
        fputs("<p>No weight is other than 0.</p>\n", out);
        return 0;
    }
    if (cosim_network_weights_of(o->job, &sum) != 0) {
        return -1;
    }
    put_effect(out, o);
    put_paths(out, o->job, &sum);
    put_worst(out, o->job, &sum);
    if (o->job->losses.weights <= ALL_WEIGHTS) {
        put_all(out, o->job, sum.amperes);
    } else {
        fputs("<p><code>lifcosim quantize</code> prints every weight.</p>\n", out);
    }
    free(sum.path);
    return 0;
}
