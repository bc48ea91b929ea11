// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/graft.h"

#include "equations/compute.h"

#include <string.h>

int cosim_graft_start(cosim_graft *g, cosim_arena *arena, const cosim_eq_declaration *d)
{
    const cosim_equations *e = d->equations;
    *g = (cosim_graft){.arena = arena,
                       .declaration = d,
                       .tree = e->tree,
                       .nodes = cosim_eq_tree_count(e->tree),
                       .room = COSIM_EQ_NODES_MOST};
    cosim_eq_type *typed = cosim_arena_alloc(arena, g->nodes * sizeof *typed);
    g->rebuilt = cosim_arena_alloc(arena, g->room * sizeof *g->rebuilt);
    for (size_t i = 0; typed != NULL && i < e->value_count; i++) {
        if (e->values[i].type.bits > 0) {
            typed[e->values[i].node->id] = e->values[i].type;
        }
    }
    g->typed = typed;
    return typed != NULL && g->rebuilt != NULL ? 0 : -1;
}

void cosim_graft_end(cosim_graft *g) { cosim_eq_tree_cut(g->tree, g->nodes); }

/* ---- simple nodes ---- */

static bool is_number(const cosim_eq_node *n, int64_t value)
{
    return n->op == COSIM_EQ_CONST && n->value == value;
}

const cosim_eq_node *cosim_graft_number(cosim_graft *g, int64_t value)
{
    char why[200];
    return cosim_eq_tree_make(
        g->tree,
        &(cosim_eq_node){.op = COSIM_EQ_CONST, .value = value, .low = value, .high = value}, why,
        sizeof why);
}

/* Gives x + value for a sum that ends with a number. */
static const cosim_eq_node *merged(cosim_graft *g, const cosim_eq_node *sum, int64_t value)
{
    const bool adds = sum->op == COSIM_EQ_ADD;
    if ((!adds && sum->op != COSIM_EQ_SUB) || sum->of[1]->op != COSIM_EQ_CONST ||
        sum->of[1]->value > INT32_MAX || sum->of[1]->value < INT32_MIN || value > INT32_MAX ||
        value < INT32_MIN) {
        return NULL;
    }
    const int64_t all = (adds ? sum->of[1]->value : -sum->of[1]->value) + value;
    return cosim_graft_make(g, all < 0 ? COSIM_EQ_SUB : COSIM_EQ_ADD, sum->of[0],
                            cosim_graft_number(g, all < 0 ? -all : all), NULL);
}

/* Gives what a < b or a <= b is where it is certain, or where a number can be left out: a + 1 <= b
 * is a < b. */
static const cosim_eq_node *compared(cosim_graft *g, cosim_eq_op op, const cosim_eq_node *a,
                                     const cosim_eq_node *b)
{
    const bool less = op == COSIM_EQ_LESS;
    if (less ? a->high < b->low : a->high <= b->low) {
        return cosim_graft_number(g, 1);
    }
    if (less ? a->low >= b->high : a->low > b->high) {
        return cosim_graft_number(g, 0);
    }
    if (less && a->op == COSIM_EQ_CONST && a->value < INT64_MAX) {
        return cosim_graft_make(g, COSIM_EQ_AT_MOST, cosim_graft_number(g, a->value + 1), b, NULL);
    }
    if (less && b->op == COSIM_EQ_CONST && b->value > INT64_MIN) {
        return cosim_graft_make(g, COSIM_EQ_AT_MOST, a, cosim_graft_number(g, b->value - 1), NULL);
    }
    if (!less && a->op == COSIM_EQ_ADD && is_number(a->of[1], 1)) {
        return cosim_graft_make(g, COSIM_EQ_LESS, a->of[0], b, NULL);
    }
    if (!less && b->op == COSIM_EQ_SUB && is_number(b->of[1], 1)) {
        return cosim_graft_make(g, COSIM_EQ_LESS, a, b->of[0], NULL);
    }
    return NULL;
}

