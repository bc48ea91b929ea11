// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This tests the picture of a run as a gnuplot script, and what gnuplot makes of it. */
#include "plot_fixture.h"
#include "plot/draw.h"
#include "plot/gnuplot.h"
#include "plot/script.h"
#include "plot/text.h"

static char *script_of(const cosim_plot *plot, const cosim_result *result)
{
    cosim_diag diag;
    char *script = cosim_plot_script(plot, result, COSIM_PLOT_SVG, &diag);
    assert_non_null(script);
    return script;
}

static void script_is_bounded(void **state)
{
    (void)state;
    uint64_t seed = splitmix_seed(20261202);
    cosim_result result = passing_result();
    for (size_t n = 20000; n <= 400000; n += 190000) {
        trace t = trace_random(&seed, n, 2);
        const cosim_scenario scenario = scenario_of(n);
        cosim_plot *plot = plot_new(&scenario);
        tell(plot, &t, &seed);
        char *script = script_of(plot, &result);
        const size_t length = strlen(script);
        assert_true(length > 100000 && length < 400000);
        free(script);
        cosim_plot_free(plot);
        trace_free(&t);
    }
}

static void has(const char *script, const char *part)
{
    if (strstr(script, part) == NULL) {
        fail_msg("the script lacks: %s", part);
    }
}

static void lacks(const char *script, const char *part)
{
    if (strstr(script, part) != NULL) {
        fail_msg("the script has: %s", part);
    }
}

/* The run has five steps, with a spike at step 3 of both. */
static trace five_steps(void)
{
    static const double current[] = {0, 1e-9, 2e-9, 2.5e-9, 0};
    static const int32_t after[] = {0, 10000000, 20000000, 0, 0};
    trace t = trace_new(5);
    for (size_t i = 0; i < t.n; i++) {
        t.current[i] = current[i];
        t.after[i] = after[i];
        t.reference[i] = membrane(&t, i) + 1e-9;
        t.bound[i] = 3e-9;
    }
    t.spike[3] = t.reference_spike[3] = 1;
    t.hold = 1;
    return t;
}

/* Returns the script of a trace on a scenario with a result that passes. */
static char *small_script(const cosim_scenario *scenario, const trace *t, cosim_result *result)
{
    uint64_t seed = 1;
    cosim_plot *plot = plot_new(scenario);
    tell(plot, t, &seed);
    result->steps = t->n;
    char *script = script_of(plot, result);
    cosim_plot_free(plot);
    return script;
}

static void small_run(void **state)
{
    (void)state;
    trace t = five_steps();
    cosim_scenario scenario = scenario_of(5);
    cosim_result result = passing_result();
    scenario.has_spike_peak = true;
    scenario.spike_peak_v = 0.05;
    char *script = small_script(&scenario, &t, &result);
    has(script, "$current << END\n0 0\n100 1\n200 2\n300 2.5\n400 0\nEND\n");
    has(script, "$membrane << END\n0 -70\n100 -60\n200 -50\n300 -70\n400 -70\nEND\n");
    has(script, "$reference << END\n0 -69.999999\n100 -59.999999\n");
    has(script, "$band << END\n0 -3 3\n100 -3 3\n");
    has(script, "$spikes << END\n300\nEND\n");
    has(script, "$reference_spikes << END\n300\nEND\n");
    has(script, "$ambiguous << END\nEND\n");
    has(script, "$held << END\n300 400\nEND\n");
    has(script, "set label 'book-triangle on q8_24' ");
    has(script, "set label 'PASS' ");
    has(script, "'5 steps of 100 µs; 15 spikes, reference 15; largest error 1.2 nV of bound "
                "2.88 nV' ");
    has(script, "set ylabel 'current (nA)'");
    has(script, "set ylabel 'membrane (mV)'");
    has(script, "set ylabel 'error (nV)'");
    has(script, "set xlabel 'time (µs)'");
    has(script, "-40 with lines ls 4 title 'threshold −40 mV'");
    has(script, "-70 with lines ls 5 title 'reset −70 mV'");
    has(script, "$membrane with linespoints ls 1 title 'circuit'");
    has(script, "$spikes using 1:(-70):(0):(120) with vectors");
    has(script, "title 'refractory'");
    has(script, "set label '1 spike' ");
    lacks(script, "'ambiguous steps'");
    lacks(script, "every ");
    lacks(script, "first mismatch");
    free(script);
    trace_free(&t);
}

