// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/plan.h"

#include "equations/plan_order.h"
#include "equations/substitute.h"

#include <string.h>

/* ---- classes ---- */

static cosim_eq_class leaf_class(const cosim_eq_plan *p, const cosim_eq_node *n,
                                 const bool *exact_state)
{
    switch ((int)n->op) {
    case COSIM_EQ_INPUT:
        return p->declaration->roles[n->leaf] == COSIM_EQ_ROLE_CURRENT ? COSIM_EQ_KNOWN
                                                                       : COSIM_EQ_EXACT;
    case COSIM_EQ_PARAM:
        return cosim_eq_is_count(&p->declaration->equations->params[n->leaf]) ? COSIM_EQ_EXACT
                                                                              : COSIM_EQ_KNOWN;
    case COSIM_EQ_STATE:
        return exact_state[n->leaf] ? COSIM_EQ_EXACT : COSIM_EQ_FORM;
    default:
        return COSIM_EQ_EXACT;
    }
}

/* The word of such a node is known where those of its operands are, and nothing is rounded. */
static bool keeps_known(const cosim_eq_node *n)
{
    return n->op == COSIM_EQ_ADD || n->op == COSIM_EQ_SUB || n->op == COSIM_EQ_MUL;
}

static cosim_eq_class class_of(const cosim_eq_plan *p, const cosim_eq_node *n,
                               const bool *exact_state)
{
    const unsigned count = cosim_eq_operands(n->op);
    unsigned most = COSIM_EQ_EXACT;
    if (n == p->declaration->equations->fire) {
        return COSIM_EQ_EXACT;
    }
    if (count == 0) {
        return leaf_class(p, n, exact_state);
    }
    for (unsigned k = 0; k < count; k++) {
        most = p->classes[n->of[k]->id] > most ? p->classes[n->of[k]->id] : most;
    }
    return most == COSIM_EQ_KNOWN && !keeps_known(n) ? COSIM_EQ_FORM : (cosim_eq_class)most;
}

/* Marks the nodes in which something that is rounded is added up, as a leak is: bit 0 a rounding is
 * a part of the sum, bit 1 it was added to something. */
static void mark_added(const cosim_equations *e, uint8_t *marks, size_t nodes)
{
    for (size_t id = 0; id < nodes; id++) {
        const cosim_eq_node *n = cosim_eq_tree_node(e->tree, id);
        const bool sum = n->op == COSIM_EQ_ADD || n->op == COSIM_EQ_SUB;
        const bool passes = sum || n->op == COSIM_EQ_CUT || n->op == COSIM_EQ_SATURATE ||
                            n->op == COSIM_EQ_MIN || n->op == COSIM_EQ_MAX ||
                            n->op == COSIM_EQ_MUL || n->op == COSIM_EQ_CHOICE;
        unsigned of = 0;
        for (unsigned k = n->op == COSIM_EQ_CHOICE; k < cosim_eq_operands(n->op); k++) {
            of |= marks[n->of[k]->id];
        }
        marks[id] = (uint8_t)(cosim_eq_rounds(n->op) ? 1u | (of & 2u)
                              : !passes              ? 0u
                              : sum                  ? of | (of & 1u) << 1
                                                     : of);
    }
}

/* The membrane is a number over the reals, and so is every state that leaks: they are inexact even
 * where each of their words could be computed, as in a neuron whose only drives are events. */
static void start_exact(const cosim_eq_plan *p, bool *exact_state)
{
    const cosim_equations *e = p->declaration->equations;
    mark_added(e, p->classes, p->nodes); /* which have not begun yet */
    for (size_t i = 0; i < e->state_count; i++) {
        exact_state[i] =
            i != p->declaration->membrane && (p->classes[e->states[i].next->id] & 2u) == 0;
    }
}

/* Assumes that every state is exact, and takes back what does not follow, until nothing changes. */
static void classify(cosim_eq_plan *p, bool *exact_state)
{
    const cosim_equations *e = p->declaration->equations;
    bool again = true;
    start_exact(p, exact_state);
    while (again) {
        again = false;
        for (size_t id = 0; id < p->nodes; id++) {
            p->classes[id] = (uint8_t)class_of(p, cosim_eq_tree_node(e->tree, id), exact_state);
        }
        for (size_t i = 0; i < e->state_count; i++) {
            const cosim_eq_state *s = &e->states[i];
            const bool exact = p->classes[s->next->id] == COSIM_EQ_EXACT &&
                               p->classes[s->reset->id] == COSIM_EQ_EXACT;
            again = again || (exact_state[i] && !exact);
            exact_state[i] = exact_state[i] && exact;
        }
    }
}

/* ---- symbols ---- */

