// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario/place.h"

#include "base/decimal.h"
#include "scenario/fill.h"

#include <string.h>

static const cosim_exclusive pairs[] = {
    {"", "steps", "duration", NULL},
    {"", "duration", "steps", NULL},
    {"neuron", "capacitance", "time_constant", NULL},
    {"neuron", "time_constant", "capacitance", NULL},
    {"neuron", "refractory", "refractory_steps", NULL},
    {"neuron", "refractory_steps", "refractory", NULL},
    {"events", "times", "file", "unit"}, /* of the times in it */
    {"events", "file", "times", NULL}};

const cosim_override_rules cosim_scenario_rules = {
    .pairs = pairs, .count = sizeof pairs / sizeof *pairs, .kinds = "stimulus"};

const char *cosim_scenario_alternative(const char *map, const char *key)
{
    const cosim_exclusive *pair = cosim_override_exclusive(&cosim_scenario_rules, map, key);
    return pair != NULL ? pair->other : NULL;
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

/* What stands in for a key that is absent: its alternative, or the key of its default. */
static cosim_node *substitute(const cosim_node *map, const char *key)
{
    const char *other = cosim_scenario_alternative(map->key != NULL ? map->key : "", key);
    if (other == NULL && map->key != NULL && strcmp(map->key, "neuron") == 0 &&
        (strcmp(key, "reset") == 0 || strcmp(key, "initial") == 0)) {
        other = "rest";
    }
    return other != NULL ? cosim_node_child(map, other) : NULL;
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
