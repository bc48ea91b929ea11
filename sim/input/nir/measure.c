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

/* The shape of an Input may have the batch or the time of a sample before what a tick has. */
static bool last_dimension_fits(cosim_nir_node *from, size_t takes)
{
    const cosim_hdf *shape = from->parameter[COSIM_NIR_SHAPE];
    if (from->type != COSIM_NIR_INPUT || from->last_dimension || shape == NULL ||
        shape->count < 2 || (size_t)shape->number[shape->count - 1] != takes) {
        return false;
    }
    from->last_dimension = true;
    from->gives = takes;
    return true;
}

/* Sets the side of an edge that is not known from the other: what is taken from what is given, or
 * backward. Returns 1 where it did. */
static int fit(const cosim_nir_graph *graph, const cosim_nir_edge *edge, bool backward,
               cosim_diag *diag)
{
    cosim_nir_node *from = &graph->node[edge->from], *to = &graph->node[edge->to];
    if (from->gives != 0 && to->takes != 0) {
        return from->gives == to->takes || last_dimension_fits(from, to->takes)
                   ? 0
                   : cosim_nir_refuse(graph->path, to->name, diag,
                                      "takes %zu elements, and `%s` before it gives %zu; make the "
                                      "two fit",
                                      to->takes, from->name, from->gives);
    }
    if (!backward && from->gives != 0) {
        to->takes = from->gives;
        to->gives = to->gives == 0 ? from->gives : to->gives;
        return 1;
    }
    if (backward && to->takes != 0) {
        from->gives = to->takes;
        from->takes = from->takes == 0 ? to->takes : from->takes;
        return 1;
    }
    return 0;
}

/* Fits all edges until nothing changes; one change backward is followed by all that it leads to. */
static int fit_all(const cosim_nir_graph *graph, cosim_diag *diag)
{
    bool backward = false;
    for (;;) {
        int changed = 0;
        for (unsigned i = 0; i < graph->edges && !(backward && changed > 0); i++) {
            const int one = fit(graph, &graph->edge[i], backward, diag);
            if (one < 0) {
                return -1;
            }
            changed += one;
        }
        if (changed == 0 && backward) {
            return 0;
        }
        backward = changed == 0;
    }
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
    if (fit_all(graph, diag) != 0) {
        return -1;
    }
    for (unsigned i = 0; i < graph->nodes; i++) {
        cosim_nir_node *node = &graph->node[i];
        node->gives = node->gives == 0 ? 1 : node->gives;
        node->takes = node->takes == 0 ? node->gives : node->takes;
        node->shared = node->shared && node->gives > 1;
    }
    return 0;
}
