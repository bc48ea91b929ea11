// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/edit_choices.h"

/* This is short for this file alone. */
#define BY(op, a, b) cosim_maker_by(m, COSIM_EQ_##op, a, b)

void cosim_edit_condition(cosim_maker *m, const cosim_eq_node *n)
{
    char name[COSIM_NAME_BYTES], part[COSIM_NAME_BYTES];
    if (n->op != COSIM_EQ_AND && n->op != COSIM_EQ_OR) {
        return;
    }
    for (int k = 0; k < 2; k++) {
        cosim_maker_at(m, n, n->of[!k], "condition", "does not ask for %s in %s",
                       cosim_maker_condition(m, n->of[k], part), cosim_maker_condition(m, n, name));
    }
    cosim_maker_at(
        m, n,
        cosim_maker_two(m, n->op == COSIM_EQ_AND ? COSIM_EQ_OR : COSIM_EQ_AND, n->of[0], n->of[1]),
        "condition", "joins the conditions otherwise: %s", cosim_maker_condition(m, n, name));
}

/* An amount that a condition adds or takes may be another one there alone. */
static void edit_amount(cosim_maker *m, const cosim_eq_node *n, int side, const char *name)
{
    const cosim_eq_node *p = n->of[side];
    char word[COSIM_NAME_BYTES];
    if (p->op != COSIM_EQ_PARAM || n->of[3 - side]->op != COSIM_EQ_CONST) {
        return;
    }
    cosim_maker_name(m, p, word);
    if (cosim_maker_is_shared(m, p)) {
        cosim_maker_at(m, n, cosim_maker_with_side(m, n, side, BY(ADD, p, 1)), "choice",
                       "takes one word more than %s in %s", word, name);
        cosim_maker_at(m, n, cosim_maker_with_side(m, n, side, BY(SUB, p, 1)), "choice",
                       "takes one word less than %s in %s", word, name);
    }
    for (size_t id = 0; id < m->graft->nodes; id++) {
        const cosim_eq_node *other = cosim_eq_tree_node(m->graft->tree, id);
        char another[COSIM_NAME_BYTES];
        if (other->op == COSIM_EQ_PARAM && other != p) {
            cosim_maker_at(m, n, cosim_maker_with_side(m, n, side, other), "choice",
                           "takes %s, and not %s, in %s", cosim_maker_name(m, other, another), word,
                           name);
        }
    }
}

/* A membrane that is kept in a step may be put somewhere instead. */
static void edit_kept(cosim_maker *m, const cosim_eq_node *n, int side, const char *name)
{
    char word[COSIM_NAME_BYTES];
    cosim_maker_at(m, n, cosim_maker_with_side(m, n, side, cosim_graft_number(m->graft, 0)),
                   "choice", "is at 0, and does not keep its membrane, in %s", name);
    for (size_t id = 0; id < m->graft->nodes; id++) {
        const cosim_eq_node *p = cosim_eq_tree_node(m->graft->tree, id);
        if (p->op == COSIM_EQ_PARAM) {
            cosim_maker_at(m, n, cosim_maker_with_side(m, n, side, p), "choice",
                           "is at %s, and does not keep its membrane, in %s",
                           cosim_maker_name(m, p, word), name);
        }
    }
}

void cosim_edit_choice(cosim_maker *m, const cosim_eq_node *n)
{
    char name[COSIM_NAME_BYTES], asked[COSIM_NAME_BYTES];
    if (n->op != COSIM_EQ_CHOICE) {
        return;
    }
    cosim_maker_name(m, n, name);
    cosim_maker_condition(m, n->of[0], asked);
    cosim_maker_at(m, n, n->of[2], "choice", "takes %s as never true in %s", asked, name);
    cosim_maker_at(m, n, n->of[1], "choice", "takes %s as always true in %s", asked, name);
    cosim_maker_at(m, n, cosim_graft_make(m->graft, COSIM_EQ_CHOICE, n->of[0], n->of[2], n->of[1]),
                   "choice", "takes %s the other way round in %s", asked, name);
    for (int side = 1; side <= 2; side++) {
        edit_amount(m, n, side, name);
    }
    const bool spikes =
        n->of[0] == m->fire || (n->of[0]->op == COSIM_EQ_NOT && n->of[0]->of[0] == m->fire);
    for (int side = 1; side <= 2 && !spikes && cosim_graft_needs(m->graft, m->next, n); side++) {
        if (n->of[side] == m->membrane) {
            edit_kept(m, n, side, name);
        } else {
            cosim_maker_at(m, n, cosim_maker_with_side(m, n, side, m->membrane), "choice",
                           "keeps its membrane, and does not take %s, in %s",
                           cosim_maker_name(m, n->of[side], asked), name);
        }
    }
}
