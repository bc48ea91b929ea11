// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Each seeded fault is caught at the level that owns it, by the drive that excites it, with a line
 * that says where; and the correct circuit passes under the same drive. */
#include "neuron_fixture.h"
#include "base/diag.h"
#include "circuit/model.h"
#include "circuit/open.h"
#include "result/mismatch.h"
#include "run/job.h"
#include "run/run.h"
#include "scenario/scenario.h"
#include "lif_stimulus.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { STEPS = 20000, SQUARE_STEPS = 64 };

typedef enum drive { NOISE, TIES, SQUARE } drive;

typedef struct fault {
    const char *name; /* in testbenches/faults/neuron.txt */
    drive drive;
    bool exact, bounded; /* the levels that must fail; bounded also without the integer model */
} fault;

/* Each fault has an owner, the level that must catch it, and a drive that excites it. */
static const fault faults[] = {
    {"input-late", NOISE, true, true},    {"hold-long", NOISE, true, true},
    {"hold-short", NOISE, true, true},    {"leak-off", NOISE, true, true},
    {"threshold-off", NOISE, true, true}, {"truncation", NOISE, true, false},
    {"compare-old", NOISE, true, true},   {"reset-high", NOISE, true, true},
    {"reset-low", NOISE, true, true},     {"above", TIES, true, false},
    {"wrap", SQUARE, true, true},         {"leak-plus", NOISE, true, false},
    {"leak-minus", NOISE, true, false},   {"leak-port", NOISE, true, false},
    {"spike-lost", NOISE, true, true},    {"held-integrates", NOISE, true, true},
};
enum { FAULTS = sizeof faults / sizeof faults[0] };

/* Makes a scenario for a drive; what it points at is static. */
static cosim_scenario excitation(drive kind)
{
    static lif_stimulus stimulus;
    static double square[SQUARE_STEPS];
    lif_params p = fixture_neuron();

    if (kind == NOISE) {
        p.refractory_steps = 12;
        p.refractory_s = 12 * p.dt_s;
        stimulus = (lif_stimulus){
            .kind = LIF_STIMULUS_NOISE,
            .stop_s = (double)INFINITY,
            .u.noise = {.mean_a = 3.5e-9, .deviation_a = 2e-9, .correlation_s = 5e-4, .seed = 7}};
        return fixture_scenario(&p, &stimulus, 1, STEPS);
    }
    /* This is forward Euler with dyadic words: 1 V is the unit, k = 1/2. */
    p = (lif_params){
        .method = LIF_EULER, .dt_s = 1.0, .tau_s = 2.0, .r_ohm = 1.0, .v_threshold_v = 1.0};
    if (kind == TIES) { /* 0 -> 1 = threshold, exactly */
        stimulus = (lif_stimulus){.kind = LIF_STIMULUS_CONSTANT,
                                  .stop_s = (double)INFINITY,
                                  .u.constant = {.amplitude_a = 2.0}};
        return fixture_scenario(&p, &stimulus, 1, 100);
    }
    for (int i = 0; i < SQUARE_STEPS; i++) {
        square[i] = i / 8 % 2 == 0 ? -127.9 : 127.9;
    }
    stimulus = (lif_stimulus){.kind = LIF_STIMULUS_FILE,
                              .stop_s = (double)INFINITY,
                              .u.file = {.values_a = square, .count = SQUARE_STEPS}};
    return fixture_scenario(&p, &stimulus, 1, SQUARE_STEPS);
}

/* Gives the same circuit as one that has no integer model. */
static void without_model(cosim_dut *dut, cosim_dut *copy)
{
    *copy = *dut;
    copy->model_ops = *dut->ops;
    copy->model_ops.capabilities &= ~(uint32_t)LIF_DUT_INTEGER_MODEL;
    copy->ops = &copy->model_ops;
}

static void check_line(const cosim_result *r, cosim_level level)
{
    char text[512], start[32];
    assert_true(r->first_mismatch.present);
    assert_int_equal(r->first_mismatch.level, level);
    cosim_mismatch_text(r, text, sizeof text);
    print_message("#   %s: %s\n", cosim_level_name(level), text);
    assert_non_null(strstr(text, "expected"));
    assert_non_null(strstr(text, "observed"));
    if (r->first_mismatch.has_step) {
        snprintf(start, sizeof start, "step %llu ", (unsigned long long)r->first_mismatch.step);
        assert_memory_equal(text, start, strlen(start));
    }
}

static void is_caught(void **state)
{
    const fault *f = *state;
    const cosim_scenario scenario = excitation(f->drive);
    char path[128];
    cosim_result r;
    cosim_dut bare;

    snprintf(path, sizeof path, "build/faults/%s.so", f->name);
    cosim_dut *dut = fixture_dut(path);
    fixture_run(&scenario, dut, &r);
    assert_int_equal(r.verdict, COSIM_FAIL);
    assert_int_equal(r.exact.verdict, f->exact ? COSIM_FAIL : COSIM_PASS);
    if (strcmp(f->name, "leak-port") == 0) {
        assert_int_equal(r.constants.verdict, COSIM_FAIL);
        check_line(&r, COSIM_LEVEL_CONSTANTS);
    } else {
        assert_int_equal(r.constants.verdict, COSIM_PASS);
        check_line(&r, COSIM_LEVEL_EXACT);
    }
    cosim_result_free(&r);
    if (f->bounded) {
        without_model(dut, &bare);
        fixture_run(&scenario, &bare, &r);
        assert_int_equal(r.exact.verdict, COSIM_NOT_APPLICABLE);
        assert_int_equal(r.bounded.verdict, COSIM_FAIL);
        assert_int_equal(r.verdict, COSIM_FAIL);
        check_line(&r, COSIM_LEVEL_BOUNDED);
        cosim_result_free(&r);
    }
    cosim_dut_close(dut);
}

