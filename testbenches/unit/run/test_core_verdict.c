// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge of cores comes to a verdict of the whole run: what is no evidence, how the network runs
 * by itself, and how a mismatch reads. */
#include "core_judge_fixture.h"
#include "judge/core_free.h"

/* ---- verdicts ---- */

static void verdicts(void **state)
{
    (void)state;
    fixture f;
    begin(&f, plain, wide());
    cosim_core_result r = judged(&f, (cosim_core_case){.tolerance = 1e-12});
    assert_int_equal(r.level[COSIM_CORE_BOUNDED].verdict, COSIM_VACUOUS);
    assert_int_equal(r.verdict, r.free_running[0].identical ? COSIM_PASS : COSIM_VACUOUS);
    assert_true(r.free_running[0].identical);
    assert_int_equal(r.free_running[0].identical_trains, NEURONS);
    assert_int_equal(r.free_running[0].spikes, r.spikes);
    changed.capabilities &= ~(unsigned)LIF_CORE_INTEGER_MODEL;
    r = judged(&f, (cosim_core_case){.tolerance = 1e-12});
    assert_int_equal(r.level[COSIM_CORE_EXACT].verdict, COSIM_NOT_APPLICABLE);
    assert_int_equal(r.verdict, COSIM_VACUOUS);
    r = judged(&f, (cosim_core_case){0});
    assert_int_equal(r.verdict, COSIM_PASS);
    r = core_bench_run(&f.made, &f.image, &changed, f.dut, (cosim_core_case){0}, 0, 5);
    assert_int_equal(r.level[COSIM_CORE_CONSTANTS].verdict, COSIM_PASS);
    assert_int_equal(r.level[COSIM_CORE_PORT].verdict, COSIM_NOT_APPLICABLE);
    assert_int_equal(r.verdict, COSIM_VACUOUS);
    changed.capabilities &= ~(unsigned)(LIF_CORE_SHOWS_STATE | LIF_CORE_READS_BACK);
    r = core_bench_run(&f.made, &f.image, &changed, f.dut, (cosim_core_case){0}, 1, 5);
    assert_int_equal(r.level[COSIM_CORE_CONSTANTS].verdict, COSIM_NOT_APPLICABLE);
    assert_int_equal(r.verdict, COSIM_VACUOUS); /* no spike that had to happen */
    end(&f);
}

/* A core whose neurons never spike: its spikes alone show nothing, and its membranes do. */
static void silence_is_no_evidence(void **state)
{
    (void)state;
    const lif_core_format format = wide();
    lif_core_real neuron[2] = {lif_core_unused(&format), lif_core_unused(&format)};
    lif_core_row row[2] = {{1, 0, 1}, {1, 0, 1}};
    double weight[4] = {0.0}, rate[2] = {0.0};
    core_random made = {.net = {2, 0, neuron, row, weight, 1},
                        .format = format,
                        .neuron = neuron,
                        .row = row,
                        .weight = weight,
                        .rate = rate};
    lif_core_image image;
    char error[100];
    struct lif_core_dut_ops ops = cosim_core_model_ops;
    ops.format = format;
    assert_int_equal(cosim_core_quantise(&made.net, &format, &image, NULL, NULL), LIF_OK);
    lif_core_dut *dut = ops.open(&ops, error, sizeof error);
    cosim_core_result r =
        core_bench_run(&made, &image, &ops, dut, (cosim_core_case){.tolerance = 1.0}, 9, 1);
    assert_int_equal(r.verdict, COSIM_PASS);
    assert_int_equal(r.must_not, 18);
    ops.capabilities &= ~(unsigned)LIF_CORE_SHOWS_STATE;
    r = core_bench_run(&made, &image, &ops, dut, (cosim_core_case){.tolerance = 1.0}, 9, 1);
    assert_int_equal(r.verdict, COSIM_VACUOUS);
    ops.close(dut);
    cosim_core_image_free(&image);
}

