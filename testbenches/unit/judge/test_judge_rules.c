// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Each rule of the judge is tried for itself, on steps made by hand: it is said what is just
 * allowed, what is just not, and which level says so. */
#include "neuron_fixture.h"
#include "judge/judge.h"
#include "judge/state.h"
#include "judge/verdict.h"
#include "result/result.h"
#include "result/train.h"

#include <math.h>

enum { ONE = 4096, ALL = LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE };

typedef struct bench {
    cosim_judge judge;
    cosim_train dut, reference;
} bench;

/* With k = 1/2, threshold 1, reset 0 and initially 0 every word is exact, 1 is 4096, and after one
 * step the bound is 3/4 LSB: a half for the rounding, and half of the half for the drive. */
static lif_params half_neuron(void)
{
    return (lif_params){
        .method = LIF_EULER, .dt_s = 1.0, .tau_s = 2.0, .r_ohm = 1.0, .v_threshold_v = 1.0};
}

static void start(bench *b, const lif_params *params, uint32_t capabilities)
{
    lif_quantised q;
    lif_error error;
    b->dut = b->reference = (cosim_train){NULL, 0, 0};
    assert_int_equal(
        lif_quantise(params, &(lif_format){16, 12, 16, LIF_HALF_UP, LIF_CODING_ANY, 0}, &q, &error),
        LIF_OK);
    cosim_judge_start(&b->judge, params, &q, capabilities, &b->dut, &b->reference);
    b->judge.plain = true;
}

/* Judges one step that a circuit answered so. */
static void step(bench *b, double current_a, int32_t before, int32_t after, uint8_t spike)
{
    int32_t drive;
    assert_int_equal(lif_quantise_drives(&b->judge.q, &current_a, 1, &drive), 0);
    const cosim_judge_block block = {.n = 1,
                                     .current_a = &current_a,
                                     .drive_fx = &drive,
                                     .hold_constant = 0,
                                     .before_fx = &before,
                                     .after_fx = &after,
                                     .spike = &spike};
    cosim_judge_run(&b->judge, &block);
}

static cosim_result end(bench *b, const uint64_t *expected, size_t count, bool stated)
{
    cosim_result r = {.tolerance = 1.0, .dut_spikes = b->dut, .reference_spikes = b->reference};
    r.expect.stated = stated;
    cosim_judge_finish(&b->judge, expected, count, &r);
    cosim_train_free(&b->dut);
    cosim_train_free(&b->reference);
    return r;
}

static void one_exact_mismatch(bench *b, const char *quantity, int64_t expected, int64_t observed)
{
    const cosim_mismatch *m = &b->judge.first[COSIM_LEVEL_EXACT];
    assert_int_equal(b->judge.exact_compared, 1);
    assert_int_equal(b->judge.exact_mismatches, 1);
    assert_true(m->present && m->is_word && m->step == 0);
    assert_string_equal(m->quantity, quantity);
    assert_int_equal(m->expected_fx, expected);
    assert_int_equal(m->observed_fx, observed);
    const cosim_result r = end(b, NULL, 0, false);
    assert_int_equal(r.exact.verdict, COSIM_FAIL);
    assert_int_equal(r.verdict, COSIM_FAIL);
}

/* Any one output that differs from the model's is a mismatch of its own. */
static void exact_compares_each_output(void **state)
{
    const uint32_t exact = ALL | LIF_DUT_INTEGER_MODEL;
    const lif_params p = half_neuron();
    bench b;
    (void)state;
    start(&b, &p, exact);
    step(&b, 0.5, ONE / 4, ONE / 4, 0);
    assert_int_equal(b.judge.exact_mismatches, 0);
    end(&b, NULL, 0, false);

    start(&b, &p, exact);
    step(&b, 0.5, ONE / 4 + 1, ONE / 4, 0);
    one_exact_mismatch(&b, "membrane before reset", ONE / 4, ONE / 4 + 1);
    start(&b, &p, exact);
    step(&b, 0.5, ONE / 4, ONE / 4, 1);
    one_exact_mismatch(&b, "spike", 0, 1);
    start(&b, &p, exact);
    step(&b, 0.5, ONE / 4, ONE / 4 - 1, 0);
    one_exact_mismatch(&b, "membrane", ONE / 4, ONE / 4 - 1);
}

static uint64_t mismatches_at(double y_lsb, int32_t word)
{
    const lif_params p = half_neuron();
    bench b;
    start(&b, &p, ALL);
    step(&b, 2.0 * y_lsb / ONE, word, word, 0);
    const uint64_t count = b.judge.bounded_mismatches;
    end(&b, NULL, 0, false);
    return count;
}

