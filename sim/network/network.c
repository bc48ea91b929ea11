// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/network.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

cosim_network *cosim_network_new(cosim_diag *diag)
{
    cosim_arena *arena = cosim_arena_new();
    cosim_network *n = arena != NULL ? cosim_arena_alloc(arena, sizeof *n) : NULL;
    if (n == NULL) {
        cosim_arena_free(arena);
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    n->arena = arena;
    n->path = n->name = n->about = n->origin = n->core = "";
    n->seed = 1;
    return n;
}

void cosim_network_free(cosim_network *network)
{
    if (network != NULL) {
        cosim_scenario_free(network->head);
        free(network->population);
        free(network->source);
        free(network->input);
        free(network->first_input);
        free(network->weight);
        free(network->event);
        free(network->spike);
        cosim_arena_free(network->arena);
    }
}

int cosim_network_size(cosim_network *network, unsigned neurons, unsigned receptors,
                       cosim_diag *diag)
{
    cosim_network *n = network;
    if (neurons == 0 || neurons > COSIM_NETWORK_NEURONS) {
        return cosim_diag_set(diag, NULL, "the network has %u neurons; give it 1 to %d", neurons,
                              COSIM_NETWORK_NEURONS);
    }
    n->params = cosim_arena_alloc(n->arena, neurons * sizeof *n->params);
    n->noise_deviation = cosim_arena_alloc(n->arena, neurons * sizeof *n->noise_deviation);
    n->silent = cosim_arena_alloc(n->arena, neurons * sizeof *n->silent);
    n->own = cosim_arena_alloc(n->arena, neurons * sizeof *n->own);
    if (n->params == NULL || n->noise_deviation == NULL || n->silent == NULL || n->own == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    n->neurons = neurons;
    n->receptors = receptors;
    for (unsigned i = 0; i < neurons; i++) {
        n->params[i].receptors = receptors;
        n->own[i] = (lif_core_row){.delay = 1, .most = 1};
    }
    return 0;
}

/* Makes room for so many elements of a list. */
static void *grown(void *list, size_t count, size_t *room, size_t bytes)
{
    size_t more = *room == 0 ? 64 : *room;
    if (count <= *room) {
        return list;
    }
    while (more < count) {
        more *= 2;
    }
    void *moved = realloc(list, more * bytes);
    *room = moved != NULL ? more : *room;
    return moved;
}

/* Makes room for one element more of a list of the network; -1 without memory. */
#define ROOM_FOR_ONE(list, count, room)                                                            \
    do {                                                                                           \
        void *moved = grown(list, (size_t)(count) + 1, &(room), sizeof *(list));                   \
        if (moved == NULL) {                                                                       \
            return -1;                                                                             \
        }                                                                                          \
        (list) = moved;                                                                            \
    } while (0)

int cosim_network_add_population(cosim_network *network, cosim_network_group population)
{
    ROOM_FOR_ONE(network->population, network->population_count, network->population_room);
    network->population[network->population_count++] = population;
    return 0;
}

static int add_source(cosim_network *n, cosim_network_source source)
{
    const unsigned all = n->elements + source.group.count;
    unsigned *first = grown(n->first_input, all, &n->first_room, sizeof *first);
    if (first == NULL) {
        return -1;
    }
    n->first_input = first;
    ROOM_FOR_ONE(n->source, n->source_count, n->source_room);
    source.group.first = n->elements;
    n->source[n->source_count++] = source;
    for (; n->elements < all; n->elements++) {
        first[n->elements] = UINT_MAX;
    }
    return 0;
}

int cosim_network_add_source(cosim_network *network, cosim_network_source source, cosim_diag *diag)
{
    if (source.group.count == 0 || source.group.count > COSIM_NETWORK_NEURONS - network->elements) {
        return cosim_diag_set(diag, &source.group.place,
                              "%s: %u elements, and a source has at least 1 and all of them "
                              "together %d; make this or another smaller",
                              source.group.name, source.group.count, COSIM_NETWORK_NEURONS);
    }
    return add_source(network, source) == 0 ? 0 : cosim_diag_memory(diag, NULL);
}

static int add_input(cosim_network *n, cosim_network_input input)
{
    ROOM_FOR_ONE(n->input, n->inputs, n->input_room);
    n->input[n->inputs++] = input;
    return 0;
}

int cosim_network_find_input(cosim_network *network, unsigned element, unsigned delay,
                             unsigned receptor, unsigned *input, cosim_diag *diag)
{
    cosim_network *n = network;
    unsigned *next = &n->first_input[element];
    for (unsigned at = *next; at != UINT_MAX; at = *next) {
        if (n->input[at].row.delay == delay && n->input[at].row.receptor == receptor) {
            *input = at;
            return 0;
        }
        next = &n->input[at].next;
    }
    if (n->inputs == COSIM_NETWORK_NEURONS || delay > LIF_CORE_MOST_DELAY) {
        return cosim_diag_set(diag, NULL,
                              "the network needs more than %d rows of inputs, or delays of more "
                              "than %d ticks; give it fewer",
                              COSIM_NETWORK_NEURONS, LIF_CORE_MOST_DELAY);
    }
    *next = n->inputs;
    *input = n->inputs;
    const cosim_network_source *source = cosim_network_source_of(n, element);
    const cosim_network_input made = {
        .element = element,
        .row = {(uint8_t)delay, (uint8_t)receptor, source != NULL ? source->most : 1},
        .next = UINT_MAX};
    return add_input(n, made) == 0 ? 0 : cosim_diag_memory(diag, NULL);
}

int cosim_network_add_weight(cosim_network *network, cosim_network_weight weight)
{
    if (network->weight_count == COSIM_NETWORK_WEIGHTS) {
        return -1;
    }
    ROOM_FOR_ONE(network->weight, network->weight_count, network->weight_room);
    network->weight[network->weight_count++] = weight;
    return 0;
}

int cosim_network_add_event(cosim_network *network, cosim_network_event event)
{
    if (network->event_count == COSIM_NETWORK_HAPPENINGS) {
        return -1;
    }
    ROOM_FOR_ONE(network->event, network->event_count, network->event_room);
    network->event[network->event_count++] = event;
    return 0;
}

int cosim_network_add_spike(cosim_network *network, cosim_network_event spike)
{
    if (network->spike_count == COSIM_NETWORK_HAPPENINGS) {
        return -1;
    }
    ROOM_FOR_ONE(network->spike, network->spike_count, network->spike_room);
    network->spike[network->spike_count++] = spike;
    return 0;
}

/* ---- names ---- */

static bool is_in(const cosim_network_group *group, unsigned number)
{
    return number >= group->first && number - group->first < group->count;
}

bool cosim_network_name_is_plain(const char *name, bool points)
{
    bool plain = name[0] != '\0' && strlen(name) <= 64;
    for (; plain && *name != '\0'; name++) {
        plain = (unsigned char)*name > ' ' && *name != 0x7F &&
                strchr(points ? "[],/\"'" : "[],./\"'", *name) == NULL;
    }
    return plain;
}

const cosim_network_group *cosim_network_population_of(const cosim_network *network,
                                                       unsigned neuron)
{
    for (size_t i = 0; i < network->population_count; i++) {
        if (is_in(&network->population[i], neuron)) {
            return &network->population[i];
        }
    }
    return NULL;
}

const cosim_network_source *cosim_network_source_of(const cosim_network *network, unsigned element)
{
    for (size_t i = 0; i < network->source_count; i++) {
        if (is_in(&network->source[i].group, element)) {
            return &network->source[i];
        }
    }
    return NULL;
}

static const char *write_name(const cosim_network_group *group, const char *kind, unsigned number,
                              char text[COSIM_NEURON_BYTES])
{
    if (group == NULL) {
        snprintf(text, COSIM_NEURON_BYTES, "%s %u", kind, number);
    } else {
        snprintf(text, COSIM_NEURON_BYTES, "%.64s[%u]", group->name, number - group->first);
    }
    return text;
}

const char *cosim_network_neuron(const cosim_network *network, unsigned neuron,
                                 char text[COSIM_NEURON_BYTES])
{
    return write_name(cosim_network_population_of(network, neuron), "neuron", neuron, text);
}

const char *cosim_network_element(const cosim_network *network, unsigned element,
                                  char text[COSIM_NEURON_BYTES])
{
    const cosim_network_source *source = cosim_network_source_of(network, element);
    return write_name(source != NULL ? &source->group : NULL, "element", element, text);
}
