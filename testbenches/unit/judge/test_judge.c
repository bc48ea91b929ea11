// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge itself is tested: its fast path against its definition, blocks of any cut, circuits
 * that hide what they do, clips, and that nothing compared is never a pass. */
#include "neuron_fixture.h"
#include "circuit/open.h"
#include "judge/constants.h"
#include "judge/judge.h"
#include "judge/state.h"
#include "judge/vectors.h"
#include "judge/verdict.h"
#include "result/result.h"
#include "result/train.h"
#include "scenario/scenario.h"
#include "lif_stimulus.h"

#include <math.h>
#include <string.h>

enum { MOST = 6000 };

/* This has one run's arrays, from the integer model, to be spoilt and judged. */
typedef struct trace {
    size_t n;
    lif_params params;
    lif_quantised q;
    double current_a[MOST];
    uint32_t hold[MOST];
    int32_t drive_fx[MOST], before_fx[MOST], after_fx[MOST];
    uint8_t spike[MOST];
} trace;

static void make_trace(trace *t, lif_random *random, const lif_format *format, size_t n)
{
    lif_stimulus_state stream;
    lif_integer model;
    lif_error error;
    t->n = n;
    do {
        t->params = fixture_random_params(random);
        /* The time constants are short, so that there is something to decide. */
        t->params.tau_s = t->params.dt_s * (1.5 + 40.0 * lif_random_uniform(random));
    } while (lif_quantise(&t->params, format, &t->q, &error) != LIF_OK);
    const lif_stimulus noise = fixture_random_noise(random, &t->params);
    memset(t->current_a, 0, sizeof t->current_a);
    lif_stimulus_start(&stream, &noise, t->params.dt_s, LIF_SAMPLE_START, n);
    lif_stimulus_add(&stream, n, t->current_a);
    const size_t constant =
        lif_random_below(random, 3) == 0 ? 120 : 1; /* where a membrane comes to rest */
    for (size_t i = 0; i < n; i++) {
        t->current_a[i] = t->current_a[i - i % constant];
    }
    assert_int_equal(lif_quantise_drives(&t->q, t->current_a, n, t->drive_fx), 0);
    for (size_t i = 0; i < n; i++) {
        t->hold[i] = (uint32_t)lif_random_below(random, 12);
    }
    lif_integer_start(&model, format, &t->q.words);
    lif_integer_run(&model, n, t->drive_fx, t->hold, 0, t->before_fx, t->after_fx, t->spike);
}

/* Spoils `count` outputs at random places: a word by one or by a lot, a spike added or lost. */
static void spoil(trace *t, lif_random *random, uint64_t count)
{
    while (count-- > 0) {
        const size_t i = lif_random_below(random, t->n);
        const int32_t by = lif_random_below(random, 2) ? 1 : (int32_t)lif_random_below(random, 999);
        switch (lif_random_below(random, 4)) {
        case 0:
            t->before_fx[i] += by;
            break;
        case 1:
            t->after_fx[i] += by;
            break;
        case 2: /* an arithmetic that is one off, which the bound alone may allow */
            t->before_fx[i] += by;
            t->after_fx[i] += by;
            break;
        default:
            t->spike[i] = !t->spike[i];
        }
    }
}

typedef struct findings {
    cosim_judge judge;
    cosim_train dut, reference;
} findings;

enum { DEFINITION = -1 };

/* Judges by the definition, or on the fast path by a kernel. */
static void judge(findings *f, const trace *t, uint32_t capabilities, int kernel, lif_random *cuts)
{
    f->dut = f->reference = (cosim_train){NULL, 0, 0};
    cosim_judge_start(&f->judge, &t->params, &t->q, capabilities, &f->dut, &f->reference);
    f->judge.plain = kernel == DEFINITION;
    f->judge.kernel = kernel == DEFINITION ? 0 : (unsigned)kernel;
    const size_t most = cuts != NULL && lif_random_below(cuts, 3) == 0 ? 6 : 700;
    for (size_t i = 0; i < t->n;) {
        size_t n = cuts == NULL ? t->n : 1 + lif_random_below(cuts, most);
        n = n < t->n - i ? n : t->n - i;
        const cosim_judge_block block = {.n = n,
                                         .current_a = t->current_a + i,
                                         .drive_fx = t->drive_fx + i,
                                         .hold = t->hold + i,
                                         .before_fx = t->before_fx + i,
                                         .after_fx = t->after_fx + i,
                                         .spike = t->spike + i};
        cosim_judge_run(&f->judge, &block);
        i += n;
    }
}

