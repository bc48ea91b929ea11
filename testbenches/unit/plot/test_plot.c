// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A run of any length leaves behind enough for its picture, and no more. */
#include "plot_fixture.h"
#include "plot/data.h"
#include "plot/gnuplot.h"

#include <malloc.h>

static double value(const trace *t, cosim_plot_line line, size_t i)
{
    switch (line) {
    case COSIM_PLOT_CURRENT:
        return t->current[i];
    case COSIM_PLOT_MEMBRANE:
        return membrane(t, i);
    case COSIM_PLOT_REFERENCE:
        return t->reference[i];
    case COSIM_PLOT_ERROR:
        return membrane(t, i) - t->reference[i];
    case COSIM_PLOT_BOUND:
        return t->bound[i];
    case COSIM_PLOT_LINES:
        break;
    }
    fail();
    return 0;
}

/* Within each bucket no step is outside of the kept extremes, and those are real steps of it. */
static void check_line(const cosim_plot *plot, const trace *t, cosim_plot_line line)
{
    for (size_t i = 0; i < t->n; i++) {
        const cosim_plot_bucket *b = &plot->line[line][i / plot->per_bucket];
        const double v = value(t, line, i);
        if (v < b->low || v > b->high) {
            fail_msg("line %d: step %zu is %g, its bucket goes from %g to %g", (int)line, i, v,
                     b->low, b->high);
        }
    }
    for (size_t k = 0; k < plot->buckets; k++) {
        const cosim_plot_bucket *b = &plot->line[line][k];
        assert_int_equal(b->low_step / plot->per_bucket, k);
        assert_int_equal(b->high_step / plot->per_bucket, k);
        assert_true(b->low_step < t->n && b->high_step < t->n);
        assert_true(value(t, line, b->low_step) == b->low);
        assert_true(value(t, line, b->high_step) == b->high);
    }
}

/* Every event has a mark in its bucket (its very own while they are few), every mark an event. */
static void check_marks(const cosim_plot *plot, const trace *t, const cosim_plot_marks *marks,
                        const uint8_t *events)
{
    static uint64_t steps[COSIM_PLOT_MARKS];
    size_t count = 0, total = 0, at = 0;
    const bool all = cosim_plot_marked(plot, marks, steps, &count);
    for (size_t i = 0; i < t->n; i++) {
        total += events[i] != 0;
    }
    assert_int_equal(marks->count, total);
    assert_true(all == (total <= COSIM_PLOT_MARKS));
    assert_true(count <= COSIM_PLOT_MARKS);
    for (size_t i = 0; i < count; i++) {
        assert_true(steps[i] < t->n && events[steps[i]] != 0);
        assert_true(i == 0 || steps[i] > steps[i - 1]);
    }
    if (all) {
        assert_int_equal(count, total);
        return;
    }
    for (size_t i = 0; i < t->n; i++) {
        if (events[i] != 0) {
            while (at < count && steps[at] / plot->per_bucket < i / plot->per_bucket) {
                at++;
            }
            assert_true(at < count);
            assert_int_equal(steps[at] / plot->per_bucket, i / plot->per_bucket);
        }
    }
}

static void nothing_is_lost(void **state)
{
    (void)state;
    static const size_t lengths[] = {1, 2, 60, 1999, 2000, 2001, 2002, 3000, 20011, 123457};
    uint64_t seed = splitmix_seed(20261201);
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        for (size_t rarity = 1; rarity <= 100; rarity *= 10) {
            trace t = trace_random(&seed, lengths[i], rarity);
            const cosim_scenario scenario = scenario_of(t.n);
            cosim_plot *plot = plot_new(&scenario);
            tell(plot, &t, &seed);
            for (cosim_plot_line line = 0; line < COSIM_PLOT_LINES; line++) {
                check_line(plot, &t, line);
            }
            check_marks(plot, &t, &plot->dut, t.spike);
            check_marks(plot, &t, &plot->reference, t.reference_spike);
            check_marks(plot, &t, &plot->ambiguous, t.ambiguous);
            cosim_plot_free(plot);
            trace_free(&t);
        }
    }
}

static void holds(void **state)
{
    (void)state;
    uint64_t seed = 1;
    cosim_scenario scenario = scenario_of(1000);
    trace t = trace_new(1000);
    t.hold = 4;
    t.spike[10] = t.spike[100] = t.spike[997] = t.spike[999] = 1;
    cosim_plot *plot = plot_new(&scenario);
    tell(plot, &t, &seed);
    assert_int_equal(plot->hold_count, 3); /* the last spike has no step left to hold */
    assert_int_equal(plot->hold[0].from, 10);
    assert_int_equal(plot->hold[0].to, 14);
    assert_int_equal(plot->hold[2].from, 997);
    assert_int_equal(plot->hold[2].to, 999);
    assert_true(cosim_plot_holds_shown(plot));
    cosim_plot_free(plot);
    memset(t.spike, 1, t.n);
    plot = plot_new(&scenario);
    tell(plot, &t, &seed);
    assert_int_equal(plot->hold_count, 999);
    assert_false(cosim_plot_holds_shown(plot));
    cosim_plot_free(plot);
    trace_free(&t);
}

