// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The HTML report is made of parts: escaped text, shell words, pairs of spikes, fixed-point words,
 * stimuli in words. */
#include "neuron_fixture.h"
#include "report_fixture.h"
#include "report/html/pairs.h"
#include "report/html/text.h"
#include "report/stimulus.h"
#include "report/words.h"

/* ---- text ---- */

static void put_is(void (*put)(FILE *, const char *), const char *text, const char *expected)
{
    cosim_output *output = open_report();
    put(cosim_output_file(output), text);
    char *got = read_report(output);
    assert_string_equal(got, expected);
    test_free(got);
}

static void escaped_text(void **state)
{
    (void)state;
    put_is(cosim_html_text, "", "");
    put_is(cosim_html_text, "a<b> & \"c\" 'd'", "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;");
    put_is(cosim_html_text, "&amp;</script>", "&amp;amp;&lt;/script&gt;");
    put_is(cosim_html_text, "\xC3\xA9 \xF0\x9F\xA7\xA0\t\n\r",
           "\xC3\xA9 \xF0\x9F\xA7\xA0\t\n\\x0d");
    put_is(cosim_html_text, "\x01\x1B\x7F\xC2\x85\xFF\xEF\xBF\xBE",
           "\\x01\\x1b\\x7f\\u0085\\xff\\ufffe");
    put_is(cosim_html_text, "a\xE2\x80\xAE<b\xE2\x81\xA6", "a\\u202e&lt;b\\u2066");
}

static void shell_words(void **state)
{
    (void)state;
    put_is(cosim_html_shell, "sim/scenarios/book-triangle.yaml",
           "sim/scenarios/book-triangle.yaml");
    put_is(cosim_html_shell, "neuron.threshold=-50", "neuron.threshold=-50");
    put_is(cosim_html_shell, "", "&#39;&#39;");
    put_is(cosim_html_shell, "a=1 nA", "&#39;a=1 nA&#39;");
    put_is(cosim_html_shell, "$(x)`y`;*", "&#39;$(x)`y`;*&#39;");
    put_is(cosim_html_shell, "a\xE2\x80\xAE'b\n<", "$&#39;a\\342\\200\\256\\&#39;b\\012&lt;&#39;");
    put_is(cosim_html_shell, "it's <b>", "&#39;it&#39;\\&#39;&#39;s &lt;b&gt;&#39;");
}

/* ---- pairs ---- */

typedef struct train_text {
    uint64_t steps[8];
    size_t count;
} train_text;

/* Returns the rows as "dut:reference" with - for none. */
static void pairs_are(train_text a, train_text b, const char *expected)
{
    const cosim_train dut = {a.steps, a.count, 8}, reference = {b.steps, b.count, 8};
    cosim_pairs pairs = {&dut, &reference, 0, 0};
    cosim_pair pair;
    char text[256] = "";
    while (cosim_pairs_next(&pairs, &pair)) {
        size_t used = strlen(text);
        used += (size_t)(pair.has_dut ? snprintf(text + used, 32, "%d:", (int)pair.dut)
                                      : snprintf(text + used, 32, "-:"));
        used += (size_t)(pair.has_reference ? snprintf(text + used, 32, "%d", (int)pair.reference)
                                            : snprintf(text + used, 32, "-"));
        snprintf(text + used, 8, "%s ", cosim_pair_differs(&pair) ? "!" : "");
    }
    assert_string_equal(text, expected);
    assert_false(cosim_pairs_next(&pairs, &pair));
}

