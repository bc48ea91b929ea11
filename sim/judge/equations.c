// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/equations.h"

#include "equations/case.h"
#include "equations/departs.h"
#include "equations/print.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A step of one block: what it is given, and what the circuit answered. */
typedef struct step {
    const cosim_judge_block *block;
    size_t i;
    const int64_t *outputs;
    bool spike;
    uint32_t hold;
    bool must, must_not; /* by the bound */
    bool ideal;          /* the decision of the ideal */
} step;

void cosim_judge_equations_start(cosim_judge *j)
{
    cosim_eq_case *c = j->q.equations;
    cosim_eq_case_reset(c);
    j->guided.v = lif_membrane_v(&j->q, 0) + c->bound.x[c->declaration->membrane] * c->words.lsb_v;
}

/* ---- what a step is given ---- */

static void give(cosim_judge *j, const step *s, size_t phase, cosim_eq_given *given)
{
    cosim_eq_case *c = j->q.equations;
    const cosim_eq_declaration *d = c->declaration;
    const cosim_equations *e = d->equations;
    const int64_t *row = s->block->inputs + s->i * e->input_count;
    cosim_eq_phase_inputs(d, phase, row, c->input);
    for (size_t i = 0; i < e->input_count; i++) {
        const bool takes_part = !d->phases[phase].fixed[i];
        const double current_a = i == d->drive ? s->block->current_a[s->i] : 0.0;
        c->input_real[i] = (double)c->input[i];
        c->added[i] = 0.0;
        c->event[i] = c->input[i] != 0;
        if (d->roles[i] == COSIM_EQ_ROLE_CURRENT && takes_part) {
            c->input_real[i] = current_a * c->drives.per_a[i];
        }
        if (d->roles[i] == COSIM_EQ_ROLE_CURRENT) {
            c->added[i] = current_a * c->drives.added_per_a;
        } else if (d->roles[i] == COSIM_EQ_ROLE_EVENT) {
            c->added[i] = (double)row[i] * c->drives.event_a * c->drives.added_per_a;
        }
    }
    if (s->block->hold != NULL) { /* the hold changes from step to step */
        cosim_eq_words_of_hold(d, &c->words, s->hold, c->param);
    }
    *given = (cosim_eq_given){.input = c->input,
                              .input_real = c->input_real,
                              .param = c->param,
                              .param_real = c->words.real};
}

/* ---- exact ---- */

/* Computes the integer model's phases; `forced` is the decision of the last of them, or -1 for its
 * own. Returns whether any fires. */
static bool run_model(cosim_judge *j, const step *s, int forced)
{
    cosim_eq_case *c = j->q.equations;
    const cosim_eq_declaration *d = c->declaration;
    bool any = false;
    for (size_t phase = 0; phase < d->phase_count; phase++) {
        const bool last = phase + 1 == d->phase_count;
        cosim_eq_given given;
        give(j, s, phase, &given);
        const bool fires = cosim_eq_model_step(&c->model, given.input, given.param,
                                               forced < 0            ? -1
                                               : last && forced == 1 ? 1
                                                                     : 0);
        c->fires[phase] = forced < 0 ? fires : last && forced == 1;
        any = any || c->fires[phase];
        const cosim_eq_node *cut = cosim_eq_model_clipped(&c->model);
        if (cut != NULL && !j->cut_in_step) {
            j->cut_in_step = true;
            if (j->cut_steps++ == 0) {
                j->cut = cut;
                j->first_cut = j->step;
            }
        }
        if (!last) {
            cosim_eq_model_advance(&c->model);
        }
    }
    return any;
}

static const char *name_of(const cosim_eq_declaration *d, size_t output)
{
    const cosim_eq_view *v = &d->views[output];
    return v->shows == COSIM_EQ_SHOWS_SPIKE                ? "spike"
           : v->shows == COSIM_EQ_SHOWS_AFTER && v->whole  ? "membrane"
           : v->shows == COSIM_EQ_SHOWS_BEFORE && v->whole ? "membrane before reset"
                                                           : d->equations->outputs[output].port;
}

