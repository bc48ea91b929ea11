// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge of a core judges in vectors and neuron by neuron, and both give the same result and say
 * the same of each neuron in each tick, to the last bit: random networks in several formats, on a
 * correct core and on one that shows something wrong now and then, judged by the weights of the
 * words, with and without the effect of their rounding, and by the real ones, with each kernel that
 * this processor has. */
#include "core_bench.h"
#include "circuit/core_model.h"
#include "judge/vectors.h"

#include <stdio.h>
#include <string.h>

enum { TICKS = 400 };

/* A core that is correct but for some ticks, in which it shows a wrong word or leaves out a spike.
 */
typedef struct liar {
    uint64_t tick;
    uint64_t every; /* 0: it does not lie */
    unsigned neurons;
} liar;

static liar lying;

static int lie(lif_core_dut *dut, lif_core_tick *tick)
{
    const int status = cosim_core_model_ops.tick(dut, tick);
    const uint64_t t = lying.tick++;
    if (status == 0 && lying.every != 0 && t % lying.every == lying.every - 1) {
        const unsigned i = (unsigned)(t * 7 % lying.neurons);
        int32_t *const words[] = {tick->seen->synapse_fx[0], tick->seen->adaptation_fx,
                                  tick->seen->before_fx, tick->seen->after_fx};
        words[t / lying.every % 4][i] += t % 3 == 0 ? 1 : 1 << 14;
    }
    return status;
}

static void same_double(const char *what, double a, double b)
{
    if (memcmp(&a, &b, sizeof a) != 0) {
        fail_msg("%s: %.17g and %.17g", what, a, b);
    }
}

/* A watcher is told this of each tick: a number that other bits would change. */
typedef struct told {
    uint64_t tick[TICKS];
    unsigned neurons;
} told;

static void mix(uint64_t *sum, uint64_t bits)
{
    *sum = (*sum ^ bits) * 0x9e3779b97f4a7c15u;
    *sum ^= *sum >> 29;
}

static int listen(void *context, uint64_t tick, const lif_core_tick *shown,
                  const cosim_core_view *view, cosim_diag *diag)
{
    told *t = context;
    uint64_t *sum = &t->tick[tick];
    (void)shown;
    (void)diag;
    *sum = 0xcbf29ce484222325u;
    for (unsigned i = 0; i < t->neurons; i++) {
        const lif_core_expected e = cosim_core_view_expected(view, i);
        const cosim_core_neuron n = cosim_core_view_neuron(view, i);
        const double reals[] = {
            e.synapse[0], e.synapse_bound[0], e.adaptation,         e.adaptation_bound,
            e.membrane,   e.membrane_bound,   e.held ? 0 : e.level, e.held ? 0 : e.level_bound,
            n.usage,      n.max_error,        n.max_bound};
        for (size_t k = 0; k < sizeof reals / sizeof *reals; k++) {
            uint64_t bits;
            memcpy(&bits, &reals[k], sizeof bits);
            mix(sum, bits);
        }
        mix(sum, (uint64_t)view->spike[i] | (uint64_t)view->free_spike[i] << 1 |
                     (uint64_t)e.held << 2 | (uint64_t)e.must << 3 | (uint64_t)e.must_not << 4 |
                     (uint64_t)e.spikes << 5 | (uint64_t)e.clips << 6 | (uint64_t)n.must << 7);
    }
    return 0;
}

static void same_finding(const cosim_core_finding *a, const cosim_core_finding *b)
{
    assert_int_equal(a->verdict, b->verdict);
    assert_int_equal(a->compared, b->compared);
    assert_int_equal(a->mismatches, b->mismatches);
    assert_int_equal(a->first.present, b->first.present);
    if (a->first.present) {
        assert_int_equal(a->first.tick, b->first.tick);
        assert_int_equal(a->first.neuron, b->first.neuron);
        assert_string_equal(a->first.quantity, b->first.quantity);
        same_double("expected", a->first.expected, b->first.expected);
        same_double("observed", a->first.observed, b->first.observed);
        same_double("bound", a->first.bound, b->first.bound);
    }
}

static void same_result(const cosim_core_result *a, const cosim_core_result *b)
{
    assert_int_equal(a->verdict, b->verdict);
    for (int k = 0; k < COSIM_CORE_LEVELS; k++) {
        same_finding(&a->level[k], &b->level[k]);
    }
    const uint64_t of_a[] = {a->ticks, a->events,   a->synaptic_events, a->unseen_events, a->spikes,
                             a->must,  a->must_not, a->ambiguous,       a->differing,     a->clips},
                   of_b[] = {b->ticks, b->events,   b->synaptic_events, b->unseen_events, b->spikes,
                             b->must,  b->must_not, b->ambiguous,       b->differing,     b->clips};
    assert_memory_equal(of_a, of_b, sizeof of_a);
    same_double("usage of S", a->usage_synapse, b->usage_synapse);
    same_double("usage of A", a->usage_adaptation, b->usage_adaptation);
    same_double("usage of the membrane", a->usage_membrane, b->usage_membrane);
    same_double("largest error", a->max_error, b->max_error);
    same_double("largest bound", a->max_bound, b->max_bound);
    same_double("effect of the weights", a->weights_effect, b->weights_effect);
    assert_int_equal(a->weights_decide, b->weights_decide);
    for (int k = 0; k < 2; k++) {
        assert_int_equal(a->free_running[k].identical, b->free_running[k].identical);
        assert_int_equal(a->free_running[k].spikes, b->free_running[k].spikes);
        assert_int_equal(a->free_running[k].identical_trains, b->free_running[k].identical_trains);
        if (!a->free_running[k].identical) {
            assert_int_equal(a->free_running[k].tick, b->free_running[k].tick);
            assert_int_equal(a->free_running[k].neuron, b->free_running[k].neuron);
            assert_int_equal(a->free_running[k].explained, b->free_running[k].explained);
            same_double("distance", a->free_running[k].distance, b->free_running[k].distance);
        }
    }
}