static void small_variants(void **state)
{
    (void)state;
    trace t = five_steps();
    cosim_scenario scenario = scenario_of(5);
    cosim_result result = failing_result();
    result.first_mismatch.step = 2;
    t.ambiguous[2] = 1;
    t.hold = 0;
    t.hidden = true;
    scenario.params.reset_mode = LIF_RESET_BY_SUBTRACTION;
    char *script = small_script(&scenario, &t, &result);
    has(script, "set label 'FAIL' ");
    has(script, "'exact: step 2 membrane: expected ");
    has(script, "set arrow from first 200, graph 0 to first 200, graph 1 ");
    has(script, "title 'first mismatch'");
    has(script, "$ambiguous << END\n200\nEND\n");
    has(script, "title 'ambiguous steps'");
    has(script, "set label '1 step' ");
    has(script, "the circuit hides its membrane");
    lacks(script, "$membrane");
    lacks(script, "$error");
    lacks(script, "title 'reset");
    lacks(script, "title 'refractory'");
    lacks(script, "0):(120) with vectors"); /* no spike_peak, no painted spikes */
    free(script);
    trace_free(&t);
}

/* Returns the rows of a data block: *count of them with `columns` numbers each, to be freed. */
static double *block(const char *script, const char *name, size_t columns, size_t *count)
{
    double *numbers = calloc(3 * COSIM_PLOT_BUCKETS * columns, sizeof *numbers);
    char start[64];
    snprintf(start, sizeof start, "$%s << END\n", name);
    const char *at = strstr(script, start);
    *count = 0;
    if (numbers == NULL || at == NULL) {
        fail_msg("no memory, or no block %s", name);
        return NULL;
    }
    at += strlen(start);
    for (; strncmp(at, "END", 3) != 0; (*count)++) {
        assert_true(*count < 3 * COSIM_PLOT_BUCKETS);
        for (size_t i = 0; i < columns; i++) {
            char *end;
            numbers[*count * columns + i] = strtod(at, &end);
            assert_true(end > at);
            at = end;
        }
        assert_int_equal(*at++, '\n');
    }
    return numbers;
}

/* A line of a long run goes forward in time and has every bucket's extremes at their steps. */
static void check_drawn_line(const char *script, const trace *t, size_t per_bucket)
{
    size_t count, at = 0;
    double *points = block(script, "current", 2, &count);
    for (size_t i = 1; i < count; i++) {
        assert_true(points[2 * i] > points[2 * i - 2]);
    }
    for (size_t from = 0; from < t->n; from += per_bucket) {
        const size_t to = from + per_bucket < t->n ? from + per_bucket : t->n;
        double low = t->current[from], high = low, drawn_low = 1, drawn_high = -1;
        for (size_t i = from; i < to; i++) {
            low = fmin(low, t->current[i]);
            high = fmax(high, t->current[i]);
        }
        /* The units are seconds and nanoampere. */
        for (; at < count && points[2 * at] < (double)to * 1e-4 - 1e-9; at++) {
            const double value = points[2 * at + 1] * 1e-9;
            const size_t step = (size_t)(points[2 * at] * 1e4 + 0.5);
            assert_true(fabs(t->current[step] - value) <= 1e-8 * fabs(value));
            drawn_low = fmin(drawn_low, value);
            drawn_high = fmax(drawn_high, value);
        }
        assert_true(fabs(drawn_low - low) <= 1e-8 * fabs(low));
        assert_true(fabs(drawn_high - high) <= 1e-8 * fabs(high));
    }
    assert_int_equal(at, count);
    free(points);
}

