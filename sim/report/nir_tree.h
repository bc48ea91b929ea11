// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* These build the tree of a NIR graph, node by node and edge by edge. Memory that is short is noted
 * and looked for at the end; what they return is of no use then. */
#ifndef COSIM_REPORT_NIR_TREE_H
#define COSIM_REPORT_NIR_TREE_H

#include "input/nir/hdf.h"
#include "network/nir_report.h"
#include "run/network_job.h"

typedef struct cosim_nir_pair {
    const char *from, *to;
    struct cosim_nir_pair *next;
} cosim_nir_pair;

typedef struct cosim_nir_tree {
    cosim_arena *arena;
    const cosim_network_job *job;
    cosim_nir_report *report;
    cosim_hdf *nodes;
    cosim_nir_pair *first, *last; /* edges */
    size_t edges;
    bool failed; /* memory was short */
} cosim_nir_tree;

/* Returns a copy of a text, of the arena. */
const char *cosim_nir_keep(cosim_nir_tree *x, const char *text);

/* Adds an edge; the names must stay. */
void cosim_nir_add_edge(cosim_nir_tree *x, const char *from, const char *to);

/* Adds a node and its type, and returns its group. */
cosim_hdf *cosim_nir_add_node(cosim_nir_tree *x, const char *name, const char *type);

/* Adds an array of a node, of rows (rank 1) or rows x columns (rank 2), and returns its values. */
double *cosim_nir_add_array(cosim_nir_tree *x, cosim_hdf *node, const char *key, unsigned rank,
                            size_t rows, size_t columns);

/* Adds the `shape` of an Input or Output of so many elements. */
void cosim_nir_add_shape(cosim_nir_tree *x, cosim_hdf *node, unsigned count);

/* Writes all edges into a graph. */
void cosim_nir_put_edges(cosim_nir_tree *x, cosim_hdf *graph);

#endif
