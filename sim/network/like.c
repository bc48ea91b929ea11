// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/like.h"

#include "input/fields.h"
#include "network/spread.h"
#include "scenario/place.h"

#include <string.h>

/* Takes away what a key of the mapping excludes. */
static void exclude(cosim_node *map, const char *name, const char *key)
{
    size_t i = 0;
    for (const cosim_exclusive *pair;
         (pair = cosim_override_exclusive(&cosim_scenario_rules, name, key, &i)) != NULL;) {
        const bool applies = pair->beside[0] == NULL ||
                             cosim_node_child(map, pair->beside[0]) != NULL ||
                             cosim_node_child(map, pair->beside[1]) != NULL;
        const cosim_node *loser = applies ? cosim_node_child(map, pair->other) : NULL;
        if (loser != NULL) {
            cosim_node_remove(map, loser);
        }
    }
}

/* Tells whether two mappings of one key have the same kind of keys: values of one thing. */
static bool may_merge(const cosim_node *a, const cosim_node *b)
{
    return a->kind == COSIM_MAP && b->kind == COSIM_MAP && !cosim_spread_varies(a) &&
           !cosim_spread_varies(b) &&
           (cosim_node_child(a, "excitatory") != NULL) ==
               (cosim_node_child(b, "excitatory") != NULL);
}

/* Replaces the keys of a copy by those of `own`. Returns -1 without memory. */
static int merge(cosim_arena *arena, cosim_node *copy, const cosim_node *own)
{
    for (size_t i = 0; i < own->count; i++) {
        const cosim_node *item = own->items[i];
        cosim_node *old = cosim_node_child(copy, item->key);
        if (strcmp(item->key, "like") == 0) {
            continue;
        }
        if (old != NULL && may_merge(old, item)) {
            if (merge(arena, old, item) != 0) {
                return -1;
            }
            continue;
        }
        cosim_node *with = cosim_node_copy(arena, item);
        if (with == NULL) {
            return -1;
        }
        exclude(copy, copy->key != NULL ? copy->key : "", item->key);
        if (old != NULL) {
            cosim_node_replace(copy, old, with);
        } else if (cosim_node_add(arena, copy, with) != 0) {
            return -1;
        }
    }
    return 0;
}

static const cosim_node *resolve(const reading *r, const cosim_node *node, size_t depth)
{
    const cosim_node *populations = node->parent, *like = cosim_node_child(node, "like");
    char quoted[COSIM_QUOTE_BYTES];
    const char *name;
    if (node->kind != COSIM_MAP || like == NULL) {
        return node;
    }
    if (cosim_field_text(like, false, &name, r->diag) != 0) {
        return NULL;
    }
    const cosim_node *other = cosim_node_child(populations, name);
    if (other == NULL || other->kind != COSIM_MAP) {
        cosim_refuse(like, r->diag, "there is no population %s; name one of the populations",
                     cosim_quote(name, quoted));
        return NULL;
    }
    if (depth > populations->count) {
        cosim_refuse(like, r->diag, "is like itself in the end; write the keys of one of them out");
        return NULL;
    }
    const cosim_node *base = resolve(r, other, depth + 1);
    cosim_node *copy = base != NULL ? cosim_node_copy(r->network->arena, base) : NULL;
    if (base == NULL) {
        return NULL;
    }
    if (copy == NULL || merge(r->network->arena, copy, node) != 0) {
        cosim_diag_memory(r->diag, NULL);
        return NULL;
    }
    copy->parent = node->parent;
    copy->key = node->key;
    copy->line = node->line;
    copy->column = node->column;
    copy->key_line = node->key_line;
    copy->key_column = node->key_column;
    return copy;
}

const cosim_node *cosim_network_like(const reading *r, const cosim_node *node)
{
    return resolve(r, node, 0);
}
