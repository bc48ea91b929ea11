// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The search for a format is tested on a whole grid: its figures against those of runs, and its
 * recommendation. */
#include "neuron_fixture.h"
#include "circuit/open.h"
#include "plot/gnuplot.h"
#include "run/job.h"
#include "run/run.h"
#include "search/picture.h"
#include "search/run.h"
#include "search/text.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* There are two neurons under noise, and what the tests ask of them. */
typedef struct bench {
    lif_params params[2];
    lif_stimulus noise[2];
    cosim_scenario scenario[2];
    cosim_scenario *list[2];
    cosim_search search;
} bench;

static const cosim_search_grid grid = {
    .widths = 0x1555500, .leaks = 0x3ffe00, .half_up = true, .residual = true};

static void search_bench(bench *b, cosim_goal goal, unsigned processes)
{
    const cosim_search_options options = {.processes = processes};
    cosim_diag diag;
    for (size_t s = 0; s < 2; s++) {
        b->params[s] = fixture_neuron();
        b->params[s].tau_s *= s == 0 ? 1.0 : 2.5;
        b->noise[s] = (lif_stimulus){
            .kind = LIF_STIMULUS_NOISE,
            .stop_s = (double)INFINITY,
            .u.noise = {
                .mean_a = 2.5e-9, .deviation_a = 1e-9, .correlation_s = 2e-3, .seed = s + 7}};
        b->scenario[s] = fixture_scenario(&b->params[s], &b->noise[s], 1, 1500);
        b->list[s] = &b->scenario[s];
    }
    if (cosim_search_start(&b->search, &grid, b->list, 2, &diag) != 0 ||
        cosim_search_run(&b->search, &goal, &options, &diag) != 0) {
        fail_msg("%s", diag.message);
    }
}

/* No cheaper format of the grid meets the goal, which is decided here from the spikes alone. */
static void recommendation_is_minimal(void **state)
{
    const cosim_goal asked[] = {{.kind = COSIM_GOAL_IDENTICAL},
                                {.kind = COSIM_GOAL_STEPS, .steps = 1},
                                {.kind = COSIM_GOAL_STEPS, .steps = 30},
                                {.kind = COSIM_GOAL_TIME, .time_s = 4e-4}};
    (void)state;
    for (size_t g = 0; g < sizeof asked / sizeof asked[0]; g++) {
        bench b;
        unsigned least = UINT_MAX, meeting = 0;
        search_bench(&b, asked[g], 0);
        assert_int_equal(b.search.count, 9 * 13 * 2);
        for (size_t i = 0; i < b.search.count; i++) {
            const cosim_search_point *p = &b.search.point[i];
            const uint64_t most = asked[g].kind == COSIM_GOAL_TIME ? 4 : asked[g].steps;
            bool meets = true;
            for (size_t s = 0; s < 2; s++) {
                const cosim_search_result *r = cosim_search_result_of(&b.search, p, s);
                meets &= r->fit == COSIM_FITS && r->dut_spikes == r->reference_spikes &&
                         r->max_shift_steps <= most && r->reference_spikes > 2;
            }
            assert_int_equal(p->meets, meets);
            meeting += meets;
            least = meets && p->multiplier_bits < least ? p->multiplier_bits : least;
        }
        assert_true(meeting > 0 && meeting < b.search.count);
        assert_non_null(b.search.recommended);
        assert_true(b.search.recommended->meets);
        assert_int_equal(b.search.recommended->multiplier_bits, least);
        cosim_search_free(&b.search);
    }
}

/* The figures of every format are those of a run of it, in whichever process. */
static void figures_are_those_of_runs(void **state)
{
    bench b, shared;
    (void)state;
    search_bench(&b, (cosim_goal){.kind = COSIM_GOAL_IDENTICAL}, 1);
    search_bench(&shared, (cosim_goal){.kind = COSIM_GOAL_IDENTICAL}, 3);
    for (size_t i = 0; i < b.search.count; i++) {
        const cosim_search_point *p = &b.search.point[i], *q = &shared.search.point[i];
        char name[COSIM_SEARCH_NAME_BYTES], model[64];
        assert_string_equal(cosim_search_name(&q->format, model),
                            cosim_search_name(&p->format, name));
        snprintf(model, sizeof model, "model:%s", name);
        for (size_t s = 0; s < 2; s++) {
            const cosim_search_result *r = cosim_search_result_of(&b.search, p, s);
            cosim_result result;
            assert_memory_equal(r, cosim_search_result_of(&shared.search, q, s), sizeof *r);
            if (r->fit != COSIM_FITS || i % 5 != 0) {
                continue;
            }
            cosim_dut *dut = fixture_dut(model);
            fixture_run(&b.scenario[s], dut, &result);
            assert_true(result.bounded.max_bound_v == r->max_bound_v);
            assert_true(result.bounded.max_error_v == r->max_error_v);
            assert_true(result.bounded.ambiguous_steps == r->ambiguous_steps);
            assert_true(result.free_running.max_shift_steps == r->max_shift_steps);
            assert_true(result.free_running.identical == r->identical);
            assert_true(result.free_running.dut_spikes == r->dut_spikes);
            assert_true(result.free_running.reference_spikes == r->reference_spikes);
            assert_true(result.verdict == r->verdict);
            cosim_result_free(&result);
            cosim_dut_close(dut);
        }
    }
    cosim_search_free(&b.search);
    cosim_search_free(&shared.search);
}

