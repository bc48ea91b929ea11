// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This tests the section of a run in the HTML report, and its tables of spikes. test_report_page.c
 * tests the page as a file, test_report_parts.c its words, and testbenches/cli/test_report_html.sh
 * what a browser makes of it. */
#include "html_fixture.h"
#include "base/version.h"
#include "report/html/page.h"
#include "report/html/run.h"
#include "report/html/spikes.h"

/* ---- a section ---- */

static void add_train(cosim_train *train, uint64_t first, uint64_t apart, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(cosim_train_add(train, first + i * apart), 0);
    }
}

static char *section_of(const one_run *r, const char *picture)
{
    const cosim_html_run run = {.job = &r->job, .result = &r->result, .picture = picture};
    cosim_output *output = open_report();
    cosim_html_put_run(cosim_output_file(output), &run, 3);
    return read_report(output);
}

static void section_of_a_run(void **state)
{
    (void)state;
    one_run r;
    html_run_start(&r, book_text, NULL, 0);
    char *got = section_of(&r, "<svg>picture <p id=\"a\"/><use x:href='#a'/> url(#b)</svg>");
    html_has(got, "<section id=\"run-3\">");
    html_has(got, "<span class=\"badge fail\">fail</span> book-triangle <span class=\"on\">on "
                  "model:q8_24</span>");
    /* The fixture states two of fifteen spikes. */
    html_has(got, "The spikes are not those that the scenario states.");
    html_has(got, "First mismatch: <code>expect: step 138 spike: expected 0, observed 1</code>");
    html_has(got, "<p class=\"about\">triangular current</p>");
    html_has(got, "<p>500 steps of 100 us (50 ms), 15 spikes, reference 15</p>");
    html_has(got, "<svg>picture <p id=\"run-3-a\"/><use x:href='#run-3-a'/> url(#run-3-b)</svg>");
    html_has(got, "<th scope=\"row\">Exact</th><td><span class=\"badge pass\">pass</span></td>"
                  "<td>500 steps compared, 0 mismatches</td>");
    html_has(got, "<th scope=\"row\">Expect</th><td><span class=\"badge fail\">fail</span></td>"
                  "<td>2 spikes stated: reference differs, circuit differs</td>");
    assert_int_equal(html_count(got, "<td class=\"meaning\">"), 6);
    html_has(got, "<td><code>0x0288d991</code></td><td class=\"n\">42523025</td>");
    html_has(got, "<th scope=\"row\">membrane time constant</th><td>5 ms</td>");
    html_has(got, "<th scope=\"row\">threshold</th><td>-40 mV</td>");
    html_has(got, "<th scope=\"row\">refractory time</th><td>1 ms: about 10 steps after a spike "
                  "(rule: floating-point time in seconds)</td>");
    html_has(got,
             "<th scope=\"row\">input current</th><td>triangle: peak 200 uA, 502 samples</td>");
    html_has(got,
             "<th scope=\"row\">format</th><td class=\"long\">32/24/31 bits (state, its fraction, "
             "leak fraction), half-up</td>");
    html_has(got, r.scenario->sha256);
    html_has(got, cosim_commit());
    html_has(got, "build/lifcosim run --dut model:q8_24 ");
    html_has(got, "This circuit cannot write one.");
    test_free(got);
    got = section_of(&r, NULL);
    html_lacks(got, "<figure");
    test_free(got);
    html_run_end(&r);
}

/* Every text of this scenario is hostile: nothing of it reaches the page as markup. */
static void section_is_escaped(void **state)
{
    (void)state;
    const char *const overrides[] = {"name=a<b>&\"c\"'d'", "about=</p><script>alert(1)</script>",
                                     "source=<img src=x>", "neuron.threshold=-45 mV"};
    one_run r;
    html_run_start(&r, book_text, overrides, 4);
    r.result.dut = "<i>.so";
    r.result.dut_about = "</td>";
    r.result.file = "it's.yaml";
    char *got = section_of(&r, NULL);
    html_has(got, "a&lt;b&gt;&amp;&quot;c&quot;&#39;d&#39;");
    html_has(got, "&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;<br/>Source: &lt;img src=x&gt;");
    html_lacks(got, "<script");
    html_lacks(got, "<img");
    html_lacks(got, "<i>");
    html_lacks(got, "<td class=\"long\"></td>");
    html_has(got, "--dut &#39;&lt;i&gt;.so&#39; --set ");
    html_has(got, "--set &#39;neuron.threshold=-45 mV&#39; &#39;it&#39;\\&#39;&#39;s.yaml&#39;");
    test_free(got);
    html_run_end(&r);
}

