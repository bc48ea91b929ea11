// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The tests of networks from NIR build their graphs as trees, as a file holds them. */
#ifndef TEST_NIR_TREE_H
#define TEST_NIR_TREE_H

#include "input/nir/graph.h"
#include "network/nir.h"
#include "neuron_fixture.h"

#include <string.h>

/* A graph while it is built; its edges are put into the tree at the end. */
typedef struct build {
    cosim_arena *arena;
    cosim_hdf *root, *nodes, *graph;
    const char *edge[64][2];
    size_t edges;
} build;

static inline cosim_hdf *graph_in(cosim_arena *arena, cosim_hdf *group, const char *name,
                                  cosim_hdf **nodes)
{
    cosim_hdf *graph = cosim_hdf_group(arena, group, name);
    assert_non_null(cosim_hdf_word(arena, graph, "type", "NIRGraph"));
    *nodes = cosim_hdf_group(arena, graph, "nodes");
    return graph;
}

static inline build begin(void)
{
    build b = {.arena = cosim_arena_new()};
    b.root = cosim_hdf_root(b.arena);
    b.graph = graph_in(b.arena, b.root, "node", &b.nodes);
    return b;
}

static inline cosim_hdf *node_in(build *b, cosim_hdf *nodes, const char *name, const char *type)
{
    cosim_hdf *node = cosim_hdf_group(b->arena, nodes, name);
    assert_non_null(cosim_hdf_word(b->arena, node, "type", type));
    return node;
}

/* Sets a parameter of rows x columns (rows 0: a vector; both 0: one value). */
static inline void set(build *b, cosim_hdf *node, const char *key, unsigned rows, unsigned columns,
                       const double *value)
{
    const uint64_t dims[] = {rows > 0 ? rows : columns, columns};
    cosim_hdf *array = cosim_hdf_array(b->arena, node, key, COSIM_HDF_REAL,
                                       rows > 0      ? 2
                                       : columns > 0 ? 1
                                                     : 0,
                                       dims);
    assert_non_null(array);
    memcpy(array->number, value, array->count * sizeof *value);
}

static inline void one(build *b, cosim_hdf *node, const char *key, double value)
{
    set(b, node, key, 0, 0, &value);
}

static inline void edge(build *b, const char *from, const char *to)
{
    b->edge[b->edges][0] = from;
    b->edge[b->edges++][1] = to;
}

static inline void put_edges(build *b, cosim_hdf *graph)
{
    const uint64_t dims[] = {b->edges, 2};
    cosim_hdf *array = cosim_hdf_array(b->arena, graph, "edges", COSIM_HDF_TEXT, 2, dims);
    for (size_t i = 0; i < b->edges; i++) {
        array->text[2 * i] = b->edge[i][0];
        array->text[2 * i + 1] = b->edge[i][1];
    }
    b->edges = 0;
}

static inline void input(build *b, double size)
{
    set(b, node_in(b, b->nodes, "in", "Input"), "shape", 0, 1, &size);
}

/* Gives a node of neurons with one value of each parameter. */
static inline cosim_hdf *simple(build *b, const char *name, const char *type)
{
    cosim_hdf *node = node_in(b, b->nodes, name, type);
    const bool cuba = strncmp(type, "Cuba", 4) == 0;
    one(b, node, cuba ? "tau_mem" : "tau", 0.02);
    if (cuba) {
        one(b, node, "tau_syn", 0.01);
    }
    one(b, node, "r", 1.0);
    one(b, node, "v_leak", 0.0);
    if (strchr(type, 'F') != NULL) {
        one(b, node, "v_threshold", 1.0);
    }
    return node;
}

static const cosim_nir_options usual = {.step_s = 1e-3,
                                        .time_s = 1.0,
                                        .voltage_v = 1.0,
                                        .method = LIF_EULER,
                                        .coupling = LIF_COUPLING_EULER,
                                        .delay = 1};

/* Makes the network; the source of the Input `in` has its size. NULL with *diag where refused. */
static inline cosim_network *network_of(build *b, const cosim_nir_options *options, unsigned inputs,
                                        const cosim_nir_report **report, cosim_diag *diag)
{
    cosim_network *n = cosim_network_new(diag);
    const cosim_network_source source = {.group = {.name = "in", .count = inputs}, .most = 1};
    const cosim_nir_graph *g = cosim_nir_graph_of(b->arena, b->root, "graph.nir", diag);
    assert_non_null(n);
    assert_int_equal(inputs > 0 ? cosim_network_add_source(n, source, diag) : 0, 0);
    const cosim_nir_report *r = g != NULL ? cosim_nir_network(g, options, n, diag) : NULL;
    if (report != NULL) {
        *report = r;
    }
    if (r == NULL) {
        cosim_network_free(n);
        return NULL;
    }
    return n;
}

static inline cosim_network *must(build *b, const cosim_nir_options *options, unsigned inputs,
                                  const cosim_nir_report **report)
{
    cosim_diag diag;
    cosim_network *n = network_of(b, options, inputs, report, &diag);
    if (n == NULL) {
        fail_msg("%s: %s", diag.place.file, diag.message);
    }
    return n;
}

#endif