static void free_findings(findings *f)
{
    cosim_train_free(&f->dut);
    cosim_train_free(&f->reference);
}

static void same_train(const cosim_train *a, const cosim_train *b)
{
    assert_int_equal(a->count, b->count);
    if (a->count > 0) {
        assert_memory_equal(a->steps, b->steps, a->count * sizeof *a->steps);
    }
}

static void same_mismatch(const cosim_mismatch *a, const cosim_mismatch *b)
{
    assert_int_equal(a->present, b->present);
    if (!a->present) {
        return;
    }
    assert_int_equal(a->level, b->level);
    assert_int_equal(a->step, b->step);
    assert_int_equal(a->has_step, b->has_step);
    assert_string_equal(a->quantity, b->quantity);
    assert_int_equal(a->is_word, b->is_word);
    assert_int_equal(a->expected_fx, b->expected_fx);
    assert_int_equal(a->observed_fx, b->observed_fx);
    assert_true(a->expected_v == b->expected_v && a->observed_v == b->observed_v);
    assert_true(a->bound_v == b->bound_v);
    assert_int_equal(a->has_drive, b->has_drive);
    assert_int_equal(a->drive_fx, b->drive_fx);
}

/* Compares every finding and the whole state, bit for bit (member by member: padding has no
 * meaning). */
static void same_findings(const findings *f, const findings *g)
{
    const cosim_judge *a = &f->judge, *b = &g->judge;
#define SAME(member) assert_memory_equal(&a->member, &b->member, sizeof a->member)
    SAME(step);
    SAME(guided.v);
    SAME(guided.hold);
    SAME(guided_bound);
    SAME(word);
    SAME(integer.state_fx);
    SAME(integer.residual);
    SAME(integer.hold);
    SAME(diverged);
    if (a->diverged) { /* means nothing otherwise */
        SAME(free.v);
        SAME(free.hold);
    }
    SAME(out_of_memory);
    SAME(constants);
    SAME(exact_compared);
    SAME(exact_mismatches);
    SAME(bounded_compared);
    SAME(bounded_mismatches);
    SAME(decided);
    SAME(ambiguous);
    SAME(unexplained);
    SAME(still);
    SAME(sticks);
    SAME(stuck_step);
    SAME(free_difference);
    SAME(free_differs);
    SAME(dut_spike_count);
    SAME(reference_spike_count);
    SAME(max_error);
    SAME(max_bound);
    SAME(max_usage);
#undef SAME
    for (int level = 0; level < COSIM_LEVELS; level++) {
        same_mismatch(&a->first[level], &b->first[level]);
    }
    same_train(&f->dut, &g->dut);
    same_train(&f->reference, &g->reference);
}

static const uint32_t all =
    LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE | LIF_DUT_INTEGER_MODEL | LIF_DUT_READS_WORDS;

/* The fast path may only ever save time: it is tried on sound and spoilt traces, with any cut into
 * blocks, by each kernel that this processor has. */