/* Sums up the constants of each sum, wherever they stand, also under a cut. */
static void sum_constants(cosim_eq_plan *p)
{
    const cosim_equations *e = p->declaration->equations;
    for (size_t id = 0; id < p->nodes; id++) {
        const cosim_eq_node *n = cosim_eq_tree_node(e->tree, id);
        const uint64_t a = n->of[0] != NULL ? (uint64_t)p->sum[n->of[0]->id] : 0;
        const uint64_t b = n->of[1] != NULL ? (uint64_t)p->sum[n->of[1]->id] : 0;
        p->sum[id] = (int64_t)(n->op == COSIM_EQ_CONST ? (uint64_t)n->value
                               : n->op == COSIM_EQ_ADD ? a + b
                               : n->op == COSIM_EQ_SUB ? a - b
                               : n->op == COSIM_EQ_CUT ? a
                                                       : 0);
    }
}

/* A rounding down and the rest of the same division have one symbol. */
static int symbol_of(cosim_eq_plan *p, const cosim_eq_node *n)
{
    const cosim_equations *e = p->declaration->equations;
    const cosim_eq_op other = n->op == COSIM_EQ_FLOOR  ? COSIM_EQ_REST
                              : n->op == COSIM_EQ_REST ? COSIM_EQ_FLOOR
                                                       : COSIM_EQ_OPS;
    for (size_t id = 0; other != COSIM_EQ_OPS && id < n->id; id++) {
        const cosim_eq_node *o = cosim_eq_tree_node(e->tree, id);
        if (o->op == other && o->of[0] == n->of[0] && o->of[1] == n->of[1] &&
            p->symbol[id] != COSIM_EQ_NO_SYMBOL) {
            return p->symbol[id];
        }
    }
    return (int)p->symbols++;
}

static bool has_bound(const cosim_eq_plan *p, const cosim_eq_node *n)
{
    const bool bits = n->op == COSIM_EQ_BITS_AND || n->op == COSIM_EQ_BITS_OR ||
                      n->op == COSIM_EQ_BITS_XOR || n->op == COSIM_EQ_ONES;
    const bool shifts =
        (cosim_eq_rounds(n->op) && n->op != COSIM_EQ_DIV) || n->op == COSIM_EQ_SHIFT_LEFT;
    return !bits && !(shifts && p->classes[n->of[1]->id] == COSIM_EQ_FORM);
}

static void find_symbols(cosim_eq_plan *p)
{
    const cosim_equations *e = p->declaration->equations;
    sum_constants(p);
    for (size_t i = 0; i < e->state_count; i++) {
        p->state_symbol[i] = p->classes[e->states[i].node->id] == COSIM_EQ_EXACT
                                 ? COSIM_EQ_NO_SYMBOL
                                 : (int)p->symbols++;
    }
    p->first_rounding = p->symbols;
    for (size_t id = 0; id < p->nodes; id++) {
        const cosim_eq_node *n = cosim_eq_tree_node(e->tree, id);
        p->symbol[id] = COSIM_EQ_NO_SYMBOL;
        if (!p->needed[id] || p->classes[id] != COSIM_EQ_FORM) {
            continue;
        }
        if (!has_bound(p, n) && p->unbounded == NULL) {
            p->unbounded = n;
        }
        if (cosim_eq_rounds(n->op)) {
            p->symbol[id] = symbol_of(p, n);
        }
    }
}

static bool may_be_hull(cosim_eq_op op)
{
    return op == COSIM_EQ_MIN || op == COSIM_EQ_MAX || op == COSIM_EQ_ABS || op == COSIM_EQ_CUT ||
           op == COSIM_EQ_SATURATE || op == COSIM_EQ_CHOICE;
}

/* An error where a choice is open is the same wherever that value is used: it has a symbol where
 * there are two such places, as in q - (q >> 4). */
static void find_hulls(cosim_eq_plan *p, uint8_t *uses)
{
    const cosim_equations *e = p->declaration->equations;
    memset(uses, 0, p->nodes * sizeof *uses);
    for (size_t id = 0; id < p->nodes; id++) {
        const cosim_eq_node *n = cosim_eq_tree_node(e->tree, id);
        for (unsigned k = 0; p->needed[id] && k < cosim_eq_operands(n->op); k++) {
            uint8_t *of = &uses[n->of[k]->id];
            *of = *of == 0 ? 1 : 2;
        }
    }
    p->first_hull = p->symbols;
    for (size_t id = 0; id < p->nodes; id++) {
        if (p->needed[id] && uses[id] > 1 && p->classes[id] == COSIM_EQ_FORM &&
            may_be_hull(cosim_eq_tree_node(e->tree, id)->op)) {
            p->symbol[id] = (int)p->symbols++;
        }
    }
}

/* ---- residuals ---- */

/* Finds the one rest that a next value keeps: through choices it is that, the state itself, or an
 * exact value. Returns NULL where it is anything else. */
