// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Every neuron that differs in one thing from what a circuit declares is found and named, a sound
 * one raises no alarm, and no step of a shrunk drive can be left out. */
#include "neuron_fixture.h"
#include "base/diag.h"
#include "diagnose/findings.h"
#include "diagnose/hypothesis.h"
#include "diagnose/shrink.h"
#include "diagnose/trace.h"
#include "run/job.h"
#include "scenario/scenario.h"
#include "lif_stimulus.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 4000 };

/* ---- a circuit that is a hypothesis ---- */

struct lif_dut {
    const cosim_hypothesis *is;
    lif_words words;
};

static cosim_hypothesis played; /* what the next instance is */

static lif_dut *play_open(const struct lif_dut_ops *ops, char *error, size_t bytes)
{
    lif_dut *dut = calloc(1, sizeof *dut);
    (void)ops;
    (void)error;
    (void)bytes;
    if (dut != NULL) {
        dut->is = &played;
    }
    return dut;
}
static void play_close(lif_dut *dut) { free(dut); }
static const char *play_message(const lif_dut *dut)
{
    (void)dut;
    return "";
}
static int play_configure(lif_dut *dut, const lif_words *words, uint64_t seed)
{
    (void)seed;
    dut->words = *words;
    return 0;
}

/* It runs from reset each time: a test runs its drives in one block. */
static int play_run(lif_dut *dut, const lif_dut_block *b)
{
    cosim_trace t;
    assert_int_equal(cosim_trace_new(&t, b->n), 0);
    memcpy(t.drive_fx, b->drive_fx, b->n * sizeof *b->drive_fx);
    for (size_t i = 0; i < b->n; i++) {
        t.hold[i] = b->hold != NULL ? b->hold[i] : b->hold_constant;
    }
    cosim_hypothesis_run(dut->is, &t);
    memcpy(b->before_fx, t.before_fx, b->n * sizeof *t.before_fx);
    memcpy(b->after_fx, t.after_fx, b->n * sizeof *t.after_fx);
    memcpy(b->spike, t.spike, b->n);
    cosim_trace_free(&t);
    return 0;
}

static struct lif_dut_ops ops_of(const lif_format *format, const lif_declared *declared)
{
    return (struct lif_dut_ops){.abi = LIF_DUT_ABI,
                                .ops_bytes = sizeof(struct lif_dut_ops),
                                .name = "played",
                                .about = "a hypothesis",
                                .format = *format,
                                .hold_width = 16,
                                .clocks_per_step = 1,
                                .capabilities = LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_INTEGER_MODEL,
                                .open = play_open,
                                .close = play_close,
                                .message = play_message,
                                .configure = play_configure,
                                .run = play_run,
                                .declared = declared};
}

/* ---- a neuron and a scenario that excites it ---- */

static const lif_format format = {.state_width = 16, .state_fraction = 8, .leak_fraction = 8};

static lif_declared neuron(void)
{
    return (lif_declared){.leak = LIF_LEAK_MULTIPLY,
                          .rounding = LIF_ROUND_FLOOR,
                          .input = LIF_INPUT_AFTER_LEAK,
                          .overflow = LIF_OVERFLOW_WRAP,
                          .one = 256.0,
                          .low_fx = -32768,
                          .high_fx = 32767,
                          .drive_low_fx = -32768,
                          .drive_high_fx = 32767};
}

static lif_params parameters(void)
{
    return (lif_params){.method = LIF_EULER,
                        .dt_s = 1e-3,
                        .tau_s = 7.3e-3,
                        .r_ohm = 1e6,
                        .v_rest_v = 0.0,
                        .v_threshold_v = 1.0,
                        .v_reset_v = 0.0,
                        .refractory_s = 3e-3,
                        .refractory_steps = 3};
}

static cosim_job job_of(const cosim_scenario *s, cosim_dut *dut)
{
    cosim_job job = {.scenario = s, .dut = dut};
    lif_error error = {LIF_OK, "", ""};
    if (lif_declared_quantise(&s->params, &dut->ops->format, dut->ops->declared, &job.q, &error) !=
        LIF_OK) {
        fail_msg("%s: %s", error.key, error.message);
    }
    return job;
}

static lif_stimulus noise(double mean_a, double deviation_a)
{
    return (lif_stimulus){
        .kind = LIF_STIMULUS_NOISE,
        .stop_s = (double)INFINITY,
        .u.noise = {
            .mean_a = mean_a, .deviation_a = deviation_a, .correlation_s = 5e-3, .seed = 7}};
}

typedef struct stage {
    lif_declared declared;
    lif_params params;
    lif_stimulus stimulus;
    cosim_scenario scenario;
    struct lif_dut_ops ops;
    cosim_dut dut;
    cosim_job job;
    cosim_hypothesis base;
} stage;

