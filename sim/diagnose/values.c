// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/values.h"

#include "diagnose/maker.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NEAR = 64,            /* words on each side of a constant, at the least; */
    TIMES = 8,            /* and this many times the constant itself */
    FAR = 32768,          /* at the most */
    STEPS_MOST = 4000000, /* that are played in all */
    SMALLEST = 2          /* constants up to this are how a text is written */
};

/* A constant of the declaration, and the player of the equations in which an extra state stands in
 * its place: so one player has them all. */
typedef struct search {
    cosim_inquiry *inquiry;
    cosim_maker maker;
    const cosim_eq_node *site;
    int64_t declared;
    bool times; /* the site is the drive, and the word says how many times it counts */
    size_t steps;
    int64_t low, high; /* the words that are tried */
    cosim_candidate candidate;
} search;

/* Puts a word in the place of the constant, and returns for how many steps that explains a trace.
 */
static size_t agreed(search *s, int64_t word, const cosim_trace *t)
{
    cosim_player *p = &s->candidate.player;
    const size_t bytes = t->output_count * sizeof *t->outputs;
    cosim_player_reset(p);
    p->state[s->candidate.equations.state_count - 1] = word;
    for (size_t i = 0; i < t->n; i++, s->steps++) {
        cosim_player_step(p, t->drive_fx[i], t->hold[i]);
        if (memcmp(p->output, t->outputs + i * t->output_count, bytes) != 0) {
            return i;
        }
    }
    return t->n;
}

static bool explains(search *s, int64_t word)
{
    const cosim_inquiry *q = s->inquiry;
    bool all = word >= s->low && word <= s->high && s->steps < STEPS_MOST;
    for (size_t i = 0; all && i < q->evidence_count; i++) {
        all = agreed(s, word, &q->evidence[i]) == q->evidence[i].n;
    }
    return all;
}

/* Makes the player; false where the equations are not possible with such a state. */
static bool open(search *s, cosim_eq_type type)
{
    cosim_inquiry *q = s->inquiry;
    const cosim_eq_node *state = cosim_graft_state(&q->graft, type);
    const cosim_edit edit = {
        .site = s->site,
        .to = s->times ? cosim_graft_make(&q->graft, COSIM_EQ_MUL, s->site, state, NULL) : state,
        .keeps = state,
        .type = type};
    s->low = cosim_eq_type_low(type);
    s->high = cosim_eq_type_high(type);
    if (edit.to != NULL && cosim_inquiry_open(q, &edit, NULL, &s->candidate) == 0) {
        return true;
    }
    cosim_inquiry_cut(q);
    return false;
}

/* Notes the words from `first` to `last`, which answer alike. */
static void note(search *s, int64_t word, int64_t first, int64_t last)
{
    cosim_inquiry *q = s->inquiry;
    char name[COSIM_NAME_BYTES], has[64];
    const size_t before = q->edits.count;
    const cosim_eq_node *number = cosim_graft_number(&q->graft, word);
    const cosim_eq_node *to =
        s->times ? cosim_graft_make(&q->graft, COSIM_EQ_MUL, s->site, number, NULL) : number;
    cosim_maker_name(&s->maker, s->site, name);
    snprintf(has, sizeof has, first == last ? "%" PRId64 : "%" PRId64 " to %" PRId64, first, last);
    if (s->times) {
        cosim_maker_at(&s->maker, s->site, to, "drive", "counts its drive %s times", has);
    } else if (s->site->op == COSIM_EQ_CONST) {
        cosim_maker_at(&s->maker, s->site, to, "constant", "has %s in the place of %lld", has,
                       (long long)s->declared);
    } else {
        cosim_maker_at(&s->maker, s->site, to, "constant", "has %s for %s, and not %lld", has, name,
                       (long long)s->declared);
    }
    q->nodes = cosim_eq_tree_count(q->graft.tree);
    if (q->edits.count > before && q->count < COSIM_ALIKE) {
        q->alike[q->count].a = &q->edits.items[before];
        q->alike[q->count++].b = NULL;
    }
}

/* Tries the words around the declared one, the nearest first. */
static void try_site(search *s)
{
    static const cosim_eq_type types[] = {{true, 17}, {false, 16}, {false, 5}};
    const int64_t away = TIMES * llabs(s->declared);
    const int64_t span = s->times || away < NEAR ? NEAR : away < FAR ? away : FAR;
    size_t type = 0;
    while (type < sizeof types / sizeof *types && !open(s, types[type])) {
        type++;
    }
    if (type == sizeof types / sizeof *types) {
        return;
    }
    int64_t first = 0, last = -1;
    for (int64_t i = 2; i < 2 * span + 2 && first > last && s->steps < STEPS_MOST; i++) {
        const int64_t word = s->declared + (i % 2 == 0 ? i / 2 : -(i / 2));
        if (explains(s, word)) {
            first = last = word;
        }
    }
    const int64_t word = first;
    const bool found = first <= last;
    while (found && last >= s->declared && explains(s, last + 1)) {
        last++;
    }
    while (found && first <= s->declared && explains(s, first - 1)) {
        first--;
    }
    const bool known = found && s->steps < STEPS_MOST; /* else its limits are not */
    cosim_inquiry_close(&s->candidate);
    cosim_inquiry_cut(s->inquiry);
    if (known) {
        note(s, word, first, last);
    }
}

void cosim_values_find(cosim_inquiry *q)
{
    const cosim_eq_case *c = q->job->q.equations;
    const cosim_eq_declaration *d = q->graft.declaration;
    search s = {
        .inquiry = q,
        .maker = {
            .graft = &q->graft, .equations = d->equations, .declaration = d, .list = &q->edits}};
    for (size_t id = 0; id < q->graft.nodes && id < c->plan->nodes; id++) {
        const cosim_eq_node *n = cosim_eq_tree_node(q->graft.tree, id);
        const bool constant = n->op == COSIM_EQ_CONST && llabs(n->value) > SMALLEST;
        s.times = n->op == COSIM_EQ_INPUT && n->leaf == d->drive && n->high > 1;
        if (c->plan->needed[id] && (constant || s.times || n->op == COSIM_EQ_PARAM)) {
            s.site = n;
            s.declared = constant ? n->value : s.times ? 1 : c->words.word[n->leaf];
            try_site(&s);
        }
    }
}
