// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/core_judge.h"

#include "judge/core_bounded.h"
#include "judge/core_constants.h"
#include "judge/core_each.h"
#include "judge/core_effect.h"
#include "judge/core_exact.h"
#include "judge/core_free.h"
#include "judge/core_lanes.h"
#include "judge/core_port.h"
#include "judge/core_pull.h"
#include "lif_core_noise.h"

struct cosim_core_judge {
    cosim_core_case judged;
    cosim_arena *arena;
    cosim_core_pull pull;
    cosim_core_bounded bounded;
    cosim_core_effect effect;
    cosim_core_exact exact;
    cosim_core_free free;
    cosim_core_each each;
    cosim_core_lanes lanes; /* for ticks with nothing to report */
    bool has_exact;
    bool in_vectors;     /* the last tick was judged in vectors */
    uint8_t *spike;      /* [neurons]: those of the circuit */
    uint32_t *noise;     /* [neurons]: the words of a tick */
    int32_t *limit;      /* [receptors][neurons] */
    uint32_t noise_word; /* the last one */
    cosim_core_result result;
};

static cosim_core_parts parts_of(cosim_core_judge *j)
{
    return (cosim_core_parts){.exact = &j->exact,
                              .bounded = &j->bounded,
                              .effect = j->judged.weights_effect ? &j->effect : NULL,
                              .each = &j->each,
                              .free = &j->free,
                              .pull = &j->pull};
}

static int start_exact(cosim_core_judge *j)
{
    const cosim_core_case *c = &j->judged;
    const cosim_core_parts parts = parts_of(j);
    j->has_exact = true;
    if (cosim_core_exact_start(&j->exact, j->arena, c->format, c->image) != 0) {
        return -1;
    }
    j->exact.model.reach = j->pull.reach;
    return c->kernel == COSIM_CORE_SINGLE
               ? 0
               : cosim_core_lanes_start(&j->lanes, j->arena, &parts, c->format, c->kernel);
}

static int start(cosim_core_judge *j)
{
    const cosim_core_case *c = &j->judged;
    const size_t n = c->image->neurons;
    const bool shows = (c->capabilities & LIF_CORE_SHOWS_STATE) != 0;
    const double *real = c->real_weights || c->weights_effect ? c->net->weight : NULL;
    j->spike = cosim_arena_alloc(j->arena, n);
    j->noise = cosim_arena_alloc(j->arena, n * sizeof *j->noise);
    j->limit = cosim_arena_alloc(j->arena, LIF_CORE_RECEPTORS * n * sizeof *j->limit);
    j->noise_word = c->image->seed;
    if (j->spike == NULL || j->noise == NULL || j->limit == NULL ||
        cosim_core_pull_start(&j->pull, j->arena, c->format, c->image, real, c->real_weights) !=
            0 ||
        cosim_core_each_start(&j->each, j->arena, c->image->neurons) != 0 ||
        cosim_core_bounded_start(&j->bounded, j->arena, c->net, c->format, c->image,
                                 c->real_weights, shows) != 0 ||
        cosim_core_free_start(&j->free, j->arena, c->net, c->format, c->image, &j->result) != 0) {
        return -1;
    }
    if (c->weights_effect &&
        cosim_core_effect_start(&j->effect, j->arena, c->net, c->format) != 0) {
        return -1;
    }
    j->free.model[0].reach = j->pull.reach; /* a word is 0 where its value is */
    if (real != NULL) {
        j->free.model[1].reach = j->pull.real_reach;
    }
    return (c->capabilities & LIF_CORE_INTEGER_MODEL) != 0 ? start_exact(j) : 0;
}

