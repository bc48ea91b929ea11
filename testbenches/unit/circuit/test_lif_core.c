// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Each core of rtl/cores.txt equals the integer model word for word on random networks, whatever
 * happens beside its ticks, and has the words that it was given. */
#include "core_circuit.h"
#include "core_fixture.h"
#include "core_images.h"
#include "circuit/core_memory.h"
#include "neuron_fixture.h"

#include <stdio.h>
#include <string.h>

static const char *const cores[] = {
#include "lif_cores.inc"
};
enum { CORES = sizeof cores / sizeof cores[0] };

typedef struct bench {
    cosim_core_dut c;
    const struct lif_core_dut_ops *ops;
    lif_core_dut *dut;
    lif_core_image image, read;
    lif_core_seen expected, observed;
    uint32_t *left, *row;
    uint8_t *shown;
    uint64_t neuron_ticks, spikes, events, clips;
} bench;

static void bench_open(bench *b, const char *name)
{
    *b = (bench){.ops = NULL};
    core_circuit_open(&b->c, name);
    b->ops = &b->c.ops;
    b->dut = b->c.instance;
    const unsigned n = b->ops->neurons;
    assert_int_equal(cosim_core_image_new(&b->image, n, b->ops->inputs, NULL), LIF_OK);
    assert_int_equal(cosim_core_image_new(&b->read, n, b->ops->inputs, NULL), LIF_OK);
    b->expected = core_seen_new(n);
    b->observed = core_seen_new(n);
    b->left = calloc(n, sizeof *b->left);
    b->shown = calloc(n, 1);
    b->row = calloc(4 * (size_t)n, sizeof *b->row);
    assert_true(b->left != NULL && b->shown != NULL && b->row != NULL);
}

static void bench_close(bench *b)
{
    cosim_core_dut_close(&b->c);
    cosim_core_image_free(&b->image);
    cosim_core_image_free(&b->read);
    core_seen_free(&b->expected);
    core_seen_free(&b->observed);
    free(b->left);
    free(b->row);
    free(b->shown);
}

static void works(bench *b, int status)
{
    if (status != 0) {
        fail_msg("%s: %s", b->ops->name, b->ops->message(b->dut));
    }
}

static void equal_words(const bench *b, uint64_t tick)
{
    const lif_core_seen *e = &b->expected, *o = &b->observed;
    for (unsigned i = 0; i < b->ops->neurons; i++) {
        bool same = e->adaptation_fx[i] == o->adaptation_fx[i] &&
                    e->before_fx[i] == o->before_fx[i] && e->after_fx[i] == o->after_fx[i] &&
                    e->spike[i] == o->spike[i];
        for (unsigned r = 0; r < b->ops->format.receptors; r++) {
            same = same && e->synapse_fx[r][i] == o->synapse_fx[r][i];
        }
        if (!same) {
            fail_msg("%s tick %llu neuron %u: expected s %d a %d before %d after %d spike %d, "
                     "observed s %d a %d before %d after %d spike %d",
                     b->ops->name, (unsigned long long)tick, i, (int)e->synapse_fx[0][i],
                     (int)e->adaptation_fx[i], (int)e->before_fx[i], (int)e->after_fx[i],
                     e->spike[i], (int)o->synapse_fx[0][i], (int)o->adaptation_fx[i],
                     (int)o->before_fx[i], (int)o->after_fx[i], o->spike[i]);
        }
    }
}

/* Each neuron is shown once; what leaves are the spikes that are shown, ascending, each once. */
static void equal_spikes(const bench *b, const lif_core_tick *tick)
{
    size_t k = 0;
    for (unsigned i = 0; i < b->ops->neurons; i++) {
        assert_int_equal(tick->shown[i], 1);
        if (b->observed.spike[i] != 0) {
            assert_true(k < tick->spike_count);
            assert_int_equal(tick->spikes[k++], i);
        }
    }
    assert_int_equal(k, tick->spike_count);
}