/* The outline of the reference lies around all of its steps, and touches it. */
static void check_outline(const char *script, const trace *t)
{
    size_t count, at = 0;
    double *points = block(script, "reference", 3, &count);
    assert_true(count > 100 && count % 2 == 0);
    for (size_t k = 0; k < count; k += 2) {
        const size_t last = (size_t)(points[3 * k + 3] * 1e4 + 0.5);
        double low = 1e9, high = -1e9;
        assert_int_equal((size_t)(points[3 * k] * 1e4 + 0.5), at);
        for (; at <= last && at < t->n; at++) {
            low = fmin(low, 1e3 * t->reference[at]);
            high = fmax(high, 1e3 * t->reference[at]);
        }
        for (size_t i = k; i < k + 2; i++) {
            assert_true(fabs(points[3 * i + 1] - low) < 1e-6);
            assert_true(fabs(points[3 * i + 2] - high) < 1e-6);
        }
    }
    assert_int_equal(at, t->n);
    free(points);
}

static void long_lines(void **state)
{
    (void)state;
    uint64_t seed = splitmix_seed(20261205);
    trace t = trace_random(&seed, 23456, 100);
    cosim_scenario scenario = scenario_of(t.n);
    cosim_result result = passing_result();
    char *script = small_script(&scenario, &t, &result);
    has(script, "extremes of every 24 steps");
    check_drawn_line(script, &t, 24);
    check_outline(script, &t);
    free(script);
    trace_free(&t);
}

/* Spikes are painted while there are few of them, of either train. */
static void peaks_are_few(void **state)
{
    (void)state;
    cosim_scenario scenario = scenario_of(1000);
    cosim_result result = passing_result();
    scenario.has_spike_peak = true;
    scenario.spike_peak_v = 0.05;
    for (int which = 0; which < 4; which++) {
        trace t = trace_new(1000);
        memset(t.spike, 1, which == 1 ? 301 : 300);
        memset(t.reference_spike, 1, which == 2 ? 301 : which == 3 ? 0 : 300);
        char *script = small_script(&scenario, &t, &result);
        assert_true((strstr(script, "(120) with vectors") != NULL) == (which == 0 || which == 3));
        free(script);
        trace_free(&t);
    }
}

/* A long run says how it was cut; its membranes become outlines, its spikes are not painted. */
static void long_run(void **state)
{
    (void)state;
    uint64_t seed = splitmix_seed(20261203);
    trace t = trace_random(&seed, 50000, 2);
    cosim_scenario scenario = scenario_of(t.n);
    cosim_result result = passing_result();
    scenario.has_spike_peak = true;
    scenario.spike_peak_v = 0.05;
    scenario.params.dt_s = result.step_s = 1;
    char *script = small_script(&scenario, &t, &result);
    has(script, "lines show the extremes of every 50 steps; a mark stands for all spikes within");
    has(script, "title 'reference, extremes'");
    has(script, "set xlabel 'time (s)'");
    lacks(script, "(120) with vectors");
    free(script);
    trace_free(&t);
    t = trace_random(&seed, 50000, 1000);
    scenario.params.dt_s = result.step_s = 1e-4;
    script = small_script(&scenario, &t, &result);
    has(script, "every spike has its mark");
    has(script, "set xlabel 'time (s)'");
    has(script, "(120) with vectors");
    free(script);
    trace_free(&t);
}

