// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/spread.h"

#include "input/fields.h"
#include "input/physical.h"
#include "network/draw.h"
#include "scenario/form.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The SI units by cosim_quantity. */
static const char *const si[] = {"s", "V", "A", "Ohm", "S", "F", "Hz", "rad"};
enum { QUANTITIES = sizeof si / sizeof *si };

bool cosim_spread_varies(const cosim_node *node)
{
    return node->kind == COSIM_LIST || cosim_node_child(node, "path") != NULL ||
           cosim_node_child(node, "each") != NULL;
}

/* Reads a number with a unit of whatever quantity, or a number alone; *unit is the SI unit. */
static int read_any(const reading *r, const cosim_node *node, double *value, const char **unit)
{
    char reason[320];
    if (node->kind == COSIM_SCALAR && strchr(node->text, ' ') == NULL) {
        *unit = "";
        return cosim_field_number(node, value, r->diag);
    }
    for (int q = 0; q < QUANTITIES && node->kind == COSIM_SCALAR; q++) {
        if (cosim_physical_read(node->text, (cosim_quantity)q, value, reason, sizeof reason) == 0) {
            *unit = si[q];
            return 0;
        }
    }
    return cosim_refuse(node, r->diag, "is no number with a unit; write one like -60 mV");
}

static int read_each(const reading *r, cosim_spread_key *key, unsigned size)
{
    static const char *const outer[] = {"each"}, *const keys[] = {"uniform", "seed"};
    const cosim_node *each = cosim_node_child(key->from, "each");
    const char *unit = "";
    double ends[2];
    uint64_t seed;
    if (cosim_fields_known(key->from, outer, 1, r->diag) != 0 ||
        cosim_fields_known(each, keys, 2, r->diag) != 0) {
        return -1;
    }
    const cosim_node *uniform = cosim_field_need(each, "uniform", "[-60 mV, -50 mV]", r->diag);
    const cosim_node *own = uniform != NULL ? cosim_field_need(each, "seed", "3", r->diag) : NULL;
    if (own == NULL || cosim_field_count(own, 0, UINT32_MAX, &seed, r->diag) != 0) {
        return -1;
    }
    if (uniform->kind != COSIM_LIST || uniform->count != 2) {
        return cosim_refuse(uniform, r->diag,
                            "is not a list of two values; write one like [-60 mV, -50 mV]");
    }
    if (read_any(r, uniform->items[0], &ends[0], &key->unit) != 0 ||
        read_any(r, uniform->items[1], &ends[1], &unit) != 0) {
        return -1;
    }
    if (strcmp(unit, key->unit) != 0 || !(ends[0] <= ends[1])) {
        return cosim_refuse(uniform, r->diag,
                            "its two ends are of different quantities, or not in ascending "
                            "order; write them like [-60 mV, -50 mV]");
    }
    double *values = cosim_arena_alloc(r->network->arena, size * sizeof *values);
    if (values == NULL) {
        return cosim_diag_memory(r->diag, NULL);
    }
    cosim_draw draw = cosim_draw_start(r->network->seed, (uint32_t)seed);
    for (unsigned i = 0; i < size; i++) {
        values[i] = ends[0] + (ends[1] - ends[0]) * cosim_draw_uniform(&draw);
    }
    key->values = values;
    return 0;
}

/* Reads the unit of a column, of whatever quantity; none: numbers. */
static int read_unit(const reading *r, const cosim_node *map, cosim_unit *unit, const char **name)
{
    const cosim_node *node = cosim_node_child(map, "unit");
    const char *text = "";
    char reason[320];
    *unit = (cosim_unit){1.0, 1, 0};
    *name = "";
    if (node == NULL) {
        return 0;
    }
    if (cosim_field_text(node, false, &text, r->diag) != 0) {
        return -1;
    }
    for (int q = 0; q < QUANTITIES; q++) {
        if (cosim_unit_read(text, (cosim_quantity)q, unit, reason, sizeof reason) == 0) {
            *name = si[q];
            return 0;
        }
    }
    return cosim_refuse(node, r->diag, "%s", reason);
}

