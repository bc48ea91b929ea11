// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A run does more to a circuit than its steps: a reset that does not reset, words that are taken
 * once, and outputs that move without a step are found in every run, the first and those after it;
 * and blocks of any size, a saved state and a waveform give the same answers. */
#include "base/diag.h"
#include "circuit/dut.h"
#include "circuit/lif_conduct.h"
#include "circuit/open.h"
#include "neuron_fixture.h"
#include "result/mismatch.h"
#include "result/result.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STEPS = 500, LONG = 3000 };

/* Draws a noise that makes the neuron of the fixture spike now and then. */
static cosim_scenario noise(uint64_t steps)
{
    static lif_stimulus stimulus;
    static lif_params p;
    p = fixture_neuron();
    p.refractory_steps = 3;
    p.refractory_s = 3 * p.dt_s;
    p.reset_mode = LIF_RESET_TO_VALUE;
    stimulus = (lif_stimulus){
        .kind = LIF_STIMULUS_NOISE,
        .stop_s = (double)INFINITY,
        .u.noise = {.mean_a = 3.5e-9, .deviation_a = 2e-9, .correlation_s = 5e-4, .seed = 7}};
    return fixture_scenario(&p, &stimulus, 1, steps);
}

/* ---- faults that no step alone shows ---- */

typedef struct fault {
    const char *name;  /* below build/faults */
    const char *first; /* how the first mismatch begins */
} fault;

static const fault faults[] = {
    {"ignores-valid", "membrane in an idle clock"},
    {"valid-held", "valid_o in an idle clock"},
    {"spike-between", "spike_o in an idle clock"},
    {"leaks-idle", "membrane in an idle clock"},
    {"membrane-not-reset", "membrane after the reset"},
    {"hold-not-reset", "membrane before reset"}, /* of a step that is held */
    {"spike-not-reset", "spike_o after the reset"},
    {"words-at-reset", "spike after the threshold changed in a run"},
    {"variants/fire-valid-held", "valid_o in an idle clock"},
    {"variants/fire-spike-between", "spike_o between results"},
    {"variants/fire-leaks-idle", "membrane in an idle clock"},
    {"variants/fire-membrane-not-reset", "membrane after the reset"},
    {"variants/fire-hold-not-reset", "membrane before reset"},
    {"variants/fire-words-at-reset", "spike after the threshold changed in a run"},
};
enum { FAULTS = sizeof faults / sizeof faults[0] };

static cosim_dut *open_fault(const fault *f)
{
    char path[128];
    snprintf(path, sizeof path, "build/faults/%s.so", f->name);
    return fixture_dut(path);
}

static void fails(const cosim_result *r, const fault *f)
{
    char text[512];
    cosim_mismatch_text(r, text, sizeof text);
    print_message("#   %s: %s\n", f->name, text);
    assert_int_equal(r->verdict, COSIM_FAIL);
    assert_int_equal(r->exact.verdict, COSIM_FAIL);
    assert_int_equal(r->first_mismatch.level, COSIM_LEVEL_EXACT);
    assert_memory_equal(r->first_mismatch.quantity, f->first, strlen(f->first));
}

/* The faults are found in a first run and in a second, of one scenario and of another: the order
 * decides nothing. */
static void is_found(void **state)
{
    const fault *f = *state;
    cosim_dut *dut = open_fault(f);
    for (uint64_t k = 0; k < 3; k++) {
        cosim_scenario scenario = noise(STEPS + 100 * k);
        cosim_result r;
        scenario.stimuli[0].u.noise.seed += k;
        fixture_run(&scenario, dut, &r);
        fails(&r, f);
        cosim_result_free(&r);
    }
    cosim_dut_close(dut);
}

/* The same runs pass without their faults, with more than one spike and long enough for the later
 * places. */
