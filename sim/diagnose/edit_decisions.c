// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/edit_decisions.h"

#include "diagnose/maker.h"

#include <stdio.h>

static const cosim_eq_type bit = {false, 1};

/* These are short for this file alone. */
#define BY(op, a, b) cosim_maker_by(m, COSIM_EQ_##op, a, b)

static bool is_order(const cosim_eq_node *n)
{
    return n->op == COSIM_EQ_LESS || n->op == COSIM_EQ_AT_MOST;
}

/* Finds the side of a comparison that is held against the membrane: the threshold. Returns 0 or 1,
 * or -1 where the comparison is not about the membrane. */
static int threshold_side(cosim_maker *m, const cosim_eq_node *n)
{
    const bool a = cosim_maker_of_membrane(m, n->of[0]), b = cosim_maker_of_membrane(m, n->of[1]);
    return a == b ? -1 : a ? 1 : 0;
}

static bool decides(cosim_maker *m, const cosim_eq_node *n)
{
    return cosim_graft_needs(m->graft, m->fire, n) && threshold_side(m, n) >= 0;
}

/* ---- comparisons ---- */

static void edit_signs(cosim_maker *m, const cosim_eq_node *n, const char *name)
{
    const unsigned a = cosim_maker_width(n->of[0]), b = cosim_maker_width(n->of[1]);
    const unsigned width = a > b ? a : b;
    if (n->of[0]->low < 0 || n->of[1]->low < 0) {
        cosim_maker_at(m, n,
                       cosim_maker_two(m, n->op, cosim_maker_bits(m, n->of[0], false, width),
                                       cosim_maker_bits(m, n->of[1], false, width)),
                       "compare", "compares without signs: %s", name);
    }
}

void cosim_edit_compare(cosim_maker *m, const cosim_eq_node *n)
{
    char name[COSIM_NAME_BYTES];
    cosim_maker_name(m, n, name);
    if (is_order(n)) {
        const bool less = n->op == COSIM_EQ_LESS;
        const cosim_eq_node *other =
            cosim_maker_two(m, less ? COSIM_EQ_AT_MOST : COSIM_EQ_LESS, n->of[0], n->of[1]);
        if (!decides(m, n)) {
            cosim_maker_at(m, n, other, "compare", "compares with %s: %s",
                           less ? "equal, too" : "equal left out", name);
        } else if (threshold_side(m, n) == 0) {
            cosim_maker_at(m, n, other, "compare",
                           less ? "fires at its threshold, and not only above it"
                                : "fires above its threshold only, and not at it");
        } else {
            cosim_maker_at(m, n, other, "compare", "decides otherwise where both are equal: %s",
                           name);
        }
        cosim_maker_at(m, n, cosim_maker_two(m, COSIM_EQ_EQUAL, n->of[0], n->of[1]), "compare",
                       "compares for equality: %s", name);
        cosim_maker_at(m, n, cosim_maker_two(m, n->op, n->of[1], n->of[0]), "compare",
                       "compares the other way round: %s", name);
        edit_signs(m, n, name);
    } else if (n->op == COSIM_EQ_EQUAL || n->op == COSIM_EQ_DIFFERENT) {
        cosim_maker_at(
            m, n,
            cosim_maker_two(m, n->op == COSIM_EQ_EQUAL ? COSIM_EQ_DIFFERENT : COSIM_EQ_EQUAL,
                            n->of[0], n->of[1]),
            "compare", "compares the other way round: %s", name);
    }
}

/* ---- the membrane ---- */

/* A membrane that does not go below 0 does not wrap there either, where it is cut. */
static void edit_floor(cosim_maker *m, const cosim_eq_node *n)
{
    static const char words[] = "has a membrane that never goes below 0";
    const cosim_eq_node *before = n->op == COSIM_EQ_CUT ? n->of[0] : NULL;
    cosim_maker_at(m, n, BY(MAX, n, 0), "membrane", "%s", words);
    cosim_maker_at(m, n, cosim_graft_fit(m->graft, COSIM_EQ_CUT, BY(MAX, before, 0), n->type),
                   "membrane", "%s", words);
}

