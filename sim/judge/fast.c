// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge's fast path may only say "these steps are clean", and then leaves exactly the state,
 * the maxima and the counts that the definition in judge/step.c would leave; otherwise it changes
 * nothing and the definition judges the same steps. It applies while circuit, integer model and
 * both references are in step with each other, as they are in all of a sound run. */
#include "judge/fast.h"

#include "judge/chains.h"
#include "judge/vectors.h"

#include <string.h>

enum { MOST_STRETCHES = 32 };

/* Checks held steps: there is no spike, and both words are kept. Returns 0 if so. */
static uint64_t exact_held(const cosim_judge_block *b, const cosim_judge_stretch *s, int32_t word)
{
    uint32_t differs = 0;
    for (size_t k = s->held_at; k < s->held_at + s->held; k++) {
        differs |=
            (uint32_t)(b->before_fx[k] ^ word) | (uint32_t)(b->after_fx[k] ^ word) | b->spike[k];
    }
    return differs;
}

/* Checks the decisions of silent steps: no membrane reaches the threshold, no word changes after
 * it, and there is no spike. Returns 0 if so. */
static uint64_t exact_silent(const cosim_judge *j, const cosim_judge_block *b, size_t i, size_t n)
{
    const lif_words *w = &j->q.words;
    const int64_t most = w->threshold_fx - (w->compare_above ? 0 : 1); /* that does not fire */
    const int32_t *before = b->before_fx + i;
    const int32_t limit = most < INT32_MIN ? INT32_MIN : (int32_t)most;
    uint32_t fires = 0;
    uint8_t spike = 0;
    if (n == 0) {
        return 0;
    }
    for (size_t k = 0; k < n; k++) {
        fires |= (uint32_t)(before[k] > limit);
    }
    for (size_t k = 0; k < n; k++) {
        spike |= b->spike[i + k];
    }
    return (uint64_t)(most < INT32_MIN) | fires | spike |
           (uint64_t)(memcmp(before, b->after_fx + i, n * sizeof *before) != 0);
}

/* Checks the exact level without a recurrence: each step starts from the circuit's own previous
 * word, which is the model's as long as no step differed. Y is the model's word if and only if 0 <=
 * K*(U-X) + half - (Y-X)*2^KF < 2^KF (unsigned arithmetic cannot hide a miss: both terms stay below
 * 2^63 in size, and their difference above -2^64 + 2^KF). Returns 0 if all n > 0 steps from the
 * word `state` on are equal. It is always inlined, so that each kernel is these steps with the
 * instructions that it may use. */
__attribute__((always_inline)) static inline uint64_t steps_differ(const int32_t *before,
                                                                   const int32_t *drive, size_t n,
                                                                   int64_t state, int64_t leak,
                                                                   unsigned shift)
{
    const int64_t half = (int64_t)1 << (shift - 1);
    const uint64_t first =
        (uint64_t)(leak * (drive[0] - state) + half) - ((uint64_t)(before[0] - state) << shift);
    uint64_t bad = first >> shift;
    for (size_t k = 1; k < n; k++) {
        const int64_t x = before[k - 1], y = before[k];
        const uint64_t rest =
            (uint64_t)(leak * (drive[k] - x) + half) - ((uint64_t)(y - x) << shift);
        bad |= rest >> shift;
    }
    return bad;
}

static uint64_t differ_any(const int32_t *before, const int32_t *drive, size_t n, int64_t state,
                           int64_t leak, unsigned shift)
{
    return steps_differ(before, drive, n, state, leak, shift);
}

#ifdef __x86_64__ /* which multiplies words of 64 bits in vectors */
JUDGE_AVX512 static uint64_t differ_avx512(const int32_t *before, const int32_t *drive, size_t n,
                                           int64_t state, int64_t leak, unsigned shift)
{
    return steps_differ(before, drive, n, state, leak, shift);
}
#else
#define differ_avx512 differ_any
#endif

/* Checks the active steps of a stretch, from the word `state` on. Returns 0 if all are equal. */
static uint64_t exact_active(const cosim_judge *j, const cosim_judge_block *b,
                             const cosim_judge_stretch *s, int64_t state)
{
    const lif_words *w = &j->q.words;
    const int64_t threshold = w->threshold_fx + (w->compare_above ? 1 : 0);
    const int32_t *before = b->before_fx + s->at, *drive = b->drive_fx + s->at;
    uint64_t bad = exact_silent(j, b, s->at, cosim_judge_silent(s));
    if (s->n > 0) {
        bad |= (j->kernel >= JUDGE_KERNEL_AVX512 ? differ_avx512 : differ_any)(
            before, drive, s->n, state, w->leak_fx, j->q.format.leak_fraction);
        state = before[s->n - 1];
    }
    if (s->spikes) {
        const int64_t next = w->reset_by_subtract ? state - w->reset_fx : w->reset_fx;
        bad |= (uint64_t)(state < threshold) | (uint64_t)(b->after_fx[s->at + s->n - 1] != next) |
               (uint64_t)(b->spike[s->at + s->n - 1] != 1);
    }
    return bad;
}