static void fast_path_equals_definition(void **state)
{
    static const lif_format formats[] = {{32, 24, 31, LIF_HALF_UP, LIF_CODING_ANY, 0},
                                         {24, 18, 24, LIF_HALF_UP, LIF_CODING_ANY, 0},
                                         {16, 12, 16, LIF_HALF_UP, LIF_CODING_ANY, 0},
                                         {16, 6, 16, LIF_HALF_UP, LIF_CODING_ANY, 0}};
    enum { FORMATS = sizeof formats / sizeof formats[0] };
    static trace t;
    static findings plain, fast;
    const int widest = (int)cosim_judge_kernels();
    const uint64_t sets = fixture_setting("JUDGE_SETS", 400);
    uint64_t failed = 0, clean = 0;
    lif_random random;
    (void)state;
    lif_random_seed(&random, fixture_seed("fast path"));
    for (uint64_t i = 0; i < sets; i++) {
        make_trace(&t, &random, &formats[i % FORMATS], 200 + lif_random_below(&random, MOST - 200));
        if (i % 5 != 0) {
            spoil(&t, &random, 1 + lif_random_below(&random, 4));
        }
        judge(&plain, &t, all, DEFINITION, NULL);
        for (int kernel = 0; kernel <= widest; kernel++) {
            judge(&fast, &t, all, kernel, (i + (uint64_t)kernel) % 2 == 0 ? NULL : &random);
            same_findings(&fast, &plain);
            free_findings(&fast);
        }
        failed += plain.judge.exact_mismatches > 0;
        clean += plain.judge.exact_mismatches == 0;
        free_findings(&plain);
    }
    assert_true(failed > sets / 2 && clean >= sets / 5); /* both sides were there */
}

static cosim_result finish(const findings *f, double tolerance)
{
    cosim_result r = {.tolerance = tolerance};
    r.dut_spikes = f->dut;
    r.reference_spikes = f->reference;
    cosim_judge_finish(&f->judge, NULL, 0, &r);
    return r;
}

/* A circuit that shows less is judged by what it shows, and never passes on nothing. */
static void hidden_membranes(void **state)
{
    static trace t;
    static findings f;
    lif_random random;
    (void)state;
    lif_random_seed(&random, fixture_seed("hidden"));
    make_trace(&t, &random, &(lif_format){32, 24, 31, LIF_HALF_UP, LIF_CODING_ANY, 0}, 3000);
    t.params.v_threshold_v = t.params.v_rest_v + lif_params_scale(&t.params);

    judge(&f, &t, LIF_DUT_SHOWS_MEMBRANE, 0, NULL);
    cosim_result r = finish(&f, 1e-3);
    assert_int_equal(r.exact.verdict, COSIM_NOT_APPLICABLE);
    assert_int_equal(r.constants.verdict, COSIM_NOT_APPLICABLE);
    free_findings(&f);

    judge(&f, &t, LIF_DUT_INTEGER_MODEL | LIF_DUT_SHOWS_MEMBRANE, 0, NULL);
    r = finish(&f, 1e-3);
    assert_int_equal(r.exact.verdict, COSIM_PASS);
    free_findings(&f);
}

/* With a hidden membrane a silent run shows nothing; one spike that must happen shows something. */
static void nothing_compared_is_no_pass(void **state)
{
    const lif_params p = fixture_neuron();
    lif_stimulus constant = {.kind = LIF_STIMULUS_CONSTANT, .stop_s = (double)INFINITY};
    cosim_scenario scenario = fixture_scenario(&p, &constant, 1, 2000);
    cosim_dut *dut = fixture_dut("model:q8_24"), hidden = *dut;
    cosim_result r;
    (void)state;
    hidden.model_ops.capabilities = 0;
    hidden.ops = &hidden.model_ops;
    constant.u.constant.amplitude_a = 1e-9;
    fixture_run(&scenario, &hidden, &r);
    assert_int_equal(r.bounded.compared, 0);
    assert_int_equal(r.free_running.dut_spikes, 0);
    assert_true(r.free_running.identical);
    assert_int_equal(r.verdict, COSIM_VACUOUS);
    cosim_result_free(&r);
    constant.u.constant.amplitude_a = 4e-9;
    fixture_run(&scenario, &hidden, &r);
    assert_true(r.bounded.decided > 0);
    assert_int_equal(r.verdict, COSIM_PASS);
    cosim_result_free(&r);
    cosim_dut_close(dut);
}

