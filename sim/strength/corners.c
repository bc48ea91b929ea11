// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "strength/corners.h"

#include "equations/print.h"
#include "strength/blend.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_BYTES = 400, NAME_BYTES = 120 };

typedef struct maker {
    cosim_arena *arena;
    const cosim_equations *equations;
    cosim_corners *corners;
    size_t room;
    uint8_t *moves;  /* of each node: it needs the membrane or an input */
    uint8_t *varies; /* it needs a state or an input */
    bool failed;
} maker;

/* Adds a corner, and returns it to be filled; without memory one that nobody reads. */
__attribute__((format(printf, 4, 5))) static cosim_corner *
add(maker *m, cosim_corner_kind kind, const char *group, const char *format, ...)
{
    static cosim_corner nowhere;
    char text[TEXT_BYTES];
    cosim_corners *c = m->corners;
    va_list rest;
    va_start(rest, format);
    vsnprintf(text, sizeof text, format, rest);
    va_end(rest);
    if (c->count == m->room) {
        const size_t room = m->room == 0 ? 64 : 2 * m->room;
        cosim_corner *items = cosim_arena_alloc(m->arena, room * sizeof *items);
        if (items == NULL) {
            m->failed = true;
            return &nowhere;
        }
        if (c->count > 0) {
            memcpy(items, c->items, c->count * sizeof *items);
        }
        c->items = items;
        m->room = room;
    }
    cosim_corner *corner = &c->items[c->count++];
    *corner = (cosim_corner){.kind = kind, .group = group, .state = COSIM_CORNER_NOT_FOUND};
    corner->text = cosim_arena_text(m->arena, text, strlen(text));
    m->failed = m->failed || corner->text == NULL;
    return corner;
}

/* Writes a node by its name, and what it is made of where it has none. */
static const char *name_of(const maker *m, const cosim_eq_node *node, char text[NAME_BYTES])
{
    cosim_eq_printer printer = {.equations = m->equations,
                                .symbols = m->equations->symbol_count,
                                .text = text,
                                .bytes = NAME_BYTES};
    cosim_eq_put(&printer, node, cosim_eq_is_condition(node->op), false);
    return text;
}

/* ---- the decision ---- */

static void find_moving(const maker *m)
{
    const cosim_eq_tree *tree = m->equations->tree;
    for (size_t id = 0; id < cosim_eq_tree_count(tree); id++) {
        const cosim_eq_node *n = cosim_eq_tree_node(tree, id);
        m->moves[id] = n->op == COSIM_EQ_INPUT ||
                       (n->op == COSIM_EQ_STATE && n->leaf == m->corners->declaration->membrane);
        m->varies[id] = n->op == COSIM_EQ_INPUT || n->op == COSIM_EQ_STATE;
        for (unsigned k = 0; k < cosim_eq_operands(n->op); k++) {
            m->moves[id] = m->moves[id] || m->moves[n->of[k]->id];
            m->varies[id] = m->varies[id] || m->varies[n->of[k]->id];
        }
    }
}

static bool is_magnitude(cosim_eq_op op) { return op == COSIM_EQ_LESS || op == COSIM_EQ_AT_MOST; }

/* Tells whether a node asks whether two words are equal which are compared by size as well:
 * y > t or y == t. */
static bool completes(const maker *m, const cosim_eq_node *n)
{
    const cosim_eq_tree *tree = m->equations->tree;
    if (n->op != COSIM_EQ_EQUAL && n->op != COSIM_EQ_DIFFERENT) {
        return false;
    }
    for (size_t id = 0; id < cosim_eq_tree_count(tree); id++) {
        const cosim_eq_node *other = cosim_eq_tree_node(tree, id);
        if (is_magnitude(other->op) && ((other->of[0] == n->of[0] && other->of[1] == n->of[1]) ||
                                        (other->of[0] == n->of[1] && other->of[1] == n->of[0]))) {
            return true;
        }
    }
    return false;
}

