// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/interpret.h"

#include "equations/compute.h"

#include <stdlib.h>

typedef struct operation {
    cosim_eq_op op;
    unsigned of[3]; /* places of the operands */
    unsigned leaf;
    cosim_eq_type type;
} operation;

struct cosim_eq_program {
    operation *operations;
    size_t count;
    int64_t *values;   /* of the operations */
    unsigned *results; /* places of the next values, of the outputs and of fire */
    size_t state_count, result_count;
};

/* ---- from the tree ---- */

static operation translate(const cosim_equations *e, const cosim_eq_node *node,
                           const unsigned *place, int64_t *value)
{
    operation o = {.op = node->op, .leaf = node->leaf, .type = node->type};
    for (unsigned k = 0; k < cosim_eq_operands(node->op); k++) {
        o.of[k] = place[node->of[k]->id];
    }
    if (node->op == COSIM_EQ_PARAM && e->params[node->leaf].port == NULL) {
        o.op = COSIM_EQ_CONST;
        *value = e->params[node->leaf].word;
    } else {
        *value = node->value;
    }
    return o;
}

static void build(cosim_eq_program *p, const cosim_equations *e, const cosim_eq_node **roots,
                  bool *needed, unsigned *place)
{
    const size_t nodes = cosim_eq_tree_count(e->tree);
    const size_t root_count = cosim_eq_roots(e, roots);
    cosim_eq_tree_needed(e->tree, roots, root_count, needed);
    for (size_t id = 0; id < nodes; id++) {
        if (needed[id]) {
            place[id] = (unsigned)p->count;
            p->operations[p->count] =
                translate(e, cosim_eq_tree_node(e->tree, id), place, &p->values[p->count]);
            p->count++;
        }
    }
    p->state_count = e->state_count;
    p->result_count = root_count;
    for (size_t i = 0; i < root_count; i++) {
        p->results[i] = place[roots[i]->id];
    }
}

cosim_eq_program *cosim_eq_program_new(cosim_arena *arena, const cosim_equations *equations)
{
    const size_t nodes = cosim_eq_tree_count(equations->tree);
    const size_t roots_most = equations->state_count + equations->output_count + 1;
    cosim_eq_program *p = cosim_arena_alloc(arena, sizeof *p);
    const cosim_eq_node **roots = calloc(roots_most, sizeof *roots);
    bool *needed = calloc(nodes, sizeof *needed);
    unsigned *place = calloc(nodes, sizeof *place);
    if (p != NULL) {
        p->operations = cosim_arena_alloc(arena, nodes * sizeof *p->operations);
        p->values = cosim_arena_alloc(arena, nodes * sizeof *p->values);
        p->results = cosim_arena_alloc(arena, roots_most * sizeof *p->results);
    }
    if (p == NULL || p->operations == NULL || p->values == NULL || p->results == NULL ||
        roots == NULL || needed == NULL || place == NULL) {
        p = NULL;
    } else {
        build(p, equations, roots, needed, place);
    }
    free(roots);
    free(needed);
    free(place);
    return p;
}

/* ---- a step ---- */

void cosim_eq_step(cosim_eq_program *program, int64_t *state, const int64_t *input,
                   const int64_t *param, int64_t *output)
{
    int64_t *values = program->values;
    for (size_t i = 0; i < program->count; i++) {
        const operation *o = &program->operations[i];
        if (o->op == COSIM_EQ_INPUT) {
            values[i] = input[o->leaf];
        } else if (o->op == COSIM_EQ_PARAM) {
            values[i] = param[o->leaf];
        } else if (o->op == COSIM_EQ_STATE) {
            values[i] = state[o->leaf];
        } else if (o->op != COSIM_EQ_CONST) { /* a constant keeps its value */
            values[i] = cosim_eq_compute(o->op, o->type, values[o->of[0]], values[o->of[1]],
                                         values[o->of[2]]);
        }
    }
    for (size_t i = 0; i < program->result_count; i++) {
        int64_t *to = i < program->state_count ? &state[i] : &output[i - program->state_count];
        *to = values[program->results[i]];
    }
}

void cosim_eq_start(const cosim_equations *equations, const int64_t *param, int64_t *state)
{
    for (size_t i = 0; i < equations->state_count; i++) {
        const cosim_eq_node *reset = equations->states[i].reset;
        const bool told =
            reset->op == COSIM_EQ_PARAM && equations->params[reset->leaf].port != NULL;
        state[i] = told                          ? param[reset->leaf]
                   : reset->op == COSIM_EQ_PARAM ? equations->params[reset->leaf].word
                                                 : reset->value;
    }
}