/* A bound wider than the tolerance shows nothing where it stands alone. */
static void wide_bound_is_vacuous(void **state)
{
    const lif_params p = fixture_neuron();
    lif_stimulus constant = {.kind = LIF_STIMULUS_CONSTANT,
                             .stop_s = (double)INFINITY,
                             .u.constant = {.amplitude_a = 4e-9}};
    cosim_scenario scenario = fixture_scenario(&p, &constant, 1, 2000);
    cosim_dut *dut = fixture_dut("model:q4_12"), bare = *dut;
    cosim_result r;
    (void)state;
    fixture_run(&scenario, dut, &r);
    assert_int_equal(r.exact.verdict, COSIM_PASS);
    assert_int_equal(r.bounded.verdict, COSIM_VACUOUS);
    assert_int_equal(r.verdict, COSIM_PASS);
    cosim_result_free(&r);
    bare.model_ops.capabilities &= ~(uint32_t)LIF_DUT_INTEGER_MODEL;
    bare.ops = &bare.model_ops;
    fixture_run(&scenario, &bare, &r);
    assert_int_equal(r.verdict, COSIM_VACUOUS);
    cosim_result_free(&r);
    scenario.tolerance = 1.0;
    fixture_run(&scenario, &bare, &r);
    assert_int_equal(r.verdict, COSIM_PASS);
    cosim_result_free(&r);
    cosim_dut_close(dut);
}

/* A random drive that clips stops the run, and is a failure of its own. */
static void clip_stops_the_run(void **state)
{
    const lif_params p = fixture_neuron();
    lif_stimulus noise = {
        .kind = LIF_STIMULUS_NOISE,
        .stop_s = (double)INFINITY,
        .u.noise = {.mean_a = 1e-9, .deviation_a = 5e-9, .correlation_s = 1e-3, .seed = 3}};
    cosim_scenario scenario = fixture_scenario(&p, &noise, 1, 200000);
    cosim_dut *dut = fixture_dut("model:q4_12");
    cosim_result r;
    (void)state;
    fixture_run(&scenario, dut, &r);
    assert_int_equal(r.verdict, COSIM_FAIL);
    assert_int_equal(r.clipped_steps, 1);
    assert_int_equal(r.first_mismatch.level, COSIM_LEVEL_CLIP);
    assert_int_equal(r.first_mismatch.step, r.steps);
    assert_true(r.steps < scenario.steps && r.steps > 0);
    assert_int_equal(r.exact.compared, r.steps);
    assert_int_equal(r.exact.verdict, COSIM_PASS);
    cosim_result_free(&r);
    cosim_dut_close(dut);
}

/* The published list is judged against both, and a knife edge is only reported. */
static void expect_is_judged(void **state)
{
    const lif_params p = fixture_neuron();
    lif_stimulus constant = {.kind = LIF_STIMULUS_CONSTANT,
                             .stop_s = (double)INFINITY,
                             .u.constant = {.amplitude_a = 4e-9}};
    cosim_scenario scenario = fixture_scenario(&p, &constant, 1, 2000);
    cosim_dut *dut = fixture_dut("model:q8_24");
    uint64_t spikes[64];
    cosim_result r;
    (void)state;
    fixture_run(&scenario, dut, &r);
    assert_int_equal(r.expect.verdict, COSIM_NOT_APPLICABLE);
    const size_t count = r.dut_spikes.count;
    assert_in_range(count, 5, 64);
    memcpy(spikes, r.dut_spikes.steps, count * sizeof *spikes);
    cosim_result_free(&r);

    scenario.expect = (cosim_expect){.stated = true, .spikes = spikes, .count = count};
    fixture_run(&scenario, dut, &r);
    assert_int_equal(r.expect.verdict, COSIM_PASS);
    cosim_result_free(&r);
    for (int wrong = 0; wrong < 3; wrong++) {
        scenario.expect.count = wrong == 0 ? count - 1 : count;
        spikes[2] += wrong == 1;
        spikes[2] -= wrong == 2 ? 2 : 0;
        fixture_run(&scenario, dut, &r);
        assert_int_equal(r.expect.verdict, COSIM_FAIL);
        assert_int_equal(r.verdict, COSIM_FAIL);
        assert_int_equal(r.first_mismatch.level, COSIM_LEVEL_EXPECT);
        assert_int_equal(r.first_mismatch.step, wrong == 0   ? r.dut_spikes.steps[count - 1]
                                                : wrong == 1 ? r.dut_spikes.steps[2]
                                                             : spikes[2]);
        cosim_result_free(&r);
    }
    scenario.expect.knife_edge = true;
    fixture_run(&scenario, dut, &r);
    assert_int_equal(r.expect.verdict, COSIM_NOT_APPLICABLE);
    assert_false(r.expect.dut_equal);
    assert_int_equal(r.verdict, COSIM_PASS);
    cosim_result_free(&r);
    cosim_dut_close(dut);
}