void cosim_edit_membrane(cosim_maker *m, const cosim_eq_node *v)
{
    if (v == m->membrane && v->low < 0) {
        cosim_maker_at(m, v, BY(MAX, v, 0), "membrane", "forgets a negative membrane");
        edit_floor(m, m->next);
        edit_floor(m, m->update);
        cosim_maker_at(m, v, cosim_graft_make(m->graft, COSIM_EQ_ABS, v, NULL, NULL), "membrane",
                       "takes the magnitude of its membrane");
    }
}

/* ---- the decision ---- */

/* Makes the comparison with another threshold. */
static const cosim_eq_node *with_threshold(cosim_maker *m, const cosim_eq_node *n, int side,
                                           const cosim_eq_node *threshold)
{
    return side == 0 ? cosim_maker_two(m, n->op, threshold, n->of[1])
                     : cosim_maker_two(m, n->op, n->of[0], threshold);
}

/* Where there are several thresholds, names the one that is meant: " (low)". */
static void name_threshold(cosim_maker *m, const cosim_eq_node *threshold,
                           char text[COSIM_NAME_BYTES + 4])
{
    char name[COSIM_NAME_BYTES];
    bool others = false;
    for (size_t id = 0; id < m->graft->nodes; id++) {
        const cosim_eq_node *n = cosim_eq_tree_node(m->graft->tree, id);
        others =
            others || (is_order(n) && decides(m, n) && n->of[threshold_side(m, n)] != threshold);
    }
    text[0] = '\0';
    if (others) {
        snprintf(text, COSIM_NAME_BYTES + 4, " (%s)", cosim_maker_name(m, threshold, name));
    }
}

void cosim_edit_decision(cosim_maker *m, const cosim_eq_node *n)
{
    if (n == m->fire) {
        const cosim_eq_node *was = cosim_graft_state(m->graft, bit);
        const cosim_eq_node *masked = cosim_maker_two(
            m, COSIM_EQ_AND, cosim_graft_make(m->graft, COSIM_EQ_NOT, was, NULL, NULL), n);
        const cosim_edit lost = {.site = n, .to = masked, .keeps = masked, .type = bit};
        const cosim_edit late = {.site = n, .to = was, .keeps = n, .type = bit};
        cosim_maker_put(m, &lost, "threshold", "does not fire in the step after a spike");
        cosim_maker_put(m, &late, "late", "fires one step late, whatever its membrane is by then");
    }
    if (!is_order(n) || !decides(m, n)) {
        return;
    }
    const int side = threshold_side(m, n);
    const cosim_eq_node *threshold = n->of[side], *value = n->of[!side];
    char which[COSIM_NAME_BYTES + 4];
    name_threshold(m, threshold, which);
    const bool old = value == m->membrane;
    const cosim_eq_node *other = old ? m->update : m->membrane;
    if (!cosim_graft_needs(m->graft, other, n)) {
        cosim_maker_at(m, n,
                       side == 0 ? cosim_maker_two(m, n->op, threshold, other)
                                 : cosim_maker_two(m, n->op, other, threshold),
                       "compare",
                       old ? "decides on the new membrane, and not on the old one%s"
                           : "decides on the old membrane, and not on the new one%s",
                       which);
    }
    cosim_maker_at(m, n, with_threshold(m, n, side, BY(MUL, threshold, 2)), "threshold",
                   "fires at twice its threshold%s", which);
    cosim_maker_at(m, n, with_threshold(m, n, side, BY(FLOOR, threshold, 1)), "threshold",
                   "fires at half of its threshold%s", which);
    cosim_maker_at(m, n, with_threshold(m, n, side, BY(ADD, threshold, 1)), "threshold",
                   "fires one word above its threshold%s", which);
    cosim_maker_at(m, n, with_threshold(m, n, side, BY(SUB, threshold, 1)), "threshold",
                   "fires one word below its threshold%s", which);
}