static void equal_images(const bench *b)
{
    const lif_core_image *e = &b->image, *o = &b->read;
    const size_t rows = e->inputs + e->neurons;
    for (unsigned i = 0; i < e->neurons; i++) {
        const lif_core_words *x = &e->word[i], *y = &o->word[i];
        assert_int_equal(x->leak_fx, y->leak_fx);
        assert_int_equal(x->adaptation_leak_fx, y->adaptation_leak_fx);
        assert_int_equal(x->threshold_fx, y->threshold_fx);
        assert_int_equal(x->drive_fx, y->drive_fx);
        assert_int_equal(x->jump_fx, y->jump_fx);
        assert_int_equal(x->initial_fx, y->initial_fx);
        assert_int_equal(x->reset_fx, y->reset_fx);
        assert_int_equal(x->hold, y->hold);
        assert_int_equal(x->initial_hold, y->initial_hold);
        assert_int_equal(x->noise_shift, y->noise_shift);
        assert_int_equal(x->above, y->above);
        assert_int_equal(x->subtract, y->subtract);
        assert_int_equal(x->freeze, y->freeze);
        assert_int_equal(x->noisy, y->noisy);
        for (unsigned r = 0; r < LIF_CORE_RECEPTORS; r++) {
            assert_int_equal(x->synapse_leak_fx[r], y->synapse_leak_fx[r]);
            assert_int_equal(x->weight_shift[r], y->weight_shift[r]);
        }
    }
    for (size_t j = 0; j < rows; j++) {
        assert_int_equal(e->row[j].delay, o->row[j].delay);
        assert_int_equal(e->row[j].receptor, o->row[j].receptor);
    }
    assert_memory_equal(e->weight_fx, o->weight_fx, rows * e->neurons * sizeof *e->weight_fx);
    assert_int_equal(e->seed, o->seed);
}

/* Draws the events of a tick: often none, sometimes as many as there may be. */
static size_t draw_events(bench *b, lif_random *random, lif_core_integer *model)
{
    const uint64_t kind = lif_random_below(random, 8);
    const uint64_t of = kind == 0 ? 1 : kind < 4 ? 16 : 64;
    size_t rows = 0;
    for (unsigned j = 0; kind != 7 && j < b->image.inputs; j++) {
        if (lif_random_below(random, of) == 0) {
            const uint64_t times = 1 + lif_random_below(random, b->image.row[j].most);
            for (uint64_t k = 0; k < times; k++) {
                b->row[rows++] = j;
                lif_core_integer_event(model, j);
            }
        }
    }
    return rows;
}

static void compare_run(bench *b, lif_random *random, uint64_t seed, uint64_t ticks)
{
    lif_core_integer model;
    lif_dut_breach breach = {0};
    works(b, b->ops->configure(b->dut, &b->image, seed));
    works(b, b->ops->read_back(b->dut, &b->read));
    equal_images(b);
    assert_int_equal(cosim_core_integer_new(&model, &b->ops->format, &b->image, NULL), LIF_OK);
    for (uint64_t t = 0; t < ticks; t++) {
        const uint64_t clips = model.clips;
        lif_core_tick tick = {.events = b->row,
                              .event_count = draw_events(b, random, &model),
                              .seen = &b->observed,
                              .shown = b->shown,
                              .spikes = b->left,
                              .breach = &breach};
        works(b, b->ops->tick(b->dut, &tick));
        lif_core_integer_neurons(&model, &b->expected);
        lif_core_integer_spikes(&model, b->expected.spike);
        equal_words(b, t);
        equal_spikes(b, &tick);
        assert_int_equal(tick.flags, model.clips != clips ? LIF_CORE_SATURATED : 0);
        b->events += tick.event_count;
        b->spikes += tick.spike_count;
    }
    if (breach.count != 0) {
        fail_msg("%s tick %llu: %s: expected %lld, observed %lld", b->ops->name,
                 (unsigned long long)breach.step, breach.quantity, (long long)breach.expected,
                 (long long)breach.observed);
    }
    assert_int_equal(model.overflows, 0);
    b->neuron_ticks += ticks * b->ops->neurons;
    b->clips += model.clips;
    cosim_core_integer_free(&model);
}

static void equals_the_model(void **state)
{
    const char *name = *state;
    bench b;
    lif_random random;
    lif_random_seed(&random, fixture_seed(name));
    bench_open(&b, name);
    const uint64_t sets = fixture_setting("CORE_SETS", b.ops->neurons > 64 ? 9 : 60);
    for (uint64_t i = 0; i < sets; i++) {
        image_draw(&random, &b.ops->format, (image_kind)(i % IMAGE_KINDS), &b.image);
        compare_run(&b, &random, i % 4 == 3 ? 0 : 1 + i, 120);
    }
    print_message("# %s: %llu neuron-ticks, %llu events, %llu spikes, %llu clips\n", name,
                  (unsigned long long)b.neuron_ticks, (unsigned long long)b.events,
                  (unsigned long long)b.spikes, (unsigned long long)b.clips);
    assert_in_range(b.spikes, b.neuron_ticks / 100, b.neuron_ticks / 2);
    assert_true(b.clips > b.neuron_ticks / 100 && b.events > 1000);
    bench_close(&b);
}

int main(void)
{
    struct CMUnitTest tests[CORES];
    for (size_t i = 0; i < CORES; i++) {
        tests[i] = (struct CMUnitTest)cmocka_unit_test_prestate(equals_the_model,
                                                                (void *)(uintptr_t)cores[i]);
        tests[i].name = cores[i];
    }
    cmocka_set_test_filter(getenv("TEST_FILTER"));
    return cmocka_run_group_tests(tests, NULL, NULL);
}