/* The bound is 0.75 LSB: 0.7 is allowed, 0.8 is not, on either side. */
static void bound_is_the_limit(void **state)
{
    (void)state;
    assert_int_equal(mismatches_at(100.0, 100), 0);
    assert_int_equal(mismatches_at(100.0, 101), 1);
    assert_int_equal(mismatches_at(100.0, 99), 1);
    assert_int_equal(mismatches_at(100.3, 101), 0);
    assert_int_equal(mismatches_at(100.2, 101), 1);
    assert_int_equal(mismatches_at(99.7, 99), 0);
    assert_int_equal(mismatches_at(99.8, 99), 1);
}

/* Checks what a decision at `above_lsb` LSB above the threshold counts as. */
static void decide(double above_lsb, uint8_t spike, bool ambiguous, bool unexplained)
{
    const lif_params p = half_neuron();
    const int32_t word = ONE + (int32_t)lrint(above_lsb);
    bench b;
    start(&b, &p, ALL);
    step(&b, 2.0 * (1.0 + above_lsb / ONE), word, spike ? 0 : word, spike);
    assert_int_equal(b.judge.ambiguous, ambiguous);
    assert_int_equal(b.judge.unexplained, unexplained);
    assert_int_equal(b.judge.bounded_mismatches, unexplained);
    const cosim_result r = end(&b, NULL, 0, false);
    assert_int_equal(r.verdict, unexplained ? COSIM_FAIL : COSIM_PASS);
}

/* Bound and half an LSB of the threshold word are 1.25 LSB: up to there either decision is right,
 * beyond only one. */
static void decision_has_its_margin(void **state)
{
    (void)state;
    for (uint8_t spike = 0; spike < 2; spike++) {
        for (int side = -1; side <= 1; side += 2) {
            decide(1.2 * side, spike, true, false);
            decide(1.3 * side, spike, false, spike != (side > 0));
        }
    }
}

/* The lists differ, and no step was ambiguous. */
static void lists_differ_only_by_ambiguity(void **state)
{
    const lif_params p = half_neuron();
    bench b;
    (void)state;
    start(&b, &p, ALL);
    step(&b, 3.0, 3 * ONE / 2, 3 * ONE / 2, 0); /* a spike that had to happen */
    assert_true(b.judge.free_differs);
    cosim_result r = end(&b, NULL, 0, false);
    assert_int_equal(r.free_running.verdict, COSIM_FAIL);

    start(&b, &p, ALL);
    step(&b, 2.0, ONE, ONE, 0); /* a tie */
    assert_true(b.judge.free_differs);
    r = end(&b, NULL, 0, false);
    assert_int_equal(r.free_running.verdict, COSIM_PASS);
    assert_int_equal(r.verdict, COSIM_PASS);

    /* The bounded level should have failed too, and did not: that is a failure by itself. */
    start(&b, &p, ALL);
    step(&b, 0.5, ONE / 4, ONE / 4, 0);
    b.judge.free_differs = true;
    r = end(&b, NULL, 0, false);
    assert_int_equal(r.bounded.verdict, COSIM_PASS);
    assert_int_equal(r.free_running.verdict, COSIM_FAIL);
    assert_int_equal(r.verdict, COSIM_FAIL);
}

static void one_bounded_mismatch(bench *b, const char *quantity, int64_t expected, int64_t observed)
{
    const cosim_mismatch *m = &b->judge.first[COSIM_LEVEL_BOUNDED];
    assert_int_equal(b->judge.bounded_mismatches, 1);
    assert_true(m->present && m->is_word);
    assert_string_equal(m->quantity, quantity);
    assert_int_equal(m->expected_fx, expected);
    assert_int_equal(m->observed_fx, observed);
    const cosim_result r = end(b, NULL, 0, false);
    assert_int_equal(r.verdict, COSIM_FAIL);
}

/* A held step keeps its word and does not spike. */
static void held_steps_do_nothing(void **state)
{
    lif_params p = half_neuron();
    bench b;
    (void)state;
    p.initial_hold = 1;
    start(&b, &p, ALL);
    step(&b, 3.0, 0, 0, 0);
    assert_int_equal(b.judge.bounded_mismatches, 0);
    end(&b, NULL, 0, false);
    start(&b, &p, ALL);
    step(&b, 3.0, 0, 1, 0);
    one_bounded_mismatch(&b, "held membrane", 0, 1);
    start(&b, &p, ALL);
    step(&b, 3.0, 0, 0, 1);
    assert_int_equal(b.judge.unexplained, 1);
    one_bounded_mismatch(&b, "spike", 0, 1);
}