static const cosim_eq_node *simple_sum(cosim_graft *g, cosim_eq_op op, const cosim_eq_node *a,
                                       const cosim_eq_node *b)
{
    if (is_number(b, 0)) {
        return a;
    }
    if (op == COSIM_EQ_ADD && is_number(a, 0)) {
        return b;
    }
    if (b->op == COSIM_EQ_SUB && is_number(b->of[0], 0)) {
        return cosim_graft_make(g, op == COSIM_EQ_ADD ? COSIM_EQ_SUB : COSIM_EQ_ADD, a, b->of[1],
                                NULL);
    }
    return b->op != COSIM_EQ_CONST || b->value == INT64_MIN
               ? NULL
               : merged(g, a, op == COSIM_EQ_ADD ? b->value : -b->value);
}

static const cosim_eq_node *simple_condition(cosim_graft *g, cosim_eq_op op, const cosim_eq_node *a,
                                             const cosim_eq_node *b)
{
    const int64_t deciding = op == COSIM_EQ_OR;
    if (is_number(a, deciding) || is_number(b, deciding)) {
        return cosim_graft_number(g, deciding);
    }
    return a->op == COSIM_EQ_CONST ? b : b->op == COSIM_EQ_CONST || a == b ? a : NULL;
}

/* Returns a simpler node that is always the same, or NULL. */
static const cosim_eq_node *simple(cosim_graft *g, cosim_eq_op op, const cosim_eq_node *a,
                                   const cosim_eq_node *b, const cosim_eq_node *c)
{
    switch ((int)op) {
    case COSIM_EQ_ADD:
    case COSIM_EQ_SUB:
        return simple_sum(g, op, a, b);
    case COSIM_EQ_MUL:
        return is_number(a, 0) || is_number(b, 1)   ? a
               : is_number(b, 0) || is_number(a, 1) ? b
                                                    : NULL;
    case COSIM_EQ_SHIFT_LEFT:
    case COSIM_EQ_FLOOR:
    case COSIM_EQ_ROUND:
    case COSIM_EQ_TRUNC:
    case COSIM_EQ_CEIL:
        return is_number(b, 0) || is_number(a, 0) ? a : NULL;
    case COSIM_EQ_MIN:
        return a->high <= b->low ? a : b->high <= a->low ? b : NULL;
    case COSIM_EQ_MAX:
        return a->low >= b->high ? a : b->low >= a->high ? b : NULL;
    case COSIM_EQ_ABS:
        return a->low >= 0 ? a : NULL;
    case COSIM_EQ_LESS:
    case COSIM_EQ_AT_MOST:
        return compared(g, op, a, b);
    case COSIM_EQ_AND:
    case COSIM_EQ_OR:
        return simple_condition(g, op, a, b);
    case COSIM_EQ_NOT:
        return a->op == COSIM_EQ_CONST ? cosim_graft_number(g, a->value == 0)
               : a->op == COSIM_EQ_NOT ? a->of[0]
                                       : NULL;
    case COSIM_EQ_CHOICE:
        return a->op == COSIM_EQ_CONST ? (a->value != 0 ? b : c) : b == c ? b : NULL;
    default:
        return NULL;
    }
}

const cosim_eq_node *cosim_graft_make(cosim_graft *g, cosim_eq_op op, const cosim_eq_node *a,
                                      const cosim_eq_node *b, const cosim_eq_node *c)
{
    char why[200];
    const unsigned operands = cosim_eq_operands(op);
    if (a == NULL || (operands > 1 && b == NULL) || (operands > 2 && c == NULL)) {
        return NULL;
    }
    const cosim_eq_node *other = simple(g, op, a, b, c);
    return other != NULL ? other
                         : cosim_eq_tree_make(g->tree, &(cosim_eq_node){.op = op, .of = {a, b, c}},
                                              why, sizeof why);
}

const cosim_eq_node *cosim_graft_fit(cosim_graft *g, cosim_eq_op op, const cosim_eq_node *a,
                                     cosim_eq_type type)
{
    char why[200];
    if (a == NULL || cosim_eq_type_holds(type, a)) {
        return a;
    }
    return cosim_eq_tree_make(g->tree, &(cosim_eq_node){.op = op, .of = {a}, .type = type}, why,
                              sizeof why);
}

