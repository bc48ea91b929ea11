// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/network.h"

#include "lif_core_quantise.h"

#include <stdlib.h>
#include <string.h>

cosim_network *cosim_network_new(unsigned neurons, unsigned inputs, unsigned receptors,
                                 cosim_diag *diag)
{
    cosim_arena *arena = cosim_arena_new();
    cosim_network *n = arena != NULL ? cosim_arena_alloc(arena, sizeof *n) : NULL;
    if (n != NULL) {
        const size_t rows = (size_t)neurons + inputs;
        n->arena = arena;
        n->neurons = neurons;
        n->inputs = inputs;
        n->receptors = receptors;
        n->seed = 1;
        n->params = cosim_arena_alloc(arena, neurons * sizeof *n->params);
        n->noise_deviation = cosim_arena_alloc(arena, neurons * sizeof *n->noise_deviation);
        n->row = cosim_arena_alloc(arena, rows * sizeof *n->row);
    }
    if (n == NULL || n->params == NULL || n->noise_deviation == NULL || n->row == NULL) {
        cosim_arena_free(arena);
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    for (size_t i = 0; i < neurons; i++) {
        n->params[i].receptors = receptors;
    }
    for (size_t row = 0; row < (size_t)neurons + inputs; row++) {
        n->row[row] = (lif_core_row){.delay = row >= inputs, .most = 1};
    }
    return n;
}

void cosim_network_free(cosim_network *network)
{
    if (network != NULL) {
        free(network->weight);
        free(network->event);
        free(network->spike);
        cosim_arena_free(network->arena);
    }
}

/* Makes room for one element more in a list of them. */
static void *grown(void *list, size_t count, size_t *room, size_t bytes)
{
    if (count < *room) {
        return list;
    }
    const size_t more = *room == 0 ? 64 : 2 * *room;
    void *moved = realloc(list, more * bytes);
    *room = moved != NULL ? more : *room;
    return moved;
}

int cosim_network_add_weight(cosim_network *network, cosim_network_weight weight)
{
    cosim_network_weight *list =
        grown(network->weight, network->weight_count, &network->weight_room, sizeof *list);
    if (list == NULL) {
        return -1;
    }
    network->weight = list;
    list[network->weight_count++] = weight;
    return 0;
}

int cosim_network_add_event(cosim_network *network, cosim_network_event event)
{
    cosim_network_event *list =
        grown(network->event, network->event_count, &network->event_room, sizeof *list);
    if (list == NULL) {
        return -1;
    }
    network->event = list;
    list[network->event_count++] = event;
    return 0;
}

int cosim_network_add_spike(cosim_network *network, cosim_network_event spike)
{
    cosim_network_event *list =
        grown(network->spike, network->spike_count, &network->spike_room, sizeof *list);
    if (list == NULL) {
        return -1;
    }
    network->spike = list;
    list[network->spike_count++] = spike;
    return 0;
}

/* The arrays of the network that is made. */
typedef struct made {
    lif_core_real *neuron;
    lif_core_row *row;
    double *weight;
} made;

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
            return cosim_diag_set(diag, NULL, "neuron %u: %s: %s", i, error.key, error.message);
        }
    }
    return 0;
}

static int make_weights(const cosim_network *n, unsigned neurons, unsigned inputs, made *m,
                        cosim_diag *diag)
{
    for (size_t k = 0; k < n->weight_count; k++) {
        const cosim_network_weight *w = &n->weight[k];
        if (w->row >= n->inputs + n->neurons || w->neuron >= n->neurons ||
            n->row[w->row].receptor >= n->receptors) {
            return cosim_diag_set(diag, NULL,
                                  "a weight from row %u to neuron %u: the network has %u rows, %u "
                                  "neurons and %u receptors; name one of these",
                                  w->row, w->neuron, n->inputs + n->neurons, n->neurons,
                                  n->receptors);
        }
        const unsigned receptor = n->row[w->row].receptor;
        const size_t row = w->row < n->inputs ? w->row : inputs + (w->row - n->inputs);
        const lif_core_real *p = &m->neuron[w->neuron];
        const double one =
            w->unit == COSIM_WEIGHT_AMPERES ? p->weight_per_a[receptor] : p->weight_per_v[receptor];
        if (!(one > 0.0)) {
            return cosim_diag_set(diag, NULL,
                                  "a weight from row %u to neuron %u is in amperes, and with the "
                                  "coupling unit weights are in volts; give it in volts",
                                  w->row, w->neuron);
        }
        m->weight[row * neurons + w->neuron] += w->value * one;
    }
    return 0;
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
    made m = {.neuron = cosim_arena_alloc(n->arena, neurons * sizeof *m.neuron),
              .row = cosim_arena_alloc(n->arena, rows * sizeof *m.row),
              .weight = cosim_arena_alloc(n->arena, rows * neurons * sizeof *m.weight)};
    if (m.neuron == NULL || m.row == NULL || m.weight == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    for (unsigned i = n->neurons; i < neurons; i++) {
        m.neuron[i] = lif_core_unused(format);
    }
    for (size_t row = 0; row < rows; row++) {
        const size_t own = row < inputs ? row : row - inputs;
        const bool used = own < (row < inputs ? n->inputs : n->neurons);
        m.row[row] = used ? n->row[row < inputs ? own : n->inputs + own]
                          : (lif_core_row){.delay = row >= inputs, .most = 1};
    }
    if (make_neurons(n, format, &m, diag) != 0 || make_weights(n, neurons, inputs, &m, diag) != 0) {
        return -1;
    }
    n->net = (lif_core_net){neurons, inputs, m.neuron, m.row, m.weight, n->seed};
    return 0;
}

size_t cosim_network_events(const cosim_network *network, size_t *next, uint64_t tick,
                            uint32_t *events, size_t room)
{
    size_t count = 0;
    for (; *next < network->event_count && network->event[*next].tick == tick; ++*next, count++) {
        if (count < room) {
            events[count] = network->event[*next].source;
        }
    }
    return count;
}