static bool is_joint(const cosim_eq_node *n)
{
    return n->op == COSIM_EQ_AND || n->op == COSIM_EQ_OR || n->op == COSIM_EQ_NOT ||
           n->op == COSIM_EQ_CHOICE || n->op == COSIM_EQ_CUT || n->op == COSIM_EQ_DIFFERENT ||
           n->op == COSIM_EQ_EQUAL;
}

/* Walks from fire through what joins conditions, and marks the nodes on the way. Returns whether a
 * comparison lies below. */
static bool walk(maker *m, const cosim_eq_node *n, uint8_t *seen)
{
    cosim_corners *c = m->corners;
    if (seen[n->id] != 0) {
        return seen[n->id] == 2;
    }
    seen[n->id] = 1;
    if (is_magnitude(n->op) || completes(m, n)) {
        if (!m->moves[n->id] || c->comparison_count == COSIM_COMPARISONS) {
            return false;
        }
        c->comparison[c->comparison_count++] = n;
        seen[n->id] = 2;
        return true;
    }
    if (!is_joint(n) || n->low < 0 || n->high > 1) {
        return false;
    }
    bool below = false;
    for (unsigned k = 0; k < cosim_eq_operands(n->op); k++) {
        below = walk(m, n->of[k], seen) || below;
    }
    seen[n->id] = below ? 2 : 1;
    return below;
}

static int find_decision(maker *m, uint8_t *seen)
{
    cosim_corners *c = m->corners;
    const cosim_eq_tree *tree = m->equations->tree;
    const size_t nodes = cosim_eq_tree_count(tree);
    walk(m, m->equations->fire, seen);
    c->cone = cosim_arena_alloc(m->arena, (nodes + 1) * sizeof *c->cone);
    if (c->cone == NULL) {
        return -1;
    }
    for (size_t id = 0; id < nodes; id++) {
        const cosim_eq_node *n = cosim_eq_tree_node(tree, id);
        if (seen[id] == 2 && !is_magnitude(n->op) && !completes(m, n)) {
            c->cone[c->cone_count++] = n;
            c->holds = c->holds || cosim_eq_operands(n->op) > 1;
        }
    }
    return 0;
}

static bool has_threshold(const cosim_corners *c, const cosim_eq_node *side,
                          const cosim_eq_node *limit)
{
    for (size_t i = 0; i < c->count; i++) {
        if (c->items[i].side == side && c->items[i].limit == limit) {
            return true;
        }
    }
    return false;
}

/* The side of a comparison that moves is what reaches the other one. */
static void add_threshold(maker *m, const cosim_eq_node *comparison)
{
    static const struct {
        int64_t offset;
        const char *before, *after;
    } rows[] = {{0, "", " exactly"}, {1, "1 above ", ""}, {-1, "1 below ", ""}};
    const bool first = m->moves[comparison->of[0]->id];
    const cosim_eq_node *side = comparison->of[first ? 0 : 1];
    const cosim_eq_node *limit = comparison->of[first ? 1 : 0];
    char a[NAME_BYTES], b[NAME_BYTES];
    if (has_threshold(m->corners, side, limit)) {
        return; /* y > t and y >= t have the same corners */
    }
    name_of(m, side, a);
    name_of(m, limit, b);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cosim_corner *c = add(m, COSIM_CORNER_THRESHOLD, "threshold", "%s is %s%s%s", a,
                              rows[i].before, b, rows[i].after);
        c->side = side;
        c->limit = limit;
        c->value = rows[i].offset;
    }
}

static void add_hold(maker *m)
{
    const cosim_corners *c = m->corners;
    char a[NAME_BYTES];
    add(m, COSIM_CORNER_HOLD_ENTERED, "hold", "a spike, and the next step cannot fire");
    add(m, COSIM_CORNER_HOLD_LEFT, "hold", "a step can fire again after one that could not");
    add(m, COSIM_CORNER_SPIKE_AT_ONCE, "hold", "the first step that can fire again fires");
    for (size_t i = 0; i < m->equations->input_count; i++) {
        if (c->declaration->roles[i] != COSIM_EQ_ROLE_NONE) {
            add(m, COSIM_CORNER_HELD_DRIVEN, "hold", "a step that cannot fire has %s other than 0",
                m->equations->inputs[i].name)
                ->value = (int64_t)i;
        }
    }
    for (size_t i = 0; i < c->comparison_count; i++) {
        const cosim_eq_node *n = c->comparison[i];
        if (!is_magnitude(n->op)) {
            continue;
        }
        cosim_corner *corner = add(m, COSIM_CORNER_HELD_REACHED, "hold",
                                   "%s holds in a step that cannot fire", name_of(m, n, a));
        corner->node = n;
    }
}

