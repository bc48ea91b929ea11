// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/core_bounded.h"

#include <limits.h>
#include <math.h>

int cosim_core_bounded_start(cosim_core_bounded *bounded, cosim_arena *arena,
                             const lif_core_net *net, const lif_core_format *format,
                             const lif_core_image *image, bool real_weights, bool shows_state)
{
    const size_t n = image->neurons;
    *bounded = (cosim_core_bounded){.net = net,
                                    .image = image,
                                    .receptors = format->receptors,
                                    .real_weights = real_weights,
                                    .shows_state = shows_state,
                                    .limits = lif_core_limits_of(format)};
    bounded->bound = cosim_arena_alloc(arena, n * sizeof *bounded->bound);
    bounded->guided = cosim_arena_alloc(arena, n * sizeof *bounded->guided);
    bounded->expected = cosim_arena_alloc(arena, n * sizeof *bounded->expected);
    bounded->word_fx = cosim_arena_alloc(arena, n * sizeof *bounded->word_fx);
    bounded->decided = cosim_arena_alloc(arena, n);
    if (bounded->bound == NULL || bounded->guided == NULL || bounded->expected == NULL ||
        bounded->word_fx == NULL || bounded->decided == NULL) {
        return -1;
    }
    for (size_t i = 0; i < n; i++) {
        lif_core_bound_start(&bounded->bound[i], format, &net->neuron[i], &image->word[i]);
        lif_core_guided_start(&bounded->guided[i], &net->neuron[i], &bounded->bound[i]);
        bounded->word_fx[i] = image->word[i].initial_fx;
    }
    return 0;
}

void cosim_core_bounded_expect_one(const cosim_core_bounded *bounded, const cosim_core_pull *pull,
                                   uint32_t noise, size_t i, lif_core_guided *guided,
                                   lif_core_expected *expected)
{
    const lif_core_real *real = &bounded->net->neuron[i];
    const lif_core_bound *b = &bounded->bound[i];
    lif_core_told told = {.noise = lif_core_noise_of(real, &bounded->limits, noise)};
    for (unsigned r = 0; r < bounded->receptors; r++) {
        const size_t at = r * (size_t)bounded->image->neurons + i;
        const double words = (double)pull->sum[at] * b->weight_step[r];
        told.events[r] = bounded->real_weights ? pull->real[at] : words;
        told.sizes[r] = bounded->real_weights ? pull->size[at] : fabs(words);
        told.missed[r] = bounded->real_weights ? fabs(words - pull->real[at]) : 0.0;
    }
    lif_core_guided_tick(guided, real, b, &bounded->limits, bounded->receptors, &told, expected);
}

void cosim_core_bounded_expect(cosim_core_bounded *bounded, const cosim_core_pull *pull,
                               const uint32_t *noise)
{
    for (size_t i = 0; i < bounded->image->neurons; i++) {
        cosim_core_bounded_expect_one(bounded, pull, noise[i], i, &bounded->guided[i],
                                      &bounded->expected[i]);
        bounded->clips += bounded->expected[i].clips;
    }
}

/* One neuron-tick that is judged. */
typedef struct look {
    const cosim_core_bounded *b;
    cosim_core_result *result;
    cosim_core_finding *finding;
    uint64_t tick;
    unsigned neuron;
    bool failed; /* something of it has been noted */
} look;

static void note(look *l, const char *quantity, double expected, double observed, double bound)
{
    const cosim_core_mismatch m = {.tick = l->tick,
                                   .neuron = l->neuron,
                                   .row = UINT_MAX,
                                   .quantity = quantity,
                                   .expected = expected,
                                   .observed = observed,
                                   .bound = bound};
    if (!l->failed) { /* a neuron-tick counts once */
        cosim_core_note(l->finding, &m);
    }
    l->failed = true;
}