static void headline_is(one_run *r, const char *expected)
{
    char *got = section_of(r, NULL);
    html_has(got, expected);
    test_free(got);
}

static void headlines(void **state)
{
    (void)state;
    one_run r;
    const char *const overrides[] = {"steps=130"};
    html_run_start(&r, book_text, overrides, 1);
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
    html_run_end(&r);
}

/* The way to see the waveform depends on what wrote one, and on whether make can do it. */
static void waveforms(void **state)
{
    (void)state;
    one_run r;
    html_run_start(&r, book_text, NULL, 0);
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
    html_run_end(&r);
}

/* ---- spikes ---- */

static char *spikes_of(cosim_result *r)
{
    cosim_output *output = open_report();
    cosim_html_spikes(cosim_output_file(output), r);
    char *got = read_report(output);
    cosim_result_free(r);
    return got;
}

static void spike_tables(void **state)
{
    (void)state;
    cosim_result r = passing_result();
    char *got = spikes_of(&r);
    html_has(got, "Neither circuit nor reference spikes.");
    html_lacks(got, "<table");
    test_free(got);

    add_train(&r.dut_spikes, 10, 10, 3);
    add_train(&r.reference_spikes, 10, 10, 3);
    got = spikes_of(&r);
    html_has(got, "Circuit 3, reference 3: the lists are identical.");
    html_has(got, "<details open=\"open\"><summary>All spikes side by side, 3 rows</summary>");
    html_has(got, "<tr><th scope=\"row\" class=\"n\">2</th><td class=\"n\">20</td><td "
                  "class=\"n\">2.0</td><td class=\"n\">20</td><td class=\"n\">2.0</td><td "
                  "class=\"n\">0</td></tr>");
    html_lacks(got, "Differences");
    html_lacks(got, "class=\"differs\"");
    test_free(got);

    add_train(&r.dut_spikes, 10, 11, 3);       /* 10 21 32 */
    add_train(&r.reference_spikes, 10, 10, 4); /* 10 20 30 40 */
    got = spikes_of(&r);
    html_has(got, "Circuit 3, reference 4: they differ.");
    html_has(got, "<summary>Differences: 3</summary>");
    html_has(got, "<details><summary>All spikes side by side, 4 rows</summary>");
    html_has(got, "<td class=\"n\">+2</td>");
    html_has(got, "<td class=\"n\">missing</td>");
    assert_int_equal(html_count(got, "class=\"differs\""), 2 * 3); /* in both tables */
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
    assert_int_equal(html_count(got, "<tr><th scope=\"row\""), 200);
    html_lacks(got, "left out");
    test_free(got);

    add_train(&r.dut_spikes, 0, 10, 100000);
    add_train(&r.reference_spikes, 0, 10, 100000);
    r.dut_spikes.steps[50000]++;
    got = spikes_of(&r);
    html_has(got, "All spikes side by side, 100000 rows");
    html_has(got, "99800 rows left out");
    html_has(got, "<tr class=\"differs\"><th scope=\"row\" class=\"n\">50001</th><td "
                  "class=\"n\">500001</td>");
    assert_int_equal(html_count(got, "<th scope=\"row\""), 200 + 1);
    html_has(got, "<th scope=\"row\" class=\"n\">100</th>");
    html_lacks(got, "<th scope=\"row\" class=\"n\">101</th>");
    html_lacks(got, "<th scope=\"row\" class=\"n\">99900</th>");
    html_has(got, "<th scope=\"row\" class=\"n\">99901</th>");
    html_has(got, "<th scope=\"row\" class=\"n\">100000</th>");
    test_free(got);

    add_train(&r.dut_spikes, 1, 10, 150);
    add_train(&r.reference_spikes, 0, 10, 150);
    got = spikes_of(&r);
    html_has(got, "<summary>Differences: 150, the first 100 of them</summary>");
    assert_int_equal(html_count(got, "class=\"differs\""), 100 + 150);
    test_free(got);
}

int main(int argc, char **argv)
{
    (void)argc;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(section_of_a_run), cmocka_unit_test(section_is_escaped),
        cmocka_unit_test(headlines),        cmocka_unit_test(waveforms),
        cmocka_unit_test(spike_tables),     cmocka_unit_test(long_spike_tables),
    };
    fixture_start(argv[0]);
    const int status = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_end();
    return status;
}