/* Compares every output with the model's word, the spike included. */
static void judge_exact(cosim_judge *j, step *s)
{
    cosim_eq_case *c = j->q.equations;
    const cosim_eq_declaration *d = c->declaration;
    const cosim_equations *e = d->equations;
    memcpy(c->before, c->model.state, e->state_count * sizeof *c->before);
    const bool spike = run_model(j, s, -1);
    bool equal = true;
    for (size_t k = 0; k < e->output_count; k++) {
        const bool of_spike = d->views[k].shows == COSIM_EQ_SHOWS_SPIKE;
        const int64_t expected = of_spike ? spike : c->model.word[e->outputs[k].node->id];
        if (s->outputs[k] != expected) {
            cosim_judge_note_words(j, COSIM_LEVEL_EXACT, name_of(d, k), s->block, s->i, expected,
                                   s->outputs[k]);
            equal = false;
        }
    }
    j->exact_compared++;
    if (equal) {
        return;
    }
    j->exact_mismatches++;
    if (spike != s->spike) { /* go on as the circuit decided */
        memcpy(c->model.state, c->before, e->state_count * sizeof *c->before);
        run_model(j, s, s->spike);
    }
}

/* Goes on with the states that outputs show as the circuit has them. */
static void adopt_states(cosim_judge *j, const step *s)
{
    cosim_eq_case *c = j->q.equations;
    const cosim_equations *e = c->declaration->equations;
    for (size_t k = 0; k < e->output_count; k++) {
        for (size_t i = 0; i < e->state_count; i++) {
            if (e->outputs[k].node == e->states[i].next) {
                c->model.state[i] = s->outputs[k];
            }
        }
    }
}

/* ---- bounded ---- */

/* Tells whether the model's own path leads to a node: what it takes where it does not fire is no
 * membrane of a step that takes something else. */
static bool is_taken(const cosim_eq_case *c, const cosim_eq_node *node)
{
    const cosim_equations *e = c->declaration->equations;
    const cosim_eq_node *n = e->states[c->declaration->membrane].next;
    while (n != node && n->op == COSIM_EQ_CHOICE) {
        const bool fires =
            n->of[0] == e->fire || (n->of[0]->op == COSIM_EQ_NOT && n->of[0]->of[0] == e->fire);
        const bool value = fires ? n->of[0] != e->fire : c->model.word[n->of[0]->id] != 0;
        n = n->of[value ? 1 : 2];
    }
    return n == node;
}

static void note_membrane(cosim_judge *j, const step *s, const char *name, double x,
                          cosim_eq_interval error, double observed)
{
    const cosim_eq_case *c = j->q.equations;
    cosim_mismatch *m = cosim_judge_note(j, COSIM_LEVEL_BOUNDED, name, s->block, s->i);
    if (m != NULL) {
        m->expected_v = c->words.zero_v + x * c->words.lsb_v;
        m->observed_v = c->words.zero_v + observed * c->words.lsb_v;
        m->bound_v = fmax(-error.low, error.high) * c->words.lsb_v;
    }
    j->bounded_mismatches++;
}

/* Tells whether the bits that an output has of a node can be what it shows. */
static bool bits_can_be(const cosim_eq_view *v, cosim_eq_type type, double low, double high,
                        int64_t observed)
{
    const double below = exp2((double)v->low), all = exp2((double)type.bits);
    const double first = floor(ceil(low) / below), last = floor(floor(high) / below);
    double word = (double)observed;
    if (last - first + 1.0 >= all) {
        return true;
    }
    word += ceil((first - word) / all) * all; /* the first word from `first` on with these bits */
    return word <= last;
}

