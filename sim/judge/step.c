// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge is defined here, step by step; this file alone owns counts and first mismatches. */
#include "judge/step.h"

#include "circuit/lif_dut.h"

#include <math.h>

static void judge_exact(cosim_judge *j, const cosim_judge_block *b, size_t i)
{
    const uint32_t hold = cosim_judge_hold(b, i);
    const uint32_t held = j->integer.hold;
    int32_t before, after;
    uint8_t spike;
    bool equal = true;

    lif_integer_run(&j->integer, 1, &b->drive_fx[i], NULL, hold, &before, &after, &spike);
    if (j->shows_before && b->before_fx[i] != before) {
        cosim_judge_note_words(j, COSIM_LEVEL_EXACT, "membrane before reset", b, i, before,
                               b->before_fx[i]);
        equal = false;
    }
    if (b->spike[i] != spike) {
        cosim_judge_note_words(j, COSIM_LEVEL_EXACT, "spike", b, i, spike, b->spike[i]);
        equal = false;
    }
    if (j->shows_membrane && b->after_fx[i] != after) {
        cosim_judge_note_words(j, COSIM_LEVEL_EXACT, "membrane", b, i, after, b->after_fx[i]);
        equal = false;
    }
    j->exact_compared++;
    if (!equal) {
        j->exact_mismatches++;
        j->integer.hold = b->spike[i] ? hold : held > 0 ? held - 1 : 0;
        if (j->shows_membrane) {
            j->integer.state_fx = b->after_fx[i];
        } else if (b->spike[i] && !spike) {
            j->integer.state_fx = j->q.words.reset_by_subtract
                                      ? j->integer.state_fx - j->q.words.reset_fx
                                      : j->q.words.reset_fx;
        }
    }
}

/* Compares the updated membrane y [V] with the circuit's word, by the bound (both in S). */
static void judge_membrane(cosim_judge *j, const cosim_judge_block *b, size_t i, double y,
                           double bound)
{
    int64_t word;
    if (j->shows_before) {
        word = b->before_fx[i];
    } else if (j->shows_membrane && !b->spike[i]) {
        word = b->after_fx[i];
    } else {
        return;
    }
    const double error = fabs((double)word * j->lsb - y);
    j->bounded_compared++;
    j->max_error = error > j->max_error ? error : j->max_error;
    j->max_usage = error / bound > j->max_usage ? error / bound : j->max_usage;
    if (!(error <= bound)) {
        cosim_mismatch *m = cosim_judge_note(j, COSIM_LEVEL_BOUNDED, "membrane before reset", b, i);
        if (m != NULL) {
            m->expected_v = j->params.v_rest_v + y * j->q.scale_v;
            m->observed_v = lif_membrane_v(&j->q, word);
            m->bound_v = bound * j->q.scale_v;
        }
        j->bounded_mismatches++;
    }
}

/* Judges the decision at y (in S) with its bound. Returns whether the step is ambiguous. */
static bool judge_decision(cosim_judge *j, const cosim_judge_block *b, size_t i, double y,
                           double bound)
{
    const bool spike = b->spike[i] != 0;
    const bool must = y - bound > j->threshold + j->half_lsb;
    const bool must_not = y + bound < j->threshold - j->half_lsb;
    if (spike ? must_not : must) {
        cosim_judge_note_words(j, COSIM_LEVEL_BOUNDED, "spike", b, i, must, spike);
        j->bounded_mismatches++;
        j->unexplained++;
        return false;
    }
    j->decided += must && spike;
    j->ambiguous += !must && !must_not;
    return !must && !must_not;
}

/* Judges the word that follows a spike: the reset word, or the one before it minus the amount. */
static void judge_reset_word(cosim_judge *j, const cosim_judge_block *b, size_t i)
{
    int64_t expected = j->q.words.reset_fx;
    if (!j->shows_membrane || (j->q.words.reset_by_subtract && !j->shows_before)) {
        return;
    }
    if (j->q.words.reset_by_subtract) {
        expected = b->before_fx[i] - expected;
    }
    if (b->after_fx[i] != expected) {
        cosim_judge_note_words(j, COSIM_LEVEL_BOUNDED, "membrane after reset", b, i, expected,
                               b->after_fx[i]);
        j->bounded_mismatches++;
    }
}

/* Judges a held step: there is no spike, and the membrane word stays. */
static void judge_held(cosim_judge *j, const cosim_judge_block *b, size_t i)
{
    j->guided.hold--;
    if (j->shows_membrane) {
        j->bounded_compared++;
    }
    if (b->spike[i]) {
        cosim_judge_note_words(j, COSIM_LEVEL_BOUNDED, "spike", b, i, 0, 1);
        j->bounded_mismatches++;
        j->unexplained++;
        j->guided.v = lif_model_reset(&j->model, j->guided.v);
        j->guided_bound = lif_bound_reset(&j->bound, j->guided_bound);
        j->guided.hold = cosim_judge_hold(b, i);
    } else if (j->shows_membrane && b->after_fx[i] != j->word) {
        cosim_judge_note_words(j, COSIM_LEVEL_BOUNDED, "held membrane", b, i, j->word,
                               b->after_fx[i]);
        j->bounded_mismatches++;
    }
}