static void sound_circuits_pass(void **state)
{
    static const char *const names[] = {"q8_24", "q8_24_serial", "q6_18_pipelined"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const cosim_scenario scenario = noise(LONG);
        cosim_dut *dut = fixture_dut(names[i]);
        cosim_result r;
        for (int k = 0; k < 2; k++) {
            fixture_run(&scenario, dut, &r);
            assert_int_equal(r.exact.verdict, COSIM_PASS);
            assert_int_not_equal(r.verdict, COSIM_FAIL);
            assert_true(r.free_running.dut_spikes > 10);
            assert_false(r.first_mismatch.present);
            cosim_result_free(&r);
        }
        cosim_dut_close(dut);
    }
}

/* A breach is one without an integer model, too. */
static void without_a_model(void **state)
{
    const cosim_scenario scenario = noise(STEPS);
    cosim_dut *dut = open_fault(&faults[3]), bare = *dut;
    cosim_result r;
    (void)state;
    bare.model_ops = *dut->ops;
    bare.model_ops.capabilities &= ~(uint32_t)LIF_DUT_INTEGER_MODEL;
    bare.ops = &bare.model_ops;
    fixture_run(&scenario, &bare, &r);
    fails(&r, &faults[3]);
    cosim_result_free(&r);
    cosim_dut_close(dut);
}

/* ---- the same answers, however they are asked for ---- */

typedef struct answers {
    int32_t before[LONG], after[LONG];
    uint8_t spike[LONG];
    lif_dut_breach breach;
} answers;

static const lif_words words = {.leak_fx = INT64_C(1) << 29, .threshold_fx = 1 << 24};

/* Runs blocks of at most `most` steps; with `save` the state goes to another instance between them;
 * with a file the steps are traced. */
static void ask(const cosim_dut *dut, uint64_t seed, const int32_t *drive, size_t most, bool save,
                const char *file, answers *a)
{
    const struct lif_dut_ops *ops = dut->ops;
    char error[128];
    lif_dut *instances[2] = {ops->open(ops, error, sizeof error), ops->open(ops, error, 128)};
    void *state = test_malloc(ops->state_bytes(instances[0]));
    lif_random random;
    size_t which = 0;
    lif_random_seed(&random, seed);
    memset(a, 0, sizeof *a);
    assert_int_equal(ops->configure(instances[0], &words, seed), 0);
    if (file != NULL) {
        const lif_dut_wave wave = {.path = file, .step_s = 1e-3, .lsb_v = 1e-9, .peak_v = NAN};
        assert_int_equal(ops->wave_open(instances[0], &wave), 0);
    }
    for (size_t at = 0; at < LONG;) {
        const size_t left = LONG - at, some = 1 + lif_random_below(&random, most);
        const lif_dut_block block = {.n = some < left ? some : left,
                                     .drive_fx = drive + at,
                                     .hold_constant = 2,
                                     .before_fx = a->before + at,
                                     .after_fx = a->after + at,
                                     .spike = a->spike + at,
                                     .breach = &a->breach};
        assert_int_equal(ops->run(instances[which], &block), 0);
        at += block.n;
        if (save) {
            assert_int_equal(ops->save(instances[which], state), 0);
            which = 1 - which;
            assert_int_equal(ops->restore(instances[which], state), 0);
        }
    }
    if (file != NULL) {
        assert_int_equal(ops->wave_close(instances[0]), 0);
    }
    ops->close(instances[0]);
    ops->close(instances[1]);
    test_free(state);
}

static void assert_same(const answers *a, const answers *b)
{
    assert_memory_equal(a->before, b->before, sizeof a->before);
    assert_memory_equal(a->after, b->after, sizeof a->after);
    assert_memory_equal(a->spike, b->spike, sizeof a->spike);
    assert_int_equal(a->breach.count, b->breach.count);
    if (a->breach.count > 0) {
        assert_string_equal(a->breach.quantity, b->breach.quantity);
        assert_int_equal(a->breach.step, b->breach.step);
        assert_int_equal(a->breach.observed, b->breach.observed);
    }
}