static void set_stage(stage *s)
{
    char name[] = "played";
    *s = (stage){.declared = neuron(), .params = parameters(), .stimulus = noise(1.2e-6, 1e-6)};
    s->scenario = fixture_scenario(&s->params, &s->stimulus, 1, STEPS);
    s->ops = ops_of(&format, &s->declared);
    s->dut = (cosim_dut){.ops = &s->ops, .name = strdup(name)};
    s->dut.instance = play_open(&s->ops, NULL, 0);
    assert_non_null(s->dut.instance);
    s->job = job_of(&s->scenario, &s->dut);
    cosim_hypothesis_start(&s->base, &format, &s->declared, &s->job.q.words);
}

static void clear_stage(stage *s)
{
    play_close(s->dut.instance);
    free(s->dut.name);
}

/* ---- tests ---- */

static void a_sound_circuit_raises_no_alarm(void **state)
{
    (void)state;
    stage s;
    cosim_trace t;
    set_stage(&s);
    played = s.base;
    assert_int_equal(cosim_trace_new(&t, STEPS), 0);
    assert_int_equal(cosim_trace_drives(&t, &s.job), 0);
    assert_int_equal(t.n, STEPS);
    assert_int_equal(cosim_trace_run(&t, &s.dut, &s.job.q.words, 1, NULL), 0);
    assert_int_equal(cosim_hypothesis_agrees(&s.base, &t), STEPS);
    assert_non_null(memchr(t.spike, 1, t.n));
    assert_false(cosim_trace_fails(&t, &s.job));
    cosim_trace_free(&t);
    clear_stage(&s);
}

/* Those that the drive does not tell from the declared neuron are counted, and few. */
static void every_difference_is_named(void **state)
{
    (void)state;
    static cosim_hypothesis list[COSIM_HYPOTHESES];
    stage s;
    unsigned named = 0, alike = 0;
    set_stage(&s);
    const size_t count = cosim_hypotheses(&s.base, list, COSIM_HYPOTHESES);
    assert_true(count > 40);
    for (size_t i = 0; i < count; i++) {
        struct cosim_findings *found = NULL;
        cosim_diag diag;
        cosim_trace t;
        played = list[i];
        assert_int_equal(cosim_trace_new(&t, STEPS), 0);
        assert_int_equal(cosim_trace_drives(&t, &s.job), 0);
        assert_int_equal(cosim_trace_run(&t, &s.dut, &s.job.q.words, 1, &diag), 0);
        const bool differs = cosim_hypothesis_agrees(&s.base, &t) < t.n;
        assert_int_equal(cosim_trace_fails(&t, &s.job), differs);
        assert_int_equal(cosim_findings_find(&s.job, &found, &diag), 0);
        if (!differs) {
            alike++;
            assert_int_equal(found->count, 0);
        } else if (found->count == 0) {
            fail_msg("\"%s\" has no finding", list[i].about);
        } else {
            const cosim_finding *f = &found->items[0];
            /* Another neuron of the list may answer alike, and a silent one is said to be so. */
            if (strcmp(f->text, list[i].about) == 0) {
                named++;
            } else if (strcmp(f->kind, "never-fires") != 0 && !f->whole) {
                fail_msg("\"%s\" is named \"%s\"", list[i].about, f->text);
            }
            assert_true(f->count > 0 && f->count < 200 && f->drive_fx != NULL);
        }
        cosim_findings_free(found);
        cosim_trace_free(&t);
    }
    print_message("# %u of %zu named as they are, %u answer alike\n", named, count, alike);
    assert_true(named > count / 2 && alike < count / 3);
    clear_stage(&s);
}

/* This needs three steps of at least 5, one of them above 100, in this order. */
static bool wants_three(void *context, cosim_trace *t)
{
    unsigned *calls = context;
    size_t at = 0;
    const int32_t least[] = {5, 101, 5};
    (*calls)++;
    for (size_t i = 0; i < t->n && at < 3; i++) {
        at += t->drive_fx[i] >= least[at];
    }
    return at == 3;
}

static void no_step_of_a_shrunk_drive_can_be_left_out(void **state)
{
    (void)state;
    lif_random random;
    lif_random_seed(&random, fixture_seed("no step can be left out"));
    for (int round = 0; round < 20; round++) {
        cosim_trace t;
        unsigned calls = 0;
        assert_int_equal(cosim_trace_new(&t, 700), 0);
        for (size_t i = 0; i < t.n; i++) {
            t.drive_fx[i] = (int32_t)lif_random_below(&random, 300);
        }
        assert_true(wants_three(&calls, &t));
        calls = 0;
        const unsigned tries = cosim_shrink(&t, wants_three, &calls);
        assert_int_equal(t.n, 3);
        assert_true(wants_three(&calls, &t));
        assert_true(tries + 2 == calls); /* each try is a run, and one at the end */
        cosim_trace_free(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_circuit_raises_no_alarm),
        cmocka_unit_test(every_difference_is_named),
        cmocka_unit_test(no_step_of_a_shrunk_drive_can_be_left_out),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