static void names_are_quoted(void **state)
{
    (void)state;
    trace t = five_steps();
    cosim_scenario scenario = scenario_of(5);
    cosim_result result = passing_result();
    result.scenario = "it's `ls`\n\xff \xc2\xb5";
    char *script = small_script(&scenario, &t, &result);
    has(script, "set label 'it''s `ls`\\x0a\\xff \xc2\xb5 on q8_24' ");
    free(script);
    char long_name[400];
    memset(long_name, 'n', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    result.scenario = long_name;
    script = small_script(&scenario, &t, &result);
    has(script, "nnnn…' ");
    lacks(script, " on q8_24' ");
    free(script);
    trace_free(&t);
}

static void ticks(void **state)
{
    (void)state;
    uint64_t seed = splitmix_seed(20261204);
    assert_true(fabs(cosim_plot_tick(100, 5) - 20) < 1e-9);
    assert_true(fabs(cosim_plot_tick(101, 5) - 50) < 1e-9);
    assert_true(fabs(cosim_plot_tick(0.7, 7) - 0.1) < 1e-12);
    assert_true(fabs(cosim_plot_tick(6, 1) - 10) < 1e-9);
    for (int i = 0; i < 10000; i++) {
        const double range = pow(10, 40 * splitmix_uniform(&seed) - 20);
        const double tick = cosim_plot_tick(range, 5);
        assert_true(tick * 5 >= range * (1 - 1e-9) && tick <= range / 5 * 2.5000001);
    }
}

/* ---- drawn by gnuplot ---- */

static void svg_in_memory(void **state)
{
    (void)state;
    uint64_t seed = 1;
    cosim_diag diag;
    trace t = five_steps();
    cosim_scenario scenario = scenario_of(5);
    cosim_result result = passing_result();
    result.scenario = "a<b & \"c\"";
    cosim_plot *plot = plot_new(&scenario);
    tell(plot, &t, &seed);
    char *svg = cosim_plot_svg(plot, &result, &diag);
    if (svg == NULL) {
        fail_msg("%s", diag.message);
    }
    assert_memory_equal(svg, "<svg role=\"img\"", 15);
    has(svg, "<title>a&lt;b &amp; \"c\" on q8_24: pass</title>");
    has(svg, "<desc>Input current, membrane with the threshold, spikes and error within its bound");
    has(svg, "<title>spikes of the circuit</title>");
    lacks(svg, "\"gnuplot_");
    lacks(svg, "'gpPt");
    lacks(svg, "#gpPt");
    lacks(svg, "<title>gnuplot");
    char *again = cosim_plot_svg(plot, &result, &diag);
    assert_string_equal(svg, again); /* the same run is the same picture */
    free(again);
    free(svg);
    cosim_plot_free(plot);
    trace_free(&t);
}

static void without_gnuplot(void **state)
{
    (void)state;
    uint64_t seed = 1;
    cosim_diag diag;
    trace t = five_steps();
    cosim_scenario scenario = scenario_of(5);
    cosim_result result = passing_result();
    cosim_plot *plot = plot_new(&scenario);
    tell(plot, &t, &seed);
    assert_int_equal(cosim_plot_ready(&diag), 0);
    const char *path = getenv("PATH");
    char *kept = strdup(path != NULL ? path : "");
    assert_non_null(kept);
    setenv("PATH", "/nonexistent", 1);
    assert_int_equal(cosim_plot_ready(&diag), -1);
    assert_non_null(strstr(diag.message, "scripts/setup.sh"));
    diag.message[0] = '\0';
    assert_null(cosim_plot_svg(plot, &result, &diag));
    assert_non_null(strstr(diag.message, "scripts/setup.sh"));
    setenv("PATH", kept, 1);
    free(kept);
    cosim_plot_free(plot);
    trace_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(script_is_bounded), cmocka_unit_test(small_run),
        cmocka_unit_test(small_variants),    cmocka_unit_test(long_lines),
        cmocka_unit_test(peaks_are_few),     cmocka_unit_test(long_run),
        cmocka_unit_test(names_are_quoted),  cmocka_unit_test(ticks),
        cmocka_unit_test(svg_in_memory),     cmocka_unit_test(without_gnuplot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