static void weights_have_an_effect(void **state)
{
    (void)state;
    fixture f;
    begin(&f, plain, core_format(24, 18, 24, LIF_HALF_UP, 4));
    cosim_core_result r = judged(&f, (cosim_core_case){.weights_effect = true});
    assert_true(r.has_weights_effect && r.weights_effect > 1e-3 && r.weights_decide > 0);
    assert_int_equal(r.verdict, COSIM_PASS);
    r = judged(&f, (cosim_core_case){.real_weights = true});
    assert_true(r.max_bound > 1e-3 && r.level[COSIM_CORE_BOUNDED].verdict == COSIM_VACUOUS);
    end(&f);
    begin(&f, (core_draw){.dyadic = true}, core_format(24, 18, 24, LIF_HALF_UP, 16));
    r = judged(&f, (cosim_core_case){.weights_effect = true});
    assert_true(r.weights_effect == 0.0 && r.free_running[1].identical);
    end(&f);
}

/* ---- the network by itself ---- */

static void free_running_needs_a_reason(void **state)
{
    (void)state;
    fixture f;
    lif_core_expected expected[NEURONS];
    uint8_t spike[NEURONS] = {0};
    begin(&f, plain, wide());
    for (int kind = 0; kind < 4; kind++) {
        cosim_core_result r;
        cosim_core_free free;
        cosim_arena *arena = cosim_arena_new();
        memset(&r, 0, sizeof r);
        memset(&free, 0, sizeof free);
        memset(expected, 0, sizeof expected);
        assert_int_equal(
            cosim_core_free_start(&free, arena, &f.made.net, &f.made.format, &f.image, &r), 0);
        for (unsigned i = 0; i < NEURONS; i++) {
            expected[i].must_not = true;
        }
        expected[kind == 1 ? 5 : 6].must_not = kind == 0 || kind == 3; /* else ambiguous */
        memset(spike, 0, sizeof spike);
        spike[5] = kind != 3; /* of the circuit, in the first tick; the network has none */
        cosim_core_free_judge(&free, 0, spike, expected, &r);
        cosim_core_free_count(&free, &r);
        const bool fails_now = kind == 0 || kind == 2; /* another's ambiguity is no reason */
        assert_int_equal(r.level[COSIM_CORE_FREE_RUNNING].verdict == COSIM_FAIL, fails_now);
        assert_int_equal(r.free_running[0].identical, kind == 3);
        assert_int_equal(r.free_running[0].identical_trains, kind == 3 ? NEURONS : NEURONS - 1);
        if (kind != 3) {
            assert_int_equal(r.free_running[0].neuron, 5);
            assert_int_equal(r.free_running[0].explained, kind == 1);
        }
        cosim_arena_free(arena);
    }
    end(&f);
}

/* ---- words ---- */

static void mismatches_in_words(void **state)
{
    (void)state;
    cosim_core_finding finding = {.compared = 1};
    char line[200];
    assert_string_equal(cosim_core_mismatch_text(&finding, line, sizeof line), "");
    const cosim_core_mismatch m = {.tick = 7,
                                   .neuron = 3,
                                   .row = UINT32_MAX,
                                   .quantity = "adaptation",
                                   .expected = 1.5,
                                   .observed = 2.0,
                                   .bound = 0.25};
    cosim_core_note(&finding, &m);
    cosim_core_note(&finding, &(cosim_core_mismatch){.quantity = "other"});
    assert_string_equal(
        cosim_core_mismatch_text(&finding, line, sizeof line),
        "tick 7 neuron 3 adaptation: expected 1.5, observed 2 (at most 0.25 apart)");
    assert_int_equal(finding.mismatches, 2);
    assert_int_equal(finding.verdict, COSIM_FAIL);
    assert_string_equal(cosim_core_level_name(COSIM_CORE_FREE_RUNNING), "free_running");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts), cmocka_unit_test(silence_is_no_evidence),
        cmocka_unit_test(weights_have_an_effect), cmocka_unit_test(free_running_needs_a_reason),
        cmocka_unit_test(mismatches_in_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
