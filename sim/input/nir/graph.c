// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/nir/graph.h"

#include "input/fields.h"
#include "input/nir/file.h"
#include "input/nir/measure.h"
#include "input/nir/node.h"

#include <stdlib.h>
#include <string.h>

enum { FULL_NAME = 512 };

/* A graph of the file, and what its names stand for. */
typedef struct scope {
    const char *name; /* "" for the outermost */
    struct entry *entry;
    size_t entries;
} scope;

typedef struct entry {
    const char *name;
    unsigned node; /* of a node */
    scope *inner;  /* of a graph, else NULL */
} entry;

typedef struct reader {
    cosim_arena *arena;
    cosim_nir_graph *graph;
    cosim_diag *diag;
    const char *path;
} reader;

static int read_graph(reader *r, const cosim_hdf *group, scope *s, unsigned depth);

static int add_node(reader *r, const char *name, const cosim_hdf *group, bool inner, entry *e)
{
    cosim_nir_graph *g = r->graph;
    if (g->nodes == COSIM_NIR_NODES) {
        return cosim_nir_refuse(r->path, "", r->diag, "more than %d nodes; no core holds so many",
                                COSIM_NIR_NODES);
    }
    for (unsigned i = 0; i < g->nodes; i++) {
        if (strcmp(g->node[i].name, name) == 0) {
            return cosim_nir_refuse(r->path, name, r->diag,
                                    "two nodes have this name, one in a graph and one with a dot; "
                                    "rename one");
        }
    }
    e->node = g->nodes;
    cosim_nir_node *node = &g->node[g->nodes++];
    node->name = name;
    g->metadata |= cosim_hdf_find(group, "metadata") != NULL;
    return cosim_nir_take_node(node, group, inner, r->path, r->diag);
}

static int read_entry(reader *r, const cosim_hdf *item, const scope *s, entry *e, unsigned depth)
{
    char full[FULL_NAME];
    if (!cosim_nir_name_is_plain(item->name)) {
        return cosim_nir_refuse(r->path, s->name, r->diag,
                                "the name of a node in it is empty, or has a slash or a character "
                                "that cannot be seen; rename the node");
    }
    const int length =
        snprintf(full, sizeof full, "%s%s%s", s->name, s->name[0] != '\0' ? "." : "", item->name);
    if (length >= FULL_NAME) {
        return cosim_nir_refuse(r->path, s->name, r->diag,
                                "the names in it are too long; rename its nodes");
    }
    const char *type = NULL, *name = cosim_arena_text(r->arena, full, (size_t)length);
    if (name == NULL) {
        return cosim_diag_memory(r->diag, NULL);
    }
    if (item->kind != COSIM_HDF_GROUP) {
        return cosim_nir_refuse(r->path, name, r->diag,
                                "is no group; write the file with nir.write");
    }
    type = cosim_nir_type_of(item, r->path, name, r->diag);
    if (type == NULL) {
        return -1;
    }
    e->name = item->name;
    if (strcmp(type, "NIRGraph") != 0) {
        return add_node(r, name, item, depth > 0, e);
    }
    e->inner = cosim_arena_alloc(r->arena, sizeof *e->inner);
    if (e->inner == NULL) {
        return cosim_diag_memory(r->diag, NULL);
    }
    e->inner->name = name;
    return read_graph(r, item, e->inner, depth + 1);
}

/* Finds the one Input (of an edge to a graph) or Output (of one from it). */
static int end_of(reader *r, const scope *s, const char *type, const char *edge, unsigned *node)
{
    unsigned found = 0;
    for (size_t i = 0; i < s->entries; i++) {
        if (s->entry[i].inner == NULL &&
            strcmp(r->graph->node[s->entry[i].node].type_name, type) == 0) {
            *node = s->entry[i].node;
            found++;
        }
    }
    return found == 1 ? 0
                      : cosim_nir_refuse(r->path, s->name, r->diag,
                                         "the edge %s names this graph, which has %u %s nodes; it "
                                         "needs one, or name a node as %s.NAME",
                                         edge, found, type, s->name);
}