/* All that skipping the distances of the trains changes is these distances. */
static void skipped_distances_are_none(void **state)
{
    const cosim_run_options all = {.seed = 0}, skip = {.skip_distances = true};
    lif_params params = fixture_neuron();
    lif_stimulus constant = {.kind = LIF_STIMULUS_CONSTANT,
                             .stop_s = (double)INFINITY,
                             .u.constant.amplitude_a = 2.3e-9};
    cosim_scenario scenario = fixture_scenario(&params, &constant, 1, 3000);
    cosim_dut *dut = fixture_dut("model:10/6/10");
    cosim_result whole, part;
    cosim_diag diag;
    cosim_job job;
    (void)state;
    assert_int_equal(cosim_job_prepare(&job, &scenario, dut, &diag), 0);
    assert_int_equal(cosim_job_run(&job, &all, &whole, &diag), 0);
    assert_int_equal(cosim_job_run(&job, &skip, &part, &diag), 0);
    assert_false(whole.free_running.identical || isnan(whole.free_running.van_rossum));
    assert_true(isnan(part.free_running.coincidence) && isnan(part.free_running.victor_purpura) &&
                isnan(part.free_running.van_rossum));
    assert_true(part.free_running.coincidence_window_s == whole.free_running.coincidence_window_s);
    assert_true(part.free_running.max_shift_steps == whole.free_running.max_shift_steps);
    assert_true(part.bounded.max_bound_v == whole.bounded.max_bound_v);
    assert_int_equal(part.verdict, whole.verdict);
    cosim_result_free(&whole);
    cosim_result_free(&part);
    cosim_dut_close(dut);
}

static void a_grid_without_a_format_is_refused(void **state)
{
    const cosim_search_grid none = {
        .widths = 1u << 8, .integer_bits = 1u << 9, .leaks = 1u << 8, .half_up = true};
    const lif_params params = fixture_neuron();
    lif_stimulus constant = {
        .kind = LIF_STIMULUS_CONSTANT, .stop_s = (double)INFINITY, .u.constant.amplitude_a = 3e-9};
    cosim_scenario scenario = fixture_scenario(&params, &constant, 1, 10);
    cosim_scenario *list[] = {&scenario};
    cosim_search search;
    cosim_diag diag;
    (void)state;
    assert_int_equal(cosim_search_start(&search, &none, list, 1, &diag), -1);
    assert_non_null(strstr(diag.message, "no combination"));
    assert_int_equal(search.impossible, 1);
    cosim_search_free(&search);
}

/* There is a mark for each format that fits, under its kind, and the recommended one. */
static void picture_has_every_format(void **state)
{
    bench b;
    cosim_diag diag;
    size_t marks = 0, fitting = 0, identical = 0, filled = 0;
    bool inside = false, same = false;
    char name[COSIM_SEARCH_NAME_BYTES], legend[64];
    (void)state;
    search_bench(&b, (cosim_goal){.kind = COSIM_GOAL_IDENTICAL}, 0);
    for (size_t i = 0; i < b.search.count; i++) {
        fitting += b.search.point[i].fits;
        identical += b.search.point[i].fits && b.search.point[i].identical;
    }
    char *script = cosim_search_script(&b.search, COSIM_PLOT_SVG, &diag);
    assert_non_null(script);
    snprintf(legend, sizeof legend, "recommended, %s'",
             cosim_search_name(&b.search.recommended->format, name));
    assert_non_null(strstr(script, legend));
    char *rest = script;
    for (const char *line; (line = strsep(&rest, "\n")) != NULL;) {
        if (strncmp(line, "$half_up", 8) == 0 || strncmp(line, "$residual", 9) == 0) {
            inside = true;
            same = strstr(line, "_same") != NULL;
        } else if (strcmp(line, "EOD") == 0) {
            inside = false;
        } else if (inside) {
            marks++;
            filled += same;
        }
    }
    assert_true(fitting > 100 && identical > 10 && identical < fitting);
    assert_int_equal(marks, fitting);
    assert_int_equal(filled, identical);
    free(script);
    cosim_search_free(&b.search);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(recommendation_is_minimal),
        cmocka_unit_test(figures_are_those_of_runs),
        cmocka_unit_test(skipped_distances_are_none),
        cmocka_unit_test(a_grid_without_a_format_is_refused),
        cmocka_unit_test(picture_has_every_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
