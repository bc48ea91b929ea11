// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Each variant of rtl/variants.txt equals the integer model bit for bit on random words, each
 * passes the published scenarios at the level it can reach, and seeded faults of its own kind are
 * caught by the same comparison. $TEST_FILTER chooses the tests of that name, with * and ? in it.
 * */
#include "neuron_fixture.h"
#include "published_models.h"
#include "random_words.h"
#include "base/diag.h"
#include "circuit/open.h"
#include "result/result.h"
#include "run/job.h"
#include "run/run.h"
#include "scenario/read.h"
#include "scenario/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SETS = 36, FAULT_SETS = 120 };

static const struct variant {
    const char *name, *module;
    unsigned clocks;
} variants[] = {
#include "lif_variants.inc"
};
enum { VARIANTS = sizeof variants / sizeof variants[0] };

static void equals_the_model(void **state)
{
    const struct variant *v = *state;
    cosim_dut *dut = fixture_dut(v->name);
    const uint64_t sets = fixture_setting("RTL_SETS", SETS);
    uint64_t spikes = 0;
    lif_random random;
    lif_random_seed(&random, fixture_seed(v->name));
    assert_non_null(strstr(dut->ops->about, v->module));
    assert_int_equal(dut->ops->clocks_per_step, v->clocks); /* and measured when it is opened */
    for (uint64_t i = 0; i < sets; i++) {
        spikes += compare_set(dut, &random);
    }
    assert_in_range(spikes, sets * BLOCK * BLOCKS_A_SET / 100,
                    sets * BLOCK * BLOCKS_A_SET * 9 / 10);
    cosim_dut_close(dut);
}

/* Tries every bit of the hold counter, at the start and after a spike, both ways. */
static void long_holds(void **state)
{
    const struct variant *v = *state;
    cosim_dut *dut = fixture_dut(v->name);
    const uint32_t even = 0x55555555u >> (32 - dut->ops->hold_width);
    lif_random random;
    lif_random_seed(&random, fixture_seed(v->name));
    assert_true(compare_holds(dut, 2 * even, even, &random) > 0);
    assert_true(compare_holds(dut, even, 2 * even, &random) > 0);
    assert_true(compare_holds(dut, 0, 0, &random) > 0);
    cosim_dut_close(dut);
}

/* Tries the 8-bit half-up circuit in every state: each membrane and drive, with each leak that it
 * has. */
static void every_state_of_8_bits(void **state)
{
    static int32_t drive[256], before[2][256], after[2][256];
    static uint8_t spike[2][256];
    cosim_dut *dut = fixture_dut("q4_4_shift");
    const lif_format *f = &dut->ops->format;
    uint64_t compared = 0;
    (void)state;
    for (int i = 0; i < 256; i++) {
        drive[i] = i - 128;
    }
    for (unsigned bit = 0; bit <= f->leak_fraction; bit++) {
        for (int x = -128; x < 128; x++) {
            /* Every step spikes, and so begins at x again. */
            const lif_words words = {
                .leak_fx = (int64_t)1 << bit, .threshold_fx = -128, .reset_fx = x, .initial_fx = x};
            const lif_dut_block block = {.n = 256,
                                         .drive_fx = drive,
                                         .before_fx = before[0],
                                         .after_fx = after[0],
                                         .spike = spike[0]};
            lif_integer model;
            lif_integer_start(&model, f, &words);
            assert_int_equal(dut->ops->configure(dut->instance, &words, 1), 0);
            assert_int_equal(dut->ops->run(dut->instance, &block), 0);
            lif_integer_run(&model, 256, drive, NULL, 0, before[1], after[1], spike[1]);
            assert_memory_equal(before[0], before[1], sizeof before[0]);
            assert_memory_equal(after[0], after[1], sizeof after[0]);
            assert_memory_equal(spike[0], spike[1], sizeof spike[0]);
            compared += 256;
        }
    }
    assert_int_equal(compared, 8 * 256 * 256);
    cosim_dut_close(dut);
}

/* The words fit, and no drive clips: then the circuit is its model, its words are the nearest, and
 * the bound holds; with the default format every published list is met. */
