// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge's definition, step by step: it alone owns counts and first mismatches. */
#include "judge/internal.h"
#include "judge/vectors.h"
#include "circuit/lif_dut.h"

#include <math.h>

void cosim_judge_start(cosim_judge *judge, const lif_params *params, const lif_quantised *q,
                       uint32_t capabilities, cosim_train *dut_spikes,
                       cosim_train *reference_spikes)
{
    *judge = (cosim_judge){.params = *params, .q = *q, .kernel = cosim_judge_kernels()};
    judge->shows_before = (capabilities & LIF_DUT_SHOWS_BEFORE) != 0;
    judge->shows_membrane = (capabilities & LIF_DUT_SHOWS_MEMBRANE) != 0;
    judge->exact_applies = (capabilities & LIF_DUT_INTEGER_MODEL) != 0;
    judge->dut_spikes = dut_spikes;
    judge->reference_spikes = reference_spikes;
    lif_model_start(&judge->model, &judge->guided, params);
    if (q->declared != NULL) {
        cosim_judge_declared_start(judge);
    } else {
        lif_bound_start(&judge->bound, params, q);
    }
    lif_integer_start(&judge->integer, &q->format, &q->words);
    judge->per_scale = 1.0 / q->scale_v;
    judge->lsb = q->lsb;
    judge->half_lsb = 0.5 * q->lsb;
    judge->threshold = cosim_judge_normalise(judge, params->v_threshold_v);
    judge->guided_bound = judge->bound.initial;
    judge->word = q->words.initial_fx;
    judge->constants = COSIM_NOT_APPLICABLE;
}

/* The first mismatch of `level`, to be filled, or NULL if it has one already. */
static cosim_mismatch *note(cosim_judge *j, cosim_level level, const char *quantity,
                            const cosim_judge_block *b, size_t i)
{
    cosim_mismatch *m = &j->first[level];
    if (m->present) {
        return NULL;
    }
    *m = (cosim_mismatch){.present = true,
                          .level = level,
                          .has_step = b != NULL,
                          .step = j->step,
                          .quantity = quantity,
                          .has_drive = b != NULL,
                          .drive_fx = b != NULL ? b->drive_fx[i] : 0};
    return m;
}

static void note_words(cosim_judge *j, cosim_level level, const char *quantity,
                       const cosim_judge_block *b, size_t i, int64_t expected, int64_t observed)
{
    cosim_mismatch *m = note(j, level, quantity, b, i);
    if (m != NULL) {
        m->is_word = true;
        m->expected_fx = expected;
        m->observed_fx = observed;
    }
}

void cosim_judge_note_words(cosim_judge *j, cosim_level level, const char *quantity,
                            const cosim_judge_block *b, size_t i, int64_t expected,
                            int64_t observed)
{
    note_words(j, level, quantity, b, i, expected, observed);
}

/* Half an LSB and the rounding of long double itself: at an exact half either word is right. */
static void check_constant(cosim_judge *j, const char *quantity, int64_t word, long double real,
                           unsigned fraction)
{
    const long double scaled = ldexpl(real, (int)fraction);
    const long double slack = 0.5L + ldexpl(fabsl(scaled) + 1.0L, -50);
    if (!(fabsl((long double)word - scaled) <= slack)) {
        note_words(j, COSIM_LEVEL_CONSTANTS, quantity, NULL, 0, llrintl(scaled), word);
        j->constants = COSIM_FAIL;
    }
}

static void check_equal(cosim_judge *j, const char *quantity, int64_t expected, int64_t observed)
{
    if (expected != observed) {
        note_words(j, COSIM_LEVEL_CONSTANTS, quantity, NULL, 0, expected, observed);
        j->constants = COSIM_FAIL;
    }
}

