// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/recorded.h"

#include "lif_source.h"

#include <math.h>

void cosim_judge_recorded_start(cosim_judge *j)
{
    j->guided_bound = j->q.source->initial_v;
    j->exact_applies = false;
    j->unanchored = j->q.source->unknown_start;
    j->unbounded = j->unanchored;
}

/* A step is looked at with what is known of it. */
typedef struct look {
    const cosim_judge_block *block;
    size_t i;
    bool spike, held;
    double y, bound; /* the membrane before the reset and its bound [V] */
} look;

/* Compares a membrane that the row shows with the reference's, both in volts. */
static void compare(cosim_judge *j, const look *s, const char *quantity, double x, double bound)
{
    const double seen = bound + s->block->view_v[s->i], observed = s->block->observed_v[s->i];
    const double error = fabs(observed - x), share = error == 0.0 ? 0.0 : error / seen;
    j->bounded_compared++;
    j->max_error = fmax(j->max_error, error * j->per_scale);
    j->max_usage = fmax(j->max_usage, share);
    j->max_bound = fmax(j->max_bound, seen * j->per_scale);
    if (!(error <= seen)) {
        cosim_mismatch *m = cosim_judge_note(j, COSIM_LEVEL_BOUNDED, quantity, s->block, s->i);
        if (m != NULL) {
            m->expected_v = x;
            m->observed_v = observed;
            m->bound_v = seen;
        }
        j->bounded_mismatches++;
    }
}

static bool is_shown(const cosim_judge_block *b, size_t i)
{
    return b->observed_v != NULL && !isnan(b->observed_v[i]);
}

/* Judges the decision of an active step. Returns whether it is ambiguous. */
static bool judge_decision(cosim_judge *j, const look *s)
{
    const double theta = j->params.v_threshold_v, slack = j->q.source->theta_v;
    const double seen = s->bound + s->block->view_v[s->i];
    const bool must = s->y - seen > theta + slack, must_not = s->y + seen < theta - slack;
    j->max_bound = fmax(j->max_bound, seen * j->per_scale);
    if (s->spike ? must_not : must) {
        cosim_judge_note_words(j, COSIM_LEVEL_BOUNDED, "spike", s->block, s->i, must, s->spike);
        j->bounded_mismatches++;
        j->unexplained++;
        return false;
    }
    j->decided += must && s->spike;
    j->ambiguous += !must && !must_not;
    return !must && !must_not;
}

/* Takes a step of the guided reference. Returns whether it is ambiguous; *own: what the reference
 * itself decides. */
static bool judge_guided(cosim_judge *j, look *s, bool *own)
{
    const lif_source *source = j->q.source;
    const cosim_judge_block *b = s->block;
    bool ambiguous = false;
    s->y = j->guided.v;
    s->bound = j->guided_bound;
    if (s->held) {
        j->guided.hold--;
        if (s->spike) {
            cosim_judge_note_words(j, COSIM_LEVEL_BOUNDED, "spike", b, s->i, 0, 1);
            j->bounded_mismatches++;
            j->unexplained++;
        }
    } else {
        const double u = lif_model_drive(&j->model, b->current_a[s->i]);
        s->y = lif_model_update(&j->model, j->guided.v, u);
        s->bound = lif_source_update(source, j->guided_bound, j->guided.v, u, j->model.rest_v,
                                     b->slack_a[s->i]);
        ambiguous = judge_decision(j, s);
        *own = lif_model_fires(&j->model, s->y);
    }
    if (j->shows_before && is_shown(b, s->i)) {
        compare(j, s, "membrane before reset", s->y, s->bound);
    }
    j->guided.v = s->spike ? lif_model_reset(&j->model, s->y) : s->y;
    j->guided_bound = s->spike ? lif_source_reset(source, s->bound, s->y) : s->bound;
    if (s->spike) {
        j->guided.hold = cosim_judge_hold(b, s->i);
    }
    if (j->shows_membrane && is_shown(b, s->i)) {
        compare(j, s,
                s->spike  ? "membrane after reset"
                : s->held ? "held membrane"
                          : "membrane",
                j->guided.v, j->guided_bound);
    }
    return ambiguous;
}