static void correct_circuit_passes(void **state)
{
    cosim_dut *dut = fixture_dut("q8_24"), bare;
    (void)state;
    without_model(dut, &bare);
    for (drive kind = NOISE; kind <= SQUARE; kind++) {
        const cosim_scenario scenario = excitation(kind);
        cosim_result r;
        fixture_run(&scenario, dut, &r);
        assert_int_equal(r.verdict, COSIM_PASS);
        assert_int_equal(r.exact.compared, scenario.steps);
        assert_false(r.first_mismatch.present);
        /* The faults need more than 64 spikes, ties that are ambiguous, and a swing of the range.
         * */
        assert_true(kind != NOISE || r.free_running.dut_spikes > 64);
        assert_true(kind != TIES || r.bounded.ambiguous_steps > 0);
        cosim_result_free(&r);
        fixture_run(&scenario, &bare, &r);
        assert_int_equal(r.exact.verdict, COSIM_NOT_APPLICABLE);
        assert_int_not_equal(r.verdict, COSIM_FAIL);
        cosim_result_free(&r);
    }
    cosim_dut_close(dut);
}

/* The quantiser is off by one: circuit and integer model get the same wrong word, so that only the
 * constants can know. */
static void quantiser_off_by_one(void **state)
{
    const cosim_scenario scenario = excitation(NOISE);
    const cosim_run_options options = {.sinks = NULL};
    cosim_dut *dut = fixture_dut("q8_24");
    (void)state;
    for (int k = -1; k <= 1; k++) {
        cosim_job job;
        cosim_diag diag;
        cosim_result r;
        assert_int_equal(cosim_job_prepare(&job, &scenario, dut, &diag), 0);
        job.q.words.leak_fx += k;
        assert_int_equal(cosim_job_run(&job, &options, &r, &diag), 0);
        assert_int_equal(r.exact.verdict, COSIM_PASS);
        assert_int_equal(r.constants.verdict, k == 0 ? COSIM_PASS : COSIM_FAIL);
        assert_int_equal(r.verdict, k == 0 ? COSIM_PASS : COSIM_FAIL);
        if (k != 0) {
            check_line(&r, COSIM_LEVEL_CONSTANTS);
            assert_string_equal(r.first_mismatch.quantity, "leak");
        }
        cosim_result_free(&r);
    }
    cosim_dut_close(dut);
}

/* A residual circuit loses R when it resets by subtraction: the shipped RTL rounds half-up, so this
 * one is made of the integer model. */
struct lif_dut {
    lif_integer model;
    lif_format format;
    bool lose;
};

static int lossy_configure(lif_dut *dut, const lif_words *words, uint64_t seed)
{
    (void)seed;
    lif_integer_start(&dut->model, &dut->format, words);
    return 0;
}

static int lossy_words(lif_dut *dut, lif_words *words)
{
    *words = dut->model.words;
    return 0;
}

static int lossy_run(lif_dut *dut, const lif_dut_block *b)
{
    for (size_t i = 0; i < b->n; i++) {
        lif_integer_run(&dut->model, 1, &b->drive_fx[i], NULL,
                        b->hold != NULL ? b->hold[i] : b->hold_constant, &b->before_fx[i],
                        &b->after_fx[i], &b->spike[i]);
        if (dut->lose && b->spike[i]) {
            dut->model.residual = 0;
        }
    }
    return 0;
}

static void residual_lost(void **state)
{
    static char name[] = "residual with a reset by subtraction";
    struct lif_dut instance = {.format = {24, 18, 24, LIF_RESIDUAL, LIF_CODING_ANY, 0}};
    struct lif_dut_ops ops;
    cosim_scenario scenario = excitation(NOISE);
    cosim_result r;
    (void)state;
    cosim_dut_model(&ops, &instance.format, name);
    ops.configure = lossy_configure;
    ops.read_words = lossy_words;
    ops.run = lossy_run;
    cosim_dut dut = {.ops = &ops, .instance = &instance, .name = name}, bare;
    scenario.params.reset_mode = LIF_RESET_BY_SUBTRACTION;

    fixture_run(&scenario, &dut, &r);
    assert_int_equal(r.verdict, COSIM_PASS);
    assert_true(r.free_running.dut_spikes > 64);
    cosim_result_free(&r);

    instance.lose = true;
    fixture_run(&scenario, &dut, &r);
    assert_int_equal(r.exact.verdict, COSIM_FAIL);
    check_line(&r, COSIM_LEVEL_EXACT);
    cosim_result_free(&r);

    /* Without a hold the loss is felt at every interval: the bounded level owns it too. */
    scenario.params.refractory_steps = 0;
    scenario.params.refractory_s = 0.0;
    scenario.stimuli[0].u.noise.mean_a = 40e-9;
    without_model(&dut, &bare);
    fixture_run(&scenario, &bare, &r);
    assert_int_equal(r.bounded.verdict, COSIM_FAIL);
    check_line(&r, COSIM_LEVEL_BOUNDED);
    cosim_result_free(&r);
}

int main(void)
{
    struct CMUnitTest tests[FAULTS + 3] = {
        {"the correct circuit passes under every drive", correct_circuit_passes, NULL, NULL, NULL},
        {"quantiser-leak-off-by-one", quantiser_off_by_one, NULL, NULL, NULL},
        {"residual-lost", residual_lost, NULL, NULL, NULL}};
    for (size_t i = 0; i < FAULTS; i++) {
        /* cmocka's state is not const; the test only reads it. */
        tests[i + 3] = (struct CMUnitTest){faults[i].name, is_caught, NULL, NULL,
                                           (void *)(uintptr_t)&faults[i]};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