/* A leak word of a restricted coding: no representable word is nearer than it. */
static void check_leak(cosim_judge *j, int64_t word, long double leak)
{
    const lif_format *f = &j->q.format;
    const long double scaled = ldexpl(leak, (int)f->leak_fraction);
    if (f->leak_coding == LIF_CODING_ANY) {
        check_constant(j, "leak", word, leak, f->leak_fraction);
        return;
    }
    const int64_t nearest = cosim_judge_nearest_leak(f, scaled);
    const long double slack = ldexpl(fabsl(scaled) + 1.0L, -50);
    if (cosim_judge_nearest_leak(f, (long double)word) != word ||
        fabsl((long double)word - scaled) > fabsl((long double)nearest - scaled) + slack) {
        note_words(j, COSIM_LEVEL_CONSTANTS, "leak", NULL, 0, nearest, word);
        j->constants = COSIM_FAIL;
    }
}

/* Computed from the physical parameters, without the quantiser's own code. */
void cosim_judge_constants(cosim_judge *judge, const lif_words *words)
{
    const lif_params *p = &judge->params;
    const unsigned fraction = judge->q.format.state_fraction;
    const long double rest = p->v_rest_v;
    const long double scale = fabsl((long double)p->v_threshold_v - (long double)p->v_reset_v);
    const long double ratio = (long double)p->dt_s / (long double)p->tau_s;
    const bool subtract = p->reset_mode == LIF_RESET_BY_SUBTRACTION;
    const long double reset = subtract ? (long double)p->v_threshold_v - (long double)p->v_reset_v
                                       : (long double)p->v_reset_v - rest;

    judge->constants = COSIM_PASS;
    if (judge->q.declared != NULL) {
        cosim_judge_declared_constants(judge, words);
    } else {
        check_leak(judge, words->leak_fx, p->method == LIF_EULER ? ratio : -expm1l(-ratio));
        check_constant(judge, "threshold", words->threshold_fx,
                       ((long double)p->v_threshold_v - rest) / scale, fraction);
        check_constant(judge, "reset", words->reset_fx, reset / scale, fraction);
        check_constant(judge, "initial", words->initial_fx,
                       ((long double)p->v_initial_v - rest) / scale, fraction);
    }
    check_equal(judge, "initial hold", p->initial_hold, words->initial_hold);
    check_equal(judge, "compare above", p->compare == LIF_ABOVE, words->compare_above);
    check_equal(judge, "reset by subtraction", subtract, words->reset_by_subtract);
}

void cosim_judge_clip(cosim_judge *judge, uint64_t step, double current_a, int32_t clipped_fx)
{
    cosim_mismatch *m = &judge->first[COSIM_LEVEL_CLIP];
    if (!m->present) {
        *m =
            (cosim_mismatch){.present = true,
                             .level = COSIM_LEVEL_CLIP,
                             .has_step = true,
                             .step = step,
                             .quantity = "drive",
                             .expected_v = current_a * judge->params.r_ohm + judge->params.v_rest_v,
                             .observed_v = lif_membrane_v(&judge->params, &judge->q, clipped_fx),
                             .has_drive = true,
                             .drive_fx = clipped_fx};
    }
}

void cosim_judge_handshake(cosim_judge *judge, uint64_t step, const char *quantity,
                           int64_t expected, int64_t observed)
{
    cosim_mismatch *m = &judge->first[COSIM_LEVEL_EXACT];
    judge->exact_mismatches++;
    if (!m->present) {
        *m = (cosim_mismatch){.present = true,
                              .level = COSIM_LEVEL_EXACT,
                              .has_step = true,
                              .step = step,
                              .quantity = quantity,
                              .is_word = true,
                              .expected_fx = expected,
                              .observed_fx = observed};
    }
}

void cosim_judge_add_spike(cosim_judge *j, cosim_train *train, uint64_t *count, uint64_t step)
{
    (*count)++;
    if (train != NULL && cosim_train_add(train, step) != 0) {
        j->out_of_memory = true;
    }
}