cosim_core_judge *cosim_core_judge_new(const cosim_core_case *judged, cosim_diag *diag)
{
    cosim_arena *arena = cosim_arena_new();
    cosim_core_judge *j = arena != NULL ? cosim_arena_alloc(arena, sizeof *j) : NULL;
    if (j == NULL) {
        cosim_arena_free(arena);
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    j->judged = *judged;
    j->arena = arena;
    j->result.format = *judged->format;
    j->result.neurons = judged->image->neurons;
    j->result.inputs = judged->image->inputs;
    j->result.tolerance = judged->tolerance;
    j->result.has_weights_effect = judged->weights_effect;
    if (start(j) != 0) {
        cosim_core_judge_free(j);
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    return j;
}

void cosim_core_judge_free(cosim_core_judge *judge)
{
    if (judge != NULL) {
        cosim_arena_free(judge->arena);
    }
}

void cosim_core_judge_constants(cosim_core_judge *judge, const lif_core_image *read)
{
    cosim_core_constants_judge(judge->judged.net, judge->judged.format, read,
                               &judge->result.level[COSIM_CORE_CONSTANTS]);
}

static int take_events(cosim_core_judge *j, const lif_core_tick *tick, cosim_diag *diag)
{
    for (size_t i = 0; i < tick->event_count; i++) {
        const uint32_t row = tick->events[i];
        if (cosim_core_pull_event(&j->pull, row) != 0) {
            return cosim_diag_set(
                diag, NULL,
                row < j->judged.image->inputs
                    ? "tick %llu: the input %lu has more than the %u events that it may have in a "
                      "tick; send fewer, or raise its at_most"
                    : "tick %llu: there is no input %lu; the core has %u",
                (unsigned long long)j->result.ticks, (unsigned long)row,
                row < j->judged.image->inputs ? j->judged.image->row[row].most
                                              : j->judged.image->inputs);
        }
        if (j->has_exact) {
            cosim_core_exact_event(&j->exact, row);
        }
        cosim_core_free_event(&j->free, row);
    }
    j->result.events += tick->event_count;
    return 0;
}

/* The judge runs the generator itself, from the seed. Returns the word before those of the tick. */
static uint32_t make_noise(cosim_core_judge *j)
{
    const uint32_t before = j->noise_word;
    for (unsigned i = 0; i < j->judged.image->neurons; i++) {
        j->noise_word = lif_core_noise_next(j->noise_word);
        j->noise[i] = j->noise_word;
    }
    return before;
}

/* Judges the neurons of a tick one by one. */
static void judge_neurons(cosim_core_judge *j, uint64_t number, const lif_core_seen *seen)
{
    cosim_core_result *r = &j->result;
    if (j->has_exact) {
        cosim_core_exact_judge(&j->exact, number, seen, j->spike, &r->level[COSIM_CORE_EXACT]);
    }
    cosim_core_bounded_expect(&j->bounded, &j->pull, j->noise);
    cosim_core_bounded_judge(&j->bounded, number, seen, j->spike, r);
    cosim_core_each_take(&j->each, j->bounded.expected, seen, j->bounded.limits.lsb);
    cosim_core_bounded_hidden(&j->bounded, j->limit);
    cosim_core_pull_count(&j->pull, j->limit, &r->synaptic_events, &r->unseen_events);
    cosim_core_free_judge(&j->free, number, j->spike, j->bounded.expected, r);
    if (j->judged.weights_effect) {
        cosim_core_effect_tick(&j->effect, &j->pull, j->noise, j->spike, j->bounded.expected, r);
    }
    cosim_core_bounded_adopt(&j->bounded, j->spike);
}

int cosim_core_judge_tick(cosim_core_judge *judge, const lif_core_tick *tick, cosim_diag *diag)
{
    cosim_core_judge *j = judge;
    cosim_core_result *r = &j->result;
    const unsigned n = j->judged.image->neurons;
    const bool shows = (j->judged.capabilities & LIF_CORE_SHOWS_STATE) != 0;
    const lif_core_seen *seen = shows ? tick->seen : NULL;
    const uint64_t number = r->ticks, by_model = j->exact.model.clips, by_real = j->bounded.clips;
    if (take_events(j, tick, diag) != 0) {
        return -1;
    }
    cosim_core_port_judge(tick, number, n, shows, j->spike, &r->level[COSIM_CORE_PORT]);
    const uint32_t noise = make_noise(j);
    const cosim_core_parts parts = parts_of(j);
    cosim_core_pull_gather(&j->pull);
    j->in_vectors = cosim_core_lanes_judge(&j->lanes, &parts, seen, j->spike, j->noise, noise, r);
    if (!j->in_vectors) {
        judge_neurons(j, number, seen);
    }
    cosim_core_pull_spikes(&j->pull, j->spike);
    const cosim_core_clips clips = {
        .model = j->has_exact ? j->exact.model.clips - by_model : j->bounded.clips - by_real,
        .exact = j->has_exact,
        .tells = (j->judged.capabilities & LIF_CORE_TELLS_SATURATION) != 0,
        .declared = j->judged.saturation_declared};
    cosim_core_clip_judge(tick->flags, number, &clips, &r->level[COSIM_CORE_CLIP]);
    r->clips += clips.model;
    for (unsigned i = 0; i < n; i++) {
        r->spikes += j->spike[i];
    }
    r->ticks++;
    return 0;
}

cosim_core_view cosim_core_judge_view(const cosim_core_judge *judge)
{
    const uint8_t *free_spike = !judge->in_vectors     ? judge->free.spike
                                : judge->lanes.follows ? judge->spike
                                                       : judge->lanes.free_spike[0];
    return (cosim_core_view){.spike = judge->spike,
                             .free_spike = free_spike,
                             .expected = judge->in_vectors ? NULL : judge->bounded.expected,
                             .judge = judge};
}

lif_core_expected cosim_core_view_expected(const cosim_core_view *view, unsigned neuron)
{
    const cosim_core_judge *j = view->judge;
    lif_core_guided guided;
    lif_core_expected expected;
    if (view->expected != NULL) {
        return view->expected[neuron];
    }
    cosim_core_lanes_before(&j->lanes, neuron, &guided);
    cosim_core_bounded_expect_one(&j->bounded, &j->pull, j->noise[neuron], neuron, &guided,
                                  &expected);
    return expected;
}

cosim_core_neuron cosim_core_view_neuron(const cosim_core_view *view, unsigned neuron)
{
    return cosim_core_each_of(&view->judge->each, neuron);
}

/* ---- the verdict ---- */

/* Tells whether enough was compared to say anything. */
static bool compared_something(const cosim_core_judge *j)
{
    if ((j->judged.capabilities & LIF_CORE_SHOWS_STATE) != 0) {
        return j->result.level[COSIM_CORE_BOUNDED].compared > 0;
    }
    for (unsigned i = 0; i < j->judged.image->neurons; i++) {
        if ((j->bounded.decided[i] & 2u) == 0) {
            return false;
        }
    }
    return j->result.must > 0;
}

void cosim_core_judge_result(const cosim_core_judge *judge, cosim_core_result *result)
{
    cosim_core_result r = judge->result;
    bool failed = false;
    cosim_core_free_count(&judge->free, &r);
    if ((judge->judged.capabilities & LIF_CORE_SHOWS_STATE) == 0) {
        r.level[COSIM_CORE_BOUNDED].compared = r.must + r.must_not;
    }
    for (int k = 0; k < COSIM_CORE_LEVELS; k++) {
        cosim_core_finding *f = &r.level[k];
        if (f->verdict != COSIM_FAIL) {
            f->verdict = f->compared > 0 ? COSIM_PASS : COSIM_NOT_APPLICABLE;
        }
        failed |= f->verdict == COSIM_FAIL;
    }
    cosim_core_finding *bounded = &r.level[COSIM_CORE_BOUNDED];
    const bool wide = !(r.max_bound <= r.tolerance) || !compared_something(judge);
    if (bounded->verdict == COSIM_PASS && wide) {
        bounded->verdict = COSIM_VACUOUS;
    }
    const bool identical =
        r.level[COSIM_CORE_EXACT].verdict == COSIM_PASS && r.free_running[0].identical;
    r.verdict = failed                                              ? COSIM_FAIL
                : compared_something(judge) && (!wide || identical) ? COSIM_PASS
                                                                    : COSIM_VACUOUS;
    *result = r;
}
