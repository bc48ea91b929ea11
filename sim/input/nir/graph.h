// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A NIR file (Neuromorphic Intermediate Representation, nir 0.2 to 1.0) as a graph without nesting:
 *
 *   /version            text
 *   /node               a graph: `type` (NIRGraph), groups `nodes/NAME`, `edges` (n x 2 texts)
 *   nodes/NAME          `type` and its parameters as arrays; or a graph again
 *
 * Its form is taken as it comes: arrays of any number type, packed or not, one value in place of
 * one for each element, texts of fixed or variable length. Its meaning is not: a node or a
 * parameter that is not known is refused by name, as are NaN, two edges of one pair, and an edge to
 * nowhere.
 *
 * A graph within a graph is replaced by its nodes, whose names get its name and a dot before them;
 * its Input and Output nodes pass on what comes. */
#ifndef COSIM_INPUT_NIR_GRAPH_H
#define COSIM_INPUT_NIR_GRAPH_H

#include "input/nir/hdf.h"

typedef enum cosim_nir_type {
    COSIM_NIR_INPUT, /* of the outermost graph: events come in here */
    COSIM_NIR_OUTPUT,
    COSIM_NIR_PASS, /* Input or Output of an inner graph, Flatten */
    COSIM_NIR_LINEAR,
    COSIM_NIR_AFFINE,
    COSIM_NIR_SCALE,
    COSIM_NIR_DELAY,
    COSIM_NIR_LIF,
    COSIM_NIR_CUBA_LIF,
    COSIM_NIR_LI,
    COSIM_NIR_CUBA_LI
} cosim_nir_type;

/* The parameters that a node may have; NULL where it has none of this name. */
enum {
    COSIM_NIR_SHAPE,
    COSIM_NIR_WEIGHT,
    COSIM_NIR_BIAS,
    COSIM_NIR_SCALES, /* `scale` */
    COSIM_NIR_DELAYS, /* `delay` */
    COSIM_NIR_TAU,    /* `tau`, or `tau_mem` */
    COSIM_NIR_TAU_SYN,
    COSIM_NIR_R,
    COSIM_NIR_V_LEAK,
    COSIM_NIR_V_THRESHOLD,
    COSIM_NIR_V_RESET,
    COSIM_NIR_W_IN,
    COSIM_NIR_PARAMETERS
};

typedef struct cosim_nir_node {
    const char *name; /* with the graphs that it is in: "lif1.w_rec" */
    const char *type_name;
    cosim_nir_type type;
    const cosim_hdf *parameter[COSIM_NIR_PARAMETERS];
    size_t takes, gives; /* elements; 0 only while the graph is read */
    bool last_dimension; /* of an Input: only the last of its shape is taken, as the others do not
                            fit */
    bool shared;         /* one value of each parameter stands for all elements */
} cosim_nir_node;

typedef struct cosim_nir_edge {
    unsigned from, to; /* nodes */
} cosim_nir_edge;

typedef struct cosim_nir_graph {
    const char *path;
    const char *version; /* "" where the file has none */
    cosim_nir_node *node;
    unsigned nodes;
    cosim_nir_edge *edge;
    unsigned edges;
    bool metadata; /* somewhere in it: nothing is taken from there */
} cosim_nir_graph;

/* Limits. */
enum { COSIM_NIR_NODES = 4096, COSIM_NIR_EDGES = 65536, COSIM_NIR_ELEMENTS = 65536 };

/* Reads a file into the arena. Returns the graph, or NULL with *diag: what is refused is named with
 * a remedy, and diag->tool says that the program which reads such files is missing. */
cosim_nir_graph *cosim_nir_read(cosim_arena *arena, const char *path, cosim_diag *diag);

/* Does the same with what the file at `path` holds. */
cosim_nir_graph *cosim_nir_graph_of(cosim_arena *arena, const cosim_hdf *root, const char *path,
                                    cosim_diag *diag);

/* Tells whether the node is of neurons, and whether these have a synapse. */
bool cosim_nir_is_neuron(const cosim_nir_node *node);
bool cosim_nir_is_cuba(const cosim_nir_node *node);
bool cosim_nir_spikes(const cosim_nir_node *node);

/* Gives element i of a parameter, whose one value may stand for all; `otherwise` where it is
 * absent. */
double cosim_nir_value(const cosim_nir_node *node, unsigned parameter, size_t i, double otherwise);

#endif