static void published_scenarios(void **state)
{
    const struct variant *v = *state;
    const cosim_run_options options = {.sinks = NULL};
    const bool whole = strncmp(v->name, "q8_24", 5) == 0;
    cosim_dut *dut = fixture_dut(v->name);
    size_t judged = 0;
    for (size_t i = 0; i < sizeof published_models / sizeof published_models[0]; i++) {
        char path[256];
        cosim_scenario *scenario = NULL;
        cosim_diag diag;
        cosim_job job;
        cosim_result r;
        snprintf(path, sizeof path, "sim/scenarios/%s.yaml", published_models[i].scenario);
        assert_int_equal(cosim_scenario_read(path, NULL, 0, NULL, &scenario, &diag), 0);
        if (cosim_job_prepare(&job, scenario, dut, &diag) == 0) {
            assert_int_equal(cosim_job_run(&job, &options, &r, &diag), 0);
            assert_int_equal(r.constants.verdict, COSIM_PASS);
            assert_int_equal(r.exact.verdict, COSIM_PASS);
            assert_int_not_equal(r.bounded.verdict, COSIM_FAIL);
            assert_true(!whole || r.verdict == COSIM_PASS);
            judged += r.clipped_steps == 0;
            cosim_result_free(&r);
        } else {
            assert_false(whole);
        }
        cosim_scenario_free(scenario);
    }
    print_message("# %s: %zu published scenarios judged whole\n", v->name, judged);
    assert_true(judged >= (whole ? 28 : 20));
    cosim_dut_close(dut);
}

static const char *const faults[] = {"serial-last-partial",
                                     "serial-whole-leak",
                                     "serial-half-missing",
                                     "serial-hold-late",
                                     "residual-not-kept",
                                     "residual-kept-at-reset",
                                     "residual-lost-at-subtraction",
                                     "residual-turned-by-hold",
                                     "pipelined-slice-lost",
                                     "pipelined-early",
                                     "mantissa-shift-short",
                                     "terms-sign",
                                     "terms-last",
                                     "shift-half-missing"};
enum { FAULTS = sizeof faults / sizeof faults[0] };

/* Finds a step that differs from the model in any output. */
static bool set_differs(cosim_dut *dut, lif_random *random)
{
    static int32_t drive[BLOCK], before[2][BLOCK], after[2][BLOCK];
    static uint32_t hold[BLOCK];
    static uint8_t spike[2][BLOCK];
    const lif_format *f = &dut->ops->format;
    const random_kind kind = (random_kind)lif_random_below(random, RANDOM_KINDS);
    lif_words words = random_words(random, f);
    lif_integer model;
    prepare_words(&words, f, kind);
    lif_integer_start(&model, f, &words);
    random_steps(random, &model, kind, BLOCK, drive, hold);
    const lif_dut_block block = {.n = BLOCK,
                                 .drive_fx = drive,
                                 .hold = hold,
                                 .before_fx = before[0],
                                 .after_fx = after[0],
                                 .spike = spike[0]};
    assert_int_equal(dut->ops->configure(dut->instance, &words, 1), 0);
    assert_int_equal(dut->ops->run(dut->instance, &block), 0);
    lif_integer_run(&model, BLOCK, drive, hold, 0, before[1], after[1], spike[1]);
    return memcmp(before[0], before[1], sizeof before[0]) != 0 ||
           memcmp(after[0], after[1], sizeof after[0]) != 0 ||
           memcmp(spike[0], spike[1], sizeof spike[0]) != 0;
}

static void fault_is_caught(void **state)
{
    const char *name = *state;
    char path[128];
    uint64_t different = 0;
    lif_random random;
    lif_random_seed(&random, fixture_seed(name));
    snprintf(path, sizeof path, "build/faults/variants/%s.so", name);
    cosim_dut *dut = fixture_dut(path);
    for (int i = 0; i < FAULT_SETS; i++) {
        different += set_differs(dut, &random);
    }
    print_message("# %s: %llu of %d sets differ\n", name, (unsigned long long)different,
                  (int)FAULT_SETS);
    assert_true(different > 0);
    cosim_dut_close(dut);
}

/* Each variant has a test of its own, which knows the circuit and what to do with it. */
static struct CMUnitTest test_of(const struct variant *v, const char *what, CMUnitTestFunction test)
{
    static char names[3 * VARIANTS][64];
    static size_t used;
    char *name = names[used++];
    snprintf(name, sizeof names[0], "%s %s", v->name, what);
    /* cmocka's state is not const; the test only reads it. */
    return (struct CMUnitTest){name, test, NULL, NULL, (void *)(uintptr_t)v};
}

int main(void)
{
    struct CMUnitTest tests[3 * VARIANTS + FAULTS + 1] = {
        {"every state of 8 bits", every_state_of_8_bits, NULL, NULL, NULL}};
    size_t count = 1;
    for (size_t i = 0; i < VARIANTS; i++) {
        const struct variant *v = &variants[i];
        tests[count++] = test_of(v, "equals the integer model", equals_the_model);
        tests[count++] = test_of(v, "with long holds equals the integer model", long_holds);
        tests[count++] = test_of(v, "on the published scenarios", published_scenarios);
    }
    for (size_t i = 0; i < FAULTS; i++) {
        tests[count++] = (struct CMUnitTest){faults[i], fault_is_caught, NULL, NULL,
                                             (void *)(uintptr_t)faults[i]};
    }
    cmocka_set_test_filter(getenv("TEST_FILTER")); /* NULL: all */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
