// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Each node of a NIR graph is reached by a sum of what its Inputs and neurons emit, through all
 * Linear, Affine, Scale and Delay nodes on the way. Nodes without a neuron between them become one
 * matrix. */
#ifndef COSIM_NETWORK_NIR_PATHS_H
#define COSIM_NETWORK_NIR_PATHS_H

#include "input/nir/graph.h"

/* The constant 1, which the biases of Affine nodes weight: one element. */
#define COSIM_NIR_CONSTANT 4294967295u

/* matrix * what the source emitted `delay` ticks ago. */
typedef struct cosim_nir_term {
    unsigned source;   /* a node (Input or neurons), or COSIM_NIR_CONSTANT */
    unsigned delay;    /* ticks, of the Delay nodes on the way: 0..255 */
    unsigned products; /* how many matrices were multiplied to this one, less one */
    size_t columns;
    const double *matrix; /* [elements of the node][columns]; NULL: each element is itself */
    struct cosim_nir_term *next;
} cosim_nir_term;

typedef struct cosim_nir_paths {
    const cosim_nir_graph *graph;
    /* [nodes]: of each node but an Input, the sum of all that comes in */
    cosim_nir_term **in;
} cosim_nir_paths;

/* Follows all paths; a tick is `step` of the file's unit of time (> 0). Returns NULL with *diag
 * where a delay is not of whole ticks or beyond 255, where a cycle has no neuron, or where the
 * matrices would be too large. */
cosim_nir_paths *cosim_nir_follow(cosim_arena *arena, const cosim_nir_graph *graph, double step,
                                  cosim_diag *diag);

#endif
