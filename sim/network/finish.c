// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/finish.h"

#include "lif_core_quantise.h"

#include <stdio.h>

/* The arrays of the network that is made. */
typedef struct made {
    lif_core_real *neuron;
    lif_core_row *row;
    double *weight;
} made;

/* Says what is wrong with a neuron, at the place of its population. */
static int refuse_neuron(const cosim_network *n, unsigned neuron, const lif_error *error,
                         cosim_diag *diag)
{
    char name[COSIM_NEURON_BYTES];
    const cosim_network_group *group = cosim_network_population_of(n, neuron);
    return cosim_diag_set(diag, group != NULL ? &group->place : NULL, "%s: %s: %s",
                          cosim_network_neuron(n, neuron, name), error->key, error->message);
}

/* A neuron that never spikes has the threshold that no word exceeds; see lif_core_unused. */
static void silence(lif_core_real *real, const lif_core_format *format)
{
    const lif_core_real unused = lif_core_unused(format);
    real->threshold = unused.threshold;
    real->above = true;
    real->jump = 0.0;
}

static int make_neurons(const cosim_network *n, const lif_core_format *format, made *m,
                        cosim_diag *diag)
{
    for (unsigned i = 0; i < n->neurons; i++) {
        lif_error error;
        double real_deviation;
        lif_status status = lif_core_params_real(&n->params[i], &m->neuron[i], &error);
        if (status == LIF_OK && n->noise_deviation[i] > 0.0) {
            m->neuron[i].noisy = true;
            status = lif_core_noise_shift(format, n->noise_deviation[i] / m->neuron[i].scale_v,
                                          &m->neuron[i].noise_shift, &real_deviation, &error);
        }
        if (status != LIF_OK) {
            return refuse_neuron(n, i, &error, diag);
        }
        if (n->silent[i]) {
            silence(&m->neuron[i], format);
        }
    }
    return 0;
}

static int make_weights(const cosim_network *n, unsigned neurons, unsigned inputs, made *m,
                        cosim_diag *diag)
{
    for (size_t k = 0; k < n->weight_count; k++) {
        const cosim_network_weight *w = &n->weight[k];
        const unsigned known = w->from_neuron ? n->neurons : n->inputs;
        const unsigned receptor = w->row >= known  ? n->receptors
                                  : w->from_neuron ? n->own[w->row].receptor
                                                   : n->input[w->row].row.receptor;
        if (w->neuron >= n->neurons || receptor >= n->receptors) {
            return cosim_diag_set(diag, NULL,
                                  "a weight from %s %u to neuron %u: the network has %u inputs, "
                                  "%u neurons and %u receptors; name one of these",
                                  w->from_neuron ? "neuron" : "input", w->row, w->neuron, n->inputs,
                                  n->neurons, n->receptors);
        }
        const size_t row = w->from_neuron ? (size_t)inputs + w->row : w->row;
        const lif_core_real *p = &m->neuron[w->neuron];
        const double one =
            w->unit == COSIM_WEIGHT_AMPERES ? p->weight_per_a[receptor] : p->weight_per_v[receptor];
        if (!(one > 0.0)) {
            const lif_error error = {LIF_BAD_PARAMETER, "synapses.weight",
                                     "it is in amperes, and with the coupling unit weights are in "
                                     "volts; give it in volts"};
            return refuse_neuron(n, w->neuron, &error, diag);
        }
        m->weight[row * neurons + w->neuron] += w->value * one;
    }
    return 0;
}

static void make_rows(const cosim_network *n, size_t neurons, size_t inputs, made *m)
{
    const lif_core_row unused = {.delay = 0, .most = 1};
    for (size_t row = 0; row < inputs; row++) {
        m->row[row] = row < n->inputs ? n->input[row].row : unused;
    }
    for (size_t i = 0; i < neurons; i++) {
        m->row[inputs + i] = i < n->neurons ? n->own[i] : unused;
        m->row[inputs + i].delay = i < n->neurons ? n->own[i].delay : 1;
    }
}

int cosim_network_finish(cosim_network *network, const lif_core_format *format, unsigned neurons,
                         unsigned inputs, cosim_diag *diag)
{
    cosim_network *n = network;
    const size_t rows = (size_t)neurons + inputs;
    if (neurons < n->neurons || inputs < n->inputs || format->receptors < n->receptors) {
        return cosim_diag_set(
            diag, NULL,
            "the network has %u neurons, %u inputs and %u receptors, and the core "
            "%u, %u and %u; use a larger core",
            n->neurons, n->inputs, n->receptors, neurons, inputs, format->receptors);
    }
    if (rows > COSIM_NETWORK_WEIGHTS / neurons) {
        return cosim_diag_set(diag, NULL,
                              "a core of %u neurons and %u inputs has more than %d weights, which "
                              "are the most that are judged; use a smaller core",
                              neurons, inputs, COSIM_NETWORK_WEIGHTS);
    }
    made m = {.neuron = cosim_arena_alloc(n->arena, neurons * sizeof *m.neuron),
              .row = cosim_arena_alloc(n->arena, rows * sizeof *m.row),
              .weight = cosim_arena_alloc(n->arena, rows * neurons * sizeof *m.weight)};
    if (m.neuron == NULL || m.row == NULL || m.weight == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    for (unsigned i = n->neurons; i < neurons; i++) {
        m.neuron[i] = lif_core_unused(format);
    }
    make_rows(n, neurons, inputs, &m);
    if (make_neurons(n, format, &m, diag) != 0 || make_weights(n, neurons, inputs, &m, diag) != 0) {
        return -1;
    }
    n->net = (lif_core_net){neurons, inputs, m.neuron, m.row, m.weight, n->seed};
    return 0;
}

int cosim_network_refuse(const cosim_network *network, const lif_error *error, cosim_diag *diag)
{
    lif_error rest = *error;
    unsigned number;
    int used = 0;
    char element[COSIM_NEURON_BYTES];
    const cosim_network *n = network;
    if (sscanf(error->message, "neuron %u: %n", &number, &used) == 1 && used > 0) {
        snprintf(rest.message, sizeof rest.message, "%s", error->message + used);
        return refuse_neuron(n, number, &rest, diag);
    }
    if (sscanf(error->message, "row %u: %n", &number, &used) != 1 || used == 0) {
        return cosim_diag_set(diag, NULL, "%s: %s", error->key, error->message);
    }
    snprintf(rest.message, sizeof rest.message, "%s", error->message + used);
    if (number >= n->net.inputs) {
        return refuse_neuron(n, number - n->net.inputs, &rest, diag);
    }
    if (number >= n->inputs) {
        return cosim_diag_set(diag, NULL, "%s: %s", error->key, error->message);
    }
    const cosim_network_source *source = cosim_network_source_of(n, n->input[number].element);
    return cosim_diag_set(diag, source != NULL ? &source->group.place : NULL, "%s: %s: %s",
                          cosim_network_element(n, n->input[number].element, element), rest.key,
                          rest.message);
}