static void same_answers(void **state)
{
    static const char *const names[] = {"q8_24", "build/faults/leaks-idle.so",
                                        "build/faults/ignores-valid.so",
                                        "build/faults/hold-not-reset.so"};
    static answers whole, other;
    static int32_t drive[LONG];
    char file[] = "/tmp/lifcosim-conduct-XXXXXX";
    lif_random random;
    const uint64_t seed = fixture_seed("same answers");
    (void)state;
    lif_random_seed(&random, seed);
    const int fd = mkstemp(file);
    assert_true(fd >= 0);
    close(fd);
    for (size_t i = 0; i < LONG; i++) {
        drive[i] = (int32_t)lif_random_below(&random, 3u << 24);
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        cosim_dut *dut = fixture_dut(names[i]);
        ask(dut, seed, drive, LONG, false, NULL, &whole);
        assert_int_equal(whole.breach.count > 0 && i < 3, i == 1 || i == 2);
        for (size_t most = 1; most < LONG; most = most * 5 + 1) {
            ask(dut, seed, drive, most, false, NULL, &other);
            assert_same(&whole, &other);
            ask(dut, seed, drive, most, true, NULL, &other);
            assert_same(&whole, &other);
            ask(dut, seed, drive, most, false, file, &other);
            assert_same(&whole, &other);
        }
        cosim_dut_close(dut);
    }
    remove(file);
}

/* ---- places ---- */

static void places(void **state)
{
    lif_random random;
    (void)state;
    lif_random_seed(&random, fixture_seed("places"));
    for (int k = 0; k < 200; k++) {
        const uint64_t seed = lif_random_bits(&random) | 1;
        uint64_t dense = 0, late = 0, clocks_of[LIF_IDLE_MOST + 1] = {0};
        unsigned clocks, again;
        for (uint64_t at = lif_idle_next(seed, 0, &clocks); at < 100000;
             at = lif_idle_next(seed, at + 1, &clocks)) {
            assert_true(at > 0 && clocks >= 1 && clocks <= LIF_IDLE_MOST);
            clocks_of[clocks]++;
            dense += at < LIF_IDLE_DENSE;
            late += at >= LIF_IDLE_DENSE;
            /* The place is found from anywhere before it, and a period later where it repeats. */
            const uint64_t from = at - lif_random_below(&random, at < LIF_IDLE_DENSE ? 1 : 20);
            assert_true(lif_idle_next(seed, from, &again) <= at);
            if (at >= LIF_IDLE_DENSE) {
                assert_int_equal(lif_idle_next(seed, at + LIF_IDLE_PERIOD, &again),
                                 at + LIF_IDLE_PERIOD);
                assert_int_equal(again, clocks);
            }
        }
        assert_int_equal(dense, LIF_IDLE_DENSE / LIF_IDLE_NEAR);
        assert_in_range(late, 100000 / LIF_IDLE_FAR - 2, 100000 / LIF_IDLE_FAR + 1);
        assert_true(clocks_of[1] > 0 && clocks_of[2] + clocks_of[3] > 0);
        assert_true(lif_idle_next(0, 0, &clocks) == LIF_IDLE_NEVER);
    }
}

int main(void)
{
    struct CMUnitTest tests[FAULTS + 4] = {
        {"places of idle clocks", places, NULL, NULL, NULL},
        {"sound circuits pass", sound_circuits_pass, NULL, NULL, NULL},
        {"a breach without an integer model", without_a_model, NULL, NULL, NULL},
        {"the same answers, however they are asked for", same_answers, NULL, NULL, NULL}};
    for (size_t i = 0; i < FAULTS; i++) {
        /* cmocka's state is not const; the test only reads it. */
        tests[i + 4] = (struct CMUnitTest){faults[i].name, is_found, NULL, NULL,
                                           (void *)(uintptr_t)&faults[i]};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