/* After a spike there is the reset word, or the word before it minus the amount. */
static void reset_leaves_its_word(void **state)
{
    lif_params p = half_neuron();
    bench b;
    (void)state;
    start(&b, &p, ALL);
    step(&b, 3.0, 3 * ONE / 2, 0, 1);
    assert_int_equal(b.judge.bounded_mismatches, 0);
    end(&b, NULL, 0, false);
    start(&b, &p, ALL);
    step(&b, 3.0, 3 * ONE / 2, 1, 1);
    one_bounded_mismatch(&b, "membrane after reset", 0, 1);
    p.reset_mode = LIF_RESET_BY_SUBTRACTION;
    start(&b, &p, ALL);
    step(&b, 3.0, 3 * ONE / 2, ONE / 2, 1);
    assert_int_equal(b.judge.bounded_mismatches, 0);
    end(&b, NULL, 0, false);
    start(&b, &p, ALL);
    step(&b, 3.0, 3 * ONE / 2, 0, 1);
    one_bounded_mismatch(&b, "membrane after reset", ONE / 2, 0);
}

/* Of several mismatches the first is the one that is told. */
static void first_mismatch_is_told(void **state)
{
    const lif_params p = half_neuron();
    bench b;
    (void)state;
    start(&b, &p, ALL | LIF_DUT_INTEGER_MODEL);
    step(&b, 0.5, ONE / 4, ONE / 4, 0);
    step(&b, 0.25, ONE / 4 + 7, ONE / 4, 0);
    step(&b, 0.25, ONE / 4 + 9, ONE / 4, 0);
    const cosim_result r = end(&b, NULL, 0, false);
    assert_int_equal(r.exact.mismatches, 2);
    assert_int_equal(r.bounded.mismatches, 2);
    assert_true(r.first_mismatch.present);
    assert_int_equal(r.first_mismatch.level, COSIM_LEVEL_EXACT);
    assert_int_equal(r.first_mismatch.step, 1);
    assert_int_equal(r.first_mismatch.observed_fx, ONE / 4 + 7);
    assert_int_equal(b.judge.first[COSIM_LEVEL_BOUNDED].step, 1);
}

/* The published list is held against both: here the circuit decides a tie as published, and the
 * reference otherwise, and the other way round. */
static void expected_list_is_of_both(void **state)
{
    static const uint64_t published[] = {0};
    lif_params p = half_neuron();
    (void)state;
    for (int above = 0; above < 2; above++) {
        bench b;
        p.compare = above ? LIF_ABOVE : LIF_AT_OR_ABOVE;
        start(&b, &p, ALL);
        step(&b, 2.0, ONE, above ? 0 : ONE, above ? 1 : 0);
        const cosim_result r = end(&b, published, 1, true);
        assert_int_equal(r.bounded.verdict, COSIM_PASS);
        assert_int_equal(r.free_running.verdict, COSIM_PASS);
        assert_int_equal(r.expect.dut_equal, above);
        assert_int_equal(r.expect.reference_equal, !above);
        assert_int_equal(r.expect.verdict, COSIM_FAIL);
        assert_int_equal(r.verdict, COSIM_FAIL);
    }
}

/* Circuit and integer model agree on words that are not those of the parameters: the bounded level
 * must say so, with and without the fast path. */
static void wrong_words_are_out_of_bounds(void **state)
{
    enum { STEPS = 200 };
    const lif_params p = half_neuron();
    double current_a[STEPS];
    int32_t drive[STEPS], before[STEPS], after[STEPS];
    uint8_t spike[STEPS];
    (void)state;
    for (int i = 0; i < STEPS; i++) {
        current_a[i] = i % 2 == 0 ? 0.7 : -0.7;
    }
    for (int plain = 0; plain < 2; plain++) {
        bench b;
        lif_integer model;
        lif_quantised q;
        start(&b, &p, ALL | LIF_DUT_INTEGER_MODEL);
        q = b.judge.q;
        q.words.leak_fx += 300;
        cosim_judge_start(&b.judge, &p, &q, ALL | LIF_DUT_INTEGER_MODEL, &b.dut, &b.reference);
        b.judge.bound.keep = 0.5; /* a bound of the right words */
        b.judge.plain = plain == 1;
        assert_int_equal(lif_quantise_drives(&q, current_a, STEPS, drive), 0);
        lif_integer_start(&model, &q.format, &q.words);
        lif_integer_run(&model, STEPS, drive, NULL, 0, before, after, spike);
        const cosim_judge_block block = {.n = STEPS,
                                         .current_a = current_a,
                                         .drive_fx = drive,
                                         .before_fx = before,
                                         .after_fx = after,
                                         .spike = spike};
        cosim_judge_run(&b.judge, &block);
        const cosim_result r = end(&b, NULL, 0, false);
        assert_int_equal(r.free_running.dut_spikes, 0);
        assert_int_equal(r.exact.verdict, COSIM_PASS);
        assert_int_equal(r.bounded.verdict, COSIM_FAIL);
    }
}

