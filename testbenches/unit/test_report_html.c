// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The HTML report by its parts: escaping, pairs of spikes, words, tables, and the page as a file.
 * What a browser makes of it: testbenches/cli/test_report_html.sh. */
#include "report_fixture.h"

#include "cosim_html_private.h"
#include "cosim_pairs.h"
#include "cosim_stimulus_text.h"
#include "cosim_version.h"
#include "cosim_words.h"
#include "neuron_fixture.h"
#include "scenario_fixture.h"

#include <mxml.h>
#include <sys/stat.h>

/* ---- text ---- */

static void put_is(void (*put)(FILE *, const char *), const char *text, const char *expected)
{
    cosim_output *output = open_report();
    put(cosim_output_file(output), text);
    char *got = read_report(output);
    assert_string_equal(got, expected);
    test_free(got);
}

#define BAD "\xEF\xBF\xBD"

static void escaped_text(void **state)
{
    (void)state;
    put_is(html_text, "", "");
    put_is(html_text, "a<b> & \"c\" 'd'", "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;");
    put_is(html_text, "&amp;</script>", "&amp;amp;&lt;/script&gt;");
    put_is(html_text, "\xC3\xA9 \xF0\x9F\xA7\xA0\t\n\r", "\xC3\xA9 \xF0\x9F\xA7\xA0\t\n&#13;");
    put_is(html_text, "\x01\x1B\x7F\xC2\x85\xFF\xEF\xBF\xBE", BAD BAD BAD BAD BAD BAD);
}

static void shell_words(void **state)
{
    (void)state;
    put_is(html_shell, "sim/scenarios/book-triangle.yaml", "sim/scenarios/book-triangle.yaml");
    put_is(html_shell, "neuron.threshold=-50", "neuron.threshold=-50");
    put_is(html_shell, "", "&#39;&#39;");
    put_is(html_shell, "a=1 nA", "&#39;a=1 nA&#39;");
    put_is(html_shell, "$(x)`y`;*", "&#39;$(x)`y`;*&#39;");
    put_is(html_shell, "it's <b>", "&#39;it&#39;\\&#39;&#39;s &lt;b&gt;&#39;");
}

/* ---- pairs ---- */

typedef struct train_text {
    uint64_t steps[8];
    size_t count;
} train_text;

/* The rows as "dut:reference" with - for none. */
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
    /* each a step late */
    pairs_are((train_text){{11, 21, 31}, 3}, (train_text){{10, 20, 30}, 3},
              "11:10! 21:20! 31:30! ");
    /* one missing in the middle: those around it stay together */
    pairs_are((train_text){{10, 30, 40}, 3}, (train_text){{10, 20, 30, 40}, 4},
              "10:10 -:20! 30:30 40:40 ");
    pairs_are((train_text){{10, 20, 21, 30}, 4}, (train_text){{10, 21, 30}, 3},
              "10:10 20:-! 21:21 30:30 ");
    /* an extra one far from the last of the other train is no shift of anything */
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
    const lif_quantised q = {.format = {8, 4, 55, LIF_HALF_UP},
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
    s = (lif_stimulus){.kind = LIF_STIMULUS_FILE, .u.file = {NULL, 500}};
    stimulus_is(s, 0, always, "file: 500 values");
    char small[12];
    assert_string_equal(cosim_stimulus_text(&s, small, sizeof small), "file: 500 v");
}

/* ---- a section ---- */

/* A run of the book's neuron on the integer model. */
typedef struct one_run {
    cosim_scenario *scenario;
    cosim_dut *dut;
    cosim_job job;
    cosim_result result;
} one_run;

static void run_start(one_run *r, const char *text, const char *const *sets, size_t set_count)
{
    const cosim_run_options options = {.sinks = NULL};
    cosim_diag diag;
    r->scenario = fixture_read(text, sets, set_count, NULL);
    r->dut = fixture_dut("model:q8_24");
    assert_int_equal(cosim_job_prepare(&r->job, r->scenario, r->dut, &diag), 0);
    assert_int_equal(cosim_job_run(&r->job, &options, &r->result, &diag), 0);
}