/* Cuts the steps from `at` to `end` into stretches, at most MOST_STRETCHES. A reset to a value
 * gives the reference of the next stretch its start; after a subtraction the start is known only
 * once the stretch before was run. */
static size_t plan(const cosim_judge *j, const cosim_judge_block *b, size_t at, size_t end,
                   cosim_judge_stretch *stretches)
{
    cosim_judge_chain start = {.v = j->guided.v, .bound = j->guided_bound};
    size_t hold = j->guided.hold, count = 0;
    while (at < end && count < MOST_STRETCHES) {
        cosim_judge_stretch *s = &stretches[count++];
        *s = (cosim_judge_stretch){.held_at = at, .c = start};
        s->c.x = cosim_judge_normalise(j, start.v);
        s->c.max_error = j->max_error;
        s->c.max_bound = j->max_bound;
        s->c.max_usage = j->max_usage;
        s->held = hold < end - at ? hold : end - at;
        at = s->at = s->held_at + s->held;
        const uint8_t *spike = at < end ? memchr(b->spike + at, 1, end - at) : NULL;
        s->spikes = spike != NULL;
        s->n = spike != NULL ? (size_t)(spike - (b->spike + at)) + 1 : end - at;
        at += s->n;
        if (!s->spikes || j->model.subtract) {
            break;
        }
        hold = cosim_judge_hold(b, at - 1);
        start = (cosim_judge_chain){.v = j->model.reset_v, .bound = j->bound.reset};
    }
    return count;
}

/* Moves the judge past a clean stretch. */
static void commit(cosim_judge *j, const cosim_judge_block *b, const cosim_judge_stretch *s)
{
    const cosim_judge_chain *c = &s->c;
    const int64_t word = j->word;
    j->guided.hold -= (uint32_t)s->held;
    if (s->n > 0) {
        j->guided.v = c->v;
        j->guided_bound = c->bound;
        j->max_error = c->max_error > j->max_error ? c->max_error : j->max_error;
        j->max_bound = c->max_bound > j->max_bound ? c->max_bound : j->max_bound;
        j->max_usage = c->max_usage > j->max_usage ? c->max_usage : j->max_usage;
        j->word = b->after_fx[s->at + s->n - 1];
    }
    j->bounded_compared += s->held + s->n;
    j->exact_compared += s->held + s->n;
    j->step += s->held + s->n;
    if (s->spikes) {
        j->guided.hold = cosim_judge_hold(b, s->at + s->n - 1);
        cosim_judge_hold_from(j, j->step - 1, j->guided.hold);
        j->decided++;
        cosim_judge_add_spike(j, j->dut_spikes, &j->dut_spike_count, j->step - 1);
        cosim_judge_add_spike(j, j->reference_spikes, &j->reference_spike_count, j->step - 1);
    }
    cosim_judge_still(j, b->after_fx + s->held_at, 1, s->held + s->n, word);
    j->integer.state_fx = j->word;
    j->integer.hold = j->guided.hold;
}

bool cosim_judge_in_step(const cosim_judge *j)
{
    return j->shows_before && j->shows_membrane && j->exact_applies && !j->diverged &&
           j->q.format.rounding == LIF_HALF_UP && j->integer.state_fx == j->word &&
           j->integer.hold == j->guided.hold;
}

bool cosim_judge_fast(cosim_judge *j, const cosim_judge_block *b, size_t i, size_t *length)
{
    cosim_judge_stretch stretches[MOST_STRETCHES];
    size_t done = 0;
    if (!cosim_judge_in_step(j)) {
        *length = 1;
        return false;
    }
    const size_t count = plan(j, b, i, i + *length, stretches);
    cosim_judge_chains(j, b, stretches, count);
    for (size_t k = 0; k < count; k++) {
        cosim_judge_stretch *s = &stretches[k];
        if (s->spikes) {
            cosim_judge_chain_spike(j, b, s);
        }
        if ((s->c.bad | exact_held(b, s, (int32_t)j->word) | exact_active(j, b, s, j->word)) != 0) {
            *length = done > 0 ? done : s->held + s->n;
            return done > 0;
        }
        commit(j, b, s);
        done += s->held + s->n;
    }
    *length = done;
    return true;
}