static void judge_exact(cosim_judge *j, const cosim_judge_block *b, size_t i)
{
    const uint32_t hold = cosim_judge_hold(b, i);
    const uint32_t held = j->integer.hold;
    int32_t before, after;
    uint8_t spike;
    bool equal = true;

    if (j->q.declared != NULL) {
        lif_declared_run(j->q.declared, &j->integer, 1, &b->drive_fx[i], NULL, hold, &before,
                         &after, &spike, &j->saturated);
    } else {
        lif_integer_run(&j->integer, 1, &b->drive_fx[i], NULL, hold, &before, &after, &spike);
    }
    if (cosim_judge_has_before(j, held > 0, b->spike[i] != 0) && b->before_fx[i] != before) {
        note_words(j, COSIM_LEVEL_EXACT, "membrane before reset", b, i, before, b->before_fx[i]);
        equal = false;
    }
    if (b->spike[i] != spike) {
        note_words(j, COSIM_LEVEL_EXACT, "spike", b, i, spike, b->spike[i]);
        equal = false;
    }
    if (j->shows_membrane && b->after_fx[i] != after) {
        note_words(j, COSIM_LEVEL_EXACT, "membrane", b, i, after, b->after_fx[i]);
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

/* The updated membrane y [V] against the circuit's word, by the bound (both in S). */
static void judge_membrane(cosim_judge *j, const cosim_judge_block *b, size_t i, double y,
                           double bound)
{
    int64_t word;
    if (cosim_judge_has_before(j, false, b->spike[i] != 0)) {
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
        cosim_mismatch *m = note(j, COSIM_LEVEL_BOUNDED, "membrane before reset", b, i);
        if (m != NULL) {
            m->expected_v = j->params.v_rest_v + y * j->q.scale_v;
            m->observed_v = lif_membrane_v(&j->params, &j->q, word);
            m->bound_v = bound * j->q.scale_v;
        }
        j->bounded_mismatches++;
    }
}

/* The decision at y (in S) with its bound. Returns whether the step is ambiguous. */
static bool judge_decision(cosim_judge *j, const cosim_judge_block *b, size_t i, double y,
                           double bound)
{
    const bool spike = b->spike[i] != 0;
    const bool must = y - bound > j->threshold + j->half_lsb;
    const bool must_not = y + bound < j->threshold - j->half_lsb;
    if (spike ? must_not : must) {
        note_words(j, COSIM_LEVEL_BOUNDED, "spike", b, i, must, spike);
        j->bounded_mismatches++;
        j->unexplained++;
        return false;
    }
    j->decided += must && spike;
    j->ambiguous += !must && !must_not;
    return !must && !must_not;
}

/* The word that follows a spike: the reset word, or the one before it minus the amount. */
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
        note_words(j, COSIM_LEVEL_BOUNDED, "membrane after reset", b, i, expected, b->after_fx[i]);
        j->bounded_mismatches++;
    }
}

/* The membrane [V] that follows a spike at v. */
static double judge_reset(const cosim_judge *j, double v)
{
    return j->q.declared != NULL ? lif_declared_reset_v(&j->declared, &j->model, j->q.scale_v, v)
                                 : lif_model_reset(&j->model, v);
}

/* A held step: no spike, and the membrane word stays. */
static void judge_held(cosim_judge *j, const cosim_judge_block *b, size_t i)
{
    j->guided.hold--;
    if (j->shows_membrane) {
        j->bounded_compared++;
    }
    if (b->spike[i]) {
        note_words(j, COSIM_LEVEL_BOUNDED, "spike", b, i, 0, 1);
        j->bounded_mismatches++;
        j->unexplained++;
        j->guided.v = judge_reset(j, j->guided.v);
        j->guided_bound = lif_bound_reset(&j->bound, j->guided_bound);
        j->guided.hold = cosim_judge_hold(b, i);
    } else if (j->shows_membrane && b->after_fx[i] != j->word) {
        note_words(j, COSIM_LEVEL_BOUNDED, "held membrane", b, i, j->word, b->after_fx[i]);
        j->bounded_mismatches++;
    }
}