static const cosim_eq_node *kept_rest(const cosim_eq_plan *p, const cosim_eq_state *s, bool *marks)
{
    const cosim_equations *e = p->declaration->equations;
    const cosim_eq_node *rest = NULL;
    memset(marks, 0, p->nodes * sizeof *marks);
    marks[s->next->id] = true;
    for (size_t id = s->next->id + 1; id-- > 0;) {
        const cosim_eq_node *n = cosim_eq_tree_node(e->tree, id);
        if (!marks[id] || n == s->node || p->classes[id] == COSIM_EQ_EXACT) {
            continue;
        }
        if (n->op == COSIM_EQ_CHOICE) {
            marks[n->of[1]->id] = marks[n->of[2]->id] = true;
        } else if (n->op == COSIM_EQ_REST && rest == NULL &&
                   p->classes[n->of[1]->id] != COSIM_EQ_FORM) {
            rest = n;
        } else {
            return NULL;
        }
    }
    return rest;
}

static void find_residuals(cosim_eq_plan *p, bool *marks)
{
    const cosim_equations *e = p->declaration->equations;
    for (size_t i = 0; i < e->state_count; i++) {
        p->rest[i] =
            p->state_symbol[i] == COSIM_EQ_NO_SYMBOL ? NULL : kept_rest(p, &e->states[i], marks);
        p->lends[i] = p->rest[i] == NULL ? COSIM_EQ_NO_SYMBOL : p->symbol[p->rest[i]->id];
    }
}

/* ---- the whole ---- */

static bool *all_needed(cosim_arena *arena, const cosim_equations *e, const cosim_eq_node *update)
{
    const size_t nodes = cosim_eq_tree_count(e->tree);
    const cosim_eq_node **roots =
        cosim_arena_alloc(arena, (e->state_count + e->output_count + 2) * sizeof *roots);
    bool *needed = cosim_arena_alloc(arena, nodes * sizeof *needed);
    if (roots == NULL || needed == NULL) {
        return NULL;
    }
    size_t count = cosim_eq_roots(e, roots);
    roots[count++] = update;
    cosim_eq_tree_needed(e->tree, roots, count, needed);
    return needed;
}

const cosim_eq_node *cosim_eq_bits_of_rounded(const cosim_eq_plan *plan)
{
    const cosim_eq_node *n = plan->unbounded;
    return n != NULL && n->op != COSIM_EQ_SHIFT_LEFT && n->op >= COSIM_EQ_BITS_AND ? n : NULL;
}

bool cosim_eq_may_clip(const cosim_eq_plan *plan, const cosim_eq_node *n)
{
    return n->op == COSIM_EQ_CUT && !cosim_eq_type_holds(n->type, n->of[0]) &&
           plan->classes[n->of[0]->id] != COSIM_EQ_EXACT;
}

const cosim_eq_plan *cosim_eq_plan_new(cosim_arena *arena, const cosim_eq_declaration *d,
                                       const cosim_eq_words *words)
{
    const cosim_equations *e = d->equations;
    cosim_eq_plan *p = cosim_arena_alloc(arena, sizeof *p);
    if (p == NULL) {
        return NULL;
    }
    p->declaration = d;
    p->words = words;
    p->update = cosim_eq_substitute(arena, e->tree, e->states[d->membrane].next, e->fire, false);
    if (p->update == NULL) {
        return NULL;
    }
    p->nodes = cosim_eq_tree_count(e->tree);
    p->needed = all_needed(arena, e, p->update);
    p->classes = cosim_arena_alloc(arena, p->nodes * sizeof *p->classes);
    p->symbol = cosim_arena_alloc(arena, p->nodes * sizeof *p->symbol);
    p->sum = cosim_arena_alloc(arena, p->nodes * sizeof *p->sum);
    p->state_symbol = cosim_arena_alloc(arena, (e->state_count + 1) * sizeof *p->state_symbol);
    p->lends = cosim_arena_alloc(arena, (e->state_count + 1) * sizeof *p->lends);
    p->rest = cosim_arena_alloc(arena, (e->state_count + 1) * sizeof *p->rest);
    bool *exact_state = cosim_arena_alloc(arena, (e->state_count + 1) * sizeof *exact_state);
    bool *marks = cosim_arena_alloc(arena, p->nodes * sizeof *marks);
    uint8_t *uses = cosim_arena_alloc(arena, p->nodes * sizeof *uses);
    if (p->needed == NULL || p->classes == NULL || p->symbol == NULL || p->sum == NULL ||
        p->state_symbol == NULL || p->lends == NULL || p->rest == NULL || exact_state == NULL ||
        marks == NULL || uses == NULL) {
        return NULL;
    }
    classify(p, exact_state);
    find_symbols(p);
    find_hulls(p, uses);
    find_residuals(p, marks);
    return cosim_eq_plan_order(arena, p) == 0 ? p : NULL;
}
