// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/override.h"

#include "base/decimal.h"
#include "input/source.h"
#include "input/yaml.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* An override names this place in the tree. */
typedef struct target {
    cosim_arena *arena;
    cosim_node *root;
    const char *set;  /* the whole argument */
    const char *file; /* "--set KEY" */
    const cosim_override_rules *rules;
    cosim_diag *diag;
} target;

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static int
refuse(const target *t, const char *format, ...)
{
    char reason[400];
    cosim_place place;
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    snprintf(place.file, sizeof place.file, "%s", t->file);
    place.line = 1;
    place.column = 1;
    return cosim_diag_set(t->diag, &place, "%s", reason);
}

static int out_of_memory(const target *t)
{
    refuse(t, "out of memory");
    t->diag->memory = true;
    return -1;
}

/* Returns the node of VALUE, with places in "--set KEY". */
static cosim_node *parse_value(const target *t, const char *value)
{
    cosim_node *node = NULL;
    size_t length = strlen(value);
    if (cosim_source_check(t->file, value, length, t->diag) != 0) {
        return NULL;
    }
    if (length > COSIM_SOURCE_LIMIT) {
        refuse(t, "the value is longer than 16 MiB, the limit");
        return NULL;
    }
    if (value[0] != '\0' && strchr("[{\"'", value[0]) != NULL) {
        return cosim_yaml_parse(t->arena, t->file, value, length, &node, t->diag) == 0 ? node
                                                                                       : NULL;
    }
    node = cosim_node_new(t->arena, COSIM_SCALAR);
    char *text = cosim_arena_text(t->arena, value, length);
    if (node == NULL || text == NULL) {
        out_of_memory(t);
        return NULL;
    }
    node->text = text;
    node->file = t->file;
    node->line = 1;
    node->column = 1;
    return node;
}

/* Names a node as the KEY of this override. */
static void give_key(const target *t, cosim_node *node, const char *key)
{
    node->file = t->file;
    node->key = key;
    node->key_line = 1;
    node->key_column = 1;
}

static int list_item(const target *t, const cosim_node *list, const char *part, cosim_node **item)
{
    char path[COSIM_PATH_BYTES], quoted[COSIM_QUOTE_BYTES];
    uint64_t index = 0;
    cosim_node_path(list, path);
    if (cosim_count_read(part, &index) != COSIM_DECIMAL_OK || index >= list->count) {
        return refuse(t, "%s has no item %s; its items are numbered from 0 and there are %zu", path,
                      cosim_quote(part, quoted), list->count);
    }
    *item = list->items[index];
    return 0;
}

/* Finds the child of `parent` that part names; makes it as an empty mapping where a mapping lacks
 * it. */
static int descend(const target *t, cosim_node *parent, const char *part, cosim_node **child)
{
    if (parent->kind == COSIM_LIST) {
        return list_item(t, parent, part, child);
    }
    if (parent->kind == COSIM_SCALAR) {
        char path[COSIM_PATH_BYTES], quoted[COSIM_QUOTE_BYTES];
        return refuse(t, "%s is a value and has no key %s; set a key of a mapping",
                      cosim_node_path(parent, path), cosim_quote(part, quoted));
    }
    *child = cosim_node_child(parent, part);
    if (*child == NULL) {
        *child = cosim_node_new(t->arena, COSIM_MAP);
        if (*child == NULL || cosim_node_add(t->arena, parent, *child) != 0) {
            return out_of_memory(t);
        }
        give_key(t, *child, part);
        (*child)->line = 1;
        (*child)->column = 1;
    }
    return 0;
}

const cosim_exclusive *cosim_override_exclusive(const cosim_override_rules *rules, const char *map,
                                                const char *key, size_t *i)
{
    while (rules != NULL && *i < rules->count) {
        const cosim_exclusive *pair = &rules->pairs[(*i)++];
        if (strcmp(pair->map, map) == 0 && strcmp(pair->key, key) == 0) {
            return pair;
        }
    }
    return NULL;
}