static void judge_output(cosim_judge *j, const step *s, size_t k)
{
    cosim_eq_case *c = j->q.equations;
    const cosim_eq_declaration *d = c->declaration;
    const cosim_eq_view *v = &d->views[k];
    if ((v->shows == COSIM_EQ_SHOWS_BEFORE && !is_taken(c, v->node)) ||
        c->plan->classes[v->node->id] != COSIM_EQ_FORM) {
        return;
    }
    const double x = c->bound.forms.x[v->node->id];
    const cosim_eq_interval error = cosim_eq_error(&c->bound.forms, v->node);
    const double observed = (double)s->outputs[k], off = observed - x;
    j->bounded_compared++;
    if (!v->whole) {
        if (!bits_can_be(v, d->equations->outputs[k].type, x + error.low, x + error.high,
                         s->outputs[k])) {
            note_membrane(j, s, d->equations->outputs[k].port, x, error, observed);
        }
        return;
    }
    const double side = off > 0.0 ? error.high : error.low;
    j->max_error = fmax(j->max_error, fabs(off) * j->lsb);
    j->max_usage = fmax(j->max_usage, off == 0.0 ? 0.0 : off / side);
    if (!cosim_eq_can_be(&c->bound.forms, v->node, error, observed)) {
        note_membrane(j, s, name_of(d, k), x, error, observed);
    }
}

/* Judges the decision by the bound. Returns whether the step is ambiguous. */
static bool judge_decision(cosim_judge *j, step *s)
{
    if (s->spike ? s->must_not : s->must) {
        cosim_judge_note_words(j, COSIM_LEVEL_BOUNDED, "spike", s->block, s->i, s->must, s->spike);
        j->bounded_mismatches++;
        j->unexplained++;
        return false;
    }
    /* a bound that lies to one side of the ideal can decide otherwise than the ideal does */
    const bool ambiguous = (!s->must && !s->must_not) || (s->ideal ? s->must_not : s->must);
    j->decided += s->must && s->spike;
    j->ambiguous += ambiguous;
    return ambiguous;
}

static void widest(cosim_judge *j)
{
    cosim_eq_case *c = j->q.equations;
    const cosim_eq_node *n = c->plan->update;
    if (c->plan->classes[n->id] == COSIM_EQ_FORM && c->plan->unbounded == NULL && !j->unanchored) {
        const cosim_eq_interval e = cosim_eq_error(&c->bound.forms, n);
        j->max_bound = fmax(j->max_bound, fmax(-e.low, e.high) * j->lsb);
    }
}

/* ---- lif ---- */

static void note_lif(cosim_judge *j, const char *term)
{
    if (!j->lif_in_step) {
        j->lif_in_step = true;
        if (j->lif_differ++ == 0) {
            j->lif_first = j->step;
            j->lif_term = term;
        }
    }
}

/* Compares an evaluation of the ideal with the LIF step from the same state. */
static void judge_lif(cosim_judge *j, const step *s, size_t phase, const cosim_eq_lif_step *lif,
                      bool ideal)
{
    cosim_eq_case *c = j->q.equations;
    const cosim_eq_declaration *d = c->declaration;
    const double tolerance = 1e-9 * d->one;
    const bool whole = c->lif.by_phases || d->phase_count == 1;
    const bool last = phase + 1 == d->phase_count;
    (void)s;
    if (!whole && !last) {
        return;
    }
    const double y = c->bound.forms.x[c->plan->update->id];
    if (whole && !(fabs(y - lif->y) <= tolerance)) {
        note_lif(j, lif->held ? "the membrane of a held step" : "the membrane after the step");
    }
    if (ideal != lif->fires && !(fabs(lif->margin) <= tolerance)) {
        note_lif(j, lif->held    ? "a decision in a held step"
                    : lif->fires ? "no decision to spike"
                                 : "a decision to spike");
    }
}

/* Compares the membrane after it, with the decision that the circuit took. */
static void judge_lif_after(cosim_judge *j, bool fired)
{
    cosim_eq_case *c = j->q.equations;
    const double x = c->bound.x[c->declaration->membrane];
    if (!(fabs(x - c->guided.x) <= 1e-9 * c->declaration->one)) {
        note_lif(j, fired ? "the membrane after a spike" : "the membrane after the step");
    }
}

