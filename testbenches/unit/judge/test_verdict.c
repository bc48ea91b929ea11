// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A run in which nothing failed has its worth: PASS only where the circuit was shown to be this
 * neuron, by a bound that says something, by equal spike lists, or by a spike that had to happen
 * while its rounding never held it back. The circuit is the integer model itself, in a format so
 * narrow that it can stick: with a leak of 1/8 a drive of 18 moves a membrane of 15 no further, and
 * 16 is the threshold. */
#include "judge/verdict.h"
#include "neuron_fixture.h"
#include "judge/judge.h"
#include "judge/state.h"
#include "judge/verdict.h"
#include "result/reason.h"

#include <string.h>

enum {
    STEPS = 400,
    ONE = 16,
    VISIBLE = LIF_DUT_INTEGER_MODEL | LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE,
    HIDDEN = LIF_DUT_INTEGER_MODEL,
    NO_MODEL = LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE
};

static const lif_params coarse = {
    .method = LIF_EULER, .dt_s = 1.0, .tau_s = 8.0, .r_ohm = 1.0, .v_threshold_v = 1.0};

typedef struct drive {
    double words[STEPS]; /* of the drive */
} drive;

static drive constant(double word)
{
    drive d;
    for (int i = 0; i < STEPS; i++) {
        d.words[i] = word;
    }
    return d;
}

/* Returns the result of `steps` steps in blocks of 64, by the definition or by the fast path. */
static cosim_result judged(const drive *d, size_t steps, uint32_t capabilities, double tolerance,
                           bool plain)
{
    const lif_format format = {8, 4, 7, LIF_HALF_UP, LIF_CODING_ANY, 0};
    cosim_train dut = {NULL, 0, 0}, reference = {NULL, 0, 0};
    cosim_judge judge;
    lif_integer circuit;
    lif_quantised q;
    lif_error error;
    assert_int_equal(lif_quantise(&coarse, &format, &q, &error), LIF_OK);
    cosim_judge_start(&judge, &coarse, &q, capabilities, &dut, &reference);
    judge.plain = plain;
    lif_integer_start(&circuit, &q.format, &q.words);
    for (size_t i = 0; i < steps; i += 64) {
        double current_a[64] = {0};
        int32_t drive_fx[64], before[64], after[64];
        uint8_t spike[64];
        const size_t n = steps - i < 64 ? steps - i : 64;
        for (size_t k = 0; k < n; k++) {
            current_a[k] = d->words[i + k] / ONE;
        }
        assert_int_equal(lif_quantise_drives(&q, current_a, n, drive_fx), 0);
        lif_integer_run(&circuit, n, drive_fx, NULL, 2, before, after, spike);
        const cosim_judge_block block = {.n = n,
                                         .current_a = current_a,
                                         .drive_fx = drive_fx,
                                         .hold_constant = 2,
                                         .before_fx = before,
                                         .after_fx = after,
                                         .spike = spike};
        cosim_judge_run(&judge, &block);
    }
    cosim_result r = {.tolerance = tolerance,
                      .scale_v = 1.0,
                      .steps = steps,
                      .dut_spikes = dut,
                      .reference_spikes = reference};
    cosim_judge_finish(&judge, NULL, 0, &r);
    cosim_train_free(&dut);
    cosim_train_free(&reference);
    assert_true(cosim_verdict_follows(&r));
    return r;
}

static bool reason_has(const cosim_result *r, const char *part)
{
    char text[320];
    return strstr(cosim_result_reason(r, text, sizeof text), part) != NULL;
}

/* The circuit has no spike at all against many of the reference. */
static void a_rounding_that_sticks(void **state)
{
    static const uint32_t shown[] = {VISIBLE, HIDDEN};
    const drive d = constant(18.0);
    (void)state;
    for (int i = 0; i < 4; i++) {
        const cosim_result r = judged(&d, STEPS, shown[i / 2], 1e-3, i % 2 == 0);
        assert_int_equal(r.exact.verdict, COSIM_PASS);
        assert_int_equal(r.bounded.verdict, COSIM_VACUOUS);
        assert_true(r.free_running.dut_spikes == 0 && r.free_running.reference_spikes > 10);
        assert_true(r.bounded.sticks && r.bounded.stuck_step > 8 && r.bounded.stuck_step < 40);
        assert_int_equal(r.free_running.outcome, COSIM_FREE_SAYS_NOTHING);
        assert_int_equal(r.free_running.verdict, COSIM_NOT_APPLICABLE);
        assert_int_equal(r.verdict, COSIM_VACUOUS);
        assert_true(i >= 2 ||
                    reason_has(&r, "V is over the tolerance of 1 mV; the circuit sticks"));
    }
}

