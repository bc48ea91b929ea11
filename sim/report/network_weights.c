// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/network_weights.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool cosim_network_weights_in_amperes(const cosim_network *n)
{
    for (size_t i = 0; i < n->weight_count; i++) {
        if (n->weight[i].unit != COSIM_WEIGHT_AMPERES) {
            return false;
        }
    }
    return n->weight_count > 0;
}

bool cosim_network_synapse_at(const cosim_network_job *job, bool amperes, size_t row,
                              unsigned neuron, cosim_network_synapse *s)
{
    const lif_core_image *im = &job->image;
    const lif_core_real *r = &job->net.neuron[neuron];
    const size_t at = row * im->neurons + neuron;
    const double real = job->net.weight[at];
    if (!(fabs(real) > 0.0)) {
        return false;
    }
    const unsigned receptor = im->row[row].receptor;
    const unsigned shift = im->word[neuron].weight_shift[receptor];
    const double step = ldexp(1.0, (int)shift - (int)job->format.state.state_fraction);
    const double one = amperes ? r->weight_per_a[receptor] : r->weight_per_v[receptor];
    const double value = im->weight_fx[at] * step;
    *s = (cosim_network_synapse){.row = row,
                                 .neuron = neuron,
                                 .delay = im->row[row].delay,
                                 .receptor = receptor,
                                 .shift = shift,
                                 .word = im->weight_fx[at],
                                 .real = real / one,
                                 .value = value / one,
                                 .error_steps = (value - real) / step,
                                 .relative = fabs((value - real) / real),
                                 .count = 1};
    return true;
}

const char *cosim_network_row_name(const cosim_network_job *job, size_t row,
                                   char text[COSIM_NEURON_BYTES])
{
    const cosim_network *n = job->network;
    return row >= job->image.inputs
               ? cosim_network_neuron(n, (unsigned)(row - job->image.inputs), text)
               : cosim_network_element(n, n->input[row].element, text);
}

/* The number of the group of each row and neuron, and the sums between them. */
typedef struct table {
    const cosim_network_job *job;
    size_t *of_row, *of_neuron;
    cosim_network_path *path; /* [sources + populations][populations][2] */
} table;

/* Numbers the groups of rows: the sources, then the populations. What is in none has a number
 * beyond the last one. */
static void number_groups(table *t)
{
    const cosim_network *n = t->job->network;
    const unsigned inputs = t->job->image.inputs;
    for (unsigned i = 0; i < n->neurons; i++) {
        t->of_neuron[i] = n->population_count;
    }
    for (size_t p = 0; p < n->population_count; p++) {
        for (unsigned i = 0; i < n->population[p].count; i++) {
            t->of_neuron[n->population[p].first + i] = p;
        }
    }
    for (unsigned i = 0; i < n->neurons; i++) {
        t->of_row[inputs + i] = n->source_count + t->of_neuron[i];
    }
    for (unsigned i = 0; i < n->inputs; i++) {
        const cosim_network_source *source = cosim_network_source_of(n, n->input[i].element);
        t->of_row[i] = source != NULL ? (size_t)(source - n->source) : n->source_count;
    }
}

static void add(const table *t, const cosim_network_synapse *s)
{
    const cosim_network *n = t->job->network;
    const size_t from = t->of_row[s->row], to = t->of_neuron[s->neuron];
    const bool own = s->row >= t->job->image.inputs;
    if (to >= n->population_count || from >= n->source_count + n->population_count ||
        own != (from >= n->source_count)) {
        return; /* no reader makes a network with neurons or elements of no group */
    }
    cosim_network_path *p = &t->path[(from * n->population_count + to) * 2 + s->receptor];
    if (p->count == 0) {
        *p = (cosim_network_path){.from = own ? &n->population[from - n->source_count]
                                              : &n->source[from].group,
                                  .to = &n->population[to],
                                  .from_neurons = own,
                                  .receptor = s->receptor,
                                  .delay = {s->delay, s->delay},
                                  .real = {s->real, s->real},
                                  .word = {s->word, s->word}};
    }
    p->count++;
    p->lost += s->word == 0;
    p->delay[0] = s->delay < p->delay[0] ? s->delay : p->delay[0];
    p->delay[1] = s->delay > p->delay[1] ? s->delay : p->delay[1];
    p->real[0] = fmin(p->real[0], s->real);
    p->real[1] = fmax(p->real[1], s->real);
    p->word[0] = s->word < p->word[0] ? s->word : p->word[0];
    p->word[1] = s->word > p->word[1] ? s->word : p->word[1];
    p->relative = fmax(p->relative, s->relative);
    p->error_steps = fmax(p->error_steps, fabs(s->error_steps));
}

