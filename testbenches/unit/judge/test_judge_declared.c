// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The constants level judges circuits of declared arithmetic: for each kind of leak and of drive
 * the right words are worked out by hand, and it is said which level finds those that are not
 * right. */
#include "neuron_fixture.h"
#include "judge/constants.h"
#include "judge/judge.h"
#include "judge/state.h"
#include "judge/verdict.h"
#include "result/result.h"

/* The values are: k = 1/16, S = 1 V, 1 Ohm, 256 steps of the membrane, 12 leak bits. */
static const lif_params sixteenth = {
    .method = LIF_EULER, .dt_s = 1.0, .tau_s = 16.0, .r_ohm = 1.0, .v_threshold_v = 1.0};
static const lif_format twelve_bits = {17, 8, 12, LIF_HALF_UP, LIF_CODING_ANY, 0};

static lif_declared declared(lif_leak_kind leak, lif_input input)
{
    return (lif_declared){.leak = leak,
                          .rounding = LIF_ROUND_FLOOR,
                          .input = input,
                          .overflow = LIF_OVERFLOW_SATURATE,
                          .one = 256.0,
                          .low_fx = -65536,
                          .high_fx = 65535,
                          .drive_low_fx = -65536,
                          .drive_high_fx = 65535};
}

/* Tells what the level and the run say of a circuit with these words, which never runs. */
static cosim_result judged(const lif_params *p, const lif_quantised *q, const lif_words *words)
{
    static cosim_judge judge;
    cosim_result r = {.tolerance = 1.0};
    cosim_judge_start(&judge, p, q, LIF_DUT_SHOWS_MEMBRANE, NULL, NULL);
    cosim_judge_constants(&judge, words);
    cosim_judge_finish(&judge, NULL, 0, &r);
    return r;
}

static lif_quantised passes(const lif_params *p, const lif_declared *d)
{
    lif_quantised q;
    assert_int_equal(lif_declared_validate(d, &twelve_bits, NULL), LIF_OK);
    assert_int_equal(lif_declared_quantise(p, &twelve_bits, d, &q, NULL), LIF_OK);
    const cosim_result r = judged(p, &q, &q.words);
    assert_int_equal(r.constants.verdict, COSIM_PASS);
    assert_false(r.first_mismatch.present);
    return q;
}

static void fails(const lif_params *p, const lif_quantised *q, const lif_words *words,
                  const char *quantity, int64_t expected, int64_t observed)
{
    const cosim_result r = judged(p, q, words);
    const cosim_mismatch *m = &r.first_mismatch;
    assert_int_equal(r.constants.verdict, COSIM_FAIL);
    assert_int_equal(r.verdict, COSIM_FAIL);
    assert_true(m->present && m->is_word && !m->has_step && !m->has_drive);
    assert_int_equal(m->level, COSIM_LEVEL_CONSTANTS);
    assert_string_equal(m->quantity, quantity);
    assert_int_equal(m->expected_fx, expected);
    assert_int_equal(m->observed_fx, observed);
}

static void leak_fails(const lif_params *p, const lif_quantised *q, int64_t expected, int64_t word)
{
    lif_words words = q->words;
    words.leak_fx = word;
    fails(p, q, &words, "leak", expected, word);
}

static void leaks_of_every_kind(void **state)
{
    (void)state;
    lif_declared d = declared(LIF_LEAK_MULTIPLY, LIF_INPUT_AFTER_LEAK);
    lif_quantised q = passes(&sixteenth, &d);
    assert_int_equal(q.words.leak_fx, 256);
    leak_fails(&sixteenth, &q, 256, 255);
    leak_fails(&sixteenth, &q, 256, 257);

    d = declared(LIF_LEAK_LINEAR, LIF_INPUT_AFTER_LEAK); /* 256 steps to the threshold */
    q = passes(&sixteenth, &d);
    assert_int_equal(q.words.leak_fx, 16);
    leak_fails(&sixteenth, &q, 16, 15);
    leak_fails(&sixteenth, &q, 16, 256);
}

