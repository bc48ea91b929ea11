// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario/place.h"

#include "base/decimal.h"
#include "scenario/fill.h"

#include <string.h>

#define LEAK "resistance", "conductance"

/* These keys belong to the data in a file. */
static const char *const of_file[] = {"unit",    "column", "separator", "decimal",
                                      "comment", "header", NULL};

/* Two of resistance (or conductance), capacitance and time constant are a neuron: beside the first,
 * the second and the third take each other's place. */
static const cosim_exclusive pairs[] = {
    {"", "step", "rate", NULL, {NULL}},
    {"", "rate", "step", NULL, {NULL}},
    {"", "steps", "duration", NULL, {NULL}},
    {"", "duration", "steps", NULL, {NULL}},
    {"neuron", "resistance", "conductance", NULL, {NULL}},
    {"neuron", "conductance", "resistance", NULL, {NULL}},
    {"neuron", "capacitance", "time_constant", NULL, {LEAK}},
    {"neuron", "time_constant", "capacitance", NULL, {LEAK}},
    {"neuron", "refractory", "refractory_steps", NULL, {NULL}},
    {"neuron", "refractory_steps", "refractory", NULL, {NULL}},
    {"events", "times", "file", of_file, {NULL}},
    {"events", "file", "times", NULL, {NULL}},
    {"expect", "spikes", "times", NULL, {NULL}},
    {"expect", "spikes", "count", NULL, {NULL}},
    {"expect", "spikes", "file", NULL, {NULL}},
    {"expect", "times", "spikes", NULL, {NULL}},
    {"expect", "times", "count", NULL, {NULL}},
    {"expect", "times", "file", NULL, {NULL}},
    {"expect", "count", "spikes", NULL, {NULL}},
    {"expect", "count", "times", NULL, {NULL}},
    {"expect", "count", "file", NULL, {NULL}},
    {"expect", "file", "spikes", NULL, {NULL}},
    {"expect", "file", "times", NULL, {NULL}},
    {"expect", "file", "count", NULL, {NULL}},
};

const cosim_override_rules cosim_scenario_rules = {
    .pairs = pairs, .count = sizeof pairs / sizeof *pairs, .kinds = "stimulus"};

bool cosim_scenario_excludes(const char *map, const char *key, const char *other)
{
    size_t i = 0;
    for (const cosim_exclusive *pair;
         (pair = cosim_override_exclusive(&cosim_scenario_rules, map, key, &i)) != NULL;) {
        if (strcmp(pair->other, other) == 0) {
            return true;
        }
    }
    return false;
}

static cosim_node *part_of(const cosim_node *node, const char *part)
{
    uint64_t index = 0;
    if (node->kind != COSIM_LIST) {
        return cosim_node_child(node, part);
    }
    return cosim_count_read(part, &index) == COSIM_DECIMAL_OK && index < node->count
               ? node->items[index]
               : NULL;
}

/* Names what stands in for a key that is absent: its alternative, or the key of its default. */
static cosim_node *substitute(const cosim_node *map, const char *key)
{
    const char *name = map->key != NULL ? map->key : "";
    size_t i = 0;
    for (const cosim_exclusive *pair;
         (pair = cosim_override_exclusive(&cosim_scenario_rules, name, key, &i)) != NULL;) {
        cosim_node *node = cosim_node_child(map, pair->other);
        if (node != NULL) {
            return node;
        }
    }
    return strcmp(name, "neuron") == 0 && (strcmp(key, "reset") == 0 || strcmp(key, "initial") == 0)
               ? cosim_node_child(map, "rest")
               : NULL;
}

cosim_node *cosim_scenario_find(cosim_node *root, const char *key, cosim_node **around)
{
    cosim_node *node = root;
    char part[64];
    while (*key != '\0') {
        size_t length = strcspn(key, ".");
        cosim_node *next = NULL;
        if (length < sizeof part) {
            memcpy(part, key, length);
            part[length] = '\0';
            next = part_of(node, part);
        }
        if (next == NULL) {
            cosim_node *other = length < sizeof part ? substitute(node, part) : NULL;
            *around = other != NULL ? other : node;
            return NULL;
        }
        node = next;
        key += length + (key[length] == '.');
    }
    *around = node;
    return node;
}

void cosim_scenario_place(const cosim_scenario *scenario, const char *key, cosim_place *place)
{
    cosim_node *node = NULL;
    cosim_scenario_find(scenario->places->root, key != NULL ? key : "", &node);
    if (node->kind == COSIM_SCALAR) {
        cosim_node_place(node, place); /* the value is what has to change */
    } else {
        cosim_node_key_place(node, place);
    }
}
