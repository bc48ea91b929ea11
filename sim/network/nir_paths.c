// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/nir_paths.h"

#include "input/nir/node.h"
#include "network/network.h"

#include <math.h>
#include <string.h>

#define MOST_PRODUCTS ((double)(1ll << 32)) /* multiplications of one product of matrices */

enum { NOT_YET, UNDER_WAY, DONE };

typedef struct follower {
    cosim_arena *arena;
    const cosim_nir_graph *graph;
    cosim_diag *diag;
    double step;
    size_t cells; /* of all matrices so far */
    cosim_nir_term **in;
    unsigned char *state;  /* [nodes] */
    const unsigned *first; /* [nodes + 1]: the edges into node i are into[first[i] .. first[i+1]) */
    const unsigned *into;
} follower;

static double *new_matrix(follower *f, const cosim_nir_node *node, size_t rows, size_t columns)
{
    if (rows * columns > COSIM_NETWORK_WEIGHTS ||
        (f->cells += rows * columns) > COSIM_NETWORK_WEIGHTS) {
        cosim_nir_refuse(f->graph->path, node->name, f->diag,
                         "what leads to it has more than %d weights; no core holds so many",
                         COSIM_NETWORK_WEIGHTS);
        return NULL;
    }
    double *matrix = cosim_arena_alloc(f->arena, rows * columns * sizeof *matrix);
    if (matrix == NULL) {
        cosim_diag_memory(f->diag, NULL);
    }
    return matrix;
}

static cosim_nir_term *new_term(follower *f, const cosim_nir_term *like)
{
    cosim_nir_term *term = cosim_arena_alloc(f->arena, sizeof *term);
    if (term == NULL) {
        cosim_diag_memory(f->diag, NULL);
        return NULL;
    }
    *term = *like;
    term->next = NULL;
    return term;
}

/* Gives a matrix of its own that a caller may write: also of a term that is each element itself. */
static double *written_out(follower *f, const cosim_nir_node *node, const cosim_nir_term *term,
                           size_t rows)
{
    double *matrix = new_matrix(f, node, rows, term->columns);
    if (matrix != NULL && term->matrix != NULL) {
        memcpy(matrix, term->matrix, rows * term->columns * sizeof *matrix);
    } else if (matrix != NULL) {
        for (size_t i = 0; i < rows; i++) {
            matrix[i * term->columns + i] = 1.0;
        }
    }
    return matrix;
}

/* Adds a term to a sum, to the one of its source and delay if there is one. */
static int add(follower *f, const cosim_nir_node *node, size_t rows, cosim_nir_term **sum,
               const cosim_nir_term *term)
{
    cosim_nir_term **end = sum;
    while (*end != NULL && ((*end)->source != term->source || (*end)->delay != term->delay)) {
        end = &(*end)->next;
    }
    if (*end == NULL) {
        *end = new_term(f, term);
        return *end != NULL ? 0 : -1;
    }
    double *matrix = written_out(f, node, *end, rows);
    if (matrix == NULL) {
        return -1;
    }
    for (size_t i = 0; i < rows * term->columns; i++) {
        matrix[i] += term->matrix != NULL                     ? term->matrix[i]
                     : i / term->columns == i % term->columns ? 1.0
                                                              : 0.0;
    }
    (*end)->matrix = matrix;
    (*end)->products += term->products;
    return 0;
}

/* Returns weight * term. */
static int multiply(follower *f, const cosim_nir_node *node, const cosim_nir_term *term,
                    cosim_nir_term *product)
{
    const double *weight = node->parameter[COSIM_NIR_WEIGHT]->number;
    const size_t rows = node->gives, inner = node->takes, columns = term->columns;
    *product = *term;
    product->next = NULL;
    if (term->matrix == NULL) {
        product->matrix = weight;
        return 0;
    }
    if ((double)rows * (double)inner * (double)columns > MOST_PRODUCTS) {
        return cosim_nir_refuse(f->graph->path, node->name, f->diag,
                                "and the matrix before it are too large to be multiplied here; "
                                "write their product as one Linear");
    }
    double *matrix = new_matrix(f, node, rows, columns);
    if (matrix == NULL) {
        return -1;
    }
    for (size_t i = 0; i < rows; i++) {
        for (size_t k = 0; k < inner; k++) {
            const double w = weight[i * inner + k];
            for (size_t j = 0; j < columns; j++) {
                matrix[i * columns + j] += w * term->matrix[k * columns + j];
            }
        }
    }
    product->matrix = matrix;
    product->products += term->source != COSIM_NIR_CONSTANT;
    return 0;
}