static void run_end(one_run *r)
{
    cosim_result_free(&r->result);
    cosim_dut_close(r->dut);
    cosim_scenario_free(r->scenario);
}

static void add_train(cosim_train *train, uint64_t first, uint64_t apart, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(cosim_train_add(train, first + i * apart), 0);
    }
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (; (text = strstr(text, part)) != NULL; text++) {
        count++;
    }
    return count;
}

static void has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        fail_msg("no \"%s\" in: %s", part, text);
    }
}

static void lacks(const char *text, const char *part)
{
    if (strstr(text, part) != NULL) {
        fail_msg("\"%s\" in: %s", part, text);
    }
}

static char *section_of(const one_run *r, const char *picture)
{
    const cosim_html_run run = {.job = &r->job, .result = &r->result, .picture = picture};
    cosim_output *output = open_report();
    html_run(cosim_output_file(output), &run, 3);
    return read_report(output);
}

static void section_of_a_run(void **state)
{
    (void)state;
    one_run r;
    run_start(&r, book_text, NULL, 0);
    char *got = section_of(&r, "<svg>picture</svg>");
    has(got, "<section id=\"run-3\">");
    has(got, "<span class=\"badge fail\">fail</span> book-triangle <span class=\"on\">on "
             "model:q8_24</span>");
    /* the fixture states two of fifteen spikes */
    has(got, "The spikes are not those that the scenario states.");
    has(got, "First mismatch: <code>expect: step 138 spike: expected 0, observed 1</code>");
    has(got, "<p class=\"about\">triangular current</p>");
    has(got, "<p>500 steps of 100 us (50 ms), 15 spikes, reference 15</p>");
    has(got, "<svg>picture</svg>");
    has(got, "<th scope=\"row\">Exact</th><td><span class=\"badge pass\">pass</span></td>"
             "<td>500 steps compared, 0 mismatches</td>");
    has(got, "<th scope=\"row\">Expect</th><td><span class=\"badge fail\">fail</span></td>"
             "<td>2 spikes stated: reference differs, circuit differs</td>");
    assert_int_equal(count_of(got, "<td class=\"meaning\">"), 6);
    has(got, "<td><code>0x0288d991</code></td><td class=\"n\">42523025</td>");
    has(got, "<th scope=\"row\">membrane time constant</th><td>5 ms</td>");
    has(got, "<th scope=\"row\">threshold</th><td>-40 mV</td>");
    has(got, "<th scope=\"row\">refractory time</th><td>1 ms: about 10 steps after a spike "
             "(rule: floating-point time in seconds)</td>");
    has(got, "<th scope=\"row\">input current</th><td>triangle: peak 200 uA, 502 samples</td>");
    has(got, "<th scope=\"row\">format</th><td class=\"long\">32/24/31 bits (state, its fraction, "
             "leak fraction), half-up</td>");
    has(got, r.scenario->sha256);
    has(got, cosim_commit());
    has(got, "build/lifcosim run --dut model:q8_24 ");
    has(got, "This circuit cannot write one.");
    test_free(got);
    got = section_of(&r, NULL);
    lacks(got, "<figure");
    test_free(got);
    run_end(&r);
}

/* A scenario whose every text is hostile: nothing of it reaches the page as markup. */
static void section_is_escaped(void **state)
{
    (void)state;
    const char *const sets[] = {"name=a<b>&\"c\"'d'", "about=</p><script>alert(1)</script>",
                                "source=<img src=x>", "neuron.threshold=-45 mV"};
    one_run r;
    run_start(&r, book_text, sets, 4);
    r.result.dut = "<i>.so";
    r.result.dut_about = "</td>";
    r.result.file = "it's.yaml";
    char *got = section_of(&r, NULL);
    has(got, "a&lt;b&gt;&amp;&quot;c&quot;&#39;d&#39;");
    has(got, "&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;<br/>Source: &lt;img src=x&gt;");
    lacks(got, "<script");
    lacks(got, "<img");
    lacks(got, "<i>");
    lacks(got, "<td class=\"long\"></td>");
    has(got, "--dut &#39;&lt;i&gt;.so&#39; --set ");
    has(got, "--set &#39;neuron.threshold=-45 mV&#39; &#39;it&#39;\\&#39;&#39;s.yaml&#39;");
    test_free(got);
    run_end(&r);
}

