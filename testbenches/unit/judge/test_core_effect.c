// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The reference that tells the effect of rounded weights has no bounds, and is otherwise the guided
 * reference with the real weights: on random networks and spikes both say the same, bit for bit. */
#include "core_fixture.h"
#include "judge/core_effect.h"
#include "neuron_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { TICKS = 400, NETWORKS = 12 };

typedef struct bench {
    cosim_core_pull pull;
    cosim_core_bounded words, real; /* guided references */
    cosim_core_effect effect;
    cosim_core_result by_guided, by_effect;
    uint32_t *noise;
    uint8_t *spike;
} bench;

static void begin(bench *b, cosim_arena *arena, const core_random *made,
                  const lif_core_image *image)
{
    const size_t n = made->net.neurons;
    *b = (bench){.noise = cosim_arena_alloc(arena, n * sizeof *b->noise),
                 .spike = cosim_arena_alloc(arena, n)};
    assert_int_equal(
        cosim_core_pull_start(&b->pull, arena, &made->format, image, made->net.weight, true), 0);
    assert_int_equal(
        cosim_core_bounded_start(&b->words, arena, &made->net, &made->format, image, false, true),
        0);
    assert_int_equal(
        cosim_core_bounded_start(&b->real, arena, &made->net, &made->format, image, true, true), 0);
    assert_int_equal(cosim_core_effect_start(&b->effect, arena, &made->net, &made->format), 0);
}

/* Adds up what the guided reference says of a tick. */
static void by_guided(bench *b, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        const lif_core_expected *real = &b->real.expected[i];
        if (!real->held) {
            const double apart = fabs(real->membrane - b->words.expected[i].membrane);
            b->by_guided.weights_effect = fmax(b->by_guided.weights_effect, apart);
            b->by_guided.weights_decide += real->spikes != (b->spike[i] != 0);
        }
    }
}

static void tick(bench *b, const core_random *made, lif_random *random)
{
    const unsigned n = made->net.neurons;
    for (unsigned row = 0; row < made->net.inputs; row++) {
        for (unsigned k = core_random_events(made, random, row); k > 0; k--) {
            assert_int_equal(cosim_core_pull_event(&b->pull, row), 0);
        }
    }
    cosim_core_pull_gather(&b->pull);
    for (unsigned i = 0; i < n; i++) {
        b->noise[i] = (uint32_t)lif_random_below(random, UINT32_MAX);
    }
    cosim_core_bounded_expect(&b->words, &b->pull, b->noise);
    cosim_core_bounded_expect(&b->real, &b->pull, b->noise);
    for (unsigned i = 0; i < n; i++) { /* a circuit that is wrong now and then, held or not */
        b->spike[i] = b->words.expected[i].spikes ^ (lif_random_below(random, 50) == 0);
    }
    by_guided(b, n);
    cosim_core_effect_tick(&b->effect, &b->pull, b->noise, b->spike, b->words.expected,
                           &b->by_effect);
    cosim_core_bounded_adopt(&b->words, b->spike);
    cosim_core_bounded_adopt(&b->real, b->spike);
    cosim_core_pull_spikes(&b->pull, b->spike);
    for (unsigned i = 0; i < n; i++) {
        const lif_core_point *wanted = &b->real.guided[i].point, *is = &b->effect.point[i];
        assert_memory_equal(&is->membrane, &wanted->membrane, sizeof is->membrane);
        assert_memory_equal(is->synapse, wanted->synapse,
                            made->format.receptors * sizeof is->synapse[0]);
        assert_memory_equal(&is->adaptation, &wanted->adaptation, sizeof is->adaptation);
        assert_int_equal(is->hold, wanted->hold);
    }
}

static void is_the_guided_reference(void **state)
{
    (void)state;
    lif_random random;
    double effect = 0.0;
    uint64_t decided = 0;
    lif_random_seed(&random, fixture_seed("core effect"));
    for (unsigned k = 0; k < NETWORKS; k++) {
        const lif_core_format format =
            core_format(24, 18, 24, k % 2 == 0 ? LIF_HALF_UP : LIF_RESIDUAL, 6);
        const core_draw draw = {
            .neurons = 16, .freezing = k % 3 == 0, .adaptive = k % 3 == 1, .wild = k % 4 == 3};
        core_random made;
        lif_core_image image;
        bench b;
        cosim_arena *arena = cosim_arena_new();
        core_random_new(&made, &random, &format, &draw);
        assert_int_equal(cosim_core_quantise(&made.net, &made.format, &image, NULL, NULL), LIF_OK);
        begin(&b, arena, &made, &image);
        for (unsigned t = 0; t < TICKS; t++) {
            tick(&b, &made, &random);
        }
        assert_true(!(b.by_effect.weights_effect < b.by_guided.weights_effect) &&
                    !(b.by_effect.weights_effect > b.by_guided.weights_effect));
        assert_int_equal(b.by_effect.weights_decide, b.by_guided.weights_decide);
        effect = fmax(effect, b.by_effect.weights_effect);
        decided += b.by_effect.weights_decide;
        cosim_core_image_free(&image);
        core_random_free(&made);
        cosim_arena_free(arena);
    }
    assert_true(effect > 0.0 && decided > 0); /* there was something to say */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(is_the_guided_reference)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
