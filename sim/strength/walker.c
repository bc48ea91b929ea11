// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "strength/walker.h"

#include "equations/case.h"
#include "equations/compute.h"

#include <string.h>

int cosim_walker_new(cosim_arena *arena, const cosim_subject *subject, cosim_corners *corners,
                     cosim_walker *w)
{
    const cosim_eq_declaration *d = subject->declaration;
    const cosim_equations *e = d->equations;
    *w = (cosim_walker){.subject = subject, .corners = corners};
    w->plan = cosim_eq_plan_new(arena, d, &w->words);
    const size_t nodes = w->plan != NULL ? w->plan->nodes : 0;
    w->words.word = cosim_arena_alloc(arena, (e->param_count + 1) * sizeof *w->words.word);
    w->row = cosim_arena_alloc(arena, (e->input_count + 1) * sizeof *w->row);
    w->input = cosim_arena_alloc(arena, (e->input_count + 1) * sizeof *w->input);
    w->live = cosim_arena_alloc(arena, nodes + 1);
    w->hit = cosim_arena_alloc(arena, corners->count + 1);
    w->saved = cosim_arena_alloc(arena, (nodes + 1) * sizeof *w->saved);
    if (w->words.word == NULL || w->row == NULL || w->input == NULL || w->live == NULL ||
        w->hit == NULL || w->saved == NULL) {
        return -1;
    }
    return w->plan != NULL ? cosim_eq_model_new(arena, w->plan, &w->model) : -1;
}

void cosim_walker_start(cosim_walker *w, const cosim_job *job, uint32_t hold)
{
    w->job = job;
    w->hold = hold;
    cosim_subject_params(w->subject, job, hold, w->words.word);
    cosim_eq_model_reset(&w->model);
    w->held = w->fired = false;
}

/* ---- what matters ---- */

/* Finds the nodes that the next states and fire depend on in this evaluation. */
static void find_live(cosim_walker *w)
{
    const cosim_equations *e = w->subject->declaration->equations;
    const cosim_eq_model *m = &w->model;
    memset(w->live, 0, w->plan->nodes);
    w->live[e->fire->id] = 1;
    for (size_t i = 0; i < e->state_count; i++) {
        w->live[e->states[i].next->id] = 1;
    }
    for (size_t i = 0; i < e->output_count; i++) {
        w->live[e->outputs[i].node->id] = 1;
    }
    for (size_t i = w->plan->count; i-- > 0;) {
        const cosim_eq_node *n = w->plan->order[i];
        if (!w->live[n->id]) {
            continue;
        }
        if (n->op == COSIM_EQ_CHOICE) {
            w->live[n->of[0]->id] = 1;
            w->live[n->of[m->word[n->of[0]->id] != 0 ? 1 : 2]->id] = 1;
        } else if (n->op == COSIM_EQ_AND || n->op == COSIM_EQ_OR) {
            /* an operand matters where the other one leaves the decision to it */
            const bool decides = n->op == COSIM_EQ_OR;
            w->live[n->of[0]->id] |= (m->word[n->of[1]->id] != 0) != decides;
            w->live[n->of[1]->id] |= (m->word[n->of[0]->id] != 0) != decides;
        } else {
            for (unsigned k = 0; k < cosim_eq_operands(n->op); k++) {
                w->live[n->of[k]->id] = 1;
            }
        }
    }
}

/* Tells whether fire would be other if this comparison were. */
static bool decides(cosim_walker *w, const cosim_eq_node *comparison)
{
    const cosim_corners *c = w->corners;
    int64_t *word = w->model.word;
    const cosim_eq_node *fire = c->declaration->equations->fire;
    const int64_t own = word[comparison->id], before = word[fire->id];
    for (size_t i = 0; i < c->cone_count; i++) {
        w->saved[i] = word[c->cone[i]->id];
    }
    word[comparison->id] = own == 0;
    for (size_t i = 0; i < c->cone_count; i++) {
        const cosim_eq_node *n = c->cone[i];
        const unsigned count = cosim_eq_operands(n->op);
        word[n->id] =
            cosim_eq_compute(n->op, n->type, word[n->of[0]->id], count > 1 ? word[n->of[1]->id] : 0,
                             count > 2 ? word[n->of[2]->id] : 0);
    }
    const bool other = word[fire->id] != before;
    word[comparison->id] = own;
    for (size_t i = 0; i < c->cone_count; i++) {
        word[c->cone[i]->id] = w->saved[i];
    }
    return other;
}