static void headline_is(one_run *r, const char *expected)
{
    char *got = section_of(r, NULL);
    has(got, expected);
    test_free(got);
}

static void headlines(void **state)
{
    (void)state;
    one_run r;
    const char *const sets[] = {"steps=130"};
    run_start(&r, book_text, sets, 1);
    cosim_result *v = &r.result;
    assert_int_equal(v->verdict, COSIM_PASS);
    headline_is(&r, "bit for bit what its integer model does, and stays within the error bound");
    v->bounded.verdict = COSIM_VACUOUS;
    headline_is(&r, "The error bound of this format is too wide");
    v->exact.verdict = COSIM_NOT_APPLICABLE;
    headline_is(&r, "The circuit stays within the error bound of the floating-point reference.");
    v->verdict = COSIM_VACUOUS;
    headline_is(&r, "Nothing failed, but nothing was shown either.");
    v->verdict = COSIM_FAIL;
    v->expect.verdict = COSIM_FAIL;
    headline_is(&r, "The spikes are not those that the scenario states.");
    v->free_running.verdict = COSIM_FAIL;
    headline_is(&r, "the error bound does not explain it.");
    v->bounded.verdict = COSIM_FAIL;
    headline_is(&r, "The circuit leaves the error bound");
    v->exact.verdict = COSIM_FAIL;
    headline_is(&r, "The circuit does not compute what its integer model does.");
    v->constants.verdict = COSIM_FAIL;
    headline_is(&r, "The circuit holds a word that is not the nearest one");
    v->clipped_steps = 1;
    headline_is(&r, "An input current does not fit");
    run_end(&r);
}

/* How to see the waveform depends on what wrote one, and on whether make can do it. */
static void waveforms(void **state)
{
    (void)state;
    one_run r;
    run_start(&r, book_text, NULL, 0);
    r.dut->model_ops.capabilities |= LIF_DUT_WAVES; /* as a Verilated circuit has it */
    r.result.dut = "q8_24";
    r.result.file = "sim/scenarios/book-triangle.yaml";
    headline_is(&r, "<pre><code>make wave S=book-triangle</code></pre>");
    r.result.file = "sim/scenarios/mine/x.yaml";
    headline_is(&r, "<pre><code>make wave S=sim/scenarios/mine/x.yaml</code></pre>");
    r.result.file = "my file.yaml";
    headline_is(&r, "<pre><code>make wave S=&#39;my file.yaml&#39;</code></pre>");
    r.result.has_seed = true;
    r.result.seed = 42;
    r.result.file = "-x.yaml";
    headline_is(&r, "build/lifcosim run --wave run.fst --dut q8_24 --seed 42 -- -x.yaml\n"
                    "gtkwave run.fst run.gtkw</code></pre>");
    char wave[] = "a b.fst", layout[] = "a b.gtkw";
    r.result.wave = wave;
    r.result.layout = layout;
    headline_is(&r, "<pre><code>gtkwave &#39;a b.fst&#39; &#39;a b.gtkw&#39;</code></pre>");
    r.result.wave = r.result.layout = NULL;
    run_end(&r);
}

/* ---- spikes ---- */

static char *spikes_of(cosim_result *r)
{
    cosim_output *output = open_report();
    html_spikes(cosim_output_file(output), r);
    char *got = read_report(output);
    cosim_result_free(r);
    return got;
}