static void not_finite_is_left_out(void **state)
{
    (void)state;
    uint64_t seed = 1;
    double low, high;
    cosim_scenario scenario = scenario_of(4);
    trace t = trace_new(4);
    t.current[0] = (double)NAN;
    t.current[1] = (double)INFINITY;
    t.current[2] = -(double)INFINITY;
    t.current[3] = 2e-9;
    cosim_plot *plot = plot_new(&scenario);
    assert_false(cosim_plot_range(plot, COSIM_PLOT_CURRENT, &low, &high));
    tell(plot, &t, &seed);
    assert_true(cosim_plot_range(plot, COSIM_PLOT_CURRENT, &low, &high));
    assert_true(low == 2e-9 && high == 2e-9);
    cosim_plot_free(plot);
    trace_free(&t);
}

static void memory_is_constant(void **state)
{
    (void)state;
    static const uint64_t lengths[] = {1,      2000,          2001,           100000,
                                       999999, 1000000000000, UINT64_MAX / 3, UINT64_MAX};
    size_t size = 0;
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        const cosim_scenario scenario = scenario_of(lengths[i]);
        cosim_plot *plot = plot_new(&scenario);
        assert_true(plot->buckets >= 1 && plot->buckets <= COSIM_PLOT_BUCKETS);
        assert_int_equal((lengths[i] - 1) / plot->per_bucket, plot->buckets - 1);
        assert_true(i == 0 || malloc_usable_size(plot) == size);
        size = malloc_usable_size(plot);
        cosim_plot_free(plot);
    }
    assert_true(size < 2u << 20);
}

static void too_many_steps(void **state)
{
    (void)state;
    cosim_diag diag;
    cosim_scenario scenario = scenario_of(10);
    trace t = trace_new(20);
    cosim_plot *plot = plot_new(&scenario);
    cosim_rows rows = rows_of(&t, 8, 3);
    assert_int_equal(cosim_plot_take(plot, &rows, &diag), -1);
    rows = rows_of(&t, 11, 0);
    assert_int_equal(cosim_plot_take(plot, &rows, &diag), -1);
    rows = rows_of(&t, 8, 2);
    assert_int_equal(cosim_plot_take(plot, &rows, &diag), 0);
    cosim_plot_free(plot);
    trace_free(&t);
}

static void prefixes(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *symbol;
        double scaled;
    } cases[] = {{0, "", 0},         {1, "", 1},         {-2.5e-3, "m", -2.5}, {1e-9, "n", 1},
                 {999e-9, "n", 999}, {200e-6, "µ", 200}, {1.2e-12, "p", 1.2},  {3e-15, "f", 3},
                 {1e-18, "f", 1e-3}, {5e4, "k", 50},     {2e6, "M", 2},        {4e12, "G", 4000}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const cosim_prefix p = cosim_prefix_of(cases[i].value);
        assert_string_equal(p.symbol, cases[i].symbol);
        assert_true(fabs(cases[i].value * p.factor - cases[i].scaled) <=
                    1e-12 * fabs(cases[i].scaled));
    }
    assert_string_equal(cosim_prefix_of((double)INFINITY).symbol, "");
    assert_string_equal(cosim_prefix_of(1e-3 * 1e-6).symbol, "n"); /* a hair below 1e-9 */
}

static void kinds(void **state)
{
    (void)state;
    cosim_plot_kind kind;
    cosim_diag diag;
    assert_int_equal(cosim_plot_kind_of("a/b.svg", &kind, &diag), 0);
    assert_int_equal(kind, COSIM_PLOT_SVG);
    assert_int_equal(cosim_plot_kind_of("x.y.PNG", &kind, &diag), 0);
    assert_int_equal(kind, COSIM_PLOT_PNG);
    static const char *const wrong[] = {"", "-", "svg", "a.svg/b", "a.jpg", "a.svgz"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(cosim_plot_kind_of(wrong[i], &kind, &diag), -1);
        assert_non_null(strstr(diag.message, ".svg or .png"));
        assert_string_equal(diag.place.file, wrong[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_lost),
        cmocka_unit_test(holds),
        cmocka_unit_test(not_finite_is_left_out),
        cmocka_unit_test(memory_is_constant),
        cmocka_unit_test(too_many_steps),
        cmocka_unit_test(prefixes),
        cmocka_unit_test(kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