static cosim_core_result judged(const core_random *made, const lif_core_image *image,
                                cosim_core_case choices, uint64_t every, uint64_t seed, told *heard)
{
    struct lif_core_dut_ops ops = cosim_core_model_ops;
    char error[100];
    ops.format = made->format;
    ops.tick = lie;
    lif_core_dut *dut = ops.open(&ops, error, sizeof error);
    assert_non_null(dut);
    lying = (liar){.every = every, .neurons = image->neurons};
    const cosim_core_watcher watcher = {listen, heard};
    heard->neurons = image->neurons;
    const cosim_core_result r =
        core_bench_watched(made, image, &ops, dut, choices, &watcher, TICKS, seed);
    ops.close(dut);
    return r;
}

/* Leaves out what stands before and behind a place, in every other row. */
static void shorten(core_random *made, lif_random *random)
{
    const unsigned n = made->net.neurons;
    for (size_t row = 0; row < made->net.inputs + n; row++) {
        const uint64_t first = lif_random_below(random, n), count = lif_random_below(random, n);
        for (size_t i = 0; i < n && row % 2 == 0; i++) {
            made->weight[row * n + i] *= i >= first && i < first + count;
        }
    }
}

/* One kind of network. */
typedef struct kind {
    const char *name;
    unsigned width, fraction, leak;
    lif_rounding rounding;
    core_draw draw;
} kind;

static void same(void **state)
{
    const kind *k = *state;
    const lif_core_format f = core_format(k->width, k->fraction, k->leak, k->rounding, 8);
    static const unsigned sizes[] = {8, 16, 24, 64};
    lif_random random;
    static told single_told, vector_told;
    uint64_t compared = 0, failed = 0, diverged = 0, effects = 0, unseen = 0, seen = 0;
    lif_random_seed(&random, fixture_seed(k->name));
    for (unsigned set = 0; set < 24; set++) {
        core_random made;
        lif_core_image image;
        core_draw draw = k->draw;
        draw.neurons = sizes[set % 4];
        core_random_new(&made, &random, &f, &draw);
        shorten(&made, &random);
        if (cosim_core_quantise(&made.net, &made.format, &image, NULL, NULL) == LIF_OK) {
            const uint64_t seed = lif_random_bits(&random), every = set % 3 == 0 ? 0 : 5 * set;
            cosim_core_case choices = {.saturation_declared = true,
                                       .kernel = COSIM_CORE_SINGLE,
                                       .weights_effect = set / 4 % 3 == 1,
                                       .real_weights = set / 4 % 3 == 2};
            const cosim_core_result single =
                judged(&made, &image, choices, every, seed, &single_told);
            assert_int_equal(single.verdict == COSIM_FAIL, every != 0);
            for (choices.kernel = 1; choices.kernel <= cosim_judge_kernels(); choices.kernel++) {
                const cosim_core_result r =
                    judged(&made, &image, choices, every, seed, &vector_told);
                same_result(&single, &r);
                for (unsigned t = 0; t < TICKS; t++) {
                    if (single_told.tick[t] != vector_told.tick[t]) {
                        fail_msg("set %u, kernel %u: tick %u is told otherwise", set,
                                 choices.kernel, t);
                    }
                }
            }
            compared++;
            effects += single.weights_effect > 0.0;
            unseen += single.unseen_events > 0;
            seen += single.synaptic_events > 0 && single.unseen_events == 0;
            failed += every != 0;
            diverged += !single.free_running[0].identical || !single.free_running[1].identical;
            cosim_core_image_free(&image);
        }
        core_random_free(&made);
    }
    print_message("# %s: %llu networks, %llu of them failed, %llu went apart from a network by "
                  "itself, %llu with an effect of the weights, %llu with events too small to be "
                  "missed, %llu without\n",
                  k->name, (unsigned long long)compared, (unsigned long long)failed,
                  (unsigned long long)diverged, (unsigned long long)effects,
                  (unsigned long long)unseen, (unsigned long long)seen);
    assert_true(compared > 8 && failed > 4 && ((diverged > 0 && effects > 0) || k->draw.dyadic));
}

int main(void)
{
    static kind kinds[] = {
        {"24/18/24", 24, 18, 24, LIF_HALF_UP, {0}},
        {"24/18/24, residual", 24, 18, 24, LIF_RESIDUAL, {0}},
        {"24/18/24, saturating", 24, 18, 24, LIF_HALF_UP, {.wild = true}},
        {"24/18/24, residual, saturating", 24, 18, 24, LIF_RESIDUAL, {.wild = true}},
        {"24/18/24, exact ties", 24, 18, 24, LIF_HALF_UP, {.dyadic = true}},
        {"16/11/16, frozen, adaptive",
         16,
         11,
         16,
         LIF_HALF_UP,
         {.freezing = true, .adaptive = true}},
        {"32/24/31, residual", 32, 24, 31, LIF_RESIDUAL, {0}},
        {"32/24/31", 32, 24, 31, LIF_HALF_UP, {0}}};
    struct CMUnitTest tests[sizeof kinds / sizeof *kinds];
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        tests[i] = (struct CMUnitTest){kinds[i].name, same, NULL, NULL, &kinds[i]};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