/* ---- words ---- */

static void add_ends(maker *m, const cosim_eq_node *node, cosim_eq_type type, const char *name,
                     const char *group)
{
    const int64_t low = cosim_eq_type_low(type), high = cosim_eq_type_high(type);
    add(m, COSIM_CORNER_ABOVE_ZERO, group, "%s is above 0", name)->node = node;
    if (low < 0) {
        add(m, COSIM_CORNER_BELOW_ZERO, group, "%s is below 0", name)->node = node;
    }
    cosim_corner *c =
        add(m, COSIM_CORNER_LOWEST, group, "%s is the lowest of its type, %" PRId64, name, low);
    c->node = node;
    c->value = low;
    if (high > 1 || low < 0) {
        c = add(m, COSIM_CORNER_HIGHEST, group, "%s is the highest of its type, %" PRId64, name,
                high);
        c->node = node;
        c->value = high;
    }
}

static void add_words(maker *m)
{
    const cosim_equations *e = m->equations;
    const cosim_eq_declaration *d = m->corners->declaration;
    for (size_t id = 0; id < cosim_eq_tree_count(e->tree); id++) {
        const cosim_eq_node *n = cosim_eq_tree_node(e->tree, id);
        if (n->op == COSIM_EQ_INPUT && m->corners->needed[id] &&
            d->roles[n->leaf] != COSIM_EQ_ROLE_NONE) {
            add_ends(m, n, e->inputs[n->leaf].type, e->inputs[n->leaf].name, "drive");
        }
    }
    const cosim_eq_state *s = &e->states[d->membrane];
    char name[NAME_BYTES];
    snprintf(name, sizeof name, "%.100s'", s->name);
    add_ends(m, s->next, s->type, name, "membrane");
}

/* ---- nodes ---- */

static void add_rounding(maker *m, const cosim_eq_node *n)
{
    char name[NAME_BYTES];
    name_of(m, n, name);
    if (n->op == COSIM_EQ_ROUND || (n->op == COSIM_EQ_FLOOR && cosim_adds_half(n))) {
        add(m, COSIM_CORNER_TIE, "rounding", "%s has exactly a half to round", name)->node = n;
    }
    if (n->of[0]->low < 0) {
        add(m, COSIM_CORNER_REST, "rounding", "%s drops bits of a number below 0", name)->node = n;
    }
}

static void add_joint(maker *m, const cosim_eq_node *n)
{
    const bool conditions = n->op == COSIM_EQ_AND || n->op == COSIM_EQ_OR;
    const char *group = conditions ? "condition" : "branch";
    const char *neither = n->op == COSIM_EQ_AND ? "both hold" : "none of both holds";
    char name[NAME_BYTES], a[NAME_BYTES], b[NAME_BYTES];
    name_of(m, n, name);
    name_of(m, n->of[0], a);
    name_of(m, n->of[1], b);
    /* what is made of params alone is decided by the words, and no drive changes it */
    if (!conditions || m->varies[n->of[0]->id]) {
        add(m, COSIM_CORNER_FIRST, group, "%s: %s alone decides", name, a)->node = n;
    }
    if (!conditions || m->varies[n->of[1]->id]) {
        add(m, COSIM_CORNER_SECOND, group, "%s: %s alone decides", name, b)->node = n;
    }
    if (conditions) {
        add(m, COSIM_CORNER_NEITHER, group, "%s: %s", name, neither)->node = n;
    }
}

