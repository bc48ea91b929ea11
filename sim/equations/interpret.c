// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/interpret.h"

#include <stdlib.h>

typedef struct operation {
    cosim_eq_op op;
    unsigned of[3]; /* places of the operands */
    unsigned leaf;
    int64_t low, high; /* of a type */
    uint64_t mask, sign;
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
    operation o = {.op = node->op, .leaf = node->leaf};
    for (unsigned k = 0; k < cosim_eq_operands(node->op); k++) {
        o.of[k] = place[node->of[k]->id];
    }
    if (node->op == COSIM_EQ_CUT || node->op == COSIM_EQ_SATURATE) {
        o.low = cosim_eq_type_low(node->type);
        o.high = cosim_eq_type_high(node->type);
        o.mask = ((uint64_t)1 << node->type.bits) - 1;
        o.sign = node->type.is_signed ? (uint64_t)1 << (node->type.bits - 1) : 0;
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

/* These give x / 2^n rounded down, and what is left over: shifts of C end at 63. */
static int64_t down(int64_t x, int64_t n) { return n < 63 ? x >> n : x < 0 ? -1 : 0; }

static int64_t left_over(int64_t x, int64_t n)
{
    return (int64_t)((uint64_t)x & (n > 63 ? UINT64_MAX : ((uint64_t)1 << n) - 1));
}

static int64_t divided(cosim_eq_op op, int64_t x, int64_t n)
{
    switch ((int)op) {
    case COSIM_EQ_ROUND: /* the bit below the cut decides */
        return n < 1 ? x : n > 64 ? 0 : down(x, n) + (down(x, n - 1) & 1);
    case COSIM_EQ_TRUNC:
        return x < 0 ? n > 63 ? 0 : down(x, n) + (left_over(x, n) != 0) : down(x, n);
    case COSIM_EQ_CEIL:
        return n > 63 ? x > 0 : down(x, n) + (left_over(x, n) != 0);
    case COSIM_EQ_REST:
        return left_over(x, n);
    default:
        return down(x, n);
    }
}

static int64_t count_ones(int64_t x)
{
    int64_t ones = 0;
    for (uint64_t rest = (uint64_t)x; rest != 0; rest &= rest - 1) {
        ones++;
    }
    return ones;
}

static int64_t compute(const operation *o, const int64_t *values)
{
    const int64_t a = values[o->of[0]], b = values[o->of[1]];
    switch (o->op) {
    case COSIM_EQ_ADD:
        return a + b;
    case COSIM_EQ_SUB:
        return a - b;
    case COSIM_EQ_MUL:
        return a * b;
    case COSIM_EQ_DIV:
        return a / b;
    case COSIM_EQ_SHIFT_LEFT:
        return a * ((int64_t)1 << b);
    case COSIM_EQ_FLOOR:
    case COSIM_EQ_ROUND:
    case COSIM_EQ_TRUNC:
    case COSIM_EQ_CEIL:
    case COSIM_EQ_REST:
        return divided(o->op, a, b);
    case COSIM_EQ_MIN:
        return a < b ? a : b;
    case COSIM_EQ_MAX:
        return a > b ? a : b;
    case COSIM_EQ_ABS:
        return a < 0 ? -a : a;
    case COSIM_EQ_CUT: /* the sign bit counts as minus itself */
        return (int64_t)((((uint64_t)a & o->mask) ^ o->sign) - o->sign);
    case COSIM_EQ_SATURATE:
        return a < o->low ? o->low : a > o->high ? o->high : a;
    case COSIM_EQ_BITS_AND:
        return a & b;
    case COSIM_EQ_BITS_OR:
        return a | b;
    case COSIM_EQ_BITS_XOR:
        return a ^ b;
    case COSIM_EQ_ONES:
        return count_ones(a);
    case COSIM_EQ_LESS:
        return a < b;
    case COSIM_EQ_AT_MOST:
        return a <= b;
    case COSIM_EQ_EQUAL:
        return a == b;
    case COSIM_EQ_DIFFERENT:
        return a != b;
    case COSIM_EQ_AND:
        return a != 0 && b != 0;
    case COSIM_EQ_OR:
        return a != 0 || b != 0;
    case COSIM_EQ_NOT:
        return a == 0;
    case COSIM_EQ_CHOICE:
        return a != 0 ? b : values[o->of[2]];
    case COSIM_EQ_CONST:
    case COSIM_EQ_INPUT:
    case COSIM_EQ_PARAM:
    case COSIM_EQ_STATE:
    case COSIM_EQ_OPS:
    default:
        return 0;
    }
}

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
            values[i] = compute(o, values);
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