/* Finds what an end of an edge names. Returns 1 with nothing said where there is nothing. */
static int resolve(reader *r, const scope *s, const char *end, bool to, const char *edge,
                   unsigned *node)
{
    for (size_t i = 0; i < s->entries; i++) {
        const entry *e = &s->entry[i];
        if (strcmp(e->name, end) == 0) {
            *node = e->node;
            return e->inner != NULL ? end_of(r, e->inner, to ? "Input" : "Output", edge, node) : 0;
        }
    }
    for (size_t i = 0; i < s->entries; i++) {
        const entry *e = &s->entry[i];
        const size_t length = strlen(e->name);
        if (e->inner != NULL && strncmp(e->name, end, length) == 0 && end[length] == '.') {
            const int status = resolve(r, e->inner, end + length + 1, to, edge, node);
            if (status <= 0) {
                return status;
            }
        }
    }
    return 1;
}

static int refuse_end(reader *r, const scope *s, const char *end, const char *edge)
{
    const char **names = malloc((s->entries + 1) * sizeof *names);
    const char *nearest = NULL;
    for (size_t i = 0; names != NULL && i < s->entries; i++) {
        names[i] = s->entry[i].name;
    }
    if (names != NULL) {
        nearest = cosim_nearest(end, names, s->entries);
    }
    cosim_nir_refuse(r->path, s->name, r->diag,
                     "the edge %s names `%s`, and there is no such node%s%s%s", edge, end,
                     nearest != NULL ? "; did you mean `" : "; add it, or drop the edge",
                     nearest != NULL ? nearest : "", nearest != NULL ? "`?" : "");
    free(names);
    return -1;
}

static int add_edge(reader *r, const scope *s, const char *from, const char *to)
{
    char edge[FULL_NAME];
    cosim_nir_graph *g = r->graph;
    cosim_nir_edge *made = &g->edge[g->edges];
    if (!cosim_nir_name_is_plain(from) || !cosim_nir_name_is_plain(to)) {
        return cosim_nir_refuse(
            r->path, s->name, r->diag,
            "an edge has an empty name, or one with a slash or a character that "
            "cannot be seen; rename the node");
    }
    snprintf(edge, sizeof edge, "`%.200s` -> `%.200s`", from, to);
    int status = resolve(r, s, from, false, edge, &made->from);
    if (status != 0) {
        return status > 0 ? refuse_end(r, s, from, edge) : -1;
    }
    status = resolve(r, s, to, true, edge, &made->to);
    if (status != 0) {
        return status > 0 ? refuse_end(r, s, to, edge) : -1;
    }
    g->edges++;
    return 0;
}

static int read_edges(reader *r, const cosim_hdf *group, const scope *s)
{
    const cosim_hdf *edges = cosim_hdf_find(group, "edges");
    if (edges == NULL) {
        return cosim_nir_refuse(r->path, s->name, r->diag,
                                "has no `edges`, as every graph of a NIR file has; write the file "
                                "with nir.write");
    }
    if (edges->count == 0 && edges->kind != COSIM_HDF_GROUP) {
        return 0;
    }
    if (edges->kind != COSIM_HDF_TEXT || edges->rank != 2 || edges->dims[1] != 2) {
        return cosim_nir_refuse(r->path, s->name, r->diag,
                                "`edges` is no list of pairs of names; write the file with "
                                "nir.write");
    }
    for (uint64_t i = 0; i < edges->dims[0]; i++) {
        if (r->graph->edges == COSIM_NIR_EDGES) {
            return cosim_nir_refuse(r->path, "", r->diag,
                                    "more than %d edges; no core holds so many", COSIM_NIR_EDGES);
        }
        if (add_edge(r, s, edges->text[2 * i], edges->text[2 * i + 1]) != 0) {
            return -1;
        }
    }
    return 0;
}

static int read_graph(reader *r, const cosim_hdf *group, scope *s, unsigned depth)
{
    const cosim_hdf *nodes = cosim_hdf_find(group, "nodes");
    size_t count = 0;
    if (nodes == NULL || nodes->kind != COSIM_HDF_GROUP) {
        return cosim_nir_refuse(
            r->path, s->name, r->diag,
            "has no group `nodes`, as every graph of a NIR file has; write the file "
            "with nir.write");
    }
    r->graph->metadata |= cosim_hdf_find(group, "metadata") != NULL;
    for (const cosim_hdf *item = nodes->first; item != NULL; item = item->next) {
        count += !item->attribute;
    }
    s->entry = cosim_arena_alloc(r->arena, (count + 1) * sizeof *s->entry);
    if (s->entry == NULL) {
        return cosim_diag_memory(r->diag, NULL);
    }
    for (const cosim_hdf *item = nodes->first; item != NULL; item = item->next) {
        if (!item->attribute && read_entry(r, item, s, &s->entry[s->entries], depth) != 0) {
            return -1;
        }
        s->entries += !item->attribute;
    }
    return read_edges(r, group, s);
}