/* An early spike, which had to happen, does not make a neuron of it. */
static void sticks_after_a_spike(void **state)
{
    drive d = constant(18.0);
    (void)state;
    for (int i = 0; i < 12; i++) {
        d.words[i] = 100.0;
    }
    for (int plain = 0; plain < 2; plain++) {
        for (int hidden = 0; hidden < 2; hidden++) {
            const cosim_result r = judged(&d, STEPS, hidden ? HIDDEN : VISIBLE, 1e-3, plain);
            assert_true(r.free_running.dut_spikes > 0 && r.bounded.decided > 0);
            assert_int_equal(r.exact.verdict, COSIM_PASS);
            assert_true(r.bounded.sticks);
            assert_int_equal(r.verdict, COSIM_VACUOUS);
        }
    }
}

/* The membrane word stands still, with a drive that takes the reference nowhere near the threshold,
 * and for less than a time constant with one that does: neither is sticking. */
static void standing_still_is_no_sticking(void **state)
{
    (void)state;
    for (int plain = 0; plain < 2; plain++) {
        drive d = constant(10.0);
        for (int i = 0; i < STEPS; i++) {
            d.words[i] = i % 100 < 6 ? 90.0 : 10.0; /* over the threshold between long rests */
        }
        const cosim_result r = judged(&d, STEPS, VISIBLE, 1e-3, plain);
        assert_int_equal(r.bounded.verdict, COSIM_VACUOUS);
        assert_true(r.bounded.decided > 0 && !r.bounded.sticks);
        assert_int_equal(r.verdict, COSIM_PASS);
    }
}

/* The lists differ and the bound says nothing, but a spike had to happen, and nothing sticks. */
static void a_coarse_neuron_that_fires(void **state)
{
    int found = 0;
    (void)state;
    for (int word = 24; word < 100; word++) {
        drive d = constant(word + 0.4);
        for (int i = 0; i < STEPS; i++) { /* a strong drive now and then, which must fire it */
            d.words[i] = i % 50 < 8 ? 120.0 : d.words[i];
        }
        const cosim_result r = judged(&d, STEPS, VISIBLE, 1e-3, word % 2 == 0);
        const cosim_result hidden = judged(&d, STEPS, HIDDEN, 1e-3, word % 2 == 0);
        assert_int_equal(r.exact.verdict, COSIM_PASS);
        assert_false(r.bounded.sticks);
        assert_int_equal(r.verdict, hidden.verdict);
        if (r.bounded.decided > 0) {
            assert_int_equal(r.verdict, COSIM_PASS);
        } else if (!r.free_running.identical) {
            assert_int_equal(r.verdict, COSIM_VACUOUS);
            assert_true(reason_has(&r, "the spike lists differ, and no spike had to happen"));
        }
        found += !r.free_running.identical && r.bounded.decided > 0;
    }
    assert_true(found > 3);
}

/* The membrane never stands still, below the threshold, while the reference goes to and fro over
 * it: nothing shows that the circuit is this neuron. */
static void no_spike_that_had_to_happen(void **state)
{
    (void)state;
    for (int plain = 0; plain < 2; plain++) {
        for (int hidden = 0; hidden < 2; hidden++) {
            drive d = constant(9.0);
            for (int i = 0; i < STEPS; i += 2) {
                d.words[i] = 25.0;
            }
            const cosim_result r = judged(&d, STEPS, hidden ? HIDDEN : VISIBLE, 1e-3, plain);
            assert_int_equal(r.exact.verdict, COSIM_PASS);
            assert_true(r.free_running.dut_spikes == 0 && r.free_running.reference_spikes > 10);
            assert_true(r.bounded.decided == 0 && !r.bounded.sticks);
            assert_int_equal(r.verdict, COSIM_VACUOUS);
        }
    }
}

