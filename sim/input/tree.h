// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A YAML text becomes a tree of scalars, lists and mappings, each with its place. It is plain data
 * in an arena, independent of the parser. */
#ifndef COSIM_INPUT_TREE_H
#define COSIM_INPUT_TREE_H

#include "base/arena.h"
#include "base/diag.h"

#include <stddef.h>

typedef enum cosim_node_kind { COSIM_SCALAR, COSIM_LIST, COSIM_MAP } cosim_node_kind;

typedef struct cosim_node cosim_node;
struct cosim_node {
    cosim_node_kind kind;
    unsigned line, column;         /* of the value, 1-based */
    unsigned key_line, key_column; /* of the key; of the value where there is no key */
    const char *file;              /* as in cosim_place */
    const char *key;               /* in the mapping around it; NULL in a list and for the root */
    const char *text;              /* a scalar's, without quotes; else NULL */
    cosim_node *parent;            /* NULL: the root */
    cosim_node **items;            /* of a list or mapping */
    size_t count, room;            /* of items */
    size_t index;                  /* in the items of a parent list */
};

/* Makes a new node without place, key or items; returns NULL without memory. */
cosim_node *cosim_node_new(cosim_arena *arena, cosim_node_kind kind);

/* Appends child to a list or mapping. Returns 0, or -1 without memory. */
int cosim_node_add(cosim_arena *arena, cosim_node *parent, cosim_node *child);

/* Returns the value of a key of a mapping; NULL where it is absent or node is no mapping. */
cosim_node *cosim_node_child(const cosim_node *node, const char *key);

/* Returns item `i` of a list; any other node stands for a list of one, and is returned itself. */
const cosim_node *cosim_node_item(const cosim_node *node, size_t i);

/* Copies a node and what is below it, without a parent; the texts are shared. Returns NULL without
 * memory. */
cosim_node *cosim_node_copy(cosim_arena *arena, const cosim_node *node);

/* Takes child out of its mapping. */
void cosim_node_remove(cosim_node *parent, const cosim_node *child);

/* Puts `with` where `old` is in a list or mapping. */
void cosim_node_replace(cosim_node *parent, const cosim_node *old, cosim_node *with);

/* Gives the place of the value, and that of the key. */
void cosim_node_place(const cosim_node *node, cosim_place *place);
void cosim_node_key_place(const cosim_node *node, cosim_place *place);

/* Returns "a mapping", "a list", "a value" or "empty", for messages. */
const char *cosim_node_kind_name(const cosim_node *node);

/* Writes the dotted path of a node ("stimulus.0.sine"; "" for the root), cut to fit; returns text.
 */
#define COSIM_PATH_BYTES 160
const char *cosim_node_path(const cosim_node *node, char text[COSIM_PATH_BYTES]);

/* Copies text for a message: in double quotes, with control characters and bytes that are not UTF-8
 * escaped, and a long one cut; returns out. */
#define COSIM_QUOTE_BYTES 96
const char *cosim_quote(const char *text, char out[COSIM_QUOTE_BYTES]);

#endif