/* Steps the reference that takes its own decisions; it is the guided one until they first differ,
 * and again from where both are in the same state. Returns its spike. */
static bool judge_free(cosim_judge *j, const look *s, lif_model_state before)
{
    lif_model_state *state = j->diverged ? &j->free : &before;
    uint8_t spike = 0;
    lif_model_run(&j->model, state, 1, &s->block->current_a[s->i], NULL,
                  cosim_judge_hold(s->block, s->i), NULL, NULL, &spike);
    j->free = *state;
    j->diverged = state->v != j->guided.v || state->hold != j->guided.hold;
    if ((spike != 0) != s->spike && !j->free_differs) {
        j->free_differs = true;
        j->free_difference = j->step;
        cosim_judge_note_words(j, COSIM_LEVEL_FREE_RUNNING, "spike", s->block, s->i, spike,
                               s->spike);
    }
    return spike != 0;
}

/* Looks for the first step after which the state of the trace is known. */
static void find_start(cosim_judge *j, const look *s)
{
    const cosim_judge_block *b = s->block;
    const bool shown = is_shown(b, s->i);
    const uint32_t hold = cosim_judge_hold(b, s->i);
    if (s->spike && !j->model.subtract) {
        j->guided.v = j->model.reset_v;
        j->guided_bound = j->q.source->reset_v;
    } else if (shown && s->spike) { /* by subtraction */
        j->guided.v =
            j->shows_before ? lif_model_reset(&j->model, b->observed_v[s->i]) : b->observed_v[s->i];
        j->guided_bound = b->view_v[s->i] + j->q.source->reset_v;
    } else if (shown && hold == 0 && b->hold == NULL) { /* nothing ever holds */
        j->guided.v = b->observed_v[s->i];
        j->guided_bound = b->view_v[s->i];
    } else {
        return;
    }
    j->guided.hold = s->spike ? hold : 0;
    j->unanchored = j->unbounded = false;
}

static void judge_step(cosim_judge *j, const cosim_judge_block *b, size_t i)
{
    const lif_model_state before = j->guided;
    const uint64_t bounded = j->bounded_mismatches, unexplained = j->unexplained;
    look s = {.block = b, .i = i, .spike = b->spike[i] != 0, .held = j->guided.hold > 0};
    bool ambiguous = false, own = false;
    if (j->unanchored) {
        find_start(j, &s);
        own = s.spike;
    } else {
        ambiguous = judge_guided(j, &s, &own);
        if (j->diverged || own != s.spike) {
            own = judge_free(j, &s, before);
        }
    }
    if (s.spike) {
        cosim_judge_hold_from(j, j->step, cosim_judge_hold(b, i));
        cosim_judge_add_spike(j, j->dut_spikes, &j->dut_spike_count, j->step);
    }
    if (own) {
        cosim_judge_add_spike(j, j->reference_spikes, &j->reference_spike_count, j->step);
    }
    j->step++;
    if (b->reference_v != NULL) {
        b->reference_v[i] = j->guided.v;
        b->bound_v[i] = j->unanchored ? (double)INFINITY : j->guided_bound + b->view_v[i];
        b->reference_spike[i] = own;
        b->ambiguous[i] = ambiguous;
        b->failed[i] = (uint8_t)((j->bounded_mismatches > bounded ? LIF_DUT_FAILED_BOUNDED : 0) |
                                 (j->unexplained > unexplained ? LIF_DUT_UNEXPLAINED_SPIKE : 0));
    }
}

void cosim_judge_recorded_steps(cosim_judge *judge, const cosim_judge_block *block, size_t first,
                                size_t end)
{
    for (size_t i = first; i < end; i++) {
        judge_step(judge, block, i);
    }
}