/* The decision of an evaluation hangs on these. */
typedef struct decision {
    bool of[COSIM_COMPARISONS]; /* of each comparison: it decides */
    bool held;                  /* no comparison does */
    bool fires;
} decision;

static decision find_decision(cosim_walker *w)
{
    const cosim_corners *c = w->corners;
    decision d = {.held = c->comparison_count > 0,
                  .fires = w->model.word[c->declaration->equations->fire->id] != 0};
    for (size_t i = 0; i < c->comparison_count; i++) {
        d.of[i] = decides(w, c->comparison[i]);
        d.held = d.held && !d.of[i];
    }
    return d;
}

/* ---- corners ---- */

static bool at_threshold(const cosim_walker *w, const decision *d, const cosim_corner *c)
{
    const cosim_corners *all = w->corners;
    const int64_t *word = w->model.word;
    for (size_t i = 0; i < all->comparison_count; i++) {
        const cosim_eq_node *n = all->comparison[i];
        const bool is_it = (n->of[0] == c->side && n->of[1] == c->limit) ||
                           (n->of[1] == c->side && n->of[0] == c->limit);
        int64_t by;
        if (is_it && d->of[i] &&
            !__builtin_sub_overflow(word[c->side->id], word[c->limit->id], &by) && by == c->value) {
            return true;
        }
    }
    return false;
}

static bool is_tie(const int64_t *word, const cosim_eq_node *n)
{
    const int64_t x = word[n->of[0]->id], by = word[n->of[1]->id];
    if (by < 1 || by > 62) {
        return false;
    }
    const int64_t half = (int64_t)1 << (by - 1);
    return cosim_eq_left_over(x, by) == (n->op == COSIM_EQ_ROUND ? half : 0);
}

static bool alone(const int64_t *word, const cosim_eq_node *n, int which)
{
    const int64_t a = word[n->of[which]->id], b = word[n->of[1 - which]->id];
    switch ((int)n->op) {
    case COSIM_EQ_MIN:
        return a < b;
    case COSIM_EQ_MAX:
        return a > b;
    case COSIM_EQ_AND: /* false by this one */
        return a == 0 && b != 0;
    default:
        return a != 0 && b == 0;
    }
}

static bool of_node(const cosim_walker *w, const cosim_corner *c)
{
    const int64_t *word = w->model.word;
    const cosim_eq_node *n = c->node;
    const int64_t own = word[n->id], first = cosim_eq_operands(n->op) > 0 ? word[n->of[0]->id] : 0;
    switch ((int)c->kind) {
    case COSIM_CORNER_ABOVE_ZERO:
        return own > 0;
    case COSIM_CORNER_BELOW_ZERO:
        return own < 0;
    case COSIM_CORNER_LOWEST:
    case COSIM_CORNER_HIGHEST:
        return own == c->value;
    case COSIM_CORNER_TIE:
        return is_tie(word, n);
    case COSIM_CORNER_REST:
        return first < 0 && cosim_eq_left_over(first, word[n->of[1]->id]) != 0;
    case COSIM_CORNER_TRUE:
        return own != 0;
    case COSIM_CORNER_FALSE:
        return own == 0;
    case COSIM_CORNER_FIRST:
        return alone(word, n, 0);
    case COSIM_CORNER_SECOND:
        return alone(word, n, 1);
    case COSIM_CORNER_NEITHER:
        return (first != 0) == (n->op == COSIM_EQ_AND) && (word[n->of[1]->id] != 0) == (first != 0);
    case COSIM_CORNER_SATURATED_LOW:
    case COSIM_CORNER_WRAPPED_LOW:
        return first < cosim_eq_type_low(n->type);
    case COSIM_CORNER_SATURATED_HIGH:
    case COSIM_CORNER_WRAPPED_HIGH:
        return first > cosim_eq_type_high(n->type);
    default:
        return false;
    }
}