/* An active step of the guided reference; *free_spike is what the reference itself decides.
 * Returns whether the step is ambiguous. */
static bool judge_active(cosim_judge *j, const cosim_judge_block *b, size_t i, bool *free_spike)
{
    double y, bound, decided; /* decided: the membrane that the threshold is held against [V] */
    bool ambiguous;

    if (j->q.declared != NULL) {
        decided = cosim_judge_declared_update(j, b, i, &y, &bound);
    } else {
        const double u = lif_model_drive(&j->model, b->current_a[i]);
        decided = y = lif_model_update(&j->model, j->guided.v, u);
        bound = lif_bound_update(&j->bound, j->guided_bound, cosim_judge_normalise(j, j->guided.v),
                                 cosim_judge_normalise(j, u));
    }
    const double seen = bound + j->bound.view;
    const bool old = j->q.declared != NULL && j->q.declared->compare_old;
    const double decided_bound = old ? j->guided_bound + j->bound.view : seen;

    j->max_bound = seen > j->max_bound ? seen : j->max_bound;
    judge_membrane(j, b, i, cosim_judge_normalise(j, y), seen);
    ambiguous = judge_decision(j, b, i, cosim_judge_normalise(j, decided), decided_bound);
    *free_spike = lif_model_fires(&j->model, decided);
    if (b->spike[i]) {
        judge_reset_word(j, b, i);
        j->guided.v = judge_reset(j, y);
        j->guided_bound = lif_bound_reset(&j->bound, bound);
        j->guided.hold = cosim_judge_hold(b, i);
    } else {
        j->guided.v = y;
        j->guided_bound = bound;
    }
    return ambiguous;
}

/* The free reference: the guided one's own decision until the first that differs, then on its own
 * until both are in the same state again. Returns its spike. */
static bool judge_free(cosim_judge *j, const cosim_judge_block *b, size_t i, lif_model_state before)
{
    uint8_t spike = 0;
    lif_model_state *state = j->diverged ? &j->free : &before;
    if (j->q.declared != NULL) {
        spike = lif_declared_step(&j->declared, &j->model, state, j->q.scale_v, b->current_a[i],
                                  cosim_judge_hold(b, i));
    } else {
        lif_model_run(&j->model, state, 1, &b->current_a[i], NULL, cosim_judge_hold(b, i), NULL,
                      NULL, &spike);
    }
    j->free = *state;
    j->diverged = state->v != j->guided.v || state->hold != j->guided.hold;
    if (spike != (b->spike[i] != 0) && !j->free_differs) {
        j->free_differs = true;
        j->free_difference = j->step;
        note_words(j, COSIM_LEVEL_FREE_RUNNING, "spike", b, i, spike, b->spike[i]);
    }
    return spike;
}

static void judge_step(cosim_judge *j, const cosim_judge_block *b, size_t i)
{
    const lif_model_state before = j->guided;
    const uint64_t exact = j->exact_mismatches, bounded = j->bounded_mismatches;
    const uint64_t unexplained = j->unexplained;
    bool ambiguous = false, free_spike = false;

    if (j->exact_applies) {
        judge_exact(j, b, i);
    }
    if (j->guided.hold > 0) {
        judge_held(j, b, i);
    } else {
        ambiguous = judge_active(j, b, i, &free_spike);
    }
    if (j->diverged || free_spike != (b->spike[i] != 0)) {
        free_spike = judge_free(j, b, i, before);
    }
    if (b->spike[i]) {
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

void cosim_judge_run(cosim_judge *judge, const cosim_judge_block *block)
{
    const bool fast = block->reference_v == NULL && !judge->plain && judge->q.declared == NULL;
    for (size_t i = 0; i < block->n;) {
        size_t length = block->n - i;
        if (fast && cosim_judge_fast(judge, block, i, &length)) {
            i += length;
            continue;
        }
        for (const size_t end = i + length; i < end; i++) {
            judge_step(judge, block, i);
        }
    }
}