/* There are five stretches of 50 steps, each ended by a spike: more than run side by side in the
 * fast path. In each, one after the other, the circuit gets a wrong drive early on, as does the
 * integer model, and the error is gone before the spike: only the comparison of the silent steps
 * can see it. */
static void an_error_within_a_stretch_is_seen(void **state)
{
    enum { STRETCH = 50, STEPS = 5 * STRETCH };
    const lif_params p = half_neuron();
    double current_a[STEPS];
    int32_t drive[STEPS], before[STEPS], after[STEPS];
    uint8_t spike[STEPS];
    (void)state;
    for (int i = 0; i < STEPS; i++) {
        current_a[i] = i % STRETCH == STRETCH - 1 ? 3.0 : i % 2 == 0 ? 0.5 : -0.5;
    }
    for (int wrong = -1; wrong < STEPS / STRETCH; wrong++) {
        uint64_t mismatches[2];
        for (int plain = 0; plain < 2; plain++) {
            bench b;
            lif_integer model;
            start(&b, &p, ALL | LIF_DUT_INTEGER_MODEL);
            b.judge.plain = plain == 1;
            assert_int_equal(lif_quantise_drives(&b.judge.q, current_a, STEPS, drive), 0);
            if (wrong >= 0) {
                drive[wrong * STRETCH + 5] += 300;
            }
            lif_integer_start(&model, &b.judge.q.format, &b.judge.q.words);
            lif_integer_run(&model, STEPS, drive, NULL, 0, before, after, spike);
            const cosim_judge_block block = {.n = STEPS,
                                             .current_a = current_a,
                                             .drive_fx = drive,
                                             .before_fx = before,
                                             .after_fx = after,
                                             .spike = spike};
            cosim_judge_run(&b.judge, &block);
            const cosim_result r = end(&b, NULL, 0, false);
            assert_int_equal(r.free_running.dut_spikes, STEPS / STRETCH);
            assert_int_equal(r.exact.verdict, COSIM_PASS);
            assert_int_equal(r.bounded.verdict, wrong >= 0 ? COSIM_FAIL : COSIM_PASS);
            mismatches[plain] = r.bounded.mismatches;
        }
        assert_int_equal(mismatches[0], mismatches[1]);
        assert_in_range(mismatches[0], wrong >= 0 ? 4 : 0, wrong >= 0 ? 20 : 0);
    }
}

/* A broken handshake fails a run whose steps are all right, with or without an integer model. */
static void a_broken_handshake_fails(void **state)
{
    const lif_params p = half_neuron();
    (void)state;
    for (int broken = 0; broken < 2; broken++) {
        for (int model = 0; model < 2; model++) {
            bench b;
            start(&b, &p, ALL | (model ? LIF_DUT_INTEGER_MODEL : 0));
            step(&b, 1.0, ONE / 2, ONE / 2, 0);
            if (broken) {
                cosim_judge_handshake(&b.judge, 1, "handshake: results", 1, 0);
                cosim_judge_handshake(&b.judge, 2, "handshake: ready in reset", 0, 1);
            }
            const cosim_result r = end(&b, NULL, 0, false);
            assert_int_equal(r.verdict, broken ? COSIM_FAIL : COSIM_PASS);
            assert_int_equal(r.exact.mismatches, broken ? 2 : 0);
            assert_int_equal(r.bounded.verdict, COSIM_PASS);
            assert_int_equal(r.first_mismatch.present, broken);
            if (broken) {
                assert_string_equal(r.first_mismatch.quantity, "handshake: results");
                assert_int_equal(r.first_mismatch.step, 1);
                assert_int_equal(r.first_mismatch.expected_fx, 1);
                assert_int_equal(r.first_mismatch.observed_fx, 0);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_compares_each_output),
        cmocka_unit_test(bound_is_the_limit),
        cmocka_unit_test(decision_has_its_margin),
        cmocka_unit_test(lists_differ_only_by_ambiguity),
        cmocka_unit_test(held_steps_do_nothing),
        cmocka_unit_test(reset_leaves_its_word),
        cmocka_unit_test(first_mismatch_is_told),
        cmocka_unit_test(expected_list_is_of_both),
        cmocka_unit_test(wrong_words_are_out_of_bounds),
        cmocka_unit_test(an_error_within_a_stretch_is_seen),
        cmocka_unit_test(a_broken_handshake_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
