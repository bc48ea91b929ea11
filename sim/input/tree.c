// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/tree.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

cosim_node *cosim_node_new(cosim_arena *arena, cosim_node_kind kind)
{
    cosim_node *node = cosim_arena_alloc(arena, sizeof *node);
    if (node != NULL) {
        node->kind = kind;
    }
    return node;
}

int cosim_node_add(cosim_arena *arena, cosim_node *parent, cosim_node *child)
{
    if (parent->count == parent->room) {
        size_t room = parent->room == 0 ? 8 : 2 * parent->room;
        cosim_node **items = cosim_arena_alloc(arena, room * sizeof(cosim_node *));
        if (items == NULL) {
            return -1;
        }
        if (parent->count > 0) {
            memcpy(items, parent->items, parent->count * sizeof(cosim_node *));
        }
        parent->items = items;
        parent->room = room;
    }
    child->parent = parent;
    child->index = parent->count;
    parent->items[parent->count++] = child;
    return 0;
}

const cosim_node *cosim_node_item(const cosim_node *node, size_t i)
{
    return node->kind == COSIM_LIST ? node->items[i] : node;
}

cosim_node *cosim_node_child(const cosim_node *node, const char *key)
{
    for (size_t i = 0; node->kind == COSIM_MAP && i < node->count; i++) {
        if (strcmp(node->items[i]->key, key) == 0) {
            return node->items[i];
        }
    }
    return NULL;
}

void cosim_node_remove(cosim_node *parent, const cosim_node *child)
{
    size_t kept = 0;
    for (size_t i = 0; i < parent->count; i++) {
        if (parent->items[i] != child) {
            parent->items[kept++] = parent->items[i];
        }
    }
    parent->count = kept;
}

void cosim_node_replace(cosim_node *parent, const cosim_node *old, cosim_node *with)
{
    for (size_t i = 0; i < parent->count; i++) {
        if (parent->items[i] == old) {
            parent->items[i] = with;
            with->parent = parent;
            with->index = i;
        }
    }
}

void cosim_node_place(const cosim_node *node, cosim_place *place)
{
    snprintf(place->file, sizeof place->file, "%s", node->file);
    place->line = node->line;
    place->column = node->column;
}

void cosim_node_key_place(const cosim_node *node, cosim_place *place)
{
    snprintf(place->file, sizeof place->file, "%s", node->file);
    place->line = node->key_line;
    place->column = node->key_column;
}

const char *cosim_node_kind_name(const cosim_node *node)
{
    switch (node->kind) {
    case COSIM_LIST:
        return "a list";
    case COSIM_MAP:
        return "a mapping";
    case COSIM_SCALAR:
    default:
        return node->text[0] == '\0' ? "empty" : "a value";
    }
}

const char *cosim_node_path(const cosim_node *node, char text[COSIM_PATH_BYTES])
{
    /* The path is written from its end, because the parts are known from the leaf upwards. */
    char *at = text + (COSIM_PATH_BYTES - 1);
    *at = '\0';
    for (; node->parent != NULL; node = node->parent) {
        char number[24];
        const char *part = node->key;
        if (part == NULL) {
            snprintf(number, sizeof number, "%zu", node->index);
            part = number;
        }
        size_t length = strlen(part);
        if (length + 1 > (size_t)(at - text)) {
            break;
        }
        if (*at != '\0') {
            *--at = '.';
        }
        at -= length;
        memcpy(at, part, length);
    }
    memmove(text, at, strlen(at) + 1);
    return text;
}

const char *cosim_quote(const char *text, char out[COSIM_QUOTE_BYTES])
{
    const size_t limit = COSIM_QUOTE_BYTES - 12; /* room for an escape, "...", quote and NUL */
    size_t n = 0;
    out[n++] = '"';
    while (*text != '\0') {
        char shown[COSIM_SHOWN_BYTES]; /* never cut inside a character */
        if (n >= limit) {
            n += (size_t)snprintf(out + n, COSIM_QUOTE_BYTES - n, "...");
            break;
        }
        text += cosim_utf8_show(text, "", shown);
        n += (size_t)snprintf(out + n, COSIM_QUOTE_BYTES - n, "%s", shown);
    }
    out[n++] = '"';
    out[n] = '\0';
    return out;
}

cosim_node *cosim_node_copy(cosim_arena *arena, const cosim_node *node)
{
    cosim_node *copy = cosim_node_new(arena, node->kind);
    if (copy == NULL) {
        return NULL;
    }
    *copy = *node;
    copy->parent = NULL;
    copy->items = NULL;
    copy->count = copy->room = 0;
    for (size_t i = 0; i < node->count; i++) {
        cosim_node *item = cosim_node_copy(arena, node->items[i]);
        if (item == NULL || cosim_node_add(arena, copy, item) != 0) {
            return NULL;
        }
    }
    return copy;
}