/* Judges an active step of the guided reference; *free_spike is what the reference itself decides.
 * Returns whether the step is ambiguous. */
static bool judge_active(cosim_judge *j, const cosim_judge_block *b, size_t i, bool *free_spike)
{
    const double u = lif_model_drive(&j->model, b->current_a[i]);
    const double y = lif_model_update(&j->model, j->guided.v, u);
    const double bound =
        lif_bound_update(&j->bound, j->guided_bound, cosim_judge_normalise(j, j->guided.v),
                         cosim_judge_normalise(j, u));
    const double seen = bound + j->bound.view;

    j->max_bound = seen > j->max_bound ? seen : j->max_bound;
    judge_membrane(j, b, i, cosim_judge_normalise(j, y), seen);
    const bool ambiguous = judge_decision(j, b, i, cosim_judge_normalise(j, y), seen);
    *free_spike = lif_model_fires(&j->model, y);
    if (b->spike[i]) {
        judge_reset_word(j, b, i);
        j->guided.v = lif_model_reset(&j->model, y);
        j->guided_bound = lif_bound_reset(&j->bound, bound);
        j->guided.hold = cosim_judge_hold(b, i);
    } else {
        j->guided.v = y;
        j->guided_bound = bound;
    }
    return ambiguous;
}

/* Steps the free reference: it takes the guided one's own decisions until the first that differs,
 * and then its own until both are in the same state again. Returns its spike. */
static bool judge_free(cosim_judge *j, const cosim_judge_block *b, size_t i, lif_model_state before)
{
    uint8_t spike = 0;
    lif_model_state *state = j->diverged ? &j->free : &before;
    lif_model_run(&j->model, state, 1, &b->current_a[i], NULL, cosim_judge_hold(b, i), NULL, NULL,
                  &spike);
    j->free = *state;
    j->diverged = state->v != j->guided.v || state->hold != j->guided.hold;
    if (spike != (b->spike[i] != 0) && !j->free_differs) {
        j->free_differs = true;
        j->free_difference = j->step;
        cosim_judge_note_words(j, COSIM_LEVEL_FREE_RUNNING, "spike", b, i, spike, b->spike[i]);
    }
    return spike;
}

/* Notes a membrane word that does not move for a time constant, while the same drive takes the
 * reference over the threshold: the rounding holds the circuit back. `word` is the one before the
 * step. */
static void judge_still(cosim_judge *j, const cosim_judge_block *b, size_t i, int64_t word,
                        bool active, bool over)
{
    const int64_t after = j->shows_membrane ? b->after_fx[i] : j->integer.state_fx;
    if (!active || b->spike[i] || after != word || !(j->shows_membrane || j->exact_applies)) {
        j->still = 0;
        return;
    }
    j->still += j->still < j->still_limit;
    if (j->still == j->still_limit && over && !j->sticks) {
        j->sticks = true;
        j->stuck_step = j->step;
    }
}

static void judge_step(cosim_judge *j, const cosim_judge_block *b, size_t i)
{
    const lif_model_state before = j->guided;
    const uint64_t exact = j->exact_mismatches, bounded = j->bounded_mismatches;
    const uint64_t unexplained = j->unexplained;
    const int64_t word = j->shows_membrane ? j->word : j->integer.state_fx;
    const bool active = j->guided.hold == 0;
    bool ambiguous = false, free_spike = false;

    if (j->exact_applies) {
        judge_exact(j, b, i);
    } else if (b->spike[i] > 1) { /* no answer at all, whatever the neuron */
        cosim_judge_note_words(j, COSIM_LEVEL_EXACT, "spike", b, i, 1, b->spike[i]);
        j->exact_mismatches++;
    }
    if (active) {
        ambiguous = judge_active(j, b, i, &free_spike);
    } else {
        judge_held(j, b, i);
    }
    judge_still(j, b, i, word, active, free_spike);
    if (j->diverged || free_spike != (b->spike[i] != 0)) {
        free_spike = judge_free(j, b, i, before);
    }
    if (b->spike[i]) {
        cosim_judge_hold_from(j, j->step, cosim_judge_hold(b, i));
        cosim_judge_add_spike(j, j->dut_spikes, &j->dut_spike_count, j->step);
    }
    if (free_spike) {
        cosim_judge_add_spike(j, j->reference_spikes, &j->reference_spike_count, j->step);
    }
    j->word = j->shows_membrane ? b->after_fx[i] : j->word;
    j->step++;
    if (b->reference_v != NULL) {
        b->reference_v[i] = j->guided.v;
        b->bound_v[i] = (j->guided_bound + j->bound.view) * j->q.scale_v;
        b->reference_spike[i] = free_spike;
        b->ambiguous[i] = ambiguous;
        b->failed[i] = (uint8_t)((j->exact_mismatches > exact ? LIF_DUT_FAILED_EXACT : 0) |
                                 (j->bounded_mismatches > bounded ? LIF_DUT_FAILED_BOUNDED : 0) |
                                 (j->unexplained > unexplained ? LIF_DUT_UNEXPLAINED_SPIKE : 0));
    }
}

void cosim_judge_steps(cosim_judge *judge, const cosim_judge_block *block, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        judge_step(judge, block, i);
    }
}