const cosim_eq_node *cosim_graft_state(cosim_graft *g, cosim_eq_type type)
{
    char why[200];
    return cosim_eq_tree_make(
        g->tree,
        &(cosim_eq_node){.op = COSIM_EQ_STATE,
                         .leaf = (unsigned)g->declaration->equations->state_count,
                         .type = type, /* no two types of it are one node */
                         .low = cosim_eq_type_low(type),
                         .high = cosim_eq_type_high(type)},
        why, sizeof why);
}

/* ---- replacing ---- */

typedef struct replacement {
    const cosim_eq_node *site, *to;
} replacement;

static const cosim_eq_node *replaced(cosim_graft *g, const cosim_eq_node *n, const replacement *r,
                                     size_t count);

static const cosim_eq_node *remake(cosim_graft *g, const cosim_eq_node *n, const replacement *r,
                                   size_t count)
{
    const cosim_eq_node *of[3] = {NULL, NULL, NULL};
    bool same = true;
    for (unsigned k = 0; k < cosim_eq_operands(n->op); k++) {
        of[k] = replaced(g, n->of[k], r, count);
        if (of[k] == NULL) {
            return NULL;
        }
        same = same && of[k] == n->of[k];
    }
    if (same) {
        return n;
    }
    const cosim_eq_node *made = n->op == COSIM_EQ_CUT || n->op == COSIM_EQ_SATURATE
                                    ? cosim_graft_fit(g, n->op, of[0], n->type)
                                    : cosim_graft_make(g, n->op, of[0], of[1], of[2]);
    return n->id < g->nodes && g->typed[n->id].bits > 0
               ? cosim_graft_fit(g, COSIM_EQ_CUT, made, g->typed[n->id])
               : made;
}

static const cosim_eq_node *replaced(cosim_graft *g, const cosim_eq_node *n, const replacement *r,
                                     size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (n == r[i].site) {
            return r[i].to;
        }
    }
    if (cosim_eq_operands(n->op) == 0 || n->id >= g->room) {
        return n;
    }
    const unsigned id = n->id;
    if (g->rebuilt[id] == NULL) {
        g->rebuilt[id] = remake(g, n, r, count);
    }
    return g->rebuilt[id];
}

/* Forgets what was rebuilt of the nodes that there are. */
static void forget(cosim_graft *g)
{
    memset(g->rebuilt, 0, cosim_eq_tree_count(g->tree) * sizeof *g->rebuilt);
}

const cosim_eq_node *cosim_graft_replace(cosim_graft *g, const cosim_eq_node *node,
                                         const cosim_eq_node *site, const cosim_eq_node *to)
{
    const replacement r = {site, to};
    if (node == NULL || site == NULL || to == NULL) {
        return NULL;
    }
    forget(g);
    return replaced(g, node, &r, 1);
}

bool cosim_graft_needs(cosim_graft *g, const cosim_eq_node *node, const cosim_eq_node *other)
{
    bool found = false;
    forget(g);
    g->rebuilt[node->id] = node;
    for (size_t id = node->id + 1; id-- > 0 && !found;) {
        const cosim_eq_node *n = g->rebuilt[id];
        found = n == other;
        for (unsigned k = 0; n != NULL && k < cosim_eq_operands(n->op); k++) {
            g->rebuilt[n->of[k]->id] = n->of[k];
        }
    }
    return found;
}

/* ---- equations with edits ---- */

/* Gives the replacements of the edits, each with what the other changes within it. Returns how
 * many, or -1. */
static int combine(cosim_graft *g, const cosim_edit *a, const cosim_edit *b, replacement r[2])
{
    int count = 0;
    if (b != NULL &&
        ((a->site != NULL && a->site == b->site) || (a->keeps != NULL && b->keeps != NULL))) {
        return -1;
    }
    const bool both = b != NULL && a->site != NULL && b->site != NULL;
    if (a->site != NULL) {
        r[count++] =
            (replacement){a->site, both ? cosim_graft_replace(g, a->to, b->site, b->to) : a->to};
    }
    if (b != NULL && b->site != NULL) {
        r[count++] =
            (replacement){b->site, both ? cosim_graft_replace(g, b->to, a->site, a->to) : b->to};
    }
    for (int i = 0; i < count; i++) {
        count = r[i].to == NULL ? -1 : count;
    }
    forget(g);
    return count;
}