static bool reaches(const cosim_walker *w, const decision *d, const cosim_corner *c)
{
    switch ((int)c->kind) {
    case COSIM_CORNER_SPIKE:
        return d->fires;
    case COSIM_CORNER_THRESHOLD:
        return at_threshold(w, d, c);
    case COSIM_CORNER_HOLD_ENTERED:
        return w->fired && d->held;
    case COSIM_CORNER_HOLD_LEFT:
        return w->held && !d->held;
    case COSIM_CORNER_SPIKE_AT_ONCE:
        return w->held && !d->held && d->fires;
    case COSIM_CORNER_HELD_DRIVEN:
        return d->held && w->input[c->value] != 0;
    case COSIM_CORNER_HELD_REACHED:
        return d->held && w->model.word[c->node->id] != 0;
    default:
        return w->live[c->node->id] && of_node(w, c);
    }
}

static void look(cosim_walker *w)
{
    find_live(w);
    const decision d = find_decision(w);
    for (size_t i = 0; i < w->corners->count; i++) {
        w->hit[i] = w->hit[i] || reaches(w, &d, &w->corners->items[i]);
    }
    w->held = d.held;
    w->fired = d.fires;
}

/* ---- steps ---- */

/* A shipped circuit has one drive, and no case. */
static void drive_row(cosim_walker *w, int64_t drive)
{
    const cosim_eq_declaration *d = w->subject->declaration;
    if (w->job != NULL && w->job->q.equations != NULL) {
        cosim_eq_drive_row(d, &w->job->q.equations->drives, drive, w->row);
    } else {
        w->row[d->drive] = drive;
    }
}

bool cosim_walker_step(cosim_walker *w, int64_t drive, uint32_t hold)
{
    const cosim_eq_declaration *d = w->subject->declaration;
    bool fits = true;
    if (hold != w->hold) {
        cosim_subject_params(w->subject, w->job, hold, w->words.word);
        w->hold = hold;
    }
    drive_row(w, drive);
    memset(w->hit, 0, w->corners->count);
    for (size_t phase = 0; phase < d->phase_count; phase++) {
        cosim_eq_phase_inputs(d, phase, w->row, w->input);
        cosim_eq_model_step(&w->model, w->input, w->words.word, -1);
        look(w);
        fits = fits && cosim_eq_model_clipped(&w->model) == NULL;
        cosim_eq_model_advance(&w->model);
    }
    return fits;
}

int64_t cosim_walker_try(cosim_walker *w, int64_t drive, const cosim_eq_node *node)
{
    const cosim_eq_declaration *d = w->subject->declaration;
    drive_row(w, drive);
    cosim_eq_phase_inputs(d, 0, w->row, w->input);
    cosim_eq_model_step(&w->model, w->input, w->words.word, -1);
    return w->model.word[node->id];
}

size_t cosim_walker_words(const cosim_walker *w)
{
    return w->subject->declaration->equations->state_count + 2;
}

void cosim_walker_save(const cosim_walker *w, int64_t *place)
{
    const size_t states = w->subject->declaration->equations->state_count;
    memcpy(place, w->model.state, states * sizeof *place);
    place[states] = w->held;
    place[states + 1] = w->fired;
}

void cosim_walker_restore(cosim_walker *w, const int64_t *place)
{
    const size_t states = w->subject->declaration->equations->state_count;
    memcpy(w->model.state, place, states * sizeof *place);
    w->held = place[states] != 0;
    w->fired = place[states + 1] != 0;
}
