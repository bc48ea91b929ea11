// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/plan_order.h"

#include <string.h>

static int find_order(cosim_arena *arena, cosim_eq_plan *p)
{
    const cosim_equations *e = p->declaration->equations;
    p->order = cosim_arena_alloc(arena, (p->nodes + 1) * sizeof *p->order);
    p->settled = cosim_arena_alloc(arena, (p->nodes + 1) * sizeof *p->settled);
    if (p->order == NULL || p->settled == NULL) {
        return -1;
    }
    for (size_t id = 0; id < p->nodes; id++) {
        const cosim_eq_node *n = cosim_eq_tree_node(e->tree, id);
        const unsigned operands = cosim_eq_operands(n->op);
        bool settled = operands > 0 || n->op == COSIM_EQ_CONST || n->op == COSIM_EQ_PARAM;
        for (unsigned k = 0; k < operands; k++) {
            settled = settled && p->settled[n->of[k]->id];
        }
        p->settled[id] = settled && n != e->fire; /* which is adopted */
        if (p->needed[id]) {
            p->order[p->count++] = n;
        }
    }
    return 0;
}

/* Tells whether an operand is a condition where it is used. */
static bool is_asked(const cosim_eq_node *n, unsigned operand)
{
    return n->op == COSIM_EQ_AND || n->op == COSIM_EQ_OR || n->op == COSIM_EQ_NOT ||
           (n->op == COSIM_EQ_CHOICE && operand == 0);
}

static int find_uses(cosim_arena *arena, cosim_eq_plan *p)
{
    const cosim_equations *e = p->declaration->equations;
    p->number = cosim_arena_alloc(arena, (p->nodes + 1) * sizeof *p->number);
    p->looked_at = cosim_arena_alloc(arena, (p->nodes + 1) * sizeof *p->looked_at);
    if (p->number == NULL || p->looked_at == NULL) {
        return -1;
    }
    for (size_t i = 0; i < p->count; i++) {
        const cosim_eq_node *n = p->order[i];
        for (unsigned k = 0; k < cosim_eq_operands(n->op); k++) {
            const unsigned of = n->of[k]->id;
            p->number[of] = p->number[of] || !is_asked(n, k);
            p->looked_at[of] =
                p->looked_at[of] || p->classes[n->id] != COSIM_EQ_EXACT || n == e->fire;
        }
    }
    for (size_t i = 0; i < e->state_count; i++) {
        p->number[e->states[i].next->id] = p->looked_at[e->states[i].next->id] = true;
        p->any_lends = p->any_lends || p->lends[i] != COSIM_EQ_NO_SYMBOL;
    }
    for (size_t i = 0; i < e->output_count; i++) {
        const unsigned shown = p->declaration->views[i].node->id;
        p->number[shown] = p->number[e->outputs[i].node->id] = true;
        p->looked_at[shown] = true;
    }
    p->number[p->update->id] = p->looked_at[p->update->id] = true;
    return 0;
}

static int find_left(cosim_arena *arena, cosim_eq_plan *p)
{
    const cosim_eq_node *fire = p->declaration->equations->fire;
    p->words_alone = cosim_arena_alloc(arena, (p->count + 1) * sizeof *p->words_alone);
    p->forms = cosim_arena_alloc(arena, (p->count + 1) * sizeof *p->forms);
    if (p->words_alone == NULL || p->forms == NULL) {
        return -1;
    }
    for (size_t i = 0; i < p->count; i++) {
        const cosim_eq_node *n = p->order[i];
        const bool exact = p->classes[n->id] == COSIM_EQ_EXACT && n != fire;
        if (!exact && !p->settled[n->id]) {
            p->forms[p->form_count++] = n;
        } else if (p->looked_at[n->id] && !p->settled[n->id]) {
            p->words_alone[p->word_count++] = n;
        }
    }
    return 0;
}

/* Marks the symbols that may be in the form of a node; fire has one until it is adopted. */
static void mark_symbols(const cosim_eq_plan *p, const cosim_eq_node *n, bool *in)
{
    if (p->classes[n->id] != COSIM_EQ_FORM && n != p->declaration->equations->fire) {
        return;
    }
    for (unsigned k = 0; k < cosim_eq_operands(n->op); k++) {
        const cosim_eq_places *of = &p->places[n->of[k]->id];
        for (size_t i = 0; i < of->count; i++) {
            in[of->at[i]] = true;
        }
    }
    for (size_t s = 0; n->op == COSIM_EQ_STATE && s < p->first_rounding; s++) {
        in[s] = true; /* its own, and what others lend to it */
    }
    if (p->symbol[n->id] != COSIM_EQ_NO_SYMBOL) {
        in[p->symbol[n->id]] = true;
    }
}

static int find_places(cosim_arena *arena, cosim_eq_plan *p)
{
    const cosim_equations *e = p->declaration->equations;
    bool *in = cosim_arena_alloc(arena, (p->symbols + 1) * sizeof *in);
    p->places = cosim_arena_alloc(arena, (p->nodes + 1) * sizeof *p->places);
    if (in == NULL || p->places == NULL) {
        return -1;
    }
    for (size_t id = 0; id < p->nodes; id++) {
        cosim_eq_places *places = &p->places[id];
        memset(in, 0, p->symbols * sizeof *in);
        if (p->needed[id]) {
            mark_symbols(p, cosim_eq_tree_node(e->tree, id), in);
        }
        for (size_t s = 0; s < p->symbols; s++) {
            places->count += in[s];
        }
        places->at = cosim_arena_alloc(arena, (places->count + 1) * sizeof *places->at);
        if (places->at == NULL) {
            return -1;
        }
        for (size_t s = 0, i = 0; s < p->symbols; s++) {
            if (in[s]) {
                places->at[i++] = (unsigned)s;
            }
        }
    }
    return 0;
}

int cosim_eq_plan_order(cosim_arena *arena, cosim_eq_plan *p)
{
    return find_order(arena, p) == 0 && find_uses(arena, p) == 0 && find_left(arena, p) == 0
               ? find_places(arena, p)
               : -1;
}