const cosim_eq_node *cosim_graft_edited(cosim_graft *g, const cosim_eq_node *node,
                                        const cosim_edit *a, const cosim_edit *b)
{
    replacement r[2];
    const int count = combine(g, a, b, r);
    return count < 0 ? NULL : replaced(g, node, r, (size_t)count);
}

static int put_states(cosim_graft *g, const replacement *r, size_t count, const cosim_edit *a,
                      const cosim_edit *b, cosim_equations *e)
{
    const cosim_edit *extra = a->keeps != NULL ? a : b != NULL && b->keeps != NULL ? b : NULL;
    for (size_t i = 0; i < e->state_count; i++) {
        e->states[i].next = cosim_graft_fit(
            g, COSIM_EQ_CUT, replaced(g, e->states[i].next, r, count), e->states[i].type);
        if (e->states[i].next == NULL) {
            return -1;
        }
    }
    if (extra != NULL) {
        /* it keeps what the other edit makes of it, but not what its own does */
        const bool other = extra == a ? b != NULL && b->site != NULL : a->site != NULL;
        const cosim_edit *o = extra == a ? b : a;
        const cosim_eq_node *keeps =
            other ? cosim_graft_replace(g, extra->keeps, o->site, o->to) : extra->keeps;
        forget(g);
        keeps = cosim_graft_fit(g, COSIM_EQ_CUT, keeps, extra->type);
        const cosim_eq_node *reset = cosim_graft_number(g, 0);
        if (keeps == NULL || reset == NULL) {
            return -1;
        }
        e->states[e->state_count++] = (cosim_eq_state){.name = "",
                                                       .type = extra->type,
                                                       .node = cosim_graft_state(g, extra->type),
                                                       .reset = reset,
                                                       .next = keeps};
    }
    return 0;
}

static int put_outputs(cosim_graft *g, const replacement *r, size_t count, const cosim_edit *a,
                       const cosim_edit *b, cosim_equations *e)
{
    const cosim_edit *edits[2] = {a, b};
    for (size_t i = 0; i < e->output_count; i++) {
        const cosim_eq_node *shown = e->outputs[i].node;
        const cosim_edit *by = NULL;
        for (int k = 0; k < 2 && edits[k] != NULL; k++) {
            if (edits[k]->shown != NULL && edits[k]->output == (int)i) {
                if (by != NULL) {
                    return -1;
                }
                by = edits[k];
                shown = by->shown;
            }
        }
        e->outputs[i].node =
            cosim_graft_fit(g, COSIM_EQ_CUT, replaced(g, shown, r, count), e->outputs[i].type);
        if (e->outputs[i].node == NULL) {
            return -1;
        }
    }
    return 0;
}

int cosim_graft_equations(cosim_graft *g, cosim_arena *arena, const cosim_edit *a,
                          const cosim_edit *b, cosim_equations *e)
{
    const cosim_equations *base = g->declaration->equations;
    replacement r[2];
    const int count = combine(g, a, b, r);
    *e = *base;
    e->states = cosim_arena_alloc(arena, (base->state_count + 1) * sizeof *e->states);
    e->outputs = cosim_arena_alloc(arena, (base->output_count + 1) * sizeof *e->outputs);
    if (count < 0 || e->states == NULL || e->outputs == NULL) {
        return -1;
    }
    memcpy(e->states, base->states, base->state_count * sizeof *e->states);
    memcpy(e->outputs, base->outputs, base->output_count * sizeof *e->outputs);
    e->fire = replaced(g, base->fire, r, (size_t)count);
    return e->fire != NULL && put_outputs(g, r, (size_t)count, a, b, e) == 0 &&
                   put_states(g, r, (size_t)count, a, b, e) == 0
               ? 0
               : -1;
}
