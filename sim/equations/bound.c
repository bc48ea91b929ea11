// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/bound.h"

#include "equations/bound_step.h"

#include <string.h>

int cosim_eq_bound_new(cosim_arena *arena, const cosim_eq_plan *plan, cosim_eq_bound *b)
{
    const size_t states = plan->declaration->equations->state_count;
    *b = (cosim_eq_bound){.plan = plan, .rho_symbol = COSIM_EQ_NO_SYMBOL};
    b->seen = cosim_arena_alloc(arena, plan->nodes * sizeof *b->seen);
    b->x = cosim_arena_alloc(arena, (states + 1) * sizeof *b->x);
    b->word = cosim_arena_alloc(arena, (states + 1) * sizeof *b->word);
    b->error = cosim_arena_alloc(arena, (states + 1) * sizeof *b->error);
    b->lent = cosim_arena_alloc(arena, (states + 1) * (states + 1) * sizeof *b->lent);
    b->side = cosim_arena_alloc(arena, (states + 1) * sizeof *b->side);
    if (b->seen == NULL || b->side == NULL || b->x == NULL || b->word == NULL || b->error == NULL ||
        b->lent == NULL || cosim_eq_forms_new(arena, plan, &b->forms) != 0) {
        return -1;
    }
    cosim_eq_bound_reset(b);
    return 0;
}

void cosim_eq_bound_reset(cosim_eq_bound *b)
{
    const cosim_equations *e = cosim_eq_bound_equations(b);
    const cosim_eq_words *w = b->plan->words;
    b->is_taken = false;
    for (size_t i = 0; i < e->state_count; i++) {
        const cosim_eq_node *reset = e->states[i].reset;
        const bool param = reset->op == COSIM_EQ_PARAM;
        b->word[i] = param ? w->word[reset->leaf] : reset->value;
        b->x[i] = param ? w->real[reset->leaf] : (double)reset->value;
        b->error[i].low = b->error[i].high = (double)b->word[i] - b->x[i];
    }
    memset(b->lent, 0, e->state_count * e->state_count * sizeof *b->lent);
}

void cosim_eq_bound_anchor(cosim_eq_bound *b, const int64_t *state)
{
    const cosim_equations *e = cosim_eq_bound_equations(b);
    for (size_t i = 0; i < e->state_count; i++) {
        b->word[i] = state[i];
        b->x[i] = (double)state[i];
        b->error[i] = (cosim_eq_interval){0.0, 0.0};
    }
    memset(b->lent, 0, e->state_count * e->state_count * sizeof *b->lent);
}

/* ---- a step ---- */

void cosim_eq_bound_step(cosim_eq_bound *b, const cosim_eq_given *given, int fired)
{
    const cosim_eq_plan *p = b->plan;
    const cosim_equations *e = cosim_eq_bound_equations(b);
    const bool brief = given->settled && given->exact;
    b->is_taken = brief && b->emitted != NULL;
    if (b->is_taken) {
        b->emitted(b, given, fired);
        return;
    }
    cosim_eq_bound_begin(b, given);
    for (size_t i = 0; brief && i < p->word_count; i++) {
        cosim_eq_bound_put_word(b, p->words_alone[i], given);
    }
    const cosim_eq_node *const *nodes = brief ? p->forms : p->order;
    const size_t count = brief ? p->form_count : p->count;
    for (size_t i = 0; i < count; i++) {
        const cosim_eq_node *n = nodes[i];
        if (cosim_eq_operands(n->op) == 0) {
            cosim_eq_bound_put_leaf(b, n, given);
        } else if (n != e->fire) {
            cosim_eq_form(&b->forms, n);
        }
        if (n == e->fire) {
            cosim_eq_bound_adopt(b, n, fired);
        }
    }
    cosim_eq_bound_spend(b);
}

/* ---- from step to step ---- */

void cosim_eq_bound_advance(cosim_eq_bound *b)
{
    const cosim_eq_plan *p = b->plan;
    const cosim_equations *e = cosim_eq_bound_equations(b);
    const size_t states = e->state_count;
    if (b->is_taken) { /* emitted code has done it */
        return;
    }
    b->came_back = false;
    for (size_t k = 0; k < states; k++) {
        b->side[k] =
            p->lends[k] != COSIM_EQ_NO_SYMBOL
                ? cosim_eq_bound_side_of(b, e->states[k].node, e->states[k].next, p->rest[k])
                : COSIM_EQ_KEEPS_OTHER;
    }
    for (size_t i = 0; i < states; i++) {
        cosim_eq_bound_next_error(b, i, b->lent + states * states);
    }
    for (size_t i = 0; i < states; i++) {
        cosim_eq_bound_next_value(b, i);
    }
}

cosim_eq_interval cosim_eq_bound_error(const cosim_eq_bound *b, const cosim_eq_node *n)
{
    return b->is_taken ? b->seen[n->id] : cosim_eq_error(&b->forms, n);
}

const cosim_eq_node *cosim_eq_bound_rho_node(const cosim_eq_bound *b)
{
    const cosim_eq_plan *p = b->plan;
    for (size_t id = p->nodes; id-- > 0 && b->rho_symbol != COSIM_EQ_NO_SYMBOL;) {
        if (p->symbol[id] == b->rho_symbol) {
            return cosim_eq_tree_node(cosim_eq_bound_equations(b)->tree, id);
        }
    }
    return NULL;
}