static void spike_tables(void **state)
{
    (void)state;
    cosim_result r = passing_result();
    char *got = spikes_of(&r);
    has(got, "Neither circuit nor reference spikes.");
    lacks(got, "<table");
    test_free(got);

    add_train(&r.dut_spikes, 10, 10, 3);
    add_train(&r.reference_spikes, 10, 10, 3);
    got = spikes_of(&r);
    has(got, "Circuit 3, reference 3: the lists are identical.");
    has(got, "<details open=\"open\"><summary>All spikes side by side, 3 rows</summary>");
    has(got, "<tr><th scope=\"row\" class=\"n\">2</th><td class=\"n\">20</td><td "
             "class=\"n\">2.0</td><td class=\"n\">20</td><td class=\"n\">2.0</td><td "
             "class=\"n\">0</td></tr>");
    lacks(got, "Differences");
    lacks(got, "class=\"differs\"");
    test_free(got);

    add_train(&r.dut_spikes, 10, 11, 3);       /* 10 21 32 */
    add_train(&r.reference_spikes, 10, 10, 4); /* 10 20 30 40 */
    got = spikes_of(&r);
    has(got, "Circuit 3, reference 4: they differ.");
    has(got, "<summary>Differences: 3</summary>");
    has(got, "<details><summary>All spikes side by side, 4 rows</summary>");
    has(got, "<td class=\"n\">+2</td>");
    has(got, "<td class=\"n\">missing</td>");
    assert_int_equal(count_of(got, "class=\"differs\""), 2 * 3); /* in both tables */
    test_free(got);
}

/* Long lists lose their middle, and say so; the differences in it are still there. */
static void long_spike_tables(void **state)
{
    (void)state;
    cosim_result r = passing_result();
    r.steps = 1000000;
    add_train(&r.dut_spikes, 0, 10, 200);
    add_train(&r.reference_spikes, 0, 10, 200);
    char *got = spikes_of(&r);
    assert_int_equal(count_of(got, "<tr><th scope=\"row\""), 200);
    lacks(got, "left out");
    test_free(got);

    add_train(&r.dut_spikes, 0, 10, 100000);
    add_train(&r.reference_spikes, 0, 10, 100000);
    r.dut_spikes.steps[50000]++;
    got = spikes_of(&r);
    has(got, "All spikes side by side, 100000 rows");
    has(got, "99800 rows left out");
    has(got, "<tr class=\"differs\"><th scope=\"row\" class=\"n\">50001</th><td "
             "class=\"n\">500001</td>");
    assert_int_equal(count_of(got, "<th scope=\"row\""), 200 + 1);
    has(got, "<th scope=\"row\" class=\"n\">100</th>");
    lacks(got, "<th scope=\"row\" class=\"n\">101</th>");
    lacks(got, "<th scope=\"row\" class=\"n\">99900</th>");
    has(got, "<th scope=\"row\" class=\"n\">99901</th>");
    has(got, "<th scope=\"row\" class=\"n\">100000</th>");
    test_free(got);

    add_train(&r.dut_spikes, 1, 10, 150);
    add_train(&r.reference_spikes, 0, 10, 150);
    got = spikes_of(&r);
    has(got, "<summary>Differences: 150, the first 100 of them</summary>");
    assert_int_equal(count_of(got, "class=\"differs\""), 100 + 150);
    test_free(got);
}

/* ---- the page ---- */

static char *read_page(const char *folder)
{
    char path[720];
    struct stat s;
    snprintf(path, sizeof path, "%s/index.html", folder);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &s), 0);
    char *text = test_malloc((size_t)s.st_size + 1);
    assert_int_equal(fread(text, 1, (size_t)s.st_size, file), s.st_size);
    text[s.st_size] = '\0';
    fclose(file);
    return text;
}

static void page_of(const char *folder, const one_run *r, size_t runs)
{
    cosim_diag diag;
    cosim_html *html = cosim_html_begin(folder, &diag);
    assert_non_null(html);
    for (size_t i = 0; i < runs; i++) {
        const cosim_html_run run = {.job = &r->job, .result = &r->result};
        cosim_html_add(html, &run);
    }
    assert_int_equal(cosim_html_commit(html, &diag), 0);
}

