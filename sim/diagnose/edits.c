// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/edits.h"

#include "diagnose/edit_choices.h"
#include "diagnose/edit_decisions.h"
#include "diagnose/edit_numbers.h"
#include "diagnose/edit_sums.h"

#include <string.h>

static const cosim_eq_type bit = {false, 1};

/* ---- ports ---- */

static void edit_still(cosim_maker *m, const cosim_still *still)
{
    const cosim_equations *e = m->equations;
    for (size_t i = 0; i < e->output_count; i++) {
        if (still[i].is) {
            const cosim_edit edit = {.output = (int)i,
                                     .shown = cosim_graft_number(m->graft, still[i].word)};
            cosim_maker_put(m, &edit, "port", "never moves its port %s: it stays at %lld",
                            e->outputs[i].port, (long long)still[i].word);
        }
    }
}

/* Makes the condition that no spike is lost at: `count` spikes since the last that was. */
static void edit_periodic(cosim_maker *m, int output, const cosim_eq_node *shown)
{
    static const int periods[] = {2, 3, 4, 5, 6, 7, 8, 10, 16, 32, 64, 100, 128, 256};
    const cosim_eq_type type = {false, 9};
    const cosim_eq_node *count = cosim_graft_state(m->graft, type);
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        const int64_t p = periods[i];
        const cosim_eq_node *last = cosim_maker_by(m, COSIM_EQ_EQUAL, count, p - 1);
        const cosim_eq_node *next =
            cosim_graft_make(m->graft, COSIM_EQ_CHOICE, last, cosim_graft_number(m->graft, 0),
                             cosim_maker_by(m, COSIM_EQ_ADD, count, 1));
        const cosim_edit lost = {
            .output = output,
            .shown = cosim_graft_make(m->graft, COSIM_EQ_CHOICE, last,
                                      cosim_graft_number(m->graft, 0), shown),
            .keeps = cosim_graft_make(m->graft, COSIM_EQ_CHOICE, m->fire, next, count),
            .type = type};
        cosim_maker_put(m, &lost, "loses-spikes", "loses every %d%s spike at its port %s", (int)p,
                        p == 2   ? "nd"
                        : p == 3 ? "rd"
                                 : "th",
                        m->equations->outputs[output].port);
    }
}

static void edit_spikes(cosim_maker *m, int output, const cosim_eq_node *shown)
{
    const char *port = m->equations->outputs[output].port;
    const cosim_eq_node *none = cosim_graft_number(m->graft, 0);
    const cosim_eq_node *first =
        cosim_graft_make(m->graft, COSIM_EQ_CHOICE, cosim_graft_state(m->graft, bit), none, shown);
    const cosim_edit follows = {.output = output, .shown = first, .keeps = m->fire, .type = bit};
    const cosim_edit follows_shown = {
        .output = output, .shown = first, .keeps = first, .type = bit};
    cosim_maker_put(m, &follows, "loses-spikes",
                    "loses a spike that directly follows another at its port %s", port);
    cosim_maker_put(m, &follows_shown, "loses-spikes",
                    "loses a spike that directly follows one that it shows at its port %s", port);
    if (m->drive != NULL) {
        const cosim_edit inhibited = {
            .output = output,
            .shown = cosim_graft_make(m->graft, COSIM_EQ_CHOICE,
                                      cosim_maker_by(m, COSIM_EQ_LESS, m->drive, 0), none, shown)};
        const cosim_edit quiet = {
            .output = output,
            .shown = cosim_graft_make(m->graft, COSIM_EQ_CHOICE,
                                      cosim_maker_by(m, COSIM_EQ_EQUAL, m->drive, 0), none, shown)};
        if (m->drive->low < 0) {
            cosim_maker_put(m, &inhibited, "loses-spikes",
                            "loses a spike on a negative drive at its port %s", port);
        }
        cosim_maker_put(m, &quiet, "loses-spikes",
                        "loses a spike in a step without drive at its port %s", port);
    }
    edit_periodic(m, output, shown);
}

