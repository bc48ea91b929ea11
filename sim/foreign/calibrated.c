// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/calibrated.h"

#include "input/fields.h"

#include <stddef.h>

static void drop(cosim_node *map, const char *key)
{
    const cosim_node *old = cosim_node_child(map, key);
    if (old != NULL) {
        cosim_node_remove(map, old);
    }
}

static int merge(cosim_arena *arena, cosim_node *into, const cosim_node *from, cosim_diag *diag)
{
    for (size_t i = 0; i < from->count; i++) {
        cosim_node *item = from->items[i], *old = cosim_node_child(into, item->key);
        if (old != NULL && old->kind == COSIM_MAP && item->kind == COSIM_MAP) {
            if (merge(arena, old, item, diag) != 0) {
                return -1;
            }
            continue;
        }
        drop(into, item->key);
        if (cosim_node_add(arena, into, item) != 0) {
            return cosim_refuse_memory(item, diag);
        }
    }
    return 0;
}

int cosim_calibrated_merge(cosim_arena *arena, cosim_node *root, bool ignored, cosim_diag *diag)
{
    static const char *const said[] = {"drive",     "spike",      "membrane", "state",
                                       "constants", "arithmetic", "drives",   "departs",
                                       "phases",    "rounding",   "equations"};
    cosim_node *map = cosim_node_child(root, "calibrated");
    if (map == NULL) {
        return 0;
    }
    if (map->kind != COSIM_MAP) {
        return cosim_refuse(map, diag, "is %s; put what lifcosim calibrate prints there",
                            cosim_node_kind_name(map));
    }
    cosim_node_remove(root, map);
    if (ignored) {
        return 0;
    }
    for (size_t i = 0; cosim_node_child(map, "equations") != NULL && i < sizeof said / sizeof *said;
         i++) {
        drop(root, said[i]);
    }
    return merge(arena, root, map, diag);
}