/* Compares a word with a value. Raises *usage to |e|/B where it is larger. */
static double compare(look *l, const char *quantity, int32_t word_fx, double value, double bound,
                      double *usage)
{
    const double observed = word_fx * l->b->limits.lsb, error = fabs(observed - value);
    if (error > *usage * bound) {
        *usage = error / bound;
    }
    if (!(error <= bound)) {
        note(l, quantity, value, observed, bound);
    }
    return error;
}

static void judge_membrane(look *l, const lif_core_seen *seen, bool spike)
{
    const lif_core_expected *e = &l->b->expected[l->neuron];
    const lif_core_words *w = &l->b->image->word[l->neuron];
    const int32_t before = seen->before_fx[l->neuron], after = seen->after_fx[l->neuron];
    const int32_t kept = l->b->word_fx[l->neuron];
    int64_t wanted = before;
    if (e->held) {
        if (before != kept || after != kept) {
            note(l, "held membrane", kept, before != kept ? before : after, 0.0);
        }
        return;
    }
    const double error = compare(l, "membrane before reset", before, e->membrane, e->membrane_bound,
                                 &l->result->usage_membrane);
    l->result->max_error = fmax(l->result->max_error, error);
    l->finding->compared++;
    if (spike) {
        wanted = w->subtract ? (int64_t)before - w->reset_fx : w->reset_fx;
    }
    if (after != wanted) {
        note(l, "membrane after reset", (double)wanted, after, 0.0);
    }
}

static void judge_decision(look *l, bool spike, uint8_t *decided)
{
    const lif_core_expected *e = &l->b->expected[l->neuron];
    cosim_core_result *r = l->result;
    if ((spike && e->must_not) || (!spike && e->must)) {
        note(l, e->held ? "spike of a held neuron" : "spike", !spike, spike, 0.0);
    }
    if (e->held) {
        return;
    }
    r->max_bound = fmax(r->max_bound, e->membrane_bound);
    r->must += e->must;
    r->must_not += e->must_not;
    r->ambiguous += !e->must && !e->must_not;
    r->differing += spike != e->spikes;
    *decided |= e->must ? 1u : e->must_not ? 2u : 0u;
}

void cosim_core_bounded_judge(cosim_core_bounded *bounded, uint64_t tick, const lif_core_seen *seen,
                              const uint8_t *spike, cosim_core_result *result)
{
    look l = {.b = bounded,
              .result = result,
              .finding = &result->level[COSIM_CORE_BOUNDED],
              .tick = tick};
    for (unsigned i = 0; i < bounded->image->neurons; i++) {
        const lif_core_expected *e = &bounded->expected[i];
        l.neuron = i;
        l.failed = false;
        for (unsigned r = 0; r < bounded->receptors && seen != NULL; r++) {
            compare(&l, r == 0 ? "synaptic current" : "second synaptic current",
                    seen->synapse_fx[r][i], e->synapse[r], e->synapse_bound[r],
                    &result->usage_synapse);
        }
        if (seen != NULL) {
            compare(&l, "adaptation", seen->adaptation_fx[i], e->adaptation, e->adaptation_bound,
                    &result->usage_adaptation);
            judge_membrane(&l, seen, spike[i] != 0);
            bounded->word_fx[i] = seen->after_fx[i];
        }
        judge_decision(&l, spike[i] != 0, &bounded->decided[i]);
    }
}

void cosim_core_bounded_adopt(cosim_core_bounded *bounded, const uint8_t *spike)
{
    for (size_t i = 0; i < bounded->image->neurons; i++) {
        bounded->clips +=
            lif_core_guided_adopt(&bounded->guided[i], &bounded->net->neuron[i], &bounded->bound[i],
                                  &bounded->limits, &bounded->expected[i], spike[i] != 0);
    }
}

void cosim_core_bounded_hidden(const cosim_core_bounded *bounded, int32_t *limit)
{
    const size_t n = bounded->image->neurons;
    for (unsigned r = 0; r < bounded->receptors; r++) {
        for (size_t i = 0; i < n; i++) {
            limit[r * n + i] = cosim_core_hidden(bounded->expected[i].synapse_bound[r],
                                                 bounded->bound[i].weight_step[r]);
        }
    }
}
