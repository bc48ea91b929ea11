// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge's fast path: may only say "these steps are clean", and then leaves exactly the state,
 * the maxima and the counts that the definition in cosim_judge.c would leave; otherwise it changes
 * nothing and the definition judges the same steps. It applies while circuit, integer model and
 * both references are in step with each other, which is the whole of a sound run. */
#include "cosim_judge_step.h"

#include <math.h>
#include <string.h>

/* Held steps: no spike, both words kept. */
bool judge_fast_held(cosim_judge *j, const cosim_judge_block *b, size_t i, size_t *length)
{
    const size_t n = *length < j->guided.hold ? *length : j->guided.hold;
    const int32_t word = (int32_t)j->word;
    uint32_t differs = 0;
    *length = n;
    for (size_t k = i; k < i + n; k++) {
        differs |=
            (uint32_t)(b->before_fx[k] ^ word) | (uint32_t)(b->after_fx[k] ^ word) | b->spike[k];
    }
    if (differs != 0) {
        return false;
    }
    j->guided.hold -= (uint32_t)n;
    j->integer.hold -= (uint32_t)n;
    j->bounded_compared += n;
    j->exact_compared += n;
    j->step += n;
    return true;
}

/* The decisions and words after n steps that do not spike; 0 if all are right. In loops of one
 * width each, which are vectorised. */
static uint64_t silent_decisions(const cosim_judge *j, const cosim_judge_block *b, size_t i,
                                 size_t n)
{
    const lif_words *w = &j->q.words;
    const int32_t *before = b->before_fx + i, *after = b->after_fx + i;
    const uint8_t *spike = b->spike + i;
    const int32_t threshold = (int32_t)w->threshold_fx;
    const int32_t tie = w->compare_above ? 0 : -1; /* whether the threshold itself fires */
    int32_t bad = 0;
    uint8_t spikes = 0;
    for (size_t k = 0; k < n; k++) {
        bad |=
            (before[k] ^ after[k]) | -(before[k] > threshold) | (-(before[k] == threshold) & tie);
    }
    for (size_t k = 0; k < n; k++) {
        spikes |= spike[k];
    }
    return (uint64_t)(bad != 0) | spikes;
}

/* The exact level without a recurrence: each step from the circuit's own previous word, which is
 * the model's as long as no step differed. Y is the model's word if and only if 0 <= K*(U-X) + half
 * - (Y-X)*2^KF < 2^KF (unsigned arithmetic cannot hide a miss: both terms stay below 2^63 in size,
 * and their difference above -2^64 + 2^KF). Returns 0 if all n are equal. */
static uint64_t exact_active(const cosim_judge *j, const cosim_judge_block *b, size_t i, size_t n,
                             bool spikes)
{
    const lif_words *w = &j->q.words;
    const unsigned shift = j->q.format.leak_fraction;
    const int64_t half = (int64_t)1 << (shift - 1);
    const int64_t leak = w->leak_fx;
    const int64_t threshold = w->threshold_fx + (w->compare_above ? 1 : 0);
    const int32_t *before = b->before_fx + i, *after = b->after_fx + i;
    const int32_t *drive = b->drive_fx + i;
    const size_t silent = spikes ? n - 1 : n;
    int64_t state = j->integer.state_fx;
    uint64_t bad = 0;
    for (size_t k = 0; k < n; k++) {
        const int64_t y = before[k];
        const uint64_t rest =
            (uint64_t)(leak * (drive[k] - state) + half) - ((uint64_t)(y - state) << shift);
        bad |= rest >> shift;
        state = y;
    }
    bad |= silent_decisions(j, b, i, silent);
    if (spikes) {
        const int64_t y = before[silent];
        const int64_t next = w->reset_by_subtract ? y - w->reset_fx : w->reset_fx;
        bad |= (uint64_t)(y < threshold) | (uint64_t)(after[silent] != next);
    }
    return bad;
}

/* The guided reference over n steps without a spike. */
static inline judge_chain silent_steps(const cosim_judge *j, const double *current_a,
                                       const int32_t *before, size_t n, judge_chain c,
                                       const bool euler)
{
    lif_model m = j->model;
    const lif_bound limits = j->bound;
    const double limit = j->threshold - j->half_lsb, lsb = j->lsb, view = limits.view;
    const double rest_v = j->params.v_rest_v, per_scale = j->per_scale;
    m.euler = euler;
    for (size_t k = 0; k < n; k++) {
        const double u = lif_model_drive(&m, current_a[k]);
        const double y = lif_model_update(&m, c.v, u);
        const double y_normal = (y - rest_v) * per_scale;
        c.bound = lif_bound_update(&limits, c.bound, c.x, (u - rest_v) * per_scale);
        const double seen = c.bound + view;
        const double error = fabs((double)before[k] * lsb - y_normal);
        const double usage = error / seen;
        c.bad |= (uint64_t) !(error <= seen) | (uint64_t) !(y_normal + seen < limit) |
                 (uint64_t)lif_model_fires(&m, y);
        c.max_error = error > c.max_error ? error : c.max_error;
        c.max_bound = seen > c.max_bound ? seen : c.max_bound;
        c.max_usage = usage > c.max_usage ? usage : c.max_usage;
        c.v = y;
        c.x = y_normal;
    }
    return c;
}