static int by_ends(const void *a, const void *b)
{
    const cosim_nir_edge *x = a, *y = b;
    return x->from != y->from ? (x->from < y->from ? -1 : 1)
           : x->to != y->to   ? (x->to < y->to ? -1 : 1)
                              : 0;
}

/* In NIR two edges of one pair add, and snnTorch drops the second: no meaning is sure. */
static int check_edges(reader *r)
{
    cosim_nir_graph *g = r->graph;
    bool *reached = cosim_arena_alloc(r->arena, g->nodes + 1);
    if (reached == NULL) {
        return cosim_diag_memory(r->diag, NULL);
    }
    qsort(g->edge, g->edges, sizeof *g->edge, by_ends);
    for (unsigned i = 0; i < g->edges; i++) {
        const cosim_nir_edge *e = &g->edge[i];
        reached[e->to] = true;
        if (i > 0 && by_ends(e - 1, e) == 0) {
            return cosim_nir_refuse(r->path, g->node[e->from].name, r->diag,
                                    "its edge to `%s` is there twice: tools differ in whether two "
                                    "edges add; keep one, with a weight for both",
                                    g->node[e->to].name);
        }
        if (g->node[e->from].type == COSIM_NIR_OUTPUT || g->node[e->to].type == COSIM_NIR_INPUT) {
            return cosim_nir_refuse(r->path, g->node[e->from].name, r->diag,
                                    "its edge to `%s` runs out of an Output or into an Input; turn "
                                    "it round, or drop it",
                                    g->node[e->to].name);
        }
    }
    for (unsigned i = 0; i < g->nodes; i++) {
        if (!reached[i] && g->node[i].type != COSIM_NIR_INPUT &&
            !cosim_nir_is_neuron(&g->node[i])) {
            return cosim_nir_refuse(r->path, g->node[i].name, r->diag,
                                    "nothing leads to this %s; add an edge to it, or drop it",
                                    g->node[i].type_name);
        }
    }
    return 0;
}

cosim_nir_graph *cosim_nir_graph_of(cosim_arena *arena, const cosim_hdf *root, const char *path,
                                    cosim_diag *diag)
{
    const cosim_hdf *top = cosim_hdf_find(root, "node");
    const char *version = cosim_hdf_is_word(cosim_hdf_find(root, "version"));
    scope outermost = {.name = ""};
    cosim_nir_graph *g = cosim_arena_alloc(arena, sizeof *g);
    cosim_nir_node *node = cosim_arena_alloc(arena, COSIM_NIR_NODES * sizeof *node);
    cosim_nir_edge *edge = cosim_arena_alloc(arena, COSIM_NIR_EDGES * sizeof *edge);
    if (g == NULL || node == NULL || edge == NULL) {
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    *g = (cosim_nir_graph){.path = path,
                           .version =
                               version != NULL && cosim_nir_name_is_plain(version) ? version : "",
                           .node = node,
                           .edge = edge};
    if (top == NULL || top->kind != COSIM_HDF_GROUP) {
        cosim_nir_refuse(path, "", diag,
                         "is HDF5, but no NIR file: it has no group `node`; write the file with "
                         "nir.write");
        return NULL;
    }
    const char *type = cosim_nir_type_of(top, path, "", diag);
    if (type == NULL) {
        return NULL;
    }
    if (strcmp(type, "NIRGraph") != 0) {
        cosim_nir_refuse(path, "", diag,
                         "holds one node and no graph; write nir.NIRGraph.from_list(node)");
        return NULL;
    }
    reader r = {arena, g, diag, path};
    if (read_graph(&r, top, &outermost, 0) != 0 || check_edges(&r) != 0 ||
        cosim_nir_measure(g, diag) != 0) {
        return NULL;
    }
    return g;
}

cosim_nir_graph *cosim_nir_read(cosim_arena *arena, const char *path, cosim_diag *diag)
{
    const cosim_hdf *root = cosim_hdf_read(arena, path, diag);
    return root != NULL ? cosim_nir_graph_of(arena, root, path, diag) : NULL;
}
