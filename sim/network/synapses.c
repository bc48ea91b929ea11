// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/synapses.h"

#include "input/fields.h"
#include "network/weights.h"
#include "scenario/neuron.h"

#include <string.h>

static const cosim_network_group *find_population(const cosim_network *n, const char *name,
                                                  size_t *number)
{
    for (size_t i = 0; i < n->population_count; i++) {
        if (strcmp(n->population[i].name, name) == 0) {
            *number = i;
            return &n->population[i];
        }
    }
    return NULL;
}

static const cosim_network_group *find_source(const cosim_network *n, const char *name)
{
    for (size_t i = 0; i < n->source_count; i++) {
        if (strcmp(n->source[i].group.name, name) == 0) {
            return &n->source[i].group;
        }
    }
    return NULL;
}

/* Refuses a name, with the nearest one that there is. */
static int refuse_name(const entry *e, const cosim_node *node, bool sources)
{
    const cosim_network *n = e->r->network;
    const char *names[64], *nearest;
    char quoted[COSIM_QUOTE_BYTES];
    size_t count = 0;
    for (size_t i = 0; i < n->population_count && count < 64; i++) {
        names[count++] = n->population[i].name;
    }
    for (size_t i = 0; sources && i < n->source_count && count < 64; i++) {
        names[count++] = n->source[i].group.name;
    }
    nearest = cosim_nearest(node->text, names, count);
    return cosim_refuse(node, e->r->diag, "there is no population%s %s; %s%s%s",
                        sources ? " or source" : "", cosim_quote(node->text, quoted),
                        nearest != NULL ? "did you mean \"" : "name one of those that the file has",
                        nearest != NULL ? nearest : "", nearest != NULL ? "\"?" : "");
}

static int read_from(entry *e)
{
    const cosim_network *n = e->r->network;
    const cosim_node *node = cosim_field_need(e->node, "from", "in", e->r->diag);
    const char *name;
    size_t number;
    if (node == NULL || cosim_field_text(node, false, &name, e->r->diag) != 0) {
        return -1;
    }
    e->from = find_population(n, name, &number);
    e->from_neurons = e->from != NULL;
    if (e->from == NULL) {
        e->from = find_source(n, name);
    }
    return e->from != NULL ? 0 : refuse_name(e, node, true);
}

static int add_target(entry *e, const cosim_node *node)
{
    const char *name;
    size_t number;
    if (cosim_field_text(node, false, &name, e->r->diag) != 0) {
        return -1;
    }
    const cosim_network_group *group = find_population(e->r->network, name, &number);
    if (group == NULL) {
        return refuse_name(e, node, false);
    }
    for (size_t i = 0; i < e->to_count; i++) {
        if (e->to[i] == group) {
            return cosim_refuse(node, e->r->diag, "%s is there twice; name it once", name);
        }
    }
    if (e->to_count == sizeof e->to / sizeof *e->to) {
        return cosim_refuse(node, e->r->diag, "are more than 64 populations; make two entries");
    }
    if (!e->notes[number].has_synapse) {
        return cosim_refuse(node, e->r->diag,
                            "population %s has no synapse; give it one, such as \"synapse: "
                            "{time_constant: 5 ms}\"",
                            name);
    }
    e->to[e->to_count++] = group;
    e->post_count += group->count;
    return 0;
}

static int read_to(entry *e)
{
    const cosim_node *node = cosim_field_need(e->node, "to", "exc", e->r->diag);
    if (node == NULL) {
        return -1;
    }
    if (node->kind != COSIM_LIST) {
        return add_target(e, node);
    }
    if (node->count == 0) {
        return cosim_refuse(node, e->r->diag, "is empty; name a population");
    }
    for (size_t i = 0; i < node->count; i++) {
        if (add_target(e, node->items[i]) != 0) {
            return -1;
        }
    }
    return 0;
}