static bool alike(const table *t, const cosim_network_synapse *a, const cosim_network_synapse *b)
{
    return a->word == b->word && a->shift == b->shift && a->delay == b->delay &&
           a->receptor == b->receptor && memcmp(&a->real, &b->real, sizeof a->real) == 0 &&
           t->of_row[a->row] == t->of_row[b->row] &&
           t->of_neuron[a->neuron] == t->of_neuron[b->neuron];
}

/* Keeps the largest errors. One that is exactly like another of the list only counts there: it
 * would have been in the list since then, since what leaves the list never returns. */
static void keep(const table *t, cosim_network_weights_sum *sum, const cosim_network_synapse *s)
{
    size_t at = sum->worst_count;
    if (at == COSIM_NETWORK_WORST && s->relative < sum->worst[at - 1].relative) {
        return;
    }
    for (size_t k = 0; k < sum->worst_count; k++) {
        if (alike(t, &sum->worst[k], s)) {
            sum->worst[k].count++;
            return;
        }
    }
    while (at > 0 && s->relative > sum->worst[at - 1].relative) {
        at--;
    }
    if (at == COSIM_NETWORK_WORST) {
        return;
    }
    sum->worst_count += sum->worst_count < COSIM_NETWORK_WORST;
    for (size_t k = sum->worst_count - 1; k > at; k--) {
        sum->worst[k] = sum->worst[k - 1];
    }
    sum->worst[at] = *s;
}

static void gather(const table *t, cosim_network_weights_sum *sum)
{
    const cosim_network_job *job = t->job;
    const size_t rows = (size_t)job->image.inputs + job->network->neurons;
    for (size_t row = 0; row < rows; row++) {
        const bool used = row < job->network->inputs || row >= job->image.inputs;
        for (unsigned i = 0; used && i < job->network->neurons; i++) {
            cosim_network_synapse s;
            if (cosim_network_synapse_at(job, sum->amperes, row, i, &s)) {
                if (t->path != NULL) {
                    add(t, &s);
                }
                keep(t, sum, &s);
            }
        }
    }
}

int cosim_network_weights_of(const cosim_network_job *job, cosim_network_weights_sum *sum)
{
    const cosim_network *n = job->network;
    const size_t from = n->source_count + n->population_count, to = n->population_count;
    const size_t rows = (size_t)job->image.inputs + job->image.neurons;
    table t = {.job = job,
               .of_row = calloc(rows + 1, sizeof *t.of_row),
               .of_neuron = calloc((size_t)n->neurons + 1, sizeof *t.of_neuron)};
    *sum = (cosim_network_weights_sum){.amperes = cosim_network_weights_in_amperes(n)};
    sum->too_many = to > 0 && from > COSIM_NETWORK_PATHS / (2 * to);
    if (!sum->too_many) {
        t.path = calloc(from * to * 2 + 1, sizeof *t.path);
    }
    const bool whole = t.of_row != NULL && t.of_neuron != NULL && (sum->too_many || t.path != NULL);
    if (whole) {
        number_groups(&t);
        gather(&t, sum);
        for (size_t i = 0; t.path != NULL && i < from * to * 2; i++) {
            if (t.path[i].count > 0) {
                t.path[sum->path_count++] = t.path[i];
            }
        }
        sum->path = t.path;
    } else {
        free(t.path);
    }
    free(t.of_row);
    free(t.of_neuron);
    return whole ? 0 : -1;
}