/* ---- the reference of a step ---- */

/* Computes the ideal with its bound, phase by phase, and beside it the LIF step. */
static void run_guided(cosim_judge *j, step *s)
{
    cosim_eq_case *c = j->q.equations;
    const cosim_eq_declaration *d = c->declaration;
    const bool judged = !d->own && !j->unanchored;
    bool any = false, ideal = false, lif_fires = false;
    s->must_not = true;
    j->held = c->guided.hold > 0;
    for (size_t phase = 0; phase < d->phase_count; phase++) {
        const bool one_step = !c->lif.by_phases;
        const bool fired = c->fires[phase];
        cosim_eq_given given;
        give(j, s, phase, &given);
        cosim_eq_bound_step(&c->bound, &given, fired);
        const cosim_eq_truth t = c->bound.decision;
        s->must = s->must || t.word == 1;
        s->must_not = s->must_not && t.word == 0;
        ideal = ideal || t.ideal;
        any = any || fired;
        widest(j);
        if (!one_step || phase + 1 == d->phase_count) {
            const bool decided = one_step ? any : fired;
            const cosim_eq_lif_step lif =
                cosim_eq_lif_evaluate(&c->lif, &c->guided, phase, c->added, c->event);
            lif_fires = lif_fires || lif.fires;
            if (judged) {
                judge_lif(j, s, phase, &lif, one_step ? ideal : t.ideal);
            }
            cosim_eq_lif_advance(&c->lif, &c->guided, &lif, phase, c->added, c->event, decided,
                                 s->hold);
        }
        if (phase + 1 < d->phase_count) {
            cosim_eq_bound_advance(&c->bound);
        }
    }
    j->lif_compared += judged;
    s->ideal = d->own ? ideal : lif_fires;
}

/* Takes the reference over to the next step; the LIF goes on from the ideal's membrane. */
static void advance(cosim_judge *j, const step *s)
{
    cosim_eq_case *c = j->q.equations;
    cosim_eq_bound_advance(&c->bound);
    cosim_eq_model_advance(&c->model);
    if (j->cut_in_step) { /* nothing is known of what was before */
        cosim_eq_bound_anchor(&c->bound, c->model.state);
        j->unanchored = true;
    } else if (!c->declaration->own && !j->unanchored) {
        judge_lif_after(j, s->spike);
    }
    j->unanchored = j->unanchored && !s->spike;
    c->guided.x = c->bound.x[c->declaration->membrane];
    j->guided.v = c->words.zero_v + c->guided.x * c->words.lsb_v;
    j->guided.hold = c->guided.hold;
}

/* Steps the reference that takes its own decisions: it is the guided one until they first differ,
 * and again from where both are in the same state. Returns its spike. */
static bool judge_free(cosim_judge *j, const step *s, const cosim_eq_lif_state *before)
{
    cosim_eq_case *c = j->q.equations;
    const cosim_eq_declaration *d = c->declaration;
    bool spike = false;
    if (d->own) {
        for (size_t phase = 0; phase < d->phase_count; phase++) {
            cosim_eq_given given;
            give(j, s, phase, &given);
            cosim_eq_bound_step(&c->free, &given, COSIM_EQ_OWN_DECISION);
            spike = spike || c->free.decision.ideal;
            cosim_eq_bound_advance(&c->free);
        }
        return spike;
    }
    cosim_eq_lif_state *state = &c->freed;
    if (!j->diverged) {
        *state = *before;
    }
    for (size_t phase = c->lif.by_phases ? 0 : d->phase_count - 1; phase < d->phase_count;
         phase++) {
        cosim_eq_given given;
        give(j, s, phase, &given);
        const cosim_eq_lif_step lif =
            cosim_eq_lif_evaluate(&c->lif, state, phase, c->added, c->event);
        cosim_eq_lif_advance(&c->lif, state, &lif, phase, c->added, c->event, lif.fires, s->hold);
        spike = spike || lif.fires;
    }
    j->diverged = !cosim_eq_lif_same(&c->lif, state, &c->guided);
    return spike;
}