static void whole_page(void **state)
{
    (void)state;
    char folder[640];
    one_run r;
    run_start(&r, book_text, NULL, 0);
    snprintf(folder, sizeof folder, "%s", fixture_path("report"));
    page_of(folder, &r, 1);
    char *got = read_page(folder);
    assert_int_equal(strncmp(got, "<!DOCTYPE html>\n", 16), 0);
    has(got, "<title>lifcosim: 0 of 1 pass</title>");
    has(got, "Content-Security-Policy\" content=\"default-src 'none';");
    has(got, "@media (prefers-color-scheme: dark)");
    has(got, "<p>1 run: <strong class=\"pass\">0 pass</strong>, <strong class=\"fail\">1 fail"
             "</strong>, <strong>0 vacuous</strong></p>");
    lacks(got, "<nav");
    lacks(got, "<script");
    lacks(got, "http://www.w3.org/1999/xhtml/");
    assert_int_equal(count_of(got, "://"), 1); /* the name space is not fetched */
    test_free(got);

    page_of(folder, &r, 3); /* replaces the page */
    got = read_page(folder);
    has(got, "<nav aria-label=\"Runs\">");
    for (int i = 1; i <= 3; i++) {
        char link[32], id[32];
        snprintf(link, sizeof link, "href=\"#run-%d\"", i);
        snprintf(id, sizeof id, "<section id=\"run-%d\">", i);
        assert_int_equal(count_of(got, link), 1);
        assert_int_equal(count_of(got, id), 1);
    }
    mxml_node_t *root = mxmlLoadString(NULL, got, MXML_OPAQUE_CALLBACK);
    assert_non_null(root);
    mxml_node_t *body = mxmlFindElement(root, root, "body", NULL, NULL, MXML_DESCEND);
    assert_non_null(body);
    size_t sections = 0;
    for (mxml_node_t *n = body;
         (n = mxmlFindElement(n, body, "section", NULL, NULL, MXML_DESCEND)) != NULL;) {
        sections++;
    }
    assert_int_equal(sections, 3);
    mxmlDelete(root);
    test_free(got);
    run_end(&r);
    assert_int_equal(unlink(fixture_path("report/index.html")), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void begin_fails(const char *folder, const char *expected)
{
    cosim_diag diag;
    assert_null(cosim_html_begin(folder, &diag));
    has(diag.message, expected);
    assert_string_equal(diag.place.file, folder);
}

static void folders(void **state)
{
    (void)state;
    char folder[640], inner[660];
    struct stat s;
    cosim_diag diag;
    begin_fails("-", "is no folder");
    begin_fails("", "is no folder");
    begin_fails(fixture_path("absent/inner"), "create it first");
    fixture_write("file", "x", 1);
    begin_fails(fixture_path("file"), "is no folder");
    begin_fails(fixture_path("file/inner"), "cannot be created: Not a directory");
    fixture_remove("file");

    /* thrown away: no folder stays that was not there before */
    snprintf(folder, sizeof folder, "%s", fixture_path("report"));
    cosim_html *html = cosim_html_begin(folder, &diag);
    assert_non_null(html);
    assert_int_equal(stat(folder, &s), 0);
    cosim_html_abandon(html);
    assert_int_equal(stat(folder, &s), -1);
    cosim_html_abandon(NULL);

    /* an earlier page outlives a run that was not finished */
    assert_int_equal(mkdir(folder, 0777), 0);
    fixture_write("report/index.html", "old", 3);
    html = cosim_html_begin(folder, &diag);
    assert_non_null(html);
    cosim_html_abandon(html);
    char *got = read_page(folder);
    assert_string_equal(got, "old");
    test_free(got);
    fixture_remove("report/index.html");

    /* index.html cannot be a folder: a folder that we made goes, this one stays */
    snprintf(inner, sizeof inner, "%s/index.html", folder);
    assert_int_equal(mkdir(inner, 0777), 0);
    assert_null(cosim_html_begin(folder, &diag));
    has(diag.message, "is a folder");
    assert_int_equal(rmdir(inner), 0);
    assert_int_equal(rmdir(folder), 0);
}

int main(int argc, char **argv)
{
    (void)argc;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escaped_text),     cmocka_unit_test(shell_words),
        cmocka_unit_test(pairs_of_spikes),  cmocka_unit_test(pairs_of_random_trains),
        cmocka_unit_test(words_and_hex),    cmocka_unit_test(stimuli_in_words),
        cmocka_unit_test(section_of_a_run), cmocka_unit_test(section_is_escaped),
        cmocka_unit_test(headlines),        cmocka_unit_test(waveforms),
        cmocka_unit_test(spike_tables),     cmocka_unit_test(long_spike_tables),
        cmocka_unit_test(whole_page),       cmocka_unit_test(folders),
    };
    fixture_start(argv[0]);
    const int status = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_end();
    return status;
}