static void pairs_of_spikes(void **state)
{
    (void)state;
    pairs_are((train_text){{0}, 0}, (train_text){{0}, 0}, "");
    pairs_are((train_text){{1, 5}, 2}, (train_text){{1, 5}, 2}, "1:1 5:5 ");
    pairs_are((train_text){{1, 5}, 2}, (train_text){{0}, 0}, "1:-! 5:-! ");
    pairs_are((train_text){{0}, 0}, (train_text){{7}, 1}, "-:7! ");
    /* Each is a step late. */
    pairs_are((train_text){{11, 21, 31}, 3}, (train_text){{10, 20, 30}, 3},
              "11:10! 21:20! 31:30! ");
    /* One is missing in the middle: those around it stay together. */
    pairs_are((train_text){{10, 30, 40}, 3}, (train_text){{10, 20, 30, 40}, 4},
              "10:10 -:20! 30:30 40:40 ");
    pairs_are((train_text){{10, 20, 21, 30}, 4}, (train_text){{10, 21, 30}, 3},
              "10:10 20:-! 21:21 30:30 ");
    /* An extra one far from the last of the other train is no shift of anything. */
    pairs_are((train_text){{10, 12}, 2}, (train_text){{10, 90}, 2}, "10:10 12:-! -:90! ");
    pairs_are((train_text){{10}, 1}, (train_text){{4, 9}, 2}, "-:4! 10:9! ");
}

/* Every spike of both trains is in exactly one row, in ascending order. */
static void pairs_of_random_trains(void **state)
{
    (void)state;
    lif_random random;
    const uint64_t seed = fixture_seed("pairs_of_random_trains");
    lif_random_seed(&random, seed);
    for (int i = 0; i < 2000; i++) {
        cosim_train train[2] = {{NULL, 0, 0}, {NULL, 0, 0}};
        for (uint64_t step = 0; step < 60; step++) {
            for (int k = 0; k < 2; k++) {
                if (lif_random_uniform(&random) < 0.15) {
                    assert_int_equal(cosim_train_add(&train[k], step), 0);
                }
            }
        }
        cosim_pairs pairs = {&train[0], &train[1], 0, 0};
        cosim_pair pair;
        size_t dut = 0, reference = 0;
        while (cosim_pairs_next(&pairs, &pair)) {
            assert_true(pair.has_dut || pair.has_reference);
            if (pair.has_dut) {
                assert_int_equal(pair.dut, train[0].steps[dut++]);
            }
            if (pair.has_reference) {
                assert_int_equal(pair.reference, train[1].steps[reference++]);
            }
        }
        assert_int_equal(dut, train[0].count);
        assert_int_equal(reference, train[1].count);
        cosim_train_free(&train[0]);
        cosim_train_free(&train[1]);
    }
}

/* ---- words and stimuli ---- */

static void words_and_hex(void **state)
{
    (void)state;
    const lif_quantised q = {.format = {8, 4, 55, LIF_HALF_UP, LIF_CODING_ANY, 0},
                             .words = {.leak_fx = (int64_t)1 << 55,
                                       .threshold_fx = 21,
                                       .reset_fx = -16,
                                       .initial_fx = -128,
                                       .reset_by_subtract = true},
                             .threshold_error = 21.0 / 16 - 4.0 / 3};
    cosim_word w[COSIM_WORDS];
    char hex[COSIM_WORD_BYTES];
    cosim_words_of(&q, w);
    assert_string_equal(w[0].name, "leak");
    assert_true(w[0].is_leak);
    assert_string_equal(cosim_word_hex(&w[0], hex), "0x80000000000000");
    assert_true(w[0].value == 1 && w[0].real == 1 && w[0].error_lsb == 0);
    assert_string_equal(w[1].name, "threshold");
    assert_false(w[1].is_leak);
    assert_string_equal(cosim_word_hex(&w[1], hex), "0x15");
    assert_true(w[1].value == 1.3125);
    assert_true(fabs(w[1].real - 4.0 / 3) < 1e-15 && fabs(w[1].error_lsb + 1.0 / 3) < 1e-14);
    assert_string_equal(w[2].name, "subtract");
    assert_string_equal(cosim_word_hex(&w[2], hex), "0xf0");
    assert_true(w[2].value == -1);
    assert_string_equal(w[3].name, "initial");
    assert_string_equal(cosim_word_hex(&w[3], hex), "0x80");
    const cosim_word widest = {.word = ((int64_t)1 << 61) + 5, .bits = 62};
    assert_string_equal(cosim_word_hex(&widest, hex), "0x2000000000000005");
}