static int read_delay(entry *e)
{
    const cosim_node *node = cosim_node_child(e->node, "delay");
    const double step_s = e->r->network->step_s;
    const uint64_t least = e->from_neurons ? 1 : 0;
    double time_s;
    uint64_t ticks;
    e->delay = (unsigned)least;
    if (node == NULL) {
        return 0;
    }
    if (cosim_field_physical(node, COSIM_TIME, &time_s, e->r->diag) != 0) {
        return -1;
    }
    if (!(time_s >= 0.0 && time_s / step_s <= LIF_CORE_MOST_DELAY)) {
        return cosim_refuse(node, e->r->diag, "%s is %.9g ticks of %g s; use %llu to %d ticks",
                            node->text, time_s / step_s, step_s, (unsigned long long)least,
                            LIF_CORE_MOST_DELAY);
    }
    if (cosim_scenario_whole_steps(node, step_s, LIF_CORE_MOST_DELAY, &time_s, &ticks,
                                   e->r->diag) != 0) {
        return -1;
    }
    e->delay = (unsigned)ticks;
    return ticks >= least ? 0
                          : cosim_refuse(node, e->r->diag,
                                         "%s: a spike of a neuron acts a tick later at the "
                                         "earliest; use at least %g s",
                                         node->text, step_s);
}

static int read_receptor(entry *e)
{
    static const char *const names[] = {"excitatory", "inhibitory"};
    const cosim_node *node = cosim_node_child(e->node, "receptor");
    const bool two = e->r->network->receptors == 2;
    e->receptor = 0;
    if (!two && node != NULL) {
        return cosim_refuse(node, e->r->diag,
                            "the populations have one synapse each; leave it out, and give an "
                            "inhibitory weight below 0");
    }
    if (two && node == NULL) {
        return cosim_field_need(e->node, "receptor", "excitatory", e->r->diag) != NULL ? 0 : -1;
    }
    return two ? cosim_field_choice(node, names, 2, &e->receptor, e->r->diag) : 0;
}

/* ---- an entry ---- */

/* Refuses keys that belong to another way to write weights. */
static int check_keys(const entry *e, const char *way)
{
    static const struct {
        const char *key, *ways;
    } keys[] = {{"probability", "weight"}, {"seed", "weight"},   {"unit", "weights path"},
                {"separator", "path"},     {"decimal", "path"},  {"comment", "path"},
                {"header", "path"},        {"weight", "weight"}, {"weights", "weights"},
                {"path", "path"}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const cosim_node *node = cosim_node_child(e->node, keys[i].key);
        const bool weights = strcmp(way, "weight") == 0 && strcmp(keys[i].ways, "weight") != 0;
        if (node != NULL && (weights || strstr(keys[i].ways, way) == NULL)) {
            return cosim_refuse(node, e->r->diag, "does not go with \"%s\"; keep one of them", way);
        }
    }
    return 0;
}

static int read_entry(entry *e, bool *set)
{
    static const char *const known[] = {"from",    "to",      "weight", "weights",  "path",
                                        "unit",    "delay",   "seed",   "receptor", "probability",
                                        "comment", "decimal", "header", "separator"};
    static const char *const ways[] = {"weight", "weights", "path"};
    static int (*const readers[])(entry * e, const cosim_node *node, bool *set) = {
        cosim_weights_drawn, cosim_weights_matrix, cosim_weights_file};
    if (cosim_fields_known(e->node, known, sizeof known / sizeof *known, e->r->diag) != 0 ||
        read_from(e) != 0 || read_to(e) != 0 || read_delay(e) != 0 || read_receptor(e) != 0) {
        return -1;
    }
    for (int i = 0; i < 3; i++) {
        const cosim_node *node = cosim_node_child(e->node, ways[i]);
        if (node != NULL) {
            return check_keys(e, ways[i]) == 0 ? readers[i](e, node, set) : -1;
        }
    }
    cosim_field_need(e->node, "weight", "0.5 mV", e->r->diag);
    return -1;
}

int cosim_network_read_synapses(reading *r, const cosim_population_notes *notes)
{
    const cosim_node *list = cosim_node_child(r->root, "synapses");
    bool *set = cosim_arena_alloc(r->network->arena, r->network->neurons * sizeof *set);
    if (set == NULL) {
        return cosim_diag_memory(r->diag, NULL);
    }
    if (list == NULL) {
        return 0;
    }
    if (list->kind != COSIM_LIST) {
        return cosim_refuse(list, r->diag,
                            "is %s; write a list of entries, such as [{from: in, to: exc, weight: "
                            "0.5 mV}]",
                            cosim_node_kind_name(list));
    }
    for (size_t i = 0; i < list->count; i++) {
        entry e = {.r = r, .notes = notes, .node = list->items[i]};
        if (read_entry(&e, set) != 0) {
            return -1;
        }
    }
    return 0;
}