/* A shift may be off by as much as the next one would be. */
static void shifts_to_the_nearest(void **state)
{
    (void)state;
    const lif_declared d = declared(LIF_LEAK_SHIFT, LIF_INPUT_AFTER_LEAK);
    lif_quantised q = passes(&sixteenth, &d);
    assert_int_equal(q.words.leak_fx, 256);
    leak_fails(&sixteenth, &q, 256, 128);
    leak_fails(&sixteenth, &q, 256, 512);
    leak_fails(&sixteenth, &q, 256, 0);
    leak_fails(&sixteenth, &q, 256, 300); /* nearer than its half and its double, and no shift */

    lif_params p = sixteenth;
    p.tau_s = 11.0; /* 372.36: nearer to 256 than to 512 */
    q = passes(&p, &d);
    assert_int_equal(q.words.leak_fx, 256);
    leak_fails(&p, &q, 372, 512);
    leak_fails(&p, &q, 372, 128);
}

/* Half an ampere has 4 fraction bits: 2048 times the share of the drive that a step takes. */
static void gains_of_every_input(void **state)
{
    static const struct {
        lif_leak_kind leak;
        lif_input input;
        int64_t gain;
    } inputs[] = {{LIF_LEAK_MULTIPLY, LIF_INPUT_POTENTIAL, 2048},
                  {LIF_LEAK_MULTIPLY, LIF_INPUT_AFTER_LEAK, 128},
                  {LIF_LEAK_MULTIPLY, LIF_INPUT_BEFORE_LEAK, 137}, /* 2048/15 = 136.53 */
                  {LIF_LEAK_SHIFT, LIF_INPUT_BEFORE_LEAK, 137},
                  {LIF_LEAK_LINEAR, LIF_INPUT_BEFORE_LEAK, 128}};
    (void)state;
    for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
        lif_declared d = declared(inputs[i].leak, inputs[i].input);
        d.gains = true;
        d.gain_fraction = 4;
        d.gain_most = 65535;
        d.drive_unit_a = 0.5;
        const lif_quantised q = passes(&sixteenth, &d);
        assert_int_equal(q.words.gain_fx, inputs[i].gain);
        for (int64_t step = -1; step <= 1; step += 2) {
            lif_words words = q.words;
            words.gain_fx += step;
            fails(&sixteenth, &q, &words, "gain", inputs[i].gain, inputs[i].gain + step);
        }
    }
}

static void the_other_words(void **state)
{
    (void)state;
    lif_params p = sixteenth;
    lif_declared d = declared(LIF_LEAK_MULTIPLY, LIF_INPUT_POTENTIAL);
    p.v_initial_v = 0.25;
    lif_quantised q = passes(&p, &d);
    lif_words words = q.words;
    words.threshold_fx = 255;
    fails(&p, &q, &words, "threshold", 256, 255);
    words = q.words;
    words.reset_fx = -1;
    fails(&p, &q, &words, "reset", 0, -1);
    words = q.words;
    words.initial_fx = 0;
    fails(&p, &q, &words, "initial", 64, 0);

    words = q.words;
    words.initial_hold = 3;
    fails(&p, &q, &words, "initial hold", 0, 3);
    words = q.words;
    words.compare_above = true;
    fails(&p, &q, &words, "compare above", 0, 1);
    words = q.words;
    words.reset_by_subtract = true;
    fails(&p, &q, &words, "reset by subtraction", 0, 1);

    d.subtract = true; /* the amount, which is S */
    p.reset_mode = LIF_RESET_BY_SUBTRACTION;
    q = passes(&p, &d);
    words = q.words;
    words.reset_fx = 0;
    fails(&p, &q, &words, "reset", 256, 0);
    words.threshold_fx = 0; /* the first of two is told */
    fails(&p, &q, &words, "threshold", 256, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaks_of_every_kind),
        cmocka_unit_test(shifts_to_the_nearest),
        cmocka_unit_test(gains_of_every_input),
        cmocka_unit_test(the_other_words),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
