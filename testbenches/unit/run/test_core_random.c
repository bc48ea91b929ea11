// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge of a core raises no alarm on a correct one, and its bound is reached: random networks
 * run on the integer model, in several formats and roundings, with saturation, exact ties, and the
 * real weights. SETS and TICKS choose how many of each; `make core-bound` runs 10^8 neuron-ticks.
 */
#include "core_bench.h"
#include "circuit/core_model.h"

#include <math.h>
#include <stdio.h>

/* One kind of run. */
typedef struct kind {
    const char *name;
    unsigned width, fraction, leak, weight;
    lif_rounding rounding;
    core_draw draw;
    bool real_weights;
} kind;

typedef struct tally {
    uint64_t sets, neuron_ticks, spikes, synaptic, unseen, ambiguous, differing, clips, identical;
    uint64_t wide;
    double synapse, adaptation, membrane, bound;
} tally;

static double larger(double a, double b) { return a > b ? a : b; }

static void one_set(const kind *k, const core_random *made, const lif_core_image *image,
                    uint64_t ticks, uint64_t seed, tally *t)
{
    struct lif_core_dut_ops ops = cosim_core_model_ops;
    char error[100], text[900];
    ops.format = made->format;
    lif_core_dut *dut = ops.open(&ops, error, sizeof error);
    assert_non_null(dut);
    const cosim_core_case choices = {.real_weights = k->real_weights, .saturation_declared = true};
    const cosim_core_result r = core_bench_run(made, image, &ops, dut, choices, ticks, seed);
    if (r.verdict == COSIM_FAIL) {
        fail_msg("%s, set %llu (%u neurons): a correct core fails: %s", k->name,
                 (unsigned long long)t->sets, image->neurons,
                 core_bench_failures(&r, text, sizeof text));
    }
    assert_int_equal(r.ticks, ticks);
    assert_int_equal(r.level[COSIM_CORE_EXACT].compared, ticks * image->neurons);
    assert_true(r.level[COSIM_CORE_BOUNDED].compared > 0);
    t->sets++;
    t->neuron_ticks += ticks * image->neurons;
    t->spikes += r.spikes;
    t->synaptic += r.synaptic_events;
    t->unseen += r.unseen_events;
    t->ambiguous += r.ambiguous;
    t->differing += r.differing;
    t->clips += r.clips;
    t->identical += r.free_running[0].identical;
    t->wide += r.max_bound > 1e-3;
    t->synapse = larger(t->synapse, r.usage_synapse);
    t->adaptation = larger(t->adaptation, r.usage_adaptation);
    t->membrane = larger(t->membrane, r.usage_membrane);
    t->bound = larger(t->bound, r.max_bound);
    ops.close(dut);
}

static void no_alarm(void **state)
{
    const kind *k = *state;
    const uint64_t sets = fixture_setting("SETS", 12), ticks = fixture_setting("TICKS", 1000);
    const bool many = sets >= 40; /* a bound that is reached, and not only kept */
    const double reached = many ? 0.9 : 0.7;
    const lif_core_format f = core_format(k->width, k->fraction, k->leak, k->rounding, k->weight);
    lif_random random;
    tally t = {0};
    uint64_t refused = 0;
    lif_random_seed(&random, fixture_seed(k->name));
    for (uint64_t set = 0; set < sets; set++) {
        core_random made;
        lif_core_image image;
        core_random_new(&made, &random, &f, &k->draw);
        if (cosim_core_quantise(&made.net, &made.format, &image, NULL, NULL) == LIF_OK) {
            one_set(k, &made, &image, ticks, lif_random_bits(&random), &t);
            cosim_core_image_free(&image);
        } else {
            refused++;
        }
        core_random_free(&made);
    }
    print_message("# %s: %llu networks (%llu refused), %llu neuron-ticks, %llu spikes, %llu "
                  "synaptic events (%llu unseen), no alarm; largest error/bound: S %.4f, A %.4f, "
                  "membrane %.4f; largest bound %.2e, over 1e-3 in %llu networks; %llu ambiguous, "
                  "%llu differing, %llu clips, %llu networks identical by themselves\n",
                  k->name, (unsigned long long)t.sets, (unsigned long long)refused,
                  (unsigned long long)t.neuron_ticks, (unsigned long long)t.spikes,
                  (unsigned long long)t.synaptic, (unsigned long long)t.unseen, t.synapse,
                  t.adaptation, t.membrane, t.bound, (unsigned long long)t.wide,
                  (unsigned long long)t.ambiguous, (unsigned long long)t.differing,
                  (unsigned long long)t.clips, (unsigned long long)t.identical);
    assert_true(t.sets > sets / 2 && t.spikes > t.neuron_ticks / 2000);
    assert_true(t.membrane > reached && t.membrane <= 1.0);
    assert_true(t.synapse > reached && t.synapse <= 1.0);
    assert_true((!many || t.adaptation > reached) && t.adaptation <= 1.0);
    assert_true(!k->draw.wild || t.clips > 0);
}

int main(void)
{
    static kind kinds[] = {
        {"24/18/24", 24, 18, 24, 8, LIF_HALF_UP, {0}, false},
        {"24/18/24, residual", 24, 18, 24, 8, LIF_RESIDUAL, {0}, false},
        {"24/18/24, real weights", 24, 18, 24, 8, LIF_HALF_UP, {0}, true},
        {"24/18/24, saturating", 24, 18, 24, 8, LIF_HALF_UP, {.wild = true}, false},
        {"24/18/24, residual, saturating", 24, 18, 24, 8, LIF_RESIDUAL, {.wild = true}, false},
        {"24/18/24, exact ties", 24, 18, 24, 8, LIF_HALF_UP, {.dyadic = true}, false},
        {"32/24/31", 32, 24, 31, 8, LIF_HALF_UP, {0}, false},
        {"32/24/31, real weights of 16 bits", 32, 24, 31, 16, LIF_HALF_UP, {0}, true},
        {"20/15/20, residual", 20, 15, 20, 8, LIF_RESIDUAL, {0}, false},
        {"16/11/16", 16, 11, 16, 8, LIF_HALF_UP, {0}, false},
        {"16/11/16, no synapses between neurons",
         16,
         11,
         16,
         8,
         LIF_HALF_UP,
         {.forward = true},
         false}};
    struct CMUnitTest tests[sizeof kinds / sizeof *kinds];
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        tests[i] = (struct CMUnitTest){kinds[i].name, no_alarm, NULL, NULL, &kinds[i]};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