/* ---- a step ---- */

static void judge_still(cosim_judge *j, const step *s, int64_t word, bool over)
{
    const cosim_eq_case *c = j->q.equations;
    const int64_t after = c->model.state[c->declaration->membrane];
    if (j->held || s->spike || after != word) {
        j->still = 0;
        return;
    }
    j->still += j->still < j->still_limit;
    if (j->still == j->still_limit && over && !j->sticks) {
        j->sticks = true;
        j->stuck_step = j->step;
    }
}

static void tell(cosim_judge *j, const step *s, bool free_spike, bool ambiguous, uint64_t exact,
                 uint64_t bounded, uint64_t unexplained)
{
    const cosim_judge_block *b = s->block;
    const cosim_eq_case *c = j->q.equations;
    if (b->reference_v == NULL) {
        return;
    }
    const cosim_eq_interval e = cosim_eq_error(
        &c->bound.forms, c->declaration->equations->states[c->declaration->membrane].next);
    b->reference_v[s->i] = j->guided.v;
    b->bound_v[s->i] = fmax(-e.low, e.high) * c->words.lsb_v;
    b->reference_spike[s->i] = free_spike;
    b->ambiguous[s->i] = ambiguous;
    b->failed[s->i] = (uint8_t)((j->exact_mismatches > exact ? LIF_DUT_FAILED_EXACT : 0) |
                                (j->bounded_mismatches > bounded ? LIF_DUT_FAILED_BOUNDED : 0) |
                                (j->unexplained > unexplained ? LIF_DUT_UNEXPLAINED_SPIKE : 0));
}

static void judge_step(cosim_judge *j, const cosim_judge_block *b, size_t i)
{
    cosim_eq_case *c = j->q.equations;
    const cosim_eq_declaration *d = c->declaration;
    const size_t outputs = d->equations->output_count;
    step s = {
        .block = b, .i = i, .outputs = b->outputs + i * outputs, .hold = cosim_judge_hold(b, i)};
    s.spike = s.outputs[d->spike] != 0;
    const uint64_t exact = j->exact_mismatches, bounded = j->bounded_mismatches;
    const uint64_t unexplained = j->unexplained;
    const int64_t word = c->model.state[d->membrane];
    const cosim_eq_lif_state before = c->guided;
    const bool anchored = !j->unanchored;
    bool ambiguous = false;
    j->cut_in_step = j->lif_in_step = false;

    judge_exact(j, &s);
    run_guided(j, &s);
    if (anchored && !j->cut_in_step && c->plan->unbounded == NULL) {
        ambiguous = judge_decision(j, &s);
        for (size_t k = 0; k < outputs; k++) {
            if (d->views[k].shows >= COSIM_EQ_SHOWS_AFTER) {
                judge_output(j, &s, k);
            }
        }
    }
    advance(j, &s);
    if (j->exact_mismatches > exact) {
        adopt_states(j, &s);
    }
    judge_still(j, &s, word, s.ideal);
    bool free_spike = s.ideal;
    if (d->own || j->diverged || s.ideal != s.spike) {
        free_spike = judge_free(j, &s, &before);
    }
    if (free_spike != s.spike && !j->free_differs) {
        j->free_differs = true;
        j->free_difference = j->step;
        cosim_judge_note_words(j, COSIM_LEVEL_FREE_RUNNING, "spike", b, i, free_spike, s.spike);
    }
    if (s.spike) {
        cosim_judge_add_spike(j, j->dut_spikes, &j->dut_spike_count, j->step);
    }
    if (free_spike) {
        cosim_judge_add_spike(j, j->reference_spikes, &j->reference_spike_count, j->step);
    }
    tell(j, &s, free_spike, ambiguous, exact, bounded, unexplained);
    j->step++;
}

void cosim_judge_equations_steps(cosim_judge *judge, const cosim_judge_block *block, size_t first,
                                 size_t end)
{
    for (size_t i = first; i < end; i++) {
        judge_step(judge, block, i);
    }
}

