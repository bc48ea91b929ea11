// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/model.h"

#include "equations/compute.h"

#include <string.h>

/* ---- the nodes ---- */

static cosim_eq_operation operation_of(const cosim_eq_node *n)
{
    cosim_eq_operation o = {.op = n->op, .id = n->id, .leaf = n->leaf, .type = n->type};
    for (unsigned k = 0; k < cosim_eq_operands(n->op); k++) {
        o.of[k] = n->of[k]->id;
    }
    return o;
}

static void take_node(cosim_eq_model *m, const cosim_eq_node *n)
{
    m->word[n->id] = n->value;
    if (n->op == COSIM_EQ_CONST) {
        return;
    }
    if (m->plan->settled[n->id]) {
        m->settled_ones[m->settled_count++] = operation_of(n);
    } else {
        m->others[m->other_count++] = operation_of(n);
    }
    if (cosim_eq_may_clip(m->plan, n)) {
        m->cuts[m->cut_count++] = n;
    }
}

int cosim_eq_model_new(cosim_arena *arena, const cosim_eq_plan *plan, cosim_eq_model *m)
{
    const cosim_equations *e = plan->declaration->equations;
    *m = (cosim_eq_model){.plan = plan};
    m->state = cosim_arena_alloc(arena, (e->state_count + 1) * sizeof *m->state);
    m->word = cosim_arena_alloc(arena, (plan->nodes + 1) * sizeof *m->word);
    m->settled_ones = cosim_arena_alloc(arena, (plan->count + 1) * sizeof *m->settled_ones);
    m->others = cosim_arena_alloc(arena, (plan->count + 1) * sizeof *m->others);
    m->cuts = cosim_arena_alloc(arena, (plan->count + 1) * sizeof *m->cuts);
    m->seen = cosim_arena_alloc(arena, plan->nodes + 1);
    m->stack = cosim_arena_alloc(arena, (3 * plan->nodes + 3) * sizeof *m->stack);
    if (m->state == NULL || m->word == NULL || m->settled_ones == NULL || m->others == NULL ||
        m->cuts == NULL || m->seen == NULL || m->stack == NULL) {
        return -1;
    }
    for (size_t i = 0; i < plan->count; i++) {
        take_node(m, plan->order[i]);
    }
    cosim_eq_model_reset(m);
    return 0;
}

void cosim_eq_model_reset(cosim_eq_model *m)
{
    const cosim_equations *e = m->plan->declaration->equations;
    m->settled = false;
    for (size_t i = 0; i < e->state_count; i++) {
        const cosim_eq_node *reset = e->states[i].reset;
        m->state[i] =
            reset->op == COSIM_EQ_PARAM ? m->plan->words->word[reset->leaf] : reset->value;
    }
}

static inline void compute(int64_t *w, const cosim_eq_operation *o, const int64_t *input,
                           const int64_t *param, const int64_t *state)
{
    w[o->id] = o->op == COSIM_EQ_STATE   ? state[o->leaf]
               : o->op == COSIM_EQ_INPUT ? input[o->leaf]
               : o->op == COSIM_EQ_PARAM
                   ? param[o->leaf]
                   : cosim_eq_compute(o->op, o->type, w[o->of[0]], w[o->of[1]], w[o->of[2]]);
}

bool cosim_eq_model_step(cosim_eq_model *m, const int64_t *input, const int64_t *param, int forced)
{
    const unsigned fire = m->plan->declaration->equations->fire->id;
    int64_t *w = m->word;
    bool decided = false;
    m->is_cut = m->cut_count > 0;
    for (size_t i = 0; !m->settled && i < m->settled_count; i++) {
        compute(w, &m->settled_ones[i], input, param, m->state);
    }
    if (m->emitted != NULL && forced < 0) {
        return m->emitted(w, input, param, m->state, &m->is_cut);
    }
    for (size_t i = 0; i < m->other_count; i++) {
        compute(w, &m->others[i], input, param, m->state);
        if (m->others[i].id == fire) {
            decided = w[fire] != 0;
            w[fire] = forced >= 0 ? forced : w[fire];
        }
    }
    return decided;
}

void cosim_eq_model_advance(cosim_eq_model *m)
{
    const cosim_equations *e = m->plan->declaration->equations;
    for (size_t i = 0; i < e->state_count; i++) {
        m->state[i] = m->word[e->states[i].next->id];
    }
}

/* ---- cuts that mattered ---- */

static bool changed(const cosim_eq_model *m, const cosim_eq_node *n)
{
    return n->op == COSIM_EQ_CUT && m->word[n->id] != m->word[n->of[0]->id] &&
           m->plan->classes[n->of[0]->id] != COSIM_EQ_EXACT;
}

/* Pushes the operands that the word of a node depends on. */
static size_t push_operands(const cosim_eq_model *m, const cosim_eq_node *n, size_t top)
{
    const int64_t *w = m->word;
    if (n->op == COSIM_EQ_CHOICE) {
        m->stack[top++] = n->of[0];
        m->stack[top++] = n->of[w[n->of[0]->id] != 0 ? 1 : 2];
        return top;
    }
    if (n->op == COSIM_EQ_AND || n->op == COSIM_EQ_OR) { /* one that decides alone is enough */
        const bool decides = n->op == COSIM_EQ_OR;
        for (int k = 0; k < 2; k++) {
            if ((w[n->of[k]->id] != 0) == decides) {
                m->stack[top++] = n->of[k];
                return top;
            }
        }
    }
    for (unsigned k = 0; k < cosim_eq_operands(n->op); k++) {
        m->stack[top++] = n->of[k];
    }
    return top;
}

const cosim_eq_node *cosim_eq_model_clipped(cosim_eq_model *m)
{
    const cosim_eq_declaration *d = m->plan->declaration;
    bool any = false;
    for (size_t i = 0; m->is_cut && i < m->cut_count && !any; i++) {
        any = changed(m, m->cuts[i]);
    }
    if (!any) {
        return NULL;
    }
    size_t top = 0;
    memset(m->seen, 0, m->plan->nodes);
    m->stack[top++] = d->equations->fire;
    m->stack[top++] = d->equations->states[d->membrane].next;
    while (top > 0) {
        const cosim_eq_node *n = m->stack[--top];
        if (m->seen[n->id]) {
            continue;
        }
        m->seen[n->id] = 1;
        if (changed(m, n)) {
            return n;
        }
        top = push_operands(m, n, top);
    }
    return NULL;
}
