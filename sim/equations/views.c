// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/views.h"

#include "input/fields.h"

#include <string.h>

/* Tells whether `node` is what a step that does not fire makes of the membrane: a side of its
 * choices, those that are taken with a spike left out. */
static bool is_before(const cosim_eq_declaration *d, const cosim_eq_node *node, bool *marks)
{
    const cosim_equations *e = d->equations;
    const cosim_eq_node *next = e->states[d->membrane].next;
    memset(marks, 0, cosim_eq_tree_count(e->tree) * sizeof *marks);
    marks[next->id] = true;
    for (size_t id = next->id + 1; id-- > 0;) {
        const cosim_eq_node *n = cosim_eq_tree_node(e->tree, id);
        if (!marks[id] || n->op != COSIM_EQ_CHOICE) {
            continue;
        }
        const cosim_eq_node *condition = n->of[0];
        const bool fires = condition == e->fire;
        const bool waits = condition->op == COSIM_EQ_NOT && condition->of[0] == e->fire;
        marks[n->of[1]->id] = marks[n->of[1]->id] || !fires;
        marks[n->of[2]->id] = marks[n->of[2]->id] || !waits;
    }
    return marks[node->id] && node->op != COSIM_EQ_STATE && node->op != COSIM_EQ_CONST;
}

static cosim_eq_shows shown_by(const cosim_eq_declaration *d, const cosim_eq_node *node,
                               bool *marks)
{
    const cosim_equations *e = d->equations;
    const cosim_eq_state *membrane = &e->states[d->membrane];
    return node == e->fire             ? COSIM_EQ_SHOWS_SPIKE
           : node == membrane->next    ? COSIM_EQ_SHOWS_AFTER
           : node == membrane->node    ? COSIM_EQ_SHOWS_OLD
           : is_before(d, node, marks) ? COSIM_EQ_SHOWS_BEFORE
                                       : COSIM_EQ_SHOWS_OTHER;
}

static cosim_eq_view view_of(const cosim_eq_declaration *d, const cosim_eq_node *node, bool *marks)
{
    cosim_eq_view view = {.shows = shown_by(d, node, marks), .node = node, .whole = true};
    const cosim_eq_node *part = node;
    if (view.shows != COSIM_EQ_SHOWS_OTHER) {
        return view;
    }
    if (part->op == COSIM_EQ_CUT) {
        part = part->of[0];
        view.whole = cosim_eq_type_holds(node->type, part);
    }
    if (part->op == COSIM_EQ_FLOOR && part->of[1]->op == COSIM_EQ_CONST &&
        part->of[1]->value < 63) {
        view.low = (unsigned)part->of[1]->value;
        view.whole = view.whole && view.low == 0;
        part = part->of[0];
    }
    const cosim_eq_shows shows = shown_by(d, part, marks);
    if (shows == COSIM_EQ_SHOWS_OTHER || shows == COSIM_EQ_SHOWS_SPIKE) {
        return (cosim_eq_view){.node = node, .whole = true};
    }
    view.shows = shows;
    view.node = part;
    return view;
}

/* The better an output shows the membrane, the larger this is. */
static int rank(const cosim_eq_view *view)
{
    const int kind = view->shows == COSIM_EQ_SHOWS_AFTER    ? 3
                     : view->shows == COSIM_EQ_SHOWS_BEFORE ? 2
                     : view->shows == COSIM_EQ_SHOWS_OLD    ? 1
                                                            : 0;
    return kind == 0 ? 0 : kind + (view->whole ? 4 : 0);
}

int cosim_eq_find_views(cosim_arena *arena, cosim_eq_declaration *d, const cosim_node *map,
                        cosim_diag *diag)
{
    const cosim_equations *e = d->equations;
    bool *marks = cosim_arena_alloc(arena, cosim_eq_tree_count(e->tree) * sizeof *marks);
    bool spikes = false;
    if (marks == NULL) {
        return cosim_refuse_memory(map, diag);
    }
    d->shown = -1;
    for (size_t i = 0; i < e->output_count; i++) {
        d->views[i] = view_of(d, e->outputs[i].node, marks);
        if (d->views[i].shows == COSIM_EQ_SHOWS_SPIKE && !spikes) {
            spikes = true;
            d->spike = (unsigned)i;
        }
        if (rank(&d->views[i]) > (d->shown < 0 ? 0 : rank(&d->views[d->shown]))) {
            d->shown = (int)i;
        }
    }
    return spikes
               ? 0
               : cosim_refuse(cosim_node_child(map, "equations"), diag,
                              "have no output that is fire; write output PORT @1 = fire, with the "
                              "port that shows the spike");
}
