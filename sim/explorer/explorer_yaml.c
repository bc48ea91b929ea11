// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Stands in for libfyaml, of which the page has none: it reads the lines that the templates of
 * manifests write (foreign/templates.h), and refuses any other. A line is a key with a value in
 * flow style without quotes, or with a block of text below it, each of its lines indented by two.
 */
#include "input/yaml.h"
#include "explorer.h"

#include <string.h>

typedef struct reader {
    cosim_arena *arena;
    const char *file, *at;
    unsigned line;
    int depth;
} reader;

enum { MOST_DEPTH = 8 };

static cosim_node *new_node(const reader *r, cosim_node_kind kind)
{
    cosim_node *node = cosim_node_new(r->arena, kind);
    if (node != NULL) {
        node->file = r->file;
        node->line = node->key_line = r->line;
        node->column = node->key_column = 1;
    }
    return node;
}

static void skip_blanks(reader *r) { r->at += strspn(r->at, " "); }

/* Takes the text up to one of these signs, without the blanks at its end. */
static const char *take_word(reader *r, const char *signs)
{
    const size_t length = strcspn(r->at, signs);
    size_t used = length;
    while (used > 0 && r->at[used - 1] == ' ') {
        used--;
    }
    const char *text = used > 0 ? cosim_arena_text(r->arena, r->at, used) : NULL;
    r->at += length;
    return text;
}

/* Takes a key and its colon. */
static const char *take_key(reader *r)
{
    const char *key = take_word(r, ":,{}[]\n");
    if (key == NULL || *r->at != ':') {
        return NULL;
    }
    r->at++;
    skip_blanks(r);
    return key;
}

static cosim_node *take_value(reader *r);

static cosim_node *take_items(reader *r, cosim_node_kind kind, char close)
{
    cosim_node *around = new_node(r, kind);
    r->at++;
    skip_blanks(r);
    while (around != NULL && *r->at != close) {
        const char *key = kind == COSIM_MAP ? take_key(r) : NULL;
        cosim_node *item = kind == COSIM_MAP && key == NULL ? NULL : take_value(r);
        if (item == NULL) {
            return NULL;
        }
        item->key = key;
        if (cosim_node_add(r->arena, around, item) != 0 || (*r->at != ',' && *r->at != close)) {
            return NULL;
        }
        r->at += *r->at == ',';
        skip_blanks(r);
    }
    r->at++;
    skip_blanks(r);
    return around;
}

static cosim_node *take_value(reader *r)
{
    cosim_node *node = NULL;
    if (*r->at != '{' && *r->at != '[') {
        node = new_node(r, COSIM_SCALAR);
        const char *text = take_word(r, ",{}[]\n");
        if (node == NULL || text == NULL) {
            return NULL;
        }
        node->text = text;
    } else if (++r->depth < MOST_DEPTH) {
        node = *r->at == '{' ? take_items(r, COSIM_MAP, '}') : take_items(r, COSIM_LIST, ']');
        r->depth--;
    }
    return node;
}

/* Takes the indented lines below a key. */
static cosim_node *take_block(reader *r)
{
    char *text = cosim_arena_alloc(r->arena, strlen(r->at) + 1);
    cosim_node *node = new_node(r, COSIM_SCALAR);
    size_t used = 0;
    if (text == NULL || node == NULL) {
        return NULL;
    }
    r->at += strcspn(r->at, "\n");
    r->at += *r->at == '\n';
    for (; strncmp(r->at, "  ", 2) == 0; r->line++) {
        const size_t length = strcspn(r->at, "\n");
        memcpy(text + used, r->at + 2, length - 2);
        used += length - 2;
        text[used++] = '\n';
        r->at += length + (r->at[length] == '\n');
    }
    text[used] = '\0';
    node->text = text;
    return node;
}

int cosim_yaml_parse(cosim_arena *arena, const char *file, const char *bytes, size_t size,
                     cosim_node **root, cosim_diag *diag)
{
    reader r = {
        .arena = arena, .file = file, .at = cosim_arena_text(arena, bytes, size), .line = 1};
    *root = r.at != NULL ? new_node(&r, COSIM_MAP) : NULL;
    while (*root != NULL && *r.at != '\0') {
        const char *key = take_key(&r);
        const bool block = key != NULL && *r.at == '|';
        cosim_node *node = key == NULL ? NULL : block ? take_block(&r) : take_value(&r);
        if (node == NULL || (!block && *r.at != '\n') || cosim_node_add(arena, *root, node) != 0) {
            return cosim_diag_set(diag, NULL, "%s: line %u is none that the page reads", file,
                                  r.line);
        }
        node->key = key;
        r.at += !block;
        r.line++;
    }
    return *root != NULL ? 0 : cosim_diag_memory(diag, NULL);
}
