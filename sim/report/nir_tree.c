// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/nir_tree.h"

#include <string.h>

const char *cosim_nir_keep(cosim_nir_tree *x, const char *text)
{
    const char *kept = cosim_arena_text(x->arena, text, strlen(text));
    x->failed |= kept == NULL;
    return kept != NULL ? kept : "";
}

void cosim_nir_add_edge(cosim_nir_tree *x, const char *from, const char *to)
{
    cosim_nir_pair *p = cosim_arena_alloc(x->arena, sizeof *p);
    if (p == NULL) {
        x->failed = true;
        return;
    }
    *p = (cosim_nir_pair){from, to, NULL};
    *(x->last != NULL ? &x->last->next : &x->first) = p;
    x->last = p;
    x->edges++;
}

cosim_hdf *cosim_nir_add_node(cosim_nir_tree *x, const char *name, const char *type)
{
    cosim_hdf *node = cosim_hdf_group(x->arena, x->nodes, name);
    x->failed |= cosim_hdf_word(x->arena, node, "type", type) == NULL;
    return node;
}

double *cosim_nir_add_array(cosim_nir_tree *x, cosim_hdf *node, const char *key, unsigned rank,
                            size_t rows, size_t columns)
{
    const uint64_t dims[] = {rows, columns};
    cosim_hdf *array = cosim_hdf_array(x->arena, node, key, COSIM_HDF_REAL, rank, dims);
    x->failed |= array == NULL;
    return array != NULL ? array->number : NULL;
}

void cosim_nir_add_shape(cosim_nir_tree *x, cosim_hdf *node, unsigned count)
{
    const uint64_t one = 1;
    cosim_hdf *shape = cosim_hdf_array(x->arena, node, "shape", COSIM_HDF_WHOLE, 1, &one);
    if (shape != NULL) {
        shape->number[0] = count;
    }
    x->failed |= shape == NULL;
}

void cosim_nir_put_edges(cosim_nir_tree *x, cosim_hdf *graph)
{
    const uint64_t dims[] = {x->edges, 2};
    cosim_hdf *edges = cosim_hdf_array(x->arena, graph, "edges", COSIM_HDF_TEXT, 2, dims);
    size_t at = 0;
    x->failed |= edges == NULL;
    for (const cosim_nir_pair *p = x->first; p != NULL && !x->failed; p = p->next) {
        edges->text[at++] = p->from;
        edges->text[at++] = p->to;
    }
}