/* ---- what a spike does ---- */

/* Tells whether a choice is about a spike, and which of its sides a spike takes. */
static bool at_spike(const cosim_maker *m, const cosim_eq_node *n, int *side)
{
    if (n->op != COSIM_EQ_CHOICE) {
        return false;
    }
    const bool waits = n->of[0]->op == COSIM_EQ_NOT && n->of[0]->of[0] == m->fire;
    *side = waits ? 2 : 1;
    return waits || n->of[0] == m->fire;
}

static void edit_late_reset(cosim_maker *m, const cosim_eq_node *n, int side)
{
    const cosim_edit late = {.site = n,
                             .to = cosim_graft_make(m->graft, COSIM_EQ_CHOICE,
                                                    cosim_graft_state(m->graft, bit), n->of[side],
                                                    n->of[3 - side]),
                             .keeps = m->fire,
                             .type = bit};
    cosim_maker_put(m, &late, "late", "resets one step late");
}

/* Gives the thresholds of the decision one after the other; NULL after the last. */
static const cosim_eq_node *threshold_of(cosim_maker *m, size_t *id)
{
    while (*id < m->graft->nodes) {
        const cosim_eq_node *n = cosim_eq_tree_node(m->graft->tree, (*id)++);
        if (is_order(n) && decides(m, n)) {
            return n->of[threshold_side(m, n)];
        }
    }
    return NULL;
}

void cosim_edit_spike_value(cosim_maker *m, const cosim_eq_node *n)
{
    char name[COSIM_NAME_BYTES], word[COSIM_NAME_BYTES];
    int side;
    if (!at_spike(m, n, &side) || !cosim_graft_needs(m->graft, m->next, n)) {
        return;
    }
    const cosim_eq_node *value = n->of[side], *other = n->of[3 - side];
    const cosim_eq_node *threshold;
    size_t at = 0;
    cosim_maker_name(m, value, name);
    cosim_maker_at(m, n, cosim_maker_with_side(m, n, side, cosim_graft_number(m->graft, 0)),
                   "reset", "resets to 0, and not to %s", name);
    for (size_t id = 0; id < m->graft->nodes; id++) {
        const cosim_eq_node *p = cosim_eq_tree_node(m->graft->tree, id);
        if (p->op == COSIM_EQ_PARAM) {
            cosim_maker_at(m, n, cosim_maker_with_side(m, n, side, p), "reset",
                           "resets to %s, and not to %s", cosim_maker_name(m, p, word), name);
        }
    }
    cosim_maker_at(m, n, other, "reset", "does not reset");
    cosim_maker_at(m, n, cosim_maker_with_side(m, n, side, m->membrane), "reset",
                   "keeps its membrane at a spike, and does not reset to %s", name);
    while ((threshold = threshold_of(m, &at)) != NULL) {
        cosim_maker_at(
            m, n,
            cosim_maker_with_side(m, n, side, cosim_maker_two(m, COSIM_EQ_SUB, other, threshold)),
            "reset", "subtracts its threshold at a spike, and does not reset to %s", name);
    }
    for (size_t id = 0; id < m->graft->nodes; id++) {
        const cosim_eq_node *p = cosim_eq_tree_node(m->graft->tree, id);
        if (p->op == COSIM_EQ_PARAM) {
            cosim_maker_at(
                m, n, cosim_maker_with_side(m, n, side, cosim_maker_two(m, COSIM_EQ_SUB, other, p)),
                "reset", "subtracts %s at a spike, and does not reset to %s",
                cosim_maker_name(m, p, word), name);
        }
    }
    if (value->op == COSIM_EQ_SUB && cosim_maker_is_shared(m, value->of[1])) {
        cosim_maker_name(m, value->of[1], word);
        cosim_maker_at(m, n,
                       cosim_maker_with_side(m, n, side,
                                             cosim_maker_two(m, COSIM_EQ_SUB, value->of[0],
                                                             BY(FLOOR, value->of[1], 1))),
                       "reset", "subtracts half of %s at a spike", word);
        cosim_maker_at(m, n,
                       cosim_maker_with_side(m, n, side,
                                             cosim_maker_two(m, COSIM_EQ_SUB, value->of[0],
                                                             BY(MUL, value->of[1], 2))),
                       "reset", "subtracts twice %s at a spike", word);
    }
    cosim_maker_at(m, n, cosim_maker_with_side(m, n, side, BY(ADD, value, 1)), "reset",
                   "resets one word too high: %s", name);
    cosim_maker_at(m, n, cosim_maker_with_side(m, n, side, BY(SUB, value, 1)), "reset",
                   "resets one word too low: %s", name);
    edit_late_reset(m, n, side);
}