static void edit_outputs(cosim_maker *m)
{
    const cosim_equations *e = m->equations;
    for (size_t i = 0; i < e->output_count; i++) {
        const cosim_eq_output *o = &e->outputs[i];
        const cosim_eq_shows shows = m->declaration->views[i].shows;
        const int output = (int)i;
        const cosim_edit late = {.output = output,
                                 .shown = o->node == m->next ? m->membrane
                                                             : cosim_graft_state(m->graft, o->type),
                                 .keeps = o->node == m->next ? NULL : o->node,
                                 .type = o->type};
        cosim_maker_put(m, &late, "late", "shows %s one step late at its port %s",
                        shows == COSIM_EQ_SHOWS_SPIKE   ? "its spikes"
                        : shows == COSIM_EQ_SHOWS_OTHER ? "its word"
                                                        : "its membrane",
                        o->port);
        if (shows == COSIM_EQ_SHOWS_SPIKE) {
            const cosim_edit turned = {.output = output,
                                       .shown = cosim_maker_by(m, COSIM_EQ_EQUAL, o->node, 0)};
            edit_spikes(m, output, o->node);
            cosim_maker_put(m, &turned, "port",
                            "shows 0 for a spike, and 1 for none, at its port %s", o->port);
        } else if (o->node == m->next) {
            const cosim_edit before = {.output = output, .shown = m->update};
            cosim_maker_put(m, &before, "port",
                            "shows its membrane before the reset at its port %s", o->port);
        }
        if (shows != COSIM_EQ_SHOWS_SPIKE && o->type.bits > 1) {
            const cosim_edit half = {.output = output,
                                     .shown = cosim_maker_by(m, COSIM_EQ_FLOOR, o->node, 1)};
            const cosim_edit twice = {.output = output,
                                      .shown = cosim_maker_by(m, COSIM_EQ_MUL, o->node, 2)};
            cosim_maker_put(m, &half, "port", "shows half of its word at its port %s", o->port);
            cosim_maker_put(m, &twice, "port", "shows twice its word at its port %s", o->port);
        }
    }
}

/* ---- all ---- */

static const cosim_eq_node *leaf(const cosim_graft *g, cosim_eq_op op, unsigned number)
{
    for (size_t id = 0; id < g->nodes; id++) {
        const cosim_eq_node *n = cosim_eq_tree_node(g->tree, id);
        if (n->op == op && n->leaf == number) {
            return n;
        }
    }
    return NULL;
}

/* Gives what the membrane takes in a step that is neither held nor spikes. */
static const cosim_eq_node *update_of(cosim_graft *g, const cosim_eq_case *c)
{
    const cosim_equations *e = g->declaration->equations;
    const cosim_eq_state *s = &e->states[g->declaration->membrane];
    const cosim_eq_node *found = c->plan->update;
    for (size_t id = 0; id < c->plan->nodes; id++) {
        const cosim_eq_node *n = cosim_eq_tree_node(g->tree, id);
        if (n->op == COSIM_EQ_CHOICE && cosim_graft_needs(g, s->next, n)) {
            found = n->of[0] == e->fire                                          ? n->of[2]
                    : n->of[0]->op == COSIM_EQ_NOT && n->of[0]->of[0] == e->fire ? n->of[1]
                                                                                 : found;
        }
    }
    while (found->op == COSIM_EQ_CHOICE && (found->of[1] == s->node || found->of[2] == s->node)) {
        found = found->of[found->of[1] == s->node ? 2 : 1];
    }
    return found;
}

int cosim_edits_make(cosim_graft *g, const cosim_eq_case *c, const cosim_still *still,
                     cosim_edits *edits)
{
    static void (*const makers[])(cosim_maker *, const cosim_eq_node *) = {
        cosim_edit_input,       cosim_edit_shift,    cosim_edit_load,     cosim_edit_spike_value,
        cosim_edit_added_reset, cosim_edit_compare,  cosim_edit_decision, cosim_edit_condition,
        cosim_edit_choice,      cosim_edit_membrane, cosim_edit_sum,      cosim_edit_product,
        cosim_edit_limit,       cosim_edit_constant, cosim_edit_offset,   cosim_edit_cut,
        cosim_edit_width};
    const cosim_eq_declaration *d = g->declaration;
    const cosim_equations *e = d->equations;
    cosim_maker m = {.graft = g,
                     .equations = e,
                     .declaration = d,
                     .fire = e->fire,
                     .membrane = e->states[d->membrane].node,
                     .next = e->states[d->membrane].next,
                     .update = update_of(g, c),
                     .drive = leaf(g, COSIM_EQ_INPUT, d->drive),
                     .list = edits};
    *edits =
        (cosim_edits){.items = cosim_arena_alloc(g->arena, COSIM_EDITS * sizeof *edits->items)};
    if (edits->items == NULL) {
        return -1;
    }
    edit_still(&m, still);
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++) {
        for (size_t id = 0; id < g->nodes && id < c->plan->nodes; id++) {
            if (c->plan->needed[id]) {
                makers[i](&m, cosim_eq_tree_node(g->tree, id));
            }
        }
    }
    edit_outputs(&m);
    return 0;
}