static int through_matrix(follower *f, const cosim_nir_node *node, const cosim_nir_term *in,
                          cosim_nir_term **out)
{
    cosim_nir_term product;
    for (; in != NULL; in = in->next) {
        if (multiply(f, node, in, &product) != 0 || add(f, node, node->gives, out, &product) != 0) {
            return -1;
        }
    }
    if (node->type != COSIM_NIR_AFFINE) {
        return 0;
    }
    double *bias = new_matrix(f, node, node->gives, 1);
    for (size_t i = 0; bias != NULL && i < node->gives; i++) {
        bias[i] = cosim_nir_value(node, COSIM_NIR_BIAS, i, 0.0);
    }
    product = (cosim_nir_term){.source = COSIM_NIR_CONSTANT, .columns = 1, .matrix = bias};
    return bias != NULL ? add(f, node, node->gives, out, &product) : -1;
}

static int through_scale(follower *f, const cosim_nir_node *node, const cosim_nir_term *in,
                         cosim_nir_term **out)
{
    for (; in != NULL; in = in->next) {
        cosim_nir_term scaled = *in;
        double *matrix = written_out(f, node, in, node->gives);
        if (matrix == NULL) {
            return -1;
        }
        for (size_t i = 0; i < node->gives * in->columns; i++) {
            matrix[i] *= cosim_nir_value(node, COSIM_NIR_SCALES, i / in->columns, 1.0);
        }
        scaled.matrix = matrix;
        if (add(f, node, node->gives, out, &scaled) != 0) {
            return -1;
        }
    }
    return 0;
}

/* Gives the whole ticks of element i of a Delay. */
static int ticks_of(follower *f, const cosim_nir_node *node, size_t i, unsigned *ticks)
{
    const double delay = cosim_nir_value(node, COSIM_NIR_DELAYS, i, 0.0);
    const double exact = delay / f->step, whole = floor(exact + 0.5);
    if (!(exact >= 0.0) || whole > LIF_CORE_MOST_DELAY) {
        return cosim_nir_refuse(f->graph->path, node->name, f->diag,
                                "a delay of %g is %g ticks; give one of 0 to %d, as a core has",
                                delay, exact, LIF_CORE_MOST_DELAY);
    }
    if (fabs(exact - whole) > 1e-6 * fmax(1.0, whole)) {
        return cosim_nir_refuse(f->graph->path, node->name, f->diag,
                                "a delay of %g is %.9g ticks, and a core delays by whole ones; "
                                "change the step, or the delay",
                                delay, exact);
    }
    *ticks = (unsigned)whole;
    return 0;
}