static void stimulus_is(lif_stimulus s, double start_s, double stop_s, const char *expected)
{
    char text[320];
    s.start_s = start_s;
    s.stop_s = stop_s;
    assert_string_equal(cosim_stimulus_text(&s, text, sizeof text), expected);
}

static void stimuli_in_words(void **state)
{
    (void)state;
    const double always = (double)INFINITY;
    lif_stimulus s = {.kind = LIF_STIMULUS_CONSTANT, .u.constant = {2e-9}};
    stimulus_is(s, 0, always, "constant: amplitude 2 nA");
    s = (lif_stimulus){.kind = LIF_STIMULUS_STEP, .u.step = {1.005e-9, 1e-3}};
    stimulus_is(s, 0.02, 0.07,
                "step: amplitude 1.005 nA, sampled every 1 ms, from 20 ms, until 70 ms");
    s = (lif_stimulus){.kind = LIF_STIMULUS_SINE,
                       .u.sine = {5e-10, 100, -5e-10, 3.14159265358979323846 / 2}};
    stimulus_is(s, 0, always,
                "sine: amplitude 500 pA, frequency 100 Hz, offset -500 pA, phase 90 degree");
    s = (lif_stimulus){.kind = LIF_STIMULUS_TRIANGLE, .u.triangle = {2e-4, 502}};
    stimulus_is(s, 0, always, "triangle: peak 200 uA, 502 samples");
    s = (lif_stimulus){.kind = LIF_STIMULUS_DECAY, .u.decay = {1e-8, 0.1}};
    stimulus_is(s, 0, always, "decay: peak 10 nA, time constant 100 ms");
    s = (lif_stimulus){.kind = LIF_STIMULUS_RAMP, .u.ramp = {0, 1e-9}};
    stimulus_is(s, 0, 1, "ramp: from 0 A, to 1 nA, until 1 s");
    s = (lif_stimulus){.kind = LIF_STIMULUS_CHIRP, .u.chirp = {1e-9, 1, 2000, 0}};
    stimulus_is(s, 0, always, "chirp: amplitude 1 nA, from 1 Hz, to 2 kHz, offset 0 A");
    s = (lif_stimulus){.kind = LIF_STIMULUS_PULSES, .u.pulses = {1e-9, 1e-3, 5e-3, 0}};
    stimulus_is(s, 0, always, "pulses: amplitude 1 nA, width 1 ms, period 5 ms");
    s.u.pulses.count = 3;
    stimulus_is(s, 0, always, "pulses: amplitude 1 nA, width 1 ms, period 5 ms, count 3");
    s = (lif_stimulus){.kind = LIF_STIMULUS_NOISE, .u.noise = {1e-9, 2e-10, 5e-3, 7}};
    stimulus_is(s, 0, always, "noise: mean 1 nA, deviation 200 pA, correlation time 5 ms, seed 7");
    s = (lif_stimulus){.kind = LIF_STIMULUS_POISSON, .u.poisson = {1000, 1e-9, 2e-3, 8}};
    stimulus_is(s, 0, always, "poisson: rate 1 kHz, amplitude 1 nA, decay 2 ms, seed 8");
    s = (lif_stimulus){.kind = LIF_STIMULUS_EVENTS, .u.events = {NULL, 4, 1e-9, 2e-3}};
    stimulus_is(s, 0, always, "events: 4 given times, amplitude 1 nA, decay 2 ms");
    s.current = LIF_CURRENT_MEAN;
    stimulus_is(s, 1, always,
                "events: 4 given times, amplitude 1 nA, decay 2 ms, from 1 s, mean over each step");
    s = (lif_stimulus){.kind = LIF_STIMULUS_FILE, .u.file = {NULL, 500}};
    stimulus_is(s, 0, always, "file: 500 values");
    char small[12];
    assert_string_equal(cosim_stimulus_text(&s, small, sizeof small), "file: 500 v");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escaped_text),    cmocka_unit_test(shell_words),
        cmocka_unit_test(pairs_of_spikes), cmocka_unit_test(pairs_of_random_trains),
        cmocka_unit_test(words_and_hex),   cmocka_unit_test(stimuli_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
