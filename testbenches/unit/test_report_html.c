// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The HTML report: the section of a run, its tables of spikes, and the page as a file. Its words:
 * test_report_parts.c; what a browser makes of it: testbenches/cli/test_report_html.sh. */
#include "report_fixture.h"

#include "cosim_html_private.h"
#include "cosim_version.h"
#include "neuron_fixture.h"
#include "scenario_fixture.h"

#include <mxml.h>
#include <sys/stat.h>

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
    char *got = section_of(&r, "<svg>picture <p id=\"a\"/><use x:href='#a'/> url(#b)</svg>");
    has(got, "<section id=\"run-3\">");
    has(got, "<span class=\"badge fail\">fail</span> book-triangle <span class=\"on\">on "
             "model:q8_24</span>");
    /* the fixture states two of fifteen spikes */
    has(got, "The spikes are not those that the scenario states.");
    has(got, "First mismatch: <code>expect: step 138 spike: expected 0, observed 1</code>");
    has(got, "<p class=\"about\">triangular current</p>");
    has(got, "<p>500 steps of 100 us (50 ms), 15 spikes, reference 15</p>");
    has(got, "<svg>picture <p id=\"run-3-a\"/><use x:href='#run-3-a'/> url(#run-3-b)</svg>");
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