/* A circuit shows its spikes alone, and has one too many: it is counted once, and the model goes on
 * from a neuron that has spiked. */
static void hidden_membrane_spikes_too_often(void **state)
{
    static trace t;
    static findings f;
    lif_random random;
    (void)state;
    lif_random_seed(&random, fixture_seed("too often"));
    for (int run = 0; run < 40; run++) {
        make_trace(&t, &random, &(lif_format){32, 24, 31, LIF_HALF_UP, LIF_CODING_ANY, 0}, 300);
        const bool subtracts = t.q.words.reset_by_subtract;
        /* This is the trace of a neuron that has spiked at step 0, which the one that is judged has
         * not. */
        lif_words words = t.q.words;
        lif_integer model;
        int32_t first;
        words.initial_hold = 0;
        t.q.words.initial_hold = t.params.initial_hold = 0;
        lif_integer_start(&model, &t.q.format, &words);
        lif_integer_run(&model, 1, t.drive_fx, t.hold, 0, &first, t.after_fx, t.spike);
        if (t.spike[0]) {
            continue;
        }
        model.state_fx = subtracts ? model.state_fx - words.reset_fx : words.reset_fx;
        model.hold = t.hold[0];
        lif_integer_run(&model, t.n - 1, t.drive_fx + 1, t.hold + 1, 0, t.before_fx + 1,
                        t.after_fx + 1, t.spike + 1);
        t.spike[0] = 1;
        judge(&f, &t, LIF_DUT_INTEGER_MODEL, 0, NULL);
        const cosim_result r = finish(&f, 1e-3);
        assert_int_equal(r.exact.mismatches, 1);
        assert_int_equal(r.exact.verdict, COSIM_FAIL);
        assert_int_equal(f.judge.first[COSIM_LEVEL_EXACT].step, 0);
        free_findings(&f);
    }
}

/* Each word that differs from the scenario's fails the constants, by its name. */
static void each_constant_is_judged(void **state)
{
    static trace t;
    lif_random random;
    (void)state;
    lif_random_seed(&random, fixture_seed("constants"));
    make_trace(&t, &random, &(lif_format){32, 24, 31, LIF_HALF_UP, LIF_CODING_ANY, 0}, 1);
    for (int which = 0; which < 8; which++) {
        static const char *const names[] = {"leak",
                                            "threshold",
                                            "reset",
                                            "initial",
                                            "initial hold",
                                            "compare above",
                                            "reset by subtraction",
                                            NULL};
        findings f = {.dut = {NULL, 0, 0}, .reference = {NULL, 0, 0}};
        lif_words words = t.q.words;
        words.leak_fx += which == 0 ? 2 : 0;
        words.threshold_fx -= which == 1 ? 2 : 0;
        words.reset_fx += which == 2 ? 2 : 0;
        words.initial_fx -= which == 3 ? 2 : 0;
        words.initial_hold += which == 4;
        words.compare_above ^= which == 5;
        words.reset_by_subtract ^= which == 6;
        cosim_judge_start(&f.judge, &t.params, &t.q, LIF_DUT_READS_WORDS, &f.dut, &f.reference);
        cosim_judge_constants(&f.judge, &words);
        assert_int_equal(f.judge.constants, which < 7 ? COSIM_FAIL : COSIM_PASS);
        const cosim_mismatch *m = &f.judge.first[COSIM_LEVEL_CONSTANTS];
        assert_int_equal(m->present, which < 7);
        if (which < 7) {
            assert_string_equal(m->quantity, names[which]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(fast_path_equals_definition),
                                       cmocka_unit_test(hidden_membranes),
                                       cmocka_unit_test(nothing_compared_is_no_pass),
                                       cmocka_unit_test(wide_bound_is_vacuous),
                                       cmocka_unit_test(clip_stops_the_run),
                                       cmocka_unit_test(expect_is_judged),
                                       cmocka_unit_test(hidden_membrane_spikes_too_often),
                                       cmocka_unit_test(each_constant_is_judged)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