/* The one step that spikes, at the end of a stretch. */
static judge_chain spiking_step(const cosim_judge *j, double current_a, int32_t before,
                                judge_chain c)
{
    const double u = lif_model_drive(&j->model, current_a);
    const double y = lif_model_update(&j->model, c.v, u);
    const double y_normal = judge_normalise(j, y);
    const double bound = lif_bound_update(&j->bound, c.bound, c.x, judge_normalise(j, u));
    const double seen = bound + j->bound.view;
    const double error = fabs((double)before * j->lsb - y_normal);
    c.bad |= (uint64_t) !(error <= seen) |
             (uint64_t) !(y_normal - seen > j->threshold + j->half_lsb) |
             (uint64_t)!lif_model_fires(&j->model, y);
    c.max_error = error > c.max_error ? error : c.max_error;
    c.max_bound = seen > c.max_bound ? seen : c.max_bound;
    c.max_usage = error / seen > c.max_usage ? error / seen : c.max_usage;
    c.v = lif_model_reset(&j->model, y);
    c.bound = lif_bound_reset(&j->bound, bound);
    return c;
}

judge_stretch judge_stretch_start(const cosim_judge *j, const cosim_judge_block *b, size_t i)
{
    const uint8_t *spike = memchr(b->spike + i, 1, b->n - i);
    const size_t n = spike != NULL ? (size_t)(spike - (b->spike + i)) + 1 : b->n - i;
    return (judge_stretch){.i = i,
                           .n = n,
                           .silent = spike != NULL ? n - 1 : n,
                           .spikes = spike != NULL,
                           .c = {.v = j->guided.v,
                                 .x = judge_normalise(j, j->guided.v),
                                 .bound = j->guided_bound,
                                 .max_error = j->max_error,
                                 .max_bound = j->max_bound,
                                 .max_usage = j->max_usage}};
}

void judge_stretch_lead(const cosim_judge *j, const cosim_judge_block *b, size_t at, size_t n,
                        judge_chain *c)
{
    const double *current = b->current_a + at;
    const int32_t *before = b->before_fx + at;
    *c = j->model.euler ? silent_steps(j, current, before, n, *c, true)
                        : silent_steps(j, current, before, n, *c, false);
}

bool judge_stretch_finish(cosim_judge *j, const cosim_judge_block *b, judge_stretch *s)
{
    const size_t last = s->i + s->n - 1;
    if (s->spikes) {
        s->c = spiking_step(j, b->current_a[last], b->before_fx[last], s->c);
    }
    if ((s->c.bad | exact_active(j, b, s->i, s->n, s->spikes)) != 0) {
        return false;
    }
    j->guided.v = s->c.v;
    j->guided_bound = s->c.bound;
    j->max_error = s->c.max_error;
    j->max_bound = s->c.max_bound;
    j->max_usage = s->c.max_usage;
    j->word = b->after_fx[last];
    j->integer.state_fx = j->word;
    j->bounded_compared += s->n;
    j->exact_compared += s->n;
    if (s->spikes) {
        const uint64_t step = j->step + s->silent;
        j->guided.hold = j->integer.hold = judge_hold(b, last);
        j->decided++;
        judge_add_spike(j, j->dut_spikes, &j->dut_spike_count, step);
        judge_add_spike(j, j->reference_spikes, &j->reference_spike_count, step);
    }
    j->step += s->n;
    return true;
}

bool judge_in_step(const cosim_judge *j)
{
    return j->shows_before && j->shows_membrane && j->exact_applies && !j->diverged &&
           j->q.format.rounding == LIF_HALF_UP && j->integer.state_fx == j->word &&
           j->integer.hold == j->guided.hold;
}

bool judge_fast(cosim_judge *j, const cosim_judge_block *b, size_t i, size_t *length)
{
    if (!judge_in_step(j)) {
        *length = 1;
        return false;
    }
    if (j->guided.hold > 0) {
        return judge_fast_held(j, b, i, length);
    }
    judge_stretch s = judge_stretch_start(j, b, i);
    *length = s.n;
    judge_stretch_lead(j, b, i, s.silent, &s.c);
    return judge_stretch_finish(j, b, &s);
}