/* ---- constants ---- */

void cosim_judge_equations_constants(cosim_judge *j, const int64_t *told)
{
    const cosim_eq_case *c = j->q.equations;
    const cosim_eq_declaration *d = c->declaration;
    j->constants = COSIM_PASS;
    for (size_t i = 0; i < d->told_count; i++) {
        const cosim_eq_param *p = &d->equations->params[d->told[i]];
        const double real = c->words.real[d->told[i]];
        if (!cosim_eq_is_nearest(p, real, told[i])) {
            cosim_judge_note_words(j, COSIM_LEVEL_CONSTANTS, p->name, NULL, 0,
                                   c->words.word[d->told[i]], told[i]);
            j->constants = COSIM_FAIL;
        }
    }
}

/* ---- the result ---- */

static void put_departs(const cosim_eq_declaration *d, char *text, size_t bytes)
{
    size_t length = 0;
    text[0] = '\0';
    for (size_t i = 0; i < d->depart_count && length < bytes; i++) {
        length += (size_t)snprintf(text + length, bytes - length, "%s%s", i > 0 ? ", " : "",
                                   cosim_eq_departure_name(d->departs[i].kind));
    }
}

static void put_conventions(const cosim_judge *j, const cosim_eq_case *c, char *text, size_t bytes)
{
    char reset[48];
    snprintf(reset, sizeof reset, c->lif.subtract ? "subtracts %.9g" : "resets to %.9g",
             c->lif.subtract ? c->lif.amount : c->lif.reset);
    snprintf(text, bytes, "fires %s %.9g, on the %s membrane, %s, holds %u",
             c->lif.above ? "above" : "at or above", c->lif.theta,
             c->lif.of[COSIM_EQ_OLD_MEMBRANE] != NULL ? "old" : "new", reset,
             lif_hold_at(&j->params, 0));
}

static void put_wraps(const cosim_equations *e, cosim_result *r)
{
    const size_t nodes = cosim_eq_tree_count(e->tree);
    bool *needed = cosim_eq_needed(e);
    for (size_t id = 0; needed != NULL && id < nodes; id++) {
        const cosim_eq_node *n = cosim_eq_tree_node(e->tree, id);
        if (needed[id] && n->op == COSIM_EQ_CUT && !cosim_eq_type_holds(n->type, n->of[0]) &&
            r->lif.wrap_count++ == 0) {
            cosim_eq_text(e, e->symbol_count, n->of[0], r->lif.wraps, sizeof r->lif.wraps);
        }
    }
    free(needed);
}

void cosim_judge_equations_finish(const cosim_judge *j, cosim_result *r)
{
    const cosim_eq_case *c = j->q.equations;
    const cosim_equations *e = c->declaration->equations;
    r->lif.declared = true;
    r->lif.own = c->declaration->own;
    r->lif.compared = j->lif_compared;
    r->lif.differ = j->lif_differ;
    r->lif.first = j->lif_first;
    r->lif.term = j->lif_term;
    r->lif.verdict = r->lif.own || j->lif_compared == 0 ? COSIM_NOT_APPLICABLE
                     : j->lif_differ > 0                ? COSIM_FAIL
                                                        : COSIM_PASS;
    r->lif.cut_steps = j->cut_steps;
    r->lif.first_cut = j->first_cut;
    if (j->cut != NULL) {
        cosim_eq_text(e, e->symbol_count, j->cut, r->lif.cut, sizeof r->lif.cut);
    }
    r->lif.rho = c->bound.rho;
    if (c->bound.rho_node != NULL) {
        cosim_eq_text(e, e->symbol_count, c->bound.rho_node, r->lif.rho_node,
                      sizeof r->lif.rho_node);
    }
    put_departs(c->declaration, r->lif.departs, sizeof r->lif.departs);
    put_conventions(j, c, r->lif.conventions, sizeof r->lif.conventions);
    put_wraps(e, r);
}
