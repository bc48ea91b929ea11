// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/nir/measure.h"

#include "input/nir/node.h"

#include <math.h>

/* Gives the product of a shape, 0 where it says nothing (absent, or a single value). */
static int size_of_shape(const cosim_nir_graph *graph, const cosim_nir_node *node, size_t *size,
                         cosim_diag *diag)
{
    const cosim_hdf *shape = node->parameter[COSIM_NIR_SHAPE];
    double product = shape != NULL && shape->count > 0 ? 1.0 : 0.0;
    for (size_t i = 0; shape != NULL && i < shape->count; i++) {
        const double one = shape->number[i];
        product *= one;
        if (!(one >= 1.0) || one > floor(one) || product > COSIM_NIR_ELEMENTS) {
            return cosim_nir_refuse(graph->path, node->name, diag,
                                    "its `shape` is no size of 1 .. %d elements; give the size of "
                                    "what comes in",
                                    COSIM_NIR_ELEMENTS);
        }
    }
    *size = (size_t)product;
    return 0;
}

static int measure_weight(const cosim_nir_graph *graph, cosim_nir_node *node, cosim_diag *diag)
{
    const cosim_hdf *weight = node->parameter[COSIM_NIR_WEIGHT];
    const cosim_hdf *bias = node->parameter[COSIM_NIR_BIAS];
    bool flat = weight->rank >= 2;
    for (unsigned i = 0; flat && i + 2 < weight->rank; i++) {
        flat = weight->dims[i] == 1;
    }
    if (!flat) {
        return cosim_nir_refuse(graph->path, node->name, diag,
                                "`weight` has %u dimensions; give it two, outputs and inputs",
                                weight->rank);
    }
    node->gives = (size_t)weight->dims[weight->rank - 2];
    node->takes = (size_t)weight->dims[weight->rank - 1];
    if (bias != NULL && bias->count != 1 && bias->count != node->gives) {
        return cosim_nir_refuse(graph->path, node->name, diag,
                                "`bias` has %zu values for %zu outputs; give one for each",
                                bias->count, node->gives);
    }
    return 0;
}

/* A node that changes no size has that of its largest parameter; one value stands for all. */
static int measure_elements(const cosim_nir_graph *graph, cosim_nir_node *node, cosim_diag *diag)
{
    const cosim_hdf *largest = NULL;
    node->shared = true;
    for (unsigned p = COSIM_NIR_SCALES; p < COSIM_NIR_PARAMETERS; p++) {
        const cosim_hdf *array = node->parameter[p];
        if (array == NULL || array->count == 1) {
            continue;
        }
        if (largest != NULL && largest->count != array->count) {
            return cosim_nir_refuse(graph->path, node->name, diag,
                                    "`%s` has %zu values and `%s` %zu; give one for each element",
                                    largest->name, largest->count, array->name, array->count);
        }
        largest = array;
        node->shared = false;
    }
    node->takes = node->gives = largest != NULL ? largest->count : 0;
    return 0;
}

static int measure_node(const cosim_nir_graph *graph, cosim_nir_node *node, cosim_diag *diag)
{
    switch (node->type) {
    case COSIM_NIR_INPUT:
        return size_of_shape(graph, node, &node->gives, diag);
    case COSIM_NIR_LINEAR:
    case COSIM_NIR_AFFINE:
        return measure_weight(graph, node, diag);
    case COSIM_NIR_SCALE:
    case COSIM_NIR_DELAY:
    case COSIM_NIR_LIF:
    case COSIM_NIR_CUBA_LIF:
    case COSIM_NIR_LI:
    case COSIM_NIR_CUBA_LI:
        return measure_elements(graph, node, diag);
    case COSIM_NIR_OUTPUT:
    case COSIM_NIR_PASS:
    default:
        return 0;
    }
}

/* Sets one side of an edge from the other; *changed says that it did. */
static int fit(const cosim_nir_graph *graph, const cosim_nir_edge *edge, bool *changed,
               cosim_diag *diag)
{
    cosim_nir_node *from = &graph->node[edge->from], *to = &graph->node[edge->to];
    if (from->gives != 0 && to->takes != 0 && from->gives != to->takes) {
        return cosim_nir_refuse(graph->path, to->name, diag,
                                "takes %zu elements, and `%s` before it gives %zu; make the two "
                                "fit",
                                to->takes, from->name, from->gives);
    }
    const size_t size = from->gives != 0 ? from->gives : to->takes;
    if (size != 0 && (from->gives == 0 || to->takes == 0)) {
        *changed = true;
        from->gives = to->takes = size;
        from->takes = from->takes == 0 ? size : from->takes;
        to->gives = to->gives == 0 ? size : to->gives;
    }
    return 0;
}

int cosim_nir_measure(cosim_nir_graph *graph, cosim_diag *diag)
{
    for (unsigned i = 0; i < graph->nodes; i++) {
        cosim_nir_node *node = &graph->node[i];
        if (measure_node(graph, node, diag) != 0) {
            return -1;
        }
        if (node->takes > COSIM_NIR_ELEMENTS || node->gives > COSIM_NIR_ELEMENTS) {
            return cosim_nir_refuse(graph->path, node->name, diag,
                                    "has more than %d elements; no core holds so many",
                                    COSIM_NIR_ELEMENTS);
        }
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (unsigned i = 0; i < graph->edges; i++) {
            if (fit(graph, &graph->edge[i], &changed, diag) != 0) {
                return -1;
            }
        }
    }
    for (unsigned i = 0; i < graph->nodes; i++) {
        cosim_nir_node *node = &graph->node[i];
        node->gives = node->gives == 0 ? 1 : node->gives;
        node->takes = node->takes == 0 ? node->gives : node->takes;
        node->shared = node->shared && node->gives > 1;
    }
    return 0;
}
