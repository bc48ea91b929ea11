// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/equations.h"

#include "judge/equations_bounded.h"
#include "judge/equations_exact.h"
#include "judge/equations_lif.h"

#include <math.h>

void cosim_judge_equations_start(cosim_judge *j)
{
    cosim_eq_case *c = j->q.equations;
    cosim_eq_case_reset(c);
    j->unbounded = c->plan->unbounded != NULL;
    j->guided.v = lif_membrane_v(&j->q, 0) + c->bound.x[c->declaration->membrane] * c->words.lsb_v;
}

/* ---- the reference of a step ---- */

/* Computes the ideal with its bound, phase by phase, and beside it the LIF step. */
static void run_guided(cosim_judge *j, cosim_judge_answer *s)
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
        cosim_eq_given *given = cosim_judge_eq_give(j, s, phase);
        given->words = j->exact_applies && phase + 1 == d->phase_count ? c->model.word : NULL;
        given->exact =
            given->words != NULL && d->phase_count == 1 && j->exact_mismatches == 0 && j->step > 0;
        cosim_eq_bound_step(&c->bound, given, fired);
        const cosim_eq_truth t = c->bound.decision;
        s->must = s->must || t.word == 1;
        s->must_not = s->must_not && t.word == 0;
        ideal = ideal || t.ideal;
        any = any || fired;
        cosim_judge_eq_widest(j, fired);
        if (!one_step || phase + 1 == d->phase_count) {
            const bool decided = one_step ? any : fired;
            const cosim_eq_lif_step lif =
                cosim_eq_lif_evaluate(&c->lif, &c->guided, phase, c->added, c->event);
            lif_fires = lif_fires || lif.fires;
            if (judged) {
                cosim_judge_eq_lif(j, phase, &lif, one_step ? ideal : t.ideal);
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
static void advance(cosim_judge *j, const cosim_judge_answer *s)
{
    cosim_eq_case *c = j->q.equations;
    cosim_eq_bound_advance(&c->bound);
    cosim_eq_model_advance(&c->model);
    if (j->cut_in_step) { /* nothing is known of what was before */
        cosim_eq_bound_anchor(&c->bound, c->model.state);
        j->unanchored = true;
    } else if (!c->declaration->own && !j->unanchored && !c->bound.came_back) {
        cosim_judge_eq_lif_after(j, s->spike);
    }
    j->unanchored = j->unanchored && !s->spike;
    c->guided.x = c->bound.x[c->declaration->membrane];
    j->guided.v = c->words.zero_v + c->guided.x * c->words.lsb_v;
    j->guided.hold = c->guided.hold;
}

/* Steps the reference that takes its own decisions: it is the guided one until they first differ,
 * and again from where both are in the same state. Returns its spike. */
static bool judge_free(cosim_judge *j, const cosim_judge_answer *s,
                       const cosim_eq_lif_state *before)
{
    cosim_eq_case *c = j->q.equations;
    const cosim_eq_declaration *d = c->declaration;
    bool spike = false;
    if (d->own) {
        for (size_t phase = 0; phase < d->phase_count; phase++) {
            cosim_eq_given *given = cosim_judge_eq_give(j, s, phase);
            given->words = NULL; /* which are those of the circuit's decisions */
            given->exact = false;
            cosim_eq_bound_step(&c->free, given, COSIM_EQ_OWN_DECISION);
            spike = spike || c->free.decision.ideal;
            cosim_eq_bound_advance(&c->free);
        }
        return spike;
    }
    cosim_eq_lif_state *state = &c->freed;
    if (!j->diverged) {
        cosim_eq_lif_copy(&c->lif, state, before);
    }
    for (size_t phase = c->lif.by_phases ? 0 : d->phase_count - 1; phase < d->phase_count;
         phase++) {
        cosim_judge_eq_give(j, s, phase);
        const cosim_eq_lif_step lif =
            cosim_eq_lif_evaluate(&c->lif, state, phase, c->added, c->event);
        cosim_eq_lif_advance(&c->lif, state, &lif, phase, c->added, c->event, lif.fires, s->hold);
        spike = spike || lif.fires;
    }
    j->diverged = !cosim_eq_lif_same(&c->lif, state, &c->guided);
    return spike;
}

/* ---- a step ---- */

static void judge_still(cosim_judge *j, const cosim_judge_answer *s, int64_t word, bool over)
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

static void tell(cosim_judge *j, const cosim_judge_answer *s, bool free_spike, bool ambiguous,
                 uint64_t exact, uint64_t bounded, uint64_t unexplained)
{
    const cosim_judge_block *b = s->block;
    const cosim_eq_case *c = j->q.equations;
    if (b->reference_v == NULL) {
        return;
    }
    const cosim_eq_interval e = cosim_eq_bound_error(
        &c->bound, c->declaration->equations->states[c->declaration->membrane].next);
    b->reference_v[s->i] = j->guided.v;
    /* volts are rounded once more than words */
    b->bound_v[s->i] = j->unbounded ? (double)INFINITY
                                    : fmax(-e.low, e.high) * c->words.lsb_v +
                                          0x1p-50 * (fabs(j->guided.v) + fabs(j->params.v_rest_v));
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
    cosim_judge_answer s = {
        .block = b, .i = i, .outputs = b->outputs + i * outputs, .hold = cosim_judge_hold(b, i)};
    s.spike = s.outputs[d->spike] != 0;
    const uint64_t exact = j->exact_mismatches, bounded = j->bounded_mismatches;
    const uint64_t unexplained = j->unexplained;
    const int64_t word = c->model.state[d->membrane];
    cosim_eq_lif_state before;
    const bool anchored = !j->unanchored;
    bool ambiguous = false;
    j->cut_in_step = j->lif_in_step = false;
    cosim_eq_lif_copy(&c->lif, &before, &c->guided);

    cosim_judge_eq_exact(j, &s);
    run_guided(j, &s);
    if (anchored && !j->cut_in_step && !j->unbounded) {
        ambiguous = cosim_judge_eq_decision(j, &s);
        for (size_t k = 0; k < outputs; k++) {
            if (d->views[k].shows >= COSIM_EQ_SHOWS_AFTER) {
                cosim_judge_eq_output(j, &s, k);
            }
        }
    }
    advance(j, &s);
    if (j->exact_mismatches > exact || !j->exact_applies) {
        cosim_judge_eq_adopt(j, &s);
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