/* The elements of a Delay may differ, and then each term is split by them. */
static int through_delay(follower *f, const cosim_nir_node *node, const cosim_nir_term *in,
                         cosim_nir_term **out)
{
    bool used[LIF_CORE_MOST_DELAY + 1] = {false};
    unsigned ticks = 0, kinds = 0;
    for (size_t i = 0; i < (node->shared ? 1 : node->gives); i++) {
        if (ticks_of(f, node, i, &ticks) != 0) {
            return -1;
        }
        kinds += !used[ticks];
        used[ticks] = true;
    }
    for (; in != NULL; in = in->next) {
        for (unsigned delay = 0; delay <= LIF_CORE_MOST_DELAY; delay++) {
            cosim_nir_term part = *in;
            if (!used[delay]) {
                continue;
            }
            part.delay += delay;
            if (part.delay > LIF_CORE_MOST_DELAY) {
                return cosim_nir_refuse(f->graph->path, node->name, f->diag,
                                        "with the delays before it, it delays by more than %d "
                                        "ticks, as no core does; shorten them",
                                        LIF_CORE_MOST_DELAY);
            }
            if (kinds > 1) {
                double *matrix = written_out(f, node, in, node->gives);
                if (matrix == NULL) {
                    return -1;
                }
                for (size_t i = 0; i < node->gives; i++) {
                    if (ticks_of(f, node, i, &ticks) == 0 && ticks != delay) {
                        memset(&matrix[i * in->columns], 0, in->columns * sizeof *matrix);
                    }
                }
                part.matrix = matrix;
            }
            if (add(f, node, node->gives, out, &part) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

static int come_to(follower *f, unsigned node);

/* Gives what a node emits as a sum. */
static int give(follower *f, unsigned number, cosim_nir_term **out)
{
    const cosim_nir_node *node = &f->graph->node[number];
    const cosim_nir_term itself = {.source = number, .columns = node->gives};
    *out = NULL;
    if (node->type == COSIM_NIR_INPUT || cosim_nir_is_neuron(node)) {
        return add(f, node, node->gives, out, &itself);
    }
    if (come_to(f, number) != 0) {
        return -1;
    }
    const cosim_nir_term *in = f->in[number];
    switch (node->type) {
    case COSIM_NIR_LINEAR:
    case COSIM_NIR_AFFINE:
        return through_matrix(f, node, in, out);
    case COSIM_NIR_SCALE:
        return through_scale(f, node, in, out);
    case COSIM_NIR_DELAY:
        return through_delay(f, node, in, out);
    case COSIM_NIR_INPUT:
    case COSIM_NIR_OUTPUT:
    case COSIM_NIR_PASS:
    case COSIM_NIR_LIF:
    case COSIM_NIR_CUBA_LIF:
    case COSIM_NIR_LI:
    case COSIM_NIR_CUBA_LI:
    default:
        for (; in != NULL; in = in->next) {
            if (add(f, node, node->gives, out, in) != 0) {
                return -1;
            }
        }
        return 0;
    }
}

/* Sums up what comes in to a node, once. */
static int come_to(follower *f, unsigned number)
{
    const cosim_nir_node *node = &f->graph->node[number];
    if (f->state[number] == UNDER_WAY) {
        return cosim_nir_refuse(f->graph->path, node->name, f->diag,
                                "is in a cycle without a neuron, which has no meaning; put neurons "
                                "into it, or drop an edge");
    }
    if (f->state[number] == DONE) {
        return 0;
    }
    f->state[number] = UNDER_WAY;
    for (unsigned k = f->first[number]; k < f->first[number + 1]; k++) {
        cosim_nir_term *given;
        if (give(f, f->into[k], &given) != 0) {
            return -1;
        }
        for (; given != NULL; given = given->next) {
            if (add(f, node, node->takes, &f->in[number], given) != 0) {
                return -1;
            }
        }
    }
    f->state[number] = DONE;
    return 0;
}

/* Sorts the edges by the node that they lead to. */
static int sort_edges(follower *f)
{
    const cosim_nir_graph *g = f->graph;
    unsigned *first = cosim_arena_alloc(f->arena, (g->nodes + 2) * sizeof *first);
    unsigned *into = cosim_arena_alloc(f->arena, (g->edges + 1) * sizeof *into);
    if (first == NULL || into == NULL) {
        return cosim_diag_memory(f->diag, NULL);
    }
    for (unsigned i = 0; i < g->edges; i++) {
        first[g->edge[i].to + 2]++;
    }
    for (unsigned i = 2; i < g->nodes + 2; i++) {
        first[i] += first[i - 1];
    }
    for (unsigned i = 0; i < g->edges; i++) {
        into[first[g->edge[i].to + 1]++] = g->edge[i].from;
    }
    f->first = first;
    f->into = into;
    return 0;
}

cosim_nir_paths *cosim_nir_follow(cosim_arena *arena, const cosim_nir_graph *graph, double step,
                                  cosim_diag *diag)
{
    follower f = {.arena = arena, .graph = graph, .diag = diag, .step = step};
    cosim_nir_paths *paths = cosim_arena_alloc(arena, sizeof *paths);
    f.in = cosim_arena_alloc(arena, (graph->nodes + 1) * sizeof *f.in);
    f.state = cosim_arena_alloc(arena, graph->nodes + 1);
    if (paths == NULL || f.in == NULL || f.state == NULL) {
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    if (sort_edges(&f) != 0) {
        return NULL;
    }
    for (unsigned i = 0; i < graph->nodes; i++) {
        if (graph->node[i].type != COSIM_NIR_INPUT && come_to(&f, i) != 0) {
            return NULL;
        }
    }
    *paths = (cosim_nir_paths){graph, f.in};
    return paths;
}