/* Adds a reset where a spike is declared to leave the membrane as it is. */
void cosim_edit_added_reset(cosim_maker *m, const cosim_eq_node *n)
{
    const cosim_eq_node *threshold;
    size_t at = 0;
    if (n != m->next || cosim_graft_needs(m->graft, n, m->fire)) {
        return;
    }
    cosim_maker_at(
        m, n,
        cosim_graft_make(m->graft, COSIM_EQ_CHOICE, m->fire, cosim_graft_number(m->graft, 0), n),
        "reset", "resets to 0 at a spike");
    while ((threshold = threshold_of(m, &at)) != NULL) {
        cosim_maker_at(m, n,
                       cosim_graft_make(m->graft, COSIM_EQ_CHOICE, m->fire,
                                        cosim_maker_two(m, COSIM_EQ_SUB, n, threshold), n),
                       "reset", "subtracts its threshold at a spike");
    }
}

/* Finds the state whose next value needs a choice, and tells whether it is a hold: it is loaded
 * with a value of its own at a spike, and counted down. */
static const cosim_eq_state *state_of(cosim_maker *m, const cosim_eq_node *n, int side,
                                      bool *counts)
{
    const cosim_equations *e = m->equations;
    for (size_t i = 0; i < e->state_count; i++) {
        const cosim_eq_state *s = &e->states[i];
        if (s->node == m->membrane || !cosim_graft_needs(m->graft, s->next, n)) {
            continue;
        }
        const cosim_eq_node *down = BY(SUB, s->node, 1);
        *counts = down != NULL && cosim_graft_needs(m->graft, s->next, down) &&
                  !cosim_graft_needs(m->graft, n->of[side], s->node);
        return s;
    }
    return NULL;
}

void cosim_edit_load(cosim_maker *m, const cosim_eq_node *n)
{
    static const struct {
        int add;
        const char *held, *other;
    } steps[] = {{1, "one step longer", "one too high"},
                 {-1, "one step shorter", "one too low"},
                 {2, "two steps longer", "two too high"}};
    int side;
    bool counts = false;
    const cosim_eq_state *s = at_spike(m, n, &side) ? state_of(m, n, side, &counts) : NULL;
    if (s == NULL) {
        return;
    }
    const cosim_eq_node *value = n->of[side];
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        const cosim_eq_node *to = BY(ADD, value, steps[i].add);
        to = to != NULL && to->low < 0 && value->low >= 0 ? BY(MAX, to, 0) : to;
        const cosim_edit edit = {.site = n, .to = cosim_maker_with_side(m, n, side, to)};
        if (counts) {
            cosim_maker_put(m, &edit, "refractory", "is held %s (%s)", steps[i].held, s->name);
        } else {
            cosim_maker_put(m, &edit, "load", "has %s %s after a spike", s->name, steps[i].other);
        }
    }
    const cosim_edit none = {
        .site = n, .to = cosim_maker_with_side(m, n, side, cosim_graft_number(m->graft, 0))};
    const cosim_edit same = {.site = n, .to = n->of[3 - side]};
    cosim_maker_put(m, &none, counts ? "refractory" : "load",
                    counts ? "is not held after a spike (%s)" : "has %s at 0 after a spike",
                    s->name);
    cosim_maker_put(m, &same, counts ? "refractory" : "load", "does not change %s at a spike",
                    s->name);
}