static int read_column(const reading *r, cosim_spread_key *key, unsigned size)
{
    static const char *const keys[] = {"path",    "column",  "unit",  "separator",
                                       "decimal", "comment", "header"};
    const cosim_node *path = cosim_node_child(key->from, "path");
    cosim_table table = {.path = NULL};
    cosim_unit unit;
    size_t count = 0;
    if (cosim_fields_known(key->from, keys, sizeof keys / sizeof *keys, r->diag) != 0 ||
        read_unit(r, key->from, &unit, &key->unit) != 0 ||
        cosim_scenario_form(r->head, path, &table, r->diag) != 0 ||
        cosim_scenario_column(key->from, key->from->key, &unit, &table, r->diag) != 0 ||
        cosim_scenario_values(r->head, path, &table, size, "the population has no more neurons",
                              &key->values, &count, r->diag) != 0) {
        return -1;
    }
    return count == size ? 0
                         : cosim_refuse(path, r->diag,
                                        "%s has %zu rows, and the population %u neurons; give one "
                                        "row for each",
                                        path->text, count, size);
}

static int check_list(const reading *r, const cosim_node *list, unsigned size)
{
    if (list->count != size) {
        return cosim_refuse(list, r->diag,
                            "has %zu values, and the population %u neurons; give one value, or one "
                            "for each",
                            list->count, size);
    }
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i]->kind != COSIM_SCALAR) {
            return cosim_refuse(list->items[i], r->diag, "is %s; write a value",
                                cosim_node_kind_name(list->items[i]));
        }
    }
    return 0;
}

/* Puts a scalar in the place of a value that varies. */
static int vary(const reading *r, cosim_spread *spread, cosim_node *child, unsigned size)
{
    cosim_spread_key *key = &spread->key[spread->count++];
    cosim_arena *arena = r->network->arena;
    *key = (cosim_spread_key){.from = child, .to = cosim_node_new(arena, COSIM_SCALAR)};
    if (key->to == NULL) {
        return cosim_diag_memory(r->diag, NULL);
    }
    const int status = child->kind == COSIM_LIST                 ? check_list(r, child, size)
                       : cosim_node_child(child, "each") != NULL ? read_each(r, key, size)
                                                                 : read_column(r, key, size);
    if (status != 0) {
        return -1;
    }
    const size_t index = child->index;
    *key->to = *child;
    key->to->kind = COSIM_SCALAR;
    key->to->items = NULL;
    key->to->count = key->to->room = 0;
    cosim_node_replace(spread->map, child, key->to);
    key->to->index = index;
    child->parent = spread->map; /* for messages about what is written */
    return 0;
}

int cosim_spread_start(cosim_spread *spread, const reading *r, const cosim_node *map, unsigned size)
{
    cosim_arena *arena = r->network->arena;
    *spread = (cosim_spread){.map = cosim_node_copy(arena, map)};
    spread->key = cosim_arena_alloc(arena, (map->count + 1) * sizeof *spread->key);
    if (spread->map == NULL || spread->key == NULL) {
        return cosim_diag_memory(r->diag, NULL);
    }
    spread->map->parent = map->parent;
    for (size_t i = 0; i < map->count; i++) {
        cosim_node *child = spread->map->items[i];
        if (cosim_spread_varies(child) && vary(r, spread, child, size) != 0) {
            return -1;
        }
    }
    cosim_spread_set(spread, 0);
    return 0;
}

void cosim_spread_set(cosim_spread *spread, unsigned neuron)
{
    for (size_t k = 0; k < spread->count; k++) {
        cosim_spread_key *key = &spread->key[k];
        if (key->values == NULL) {
            const cosim_node *item = key->from->items[neuron];
            key->to->text = item->text;
            key->to->line = item->line;
            key->to->column = item->column;
        } else {
            snprintf(key->text, sizeof key->text, "%.17g%s%s", key->values[neuron],
                     key->unit[0] != '\0' ? " " : "", key->unit);
            key->to->text = key->text;
        }
    }
}
