// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/populations.h"

#include "input/fields.h"
#include "network/like.h"
#include "network/values.h"

#include <string.h>

static const char *const receptors[] = {"excitatory", "inhibitory"};

int cosim_network_check_name(const reading *r, const cosim_node *node)
{
    /* the names of a NIR file often have points */
    if (cosim_network_name_is_plain(node->key, cosim_node_child(r->root, "network") != NULL)) {
        return 0;
    }
    char quoted[COSIM_QUOTE_BYTES];
    cosim_place place;
    cosim_node_key_place(node, &place);
    return cosim_diag_set(r->diag, &place,
                          "%s is no name; use up to 64 characters without blanks, brackets, "
                          "commas, points, slashes and quotes, such as exc",
                          cosim_quote(node->key, quoted));
}

/* ---- what is there ---- */

static const char *const keys[] = {"size",   "like",       "neuron", "synapse",
                                   "freeze", "adaptation", "drive",  "noise"};

static bool has_receptors(const cosim_node *synapse)
{
    return synapse != NULL && (cosim_node_child(synapse, "excitatory") != NULL ||
                               cosim_node_child(synapse, "inhibitory") != NULL);
}

/* Finds the synapses of a population, and counts its receptors: 0 where it has none. */
static int find_synapses(population *p, unsigned *count)
{
    const cosim_node *node = cosim_node_child(p->node, "synapse");
    *count = 0;
    if (cosim_population_is_none(node)) {
        return 0;
    }
    if (!has_receptors(node)) {
        p->synapse[0] = node;
        *count = 1;
        return 0;
    }
    if (cosim_fields_known(node, receptors, 2, p->r->diag) != 0) {
        return -1;
    }
    for (int i = 0; i < 2; i++) {
        p->synapse[i] = cosim_field_need(node, receptors[i], "{time_constant: 5 ms}", p->r->diag);
        if (p->synapse[i] == NULL) {
            return -1;
        }
    }
    *count = 2;
    return 0;
}

static int read_size(population *p)
{
    const reading *r = p->r;
    uint64_t size;
    const cosim_node *node = cosim_field_need(p->node, "size", "16", r->diag);
    if (node == NULL || cosim_field_count(node, 1, COSIM_NETWORK_NEURONS, &size, r->diag) != 0) {
        return -1;
    }
    p->size = (unsigned)size;
    return 0;
}

/* ---- all of them ---- */

/* Gives the populations their places in the network, and finds out how many receptors there are. */
static int plan(reading *r, const cosim_node *map, population *list, unsigned *neurons,
                unsigned *most_receptors)
{
    const cosim_node *with[LIF_CORE_RECEPTORS + 1] = {NULL};
    *neurons = 0;
    for (size_t i = 0; i < map->count; i++) {
        population *p = &list[i];
        unsigned count;
        p->r = r;
        if (cosim_network_check_name(r, map->items[i]) != 0) {
            return -1;
        }
        p->node = cosim_network_like(r, map->items[i]);
        if (p->node == NULL ||
            cosim_fields_known(p->node, keys, sizeof keys / sizeof *keys, r->diag) != 0 ||
            read_size(p) != 0 || find_synapses(p, &count) != 0) {
            return -1;
        }
        if (p->size > COSIM_NETWORK_NEURONS - *neurons) {
            return cosim_refuse(cosim_node_child(p->node, "size"), r->diag,
                                "all populations together have more than %d neurons; use fewer",
                                COSIM_NETWORK_NEURONS);
        }
        with[count] = p->node;
        p->first = *neurons;
        *neurons += p->size;
        cosim_network_group group = {.name = p->node->key, .first = p->first, .count = p->size};
        cosim_node_key_place(map->items[i], &group.place);
        if (cosim_network_add_population(r->network, group) != 0) {
            return cosim_diag_memory(r->diag, NULL);
        }
    }
    *most_receptors = with[2] != NULL ? 2 : 1;
    return with[1] != NULL && with[2] != NULL
               ? cosim_refuse(cosim_node_child(with[1], "synapse"), r->diag,
                              "is one synapse, and %s has an excitatory and an inhibitory one; "
                              "give every population one, or every population both",
                              with[2]->key)
               : 0;
}

int cosim_network_read_populations(reading *r, cosim_population_notes **notes)
{
    const cosim_node *map = cosim_node_child(r->root, "populations");
    unsigned neurons, most_receptors;
    if (map->kind != COSIM_MAP || map->count == 0) {
        return cosim_refuse(map, r->diag,
                            "is %s; write a mapping of populations by their names, as in "
                            "docs/NETWORK.md",
                            map->count == 0 && map->kind == COSIM_MAP ? "empty"
                                                                      : cosim_node_kind_name(map));
    }
    population *list = cosim_arena_alloc(r->network->arena, map->count * sizeof *list);
    *notes = cosim_arena_alloc(r->network->arena, map->count * sizeof **notes);
    if (list == NULL || *notes == NULL) {
        return cosim_diag_memory(r->diag, NULL);
    }
    if (plan(r, map, list, &neurons, &most_receptors) != 0 ||
        cosim_network_size(r->network, neurons, most_receptors, r->diag) != 0) {
        return -1;
    }
    for (size_t i = 0; i < map->count; i++) {
        if (cosim_population_read_values(&list[i]) != 0) {
            return -1;
        }
        (*notes)[i].has_synapse = list[i].synapse[0] != NULL;
    }
    return 0;
}