static void add_limit(maker *m, const cosim_eq_node *n)
{
    const bool cut = n->op == COSIM_EQ_CUT;
    const int64_t low = cosim_eq_type_low(n->type), high = cosim_eq_type_high(n->type);
    char name[NAME_BYTES];
    name_of(m, n->of[0], name);
    if (n->of[0]->low < low) {
        add(m, cut ? COSIM_CORNER_WRAPPED_LOW : COSIM_CORNER_SATURATED_LOW,
            cut ? "wrap" : "saturation", "%s is below %" PRId64 " and is %s", name, low,
            cut ? "cut" : "limited")
            ->node = n;
    }
    if (n->of[0]->high > high) {
        add(m, cut ? COSIM_CORNER_WRAPPED_HIGH : COSIM_CORNER_SATURATED_HIGH,
            cut ? "wrap" : "saturation", "%s is above %" PRId64 " and is %s", name, high,
            cut ? "cut" : "limited")
            ->node = n;
    }
}

static void add_condition(maker *m, const cosim_eq_node *n)
{
    char name[NAME_BYTES];
    name_of(m, n, name);
    add(m, COSIM_CORNER_TRUE, "branch", "%s ? takes the first way", name)->node = n;
    add(m, COSIM_CORNER_FALSE, "branch", "%s ? takes the second way", name)->node = n;
}

static void add_node(maker *m, const cosim_eq_node *n, uint8_t *conditions)
{
    switch ((int)n->op) {
    case COSIM_EQ_CHOICE:
        if (n->of[0] != m->equations->fire && !conditions[n->of[0]->id]) {
            conditions[n->of[0]->id] = 1;
            add_condition(m, n->of[0]);
        }
        break;
    case COSIM_EQ_MIN:
    case COSIM_EQ_MAX:
    case COSIM_EQ_AND:
    case COSIM_EQ_OR:
        add_joint(m, n);
        break;
    case COSIM_EQ_ABS: {
        char name[NAME_BYTES];
        add(m, COSIM_CORNER_ABOVE_ZERO, "branch", "%s is above 0", name_of(m, n->of[0], name))
            ->node = n->of[0];
        add(m, COSIM_CORNER_BELOW_ZERO, "branch", "%s is below 0", name)->node = n->of[0];
        break;
    }
    case COSIM_EQ_FLOOR:
    case COSIM_EQ_ROUND:
    case COSIM_EQ_TRUNC:
    case COSIM_EQ_CEIL:
        add_rounding(m, n);
        break;
    case COSIM_EQ_SATURATE:
    case COSIM_EQ_CUT:
        add_limit(m, n);
        break;
    default:
        break;
    }
}

int cosim_corners_find(cosim_arena *arena, const cosim_eq_declaration *d, cosim_corners *corners)
{
    const cosim_equations *e = d->equations;
    const size_t nodes = cosim_eq_tree_count(e->tree);
    *corners = (cosim_corners){.declaration = d};
    maker m = {.arena = arena, .equations = e, .corners = corners};
    uint8_t *seen = calloc(nodes + 1, 1), *conditions = calloc(nodes + 1, 1);
    corners->needed = cosim_arena_adopt(arena, cosim_eq_needed(e));
    m.moves = calloc(nodes + 1, 1);
    m.varies = calloc(nodes + 1, 1);
    m.failed = seen == NULL || conditions == NULL || corners->needed == NULL || m.moves == NULL ||
               m.varies == NULL;
    if (!m.failed) {
        find_moving(&m);
        m.failed = find_decision(&m, seen) != 0;
    }
    if (!m.failed) {
        add(&m, COSIM_CORNER_SPIKE, "reset", "the neuron fires");
        for (size_t i = 0; i < corners->comparison_count; i++) {
            add_threshold(&m, corners->comparison[i]);
        }
        if (corners->holds && corners->comparison_count > 0) {
            add_hold(&m);
        }
        add_words(&m);
        for (size_t id = 0; id < nodes; id++) {
            if (corners->needed[id]) {
                add_node(&m, cosim_eq_tree_node(e->tree, id), conditions);
            }
        }
    }
    free(seen);
    free(conditions);
    free(m.moves);
    free(m.varies);
    return m.failed ? -1 : 0;
}
