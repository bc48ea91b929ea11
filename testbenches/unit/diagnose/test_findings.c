// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A mistake of a circuit of a shipped format is named in the equations of that format, a sound one
 * raises no alarm, and no step of a shrunk drive can be left out. Circuits with equations
 * of their own are in test_edits. */
#include "neuron_fixture.h"
#include "base/diag.h"
#include "diagnose/findings.h"
#include "diagnose/shrink.h"
#include "diagnose/trace.h"
#include "run/job.h"
#include "scenario/scenario.h"
#include "lif_integer.h"
#include "lif_stimulus.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 4000 };

/* ---- a circuit with a mistake ---- */

typedef struct mistake {
    const char *kind, *words;               /* how the finding begins; NULL: there is none */
    int leak, leak_by, threshold, reset;    /* added to these words; leak is multiplied by 2 */
    int hold;                               /* added to each hold */
    bool late_input, late_spike, magnitude; /* of the drive */
    bool deaf, without_membrane, other_reset;
} mistake;

struct lif_dut {
    lif_words words;
};

static const mistake *played; /* what every instance has */
static lif_format format;

static lif_dut *play_open(const struct lif_dut_ops *ops, char *error, size_t bytes)
{
    (void)ops;
    (void)error;
    (void)bytes;
    return calloc(1, sizeof(lif_dut));
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

static lif_words words_of(const lif_dut *dut)
{
    lif_words w = dut->words;
    w.leak_fx = (w.leak_fx << played->leak_by) + played->leak;
    w.threshold_fx += played->threshold;
    w.reset_fx += played->reset;
    if (played->other_reset) {
        w.reset_fx = w.reset_by_subtract ? 0 : w.threshold_fx;
        w.reset_by_subtract = !w.reset_by_subtract;
    }
    return w;
}

static int32_t drive_of(const int32_t *drive, size_t i)
{
    const int32_t word = !played->late_input ? drive[i] : i > 0 ? drive[i - 1] : 0;
    return played->deaf ? 0 : played->magnitude ? abs(word) : word;
}

/* It runs from reset each time: a test runs its drives in one block. */
static int play_run(lif_dut *dut, const lif_dut_block *b)
{
    const lif_words w = words_of(dut);
    lif_integer m;
    lif_integer_start(&m, &format, &w);
    for (size_t i = 0; i < b->n; i++) {
        const int32_t drive = drive_of(b->drive_fx, i);
        const int64_t hold = (int64_t)(b->hold != NULL ? b->hold[i] : b->hold_constant);
        lif_integer_run(&m, 1, &drive, NULL, (uint32_t)(hold + played->hold), &b->before_fx[i],
                        &b->after_fx[i], &b->spike[i]);
    }
    for (size_t i = b->n; played->late_spike && i-- > 0;) {
        b->spike[i] = i > 0 ? b->spike[i - 1] : 0;
    }
    return 0;
}

/* ---- a neuron and a scenario that excites it ---- */

typedef struct stage {
    lif_params params;
    lif_stimulus stimulus;
    cosim_scenario scenario;
    struct lif_dut_ops ops;
    cosim_dut dut;
    cosim_job job;
} stage;

static void set_stage(stage *s, const mistake *with, lif_rounding rounding, lif_reset_mode reset)
{
    char name[] = "played";
    lif_error error = {LIF_OK, "", ""};
    played = with;
    format = (lif_format){
        .state_width = 13, .state_fraction = 7, .leak_fraction = 10, .rounding = rounding};
    *s = (stage){
        .params = {.method = LIF_EULER,
                   .dt_s = 1e-3,
                   .tau_s = 7.3e-3,
                   .r_ohm = 1e6,
                   .v_threshold_v = 1.0,
                   .v_reset_v = 0.0,
                   .reset_mode = reset,
                   .refractory_s = 3e-3,
                   .refractory_steps = 3},
        .stimulus = {
            .kind = LIF_STIMULUS_NOISE,
            .stop_s = (double)INFINITY,
            .u.noise = {.mean_a = 1.2e-6, .deviation_a = 1e-6, .correlation_s = 5e-3, .seed = 7}}};
    s->scenario = fixture_scenario(&s->params, &s->stimulus, 1, STEPS);
    s->ops = (struct lif_dut_ops){
        .abi = LIF_DUT_ABI,
        .ops_bytes = sizeof(struct lif_dut_ops),
        .name = "played",
        .about = "a mistake",
        .format = format,
        .hold_width = 16,
        .clocks_per_step = 1,
        .capabilities = LIF_DUT_INTEGER_MODEL | LIF_DUT_SHOWS_BEFORE |
                        (with->without_membrane ? 0u : (uint32_t)LIF_DUT_SHOWS_MEMBRANE),
        .open = play_open,
        .close = play_close,
        .message = play_message,
        .configure = play_configure,
        .run = play_run};
    s->dut = (cosim_dut){.ops = &s->ops, .name = strdup(name)};
    s->dut.instance = play_open(&s->ops, NULL, 0);
    assert_non_null(s->dut.instance);
    s->job = (cosim_job){.scenario = &s->scenario, .dut = &s->dut};
    if (lif_quantise(&s->params, &format, &s->job.q, &error) != LIF_OK) {
        fail_msg("%s: %s", error.key, error.message);
    }
}

static void clear_stage(stage *s)
{
    play_close(s->dut.instance);
    free(s->dut.name);
}

/* ---- tests ---- */

static void name_mistake(const mistake *m, lif_rounding rounding, lif_reset_mode reset)
{
    struct cosim_findings *found = NULL;
    cosim_diag diag;
    stage s;
    set_stage(&s, m, rounding, reset);
    if (cosim_findings_find(&s.job, &found, &diag) != 0) {
        fail_msg("%s", diag.message);
    }
    if (m->kind == NULL) {
        assert_int_equal(found->count, 0);
    } else {
        const cosim_finding *f = &found->items[0];
        if (found->count != 1 || !f->whole || strcmp(f->kind, m->kind) != 0 ||
            strncmp(f->text, m->words, strlen(m->words)) != 0) {
            fail_msg("\"%s\" is named \"%s\"", m->words, found->count > 0 ? f->text : "");
        }
        assert_true(f->count > 0 && f->count < 60 && f->drive_fx != NULL);
    }
    cosim_findings_free(found);
    clear_stage(&s);
}

static void every_mistake_is_named(void **state)
{
    (void)state;
    static const mistake all[] = {
        {.kind = NULL},
        {.kind = NULL, .without_membrane = true},
        {.kind = "refractory", .words = "is held one step longer (left)", .hold = 1},
        {.kind = "refractory", .words = "is held one step shorter (left)", .hold = -1},
        {.kind = "refractory", .words = "is held two steps longer (left)", .hold = 2},
        {.kind = "refractory", .words = "is not held after a spike (left)", .hold = -3},
        {.kind = "constant", .words = "has leak one too high", .leak = 1},
        {.kind = "constant", .words = "has leak one too low", .leak = -1},
        {.kind = "shift", .words = "shifts one less", .leak_by = 1},
        {.kind = "compare",
         .words = "fires above its threshold only, and not at it",
         .threshold = 1},
        {.kind = "threshold", .words = "fires one word below its threshold", .threshold = -1},
        {.kind = "reset", .words = "resets one word too high", .reset = 1},
        {.kind = "reset", .words = "resets one word too low", .reset = -1},
        {.kind = "late", .words = "takes its drive one step late", .late_input = true},
        {.kind = "late", .words = "shows its spikes one step late", .late_spike = true},
        {.kind = "drive", .words = "takes the magnitude of its drive", .magnitude = true},
        {.kind = "drive", .words = "ignores its drive", .deaf = true},
        {.kind = "reset", .words = "subtracts its threshold at a spike", .other_reset = true},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        name_mistake(&all[i], LIF_HALF_UP, LIF_RESET_TO_VALUE);
    }
}

static void every_arithmetic_has_its_equations(void **state)
{
    (void)state;
    static const mistake sound = {.kind = NULL},
                         longer = {.kind = "refractory",
                                   .words = "is held one step longer (left)",
                                   .hold = 1};
    for (int r = LIF_HALF_UP; r <= LIF_RESIDUAL; r++) {
        for (int reset = LIF_RESET_TO_VALUE; reset <= LIF_RESET_BY_SUBTRACTION; reset++) {
            name_mistake(&sound, (lif_rounding)r, (lif_reset_mode)reset);
            name_mistake(&longer, (lif_rounding)r, (lif_reset_mode)reset);
        }
    }
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
        cmocka_unit_test(every_mistake_is_named),
        cmocka_unit_test(every_arithmetic_has_its_equations),
        cmocka_unit_test(no_step_of_a_shrunk_drive_can_be_left_out),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