static bool applies(const cosim_exclusive *pair, const cosim_node *parent)
{
    return pair->beside[0] == NULL || cosim_node_child(parent, pair->beside[0]) != NULL ||
           cosim_node_child(parent, pair->beside[1]) != NULL;
}

/* Takes away what `key` replaces: its alternative, or another kind. */
static void remove_alternatives(const target *t, cosim_node *parent, const char *key)
{
    const char *map = parent->key != NULL ? parent->key : "";
    const cosim_node *list = parent->parent;
    const char *kinds = t->rules != NULL ? t->rules->kinds : NULL;
    bool is_kind = kinds != NULL && list != NULL && list->kind == COSIM_LIST && list->key != NULL &&
                   strcmp(list->key, kinds) == 0 && list->parent->parent == NULL;
    const bool named = parent->parent == NULL || map[0] != '\0';
    size_t i = 0;
    for (const cosim_exclusive *pair;
         named && (pair = cosim_override_exclusive(t->rules, map, key, &i)) != NULL;) {
        if (!applies(pair, parent)) {
            continue;
        }
        const cosim_node *loser = cosim_node_child(parent, pair->other);
        if (loser != NULL) {
            cosim_node_remove(parent, loser);
        }
        for (const char *const *with = pair->with; loser != NULL && with != NULL && *with != NULL;
             with++) {
            const cosim_node *part = cosim_node_child(parent, *with);
            if (part != NULL) {
                cosim_node_remove(parent, part);
            }
        }
    }
    while (is_kind && parent->count > 0 && strcmp(parent->items[0]->key, key) != 0) {
        cosim_node_remove(parent, parent->items[0]);
    }
}

static int put(const target *t, cosim_node *parent, const char *part, cosim_node *value)
{
    cosim_node *old = NULL;
    if (parent->kind == COSIM_LIST) {
        if (list_item(t, parent, part, &old) != 0) {
            return -1;
        }
        give_key(t, value, NULL);
        cosim_node_replace(parent, old, value);
        return 0;
    }
    if (parent->kind == COSIM_MAP) {
        remove_alternatives(t, parent, part);
        old = cosim_node_child(parent, part);
        give_key(t, value, part);
        if (old != NULL) {
            cosim_node_replace(parent, old, value);
            return 0;
        }
        return cosim_node_add(t->arena, parent, value) == 0 ? 0 : out_of_memory(t);
    }
    return descend(t, parent, part, &old); /* says why a value has no keys */
}

int cosim_override_apply(cosim_arena *arena, cosim_node *root, const char *set,
                         const cosim_override_rules *rules, cosim_diag *diag)
{
    const char *equals = strchr(set, '=');
    size_t length = equals == NULL ? strlen(set) : (size_t)(equals - set);
    char *file = cosim_arena_alloc(arena, length + sizeof "--set ");
    char *key = cosim_arena_text(arena, set, length);
    target t = {arena, root, set, file, rules, diag};
    if (file == NULL || key == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    snprintf(file, length + sizeof "--set ", "--set %s", key);
    if (cosim_source_check(file, key, length, diag) != 0) {
        return -1;
    }
    if (equals == NULL) {
        return refuse(&t, "has no value; write KEY=VALUE, such as \"neuron.rest=-70 mV\"");
    }
    if (key[0] == '\0' || key[0] == '.' || key[length - 1] == '.' || strstr(key, "..") != NULL) {
        return refuse(&t, "is not a key; write names joined by points, such as \"neuron.rest\"");
    }
    cosim_node *value = parse_value(&t, equals + 1), *at = root;
    if (value == NULL) {
        return -1;
    }
    char *part = key;
    for (char *dot; (dot = strchr(part, '.')) != NULL; part = dot + 1) {
        *dot = '\0';
        if (descend(&t, at, part, &at) != 0) {
            return -1;
        }
    }
    return put(&t, at, part, value);
}
