// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario/fill.h"
#include "explorer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct reader {
    cosim_arena *arena;
    const char *at, *end;
    unsigned node; /* number of the last one */
    int depth;
} reader;

enum { MOST_DEPTH = 16 };

/* The bytes end with a NUL of their own behind `end`. */
static const char *take_text(reader *r)
{
    const char *text = r->at;
    r->at += strlen(text);
    r->at += r->at < r->end;
    return text;
}

static cosim_node *take_node(reader *r, const char *key);

/* Takes the nodes up to the closing bracket into `around`. Returns false where the bytes are no
 * tree. */
static bool take_items(reader *r, cosim_node *around, char close)
{
    while (*r->at != close) {
        if (r->at == r->end) {
            return false;
        }
        const char *key = around->kind == COSIM_MAP ? take_text(r) : NULL;
        cosim_node *item = take_node(r, key);
        if (item == NULL || cosim_node_add(r->arena, around, item) != 0) {
            return false;
        }
    }
    r->at++;
    return true;
}

/* Takes the place of a node, four numbers, if it is there; else its number stands in for the line.
 */
static void take_place(reader *r, unsigned place[4])
{
    place[0] = place[2] = ++r->node;
    place[1] = place[3] = 0;
    if (*r->at != '@') {
        return;
    }
    r->at++;
    char *text = NULL;
    const char *numbers = take_text(r);
    for (int i = 0; i < 4; i++, numbers = text) {
        place[i] = (unsigned)strtoul(numbers, &text, 10);
    }
}

static cosim_node *take_node(reader *r, const char *key)
{
    unsigned place[4];
    take_place(r, place);
    const char kind = *r->at;
    r->at += r->at < r->end;
    cosim_node *node = cosim_node_new(r->arena, kind == '"'   ? COSIM_SCALAR
                                                : kind == '[' ? COSIM_LIST
                                                              : COSIM_MAP);
    if (node == NULL || strchr("\"[{", kind) == NULL || kind == '\0' || r->depth == MOST_DEPTH) {
        return NULL;
    }
    node->file = "scenario";
    node->line = place[0];
    node->column = place[1];
    node->key_line = place[2];
    node->key_column = place[3];
    node->key = key;
    if (kind == '"') {
        node->text = take_text(r);
        return node;
    }
    r->depth++;
    const bool whole = take_items(r, node, kind == '[' ? ']' : '}');
    r->depth--;
    return whole ? node : NULL;
}

int explorer_tree(const char *bytes, size_t length, cosim_scenario **scenario, cosim_diag *diag)
{
    cosim_scenario *s = cosim_scenario_new(diag);
    if (s == NULL) {
        return -1;
    }
    cosim_arena *arena = s->places->arena;
    reader r = {.arena = arena, .at = cosim_arena_text(arena, bytes, length)};
    s->path = cosim_arena_text(arena, "", 0);
    if (r.at != NULL) {
        r.end = r.at + length;
        s->places->root = take_node(&r, NULL);
    }
    if (s->path == NULL || s->places->root == NULL) {
        cosim_scenario_free(s);
        return cosim_diag_set(diag, NULL, "the page's scenario is damaged, or memory ran out");
    }
    *scenario = s;
    return 0;
}

int explorer_scenario(const char *bytes, size_t length, cosim_scenario **scenario, cosim_diag *diag)
{
    cosim_scenario *s;
    if (explorer_tree(bytes, length, &s, diag) != 0) {
        return -1;
    }
    if (cosim_scenario_from_tree(s, NULL, diag) == 0) {
        *scenario = s;
        return 0;
    }
    cosim_scenario_free(s);
    return -1;
}
