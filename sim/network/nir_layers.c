// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/nir_layers.h"

#include <stdlib.h>

/* A layer is a node of neurons; those before it feed it. */
typedef struct walk {
    const cosim_nir_paths *paths;
    unsigned *depth; /* [nodes]: layers on the way from an Input, 0: not known yet */
    bool *seen;      /* [nodes]: of one search */
} walk;

static bool is_layer(const walk *w, unsigned node)
{
    return node != COSIM_NIR_CONSTANT && cosim_nir_is_neuron(&w->paths->graph->node[node]);
}

/* Tells whether what `from` emits reaches `to`, through whatever layers. */
static bool reaches(walk *w, unsigned from, unsigned to)
{
    if (w->seen[to]) {
        return false;
    }
    w->seen[to] = true;
    for (const cosim_nir_term *t = w->paths->in[to]; t != NULL; t = t->next) {
        if (is_layer(w, t->source) && (t->source == from || reaches(w, from, t->source))) {
            return true;
        }
    }
    return false;
}

static bool reach(walk *w, unsigned from, unsigned to)
{
    for (unsigned i = 0; i < w->paths->graph->nodes; i++) {
        w->seen[i] = false;
    }
    return reaches(w, from, to);
}

/* Finds how many layers lie on the way to a layer, itself included, cycles left out; says where two
 * ways differ. */
static int find_depth(walk *w, unsigned layer, cosim_nir_report *report)
{
    const cosim_nir_node *node = w->paths->graph->node;
    unsigned shortest = ~0u, longest = 0;
    if (w->depth[layer] != 0) {
        return 0;
    }
    w->depth[layer] = 1; /* what is found again while this runs is in a cycle */
    for (const cosim_nir_term *t = w->paths->in[layer]; t != NULL; t = t->next) {
        unsigned before = 0;
        if (t->source == COSIM_NIR_CONSTANT || t->source == layer) {
            continue;
        }
        if (is_layer(w, t->source)) {
            if (reach(w, layer, t->source)) {
                continue; /* the way back of a cycle */
            }
            if (find_depth(w, t->source, report) != 0) {
                return -1;
            }
            before = w->depth[t->source];
        }
        shortest = before < shortest ? before : shortest;
        longest = before > longest ? before : longest;
    }
    w->depth[layer] = longest + 1;
    if (shortest < longest) {
        return cosim_nir_say(
            report, COSIM_NIR_DIFFERS,
            "branches of different length meet in `%s`: one comes through %u "
            "layers and one through %u, so here their spikes arrive in different "
            "ticks, where a tool that passes them on within a step has them in one",
            node[layer].name, shortest, longest);
    }
    return 0;
}

/* A cycle of several layers is told once, by two of them. */
static int find_cycle(walk *w, unsigned layer, cosim_nir_report *report)
{
    const cosim_nir_graph *g = w->paths->graph;
    for (const cosim_nir_term *t = w->paths->in[layer]; t != NULL; t = t->next) {
        if (t->source != layer && is_layer(w, t->source) && reach(w, layer, t->source)) {
            return cosim_nir_say(report, COSIM_NIR_DIFFERS,
                                 "a cycle has more than one layer, `%s` and `%s` among them: here "
                                 "each of its edges takes the delay, and a tool that delays only "
                                 "the edge that runs back computes another network",
                                 g->node[layer].name, g->node[t->source].name) == 0
                       ? 1
                       : -1;
        }
    }
    return 0;
}

static int compare(walk *w, unsigned delay, cosim_nir_report *report)
{
    const cosim_nir_graph *g = w->paths->graph;
    int status = 0;
    for (unsigned i = 0; i < g->nodes && status == 0; i++) {
        status = is_layer(w, i) ? find_cycle(w, i, report) : 0;
    }
    status = status > 0 ? 0 : status;
    for (unsigned i = 0; i < g->nodes && status == 0; i++) {
        status = is_layer(w, i) ? find_depth(w, i, report) : 0;
    }
    for (unsigned i = 0; i < g->nodes && status == 0; i++) {
        if (is_layer(w, i) && w->depth[i] > 1) {
            status = cosim_nir_say(report, COSIM_NIR_DIFFERS,
                                   "`%s` is layer %u of a chain: it runs %u tick%s later than in a "
                                   "tool that passes spikes on within a step",
                                   g->node[i].name, w->depth[i], (w->depth[i] - 1) * delay,
                                   (w->depth[i] - 1) * delay == 1 ? "" : "s");
        }
    }
    return status;
}

int cosim_nir_compare_layers(const cosim_nir_paths *paths, unsigned delay, cosim_nir_report *report)
{
    walk w = {.paths = paths,
              .depth = calloc(paths->graph->nodes + 1, sizeof *w.depth),
              .seen = calloc(paths->graph->nodes + 1, sizeof *w.seen)};
    const int status = w.depth != NULL && w.seen != NULL ? compare(&w, delay, report) : -1;
    free(w.depth);
    free(w.seen);
    return status;
}