/* Equal lists need no spike that had to happen, but something that was compared. */
static void equal_lists(void **state)
{
    const drive silent = constant(4.0), firing = constant(40.0);
    (void)state;
    cosim_result r = judged(&silent, STEPS, VISIBLE, 1e-9, false);
    assert_int_equal(r.bounded.verdict, COSIM_VACUOUS);
    assert_int_equal(r.free_running.outcome, COSIM_FREE_IDENTICAL);
    assert_int_equal(r.verdict, COSIM_PASS);
    r = judged(&silent, STEPS, HIDDEN, 1e-9, false);
    assert_int_equal(r.verdict, COSIM_VACUOUS); /* nothing was seen of it */
    r = judged(&firing, STEPS, HIDDEN, 1e-9, false);
    assert_true(r.free_running.identical && r.free_running.dut_spikes > 10);
    assert_int_equal(r.verdict, COSIM_PASS);
    /* Without an integer model a wide bound says nothing, however equal the lists are. */
    r = judged(&firing, STEPS, NO_MODEL, 1e-9, false);
    assert_true(r.free_running.identical);
    assert_int_equal(r.exact.verdict, COSIM_NOT_APPLICABLE);
    assert_int_equal(r.verdict, COSIM_VACUOUS);
    assert_true(reason_has(&r, "V is over the tolerance of 1 nV"));
    r = judged(&firing, STEPS, NO_MODEL, 1.0, false);
    assert_int_equal(r.verdict, COSIM_PASS);
}

/* Lists that differ within a bound that says something are explained. */
static void explained(void **state)
{
    int found = 0;
    (void)state;
    for (int word = 24; word < 100; word++) {
        const drive d = constant(word + 0.4);
        const cosim_result r = judged(&d, STEPS, VISIBLE, 1.0, false);
        assert_int_equal(r.free_running.outcome,
                         r.free_running.identical ? COSIM_FREE_IDENTICAL : COSIM_FREE_EXPLAINED);
        assert_int_equal(r.free_running.verdict, COSIM_PASS);
        assert_int_equal(r.verdict, COSIM_PASS);
        found += !r.free_running.identical;
    }
    assert_true(found > 3);
}

/* A level that compared no step has nothing to say. */
static void no_step(void **state)
{
    const drive d = constant(40.0);
    (void)state;
    const cosim_result r = judged(&d, 0, VISIBLE, 1e-3, false);
    assert_int_equal(r.exact.verdict, COSIM_NOT_APPLICABLE);
    assert_int_equal(r.bounded.verdict, COSIM_NOT_APPLICABLE);
    assert_int_equal(r.free_running.verdict, COSIM_NOT_APPLICABLE);
    assert_int_equal(r.verdict, COSIM_VACUOUS);
    assert_true(reason_has(&r, "no membrane was compared"));
}

/* A result that was written down is read again: a verdict against its levels is none of the
 * judge's. */
static void verdicts_follow(void **state)
{
    (void)state;
    const cosim_result passed = {.verdict = COSIM_PASS,
                                 .constants = {.verdict = COSIM_PASS},
                                 .exact = {.verdict = COSIM_PASS},
                                 .bounded = {.verdict = COSIM_PASS},
                                 .free_running = {COSIM_PASS, .outcome = COSIM_FREE_IDENTICAL},
                                 .expect = {.verdict = COSIM_PASS}};
    for (int verdict = COSIM_PASS; verdict <= COSIM_FAIL; verdict++) {
        for (int what = 0; what < 8; what++) {
            cosim_result r = passed;
            cosim_verdict *const levels[] = {&r.constants.verdict, &r.exact.verdict,
                                             &r.bounded.verdict, &r.expect.verdict};
            r.verdict = (cosim_verdict)verdict;
            if (what < 4) {
                *levels[what] = COSIM_FAIL;
            } else if (what == 4) {
                r.free_running.verdict = COSIM_FAIL;
                r.free_running.outcome = COSIM_FREE_FAIL;
            } else if (what == 5) {
                r.clipped_steps = 1;
            } else if (what == 6) {
                r.exact.verdict = r.bounded.verdict = COSIM_NOT_APPLICABLE;
            }
            const bool can = what < 6    ? verdict == COSIM_FAIL
                             : what == 6 ? verdict == COSIM_VACUOUS
                                         : verdict != COSIM_FAIL;
            assert_int_equal(cosim_verdict_follows(&r), can);
            r.free_running.outcome = COSIM_FREE_SAYS_NOTHING; /* and its level says something */
            assert_false(cosim_verdict_follows(&r));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rounding_that_sticks),
        cmocka_unit_test(sticks_after_a_spike),
        cmocka_unit_test(standing_still_is_no_sticking),
        cmocka_unit_test(a_coarse_neuron_that_fires),
        cmocka_unit_test(no_spike_that_had_to_happen),
        cmocka_unit_test(equal_lists),
        cmocka_unit_test(explained),
        cmocka_unit_test(no_step),
        cmocka_unit_test(verdicts_follow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
